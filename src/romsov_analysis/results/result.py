"""A computed number with a name: value, unit, range, formula and evidence, and its stored form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.results.estimates import Estimate, ResultError
from romsov_analysis.results.formatting import format_number, parse_options
from romsov_analysis.results.references import link

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

    @classmethod
    def whether(cls, id: str, holds: bool, *rows: str, formula: str, title: str, note: str = "") -> Result:
        """A judgement, true or false, that a sentence can rest on."""
        truth = Estimate.exactly(float(holds), *rows)
        return cls.of(id, truth, unit="truth", formula=formula, title=title, decimals=0, note=note)

    def __bool__(self) -> bool:
        """Whether a judgement holds.

        Raises
        ------
        ResultError
            If the result is a number: whether that is zero is no judgement.
        """
        if self.unit != "truth":
            raise ResultError(f"{self.id} is in {self.unit}, not true or false; compare it with something")
        return bool(self.value)

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

    def __format__(self, form: str) -> str:
        """A reference, or the number as text.

        ``f"{x:ref}"`` and ``f"{x:ref percent}"`` give a reference whose words are filled in when it is
        displayed; ``f"{x:holds words}"`` a judgement; ``f"{x:percent}"`` the number as text by these options
        of `format_number`; ``f"{x}"`` the number with its unit.

        Raises
        ------
        ResultError
            If an option is unknown.
        """
        kind, _, rest = form.partition(" ")
        if kind == "ref":
            parse_options(rest)
            return link("result", self.id, rest)
        if kind == "holds":
            return link("holds", self.id, "", rest)
        return format_number(self.value, self.low, self.high, self.unit, self.decimals, form or "unit")


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
