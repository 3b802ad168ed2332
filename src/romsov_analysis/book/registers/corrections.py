"""Slips of the documents by their weight: what is printed, what is right, why, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.book.rows import Row

# Weight → heading; what changes nothing of substance is counted, and folded.
WEIGHTS = {
    "changes a finding": "They change a finding",
    "misleads": "They mislead",
    "spelling": "Slips of spelling",
}


def sections(_store: Any, _argument: str) -> list[Section]:
    """All of them by weight, each in the order of the register."""
    weights = evidence.load("corrections")["weight"]
    return [
        Section(
            tuple(map(str, weights.index[weights == weight])),
            title,
            f"corrections-{weight.replace(' ', '-')}",
            weight,
        )
        for weight, title in WEIGHTS.items()
    ]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """The rows, and what shows that they are right: a work, or a row of another table."""
    found = []
    for name in section.names:
        cells = evidence.row(f"corrections:{name}")
        table, _, key = str(cells["source"]).partition(":")
        work, row = (key, "") if table == "sources" else ("", str(cells["source"]))
        texts = {column: str(cells[column]) for column in ("printed", "right", "why", "changes", "document")}
        found.append(texts | {"id": name, "work": work, "row": row})
    return {"corrections": found, "folded": section.about == "spelling"}


def tell(evidence_id: str, cells: Any) -> Row:
    """A correction by what is printed and what is right."""
    text = f"“{cells['printed']}” corrected: {cells['right']}"
    return Row(evidence_id, text, entry=("correction", evidence_id.partition(":")[2]))


REGISTER = Register("corrections-list", "correction", sections, data, {"corrections": tell})
