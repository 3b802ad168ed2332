"""A number of rows as a result; one rule for a count of nothing."""

from __future__ import annotations

from collections.abc import Sequence

from romsov_analysis.results.estimates import Estimate
from romsov_analysis.results.result import Result


def count(
    name: str, rows: Sequence[str], title: str, *, unit: str, formula: str, number: int | None = None
) -> Result:
    """A number of rows, or a number that rests on them; a count of nothing rests on its unit alone.

    Parameters
    ----------
    name, title, unit, formula
        As of a `Result`.
    rows
        Evidence ids of what is counted.
    number
        What was counted, where it is not the rows themselves.
    """
    value = float(len(rows) if number is None else number)
    return Result.of(
        name,
        Estimate.exactly(value, *(rows or (f"units:{unit}",))),
        unit=unit,
        formula=formula,
        title=title,
        decimals=0,
    )
