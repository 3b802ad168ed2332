"""The card behind a number, a claim, a person or a work.

Cards are written once per page and thing, at the end of the page's text: inside a paragraph or a caption a block
would be invalid HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, results
from romsov_analysis.book import rows
from romsov_analysis.book.links import evidence_link
from romsov_analysis.book.registers import people
from romsov_analysis.book.registers.claims import anchor_status, when
from romsov_analysis.book.views import View, render
from romsov_analysis.results import formatting
from romsov_analysis.results.works import work_row

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_MOST_ROWS = 8
_REGISTERS = {"claim": "claims", "person": "people"}


def result_card(name: str, view: View) -> dict[str, Any]:
    """A result: value, range, formula, and the rows it rests on."""
    entry = view.store.ledger[name]
    record = entry.record
    under = list(rows.leaves(record, view.store.records.__getitem__))
    if len(under) > _MOST_ROWS:
        # Too many to read at a glance: then the results it is computed from, where there are any.
        under = list(record["evidence"])
    return {
        "title": record["title"],
        "record": record,
        "value": formatting.format_record(record, "unit"),
        "range": _range(record),
        "rows": [view.row(row) for row in under[:_MOST_ROWS]],
        "more": max(len(under) - _MOST_ROWS, 0),
        "page": view.cell(entry.notebook, entry.cell),
        "cell": entry.cell,
    }


def _range(record: Mapping[str, Any]) -> str:
    """The range of a result, where it says more than its value does."""
    if record["unit"] == "truth":
        return ""
    found = formatting.format_record(record, "range unit")
    return "" if found == formatting.format_record(record, "unit") else found


def claim_card(name: str, view: View) -> dict[str, Any]:
    """A claim: who says it, through whom, and where in the document."""
    claim = results.claim_record(name)
    return {
        "title": results.claim_statement(name),
        "claim": claim,
        "speaker": evidence.row(f"people:{claim['speaker']}")["name"],
        "when": when(claim),
        "work": view.work(claim["document"]),
        "anchor": anchor_status(claim["document"]),
    }


def person_card(name: str, view: View) -> dict[str, Any]:
    """A person: role, other forms of the name, and how many claims of the documents are theirs."""
    found = people.person(name, view)
    return {"title": found["name"], "person": found}


def work_card(name: str, view: View) -> dict[str, Any]:
    """A work: its reference, how it was read, its rank and its address."""
    work = view.work(name)
    return {"title": work["reference"], "work": work}


CARDS = {"result": result_card, "claim": claim_card, "person": person_card, "work": work_card}


def card(kind: str, name: str, view: View) -> str:
    """The card of one thing as HTML."""
    own = ", ".join(row for row in _under(kind, name, view) if row in rows.own()) if rows.own() else ""
    return render(f"card-{kind}.html", kind=kind, name=name, view=view, own=own, **CARDS[kind](name, view))


def _under(kind: str, name: str, view: View) -> Iterable[str]:
    """The rows that a thing rests on, or its own."""
    if kind == "result":
        return rows.leaves(view.store.records[name], view.store.records.__getitem__)
    return [work_row(name) if kind == "work" else f"{_REGISTERS[kind]}:{name}"]


def works_cited(app: Sphinx, pagename: str, doctree: nodes.document) -> str:
    """The works that a page cites, and the documents whose claims it names, folded, as HTML; nothing where none is."""
    view = View(app, pagename)
    named = {(node["kind"], node["name"]) for node in doctree.findall(evidence_link)}
    keys = {name for kind, name in named if kind == "work"}
    keys |= {str(results.claim_record(name)["document"]) for kind, name in named if kind == "claim"}
    works = sorted((view.work(key) for key in keys), key=lambda work: work["reference"].casefold())
    return render("works-cited.html", works=works) if works else ""


def cards_of(app: Sphinx, pagename: str, doctree: nodes.document) -> str:
    """The cards that a page needs, in the order of first use."""
    view = View(app, pagename)
    wanted = dict.fromkeys((node["kind"], node["name"]) for node in doctree.findall(evidence_link))
    return "\n".join(card(kind, name, view) for kind, name in wanted)
