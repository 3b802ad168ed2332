"""How long treaties lasted: cumulative incidence, one minus Kaplan–Meier, the median."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.specifications import UNITS, Way
from romsov_analysis.themes.pacts.spells import observe
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES

_COUNTS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    8: "eight",
    10: "ten",
    12: "twelve",
}


def curves(
    behind: Way,
    last_day: datetime.date,
    *,
    years: Iterable[int],
) -> list[Result]:
    """Cumulative incidence, one minus Kaplan–Meier, and the median, contested acts left out.

    Parameters
    ----------
    behind
        The way to count; its results are the evidence.
    last_day
        Its last day.
    years
        Years since the start at which the curves are read.

    Ids are ``pacts.incidence_<definition>_<universe>_<unit>_<years>``, ``pacts.one_minus_km_…`` and
    ``pacts.median_…``. Without a breach there is no curve and no result; a median that is not reached has none.
    """
    definition, universe, unit = behind.definition, behind.universe, behind.unit
    spells = observe(universe, definition, last_day, unit=unit, early=behind.early)
    if not any(spell.outcome == "broken" for spell in spells):
        return []
    name = f"{definition}_{universe}_{unit}"
    where = f"{DEFINITIONS[definition].title}, {UNIVERSES[universe].short}, {UNITS[unit]}"
    rows = behind.rows
    incidence, survivors = survival.cumulative_incidence(spells), survival.kaplan_meier(spells)
    found = []
    for count in years:
        broken, low, high = (survival.at(incidence, end, count, 0.0) for end in ("broken", "low", "high"))
        words = _COUNTS.get(count, count)
        found.append(
            Result(
                f"pacts.incidence_{name}_{count}",
                broken,
                low,
                high,
                "ratio",
                "cumulative incidence of a breach, other endings competing (Aalen–Johansen); the range is a "
                "pointwise interval of 95 per cent on the log-log scale",
                rows,
                f"Broken within {words} years: {where}",
            )
        )
        found.append(
            Result.of(
                f"pacts.at_risk_{name}_{count}",
                Estimate.exactly(float(survival.at_risk(spells, count)), *rows),
                unit=UNITS[unit],
                formula="still observed after that time",
                title=f"At risk after {words} years: {where}",
                decimals=0,
            )
        )
        low, high = (1 - survival.at(survivors, end, count, 1.0) for end in ("high", "low"))
        value = 1 - survival.at(survivors, "survival", count, 1.0)
        found.append(
            Result(
                f"pacts.one_minus_km_{name}_{count}",
                value,
                low,
                high,
                "ratio",
                "one minus Kaplan–Meier, other endings taken as censored; the range is a pointwise interval of "
                "95 per cent on the log-log scale",
                rows,
                f"One minus Kaplan–Meier after {words} years: {where}",
            )
        )
    middle = survival.median(survivors)
    if middle is not None:
        found.append(
            Result(
                f"pacts.median_{name}",
                middle,
                middle,
                middle,
                "years",
                "years at which the Kaplan–Meier curve falls to one half",
                rows,
                f"Median life: {where}",
                decimals=1,
            )
        )
    return found
