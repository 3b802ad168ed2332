"""The one door to every table: typed rows, or one error that says what is wrong and what is accepted.

Two packages of tables stand behind it: the registers of the documents (`seeds/`: what they claim) and the
outside evidence (`data/`: what the claims are tested against). Each is a Frictionless data package; its
descriptor `datapackage.json` is the data dictionary and the only statement of types and rules
(`romsov_analysis.evidence.descriptors` reads it, `checks` applies it).

The folder named by the environment variable ``ROMSOV_EVIDENCE`` may hold tables of the analyst's own; a
table found there replaces ours, rows in ``NAME.more.csv`` are added to it, and both are checked by the same
descriptor. The door keeps a note of what went
through it, so that a notebook can say which tables and rows its outputs rest on.
"""

from __future__ import annotations

import functools
import gc
from pathlib import Path
from typing import Any

import pandas as pd

from romsov_analysis.evidence.checks import Checked, check_file, in_order
from romsov_analysis.evidence.descriptors import (
    EvidenceError,
    ForeignKey,
    Problem,
    Table,
    clear_descriptors,
    table,
    tables,
    unlisted,
)
from romsov_analysis.evidence.names import nearest
from romsov_analysis.shown import shown

WHOLE = "*"
_read: dict[str, set[str]] = {}


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
        An empty cell is missing (NaN); the descriptor states units and meaning of each column. The frame is
        the caller's own and may be changed.

    Raises
    ------
    EvidenceError
        One error that lists every breach of the descriptor: file, row, column, value, rule, what is
        accepted.
    """
    frame = _checked(name).copy()
    _read.setdefault(name, set()).add(WHOLE)
    return frame


def glance(name: str) -> pd.DataFrame:
    """A table as `load` gives it, without a note at the door.

    For whoever looks through all rows to find some, and takes those by `row`: what comes of it rests on them alone.

    Raises
    ------
    EvidenceError
        As `load`.
    """
    return _checked(name).copy()


def used() -> dict[str, set[str]]:
    """What went through the door since the interpreter started: table → ids of rows, or ``*`` for all of it."""
    return {name: {WHOLE} if WHOLE in keys else set(keys) for name, keys in sorted(_read.items())}


def text(cells: Any, column: str, missing: str = "") -> str:
    """A cell of a row (a Series or a mapping) as text; what is missing, or has no such column, becomes `missing`."""
    cell = cells.get(column)
    return missing if cell is None or pd.isna(cell) else str(cell)


def state(name: str) -> tuple[Path, int]:
    """What identifies the present content of a table: a key for what is computed from all of it."""
    return _stamp(table(name))


def ids(name: str) -> frozenset[str]:
    """The ids of all rows of a table."""
    _read.setdefault(name, set()).add(WHOLE)
    _checked(name)
    return _ids(name, _stamp(table(name)))


@functools.cache
def _ids(name: str, _state: tuple[Path, int]) -> frozenset[str]:
    """The ids, gathered once for each state of the file: pages ask for them row by row."""
    return frozenset(_checked(name).index)


def check_all() -> dict[str, int]:
    """Load every table; table name → number of rows.

    Raises
    ------
    EvidenceError
        All breaches in all tables, and files that no descriptor lists, in one error.
    """
    problems = unlisted()
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

    The row is a copy: changing it changes nothing that is computed from its id.

    Raises
    ------
    EvidenceError
        If the table or the row does not exist; the message names the nearest keys.
    """
    name, _, key = evidence_id.partition(":")
    found = _row(name, key, _stamp(table(name))).copy()
    _read.setdefault(name, set()).add(key)
    return found


@functools.lru_cache(maxsize=4096)
def _row(name: str, key: str, _state: tuple[Path, int]) -> pd.Series[Any]:
    """A row, found once for each state of its file: a chapter asks for thousands."""
    frame = _checked(name)
    if key not in frame.index:
        wanted = table(name)
        column = "/".join(wanted.key)
        raise EvidenceError(
            [Problem(wanted.path.name, None, column, key, "no such row", nearest(key, frame.index))]
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
    _ids.cache_clear()


def _checked(name: str) -> pd.DataFrame:
    """A table with its references checked; not to be changed by the caller."""
    wanted = table(name)
    concerned = _concerned(wanted.name, wanted.path)
    problems = _problems(name, tuple(_stamp(table(other)) for other in concerned))
    if problems:
        raise EvidenceError(list(problems))
    return _file(wanted).frame


@functools.cache
def _concerned(name: str, _path: Path) -> tuple[str, ...]:
    """The table and those it refers to."""
    return tuple(dict.fromkeys((name, *(there for key in table(name).foreign_keys for there in key.tables))))


@functools.cache
def _problems(name: str, _states: tuple[tuple[Path, int], ...]) -> tuple[Problem, ...]:
    """Every breach of a table, found once for each state of the files concerned."""
    wanted = table(name)
    return in_order([*_file(wanted).problems, *_dangling(wanted)])


def _stamp(wanted: Table) -> tuple[Path, int]:
    own = _changed(wanted.path)
    return wanted.path, own + _changed(wanted.more) if own and wanted.more else own


def _changed(path: Path) -> int:
    """When a file was last written, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _file(wanted: Table) -> Checked:
    path, stamp = _stamp(wanted)
    if not stamp:
        raise EvidenceError(
            [Problem(path.name, None, None, None, "the file is missing", f"a table at {path}")]
        )
    return _read_file(wanted.name, path, stamp)


@functools.cache
def _read_file(name: str, _path: Path, _stamp: int) -> Checked:
    # Cells are made by the hundred thousand and hold no cycles; to look for some grows faster than they do.
    collects = gc.isenabled()
    gc.disable()
    try:
        return check_file(table(name))
    finally:
        if collects:
            gc.enable()


def _dangling(wanted: Table) -> list[Problem]:
    """References that lead nowhere."""
    here = _file(wanted)
    problems = []
    for key in wanted.foreign_keys:
        known = _known(key, here)
        where = f"no such {key.named_by} in {key.tables[0]}" if key.named_by else "no such row"
        for place, cell in zip(here.places, here.frame[key.column], strict=True):
            names = [] if pd.isna(cell) else key.names(str(cell))
            for name in dict.fromkeys(names):
                if name not in known:
                    rule = f"{shown(name)}: {where}" if key.separators else where
                    accepted = nearest(name, sorted(known)) + key.parted
                    problems.append(Problem(*place, key.column, str(cell), rule, accepted))
            if len(key.separators) == 1 and len(set(names)) < len(names):
                problems.append(Problem(*place, key.column, str(cell), "names one twice", "each name once"))
    return problems


def _known(key: ForeignKey, here: Checked) -> set[str]:
    """The names that a column may hold. A row of the other table that has a breach of its own still counts."""
    known = set()
    for there in key.tables:
        target = _file(table(there))
        if target.problems and target is not here:
            raise EvidenceError(list(target.problems))
        known |= (
            {str(value) for value in target.frame[key.named_by]}
            if key.named_by
            else {f"{there}:{name}" for name in target.frame.index}
        )
    return known
