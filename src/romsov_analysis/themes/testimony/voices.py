"""Voices, and what rests on whom.

The unit of evidence is the *voice*: statements that come from one speaker or through one transmitter are one
voice, however often they are repeated. How known a part is follows from who speaks on it and whose side gains by
it (`interests`). A refusal when asked is kept apart: it says nothing of an offer unasked.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.themes.testimony import interests, statements
from romsov_analysis.themes.testimony.interests import Grade
from romsov_analysis.themes.testimony.statements import Coder

SPOKEN = ("supports", "against")


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
        One row a statement, one column a part; cells supports, against, refused or neutral.
    voices
        One row a voice, in the order in which they are heard, one column a part; cells supports or against, if
        its statements speak on one side only; divided, if on both; else refused, if one tells of a refusal;
        neutral, if none says anything.
    words
        A row a reading for or against: `statement`, `part`, `reading`, `voice`, the `side` whose word it is, its
        `weight`, and whether it is a `witness` and a record of the `act` itself.
    """

    names: tuple[str, ...]
    coder: Coder
    readings: pd.DataFrame
    voices: pd.DataFrame
    words: pd.DataFrame

    @functools.cached_property
    def grades(self) -> Mapping[str, Grade]:
        """How known each part is."""
        return {str(part): interests.grade(self.on(str(part))) for part in self.voices.columns}

    @functools.cached_property
    def turning(self) -> Mapping[str, Mapping[str, Grade]]:
        """Of each part the voices without which it would stand otherwise, and how."""
        return {str(part): turning_voices(self.on(str(part))) for part in self.voices.columns}

    def on(self, part: str) -> pd.DataFrame:
        """The words on a part."""
        return self.words[self.words["part"] == part]

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
        said = [word for word in SPOKEN if word in set(cells)]
        rest = "refused" if "refused" in set(cells) else "neutral"
        return rest if not said else "divided" if len(said) > 1 else said[0]

    voices = chosen.groupby(groups, sort=False).agg(of)
    return Heard(tuple(chosen.index), coder, chosen, voices, _words(chosen))


def _words(chosen: pd.DataFrame) -> pd.DataFrame:
    known, sides, words = statements.statements(), statements.sides(), []
    own = evidence.load("voices")["interest"]
    for part in chosen.columns:
        for name in chosen.index[chosen[part].isin(SPOKEN)]:
            statement, reading = known[str(name)], str(chosen.loc[name, part])
            side = sides(str(name), str(part))
            weight = interests.weight(side, str(part), reading, teller=str(own[statement.voice]))
            witness = statement.basis in interests.WITNESS
            words.append([name, part, reading, statement.voice, side, weight, witness, statement.is_act])
    columns = ["statement", "part", "reading", "voice", "side", "weight", "witness", "act"]
    table = pd.DataFrame(words, columns=columns)
    return table.astype({"witness": bool, "act": bool})


def turning_voices(said: pd.DataFrame) -> dict[str, Grade]:
    """The voices without whose words a part would stand otherwise, and how: leave one out."""
    whole = interests.grade(said)
    without = {
        str(voice): interests.grade(said[said["voice"] != voice]) for voice in dict.fromkeys(said["voice"])
    }
    return {voice: other for voice, other in without.items() if other != whole}


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree over the cells that both read.

    Attributes
    ----------
    alike, cells, kappa
        Cells alike, all cells, and Cohen's kappa (1960) over them.
    spoken, spoken_alike
        Cells on which either speaks, and those of them that are alike.
    """

    alike: int
    cells: int
    kappa: float
    spoken: int
    spoken_alike: int


def agreement() -> Agreement:
    """The two coders over all cells that both read; what only one read is left out."""
    table = evidence.load("readings")
    table = table[table["second"] != "unread"]
    first, second = table["reading"], table["second"].fillna(table["reading"])
    kappa = cohens(first, second, [*SPOKEN, "refused", "neutral"])
    alike, spoken = first == second, (first != "neutral") | (second != "neutral")
    return Agreement(int(alike.sum()), len(table), kappa, int(spoken.sum()), int((alike & spoken).sum()))


def cohens(first: pd.Series[Any], second: pd.Series[Any], options: list[str]) -> float:
    """Cohen's kappa (1960) of two codings, row by row, over the categories that there are."""
    from statsmodels.stats.inter_rater import cohens_kappa

    counts = pd.crosstab(first, second).reindex(index=options, columns=options, fill_value=0)
    return float(cohens_kappa(counts.to_numpy(), return_results=False))
