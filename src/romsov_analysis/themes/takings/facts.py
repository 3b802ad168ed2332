"""What the story tells of single rows, and judgements on what the rows say together."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.reparations import prices, terms
from romsov_analysis.themes.takings import heads, totals

GRAIN = ("wheat", "barley", "rye", "oats", "maize")
TERMS = ("paid_to_1946", "due_after_1946", "sum", "claimed_share")
CONSUMER, TODAY = "us_cpi", 2024  # what a sum of today was in dollars of the day
_BEGUN = "takings_totals:thorp"
DELIVERIES = "takings_totals:liberman"


def told_results() -> dict[str, Result]:
    """Every row that has a number, ``takings.told_<id>``; the terms and sums that the story tells beside them."""
    rows = evidence.load("takings").dropna(subset=["low"])
    found = {str(name): _told(f"takings:{name}", f"takings.told_{name}") for name in rows.index}
    for name in TERMS:
        found[name] = _told(f"reparation_terms:{name}", f"takings.told_{name}")
    grain = sum((Estimate.of_row(f"takings:return_{name}") for name in GRAIN), Estimate.exactly(0.0))
    back = Estimate.of_row("takings:return_cost") * 1000 / prices.observation(heads.RATE, 1945)
    today = Estimate.of_row("takings:today")
    then = Estimate.spanning(*(prices.observation(CONSUMER, year) for year in totals.DAY))
    share = Estimate.of_row("takings_totals:indictment") / totals.product(heads.BASE)
    named: dict[str, tuple[str, Estimate, str, str, str, int]] = {
        "grain": (
            "takings.told_grain", grain, "tonnes", f"sum of {', '.join(GRAIN)}",
            "Grain to be returned under article 12, as counted in July 1945", 0,
        ),
        "cut_1948": (
            "takings.told_cut_1948", terms.term("cut_1948") / 100, "ratio", "as reported",
            "Share of the balance that may have been cancelled in 1948", 2,
        ),
        "today_then": (
            "takings.told_today_then", today * then / prices.observation(CONSUMER, TODAY), "billion_usd",
            "the sum × consumer prices of 1944 to 1946 ÷ those of 2024",
            "The sum that is told in dollars of 2024, in dollars of 1944 to 1946", 1,
        ),
        "deliveries_liberman": (
            "takings.told_deliveries_liberman", deliveries(), "million_usd", "his total − booty − joint companies",
            "Deliveries of the reparation, as Liberman has them", 0,
        ),
        "return_cost_usd": (
            "takings.told_return_cost_usd", back, "million_usd", "the sum in lei ÷ rate of 1945",
            "Cost of the goods to be returned under article 12, at the rate of 1945", 0,
        ),
        "indictment_share": (
            "takings.indictment_share", share, "ratio", "the sum of the row ÷ product of 1938",
            "What the indictment names, over the product of 1938, at least", 2,
        ),
        "thorp_reparation": (
            "takings.told_thorp_reparation", thorp_reparation(), "million_usd", "paid by September 1946 + still due",
            "The whole reparation by Thorp’s figures", 0,
        ),
        "model_multiple": (
            "takings.model_multiple", model() / terms.term("sum"), "times",
            "worth of the reparation as it fell due ÷ sum imposed",
            "Worth of the reparation over the sum imposed, cuts included in the range", 1,
        ),
    }  # fmt: skip
    for name, (result, estimate, unit, formula, title, decimals) in named.items():
        found[name] = Result.of(result, estimate, unit=unit, formula=formula, title=title, decimals=decimals)
    return found


def speakers(head: str, scope: heads.Scope) -> list[str]:
    """Who speaks of a head, in the order of the table; of the reparation the model and Thorp."""
    if head == "reparation":
        return ["the model of chapter 5", "Willard Thorp"]
    told = [str(evidence.row(f"takings:{name}")["speaker"]) for name in heads.rows_of(head, scope)]
    return list(dict.fromkeys(speaker.split(",")[0] for speaker in told))


def line_results(counted: Mapping[str, Estimate], scope: heads.Scope) -> dict[str, Result]:
    """How many lines the sum has, and how many of them rest on Thorp, alone or beside others."""
    rows = {head: [f"takings:{name}" for name in heads.rows_of(head, scope)] for head in counted}
    thorps = [head for head in counted if "Willard Thorp" in speakers(head, scope)]
    return {
        name: count(
            f"takings.{name}", [row for head in chosen for row in rows[head]], title,
            unit="statements", formula="heads that are counted", number=len(chosen),
        )
        for name, chosen, title in (
            ("lines", list(counted), "Lines of the sum"),
            ("thorp_lines", thorps, "Lines of the sum for which Thorp speaks"),
        )
    }  # fmt: skip


def _told(row: str, result: str) -> Result:
    """A row as a result; a share as a ratio."""
    cells = evidence.row(row)
    share, estimate = cells["unit"] == "percent", Estimate.of_row(row)
    return Result.of(
        result,
        estimate / 100 if share else estimate,
        unit="ratio" if share else str(cells["unit"]),
        formula="as reported",
        title=str(cells["title"]),
        decimals=2 if share else 1 if estimate.high < 10 else 0,
        note=evidence.text(cells, "note"),
    )


def model() -> Estimate:
    """The reparation by the model of chapter 05, in million dollars of the day."""
    return heads.reparation(heads.Scope(heads.WHOLE, None, ("verified", "second-hand"), weak=False))


def deliveries() -> Estimate:
    """What Liberman has for the deliveries: his total less booty and other gains."""
    others = Estimate.of_row("takings:booty_liberman") + Estimate.of_row("takings:companies_liberman")
    return Estimate.of_row(DELIVERIES) - others


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


def judgements(whole: Estimate, claim: Estimate, counted: Mapping[str, Estimate]) -> dict[str, Result]:
    """What the story says of the sum in words, true or false: ``takings.<name>``."""
    damage = Estimate.of_row("takings_totals:soviet_claim")
    thorp = thorp_reparation()
    computed = model()
    single = [name for name, cells in evidence.load("takings").iterrows()
              if cells["head"] == "requisitions" and cells["counted"] == "yes"]  # fmt: skip
    middle = 0.0 if computed.value is None else computed.value
    named = {
        "none_reaches": (
            not set(totals.reaching(claim, totals.ACCOUNTS)) - set(totals.floors()),
            ("claims:cs.total", *(f"takings_totals:{name}" for name in totals.of(totals.ACCOUNTS))),
            "No account of what was taken that names a figure comes up to the claim",
        ),
        "plan_reaches": (
            bool(totals.reaching(claim, ("plan",))),
            ("claims:cs.total", *(f"takings_totals:{name}" for name in totals.of(("plan",)))),
            "A plan comes up to the claim",
        ),
        "below": (whole.high < claim.low, (*whole.evidence, *claim.evidence), "The sum stays below the claim"),
        "lesser": (
            "reparation" in counted and counted["reparation"].high < whole.low / 2, whole.evidence,
            "The reparation is the lesser part of what is counted, whichever way one reckons",
        ),
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
