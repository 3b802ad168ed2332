"""What the outputs of a notebook rest on: parameters, tables or rows of them, modules, versions.

The kernel that ran the notebook says which modules it loaded and what went through the door of the evidence;
here that becomes digests, and later says what changed since. Whatever cannot be decided counts as changed.
To look whether anything changed is to be quick, so this room reads the tables itself and imports no pandas.
"""

from __future__ import annotations

import ast
import csv
import functools
import hashlib
import importlib.metadata
import io
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from romsov_analysis.runs.places import RunError, source

# Libraries whose release changes stored outputs; the lock fixes them.
REFERENCE = ("matplotlib", "pandas")

OVERRIDE = "ROMSOV_EVIDENCE"

# An expression, so that asking leaves no name behind in the kernel.
QUESTION = (
    "(lambda known: __import__('json').dumps({"
    "'modules': sorted({module.__file__ for name, module in list(known.items())"
    " if name.split('.')[0] == 'romsov_analysis' and getattr(module, '__file__', None)}),"
    "'tables': {name: sorted(rows) for name, rows in known['romsov_analysis.evidence'].used().items()}"
    " if 'romsov_analysis.evidence' in known else {}}))(__import__('sys').modules)"
)

PACKAGE = Path(__file__).resolve().parents[1]
ALL = "*"
_MORE = ".more"
_LENGTH = 12  # of a digest: enough to tell two states of a file apart

Inputs = Mapping[str, Any]


def digest(path: Path) -> str:
    """The first twelve characters of a file's SHA-256, line ends as on Linux."""
    return _digest(path.read_bytes().replace(b"\r\n", b"\n"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_LENGTH]


def versions() -> dict[str, str]:
    """Library whose release changes stored outputs → its version here."""
    return {name: importlib.metadata.version(name) for name in REFERENCE}


def parameters(notebook: Mapping[str, Any]) -> dict[str, str]:
    """Name → value as written, for every assignment in the cell tagged ``parameters``."""
    found: dict[str, str] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code" or "parameters" not in cell["metadata"].get("tags", []):
            continue
        try:
            body = ast.parse(source(cell)).body
        except SyntaxError:
            continue  # the run says so, with its place
        for node in body:
            if isinstance(node, ast.AnnAssign) and node.value is not None:
                _assigned(node.target, node.value, found)
            for target in node.targets if isinstance(node, ast.Assign) else []:
                _assigned(target, node.value, found)  # type: ignore[attr-defined]
    return found


def cells(notebook: Mapping[str, Any]) -> str:
    """A digest of what the cells of code say."""
    code = [source(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return _digest(json.dumps(code).encode())


def _assigned(target: ast.expr, value: ast.expr, found: dict[str, str]) -> None:
    if isinstance(target, ast.Name):
        found[target.id] = ast.unparse(value)
    elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        for one, its in zip(target.elts, value.elts, strict=False):
            _assigned(one, its, found)


def everything() -> dict[str, Any]:
    """What a kernel is taken to have loaded where it does not say: all modules and all tables."""
    modules = [path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in ("runs", "book")]
    return {"modules": sorted(map(str, modules)), "tables": {name: [ALL] for name in _tables(_override())}}


def collect(notebook: Mapping[str, Any], loaded: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a notebook that was run, as they are stored with it.

    Parameters
    ----------
    notebook
        The notebook.
    loaded
        What its kernel answered to `QUESTION`.
    """
    tables = _tables(_override())
    found: dict[str, Any] = {
        "cells": cells(notebook),
        "parameters": parameters(notebook),
        "tables": {},
        "modules": {_name(file): digest(Path(file)) for file in loaded["modules"] if Path(file).is_file()},
        "versions": versions(),
    }
    for name, rows in sorted(loaded["tables"].items()):
        if name in tables:
            found["tables"][name] = _entry(tables[name], rows)
    own = own_tables(found)
    return {**found, "own": own} if own else found


def _name(file: str) -> str:
    """A module's path below the package, wherever the package is installed."""
    parts = Path(file).parts
    start = len(parts) - parts[::-1].index("romsov_analysis") if "romsov_analysis" in parts else 0
    return "/".join(parts[start:])


def _entry(table: _File, rows: Iterable[str]) -> dict[str, Any]:
    """The digest of a table, or of the rows that were read where they are the lesser part of it."""
    rows = sorted(rows)
    content = _rows(table)
    lesser = ALL not in rows and len(rows) * 2 <= len(content) and set(rows) <= set(content)
    return {"digest": _digest_of(table, rows), "rows": rows} if lesser else {"digest": _digest_of(table, None)}


def now(stored: Inputs, notebook: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a notebook as they are now: the tables, rows and modules that its outputs rest on.

    Parameters
    ----------
    stored
        What `collect` found when its outputs were stored.
    notebook
        The notebook as it stands.
    """
    try:
        tables = _tables(_override())
    except RunError:
        tables = {}
    found: dict[str, Any] = {
        "cells": cells(notebook),
        "parameters": parameters(notebook),
        "tables": {},
        "modules": {},
        "versions": versions(),
    }
    for name, entry in stored.get("tables", {}).items():
        state = None
        if name in tables and isinstance(entry, Mapping):
            state = _digest_of(tables[name], entry.get("rows"))
        found["tables"][name] = {"digest": state, **({"rows": entry["rows"]} if state and "rows" in entry else {})}
    for name in stored.get("modules", {}):
        path = PACKAGE / name
        found["modules"][name] = digest(path) if path.is_file() else None
    return found


def changed(stored: Inputs, present: Inputs) -> list[str]:
    """What differs between the inputs at the time the outputs were stored and others, a phrase each.

    Parameters
    ----------
    stored, present
        As of `collect` or `now`. That which either side does not know counts as changed.
    """
    if not stored.get("modules") and not stored.get("versions"):
        return ["the inputs, which were never stored"]
    phrases = []
    for kind, label in (
        ("parameters", "parameter"),
        ("tables", "table"),
        ("modules", "module"),
        ("versions", "version of"),
    ):
        before, after = stored.get(kind, {}), present.get(kind, {})
        own = set(present.get("own", [])) if kind == "tables" else set()
        for name in sorted({*before, *after}):
            if before.get(name) == after.get(name):
                continue
            told = kind in ("parameters", "versions")
            detail = f": {before.get(name, 'none')} → {after.get(name, 'none')}" if told else ""
            phrases.append(f"{'own ' if name in own else ''}{label} {name}{detail}")
    # A changed parameter stands in a cell too, and is the better word for it.
    if stored.get("cells") != present.get("cells") and stored.get("parameters") == present.get("parameters"):
        phrases.append("the notebook's own cells")
    return phrases


def own_tables(found: Inputs) -> list[str]:
    """The tables among some inputs that are the analyst's own and do not say what ours say."""
    if not _override():
        return []
    tables, ours = _tables(_override()), _tables("")
    return [
        name
        for name, entry in found["tables"].items()
        if name in ours and tables[name].files != ours[name].files
        and entry["digest"] != _digest_of(ours[name], entry.get("rows"))
    ]  # fmt: skip


def own_rows(name: str) -> list[str]:
    """The rows in which an own table differs from ours, by id."""
    own, ours = _rows(_tables(_override())[name]), _rows(_tables("")[name])
    return [key for key in {**ours, **own} if ours.get(key) != own.get(key)]


def settle_own_tables() -> None:
    """Let ``ROMSOV_EVIDENCE`` name one folder wherever a kernel runs.

    Raises
    ------
    RunError
        If it names no folder.
    """
    named = os.environ.get(OVERRIDE, "")
    if not named:
        return
    folder = Path(named).expanduser().resolve()
    if not folder.is_dir():
        raise RunError(f"{OVERRIDE}: {named!r} names no folder. Accepted: a folder with tables as CSV")
    os.environ[OVERRIDE] = str(folder)


# --- the tables as files ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _File:
    """A table's file and the one with rows added to it, the columns that name a row, and what of its descriptor changes how it is read."""

    files: tuple[Path, ...]
    key: tuple[str, ...]
    shape: str


def _override() -> str:
    return os.environ.get(OVERRIDE, "")


@functools.cache
def _tables(override: str) -> dict[str, _File]:
    found: dict[str, _File] = {}
    for package in ("data", "seeds"):
        places = (PACKAGE / package, PACKAGE.parents[1] / package)
        folder = next((place for place in places if (place / "datapackage.json").is_file()), None)
        if folder is None:
            raise RunError(f"the tables {package} are missing; looked for: {places[0]}, {places[1]}")
        for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
            schema = resource["schema"]
            key = schema["primaryKey"]
            shape = json.dumps(
                [key, [[field["name"], field["type"], field.get("romsov:format")] for field in schema["fields"]]]
            )
            key = (key,) if isinstance(key, str) else tuple(key)
            found[resource["name"]] = _File((folder / resource["path"],), key, shape)
    return found | _own(found, Path(override)) if override else found


def _own(ours: Mapping[str, _File], folder: Path) -> dict[str, _File]:
    """The tables that a folder replaces (``NAME.csv``) or adds rows to (``NAME.more.csv``)."""
    found: dict[str, _File] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        name = path.stem.removesuffix(_MORE)
        if path.suffix.lower() == ".csv" and name in ours:
            table = found.get(name, ours[name])
            files = (table.files[0], path) if path.stem.endswith(_MORE) else (path, *table.files[1:])
            found[name] = _File(files, table.key, table.shape)
    return found


def _rows(table: _File) -> dict[str, tuple[str, ...]]:
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


def _digest_of(table: _File, rows: Iterable[str] | None) -> str | None:
    """The digest of a table, or of some of its rows; None where that cannot be said."""
    if rows is None:
        contents = [_content(path) for path in table.files]
        return None if None in contents else _digest(b"\0".join([table.shape.encode(), *filter(None, contents)]))
    known = _rows(table)
    chosen = [known.get(key) for key in rows]
    return None if None in chosen else _digest((table.shape + json.dumps(chosen)).encode())
