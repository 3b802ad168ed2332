"""What the story tells of single rows, and judgements on what the rows say together."""

from __future__ import annotations

import datetime

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import terms
from romsov_analysis.themes.takings import heads, totals

# Rows whose number the story tells, each as a result `takings.told_<id>`.
TOLD = (
    "upkeep_thorp", "requisitions_thorp", "restitution_thorp", "upkeep_delegation", "material_delegation",
    "own_troops", "restitution_agreed", "restitution_lowered", "oil_equipment", "oil_equipment_firm", "oil_output",
    "oil_shares", "un_all", "trade_oil", "companies_number", "companies_liberman", "booty_liberman", "soviet_troops",
    "aid_liberman", "ships_back", "grain_back", "tractors_dropped", "harvest", "tractors_asked", "tractors_sent",
    "odessa_dead", "return_horses", "return_cattle", "debt_coste",
)  # fmt: skip
GRAIN = ("wheat", "barley", "rye", "oats", "maize")
TERMS = ("paid_to_1946", "due_after_1946", "sum")
_BEGUN = "takings_totals:thorp"


def told_results() -> dict[str, Result]:
    """The rows that the story tells, the grain that had to be returned, and the terms that Thorp and Berry name."""
    found = {}
    for name in TOLD:
        cells = evidence.row(f"takings:{name}")
        share = cells["unit"] == "percent"
        estimate = Estimate.of_row(f"takings:{name}")
        found[name] = Result.of(
            f"takings.told_{name}",
            estimate / 100 if share else estimate,
            unit="ratio" if share else str(cells["unit"]),
            formula="as reported",
            title=str(cells["title"]),
            decimals=2 if share else 1 if estimate.high < 10 else 0,
            note=evidence.text(cells, "note"),
        )
    grain = sum((Estimate.of_row(f"takings:return_{name}") for name in GRAIN), Estimate.exactly(0.0))
    found["grain"] = Result.of(
        "takings.told_grain",
        grain,
        unit="tonnes",
        formula=f"sum of {', '.join(GRAIN)}",
        title="Grain to be returned under article 12, as counted in July 1945",
        decimals=0,
    )
    for name in TERMS:
        found[name] = Result.of(
            f"takings.told_{name}",
            terms.term(name),
            unit="million_usd",
            formula="as reported",
            title=str(evidence.row(f"reparation_terms:{name}")["title"]),
            decimals=0,
        )
    found["claimed_share"] = Result.of(
        "takings.told_claimed_share",
        terms.term("claimed_share") / 100,
        unit="ratio",
        formula="as reported",
        title=str(evidence.row("reparation_terms:claimed_share")["title"]),
    )
    found["indictment_share"] = Result.of(
        "takings.indictment_share",
        Estimate.of_row("takings_totals:indictment") / totals.product(heads.BASE),
        unit="ratio",
        formula="the sum of the row ÷ product of 1938",
        title="What the indictment names, over the product of 1938, at least",
    )
    found["thorp_reparation"] = Result.of(
        "takings.told_thorp_reparation",
        thorp_reparation(),
        unit="million_usd",
        formula="paid by September 1946 + still due",
        title="The whole reparation by Thorp’s figures",
        decimals=0,
    )
    found["model_multiple"] = Result.of(
        "takings.model_multiple",
        model() / terms.term("sum"),
        unit="times",
        formula="worth of the reparation as it fell due ÷ sum imposed",
        title="Worth of the reparation over the sum imposed, cuts included in the range",
        decimals=1,
    )
    return found


def model() -> Estimate:
    """The reparation by the model of chapter 05, in million dollars of the day."""
    return heads.reparation(heads.Scope(heads.WHOLE, None, ("verified", "second-hand"), weak=False))


def thorp_reparation() -> Estimate:
    """What Thorp's figures make the whole reparation: paid by his day, and still due."""
    return terms.term("paid_to_1946") + terms.term("due_after_1946")


def keep_a_year() -> Estimate:
    """The keep of the troops in million dollars a year, over the two years of both accounts."""
    rows = [
        f"takings:{name}"
        for name, cells in evidence.load("takings").iterrows()
        if cells["head"] == "upkeep" and cells["counted"] == "yes"
    ]
    return Estimate.spanning(*(Estimate.of_row(row) for row in rows)) / 2


def unpaid_years() -> Estimate:
    """Years from Thorp's account to the day from which the treaty had keep paid for."""
    begun = dates.parse(str(evidence.row(_BEGUN)["said"])).latest or datetime.date.min
    row = evidence.row("takings:unpaid_end")
    force = dates.parse(str(row["date"])).earliest or datetime.date.max
    days = (force - begun).days + float(row["value"])
    return Estimate.exactly(days / 365.25, _BEGUN, "takings:unpaid_end")


def judgements(whole: Estimate, claim: Estimate) -> dict[str, Result]:
    """What the story says of the sum in words, true or false: ``takings.<name>``."""
    damage = Estimate.of_row("takings_totals:soviet_claim")
    thorp = thorp_reparation()
    computed = model()
    single = [name for name, cells in evidence.load("takings").iterrows()
              if cells["head"] == "requisitions" and cells["counted"] == "yes"]  # fmt: skip
    middle = 0.0 if computed.value is None else computed.value
    named = {
        "none_reaches": (
            not totals.reaching(claim, totals.ACCOUNTS),
            ("claims:cs.total", *(f"takings_totals:{name}" for name in totals.of(totals.ACCOUNTS))),
            "No account of what was taken comes up to the claim",
        ),
        "plan_reaches": (
            bool(totals.reaching(claim, ("plan",))),
            ("claims:cs.total", *(f"takings_totals:{name}" for name in totals.of(("plan",)))),
            "A plan comes up to the claim",
        ),
        "below": (whole.high < claim.low, (*whole.evidence, *claim.evidence), "The sum stays below the claim"),
        "single_voice": (
            len(single) == 1, tuple(f"takings:{name}" for name in single),
            "One voice alone speaks of the requisitions",
        ),
        "thorp_agrees": (
            abs(thorp.high / middle - 1) < 0.05, (*thorp.evidence, *computed.evidence),
            "Thorp’s reparation and that of chapter 5 lie within a twentieth of each other",
        ),
        "damage_within": (
            whole.low <= damage.low and damage.high <= whole.high, (*whole.evidence, *damage.evidence),
            "The Soviet claim for damage lies within the range of the sum",
        ),
    }  # fmt: skip
    return {
        name: Result.whether(
            f"takings.{name}", holds, *dict.fromkeys(rows), formula="by comparison of the rows", title=title
        )
        for name, (holds, rows, title) in named.items()
    }
