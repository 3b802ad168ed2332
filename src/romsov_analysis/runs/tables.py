"""The tables as files, for looking whether they changed: read without pandas, compared by what they say.

What a table says is also what its descriptor makes of it, so columns and types are part of a digest.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from romsov_analysis.runs.places import RunError, home
from romsov_analysis.shown import shown

OVERRIDE = "ROMSOV_EVIDENCE"
PACKAGE = Path(__file__).resolve().parents[1]
ALL = "*"

_MORE = ".more"
_LENGTH = 12  # of a digest: enough to tell two states of a file apart


def digest(content: bytes) -> str:
    """The first characters of a SHA-256."""
    return hashlib.sha256(content).hexdigest()[:_LENGTH]


def present() -> dict[str, File]:
    """Every table by name, with the files it is read from under the present ``ROMSOV_EVIDENCE``."""
    return _tables(_override())


def entry(name: str, rows: Iterable[str]) -> dict[str, Any]:
    """The digest of a table, or of the rows that were read where they are the lesser part of it."""
    rows = sorted(rows)
    table = present()[name]
    content = _rows(table)
    lesser = ALL not in rows and len(rows) * 2 <= len(content) and set(rows) <= set(content)
    return (
        {"digest": _digest_of(table, rows), "rows": rows} if lesser else {"digest": _digest_of(table, None)}
    )


def state(name: str, rows: Iterable[str] | None) -> str | None:
    """The digest of a table, or of some of its rows; None where that cannot be said."""
    known = present()
    return _digest_of(known[name], rows) if name in known else None


def own(entries: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The tables among some entries that are the analyst's own and do not say what ours say."""
    if not _override():
        return []
    known, ours = present(), _tables("")
    return [
        name
        for name, entry in entries.items()
        if name in ours
        and known[name].files != ours[name].files
        and entry["digest"] != _digest_of(ours[name], entry.get("rows"))
    ]


def own_rows(name: str) -> list[str]:
    """The rows in which an own table differs from ours, by id."""
    theirs, ours = _rows(present()[name]), _rows(_tables("")[name])
    return [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]


def settle() -> None:
    """Let ``ROMSOV_EVIDENCE`` name one folder wherever a kernel runs.

    Raises
    ------
    RunError
        If it names no folder.
    """
    named = os.environ.get(OVERRIDE, "")
    if not named:
        return
    folder = home(Path(named)).resolve()
    if not folder.is_dir():
        raise RunError(f"{OVERRIDE}: {shown(named)} names no folder. Accepted: a folder with tables as CSV")
    os.environ[OVERRIDE] = str(folder)


@dataclass(frozen=True)
class File:
    """A table as files: its own and the one that adds rows, the columns that name a row, columns with types."""

    files: tuple[Path, ...]
    key: tuple[str, ...]
    shape: str


def _override() -> str:
    return os.environ.get(OVERRIDE, "")


@functools.cache
def _tables(override: str) -> dict[str, File]:
    found: dict[str, File] = {}
    for package in ("data", "seeds"):
        places = (PACKAGE / package, PACKAGE.parents[1] / package)
        folder = next((place for place in places if (place / "datapackage.json").is_file()), None)
        if folder is None:
            raise RunError(f"the tables {package} are missing; looked for: {places[0]}, {places[1]}")
        for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
            schema = resource["schema"]
            key = schema["primaryKey"]
            shape = json.dumps(
                [
                    key,
                    [
                        [field["name"], field["type"], field.get("romsov:format")]
                        for field in schema["fields"]
                    ],
                ]
            )
            key = (key,) if isinstance(key, str) else tuple(key)
            found[resource["name"]] = File((folder / resource["path"],), key, shape)
    return found | _replaced(found, Path(override)) if override else found


def _replaced(ours: Mapping[str, File], folder: Path) -> dict[str, File]:
    """The tables that a folder replaces (``NAME.csv``) or adds rows to (``NAME.more.csv``)."""
    found: dict[str, File] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        name = path.stem.removesuffix(_MORE)
        if path.suffix.lower() == ".csv" and name in ours:
            table = found.get(name, ours[name])
            files = (table.files[0], path) if path.stem.endswith(_MORE) else (path, *table.files[1:])
            found[name] = File(files, table.key, table.shape)
    return found


def _rows(table: File) -> dict[str, tuple[str, ...]]:
    """Row id → cells with their columns; nothing of what is no such table."""
    found: dict[str, tuple[str, ...]] = {}
    for path in table.files:
        content = _content(path)
        found |= _parsed(table.key, content) if content is not None else {}
    return found


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return None


@functools.lru_cache(maxsize=128)
def _parsed(key: tuple[str, ...], content: bytes) -> dict[str, tuple[str, ...]]:
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = tuple(next(reader))
        at = [header.index(column) for column in key]
        return {"/".join(cells[i] for i in at): (*header, *cells) for cells in reader if any(cells)}
    except (StopIteration, ValueError, IndexError, csv.Error):
        return {}


def _digest_of(table: File, rows: Iterable[str] | None) -> str | None:
    """The digest of a table, or of some of its rows; None where that cannot be said."""
    if rows is None:
        contents = [_content(path) for path in table.files]
        return (
            None if None in contents else digest(b"\0".join([table.shape.encode(), *filter(None, contents)]))
        )
    known = _rows(table)
    chosen = [known.get(key) for key in rows]
    return None if None in chosen else digest((table.shape + json.dumps(chosen)).encode())
