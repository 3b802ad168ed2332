"""How long treaties lasted: cumulative incidence, one minus Kaplan–Meier, the median."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.specifications import Specification
from romsov_analysis.themes.pacts.spells import UNITS

YEARS = (5, 10)  # since the start, at which curves are read: the terms of most treaties


@dataclass(frozen=True)
class Curve:
    """The curves of one way of counting, read at some years; a year that no treaty was followed to is left out.

    `broken` by cumulative incidence, `at_risk` the number still observed then, `naive` one minus Kaplan–Meier;
    `median` is None where the Kaplan–Meier curve does not fall to one half.
    """

    broken: Mapping[int, Result]
    at_risk: Mapping[int, Result]
    naive: Mapping[int, Result]
    median: Result | None


def curve(behind: Specification, years: Sequence[int] = YEARS) -> Curve:
    """Cumulative incidence, one minus Kaplan–Meier, and the median of a way of counting.

    Ids are ``pacts.incidence_<definition>_<universe>_<unit>_<years>``, ``pacts.at_risk_…``,
    ``pacts.one_minus_km_…`` and ``pacts.median_<definition>_<universe>_<unit>``. Without a breach there is no
    curve and nothing to read.
    """
    spells = behind.spells
    if not behind.measured.broken:
        return Curve({}, {}, {}, None)
    incidence, survivors = survival.cumulative_incidence(spells), survival.kaplan_meier(spells)

    def read(name: str, what: str, ends: tuple[float, float, float], formula: str) -> Result:
        return Result.of(
            f"pacts.{name}",
            Estimate(*ends, behind.rows),
            unit="ratio",
            formula=f"{formula}; the range is a pointwise interval of 95 per cent on the log-log scale",
            title=f"{what}: {behind.title}",
        )

    broken, at_risk, naive = {}, {}, {}
    for number in years:
        left = survival.at_risk(spells, number)
        if not left:
            continue
        name, words = f"{behind.key}_{number}", f"{COUNTING[number]} years"
        value, low, high = (survival.at(incidence, end, number, 0.0) for end in ("broken", "low", "high"))
        broken[number] = read(
            f"incidence_{name}", f"Broken within {words}", (value, low, high),
            "cumulative incidence of a breach, other endings competing (Aalen–Johansen)",
        )  # fmt: skip
        alive, most, least = (survival.at(survivors, end, number, 1.0) for end in ("survival", "high", "low"))
        naive[number] = read(
            f"one_minus_km_{name}", f"One minus Kaplan–Meier after {words}", (1 - alive, 1 - most, 1 - least),
            "one minus Kaplan–Meier, other endings taken as censored",
        )  # fmt: skip
        at_risk[number] = count(
            f"pacts.at_risk_{name}", behind.rows, f"At risk after {words}: {behind.title}",
            unit=UNITS[behind.unit], formula="still observed after that time", number=left,
        )  # fmt: skip
    return Curve(broken, at_risk, naive, _median(behind, survival.median(survivors)))


def _median(behind: Specification, years: float | None) -> Result | None:
    if years is None:
        return None
    return Result.of(
        f"pacts.median_{behind.key}",
        Estimate.exactly(years, *behind.rows),
        unit="years",
        formula="years at which the Kaplan–Meier curve falls to one half",
        title=f"Median life: {behind.title}",
        decimals=1,
    )
