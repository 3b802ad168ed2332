"""How known each part of the question is, by voices and by interest; statements in all, how coders agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.testimony import interests
from romsov_analysis.themes.testimony.interests import Grade
from romsov_analysis.themes.testimony.voices import Heard, agreement

_SIDES = (
    ("yes", ("supports",), "voices for it only"),
    ("no", ("against",), "voices against it only"),
    ("divided", ("supports", "against"), "voices on both sides"),
    ("refused", ("refused",), "voices that tell of a refusal when asked, and no more"),
)
LEADERS = "political_request"
SOUNDING = "testimony:stefan_dinu_sounding"  # no request, he writes, but a sounding; by whom, he does not say
_ENDS = (("yes", "supports", "for it"), ("no", "against", "against it"))


@dataclass(frozen=True)
class Part:
    """A part of the question: how it stands, and who speaks on it.

    Attributes
    ----------
    id, title, short
        As in the table `parts`.
    grade, turning
        How known it is, and the voices without which it would be known otherwise.
    supports, against, both, refusing
        Voices on one side only, those on both sides, and those that tell of a refusal when asked and no more.
    yes, no, divided, refused
        Their numbers.
    independent
        Reading → how many independent voices speak so, an interested side counting once.
    """

    id: str
    title: str
    short: str
    grade: Grade
    turning: tuple[str, ...]
    supports: tuple[str, ...]
    against: tuple[str, ...]
    both: tuple[str, ...]
    refusing: tuple[str, ...]
    yes: Result
    no: Result
    divided: Result
    refused: Result
    independent: Mapping[str, Result]

    @property
    def speaking(self) -> tuple[str, ...]:
        """Every voice that speaks on it."""
        return (*self.supports, *self.against, *self.both)

    @property
    def numbers(self) -> tuple[Result, ...]:
        """How many voices stand where, and how many of them are independent."""
        return self.yes, self.no, self.divided, self.refused, *self.independent.values()


def parts_of(heard: Heard) -> dict[str, Part]:
    """Every part of the question.

    Its results are ``aid.<part>_yes``, ``…_no``, ``…_divided`` and ``…_refused``, and ``aid.<part>_yes_independent``
    and ``…_no_independent``.
    """
    return {str(name): _part(heard, str(name), cells) for name, cells in evidence.load("parts").iterrows()}


def _part(heard: Heard, part: str, cells: pd.Series[Any]) -> Part:
    title, short = str(cells["title"]), str(cells["short"])
    supports, against, both, refusing = (
        heard.speaking(part, cell) for cell in ("supports", "against", "divided", "refused")
    )
    yes, no, divided, refused = (
        count(
            f"aid.{part}_{key}",
            [f"readings:{row}/{part}" for row in heard.behind(part, own, *said)],
            f"{title}: {words}",
            unit="voices",
            formula=f"dependence groups that are {words}",
            number=len(own),
        )
        for own, (key, said, words) in zip((supports, against, both, refusing), _SIDES, strict=True)
    )
    return Part(
        part, title, short, heard.grades[part], tuple(heard.turning[part]), supports, against, both, refusing,
        yes, no, divided, refused, _independent(heard, part, title),
    )  # fmt: skip


def _independent(heard: Heard, part: str, title: str) -> dict[str, Result]:
    found = {}
    for key, reading, words in _ENDS:
        said = heard.on(part)
        said = said[said["reading"] == reading]
        found[reading] = count(
            f"aid.{part}_{key}_independent",
            [f"readings:{row}/{part}" for row in said["statement"]],
            f"{title}: independent voices {words}",
            unit="voices",
            formula="voices, of which those that serve one side count once for it",
            number=interests.independent(said),
        )
    return found


def sounded(heard: Heard) -> dict[str, Result]:
    """The leaders by the army's yardstick: if a sounding were enough, a denial that allows one would say nothing.

    Results ``aid.sounded_yes`` and ``aid.sounded_no``, the voices left on either side, by the last part of the id.
    """
    said = heard.on(LEADERS)
    said = said[said["statement"] != SOUNDING]
    found = {}
    for key, reading, words in _ENDS:
        own = said[said["reading"] == reading]
        found[f"sounded_{key}"] = count(
            f"aid.sounded_{key}",
            [f"readings:{row}/{LEADERS}" for row in own["statement"]],
            f"The new leaders asked or sounded Moscow out: voices {words}",
            unit="voices",
            formula="voices, without the denial of a request that allows a sounding",
            number=own["voice"].nunique(),
        )
    return found


def totals(heard: Heard) -> dict[str, Result]:
    """Results ``aid.statements``, ``aid.telling``, ``aid.voices`` and ``aid.telling_voices``, by their last part."""
    telling = [str(name) for name in heard.readings.index[(heard.readings != "neutral").any(axis=1)]]
    speaking = int((heard.voices != "neutral").any(axis=1).sum())
    parts = [f"parts:{part}" for part in heard.readings.columns]
    wanted = {
        "statements": (heard.names, None, "Statements that count", "coded and let in"),
        "telling": (telling, None, "Statements that speak on any part", "a reading other than neutral"),
        "voices": (parts, len(heard.voices), "Voices", "dependence groups among the statements that count"),
        "telling_voices": (parts, speaking, "Voices that speak on any part", "a reading other than neutral"),
    }
    return {
        key: count(
            f"aid.{key}",
            rows,
            title,
            unit="voices" if "voices" in key else "statements",
            formula=formula,
            number=number,
        )
        for key, (rows, number, title, formula) in wanted.items()
    }


def coding(parts: Iterable[str]) -> dict[str, Result]:
    """How far two coders agree, by the last part of the id.

    Results ``aid.coded`` and ``aid.coded_twice``, statements read at all and read by both; ``aid.cells``,
    ``aid.differ``, ``aid.kappa``, and over the cells on which either speaks ``aid.spoken`` and ``aid.spoken_alike``.
    """
    agreed = agreement()
    table = evidence.load("readings")
    unread = set(table.loc[table["second"] == "unread", "statement"])
    statements = [str(name) for name in dict.fromkeys(table["statement"])]
    both = [name for name in statements if name not in unread]
    rows = [f"parts:{part}" for part in parts]
    told = {
        "cells": (agreed.cells, "Cells that both coders read", "statements × parts, less those added later"),
        "differ": (
            agreed.cells - agreed.alike, "Cells in which the two coders differ", "cells less those alike",
        ),
        "spoken": (agreed.spoken, "Cells on which either coder speaks", "either reading is not neutral"),
        "spoken_alike": (agreed.spoken_alike, "Of these, read alike by both", "both readings are the same"),
    }  # fmt: skip
    found = {
        key: count(f"aid.{key}", rows, title, unit="cells", formula=formula, number=number)
        for key, (number, title, formula) in told.items()
    }
    for key, names, title, formula in (
        ("coded", statements, "Statements that were read", "statements with a reading"),
        ("coded_twice", both, "Of these, read by two coders", "statements less those added after the coding"),
    ):
        found[key] = count(f"aid.{key}", names, title, unit="statements", formula=formula)
    kappa = Result.of(
        "aid.kappa",
        Estimate.exactly(agreed.kappa, *rows),
        unit="ratio",
        formula="Cohen's kappa over all cells",
        title="Agreement of the two coders beyond chance",
    )
    return found | {"kappa": kappa}
