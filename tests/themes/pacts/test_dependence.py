"""Few actors, states drawn again, who attacked whom: examples by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, deed, links, numbers, way

from romsov_analysis.results import Result
from romsov_analysis.themes.pacts import dependence, resampling, survival
from romsov_analysis.themes.pacts.periods import WITH

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


# Two of three treaties of the Soviet Union are broken by one act, and one of two others by another.
FIVE = bound(p="a; ussr", q="b; ussr", r="c; ussr", s="a; b", t="c; d") | {
    "acts": [deed("x", "1935-01-01", "ussr", "a; b"), deed("y", "1936-01-01", "a", "b")],
    "pact_acts": links("p/x", "q/x", "s/y"),
}


def test_dependence_by_hand(tables_of: Use) -> None:
    tables_of(**FIVE)
    behind = way()
    found = dependence.dependence(behind, WITH, seed=7, draws=500, least=2)
    shown = numbers([result for result in found.values() if result.unit != "truth"])
    # Couples of other states with two treaties: of a, b, c, d every one of the six. Shares: ab p, q, s all broken;
    # ac p, r, s, t 2/4; ad p, s, t 2/3; bc q, r, s, t 2/4; bd q, s, t 2/3; cd r, t none. The USSR with Germany, which
    # is no party: 2/3, so ab, ad and bd are as high.
    chi, p = survival.log_rank(behind.spells[:3], behind.spells[3:])
    assert shown == {
        "pacts.acts_behind": 2,
        "pacts.actors_behind": 2,
        "pacts.bootstrap": 3 / 5,
        "pacts.powers_share": pytest.approx(2 / 3),
        "pacts.others_share": 1 / 2,
        "pacts.groups_as_high": 3,
        "pacts.groups_ranked": 6,
        "pacts.log_rank_chi": chi,
        "pacts.log_rank_p": p,
    }
    ends = resampling.state_bootstrap(behind.spells, seed=7, draws=500)
    assert (found["bootstrap"].low, found["bootstrap"].high) == ends
    assert {result.evidence for result in found.values()} == {behind.rows}
    assert bool(found["few_actors"])  # the first three attackers are all there are
    assert found["groups_ranked"].formula == "couples of other states with 2 treaties or more"


def test_many_attackers_are_not_few(tables_of: Use) -> None:
    ring = ["ab", "bc", "cd", "de", "ef", "fa"]
    tables = bound(**{f"p{n}": f"{one}; {other}" for n, (one, other) in enumerate(ring)})
    acts = [deed(f"x{n}", "1935", one, other) for n, (one, other) in enumerate(ring)]
    tables_of(**tables, acts=acts, pact_acts=links(*(f"p{n}/x{n}" for n in range(6))))
    # Three of six are not more than all others together.
    assert not dependence.dependence(way(), WITH, seed=1, draws=100, least=1)["few_actors"]


def test_a_share_of_no_treaty_is_left_out(tables_of: Use) -> None:
    tables_of(**bound(p="a; b", q="b; c"))
    found = dependence.dependence(way(), WITH, seed=1, draws=100, least=1)
    assert set(found) == {"few_actors", "acts_behind", "actors_behind", "bootstrap", "others_share"}
    assert found["acts_behind"].value == 0
    tables_of(**FIVE)
    without_rank = dependence.dependence(way(), WITH, seed=1, draws=100, least=50)
    assert not {"groups_as_high", "groups_ranked"} & set(without_rank)
    assert "log_rank_chi" in without_rank
