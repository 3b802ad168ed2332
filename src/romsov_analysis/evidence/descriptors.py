"""What the tables are: the Frictionless descriptors, read once, and the problems a table can have.

Beside the standard keys of Table Schema, the descriptors use a few of our own:

- ``romsov:format`` ``edtf``: the cell is a date in EDTF (ISO 8601-2), level 1 or below;
- ``romsov:hints``: pattern → what a cell of that form probably is, for an error;
- ``romsov:maxWords``: the cell holds at most so many words;
- ``romsov:foreignKeys``: like ``foreignKeys``, but into a table of either package. ``separators`` part the names that
  stand in one cell, ``besides`` are words that may stand in place of a name; a reference to ``rows`` of some tables
  is a cell ``table:key``;
- ``romsov:rules``: rules over several cells (`rules`): ``ordered`` (numbers do not fall from left to right),
  ``together`` (all filled or none), ``words`` (words of several cells, taken together), ``moment`` (date, clock
  time and zone give a stretch of time), ``begins`` (a date has a first day; where a second column is named, only rows
  ``of`` its values), ``follows`` (the second date does not lie before the first), ``sequence``
  (over rows of one name: the dates of what they tell do not lie against ``order``).
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from romsov_analysis.evidence.names import listed, nearest
from romsov_analysis.shown import printable, shown

OVERRIDE = "ROMSOV_EVIDENCE"


PACKAGES = ("data", "seeds")


MORE = ".more"  # a file of this second ending adds rows to a table
_SHOWN = 20
# What a person takes for a table and nothing here reads: a workbook, a form of another program, ``NAME.csv.txt``.
_OTHER_FORM = re.compile(r"\.(xlsx?|xlsm|ods|numbers|tsv|tab|parquet)$|\.csv\..", re.IGNORECASE)


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
        place = printable(self.file)
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {printable(self.column)}"
        value = "" if self.value is None else f": {shown(self.value)}"
        return f"{place}{value} – {self.rule}. Accepted: {self.accepted}"


class EvidenceError(ValueError):
    """A table breaks its descriptor. `problems` lists every breach, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        lines = [str(problem) for problem in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"… and {len(problems) - _SHOWN} more")
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class ForeignKey:
    """A column whose cells name rows: by a column of one table or, where that is empty, by ``table:key`` of some."""

    column: str
    tables: tuple[str, ...]
    named_by: str
    separators: str = ""
    besides: tuple[str, ...] = ()

    @property
    def parted(self) -> str:
        """What an error adds on several names in a cell."""
        return f"; several are parted by {' and '.join(self.separators)}" if self.separators else ""

    def names(self, cell: str) -> list[str]:
        """The names that stand in a cell."""
        if cell in self.besides:
            return []
        return (
            [name.strip() for name in re.split(f"[{self.separators}]", cell)] if self.separators else [cell]
        )


@dataclass(frozen=True)
class Table:
    """A table as its descriptor states it."""

    name: str
    package: str
    path: Path
    title: str
    description: str
    schema: Mapping[str, Any]
    more: Path | None = None

    @property
    def own(self) -> bool:
        """Whether the analyst's own rows stand in it, replacing ours or added to them."""
        return self.more is not None or self.path.parent != package_folder(self.package)

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
    def foreign_keys(self) -> list[ForeignKey]:
        """Every reference out of this table."""
        keys = [*self.schema.get("foreignKeys", []), *self.schema.get("romsov:foreignKeys", [])]
        return [_foreign_key(key, self.name) for key in keys]


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
    checkout = Path(__file__).resolve().parents[3] / package
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
    return found | _own_tables(found, override) if override else found


def _own_tables(ours: Mapping[str, Table], override: str) -> dict[str, Table]:
    """The tables that a folder of the analyst's replaces (``NAME.csv``) or adds rows to (``NAME.more.csv``)."""
    try:
        own = Path(override).expanduser()
        files = sorted(own.iterdir())
    except (OSError, RuntimeError):  # the home folder of nobody
        rule = "names no folder that can be read"
        raise EvidenceError(
            [Problem(OVERRIDE, None, None, override, rule, "a folder with tables as CSV")]
        ) from None
    found: dict[str, Table] = {}
    seen: dict[str, str] = {}
    for path in files:
        if path.suffix.lower() != ".csv" or path.name.startswith("."):
            continue
        name = path.stem.removesuffix(MORE)
        if name not in ours:
            rule = f"no table of this name (in {own})"
            raise EvidenceError([Problem(path.name, None, None, None, rule, nearest(name, ours))])
        if path.stem in seen:
            rule = f"names the same table as {seen[path.stem]}"
            raise EvidenceError([Problem(path.name, None, None, None, rule, "one of the two")])
        seen[path.stem] = path.name
        table = found.get(name, ours[name])
        found[name] = replace(table, more=path) if path.stem.endswith(MORE) else replace(table, path=path)
    for path in files:
        name = path.name.partition(".")[0]
        if name in ours and name not in found and _OTHER_FORM.search(path.name):
            rule = f"is no CSV, and {name} has none beside it"
            raise EvidenceError(
                [Problem(path.name, None, None, None, rule, f"{name}.csv or {name}{MORE}.csv")]
            )
    if not found and files:
        rule = f"the folder has no table (files there: {listed(path.name for path in files)})"
        raise EvidenceError([Problem(OVERRIDE, None, None, str(own), rule, "NAME.csv or NAME.more.csv")])
    return found


def table(name: str) -> Table:
    """The table of that name.

    Raises
    ------
    EvidenceError
        If there is none; the message names the nearest.
    """
    known = _tables(os.environ.get(OVERRIDE, ""))
    if name not in known:
        raise EvidenceError([Problem(name, None, None, None, "no table of this name", nearest(name, known))])
    return known[name]


def unlisted() -> list[Problem]:
    """Files beside our tables that no descriptor lists; no one would miss them."""
    ours = {found.path for found in _tables("").values()}
    return [
        Problem(
            path.name, None, None, None, "no descriptor lists it", f"an entry in {package}/datapackage.json"
        )
        for package in PACKAGES
        for path in sorted(package_folder(package).glob("*.csv"))
        if path not in ours
    ]


def _foreign_key(key: Mapping[str, Any], table: str) -> ForeignKey:
    there = key["reference"]
    tables = tuple(there["rows"]) if "rows" in there else (there["resource"] or table,)
    named_by = "" if "rows" in there else _only(there["fields"])
    separators, besides = key.get("separators", ""), tuple(key.get("besides", ()))
    return ForeignKey(_only(key["fields"]), tables, named_by, separators, besides)


def _only(names: str | list[str]) -> str:
    if isinstance(names, list):
        (names,) = names
    return names


def clear_descriptors() -> None:
    """Forget the descriptors, so that they are read anew."""
    _tables.cache_clear()
    descriptor.cache_clear()
