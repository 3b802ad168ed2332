"""The voices behind what the chapters conclude, and whose side gains by each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from romsov_analysis import evidence
from romsov_analysis.results import Result, count
from romsov_analysis.themes.testimony import interests, statements
from romsov_analysis.themes.testimony.voices import hear

Gain = Literal["none", "loses", "gains", "itself"]
GAINS: tuple[Gain, ...] = get_args(Gain)
STANDS = ("for", "against")
_WEIGHTS: Mapping[str, Gain] = {"own": "gains", "against": "loses", "none": "none"}
_READINGS = {"supports": "for", "against": "against"}
# What chapter 08 asks, as what it would conclude.
PARTS = {
    "military_sounding": "The army sounded Moscow out",
    "political_request": "The new leaders asked for military aid",
    "offer_of_force": "Moscow offered troops unasked",
    "offer_of_relief": "Moscow offered relief",
}


@dataclass(frozen=True)
class Voice:
    """A voice on a conclusion: whether it speaks for it, on whose side it stands and whether that side gains.

    A document under test is no voice on its own claim, nor is this book on its own coding: its `gain` is *itself*.
    """

    name: str
    stand: str
    side: str
    gain: Gain
    row: str


@dataclass(frozen=True)
class Conclusion:
    """What a chapter concludes, and the voices on it, those with nothing to gain first."""

    notebook: str
    words: str
    voices: tuple[Voice, ...]

    def on(self, stand: str) -> tuple[Voice, ...]:
        """The voices for it, or those against it, with what only repeats itself."""
        return tuple(voice for voice in self.voices if voice.stand == stand)

    def heard(self, stand: str) -> tuple[Voice, ...]:
        """Those of them that count: neither the document under test nor this book vouches for itself."""
        return tuple(voice for voice in self.on(stand) if voice.gain != "itself")

    def independent(self, stand: str) -> int:
        """How many independent voices speak so: those of one side that gains by it count once for that side."""
        return len({voice.side if voice.gain == "gains" else voice.name for voice in self.heard(stand)})

    @property
    def free(self) -> int:
        """How many voices for it have nothing to gain by it."""
        return self._free("for")

    @property
    def denied(self) -> int:
        """How many voices against it have nothing to gain by that."""
        return self._free("against")

    def _free(self, stand: str) -> int:
        return sum(voice.gain != "gains" for voice in self.heard(stand))


def conclusions() -> list[Conclusion]:
    """Every conclusion, in the order of the chapters."""
    table = evidence.load("grounds")
    found = [
        Conclusion(str(notebook), str(words), _ordered([
            Voice(str(row.voice), str(row.stand), str(row.side), cast("Gain", row.gain), f"grounds:{row.Index}")
            for row in own.itertuples()
        ]))
        for (notebook, words), own in table.groupby(["notebook", "conclusion"], sort=False)
    ]  # fmt: skip
    return found + _of_december()


def _of_december() -> list[Conclusion]:
    """The parts of the question of chapter 08, each voice once a side; by its first coder, all statements let in."""
    heard = hear(statements.admitted())
    names = evidence.load("voices")["name"]
    found = []
    for part, words in PARTS.items():
        told: dict[tuple[str, str], Voice] = {}
        for word in heard.on(part).itertuples():
            stand = _READINGS[str(word.reading)]
            voice = Voice(
                str(names.loc[str(word.voice)]),
                stand,
                interests.SIDES[str(word.side)],
                _WEIGHTS[str(word.weight)],
                f"readings:{word.statement}/{part}",
            )
            told.setdefault((voice.name, stand), voice)
        found.append(Conclusion("08", words, _ordered(list(told.values()))))
    return found


def _ordered(voices: list[Voice]) -> tuple[Voice, ...]:
    return tuple(sorted(voices, key=lambda voice: GAINS.index(voice.gain)))


def mixed(known: list[Conclusion]) -> list[Conclusion]:
    """Those on two independent voices or more, of which at most one gains nothing."""
    return [one for one in known if one.independent("for") > 1 and one.free < 2]


def grounded(known: list[Conclusion]) -> dict[str, Result]:
    """How many of them rest on what, by the last part of the id.

    Results ``grounds.conclusions``; ``grounds.free_two``, on two voices or more with nothing to gain;
    ``grounds.free_denied``, those of them that such a voice denies; ``grounds.single``, on one independent voice or
    none; ``grounds.mixed``, on two or more of which at most one gains nothing; ``grounds.disputed``, with a voice
    against them.
    """
    told = {
        "conclusions": (
            known,
            "Points on which the chapters turn",
            "the table of grounds, and parts of chapter 08",
        ),
        "free_two": (
            [one for one in known if one.free > 1],
            "Points with two voices or more for them that gain nothing",
            "voices for it that gain nothing by it",
        ),
        "free_denied": (
            [one for one in known if one.free > 1 and one.denied],
            "Of these, points that a voice denies which gains nothing by that",
            "voices on either side that gain nothing",
        ),
        "single": (
            [one for one in known if one.independent("for") < 2],
            "Points with one independent voice for them, or none",
            "voices for it, of which those that serve one side count once for it",
        ),
        "mixed": (
            mixed(known),
            "Points with two independent voices for them, of which at most one gains nothing",
            "voices for it, where a second one gains by it",
        ),
        "disputed": (
            [one for one in known if one.heard("against")],
            "Points with a voice against them",
            "any voice against it",
        ),
    }
    return {
        name: count(
            f"grounds.{name}",
            [voice.row for one in chosen for voice in one.voices],
            title,
            unit="plain",
            formula=formula,
            number=len(chosen),
        )
        for name, (chosen, title, formula) in told.items()
    }
