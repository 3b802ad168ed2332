"""Who says what on each part of the question, and what rests on whom.

The unit of evidence is the *voice*: statements that come from one speaker or through one transmitter are one
voice, however often they are repeated. A statement's reading on a part (supports, against, neutral) is a row of
the table `readings`, with its reason; nothing is added up to a score. What a part *stands* on is said by a
rule: settled if two voices or more speak on one side and none on the other, resting on one voice if only one
speaks at all, open if voices speak on both sides.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates

Coder = Literal["first", "second"]


Standing = Literal["settled: yes", "settled: no", "one voice: yes", "one voice: no", "open", "silent"]


BASES = ("firsthand", "relayed", "inference", "anonymous")


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
        told, telling = dates.parse(self.date), dates.parse(self.testified)
        if None in (told.earliest, told.latest, telling.earliest, telling.latest):
            return None
        days = (
            telling.earliest.toordinal()  # type: ignore[union-attr]
            + telling.latest.toordinal()  # type: ignore[union-attr]
            - told.earliest.toordinal()  # type: ignore[union-attr]
            - told.latest.toordinal()  # type: ignore[union-attr]
        )
        return max(days / 2 / 365.25, 0.0)


def statements() -> dict[str, Statement]:
    """Every statement that has a reading, by evidence id, in the order of the table `readings`."""
    return dict(
        _statements(*(evidence.state(name) for name in ("readings", "claims", "testimony", "people")))
    )


@functools.lru_cache(maxsize=4)
def _statements(*_states: tuple[Path, int]) -> Mapping[str, Statement]:
    people = evidence.load("people")
    found = {}
    for name in dict.fromkeys(evidence.load("readings")["statement"]):
        cells = evidence.row(name)
        inside = name.startswith("claims:")
        speaker = people.loc[cells["speaker"]] if inside else cells
        found[name] = Statement(
            name,
            _claim_text(name) if inside else str(cells["title"]),
            str(speaker["name"] if inside else cells["speaker"]),
            _text(speaker["role"]),
            str(cells["act"]),
            _text(cells["basis"]),
            _text(cells["chain"]),
            _text(cells["date"]) or None,
            _text(cells["time"]) or None,
            _text(cells["zone"]) or None,
            _text(cells["testified"]) or None,
            str(cells["dependence"]),
            _text(cells["interest"]),
            "" if inside else str(cells["status"]),
            str(cells["document"]) if inside else _text(cells["source"]),
            _text(speaker["living"]) or "unknown",
            inside,
        )
    return found


def _claim_text(name: str) -> str:
    from romsov_analysis.results import claim_statement

    return claim_statement(name.removeprefix("claims:"))


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def readings(coder: Coder = "first") -> pd.DataFrame:
    """The matrix: one row a statement, one column a part, cells supports, against or neutral."""
    table = evidence.load("readings")
    chosen = table["reading"] if coder == "first" else table["second"].fillna(table["reading"])
    parts = list(evidence.load("parts").index)
    grid = table.assign(chosen=chosen).pivot_table(
        index="statement", columns="part", values="chosen", aggfunc="first", sort=False
    )
    whole = grid.reindex(index=list(dict.fromkeys(table["statement"])), columns=parts)
    return whole.fillna("neutral")  # a cell that nobody wrote says nothing


def admitted(
    *,
    bases: Collection[str] = BASES,
    statuses: Collection[str] = ("verified", "second-hand"),
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


def voices(names: Iterable[str], coder: Coder = "first") -> pd.DataFrame:
    """What each voice says: one row a voice, one column a part.

    Cells: supports or against, if its statements speak on one side only; divided, if on both; neutral, if on
    neither.
    """
    matrix = readings(coder)
    known = statements()
    chosen = matrix.loc[[name for name in names if name in matrix.index]]
    groups = [known[name].voice for name in chosen.index]

    def of(cells: pd.Series) -> str:
        said = set(cells) - {"neutral"}
        return "neutral" if not said else "divided" if len(said) > 1 else said.pop()

    return chosen.groupby(groups, sort=False).agg(of)


def standing(table: pd.DataFrame, part: str) -> Standing:
    """What a part stands on, by the rule of this module; a divided voice speaks on both sides."""
    yes = int(table[part].isin(["supports", "divided"]).sum())
    no = int(table[part].isin(["against", "divided"]).sum())
    if yes and no:
        return "open"
    if not yes and not no:
        return "silent"
    side = "yes" if yes else "no"
    return f"settled: {side}" if yes + no > 1 else f"one voice: {side}"  # type: ignore[return-value]


def turning_voices(table: pd.DataFrame, part: str) -> dict[str, Standing]:
    """The voices without which a part would stand otherwise, and how: leave one out."""
    whole = standing(table, part)
    without = {str(voice): standing(table.drop(index=voice), part) for voice in table.index}
    return {voice: other for voice, other in without.items() if other != whole}


def diagnostic(matrix: pd.DataFrame) -> list[str]:
    """The statements that tell the parts apart: most cells that are not neutral first, neutral ones left out."""
    spoken = (matrix != "neutral").sum(axis=1)
    telling = spoken[(spoken > 0) & (matrix.nunique(axis=1) > 1)]
    return [str(name) for name in telling.sort_values(ascending=False, kind="stable").index]


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree: cells alike, all cells, and Cohen's kappa (1960)."""

    alike: int
    cells: int
    kappa: float


def agreement() -> Agreement:
    """The two coders over all cells."""
    from statsmodels.stats.inter_rater import cohens_kappa

    table = evidence.load("readings")
    options = ["supports", "against", "neutral"]
    second = table["second"].fillna(table["reading"])
    counts = pd.crosstab(table["reading"], second).reindex(index=options, columns=options, fill_value=0)
    kappa = float(cohens_kappa(counts.to_numpy(), return_results=False))
    return Agreement(int((table["reading"] == second).sum()), len(table), kappa)
