"""Numbers with a range and the rows they rest on; arithmetic carries both along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence


class ResultError(ValueError):
    """A result, a reference to one or a format option is wrong; the message says what is accepted."""


@dataclass(frozen=True)
class Estimate:
    """A number, the range it is bound to lie in, and the rows it rests on.

    The range is a worst case, not a distribution: sums and quotients take the extreme ends of their parts.
    A `value` of None says that only the range is known.
    """

    value: float | None
    low: float
    high: float
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        middle = self.low if self.value is None else self.value
        if not self.low <= middle <= self.high:
            raise ResultError(f"low ≤ value ≤ high does not hold: {self.low}, {self.value}, {self.high}")

    @classmethod
    def exactly(cls, value: float, *rows: str) -> Estimate:
        """A number without range."""
        return cls(value, value, value, rows)

    @classmethod
    def of_row(cls, evidence_id: str) -> Estimate:
        """A row of a table that has the columns value, low and high; `value` may be missing.

        Raises
        ------
        evidence.EvidenceError
            If there is no such row.
        """
        cells = evidence.row(evidence_id)
        value = None if pd.isna(cells["value"]) else float(cells["value"])
        return cls(value, float(cells["low"]), float(cells["high"]), (evidence_id,))

    @classmethod
    def spanning(cls, *parts: Estimate) -> Estimate:
        """Rival readings of one quantity: a single one as it stands; of several the range that spans all, no value.

        Raises
        ------
        ResultError
            If there are none.
        """
        if not parts:
            raise ResultError("no readings to span; accepted: one or more")
        if len(parts) == 1:
            return parts[0]
        low, high = min(part.low for part in parts), max(part.high for part in parts)
        return cls(None, low, high, _union(*parts))

    def __mul__(self, other: Estimate | float) -> Estimate:
        return self._combine(other, lambda a, b: a * b)

    def __truediv__(self, other: Estimate | float) -> Estimate:
        divisor = _estimate(other)
        if divisor.low <= 0 <= divisor.high:
            raise ResultError("division by a range that holds zero")
        return self._combine(divisor, lambda a, b: a / b)

    def __add__(self, other: Estimate | float) -> Estimate:
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other: Estimate | float) -> Estimate:
        return self._combine(other, lambda a, b: a - b)

    # So that `sum()` and plain numbers on the left work.
    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: float) -> Estimate:
        return _estimate(other) - self

    def _combine(self, other: Estimate | float, operation: Callable[[float, float], float]) -> Estimate:
        right = _estimate(other)
        ends = [operation(a, b) for a in (self.low, self.high) for b in (right.low, right.high)]
        value = None if self.value is None or right.value is None else operation(self.value, right.value)
        # Rounding of the machine must not push the value out of its own range.
        ends += [] if value is None else [value]
        return Estimate(value, min(ends), max(ends), _union(self, right))


def _estimate(number: Estimate | float) -> Estimate:
    return number if isinstance(number, Estimate) else Estimate.exactly(float(number))


def _union(*parts: Estimate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row for part in parts for row in part.evidence))
