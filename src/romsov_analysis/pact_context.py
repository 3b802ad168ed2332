"""What chapter 03 sets beside its own counts: other alliances, published rates, like pacts, the spread of ways."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Mapping, Sequence

import pandas as pd

from romsov_analysis import evidence, pacts, survival
from romsov_analysis.estimates import Estimate
from romsov_analysis.pact_results import Way, day_words
from romsov_analysis.pacts import UNIVERSES
from romsov_analysis.results import Result
from romsov_analysis.spells import observe, observe_coded, observe_pact

_CHOICES = ("definition", "universe", "day", "unit", "contested")


def summary(ways: Sequence[Way], regular: float) -> list[Result]:
    """How the share is spread over all ways of counting, and which choice moves it most.

    Ids: ``pacts.ways``, ``pacts.ways_above`` (with a share above `regular`), ``pacts.least_share``,
    ``pacts.greatest_share``, and ``pacts.effect_<choice>``: the mean, over all other choices, of the difference
    between the last and the first option of a choice, as a ratio.
    """
    ordered = sorted(ways, key=lambda way: way.share.value or 0.0)
    rows = tuple(dict.fromkeys(f"result:{way.counted.id}" for way in ways))
    found = [
        Result.of(
            "pacts.ways",
            Estimate.exactly(float(len(ways)), *rows),
            unit="ways",
            formula="definitions × universes × units × last days × contested acts left out or counted",
            title="Ways of counting",
            decimals=0,
        ),
        Result.of(
            "pacts.ways_above",
            Estimate.exactly(float(sum((way.share.value or 0.0) > regular for way in ways)), *rows),
            unit="ways",
            formula=f"ways with a share above {regular:g}",
            title="Ways of counting in which breach is more often than not",
            decimals=0,
        ),
    ]
    for name, way in (("least", ordered[0]), ("greatest", ordered[-1])):
        found.append(
            Result.of(
                f"pacts.{name}_share",
                way.share.estimate,
                unit="ratio",
                formula=f"{name} share over all ways of counting: {', '.join(way.choices)}",
                title=f"The {name} share",
            )
        )
    for choice in _CHOICES:
        options = list(dict.fromkeys(getattr(way, choice) for way in ways))
        found.append(
            Result.of(
                f"pacts.effect_{choice}",
                Estimate.exactly(_effect(ways, choice, options[0], options[-1]), *rows),
                unit="ratio",
                formula=f"mean over all other choices of share({options[-1]}) − share({options[0]})",
                title=f"What the choice of {choice} moves",
            )
        )
    return found


def _effect(ways: Sequence[Way], choice: str, first: object, last: object) -> float:
    others = [name for name in _CHOICES if name != choice]
    by = {(getattr(way, choice), *(getattr(way, name) for name in others)): way.share.value for way in ways}
    return statistics.fmean(
        (by[last, *rest] or 0.0) - (value or 0.0) for (option, *rest), value in by.items() if option == first
    )


def coded(
    days: Mapping[str, datetime.date], data_sets: Mapping[str, str]
) -> dict[tuple[str, str, str], Result]:
    """The share that other people's codings give, by universe and day: (data set, universe, day) → result.

    Only the treaties a data set has are counted; ids are ``pacts.coded_<data set>_<universe>_<day>``.
    """
    found = {}
    last = max(days, key=lambda name: days[name])
    for data_set, title in data_sets.items():
        for universe in UNIVERSES:
            for day, last_day in days.items():
                spells = observe_coded(universe, data_set, last_day)
                if not spells:
                    continue
                part = survival.share(spells)
                rows = tuple(spell.evidence[0] for spell in spells)
                if day != last:  # what it rests on is listed once
                    rows = (f"result:pacts.coded_{data_set}_{universe}_{last}",)
                found[data_set, universe, day] = Result(
                    f"pacts.coded_{data_set}_{universe}_{day}",
                    part.value,
                    part.low,
                    part.high,
                    "ratio",
                    f"{part.broken} coded as violated ÷ {part.spells} treaties that the data set has; the range is "
                    "Wilson's interval of 95 per cent",
                    rows,
                    f"{title}: {UNIVERSES[universe].title}, {day_words(last_day)}",
                    decimals=2,
                )
    return found


def attackers(behind: Way, last_day: datetime.date) -> dict[str, Result]:
    """Treaties broken by each attacker, by the first act: actor → ``pacts.attacker_<states>``, most first.

    An act of two states together counts for both as one actor.
    """
    spells = observe(behind.universe, behind.definition, last_day, unit="treaty", contested=behind.contested)
    rows: dict[str, list[str]] = {}
    for spell in spells:
        if spell.act is not None:
            rows.setdefault(str(evidence.row(f"acts:{spell.act}")["actor"]), []).append(spell.evidence[-1])
    names = evidence.load("states")["name"]
    found = {}
    for actor, acts in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])):
        states = [state.strip() for state in actor.split(";")]
        found[actor] = Result.of(
            f"pacts.attacker_{'_'.join(states)}",
            Estimate.exactly(float(len(acts)), *acts),
            unit="treaties",
            formula="treaties broken by its act first",
            title=f"Broken by {' and '.join(str(names[state]) for state in states)}",
            decimals=0,
        )
    return found


def coverage() -> list[Result]:
    """How many treaties are counted, and how many of them a data set of alliances has too."""
    counted = [pact.id for pact in pacts.chosen("all")]
    codings = evidence.load("codings")
    coded = [f"codings:{name}/atop" for name in counted if f"{name}/atop" in codings.index]
    rows = tuple(f"pacts:{name}" for name in counted)
    return [
        Result.of(
            "pacts.counted",
            Estimate.exactly(float(len(counted)), *rows),
            unit="treaties",
            formula="treaties in force at some time that promise not to attack or to stay neutral",
            title="Treaties counted",
            decimals=0,
        ),
        Result.of(
            "pacts.in_atop",
            Estimate.exactly(float(len(coded)), *coded),
            unit="treaties",
            formula="of these, with a row in ATOP",
            title="Treaties counted that ATOP has",
            decimals=0,
        ),
    ]


def alliance_tests(with_clause: str, without: str, moved_rows: str) -> list[Result]:
    """Fisher's exact test of the shares with and without the clause, as coded and with violations moved.

    Ids ``alliances.fisher`` and ``alliances.fisher_moved``: two-sided p.
    """
    from scipy.stats import fisher_exact

    rows = tuple(f"alliance_counts:{name}" for name in (with_clause, without, moved_rows))
    first, second, shifted = (evidence.row(name) for name in rows)
    found = []
    for name, count in (("fisher", 0), ("fisher_moved", int(shifted["violated"]))):
        table = [
            [broken, int(cells["treaties"]) - broken]
            for cells, broken in (
                (first, int(first["violated"]) + count),
                (second, int(second["violated"]) - count),
            )
        ]
        p = float(fisher_exact(table).pvalue)
        found.append(
            Result.of(
                f"alliances.{name}",
                Estimate.exactly(p, *rows),
                unit="ratio",
                formula="Fisher's exact test, two-sided",
                title="p of the difference" + (", violations moved" if count else ""),
            )
        )
    return found


def alliance_shares() -> list[Result]:
    """The counts of `alliance_counts` and the share violated: ``alliances.<id>``, ``…_treaties``, ``…_violated``."""
    from statsmodels.stats.proportion import proportion_confint

    found = []
    for name, cells in evidence.load("alliance_counts").iterrows():
        row = f"alliance_counts:{name}"
        violated, treaties = int(cells["violated"]), int(cells["treaties"])
        low, high = proportion_confint(violated, treaties, method="wilson")
        for part, number, words in (
            ("treaties", treaties, "begun"),
            ("violated", violated, "coded as violated"),
        ):
            found.append(
                Result.of(
                    f"alliances.{name}_{part}",
                    Estimate.exactly(float(number), row),
                    unit="treaties",
                    formula=f"counted in the data set: {words}",
                    title=f"{cells['title']}: {words}",
                    decimals=0,
                )
            )
        found.append(
            Result(
                f"alliances.{name}",
                violated / treaties,
                float(low),
                float(high),
                "ratio",
                "coded as violated ÷ begun; the range is Wilson's interval of 95 per cent",
                (row,),
                f"{cells['title']}: share coded as violated",
            )
        )
    return found


def moved(rows: Sequence[str]) -> list[Result]:
    """The shares with and without a non-aggression clause if some violations are booked on the clause instead.

    Parameters
    ----------
    rows
        Ids of `alliance_counts`: with the clause, without it, and the treaties whose violations are moved.
        The treaties stay where they are counted; only their violations move.

    Returns
    -------
    ``alliances.with_moved`` and ``alliances.without_moved``, ratios.
    """
    names = tuple(f"alliance_counts:{row}" for row in rows)
    with_clause, without, shifted = (evidence.row(name) for name in names)
    count = int(shifted["violated"])
    found = []
    for name, cells, sign in (("with_moved", with_clause, 1), ("without_moved", without, -1)):
        found.append(
            Result.of(
                f"alliances.{name}",
                Estimate.exactly((int(cells["violated"]) + sign * count) / int(cells["treaties"]), *names),
                unit="ratio",
                formula=f"(violated {'+' if sign > 0 else '−'} violations moved) ÷ treaties",
                title=f"{cells['title']}: share violated, {shifted['title'].lower()} moved to the pacts",
            )
        )
    return found


def published() -> list[Result]:
    """Every published rate, ``literature.<id>``, in per cent."""
    return [
        Result.of(
            f"literature.{name}",
            Estimate.of_row(f"literature:{name}"),
            unit="percent",
            formula="as published",
            title=str(cells["title"]),
            decimals=1 if float(cells["low"]) % 1 else 0,
            note="" if pd.isna(cells["note"]) else str(cells["note"]),
        )
        for name, cells in evidence.load("literature").iterrows()
        if not pd.isna(cells["low"])
    ]


def worth(names: Sequence[str], last_day: datetime.date) -> list[Result]:
    """What became of some pacts: how long each was in force before the first attack or ultimatum of a partner.

    Ids: ``worth.years_<pact>``, ``worth.pacts``, ``worth.attacked``, ``worth.coerced`` (an ultimatum and no
    attack), ``worth.longest``. Contested acts are left out.

    Raises
    ------
    LookupError
        If one of them was not broken so: then these numbers do not describe them.
    """
    models = {pact.id: pact for pact in pacts.load()}
    spells = []
    for name in names:
        spell = observe_pact(models[name], "coerced", last_day, contested=False)
        if spell is None or spell.outcome != "broken":
            raise LookupError(f"{name} was neither attacked nor coerced by {last_day}")
        spells.append(spell)
    kinds = [evidence.row(f"acts:{spell.act}")["kind"] for spell in spells]
    found = [
        Result.of(
            f"worth.years_{spell.id}",
            Estimate.exactly(spell.years, *spell.evidence),
            unit="years",
            formula="days from entry into force to the act ÷ 365.25",
            title=f"{models[spell.id].title}: years in force before the act",
            decimals=1,
        )
        for spell in spells
    ]
    longest = max(found, key=lambda result: result.high)
    rows = tuple(row for spell in spells for row in spell.evidence)
    for name, count, what in (
        ("pacts", len(spells), "Pacts compared"),
        ("attacked", sum(kind == "attack" for kind in kinds), "Of these, attacked"),
        ("coerced", sum(kind == "coercion" for kind in kinds), "Of these, ended under an ultimatum"),
    ):
        found.append(
            Result.of(
                f"worth.{name}",
                Estimate.exactly(float(count), *rows),
                unit="treaties",
                formula="counted, by the first act of a partner that is not contested",
                title=what,
                decimals=0,
            )
        )
    found.append(
        Result.of(
            "worth.longest",
            longest.estimate,
            unit="years",
            formula="longest of them",
            title="Longest time in force before the act",
            decimals=1,
        )
    )
    return found
