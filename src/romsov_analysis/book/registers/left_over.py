"""What stands in the registers and is not used: claims, works and rows of evidence, listed rather than hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book import rows
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.ledger import TABLE_MIME, TEXT_MIME
from romsov_analysis.results import claim_statement, plain

CLAIMS, WORKS, ROWS = "claims", "works", "rows"
TITLES = {
    CLAIMS: "Claims that no chapter speaks of",
    WORKS: "Works that no sentence cites",
    ROWS: "Rows on which no number rests",
}
# Table → the page on which each of its rows stands all the same.
SHOWN_ON = {
    "claims": "claims", "corrections": "claims", "findings": "claims", "people": "people", "pacts": "pacts",
    "pact_dates": "pacts", "pact_acts": "pacts", "acts": "pacts", "codings": "pacts", "comparison": "comparison",
    "states": "comparison", "voices": "voices", "readings": "voices", "contradictions": "contradictions",
    "sources": "sources", "documents": "sources",
}  # fmt: skip
# Rows of these stand for one series: months and years between those that are read.
SERIES = ("price_series", "price_months")


def sections(_store: Any, _argument: str) -> list[Section]:
    """A part each for claims, works and rows."""
    return [Section((), title, f"left-over-{kind}", kind) for kind, title in TITLES.items()]


def data(view: Any, section: Section) -> Mapping[str, Any]:
    """What is not used, of one kind."""
    found: dict[str, Any] = {"kind": section.about, "claims": [], "works": [], "tables": []}
    if section.about == CLAIMS:
        unspoken = [name for name in evidence.load("claims").index if not spoken_of(view, "claim", str(name))]
        found["claims"] = [(str(name), claim_statement(str(name))) for name in unspoken]
    elif section.about == WORKS:
        resting = rows_by_work()
        unspoken = [name for name in evidence.load("sources").index if not view.uses("work", str(name))]
        found["works"] = [(str(name), resting.get(str(name), 0)) for name in unspoken]
    else:
        found["tables"] = list(tables_left_over(view))
    return found


def spoken_of(view: Any, kind: str, name: str) -> bool:
    """Whether a chapter names something."""
    return any(place.title.startswith("chapter ") for place in view.uses(kind, name))


def rows_by_work() -> dict[str, int]:
    """Work → how many rows of the tables rest on it."""
    found: dict[str, int] = {}
    for name in evidence.tables():
        table = evidence.load(name)
        for column in {"source", "second_source"} & set(table.columns):
            for work, count in table[column].dropna().value_counts().items():
                key = str(work).removeprefix("sources:")
                found[key] = found.get(key, 0) + int(count)
    return found


def tables_left_over(view: Any) -> Iterator[Mapping[str, Any]]:
    """Table by table, the rows that carry no number, are named by no other row and stand in no chapter in words."""
    carrying = {row for record in view.store.records.values() for row in record["evidence"]}
    known = carrying | named_by_rows()
    words = said(Path(view.app.srcdir) / "notebooks")
    for name, table in evidence.tables().items():
        content = evidence.load(name)
        ids = [f"{name}:{key}" for key in content.index]
        titles = content["title"].fillna("") if "title" in content else [""] * len(ids)
        left = [
            row
            for row, title in zip(ids, titles, strict=True)
            if row not in known and not (title and str(title) in words)
        ]
        if left:
            listed = [] if name in SHOWN_ON or name in SERIES else [rows.describe(row).text for row in left]
            page = SHOWN_ON.get(name, "")
            yield {"title": table.title, "left": len(left), "of": len(ids), "rows": listed, "page": page}


def named_by_rows() -> set[str]:
    """The rows that rows of other tables name."""
    found: set[str] = set()
    for name, table in evidence.tables().items():
        content = evidence.load(name)
        for key in table.foreign_keys:
            for cell in content[key.column].dropna().unique():
                names = key.names(str(cell))
                found |= (
                    {f"{there}:{one}" for there in key.tables for one in names}
                    if key.named_by
                    else set(names)
                )
    return found


def said(folder: Path) -> str:
    """What the outputs of the chapters say, as plain text."""
    texts: list[str] = []
    for path in sorted(folder.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                shown = output.get("data", {})
                texts += [cell for row in shown.get(TABLE_MIME, {}).get("rows", []) for cell in row]
                texts += shown.get(TEXT_MIME, {}).get("sentences", [])
    return "\n".join(map(plain, texts))


REGISTER = Register("left-over", "claim", sections, data, all_uses=True)
