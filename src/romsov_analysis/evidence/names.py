"""Names in errors and in sentences: the nearest to one that does not exist, several as they are read."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from romsov_analysis.shown import printable

# Kinds of references that texts of the book may hold (`romsov_analysis.results.references`).
KINDS_OF_REFERENCE = ("result", "claim", "holds", "person", "cite")

_MOST = 12
_CUTOFF = 0.4
_LONGEST = 80
_LONGEST_NAME = 48


def listed(names: Iterable[Any]) -> str:
    """Names for an error message, at most twelve."""
    texts = [printable(name, _LONGEST_NAME) for name in names]
    return ", ".join(texts[:_MOST]) + (", …" if len(texts) > _MOST else "")


def near(wanted: str, known: Iterable[Any]) -> list[str]:
    """The names most like one that does not exist, at most three, the nearest first; none if none is like it."""
    return difflib.get_close_matches(wanted[:_LONGEST], [str(name) for name in known], n=3, cutoff=_CUTOFF)


def nearest(wanted: str, known: Iterable[Any]) -> str:
    """The names most like one that does not exist, for an error message; where none is like it, those there are."""
    known = [str(name) for name in known]
    return listed(near(wanted, known) or known) or "none"


def joined(names: Iterable[Any], last: str = "and") -> str:
    """Names as they stand in a sentence: *a*, *a and b*, *a, b and c*; nothing of none."""
    *before, final = [str(name) for name in names] or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def capital(words: str) -> str:
    """Words as they stand at the head of a sentence, with a capital, even where they begin with a link."""
    head = 1 if words.startswith("[") else 0
    return words[:head] + words[head : head + 1].upper() + words[head + 1 :]
