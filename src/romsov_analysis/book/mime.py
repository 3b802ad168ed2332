"""How the displays of notebooks become parts of a page: results, answers, captions, tables, figures.

The links in them are those of any page, so they open their evidence. Sentences, captions and cells are read as one
line each: what would begin a list or a heading is text there.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from romsov_analysis import figures, ledger
from romsov_analysis.book.links import evidence_link
from romsov_analysis.book.registers import slug
from romsov_analysis.results import plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SVG = "image/svg+xml"
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PALETTE = {
    figures.BLUE: "blue",
    figures.VERMILLION: "vermillion",
    figures.GREEN: "green",
    figures.PURPLE: "purple",
    figures.ORANGE: "orange",
    figures.SKY: "sky",
    figures.FAINT: "faint",
}


class Renderer:
    """myst-nb's plugin: takes our MIME types, leaves all others."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = [
        ("*", mime, 1) for mime in (ledger.RESULTS_MIME, ledger.TEXT_MIME, ledger.TABLE_MIME, SVG)
    ]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Nodes for one MIME type, or None if it is not ours."""
        if inline:
            return None
        if data.mime_type == ledger.RESULTS_MIME:
            return [_pointer(data)]
        if data.mime_type == ledger.TEXT_MIME:
            return [_text(renderer, data)]
        if data.mime_type == ledger.TABLE_MIME:
            return [_table(renderer, data)]
        if data.mime_type == "text/html" and 'class="dataframe"' in data.string:
            return [scrolling(nodes.raw("", clean_frame(data.string), format="html"), "Rows")]
        if data.mime_type == SVG:
            prefix = f"fig-{slug('c', str(data.cell_index))}-{data.output_index}-"
            svg = clean_svg(data.string, prefix)
            return [nodes.raw("", svg, format="html", classes=["romsov-svg"], figure=prefix.strip("-"))]
        return None


def _inline(renderer: Any, text: str, line: int) -> list[nodes.Node]:
    """A line of MyST; line breaks in it are spaces."""
    holder = nodes.Element()
    with renderer.renderer.current_node_context(holder):
        renderer.renderer.nested_render_text(" ".join(text.split()), line, inline=True)
    return list(holder.children)


def _pointer(data: Any) -> nodes.Element:
    """The results of a cell are listed on the results page; here stands where."""
    records = data.content["results"]
    count = f"{len(records)} results" if len(records) != 1 else "one result"
    link = evidence_link("", count, kind="result", name=records[0]["id"], card=False)
    text = nodes.paragraph("", "Computed in this cell: ", link, nodes.Text(", each with its evidence."))
    return nodes.container("", text, classes=["romsov-pointer"])


def _text(renderer: Any, data: Any) -> nodes.Element:
    record = data.content
    sentences = [_inline(renderer, sentence, data.line) for sentence in record["sentences"]]
    if record["kind"] == "caption":
        return nodes.container("", nodes.caption("", "", *_joined(sentences)), classes=["romsov-caption"])
    box = nodes.container(classes=[f"romsov-{record['kind']}"])
    if record["question"]:
        question = nodes.strong("", "", *_inline(renderer, record["question"], data.line))
        box += nodes.paragraph("", "", question)
    if record["kind"] != "answer":
        box += nodes.paragraph("", "", *_joined(sentences))
        return box
    box += nodes.paragraph("", "", *sentences[0])
    if sentences[1:]:
        items = (nodes.list_item("", nodes.paragraph("", "", *sentence)) for sentence in sentences[1:])
        box += nodes.bullet_list("", *items)
    return box


def _joined(sentences: list[list[nodes.Node]]) -> list[nodes.Node]:
    """Sentences one after the other, with a space between."""
    return [node for sentence in sentences for node in [nodes.Text(" "), *sentence]][1:]


def _table(renderer: Any, data: Any) -> nodes.Element:
    """A table with a caption, a heading over each column and one before each row, in a box that scrolls."""
    content = data.content
    group = nodes.tgroup(cols=len(content["header"]))
    group += [column(position == 0) for position, _ in enumerate(content["header"])]
    head = nodes.thead("", nodes.row("", *(_cell(renderer, cell, data.line) for cell in content["header"])))
    headings = [plain(heading) for heading in content["header"]]
    body = nodes.tbody()
    for cells in content["rows"]:
        body += nodes.row("", *(_cell(renderer, cell, data.line) for cell in cells))
        for entry, heading in zip(body[-1], headings, strict=True):
            entry["heading"] = heading
    group += [head, body]
    title = nodes.title("", "", *_inline(renderer, content["caption"], data.line))
    return scrolling(nodes.table("", title, group, classes=["romsov-table"]), plain(content["caption"]))


def column(stub: bool) -> nodes.colspec:
    """A column; a stub's cells head their rows."""
    spec = nodes.colspec(colwidth=1)
    if stub:
        spec["stub"] = 1
    return spec


def scrolling(table: nodes.Element, label: str) -> nodes.Element:
    """A wide table in a box of its own that a keyboard can scroll."""
    opening = f'<div class="romsov-scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
    return nodes.container(
        "",
        nodes.raw("", opening, format="html"),
        table,
        nodes.raw("", "</div>", format="html"),
        classes=["romsov-wide"],
    )


def _cell(renderer: Any, text: str, line: int) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *_inline(renderer, text, line)))


def clean_frame(text: str) -> str:
    """A DataFrame as the tables of a page are: no style of its own, no heading without words."""
    text = re.sub(r"<style scoped>.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r'<table border="1" class="dataframe">', '<table class="dataframe romsov-table">', text)
    return text.replace("<th></th>", "<td></td>")


def clean_svg(text: str, prefix: str) -> str:
    """A stored SVG as part of a page: readable in light and dark, with ids of its own.

    The title becomes the label, the background goes, width and height go (the page sets them), ink becomes
    the colour of the text, data colours become variables of the style sheet.
    """
    for uri, name in (("", "http://www.w3.org/2000/svg"), ("xlink", "http://www.w3.org/1999/xlink")):
        ET.register_namespace(uri, name)
    root = ET.fromstring(text)
    title = root.find(f"{_NAMESPACE}title")
    label = (title.text or "").strip() if title is not None else ""
    for parent in list(root.iter()):
        for child in list(parent):
            is_background = child.get("id") == "patch_1"
            if child.tag in (f"{_NAMESPACE}title", f"{_NAMESPACE}metadata") or is_background:
                parent.remove(child)
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", prefix + element.attrib["id"])
        for name in (_XLINK, "href"):
            if element.get(name, "").startswith("#"):
                element.set(name, f"#{prefix}{element.attrib[name][1:]}")
        for name, value in element.attrib.items():
            if "url(#" in value:
                element.set(name, value.replace("url(#", f"url(#{prefix}"))
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-label", label)
    shown = ET.tostring(root, encoding="unicode").replace(figures.INK, "currentColor")
    for colour, name in _PALETTE.items():
        shown = shown.replace(colour, f"var(--fig-{name}, {colour})")
    return re.sub(r">\s+<", "><", shown)


class Figures(SphinxPostTransform):
    """A figure and the caption displayed right after it become one element."""

    default_priority = 10  # after myst-nb has chosen the MIME types (4)

    def run(self, **_: Any) -> None:
        """Wrap every inline SVG, with its caption where there is one."""
        for svg in list(self.document.findall(nodes.raw)):
            if "romsov-svg" not in svg.get("classes", []):
                continue
            parent = svg.parent
            position = parent.index(svg)
            figure = nodes.figure("", classes=["romsov-figure"], ids=[svg["figure"]])
            follower = parent[position + 1] if position + 1 < len(parent) else None
            figure += svg.deepcopy()
            if isinstance(follower, nodes.container) and "romsov-caption" in follower["classes"]:
                figure += follower.children
                parent.remove(follower)
            parent.replace(svg, figure)


def setup(app: Sphinx) -> None:
    """Register the transform; the renderer itself is found by its entry point."""
    app.add_post_transform(Figures)
