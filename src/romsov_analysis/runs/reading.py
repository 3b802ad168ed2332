"""Files that people bring: texts and notebooks, or a word on what they are instead."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from romsov_analysis.shown import line_of_merge, located, printable

_MARK = "\ufeff"
_RESULTS = "application/vnd.romsov.results+json"  # as in `ledger.displays`, which takes long to import
_RECORD = {"id", "value", "low", "high", "unit", "formula", "title", "decimals", "note", "evidence"}
_HELD = {"stream": "text", "error": "evalue", "display_data": "data", "execute_result": "data"}


class RunError(RuntimeError):
    """Something cannot be found, read, run or written; the message names it and says why."""


def read_text(path: Path) -> str:
    """The text of a file, less a byte order mark.

    Raises
    ------
    RunError
        If it cannot be read, is no text in UTF-8, or has the marks of a merge in it.
    """
    return _decoded(path).removeprefix(_MARK)


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except OSError as error:
        raise RunError(f"{located(path)}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RunError(f"{located(path)}, line {line}: is not UTF-8 text; save it as UTF-8") from None
    merging = line_of_merge(text)
    if merging is not None:
        raise RunError(f"{located(path)}, line {merging}: an unfinished merge; finish it first")
    return text


def read(path: Path) -> dict[str, Any]:
    """A notebook as it stands in its file.

    Raises
    ------
    RunError
        If the file is no notebook, or one that JupyterLab would not have written; the message says where.
    """
    name = printable(path.name)
    text = _decoded(path)
    again = "restore it, or save it anew in JupyterLab"
    if text.startswith(_MARK):
        raise RunError(f"{name}: begins with a byte order mark, which no notebook does; {again}")
    sound = False
    with contextlib.suppress(KeyError, TypeError, AttributeError):
        found: dict[str, Any] = _parsed(name, text, again)
        if found["nbformat"] != 4:
            raise RunError(f"{name} is a notebook of another format than 4; JupyterLab saves it in that")
        odd = next((number for number, cell in enumerate(found["cells"], start=1) if not _is_cell(cell)), 0)
        if odd:
            raise RunError(f"{name}, cell {odd}: is no cell of a notebook; {again}")
        sound = isinstance(found["metadata"].get("romsov", {}).get("inputs", {}), dict)
    if not sound:
        raise RunError(f"{name} is no notebook; {again}")
    return found


def _parsed(name: str, text: str, again: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise RunError(f"{name}, line {error.lineno}: no notebook ({error.msg}); {again}") from None
    except (ValueError, RecursionError):
        raise RunError(f"{name} is no notebook; {again}") from None


def _is_cell(cell: Any) -> bool:
    """Whether a cell has all that is asked of one, and what it displays likewise."""
    try:
        parts = cell["source"] if isinstance(cell["source"], list) else [cell["source"]]
        sound = all(isinstance(part, str) for part in parts)
        sound = sound and isinstance(cell["metadata"].get("tags", []), list)
        if cell["cell_type"] != "code":
            return sound and cell["cell_type"] in ("markdown", "raw")
        for output in cell["outputs"]:
            held = output[_HELD[output["output_type"]]]
            for record in held.get(_RESULTS, {}).get("results", []) if isinstance(held, dict) else []:
                sound = sound and record.keys() >= _RECORD and isinstance(record["evidence"], dict)
    except (KeyError, TypeError, AttributeError):
        return False
    return sound and "execution_count" in cell
