"""The data dictionary: every table with its columns, from the descriptors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book.registers import Register, Section, slug


def sections(_store: Any, _argument: str) -> list[Section]:
    """A part a table."""
    return [
        Section((name,), table.title, slug("table", name), name) for name, table in evidence.tables().items()
    ]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """Column, kind and meaning of each field."""
    table = evidence.tables()[section.about]
    folder = "seeds" if table.package == "seeds" else "src/romsov_analysis/data"
    return {
        "description": table.description,
        "count": len(evidence.load(table.name)),
        "file": f"{folder}/{table.name}.csv",
        "caption": f"Columns of {table.name}",
        "columns": [(name, _kind(field), _meaning(field)) for name, field in table.fields.items()],
    }


def _kind(field: Mapping[str, Any]) -> str:
    kind = "EDTF date" if field.get("romsov:format") == "edtf" else field["type"]
    return f"{kind}, {'required' if field.get('constraints', {}).get('required') else 'optional'}"


def _meaning(field: Mapping[str, Any]) -> str:
    accepted = field.get("constraints", {}).get("enum")
    return str(field["description"]) + (f" ({', '.join(map(str, accepted))})" if accepted else "")


REGISTER = Register("tables-list", "table", sections, data)
