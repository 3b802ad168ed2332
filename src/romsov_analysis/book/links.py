"""Numbers, claims, people and works in a sentence: links whose words are checked and that open a card.

``[1.32](result:id)`` reaches us from MyST as a reference with an address of our own schemes. It becomes a node of
its own, with its words filled in where it has none; words that differ from what the link names stop the build. In
HTML that node is a link to the entry, and a script opens the card over the page; in headings it is plain text; in
other formats it is an ordinary link.
"""

from __future__ import annotations

import html
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from romsov_analysis import evidence, ledger
from romsov_analysis.book import domain
from romsov_analysis.book.registers import slug
from romsov_analysis.book.romanised import romanised
from romsov_analysis.evidence import EvidenceError
from romsov_analysis.results import Reference, ResultError, words_of
from romsov_analysis.results.references import KINDS
from romsov_analysis.results.works import work_row

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
SCRIPT = "cards.js"
OBJECTS = {"result": "result", "claim": "claim", "holds": "result", "person": "person", "cite": "work"}
"""Kind of a reference → kind of the object that it names."""

_CELL = 10_000  # myst-nb counts the lines of a notebook as (cell index + 1) × 10,000 + line in the cell + 1
_OURS = (ledger.RESULTS_MIME, ledger.TEXT_MIME, ledger.TABLE_MIME)
# What Markdown's and Sphinx's smart quotes make of a text, made plain again.
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--"})


class evidence_link(nodes.Inline, nodes.TextElement):  # docutils' style of names
    """Words that open their evidence; attributes kind, name, and card: whether they open one or only lead there."""


def reference_of(node: nodes.reference) -> Reference | None:
    """What a link of a page names, or None if its address is none of ours."""
    kind, _, rest = unquote(html.unescape(str(node.get("refuri", "")))).partition(":")
    if kind not in KINDS:
        return None
    name, _, options = rest.partition("?")
    return Reference(kind, name, options, node.astext(), 0, 0)  # type: ignore[arg-type]


def checked_words(reference: Reference, records: Any) -> str:
    """The words of a reference.

    Raises
    ------
    ResultError, EvidenceError
        If it names nothing, if an option is unknown, if a judgement is false, or if other words stand there.
    """
    # MyST has made quotation marks and apostrophes of the source typographic, which a registered name may not have.
    straight = replace(reference, words=reference.words.translate(_TYPOGRAPHY))
    try:
        words = words_of(reference, records)
    except ResultError:
        if straight == reference:
            raise
        words = words_of(straight, records)
    if reference.words and _plain(reference.words) != _plain(words):
        raise ResultError(f"{reference}: “{reference.words}” stands here, “{words}” should")
    return words


def _latin(words: str, reference: Reference) -> str:
    """The words of a work with its authors' names in Latin letters; a title and an author's own words as they are."""
    if reference.kind != "cite" or "“" in words or "own" in reference.options:
        return words
    return romanised(words, evidence.text(evidence.row(work_row(reference.id)), "language"))


def _plain(words: str) -> str:
    return " ".join(words.translate(_TYPOGRAPHY).split())


class OnlyOurs(SphinxTransform):
    """Of an output that we write to a page, what is meant for JupyterLab goes: its links would count twice."""

    default_priority = 200

    def apply(self, **_: Any) -> None:
        """Drop the other forms of each such output."""
        for node in self.document.findall(nodes.container):
            if node.get("nb_element") == "mime_bundle":
                parts = [part for part in node.children if isinstance(part, nodes.Element)]
                if any(part.get("mime_type") in _OURS for part in parts):
                    node.children = [part for part in parts if part.get("mime_type") in _OURS]


class Bind(SphinxTransform):
    """Links of our schemes become nodes that open a card, before titles are collected for side bar and search."""

    default_priority = 210

    def apply(self, **_: Any) -> None:
        """Replace each, or report what is wrong with it, with page or cell and line."""
        for node in list(self.document.findall(nodes.reference)):
            reference = reference_of(node)
            if reference is None:
                continue
            try:
                words = checked_words(reference, domain.of(self.env).store.records)
            except (ResultError, EvidenceError) as error:
                logger.error("%s", error, location=self._place(node, reference))
                node.replace_self(nodes.inline("", node.astext()))
                continue
            self._replace(node, reference, words)

    def _replace(self, node: nodes.reference, reference: Reference, words: str) -> None:
        kind, name, page = OBJECTS[reference.kind], reference.id, self.env.docname
        target = domain.of(self.env).note_use(kind, name, page)
        for path in self._files(kind, name):
            self.env.note_dependency(str(path))
        title = node.parent
        while not isinstance(title, nodes.title | nodes.document):
            title = title.parent
        if isinstance(title, nodes.title) and isinstance(title.parent, nodes.section):
            title.parent["ids"].append(target)  # the entry's list of uses leads here
            node.replace_self(nodes.Text(words))
            return
        # An author's own words may be emphasised; all others are as the evidence has them.
        content = (
            node.children
            if reference.kind in ("holds", "person") and node.children
            else [nodes.Text(_latin(words, reference))]
        )
        node.replace_self(evidence_link("", "", *content, kind=kind, name=name, card=True, ids=[target]))

    def _files(self, kind: str, name: str) -> list[Path]:
        """The files that the words come from: a page is read anew when they change."""
        if kind == "result":
            notebook = domain.of(self.env).store.ledger[name].notebook
            return [Path(self.env.srcdir) / "notebooks" / f"{notebook}.ipynb"]
        table = {"claim": "claims", "person": "people"}.get(kind) or work_row(name).partition(":")[0]
        return [evidence.table(table).path]

    def _place(self, node: nodes.Node, reference: Reference) -> str:
        while node.line is None and node.parent is not None:
            node = node.parent
        path = Path(self.env.doc2path(self.env.docname))
        return place(path, self.env.doc2path(self.env.docname, base=False), node.line or 1, str(reference))


def place(path: Path, name: str, line: int, what: str) -> str:
    """Where something stands: page and line, or notebook, cell (counted from 1, all kinds) and line in the cell.

    Parameters
    ----------
    path, name
        The file, and how it is called in a message.
    line
        Of the paragraph, as MyST counts it.
    what
        Looked for from there on, since MyST knows only where a paragraph begins.
    """
    if path.suffix != ".ipynb":
        return f"{name}:{_line_of(what, path.read_text(encoding='utf-8'), line)}"
    number, within = divmod(line - 1, _CELL)
    cell = json.loads(path.read_text(encoding="utf-8"))["cells"][number - 1]
    if cell["cell_type"] != "markdown":
        return f"{name}, cell {number}: its output"
    return f"{name}, cell {number}: line {_line_of(what, ''.join(cell['source']), max(within, 1))}"


def _line_of(what: str, text: str, line: int) -> int:
    lines = text.split("\n")
    return next((number for number in range(line, len(lines) + 1) if what in lines[number - 1]), line)


class LinksElsewhere(SphinxPostTransform):
    """Where there are no cards (ePub, print), words link to the entry of what they name."""

    default_priority = 200

    def run(self, **_: Any) -> None:
        """Replace each link by a reference that every format knows."""
        cards = self.app.builder.name in ("html", "dirhtml")
        for node in list(self.document.findall(evidence_link)):
            if node["card"] and cards:
                continue
            address = domain.of(self.env).entry(
                self.app.builder, self.env.docname, node["kind"], node["name"]
            )
            link = nodes.reference("", "", *node.children, refuri=address, internal=True, ids=node["ids"])
            node.replace_self(link if address else link.children)


def card_id(kind: str, name: str) -> str:
    """The id of the card of something, on each page that names it."""
    return f"card-{slug(kind, name)}"


def _visit_html(self: Any, node: evidence_link) -> None:
    builder = self.builder
    address = domain.of(builder.env).entry(builder, builder.current_docname, node["kind"], node["name"])
    attributes = {"href": address, "data-card": card_id(node["kind"], node["name"])}
    if node["kind"] == "work" and node.astext().startswith("("):
        attributes["data-cite"] = ""  # the style sheet makes a mark of it where there is little room
    self.body.append(self.starttag(node, "a", "", CLASS="evidence", **attributes))


def _depart_html(self: Any, _: evidence_link) -> None:
    self.body.append("</a>")


def _visit_text(_self: Any, _: evidence_link) -> None:
    pass


def _configure(_app: Sphinx, config: Config) -> None:
    """Have MyST hand our links on, and the site carry our script.

    Marks in prose become typographic as MyST reads it; Sphinx would do so in what is shown of tables too.
    """
    config.smartquotes = False
    known = getattr(config, "myst_url_schemes", None) or {}
    known = known if isinstance(known, dict) else dict.fromkeys(known)
    config.myst_url_schemes = dict.fromkeys(("http", "https", "mailto", *KINDS)) | known
    config.html_static_path = [*config.html_static_path, str(STATIC)]


def setup(app: Sphinx) -> None:
    """Register node, transforms and script."""
    app.add_node(
        evidence_link,
        html=(_visit_html, _depart_html),
        text=(_visit_text, _visit_text),
        latex=(_visit_text, _visit_text),
    )
    app.add_transform(OnlyOurs)
    app.add_transform(Bind)
    app.add_post_transform(LinksElsewhere)
    app.add_js_file(SCRIPT, loading_method="defer")
    app.connect("config-inited", _configure)
