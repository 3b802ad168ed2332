"""The one door to every table: typed rows, or one error that says what is wrong and what is accepted.

Two packages of tables stand behind it: the registers of the documents (`seeds/`: what they claim) and the
outside evidence (`data/`: what the claims are tested against). Each package is a Frictionless data package;
its descriptor `datapackage.json` is the data dictionary and the only statement of types and rules. Beside
the standard keys of Table Schema, the descriptors use a few of our own, all read here:

- ``romsov:format`` ``edtf``: the cell is a date in EDTF (ISO 8601-2), level 1 or below;
- ``romsov:maxWords``: the cell holds at most so many words;
- ``romsov:foreignKeys``: like ``foreignKeys``, but into a table of either package;
- ``romsov:rules``: rules over several cells of a row: ``ordered`` (numbers do not fall from left to right),
  ``together`` (all filled or none), ``words`` (words of several cells, taken together).

The folder named by the environment variable ``ROMSOV_EVIDENCE`` may hold tables of the analyst's own; a
table found there replaces ours and is checked by the same descriptor.
"""

from __future__ import annotations

import csv
import difflib
import functools
import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

OVERRIDE = "ROMSOV_EVIDENCE"
PACKAGES = ("data", "seeds")

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_INTEGER = re.compile(r"-?\d+")
_SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a table; `row` is the line of the file (the header is line 1)."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    rule: str
    accepted: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        value = "" if self.value is None else f": {self.value!r}"
        return f"{place}{value} – {self.rule}. Accepted: {self.accepted}"


class EvidenceError(ValueError):
    """A table breaks its descriptor. `problems` lists every breach, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        shown = [str(problem) for problem in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            shown.append(f"… and {len(problems) - _SHOWN} more")
        super().__init__("\n".join(shown))


@dataclass(frozen=True)
class Table:
    """A table as its descriptor states it."""

    name: str
    package: str
    path: Path
    title: str
    description: str
    schema: Mapping[str, Any]

    @property
    def fields(self) -> dict[str, Mapping[str, Any]]:
        """Column name → field descriptor, in the order of the file."""
        return {field["name"]: field for field in self.schema["fields"]}

    @property
    def key(self) -> list[str]:
        """The columns that name a row."""
        key = self.schema["primaryKey"]
        return [key] if isinstance(key, str) else list(key)

    @property
    def foreign_keys(self) -> list[tuple[str, str, str]]:
        """(column here, table there, column there) for every reference out of this table."""
        keys = [*self.schema.get("foreignKeys", []), *self.schema.get("romsov:foreignKeys", [])]
        return [
            (
                _only(key["fields"]),
                key["reference"]["resource"] or self.name,
                _only(key["reference"]["fields"]),
            )
            for key in keys
        ]


def package_folder(package: str) -> Path:
    """The folder of a package of tables: inside the installed package, or at the top of a checkout.

    Parameters
    ----------
    package
        ``data`` or ``seeds``.

    Raises
    ------
    EvidenceError
        If neither place has the descriptor.
    """
    inside = Path(str(files("romsov_analysis"))) / package
    checkout = Path(__file__).resolve().parents[2] / package
    for folder in (inside, checkout):
        if (folder / "datapackage.json").is_file():
            return folder
    raise EvidenceError(
        [Problem(package, None, None, None, "the folder of tables is missing", f"{inside} or {checkout}")]
    )


@functools.cache
def descriptor(package: str) -> Mapping[str, Any]:
    """The content of `datapackage.json` of one package (``data`` or ``seeds``)."""
    text = (package_folder(package) / "datapackage.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def tables() -> dict[str, Table]:
    """Every table by name, with the file it is read from under the present ``ROMSOV_EVIDENCE``.

    Raises
    ------
    EvidenceError
        If ``ROMSOV_EVIDENCE`` names no folder, or one with a CSV file that is not a table of ours.
    """
    return dict(_tables(os.environ.get(OVERRIDE, "")))


@functools.cache
def _tables(override: str) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for package in PACKAGES:
        folder = package_folder(package)
        for resource in descriptor(package)["resources"]:
            name = resource["name"]
            found[name] = Table(
                name,
                package,
                folder / resource["path"],
                resource["title"],
                resource["description"],
                resource["schema"],
            )
    if not override:
        return found
    own = Path(override)
    if not own.is_dir():
        raise EvidenceError(
            [Problem(OVERRIDE, None, None, override, "names no folder", "a folder with tables as CSV")]
        )
    for path in sorted(own.glob("*.csv")):
        if path.stem not in found:
            near = difflib.get_close_matches(path.stem, found, n=3, cutoff=0.4) or sorted(found)
            raise EvidenceError(
                [Problem(path.name, None, None, None, f"no table of this name (in {own})", _list(near))]
            )
        ours = found[path.stem]
        found[path.stem] = Table(
            ours.name, ours.package, path, ours.title, ours.description, ours.schema
        )
    return found


def table(name: str) -> Table:
    """The table of that name.

    Raises
    ------
    EvidenceError
        If there is none; the message names the nearest.
    """
    known = tables()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)
        raise EvidenceError([Problem(name, None, None, None, "no table of this name", _list(near))])
    return known[name]


def load(name: str) -> pd.DataFrame:
    """Read one table, typed and checked, with all its references.

    Parameters
    ----------
    name
        Name of the table, for example ``price_series``.

    Returns
    -------
    pandas.DataFrame
        One row per row of the file, in its order; the index is the row's id (cells of the key joined by
        ``/``). Dtypes: ``number`` → float64, ``integer`` → Int64, ``boolean`` → boolean, all else → str.
        An empty cell is missing (NaN); the descriptor states units and meaning of each column.

    Raises
    ------
    EvidenceError
        One error that lists every breach of the descriptor: file, row, column, value, rule, what is
        accepted.
    """
    wanted = table(name)
    frame = _read(wanted)
    problems = _dangling(wanted, frame)
    if problems:
        raise EvidenceError(problems)
    return frame.copy()


def check_all() -> dict[str, int]:
    """Load every table; table name → number of rows.

    Raises
    ------
    EvidenceError
        All breaches in all tables, in one error.
    """
    problems: list[Problem] = []
    rows: dict[str, int] = {}
    for name in tables():
        try:
            rows[name] = len(load(name))
        except EvidenceError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise EvidenceError(problems)
    return rows


def row(evidence_id: str) -> pd.Series[Any]:
    """The row behind an evidence id ``table:key``, for example ``price_series:us_wpi_all/1944``.

    Raises
    ------
    EvidenceError
        If the table or the row does not exist; the message names the nearest keys.
    """
    name, _, key = evidence_id.partition(":")
    frame = load(name)
    if key not in frame.index:
        near = difflib.get_close_matches(key, list(frame.index), n=3, cutoff=0.4)
        raise EvidenceError(
            [Problem(table(name).path.name, None, "/".join(table(name).key), key, "no such row", _list(near))]
        )
    found = frame.loc[key]
    return found


def clear_cache() -> None:
    """Forget what was read, so that a changed file is read anew."""
    _tables.cache_clear()
    _read_file.cache_clear()
    descriptor.cache_clear()


# --- reading and checking ---------------------------------------------------------------------------------


def _read(wanted: Table) -> pd.DataFrame:
    try:
        stamp = wanted.path.stat().st_mtime_ns
    except FileNotFoundError:
        raise EvidenceError(
            [Problem(wanted.path.name, None, None, None, "the file is missing", f"a table at {wanted.path}")]
        ) from None
    return _read_file(wanted.name, wanted.path, stamp)


@functools.cache
def _read_file(name: str, path: Path, _stamp: int) -> pd.DataFrame:
    wanted = table(name)
    lines = _lines(wanted, path)
    fields = wanted.fields
    raw = pd.DataFrame([cells for _, cells in lines], columns=list(fields), dtype="str")
    numbers = [number for number, _ in lines]
    problems = [
        problem
        for column, field in fields.items()
        for problem in _check_column(path.name, numbers, column, raw[column], field)
    ]
    problems.sort(key=lambda problem: problem.row or 0)
    if not problems:
        typed = pd.DataFrame({column: _typed(raw[column], field) for column, field in fields.items()})
        problems = [*_repeated(wanted, path.name, numbers, raw), *_broken_rules(wanted, path.name, numbers, typed)]
    if problems:
        raise EvidenceError(problems)
    keys = ["/".join(cells) for cells in zip(*(raw[column] for column in wanted.key), strict=True)]
    typed.index = pd.Index(keys, name="id", dtype="str")
    return typed


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
    if "\N{REPLACEMENT CHARACTER}" in text:
        line = text[: text.index("\N{REPLACEMENT CHARACTER}")].count("\n") + 1
        raise EvidenceError(
            [Problem(name, line, None, "\N{REPLACEMENT CHARACTER}", "a character was lost", "the letter itself")]
        )
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        content = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise EvidenceError(
            [Problem(name, reader.line_num, None, None, f"not CSV ({error})", "comma-separated cells, RFC 4180")]
        ) from None
    if not content:
        raise EvidenceError([Problem(name, 1, None, None, "the file is empty", _list(wanted.fields))])
    _, header = content[0]
    expected = list(wanted.fields)
    if header != expected:
        problems = [
            Problem(name, 1, column, None, "the column is missing", _list(expected))
            for column in expected
            if column not in header
        ]
        for column in header:
            if column not in expected:
                near = difflib.get_close_matches(column, expected, n=1) or expected
                problems.append(Problem(name, 1, column, None, "unknown column", _list(near)))
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
        if cell != cell.strip():
            yield problem("white space at an end of the cell", repr(cell.strip()))
            continue
        wrong = _wrong_type(cell, field["type"])
        if wrong:
            yield problem(*wrong)
            continue
        if "enum" in limits and cell not in {str(choice) for choice in limits["enum"]}:
            yield problem("unknown category", _list(str(choice) for choice in limits["enum"]))
        if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
            yield problem("does not have the form of the column", f"{field['description']} ({limits['pattern']})")
        if "minimum" in limits and float(cell) < limits["minimum"]:
            yield problem("below the least value", f"{limits['minimum']} or more")
        if "maximum" in limits and float(cell) > limits["maximum"]:
            yield problem("above the greatest value", f"{limits['maximum']} or less")
        if "romsov:maxWords" in field and len(cell.split()) > field["romsov:maxWords"]:
            yield problem("too many words", f"at most {field['romsov:maxWords']}")
        if field.get("romsov:format") == "edtf":
            from romsov_analysis import dates

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
    if kind == "boolean" and cell not in ("true", "false"):
        return "is neither true nor false", "true, false"
    return None


def _typed(cells: pd.Series[str], field: Mapping[str, Any]) -> pd.Series[Any]:
    filled = cells.where(cells != "", None)
    if field["type"] == "number":
        return pd.to_numeric(filled).astype("float64")
    if field["type"] == "integer":
        return pd.to_numeric(filled).astype("Int64")
    if field["type"] == "boolean":
        return filled.map({"true": True, "false": False}).astype("boolean")
    return filled.astype("str")


def _repeated(wanted: Table, name: str, numbers: list[int], raw: pd.DataFrame) -> Iterator[Problem]:
    unique = [wanted.key] + [
        [column]
        for column, field in wanted.fields.items()
        if field.get("constraints", {}).get("unique") and [column] != wanted.key
    ]
    for columns in unique:
        filled = (raw[columns] != "").all(axis=1)
        for position in raw.index[raw.duplicated(columns) & filled]:
            same = (raw[columns] == raw.loc[position, columns]).all(axis=1)
            first = numbers[int(same.idxmax())]
            value = "/".join(raw.loc[position, columns])
            rule = f"stands already in row {first}"
            yield Problem(name, numbers[position], "/".join(columns), value, rule, "an id used once")


def _broken_rules(wanted: Table, name: str, numbers: list[int], typed: pd.DataFrame) -> Iterator[Problem]:
    for rule in wanted.schema.get("romsov:rules", []):
        columns = rule["fields"]
        for position, (_, cells) in enumerate(typed[columns].iterrows()):
            broken = _RULES[rule["rule"]](cells, rule)
            if broken:
                value = ", ".join("" if pd.isna(cell) else str(cell) for cell in cells)
                yield Problem(name, numbers[position], "/".join(columns), value, *broken)


def _ordered(cells: pd.Series[Any], _rule: Mapping[str, Any]) -> tuple[str, str] | None:
    numbers = [float(cell) for cell in cells if not pd.isna(cell)]
    if numbers != sorted(numbers):
        return "low stands above high", " ≤ ".join(str(label) for label in cells.index)
    return None


def _together(cells: pd.Series[Any], _rule: Mapping[str, Any]) -> tuple[str, str] | None:
    if cells.isna().any() and not cells.isna().all():
        return "only some of these cells are filled", "all of them, or none"
    return None


def _words(cells: pd.Series[Any], rule: Mapping[str, Any]) -> tuple[str, str] | None:
    count = sum(len(str(cell).split()) for cell in cells if not pd.isna(cell))
    if count > rule["maximum"]:
        return f"{count} words together", f"at most {rule['maximum']}"
    return None


_RULES = {"ordered": _ordered, "together": _together, "words": _words}


def _dangling(wanted: Table, frame: pd.DataFrame) -> list[Problem]:
    problems = []
    for column, there, column_there in wanted.foreign_keys:
        known = set(_read(table(there))[column_there])
        cells = frame[column]
        for position, cell in enumerate(cells):
            if pd.isna(cell) or cell in known:
                continue
            near = difflib.get_close_matches(str(cell), [str(value) for value in known], n=3, cutoff=0.5)
            accepted = _list(near or sorted(str(value) for value in known))
            rule = f"no such {column_there} in {there}"
            problems.append(
                Problem(wanted.path.name, _line_of(wanted, position), column, str(cell), rule, accepted)
            )
    return problems


def _line_of(wanted: Table, position: int) -> int:
    return _lines(wanted, wanted.path)[position][0]


def _only(names: str | list[str]) -> str:
    if isinstance(names, list):
        (names,) = names
    return names


def _list(names: Any) -> str:
    shown = [str(name) for name in names]
    return ", ".join(shown[:12]) + (", …" if len(shown) > 12 else "")
