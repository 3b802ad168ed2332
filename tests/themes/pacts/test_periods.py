"""Before and during, and rates by stretch of time: examples worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, deed, links, way, wilson
from scipy import stats

from romsov_analysis.themes.pacts import periods, spells
from romsov_analysis.themes.pacts.days import Stretch
from romsov_analysis.themes.pacts.periods import EVERY, GROUPS, ITALY, WITH, WITHOUT, Group

Use = Callable[..., None]

# p is broken in 1935, q under an ultimatum in 1940, r in 1937 by an act that is contested; s begins in 1938.
TABLES = bound(p="a; ussr", q="b; c", r="c; d", s="a; d") | {
    "acts": [
        deed("x", "1935-05-05", "a", "ussr"),
        deed("z", "1937-06-06", "c", "d"),
        deed("y", "1940-04-04", "b", "c", "coercion"),
    ],
    "pact_acts": links("p/x", "r/z?", "q/y"),
}
TABLES["pact_dates"][3]["date"] = "1938-01-01"


@pytest.mark.parametrize(
    ("definition", "contested", "before", "during"),
    [
        # Before 1936 p, q and r had begun and p was broken; at risk from then on are q, r and later s.
        ("attacked", False, (1, 3), (0, 3)),
        ("attacked", True, (1, 3), (1, 3)),
        ("coerced", False, (1, 3), (1, 3)),
        ("coerced", True, (1, 3), (2, 3)),
    ],
)
def test_before_and_during_by_hand(
    tables_of: Use, definition: str, contested: bool, before: tuple[int, int], during: tuple[int, int]
) -> None:
    tables_of(**TABLES)
    behind = way(definition, "bilateral", contested=contested)
    found = periods.before_and_during(behind, day("1936-01-01"))
    name = f"{definition}_bilateral" + ("_all" if contested else "")
    for part, half, (broken, whole) in zip(("before", "during"), found, (before, during), strict=True):
        assert half is not None
        assert (half.broken.value, half.count.value, half.share.value) == (broken, whole, broken / whole)
        assert (half.share.low, half.share.high) == pytest.approx(wilson(broken, whole), abs=1e-12)
        ids = [f"pacts.{part}_count_{name}", f"pacts.{part}_broken_{name}", f"pacts.{part}_{name}"]
        assert [result.id for result in (half.count, half.broken, half.share)] == ids
        assert half.share.evidence == (f"result:{ids[1]}", f"result:{ids[0]}")


def test_what_each_half_rests_on(tables_of: Use) -> None:
    tables_of(**TABLES)
    before, during = periods.before_and_during(way("attacked", "bilateral"), day("1936-01-01"))
    assert during is not None
    counted = "result:pacts.count_bilateral_end"
    assert before.count.evidence == (counted,)
    assert during.count.evidence == (counted, f"result:{before.broken.id}")
    assert before.broken.evidence == ("pact_acts:p/x",)
    assert during.broken.evidence == (f"result:{during.count.id}",)  # nothing was broken


def test_the_day_itself_belongs_to_the_later_half(tables_of: Use) -> None:
    tables_of(**TABLES)
    broken = {}
    for war in ("1935-05-05", "1935-05-06"):
        before, during = periods.before_and_during(way("attacked", "bilateral"), day(war))
        assert during is not None
        broken[war] = (before.broken.value, during.broken.value)
    assert broken == {"1935-05-05": (0, 1), "1935-05-06": (1, 0)}


def test_without_a_day_after_the_outbreak_there_is_no_later_half(tables_of: Use) -> None:
    tables_of(**TABLES)
    behind = way("attacked", "bilateral", last=day("1935-12-31"))
    before, during = periods.before_and_during(behind, day("1936-01-01"))
    assert (before.broken.value, before.count.value, during) == (1, 3, None)
    # All that was ever at risk is gone: p alone, and it is broken.
    tables_of(**(bound(p="a; b") | {"acts": TABLES["acts"][:1], "pact_acts": links("p/x?")}))
    behind = way("attacked", "bilateral", contested=True)
    assert periods.before_and_during(behind, day("1936-01-01"))[1] is None


def test_the_other_reading_of_dates_has_a_name_of_its_own(tables_of: Use) -> None:
    tables_of(**TABLES)
    before, _ = periods.before_and_during(way(), day("1936-01-01"), early=True, suffix="_early")
    assert before.share.id == "pacts.before_attacked_all_early"


STRETCHES = [
    Stretch("1930", day("1930-01-01"), day("1934-12-31")),
    Stretch("1935", day("1935-01-01"), day("1935-12-31")),
    Stretch("1936", day("1936-01-01"), LAST),
]


def test_rates_by_hand(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = periods.rates(way("attacked", "bilateral"), STRETCHES)
    # 1930 to 1934: p, q and r, 1826 days each. 1935: p until 5 May, 124 days, q and r 365 each, one breach.
    assert found["1930", "every"].value == 0
    years = (124 + 2 * 365) / 365.25
    rate = found["1935", "every"]
    assert rate.value == pytest.approx(100 / years)
    # Garwood: half the chi-square quantiles with two and four degrees of freedom.
    ends = (stats.chi2.ppf(0.025, 2) / 2, stats.chi2.ppf(0.975, 4) / 2)
    assert (rate.low, rate.high) == pytest.approx(tuple(100 * end / years for end in ends))
    assert rate.formula.startswith("1 breach ÷ 2.3 years of treaties in force × 100")
    assert rate.id == "pacts.rate_attacked_bilateral_1935_every"
    assert rate.title.endswith("two-sided pacts, all, 1935: breaches a hundred years")
    # p alone is of the Soviet Union: one breach in 124 days; without it none, and from 1936 nothing is left.
    assert found["1935", "with"].value == pytest.approx(100 * 365.25 / 124)
    assert found["1935", "without"].value == 0
    assert ("1936", "with") not in found
    assert set(found) == {
        (part.id, group.id)
        for part in STRETCHES
        for group in GROUPS
        if (part.id, group.id) != ("1936", "with")
    }


def test_an_ultimatum_counts_in_its_stretch(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = periods.rates(way("coerced", "bilateral"), STRETCHES, [EVERY])
    # From 1936: q to 4 April 1940, 1555 days (366 + 365 + 365 + 365, then 94 from New Year), r 3532 days to the last
    # day, s 2801 days from 1938.
    assert found["1936", "every"].value == pytest.approx(100 * 365.25 / (1555 + 3532 + 2801))


@pytest.mark.parametrize(
    ("group", "parties", "holds"),
    [
        (EVERY, "ab", True),
        (WITH, ("ussr", "a"), True),
        (WITH, ("germany", "a"), True),
        (WITH, "ab", False),
        (WITHOUT, ("ussr", "a"), False),
        (WITHOUT, "ab", True),
        (ITALY, ("italy", "ussr"), True),
        (ITALY, ("ussr", "a"), False),
    ],
)
def test_groups_choose_by_party(group: Group, parties: tuple[str, ...], holds: bool) -> None:
    spell = spells.Spell("p", LAST, LAST, "observed", frozenset(parties), None, ())
    assert group.holds(spell) == holds
