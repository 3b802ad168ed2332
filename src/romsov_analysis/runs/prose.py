"""The search for numbers typed by hand.

In a page, a notebook's text, a caption, a table, a claim's statement, every number stands in the words of a
reference. Allowed as they are, without markup: years and ranges of years, days of a month, ``article``,
``chapter``, ``p.``, ``no.``, ``point`` or ``post`` with its number, code, links; clock times in a claim's
statement. Number words up to twelve are free where they count things; words that carry a result (*double*,
*a third*, *two to three times*) are bound like digits. A reference that would be printed raw is found too.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from romsov_analysis import evidence, ledger, results
from romsov_analysis.results import formatting
from romsov_analysis.results.references import KINDS
from romsov_analysis.runs.filling import CODE

_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)  # fmt: skip


_YEAR = r"(?:1[89]|20)\d\d"


_KINDS = "|".join(KINDS)


_REFERENCE = re.compile(rf"\[(?:[^\[\]\\]|\\.)*\]\((?:{_KINDS}):[^()\s]*\)")


# What was meant as a reference, in any of the forms this book has known, and would be printed as it stands.
_RAW = (
    re.compile(rf"\]\(\s*(?:{_KINDS}):[^)\n]*\)?"),
    re.compile(r"\{(?:result|claim|cite:[a-z]+)\}`[^`]*`"),
    re.compile(r"\{(?:claim:)?[a-z0-9_]+(?:\.[a-z0-9_]+)+(?:\|[^{}]*)?\}"),
)


# What is not prose, replaced by blanks of the same length so that line and column stay true.
_NOT_PROSE = (
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),  # front matter
    re.compile(r"^(`{3,}|~{3,})[^\n{]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE),  # code
    re.compile(r"^(`{3,})\{code[^\n]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"^[ \t]*(?:`{3,}|:{3,})\{(?:figure|image|results-list)\}[^\n]*", re.MULTILINE),
    re.compile(r"^[ \t]*(?:`{3,}|:{3,})\{[^}]*\}", re.MULTILINE),  # opening of a directive; its title stays
    re.compile(r"^[ \t]*:[a-z-]+:[^\n]*$", re.MULTILINE),  # option of a directive
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"\{[a-z:-]+\}`[^`]*`"),  # role
    re.compile(r"``.+?``|`[^`]*`"),  # code in a sentence
    re.compile(r"\]\([^)]*\)"),  # target of a link
    re.compile(r"<?https?://\S+"),
    re.compile(r"\[\^[^\]]*\]"),  # footnote mark
    re.compile(r"^\([^)]*\)=$", re.MULTILINE),  # label
    re.compile(r"^[ \t]*\d+[.)](?=[ \t])", re.MULTILINE),  # mark of a list
)


_ALLOWED = (
    re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})(?: {_YEAR})?, (?:[01]?\d|2[0-3]):[0-5]\d\b"),  # a moment
    re.compile(rf"\b\d{{1,2}}(?:(?:[–/-]| (?:to|and) )\d{{1,2}})? (?:{_MONTHS})\b"),
    re.compile(rf"\b(?:{_MONTHS}) \d{{1,2}}\b"),
    re.compile(rf"\b{_YEAR}(?:[–/-](?:{_YEAR}|\d\d))?s?\b"),
    re.compile(r"\b(?:articles?|chapters?|posts?|pp?\.|no\.|points?) ?\d+(?:[–-]\d+)?\b", re.IGNORECASE),
    re.compile(r"\ba hundred (?:treaty-)?years\b", re.IGNORECASE),  # the unit of a rate, like per cent
    re.compile(r"\ba third (?:party|power|state)\b", re.IGNORECASE),  # the ordinal
)


_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b")


_NAKED = (
    re.compile(r"(?<!\w)\d(?:[\d.,–-]*\d)?"),  # not the 24 of a name such as Digi24
    re.compile(rf"\b(?:{_WORDS})(?: (?:to|or) (?:{_WORDS}))?[- ]times\b", re.IGNORECASE),
    re.compile(r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:e|es|ed|ing)\b", re.IGNORECASE),
    re.compile(rf"\b(?:twice|thrice|half|(?:{_WORDS}|many|hundred)[- ]?fold)\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_WORDS}) per ?cent\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:an?|{_WORDS})[- ](?:third|quarter|fourth|fifth|sixth|eighth|tenth)s?\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:thir|four|fif|six|seven|eigh|nine)teen\b", re.IGNORECASE),
    re.compile(r"\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty\b", re.IGNORECASE),
    re.compile(r"\b(?:dozen|hundred|thousand|million|billion)s?\b", re.IGNORECASE),
)


@dataclass(frozen=True)
class Naked:
    """A number that is bound to nothing; `line` counts from 1 within the text."""

    line: int
    found: str
    sentence: str


def naked(text: str, *, clock: bool = False) -> list[Naked]:
    """The numbers in a MyST text that are neither bound nor allowed.

    Parameters
    ----------
    text
        MyST markdown; the words of a reference are bound.
    clock
        Whether clock times are allowed (in a claim's statement).
    """
    prose = text
    for pattern in (_REFERENCE, *_NOT_PROSE, *_ALLOWED, *([_CLOCK] if clock else [])):
        prose = _blank(prose, pattern)
    return _hits(_NAKED, prose, text)


def raw(text: str) -> list[Naked]:
    """What was meant as a reference and is none: it would be printed as it stands."""
    rest = text
    for pattern in (*CODE, _REFERENCE):
        rest = _blank(rest, pattern)
    return _hits(_RAW, rest, text)


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    """The text with all that fits replaced by blanks, so that line and column stay true."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _hits(patterns: Iterable[re.Pattern[str]], prose: str, text: str) -> list[Naked]:
    hits = []
    lines = text.split("\n")
    for pattern in patterns:
        for match in pattern.finditer(prose):
            line = prose.count("\n", 0, match.start())
            hits.append(Naked(line + 1, match[0], lines[line].strip()))
    return sorted(set(hits), key=lambda hit: (hit.line, hit.found))


def unbound(root: Path) -> list[str]:
    """Every number typed by hand in a checkout, as ``place: number in «line»``."""
    found = []
    for place, text, clock in _texts(root):
        found += [
            f"{place}, line {hit.line}: {hit.found!r} in «{hit.sentence[:90]}»"
            for hit in naked(text, clock=clock)
        ]
        found += [
            f"{place}, line {hit.line}: {hit.found!r} would be printed raw in «{hit.sentence[:90]}»"
            for hit in raw(text)
        ]
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        found += [*_unbound_alts(path), *_raw_outputs(path)]
    return found


def _raw_outputs(path: Path) -> Iterator[str]:
    """Raw references in what JupyterLab shows of the outputs, where each is to be read out."""
    for position, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], start=1):
        for output in cell.get("outputs", []):
            for kind in ("text/plain", "text/html", "image/svg+xml"):
                shown = "".join(output.get("data", {}).get(kind, ""))
                for match in _RAW[0].finditer(shown):
                    yield f"{path.name}, cell {position}, {kind}: {match[0]!r} is printed raw"


def _texts(root: Path) -> Iterator[tuple[str, str, bool]]:
    """(place, text, clock times allowed) of everything a reader sees."""
    for path in sorted((root / "book").glob("*.md")):
        yield path.name, path.read_text(encoding="utf-8"), False
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        for place, text in _notebook_texts(path):
            yield place, text, False
    for name, statement in evidence.load("claims")["statement"].items():
        yield f"claims.csv, {name}", str(statement).replace("{value}", ""), True


def _notebook_texts(path: Path) -> Iterator[tuple[str, str]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for position, cell in enumerate(notebook["cells"], start=1):
        place = f"{path.name}, cell {position}"
        if cell["cell_type"] == "markdown":
            yield place, "".join(cell["source"])
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            text = data.get(ledger.TEXT_MIME)
            if text:
                yield place, "\n".join([text["question"], *text.get("sentences", [])])
            for record in data.get(ledger.RESULTS_MIME, {}).get("results", []):
                yield f"{place}, {record['id']}", f"{record['title']}\n{record['note']}"
            table = data.get(ledger.TABLE_MIME)
            if table:
                cells = [table["caption"], *table["header"], *(cell for row in table["rows"] for cell in row)]
                yield place, "\n".join(cells)


def _unbound_alts(path: Path) -> list[str]:
    """Numbers in the stored alt texts that no result or claim prints as."""
    entries, _ = ledger.read_notebook(path)
    known = sorted(set(_printed(entry.record for entry in entries)), key=len, reverse=True)
    found = []
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for position, cell in enumerate(notebook["cells"], start=1):
        for output in cell.get("outputs", []):
            svg = "".join(output.get("data", {}).get("image/svg+xml", ""))
            if not svg:
                continue
            title = ET.fromstring(svg).find("{http://www.w3.org/2000/svg}title")
            alt = "" if title is None else title.text or ""
            for text in known:
                alt = re.sub(rf"(?<![\d.,]){re.escape(text)}(?![\d]|[.,]\d)", " ", alt)
            found += [
                f"{path.name}, cell {position}, alt text: {hit.found!r} is no result of the notebook"
                for hit in naked(alt)
            ]
    return found


def _printed(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The texts as which results and claims are printed, in every form the options give."""
    forms = ["", "range", "with-range", "low", "high", "words"]
    forms += [f"decimals={digits}" for digits in range(4)]
    for record in records:
        own = list(forms)
        if evidence.row(f"units:{record['unit']}")["dimension"] == "ratio":
            own += ["percent", "change", "percent range", "change range", "change words"]
        for form in own:
            yield formatting.format_record(record, form)
            yield formatting.format_record(record, f"{form} unit")
    for name in evidence.ids("claims"):
        for form in ("", "low", "high", "unit"):
            yield results.format_claim(name, form)
