"""Slips of the documents: what is printed, what is right, why, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book.registers import Register, Section


def sections(_store: Any, _argument: str) -> list[Section]:
    """All of them, in the order of the register."""
    return [Section(tuple(map(str, evidence.load("corrections").index)))]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """The rows, and what shows that they are right: a work, or a row of another table."""
    found = []
    for name in section.names:
        cells = evidence.row(f"corrections:{name}")
        table, _, key = str(cells["source"]).partition(":")
        work, row = (key, "") if table == "sources" else ("", str(cells["source"]))
        texts = {column: str(cells[column]) for column in ("printed", "right", "why", "changes", "document")}
        found.append(texts | {"id": name, "work": work, "row": row})
    return {"corrections": found}


REGISTER = Register("corrections-list", "correction", sections, data)
