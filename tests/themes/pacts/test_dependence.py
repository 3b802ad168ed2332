"""Few actors, states drawn again, who attacked whom: examples by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, deed, links, numbers, way
from scipy import stats

from romsov_analysis.results import Result
from romsov_analysis.themes.pacts import dependence, resampling
from romsov_analysis.themes.pacts.days import Stretch
from romsov_analysis.themes.pacts.periods import WITH, WITHOUT

Use = Callable[..., None]


def test_attackers_by_the_first_act(tables_of: Use) -> None:
    tables = bound(p="a; b", twin="a; b", q="b; c", r="c; d", s="a; d", u="e; f")
    acts = [
        deed("x", "1935", "a", "b; d"), deed("late", "1936", "b", "a"), deed("y", "1937", "c; b", "d"),
        deed("z", "1938", "b", "c"), deed("w", "1939", "e", "f"), deed("after", "1946", "f", "e"),
    ]  # fmt: skip
    broken = links("p/x", "twin/x", "s/x", "p/late", "r/y", "q/z", "u/w?", "u/after")
    tables_of(**tables, acts=acts, pact_acts=broken)

    def found(contested: bool, last: datetime.date = LAST) -> dict[str, Result]:
        return dependence.attackers(way(contested=contested, last=last))

    clear = found(False)
    assert {(result.unit, result.decimals) for result in clear.values()} == {("treaties", 0)}
    # Most first, then by name; two states that act together are one actor.
    assert [(actor, result.value) for actor, result in clear.items()] == [("a", 3), ("b", 1), ("c; b", 1)]
    assert [result.id for result in clear.values()] == [
        f"pacts.attacker_{name}" for name in ("a", "b", "c_b")
    ]
    assert clear["a"].evidence == ("pact_acts:p/x", "pact_acts:twin/x", "pact_acts:s/x")
    assert clear["c; b"].title == "Broken by C and B"
    assert list(found(True)) == ["a", "b", "c; b", "e"]
    assert list(found(False, day("1936-12-31"))) == ["a"]


def test_who_began_in_doubt_charges_neither_and_always_by_the_same_rule(tables_of: Use) -> None:
    tables = bound(p="a; b", q="b; c", r="a; c")
    acts = [deed("x", "1935", "a", "b"), deed("y", "1936", "b; c", "c; b"), deed("z", "1937", "a", "c")]
    broken = [
        row | {"doubt": "first"} if row["act"] in ("x", "y") else row for row in links("p/x", "q/y", "r/z")
    ]
    tables_of(**tables, acts=acts, pact_acts=broken)
    found = dependence.attackers(way())
    # One act names a side and one names both: in doubt, both are charged alike.
    assert {result.title: result.value for result in found.values()} == {
        "Broken by A": 1, "Broken by A or B": 1, "Broken by B or C": 1,
    }  # fmt: skip
    had = dependence.exposed(way(), found)
    assert {state: result.value for state, result in had.items()} == {"a": 2}
    assert had["a"].evidence == ("pacts:p", "pacts:r")


# Two of three treaties of the Soviet Union are broken by one act, and one of two others by another.
FIVE = bound(p="a; ussr", q="b; ussr", r="c; ussr", s="a; b", t="c; d") | {
    "acts": [deed("x", "1935-01-01", "ussr", "a; b"), deed("y", "1936-01-01", "a", "b")],
    "pact_acts": links("p/x", "q/x", "s/y"),
}


STRETCH = Stretch("s", day("1935-01-01"), day("1936-12-31"))
BOTH = (WITH, WITHOUT)


def test_dependence_by_hand(tables_of: Use) -> None:
    tables_of(**FIVE)
    behind = way()
    found = dependence.dependence(behind, BOTH, STRETCH, seed=7, draws=500)
    shown = numbers([result for result in found.values() if result.unit != "truth"])
    # In the two years p and q are broken on their first day, so that r alone of the three stays in force for the
    # 731 days; s is broken after 365, and t stays. Two in 731 days against one in 1096.
    ratio = (2 / 731) / (1 / 1096)
    p = stats.binomtest(2, 3, 731 / (731 + 1096)).pvalue
    assert shown == {
        "pacts.acts_behind": 2,
        "pacts.actors_behind": 2,
        "pacts.bootstrap": 3 / 5,
        "pacts.peak_broken": 3,
        "pacts.peak_days": 2,
        "pacts.rate_ratio": pytest.approx(ratio),
        "pacts.rate_p": pytest.approx(p),
    }
    ends = resampling.state_bootstrap(behind.spells, seed=7, draws=500)
    assert (found["bootstrap"].low, found["bootstrap"].high) == ends
    assert {result.evidence for result in found.values()} == {behind.rows}
    assert bool(found["few_actors"])  # the first three attackers are all there are


def test_treaties_with_moscow_and_without_by_whoever_broke_them(tables_of: Use) -> None:
    tables_of(**FIVE)
    found = dependence.with_moscow(way())
    assert {name: result.value for name, result in found.items()} == {
        "moscow": 3, "moscow_broken": 2, "elsewhere": 2, "elsewhere_broken": 1,
    }  # fmt: skip
    assert found["moscow"].evidence == ("pacts:p", "pacts:q", "pacts:r")
    assert found["elsewhere_broken"].evidence == ("pact_acts:s/y",)


def test_many_attackers_are_not_few(tables_of: Use) -> None:
    ring = ["ab", "bc", "cd", "de", "ef", "fa"]
    tables = bound(**{f"p{n}": f"{one}; {other}" for n, (one, other) in enumerate(ring)})
    acts = [deed(f"x{n}", "1935", one, other) for n, (one, other) in enumerate(ring)]
    tables_of(**tables, acts=acts, pact_acts=links(*(f"p{n}/x{n}" for n in range(6))))
    # Three of six are not more than all others together.
    assert not dependence.dependence(way(), BOTH, STRETCH, seed=1, draws=100)["few_actors"]


def test_without_a_group_there_is_nothing_to_compare(tables_of: Use) -> None:
    tables_of(**bound(p="a; b", q="b; c"))
    found = dependence.dependence(way(), BOTH, STRETCH, seed=1, draws=100)
    assert set(found) == {
        "few_actors",
        "acts_behind",
        "actors_behind",
        "bootstrap",
        "peak_broken",
        "peak_days",
    }
    assert found["acts_behind"].value == 0
