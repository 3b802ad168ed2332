"""A file against its descriptor: cells, types and rules, each breach a problem with its row and column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from romsov_analysis.evidence import dates, rules
from romsov_analysis.evidence.descriptors import Problem, Table
from romsov_analysis.evidence.files import rows_of
from romsov_analysis.evidence.names import KINDS_OF_REFERENCE, listed

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_ZEROS = re.compile(r"(-?)0+([0-9].*)")  # before the first digit
_YEARS = (1800, 2100)  # a date outside them is mistyped
_DIGITS = {"number": 15, "integer": 18}  # that the machine keeps exactly
_SMALLEST = 100  # digits behind the point
_MISSING = {".", "..", "-", "–", "—", "…", "na", "n/a", "nan", "nil", "none", "null", "missing", "#n/a"}
# A cell is text: it names no number of the book. Then whatever a chapter fills in comes from the chapter.
_REFERENCE = re.compile(rf"\]\(\s*(?:{'|'.join(KINDS_OF_REFERENCE)}):")
# Control, format (direction marks, characters without width), surrogate, private, unassigned; line ends.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Fillers, joiners and selectors that Unicode counts among letters, marks and symbols, and that are drawn as nothing.
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)


class Place(NamedTuple):
    """Where a row stands: file, and line (the header is line 1)."""

    file: str
    row: int


@dataclass(frozen=True)
class Checked:
    """A table after its checks: its rows, the place of each, and every breach.

    References into other tables are not checked here.
    """

    frame: pd.DataFrame
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]


def check_file(wanted: Table) -> Checked:
    """Read the file of a table, and what an analyst adds to it, and apply every rule of its descriptor.

    Parameters
    ----------
    wanted
        The table as its descriptor states it.

    Returns
    -------
    The typed rows with their ids as index; a cell that breaks a rule of its own is missing there.

    Raises
    ------
    EvidenceError
        If a file is not a table with the columns of the descriptor.
    """
    content = [
        (Place(path.name, number), cells)
        for path in (wanted.path, wanted.more)
        if path is not None
        for number, cells in rows_of(wanted, path)
    ]
    fields = wanted.fields
    raw = pd.DataFrame([cells for _, cells in content], columns=list(fields), dtype="str")
    places = [place for place, _ in content]
    problems = [
        problem
        for column, field in fields.items()
        for problem in _check_column(places, column, raw[column].tolist(), field)
    ]
    # A cell that breaks a rule of its own counts as empty in what follows, so that one breach hides no other.
    unsound = {(problem.file, problem.row, problem.column) for problem in problems}
    for column in fields if unsound else ():
        raw[column] = [
            "" if (*place, column) in unsound else cell
            for place, cell in zip(places, raw[column], strict=True)
        ]
    typed = pd.DataFrame({column: _typed(raw[column], field) for column, field in fields.items()})
    keys = [
        "/".join(str(cell) for cell in cells) for cells in zip(*(typed[k] for k in wanted.key), strict=True)
    ]
    problems += _repeated(wanted, places, typed)
    problems += [
        problem
        for problem in _broken_rules(wanted, places, typed)
        if not unsound & {(problem.file, problem.row, column) for column in str(problem.column).split("/")}
    ]
    typed.index = pd.Index(keys, name="id", dtype="str")
    return Checked(typed, tuple(places), in_order(problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of the files and their rows."""
    found = list(problems)
    files = list(dict.fromkeys(problem.file for problem in found))
    return tuple(sorted(found, key=lambda problem: (files.index(problem.file), problem.row or 0)))


def _check_column(
    places: Sequence[Place], column: str, cells: Sequence[str], field: Mapping[str, Any]
) -> Iterator[Problem]:
    required = field.get("constraints", {}).get("required")
    for place, cell in zip(places, cells, strict=True):
        if cell == "":
            if required:
                accepted = f"{field['description']}; a row of which nothing is known is left out"
                yield Problem(*place, column, cell, "a required cell is empty", accepted)
            continue
        for breach in _check_cell(cell, field):
            yield Problem(*place, column, cell, *breach)


def _check_cell(cell: str, field: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(rule, what is accepted) for every rule of its own that a cell breaks; one that cannot be read has that alone."""
    if "\N{REPLACEMENT CHARACTER}" in cell:
        yield "a character was lost", "the letter itself"
        return
    unseen = [] if cell.isascii() else _DRAWN_AS_NOTHING.findall(cell)
    if not cell.isprintable():
        unseen += [sign for sign in cell if unicodedata.category(sign) in _UNSEEN]
    if unseen:
        name = unicodedata.name(unseen[0], f"U+{ord(unseen[0]):04X}").lower()
        yield f"holds a character that nobody sees ({name})", "the cell without it"
        return
    if "](" in cell and _REFERENCE.search(cell):
        yield "reads like a reference of the book", "text; a row names another in a column of its own"
        return
    if cell != cell.strip():
        yield "white space at an end of the cell", repr(cell.strip())
        return
    wrong = _wrong_type(cell, field["type"])
    if wrong:
        yield wrong
        return
    limits = field.get("constraints", {})
    if "enum" in limits and cell not in {str(choice) for choice in limits["enum"]}:
        yield "unknown category", listed(str(choice) for choice in limits["enum"])
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        hints = [
            hint for pattern, hint in field.get("romsov:hints", {}).items() if re.fullmatch(pattern, cell)
        ]
        accepted = "; ".join([f"{field['description']} ({limits['pattern']})", *hints])
        yield "does not have the form of the column", accepted
    if "minimum" in limits and float(cell) < limits["minimum"]:
        yield "below the least value", f"{limits['minimum']} or more"
    if "maximum" in limits and float(cell) > limits["maximum"]:
        yield "above the greatest value", f"{limits['maximum']} or less"
    if "romsov:maxWords" in field and len(cell.split()) > field["romsov:maxWords"]:
        yield "too many words", f"at most {field['romsov:maxWords']}"
    if field.get("romsov:format") == "edtf":
        try:
            span = dates.parse(cell)
        except dates.DateError as error:
            yield "not a date in EDTF", error.accepted
            return
        if not all(_YEARS[0] <= day.year <= _YEARS[1] for day in (span.earliest, span.latest) if day):
            yield "lies outside the time of the book", f"years from {_YEARS[0]} to {_YEARS[1]}"


def _wrong_type(cell: str, kind: str) -> tuple[str, str] | None:
    if kind in _DIGITS and cell.casefold() in _MISSING:
        return "stands for a missing value", "an empty cell, or the row left out where one is required"
    if kind == "number" and not _NUMBER.fullmatch(cell):
        hint = ""
        if _THOUSANDS.fullmatch(cell):
            hint = f" (no mark between thousands: {cell.replace(',', '')})"
        elif "," in cell:
            hint = " (a comma is not a decimal sign here)"
        elif zeros := _ZEROS.fullmatch(cell):
            hint = f" ({zeros[1]}{zeros[2]}?)"
        return f"is not a number{hint}", "digits with a decimal point and no thousands mark, such as 17.908"
    if kind == "integer" and not _INTEGER.fullmatch(cell):
        whole = cell.partition(".")[0] if re.fullmatch(r"-?[0-9]+\.0+", cell) else _ZEROS.sub(r"\1\2", cell)
        hint = f" ({whole}?)" if whole != cell and _INTEGER.fullmatch(whole) else ""
        return f"is not a whole number{hint}", "digits only, such as 1944"
    if kind in _DIGITS and _digits(cell) > _DIGITS[kind]:
        return "has more digits than are kept exactly", f"at most {_DIGITS[kind]} digits"
    if kind == "boolean" and cell not in ("true", "false"):
        return "is neither true nor false", "true, false"
    return None


def _digits(cell: str) -> int:
    """How many digits of a number there are to keep; zeros count that say how large it is, not how small."""
    whole, _, decimals = cell.lstrip("-").partition(".")
    decimals = decimals.rstrip("0")
    # A number too small for the machine would become nothing.
    return len((whole + decimals).lstrip("0")) if len(decimals) < _SMALLEST else len(decimals)


def _typed(cells: pd.Series[str], field: Mapping[str, Any]) -> pd.Series[Any]:
    kind = field["type"]
    if kind == "number":
        return pd.Series([float(cell) if cell else float("nan") for cell in cells], dtype="float64")
    if kind == "integer":
        return pd.Series([int(cell) if cell else pd.NA for cell in cells], dtype="Int64")
    if kind == "boolean":
        return pd.Series([cell == "true" if cell else pd.NA for cell in cells], dtype="boolean")
    return cells.where(cells != "", None).astype("str")


def _repeated(wanted: Table, places: Sequence[Place], typed: pd.DataFrame) -> Iterator[Problem]:
    unique = [wanted.key] + [
        [column]
        for column, field in wanted.fields.items()
        if field.get("constraints", {}).get("unique") and [column] != wanted.key
    ]
    for columns in unique:
        filled = typed[columns].notna().all(axis=1)
        for position in typed.index[typed.duplicated(columns) & filled]:
            same = (typed[columns] == typed.loc[position, columns]).all(axis=1)
            first, here = places[int(same.idxmax())], places[position]
            value = "/".join(str(cell) for cell in typed.loc[position, columns])
            where = f"row {first.row}" + ("" if first.file == here.file else f" of {first.file}")
            yield Problem(
                here.file, here.row, "/".join(columns), value, f"stands already in {where}", "an id used once"
            )


def _broken_rules(wanted: Table, places: Sequence[Place], typed: pd.DataFrame) -> Iterator[Problem]:
    for rule in wanted.schema.get("romsov:rules", []):
        columns = list(rule["fields"])
        # Plain lists: rows of a frame cost a hundred times as much as rows of a list.
        filled = [
            typed[column].astype(object).where(typed[column].notna(), None).tolist() for column in columns
        ]
        rows = list(zip(*filled, strict=True))
        for number, broken in rules.breaches(rule, rows):
            value = ", ".join("" if cell is None else str(cell) for cell in rows[number])
            yield Problem(*places[number], "/".join(columns), value, *broken)
