"""Chapter 03 as an object: every result that its notebook stores, computed under its parameters."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from romsov_analysis.results import Result
from romsov_analysis.themes.pacts.days import stretches
from romsov_analysis.themes.pacts.groups import Groups
from romsov_analysis.themes.pacts.parameters import PARAMETERS, check
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES

__all__ = ["PARAMETERS", "Chapter", "compute"]


@dataclass(frozen=True)
class Chapter(Groups):
    """The groups of results, and which of them the notebook stores."""

    @functools.cached_property
    def stored(self) -> dict[str, list[Result]]:
        """Section → the results that something in the notebook names, or that such a result rests on."""
        return _stored(self)

    @property
    def results(self) -> list[Result]:
        """Every result that the notebook stores, in its order."""
        return [result for section in self.stored.values() for result in section]


def compute(**parameters: Any) -> Chapter:
    """The chapter under some parameters, checked before anything is computed.

    Parameters
    ----------
    **parameters
        As in `PARAMETERS`; the default where none is given.

    Raises
    ------
    ParameterError
        If the tables cannot answer for a value.
    """
    read = PARAMETERS.read(parameters)
    read["definition"] = DEFINITIONS[read.pop("base_definition")]
    read["universe"] = UNIVERSES[read.pop("base_universe")]
    read["periods"] = tuple(stretches(read["periods"], max(read["last_days"].values())))
    check(read, parameters)
    return Chapter(**read)


def _stored(c: Groups) -> dict[str, list[Result]]:
    """Section → its results, each once, in the order of the notebook."""
    rates = [c.base_rates, *c.rates.values()]
    found = {
        "definitions": _definitions(c),
        "before_and_during": _halves(c),
        "doubts": _doubts(c),
        # One section, since there are no curves where nothing is broken.
        "curves_and_rates": [
            *(rate for part in rates for rate in part.values()),
            *c.coded_rates.values(),
            *_curves(c),
        ],
        "dependence": [
            *c.attackers.values(),
            *c.exposed.values(),
            *c.moscow.values(),
            *c.dependence.values(),
        ],
        "coded": [*c.coded.values(), *c.agreement.results],
        "alliances": [
            *(result for one in c.alliances.values() for result in (*one.begun, *one.violated, one.p)),
            c.events,
            *([] if c.window is None else [c.window[2]]),
            *(c.alliance_years or ()),
        ],
        "others": list(c.literature.values()),
        "worth": c.worth.results,
        "shares": _shares(c),
    }
    seen: dict[str, str] = {}
    for section, results in found.items():
        for result in results:
            seen.setdefault(result.id, section)
    return {
        section: list({result.id: result for result in results if seen[result.id] == section}.values())
        for section, results in found.items()
    }


def _definitions(c: Groups) -> list[Result]:
    """Of the definitions and what the book says of the register."""
    by_rule = [c.way(name, contested=also) for name in DEFINITIONS for also in (False, True)]
    return [by_rule[0].counted, *(spec.broken for spec in by_rule), *c.coverage, c.acts]


def _halves(c: Groups) -> list[Result]:
    parts = [part for pair in c.halves.values() for part in pair if part is not None]
    first, second = c.other_reading
    other = [first.count, first.broken] if second is None else [first.broken, second.count, second.broken]
    if f"result:{first.count.id}" in first.broken.evidence:
        other.insert(0, first.count)
    return [*(result for part in parts for result in (part.count, part.broken)), *c.extremes, *other]


def _doubts(c: Groups) -> list[Result]:
    found = [number for cells in c.kinds.values() for cell in cells for number in (cell.clear, cell.every)]
    for variant in c.variants.values():
        cells = [number for cell in variant.broken for number in (cell.clear, cell.every)]
        found += [*variant.counts, *cells]
    return [*found, *c.doubted.values(), c.unratified]


def _shares(c: Groups) -> list[Result]:
    shown = [
        c.way(definition, universe, contested=also)
        for universe in UNIVERSES
        for definition in DEFINITIONS
        for also in (False, True)
    ]
    shown += c.spread
    found = []
    for spec in shown:
        treaties = c.way(spec.definition, spec.universe, day=spec.day, contested=spec.contested)
        found += [treaties.counted, spec.counted, spec.broken, spec.share]
    return [*found, c.level]


def _curves(c: Groups) -> list[Result]:
    found = []
    for curve in c.curves.values():
        found += [
            *curve.broken.values(),
            *list(curve.ended.values())[-1:],
            *list(curve.naive.values())[-1:],
            *list(curve.at_risk.values())[-1:],
        ]
        found += [] if curve.median is None else [curve.median]
    return found
