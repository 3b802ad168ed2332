"""What the outputs of a notebook rest on: parameters, tables or rows of them, modules, versions.

The kernel that ran the notebook says which modules it loaded and what went through the door of the evidence;
here that becomes digests, and later says what changed since. Whatever cannot be decided counts as changed.
To look whether anything changed is to be quick, so the tables are read here without pandas.
"""

from __future__ import annotations

import ast
import importlib.metadata
import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from romsov_analysis.runs import tables
from romsov_analysis.runs.places import source

# Libraries whose release changes stored outputs; the lock fixes them.
REFERENCE = ("matplotlib", "pandas", "statsmodels")

# An expression, so that asking leaves no name behind in the kernel.
QUESTION = (
    "(lambda known: __import__('json').dumps({"
    "'modules': sorted({module.__file__ for name, module in list(known.items())"
    " if name.split('.')[0] == 'romsov_analysis' and getattr(module, '__file__', None)}),"
    "'tables': {name: sorted(rows) for name, rows in known['romsov_analysis.evidence'].used().items()}"
    " if 'romsov_analysis.evidence' in known else {}}))(__import__('sys').modules)"
)

_KINDS = {"parameters": "parameter", "tables": "table", "modules": "module", "versions": "version of"}

INSERTED = "what-if"  # the tag of a cell with other values
OWN = "own-tables"  # the tag of the cell that names them

Inputs = Mapping[str, Any]


def digest(path: Path) -> str:
    """The first twelve characters of a file's SHA-256, line ends as on Linux."""
    return tables.digest(path.read_bytes().replace(b"\r\n", b"\n"))


def versions() -> dict[str, str]:
    """Library whose release changes stored outputs → its version here."""
    return {name: importlib.metadata.version(name) for name in REFERENCE}


def parameters(notebook: Mapping[str, Any]) -> dict[str, str]:
    """Name → value as written, for every assignment in the cell tagged ``parameters``."""
    found: dict[str, str] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code" or "parameters" not in cell["metadata"].get("tags", []):
            continue
        for node in tree_of(cell).body:
            if isinstance(node, ast.AnnAssign) and node.value is not None:
                _assigned(node.target, node.value, found)
            for target in node.targets if isinstance(node, ast.Assign) else []:
                _assigned(target, node.value, found)  # type: ignore[attr-defined]
    return found


def tree_of(cell: Mapping[str, Any]) -> ast.Module:
    """What a cell says; nothing where it is no Python: the run says so, with its place."""
    with warnings.catch_warnings(action="ignore"):
        try:
            return ast.parse(source(cell))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ast.Module([], [])


def cells(notebook: Mapping[str, Any]) -> str:
    """A digest of what the cells of code say."""
    code = [
        source(cell)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and INSERTED not in cell["metadata"].get("tags", [])
    ]
    return tables.digest(json.dumps(code).encode())


def outputs(notebook: Mapping[str, Any]) -> str:
    """A digest of what the cells of code show, however an editor writes it down."""
    found: list[Any] = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            name = output.get("name")
            if name is None:
                data = output.get("data", {"error": output.get("evalue")})
                found.append({kind: _plain(kind, value) for kind, value in data.items()})
            elif found and isinstance(found[-1], list) and found[-1][0] == name:
                found[-1][1] += _plain("", output["text"])  # an editor may part what is printed
            else:
                found.append([name, _plain("", output["text"])])
        found.append(None)
    return tables.digest(json.dumps(found, sort_keys=True).encode())


def _plain(kind: str, value: Any) -> Any:
    """Text that a file holds in lines as one; numbers of JSON without a needless point."""
    if kind.endswith("json"):
        return json.loads(
            json.dumps(value),
            parse_float=lambda text: int(number) if (number := float(text)).is_integer() else number,
        )
    return "".join(value) if isinstance(value, list) else value


def _assigned(target: ast.expr, value: ast.expr, found: dict[str, str]) -> None:
    if isinstance(target, ast.Name):
        found[target.id] = ast.unparse(value)
    elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        for one, its in zip(target.elts, value.elts, strict=False):
            _assigned(one, its, found)


def everything() -> dict[str, Any]:
    """What a kernel is taken to have loaded where it does not say: all modules and all tables."""
    modules = [
        path
        for path in tables.PACKAGE.rglob("*.py")
        if path.relative_to(tables.PACKAGE).parts[0] not in ("runs", "book")
    ]
    return {"modules": sorted(map(str, modules)), "tables": {name: [tables.ALL] for name in tables.present()}}


def collect(notebook: Mapping[str, Any], loaded: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a notebook that was run, as they are stored with it.

    Parameters
    ----------
    notebook
        The notebook.
    loaded
        What its kernel answered to `QUESTION`.
    """
    known = tables.present()
    found: dict[str, Any] = {
        "cells": cells(notebook),
        "parameters": parameters(notebook),
        "tables": {
            name: tables.entry(name, rows) for name, rows in sorted(loaded["tables"].items()) if name in known
        },
        "modules": {_name(file): digest(Path(file)) for file in loaded["modules"] if Path(file).is_file()},
        "versions": versions(),
    }
    own = tables.own(found["tables"])
    return {**found, "own": own} if own else found


def _name(file: str) -> str:
    """A module's path below the package, wherever the package is installed."""
    parts = Path(file).parts
    start = len(parts) - parts[::-1].index("romsov_analysis") if "romsov_analysis" in parts else 0
    return "/".join(parts[start:])


def now(stored: Inputs, notebook: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a notebook as they are now: the tables, rows and modules that its outputs rest on.

    Parameters
    ----------
    stored
        What `collect` found when its outputs were stored.
    notebook
        The notebook as it stands.
    """
    found: dict[str, Any] = {
        "cells": cells(notebook),
        "parameters": parameters(notebook),
        "tables": {},
        "modules": {},
        "versions": versions(),
    }
    for name, entry in stored.get("tables", {}).items():
        state = tables.state(name, entry.get("rows"))
        rows = {"rows": entry["rows"]} if state and "rows" in entry else {}
        found["tables"][name] = {"digest": state, **rows}
    for name in stored.get("modules", {}):
        path = tables.PACKAGE / name
        found["modules"][name] = digest(path) if path.is_file() else None
    own = tables.own(found["tables"])
    return {**found, "own": own} if own else found


def _state(entry: Any) -> Any:
    """What of an entry says whether it changed: of a table its digest and which rows it is of."""
    return (entry.get("digest"), entry.get("rows")) if isinstance(entry, Mapping) else entry


def _of_table(name: str, stored: Inputs, present: Inputs) -> str:
    """What changed about a table, with its rows; `present` is what stands here now."""
    before, after = (found.get("tables", {}).get(name) for found in (stored, present))
    if before is None or after is None:
        detail = "newly read" if before is None else "no longer read"
    else:
        other = after["digest"] and before.get("rows") != after.get("rows")
        detail = tables.moved(name, before) or ("other rows read" if other else "")
    own = name in present.get("own", [])
    then = " (an own table when the outputs were stored)" if name in stored.get("own", []) and not own else ""
    return f"{'own ' if own else ''}table {name}{', ' if detail else ''}{detail}{then}"


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
    for kind, label in _KINDS.items():
        before, after = stored.get(kind, {}), present.get(kind, {})
        for name in sorted({*before, *after}):
            if _state(before.get(name)) == _state(after.get(name)):
                continue
            if kind == "tables":
                phrases.append(_of_table(name, stored, present))
            else:
                told = f": {before.get(name, 'none')} → {after.get(name, 'none')}"
                phrases.append(f"{label} {name}{'' if kind == 'modules' else told}")
    # A changed parameter stands in a cell too, and is the better word for it.
    if stored.get("cells") != present.get("cells") and stored.get("parameters") == present.get("parameters"):
        phrases.append("the notebook's own cells")
    return phrases
