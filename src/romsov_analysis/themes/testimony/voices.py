"""Voices, and what rests on whom.

The unit of evidence is the *voice*: statements that come from one speaker or through one transmitter are one
voice, however often they are repeated. Nothing is added up to a score. What a part *stands* on is said by a
rule: settled if two voices or more speak on one side and none on the other, resting on one voice if only one
speaks at all, open if voices speak on both sides.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.themes.testimony import statements
from romsov_analysis.themes.testimony.statements import Coder

Standing = Literal["settled: yes", "settled: no", "one voice: yes", "one voice: no", "open", "silent"]


@dataclass(frozen=True, eq=False)
class Heard:
    """The statements that count, as one coder reads them, joined to voices.

    Attributes
    ----------
    names
        Evidence ids of the statements, in the order of the table `readings`.
    coder
        Whose readings they are.
    readings
        One row a statement, one column a part; cells supports, against or neutral.
    voices
        One row a voice, in the order in which they are heard, one column a part; cells supports or against, if
        its statements speak on one side only; divided, if on both; neutral, if on neither.
    """

    names: tuple[str, ...]
    coder: Coder
    readings: pd.DataFrame
    voices: pd.DataFrame

    @functools.cached_property
    def standings(self) -> Mapping[str, Standing]:
        """What each part stands on."""
        return {str(part): standing(self.voices, str(part)) for part in self.voices.columns}

    @functools.cached_property
    def turning(self) -> Mapping[str, Mapping[str, Standing]]:
        """Of each part the voices without which it would stand otherwise, and how."""
        return {str(part): turning_voices(self.voices, str(part)) for part in self.voices.columns}

    @property
    def voice_of(self) -> pd.Series[str]:
        """Statement → its voice."""
        known = statements.statements()
        return pd.Series({name: known[name].voice for name in self.names}, dtype="str")

    def speaking(self, part: str, *cells: str) -> tuple[str, ...]:
        """The voices whose cell on a part is one of these."""
        return tuple(str(voice) for voice in self.voices.index[self.voices[part].isin(cells)])

    def behind(self, part: str, voices: Iterable[str], *cells: str) -> tuple[str, ...]:
        """The statements of some voices whose reading on a part is one of these."""
        wanted, known = set(voices), statements.statements()
        said = self.readings.index[self.readings[part].isin(cells)]
        return tuple(str(name) for name in said if known[name].voice in wanted)


def hear(names: Iterable[str], coder: Coder = "first") -> Heard:
    """Statements joined to voices; a name without a reading is passed over.

    Raises
    ------
    ValueError
        If there is no such coder.
    """
    matrix = statements.readings(coder)
    known = statements.statements()
    chosen = matrix.loc[[name for name in names if name in matrix.index]]
    groups = pd.Series([known[name].voice for name in chosen.index], index=chosen.index, dtype=object)

    def of(cells: pd.Series) -> str:
        said = set(cells) - {"neutral"}
        return "neutral" if not said else "divided" if len(said) > 1 else said.pop()

    return Heard(tuple(chosen.index), coder, chosen, chosen.groupby(groups, sort=False).agg(of))


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
    # A voice that says nothing turns nothing.
    spoken = table.index[table[part] != "neutral"]
    without = {str(voice): standing(table.drop(index=voice), part) for voice in spoken}
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
