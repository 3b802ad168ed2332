"""Every voice of chapter 08: its statements, how they came to us, and what each says on each part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book import rows
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.book.rows import Row
from romsov_analysis.evidence import dates
from romsov_analysis.themes.testimony import interests, statements

_NEUTRAL = "neutral"


def sections(_store: Any, _argument: str) -> list[Section]:
    """All voices, those that speak on any part first."""
    speaking = _speaking()
    return [Section(tuple(sorted(_voices(), key=lambda name: (name not in speaking, name))))]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """Each voice with its statements and their readings."""
    voices, speaking, readings = _voices(), _speaking(), _readings()
    known = evidence.load("voices")
    return {
        "voices": [
            {
                "id": name,
                "name": str(known.loc[name, "name"]),
                "interest": interests.SIDES[str(known.loc[name, "interest"])],
                "note": evidence.text(known.loc[name], "note"),
                "speaks": name in speaking,
                "statements": [_statement(item, readings.get(item.id, [])) for item in voices[name]],
            }
            for name in section.names
        ]
    }


def _voices() -> dict[str, list[statements.Statement]]:
    found: dict[str, list[statements.Statement]] = {}
    for statement in statements.statements().values():
        found.setdefault(statement.voice, []).append(statement)
    return found


def _readings() -> dict[str, list[dict[str, Any]]]:
    """Statement → its rows in the readings, as text, and whether one coder alone read them."""
    parts = evidence.load("parts")["short"]
    found: dict[str, list[dict[str, Any]]] = {}
    for _, cells in evidence.load("readings").iterrows():
        row: dict[str, Any] = {
            column: evidence.text(cells, column)
            for column in ("reading", "reason", "side", "second", "second_reason")
        }
        row["side"] = interests.SIDES.get(row["side"], "")
        once = row["second"] == "unread"
        if once:
            row["second"] = row["second_reason"] = ""
        part = {"part": str(parts[str(cells["part"])]), "once": once}
        found.setdefault(str(cells["statement"]), []).append(row | part)
    return found


def _speaking() -> set[str]:
    readings = _readings()
    return {
        voice
        for voice, items in _voices().items()
        if any(row["reading"] != _NEUTRAL for item in items for row in readings.get(item.id, []))
    }


def _statement(item: statements.Statement, readings: list[dict[str, Any]]) -> dict[str, Any]:
    cells = evidence.row(item.id)
    denials = (part.strip() for part in evidence.text(cells, "denied_by").split(";"))
    silent = [row for row in readings if row["reading"] == _NEUTRAL and not row["second"]]
    return {
        "title": item.title,
        "facts": "; ".join(_facts(item)),
        "source": item.source,
        "note": evidence.text(cells, "note"),
        "denials": [_denial(evidence.row(f"testimony:{name}")) for name in denials if name],
        "spoken": [row for row in readings if row not in silent],
        "silent": silent,
        "once": any(row["once"] for row in readings),
    }


def _denial(cells: Any) -> dict[str, str]:
    return {column: evidence.text(cells, column) for column in ("title", "source")}


def _facts(item: statements.Statement) -> list[str]:
    facts = [f"{item.act}, {item.basis}" if item.basis else item.act]
    if item.chain:
        facts.append(f"chain: {item.chain}")
    if item.date:
        facts.append(f"of {dates.in_words(item.date)}" + (f", {item.time}" if item.time else ""))
    if item.testified:
        facts.append(f"said {dates.in_words(item.testified)}")
    if item.interest:
        facts.append(f"interest: {item.interest}")
    return [*facts, rows.STATUS[item.status]] if item.status else facts


def tell(evidence_id: str, cells: Any) -> Row:
    """A statement by its title; its entry is that of its voice."""
    entry = ("voice", str(cells["dependence"]))
    return Row(evidence_id, str(cells["title"]), str(cells["status"]), evidence.text(cells, "source"), entry)


def tell_reading(evidence_id: str, cells: Any) -> Row:
    """How a statement is read on a part of the question."""
    name = str(cells["statement"])
    told = rows.describe(name)
    part = evidence.row(f"parts:{cells['part']}")["short"]
    entry = ("voice", str(evidence.row(name)["dependence"]))
    return Row(evidence_id, f"{told.text} ({part}: {cells['reading']})", told.status, told.source, entry)


REGISTER = Register("voices-list", "voice", sections, data, {"testimony": tell, "readings": tell_reading})
