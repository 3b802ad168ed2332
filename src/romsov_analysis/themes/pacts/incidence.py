"""How long treaties lasted: cumulative incidence, one minus Kaplan–Meier, the median."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis.results import Result
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.specifications import Specification

_POINTWISE = "the range is a pointwise interval of 95 per cent on the log-log scale"
YEARS = (5, 10)  # since the start, at which curves are read: the terms of most treaties


@dataclass(frozen=True)
class Curve:
    """The curves of one way of counting, read at some years; a year that no treaty was followed to is left out.

    `broken` and `ended` otherwise by cumulative incidence, `at_risk` the number still observed then, `naive` one
    minus Kaplan–Meier; `median` is None where the Kaplan–Meier curve does not fall to one half.
    """

    broken: Mapping[int, Result]
    ended: Mapping[int, Result]
    at_risk: Mapping[int, Result]
    naive: Mapping[int, Result]
    median: Result | None


def curve(behind: Specification, years: Sequence[int] = YEARS) -> Curve:
    """Cumulative incidence, one minus Kaplan–Meier, and the median of a way of counting.

    Ids are ``pacts.incidence_<definition>_<universe>_<years>``, ``pacts.ended_…``,
    ``pacts.at_risk_…``, ``pacts.one_minus_km_…`` and ``pacts.median_<definition>_<universe>``. Without a breach
    there is no curve and nothing to read.
    """
    spells = behind.spells
    if not behind.measured.broken:
        return Curve({}, {}, {}, {}, None)
    incidence, survivors = survival.cumulative_incidence(spells), survival.kaplan_meier(spells)

    broken, ended, at_risk, naive = {}, {}, {}, {}
    for number in years:
        left = survival.at_risk(spells, number)
        if not left:
            continue
        name, words = f"{behind.key}_{number}", f"{COUNTING[number]} years"
        value, low, high = (survival.at(incidence, end, number, 0.0) for end in ("broken", "low", "high"))
        broken[number] = behind.result(
            f"incidence_{name}",
            value,
            f"Broken within {words}: {behind.title}",
            unit="ratio",
            formula=f"cumulative incidence of a breach, other endings competing (Aalen–Johansen); {_POINTWISE}",
            ends=(low, high),
        )
        ended[number] = behind.result(
            f"ended_{name}",
            survival.at(incidence, "ended", number, 0.0),
            f"Ended otherwise within {words}: {behind.title}",
            unit="ratio",
            formula="cumulative incidence of an ending without a breach (Aalen–Johansen)",
        )
        alive, low, high = (survival.at(survivors, end, number, 1.0) for end in ("survival", "low", "high"))
        naive[number] = behind.result(
            f"one_minus_km_{name}",
            1 - alive,
            f"One minus Kaplan–Meier after {words}: {behind.title}",
            unit="ratio",
            formula=f"one minus Kaplan–Meier, other endings taken as censored; {_POINTWISE}",
            ends=(1 - high, 1 - low),
        )
        at_risk[number] = behind.result(
            f"at_risk_{name}",
            left,
            f"At risk after {words}: {behind.title}",
            unit="treaties",
            formula="still observed after that time",
            decimals=0,
        )
    half = survival.median(survivors)
    median = None
    if half is not None:
        formula = "years at which the Kaplan–Meier curve falls to one half"
        title = f"Median life: {behind.title}"
        median = behind.result(f"median_{behind.key}", half, title, unit="years", formula=formula, decimals=1)
    return Curve(broken, ended, at_risk, naive, median)
