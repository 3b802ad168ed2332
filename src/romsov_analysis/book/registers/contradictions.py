"""Pairs of statements that contradict each other, the sharp ones first, with what would reconcile them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.book.rows import Row

_ORDER = ("sharp", "moderate", "apparent")


def sections(_store: Any, _argument: str) -> list[Section]:
    """All pairs, by how sharply they contradict each other."""
    strength = evidence.load("contradictions")["strength"]
    return [Section(tuple(sorted(map(str, strength.index), key=lambda name: _ORDER.index(strength[name]))))]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """The rows as text."""
    found = []
    for name in section.names:
        cells = evidence.row(f"contradictions:{name}")
        found.append(
            {str(column): evidence.text(cells, str(column)) for column in cells.index} | {"id": name}
        )
    return {"contradictions": found}


def tell(evidence_id: str, cells: Any) -> Row:
    """A pair by its title."""
    return Row(evidence_id, str(cells["title"]), entry=("contradiction", evidence_id.partition(":")[2]))


REGISTER = Register("contradictions-list", "contradiction", sections, data, {"contradictions": tell})
