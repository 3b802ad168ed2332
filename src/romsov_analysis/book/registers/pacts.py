"""Every treaty of chapter 03: what it promised, its dates, what was done against it, who codes it how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.book.rows import Row
from romsov_analysis.evidence import dates
from romsov_analysis.themes.pacts import treaties
from romsov_analysis.themes.pacts.spells import observe_pact

_CODERS = {"atop": "ATOP", "cow": "COW", "berkemeier_fuhrmann": "Berkemeier and Fuhrmann"}


def sections(_store: Any, _argument: str) -> list[Section]:
    """All treaties, in the order of the register."""
    return [Section(tuple(map(str, evidence.load("pacts").index)))]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """Each treaty with its rows in the other tables."""
    models = {pact.id: pact for pact in treaties.load()}
    tables = {name: evidence.load(name) for name in ("pact_dates", "pact_acts", "codings")}
    own = {
        name: {str(key): part for key, part in table.groupby("pact", sort=False)}
        for name, table in tables.items()
    }
    return {"pacts": [_pact(name, own, models.get(name)) for name in section.names]}


def _pact(name: str, own: Mapping[str, Mapping[str, Any]], model: treaties.Pact | None) -> dict[str, Any]:
    found = _texts(evidence.row(f"pacts:{name}"))
    states = evidence.load("states")["name"]
    parties = (part.strip() for part in found["parties"].split(";"))

    def rows(table: str) -> list[dict[str, str]]:
        part = own[table].get(name)
        return [] if part is None else [_texts(cells) for _, cells in part.iterrows()]

    return found | {
        "id": name,
        "names": ", ".join(str(states.get(part, part)) for part in parties),
        "dates": [
            row | {"day": "no end named" if row["date"] == treaties.OPEN else dates.in_words(row["date"])}
            for row in rows("pact_dates")
        ],
        "acts": [
            _texts(evidence.row(f"acts:{row['act']}")) | row | {"doubts": _doubts(row["doubt"])}
            for row in rows("pact_acts")
        ],
        "counted": _counted(model),
        "codings": [
            row
            | {
                "coder": _CODERS[row["data_set"]],
                "day": dates.in_words(row["end"]) if row["end"] else "no end",
            }
            for row in rows("codings")
        ],
        "verdicts": _verdicts(model),
    }


def _doubts(text: str) -> str:
    """What is in doubt of an act; nothing where nothing is."""
    return ", ".join(treaties.DOUBTS[name] for name in text.split("; ") if name in treaties.DOUBTS)


def _counted(model: treaties.Pact | None) -> str:
    """From when a treaty is counted, and how its promise is known."""
    if model is None:
        return ""
    start = (
        "signature, since no day of entry into force was found" if model.unratified else "entry into force"
    )
    clause = {
        "read": "read in the text",
        "summary": "known from a summary",
        "coded": "taken from a data set or a title",
        "territory": "one to respect territory",
    }[model.clause]
    return f"counted from {start}; its promise is {clause}"


def _texts(cells: Any) -> dict[str, str]:
    return {str(column): evidence.text(cells, str(column)) for column in cells.index}


def _verdicts(model: treaties.Pact | None) -> str:
    """What each definition says of a treaty, by the rules of chapter 03."""
    if model is None:
        return "not counted: of another kind, or never in force"
    said = []
    for name, rule in treaties.DEFINITIONS.items():
        broken = {}
        for contested in (False, True):
            spell = observe_pact(model, name, treaties.LAST_DAY, contested=contested)
            broken[contested] = spell is not None and spell.outcome == "broken"
        otherwise = "broken only if contested acts count" if broken[True] else "not broken"
        said.append(f"{rule.title.lower()}: {'broken' if broken[False] else otherwise}")
    return "; ".join(said)


def tell(evidence_id: str, cells: Any) -> Row:
    """A treaty by its title."""
    name = evidence_id.partition(":")[2]
    return Row(
        evidence_id, str(cells["title"]), str(cells["status"]), evidence.text(cells, "source"), ("pact", name)
    )


def tell_act(evidence_id: str, link: Any) -> Row:
    """An act as it falls under a treaty; how it is known is how the act is known."""
    act = evidence.row(f"acts:{link['act']}")
    contested = "" if link["doubt"] == "none" else f" (in doubt: {_doubts(link['doubt'])})"
    title = evidence.row(f"pacts:{link['pact']}")["title"]
    text = f"{title}: {act['title']}, {dates.in_words(str(act['date']))}{contested}"
    return Row(
        evidence_id, text, str(act["status"]), evidence.text(act, "source"), ("pact", str(link["pact"]))
    )


def tell_coding(evidence_id: str, cells: Any) -> Row:
    """How a data set codes the end of a treaty."""
    title = evidence.row(f"pacts:{cells['pact']}")["title"]
    end = f", {dates.in_words(str(cells['end']))}" if evidence.text(cells, "end") else ""
    text = f"{title}: {cells['ending']}{end}"
    return Row(
        evidence_id, text, str(cells["status"]), evidence.text(cells, "source"), ("pact", str(cells["pact"]))
    )


REGISTER = Register(
    "pacts-list", "pact", sections, data, {"pacts": tell, "pact_acts": tell_act, "codings": tell_coding}
)
