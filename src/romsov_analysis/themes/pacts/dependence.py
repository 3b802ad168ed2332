"""What dependence does to a share: few actors, one war, and who attacked whom."""

from __future__ import annotations

import datetime

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.specifications import Way
from romsov_analysis.themes.pacts.spells import observe
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES


def dependence(
    behind: Way,
    powers: frozenset[str],
    last_day: datetime.date,
    *,
    seed: int,
    draws: int,
    least: int,
) -> list[Result]:
    """What dependence does to the share: acts behind it, bootstrap by state, rank of the two powers, log-rank.

    Parameters
    ----------
    behind
        The way to count, with treaties as units and contested acts left out.
    powers
        The states that are set apart.
    last_day
        Its last day.
    seed, draws
        Of the bootstrap.
    least
        Treaties a pair of states must have to be ranked.
    """
    definition, universe = behind.definition, behind.universe
    spells = observe(universe, definition, last_day, early=behind.early)
    rows = behind.rows
    broken = [spell for spell in spells if spell.outcome == "broken"]
    acts = sorted({spell.act for spell in broken if spell.act})
    actors = {evidence.row(f"acts:{act}")["actor"] for act in acts}
    low, high = survival.state_bootstrap(spells, seed=seed, draws=draws)
    own = survival.share(spells)
    rank = survival.rank_of_states(spells, powers, least=least)
    chi, p = survival.log_rank(
        [spell for spell in spells if spell.parties & powers],
        [spell for spell in spells if not spell.parties & powers],
    )
    title = f"{DEFINITIONS[definition].title}, {UNIVERSES[universe].short}"

    def exactly(name: str, value: float, unit: str, formula: str, what: str, decimals: int = 0) -> Result:
        return Result.of(
            f"pacts.{name}",
            Estimate.exactly(value, *rows),
            unit=unit,
            formula=formula,
            title=f"{what}: {title}",
            decimals=decimals,
        )

    return [
        exactly("acts_behind", len(acts), "acts", "different acts that broke a treaty", "Acts behind the breaches"),
        exactly("actors_behind", len(actors), "states", "different attackers, joint ones as one", "Attackers"),
        Result(
            "pacts.bootstrap", own.value, low, high, "ratio",
            f"broken ÷ all; the range is the percentile interval of {draws:,} draws of states, seed {seed}",
            rows, f"Share, states drawn: {title}",
        ),
        exactly("powers_share", rank.share, "ratio", "broken ÷ all", "Share, with the USSR or Germany", 2),
        exactly("others_share", rank.others, "ratio", "broken ÷ all", "Share, without either", 2),
        exactly("groups_as_high", rank.as_high, "groups", "couples of other states with a share as high",
                "Couples of states with as high a share"),
        exactly("groups_ranked", rank.groups, "groups", f"couples of other states with {least} treaties or more",
                "Couples of states ranked"),
        exactly("log_rank_chi", chi, "ratio", "log-rank test, one degree of freedom", "Chi-square", 1),
        exactly("log_rank_p", p, "ratio", "log-rank test, treaties taken as independent of each other", "p", 4),
    ]  # fmt: skip


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
