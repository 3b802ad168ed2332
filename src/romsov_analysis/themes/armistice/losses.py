"""The losses: counts as tables give them, what adds up, and which count each figure of the page is near.

A figure of the page is held against the counts of its own stretch of the war. It is *borne out* if a count of what
it speaks of lies within the margin; it is *another count* if only a count of something else does; else *no count* is
near. That two numbers are near each other shows what a figure can be, not what its author copied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, claim_record, count

Standing = Literal["borne out", "another count", "no count near"]

# Figure of the page → stretch of the war, and what it speaks of.
FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "killed": ("east", ("killed",)),
    "missing": ("east", ("missing", "taken prisoner")),
    "transported": ("turn", ("taken prisoner",)),
    "perished": ("west", ("killed", "dead of every cause")),
}
SOLDIERS = "Romanian soldiers"
ARMY = "army table"


@dataclass(frozen=True)
class Held:
    """A figure of the page against the counts of its stretch of the war.

    Attributes
    ----------
    figure
        A key of `FIGURES`; the claim is ``cs.<figure>``.
    value
        What the page says, in men.
    own, others
        Results: counts of what the figure speaks of, and of anything else.
    near
        Those that lie within the margin, of the first kind if there is one, else of the second.
    standing
        What follows.
    """

    figure: str
    value: float
    own: tuple[Result, ...]
    others: tuple[Result, ...]
    near: tuple[Result, ...]
    standing: Standing


@dataclass(frozen=True)
class Losses:
    """The counts, what was computed over them, and the figures of the page against them.

    Attributes
    ----------
    rows
        Counts that have a number.
    counts
        Row → its number as a result, ``armistice.<row>``.
    sums
        What was computed, by the last part of the id; the ratio of a figure with no count to compare is not there.
    held
        Figure of the page → how it stands against the counts of the kinds that are not left out.
    """

    rows: pd.DataFrame
    counts: Mapping[str, Result]
    sums: Mapping[str, Result]
    held: Mapping[str, Held]

    @property
    def results(self) -> tuple[Result, ...]:
        """Every number."""
        return (*self.counts.values(), *self.sums.values())


def kinds() -> list[str]:
    """The kinds of count, in the order of the descriptor."""
    return [str(kind) for kind in evidence.table("loss_counts").fields["kind"]["constraints"]["enum"]]


def measure(without: Collection[str], within: float, changed: Collection[str] = ()) -> Losses:
    """Read the counts, and hold the figures of the page against them.

    Parameters
    ----------
    without
        Kinds of the table `loss_counts` with which the figures are not compared.
    within
        How far a figure may lie from a count and be near it, in per cent of the count.
    changed
        Evidence ids of the parameters that were changed.
    """
    table = evidence.load("loss_counts")
    rows = table[table["low"].notna()]
    counts = {
        str(name): Result.of(
            f"armistice.{name}",
            Estimate.of_row(f"loss_counts:{name}"),
            unit=str(cells["unit"]),
            formula="as the count has it",
            title=str(cells["title"]),
            decimals=0,
        )
        for name, cells in rows.iterrows()
    }
    sums = {result.id.partition(".")[2]: result for result in [*_sums(counts), *_rates(counts)]}
    compared = rows[~rows["kind"].isin(list(without))]
    derived = {} if ARMY in without else {name: sums[name] for name in ("west_dead", "both_countries")}
    held = {name: _held(name, compared, counts, derived, within) for name in FIGURES}
    ratios = {f"{name}_times": _times(one) for name, one in held.items() if one.own}
    fair = [name for name, one in held.items() if one.standing == "borne out"]
    stand = count(
        "armistice.stand",
        [*(f"claims:cs.{name}" for name in fair), *changed],
        "Figures of losses of the page that a count bears out",
        unit="claims",
        formula="figures with a count of the same within the margin",
        number=len(fair),
    )
    of = count(
        "armistice.figures", [f"claims:cs.{name}" for name in FIGURES], "Figures of losses on the page",
        unit="claims", formula="figures of men lost",
    )  # fmt: skip
    return Losses(rows, counts, sums | ratios | {"stand": stand, "figures": of}, held)


def _sum(name: str, title: str, formula: str, parts: Sequence[tuple[Result, int]]) -> Result:
    """Parts added, or taken away where they come with −1, in the unit of the first."""
    low, high = (
        float(sum(sign * (part.low if (sign > 0) == lower else part.high) for part, sign in parts))
        for lower in (True, False)
    )
    rows = tuple(f"result:{part.id}" for part, _ in parts)
    estimate = Estimate(low if low == high else None, low, high, rows)
    unit = parts[0][0].unit
    return Result.of(f"armistice.{name}", estimate, unit=unit, formula=formula, title=title, decimals=0)


# Sum or remainder, in which no man enters twice → what it is, how, and its parts; a part after a minus is taken away.
SUMS: dict[str, tuple[str, str, str]] = {
    "both_countries": (
        "Losses of every kind in Hungary and the Czech and Slovak lands", "sum of the two", "hungary czechoslovakia",
    ),
    "west_dead": (
        "Killed against Germany and Hungary", "the dead of the whole war less those of the east",
        "whole_killed -east_killed",
    ),
    "east_sum": (
        "Killed, wounded and missing against the Soviet Union", "sum of the three",
        "east_killed east_wounded east_missing",
    ),
    "west_sum": (
        "Killed, wounded and missing against Germany and Hungary", "sum of the three",
        "west_dead west_wounded west_missing",
    ),
    "lost_track": (
        "Missing in the east and disarmed after the change of side", "sum of the two", "east_missing disarmed",
    ),
    "unfiled": ("Of these, in no Soviet file", "less the prisoners in Soviet files", "lost_track -files"),
    "untold": (
        "Prisoners in the files of whom the report of 1946 does not tell",
        "prisoners in Soviet files less those sent home in 1945, those who joined a division and those in camps",
        "files -returned_1945 -volunteers -camps_1946",
    ),
    "soviet_rest": (
        "Soviet prisoners of whom the Romanian count does not tell",
        "captured less let go, escaped, dead and present at the change of side",
        "sp_taken -sp_released -sp_escaped -sp_died -sp_present",
    ),
    "jews_parts": (
        "Jews killed in Bessarabia and Bukovina, deported or local in Transnistria, and in Iași", "sum of the parts",
        "jews_1941 jews_deported jews_local jews_iasi",
    ),
}  # fmt: skip
# Sum → the total that a table prints for it.
PRINTED = {"east_sum": "east_total", "west_sum": "west_total"}


def _sums(counts: Mapping[str, Result]) -> list[Result]:
    """The sums, and whether those of the army give its printed totals."""
    known = dict(counts)
    for name, (title, formula, parts) in SUMS.items():
        signed = [(part.removeprefix("-"), -1 if part.startswith("-") else 1) for part in parts.split()]
        known[name] = _sum(name, title, formula, [(known[part], sign) for part, sign in signed])
    fits = all(known[own].value == known[printed].value for own, printed in PRINTED.items())
    whole = sum(known[printed].low for printed in PRINTED.values()) == known["whole_total"].low
    adds_up = Result.whether(
        "armistice.adds_up",
        fits and whole,
        *(f"result:{known[name].id}" for name in (*PRINTED, *PRINTED.values(), "whole_total")),
        formula="killed, wounded and missing give the printed total of each front, both fronts that of the war",
        title="The army’s tables add up to the man",
    )
    return [*(known[name] for name in SUMS), adds_up]


# Rate of deaths → lowest and highest, each as deaths and prisoners; whose prisoners, in whose hands.
RATES = {
    "romanian_rate": ("died_official files", "died_soare soare_taken", "Romanian", "Soviet"),
    "soviet_rate": ("sp_died sp_taken", "sp_died sp_taken", "Soviet", "Romanian"),
}


def _rates(counts: Mapping[str, Result]) -> list[Result]:
    """Deaths among prisoners of both sides, in per cent, from the lowest count to the highest."""
    found = []
    for name, (low, high, whose, where) in RATES.items():
        pairs = [pair.split() for pair in (low, high)]
        least, most = (100 * counts[died].low / counts[of].low for died, of in pairs)
        rows = tuple(dict.fromkeys(f"result:{counts[row].id}" for pair in pairs for row in pair))
        estimate = Estimate(least if low == high else None, least, most, rows)
        found.append(
            Result.of(
                f"armistice.{name}",
                estimate,
                unit="percent",
                formula="deaths over prisoners, the lowest counts and the highest",
                decimals=1 if low == high else 0,
                title=f"Deaths among {whose} prisoners in {where} hands",
            )
        )
    return found


def _held(
    figure: str,
    rows: pd.DataFrame,
    counts: Mapping[str, Result],
    derived: Mapping[str, Result],
    within: float,
) -> Held:
    """One figure of the page against the counts of its stretch of the war."""
    campaign, categories = FIGURES[figure]
    value = float(claim_record(f"cs.{figure}")["value"])
    chosen = rows[(rows["who"] == SOLDIERS) & (rows["campaign"] == campaign)]
    own = [counts[str(name)] for name in chosen.index[chosen["category"].isin(categories)]]
    others = [counts[str(name)] for name in chosen.index[~chosen["category"].isin(categories)]]
    if figure == "perished" and derived:
        own.append(derived["west_dead"])
        others.append(derived["both_countries"])
    near_own, near_other = (tuple(one for one in some if _near(value, one, within)) for some in (own, others))
    standing: Standing = "borne out" if near_own else "another count" if near_other else "no count near"
    return Held(figure, value, tuple(own), tuple(others), near_own or near_other, standing)


def _near(value: float, one: Result, within: float) -> bool:
    return one.low * (1 - within / 100) <= value <= one.high * (1 + within / 100)


def _times(held: Held) -> Result:
    """A figure of the page over the counts of what it speaks of, from the highest count to the lowest."""
    low, high = max(one.high for one in held.own), min(one.low for one in held.own)
    exact = held.value / low if low == high else None
    rows = (f"claims:cs.{held.figure}", *(f"result:{one.id}" for one in held.own))
    return Result.of(
        f"armistice.{held.figure}_times",
        Estimate(exact, held.value / low, held.value / high, rows),
        unit="times",
        formula="the figure of the page over each count of the same",
        title=f"The page’s figure ({held.figure}) over the counts of the same",
        decimals=1,
    )
