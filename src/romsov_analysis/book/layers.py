"""The layers of a chapter's page: the story, and what is folded away until it is asked for.

Long tables stand behind a line that says what they hold; on a phone the rows of a table are stacked, each cell
under the name of its column. Every code cell has an address, so that a card can lead to where its number is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from romsov_analysis.book.links import evidence_link

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LONGEST_OPEN = 9  # rows of a table that the story shows
MOST_OPEN = 3  # tables of a page that the story shows

WORKINGS = "The workings"  # the heading of what is folded as a whole, after the story

_PACE = 220  # words a minute


def cell_anchor(number: int) -> str:
    """The id of a code cell within its page, by the number JupyterLab shows."""
    return f"cell-{number}"


class Layers(SphinxPostTransform):
    """Gives cells their addresses and folds the tables that are too long for a story."""

    default_priority = 20  # after the figures have their captions

    def run(self, **_: Any) -> None:
        """Change the tree in place."""
        for cell in self.document.findall(nodes.container):
            if cell.get("nb_element") == "cell_code" and cell.get("exec_count"):
                cell["ids"].append(cell_anchor(cell["exec_count"]))
        if not self.env.docname.startswith("notebooks/"):
            return
        self._head()
        for section in list(self.document.findall(nodes.section)):
            if section[0].astext() == WORKINGS:
                _fold_section(section)
        shown = 0
        for table in list(self.document.findall(nodes.table)):
            count = len(next(iter(table.findall(nodes.tbody))))
            if count <= LONGEST_OPEN and shown < MOST_OPEN:
                shown += 1
            elif isinstance(table[0], nodes.title):
                _fold(table, count)

    def _head(self) -> None:
        """Put the number of the chapter and what reading its story takes below the heading."""
        number = int(self.env.docname.rpartition("/")[2][:2])
        minutes = max(1, round(words_of_story(self.document) / _PACE))
        head = f"Chapter {number} · {minutes} minutes" if minutes > 1 else f"Chapter {number} · 1 minute"
        section = next(iter(self.document.findall(nodes.section)), None)
        if section is not None:
            section.insert(1, nodes.paragraph("", head, classes=["romsov-head"]))


def words_of_story(document: nodes.document) -> int:
    """The words of a chapter's paragraphs and lists: without its code, tables, captions and listings."""
    return sum(
        len(text.astext().split())
        for text in document.findall(nodes.paragraph)
        if not any(isinstance(above, nodes.entry) for above in _above(text))
        and not any("romsov-pointer" in above.get("classes", []) for above in _above(text))
    )


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    while (node := node.parent) is not None:
        yield node


def _fold_section(section: nodes.section) -> None:
    """Put all of a section but its heading behind a line that says what it is."""
    inside = section.children[1:]
    del section[1:]
    opening = '<details class="romsov-fold romsov-workings-fold"><summary>'
    section += [
        nodes.raw("", opening, format="html"),
        nodes.inline("", "Show", classes=["kind"]),
        nodes.Text(" how the chapter was reckoned: rules, tables, code, and what was tried"),
        nodes.raw("", "</summary>", format="html"),
        *inside,
        nodes.raw("", "</details>", format="html"),
    ]


def _fold(table: nodes.table, count: int) -> None:
    """Put a table, with the box it scrolls in, behind its caption."""
    caption = table[0]
    box = table.parent
    place = box.parent
    if not any(caption.findall(evidence_link)):  # links open nothing in what opens the table
        table.remove(caption)
    folded = [
        nodes.raw("", '<details class="romsov-fold"><summary>', format="html"),
        nodes.inline("", "Table ", classes=["kind"]),
        nodes.Text(caption.astext()),
        nodes.inline("", f" {count} rows" if count != 1 else " 1 row", classes=["rows"]),
        nodes.raw("", "</summary>", format="html"),
        box.deepcopy(),
        nodes.raw("", "</details>", format="html"),
    ]
    position = place.index(box)
    place.remove(box)
    place.insert(position, folded)


def _visit_entry(self: Any, node: nodes.entry) -> None:
    """A cell that knows the heading of its column."""
    type(self).visit_entry(self, node)
    heading = node.get("heading", "")
    if heading:
        opening = self.body.pop()
        self.body.append(
            opening.replace(" ", f' data-h="{escape(heading)}" ', 1)
            if " " in opening
            else opening.replace(">", f' data-h="{escape(heading)}">', 1)
        )


def _depart_entry(self: Any, node: nodes.entry) -> None:
    type(self).depart_entry(self, node)


def setup(app: Sphinx) -> None:
    """Register transform, cells and script."""
    app.add_post_transform(Layers)
    app.add_node(nodes.entry, override=True, html=(_visit_entry, _depart_entry))
    app.add_js_file("layers.js", priority=100)  # in the head and at once: the page is not to jump
