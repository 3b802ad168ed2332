"""What is said: claims of the article and rows of outside testimony, and how two coders read each of them.

A statement's reading on a part of the question (supports, against, refused, neutral) is a row of the table
`readings`, with its reason. Which statements count is asked of `admitted`; how they join to voices, of `voices`.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.testimony import interests

_DAYS = 365.25  # of a year

Coder = Literal["first", "second"]
CODERS: tuple[Coder, ...] = ("first", "second")

BASES = ("firsthand", "relayed", "inference", "anonymous")
STATUSES = ("verified", "second-hand")


@dataclass(frozen=True)
class Statement:
    """A claim of the article or a row of outside testimony.

    `links` counts the hands it went through after the speaker, `lag` the years from what is told to the
    telling; None where a date is open.
    """

    id: str
    title: str
    speaker: str
    role: str
    act: str
    basis: str
    chain: str
    date: str | None
    time: str | None
    zone: str | None
    testified: str | None
    voice: str
    interest: str
    status: str
    source: str
    living: str
    inside: bool

    @property
    def links(self) -> int:
        """Hands after the speaker, the work that was read included."""
        return max(len(self.chain.split(" > ")) - 1, 0) if self.chain else 0

    @property
    def lag(self) -> float | None:
        """Years from the middle of what is told to the middle of the telling, None where a date is open."""
        if self.date is None or self.testified is None:
            return None
        years = dates.lag(self.date, self.testified)
        return None if years is None else max(years, 0.0)  # nothing is told before it happens

    @property
    def is_act(self) -> bool:
        """Whether it is the record of an act, read at its address and made within days of it."""
        lag = self.lag
        made_then = lag is not None and lag * _DAYS <= interests.WITHIN
        return self.status == "verified" and self.act in interests.ACTS and made_then


def statements() -> dict[str, Statement]:
    """Every statement that has a reading, by evidence id, in the order of the table `readings`."""
    return dict(
        _statements(
            *(evidence.state(name) for name in ("readings", "claims", "testimony", "people", "voices"))
        )
    )


@functools.lru_cache(maxsize=4)
def _statements(*_states: tuple[Path, int]) -> Mapping[str, Statement]:
    people = evidence.load("people")
    found = {}
    for name in dict.fromkeys(evidence.load("readings")["statement"]):
        cells = evidence.row(name)
        evidence.row(f"voices:{cells['dependence']}")  # a claim of no reading needs no voice, this one does
        inside = name.startswith("claims:")
        speaker = people.loc[cells["speaker"]] if inside else cells
        found[name] = Statement(
            name,
            _claim_text(name) if inside else str(cells["title"]),
            str(speaker["name"] if inside else cells["speaker"]),
            evidence.text(speaker, "role"),
            str(cells["act"]),
            evidence.text(cells, "basis"),
            evidence.text(cells, "chain"),
            evidence.text(cells, "date") or None,
            evidence.text(cells, "time") or None,
            evidence.text(cells, "zone") or None,
            evidence.text(cells, "testified") or None,
            str(cells["dependence"]),
            evidence.text(cells, "interest"),
            "" if inside else str(cells["status"]),
            str(cells["document"]) if inside else evidence.text(cells, "source"),
            evidence.text(speaker, "living") or "unknown",
            inside,
        )
    return found


def _claim_text(name: str) -> str:
    from romsov_analysis.results import claim_statement

    return claim_statement(name.removeprefix("claims:"))


def frame() -> pd.DataFrame:
    """Every statement that has a reading as a table, for pandas: a row a statement, the index its evidence id.

    Returns
    -------
    pandas.DataFrame
        The columns are the attributes of `Statement`; `inside` is boolean, all else text; a date that is not
        known is missing.
    """
    columns = [field.name for field in dataclasses.fields(Statement)]
    rows = [[getattr(statement, column) for column in columns] for statement in statements().values()]
    return pd.DataFrame(rows, columns=columns).set_index("id")


def readings(coder: Coder = "first") -> pd.DataFrame:
    """The matrix: one row a statement, one column a part, cells supports, against, refused or neutral.

    What the second coder did not read is as it was decided.

    Raises
    ------
    ValueError
        If there is no such coder; the message names those there are.
    """
    if coder not in CODERS:
        raise ValueError(
            f"coder={coder!r}: there is no such coder. Accepted: {', '.join(CODERS)}. "
            f"Nearest: {evidence.nearest(str(coder), CODERS)}."
        )
    table = evidence.load("readings")
    second = table["second"].where(table["second"] != "unread").fillna(table["reading"])
    chosen = table["reading"] if coder == "first" else second
    parts = list(evidence.load("parts").index)
    grid = table.assign(chosen=chosen).pivot_table(
        index="statement", columns="part", values="chosen", aggfunc="first", sort=False
    )
    whole = grid.reindex(index=list(dict.fromkeys(table["statement"])), columns=parts)
    return whole.fillna("neutral")  # a cell that nobody wrote says nothing


def admitted(
    *,
    bases: Collection[str] = BASES,
    statuses: Collection[str] = STATUSES,
    outside: bool = True,
) -> list[str]:
    """The statements that count: by how the speaker knows, how the row is known, and whether outside ones do.

    Claims of the article have no status of their own; their anchors are verified.
    """
    return [
        name
        for name, statement in statements().items()
        if statement.basis in bases and (statement.inside or (outside and statement.status in statuses))
    ]


def sides() -> Callable[[str, str], str]:
    """Whose word a statement is on a part: the interest of its voice, unless its reading names another side."""
    own = evidence.load("voices")["interest"]
    told = evidence.load("readings").set_index(["statement", "part"])["side"].dropna()
    known = statements()
    return lambda name, part: str(told.get((name, part), own[known[name].voice]))
