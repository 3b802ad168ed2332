"""What became of the pacts that are most like a Soviet-Romanian one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.pacts import treaties
from romsov_analysis.themes.pacts.spells import observe_pact


def worth(names: Sequence[str], last_day: datetime.date) -> list[Result]:
    """What became of some pacts: how long each was in force before the first attack or ultimatum of a partner.

    Ids: ``worth.years_<pact>``, ``worth.pacts``, ``worth.attacked``, ``worth.coerced`` (an ultimatum and no
    attack), ``worth.longest``. Contested acts are left out.

    Raises
    ------
    LookupError
        If one of them was not broken so: then these numbers do not describe them.
    """
    models = {pact.id: pact for pact in treaties.load()}
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
