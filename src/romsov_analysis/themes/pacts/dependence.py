"""What dependence does to a share: few actors, one war, and who attacked whom."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.pacts import survival
from romsov_analysis.themes.pacts.periods import Group
from romsov_analysis.themes.pacts.specifications import Specification
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, UNIVERSES

_FEW = 3  # states


def dependence(
    behind: Specification, group: Group, *, seed: int, draws: int, least: int
) -> dict[str, Result]:
    """What dependence does to the share: acts behind it, bootstrap by state, rank of two powers, log-rank.

    Parameters
    ----------
    behind
        The way to count, with treaties as units.
    group
        The treaties of the states that are set apart.
    seed, draws
        Of the bootstrap.
    least
        Treaties a couple of states must have to be ranked.

    Returns
    -------
    By the last part of their ids: ``pacts.acts_behind``, ``pacts.actors_behind``, ``pacts.bootstrap``,
    ``pacts.powers_share``, ``pacts.others_share``, ``pacts.groups_as_high``, ``pacts.groups_ranked``,
    ``pacts.log_rank_chi``, ``pacts.log_rank_p``, ``pacts.few_actors`` (true or false). A share of no treaty is left out, and with it rank and test; so is
    the rank where no couple has treaties enough.
    """
    spells = behind.spells
    acts = {spell.act for spell in spells if spell.act}
    actors = {evidence.row(f"acts:{act}")["actor"] for act in acts}
    what = f"{DEFINITIONS[behind.definition].title}, {UNIVERSES[behind.universe].short}"
    found: dict[str, Result] = {}

    def number(name: str, value: int, unit: str, formula: str, title: str) -> None:
        found[name] = count(
            f"pacts.{name}", behind.rows, f"{title}: {what}", unit=unit, formula=formula, number=value
        )

    def ratio(name: str, estimate: Estimate, formula: str, title: str, decimals: int = 2) -> None:
        found[name] = Result.of(
            f"pacts.{name}",
            estimate,
            unit="ratio",
            formula=formula,
            title=f"{title}: {what}",
            decimals=decimals,
        )

    def exactly(value: float) -> Estimate:
        return Estimate.exactly(value, *behind.rows)

    first = sorted((result.value or 0.0 for result in attackers(behind).values()), reverse=True)[:_FEW]
    found["few_actors"] = Result.whether(
        "pacts.few_actors",
        2 * sum(first) > behind.measured.broken,
        *behind.rows,
        formula=f"the first {_FEW} attackers broke more than all others together",
        title="A few states broke most",
    )
    number("acts_behind", len(acts), "acts", "different acts that broke a treaty", "Acts behind the breaches")
    number("actors_behind", len(actors), "states", "different attackers, joint ones as one", "Attackers")
    low, high = survival.state_bootstrap(spells, seed=seed, draws=draws)
    share = behind.measured.value
    drawn = f"broken ÷ all; the range is the percentile interval of {draws:,} draws of states, seed {seed}"
    # Of few draws the share itself may lie outside; a range holds its value.
    ratio(
        "bootstrap",
        Estimate(share, min(low, share), max(high, share), behind.rows),
        drawn,
        "Share, states drawn",
    )
    apart = [spell for spell in spells if group.holds(spell)]
    rest = [spell for spell in spells if not group.holds(spell)]
    for name, part, title in (("powers_share", apart, group.title), ("others_share", rest, "without either")):
        if part:
            ratio(name, exactly(survival.share(part).value), "broken ÷ all", f"Share, {title}")
    if not apart or not rest:
        return found
    rank = survival.rank_of_states(spells, group.only, least=least)
    if rank.groups:
        as_high = "couples of other states with a share as high"
        number("groups_as_high", rank.as_high, "groups", as_high, "Couples of states with as high a share")
        ranked = f"couples of other states with {least} treaties or more"
        number("groups_ranked", rank.groups, "groups", ranked, "Couples of states ranked")
    chi, p = survival.log_rank(apart, rest)
    ratio("log_rank_chi", exactly(chi), "log-rank test, one degree of freedom", "Chi-square", 1)
    ratio("log_rank_p", exactly(p), "log-rank test, treaties taken as independent of each other", "p", 4)
    return found


def attackers(behind: Specification) -> dict[str, Result]:
    """Treaties broken by each attacker, by the first act: actor → ``pacts.attacker_<states>``, most first.

    An act of two states together counts for both as one actor.
    """
    rows: dict[str, list[str]] = {}
    for spell in behind.spells:
        if spell.act is not None:
            rows.setdefault(str(evidence.row(f"acts:{spell.act}")["actor"]), []).append(spell.evidence[-1])
    found = {}
    for actor, acts in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])):
        states = [state.strip() for state in actor.split(";")]
        found[actor] = count(
            f"pacts.attacker_{'_'.join(states)}",
            acts,
            f"Broken by {' and '.join(str(evidence.row(f'states:{state}')['name']) for state in states)}",
            unit="treaties",
            formula="treaties broken by its act first",
        )
    return found
