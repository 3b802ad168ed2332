"""The results of a notebook: how they are displayed, stored in its outputs, and read back by the book.

A display stores a machine-readable record beside what a reader of JupyterLab sees, so validation compares it
like any output, and the book turns it into numbers that open their evidence.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence
from romsov_analysis.estimates import ResultError
from romsov_analysis.formatting import (
    TEMPLATE,
    claim_record,
    format_claim,
    format_record,
    nearest,
    parse_reference,
)
from romsov_analysis.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RESULTS_MIME = "application/vnd.romsov.results+json"
TEXT_MIME = "application/vnd.romsov.text+json"
TABLE_MIME = "application/vnd.romsov.table+json"


@dataclass
class Ledger:
    """The results of one notebook, in the order in which they were computed."""

    results: dict[str, Result] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    def add(self, *results: Result) -> None:
        """Keep results; `show` displays them.

        Raises
        ------
        ResultError
            If an id is used twice.
        """
        for result in results:
            if result.id in self.results:
                raise ResultError(f"{result.id} is used twice")
            self.results[result.id] = result

    def show(self, *prefixes: str) -> Display:
        """Display the results whose ids begin with one of the prefixes; without any, all not shown yet.

        Only what is displayed is stored with the notebook and can be named in the book.

        Raises
        ------
        ResultError
            If there is nothing to show.
        """
        chosen = [
            result
            for result in self.results.values()
            if (result.id.startswith(prefixes) if prefixes else True) and result.id not in self.shown
        ]
        if not chosen:
            raise ResultError(f"no result left to show under {', '.join(prefixes) or 'any id'}")
        self.shown |= {result.id for result in chosen}
        return _results_display(chosen)

    def __getitem__(self, result_id: str) -> Result:
        if result_id not in self.results:
            raise ResultError(f"unknown result {result_id!r}; nearest: {nearest(result_id, self.results)}")
        return self.results[result_id]

    def fill(self, template: str) -> str:
        """The template with every reference replaced by its number."""

        def number(match: re.Match[str]) -> str:
            name, options = parse_reference(match["content"])
            if match["kind"] == "claim":
                return format_claim(name, options)
            return format_record(self[name].record(), options)

        return TEMPLATE.sub(number, template)

    def answer(self, question: str, *sentences: str) -> Display:
        """The short answer to a question, a template a sentence; the first is the finding of the front page."""
        filled = [self.fill(sentence) for sentence in sentences]
        return _text_display("answer", question, list(sentences), filled, self.fill(question))

    def conclusion(self, *sentences: str) -> Display:
        """Sentences that carry results, displayed and compared like any output."""
        return _text_display(
            "conclusion", "", list(sentences), [self.fill(sentence) for sentence in sentences]
        )

    def claims(self, caption: str, *claim_ids: str) -> Display:
        """A table of claims: what each says, in whose words, and where."""
        rows = []
        for name in claim_ids:
            claim = claim_record(name)
            number = f"{{claim:{name}|unit}}" if claim["low"] is not None else ""
            statement = str(claim["statement"]).replace("{value}", number)
            speaker = evidence.row(f"people:{claim['speaker']}")["name"]
            rows.append([statement, f"{{claim:{name}|quote}}", str(speaker)])
        return self.table(caption, ["The claim", "In its words", "Who says it"], rows)

    def people(self, caption: str, *person_ids: str) -> Display:
        """A table of who is who, from the register of people."""
        rows = []
        for name in person_ids:
            cells = evidence.row(f"people:{name}")
            rows.append([str(cells["name"]), str(cells["role"])])
        return self.table(caption, ["Who", "Role"], rows)

    def figure(self, figure: Figure, *, alt: str, caption: str) -> None:
        """Display a figure and its caption, as two outputs of one cell.

        Parameters
        ----------
        figure
            Drawn in the book's style; closed afterwards.
        alt
            Template of the text for readers who do not see the figure.
        caption
            Template of the line below it.
        """
        from IPython.display import display

        from romsov_analysis import figures

        display(figures.show(figure, self.fill(alt)))
        display(_text_display("caption", "", [caption], [self.fill(caption)]))

    def table(self, caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Display:
        """A table whose cells are templates.

        Parameters
        ----------
        caption
            Template of the line above the table.
        header
            Column headings, none empty.
        rows
            One sequence of templates a row, as long as the header; the first cell heads its row.
        """
        if not all(header):
            raise ResultError("a table needs a heading over every column")
        for cells in rows:
            if len(cells) != len(header):
                raise ResultError(
                    f"a row of {len(cells)} cells under {len(header)} headings: {list(cells)!r}"
                )
        filled = [[self.fill(cell) for cell in cells] for cells in rows]
        return _table_display(caption, self.fill(caption), header, rows, filled)


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


@dataclass(frozen=True)
class Entry:
    """A stored result and where it was computed; `cell` is the number JupyterLab shows."""

    record: Mapping[str, Any]
    notebook: str
    cell: int


@dataclass(frozen=True)
class Answer:
    """A stored short answer: `templates` are its sentences with references to results, `text` reads them out."""

    question: str
    templates: tuple[str, ...]
    notebook: str
    text: str


def read_notebook(path: Path) -> tuple[list[Entry], list[Answer]]:
    """The results and short answers stored in one notebook."""
    entries: list[Entry] = []
    answers: list[Answer] = []
    for cell, data in _stored_outputs(path):
        for record in data.get(RESULTS_MIME, {}).get("results", []):
            entries.append(Entry(record, path.stem, cell))
        text = data.get(TEXT_MIME, {})
        if text.get("kind") == "answer":
            read = "".join(data["text/plain"])
            answers.append(Answer(text["question"], tuple(text["templates"]), path.stem, read))
    return entries, answers


def _stored_outputs(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            for output in cell["outputs"]:
                yield cell["execution_count"] or 0, output.get("data", {})


def read_ledger(folder: Path) -> tuple[dict[str, Entry], list[Answer]]:
    """The ledger of the whole book: result id → entry, and the short answers in the order of chapters.

    Raises
    ------
    ResultError
        If two notebooks use one id.
    """
    ledger: dict[str, Entry] = {}
    answers: list[Answer] = []
    for path in sorted(folder.glob("*.ipynb")):
        entries, found = read_notebook(path)
        answers += found
        for entry in entries:
            name = entry.record["id"]
            if name in ledger:
                raise ResultError(f"{name} is computed in {ledger[name].notebook} and in {entry.notebook}")
            ledger[name] = entry
    return ledger, answers
