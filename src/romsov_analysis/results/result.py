"""A computed number with a name: value, unit, range, formula and evidence, and its stored form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.results.estimates import Estimate, ResultError
from romsov_analysis.results.formatting import format_number

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")


_SIGNIFICANT = 12  # digits kept of a stored number: more would be the machine's, not the source's


@dataclass(frozen=True)
class Result:
    """A computed number with a name.

    Attributes
    ----------
    id
        ``theme.name``, small letters, digits and underscores; unique in the book.
    value, low, high
        In `unit`; `value` is None where only a range is known.
    unit
        Id of a row of the table `units`.
    formula
        How it was computed, in words or symbols, for the reader of the popover.
    evidence
        Evidence ids: ``table:key`` of the rows, ``result:id`` of other results,
        ``parameter:name=value`` of a changed parameter.
    title
        What it is, in a phrase.
    decimals
        Digits after the point where the text does not ask for others.
    note
        What a reader should know before using it.
    """

    id: str
    value: float | None
    low: float
    high: float
    unit: str
    formula: str
    evidence: tuple[str, ...]
    title: str
    decimals: int = 2
    note: str = ""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ResultError(f"{self.id!r} is not a result id. Accepted: theme.name in a–z, 0–9 and _")
        if not self.evidence:
            raise ResultError(f"{self.id}: a result without evidence")
        for row in self.evidence:
            if not row.startswith(("parameter:", "result:")):
                evidence.row(row)
        evidence.row(f"units:{self.unit}")
        Estimate(self.value, self.low, self.high)

    @classmethod
    def of(
        cls,
        id: str,
        estimate: Estimate,
        *,
        unit: str,
        formula: str,
        title: str,
        decimals: int = 2,
        note: str = "",
    ) -> Result:
        """Name an estimate."""
        return cls(
            id,
            estimate.value,
            estimate.low,
            estimate.high,
            unit,
            formula,
            estimate.evidence,
            title,
            decimals,
            note,
        )

    @property
    def estimate(self) -> Estimate:
        """The number to compute on with; its evidence is this result."""
        return Estimate(self.value, self.low, self.high, (f"result:{self.id}",))

    def record(self) -> dict[str, Any]:
        """The stored form: plain types, numbers cut to 12 significant digits, evidence with its cells."""
        return {
            "id": self.id,
            "value": None if self.value is None else _cut(self.value),
            "low": _cut(self.low),
            "high": _cut(self.high),
            "unit": self.unit,
            "formula": self.formula,
            "title": self.title,
            "decimals": self.decimals,
            "note": self.note,
            "evidence": {row: snapshot(row) for row in self.evidence},
        }

    def __str__(self) -> str:
        return format_number(self.value, self.low, self.high, self.unit, self.decimals, "unit")


def snapshot(evidence_id: str) -> str:
    """What a row of evidence says, in short: the cells that numbers are computed from."""
    if evidence_id.startswith(("parameter:", "result:")):
        return ""
    cells = evidence.row(evidence_id)
    parts = []
    for column in ("value", "low", "high"):
        # A table may have words under one of these names.
        if column in cells.index and isinstance(cells[column], float) and cells[column] == cells[column]:
            parts.append(f"{column}={float(cells[column]):.{_SIGNIFICANT}g}")
    return " ".join(parts)


def _cut(number: float) -> float:
    return float(f"{number:.{_SIGNIFICANT}g}")
