"""What is left out of the sum and might be added, or stands in it and is denied: the sum with each, and without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.takings import facts, heads

# What may stand within the sum already and so is not added → how a sentence names it, and its row.
OVERLAPPING = {
    "booty": ("booty", "booty_liberman"),
    "material": ("war material", "material_delegation"),
}


def amounts(counted: Mapping[str, Estimate], scope: heads.Scope) -> dict[str, Estimate]:
    """What might be added, in million dollars: nothing for certain of what may be counted already.

    The keep that the treaty left unpaid is asked of the whole sum in dollars of the day alone.
    """
    found = {}
    for name, (_, row) in OVERLAPPING.items():
        if name not in counted and heads.speaks(evidence.row(f"takings:{row}"), scope):
            own = heads.in_dollars(row, scope.dollars)
            found[name] = Estimate(None, 0.0, own.high, own.evidence)
    if "upkeep" in counted and scope.until == heads.WHOLE and scope.dollars is None:
        keep = facts.keep_a_year() * facts.unpaid_years()
        found["keep"] = Estimate(None, keep.low, keep.high, keep.evidence)
    return found


def plus_results(whole: Estimate, added: Mapping[str, Estimate]) -> dict[str, Result]:
    """The sum with each of these, ``takings.plus_<name>``, and with all, where there is more than one."""
    titles = {
        "booty": "Liberman’s booty",
        "material": "the delegates’ war material",
        "keep": "the keep left unpaid",
    }
    found = {
        f"plus_{name}": _sum(f"plus_{name}", [whole, extra], f"The sum with {titles[name]}")
        for name, extra in added.items()
    }
    if len(added) > 1:
        found["plus_all"] = _sum("plus_all", [whole, *added.values()], "The sum with all that might be added")
    return found


def instead(whole: Estimate, counted: Mapping[str, Estimate], scope: heads.Scope) -> dict[str, Result]:
    """The sum with Liberman’s deliveries in place of the model of the reparation, ``takings.plus_deliveries``.

    Asked of the whole sum in dollars of the day alone, where his are more; his price base is not stated.
    """
    theirs = facts.deliveries()
    own = counted.get("reparation")
    asked = scope.until == heads.WHOLE and scope.dollars is None
    if own is None or not asked or theirs.high <= own.high:
        return {}
    if not heads.speaks(evidence.row(facts.DELIVERIES), scope):
        return {}
    low, high = (end - ours + other for end, ours, other in (
        (whole.low, own.low, theirs.low), (whole.high, own.high, theirs.high),
    ))  # fmt: skip
    found = Estimate(None, low, high, tuple(dict.fromkeys((*whole.evidence, *theirs.evidence))))
    return {
        "plus_deliveries": Result.of(
            "takings.plus_deliveries", found, unit="million_usd", formula="sum − reparation + his deliveries",
            title="The sum with Liberman’s deliveries for the reparation", decimals=0,
        )
    }  # fmt: skip


def _sum(name: str, parts: Sequence[Estimate], title: str) -> Result:
    """Parts added end by end, a range without a middle."""
    found = sum(parts[1:], parts[0])
    return Result.of(
        f"takings.{name}", Estimate(None, found.low, found.high, tuple(dict.fromkeys(found.evidence))),
        unit="million_usd", formula="sum + what might be added, end by end", title=title, decimals=0,
    )  # fmt: skip
