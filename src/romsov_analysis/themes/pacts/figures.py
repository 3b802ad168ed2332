"""The figures of the story of chapter 03, of the workings `curves`: each a form for plain data, and who draws it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, figures
from romsov_analysis.themes.pacts import dependence
from romsov_analysis.themes.pacts.lives import Life
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, Pact
from romsov_analysis.themes.pacts.words import before, during, halves

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from romsov_analysis.themes.pacts.chapter import Chapter

_LANE = 0.15  # inches
_SHORT = {"uk": "Britain", "ussr": "USSR", "czechoslovakia": "Czech.", "saudi_arabia": "Saudi A."}
_TIGHT = {
    "afghanistan": "Afghan.", "colombia": "Colomb.", "paraguay": "Parag.", "saudi_arabia": "Saudi",
    "venezuela": "Venez.", "yugoslavia": "Yugosl.",
}  # fmt: skip
_NAN = float("nan")
_NAMED = 3  # crosses before the outbreak that have room for their month


@dataclass(frozen=True)
class Lane:
    """A life line: `outcome` is broken, ended or observed, on the day `stop`; `disputed` is a day, or None.

    `by` names who broke it, where that is to be said.
    """

    label: str
    start: datetime.date
    stop: datetime.date
    outcome: str
    disputed: datetime.date | None = None
    by: str = ""


_LOOK: dict[str, dict[str, Any]] = {
    "broken": {"color": figures.VERMILLION, "marker": "X", "markersize": 6},
    "disputed": {"color": figures.ORANGE, "marker": "o", "markersize": 5, "markerfacecolor": "none"},
    "ended": {"color": figures.FAINT, "marker": "|", "markersize": 6},
    "observed": {"color": figures.BLUE, "marker": ">", "markersize": 4},
}
_WORDS = {
    "broken": "broken beyond dispute",
    "disputed": "a disputed breach",
    "ended": "ended otherwise",
    "observed": "in force at the end",
}


def swimlanes(
    groups: Sequence[tuple[str, Sequence[Lane]]],
    counts: Sequence[tuple[str, str]],
    outbreak: datetime.date,
    last: datetime.date,
) -> Figure:
    """One line a treaty from its start to its breach, end or the last day.

    Parameters
    ----------
    groups
        (heading, lanes) from top to bottom.
    counts
        What stands in bold over the time before the outbreak, and over that from then on, each with words below.
    outbreak, last
        The day from which the axis is shaded, and its last.
    """
    import matplotlib.pyplot as plt

    rows = [row for heading, lanes in groups for row in (heading, *lanes)]
    lanes = [(place, row) for place, row in enumerate(rows) if isinstance(row, Lane)]
    begin = min(lane.start for _, lane in lanes).toordinal() - 90
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), _LANE * (len(rows) + 2.6) + 0.75))
        if outbreak <= last:
            axis.axvspan(outbreak.toordinal(), last.toordinal(), color=figures.FAINT, alpha=0.18, linewidth=0)
        for place, row in enumerate(rows):
            if isinstance(row, str):
                # A heading may be wider than a short axis.
                axis.text(begin, place, row, fontsize=9.2, fontweight="bold", va="center", in_layout=False)
        ends = _draw(axis, lanes)
        _heads(axis, counts, begin, min(outbreak, last).toordinal(), last.toordinal())
        early = [(day, place) for day, place in ends["broken"] if day < outbreak]
        named = {place: f"{day:%B %Y}" for day, place in (early if len(early) <= _NAMED else ())}
        for place, lane in lanes:
            if words := " ".join(filter(None, (named.get(place), lane.by))):
                beside = lane.stop.toordinal() + (370 if figures.is_narrow() else 150)
                axis.text(beside, place, words, fontsize=9.2, va="center")
        axis.set_yticks([place for place, _ in lanes], [lane.label for _, lane in lanes])
        axis.tick_params(axis="y", length=0, pad=2)
        axis.tick_params(labelsize=9.2)
        axis.set_ylim(len(rows) - 0.3, -2.9)
        axis.set_xlim(begin, last.toordinal() + 150)
        _years(axis, begin, last)
        axis.spines["left"].set_visible(False)
        _legend(figure, [name for name, found in ends.items() if found])
    return figure


def _heads(axis: Any, counts: Sequence[tuple[str, str]], begin: int, outbreak: int, last: int) -> None:
    """What was broken before and from then on, over either time; on a narrow screen one below the other."""
    narrow = figures.is_narrow()
    for level, ((number, words), side) in enumerate(zip(counts, ("right", "left"), strict=False)):
        if narrow:
            # Where the outbreak has no room on its left, both end with the axis.
            place = outbreak - 120 if level == 0 and outbreak - begin > (last - begin) / 2 else last
            told = f"{number} {words}"
            axis.text(place, level - 2.3, told, fontsize=9.2, fontweight="bold", ha="right", va="center")
        else:
            place = outbreak + (-120 if side == "right" else 60)
            axis.text(place, -2.3, number, fontsize=10, fontweight="bold", ha=side, va="center")
            axis.text(place, -1.3, words, fontsize=9.2, ha=side, va="center")


def _draw(axis: Any, lanes: Sequence[tuple[int, Lane]]) -> dict[str, list[tuple[datetime.date, int]]]:
    """Draw lines and signs, those of a kind in one stroke; kind → the days and places of its signs."""
    for name in ("ended", "observed", "broken"):
        some = [(place, lane) for place, lane in lanes if lane.outcome == name]
        xs = [x for _, lane in some for x in (lane.start.toordinal(), lane.stop.toordinal(), _NAN)]
        ys = [y for place, _ in some for y in (place, place, _NAN)]
        axis.plot(xs, ys, color=_LOOK[name]["color"], linewidth=1.6, solid_capstyle="butt")
    ends = {name: [(lane.stop, place) for place, lane in lanes if lane.outcome == name] for name in _LOOK}
    ends["disputed"] = [(lane.disputed, place) for place, lane in lanes if lane.disputed]
    for name, found in ends.items():
        days = [day.toordinal() for day, _ in found]
        axis.plot(days, [place for _, place in found], linestyle="none", **_LOOK[name])
    return ends


def _legend(figure: Figure, names: Sequence[str]) -> None:
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], linestyle="none", label=_WORDS[name], **_LOOK[name]) for name in names]
    columns = 2 if figures.is_narrow() else 4
    figure.legend(
        handles=handles,
        loc="outside upper center",
        ncols=columns,
        fontsize=9.2,
        handletextpad=0.1,
        columnspacing=1.0,
    )


def _years(axis: Any, begin: int, last: datetime.date) -> None:
    """Every fifth year on the axis, on a narrow screen every tenth, or every year where there are fewer."""
    span = range(datetime.date.fromordinal(begin).year + 1, last.year + 1)
    step = 10 if figures.is_narrow() else 5
    years = [year for year in span if year % step == 0] or list(span)
    axis.set_xticks([datetime.date(year, 1, 1).toordinal() for year in years], [str(year) for year in years])


_GROUPS = {"ussr": "with the Soviet Union", "germany": "with Germany", "italy": "with Italy"}


def _group(pact: Pact) -> str:
    if not pact.bilateral:
        return "of several states"
    return next((words for state, words in _GROUPS.items() if state in pact.parties), "of two others")


def _told(words: str, lanes: Sequence[Lane]) -> str:
    """The heading of a group, with how many of it were broken."""
    told = f"{words}: {sum(lane.outcome == 'broken' for lane in lanes)} of {len(lanes)}"
    return told if figures.is_narrow() else f"{told} broken"


def _breaker(life: Life, group: str) -> str:
    """Who broke a treaty, where its group does not say so."""
    if life.spell.act is None or not life.pact.bilateral:
        return ""
    actor, _ = dependence.actor_of(life.spell)
    if _GROUPS.get(actor) == group:
        return ""
    return "by either" if ";" in actor else f"by {_state(actor)}"


def _label(pact: Pact) -> str:
    """A treaty in few letters: the other state, both, or its name."""
    if not pact.bilateral:
        return pact.id.split("_")[0].title()
    first = next((state for state in _GROUPS if state in pact.parties), "")
    return "–".join(_state(state) for state in sorted(pact.parties - {first}))


def _state(state: str) -> str:
    short = _SHORT | _TIGHT if figures.is_narrow() else _SHORT
    return short.get(state, str(evidence.row(f"states:{state}")["name"]))


def life_lines(c: Chapter) -> Figure:
    """The life of every treaty counted, up to its first breach beyond dispute, another ending or the last day."""
    found: dict[str, list[Lane]] = {}
    labels = Counter((_group(life.pact), _label(life.pact)) for life in c.lives)
    met: set[tuple[str, str]] = set()
    for life in c.lives:
        key = (_group(life.pact), _label(life.pact))
        again = f" {life.spell.start.year}" if labels[key] > 1 and key in met else ""
        met.add(key)
        spell = life.spell
        lane = Lane(
            key[1] + again, spell.start, spell.stop, spell.outcome, life.disputed, _breaker(life, key[0])
        )
        found.setdefault(key[0], []).append(lane)
    order = [*_GROUPS.values(), "of two others", "of several states"]
    groups = [(_told(words, found[words]), found[words]) for words in order if words in found]
    times = (f"broken {before(c)}", during(c))
    counts = [
        (f"{part.broken.value:.0f} of {part.count.value:.0f}", words)
        for part, words in zip(halves(c), times, strict=False)
    ]
    return swimlanes(groups, counts, c.outbreak, c.last_day)


@dataclass(frozen=True)
class Rule:
    """Shares in per cent broken by one rule, beyond dispute and with disputed acts; a pair a time."""

    words: str
    shares: tuple[tuple[float, float], ...]


def rules_chart(found: Sequence[Rule], times: Sequence[str], mark: float, words: str) -> Figure:
    """A row a rule, in it a line a time from the share beyond dispute to that with disputed acts, beside a mark.

    Parameters
    ----------
    found
        From top to bottom.
    times
        What each pair of shares stands for, written at the first row.
    mark, words
        The share in per cent from which the chart is shaded, and what stands there.
    """
    import matplotlib.pyplot as plt

    looks = ((figures.BLUE, "o"), (figures.VERMILLION, "D"), (figures.GREEN, "s"))
    offsets = (-0.18, 0.06, 0.3)
    narrow = figures.is_narrow()
    step = 0.86 if narrow else 0.56
    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), step * len(found) + 0.95))
        axis.axvspan(mark, 100, color=figures.ORANGE, alpha=0.2, linewidth=0)
        axis.text(
            min(mark + 1.5, 99),
            -0.72,
            words,
            fontsize=9.2,
            va="center",
            ha="left" if mark < 60 else "right",
        )
        for place, rule in enumerate(found):
            if narrow:
                axis.text(0, place - 0.42, rule.words, fontsize=9.2, fontweight="bold", va="center")
            for offset, (low, high), (colour, marker) in zip(offsets, rule.shares, looks, strict=False):
                axis.plot([low, high], [place + offset] * 2, color=colour, linewidth=1.6)
                axis.plot(
                    [high], [place + offset], marker, color=colour, markerfacecolor="white", markersize=6
                )
                axis.plot([low], [place + offset], marker, color=colour, markersize=6)
        for offset, (low, high), time in zip(offsets, found[0].shares, times, strict=False):
            side = "left" if low < 20 else "right"
            axis.text(
                high + 4 if side == "left" else low - 4, offset, time, fontsize=9.2, va="center", ha=side
            )
        axis.set_ylim(len(found) - 0.45, -1.0)
        axis.set_xlim(-1, 100)
        axis.set_yticks([] if narrow else range(len(found)), [] if narrow else [rule.words for rule in found])
        axis.tick_params(axis="y", length=0)
        axis.tick_params(labelsize=9.2)
        axis.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100 %"])
        axis.spines["left"].set_visible(False)
        axis.set_xlabel("pacts broken, of those that could be")
    return figure


def rules(c: Chapter) -> Figure:
    """The shares by every rule, before and from then on."""
    found = []
    for name, rule in DEFINITIONS.items():
        pairs = [*zip(halves(c, name), halves(c, name, contested=True), strict=False)]
        shares = [(one.share, two.share) for one, two in pairs]
        if len(shares) > 1:
            shares.append((c.way(name).share, c.way(name, contested=True).share))
        ends = [(100 * (one.value or 0.0), 100 * (two.value or 0.0)) for one, two in shares]
        found.append(Rule(rule.title, tuple(ends)))
    mark = "more than half" if c.regular == 0.5 else f"more than {c.level:percent}"
    return rules_chart(found, (before(c), during(c), "in all"), 100 * c.regular, mark)
