"""Who is who: everyone in the register of people, with what the documents have them say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence, results
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.book.rows import Row


def sections(_store: Any, _argument: str) -> list[Section]:
    """All, by the names as the register has them."""
    people = evidence.load("people")
    return [Section(tuple(map(str, people.sort_values("name", kind="stable").index)))]


def data(view: Any, section: Section) -> Mapping[str, Any]:
    """The rows, each with the claims that it speaks."""
    return {"people": [person(name, view) for name in section.names]}


def person(name: str, view: Any) -> dict[str, Any]:
    """A row of the register as text, with the claims that are this person's: words and entry of each."""
    cells = evidence.row(f"people:{name}")
    claims = evidence.load("claims")
    spoken = claims.index[claims["speaker"] == name]
    found: dict[str, Any] = {
        column: evidence.text(cells, column) for column in ("name", "variants", "role", "note")
    }
    return found | {
        "id": name,
        "claims": [(results.claim_statement(str(key)), view.entry("claim", str(key))) for key in spoken],
    }


def tell(evidence_id: str, cells: Any) -> Row:
    """A person by name and role."""
    text = f"{cells['name']}, {cells['role']}"
    return Row(evidence_id, text, entry=("person", evidence_id.partition(":")[2]))


REGISTER = Register("people-list", "person", sections, data, {"people": tell})
