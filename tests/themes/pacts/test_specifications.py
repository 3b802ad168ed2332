"""Every way of counting: the share of each by hand, and what it rests on."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, deed, links, wilson

from romsov_analysis.themes.pacts import specifications
from romsov_analysis.themes.pacts.specifications import Specification

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
    ("universe", "counted", "start", "clear", "contested"),
    [
        # How many are broken by attacked, denounced, coerced, any: p in 1935; by the end p, then also q, then also m;
        # with contested acts r as well. Only p had been broken at the start, by every definition.
        ("bilateral", 3, [1, 1, 1, 1], [1, 1, 2, 2], [2, 2, 3, 3]),
        ("explicit", 4, [1, 1, 1, 1], [1, 1, 2, 3], [2, 2, 3, 4]),
    ],
)
def test_the_share_of_each_way_by_hand(
    tables_of: Use,
    universe: str,
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
            spec = found[definition, universe, when, also]
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
        ("clear", "contested"),
    )
    assert set(found) == set(itertools.product(*options))


def test_a_way_rests_on_one_list_of_treaties_and_one_of_acts(tables_of: Use) -> None:
    tables_of(**FOUR)
    found = by_choices()
    spec = found["coerced", "bilateral", "end", "contested"]
    assert spec.counted.evidence == ("pacts:p", "pacts:q", "pacts:r")
    assert spec.broken.evidence == ("pact_acts:p/x", "pact_acts:q/y", "pact_acts:r/z")
    assert spec.share.evidence == spec.rows[::-1]
    assert spec.rows == (f"result:{spec.counted.id}", f"result:{spec.broken.id}")
    assert spec.share.id == "pacts.share_coerced_bilateral_end_all"
    # What nothing broke rests on what was counted.
    tables_of(**bound(p="a; b"))
    (unbroken, *_) = specifications.specifications({"end": LAST})
    assert unbroken.broken.evidence == ("result:pacts.count_bilateral_end",)
    assert unbroken.broken.title.startswith("Attacked while in force: Bilateral")


def test_a_result_of_the_same_spells_rests_on_what_was_counted_and_broken(tables_of: Use) -> None:
    tables_of(**FOUR)
    spec = by_choices()["any", "all", "end", "clear"]
    found = spec.result("x", 2.0, "T", unit="years", formula="f", ends=(1.0, 3.0), decimals=1)
    assert (found.id, found.value, found.low, found.high) == ("pacts.x", 2.0, 1.0, 3.0)
    assert found.evidence == spec.rows
    assert spec.title == "Any breach, all treaties"


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
