"""The one door to every table: typed rows, or one error that says what is wrong and what is accepted.

Two packages of tables stand behind it: the registers of the documents (`seeds/`: what they claim) and the
outside evidence (`data/`: what the claims are tested against). Each is a Frictionless data package; its
descriptor `datapackage.json` is the data dictionary and the only statement of types and rules
(`romsov_analysis.descriptors` reads it, `romsov_analysis.checks` applies it).

The folder named by the environment variable ``ROMSOV_EVIDENCE`` may hold tables of the analyst's own; a
table found there replaces ours and is checked by the same descriptor.
"""

from __future__ import annotations

import difflib
import functools
from pathlib import Path
from typing import Any

import pandas as pd

from romsov_analysis.evidence.checks import Checked, check_file
from romsov_analysis.evidence.descriptors import (
    EvidenceError,
    Problem,
    Table,
    clear_descriptors,
    listed,
    table,
    tables,
)

__all__ = [
    "EvidenceError",
    "Problem",
    "Table",
    "check_all",
    "clear_cache",
    "ids",
    "load",
    "row",
    "state",
    "table",
    "tables",
]


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
    return _checked(name).copy()


def state(name: str) -> tuple[Path, int]:
    """What identifies the present content of a table: a key for what is computed from all of it."""
    return _stamp(table(name))


def ids(name: str) -> frozenset[str]:
    """The ids of all rows of a table."""
    return frozenset(_checked(name).index)


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
            problems += error.problems
    if problems:
        raise EvidenceError(list(dict.fromkeys(problems)))
    return rows


def row(evidence_id: str) -> pd.Series[Any]:
    """The row behind an evidence id ``table:key``, for example ``price_series:us_wpi_all/1944``.

    Raises
    ------
    EvidenceError
        If the table or the row does not exist; the message names the nearest keys.
    """
    name, _, key = evidence_id.partition(":")
    return _row(name, key, _stamp(table(name)))


@functools.lru_cache(maxsize=4096)
def _row(name: str, key: str, _state: tuple[Path, int]) -> pd.Series[Any]:
    """A row, found once for each state of its file: a chapter asks for thousands."""
    frame = _checked(name)
    if key not in frame.index:
        near = difflib.get_close_matches(key, list(frame.index), n=3, cutoff=0.4) or frame.index
        raise EvidenceError(
            [
                Problem(
                    table(name).path.name, None, "/".join(table(name).key), key, "no such row", listed(near)
                )
            ]
        )
    found = frame.loc[key]
    assert isinstance(found, pd.Series)  # ids are unique
    return found


def clear_cache() -> None:
    """Forget what was read, so that a changed file is read anew."""
    clear_descriptors()
    _read_file.cache_clear()
    _problems.cache_clear()
    _row.cache_clear()


def _checked(name: str) -> pd.DataFrame:
    """A table with its references checked; not to be changed by the caller."""
    wanted = table(name)
    concerned = _concerned(wanted.name, wanted.path)
    problems = _problems(name, tuple(_stamp(table(other)) for other in concerned))
    if problems:
        raise EvidenceError(list(problems))
    return _read(wanted).frame


@functools.cache
def _concerned(name: str, _path: Path) -> tuple[str, ...]:
    """The table and those it refers to."""
    return tuple(dict.fromkeys((name, *(there for _, there, _ in table(name).foreign_keys))))


@functools.cache
def _problems(name: str, _states: tuple[tuple[Path, int], ...]) -> tuple[Problem, ...]:
    """Every breach of a table, found once for each state of the files concerned."""
    wanted = table(name)
    found = [*_read(wanted).problems, *_dangling(wanted)]
    return tuple(sorted(found, key=lambda problem: problem.row or 0))


def _stamp(wanted: Table) -> tuple[Path, int]:
    return wanted.path, wanted.path.stat().st_mtime_ns if wanted.path.exists() else 0


def _read(wanted: Table) -> Checked:
    path, stamp = _stamp(wanted)
    if not stamp:
        raise EvidenceError(
            [Problem(path.name, None, None, None, "the file is missing", f"a table at {path}")]
        )
    return _read_file(wanted.name, path, stamp)


@functools.cache
def _read_file(name: str, path: Path, _stamp: int) -> Checked:
    return check_file(table(name), path)


def _dangling(wanted: Table) -> list[Problem]:
    """References that lead nowhere. A row of the other table that has a breach of its own still counts."""
    here = _read(wanted)
    problems = []
    for column, there, column_there in wanted.foreign_keys:
        target = _read(table(there))
        if target.problems and target is not here:
            raise EvidenceError(list(target.problems))
        known = {str(value) for value in target.frame[column_there]}
        for line, cell in zip(here.lines, here.frame[column], strict=True):
            if pd.isna(cell) or str(cell) in known:
                continue
            near = difflib.get_close_matches(str(cell), known, n=3, cutoff=0.5) or sorted(known)
            rule = f"no such {column_there} in {there}"
            problems.append(Problem(wanted.path.name, line, column, str(cell), rule, listed(near)))
    return problems
