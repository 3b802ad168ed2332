"""The popover behind a number: value, range, formula, and the rows with their sources.

Popovers are written once per page and id, at the end of the page's text: inside a paragraph or caption a
block would be invalid HTML.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from romsov_analysis import evidence, results
from romsov_analysis.book import store
from romsov_analysis.book.roles import evidence_number, slug
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import Entry
from romsov_analysis.results import formatting

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_MOST_ROWS = 8

STATUS = {
    "verified": "read in the source",
    "second-hand": "seen only second-hand",
    "not found": "not found",
}


@dataclass(frozen=True)
class Row:
    """A row of evidence as readers see it."""

    id: str
    text: str
    status: str
    source: str


@functools.cache
def describe(evidence_id: str) -> Row:
    """A row in words: what it is, what it says, how it is known, and the id of its source.

    Parameters
    ----------
    evidence_id
        ``table:key``, or ``parameter:name=value``.
    """
    table, _, key = evidence_id.partition(":")
    if table == "parameter":
        return Row(evidence_id, f"set by hand in the parameters cell: {key}", "", "")
    cells = evidence.row(evidence_id)
    if table == "claims":
        return Row(evidence_id, results.claim_statement(key), "", str(cells["document"]))
    if table == "price_series":
        series = evidence.row(f"series:{cells['series']}")
        unit = str(evidence.row(f"units:{series['unit']}")["pattern"]).replace("{}", f"{cells['value']:g}")
        base = "" if pd.isna(series["base"]) else f" ({series['base']})"
        text = f"{series['title']}, {cells['year']}: {unit}{base}"
        return Row(evidence_id, text, str(cells["status"]), str(series["source"]))
    if table in _LINKED:
        return _LINKED[table](evidence_id, cells)
    title = str(cells["title"]) if "title" in cells.index else key
    if "unit" in cells.index and not pd.isna(cells["low"]):
        value = None if pd.isna(cells["value"]) else float(cells["value"])
        digits = max(len(f"{cells[end]:g}".partition(".")[2]) for end in ("low", "high"))
        number = formatting.format_number(
            value, cells["low"], cells["high"], str(cells["unit"]), digits, "unit"
        )
        title = f"{title}: {number}"
    status = str(cells["status"]) if "status" in cells.index else ""
    source = str(cells["source"]) if "source" in cells.index and not pd.isna(cells["source"]) else ""
    return Row(evidence_id, title, status, source)


def _act_row(evidence_id: str, link: pd.Series[Any]) -> Row:
    """An act as it falls under a treaty; how it is known is how the act is known."""
    act = evidence.row(f"acts:{link['act']}")
    contested = " (contested)" if link["contested"] == "yes" else ""
    day = dates.in_words(str(act["date"]))
    title = evidence.row(f"pacts:{link['pact']}")["title"]
    return Row(
        evidence_id, f"{title}: {act['title']}, {day}{contested}", str(act["status"]), _text(act["source"])
    )


def _coding_row(evidence_id: str, cells: pd.Series[Any]) -> Row:
    title = evidence.row(f"pacts:{cells['pact']}")["title"]
    end = "" if pd.isna(cells["end"]) else f", {dates.in_words(str(cells['end']))}"
    return Row(evidence_id, f"{title}: {cells['ending']}{end}", str(cells["status"]), _text(cells["source"]))


def _comparison_row(evidence_id: str, cells: pd.Series[Any]) -> Row:
    state = evidence.row(f"states:{cells['case']}")["name"]
    detail = "" if pd.isna(cells["detail"]) else f" ({cells['detail']})"
    text = f"{state}, {str(cells['feature']).replace('_', ' ')}: {cells['value']}{detail}"
    return Row(evidence_id, text, str(cells["status"]), _text(cells["source"]))


def _reading_row(evidence_id: str, cells: pd.Series[Any]) -> Row:
    statement = describe(str(cells["statement"]))
    part = evidence.row(f"parts:{cells['part']}")["short"]
    text = f"{statement.text} ({part}: {cells['reading']})"
    return Row(evidence_id, text, statement.status, statement.source)


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


# Rows that are told by the rows they join.
_LINKED: dict[str, Callable[[str, pd.Series[Any]], Row]] = {
    "pact_acts": _act_row,
    "codings": _coding_row,
    "comparison": _comparison_row,
    "readings": _reading_row,
}

# Registers with a page of their own: table → page, and the kind of its entries.
_REGISTERS = {
    "pacts": ("pacts", "pact"),
    "pact_acts": ("pacts", "pact"),
    "codings": ("pacts", "pact"),
    "comparison": ("comparison", "state"),
    "readings": ("voices", "voice"),
    "testimony": ("voices", "voice"),
    "contradictions": ("contradictions", "contradiction"),
}


def _entry_link(evidence_id: str, sources: str) -> str:
    """A link to the entry of a row on the page of its register, which stands beside the page of sources."""
    table, _, key = evidence_id.partition(":")
    if table not in _REGISTERS:
        return ""
    page, kind = _REGISTERS[table]
    name = key.partition("/")[0]
    if kind == "voice":
        statement = name if table == "readings" else evidence_id
        name = str(evidence.row(statement)["dependence"])
    address = f"{sources.replace('sources', page)}#{slug(kind, name)}"
    return f'<a href="{address}">entry</a>'


def leaves(record: Mapping[str, Any], get: Callable[[str], Mapping[str, Any]]) -> Iterator[str]:
    """The ids of the rows under a result, through the results it is computed from, each once."""
    seen: set[str] = set()

    def walk(inner: Mapping[str, Any]) -> Iterator[str]:
        for row in inner["evidence"]:
            kind, _, rest = row.partition(":")
            if row in seen:
                continue
            seen.add(row)
            if kind == "result":
                yield from walk(get(rest))
            else:
                yield row

    return walk(record)


@functools.cache
def source_link(source_id: str, sources: str) -> str:
    """A source as a link to its entry on the page of sources, and to its address where one is known."""
    if not source_id:
        return ""
    table = "documents" if source_id in evidence.ids("documents") else "sources"
    cells = evidence.row(f"{table}:{source_id}")
    name = cells["short"] if table == "documents" else cells["title"]
    link = f'<a href="{sources}#source-{escape(source_id.replace("_", "-"))}">{escape(str(name))}</a>'
    if pd.isna(cells["address"]):
        return link
    return f'{link} (<a href="{escape(str(cells["address"]))}">address</a>)'


@functools.cache
def row_item(evidence_id: str, sources: str) -> str:
    """A row of evidence as HTML, to stand in a list item; `sources` is the address of the page of sources."""
    row = describe(evidence_id)
    parts = [escape(row.text)]
    if row.status:
        known = STATUS[row.status]
        if (
            row.status == "verified"
            and row.source
            and evidence.row(f"sources:{row.source}")["seen"] == "copy"
        ):
            known = "read in a copy of the source"
        parts.append(f'<span class="status">{escape(known)}</span>')
    # An entry of its own has the sources, and the reasons.
    link = _entry_link(evidence_id, sources)
    if link:
        parts.append(link)
    elif row.source:
        parts.append(source_link(row.source, sources))
    return "; ".join(parts)


def result_card(entry: Entry, data: store.Store, uri: Callable[[str], str]) -> str:
    """The popover of a result."""
    record = entry.record
    own = f"{uri(store.results_page(entry.notebook))}#{slug('result', record['id'])}"
    rows = list(leaves(record, data.record))
    if len(rows) > _MOST_ROWS:
        # Too many to read at a glance: then the results it is computed from, where there are any.
        rows = list(record["evidence"])
    items = [f"<li>{_item(row, data, uri)}</li>" for row in rows[:_MOST_ROWS]]
    if len(rows) > _MOST_ROWS:
        items.append(f'<li><a href="{own}">and {len(rows) - _MOST_ROWS} more</a></li>')
    value = formatting.format_record(record, "unit")
    span = formatting.format_record(record, "range unit")
    page = uri(data.notebooks[entry.notebook])
    note = f"<p>{escape(record['note'])}</p>" if record["note"] else ""
    return _card(
        "result",
        record["id"],
        record["title"],
        f'<p class="value">{escape(value)}</p>'
        f"<dl><dt>Range</dt><dd>{escape(span)}</dd>"
        f"<dt>Formula</dt><dd>{escape(record['formula'])}</dd>"
        f"<dt>Evidence</dt><dd><ul>{''.join(items)}</ul></dd></dl>{note}"
        f'<p class="more"><a href="{own}">Entry among the results</a>, '
        f'<a href="{page}">computed in cell [{entry.cell}] of its chapter</a></p>',
    )


def _item(row: str, data: store.Store, uri: Callable[[str], str]) -> str:
    kind, _, name = row.partition(":")
    if kind != "result":
        return row_item(row, uri("sources"))
    entry = data.ledger[name]
    value = formatting.format_record(entry.record, "unit")
    address = f"{uri(store.results_page(entry.notebook))}#{slug('result', name)}"
    return f'<a href="{address}">{escape(entry.record["title"])}</a>: {escape(value)}'


def claim_card(claim_id: str, uri: Callable[[str], str]) -> str:
    """The popover of a claim: who says it, through whom, and where in the document."""
    claim = results.claim_record(claim_id)
    document = evidence.row(f"documents:{claim['document']}")
    speaker = evidence.row(f"people:{claim['speaker']}")
    kind = claim["act"] + ("" if claim["basis"] == "inference" else f", {claim['basis']}")
    lines = [
        ("Says", f"{escape(str(speaker['name']))} ({escape(kind)})"),
        ("Chain", escape(str(claim["chain"]))),
    ]
    if claim["date"]:
        lines.append(("About", escape(when(claim))))
    where = escape(claim["page"] or "")
    lines.append(("Where", f"{source_link(claim['document'], uri('sources'))} {where}"))
    lines.append(("Anchor", f"“{escape(claim['exact'])}”, {anchor_status(document)}"))
    if claim["note"]:
        lines.append(("Note", escape(claim["note"])))
    body = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in lines)
    own = f"{uri('claims')}#{slug('claim', claim_id)}"
    return _card(
        "claim",
        claim_id,
        results.claim_statement(claim_id),
        f'<dl>{body}</dl><p class="more"><a href="{own}">Entry among the claims</a></p>',
    )


def when(claim: Mapping[str, Any]) -> str:
    """Date of a claim, with clock time and zone where it has them."""
    day = dates.in_words(str(claim["date"]))
    if not claim["time"]:
        return day
    zone = f"{claim['zone']} time, {claim['zone_status']}"
    return f"{day}, {claim['time']} ({zone})"


def anchor_status(document: pd.Series[Any]) -> str:
    """What is known of the anchors of a document, from the register alone."""
    return f"found once in the registered text on {dates.in_words(str(document['verified']))}"


def _card(kind: str, name: str, title: str, body: str) -> str:
    return (
        f'<div popover id="card-{slug(kind, name)}" class="card-evidence" role="dialog" '
        f'aria-label="{escape(title)}"><p class="title">{escape(title)}</p>{body}</div>'
    )


def cards_of(app: Sphinx, pagename: str, doctree: nodes.document) -> str:
    """The popovers that a page needs, in the order of first use."""
    data = store.of(app)

    def uri(page: str) -> str:
        return app.builder.get_relative_uri(pagename, page)

    wanted = dict.fromkeys((node["kind"], node["ref"]) for node in doctree.findall(evidence_number))
    return "\n".join(
        result_card(data.ledger[name], data, uri) if kind == "result" else claim_card(name, uri)
        for kind, name in wanted
    )
