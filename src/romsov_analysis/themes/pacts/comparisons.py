"""The tables of chapter 03 that set its counts beside those of others: codings, alliances, published rates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import Table
from romsov_analysis.ledger.tables import day, source
from romsov_analysis.results import Result
from romsov_analysis.themes.pacts.days import end_words
from romsov_analysis.themes.pacts.others import Coding
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES, WIDEST, chosen, first_day
from romsov_analysis.themes.pacts.words import by_end, pair

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter

INVOKED = "cases in which the obligation was called on"


def _ref(result: Result | None, options: str = "", missing: str = "") -> str:
    return missing if result is None else format(result, f"ref {options}".strip())


def coded(c: Chapter) -> Table:
    """A row a kind of treaties: the share another data set codes as violated, beside two of our own."""
    ours = DEFINITIONS["denounced"]
    rows = [
        [
            kind.title,
            *(_ref(c.coded.get(("atop", universe, name)), "percent", "none coded") for name in c.last_days),
            f"{c.way(ours.id, universe).share:ref percent}",
            f"{c.way(WIDEST, universe, contested=True).share:ref percent}",
        ]
        for universe, kind in UNIVERSES.items()
    ]
    return Table(
        f"Violated by ATOP, beside two of our own rules {by_end(c)}",
        [
            "Treaties",
            *(f"ATOP, {end_words(last)}" for last in c.last_days.values()),
            ours.title,
            f"{DEFINITIONS[WIDEST].title}, contested counted",
        ],
        rows,
    )


def coders(c: Chapter) -> Table:
    """The treaties that we or a data set hold to be broken, coder beside coder."""
    rows = []
    for one in c.codings:
        ours = "not broken"
        act = one.clear.act or one.every.act
        if act is not None:
            cells = evidence.row(f"acts:{act}")
            disputed = "" if one.clear.act else " (disputed)"
            ours = f"{cells['title']}, {day(cells['date'])}{disputed}"
        atop = "not in it"
        if one.atop is not None:
            end = evidence.text(one.atop, "end")
            over = end and first_day(dates.parse(end)) <= c.last_day
            atop = f"{one.atop['ending']}, {day(end)}" if over else f"no end {by_end(c)}"
        bf = "not in it" if one.bf is None else str(one.bf["ending"])
        rows.append([str(evidence.row(f"pacts:{one.pact}")["title"]), ours, atop, bf])
    return Table(
        f"{evidence.capital(c.universe.words)} that somebody holds to be broken {by_end(c)}",
        [
            "Pact",
            "Here, the first breach, beyond dispute where there is one",
            "ATOP",
            "Berkemeier and Fuhrmann, wars",
        ],
        rows or [["none", "", "", ""]],
    )


def agreed(c: Chapter) -> Table:
    """Which treaties we and ATOP hold to be broken, both or either alone, and what the other makes of them."""
    models = {pact.id: pact for pact in chosen("all")}

    def names(found: Result, other: Callable[[Coding], str]) -> str:
        wanted = {row.removeprefix("pacts:") for row in found.evidence}
        groups: dict[str, list[str]] = {}
        for one in c.codings:
            if one.pact in wanted:
                groups.setdefault(other(one), []).append(pair(models[one.pact]))
        told = [
            f"{reason}: {', '.join(some)}" if reason else ", ".join(some) for reason, some in groups.items()
        ]
        return "; ".join(told) or "none"

    found = c.agreement
    rows = [
        [f"Both: {found.both:ref}", names(found.both, lambda _: "")],
        [f"Here alone: {found.ours:ref}", names(found.ours, _by_atop)],
        [f"ATOP alone: {found.theirs:ref}", names(found.theirs, _by_us)],
    ]
    return Table(
        f"{evidence.capital(c.universe.words)} broken {by_end(c)}, by either list",
        ["Who says so", "Which, and what the other list says"],
        rows,
    )


def _by_atop(one: Coding) -> str:
    ending = "" if one.atop is None else str(one.atop["ending"])
    return "no end" if not ending or ending == "violated" else ending


def _by_us(one: Coding) -> str:
    return "disputed" if one.every.act else "no breach"


def contrasts(c: Chapter) -> Table:
    """Alliances with the clause and without, and what one change makes of their difference."""
    rows = []
    for one in c.alliances.values():
        cells = [f"{some:ref} of {all_:ref}" for some, all_ in zip(one.violated, one.begun, strict=True)]
        rows.append([evidence.capital(one.words), *cells, f"{one.p:ref}"])
    return Table(
        "Alliances violated, with the clause and without, and with one thing changed",
        ["Counted", "With the clause", "Without", "p"],
        rows,
    )


def literature(c: Chapter) -> Table:
    """The published rates, and of what each is a share."""
    rows = [
        [
            str(cells["title"]),
            _ref(c.literature.get(str(name)), "unit", "no rate"),
            INVOKED if cells["denominator"] == "invoked" else str(cells["denominator"]),
            evidence.text(cells, "note"),
            source(cells),
        ]
        for name, cells in evidence.load("literature").iterrows()
    ]
    header = ["Finding", "Rate", "Share of", "Why it differs", "Where"]
    return Table("Published findings: of what the rate is a share", header, rows)
