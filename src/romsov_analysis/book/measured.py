"""What was measured of the book, and when, out of a committed file; and what can be counted in it at any time.

What depends on a machine or takes long (Python versions, anchors, coverage, times) is measured by
``tests/measure.py`` and written into ``book/measured.yml``, so that two builds of one commit stay identical. Each
part has its day, and the state of the book it was measured on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

MEASURED, EDITIONS = "measured.yml", "editions.yml"
LOCKS = ("requirements.lock", "requirements-test.lock")
_SVG = "image/svg+xml"
_LENGTH = 12


@dataclass(frozen=True)
class Counts:
    """What a notebook has that validation executes and compares."""

    cells: int
    outputs: int
    figures: int


def counts(notebook: Path) -> Counts:
    """Code cells of a notebook, their outputs, and the figures among them."""
    outputs = [cell["outputs"] for cell in _code(notebook)]
    shown = [output.get("data", {}) for cell in outputs for output in cell]
    return Counts(len(outputs), len(shown), sum(_SVG in data for data in shown))


def state(notebooks: Iterable[Path], locks: Mapping[str, str]) -> str:
    """The digest of all code cells with their outputs, and of the locked libraries."""
    found = hashlib.sha256(json.dumps(sorted(locks.items())).encode())
    for path in sorted(notebooks):
        cells = [[cell["source"], cell["outputs"]] for cell in _code(path)]
        found.update(json.dumps([path.name, cells], sort_keys=True).encode())
    return found.hexdigest()[:_LENGTH]


def locks(root: Path) -> dict[str, str]:
    """Lock → SHA-256, of those that are there."""
    return {
        name: hashlib.sha256((root / name).read_bytes()).hexdigest()
        for name in LOCKS
        if (root / name).is_file()
    }


def noted(folder: Path, name: str) -> dict[str, Any]:
    """What a file of notes holds; nothing where there is none."""
    path = folder / name
    loaded = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    return dict(loaded or {})


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The findings that differ between two editions: chapter, finding of before, finding of now; empty where none."""
    chapters = sorted({*before, *now})
    pairs = [(chapter, before.get(chapter, ""), now.get(chapter, "")) for chapter in chapters]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _code(notebook: Path) -> list[dict[str, Any]]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]
