"""A number in a sentence: a plain Markdown link whose words are filled in from what it names.

``[1.32](result:valuation.us_wpi_all_1944)``, with options behind a question mark, separated by commas:
``[32 per cent](result:valuation.us_wpi_all_1944?change)``. The kinds:

- ``result``: a number of a notebook; options as in `formatting.format_number`;
- ``claim``: what a document says, its number or, with ``quote``, its words, with ``own`` those of the author;
- ``holds``: a judgement in the author's own words that a result, true or false, must bear out;
- ``person``: a name from the register of people;
- ``cite``: a work of the registers, ``?p`` in brackets, ``?own`` in the author's own words.

So the same text reads with its numbers in an editor, in JupyterLab and in the book, and there each opens its
evidence. Whoever writes leaves the words empty; they are filled in, and refused where they differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from romsov_analysis.evidence.names import KINDS_OF_REFERENCE
from romsov_analysis.results.estimates import ResultError
from romsov_analysis.shown import shown

Kind = Literal["result", "claim", "holds", "person", "cite"]
KINDS = KINDS_OF_REFERENCE

_REFERENCE = re.compile(
    rf"\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?P<kind>{'|'.join(KINDS)}):(?P<id>[^()\s?]*)(?:\?(?P<options>[^()\s]*))?\)"
)
_SPECIAL = re.compile(r"([\\`*_\[\]<>&$#~^{}|])")
_NUMBERED = re.compile(r"([0-9]{1,9})[.)]")  # at the beginning of a line: an item of a list
_AT_THE_START = tuple(
    "-+#=:%()!\"'/;,?@."
)  # headings, lists, comments, labels, fences; the rest is escaped anywhere
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# What reads like a reference and is none: a space or a bracket in it prints it raw, and nothing warns.
_BROKEN = re.compile(rf"\]\(\s*(?P<kind>{'|'.join(KINDS)}):[^)]*\)?")


@dataclass(frozen=True)
class Reference:
    """A reference in a text: kind, id, options, its words as they stand, and where they stand."""

    kind: Kind
    id: str
    options: str
    words: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" + (f"?{self.options}" if self.options else "")


def link(kind: Kind, id: str, options: str = "", words: str = "") -> str:
    """A reference as it stands in a text; options separated by commas or spaces, words as plain text."""
    asked = ",".join(options.replace(",", " ").split())
    return f"[{escape(words)}]({kind}:{id}{'?' + asked if asked else ''})"


def escape(words: str) -> str:
    """Plain text as Markdown that says just that."""
    return _SPECIAL.sub(r"\\\1", words).replace("...", "\\...").replace("--", "-\\-")


def escape_text(text: str) -> str:
    """A line of plain text as Markdown that says just that, at the beginning of a line too."""
    escaped = escape(text)
    numbered = _NUMBERED.match(escaped)
    if numbered:
        return f"{numbered[1]}\\{escaped[numbered.end() - 1 :]}"
    return "\\" + escaped if escaped[:1] in _AT_THE_START else escaped


def unescape(words: str) -> str:
    """Words as they stand in a text, as plain text."""
    return _ESCAPED.sub(r"\1", words)


def references(text: str) -> Iterator[Reference]:
    """Every reference of a text, in its order.

    Raises
    ------
    ResultError
        If something reads like a reference and is none, such as one with a space in it.
    """
    whole = {match.start("kind") for match in _REFERENCE.finditer(text)}
    for broken in _BROKEN.finditer(text):
        if broken.start("kind") not in whole:
            raise ResultError(
                f"{shown(broken[0][2:])} is no reference. Accepted: (kind:id?option,option) without spaces, "
                f"words in square brackets before it; kinds: {', '.join(KINDS)}"
            )
    yield from _found(text)


def _found(text: str) -> Iterator[Reference]:
    """What is a reference, whatever else reads like one."""
    for match in _REFERENCE.finditer(text):
        kind: Kind = match["kind"]  # type: ignore[assignment]
        words = unescape(match["words"])
        yield Reference(kind, match["id"], match["options"] or "", words, match.start(), match.end())


def fill(text: str, words_of: Callable[[Reference], str]) -> str:
    """The text with the words of every reference filled in.

    Parameters
    ----------
    text
        Markdown.
    words_of
        Reference → its words as plain text.
    """
    parts, position = [], 0
    for reference in references(text):
        parts.append(text[position : reference.start])
        parts.append(link(reference.kind, reference.id, reference.options, words_of(reference)))
        position = reference.end
    return "".join([*parts, text[position:]])


def marked(text: str, words_of: Callable[[Reference], str]) -> str:
    """Plain text with references as Markdown: references are filled in, all else says just what it says.

    What displays show is such text: cells of tables, titles and names go into it as they are, and reach no page
    as anything but text.
    """
    parts, position = [], 0
    for reference in references(text):
        parts.append(text[position : reference.start])
        parts.append(link(reference.kind, reference.id, reference.options, words_of(reference)))
        position = reference.end
    parts.append(text[position:])
    # Only what begins the line needs the care of a line's beginning.
    return "".join(
        part if number % 2 else (escape(part) if number else escape_text(part))
        for number, part in enumerate(parts)
    )


def plain(text: str) -> str:
    """Markdown with every reference replaced by its words and nothing escaped: what a reader sees."""
    return _read_out(text, references(text))


def _read_out(text: str, found: Iterable[Reference]) -> str:
    parts, position = [], 0
    for reference in found:
        parts += [unescape(text[position : reference.start]), reference.words]
        position = reference.end
    return "".join([*parts, unescape(text[position:])])


def sentence_around(text: str, position: int) -> str:
    """The sentence of a Markdown text that holds a position, as a reader sees it."""
    before = text.rfind("\n\n", 0, position)
    begin = 0 if before < 0 else before + 2
    end = text.find("\n\n", position)
    paragraph = text[begin : len(text) if end < 0 else end]
    at = position - begin
    start = 0
    for match in re.finditer(r"(?<=[.!?”])\s+(?=[A-Z“\[*])", paragraph):
        if match.end() <= at:
            start = match.end()
        else:
            return _sentence(paragraph[start : match.start()])
    return _sentence(paragraph[start:])


def _sentence(text: str) -> str:
    """Read out, with what stands in code and only reads like a reference as it stands."""
    return _read_out(text, _found(text)).strip()
