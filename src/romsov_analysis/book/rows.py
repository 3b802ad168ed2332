"""What a row of evidence says in words: for cards, pages, and whoever asks the package.

A table without a teller is told by its title, its number and its unit. A register that has a page of its own
brings its tellers with it (`romsov_analysis.book.registers`). Nothing here needs Sphinx.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.book import registers
from romsov_analysis.results import formatting
from romsov_analysis.runs import tables

STATUS = {
    "verified": "read in the source",
    "second-hand": "seen only second-hand",
    "not found": "not found",
}
OWN = "in an own table, not the book's"


@dataclass(frozen=True)
class Row:
    """A row of evidence as readers see it.

    Attributes
    ----------
    id
        ``table:key``.
    text, status
        What it says; how it is known, as the table has it.
    source
        Id of its work; empty where there is none.
    entry
        Kind and name of its entry on a page of the book; the entry has sources and reasons of its own.
    address
        Address of what the row was read from, where its work has another for it.
    """

    id: str
    text: str
    status: str = ""
    source: str = ""
    entry: tuple[str, str] | None = None
    address: str = ""

    @property
    def known(self) -> str:
        """How it is known, in words; of an own row, that it is one."""
        if self.id in own():
            return OWN
        if self.status == "verified" and _copied(self.source):
            return "read in a copy of the source"
        return STATUS.get(self.status, self.status)


@functools.cache
def _copied(source: str) -> bool:
    """Whether a work was read in a copy."""
    return source in evidence.ids("sources") and evidence.row(f"sources:{source}")["seen"] == "copy"


@functools.cache
def own() -> frozenset[str]:
    """The ids of the rows that are the analyst's own, not the book's."""
    return frozenset(f"{table}:{key}" for table, keys in tables.differing().items() for key in keys)


def clear_cache() -> None:
    """Forget the rows that were told, so that changed tables are told anew."""
    describe.cache_clear()
    own.cache_clear()
    _copied.cache_clear()


Teller = Callable[[str, Any], Row]


@functools.cache
def describe(evidence_id: str) -> Row:
    """A row in words: what it says, how it is known, the id of its source.

    Parameters
    ----------
    evidence_id
        ``table:key``, or ``parameter:name=value``.
    """
    table, _, key = evidence_id.partition(":")
    if table == "parameter":
        return Row(evidence_id, f"set by hand in the parameters cell: {key}")
    tell: Teller = tellers().get(table, _any)
    return tell(evidence_id, evidence.row(evidence_id))


@functools.cache
def tellers() -> Mapping[str, Teller]:
    """Table → who tells its rows."""
    found: dict[str, Teller] = {"price_series": _price}
    for register in registers.found().values():
        found |= register.tellers
    return found


def leaves(record: Mapping[str, Any], get: Callable[[str], Mapping[str, Any]]) -> Iterator[str]:
    """The ids of the rows under a result, through the results it is computed from, each once."""
    seen: set[str] = set()

    def walk(inner: Mapping[str, Any]) -> Iterator[str]:
        for row in inner["evidence"]:
            kind, _, rest = row.partition(":")
            if row in seen:
                continue
            seen.add(row)
            if kind == "result":
                yield from walk(get(rest))
            else:
                yield row

    return walk(record)


def _any(evidence_id: str, cells: pd.Series[Any]) -> Row:
    """A row by its title or name; with its number where it has one."""
    key = evidence_id.partition(":")[2]
    title = evidence.text(cells, "title") or evidence.text(cells, "name", key)
    if "unit" in cells.index and not pd.isna(cells.get("low")):
        value = None if pd.isna(cells["value"]) else float(cells["value"])
        low, high = float(cells["low"]), float(cells["high"])
        digits = formatting.digits_of(value, low, high)
        title += f": {formatting.format_number(value, low, high, str(cells['unit']), digits, 'unit')}"
    return Row(evidence_id, title, evidence.text(cells, "status"), evidence.text(cells, "source"))


def _price(evidence_id: str, cells: pd.Series[Any]) -> Row:
    """A price, told by its series."""
    series = evidence.row(f"series:{cells['series']}")
    value = float(cells["value"])
    digits = formatting.digits_of(value)
    shown = formatting.format_number(value, value, value, str(series["unit"]), digits, "unit")
    base = evidence.text(series, "base")
    text = f"{series['title']}, {cells['year']}: {shown}" + (f" ({base})" if base else "")
    return Row(
        evidence_id,
        text,
        str(cells["status"]),
        str(series["source"]),
        address=evidence.text(series, "address"),
    )
