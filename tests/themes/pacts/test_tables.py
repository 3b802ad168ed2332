"""Tables of chapter 03 that stand as the register has them; those of numbers: test_parameters."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.pacts import casebook, chapter, tables, treaties


@pytest.fixture(scope="module")
def c() -> chapter.Chapter:
    return chapter.compute()


@pytest.mark.parametrize("universe", ["bilateral", "all"])
def test_every_contested_act_against_a_treaty_counted_stands_with_its_reason(universe: str) -> None:
    links = evidence.load("pact_acts")
    counted = [pact.id for pact in treaties.chosen(universe)]
    doubted = links[(links["doubt"] != "none") & links["pact"].isin(counted)]
    found = casebook.contested_acts(chapter.compute(base_universe=universe))
    assert [row[4] for row in found.rows] == doubted["reason"].tolist()
    assert (len(found.rows) < 30) == (universe == "bilateral")
    assert found.rows[0][2:4] == (
        "intervention" if universe == "bilateral" else "attack",
        "whether the duty reached it",
    )


def test_definitions_in_the_order_in_which_they_widen(c: chapter.Chapter) -> None:
    found = tables.definitions(c)
    assert [row[0] for row in found.rows] == [
        "Attacked while in force", "Also denounced, then attacked", "Also coerced", "Any breach",
    ]  # fmt: skip
    assert found.rows[3][3] == "[](result:pacts.broken_any_bilateral_war_all)"
    assert "[](result:pacts.count_bilateral_war) two-sided pacts" in found.caption


def test_what_became_of_the_treaties_that_bound_both() -> None:
    found = casebook.between_both()
    assert found.caption.startswith("What became of the two treaties")
    assert {row[0] for row in found.rows} == {
        "Moscow (Litvinov) Protocol", "London conventions on the definition of aggression",
    }  # fmt: skip
    assert all("omania" in row[1] or "spheres" in row[1] for row in found.rows)


def test_the_soviet_pacts_are_either_alike_or_others(c: chapter.Chapter) -> None:
    like, other = tables.alike(c), tables.other_soviet(c)
    pacts = evidence.load("pacts")
    promise = pacts["obligation"].str.contains("non-aggression|^neutrality")
    soviet = (pacts["form"] == "bilateral") & pacts["parties"].str.contains("ussr")
    counted = pacts[promise & soviet & (pacts["ending"] != "never in force")]
    like_ids = [fate.pact.id for fate in c.worth.fates]
    assert sorted([*pacts["title"][like_ids], *(row[0] for row in other.rows)]) == sorted(counted["title"])
    assert [row[0] for row in like.rows] == [
        "Finland 1932", "Estonia 1932", "Latvia 1932", "Lithuania 1926", "Poland 1932",
    ]  # fmt: skip
    assert [row[2] for row in like.rows[:2]] == ["attack, 30 November 1939", "ultimatum, 14–17 June 1940"]
    by_title = {row[0]: row[1:] for row in other.rows}
    assert by_title["Sino-Soviet non-aggression treaty"] == [
        "superseded",
        "no attack or ultimatum between the two",
    ]
    assert by_title["German-Soviet non-aggression treaty"] == ["breached", "Germany attacks the Soviet Union"]


def test_a_pact_that_was_kept_is_told_in_words() -> None:
    kept = chapter.compute(alike=["afghanistan", "finland"])
    assert tables.alike(kept).rows[0][2] == "neither attacked nor coerced by the end of the war"
    mixed = chapter.compute(alike=["finland", "france_yugoslavia_1927"])
    assert [row[0] for row in tables.alike(mixed).rows] == ["Finland–USSR 1932", "France–Yugoslavia 1927"]
    early = chapter.compute(last_days={"x": "1926-06-30"}, outbreak="1926-06-30", alike=["turkey"])
    assert [row[0] for row in tables.other_soviet(early).rows] == ["Treaty of Berlin"]


def test_the_early_tables_have_words_where_there_is_no_number() -> None:
    early = chapter.compute(last_days={"x": "1929"}, outbreak="1929-01-01", alike=["turkey"])
    rows = tables.incidence(early).rows
    assert {cell for row in rows for cell in row[1:6]} == {"none broken"}
    assert {row[6] for row in rows} == {"not reached"}
    assert tables.attackers(early).rows == [["nobody", "none", "none"]]
    some = chapter.compute(last_days={"peace": "1936"}, outbreak="1936-01-01", alike=["turkey"])
    cells = tables.incidence(some).rows[0][1:5]
    assert cells[0] == "[](result:pacts.incidence_attacked_bilateral_5?percent,with-range)"
    assert tables.incidence(chapter.compute(last_days={"x": "1935-10-03"}, outbreak="1935-10-03",
                                            alike=["turkey"])).rows[0][2] == "not followed so long"  # fmt: skip


def test_treaties_counted_from_signature_are_named() -> None:
    c = chapter.compute()
    found = casebook.from_signature(c)
    dates_of = evidence.load("pact_dates").index
    expected = [pact.title for pact in treaties.chosen("bilateral") if f"{pact.id}/in force" not in dates_of]
    assert [row[0] for row in found.rows] == expected
    assert len(expected) == c.unratified.value
