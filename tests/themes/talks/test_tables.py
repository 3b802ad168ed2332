"""The tables of chapter 02, rows by hand."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.ledger import Ledger, Table
from romsov_analysis.results import plain
from romsov_analysis.themes.talks import chapter, tables

pytestmark = pytest.mark.usefixtures("fresh_tables")


@pytest.fixture(scope="module")
def c() -> chapter.Chapter:
    return chapter.compute()


def rows(c: chapter.Chapter, table: Table) -> list[list[str]]:
    ledger = Ledger(c.results)
    return [[plain(ledger.fill(cell)) for cell in row] for row in table.rows]


def test_a_step_says_who_asked_what(c: chapter.Chapter) -> None:
    (row,) = [row for row in rows(c, tables.bargaining(c)) if row[0] == "19 April 1932"]
    # Romania and Moscow ask nothing in this row; a third party tells, and the passage was read in a copy.
    assert row[2:4] == ["", ""]
    assert row[4].startswith("France tells Moscow what it learned of the Romanian mind. (")
    assert row[4].endswith(", second-hand")
    (read,) = [row for row in rows(c, tables.bargaining(c)) if row[0] == "16 August 1932"]
    assert not read[4].endswith(", second-hand")


def test_steps_that_say_what_nobody_asked_are_left_out(c: chapter.Chapter) -> None:
    titles = {row[1] for row in tables.bargaining(c).rows}
    silent = ("latvia_signs", "estonia_signs", "geneva_agreed")  # no demand, no outcome
    assert not titles & {str(evidence.row(f"talks:{name}")["title"]) for name in silent}


def test_explanations_name_what_speaks_against_them(c: chapter.Chapter) -> None:
    found = {row[0]: row[1:] for row in rows(c, tables.trials(c))}
    linked = found["A pact that waits for the pact of another is not signed"]
    # Poland and France signed though tied; Romania after June 1934 and Japan did not though free.
    assert linked[:3] == ["1", "2: Poland, France", "2: Romania after June 1934, Japan in 1932"]
    assert linked[3].startswith("12: not found (Finland, Latvia, Estonia, ")


def test_a_recognised_frontier_was_not_enough(c: chapter.Chapter) -> None:
    found = {row[0]: row[1:] for row in rows(c, tables.trials(c))}
    frontier = found["Moscow signs where it has recognised the frontier, and not where it has not"]
    # Japan's frontier on Sakhalin was recognised in 1925; silence is told by its kind.
    assert frontier[:3] == ["10", "0", "1: Japan in 1932"]
    assert frontier[3] == (
        "6: not applicable (France, Italy, Germany, Yugoslavia); partly (Afghanistan, China)"
    )


def test_stances_have_chain_and_lag(c: chapter.Chapter) -> None:
    found = rows(c, tables.stances(c))
    assert len(found) == len(evidence.ids("moscow_split"))
    (pantea,) = [row for row in found if row[0] == "Lenin"]
    # From the middle of March 1924 to 2 December 2010.
    assert pantea[1:4] == [
        "about March 1924",
        "Lenin is said to be ready to recognise the union (would recognise)",
        "87 years",
    ]
    assert pantea[4].startswith(
        "Lenin, to Rakovsky, to Pantea, to Colesnic, to Monitorul de Suceava (relayed) ("
    )
    (told,) = [row for row in found if row[0] == "Stalin" and row[1] == "1927"]
    assert told[3] == "not known"
    # A historian who reads a letter of 1924 tells nothing late.
    assert {row[3] for row in found if "(inference)" in row[4]} == {"read in documents"}


def test_treaties_that_bound_both(c: chapter.Chapter) -> None:
    found = rows(c, tables.promises(c))
    assert [row[1] for row in found] == ["9 February 1929", "3–5 July 1933"]
    assert [row[2] for row in found] == ["renunciation of war", "non-aggression"]


@pytest.mark.parametrize(
    ("table", "speakers"),
    [("asked", ["post_1"]), ("encyclopaedia", ["wiki_article"]), ("fischer", ["fischer", "soviet_press"])],
)
def test_every_claim_of_a_voice_is_listed_and_no_other(
    c: chapter.Chapter, table: str, speakers: list[str]
) -> None:
    claims = evidence.load("claims")
    wanted = claims[claims.index.str.startswith("pt.") & claims["speaker"].isin(speakers)].index
    links = [row[1] for row in getattr(tables, table)(c).rows]
    assert sorted(links) == sorted(f"[](claim:{name}?quote)" for name in wanted)
