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

from romsov_analysis.checks import check_file, line_of
from romsov_analysis.descriptors import (
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
    frame = _checked(name)
    if key not in frame.index:
        near = difflib.get_close_matches(key, list(frame.index), n=3, cutoff=0.4)
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
    _referenced.cache_clear()


def _checked(name: str) -> pd.DataFrame:
    """A table with its references checked; not to be changed by the caller."""
    wanted = table(name)
    frame = _read(wanted)
    sources = tuple(_stamp(table(there)) for there in {name, *(key[1] for key in wanted.foreign_keys)})
    problems = _referenced(name, sources)
    if problems:
        raise EvidenceError(list(problems))
    return frame


@functools.cache
def _referenced(name: str, _sources: tuple[tuple[Path, int], ...]) -> tuple[Problem, ...]:
    """Dangling references of a table, looked up once for each state of the files concerned."""
    wanted = table(name)
    return tuple(_dangling(wanted, _read(wanted)))


def _stamp(wanted: Table) -> tuple[Path, int]:
    return wanted.path, wanted.path.stat().st_mtime_ns if wanted.path.exists() else 0


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
    return check_file(table(name), path)


def _dangling(wanted: Table, frame: pd.DataFrame) -> list[Problem]:
    problems = []
    for column, there, column_there in wanted.foreign_keys:
        known = set(_read(table(there))[column_there])
        cells = frame[column]
        for position, cell in enumerate(cells):
            if pd.isna(cell) or cell in known:
                continue
            near = difflib.get_close_matches(str(cell), [str(value) for value in known], n=3, cutoff=0.5)
            accepted = listed(near or sorted(str(value) for value in known))
            rule = f"no such {column_there} in {there}"
            problems.append(
                Problem(wanted.path.name, line_of(wanted, position), column, str(cell), rule, accepted)
            )
    return problems
