"""A file against its descriptor: cells, types and rules, each breach a problem with its row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from romsov_analysis.evidence import dates
from romsov_analysis.evidence.descriptors import EvidenceError, Problem, Table
from romsov_analysis.evidence.names import listed, nearest

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


_INTEGER = re.compile(r"-?[0-9]+")


_DIGITS = {"number": 15, "integer": 18}  # that the machine keeps exactly


@dataclass(frozen=True)
class Checked:
    """A file after its checks: its rows, the line on which each stands, and every breach.

    References into other tables are not checked here.
    """

    frame: pd.DataFrame
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]


def check_file(wanted: Table, path: Path) -> Checked:
    """Read a file and apply every rule of its descriptor.

    Parameters
    ----------
    wanted
        The table as its descriptor states it.
    path
        The CSV file.

    Returns
    -------
    The typed rows with their ids as index; a cell that breaks a rule of its own is missing there.

    Raises
    ------
    EvidenceError
        If the file is not a table with the columns of the descriptor.
    """
    content = _lines(wanted, path)
    fields = wanted.fields
    raw = pd.DataFrame([cells for _, cells in content], columns=list(fields), dtype="str")
    numbers = [number for number, _ in content]
    problems = [
        problem
        for column, field in fields.items()
        for problem in _check_column(path.name, numbers, column, raw[column], field)
    ]
    # A cell that breaks a rule of its own counts as empty in what follows, so that one breach hides no other.
    unsound = {(problem.row, problem.column) for problem in problems}
    for column in fields:
        raw[column] = ["" if (n, column) in unsound else c for n, c in zip(numbers, raw[column], strict=True)]
    typed = pd.DataFrame({column: _typed(raw[column], field) for column, field in fields.items()})
    keys = [
        "/".join(str(cell) for cell in cells) for cells in zip(*(typed[k] for k in wanted.key), strict=True)
    ]
    problems += _repeated(wanted, path.name, numbers, typed)
    problems += [
        problem
        for problem in _broken_rules(wanted, path.name, numbers, typed)
        if not unsound & {(problem.row, column) for column in str(problem.column).split("/")}
    ]
    problems.sort(key=lambda problem: problem.row or 0)
    typed.index = pd.Index(keys, name="id", dtype="str")
    return Checked(typed, tuple(numbers), tuple(problems))


def _lines(wanted: Table, path: Path) -> list[tuple[int, list[str]]]:
    """The cells of each row with its line number; a table that is not even a table is refused here."""
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        bad = path.read_bytes()[error.start : error.end].hex(" ")
        raise EvidenceError(
            [Problem(name, line, None, f"bytes {bad}", "is not UTF-8 text", "the file saved as UTF-8")]
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    content = []
    line = 1
    try:
        for cells in reader:
            content.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise EvidenceError(
            [
                Problem(
                    name, reader.line_num, None, None, f"not CSV ({error})", "comma-separated cells, RFC 4180"
                )
            ]
        ) from None
    if not content:
        raise EvidenceError([Problem(name, 1, None, None, "the file is empty", listed(wanted.fields))])
    _, header = content[0]
    expected = list(wanted.fields)
    if header != expected:
        problems = [
            Problem(name, 1, column, None, "the column is missing", listed(expected))
            for column in expected
            if column not in header
        ]
        for column in header:
            if column not in expected:
                problems.append(Problem(name, 1, column, None, "unknown column", nearest(column, expected)))
        if not problems:
            rule = "columns stand in another order, or one stands twice"
            problems = [Problem(name, 1, None, ",".join(header), rule, ",".join(expected))]
        raise EvidenceError(problems)
    problems = []
    for number, cells in content[1:]:
        if len(cells) != len(expected):
            rule = f"the row has {len(cells)} cells, the header {len(expected)}"
            accepted = "one cell a column; a cell with a comma stands in double quotes"
            problems.append(Problem(name, number, None, None, rule, accepted))
        elif any("\n" in cell or "\r" in cell for cell in cells):
            problems.append(Problem(name, number, None, None, "a cell holds a line break", "one line a row"))
    if problems:
        raise EvidenceError(problems)
    return content[1:]


def _check_column(
    name: str, numbers: list[int], column: str, cells: pd.Series[str], field: Mapping[str, Any]
) -> Iterator[Problem]:
    limits = field.get("constraints", {})
    for number, cell in zip(numbers, cells, strict=True):

        def problem(rule: str, accepted: str, number: int = number, cell: str = cell) -> Problem:
            return Problem(name, number, column, cell, rule, accepted)

        if cell == "":
            if limits.get("required"):
                yield problem("a required cell is empty", field["description"])
            continue
        if "\N{REPLACEMENT CHARACTER}" in cell:
            yield problem("a character was lost", "the letter itself")
            continue
        if cell != cell.strip():
            yield problem("white space at an end of the cell", repr(cell.strip()))
            continue
        wrong = _wrong_type(cell, field["type"])
        if wrong:
            yield problem(*wrong)
            continue
        if "enum" in limits and cell not in {str(choice) for choice in limits["enum"]}:
            yield problem("unknown category", listed(str(choice) for choice in limits["enum"]))
        if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
            yield problem(
                "does not have the form of the column", f"{field['description']} ({limits['pattern']})"
            )
        if "minimum" in limits and float(cell) < limits["minimum"]:
            yield problem("below the least value", f"{limits['minimum']} or more")
        if "maximum" in limits and float(cell) > limits["maximum"]:
            yield problem("above the greatest value", f"{limits['maximum']} or less")
        if "romsov:maxWords" in field and len(cell.split()) > field["romsov:maxWords"]:
            yield problem("too many words", f"at most {field['romsov:maxWords']}")
        if field.get("romsov:format") == "edtf":
            try:
                dates.parse(cell)
            except dates.DateError as error:
                yield problem("not a date in EDTF", error.accepted)


def _wrong_type(cell: str, kind: str) -> tuple[str, str] | None:
    if kind == "number" and not _NUMBER.fullmatch(cell):
        hint = " (a comma is not a decimal sign here)" if "," in cell else ""
        return f"is not a number{hint}", "digits with a decimal point and no thousands mark, such as 17.908"
    if kind == "integer" and not _INTEGER.fullmatch(cell):
        return "is not a whole number", "digits only, such as 1944"
    if kind in _DIGITS and len(cell.strip("-0").replace(".", "")) > _DIGITS[kind]:
        return "has more digits than are kept exactly", f"at most {_DIGITS[kind]} digits"
    if kind == "boolean" and cell not in ("true", "false"):
        return "is neither true nor false", "true, false"
    return None


def _typed(cells: pd.Series[str], field: Mapping[str, Any]) -> pd.Series[Any]:
    kind = field["type"]
    if kind == "number":
        return pd.Series([float(cell) if cell else float("nan") for cell in cells], dtype="float64")
    if kind == "integer":
        return pd.Series([int(cell) if cell else pd.NA for cell in cells], dtype="Int64")
    if kind == "boolean":
        return pd.Series([cell == "true" if cell else pd.NA for cell in cells], dtype="boolean")
    return cells.where(cells != "", None).astype("str")


def _repeated(wanted: Table, name: str, numbers: list[int], typed: pd.DataFrame) -> Iterator[Problem]:
    unique = [wanted.key] + [
        [column]
        for column, field in wanted.fields.items()
        if field.get("constraints", {}).get("unique") and [column] != wanted.key
    ]
    for columns in unique:
        filled = typed[columns].notna().all(axis=1)
        for position in typed.index[typed.duplicated(columns) & filled]:
            same = (typed[columns] == typed.loc[position, columns]).all(axis=1)
            first = numbers[int(same.idxmax())]
            value = "/".join(str(cell) for cell in typed.loc[position, columns])
            rule = f"stands already in row {first}"
            yield Problem(name, numbers[position], "/".join(columns), value, rule, "an id used once")


def _broken_rules(wanted: Table, name: str, numbers: list[int], typed: pd.DataFrame) -> Iterator[Problem]:
    for rule in wanted.schema.get("romsov:rules", []):
        columns = list(rule["fields"])
        # Plain lists: rows of a frame cost a hundred times as much as rows of a list.
        filled = [
            typed[column].astype(object).where(typed[column].notna(), None).tolist() for column in columns
        ]
        for number, cells in zip(numbers, zip(*filled, strict=True), strict=True):
            broken = _RULES[rule["rule"]](cells, columns, rule)
            if broken:
                value = ", ".join("" if cell is None else str(cell) for cell in cells)
                yield Problem(name, number, "/".join(columns), value, *broken)


_Cells = Sequence[Any]
_Broken = tuple[str, str] | None


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


_RULES = {"ordered": _ordered, "together": _together, "words": _words, "moment": _moment}
