"""The multiplier of the whole debt under rival assumptions, and the results that name it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import prices, terms
from romsov_analysis.themes.reparations.terms import Good, Profile, Reading

# Annual list prices of 1942 to 1946 were held down; these months stand on either side of the decontrol.
BEFORE_DECONTROL, AFTER_DECONTROL = "1946-06", "1946-12"


@dataclass(frozen=True)
class Variant:
    """One set of assumptions on the whole debt, by a name that goes into the id of its result."""

    name: str
    title: str
    years: int = 8
    profile: Profile = "equal"
    cut: float = 0.0
    reading: Reading = "two rates"
    goods: str = "basket"
    controls: str = "as printed"


PROFILES: tuple[Profile, ...] = ("equal", "front-loaded")


READINGS: tuple[Reading, ...] = ("two rates", "one rate")


CUT = 0.5  # upper bound of the row cut_1948


CUT_FROM = datetime.date(1948, 7, 1)


BASELINE = Variant("baseline", "eight equal years, two rates of surcharge, no cut, list prices")


VARIANTS = (
    BASELINE,
    Variant("six_years", "six years instead of eight", years=6),
    Variant("front_loaded", "front-loaded instead of equal", profile="front-loaded"),
    Variant("cut", "part of the balance cancelled in 1948", cut=CUT),
    Variant("one_rate", "the higher surcharge on all goods", reading="one rate"),
    Variant("decontrolled", "prices of December 1946 for all years before", controls="lifted"),
    Variant("all_goods", "all goods instead of the basket", goods="all"),
    Variant("earliest", "six front-loaded years and the cut", 6, "front-loaded", CUT),
)


def worths(
    goods: Sequence[Good], base: int, years: Iterable[int], variant: Variant, percent: float | None
) -> dict[int, Estimate]:
    """Year → worth of a booked dollar under the goods, prices and surcharge of a variant."""
    chosen = goods if variant.goods == "basket" else all_goods(variant.reading)
    found = {}
    for year in years:
        lifted = variant.controls == "lifted" and year <= 1946
        found[year] = terms.worth(
            chosen, base, AFTER_DECONTROL if lifted else year, reading=variant.reading, percent=percent
        )
    return found


def all_goods(reading: Reading) -> list[Good]:
    """All commodities as one good; which part bears which rate is then open, so two rates give the range."""
    rate = "surcharge" if reading == "two rates" else "surcharge_transport"
    return [Good("all", "All goods", Estimate.exactly(1.0), ("us_wpi_all",), rate)]


def debt_multipliers(
    goods: Sequence[Good], base: int, variants: Sequence[Variant], percent: float | None
) -> list[Estimate]:
    """The implied multiplier of the whole debt under each set of assumptions.

    Variants that differ in the schedule alone share the worth of a booked dollar, which is the dear part.
    """
    shares = [shares_of(variant) for variant in variants]
    years = sorted({year for share in shares for year in share})
    known: dict[tuple[str, str, str], dict[int, Estimate]] = {}
    found = []
    for variant, share in zip(variants, shares, strict=True):
        key = (variant.goods, variant.controls, variant.reading)
        if key not in known:
            known[key] = worths(goods, base, years, variant, percent)
        # The schedule weighs by plain numbers; the rows it comes from are kept with what is weighed.
        rests_on = Estimate.exactly(1.0, *rows_of(variant))
        found.append(terms.implied_multiplier(share, known[key]) * rests_on)
    return found


def rows_of(variant: Variant) -> list[str]:
    """The evidence ids behind the schedule of a variant."""
    rows = ["reparation_terms:term_first" if variant.years == 6 else "reparation_terms:term_treaty"]
    return rows + (["reparation_terms:cut_1948"] if variant.cut else [])


def shares_of(variant: Variant) -> dict[int, float]:
    """Calendar year → share of the delivered sum under a variant."""
    cut_from = CUT_FROM if variant.cut else None
    return terms.schedule(variant.years, variant.profile, cut=variant.cut, cut_from=cut_from)


def whole_debt_results(goods: Sequence[Good], base: int, percent: float | None) -> dict[str, Result]:
    """Variant → implied multiplier of the whole debt, and ``envelope`` over all combinations of assumptions.

    Ids are ``valuation.debt_<variant>``.
    """
    every = [*VARIANTS, *combinations()]
    found = debt_multipliers(goods, base, every, percent)
    results = {
        variant.name: Result.of(
            f"valuation.debt_{variant.name}",
            multiplier,
            unit="times",
            formula="Σ over years: share of the delivered sum × worth of a booked dollar",
            title=f"Implied multiplier of the whole debt: {variant.title}",
        )
        for variant, multiplier in zip(VARIANTS, found, strict=False)
    }
    combined = found[len(VARIANTS) :]
    results["envelope"] = Result.of(
        "valuation.debt_envelope",
        Estimate(
            None,
            min(multiplier.low for multiplier in combined),
            max(multiplier.high for multiplier in combined),
            tuple(f"result:{result.id}" for result in results.values()),
        ),
        unit="times",
        formula=f"least and greatest over {len(combined)} combinations of term, profile, cut, surcharge and prices",
        title="Implied multiplier of the whole debt, over all combinations of assumptions",
    )
    return results


def cut_result(goods: Sequence[Good], base: int, percent: float | None) -> Result:
    """What was delivered in spite of the cut was worth this many times the whole sum imposed."""
    (variant,) = [variant for variant in VARIANTS if variant.name == "cut"]
    share = terms.delivered_share(variant.years, variant.profile, cut=CUT, cut_from=CUT_FROM)
    rows = Estimate.exactly(share, "reparation_terms:cut_1948")
    return Result.of(
        "valuation.debt_cut_of_sum",
        debt_multipliers(goods, base, [variant], percent)[0] * rows,
        unit="times",
        formula="multiplier of what was delivered × its share of the sum imposed",
        title="Worth of what was delivered under the cut, over the whole sum imposed",
    )


def dearest_result(worth: Mapping[int, Result]) -> Result:
    """The bound above every schedule: all goods delivered in the dearest year."""
    found = prices.peak({year: result.estimate for year, result in worth.items()})
    return Result.of(
        "valuation.debt_dearest",
        found,
        unit="times",
        formula="greatest worth of a booked dollar of the years covered",
        title="Multiplier of the whole debt, had every good been delivered in the dearest year",
    )


def combinations() -> list[Variant]:
    """Every combination of term, profile, cut, reading of the surcharge, goods and price controls."""
    return [
        Variant("one of all", "", years, profile, cut, reading, chosen, controls)
        for years in (6, 8)
        for profile in PROFILES
        for cut in (0.0, CUT)
        for reading in READINGS
        for chosen in ("basket", "all")
        for controls in ("as printed", "lifted")
    ]


def schedule_results(variants: Iterable[Variant]) -> dict[str, dict[int, Result]]:
    """Variant → year → share of the delivered sum, ``valuation.due_<variant>_<year>``."""
    found: dict[str, dict[int, Result]] = {}
    for variant in variants:
        rows = rows_of(variant)
        found[variant.name] = {
            year: Result.of(
                f"valuation.due_{variant.name}_{year}",
                Estimate.exactly(share, *rows),
                unit="ratio",
                formula="days of the year within the term × daily instalment ÷ whole sum delivered",
                title=f"Share of the debt due in {year}: {variant.title}",
                decimals=3,
            )
            for year, share in shares_of(variant).items()
        }
    return found
