"""What stands behind the claims, through how many hands, how long after: rows worked out by hand."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.witnesses import chains

pytestmark = pytest.mark.usefixtures("fresh_tables")
ALL = ("country_study", "pact_thread", "corneanu")


@pytest.mark.parametrize(
    ("claim", "behind", "hands"),
    [
        ("cs.killed", chains.NO_WORK, 1),
        ("pt.prelude", "an encyclopaedia", 2),
        ("pt.alsace", "Fischer’s memoirs", 3),
        ("pt.finland", chains.POSTERS, 1),
        ("co.m4_remark", "Buga", 2),
        ("co.g23_borders", "Opriș", 3),
        ("co.tv_promise", chains.UNKNOWN, 3),
        ("co.ceausescu_intervention", "Buga", 4),
        ("co.coke", chains.NO_WORK, 1),
    ],
)
def test_who_stands_behind_a_claim_and_through_how_many_hands(claim: str, behind: str, hands: int) -> None:
    row = chains.claims(ALL).loc[claim]
    assert (row["behind"], row["hands"]) == (behind, hands)


def test_the_time_between_event_and_telling() -> None:
    table = chains.claims(ALL)
    # June 1941 to August 1944, told about July 1989.
    assert table.loc["cs.killed", "lag"] == pytest.approx(46.5, abs=0.6)
    assert table.loc["co.c27_coups", "lag"] == 0
    assert table["lag"].isna()["pt.finland"]  # no day of the post


def test_the_second_reader_stands_where_there_is_one() -> None:
    first, second = (chains.claims(ALL, coder)["finding"] for coder in ("first", "second"))
    both = evidence.load("findings")
    differing = both.index[both["second"].notna() & (both["second"] != both["finding"])]
    assert set(first.index[first != second]) == set(differing)
    assert (second[differing] == both.loc[differing, "second"]).all()


def test_only_the_documents_that_are_asked_for() -> None:
    assert set(chains.claims(["pact_thread"])["document"]) == {"pact_thread"}
    assert chains.leading(chains.claims(["pact_thread"])) == ([], None)


def test_sums_by_hand_from_the_register() -> None:
    table, register = chains.claims(ALL), evidence.load("claims")
    found = chains.standing_behind(table)
    cited = register["cited"].value_counts()
    authors, number = chains.leading(table)
    assert authors == ["Opriș", "Buga"]
    assert number is not None
    assert number.value == sum(cited[work] for work in ("w1", "w3", "w4", "w7"))
    own = [result for (document, _), result in found.items() if document == "corneanu"]
    assert sum(result.low for result in own) == (register["document"] == "corneanu").sum()
    told = chains.told(table, 3, 40)
    assert (
        told["corneanu_long"].value
        == (register.loc[register["document"] == "corneanu", "chain"].str.split(" > ").str.len() > 3).sum()
    )
    assert told["corneanu_voices"].value == register.groupby("document")["dependence"].nunique()["corneanu"]
    assert "pact_thread_lag" not in told  # the posts bear no day
