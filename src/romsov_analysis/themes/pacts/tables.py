"""The tables of chapter 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import Table
from romsov_analysis.ledger.tables import day, source
from romsov_analysis.results import Result
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts.days import end_words, in_words
from romsov_analysis.themes.pacts.incidence import YEARS
from romsov_analysis.themes.pacts.parameters import soviet
from romsov_analysis.themes.pacts.periods import EVERY, ITALY, WITH, WITHOUT, Rates
from romsov_analysis.themes.pacts.spells import observe_pact
from romsov_analysis.themes.pacts.treaties import (
    DEFINITIONS,
    UNIVERSES,
    WIDEST,
    first_day,
)
from romsov_analysis.themes.pacts.words import by_end

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter

INVOKED = "cases in which the obligation was called on"


def _ref(result: Result | None, options: str = "", missing: str = "") -> str:
    return missing if result is None else format(result, f"ref {options}".strip())


def definitions(c: Chapter) -> Table:
    """A row a definition: its rule, and how many treaties it breaks by the last day."""
    rows = [
        [
            rule.title,
            rule.rule,
            *(f"{c.way(name, contested=contested).broken:ref}" for contested in (False, True)),
        ]
        for name, rule in DEFINITIONS.items()
    ]
    caption = (
        f"Definitions, and how many of the {c.way().counted:ref} {c.universe.words} each breaks {by_end(c)}"
    )
    return Table(caption, ["Definition", "Rule", "Broken", "Contested counted"], rows)


def before_and_during(c: Chapter) -> Table:
    """A row a definition: before and during, contested acts left out and counted."""
    during = any(second is not None for _, second in c.halves.values())
    rows = []
    for name, rule in DEFINITIONS.items():
        parts, later = zip(*(c.halves[name, contested] for contested in (False, True)), strict=True)
        later = later if during else ()
        rows.append(
            [rule.title, *map(str, parts), *("none at risk" if part is None else str(part) for part in later)]
        )
    header = ["Definition", "Before", "Before, contested counted"]
    caption = f"{evidence.capital(c.universe.words)} broken before {in_words(c.outbreak)}"
    if during:
        header += ["During", "During, contested counted"]
        caption += f", and from then to {in_words(c.last_day)}"
    return Table(caption, header, rows)


def shares(c: Chapter) -> Table:
    """A row a definition, a column a kind of treaties: the share broken by the last day."""
    rows = [
        [
            f"{rule.title}{', disputed acts counted' if also else ''}",
            *(
                f"{c.way(name, universe, contested=also).share:ref percent with-range}"
                for universe in UNIVERSES
            ),
        ]
        for name, rule in DEFINITIONS.items()
        for also in (False, True)
    ]
    return Table(
        f"Share of treaties broken by {in_words(c.last_day)}, with Wilson's interval",
        ["Definition", *(universe.title for universe in UNIVERSES.values())],
        rows,
    )


def incidence(c: Chapter) -> Table:
    """A row a definition and kind of treaties: broken within some years by both curves, at risk, and the median."""
    last, rows = YEARS[-1], []
    for (name, universe), curve in c.curves.items():
        missing = "not followed so long" if c.way(name, universe).measured.broken else "none broken"
        cells = [_ref(curve.broken.get(years), "percent with-range", missing) for years in YEARS]
        cells += [_ref(curve.at_risk.get(last), "", missing)]
        cells += [_ref(curve.naive.get(last), "percent with-range", missing)]
        median = _ref(curve.median, "unit", "not reached")
        rows.append([f"{DEFINITIONS[name].title}: {UNIVERSES[universe].short}", *cells, median])
    terms, most = evidence.joined([COUNTING[years] for years in YEARS]), COUNTING[last]
    return Table(
        f"Broken within {terms} years of entry into force, contested acts left out",
        ["Definition and treaties", *(f"Within {COUNTING[years]} years" for years in YEARS), f"At risk after {most}",
         f"One minus Kaplan–Meier, {most} years", "Median (Kaplan–Meier)"],
        rows,
    )  # fmt: skip


def rates(c: Chapter) -> Table:
    """A row a definition, a column a stretch of time: breaches a hundred years, all and by group; and by ATOP."""

    def cell(found: Rates, period: str) -> str:
        every, first, second = (found.get((period, group.id)) for group in (EVERY, WITH, WITHOUT))
        if every is None:
            return "none in force"
        return f"{every:ref} ({_ref(first, missing='none')}; {_ref(second, missing='none')})"

    rows = [
        [DEFINITIONS[name].title, *(cell(found, period.id) for period in c.periods)]
        for name, found in c.rates.items()
    ]
    italy = [_ref(c.base_rates.get((period.id, ITALY.id)), missing="none in force") for period in c.periods]
    coded = [_ref(c.coded_rates.get(period.id), missing="none coded") for period in c.periods]
    return Table(
        f"Breaches of {c.universe.words} a hundred years in force: all (with the USSR or Germany; without either)",
        ["Definition", *(period.words for period in c.periods)],
        [*rows, [f"{c.definition.title}, treaties {ITALY.title}", *italy], ["Violations by ATOP", *coded]],
    )


def attackers(c: Chapter) -> Table:
    """Who broke the treaties, most first."""
    rows = [[result.title.removeprefix("Broken by "), f"{result:ref}"] for result in c.attackers.values()]
    return Table(
        f"Who broke {c.universe.words}: {c.definition.done}, contested acts left out {by_end(c)}",
        ["Attacker", "Pacts"],
        rows or [["nobody", "none"]],
    )


def dependence(c: Chapter) -> Table:
    """What dependence does to the share, question by question."""
    found = c.dependence
    test = "nothing to compare"
    if "rate_ratio" in found:
        test = f"ratio {found['rate_ratio']:ref}, p {found['rate_p']:ref}"
    acts, actors = found["acts_behind"], found["actors_behind"]
    return Table(
        "What dependence does to the share",
        ["Question", "Answer"],
        [
            ["Acts behind the broken treaties", f"{acts:ref} acts of {actors:ref} attackers"],
            ["Share, with Wilson's interval", f"{c.way().share:ref percent with-range}"],
            ["Share, with an interval that draws states", f"{found['bootstrap']:ref percent with-range}"],
            [f"Rate {c.peak.when}, with the Soviet Union or Germany against without either", test],
        ],
    )


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
        f"Violated by the coding of ATOP, beside two of our own definitions {by_end(c)}",
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


def contrasts(c: Chapter) -> Table:
    """Alliances with the clause and without, and what one change makes of their difference."""
    rows = []
    for one in c.alliances.values():
        cells = [f"{some:ref} of {all_:ref}" for some, all_ in zip(one.violated, one.begun, strict=True)]
        rows.append([evidence.capital(one.words), *cells, f"{one.p:ref}"])
    return Table(
        "Alliances begun since 1919 and coded as violated, with a clause of non-aggression and without: as it is, and "
        "with one thing changed",
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


def alike(c: Chapter) -> Table:
    """The pacts most like a Soviet-Romanian one: how long each was in force, and the act that ended that."""
    rows = []
    for fate in c.worth.fates:
        act = f"neither attacked nor coerced {by_end(c)}"
        if fate.spell.act is not None:
            cells = evidence.row(f"acts:{fate.spell.act}")
            act = f"{cells['title']}, {day(cells['date'])}"
        rows.append([fate.pact.title, f"{fate.years:ref unit}", act])
    return Table("The pacts most like it", ["Pact", "In force before the act", "The act"], rows)


def other_soviet(c: Chapter) -> Table:
    """What became of the other two-sided pacts of the Soviet Union."""
    shown = [fate.pact.id for fate in c.worth.fates]
    rows = []
    for pact in soviet():
        spell = observe_pact(pact, "coerced", c.last_day, contested=True, early=c.early)
        if pact.id in shown or spell is None:
            continue
        act = "no attack or ultimatum between the two"
        if spell.act is not None:
            act = str(evidence.row(f"acts:{spell.act}")["title"])
        rows.append([pact.title, pact.ending, act])
    return Table(
        "The other two-sided pacts of the Soviet Union",
        ["Pact", "What became of it", f"First attack or ultimatum {by_end(c)}, contested ones counted"],
        rows or [["none", "", ""]],
    )
