"""The tables that weigh, and the figures of victims: nothing cut, nothing without what stands beside it."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.results import claim_statement, plain
from romsov_analysis.themes.aid import chapter, tables, weighing
from romsov_analysis.themes.testimony import interests


@pytest.fixture(scope="module")
def c() -> chapter.Chapter:
    return chapter.compute()


def test_every_grade_has_its_printed_rule(c: chapter.Chapter) -> None:
    assert [row[0] for row in weighing.rules(c).rows] == list(interests.GRADES)
    assert all(row[1] for row in weighing.rules(c).rows)


def test_what_is_weighed_apart_has_something_beside_it(c: chapter.Chapter) -> None:
    rows = weighing.apart(c).rows
    assert len(rows) == len(weighing.APART)
    told = {row[0]: row[2] for row in rows}
    assert "nothing found" not in told.values()
    promise, order = (claim_statement(f"co.{name}") for name in ("tv_promise", "deny_aid"))
    assert order in told[promise]
    table = evidence.load("testimony")
    assert table.loc["militaru_denies", "title"] in told[table.loc["iordache_airfield", "title"]]
    assert table.loc["indictment_flawed_2024", "title"] in told[table.loc["indictment_refusal", "title"]]


def test_the_living_are_answered(c: chapter.Chapter) -> None:
    table = evidence.load("testimony")
    roman = [
        f"{table.loc[name, 'title']}"
        for name in ("roman_general_denial", "roman_denial_2019", "roman_no_part", "roman_specific_denial")
    ]
    accused = [row for row in weighing.living(c).rows if "Roman" in row[0] or "counsellor" in row[0]]
    assert accused
    assert all(denial in row[2] for row in accused for denial in roman)
    (voican,) = [row for row in weighing.living(c).rows if "Voican suggested" in row[0]]
    assert table.loc["voican_answer", "title"] in voican[2]


def test_no_person_is_living_in_one_table_and_dead_in_another() -> None:
    people = evidence.load("people").query("living != 'unknown'").set_index("name")["living"]
    told = evidence.load("testimony")[["speaker", "living"]].drop_duplicates()
    short = {name.split()[0] + " " + name.split()[-1]: alive for name, alive in people.items()}
    clash = [
        row.speaker
        for row in told.itertuples()
        if row.speaker in short and row.living != "unknown" and row.living != short[row.speaker]
    ]
    assert clash == []
    assert set(told.loc[told["speaker"] == "Petre Roman", "living"]) == {"yes"}
    dead = evidence.load("people").loc[
        ["michael", "ion_antonescu", "molotov", "moiseyev", "ryzhkov", "iliescu"]
    ]
    assert set(dead["living"]) == {"no"}


def test_a_standing_before_the_law_is_no_interest() -> None:
    interest = evidence.load("testimony")["interest"].dropna()
    assert [row for row, words in interest.items() if "accused" in words or "case" in words] == []


def test_a_list_of_witnesses_without_their_words_is_read_for_nothing() -> None:
    read = evidence.load("readings").query("statement == 'testimony:adevarul_witnesses_2011'")
    assert set(read["part"]) == set(evidence.load("parts").index)
    assert set(read["reading"]) == {"neutral"}
    denied = evidence.row("testimony:adevarul_witnesses_2011")["denied_by"]
    assert {"iliescu_denies_2025", "dinu_iliescu_unwilling"} <= set(denied.split("; "))


def test_victims_of_both_sides_are_counted_or_looked_for(c: chapter.Chapter) -> None:
    table = evidence.load("aid_figures").query("kind == 'victims'")
    rows = tables.victims(c).rows
    assert [row[0] for row in rows] == list(table["title"])
    for row, (name, cells) in zip(rows, table.iterrows(), strict=True):
        assert (row[1] == "not found") == (cells["status"] == "not found")
        assert (name in c.victims) == (cells["status"] != "not found")
        assert ("second-hand" in plain(row[2])) == (cells["status"] == "second-hand")
    for side in ("Soviet", "Romania"):
        assert any(side in row[0] for row in rows)
    assert not set(c.victims) & set(c.elsewhere)
