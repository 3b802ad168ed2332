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
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from romsov_analysis.runs.places import RunError, home
from romsov_analysis.shown import printable, shown

OVERRIDE = "ROMSOV_EVIDENCE"
PACKAGE = Path(__file__).resolve().parents[1]
ALL = "*"

_MORE = ".more"
_LENGTH = 12  # of a digest: enough to tell two states of a file apart
_SHORT = 4  # of the digest of a row, which only names what the digest of all found to differ
_FEW = 5  # rows that a message names


def digest(content: bytes) -> str:
    """The first characters of a SHA-256."""
    return hashlib.sha256(content).hexdigest()[:_LENGTH]


def present() -> dict[str, File]:
    """Every table by name, with the files it is read from under the present ``ROMSOV_EVIDENCE``."""
    return _tables(_override())


def entry(name: str, rows: Iterable[str]) -> dict[str, Any]:
    """The digest of a table, or of the rows that were read where they are the lesser part of it.

    ``each`` holds a short digest a row, in the order of ``rows`` or of the table.
    """
    rows = sorted(rows)
    table = present()[name]
    content = _rows(table)
    if ALL not in rows and len(rows) * 2 <= len(content) and set(rows) <= set(content):
        each = "".join(_mark(content[key]) for key in rows)
        return {"digest": _digest_of(table, rows), "rows": rows, "each": each}
    return {"digest": _digest_of(table, None), "each": "".join(map(_mark, content.values()))}


def moved(name: str, stored: Mapping[str, Any]) -> str:
    """The rows in which a table differs from an `entry` of before, in words; empty where that cannot be said."""
    if name not in present() or "each" not in stored:
        return ""
    content = _rows(present()[name])
    each = [stored["each"][at : at + _SHORT] for at in range(0, len(stored["each"]), _SHORT)]
    if "rows" in stored:
        before = dict(zip(stored["rows"], each, strict=False))
        return listed(
            [key for key, mark in before.items() if key not in content or _mark(content[key]) != mark]
        )
    marks = list(map(_mark, content.values()))
    keys = [
        key
        for kind, _, _, first, last in SequenceMatcher(None, each, marks, autojunk=False).get_opcodes()
        if kind != "equal"
        for key in list(content)[first:last]
    ]
    fewer = max(len(each) - len(marks), 0)
    gone = f"{fewer} row{'s' if fewer > 1 else ''} fewer" if fewer else ""
    return ", ".join(filter(None, (listed(keys), gone)))


def listed(keys: Sequence[str]) -> str:
    """Some rows by id, the first few: ``rows a, b and 7 more``; empty where there is none."""
    rest = f" and {len(keys) - _FEW} more" if len(keys) > _FEW else ""
    return f"row{'s' if len(keys) > 1 else ''} {', '.join(keys[:_FEW])}{rest}" if keys else ""


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


def differing() -> dict[str, list[str]]:
    """Every own table that does not say what ours says, with the rows in which it differs."""
    if not _override():
        return {}
    ours = _tables("")
    found = {name: own_rows(name) for name, table in present().items() if table.files != ours[name].files}
    return {name: rows for name, rows in found.items() if rows}


def notice(own: Mapping[str, Sequence[str]], *, markdown: bool = False) -> str:
    """A sentence that names own tables, by table and rows; the folder without the place where it lies."""
    quoted = _code if markdown else str
    named = [quoted(f"{name}, {listed(rows)}") for name, rows in own.items()]
    folder = quoted(printable(Path(_override()).name))
    return f"Computed with own tables, not with the book's: {'; '.join(named)}; from the folder {folder}."


def blamed() -> str:
    """Own tables as what a failure may come from, in a line of its own; empty where there is none."""
    own = differing()
    return f"\n{notice(own)} What the chapter names may be missing there." if own else ""


def _code(text: str) -> str:
    """A text in Markdown as code, whatever it holds."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


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


def _mark(cells: tuple[str, ...]) -> str:
    return digest(json.dumps(cells).encode())[:_SHORT]


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
