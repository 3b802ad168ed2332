"""How a work of the registers is named in a sentence: author and year, by one rule."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.evidence.loading import glance
from romsov_analysis.results.estimates import ResultError
from romsov_analysis.shown import shown

REGISTERS = ("documents", "sources")
_WORDS_OF_A_TITLE = 5
_BODY_OR_AND = re.compile(r"\{[^{}]*\}| and ")


def work_row(key: str) -> str:
    """The evidence id of a work, in whichever register it stands.

    Raises
    ------
    ResultError
        If no register has it; the message names the nearest.
    """
    return _work(key).rows[0]


@dataclass(frozen=True)
class _Work:
    """How a work is named, and the rows that decide it: its own, then those of works that read alike."""

    who: str
    year: str
    rows: tuple[str, ...]


def _work(key: str) -> _Work:
    known = _named(*(evidence.state(table) for table in REGISTERS))
    if key not in known:
        raise ResultError(f"unknown work {shown(key)}; nearest: {evidence.nearest(key, known)}")
    for row in known[key].rows:
        evidence.row(row)  # for the note at the door
    return known[key]


def names(author: str) -> list[str]:
    """Authors as BibTeX writes them, one by one; a body stands in braces, and what is in braces is one name."""
    parted = _BODY_OR_AND.sub(lambda found: "\n" if found[0] == " and " else found[0], author)
    return [name.strip() for name in parted.split("\n") if name.strip()]


def bare(name: str) -> str:
    """A name without the braces of a body."""
    return name[1:-1] if name.startswith("{") and name.endswith("}") else name


def author_words(author: str) -> str:
    """Surnames of the authors as BibTeX writes them: one, two, or the first with *et al.*; a body in braces whole."""
    shown = [bare(name) if name.startswith("{") else name.partition(",")[0].strip() for name in names(author)]
    if len(shown) > 2:
        return f"{shown[0]} et al."
    return " and ".join(shown)


def citation(key: str, *, bracketed: bool = False) -> str:
    """A work as a sentence names it: *Corneanu (2024)*, or in brackets *(Corneanu 2024)*.

    Without an author the editor stands, else the first words of the title; works that would read alike bear a
    letter after the year, in the order of the registers. A work without a date has no year.

    Raises
    ------
    ResultError
        If no register has the work.
    """
    work = _work(key)
    who, year = work.who, work.year
    if bracketed:
        return f"({who} {year})" if year else f"({who})"
    return f"{who} ({year})" if year else who


@functools.lru_cache(maxsize=4)
def _named(*_states: tuple[Path, int]) -> Mapping[str, _Work]:
    """Key → how it is named, for every work, once for each state of the registers."""
    plain: dict[str, tuple[str, str]] = {}
    rows: dict[str, str] = {}
    for table in REGISTERS:
        for key, cells in glance(table).iterrows():
            title = _own_title(evidence.text(cells, "title")).split()
            short = " ".join(title[:_WORDS_OF_A_TITLE]).rstrip(",;:–-") + (
                " …" if len(title) > _WORDS_OF_A_TITLE else ""
            )
            who = (
                author_words(evidence.text(cells, "author") or evidence.text(cells, "editor")) or f"“{short}”"
            )
            plain.setdefault(str(key), (who, _year(evidence.text(cells, "date"))))
            rows.setdefault(str(key), f"{table}:{key}")
    alike: dict[tuple[str, str], list[str]] = {}
    for key, named in plain.items():
        alike.setdefault(named, []).append(key)
    found = {}
    for key, (who, year) in plain.items():
        same = alike[who, year]
        named_year = _lettered(year, same.index(key)) if len(same) > 1 else year
        found[key] = _Work(who, named_year, (rows[key], *(rows[other] for other in same if other != key)))
    return found


def _own_title(title: str) -> str:
    """A title without the square brackets around one that is ours."""
    inside = title[1:-1]
    around = title.startswith("[") and title.endswith("]") and not {"[", "]"} & set(inside)
    return inside if around else title


def _lettered(year: str, number: int) -> str:
    letter = chr(ord("a") + number) if number < 26 else f"-{number + 1}"
    return f"{year}{letter}" if year else f"undated {letter}"


def _year(edtf: str) -> str:
    """The years of a date: 1926/1945 → 1926–1945; nothing without a date."""
    if not edtf:
        return ""
    dates.parse(edtf)
    years = dict.fromkeys(part[:4] for part in edtf.split("/") if part[:4].isdigit())
    return "–".join(years)
