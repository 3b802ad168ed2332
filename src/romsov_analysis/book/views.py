"""What the templates of cards and registers ask: rows, works, entries and uses, as a page sees them.

Templates get plain values and escape all of them; whatever markup a table holds reaches a page as text.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from romsov_analysis import evidence
from romsov_analysis.book import domain, rows
from romsov_analysis.book.layers import cell_anchor
from romsov_analysis.book.links import card_id
from romsov_analysis.book.registers import slug
from romsov_analysis.book.store import Store
from romsov_analysis.evidence import dates
from romsov_analysis.results import formatting
from romsov_analysis.results.works import bare, names, work_row

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SEEN = {
    "whole": "read whole",
    "passage": "the passage was read",
    "copy": "read in a copy",
    "not opened": "not opened: seen only second-hand",
}


@functools.cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"day": dates.in_words, "capital": evidence.capital, "stop": stop, "clause": clause}
    found.globals |= {"slug": slug, "card_id": card_id, "status": rows.STATUS}
    return found


def stop(text: str) -> str:
    """The text as a sentence: with a full stop, unless it ends one already."""
    return text if not text or text.endswith((".", "!", "?", "…", "”")) else f"{text}."


def clause(text: str) -> str:
    """The text as a part of a sentence that goes on: without its full stop."""
    return text if text.endswith("..") else text.removesuffix(".")


def straight(text: str) -> str:
    """The text with typewriter's apostrophes, as it is typed."""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def render(template: str, **variables: Any) -> str:
    """A template of the book as HTML."""
    return _environment().get_template(template).render(variables)


@dataclass(frozen=True)
class Shown:
    """A row of evidence, or a result under another one, as a page shows it."""

    text: str
    known: str = ""
    entry: str = ""
    work: str = ""
    address: str = ""


@dataclass(frozen=True)
class Used:
    """A page on which something stands, and how often."""

    title: str
    address: str
    places: int


class View:
    """What one page sees of the book."""

    def __init__(self, app: Sphinx, docname: str) -> None:
        self.app = app
        self.docname = docname
        self._domain = domain.of(app.env)
        self._works: dict[str, dict[str, str]] = {}

    @property
    def store(self) -> Store:
        """Ledger and short answers."""
        return self._domain.store

    def page(self, name: str) -> str:
        """Address of another page."""
        return str(self.app.builder.get_relative_uri(self.docname, name))

    def cell(self, notebook: str, number: int) -> str:
        """Address of a code cell of a chapter, by the number JupyterLab shows."""
        return f"{self.page(self.store.notebooks[notebook])}#{cell_anchor(number)}"

    def section(self, chapter: str, title: str) -> str:
        """Address of a section of a chapter, by the chapter's number and its heading; empty without such a chapter."""
        page = next((page for name, page in self.store.notebooks.items() if name[:2] == chapter), "")
        if not page:
            return ""
        headings = self.app.env.tocs[page].findall(nodes.reference)
        marks = [found["anchorname"] for found in headings if straight(found.astext()) == straight(title)]
        return self.page(page) + (marks[0] if marks else "")

    def report(self, name: str) -> str:
        """Address at which an error in a number can be reported; empty where the project states none."""
        start = str(self.app.config.html_context.get("report", ""))
        return start and start + quote(f"Error in {name}")

    def file(self, name: str) -> str:
        """Address of a file at the root of the site."""
        return f"{'../' * self.docname.count('/')}{name}"

    def entry(self, kind: str, name: str) -> str:
        """Address of an entry; empty where no page has it."""
        return self._domain.entry(self.app.builder, self.docname, kind, name)

    def work(self, key: str) -> dict[str, str]:
        """A work of the registers: all its cells as text, its facts in words, the address of its entry."""
        if key not in self._works:
            row = work_row(key)
            cells = evidence.row(row)
            found = {str(column): evidence.text(cells, str(column)) for column in cells.index}
            found |= {"id": key, "entry": self.entry("work", key), "facts": "; ".join(_facts(row, found))}
            found["short"] = found.get("short") or found["title"]
            found["reference"] = ", ".join(
                part for part in (_names(found["author"] or found["editor"]), found["title"]) if part
            )
            self._works[key] = found
        return self._works[key]

    def row(self, evidence_id: str) -> Shown:
        """A row, or a result, of the evidence of another result."""
        kind, _, name = evidence_id.partition(":")
        if kind == "result":
            record = self.store.records[name]
            text = f"{record['title']}: {formatting.format_record(record, 'unit')}"
            return Shown(text, entry=self.entry("result", name))
        row = rows.describe(evidence_id)
        entry = self.entry(*row.entry) if row.entry else ""
        return Shown(row.text, row.known, entry, row.source, row.address)

    @functools.cached_property
    def _uses(self) -> Mapping[tuple[str, str], list[domain.Use]]:
        return self._domain.uses()

    def uses(self, kind: str, name: str) -> list[Used]:
        """The pages on which something stands, each with its first place."""
        places: dict[str, list[domain.Use]] = {}
        for use in self._uses.get((kind, name), []):
            places.setdefault(use.document, []).append(use)
        return [
            Used(self.title(page), f"{self.page(page)}#{found[0].target}", len(found))
            for page, found in places.items()
        ]

    def title(self, page: str) -> str:
        """A page in few words: a chapter by its number, all else by its title."""
        number = page.rpartition("/")[2][:2]
        return (
            f"chapter {number}" if page.startswith("notebooks/") else str(self.app.env.titles[page].astext())
        )


def _names(author: str) -> str:
    """Authors as BibTeX writes them, as a list."""
    return "; ".join(map(bare, names(author)))


def _facts(row: str, cells: Mapping[str, str]) -> list[str]:
    """Where and when a work appeared, and how it was read."""
    day = dates.in_words(cells["date"]) if cells["date"] else ""
    facts = [part for part in (cells["container"], cells["publisher"], day, cells["locator"]) if part]
    if row.startswith("documents:"):
        facts += ["one of the three documents", cells["obtain"].rstrip(".")]
    else:
        facts += [f"tier {cells['tier']}", SEEN[cells["seen"]]]
    return facts
