"""What a notebook shows: MIME bundles, readable in JupyterLab and machine-readable.

A display stores a machine-readable record beside what a reader of JupyterLab sees, so validation compares it
like any output, and the book turns it into numbers that open their evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from romsov_analysis.figures import svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from romsov_analysis.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def show(figure: Figure, alt: str) -> Display:
    """Display a figure with its alt text, which is also what a reader without pictures sees."""
    return Display({"text/plain": alt, "image/svg+xml": svg(figure, alt)})


RESULTS_MIME = "application/vnd.romsov.results+json"


TEXT_MIME = "application/vnd.romsov.text+json"


TABLE_MIME = "application/vnd.romsov.table+json"


@dataclass(frozen=True)
class Display:
    """Something a notebook shows: one MIME bundle, readable in JupyterLab and machine-readable."""

    bundle: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return dict(self.bundle)

    def __repr__(self) -> str:
        return str(self.bundle["text/plain"])


def _results_display(results: Sequence[Result]) -> Display:
    plain = "\n".join(f"{result.id} = {result}   [{result.title}]" for result in results)
    body = "".join(
        f"<tr><th scope='row'><code>{result.id}</code></th><td>{html.escape(result.title)}</td>"
        f"<td>{html.escape(str(result))}</td></tr>"
        for result in results
    )
    # Formulas stand in the record and on the page of results: with them a chapter's file grows by a third.
    head = "<tr><th>result</th><th>what it is</th><th>value</th></tr>"
    return Display(
        {
            "text/plain": plain,
            "text/html": f"<table><thead>{head}</thead><tbody>{body}</tbody></table>",
            RESULTS_MIME: {"results": [result.record() for result in results]},
        }
    )


def _text_display(
    kind: str, question: str, templates: list[str], filled: list[str], asked: str = ""
) -> Display:
    text = " ".join(filled)
    if kind == "answer" and len(filled) > 1:
        text = "\n".join([filled[0], "", *(f"- {sentence}" for sentence in filled[1:])])
    if kind == "caption":
        text = f"*{text}*"
    markdown = f"**{asked}** {text}" if asked else text
    record = {"kind": kind, "question": question, "templates": templates}
    return Display({"text/plain": markdown, "text/markdown": markdown, TEXT_MIME: record})


def _table_display(
    caption: str,
    filled_caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    filled: Sequence[Sequence[str]],
) -> Display:
    def line(cells: Sequence[str], tag: str) -> str:
        first, *rest = (html.escape(cell) for cell in cells)
        return (
            f"<tr><th scope='row'>{first}</th>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in rest) + "</tr>"
        )

    heads = "".join(f"<th scope='col'>{html.escape(cell)}</th>" for cell in header)
    body = "".join(line(cells, "td") for cells in filled)
    widths = [max(len(cells[i]) for cells in [header, *filled]) for i in range(len(header))]
    plain = [filled_caption] + [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in [header, *filled]
    ]
    return Display(
        {
            "text/plain": "\n".join(plain),
            "text/html": f"<table><caption>{html.escape(filled_caption)}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>",
            TABLE_MIME: {"caption": caption, "header": list(header), "rows": [list(cells) for cells in rows]},
        }
    )


# --- the ledger of the book, read back from stored notebooks ----------------------------------------------
