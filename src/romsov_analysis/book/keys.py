"""What a page is made from, as digests.

The rule is: **in doubt, anew**. A key covers more than a page shows rather than less. `base` takes in whatever
any page may draw on: our code, tables, settings, styles, templates, every installed version, and the notebooks
but for the prose of their Markdown cells, which stands on one page only. A page adds its own source, and what it
shows of other pages (`builder`).
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import uuid
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from romsov_analysis.runs import tables

PACKAGE = Path(__file__).resolve().parents[1]

# Settings of the machine that Sphinx, docutils or our tables look at.
_ENVIRONMENT = ("DOCUTILSCONFIG", "READTHEDOCS", "TZ", "ROMSOV_EVIDENCE")


def digest(value: object) -> str:
    """The digest of a value by its content: equal for equal content, whatever the order of sets and dicts.

    A value of a kind that is not known gets a digest of its own each time, so nothing is ever reused for it.
    """
    found = hashlib.sha256()
    _feed(found, value)
    return found.hexdigest()


def _feed(found: Any, value: object) -> None:
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        found.update(f"{kind.__name__}:{value!r};".encode())
    elif isinstance(value, bytes):
        found.update(b"bytes:%d:" % len(value) + value)
    elif isinstance(value, Path):
        found.update(f"path:{value.as_posix()!r};".encode())
    elif hasattr(value, "pformat"):  # a node of a document
        found.update(f"node:{value.pformat()!r};".encode())
    elif isinstance(value, Mapping):
        pairs = sorted((digest(key), digest(item)) for key, item in value.items())
        found.update(f"mapping:{pairs};".encode())
    elif isinstance(value, Set):
        found.update(f"set:{sorted(map(digest, value))};".encode())
    elif isinstance(value, list | tuple):
        found.update(f"{kind.__name__}:{[digest(item) for item in value]};".encode())
    elif kind.__name__ == "_TranslationProxy":  # Sphinx's words of the interface, translated when read
        found.update(f"words:{str(value)!r};".encode())
    elif hasattr(value, "__dict__"):
        found.update(f"object:{kind.__module__}.{kind.__qualname__}:{digest(vars(value))};".encode())
    else:
        found.update(uuid.uuid4().bytes)


def of_files(folder: Path, leave_out: Iterable[str] = ("__pycache__",)) -> dict[str, str]:
    """Path below a folder → digest, for every file; nothing where there is no folder."""
    return {
        path.relative_to(folder).as_posix(): of_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not set(leave_out) & set(path.relative_to(folder).parts)
    }


def of_file(path: Path) -> str:
    """The digest of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def base(source: Path, root: Path) -> str:
    """What any page may draw on.

    Parameters
    ----------
    source
        The staged folder: pages, notebooks, settings.
    root
        The checkout.
    """
    pages = {".md", ".ipynb"}
    staged = {name: found for name, found in of_files(source).items() if Path(name).suffix not in pages}
    files = [path for table in tables.present().values() for path in table.files if path.is_file()]
    lock = root / "requirements.lock"
    return digest(
        {
            "place": source.as_posix(),  # trees of pages name their sources in full
            "code": of_files(PACKAGE),
            "tables": [
                of_files(PACKAGE.parents[1] / "seeds", ("texts",)),
                [(path.name, of_file(path)) for path in files],
            ],
            "settings": staged,
            "pages": sorted(path.relative_to(source).as_posix() for path in source.rglob("*")),
            "results": {path.name: _shared_part(path) for path in source.glob("notebooks/*.ipynb")},
            "versions": _versions(),
            "lock": of_file(lock) if lock.is_file() else "",
            "environment": {name: os.environ.get(name) for name in _ENVIRONMENT},
        }
    )


def whole(base_key: str, source: Path) -> str:
    """What the whole site is made from."""
    return digest([base_key, of_files(source)])


def _shared_part(notebook: Path) -> Any:
    """A notebook without the prose of its Markdown cells: what pages other than its own may show."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in content.get("cells", []):
        if cell.get("cell_type") == "markdown":
            cell["source"] = ""
    return json.dumps(content, sort_keys=True)


def _versions() -> list[str]:
    """Python and all that is installed, by the names of the folders that record it."""
    found = {sys.version, sys.implementation.name, platform.platform()}
    for folder in map(Path, filter(None, sys.path)):
        if folder.is_dir():
            found |= {
                path.name for path in folder.iterdir() if path.name.endswith((".dist-info", ".egg-info"))
            }
    return sorted(found)
