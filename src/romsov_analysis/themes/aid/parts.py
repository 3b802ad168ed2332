"""What each part of the question stands on: voices on either side, statements and voices in all, how coders agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.testimony.voices import Heard, Standing, agreement

_SIDES = (
    ("yes", ("supports",), "voices for it only"),
    ("no", ("against",), "voices against it only"),
    ("divided", ("supports", "against"), "voices on both sides"),
)


@dataclass(frozen=True)
class Part:
    """A part of the question: how it stands, and who speaks on it.

    Attributes
    ----------
    id, title, short
        As in the table `parts`.
    standing, turning
        What it stands on, and the voices without which it would stand otherwise.
    supports, against, both
        Voices on one side only, and those on both sides.
    yes, no, divided
        Their numbers.
    """

    id: str
    title: str
    short: str
    standing: Standing
    turning: tuple[str, ...]
    supports: tuple[str, ...]
    against: tuple[str, ...]
    both: tuple[str, ...]
    yes: Result
    no: Result
    divided: Result

    @property
    def speaking(self) -> tuple[str, ...]:
        """Every voice that speaks on it."""
        return (*self.supports, *self.against, *self.both)

    @property
    def numbers(self) -> tuple[Result, ...]:
        """How many voices stand on each side."""
        return self.yes, self.no, self.divided


def parts_of(heard: Heard) -> dict[str, Part]:
    """Every part of the question; its results are ``aid.<part>_yes``, ``…_no`` and ``…_divided``."""
    found = {}
    for name, cells in evidence.load("parts").iterrows():
        part = str(name)
        voices = [heard.speaking(part, cell) for cell in ("supports", "against", "divided")]
        yes, no, divided = (
            count(
                f"aid.{part}_{key}",
                [f"readings:{row}/{part}" for row in heard.behind(part, own, *said)],
                f"{cells['title']}: {words}",
                unit="voices",
                formula=f"dependence groups that are {words}",
                number=len(own),
            )
            for own, (key, said, words) in zip(voices, _SIDES, strict=True)
        )
        stands, turning = heard.standings[part], tuple(heard.turning[part])
        supports, against, both = voices
        title, short = str(cells["title"]), str(cells["short"])
        found[part] = Part(
            part, title, short, stands, turning, supports, against, both, yes, no, divided
        )  # fmt: skip
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
    """How far two coders agree over all cells: ``aid.cells``, ``aid.differ``, ``aid.kappa``, by their last part."""
    agreed = agreement()
    rows = [f"parts:{part}" for part in parts]
    differ = agreed.cells - agreed.alike
    title = "Cells in which the two coders differ"
    return {
        "cells": count(
            "aid.cells", rows, "Cells coded", unit="cells", formula="statements × parts", number=agreed.cells
        ),
        "differ": count(
            "aid.differ", rows, title, unit="cells", formula="cells less those alike", number=differ
        ),
        "kappa": Result.of(
            "aid.kappa",
            Estimate.exactly(agreed.kappa, *rows),
            unit="ratio",
            formula="Cohen's kappa over all cells",
            title="Agreement of the two coders beyond chance",
        ),
    }
