"""How long pacts lasted, and how often they were broken: shares, curves, rates.

Estimators are those of statsmodels: Wilson's interval of a share, exact limits of a Poisson rate
(Garwood 1936), the Kaplan–Meier curve, and the cumulative incidence among competing endings (Aalen and Johansen
1978); the test of two rates is exact. Spells come from `spells`. The treaties between the wars are all there were,
not a sample: an interval says how far the same process might have given another number by chance, if treaties were
independent of each other. They were not; `resampling` asks what that changes.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis.results import Estimate
from romsov_analysis.themes.pacts.spells import YEAR, Spell, frame


@dataclass(frozen=True)
class Share:
    """A share of spells that were broken, with the ends of an interval; all three between 0 and 1."""

    broken: int
    spells: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """Broken over all."""
        return self.broken / self.spells

    def estimate(self, *rows: str) -> Estimate:
        """The share with its interval as a number to compute on with, and the rows it rests on."""
        return Estimate(self.value, self.low, self.high, rows)


@dataclass(frozen=True)
class Rate:
    """Breaches a hundred years of spells, with the ends of an exact interval."""

    broken: int
    years: float
    value: float
    low: float
    high: float


def wilson(broken: int, whole: int, *, level: float = 0.95) -> Share:
    """So many of so many as a share, with Wilson's interval.

    Raises
    ------
    ValueError
        If the whole is nothing.
    """
    from statsmodels.stats.proportion import proportion_confint

    if not whole:
        raise ValueError("no spell to take a share of")
    low, high = proportion_confint(broken, whole, alpha=1 - level, method="wilson")
    # Rounding of the machine must not push the share out of its own interval.
    value = broken / whole
    return Share(broken, whole, max(min(float(low), value), 0.0), min(max(float(high), value), 1.0))


def share(spells: Sequence[Spell], *, level: float = 0.95) -> Share:
    """The share of spells that were broken; errors as of `wilson`."""
    return wilson(sum(spell.outcome == "broken" for spell in spells), len(spells), level=level)


def kaplan_meier(spells: Sequence[Spell]) -> pd.DataFrame:
    """The Kaplan–Meier curve of spells not broken, all other endings taken as censoring.

    Returns
    -------
    pandas.DataFrame
        One row a day on which a spell was broken; index years; columns survival, low, high (pointwise 95 per
        cent on the log-log scale), at_risk. Empty if none was broken.

    Notes
    -----
    One minus this curve is not the share of pacts broken: it treats a pact that was superseded as if it might
    still be broken. See `cumulative_incidence`.
    """
    import numpy as np
    from statsmodels.duration.survfunc import SurvfuncRight

    table = frame(spells)
    broken = table["outcome"] == "broken"
    if not broken.any():
        return pd.DataFrame({"survival": [], "low": [], "high": [], "at_risk": []})
    with np.errstate(divide="ignore", invalid="ignore"):  # the last step may leave nobody at risk
        curve = SurvfuncRight(table["years"], broken.astype(int))
    survival, error = np.asarray(curve.surv_prob), np.asarray(curve.surv_prob_se)
    low, high = _log_log(survival, error)
    columns = {"survival": survival, "low": low, "high": high, "at_risk": curve.n_risk}
    return pd.DataFrame(columns, index=pd.Index(curve.surv_times, name="years"))


def _log_log(share: Any, error: Any) -> tuple[Any, Any]:
    """Ends of a pointwise 95 per cent interval on the log-log scale; no interval where the share is 0 or 1."""
    import numpy as np

    # A sum of shares may miss 1 by its last bit, where the scale has no end.
    inside = (share > 1e-12) & (share < 1 - 1e-12)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        width = 1.959963984540054 * error / (share * np.abs(np.log(share)))
        low, high = share ** np.exp(width), share ** np.exp(-width)
    return np.where(inside, low, share), np.where(inside, high, share)


def at_risk(spells: Sequence[Spell], years: float) -> int:
    """How many spells are still under observation after a number of years."""
    return sum(spell.years >= years for spell in spells)


def at(curve: pd.DataFrame, column: str, years: float, start: float) -> float:
    """The value of a step curve at a number of years; `start` is its value before the first step."""
    reached = curve.index <= years
    return float(curve.loc[reached, column].iloc[-1]) if reached.any() else start


def median(curve: pd.DataFrame) -> float | None:
    """Years by which half of the pacts are broken by a Kaplan–Meier curve; None if it never falls so low."""
    fallen = curve.index[curve["survival"] <= 0.5 + 1e-12]  # the library sums logarithms
    return float(fallen[0]) if len(fallen) else None


def cumulative_incidence(spells: Sequence[Spell]) -> pd.DataFrame:
    """The share broken, and the share otherwise ended, by years since the start, the two competing.

    Returns
    -------
    pandas.DataFrame
        Index years; columns broken, ended, each an estimated share of all spells, and low, high of broken
        (pointwise 95 per cent on the log-log scale, by the library's standard error; up to 1 where a breach leaves
        nobody at risk, which has no standard error). One row a day on which a spell ended either way.
    """
    import numpy as np
    from statsmodels.duration.survfunc import CumIncidenceRight

    table = frame(spells)
    # The library numbers events from 1 without gaps; without a breach the one kind left is an ending.
    kinds = [kind for kind in ("broken", "ended") if (table["outcome"] == kind).any()]
    if not kinds:
        return pd.DataFrame({"broken": [], "ended": [], "low": [], "high": []})
    places = {"observed": 0} | {kind: place for place, kind in enumerate(kinds, start=1)}
    with np.errstate(divide="ignore", invalid="ignore"):  # errors of the curve, which are not used
        found = CumIncidenceRight(table["years"], table["outcome"].map(places).astype(int))
    index = pd.Index(found.times, name="years")
    columns = {
        kind: found.cinc[kinds.index(kind)] if kind in kinds else np.zeros(len(index))
        for kind in ("broken", "ended")
    }
    error = found.cinc_se[kinds.index("broken")] if "broken" in kinds else np.zeros(len(index))
    # With nobody left at risk the library's error is not a number. The last known one stands while the share does;
    # where the share still moves, it has its last lower end and no upper one.
    error = pd.Series(error)
    low, high = map(pd.Series, _log_log(columns["broken"], error.ffill().fillna(0.0).to_numpy()))
    blind = (error.isna() & (np.diff(columns["broken"], prepend=0.0) > 0)).cummax() & error.isna()
    columns["low"] = low.mask(blind).ffill().fillna(0.0).to_numpy()
    columns["high"] = high.mask(blind, 1.0).to_numpy()
    # The library has a row for the end of an observation too, which is no step.
    endings = set(table.loc[table["outcome"] != "observed", "years"])
    return pd.DataFrame(columns, index=index)[[years in endings for years in index]]


def rate(broken: int, years: float, *, level: float = 0.95) -> Rate:
    """Breaches a hundred years, with exact limits.

    Raises
    ------
    ValueError
        If no years were observed.
    """
    from statsmodels.stats.rates import confint_poisson

    if years <= 0:
        raise ValueError("a rate needs years under observation")
    low, high = confint_poisson(broken, years, method="exact-c", alpha=1 - level)
    return Rate(broken, years, 100 * broken / years, 100 * float(low), 100 * float(high))


def rate_by_period(
    spells: Sequence[Spell], periods: Mapping[str, tuple[datetime.date, datetime.date]]
) -> dict[str, Rate]:
    """The rate within each stretch of the calendar; a period without spells is left out.

    Parameters
    ----------
    spells
        Spells, each cut at the limits of the periods.
    periods
        Name → first and last day, both in the period.
    """
    found = {}
    for name, (first, last) in periods.items():
        days = sum(days_within(spell, first, last) for spell in spells)
        broken = sum(spell.outcome == "broken" and first <= spell.stop <= last for spell in spells)
        if days:
            found[name] = rate(broken, days / YEAR)
    return found


def days_within(spell: Spell, first: datetime.date, last: datetime.date) -> int:
    """Days of a spell that lie between two days, both of which belong to the stretch."""
    end = min(spell.stop, last + datetime.timedelta(days=1))
    return max((end - max(spell.start, first)).days, 0)


def rate_ratio(first: Rate, second: Rate) -> tuple[float, float]:
    """The first rate over the second, and p of the exact test that they are equal, given all breaches.

    Without a breach under the second rate there is no ratio: infinity; without any, 1 and p 1.
    """
    from scipy.stats import binomtest

    together = first.broken + second.broken
    if not together:
        return 1.0, 1.0
    p = binomtest(first.broken, together, first.years / (first.years + second.years)).pvalue
    return first.value / second.value if second.broken else float("inf"), float(p)
