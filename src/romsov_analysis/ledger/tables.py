"""Tables as chapters build them: a caption, headings, and cells that may carry references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import ResultError, claim_record, link


@dataclass(frozen=True)
class Table:
    """A table before its references are filled in.

    Attributes
    ----------
    caption
        The line above the table; may carry references.
    header
        Column headings, none empty.
    rows
        One sequence of cells a row, as long as the header; the first cell heads its row.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        if not all(self.header):
            raise ResultError("a table needs a heading over every column")
        for cells in self.rows:
            if len(cells) != len(self.header):
                raise ResultError(
                    f"a row of {len(cells)} cells under {len(self.header)} headings: {list(cells)!r}"
                )


def day(edtf: object, missing: str = "") -> str:
    """A date of a table in words."""
    return missing if edtf is None or pd.isna(edtf) else dates.in_words(str(edtf))  # type: ignore[call-overload]


def source(cells: Mapping[str, Any] | pd.Series[Any]) -> str:
    """Where a row stands: its work as a reference, and its status where the passage itself was not read."""
    work, status = evidence.text(cells, "source"), evidence.text(cells, "status")
    if not work:
        return "not found"
    known = status if status in ("second-hand", "not found") else ""
    return link("cite", work, "p") + (f", {known}" if known else "")


def claims(caption: str, *claim_ids: str) -> Table:
    """A table of claims: what each says, in whose words, and who says it."""
    rows = []
    for name in claim_ids:
        claim = claim_record(name)
        number = link("claim", name, "unit") if claim["low"] is not None else ""
        statement = str(claim["statement"]).replace("{value}", number)
        speaker = evidence.row(f"people:{claim['speaker']}")["name"]
        rows.append([statement, link("claim", name, "quote"), str(speaker)])
    return Table(caption, ["The claim", "In its words", "Who says it"], rows)


def people(caption: str, *person_ids: str) -> Table:
    """A table of who is who, from the register of people."""
    rows = []
    for name in person_ids:
        cells = evidence.row(f"people:{name}")
        rows.append([link("person", name), str(cells["role"])])
    return Table(caption, ["Who", "Role"], rows)
