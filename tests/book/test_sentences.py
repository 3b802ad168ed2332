"""Sentences, labels and names of the built pages: no hole where a number was, no plural of one, no two works alike."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from conftest import SITE, pages
from romsov_analysis import evidence

# What is counted, in the plural.
_MANY = {
    noun
    for pattern in evidence.load("units")["pattern"]
    for noun in re.findall(r"^\{\} (?:armoured )?([a-z]+s)(?! dollar)", pattern)
} | {"breaches", "rows", "results", "works", "places", "pages", "men"}
# What a sentence reads like where a number, a name or an end of it is missing, or stands in the wrong number.
_HOLES = {
    "one of many": rf"(?<![\d.,–÷×] )(?<![\d.,–−])\b(?:1|[Oo]ne) (?:{'|'.join(_MANY)})\b",
    "nothing before the stop": r"[^\s–] [,.;:!?](?!\S)",
    "two stops": r"[,;:] ?[,;:!?]|[,;:] \.|[a-z](?<! ed)\.[;:]|[a-z]{3}\.,|(?<!\.)\.\.(?!\.)",
    "nothing in brackets": r"\( ?\)|\( |\s\)|\[ ?\]|“ ?”",
    "twice": r"\b(the|a|an|of|in|to|and|or|by|is|was|for|with) \1\b",
    "no words": r"<NA>|\bundefined\b|\bnan\b|\{(?!value\})[a-z_.]+\}",
}
_QUOTED = re.compile(r"“[^”]*”+[^“”]*?”|“[^”]*”")  # a document's own words may have holes


_INSIDE = {"a", "em", "strong", "span", "b", "i", "sub", "sup"}
_UNREAD = {"script", "style", "pre", "code", "svg"}
_EMPTY = {"br", "img", "use", "path", "hr"}


class Told(HTMLParser):
    """What a page tells, block by block, and what it tells in labels."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.labels: list[str] = []
        self.named: list[tuple[str, str]] = []
        self._unread: list[str] = []
        self._link: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if self._unread or tag in _UNREAD or (tag == "table" and "dataframe" in (found.get("class") or "")):
            self._unread += [] if tag in _EMPTY else [tag]  # code and rows are read as they are
        self.labels += [found[name] or "" for name in ("aria-label", "alt", "title") if name in found]
        if tag not in _INSIDE:
            self.blocks.append("")
        if tag == "a":
            self._link = (
                f"{found.get('data-card')}"
                if (found.get("data-card") or "").startswith("card-work-")
                else None
            )
            self.named += [(self._link, "")] if self._link else []

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            while self._unread.pop() != tag:
                pass
        if tag not in _INSIDE:
            self.blocks.append("")
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.blocks[-1] += data
        if self._link:
            self.named[-1] = (self._link, self.named[-1][1] + data)


def told(text: str) -> Told:
    reader = Told()
    reader.feed(text)
    return reader


def holes(text: str) -> list[str]:
    plain = re.sub(r"https?://\S+", "x", _QUOTED.sub("“x”", " ".join(text.split())))
    return [
        f"{kind}: …{plain[max(found.start() - 40, 0) : found.end() + 20]}…"
        for kind, pattern in _HOLES.items()
        for found in re.finditer(pattern, plain)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is 1 voices.", "one voices against it", "together.; entry", "A package of , signed.",
        "in the economy: .", "It was .", "a ()",
        "Which came first: yes, , unknown", "of of it", "the {order.no} of", "told..",
        "signed together.: thirty projects",
    ],
)  # fmt: skip
def test_a_hole_is_known_for_one(text: str) -> None:
    assert holes(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 voice; 11 voices, 0.1 years, 3–1 votes.",
        "Watts, L., and others.",
        "“” a” [4]",
        "et al., and 1 is odd",
        "… (n. d.)",
    ],
)
def test_a_whole_sentence_is_known_for_one(text: str) -> None:
    assert holes(text) == []


@pytest.mark.parametrize("name", pages())
def test_no_sentence_and_no_label_has_a_hole(name: str) -> None:
    page = told((SITE / name).read_text(encoding="utf-8"))
    assert [hole for text in [*page.blocks, *page.labels] for hole in holes(text)] == []
    assert [
        label for label in page.labels if not label.strip() or label != label.strip() or "  " in label
    ] == []


def test_no_two_works_are_named_alike() -> None:
    works: dict[str, set[str]] = {}
    for name in pages():
        for card, words in told((SITE / name).read_text(encoding="utf-8")).named:
            works.setdefault(words.strip("()"), set()).add(card)
    assert len(works) > 50
    assert {words: cards for words, cards in works.items() if len(cards) > 1} == {}
    assert [words for words in works if re.search(r"[{|}~]", words)] == []
