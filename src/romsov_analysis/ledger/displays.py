"""What a notebook shows: MIME bundles, readable in JupyterLab and machine-readable.

A display stores a machine-readable record beside what a reader of JupyterLab sees, so validation compares it
like any output, and the book turns it into numbers that open their evidence. Text in it carries its numbers as
references (`romsov_analysis.results.references`), their words filled in.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis.figures import svg
from romsov_analysis.results import Result, plain

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RESULTS_MIME = "application/vnd.romsov.results+json"
TEXT_MIME = "application/vnd.romsov.text+json"
TABLE_MIME = "application/vnd.romsov.table+json"

# JupyterLab sets cells flush right, which suits columns of numbers, and reads what stands between two dollar
# signs as mathematics; ours hold words.
_OPEN = (
    "<style>table.romsov :is(caption, th, td) {text-align: left !important; vertical-align: top}"
    " table.romsov tbody th {font-weight: normal !important}</style><table class='romsov mathjax_ignore'>"
)


@dataclass(frozen=True)
class Display:
    """Something a notebook shows: one MIME bundle, readable in JupyterLab and machine-readable."""

    bundle: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return dict(self.bundle)

    def __repr__(self) -> str:
        return str(self.bundle["text/plain"])


def figure_display(figure: Figure, alt: str) -> Display:
    """A figure with its alt text, which is also what a reader without pictures sees."""
    return Display({"text/plain": alt, "image/svg+xml": svg(figure, alt)})


def results_display(results: Sequence[Result]) -> Display:
    """Results folded under their number: a reader of the story passes them by, the book lists them."""
    count = f"{len(results)} results" if len(results) != 1 else "1 result"
    body = "".join(
        f"<tr><th scope='row'><code>{html.escape(result.id)}</code></th><td>{html.escape(result.title)}</td>"
        f"<td>{html.escape(str(result))}</td></tr>"
        for result in results
    )
    # Formulas stand in the record and on the page of results: with them a chapter's file grows by a third.
    head = "<tr><th>result</th><th>what it is</th><th>value</th></tr>"
    table = f"{_OPEN}<thead>{head}</thead><tbody>{body}</tbody></table>"
    return Display(
        {
            "text/plain": f"{count}, {results[0].id} and so on" if len(results) > 1 else results[0].id,
            "text/html": f"<details><summary>{count}</summary>{table}</details>",
            RESULTS_MIME: {"results": [result.record() for result in results]},
        }
    )


def agreement_display(result: Result) -> Display:
    """What lines in view came to: the title of the result they agree with, its value in words and its id."""
    return Display({"text/plain": f"{result.title}: {result} ({result.id})"})


def text_display(kind: str, question: str, sentences: Sequence[str], **more: Any) -> Display:
    """Sentences with filled references.

    Parameters
    ----------
    kind
        ``verdict``, ``answer`` (paragraphs), ``conclusion`` (a paragraph), ``title`` or ``caption`` of a figure.
    question
        What an answer answers; empty for all else.
    sentences
        Markdown.
    more
        What else the book needs. Of a caption ``alt``: the alt text of its figure with its references, so that what
        it names is known; ``narrow``: the figure as drawn for a narrow screen. Of a verdict ``marks``.
    """
    text = " ".join(sentences)
    if kind == "answer":
        text = "\n\n".join(sentences)
    elif kind == "caption":
        text = f"*{text}*"
    elif kind in ("verdict", "title"):
        text = f"**{text}**"
    if marks := [f"- *{word}:* {of}" for _, word, of in more.get("marks", ())]:
        text = "\n".join([text, "", *marks])
    markdown = f"**{question}** {text}" if question else text
    record = {"kind": kind, "question": question, "sentences": list(sentences)}
    record |= {name: value for name, value in more.items() if value}
    return Display({"text/plain": plain(markdown), "text/markdown": markdown, TEXT_MIME: record})


def table_display(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Display:
    """A table whose caption and cells carry filled references; the first cell of a row heads it."""
    shown_caption, shown = plain(caption), [[plain(cell) for cell in cells] for cells in rows]

    def line(cells: Sequence[str]) -> str:
        first, *rest = (html.escape(cell) for cell in cells)
        return f"<tr><th scope='row'>{first}</th>" + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"

    heads = "".join(f"<th scope='col'>{html.escape(cell)}</th>" for cell in header)
    widths = [max(len(cells[i]) for cells in [header, *shown]) for i in range(len(header))]
    lines = [shown_caption] + [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in [header, *shown]
    ]
    return Display(
        {
            "text/plain": "\n".join(lines),
            "text/html": f"{_OPEN}<caption>{html.escape(shown_caption)}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{''.join(map(line, shown))}</tbody></table>",
            TABLE_MIME: {"caption": caption, "header": list(header), "rows": [list(cells) for cells in rows]},
        }
    )
