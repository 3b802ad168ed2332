"""What dependence does to a share: few actors, one war, and who attacked whom."""

from __future__ import annotations

from collections.abc import Iterable

from romsov_analysis import evidence
from romsov_analysis.results import Result, count
from romsov_analysis.themes.pacts import resampling, survival
from romsov_analysis.themes.pacts.days import Stretch
from romsov_analysis.themes.pacts.periods import Group
from romsov_analysis.themes.pacts.specifications import Specification
from romsov_analysis.themes.pacts.spells import Spell
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES

_FEW = 3  # states


def dependence(
    behind: Specification, groups: tuple[Group, Group], stretch: Stretch, *, seed: int, draws: int
) -> dict[str, Result]:
    """What dependence does to the share: acts behind it, bootstrap by state, and two groups in one stretch of time.

    Parameters
    ----------
    behind
        The way to count.
    groups
        The treaties of the states that are set apart, and the others.
    stretch
        The stretch of the calendar in which the two are compared.
    seed, draws
        Of the bootstrap.

    Returns
    -------
    By the last part of their ids: ``pacts.acts_behind``, ``pacts.actors_behind``, ``pacts.bootstrap``,
    ``pacts.peak_broken``, ``pacts.peak_days`` (breaches in the stretch, and days on which they fell),
    ``pacts.rate_ratio``, ``pacts.rate_p``, ``pacts.few_actors`` (true or false). The comparison is left out where
    a group was not in force in the stretch or broken by nobody.
    """
    found = _actors(behind)
    low, high = resampling.state_bootstrap(behind.spells, seed=seed, draws=draws)
    share = behind.measured.value
    found["bootstrap"] = _ratio(
        behind,
        "bootstrap",
        share,
        "Share, states drawn",
        f"broken ÷ all; the range is the percentile interval of {draws:,} draws of states, seed {seed}",
        # Of few draws the share itself may lie outside; a range holds its value.
        ends=(min(low, share), max(high, share)),
    )
    return found | _in_stretch(behind, groups, stretch)


def _in_stretch(behind: Specification, groups: tuple[Group, Group], stretch: Stretch) -> dict[str, Result]:
    """Breaches in a stretch of time, the days on which they fell, and the rates of two groups beside each other."""
    found = {}
    inside = [
        spell.stop
        for spell in behind.spells
        if spell.outcome == "broken" and stretch.first <= spell.stop <= stretch.last
    ]
    for name, number, title in (
        ("peak_broken", len(inside), "Breaches"),
        ("peak_days", len(set(inside)), "Days of breach"),
    ):
        found[name] = _number(
            behind,
            name,
            number,
            f"{title}, {stretch.words}",
            "breaches" if name == "peak_broken" else "days",
            "in that stretch",
        )
    rates = [
        survival.rate_by_period(
            [spell for spell in behind.spells if group.holds(spell)], {"": (stretch.first, stretch.last)}
        ).get("")
        for group in groups
    ]
    first, second = rates
    if first is not None and second is not None and second.broken:
        ratio, p = survival.rate_ratio(first, second)
        words = f"rates {stretch.words}, {groups[0].title} against {groups[1].title}"
        for name, value, title, formula in (
            ("rate_ratio", ratio, "Ratio", f"{words}"),
            ("rate_p", p, "p", f"exact test, {words}; breaches taken as independent of each other"),
        ):
            found[name] = _ratio(behind, name, value, title, formula)
    return found


def _actors(behind: Specification) -> dict[str, Result]:
    """The acts behind the breaches, those who did them, and whether a few did most."""
    acts = {spell.act for spell in behind.spells if spell.act}
    actors = attackers(behind)
    most = [result.value or 0.0 for result in actors.values()][:_FEW]
    few = Result.whether(
        "pacts.few_actors",
        2 * sum(most) > behind.measured.broken,
        *behind.rows,
        formula=f"the first {_FEW} attackers broke more than all others together",
        title="A few states broke most",
    )
    different = "different acts that broke a treaty"
    joint = "different attackers; joint ones, and two of which one began, as one"
    return {
        "few_actors": few,
        "acts_behind": _number(
            behind, "acts_behind", len(acts), "Acts behind the breaches", "acts", different
        ),
        "actors_behind": _number(behind, "actors_behind", len(actors), "Attackers", "states", joint),
    }


def _number(behind: Specification, name: str, value: int, title: str, unit: str, formula: str) -> Result:
    return behind.result(name, value, f"{title}: {_what(behind)}", unit=unit, formula=formula, decimals=0)


def _ratio(
    behind: Specification,
    name: str,
    value: float,
    title: str,
    formula: str,
    *,
    ends: tuple[float, float] | None = None,
    decimals: int = 2,
) -> Result:
    told = f"{title}: {_what(behind)}"
    return behind.result(name, value, told, unit="ratio", formula=formula, ends=ends, decimals=decimals)


def _what(behind: Specification) -> str:
    return f"{DEFINITIONS[behind.definition].title}, {UNIVERSES[behind.universe].short}"


def attackers(behind: Specification) -> dict[str, Result]:
    """Treaties broken by each attacker, by the first act: actor → ``pacts.attacker_<states>``, most first.

    An act of two states together counts for both as one actor. Where it is in doubt who began, the act is charged to
    neither: the parties of the treaty are then one actor, by the title *the one or the other*.
    """
    rows: dict[tuple[str, bool], list[str]] = {}
    for spell in behind.spells:
        if spell.act is not None:
            rows.setdefault(actor_of(spell), []).append(spell.evidence[-1])
    found = {}
    for (actor, either), acts in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])):
        states = [state.strip() for state in actor.split(";")]
        names = (" or " if either else " and ").join(_name(state) for state in states)
        found[actor] = count(
            f"pacts.attacker_{'_'.join(states)}",
            acts,
            f"Broken by {names}",
            unit="treaties",
            formula="treaties broken by its act first; where it is in doubt who began, by neither alone",
        )
    return found


def actor_of(spell: Spell) -> tuple[str, bool]:
    """Who broke a treaty, and whether it is in doubt which of its parties began."""
    states = [state.strip() for state in str(evidence.row(f"acts:{spell.act}")["actor"]).split(";")]
    either = "first" in str(evidence.row(spell.evidence[-1])["doubt"]).split("; ")
    if either:
        states += sorted(spell.parties - set(states))
    return "; ".join(states), either


def _name(state: str) -> str:
    return str(evidence.row(f"states:{state}")["name"])


def with_moscow(behind: Specification) -> dict[str, Result]:
    """Treaties to which the Soviet Union was party and all others, and how many of either were broken, by whomever.

    Results ``pacts.moscow``, ``pacts.moscow_broken``, ``pacts.elsewhere`` and ``pacts.elsewhere_broken``, by the last
    part of the id.
    """
    found = {}
    for name, party, title in (("moscow", True, "with the Soviet Union"), ("elsewhere", False, "without it")):
        own = [spell for spell in behind.spells if ("ussr" in spell.parties) == party]
        counted = [f"pacts:{spell.id}" for spell in own] if party else [
            f"result:{behind.counted.id}", "result:pacts.moscow"
        ]  # fmt: skip
        broken = [spell.evidence[-1] for spell in own if spell.act is not None]
        for key, rows, words in ((name, counted, "Treaties"), (f"{name}_broken", broken, "Broken treaties")):
            formula = "treaties counted, by party" if key == name else "of these, those broken by any party"
            found[key] = count(
                f"pacts.{key}", rows, f"{words} {title}", unit="treaties", formula=formula,
                number=len(own) if key == name else len(broken),
            )  # fmt: skip
    return found


def exposed(behind: Specification, actors: Iterable[str]) -> dict[str, Result]:
    """Treaties that each of some states could have broken, ``pacts.party_<state>``; of pairs none."""
    return {
        state: count(
            f"pacts.party_{state}",
            [f"pacts:{spell.id}" for spell in behind.spells if state in spell.parties],
            f"Treaties of the state: {_name(state)}",
            unit="treaties",
            formula="treaties counted to which it was party",
        )
        for state in actors
        if ";" not in state
    }
