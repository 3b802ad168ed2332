"""Every way of counting: the share of each by hand, what it rests on, and which choice moves it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pact_tables import LAST, bound, day, deed, links, numbers, wilson

from romsov_analysis import evidence
from romsov_analysis.themes.pacts import specifications
from romsov_analysis.themes.pacts.specifications import CHOICES, Specification
from romsov_analysis.themes.pacts.spells import Spell

Use = Callable[..., None]
DAYS = {"start": day("1935-12-31"), "end": LAST}

# Three treaties of two and one of three, which binds a to c, c to d and a to d. An attack on p in 1935, one on r in
# 1936 that is contested, an ultimatum against q in 1940, another breach of m by a against d in 1937.
FOUR = bound(p="a; b", q="b; c", r="c; d", m="a; c; d") | {
    "acts": [
        deed("x", "1935-05-05", "a", "b"),
        deed("z", "1936-06-06", "c", "d"),
        deed("v", "1937-07-07", "a", "d", "other breach"),
        deed("y", "1940-04-04", "b", "c", "coercion"),
    ],
    "pact_acts": links("p/x", "r/z?", "m/v", "q/y"),
}


def by_choices() -> dict[tuple[str, ...], Specification]:
    return {spec.choices: spec for spec in specifications.specifications(DAYS)}


@pytest.mark.parametrize(
    ("universe", "unit", "counted", "start", "clear", "contested"),
    [
        # How many are broken by attacked, denounced, coerced, any: p in 1935; by the end p, then also q, then also m;
        # with contested acts r as well. Only p had been broken at the start, by every definition.
        ("bilateral", "treaty", 3, [1, 1, 1, 1], [1, 1, 2, 2], [2, 2, 3, 3]),
        ("explicit", "treaty", 4, [1, 1, 1, 1], [1, 1, 2, 3], [2, 2, 3, 4]),
        # Pairs: ab, bc, cd; with m also ac and ad, and of these the breach of 1937 breaks ad alone.
        ("bilateral", "pair", 3, [1, 1, 1, 1], [1, 1, 2, 2], [2, 2, 3, 3]),
        ("explicit", "pair", 5, [1, 1, 1, 1], [1, 1, 2, 3], [2, 2, 3, 4]),
    ],
)
def test_the_share_of_each_way_by_hand(
    tables_of: Use,
    universe: str,
    unit: str,
    counted: int,
    start: list[int],
    clear: list[int],
    contested: list[int],
) -> None:
    tables_of(**FOUR)
    found = by_choices()
    expected = {("start", "clear"): start, ("start", "contested"): start}
    expected |= {("end", "clear"): clear, ("end", "contested"): contested}
    for (when, also), broken in expected.items():
        for definition, number in zip(("attacked", "denounced", "coerced", "any"), broken, strict=True):
            spec = found[definition, universe, when, unit, also]
            assert (spec.broken.value, spec.counted.value) == (number, counted)
            assert spec.share.value == number / counted
            ends = (spec.share.low, spec.share.high)
            assert ends == pytest.approx(wilson(number, counted), abs=1e-12)


def test_every_choice_is_crossed_with_every_other(tables_of: Use) -> None:
    tables_of(**FOUR)
    found = by_choices()
    options = (
        ("attacked", "denounced", "coerced", "any"),
        ("bilateral", "neutrality", "explicit", "all"),
        ("start", "end"),
        ("treaty", "pair"),
        ("clear", "contested"),
    )
    assert set(found) == set(itertools.product(*options))
    table = specifications.frame(list(found.values()))
    assert list(table.columns) == [*CHOICES, "counted", "broken", "share"]
    assert table["share"].tolist() == [spec.share.value for spec in found.values()]


def test_a_way_rests_on_one_list_of_treaties_and_one_of_acts(tables_of: Use) -> None:
    tables_of(**FOUR)
    found = by_choices()
    treaties, pairs = (found["coerced", "bilateral", "end", unit, "contested"] for unit in ("treaty", "pair"))
    assert treaties.counted.evidence == ("pacts:p", "pacts:q", "pacts:r")
    assert pairs.counted.evidence == ("result:pacts.count_bilateral_end_treaty",)
    assert treaties.broken.evidence == ("pact_acts:p/x", "pact_acts:q/y", "pact_acts:r/z")
    for spec in (treaties, pairs):
        assert spec.share.evidence == spec.rows[::-1]
        assert spec.rows == (f"result:{spec.counted.id}", f"result:{spec.broken.id}")
    assert treaties.share.id == "pacts.share_coerced_bilateral_end_treaty_all"
    assert pairs.counted.unit == "pairs"
    # What nothing broke rests on what was counted.
    none = found["attacked", "all", "start", "pair", "clear"]
    assert none.broken.evidence == ("pact_acts:p/x",)
    tables_of(**bound(p="a; b"))
    (unbroken, *_) = specifications.specifications({"end": LAST})
    assert unbroken.broken.evidence == ("result:pacts.count_bilateral_end_treaty",)
    assert unbroken.broken.title.startswith("Attacked while in force: Bilateral")


def test_a_result_of_the_same_spells_rests_on_what_was_counted_and_broken(tables_of: Use) -> None:
    tables_of(**FOUR)
    spec = by_choices()["any", "all", "end", "treaty", "clear"]
    found = spec.result("x", 2.0, "T", unit="years", formula="f", ends=(1.0, 3.0), decimals=1)
    assert (found.id, found.value, found.low, found.high) == ("pacts.x", 2.0, 1.0, 3.0)
    assert found.evidence == spec.rows
    assert spec.title == "Any breach, all treaties, treaties"


def test_the_acts_of_all_ways_are_listed_once(tables_of: Use) -> None:
    tables_of(**FOUR)
    assert specifications.acts_counted(LAST).evidence == tuple(
        f"pact_acts:{row}" for row in ("p/x", "q/y", "r/z", "m/v")
    )
    found = specifications.acts_counted(day("1936-12-31"))
    assert (found.value, found.evidence) == (2, ("pact_acts:p/x", "pact_acts:r/z"))


@pytest.mark.parametrize(("regular", "shown"), [(0.5, "50 %"), (0.333, "33.3 %"), (0, "0 %"), (1, "100 %")])
def test_the_level_keeps_its_digits(regular: float, shown: str) -> None:
    found = specifications.level(regular)
    assert (found.value, f"{found:percent}") == (regular, shown)
    assert found.evidence == (f"parameter:regular={regular:g}",)


# --- the spread of ways ---------------------------------------------------------------------------------

# Treaties of our own tables, since a count names them; what is broken in them is invented.
PACTS = sorted(evidence.ids("pacts"))[:20]
ACT = min(evidence.ids("pact_acts"))


def a_way(
    broken: int, definition: str = "attacked", *, contested: bool = False, **other: Any
) -> Specification:
    """A way of counting twenty treaties of which so many are broken."""
    chosen: dict[str, Any] = {"universe": "all", "day": "end", "unit": "treaty"} | other
    spells = [
        Spell(name, day("1930-01-01"), LAST, "broken" if place < broken else "observed", frozenset("ab"),
              None, (f"pacts:{name}", f"pact_acts:{ACT}"))
        for place, name in enumerate(PACTS)
    ]  # fmt: skip
    return Specification(definition, last_day=LAST, contested=contested, spells=tuple(spells), **chosen)


def test_the_spread_of_ways_by_hand() -> None:
    # Options stand in the order in which they are met; the middle one of three moves nothing.
    broken = {"attacked": (2, 6), "denounced": (18, 0), "any": (8, 10)}
    ways = [
        a_way(number, definition, contested=contested)
        for definition, pair in broken.items()
        for contested, number in zip((False, True), pair, strict=True)
    ]
    rows = ("parameter:x=1",)
    found = specifications.summary(ways, 0.4, rows)
    assert numbers(list(found.values())) == {
        "pacts.ways": 6,
        "pacts.ways_above": 2,  # 18 and 10 of 20, not the one at the level itself
        "pacts.least_share": 0.0,
        "pacts.greatest_share": 0.9,
        # Any less attacked: (8 − 2 + 10 − 6) ÷ 2 of 20; contested less clear: (6 − 2 + 0 − 18 + 10 − 8) ÷ 3 of 20.
        "pacts.effect_definition": pytest.approx(5 / 20),
        "pacts.effect_contested": pytest.approx(-4 / 20),
    }
    assert found["ways"].evidence == rows  # listed once
    assert found["least_share"].evidence == (f"result:{ways[3].share.id}",)
    assert found["greatest_share"].evidence == (f"result:{ways[2].share.id}",)
    assert "denounced, all, end, treaty, contested" in found["least_share"].formula
    assert found["effect_definition"].formula.endswith("share(any) − share(attacked)")


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 20), min_size=32, max_size=32))
def test_what_a_choice_moves_is_the_mean_of_the_differences(numbers: list[int]) -> None:
    definitions, units = ("attacked", "any"), ("treaty", "pair")
    options = [*itertools.product(definitions, ("bilateral", "all"), ("a", "b"), units, (False, True))]
    ways = [
        a_way(number, one, contested=last, universe=two, day=three, unit=four)
        for number, (one, two, three, four, last) in zip(numbers, options, strict=True)
    ]
    found = specifications.summary(ways, 0.5, ("parameter:x=1",))
    assert found["greatest_share"].value == max(numbers) / 20
    assert found["least_share"].value == min(numbers) / 20
    share = dict(zip(options, numbers, strict=True))
    for place, choice in enumerate(CHOICES):
        first, last = options[0][place], options[-1][place]
        moves = [
            share[(*chosen[:place], last, *chosen[place + 1 :])] - number
            for chosen, number in share.items()
            if chosen[place] == first
        ]
        assert found[f"effect_{choice}"].value == pytest.approx(sum(moves) / 16 / 20)
