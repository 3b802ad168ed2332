"""Where things stand: the checkout, its notebooks and pages, and what is read from them."""

from __future__ import annotations

import contextlib
import json
import tomllib
from pathlib import Path
from typing import Any

BUILT = Path("book/_build")
STAMPS = BUILT / "stamps"
UNDO = BUILT / "undo"

_NAME = "romsov-analysis"


class RunError(RuntimeError):
    """Something cannot be found, read, run or written; the message names it and says why."""


def checkout(start: Path) -> Path:
    """The checkout that a folder lies in: the nearest above it that is ours.

    A folder is ours if its ``pyproject.toml`` bears our name, or if a notebook in its ``notebooks/`` was stored
    by us. Anything else is left alone: notebooks and tests of strangers are not run.

    Raises
    ------
    RunError
        If there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if _is_ours(folder):
            return folder
    raise RunError(f"{start} lies in no checkout of the book; go to one, or name it: --root FOLDER")


def _is_ours(folder: Path) -> bool:
    with contextlib.suppress(OSError, ValueError, KeyError):
        if tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]["name"] == _NAME:
            return True
    for path in sorted((folder / "notebooks").glob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            if "romsov" in json.loads(path.read_text("utf-8"))["metadata"]:
                return True
    return False


def notebooks(root: Path) -> list[Path]:
    """The notebooks of a checkout.

    Raises
    ------
    RunError
        If it has none.
    """
    found = sorted((root / "notebooks").glob("*.ipynb"))
    if not found:
        raise RunError(f"no notebooks in {root / 'notebooks'}")
    return found


def pages(root: Path) -> list[Path]:
    """The pages of a checkout."""
    return sorted((root / "book").glob("*.md"))


def find(folder: Path, name: str) -> Path:
    """The notebook whose file name starts with `name`, for example ``05``.

    Raises
    ------
    RunError
        If none or several do.
    """
    fitting = sorted(path for path in folder.glob("*.ipynb") if path.stem.startswith(name))
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(path.stem for path in sorted(folder.glob("*.ipynb"))) or "none"
    reason = "no notebook starts with" if not fitting else "several notebooks start with"
    raise RunError(f"{reason} {name!r} in {folder}; there are: {known}")


def number(path: Path) -> str:
    """What a notebook is called on the command line: ``05`` of ``05_reparations_valuation.ipynb``."""
    return path.stem.partition("_")[0]


def read(path: Path) -> dict[str, Any]:
    """A notebook as it stands in its file.

    Raises
    ------
    RunError
        If the file is no notebook, for example with the marks of a merge in it.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["nbformat"] != 4 or not isinstance(found["cells"], list):
            raise RunError(f"{path.name} is a notebook of another format than 4; JupyterLab saves it in that")
    except json.JSONDecodeError as error:
        raise RunError(f"{path.name}, line {error.lineno}: no notebook ({error.msg})") from None
    except (UnicodeDecodeError, KeyError, TypeError):
        raise RunError(f"{path.name} is no notebook") from None
    notebook: dict[str, Any] = found
    return notebook


def source(cell: Any) -> str:
    """The text of a cell, which a file may hold in lines."""
    found = cell["source"]
    return found if isinstance(found, str) else "".join(found)


def dumped(notebook: Any) -> str:
    """A notebook as text, as JupyterLab and nbformat write it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
