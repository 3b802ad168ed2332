"""The roles ``result`` and ``claim``: a number in a sentence that opens its evidence.

The content of a role is an id, then after a bar the format options of `formatting.format_number`. In HTML the
number is a button that opens a popover (native, no script); the popover itself is written once per page by
`cards`. In headings the number is plain text. In other formats it links to its entry.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from romsov_analysis import results
from romsov_analysis.book import store
from romsov_analysis.results import formatting

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_CELL = 10_000  # myst-nb counts the lines of a notebook as (cell index + 1) × 10,000 + line in the cell + 1


class evidence_number(nodes.Inline, nodes.TextElement):  # docutils' style of names
    """A number (or the words of a claim) that opens its evidence; attributes kind, ref."""


def slug(kind: str, name: str) -> str:
    """The part of element ids that names a result or claim."""
    return f"{kind}-{name.replace('.', '-').replace('_', '-')}"


class EvidenceRole(SphinxRole):
    """``{result}`id | options` `` or ``{claim}`id | options` ``."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Write the number, or report the unknown id with page or cell, line and nearest ids."""
        name, options = formatting.parse_reference(self.text)
        try:
            if self.kind == "claim":
                text = results.format_claim(name, options)
            else:
                text = formatting.format_record(store.of(self.env.app).record(name), options)
        except results.ResultError as error:
            logger.error("%s", error, location=self._place())
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        # Counted within the page, so that the order in which pages are read does not show.
        count = sum(use.document == self.env.docname for use in store.uses(self.env))
        digest = hashlib.sha256(f"{self.env.docname}{count}".encode()).hexdigest()[:6]
        target = f"use-{slug(self.kind, name)}-{digest}"
        node = evidence_number(self.rawtext, text, kind=self.kind, ref=name, ids=[target])
        store.uses(self.env).append(store.Use(self.kind, name, self.env.docname, target))
        if self.kind == "result":
            notebook = store.of(self.env.app).ledger[name].notebook
            self.env.note_dependency(str(Path(self.env.srcdir) / "notebooks" / f"{notebook}.ipynb"))
        return [node], []

    def _place(self) -> str:
        return place(self.env.doc2path(self.env.docname, base=False), self.lineno)


def place(document: str, line: int) -> str:
    """Page and line, or notebook, cell (counted from 1, all kinds) and line in the cell."""
    if not document.endswith(".ipynb"):
        return f"{document}:{line}"
    cell, within = divmod(line - 1, _CELL)
    return f"{document}, cell {cell}: line {within}"


class PlainInHeadings(SphinxTransform):
    """Numbers in headings become plain text before titles are collected for side bar and page title."""

    default_priority = 210

    def apply(self, **_: Any) -> None:
        """Replace each number below a title by its text."""
        for title in self.document.findall(nodes.title):
            if isinstance(title.parent, nodes.section):
                for node in list(title.findall(evidence_number)):
                    title.parent["ids"] += node["ids"]  # the entry's list of uses leads here
                    node.parent.replace(node, nodes.Text(node.astext()))


class KeepPunctuation(SphinxPostTransform):
    """A full stop or comma right after a number stays on its line: browsers may break after a button."""

    default_priority = 190
    _marks = re.compile(r"[.,;:!?)\]”’]+")

    def run(self, **_: Any) -> None:
        """Put the number and the marks after it into one unbroken span."""
        for node in list(self.document.findall(evidence_number)):
            follower = node.next_node(descend=False, siblings=True)
            if not isinstance(follower, nodes.Text):
                continue
            match = self._marks.match(follower.astext())
            if match is None:
                continue
            rest = nodes.Text(follower.astext()[match.end() :])
            whole = nodes.inline("", "", node.deepcopy(), nodes.Text(match[0]), classes=["unbroken"])
            node.parent.replace(follower, rest)
            node.parent.replace(node, whole)


class LinksElsewhere(SphinxPostTransform):
    """Where there are no popovers (ePub, print), a number links to its entry on the results or claims page."""

    default_priority = 200

    def run(self, **_: Any) -> None:
        """Replace each number by a reference."""
        if self.app.builder.format == "html" and self.app.builder.name in ("html", "dirhtml"):
            return
        for node in list(self.document.findall(evidence_number)):
            page = "claims"
            if node["kind"] == "result":
                page = store.results_page(store.of(self.app).ledger[node["ref"]].notebook)
            uri = self.app.builder.get_relative_uri(self.env.docname, page)
            link = nodes.reference(
                "", node.astext(), refuri=f"{uri}#{slug(node['kind'], node['ref'])}", internal=True
            )
            link["ids"] = node["ids"]
            node.parent.replace(node, link)


def _visit_html(self: Any, node: evidence_number) -> None:
    self.body.append(
        self.starttag(
            node,
            "button",
            "",
            CLASS="evidence",
            type="button",
            popovertarget=f"card-{slug(node['kind'], node['ref'])}",
        )
    )


def _depart_html(self: Any, _: evidence_number) -> None:
    self.body.append("</button>")


def _visit_text(self: Any, node: evidence_number) -> None:
    pass


def setup(app: Sphinx) -> None:
    """Register node, roles and transforms."""
    app.add_node(
        evidence_number,
        html=(_visit_html, _depart_html),
        text=(_visit_text, _visit_text),
        latex=(_visit_text, _visit_text),
    )
    for kind in ("result", "claim"):
        app.add_role(kind, EvidenceRole(kind))
    app.add_transform(PlainInHeadings)
    app.add_post_transform(KeepPunctuation)
    app.add_post_transform(LinksElsewhere)
