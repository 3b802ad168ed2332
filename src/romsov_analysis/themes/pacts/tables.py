"""The tables of chapter 03."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence
from romsov_analysis.ledger import Table
from romsov_analysis.ledger.tables import day, source
from romsov_analysis.results import Result
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts.days import end_words, in_words
from romsov_analysis.themes.pacts.incidence import YEARS
from romsov_analysis.themes.pacts.parameters import soviet
from romsov_analysis.themes.pacts.periods import EVERY, ITALY, WITH, WITHOUT, Rates
from romsov_analysis.themes.pacts.spells import UNITS, Unit, observe_pact
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES, WIDEST, chosen
from romsov_analysis.themes.pacts.words import by_end

if TYPE_CHECKING:
    import pandas as pd

    from romsov_analysis.themes.pacts.chapter import Chapter

BOTH = frozenset({"ussr", "romania"})
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


def _links(holds: Callable[[pd.Series[Any], pd.Series[Any]], bool]) -> list[tuple[str, str, str, str]]:
    """Treaty, act with its date, kind and reason of the rows of `pact_acts` for which something holds."""
    found = []
    for _, link in evidence.load("pact_acts").iterrows():
        act = evidence.row(f"acts:{link['act']}")
        if holds(link, act):
            title = str(evidence.row(f"pacts:{link['pact']}")["title"])
            found.append(
                (title, f"{act['title']}, {day(act['date'])}", str(act["kind"]), str(link["reason"]))
            )
    return found


def contested_acts() -> Table:
    """Every contested act, and why it is."""
    rows = _links(lambda link, _: link["contested"] == "yes")
    return Table("Contested acts, with the reason", ["Pact", "Act", "Kind", "Why contested"], rows)


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
    """A row a definition and unit, a column a kind of treaties: the share broken by the last day."""
    rows = [
        [
            rule.title if unit == "treaty" else f"{rule.title}: pairs of states",
            *(f"{c.way(name, universe, unit=unit).share:ref percent with-range}" for universe in UNIVERSES),
        ]
        for unit in UNITS
        for name, rule in DEFINITIONS.items()
    ]
    return Table(
        f"Share of treaties, and of pairs of states, broken by {in_words(c.last_day)}, with Wilson's interval, "
        "contested acts left out",
        ["Definition", *(universe.title for universe in UNIVERSES.values())],
        rows,
    )


def _within(c: Chapter, key: tuple[str, str, Unit], years: int, part: str = "broken") -> str:
    """A reading of a curve with its interval, or why there is none."""
    definition, universe, unit = key
    found = getattr(c.curves[key], part).get(years)
    some = c.way(definition, universe, unit=unit).measured.broken
    options = "" if part == "at_risk" else "percent with-range"
    return _ref(found, options, "not followed so long" if some else "none broken")


def incidence(c: Chapter) -> Table:
    """A row a definition and kind of treaties: broken within some years by both curves, at risk, and the median."""
    last, rows = YEARS[-1], []
    for name, rule in DEFINITIONS.items():
        for universe in dict.fromkeys((c.universe.id, "all")):
            key: tuple[str, str, Unit] = (name, universe, "treaty")
            cells = [_within(c, key, years) for years in YEARS]
            cells += [_within(c, key, last, part) for part in ("at_risk", "naive")]
            median = _ref(c.curves[key].median, "unit", "not reached")
            rows.append([f"{rule.title}: {UNIVERSES[universe].short}", *cells, median])
    terms, most = evidence.joined([COUNTING[years] for years in YEARS]), COUNTING[last]
    return Table(
        f"Broken within {terms} years of entry into force, contested acts left out",
        ["Definition and treaties", *(f"Within {COUNTING[years]} years" for years in YEARS), f"At risk after {most}",
         f"One minus Kaplan–Meier, {most} years", "Median (Kaplan–Meier)"],
        rows,
    )  # fmt: skip


def incidence_elsewhere(c: Chapter) -> Table:
    """A row a definition: broken within the longest time, for the other kinds of treaties and for pairs of states."""
    shown = (c.universe.id, "all")
    others = [(kind, unit) for unit in UNITS for kind in UNIVERSES if unit == "pair" or kind not in shown]
    heads = {"treaty": "", "pair": ": pairs of states"}
    return Table(
        f"Broken within {COUNTING[YEARS[-1]]} years of entry into force, other endings competing: other treaties, and "
        "pairs of states",
        ["Definition", *(f"{UNIVERSES[kind].short}{heads[unit]}" for kind, unit in others)],
        [
            [rule.title, *(_within(c, (name, kind, unit), YEARS[-1]) for kind, unit in others)]
            for name, rule in DEFINITIONS.items()
        ],
    )


def rates(c: Chapter) -> Table:
    """A row a definition and unit, a column a stretch of time: breaches a hundred years, all and by group."""

    def cell(found: Rates, period: str) -> str:
        every, first, second = (found.get((period, group.id)) for group in (EVERY, WITH, WITHOUT))
        if every is None:
            return "none in force"
        return f"{every:ref} ({_ref(first, missing='none')}; {_ref(second, missing='none')})"

    rows = [
        [f"{DEFINITIONS[name].title}, {UNITS[unit]}", *(cell(found, period.id) for period in c.periods)]
        for (name, unit), found in c.rates.items()
    ]
    italy = [_ref(c.base_rates.get((period.id, ITALY.id)), missing="none in force") for period in c.periods]
    return Table(
        f"Breaches of {c.universe.words} a hundred years in force: all (with the USSR or Germany; without either)",
        ["Definition and unit", *(period.words for period in c.periods)],
        [*rows, [f"{c.definition.title}, treaties {ITALY.title}", *italy]],
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
    rank, test = "no couple has so many treaties", "nothing to compare"
    if "groups_ranked" in found:
        rank = f"{found['groups_as_high']:ref} of {found['groups_ranked']:ref}"
    if "log_rank_chi" in found:
        test = f"chi-square {found['log_rank_chi']:ref}, p {found['log_rank_p']:ref}"
    acts, actors = found["acts_behind"], found["actors_behind"]
    return Table(
        "What dependence does to the share",
        ["Question", "Answer"],
        [
            ["Acts behind the broken treaties", f"{acts:ref} acts of {actors:ref} attackers"],
            ["Share, with Wilson's interval", f"{c.way().share:ref percent with-range}"],
            ["Share, with an interval that draws states", f"{found['bootstrap']:ref percent with-range}"],
            [
                "Share with the Soviet Union or Germany as party",
                _ref(found.get("powers_share"), "percent", "no treaty"),
            ],
            ["Share without either", _ref(found.get("others_share"), "percent", "no treaty")],
            ["Couples of other states with as high a share", rank],
            ["Log-rank test, with against without", test],
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


def alliances(c: Chapter) -> Table:
    """The alliances of a data set by their clauses, and the share it codes as violated."""
    rows = []
    for name, (treaties, violated, share) in c.alliances.items():
        title = str(evidence.row(f"alliance_counts:{name}")["title"])
        rows.append([title, f"{treaties:ref}", f"{violated:ref}", f"{share:ref percent with-range}"])
    caption = "Alliances begun from 1919 to 1941, and the share coded as violated by 2 September 1945"
    return Table(caption, ["Alliances", "Treaties", "Violated", "Share"], rows)


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


def between_both() -> Table:
    """The acts between the Soviet Union and Romania under the treaties that did bind both."""
    names = [pact.id for pact in chosen("all") if BOTH in pact.pairs]
    found = _links(
        lambda link, act: link["pact"] in names and "romania" in f"{act['actor']}; {act['against']}"
    )
    rows = [(treaty, act, reason) for treaty, act, _, reason in found]
    caption = f"What became of the {COUNTING[len(names)]} treaties that did bind both, between the two"
    return Table(caption, ["Treaty", "Act", "Why it falls under it"], rows)
