"""Voices behind what the chapters turn on, and how many of them are independent."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.aid import chapter as december
from romsov_analysis.themes.rupture import quarrels
from romsov_analysis.themes.witnesses import grounds
from romsov_analysis.themes.witnesses.grounds import Conclusion, Voice

pytestmark = pytest.mark.usefixtures("fresh_tables")


def test_voices_of_one_side_that_gains_are_one() -> None:
    one = Conclusion(
        "00",
        "It rained",
        (
            Voice("miller", "for", "village", "none", ""),
            Voice("priest", "for", "village", "loses", ""),
            Voice("bailiff", "for", "castle", "gains", ""),
            Voice("lord", "for", "castle", "gains", ""),
            Voice("smith", "against", "none", "none", ""),
            Voice("the almanac itself", "for", "none", "itself", ""),
            Voice("the almanac itself", "against", "none", "itself", ""),
        ),
    )
    assert one.independent("for") == 3
    assert one.independent("against") == 1
    assert one.free == 2
    assert one.denied == 1
    assert len(one.on("for")) == len(one.heard("for")) + 1


def test_neither_a_tested_document_nor_this_book_is_a_voice_for_itself() -> None:
    table, claims = evidence.load("grounds"), evidence.load("claims")
    names = ("the country study", "the article", "the thread", "this book")
    own = table["voice"].str.startswith(names)
    documents = set(evidence.load("documents").index)
    for name, row in table["row"].items():
        kind, _, key = str(row).partition(":")
        own[name] |= kind == "claims" and claims.loc[key, "dependence"] in documents
    assert own.any()
    assert ((table["gain"] == "itself") == own).all()


def test_no_part_of_the_debt_can_be_larger_than_oil() -> None:
    assert (evidence.load("grounds")["conclusion"] == "Oil was the largest part of the debt").any()
    assert evidence.row("reparation_terms:oil_share")["low"] >= 50  # per cent


def test_the_table_of_grounds_is_told_whole() -> None:
    table = evidence.load("grounds")
    told = [voice.row for one in grounds.conclusions() for voice in one.voices]
    assert {f"grounds:{name}" for name in table.index} <= set(told)
    assert len(told) == len(set(told))
    assert table.groupby("conclusion")["notebook"].nunique().max() == 1
    assert table.groupby("conclusion")["stand"].apply(lambda stands: "for" in set(stands)).all()


def test_december_is_as_chapter_08_has_it() -> None:
    parts = december.compute().parts
    for part, words in grounds.PARTS.items():
        (one,) = [one for one in grounds.conclusions() if one.words == words]
        for stand, reading in (("for", "supports"), ("against", "against")):
            assert one.independent(stand) == parts[part].independent[reading].value


def test_points_say_what_their_chapters_conclude() -> None:
    points = {one.words: one for one in grounds.conclusions()}
    led = quarrels.leader(quarrels.quarrel_results())
    assert ("No quarrel led in Ceaușescu’s last month" in points) == (led is None)


def test_counts_by_hand() -> None:
    known = grounds.conclusions()
    found = {name: result.value for name, result in grounds.grounded(known).items()}
    free, denied = (
        [sum(v.stand == stand and v.gain in ("none", "loses") for v in one.voices) for one in known]
        for stand in ("for", "against")
    )
    assert found["conclusions"] == len(known)
    assert found["free_two"] == sum(number >= 2 for number in free)
    assert found["free_denied"] == sum(yes >= 2 and no >= 1 for yes, no in zip(free, denied, strict=True))
    assert found["disputed"] == sum(
        any(v.stand == "against" and v.gain != "itself" for v in one.voices) for one in known
    )
    lone = 0
    for one in known:
        names = {v.name for v in one.voices if v.stand == "for" and v.gain in ("none", "loses")}
        names |= {v.side for v in one.voices if v.stand == "for" and v.gain == "gains"}
        lone += len(names) < 2
    assert found["single"] == lone


def test_a_voice_that_loses_stands_before_one_that_gains() -> None:
    for one in grounds.conclusions():
        order = [grounds.GAINS.index(voice.gain) for voice in one.voices]
        assert order == sorted(order)
