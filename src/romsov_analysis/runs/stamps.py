"""What was validated: the state of a notebook and of its inputs at the last good comparison, a small file each.

To find that nothing changed is to be a matter of reading some files, so no library is imported for it.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from romsov_analysis.runs import inputs, places, tables, writing

# Tables out of which the words of references come.
_REGISTERS = ("claims", "people", "sources", "documents", "units")


def current(root: Path, path: Path) -> bool:
    """Whether a notebook, all its inputs and the environment are as they were when it was last found good."""
    stamp = _read(_place(root, path))
    try:
        notebook = places.read(path)
    except places.RunError:
        return False
    return (
        stamp.get("notebook") == path.name
        and stamp.get("digest") == _compared(notebook)
        and stamp.get("environment") == _environment(root)
        and not inputs.changed(stamp.get("inputs", {}), inputs.now(stamp.get("inputs", {}), notebook))
    )


def write(root: Path, path: Path, loaded: Mapping[str, Any], seconds: float) -> None:
    """Note that a notebook is good as it stands.

    Parameters
    ----------
    root, path
        The checkout and the notebook.
    loaded
        What its kernel loaded while it was validated: that may be more than when it was stored.
    seconds
        How long it took; the longest goes first next time.
    """
    notebook = places.read(path)
    found = inputs.collect(notebook, loaded)
    stamp = {"notebook": path.name, "digest": _compared(notebook), "seconds": seconds, "inputs": found}
    _write(_place(root, path), {**stamp, "environment": _environment(root)})


def drop(root: Path, path: Path) -> None:
    """Forget that a notebook was good."""
    writing.remove(_place(root, path))


def longest_first(root: Path, paths: Iterable[Path]) -> list[Path]:
    """Notebooks in the order in which to run them: by the time each took last, or else by its size."""

    def length(path: Path) -> tuple[float, int]:
        return float(_read(_place(root, path)).get("seconds", 0.0)), path.stat().st_size

    return sorted(paths, key=length, reverse=True)


def words_current(root: Path) -> bool:
    """Whether no text and no table out of which words of references come changed since they were found right."""
    return bool(_read(root / places.STAMPS / "words.json").get("digest") == _words(root))


def write_words(root: Path) -> None:
    """Note that the words of all references are right as they stand."""
    _write(root / places.STAMPS / "words.json", {"digest": _words(root)})


def _compared(notebook: Mapping[str, Any]) -> str:
    """A digest of what a validation looks at: all but the prose, whose words are checked of themselves."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] != "markdown"]
    return hashlib.sha256(json.dumps({**notebook, "cells": cells}, sort_keys=True).encode()).hexdigest()


def _words(root: Path) -> str:
    registers = [tables.state(name, None) for name in _REGISTERS]
    found = {path.name: inputs.digest(path) for path in [*places.notebooks(root), *places.pages(root)]}
    rooms = {path.name: inputs.digest(path) for path in sorted((tables.PACKAGE / "results").glob("*.py"))}
    return hashlib.sha256(json.dumps([found, registers, rooms], sort_keys=True).encode()).hexdigest()


def _environment(root: Path) -> dict[str, Any]:
    locks = {path.name: inputs.digest(path) for path in sorted(root.glob("requirements*.lock"))}
    return {"python": platform.python_version(), "locks": locks}


def _place(root: Path, path: Path) -> Path:
    return root / places.STAMPS / f"{places.number(path)}.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("inputs", {}), dict) else {}


def _write(path: Path, stamp: Mapping[str, Any]) -> None:
    writing.replace(path, json.dumps(stamp, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
