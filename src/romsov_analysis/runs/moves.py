"""Which results moved, by the words that carry them, and why: a parameter, a table with its rows, or code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from romsov_analysis.evidence import capital, listed
from romsov_analysis.results.formatting import format_record

Records = Mapping[str, Mapping[str, Any]]

_FORM = "unit with-range"
_FINEST = 12  # digits after the point beyond which two numbers are the same
_NONE = "none"


@dataclass(frozen=True)
class Move:
    """A result that changed: what it is, text before and after, the reason, and the records."""

    id: str
    title: str
    before: str
    after: str
    why: str
    old: Mapping[str, Any] | None = None
    new: Mapping[str, Any] | None = None

    def __str__(self) -> str:
        return f"{capital(self.title)}: {self.before} → {self.after}"

    def row(self) -> dict[str, Any]:
        """The move as a row of a table."""
        found: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "before": self.before,
            "after": self.after,
            "why": self.why,
        }
        for name, record in (("before", self.old), ("after", self.new)):
            for key in ("value", "low", "high", "unit"):
                found[f"{key}_{name}"] = None if record is None else record[key]
        return found


def moves(before: Records, after: Records, changed: Sequence[str]) -> list[Move]:
    """Results that differ between two ledgers, with the reason for each.

    Parameters
    ----------
    before, after
        Id → record of the stored and of the new ledger.
    changed
        What changed among the inputs, for results that no row or parameter of their own explains.
    """
    found = []
    for name in [*after, *(gone for gone in before if gone not in after)]:
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            found.append(Move(name, new["title"], _NONE, format_record(new, _FORM), "new", None, new))
        elif new is None and old is not None:
            why = "no longer computed"
            found.append(Move(name, old["title"], format_record(old, _FORM), _NONE, why, old, None))
        elif old and new and any(old[key] != new[key] for key in ("value", "low", "high", "unit")):
            found.append(
                Move(name, new["title"], *_texts(old, new), _why(name, before, after, changed), old, new)
            )
    return found


def _texts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, str]:
    """Both numbers as printed, with as many digits as it takes to tell them apart."""
    first, second = format_record(old, _FORM), format_record(new, _FORM)
    for digits in range(max(old["decimals"], new["decimals"]) + 1, _FINEST + 1):
        if first != second:
            break
        first, second = (format_record(record, f"{_FORM} decimals={digits}") for record in (old, new))
    return first, second


def _why(name: str, before: Records, after: Records, changed: Sequence[str]) -> str:
    """Parameters and changed cells under the result, or else a parameter, other rows, what else changed."""
    found = _Reasons()
    _search(name, before, after, found)
    # A parameter that takes other rows is the reason; that the rows are others follows from it.
    given = [phrase for phrase in changed if phrase.startswith("parameter ")]
    return (
        "; ".join(dict.fromkeys([*found.parameters, *found.cells]))
        or "; ".join(given)
        or "; ".join(_by_table(found.others))
        or "; ".join(changed)
        or "the notebook's own cells"
    )


@dataclass(frozen=True)
class _Reasons:
    """What differs under a result: parameters, cells of rows, and rows that come or go (True, False)."""

    parameters: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    others: dict[str, bool] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def _search(name: str, before: Records, after: Records, found: _Reasons) -> None:
    """Look under a result, and under the results it is computed from."""
    found.seen.add(name)
    rows_before = before[name]["evidence"] if name in before else {}
    rows_after = after[name]["evidence"] if name in after else {}
    for row in dict.fromkeys([*rows_after, *rows_before]):
        kind, _, rest = row.partition(":")
        here, there = row in rows_before, row in rows_after
        if kind == "result" and rest in before and rest in after and rest not in found.seen:
            _search(rest, before, after, found)
        elif kind == "parameter" and here != there:
            word = "parameter" if there else "no longer parameter"
            found.parameters.append(f"{word} {' = '.join(rest.split('=', 1))}")
        elif kind in ("parameter", "result"):
            continue
        elif here and there and rows_before[row] != rows_after[row]:
            found.cells.append(f"table {kind}, row {rest}: {_cells(rows_before[row], rows_after[row])}")
        elif here != there:
            found.others[row] = there


def _by_table(rows: Mapping[str, bool]) -> list[str]:
    """Rows that come or go, a phrase a table."""
    found = []
    for table in dict.fromkeys(row.partition(":")[0] for row in rows):
        parts = []
        for comes, word in ((True, "now"), (False, "no longer")):
            keys = [
                row.partition(":")[2]
                for row, there in rows.items()
                if there is comes and row.startswith(f"{table}:")
            ]
            if keys:
                parts.append(f"{word} row{'s' if len(keys) > 1 else ''} {listed(keys)}")
        found.append(f"table {table}: {', '.join(parts)}")
    return found


def _cells(before: str, after: str) -> str:
    """The cells of a row that changed, out of what the results keep of it."""
    old, new = (dict(re.findall(r"(\w+)=(\S+)", text)) for text in (before, after))
    return ", ".join(
        f"{column} {old.get(column, 'empty')} → {new.get(column, 'empty')}"
        for column in {**old, **new}
        if old.get(column) != new.get(column)
    )


def counted(moved: Sequence[Move]) -> str:
    """How many results moved, in words."""
    if not moved:
        return "no result moved"
    return f"{len(moved)} results moved" if len(moved) > 1 else "1 result moved"
