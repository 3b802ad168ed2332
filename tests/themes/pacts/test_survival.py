"""Shares, curves and rates of spells: an example worked out by hand, then laws and other people's programs."""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.spells import Spell

START = datetime.date(1921, 1, 1)
CYCLE = 1461  # days: four years with their leap day, so that four years are exactly four
Z = 1.959963984540054  # 0.975 quantile of the normal distribution


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def spell(days: int, outcome: Any, parties: str = "ab", start: datetime.date = START) -> Spell:
    stop = start + datetime.timedelta(days=days)
    return Spell(f"{parties}_{days}_{outcome}", start, stop, outcome, frozenset(parties), None, ())


def fours(*lives: tuple[int, str]) -> list[Spell]:
    """Spells of so many times four years."""
    return [spell(CYCLE * count, outcome) for count, outcome in lives]


# Broken after 4 and after 8 years, ended after 8 as well, observed for 12, broken after 16, ended after 20.
SIX = fours((1, "broken"), (2, "broken"), (2, "ended"), (3, "observed"), (4, "broken"), (5, "ended"))

outcomes = st.sampled_from(["broken", "ended", "observed"])
lives = st.builds(spell, st.integers(0, 12), outcomes)  # few lengths, so that ties are common
several = st.lists(lives, min_size=1, max_size=25)


# --- the example ------------------------------------------------------------------------------------------


def test_frame_of_the_example() -> None:
    table = survival.frame(SIX)
    assert list(table["years"]) == [4, 8, 8, 12, 16, 20]
    assert list(table["outcome"]) == ["broken", "broken", "ended", "observed", "broken", "ended"]
    assert list(table.index) == [spell.id for spell in SIX]
    assert table.index.name == "id"


def test_share_of_the_example() -> None:
    found = survival.share(SIX)
    assert (found.broken, found.spells, found.value) == (3, 6, 0.5)
    # Wilson: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n), with p = 1/2 and n = 6.
    width = Z * math.sqrt(0.25 / 6 + Z**2 / (4 * 36))
    middle, whole = 0.5 + Z**2 / 12, 1 + Z**2 / 6
    assert (found.low, found.high) == pytest.approx(((middle - width) / whole, (middle + width) / whole))
    z = stats.norm.ppf(0.75)
    narrow = survival.share(SIX, level=0.5)
    half = z * math.sqrt(0.25 / 6 + z**2 / 144) / (1 + z**2 / 6)
    assert (narrow.low, narrow.high) == pytest.approx((0.5 - half, 0.5 + half))


def test_share_of_none_and_of_all() -> None:
    # Wilson's limit of none of n is z² ÷ (n + z²).
    limit = Z**2 / (2 + Z**2)
    none = survival.share(fours((1, "ended"), (2, "observed")))
    assert (none.value, none.low, none.high) == pytest.approx((0, 0, limit))
    every = survival.share(fours((1, "broken"), (2, "broken")))
    assert (every.value, every.low, every.high) == pytest.approx((1, 1 - limit, 1))
    with pytest.raises(ValueError, match="no spell"):
        survival.share([])


def test_share_lies_within_its_interval() -> None:
    for broken, ended in list(itertools.product(range(30), repeat=2))[1:]:
        found = survival.share(fours(*[(1, "broken")] * broken, *[(1, "ended")] * ended))
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_kaplan_meier_of_the_example() -> None:
    # At 4 years one of 6 is broken: 5/6. At 8 one of 5: × 4/5 = 2/3; the other that ends then was at risk.
    # At 16 one of 2: × 1/2 = 1/3. Neither 12 nor 20 years are a step: nothing was broken then.
    found = survival.kaplan_meier(SIX)
    assert list(found.index) == [4, 8, 16]
    assert found.index.name == "years"
    assert list(found["at_risk"]) == [6, 5, 2]
    assert list(found["survival"]) == pytest.approx([5 / 6, 2 / 3, 1 / 3])
    # Greenwood: the sum of d ÷ n(n − d) is 1/30, 1/30 + 1/20 = 1/12 and 1/12 + 1/2 = 7/12. On the log-log
    # scale the limits are the powers S^exp(±z √sum ÷ |ln S|).
    for (_, row), total in zip(found.iterrows(), (1 / 30, 1 / 12, 7 / 12), strict=True):
        power = math.exp(Z * math.sqrt(total) / abs(math.log(row["survival"])))
        limits = (row["survival"] ** power, row["survival"] ** (1 / power))
        assert (row["low"], row["high"]) == pytest.approx(limits)
        assert 0 < row["low"] < row["survival"] < row["high"] < 1


def test_reading_a_curve_and_its_median() -> None:
    found = survival.kaplan_meier(SIX)
    assert survival.at(found, "survival", 3.99, 1.0) == 1
    assert survival.at(found, "survival", 4, 1.0) == pytest.approx(5 / 6)
    assert survival.at(found, "survival", 15, 1.0) == pytest.approx(2 / 3)
    assert survival.at(found, "survival", 99, 1.0) == pytest.approx(1 / 3)
    assert survival.at(found, "at_risk", 0, 7.5) == 7.5
    assert survival.median(found) == 16
    assert [survival.at_risk(SIX, years) for years in (0, 4, 4.1, 8, 12, 20, 21)] == [6, 6, 5, 5, 3, 1, 0]
    # One of two after four years is one half, and half is reached.
    assert survival.median(survival.kaplan_meier(fours((1, "broken"), (2, "observed")))) == 4
    assert survival.median(survival.kaplan_meier(SIX[:1] + SIX[2:4])) is None  # 2/3 at the end


def test_median_of_four_is_the_second_breach() -> None:
    found = survival.kaplan_meier(fours((1, "broken"), (2, "broken"), (3, "broken"), (4, "broken")))
    assert survival.median(found) == 8


def test_cumulative_incidence_of_the_example() -> None:
    # Overall survival, both endings together: at 4 years 5/6, at 8 × 3/5 = 1/2, at 16 × 1/2 = 1/4, at 20 0.
    # Broken: 1/6; + 5/6 × 1/5 = 1/3; + 1/2 × 1/2 = 7/12.  Ended: at 8 5/6 × 1/5 = 1/6; at 20 + 1/4 × 1 = 5/12.
    found = survival.cumulative_incidence(SIX)
    assert (found.index.name, list(found.index)) == ("years", [4, 8, 16, 20])
    expected = {0: (0, 0), 4: (1 / 6, 0), 8: (1 / 3, 1 / 6), 15: (1 / 3, 1 / 6), 16: (7 / 12, 1 / 6)}
    for years, (broken, ended) in (expected | {20: (7 / 12, 5 / 12)}).items():
        assert survival.at(found, "broken", years, 0.0) == pytest.approx(broken)
        assert survival.at(found, "ended", years, 0.0) == pytest.approx(ended)


def test_interval_of_the_incidence_holds_it() -> None:
    found = survival.cumulative_incidence(fours((1, "broken"), (2, "ended")))
    assert found.loc[4, "low"] < found.loc[4, "broken"] < found.loc[4, "high"]
    assert list(found.loc[8, ["low", "high"]]) == list(found.loc[4, ["low", "high"]])


def test_interval_of_the_incidence_where_all_but_the_observed_are_broken() -> None:
    spells = [spell(0, "broken")] * 2 + [spell(0, "observed")] * 4 + [spell(1, "broken")] * 3
    first, last = (row for _, row in survival.cumulative_incidence(spells).iterrows())
    assert last["broken"] == pytest.approx(1)
    assert 0 < first["low"] == last["low"] < first["broken"]
    assert last["high"] == 1


def test_a_breach_that_leaves_nobody_at_risk_has_no_upper_end() -> None:
    (row,) = survival.cumulative_incidence(fours((1, "broken"), (1, "ended"))).itertuples()
    assert (row.broken, row.low, row.high) == (0.5, 0, 1)
    found = survival.cumulative_incidence(fours((1, "broken"), (2, "ended"), (3, "broken")))
    assert found.loc[12, "broken"] == pytest.approx(2 / 3)
    assert (found.loc[12, "low"], found.loc[12, "high"]) == (found.loc[8, "low"], 1)
    assert found.loc[8, "high"] < 1


def test_rate_of_the_example() -> None:
    # Three breaches in 4 + 8 + 8 + 12 + 16 + 20 = 68 years. Garwood: half the chi-square quantiles with twice
    # the breaches, and with two more, degrees of freedom.
    found = survival.rate(3, 68)
    assert (found.broken, found.years, found.value) == (3, 68, pytest.approx(300 / 68))
    low, high = stats.chi2.ppf(0.025, 6) / 2, stats.chi2.ppf(0.975, 8) / 2
    assert (found.low, found.high) == pytest.approx((100 * low / 68, 100 * high / 68))
    narrow = survival.rate(3, 68, level=0.5)
    low, high = stats.gamma.ppf(0.25, 3), stats.gamma.ppf(0.75, 4)
    assert (narrow.low, narrow.high) == pytest.approx((100 * low / 68, 100 * high / 68))


def test_rate_of_none() -> None:
    found = survival.rate(0, 50)
    # No breach has the chance exp(−rate × years), which is 2.5 per cent at the limit.
    assert (found.value, found.low, found.high) == pytest.approx((0, 0, -100 * math.log(0.025) / 50))
    assert survival.rate(1, 0.5).value == 200
    for years in (0, -1):
        with pytest.raises(ValueError, match="years under observation"):
            survival.rate(0, years)


@settings(deadline=None)
@given(st.integers(1, 40), st.floats(0.5, 500))
def test_limits_of_a_rate_are_those_of_the_poisson_distribution(broken: int, years: float) -> None:
    found = survival.rate(broken, years)
    assert stats.poisson.sf(broken - 1, found.low * years / 100) == pytest.approx(0.025)
    assert stats.poisson.cdf(broken, found.high * years / 100) == pytest.approx(0.025)


# --- other programs and laws ------------------------------------------------------------------------------


def censored(spells: Sequence[Spell]) -> stats.CensoredData:
    broken = [spell.years for spell in spells if spell.outcome == "broken"]
    return stats.CensoredData(broken, right=[spell.years for spell in spells if spell.outcome != "broken"])


@settings(deadline=None)
@given(several)
def test_kaplan_meier_agrees_with_scipy(spells: list[Spell]) -> None:
    found = survival.kaplan_meier(spells)
    other = stats.ecdf(censored(spells)).sf
    for step in range(14):
        years = step / 365.25
        assert survival.at(found, "survival", years, 1.0) == pytest.approx(other.evaluate(years), abs=1e-12)
    assert (found["low"] <= found["survival"]).all()
    assert (found["survival"] <= found["high"]).all()
    assert len(found) == len({spell.years for spell in spells if spell.outcome == "broken"})


def aalen_johansen(spells: Sequence[Spell]) -> dict[float, tuple[Fraction, Fraction, Fraction]]:
    """By years: broken, ended, neither; in fractions, so that nothing is rounded."""
    alive, shares = Fraction(1), {"broken": Fraction(0), "ended": Fraction(0)}
    found = {}
    for years in sorted({spell.years for spell in spells}):
        risk = [spell for spell in spells if spell.years >= years]
        over = [spell.outcome for spell in risk if spell.years == years]
        for kind in shares:
            shares[kind] += alive * Fraction(over.count(kind), len(risk))
        alive *= 1 - Fraction(over.count("broken") + over.count("ended"), len(risk))
        found[years] = (shares["broken"], shares["ended"], alive)
    return found


@settings(deadline=None)
@given(several)
def test_cumulative_incidence_agrees_with_fractions(spells: list[Spell]) -> None:
    found, survivors = survival.cumulative_incidence(spells), survival.kaplan_meier(spells)
    for years, (broken, ended, alive) in aalen_johansen(spells).items():
        mine = [survival.at(found, column, years, 0.0) for column in ("broken", "ended")]
        assert mine == pytest.approx([float(broken), float(ended)], abs=1e-12)
        assert sum(mine) + float(alive) == pytest.approx(1)
        # To treat other endings as censoring can only overstate how many are broken.
        assert 1 - survival.at(survivors, "survival", years, 1.0) >= mine[0] - 1e-12


@pytest.mark.parametrize("outcome", ["ended", "observed"])
def test_curves_without_a_breach(outcome: str) -> None:
    spells = [spell(0, outcome), spell(5, outcome), spell(5, outcome)]
    survivors = survival.kaplan_meier(spells)
    assert (len(survivors), list(survivors.columns)) == (0, ["survival", "low", "high", "at_risk"])
    assert (survival.median(survivors), survival.at(survivors, "survival", 5, 1.0)) == (None, 1)
    found = survival.cumulative_incidence(spells)
    assert list(found.columns) == ["broken", "ended", "low", "high"]
    assert survival.at(found, "broken", 9, 0.0) == 0
    assert survival.at(found, "ended", 9, 0.0) == (1 if outcome == "ended" else 0)


@pytest.mark.parametrize("lengths", [[0], [7], [0, 0], [3, 3, 3], [0, 4, 4, 9]])
def test_curves_where_all_are_broken(lengths: list[int]) -> None:
    spells = [spell(days, "broken") for days in lengths]
    survivors, found = survival.kaplan_meier(spells), survival.cumulative_incidence(spells)
    last = survivors.iloc[-1]
    assert (last["survival"], last["low"], last["high"]) == (0, 0, 0)
    assert found["broken"].iloc[-1] == pytest.approx(1)
    assert (found["ended"] == 0).all()
    assert survival.share(spells).value == 1


# --- periods ----------------------------------------------------------------------------------------------

EARLY, LATE = (day("1921-01-01"), day("1924-12-31")), (day("1925-01-01"), day("1928-12-31"))


@pytest.mark.parametrize(
    ("start", "days", "within"),
    [
        ("1924-12-30", 10, 2),  # the 30th and 31st
        ("1924-12-31", 1, 1),
        ("1925-01-01", 5, 0),
        ("1921-01-01", 0, 0),
        ("1921-01-01", 1461, 1461),
        ("1921-01-01", 1462, 1461),
        ("1920-12-31", 3, 2),
        ("1920-12-01", 31, 0),  # over on the first day, of which nothing belongs to it
        ("1920-12-01", 32, 1),
        ("1900-01-01", 20000, 1461),
        ("1900-01-01", 9, 0),
    ],
)
def test_days_of_a_spell_within_a_period(start: str, days: int, within: int) -> None:
    assert survival.days_within(spell(days, "ended", start=day(start)), *EARLY) == within


@settings(deadline=None)
@given(st.dates(day("1919-01-01"), day("1930-01-01")), st.integers(0, 3000), st.integers(0, 1000))
def test_days_of_adjoining_periods_add_up(start: datetime.date, days: int, cut: int) -> None:
    middle = EARLY[0] + datetime.timedelta(days=cut)
    after = middle + datetime.timedelta(days=1)
    life = spell(days, "ended", start=start)
    parts = survival.days_within(life, EARLY[0], middle), survival.days_within(life, after, LATE[1])
    assert sum(parts) == survival.days_within(life, EARLY[0], LATE[1])
    assert survival.days_within(life, day("1900-01-01"), day("1960-01-01")) == days


def test_breaches_on_the_limits_of_periods() -> None:
    lasting = spell(2 * CYCLE, "observed")  # all days of both
    on_first, on_last = spell(CYCLE, "broken"), spell(CYCLE - 1, "broken")
    found = survival.rate_by_period([lasting, on_first, on_last], {"early": EARLY, "late": LATE})
    assert [(rate.broken, rate.years) for rate in found.values()] == [(1, (3 * CYCLE - 1) / 365.25), (1, 4)]
    assert found["late"] == survival.rate(1, 4)
    # The first and last day of all, and the days just outside; an ending is no breach.
    ends = [
        spell(days, "broken", start=day("1920-12-31")) for days in (0, 1, 1 + 2 * CYCLE - 1, 1 + 2 * CYCLE)
    ]
    both = survival.rate_by_period([*ends, lasting, spell(9, "ended")], {"both": (EARLY[0], LATE[1])})
    assert both["both"].broken == 2
    assert survival.rate_by_period([on_last], {"late": LATE, "early": EARLY}).keys() == {"early"}


@given(st.integers(0, 9), st.integers(1, 9), st.floats(1, 90), st.floats(1, 90))
def test_the_ratio_of_two_rates_by_its_definition(one: int, other: int, years: float, rest: float) -> None:
    first, second = survival.rate(one, years), survival.rate(other, rest)
    ratio, p = survival.rate_ratio(first, second)
    assert ratio == pytest.approx((one / years) / (other / rest))
    share, whole = years / (years + rest), one + other
    chances = [math.comb(whole, k) * share**k * (1 - share) ** (whole - k) for k in range(whole + 1)]
    assert p == pytest.approx(sum(chance for chance in chances if chance <= chances[one] * (1 + 1e-7)))


def test_the_ratio_without_a_breach() -> None:
    none, some = survival.rate(0, 5), survival.rate(2, 5)
    assert survival.rate_ratio(none, none) == (1, 1)
    assert survival.rate_ratio(some, none) == (math.inf, pytest.approx(0.5))
