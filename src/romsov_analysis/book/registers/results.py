"""The results of one chapter, each with its formula, evidence and uses; the argument is the number of the chapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis.book.registers import Register, Section
from romsov_analysis.results import formatting


def sections(store: Any, argument: str) -> list[Section]:
    """All results of the chapter, in the order in which they are computed."""
    names = (name for name, entry in store.ledger.items() if entry.notebook.startswith(argument))
    return [Section(tuple(names))]


def data(view: Any, section: Section) -> Mapping[str, Any]:
    """The stored records, and where each was computed."""
    found = []
    for name in section.names:
        entry = view.store.ledger[name]
        found.append(
            {
                "record": entry.record,
                "value": formatting.format_record(entry.record, "unit with-range"),
                "page": view.cell(entry.notebook, entry.cell),
                "cell": entry.cell,
            }
        )
    return {"results": found}


REGISTER = Register("results-list", "result", sections, data, arguments=1)
