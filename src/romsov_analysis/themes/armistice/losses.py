"""The losses: counts as tables give them, what adds up, and which count each figure of the page is near.

A figure of the page is held against the counts of its own stretch of the war. It is *borne out* if more than half of
the counts of what it speaks of lie within the margin, *partly* if some do. If none does, it lies *between the counts*
or beyond them all; beyond them, it may be near a count of something else, *another count*, or near none. Men who are
said to be killed or to have perished are held against the killed and against the dead of every cause alike. That two
numbers are near each other shows what a figure can be, not what its author copied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, claim_record, count
from romsov_analysis.themes.armistice import sums

Standing = Literal["borne out", "partly", "between the counts", "another count", "no count near"]

# Figure of the page → stretch of the war, and what it speaks of.
DEAD = ("killed", "dead of every cause")
FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "killed": ("east", DEAD),
    "missing": ("east", ("missing", "taken prisoner")),
    "transported": ("turn", ("taken prisoner",)),
    "perished": ("west", DEAD),
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

    def off(self, one: Result) -> Result:
        """How far the figure lies from a count, over the count; without its sign."""
        share = abs(self.value / one.low - 1)
        return Result.of(
            f"armistice.{self.figure}_off_{one.id.partition('.')[2]}",
            Estimate.exactly(share, f"claims:cs.{self.figure}", f"result:{one.id}"),
            unit="ratio", formula="figure of the page ÷ count − 1, without sign",
            title=f"How far the page’s figure ({self.figure}) lies from a count", decimals=3,
        )  # fmt: skip


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
    known = {result.id.partition(".")[2]: result for result in [*sums.totals(counts), *sums.rates(counts)]}
    compared = rows[~rows["kind"].isin(list(without))]
    derived = {} if ARMY in without else {name: known[name] for name in ("west_dead", "both_countries")}
    held = {name: _held(name, compared, counts, derived, within) for name in FIGURES}
    ratios = {f"{name}_times": _times(one) for name, one in held.items() if one.own}
    stand, part = (
        count(
            f"armistice.{name}",
            [*(f"claims:cs.{figure}" for figure, one in held.items() if one.standing == standing), *changed],
            f"Figures of losses of the page that {which} of the same bear out",
            unit="claims",
            formula=f"figures with {which} of the same within the margin",
            number=sum(one.standing == standing for one in held.values()),
        )
        for name, standing, which in (
            ("stand", "borne out", "most counts"),
            ("part", "partly", "some counts"),
        )
    )
    off = {
        f"{figure}_off_{one.id.partition('.')[2]}": its.off(one)
        for figure, its in held.items() for one in its.near
    }  # fmt: skip
    of = count(
        "armistice.figures", [f"claims:cs.{name}" for name in FIGURES], "Figures of losses on the page",
        unit="claims", formula="figures of men lost",
    )  # fmt: skip
    named = {"stand": stand, "part": part, "figures": of, "margin": _margin(within, changed)}
    return Losses(rows, counts, known | ratios | off | named, held)


def _margin(within: float, changed: Collection[str]) -> Result:
    """The margin as a share."""
    return Result.of(
        "armistice.margin", Estimate.exactly(within / 100, *(changed or ("units:percent",))), unit="ratio",
        formula="the parameter within", title="How far from a count a figure is near it", decimals=3,
    )  # fmt: skip


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
    between = bool(own) and min(one.low for one in own) < value < max(one.high for one in own)
    near = near_own or (() if between else near_other)
    return Held(figure, value, tuple(own), tuple(others), near, _standing(near_own, own, near_other, between))


def _standing(
    near_own: Sequence[Result], own: Sequence[Result], other: Sequence[Result], between: bool
) -> Standing:
    if near_own:
        return "borne out" if 2 * len(near_own) > len(own) else "partly"
    if between:
        return "between the counts"
    return "another count" if other else "no count near"


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
