"""Rules over several cells: of one row, or of rows that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from romsov_analysis.evidence import dates

_Cells = Sequence[Any]
_Broken = tuple[str, str] | None


def breaches(rule: Mapping[str, Any], rows: Sequence[_Cells]) -> Iterator[tuple[int, tuple[str, str]]]:
    """(number of the row, (breach, what is accepted)) for every row that breaks a rule of the descriptor.

    Parameters
    ----------
    rule
        The rule with its ``fields``, as `descriptors` names the kinds.
    rows
        The cells of those columns, row by row; None where a cell is empty.
    """
    if rule["rule"] == "sequence":
        yield from _sequence(rows, rule["order"])
        return
    for number, cells in enumerate(rows):
        broken = _OF_A_ROW[rule["rule"]](cells, rule["fields"], rule)
        if broken:
            yield number, broken


def _sequence(
    rows: Sequence[_Cells], order: Sequence[Sequence[str]]
) -> Iterator[tuple[int, tuple[str, str]]]:
    stands = {(whose, what): (number, date) for number, (whose, what, date) in enumerate(rows) if date}
    for (whose, what), (number, date) in stands.items():
        for first, then in order:
            before = stands.get((whose, first))
            if then == what and before and dates.before(dates.parse(date), dates.parse(before[1])) == "yes":
                yield number, (f"{then} lies before {first} ({before[1]})", f"{first}, then {then}")


def _ordered(cells: _Cells, columns: Sequence[str], _rule: Mapping[str, Any]) -> _Broken:
    numbers = [float(cell) for cell in cells if cell is not None]
    return None if numbers == sorted(numbers) else ("low stands above high", " ≤ ".join(columns))


def _together(cells: _Cells, _columns: Sequence[str], _rule: Mapping[str, Any]) -> _Broken:
    empty = sum(cell is None for cell in cells)
    return ("only some of these cells are filled", "all of them, or none") if 0 < empty < len(cells) else None


def _words(cells: _Cells, _columns: Sequence[str], rule: Mapping[str, Any]) -> _Broken:
    count = sum(len(str(cell).split()) for cell in cells if cell is not None)
    return (f"{count} words together", f"at most {rule['maximum']}") if count > rule["maximum"] else None


def _moment(cells: _Cells, _columns: Sequence[str], _rule: Mapping[str, Any]) -> _Broken:
    date, time, zone = cells
    if date is None or time is None:
        return None
    try:
        dates.moment(date, time, zone)
    except dates.DateError as error:
        accepted = "a single day, a clock time HH:MM or HH:MM/HH:MM in order, a zone of the IANA database"
        return str(error), accepted
    return None


def _begins(cells: _Cells, _columns: Sequence[str], rule: Mapping[str, Any]) -> _Broken:
    date, *kind = cells
    if date is None or not set(kind) <= set(rule.get("of", ())) or dates.parse(date).earliest:
        return None
    return "has no first day", "a date that begins, such as 1939-11-30, 1939-11 or 1939/.."


def _follows(cells: _Cells, _columns: Sequence[str], _rule: Mapping[str, Any]) -> _Broken:
    if None in cells or dates.before(dates.parse(cells[1]), dates.parse(cells[0])) != "yes":
        return None
    return f"{cells[1]} lies before {cells[0]}", "dates in the order of time"


_OF_A_ROW = {
    "ordered": _ordered,
    "together": _together,
    "words": _words,
    "moment": _moment,
    "begins": _begins,
    "follows": _follows,
}
