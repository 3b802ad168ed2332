"""The front page: a strip of time with the chapters on it, and a card a chapter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from romsov_analysis.book.mime import clean_svg, inline
from romsov_analysis.book.pages import Page
from romsov_analysis.book.registers import slug
from romsov_analysis.book.views import render
from romsov_analysis.evidence.dates import parse, when
from romsov_analysis.ledger import Answer
from romsov_analysis.results import plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LEAST = 1.5  # per cent of the strip: what lasted a week is still seen


@dataclass(frozen=True)
class Stretch:
    """Where a chapter lies in the time of the book; start and length in per cent of it."""

    number: int
    label: str
    page: str
    told: str
    start: float
    length: float


class Findings(Page):
    """The findings at a glance: a card a chapter with its question, its verdict, its first picture."""

    def run(self) -> list[nodes.Node]:
        """Build the cards."""
        cards = nodes.container(classes=["romsov-chapters"])
        for answer in self.store.answers:
            page = self.uri(self.store.notebooks[answer.notebook])
            # One link, to the chapter: what the question quotes has its cards there.
            asked = nodes.reference("", plain(answer.question), refuri=page, internal=True)
            cards += nodes.container(
                "",
                nodes.paragraph("", f"Chapter {_number(answer)}", classes=["number"]),
                nodes.paragraph("", "", asked, classes=["asked"]),
                nodes.paragraph("", "", *inline(answer.finding, self.lineno)),
                *_picture(answer),
                classes=["romsov-chapter"],
            )
        return [cards]


class Strip(Page):
    """The time of the book, and where in it each chapter lies."""

    def run(self) -> list[nodes.Node]:
        """Draw it, a line a chapter."""
        known = [answer for answer in self.store.answers if answer.when]
        if not known:
            return []
        pages = [self.uri(self.store.notebooks[answer.notebook]) for answer in known]
        first, last, found = stretches(known, pages)
        return [nodes.raw("", render("strip.html", first=first, last=last, stretches=found), format="html")]


def stretches(answers: Sequence[Answer], pages: Sequence[str]) -> tuple[int, int, list[Stretch]]:
    """First and last year of all chapters, and where in between each lies.

    Parameters
    ----------
    answers
        Each with the stretch of time that its verdict names.
    pages
        Their addresses.
    """
    spans = [(parse(answer.when[1]).earliest, parse(answer.when[1]).latest) for answer in answers]
    years = [(_year(start), _year(end, 1)) for start, end in spans if start is not None and end is not None]
    first, last = int(min(start for start, _ in years)), int(max(end for _, end in years) - 1e-9)
    whole = last + 1 - first
    found = []
    for answer, page, (start, end) in zip(answers, pages, years, strict=True):
        length = max(_LEAST, round(100 * (end - start) / whole, 2))
        left = min(round(100 * (start - first) / whole, 2), 100 - length)
        label, told = answer.when
        found.append(Stretch(_number(answer), label, page, when(told), left, length))
    return first, last, found


def _year(day: datetime.date, days: int = 0) -> float:
    """A day, or so many later, as a year with a fraction."""
    start = datetime.date(day.year, 1, 1)
    return day.year + ((day - start).days + days) / 366


def _number(answer: Answer) -> int:
    return int(answer.notebook[:2])


def _picture(answer: Answer) -> Iterator[nodes.Node]:
    """The first figure of a chapter, small."""
    if answer.picture:
        svg = clean_svg(answer.picture, f"{slug('fig', answer.notebook[:2])}-")
        yield nodes.raw("", svg, format="html", classes=["romsov-svg"])


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("findings", Findings)
    app.add_directive("strip-of-time", Strip)
