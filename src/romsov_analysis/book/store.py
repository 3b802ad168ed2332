"""What the pages draw on: the ledger of all notebooks and the short answers, read once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from romsov_analysis.ledger import Answer, Entry, read_ledger


@dataclass(frozen=True)
class Store:
    """Ledger and answers of one build; `notebooks`: name → page, in the order of chapters."""

    ledger: Mapping[str, Entry]
    answers: list[Answer]
    notebooks: Mapping[str, str]
    records: Mapping[str, Mapping[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        records = {name: entry.record for name, entry in self.ledger.items()}
        object.__setattr__(self, "records", records)


def read(source: Path) -> Store:
    """The store of a source folder, whose notebooks stand in ``notebooks``."""
    folder = source / "notebooks"
    ledger, answers = read_ledger(folder)
    return Store(
        ledger, answers, {path.stem: f"notebooks/{path.stem}" for path in sorted(folder.glob("*.ipynb"))}
    )
