"""Romania beside the others: what is counted over the states compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Result, count
from romsov_analysis.themes.talks import explanations
from romsov_analysis.themes.talks.explanations import NOT_SOUGHT, VERDICTS, Trial, Verdict

# The same state at two times.
ROMANIA = ("romania", "romania_1934")


@dataclass(frozen=True)
class Comparison:
    """The states compared, and what was counted.

    Attributes
    ----------
    cases
        Ids of the states, in the order asked for.
    grid
        A row a case, a column a feature.
    trials
        Every explanation against every case.
    verdicts
        Explanation and verdict → number of cases, ``compare.<explanation>_<verdict>``.
    compared, signed, unsigned
        Cases, with a pact, without.
    neighbours, recognised
        Cases that signed over a common frontier; of these, with a frontier that Moscow had recognised.
    tested, uncontradicted, complete
        Explanations; of these, contradicted by no pact signed; of these, at odds with no missing pact either.
    noes, unfound, unsought
        Cells whose answer is no; that were looked for and not found; that nobody looked for.
    """

    cases: tuple[str, ...]
    grid: pd.DataFrame
    trials: tuple[Trial, ...]
    verdicts: Mapping[tuple[str, Verdict], Result]
    compared: Result
    signed: Result
    unsigned: Result
    neighbours: Result
    recognised: Result
    tested: Result
    uncontradicted: Result
    complete: Result
    noes: Result
    unfound: Result
    unsought: Result

    @property
    def results(self) -> tuple[Result, ...]:
        """All that was counted."""
        counts = (self.compared, self.signed, self.unsigned, self.neighbours, self.recognised)
        cells = (self.noes, self.unfound, self.unsought)
        return (*self.verdicts.values(), *counts, self.tested, self.uncontradicted, self.complete, *cells)

    @property
    def whole(self) -> bool:
        """Whether no state of the table is left out."""
        return set(self.cases) == set(explanations.values().index)

    @property
    def mixed(self) -> bool:
        """Whether some of the states signed and some did not, without which no explanation can be tried."""
        return bool(self.signed.value) and bool(self.unsigned.value)

    def having(self, **values: str) -> list[str]:
        """The cases whose features have these values."""
        inside = pd.Series(data=True, index=self.grid.index)
        for feature, value in values.items():
            inside &= self.grid[feature] == value
        return [str(case) for case in self.grid.index[inside]]

    def unbeaten(self) -> list[str]:
        """Explanations that no case contradicts or leaves unexplained."""
        return [name for name in self.rules() if not self._told(name, "contradicted", "unexplained")]

    def rules(self) -> list[str]:
        """Every explanation."""
        return list(dict.fromkeys(name for name, _ in self.verdicts))

    def fitting(self, explanation: str, case: str) -> bool:
        """Whether a case is compared and fits an explanation."""
        return case in explanations.where(self.trials, explanation, "fits")

    def _told(self, name: str, *verdicts: Verdict) -> float:
        return sum(self.verdicts[name, verdict].value or 0 for verdict in verdicts)


def compare(cases: Sequence[str]) -> Comparison:
    """Compare some states of the table, in the order given.

    Parameters
    ----------
    cases
        Ids of the table ``states`` that the table ``comparison`` has, at least one.
    """
    grid = explanations.values().loc[list(cases)]
    trials = explanations.trials(cases)
    verdicts = verdict_results(trials)
    rules = list(dict.fromkeys(name for name, _ in verdicts))
    free = [name for name in rules if not verdicts[name, "contradicted"].value]
    complete = [name for name in free if not verdicts[name, "unexplained"].value]
    signed = grid.index[grid["pact"] == "yes"]
    near = [case for case in signed if grid.loc[case, "common_frontier"] == "yes"]
    known = [case for case in near if grid.loc[case, "frontier_recognised"] == "yes"]
    chosen = {
        "cases": list(cases),
        "signed": list(signed),
        "unsigned": list(grid.index[grid["pact"] == "no"]),
        "neighbours": near,
        "recognised": known,
        "explanations": rules,
        "uncontradicted": free,
        "complete": complete,
    }
    counted = [_counted(name, rows) for name, rows in chosen.items()]
    cells = [_cells(name, grid, value) for name, value in _ANSWERS.items()]
    return Comparison(tuple(cases), grid, tuple(trials), verdicts, *counted, *cells)


# Name → (table and feature of the rows counted, title, formula).
_COUNTS = {
    "cases": ("comparison", "pact", "Cases compared", "states, Romania counted before and after June 1934"),
    "signed": ("comparison", "pact", "Of these, with a pact", "states that signed with Moscow alone"),
    "unsigned": (
        "comparison",
        "pact",
        "Of these, without a pact",
        "states that did not sign with Moscow alone",
    ),
    "neighbours": (
        "comparison",
        "common_frontier",
        "Neighbours that signed with Moscow",
        "states with a common frontier and a pact",
    ),
    "recognised": (
        "comparison",
        "frontier_recognised",
        "Of these, with a frontier that Moscow had recognised",
        "of the neighbours that signed",
    ),
    "explanations": ("explanations", "", "Explanations tested", "rows of the table explanations"),
    "uncontradicted": (
        "explanations",
        "",
        "Explanations that no signed pact contradicts",
        "explanations in spite of which no pact was signed",
    ),
    "complete": (
        "explanations",
        "",
        "Of these, at odds with no missing pact",
        "explanations without a case that contradicts them or is left unexplained",
    ),
}


def _counted(name: str, chosen: Iterable[object]) -> Result:
    table, feature, title, formula = _COUNTS[name]
    rows = [f"{table}:{item}/{feature}" if feature else f"{table}:{item}" for item in chosen]
    unit = "cases" if feature else "explanations"
    return count(f"compare.{name}", rows, title, unit=unit, formula=formula)


# Name → what the cells say.
_ANSWERS = {"noes": "no", "unfound": "not found", "unsought": NOT_SOUGHT}


def _cells(name: str, grid: pd.DataFrame, value: str) -> Result:
    """Cells of the grid that say one of the three things that look alike, ``compare.<name>``."""
    found = [
        (case, feature)
        for case, told in grid.iterrows()
        for feature in grid.columns
        if told[feature] == value
    ]
    # A cell that nobody looked for has no row: its count rests on the pacts of the cases.
    rows = [f"comparison:{case}/{feature}" for case, feature in found if value != NOT_SOUGHT]
    return count(
        f"compare.{name}",
        rows or [f"comparison:{case}/pact" for case in grid.index],
        f"Cells of the comparison: {value}",
        unit="cells",
        formula=f"cells that say {value}",
        number=len(found),
    )


def verdict_results(trials: Sequence[Trial]) -> dict[tuple[str, Verdict], Result]:
    """Explanation and verdict → number of states, ``compare.<explanation>_<verdict>``.

    A verdict that no state gives rests on the rows of all states tried; where all are met with silence, on the
    row of the explanation.
    """
    found: dict[tuple[str, Verdict], Result] = {}
    for name, cells in evidence.load("explanations").iterrows():
        own = [trial for trial in trials if trial.explanation == name]
        for verdict, words in VERDICTS.items():
            told = [trial for trial in own if trial.verdict == verdict]
            behind = list(dict.fromkeys(row for trial in told or own for row in trial.evidence))
            found[str(name), verdict] = count(
                f"compare.{name}_{verdict}",
                behind or [f"explanations:{name}"],
                f"{cells['title']}: {words}",
                unit="cases",
                formula=words,
                number=len(told),
            )
    return found
