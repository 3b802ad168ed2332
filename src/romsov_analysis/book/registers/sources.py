"""The register of works: how much of each was read, how it is ranked, its terms; documents first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.book.rows import Row
from romsov_analysis.results.works import REGISTERS


def sections(_store: Any, _argument: str) -> list[Section]:
    """All works, in the order of the registers."""
    return [Section(tuple(str(key) for table in REGISTERS for key in evidence.load(table).index))]


def data(view: Any, section: Section) -> Mapping[str, Any]:
    """The works, and the address of the file for reference managers."""
    return {"works": [view.work(name) for name in section.names], "file": view.file("references.bib")}


def tell(evidence_id: str, cells: Any) -> Row:
    """A work by its title."""
    return Row(evidence_id, str(cells["title"]), entry=("work", evidence_id.partition(":")[2]))


REGISTER = Register("sources-list", "work", sections, data, dict.fromkeys(REGISTERS, tell))
