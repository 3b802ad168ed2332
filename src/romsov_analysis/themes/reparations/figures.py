"""The figures of chapter 05; labels, ticks and limits follow the parameters."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from romsov_analysis import figures
from romsov_analysis.figures import Interval
from romsov_analysis.results import Result
from romsov_analysis.themes.reparations import burden, cut, valuation, words
from romsov_analysis.themes.reparations.breakeven import LOCAL
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.terms import middle

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BAND: Any = {"color": figures.ORANGE, "alpha": 0.25, "linewidth": 0}
_SMALL = 9.5
# The dearest group, which the finding is about, and all goods; the rest stands behind, told apart by colour, dash
# and the name to which each line leads.
_DEAREST: dict[str, Any] = {"color": figures.VERMILLION, "linewidth": 2.8}
_ALL: dict[str, Any] = {"color": figures.INK, "linewidth": 2.2}
_BEHIND = {
    "grains": (figures.SKY, "-"),
    "lumber": (figures.PURPLE, "-."),
    "farm": (figures.GREEN, "--"),
    "metals": (figures.SKY, ":"),
    "machinery": (figures.FAINT, "-."),
    "fuels": (figures.BLUE, "-"),
}


def plain(result: Result) -> str:
    """The number of a result without its unit."""
    return f"{result:decimals={result.decimals}}"


def short(result: Result) -> str:
    """The number of a result, or its range where rival series lie far apart."""
    if result.high > words.APART * result.low:
        return f"{result:decimals=1,range}"
    return f"{result:decimals=0}" if result.value is not None and result.value.is_integer() else plain(result)


def year_ticks(c: Chapter) -> list[int]:
    """Base year, last year, the marked one and that of the cut, as far as their labels leave each other room."""
    room, chosen = 0.25 * (c.last - c.base), [c.base]
    for year in (c.last, c.marked, cut.begin().year):
        if c.base < year <= c.last and all(abs(year - other) >= room for other in chosen):
            chosen.append(year)
    return sorted(chosen)


def level_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers on a plain axis, at most so many."""
    for power, step in itertools.product(range(-2, 5), (1, 2, 5)):
        width = step * 10.0**power
        ticks = [width * number for number in range(int(low / width), int(high / width) + 1)]
        inside = [round(tick, 4) for tick in ticks if low <= tick <= high]
        if len(inside) <= most:
            break
    return inside


def yardstick_groups(c: Chapter) -> dict[str, list[tuple[str, Result]]]:
    """The rows of the key picture under their headings: label and result."""
    british, lei = c.measures["uk_wpi_lon_usd"], c.measures[LOCAL]
    gross = [("American prices", c.gross["all"][c.marked])]
    net = [("American prices", c.net["all"][c.marked]), ("Goods owed", c.basket_net[c.marked])]
    if british.result is not None:
        gross.append((f"British prices{_of(british.year, c)}", british.result))
    if c.neutral:
        when = _of(c.neutral_year, c)
        gross.append((f"Neutral Europe{when}", c.neutral["gross"]))
        net.append((f"Neutral Europe{when}", c.neutral["net"]))
    other = [("Romania's negotiators", c.statements["radulescu"])]
    if lei.result is not None:
        other.append((f"Romania, in lei{_of(lei.year, c)}", lei.result))
    return {
        f"Prices of {c.marked}, in dollars": gross,
        "Less the surcharge": [*net, ("Whole debt, as it fell due", c.whole["baseline"])],
        "Said, or in other money": other,
    }


def _of(year: int | None, c: Chapter) -> str:
    return "" if year == c.marked else f", {year}"


def yardsticks(c: Chapter) -> Figure:
    """The key picture: every price level against the claim, in groups; what is not in dollars stands off the axis."""
    groups = yardstick_groups(c)
    dollars = [r for rows in groups.values() for _, r in rows if not r.id.startswith(f"valuation.{LOCAL}")]
    ends = [end for result in dollars for end in (result.low, result.high)]
    limits = min(0.85, 0.9 * min(ends)), max(3.6, 1.2 * max(ends))
    low, high = f"{c.claimed.low:g}", f"{c.claimed.high:g}"
    rows: list[Interval | str] = []
    for head, found in groups.items():
        rows += [head, *(_row(label, result) for label, result in found)]
    return figures.interval_chart(
        rows,
        limits=limits,
        ticks=[
            (tick, f"as in {c.base}" if tick == 1 else f"{tick:g} ×") for tick in multiple_ticks(limits[1])
        ],
        band=(c.claimed.low, c.claimed.high),
        band_words=f"claim: {low}–{high} ×" if figures.is_narrow() else f"the claim: {low} to {high} times",
    )


def multiple_ticks(high: float) -> list[int]:
    """One, and whole multiples up to an end, as few as leave each other room."""
    step = max(1, round(high / 4))
    return [1, *(tick for tick in range(1 + step, int(high) + 1, step))]


def _row(label: str, result: Result) -> Interval:
    """A row of the key picture; prices in lei are no multiple of dollars, so they have no place on its axis."""
    if result.id.startswith(f"valuation.{LOCAL}"):
        return Interval(label, result.estimate, short(result), "aside")
    stated = result.id.startswith("statement.")
    return Interval(label, result.estimate, short(result), "stated" if stated else "computed")


def groups(c: Chapter) -> Figure:
    """Price relatives of the American groups over time, each named at its end; the claim as a bar in its year."""
    import matplotlib.pyplot as plt

    shown = {
        group: found for group, found in c.gross.items() if found
    }  # a series may begin after the last year
    looks = {words.reaching(c)[1]: _DEAREST, "all": _ALL}
    ends = {group: middle(found[max(found)].estimate) for group, found in shown.items()}
    tops = [middle(result.estimate) for found in shown.values() for result in found.values()]
    limits = min(0.7, 0.95 * min(tops)), max(3.3, 1.05 * max(tops))
    span = max(1, c.last - c.base)
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 3.3))
        axis.set_xlim(c.base, c.base + span * (1.5 if figures.is_narrow() else 1.25))
        axis.set_ylim(*limits)
        axis.axhline(1, color=figures.FAINT, linewidth=0.8)
        axis.plot([c.marked] * 2, [c.claimed.low, c.claimed.high], color=figures.ORANGE, alpha=0.45, linewidth=12,
                  solid_capstyle="butt")  # fmt: skip
        left = c.marked - c.base > 0.35 * span
        axis.annotate(
            f"the claim:\n{c.claimed.low:g} to {c.claimed.high:g} ×", (c.marked, c.claimed.high),
            xytext=(-9 if left else 9, -12 if figures.is_narrow() else 0), textcoords="offset points",
            fontsize=_SMALL, fontweight="bold", ha="right" if left else "left", va="top",
        )  # fmt: skip
        for group, found in shown.items():
            heights = [middle(result.estimate) for result in found.values()]
            look = _look(group, looks)
            axis.plot(list(found), heights, **look)
            if c.marked in found:
                axis.plot(
                    [c.marked],
                    [middle(found[c.marked].estimate)],
                    color=look["color"],
                    marker="o",
                    markersize=4,
                )
        room = 0.07 * (limits[1] - limits[0])
        for group, at in apart(ends, room).items():
            lead = {"color": _look(group, looks)["color"], "linewidth": 1}
            axis.plot([max(shown[group]), c.last + 0.025 * span], [ends[group], at], **lead)
            axis.text(
                c.last + 0.035 * span, at, f"{valuation.GROUPS[group]} {plain(shown[group][max(shown[group])])}",
                fontsize=_SMALL, va="center", fontweight="bold" if group in looks else "normal",
            )  # fmt: skip
        axis.set_xticks(year_ticks(c))
        axis.set_yticks(ticks := level_ticks(*limits, 6), [f"{tick:g} ×" for tick in ticks])
        axis.spines["left"].set_visible(False)
        axis.tick_params(length=0, labelsize=_SMALL)
    return figure


def _look(group: str, looks: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """How the line of a group is drawn."""
    color, dash = _BEHIND.get(group, (figures.FAINT, "-"))
    return looks.get(group) or {"color": color, "linewidth": 1.6, "linestyle": dash}


def apart(places: dict[str, float], room: float) -> dict[str, float]:
    """The places pushed up, from the lowest, until each has its room."""
    found: dict[str, float] = {}
    last = float("-inf")
    for name, place in sorted(places.items(), key=lambda pair: pair[1]):
        last = found[name] = max(place, last + room)
    return found


def worth(c: Chapter) -> Figure:
    """What a dollar of debt, in the goods owed, was worth in each year of delivery, and over the whole debt."""
    import matplotlib.pyplot as plt

    found = {year: result.estimate for year, result in c.delivered.items()}
    ends = [end for estimate in found.values() for end in (estimate.low, estimate.high)]
    top = max(1.1 * max(ends), c.claimed.low * 1.15)
    mean = middle(c.whole["baseline"].estimate)
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 2.7))
        axis.set_ylim(min(0.8, 0.9 * min(ends)), top)
        axis.set_xlim(min(found) - 0.4, max(found) + 0.4)
        axis.axhspan(c.claimed.low, c.claimed.high, **_BAND)
        axis.text(min(found) - 0.3, c.claimed.low + 0.02 * top, f"the claim begins at {c.claimed.low:g} times",
                  fontsize=_SMALL, fontweight="bold", va="bottom")  # fmt: skip
        axis.axhline(1, color=figures.FAINT, linewidth=0.8)
        axis.fill_between(list(found), [e.low for e in found.values()], [e.high for e in found.values()],
                          color=figures.BLUE, alpha=0.2, linewidth=0)  # fmt: skip
        axis.plot(list(found), [middle(e) for e in found.values()], color=figures.BLUE, marker="o", markersize=5,
                  linewidth=2)  # fmt: skip
        axis.axhline(mean, color=figures.VERMILLION, linestyle="--", linewidth=1.4)
        axis.annotate(f"whole debt {plain(c.whole['baseline'])}", (max(found) + 0.3, mean), xytext=(0, -4),
                      textcoords="offset points", fontsize=_SMALL, ha="right", va="top")  # fmt: skip
        for year in (min(found), cut.begin().year, max(found)):
            end, side, va = (
                (found[year].low, -4, "top") if year == max(found) else (found[year].high, 4, "bottom")
            )
            axis.annotate(plain(c.delivered[year]), (year, end), xytext=(0, side), textcoords="offset points",
                          fontsize=_SMALL, fontweight="bold", ha="center", va=va)  # fmt: skip
        axis.set_xticks(list(found)[:: 2 if figures.is_narrow() else 1])
        axis.set_yticks([1], [f"as in {c.base}"])
        axis.spines["left"].set_visible(False)
        axis.tick_params(length=0, labelsize=_SMALL)
    return figure


def burdens(c: Chapter) -> Figure:
    """One bar a country, dollars of the debt a head; what went to others than the Soviet Union is pale."""
    import matplotlib.pyplot as plt

    found = [c.burdens[f"head_{country}"] for country in burden.COUNTRIES]
    top = max(result.high for result in found)
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 0.36 * len(found) + 0.3))
        for position, (country, result) in enumerate(zip(burden.COUNTRIES, found, strict=True)):
            own, said = c.burdens.get(f"soviet_{country}", result), format(result, "range")
            axis.barh(position, middle(own.estimate), height=0.5, color=figures.BLUE)
            if own is not result:
                begin = middle(own.estimate)
                rest = middle(result.estimate) - begin
                axis.barh(position, rest, left=begin, height=0.5, color=figures.BLUE, alpha=0.35, linewidth=0)
                said += f" (Soviet part {own:range})"
            axis.text(
                result.high + 0.02 * top, position, said, fontsize=_SMALL, fontweight="bold", va="center"
            )
        axis.set_xlim(0, 1.3 * top)
        axis.set_ylim(len(found) - 0.5, -0.6)
        axis.set_xticks([])
        axis.set_yticks(range(len(found)), list(burden.COUNTRIES.values()))
        axis.tick_params(length=0, labelsize=_SMALL)
        axis.spines[["left", "bottom"]].set_visible(False)
    return figure
