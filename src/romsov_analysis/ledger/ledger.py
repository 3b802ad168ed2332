"""The results of one notebook, and the displays that name them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from romsov_analysis import evidence, figures
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import tables
from romsov_analysis.ledger.displays import (
    Display,
    agreement_display,
    figure_display,
    results_display,
    table_display,
    text_display,
)
from romsov_analysis.ledger.tables import Table
from romsov_analysis.results import Reference, Result, ResultError, marked, plain, words_of
from romsov_analysis.shown import shown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Tone = Literal["yes", "no", "partly", "open"]

_CLOSE = 1e-9  # relative: what the machine's last bits may differ by


class Ledger:
    """The results of one notebook, in the order in which they were computed.

    What is displayed is plain text with references: a cell of a table stays text whatever stands in it, and
    stars or brackets mark nothing.
    """

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self.results: dict[str, Result] = {}
        self.shown: set[str] = set()
        self._records: dict[str, Mapping[str, Any]] = {}
        self.add(*results)

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

    def show(self, *results: Result) -> Display:
        """Display results, folded; without any, all that were not shown yet.

        Only what is displayed is stored with the notebook and can be named in the book. A result that was shown
        before is passed over.

        Raises
        ------
        ResultError
            If there is nothing to show, or a result is not of this ledger.
        """
        for result in results:
            if self[result.id] != result:
                raise ResultError(f"{result.id} is not the result that this ledger holds under that id")
        wanted = results or tuple(self.results.values())
        chosen = {result.id: result for result in wanted if result.id not in self.shown}
        if not chosen:
            raise ResultError("no result left to show")
        self.shown |= set(chosen)
        return results_display(list(chosen.values()))

    def __getitem__(self, result_id: str) -> Result:
        if result_id not in self.results:
            near = evidence.nearest(result_id, self.results)
            raise ResultError(f"unknown result {shown(result_id)}; nearest: {near}")
        return self.results[result_id]

    def fill(self, text: str) -> str:
        """Plain text with references as Markdown: their words filled in, all else escaped."""
        return marked(text, self._words)

    def _words(self, reference: Reference) -> str:
        if reference.kind in ("result", "holds") and reference.id not in self._records:
            self._records[reference.id] = self[reference.id].record()
        return words_of(reference, self._records)

    def agree(self, value: float, result: Result) -> Display:
        """Check a number worked out in view against the chapter's own computation of it.

        Parameters
        ----------
        value
            What the lines above came to, in the unit of the result.
        result
            The chapter's result.

        Returns
        -------
        What the result is and its value in words, to be shown as the last line of the cell.

        Raises
        ------
        ResultError
            If they differ by more than the machine's last bits. Of a result without a value the number must lie
            within its range.
        """
        if result.value is None:
            same = result.low * (1 - _CLOSE) <= value <= result.high * (1 + _CLOSE)
        else:
            same = math.isclose(value, result.value, rel_tol=_CLOSE, abs_tol=1e-12)
        if not same:
            raise ResultError(
                f"{result.id}: these lines give {value:g}, the chapter {result} ({result.low:g} to {result.high:g})"
            )
        return agreement_display(result)

    def answer(self, question: str, *sentences: str) -> Display:
        """The short answer to a question, a paragraph each."""
        return text_display("answer", self.fill(question), [self.fill(sentence) for sentence in sentences])

    def conclusion(self, *sentences: str) -> Display:
        """Sentences that carry results, displayed and compared like any output."""
        return text_display("conclusion", "", [self.fill(sentence) for sentence in sentences])

    def claims(self, caption: str, *claim_ids: str) -> Display:
        """A table of claims: what each says, in whose words, and who says it."""
        return self.table(tables.claims(caption, *claim_ids))

    def people(self, caption: str, *person_ids: str) -> Display:
        """A table of who is who, from the register of people."""
        return self.table(tables.people(caption, *person_ids))

    def verdict(
        self, sentence: str, *marks: tuple[Tone, str, str], when: tuple[str, str] | None = None
    ) -> Display:
        """What a chapter found, in a sentence, and of what it holds how far.

        Parameters
        ----------
        sentence
            Stands below the heading of the chapter and on the front page.
        marks
            A tone, a word or two, and what they are said of: ``("no", "no", "American prices of 1944")``.
        when
            A word or two for the strip of time on the front page, and the stretch that the chapter covers, EDTF:
            ``("the talks", "1918/1940")``.

        Raises
        ------
        DateError
            If the stretch is no date.
        """
        if when is not None:
            dates.parse(when[1])
        filled = [[tone, word, self.fill(of)] for tone, word, of in marks]
        return text_display("verdict", "", [self.fill(sentence)], marks=filled, when=list(when or ()))

    def figure(
        self, draw: Callable[..., Figure], *subject: object, title: str = "", alt: str, caption: str
    ) -> None:
        """Display a figure between its title and its caption, drawn for wide and for narrow screens.

        Parameters
        ----------
        draw, subject
            Draws the figure in the book's style and width, given the subject; it is closed afterwards.
        title
            What the figure shows, as a finding; may carry references.
        alt
            What a reader who does not see the figure is told; may carry references.
        caption
            The line below it; may carry references.
        """
        from IPython.display import display

        filled = self.fill(alt)
        if title:
            display(text_display("title", "", [self.fill(title)]))
        with figures.drawn(figures.NARROW):
            narrow = figures.svg(draw(*subject), plain(filled))
        display(figure_display(draw(*subject), plain(filled)))
        display(text_display("caption", "", [self.fill(caption)], alt=filled, narrow=narrow))

    def table(self, table: Table) -> Display:
        """Display a table with its references filled in."""
        return table_display(
            self.fill(table.caption),
            table.header,
            [[self.fill(cell) for cell in cells] for cells in table.rows],
        )
