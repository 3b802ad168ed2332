"""The results of one notebook, and the displays that name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.ledger.displays import Display, _results_display, _table_display, _text_display
from romsov_analysis.results import Result, ResultError, claim_record, format_claim
from romsov_analysis.results.formatting import TEMPLATE, format_record, nearest, parse_reference

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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

        from romsov_analysis.ledger import displays

        display(displays.show(figure, self.fill(alt)))
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
