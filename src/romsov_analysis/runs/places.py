"""Where things stand: the checkout, its notebooks and pages, and what is read from them."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from romsov_analysis.runs.reading import RunError as RunError
from romsov_analysis.runs.reading import read as read
from romsov_analysis.runs.reading import read_text as read_text
from romsov_analysis.shown import located, printable, shown

BUILT = Path("book/_build")
STAMPS = BUILT / "stamps"
UNDO = BUILT / "undo"

_NAME = "romsov-analysis"
_ODD = re.compile(
    r"[^\w .()+,'’&=~-]"
)  # in the name of a file: what a shell, pytest or a page would stumble over


def checkout(start: Path) -> Path:
    """The checkout that a folder lies in: the nearest above it that is ours.

    A folder is ours if its ``pyproject.toml`` bears our name, or if a notebook in its ``notebooks/`` was stored
    by us. Anything else is left alone: notebooks and tests of strangers are not run.

    Raises
    ------
    RunError
        If there is none.
    """
    try:
        start = start.resolve()
    except FileNotFoundError:
        raise RunError("this folder is gone; go to a checkout of the book") from None
    for folder in (start, *start.parents):
        if _is_ours(folder):
            return folder
    raise RunError(f"{located(start)} lies in no checkout of the book; go to one, or name it: --root FOLDER")


def named(root: Path) -> Path:
    """The checkout that a person names.

    Raises
    ------
    RunError
        If the folder is none, as in `checkout`.
    """
    found = home(root).resolve()
    if not _is_ours(found):
        raise RunError(
            f"{located(found)} is no checkout of the book; --root names the folder that holds notebooks and book"
        )
    return found


def home(path: Path) -> Path:
    """A path as a person names it, ``~`` being the home folder.

    Raises
    ------
    RunError
        If it begins with the home folder of somebody who has none.
    """
    try:
        return path.expanduser()
    except RuntimeError:
        raise RunError(f"{located(path)}: nobody here has this home folder") from None


def _is_ours(folder: Path) -> bool:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        if tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]["name"] == _NAME:
            return True
    for path in sorted((folder / "notebooks").glob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
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
    found = _files(root / "notebooks", "*.ipynb")
    if not found:
        raise RunError(f"no notebooks in {located(root / 'notebooks')}")
    return found


def pages(root: Path) -> list[Path]:
    """The pages of a checkout.

    Raises
    ------
    RunError
        If one has a name that cannot be worked with.
    """
    return _files(root / "book", "*.md")


def _files(folder: Path, pattern: str) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.match(pattern))
    except FileNotFoundError:
        return []
    except OSError as error:  # of which a search by pattern says nothing
        raise RunError(f"{located(folder)}: cannot be read ({error.strerror})") from None
    for path in found:
        if _ODD.search(path.name):
            raise RunError(
                f"{printable(path.name)}: another name is needed. Accepted: letters, digits, spaces, _ - . and brackets"
            )
    return found


def find(folder: Path, name: str) -> Path:
    """The notebook whose file name starts with `name`, for example ``05``; a path of it is taken too.

    Raises
    ------
    RunError
        If none or several do; the message names the nearest.
    """
    known = _files(folder, "*.ipynb")
    start = Path(name).name.removesuffix(".ipynb")
    fitting = [path for path in known if path.stem.startswith(start)] if name else []
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join(printable(path.stem) for path in known[:20]) or "none"
    if fitting:
        raise RunError(
            f"several notebooks start with {shown(name)} in {located(folder)}; there are: {listed}"
        )
    from romsov_analysis.evidence.names import near

    stems = [path.stem for path in known]
    alike = [stem for stem in stems if start and start in stem] or near(start, stems)
    hint = f"; nearest: {alike[0]}" if alike else ""
    raise RunError(f"no notebook starts with {shown(name)} in {located(folder)}{hint}; there are: {listed}")


def number(path: Path) -> str:
    """What a notebook is called on the command line: ``05`` of ``05_reparations_valuation.ipynb``."""
    return path.stem.partition("_")[0]


def source(cell: Any) -> str:
    """The text of a cell, which a file may hold in lines."""
    found = cell["source"]
    return found if isinstance(found, str) else "".join(found)


def dumped(notebook: Any) -> str:
    """A notebook as text, as JupyterLab and nbformat write it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
