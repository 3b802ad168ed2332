"""What had to come first: order of events as date logic that answers yes, no or unknown.

A clock time whose zone the source does not state may be Bucharest or Moscow time. Each question is decided
under every assignment of the two; an answer counts only if all assignments give it. Two rows that have a day and
no clock time are compared as days of the calendar.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.evidence.dates import Answer, Moment

ZONES = ("Europe/Bucharest", "Europe/Moscow")


@dataclass(frozen=True)
class Verdict:
    """A question of order: the answer, and the answer under each assignment of zones to the two sides."""

    question: str
    answer: Answer
    by_zones: dict[tuple[str, str], Answer]


def moments(evidence_id: str) -> dict[str, Moment]:
    """When a row of `events`, `claims` or `testimony` may lie, by zone: a stated zone stands alone.

    Raises
    ------
    LookupError
        If the row has no date.
    """
    cells = evidence.row(evidence_id)
    if pd.isna(cells["date"]):
        raise LookupError(f"{evidence_id} has no date")
    time = cells["time"] if isinstance(cells["time"], str) else None
    zones = (str(cells["zone"]),) if cells["zone_status"] == "stated" else ZONES
    return {zone: dates.moment(cells["date"], time, zone) for zone in zones}


def decide(question: str) -> Verdict:
    """Whether the first of a question came before the second, under every assignment of zones."""
    cells = evidence.row(f"order_questions:{question}")
    sides = [str(cells[side]) for side in ("first", "second")]
    rows = [evidence.row(side) for side in sides]
    if all(pd.isna(row["time"]) and not pd.isna(row["date"]) for row in rows):
        answer = dates.before(*(dates.parse(str(row["date"])) for row in rows))
        return Verdict(question, answer, {(a, b): answer for a in ZONES for b in ZONES})
    first, second = (moments(side) for side in sides)
    found = {(a, b): dates.before(first[a], second[b]) for a, b in itertools.product(first, second)}
    answers = set(found.values())
    return Verdict(question, answers.pop() if len(answers) == 1 else "unknown", found)
