"""Whose side gains by what is said, and how known a part of the question is for it.

Independence of speakers is not independence of interest: voices of one side that gain by what they say count once
for that side. A witness who speaks against the interest of his own side outweighs words that serve their own; who
argues from data outweighs nobody. Nothing is added up to a score; `RULES` says when a part is called what.
"""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from romsov_analysis import evidence

Grade = Literal["documented", "attested", "contested", "one witness", "without reliable evidence", "unknown"]
Weight = Literal["against", "none", "own"]
GRADES: tuple[Grade, ...] = get_args(Grade)

RULES: dict[Grade, str] = {
    "documented": "a record of these very days, read at its address, is the act itself, and nobody denies it",
    "attested": (
        "two independent voices or more say so, one of them as a witness and with nothing to gain by it, and "
        "nobody denies it but who gains by that"
    ),
    "contested": "voices stand for it and against it",
    "one witness": "one voice alone says so, a witness with nothing to gain by it, denied at most by who gains",
    "without reliable evidence": "all else on which somebody speaks",
    "unknown": "nobody speaks on it",
}
WITHIN = 7.0  # days from the act to its record
ACTS = ("offer", "question", "demand")  # a record of these is the act itself
WITNESS = ("firsthand", "relayed")

# Interest of a voice → the side as sentences name it; *none* has no side of its own in the question.
SIDES = {
    "soviet": "the Soviet side",
    "front": "the new leaders",
    "iliescu": "friends of Iliescu",
    "army": "the army",
    "old_regime": "Ceaușescu's government",
    "prosecution": "the prosecutors",
    "west": "Western governments",
    "allies": "other governments of the alliance",
    "none": "no side in the question",
}


def gains(part: str) -> dict[str, tuple[str, ...]]:
    """Reading on a part → the sides that gain if it is believed."""
    cells = evidence.row(f"parts:{part}")
    ends = {"supports": "gains_yes", "against": "gains_no"}
    return {
        reading: tuple(filter(None, (name.strip() for name in evidence.text(cells, column).split(";"))))
        for reading, column in ends.items()
    }


def weight(side: str, part: str, reading: str, teller: str = "") -> Weight:
    """What a word of a side weighs on a part: whether the side gains by it, by its contrary, or by neither.

    A word against a side is none against its interest if the `teller`, who hands it on, gains by it.
    """
    gaining = gains(part)
    contrary = {"supports": "against", "against": "supports"}
    if side in gaining.get(reading, ()):
        return "own"
    brave = side in gaining.get(contrary.get(reading, ""), ()) and teller not in gaining.get(reading, ())
    return "against" if brave else "none"


def independent(said: pd.DataFrame) -> int:
    """How many independent voices there are among words on one side: an interested side counts once.

    Parameters
    ----------
    said
        A row a word, with columns `voice`, `side` and `weight`.
    """
    return len({row.side if row.weight == "own" else f"voice {row.voice}" for row in said.itertuples()})


def grade(said: pd.DataFrame) -> Grade:
    """How known a part is by the words on it; the rules are `RULES`.

    Words that serve their own side alone are not heard against a witness who speaks against the interest of his.

    Parameters
    ----------
    said
        A row a word, with columns `reading`, `voice`, `side`, `weight`, `witness` and `act`.
    """
    yes, no = (said[said["reading"] == reading] for reading in ("supports", "against"))
    yes, no = _heard(yes, no), _heard(no, yes)
    if yes.empty:
        return "unknown" if no.empty else "without reliable evidence"
    if len(no):
        return "contested"
    if yes["act"].any():
        return "documented"
    free = ((yes["weight"] != "own") & yes["witness"]).any()
    if not free:
        return "without reliable evidence"
    return "attested" if independent(yes) > 1 else "one witness"


def _heard(own: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    return own.iloc[:0] if silenced(own, other) else own


def silenced(own: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether words on one side serve their own alone, and a witness on the other speaks against his interest."""
    brave = (other["weight"] == "against") & other["witness"]
    return not own.empty and bool((own["weight"] == "own").all() and brave.any())
