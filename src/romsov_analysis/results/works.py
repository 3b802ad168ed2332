"""How a work of the registers is named in a sentence: author and year, by one rule."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results.estimates import ResultError

REGISTERS = ("documents", "sources")
_WORDS_OF_A_TITLE = 5
_BETWEEN_AUTHORS = re.compile(r" and (?![^{}]*\})")  # not within the braces of a body


def work_row(key: str) -> str:
    """The evidence id of a work, in whichever register it stands.

    Raises
    ------
    ResultError
        If no register has it; the message names the nearest.
    """
    for table in REGISTERS:
        if key in evidence.ids(table):
            return f"{table}:{key}"
    known = [name for table in REGISTERS for name in sorted(evidence.ids(table))]
    raise ResultError(f"unknown work {key!r}; nearest: {evidence.nearest(key, known)}")


def author_words(author: str) -> str:
    """Surnames of the authors as BibTeX writes them: one, two, or the first with *et al.*; a body in braces whole."""
    names = [name.strip() for name in _BETWEEN_AUTHORS.split(author) if name.strip()]
    shown = [name.strip("{}") if name.startswith("{") else name.partition(",")[0].strip() for name in names]
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
    work_row(key)
    who, year = _named(*(evidence.state(table) for table in REGISTERS))[key]
    if bracketed:
        return f"({who} {year})" if year else f"({who})"
    return f"{who} ({year})" if year else who


@functools.lru_cache(maxsize=4)
def _named(*_states: tuple[Path, int]) -> Mapping[str, tuple[str, str]]:
    """Key → (who, year with its letter) for every work, once for each state of the registers."""
    plain: dict[str, tuple[str, str]] = {}
    for table in REGISTERS:
        for key, cells in evidence.load(table).iterrows():
            title = evidence.text(cells, "title").strip("[]").split()
            short = " ".join(title[:_WORDS_OF_A_TITLE]).rstrip(",;:–-") + (
                " …" if len(title) > _WORDS_OF_A_TITLE else ""
            )
            who = (
                author_words(evidence.text(cells, "author") or evidence.text(cells, "editor")) or f"“{short}”"
            )
            plain[str(key)] = who, _year(evidence.text(cells, "date"))
    alike: dict[tuple[str, str], list[str]] = {}
    for key, named in plain.items():
        alike.setdefault(named, []).append(key)
    return {
        key: (who, _lettered(year, alike[who, year].index(key)) if len(alike[who, year]) > 1 else year)
        for key, (who, year) in plain.items()
    }


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
