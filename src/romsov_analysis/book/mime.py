"""How the displays of notebooks become parts of a page: results, answers, captions, tables, figures.

The links in them are those of any page, so they open their evidence. All else in sentences, captions and cells is
text: no reader of Markdown sees it, so whatever a table holds marks, fills in and runs nothing.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from romsov_analysis import figures, ledger
from romsov_analysis.book import downloads
from romsov_analysis.book.links import evidence_link
from romsov_analysis.results import plain, references
from romsov_analysis.results.references import unescape

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SVG = "image/svg+xml"
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_DROPPED = {f"{_NAMESPACE}{name}" for name in ("title", "metadata", "style")}
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
    def handle_mime(_renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Nodes for one MIME type, or None if it is not ours."""
        if inline:
            return None
        if data.mime_type == ledger.RESULTS_MIME:
            return [_pointer(data)]
        if data.mime_type == ledger.TEXT_MIME:
            return [_text(data)]
        if data.mime_type == ledger.TABLE_MIME:
            return [_table(data)]
        if data.mime_type == "text/html" and 'class="dataframe"' in data.string:
            return [scrolling(nodes.raw("", clean_frame(data.string), format="html"), "Rows")]
        if data.mime_type == SVG:
            figure = downloads.figure_id(data.cell_index, data.output_index)
            svg = clean_svg(data.string, f"{figure}-")
            return [nodes.raw("", svg, format="html", classes=["romsov-svg"], figure=figure)]
        return None


def inline(text: str, line: int) -> list[nodes.Node]:
    """A sentence or cell of a display: its references as links, all else as text, on one line."""
    found: list[nodes.Node] = []
    position = 0
    for reference in references(text):
        found.append(nodes.Text(_one_line(text[position : reference.start])))
        link = nodes.reference("", reference.words, refuri=str(reference))
        link.line = line
        found.append(link)
        position = reference.end
    found.append(nodes.Text(_one_line(text[position:])))
    return [node for node in found if node.astext()]


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(text))


def _pointer(data: Any) -> nodes.Element:
    """The results of a cell are listed on the results page; here stands where."""
    records = data.content["results"]
    count = f"{len(records)} results" if len(records) != 1 else "one result"
    link = evidence_link("", count, kind="result", name=records[0]["id"], card=False)
    text = nodes.paragraph("", "Computed in this cell: ", link, nodes.Text(", each with its evidence."))
    return nodes.container("", text, classes=["romsov-pointer"])


def _text(data: Any) -> nodes.Element:
    record = data.content
    sentences = [inline(sentence, data.line) for sentence in record["sentences"]]
    if record["kind"] == "caption":
        box = nodes.container("", nodes.caption("", "", *_joined(sentences)), classes=["romsov-caption"])
        box["narrow"] = record.get("narrow", "")
        return box
    box = nodes.container(classes=[f"romsov-{record['kind']}"])
    if record["question"]:
        question = nodes.strong("", "", *inline(record["question"], data.line))
        box += nodes.paragraph("", "", question)
    if record["kind"] == "answer":
        box += [nodes.paragraph("", "", *sentence) for sentence in sentences]
    else:
        box += nodes.paragraph("", "", *_joined(sentences))
    marks = nodes.bullet_list(classes=["romsov-marks"])
    for tone, word, of in record.get("marks", ()):
        said = [nodes.strong("", word, classes=[tone]), nodes.Text(" "), *inline(of, data.line)]
        marks += nodes.list_item("", nodes.paragraph("", "", *said))
    if len(marks):
        box += marks
    return box


def _joined(sentences: list[list[nodes.Node]]) -> list[nodes.Node]:
    """Sentences one after the other, with a space between."""
    return [node for sentence in sentences for node in [nodes.Text(" "), *sentence]][1:]


def _table(data: Any) -> nodes.Element:
    """A table with a caption, a heading over each column and one before each row, in a box that scrolls."""
    content = data.content
    group = nodes.tgroup(cols=len(content["header"]))
    group += [column(position == 0) for position, _ in enumerate(content["header"])]
    heads = (nodes.entry("", nodes.paragraph("", cell)) for cell in content["header"])  # plain text
    head = nodes.thead("", nodes.row("", *heads))
    body = nodes.tbody()
    for cells in content["rows"]:
        under = zip(cells, content["header"], strict=True)
        body += nodes.row("", *(_cell(cell, data.line, heading) for cell, heading in under))
    group += [head, body]
    title = nodes.title("", "", *inline(content["caption"], data.line))
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


def _cell(text: str, line: int, heading: str) -> nodes.entry:
    """A cell that knows the heading of its column."""
    return nodes.entry("", nodes.paragraph("", "", *inline(text, line)), heading=heading)


def clean_frame(text: str) -> str:
    """A DataFrame as the tables of a page are: no style of its own, no heading without words."""
    text = re.sub(r"<style scoped>.*?</style>", "", text, flags=re.DOTALL)
    text = text.replace('<tr style="text-align: right;">', "<tr>")
    text = re.sub(r'<table border="1" class="dataframe">', '<table class="dataframe romsov-table">', text)
    return text.replace("<th></th>", "<td></td>")


def clean_svg(text: str, prefix: str) -> str:
    """A stored SVG as part of a page: readable in light and dark, with ids of its own.

    The title becomes the label, the background goes, width and height go (the page sets them), ink becomes
    the colour of the text, data colours become variables of the style sheet. What was a style is an attribute
    then: the policy of the pages allows no style that stands on a page. Words in it are left alone.
    """
    for uri, name in (("", "http://www.w3.org/2000/svg"), ("xlink", "http://www.w3.org/1999/xlink")):
        ET.register_namespace(uri, name)
    root = ET.fromstring(text)
    title = root.find(f"{_NAMESPACE}title")
    label = (title.text or "").strip() if title is not None else ""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{_NAMESPACE}style":  # one rule for everything, *{…}; all it sets is inherited
                root.set("style", (child.text or "").strip().removeprefix("*{").removesuffix("}"))
            is_background = child.get("id") == "patch_1"
            if child.tag in _DROPPED or is_background:
                parent.remove(child)
    for element in root.iter():
        for declaration in filter(None, element.attrib.pop("style", "").split(";")):
            name, _, value = declaration.partition(":")
            element.set(name.strip(), value.strip())
        for name, value in element.attrib.items():
            element.set(name, _on_the_page(name, value, prefix))
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-label", label)
    return re.sub(r">\s+<", "><", ET.tostring(root, encoding="unicode"))


def _on_the_page(name: str, value: str, prefix: str) -> str:
    """An attribute of a figure among others on a page: ids its own, colours those of the page."""
    if name == "id":
        return prefix + value
    if name in (_XLINK, "href") and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    value = value.replace("url(#", f"url(#{prefix}").replace(figures.INK, "currentColor")
    for colour, named in _PALETTE.items():
        value = value.replace(colour, f"var(--fig-{named}, {colour})")
    return value


class Figures(SphinxPostTransform):
    """A figure and the caption displayed right after it become one element."""

    default_priority = 10  # after myst-nb has chosen the MIME types (4)

    def run(self, **_: Any) -> None:
        """Wrap every inline SVG, with its caption where there is one, and offer the numbers that it names."""
        named = self._named()
        for svg in list(self.document.findall(nodes.raw)):
            if "romsov-svg" not in svg.get("classes", []) or not svg.get("figure"):
                continue
            parent = svg.parent
            position = parent.index(svg)
            figure = nodes.figure("", classes=["romsov-figure"], ids=[svg["figure"]])
            title, caption = (
                _neighbour(parent, position - 1, "title"),
                _neighbour(parent, position + 1, "caption"),
            )
            if title is not None:
                parent.remove(title)
                figure += title.children
            wide = svg.deepcopy()
            figure += wide
            if caption is not None:
                parent.remove(caption)
                if caption["narrow"]:
                    wide["classes"].append("romsov-wide-drawing")
                    drawing = clean_svg(caption["narrow"], f"{svg['figure']}-narrow-")
                    classes = ["romsov-svg", "romsov-narrow-drawing"]
                    figure += nodes.raw("", drawing, format="html", classes=classes, figure="")
                line = next(iter(caption.findall(nodes.caption)))
                if svg["figure"] in named:
                    address = "../" + downloads.figure_file(Path(self.env.docname).name, svg["figure"])
                    line += _offered(address)
                figure += line
            parent.replace(svg, figure)

    def _named(self) -> Mapping[str, list[str]]:
        notebook = Path(self.env.doc2path(self.env.docname))
        return downloads.named_in_figures(notebook) if notebook.suffix == ".ipynb" else {}


def _offered(address: str) -> nodes.raw:
    text = f' <a class="romsov-data" href="{escape(address)}" download>Its numbers (CSV)</a>'
    return nodes.raw("", text, format="html")


def _neighbour(parent: nodes.Element, position: int, kind: str) -> nodes.container | None:
    """The title or caption at a place among the outputs of a cell."""
    found = parent[position] if 0 <= position < len(parent) else None
    if isinstance(found, nodes.container) and f"romsov-{kind}" in found["classes"]:
        return found
    return None


def setup(app: Sphinx) -> None:
    """Register the transform; the renderer itself is found by its entry point."""
    app.add_post_transform(Figures)
