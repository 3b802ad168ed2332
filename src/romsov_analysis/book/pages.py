"""The generated pages: results, claims, findings, tables and sources, each a directive in a page of its own.

What stands in them comes from the ledger and the registers; where a result or claim is used is known only
when every page has been read, so those lists are filled in at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from romsov_analysis import evidence, results
from romsov_analysis.book import cards, store
from romsov_analysis.book.mime import column, scrolling, to_roles
from romsov_analysis.book.roles import slug
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import Entry
from romsov_analysis.results import formatting

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class where_used(nodes.Invisible, nodes.Inline, nodes.Element):
    """Stands for the list of places where something is used; attributes kind, ref."""


class Page(SphinxDirective):
    """What the directives share: no content, no options, nodes built from data."""

    has_content = False
    option_spec: ClassVar[Any] = {}

    @property
    def data(self) -> store.Store:
        """Ledger and answers of this build."""
        return store.of(self.env.app)

    def uri(self, page: str) -> str:
        """Address of another page, from this one."""
        return self.env.app.builder.get_relative_uri(self.env.docname, page)

    def parsed(self, text: str) -> list[nodes.Node]:
        """Inline MyST, with roles."""
        holder = nodes.Element()
        self.state.nested_parse(StringList([text], source=self.env.docname), self.content_offset, holder)
        if len(holder.children) == 1 and isinstance(holder[0], nodes.paragraph):
            return list(holder[0].children)
        return list(holder.children)

    def section(self, title: str, name: str, *content: nodes.Node) -> nodes.section:
        """A section with a fixed id."""
        section = nodes.section("", nodes.title(text=title), *content, ids=[name], names=[])
        return section


class ResultsIndex(Page):
    """The chapters with the number of their results, a link each."""

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        listing = nodes.bullet_list()
        for notebook in self.data.notebooks:
            count = sum(entry.notebook == notebook for entry in self.data.ledger.values())
            link = nodes.reference(
                "", f"chapter {notebook[:2]}", refuri=self.uri(store.results_page(notebook))
            )
            listing += nodes.list_item("", nodes.paragraph("", f"{count} results of ", link))
        return [listing]


class ResultsList(Page):
    """Every result of one chapter; the argument is the number of the chapter."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        listing = nodes.definition_list(classes=["romsov-register"])
        for notebook, page in self.data.notebooks.items():
            if notebook.startswith(self.arguments[0]):
                entries = [entry for entry in self.data.ledger.values() if entry.notebook == notebook]
                listing.extend(self._item(entry, page) for entry in entries)
        return [listing]

    def _item(self, entry: Entry, page: str) -> nodes.definition_list_item:
        record = entry.record
        term = nodes.term(
            "",
            nodes.Text(f"{record['title']}: {formatting.format_record(record, 'unit with-range')} "),
            nodes.literal(text=record["id"]),
            ids=[slug("result", record["id"])],
        )
        # The evidence is folded: a chapter has hundreds of results, and a reader comes for one. It is written
        # as HTML at once, since the same as nodes takes most of the build.
        rows = "".join(f"<li>{self._row(row)}</li>" for row in record["evidence"])
        folded = (
            f"<details><summary>{escape(record['formula'])}</summary><ul>{rows}</ul>"
            f'<p>Computed in <a href="{self.uri(page)}">cell [{entry.cell}]</a>. {escape(record["note"])}</p>'
            "</details>"
        )
        used = nodes.paragraph("", "", where_used(kind="result", ref=record["id"]))
        return nodes.definition_list_item(
            "", term, nodes.definition("", nodes.raw("", folded, format="html"), used)
        )

    def _row(self, evidence_id: str) -> str:
        kind, _, rest = evidence_id.partition(":")
        if kind != "result":
            return cards.row_item(evidence_id, self.uri("sources"))
        page = self.uri(store.results_page(self.data.ledger[rest].notebook))
        return f'<a href="{page}#{slug("result", rest)}">{escape(self.data.record(rest)["title"])}</a>'


class ClaimsList(Page):
    """Every claim of the registers, a section a document."""

    def run(self) -> list[nodes.Node]:
        """Build the lists."""
        claims = evidence.load("claims")
        sections: list[nodes.Node] = []
        for name, document in evidence.load("documents").iterrows():
            listing = nodes.definition_list(classes=["romsov-register"])
            own = claims[claims["document"] == name]
            listing.extend(self._item(str(key)) for key in own.index)
            html = cards.source_link(str(name), self.uri("sources"))
            count = f"{len(own)} claims" if len(own) != 1 else "one claim"
            lead = nodes.paragraph(
                "",
                f"{count} of ",
                nodes.raw("", html, format="html"),
                nodes.Text(f". Every anchor was {cards.anchor_status(document)}."),
            )
            sections.append(
                self.section(str(document["title"]), f"claims-{slug('of', str(name))}", lead, listing)
            )
        return sections

    def _item(self, claim_id: str) -> nodes.definition_list_item:
        claim = results.claim_record(claim_id)
        term = nodes.term(
            "",
            nodes.Text(results.claim_statement(claim_id) + " "),
            nodes.literal(text=claim_id),
            ids=[slug("claim", claim_id)],
        )
        speaker = evidence.row(f"people:{claim['speaker']}")["name"]
        facts = [f"{speaker}: {claim['act']}, {claim['basis']}", f"chain: {claim['chain']}"]
        if claim["date"]:
            facts.append(f"about {cards.when(claim)}")
        if claim["testified"]:
            facts.append(f"said {dates.in_words(claim['testified'])}")
        if claim["page"]:
            facts.append(claim["page"])
        facts.append(f"one voice with: {claim['dependence']}")
        lead = nodes.paragraph("", f"“{claim['exact']}” – " + "; ".join(facts) + ".")
        if claim["note"]:
            lead += nodes.Text(f" {claim['note']}")
        used = where_used(kind="claim", ref=claim_id)
        return nodes.definition_list_item("", term, nodes.definition("", lead, nodes.paragraph("", "", used)))


class CorrectionsList(Page):
    """Slips of the documents: what is printed, what is right, why, and what it changes."""

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        listing = nodes.definition_list(classes=["romsov-register"])
        for key, cells in evidence.load("corrections").iterrows():
            document = evidence.row(f"documents:{cells['document']}")
            term = nodes.term(
                "",
                nodes.Text(f"“{cells['printed']}” "),
                nodes.literal(text=str(key)),
                ids=[slug("correction", str(key))],
            )
            lead = nodes.paragraph(
                "", f"In {document['short']}. {cells['right']}. {cells['why']} {cells['changes']} "
            )
            table, _, source = str(cells["source"]).partition(":")
            if table == "sources":
                link = cards.source_link(source, self.uri("sources"))
            else:
                link = cards.row_item(str(cells["source"]), self.uri("sources"))
            shown = nodes.paragraph("", "Shown by: ", nodes.raw("", link, format="html"))
            listing += nodes.definition_list_item("", term, nodes.definition("", lead, shown))
        return [listing]


class Findings(Page):
    """The findings at a glance: a row a short answer, its first sentence with bound numbers."""

    def run(self) -> list[nodes.Node]:
        """Build the table."""
        rows = []
        for answer in self.data.answers:
            page = self.uri(self.data.notebooks[answer.notebook])
            link = nodes.reference(
                "", "", *self.parsed(to_roles(answer.question)), refuri=page, internal=True
            )
            chapter = nodes.reference("", f"chapter {answer.notebook[:2]}", refuri=page, internal=True)
            question = _cell(link) if not link.next_node(nodes.Element) else _cell(*link.children)
            rows.append(
                nodes.row("", question, _cell(*self.parsed(to_roles(answer.templates[0]))), _cell(chapter))
            )
        return [scrolling(_table("Findings at a glance", ["Question", "Finding", "Where"], rows), "Findings")]


class TablesList(Page):
    """The data dictionary: every table with its columns, from the descriptors."""

    def run(self) -> list[nodes.Node]:
        """Build a section a table."""
        sections: list[nodes.Node] = []
        for name, table in evidence.tables().items():
            rows = []
            for heading, field in table.fields.items():
                rules = field.get("constraints", {})
                kind = "EDTF date" if field.get("romsov:format") == "edtf" else field["type"]
                needed = "required" if rules.get("required") else "optional"
                meaning = field["description"]
                if "enum" in rules:
                    meaning += f" ({', '.join(map(str, rules['enum']))})"
                rows.append(
                    nodes.row(
                        "",
                        _cell(nodes.literal(text=heading)),
                        _text_cell(f"{kind}, {needed}"),
                        _text_cell(meaning),
                    )
                )
            folder = "seeds" if table.package == "seeds" else "src/romsov_analysis/data"
            lead = nodes.paragraph(
                "",
                f"{table.description} {len(evidence.load(name))} rows in ",
                nodes.literal(text=f"{folder}/{name}.csv"),
                nodes.Text("."),
            )
            grid = scrolling(
                _table(f"Columns of {name}", ["Column", "Kind", "Meaning"], rows), f"Columns of {name}"
            )
            sections.append(self.section(table.title, f"table-{slug('of', name)}", lead, grid))
        return sections


class SourcesList(Page):
    """The register of sources: how much of each was read, how it is ranked, its terms."""

    def run(self) -> list[nodes.Node]:
        """Build one list over documents and sources."""
        listing = nodes.definition_list(classes=["romsov-register"])
        for table in ("documents", "sources"):
            for key, cells in evidence.load(table).iterrows():
                listing += self._item(str(key), cells)
        return [listing]

    def _item(self, key: str, cells: pd.Series[Any]) -> nodes.definition_list_item:
        def text(column: str) -> str:
            return "" if column not in cells.index or pd.isna(cells[column]) else str(cells[column])

        author = text("author").strip("{}").replace(" and ", "; ")
        title = ", ".join(part for part in (author, text("title")) if part)
        term = nodes.term(
            "", nodes.Text(title + " "), nodes.literal(text=key), ids=[f"source-{key.replace('_', '-')}"]
        )
        when = dates.in_words(text("date")) if text("date") else ""
        facts = [part for part in (text("container"), text("publisher"), when, text("locator")) if part]
        if "seen" in cells.index:
            facts += [f"tier {text('tier')}", _SEEN[text("seen")]]
        else:
            facts += ["one of the three documents", text("obtain").rstrip(".")]
        facts.append(f"terms: {text('terms')}")
        lead = nodes.paragraph("", "; ".join(facts) + ". " + text("note"))
        if text("address"):
            lead += [
                nodes.Text(" "),
                nodes.reference("", text("address"), refuri=text("address"), internal=False),
            ]
        return nodes.definition_list_item("", term, nodes.definition("", lead))


_SEEN = {
    "whole": "read whole",
    "passage": "the passage was read",
    "copy": "read in a copy",
    "not opened": "not opened: seen only second-hand",
}


def _cell(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


def _text_cell(text: str) -> nodes.entry:
    return _cell(nodes.Text(text))


def _table(caption: str, header: Iterable[str], rows: list[nodes.row]) -> nodes.table:
    names = list(header)
    group = nodes.tgroup(cols=len(names))
    group += [column(position == 0) for position, _ in enumerate(names)]
    group += nodes.thead("", nodes.row("", *(_text_cell(name) for name in names)))
    group += nodes.tbody("", *rows)
    return nodes.table("", nodes.title(text=caption), group, classes=["romsov-table"])


def page_name(app: Sphinx, page: str) -> str:
    """A page in few words: a chapter by its number, all else by its title."""
    number = page.rpartition("/")[2][:2]
    return f"chapter {number}" if page.startswith("notebooks/") else str(app.env.titles[page].astext())


def _fill_uses(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write where each result and claim is used, once all pages are known."""
    places: dict[tuple[str, str], list[store.Use]] = {}
    for use in store.uses(app.env):
        places.setdefault((use.kind, use.id), []).append(use)
    for node in list(doctree.findall(where_used)):
        found = sorted(
            places.get((node["kind"], node["ref"]), []), key=lambda use: (use.document, use.target)
        )
        content: list[nodes.Node] = []
        for page in dict.fromkeys(use.document for use in found):
            here = [use for use in found if use.document == page]
            uri = app.builder.get_relative_uri(docname, page)
            title = page_name(app, page)
            content += [
                nodes.Text(", "),
                nodes.reference("", title, refuri=f"{uri}#{here[0].target}", internal=True),
            ]
            if len(here) > 1:
                content.append(nodes.Text(f" ({len(here)} places)"))
        if content:
            node.replace_self([nodes.Text("Used in: "), *content[1:]])
        else:
            node.parent.parent.remove(node.parent)


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_node(where_used)
    app.add_directive("results-index", ResultsIndex)
    app.add_directive("results-list", ResultsList)
    app.add_directive("claims-list", ClaimsList)
    app.add_directive("corrections-list", CorrectionsList)
    app.add_directive("findings", Findings)
    app.add_directive("tables-list", TablesList)
    app.add_directive("sources-list", SourcesList)
    app.connect("doctree-resolved", _fill_uses)
