"""The tables of chapter 03 that count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.ledger import Table
from romsov_analysis.ledger.tables import day
from romsov_analysis.results import Result
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.incidence import YEARS
from romsov_analysis.themes.pacts.parameters import soviet
from romsov_analysis.themes.pacts.periods import EVERY, ITALY, WITH, WITHOUT, Rates
from romsov_analysis.themes.pacts.spells import observe_pact
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES
from romsov_analysis.themes.pacts.words import by_end, pair

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter


def _ref(result: Result | None, options: str = "", missing: str = "") -> str:
    return missing if result is None else format(result, f"ref {options}".strip())


def _both(pairs: Sequence[tuple[Result, Result] | None]) -> str:
    """So many of so many beyond dispute, and with disputed acts; of one and the same count once."""
    told = ["none at risk" if pair_ is None else f"{pair_[0]:ref} of {pair_[1]:ref}" for pair_ in pairs]
    (first, second) = pairs
    if first is not None and second is not None and first[1].id == second[1].id:
        told[0] = f"{first[0]:ref}"
    return " · ".join(told)


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
    whole = f"{c.way().counted:ref} {c.universe.words}"
    caption = f"The four rules in full, and how many of the {whole} each breaks"
    return Table(caption, ["Rule", "What counts", "Broken", "Disputed counted"], rows)


def before_and_during(c: Chapter) -> Table:
    """A row a definition: before and during, beyond dispute and with disputed acts."""
    during = any(second is not None for _, second in c.halves.values())
    rows = []
    for name, rule in DEFINITIONS.items():
        parts = [[c.halves[name, also][time] for also in (False, True)] for time in range(2 if during else 1)]
        ways = [c.way(name, contested=also) for also in (False, True)]
        told = [_both([None if one is None else (one.broken, one.count) for one in pair_]) for pair_ in parts]
        whole = _both([(way.broken, way.counted) for way in ways])
        rows.append([rule.title, *told, whole])
    caption = f"{evidence.capital(c.universe.words)} broken before {in_words(c.outbreak)}"
    caption += f"{' and from then on' if during else ''}: beyond dispute · with disputed acts"
    return Table(caption, ["Rule", "Before", *(["From then"] if during else []), "In all"], rows)


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
    """A row a definition: broken within some years by both curves, at risk, and the median."""
    last, rows = YEARS[-1], []
    for name, curve in c.curves.items():
        missing = "not followed so long" if c.way(name).measured.broken else "none broken"
        cells = [_ref(curve.broken.get(years), "percent with-range", missing) for years in YEARS]
        cells += [_ref(curve.ended.get(last), "percent", missing), _ref(curve.at_risk.get(last), "", missing)]
        cells += [_ref(curve.naive.get(last), "percent with-range", missing)]
        median = _ref(curve.median, "unit", "not reached")
        rows.append([DEFINITIONS[name].title, *cells, median])
    terms, most = evidence.joined([COUNTING[years] for years in YEARS]), COUNTING[last]
    return Table(
        f"Broken within {terms} years of entry into force, beyond dispute",
        ["Rule", *(f"Within {COUNTING[years]} years" for years in YEARS), f"Ended otherwise by {most}",
         f"At risk after {most}",
         f"One minus Kaplan–Meier, {most} years", "Median (Kaplan–Meier)"],
        rows,
    )  # fmt: skip


def rates(c: Chapter) -> Table:
    """A row a definition, a column a stretch of time: breaches a hundred years; by the base also by group; and ATOP."""

    def row(title: str, found: Rates, group: str, missing: str = "none in force") -> list[str]:
        return [title, *(_ref(found.get((period.id, group)), missing=missing) for period in c.periods)]

    rows = [row(DEFINITIONS[name].title, found, EVERY.id) for name, found in c.rates.items()]
    rows += [
        row(f"{c.definition.title}, treaties {group.title}", c.base_rates, group.id)
        for group in (WITH, WITHOUT, ITALY)
    ]
    coded = [_ref(c.coded_rates.get(period.id), missing="none coded") for period in c.periods]
    return Table(
        f"Breaches of {c.universe.words} a hundred years in force, beyond dispute",
        ["Rule", *(period.words for period in c.periods)],
        [*rows, ["Violations by ATOP", *coded]],
    )


def attackers(c: Chapter) -> Table:
    """Who broke the treaties, most first."""
    rows = [
        [
            result.title.removeprefix("Broken by "),
            f"{result:ref}",
            _ref(c.exposed.get(actor), missing="one of the two"),
        ]
        for actor, result in c.attackers.items()
    ]
    return Table(
        f"Who broke {c.universe.words}, beyond dispute, {by_end(c)}",
        ["State", "Pacts broken", "Pacts it had"],
        rows or [["nobody", "none", "none"]],
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


def alike(c: Chapter) -> Table:
    """The pacts most like a Soviet-Romanian one: how long each was in force, and the act that ended that."""
    rows = []
    for fate in c.worth.fates:
        act = f"neither attacked nor coerced {by_end(c)}"
        if fate.spell.act is not None:
            cells = evidence.row(f"acts:{fate.spell.act}")
            act = f"{'attack' if cells['kind'] == 'attack' else 'ultimatum'}, {day(cells['date'])}"
        name = pair(fate.pact)
        if all("ussr" in other.pact.parties for other in c.worth.fates):
            name = name.replace("–USSR", "").replace("USSR–", "")
        rows.append([name, f"{fate.years:ref}", act])
    return Table("The pacts most like it", ["Pact", "Years in force, or since signature", "Ended by"], rows)


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
        "The other two-sided pacts of the Soviet Union, and what became of them",
        ["Pact", "What became of it", f"First attack or ultimatum {by_end(c)}, disputed ones counted"],
        rows or [["none", "", ""]],
    )
