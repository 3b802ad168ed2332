"""The multiplier of the whole debt under rival assumptions, and the results that name it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import terms
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
# The schedules that are drawn, in words.
SCHEDULES = {
    "baseline": "eight equal years",
    "six_years": "six equal years",
    "front_loaded": "eight years, falling",
    "cut": "eight equal years, cut in 1948",
}


def times(
    id: str, estimate: Estimate, formula: str, title: str, *, decimals: int = 2, note: str = ""
) -> Result:
    """A multiple with its name: the form of most results of the chapter."""
    return Result.of(id, estimate, unit="times", formula=formula, title=title, decimals=decimals, note=note)


def variants(percent: float | None) -> tuple[Variant, ...]:
    """The sets of assumptions that differ: one surcharge of the analyst's own leaves no reading of the agreement."""
    if percent is None:
        return VARIANTS
    own = replace(BASELINE, title=f"eight equal years, a surcharge of {percent:g} %, no cut, list prices")
    return (own, *(variant for variant in VARIANTS[1:] if variant.reading == "two rates"))


def combinations(percent: float | None) -> list[Variant]:
    """Every combination of term, profile, cut, reading of the surcharge, goods and price controls."""
    return [
        Variant("one of all", "", *parts)
        for parts in itertools.product(
            (6, 8), PROFILES, (0.0, CUT), terms.readings(percent), ("basket", "all"), ("as printed", "lifted")
        )
    ]


def delivery_years() -> list[int]:
    """The calendar years in which some schedule has a delivery."""
    return sorted({year for variant in VARIANTS for year in shares_of(variant)})


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
    single, every = variants(percent), combinations(percent)
    found = debt_multipliers(goods, base, [*single, *every], percent)
    results = {
        variant.name: times(
            f"valuation.debt_{variant.name}",
            multiplier,
            "Σ over years: share of the delivered sum × worth of a booked dollar",
            f"Implied multiplier of the whole debt: {variant.title}",
        )
        for variant, multiplier in zip(single, found, strict=False)
    }
    hull = Estimate.spanning(*found[len(single) :])
    varied = (
        "term, profile, cut, surcharge and prices" if percent is None else "term, profile, cut and prices"
    )
    results["envelope"] = times(
        "valuation.debt_envelope",
        Estimate(None, hull.low, hull.high, tuple(f"result:{result.id}" for result in results.values())),
        f"least and greatest over {len(every)} combinations of {varied}",
        "Implied multiplier of the whole debt, over all combinations of assumptions",
    )
    return results


def middle(found: Estimate) -> float:
    """The value, or the middle of a range that has none."""
    return (found.low + found.high) / 2 if found.value is None else found.value


def shift_results(whole: Mapping[str, Result], percent: float | None) -> dict[str, Result]:
    """Variant → by how much it moves the middle of the multiplier: ``valuation.shift_<variant>``."""
    start = whole["baseline"]
    return {
        variant.name: times(
            f"valuation.shift_{variant.name}",
            Estimate.exactly(
                middle(whole[variant.name].estimate) - middle(start.estimate),
                f"result:{whole[variant.name].id}",
                f"result:{start.id}",
            ),
            "middle of the range − middle of the baseline",
            f"Move of the multiplier of the whole debt: {variant.title}",
        )
        for variant in variants(percent)
        if variant.name not in ("baseline", "earliest")
    }


def cut_result(goods: Sequence[Good], base: int, percent: float | None) -> Result:
    """What was delivered in spite of the cut was worth this many times the whole sum imposed."""
    (variant,) = [variant for variant in VARIANTS if variant.name == "cut"]
    share = terms.delivered_share(variant.years, variant.profile, cut=CUT, cut_from=CUT_FROM)
    rows = Estimate.exactly(share, "reparation_terms:cut_1948")
    return times(
        "valuation.debt_cut_of_sum",
        debt_multipliers(goods, base, [variant], percent)[0] * rows,
        "multiplier of what was delivered × its share of the sum imposed",
        "Worth of what was delivered under the cut, over the whole sum imposed",
    )


def dearest_year(worth: Mapping[int, Result]) -> int:
    """The year in which a booked dollar may have been worth most."""
    return max(worth, key=lambda year: worth[year].high)


def dearest_result(worth: Mapping[int, Result]) -> Result:
    """The bound above every schedule: all goods delivered in the dearest year."""
    return times(
        "valuation.debt_dearest",
        worth[dearest_year(worth)].estimate,
        "greatest worth of a booked dollar of the years of delivery",
        "Multiplier of the whole debt, had every good been delivered in the dearest year",
    )


def due_results(percent: float | None) -> dict[str, dict[int, Result]]:
    """Schedule → year → share of the delivered sum, ``valuation.due_<variant>_<year>``."""
    return {
        variant.name: {
            year: Result.of(
                f"valuation.due_{variant.name}_{year}",
                Estimate.exactly(share, *rows_of(variant)),
                unit="ratio",
                formula="days of the year within the term × daily instalment ÷ whole sum delivered",
                title=f"Share of the debt due in {year}: {variant.title}",
                decimals=3,
            )
            for year, share in shares_of(variant).items()
        }
        for variant in variants(percent)
        if variant.name in SCHEDULES
    }
