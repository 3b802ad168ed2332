"""The multiplier of the whole debt: a central case, one assumption changed at a time, and the outermost."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import cut, neutrals, prices, terms
from romsov_analysis.themes.reparations.terms import Good, Profile, Reading, middle

# Annual list prices of 1942 to 1946 were held down; these months stand on either side of the decontrol.
BEFORE_DECONTROL, AFTER_DECONTROL = "1946-06", "1946-12"
CONTROLLED = 1946  # the last year for which rival price levels take the place of the American lists


@dataclass(frozen=True)
class Variant:
    """One set of assumptions on the whole debt, by a name that goes into the id of its result."""

    name: str
    title: str
    years: int = 8
    profile: Profile = "equal"
    cut: bool = False
    reading: Reading = "two rates"
    goods: str = "basket"
    controls: str = "as printed"


PROFILES: tuple[Profile, ...] = ("equal", "front-loaded", "back-loaded")

BASELINE = Variant("baseline", "eight equal years, two rates of surcharge, no cut, list prices")
VARIANTS = (
    BASELINE,
    Variant("six_years", "six years instead of eight", years=6),
    Variant("front_loaded", "instalments that fall", profile="front-loaded"),
    Variant("back_loaded", "instalments that rise", profile="back-loaded"),
    Variant("cut", "the balance cut in mid-1948, as for Finland", cut=True),
    Variant("one_rate", "the higher surcharge on all goods", reading="one rate"),
    Variant("lower_rate", "the lower surcharge on all goods", reading="lower rate"),
    Variant("grains", "grain alone for the second group", goods="us_wpi_grains"),
    Variant("lumber", "timber alone for the second group", goods="us_wpi_lumber"),
    Variant("machinery", "machinery prices for transport and plant", goods="us_wpi_machinery"),
    Variant("all_goods", "prices of all goods instead of those of the goods owed", goods="all"),
    Variant("decontrolled", "prices of December 1946 for all years before", controls="lifted"),
    Variant(
        "neutral",
        "prices of neutral Europe for the years in which America controlled its own",
        controls="neutral",
    ),
)
# The schedules that are drawn, in words.
SCHEDULES = {
    "baseline": "eight equal years",
    "six_years": "six equal years",
    "front_loaded": "eight years, falling",
    "back_loaded": "eight years, rising",
    "cut": "eight equal years, cut in 1948",
}
# Series that a variant takes for a good → the good.
_STANDS_FOR = {
    "us_wpi_grains": "farm_timber",
    "us_wpi_lumber": "farm_timber",
    "us_wpi_machinery": "transport_plant",
}


def times(
    id: str, estimate: Estimate, formula: str, title: str, *, decimals: int = 2, note: str = ""
) -> Result:
    """A multiple with its name: the form of most results of the chapter."""
    return Result.of(id, estimate, unit="times", formula=formula, title=title, decimals=decimals, note=note)


def variants(percent: float | None, base: int) -> tuple[Variant, ...]:
    """The sets of assumptions that differ.

    One surcharge of the analyst's own leaves no reading of the agreement, and a base year after the last
    neutral price no neutral level.
    """
    found = [v for v in VARIANTS if v.controls != "neutral" or neutrals.known(base)]
    if percent is None:
        return tuple(found)
    own = replace(BASELINE, title=f"eight equal years, a surcharge of {percent:g} %, no cut, list prices")
    return (own, *(variant for variant in found[1:] if variant.reading == "two rates"))


def combinations(percent: float | None, base: int) -> list[Variant]:
    """Every combination of term, profile, cut, reading of the surcharge, goods and price level."""
    controls = ("as printed", "lifted", *(("neutral",) if neutrals.known(base) else ()))
    return [
        Variant("one of all", "", *parts)
        for parts in itertools.product(
            (6, 8), PROFILES, (False, True), terms.readings(percent), ("basket", "all"), controls
        )
    ]


def delivery_years() -> list[int]:
    """The calendar years in which some schedule has a delivery."""
    return sorted({year for variant in VARIANTS for year in shares_of(variant)})


def chosen_goods(goods: Sequence[Good], variant: Variant) -> list[Good]:
    """The goods under a variant: the basket, one of its goods priced by one series, or all commodities."""
    if variant.goods == "all":
        return all_goods(variant.reading, goods)
    stands_for = _STANDS_FOR.get(variant.goods, "")
    return [replace(good, series=(variant.goods,)) if good.id == stands_for else good for good in goods]


def worths(
    goods: Sequence[Good], base: int, years: Iterable[int], variant: Variant, percent: float | None
) -> dict[int, Estimate]:
    """Year → worth of a booked dollar under the goods, prices and surcharge of a variant.

    Where the goods have one series each, so has the neutral level: its middle country stands for it.
    """
    chosen = chosen_goods(goods, variant)

    def worth(when: int | str) -> Estimate:
        return terms.worth(chosen, base, when, reading=variant.reading, percent=percent)

    rivals = any(len(good.series) > 1 for good in goods)
    found = {}
    for year in years:
        if variant.controls == "as printed" or year > CONTROLLED:
            found[year] = worth(year)
        elif variant.controls == "lifted":
            found[year] = worth(AFTER_DECONTROL)
        else:
            found[year] = worth(neutrals.last()) * neutrals.over_american(base, rivals=rivals)
    return found


def all_goods(reading: Reading, goods: Sequence[Good]) -> list[Good]:
    """All commodities as one good; which part bears which rate is then open, so two rates give the range.

    Where the goods have one series each, they take the central case, and so does the surcharge: the higher.
    """
    open_rate = reading == "two rates" and any(len(good.series) > 1 for good in goods)
    rate = "surcharge" if open_rate else "surcharge_transport"
    return [Good("all", "All goods", Estimate.exactly(1.0), (prices.AMERICAN,), rate)]


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


def with_range(value: Estimate, span: Estimate) -> Estimate:
    """The value of the central case within the range of its rivals."""
    centre = middle(value)
    rows = tuple(dict.fromkeys(value.evidence + span.evidence))
    return Estimate(centre, min(span.low, centre), max(span.high, centre), rows)


def rows_of(variant: Variant) -> list[str]:
    """The evidence ids behind the schedule of a variant."""
    rows = ["reparation_terms:term_first" if variant.years == 6 else "reparation_terms:term_treaty"]
    return rows + ([cut.ROW] if variant.cut else [])


def shares_of(variant: Variant) -> dict[int, float]:
    """Calendar year → share of the delivered sum under a variant."""
    if not variant.cut:
        return terms.schedule(variant.years, variant.profile)
    return terms.schedule(variant.years, variant.profile, cut=cut.share(), cut_from=cut.begin())


def whole_debt_results(goods: Sequence[Good], base: int, percent: float | None) -> dict[str, Result]:
    """Variant → implied multiplier of the whole debt, and ``envelope`` over all combinations of assumptions.

    The value is that of the central case, the range that of rival series, open surcharges and rounding. Ids
    are ``valuation.debt_<variant>``.
    """
    single, every = variants(percent, base), combinations(percent, base)
    values = debt_multipliers(terms.central(goods), base, single, percent)
    spans = debt_multipliers(goods, base, [*single, *every], percent)
    results = {
        variant.name: times(
            f"valuation.debt_{variant.name}",
            with_range(value, span),
            "Σ over years: share of the delivered sum × worth of a booked dollar",
            f"What a dollar of the whole debt was worth when delivered: {variant.title}",
        )
        for variant, value, span in zip(single, values, spans, strict=False)
    }
    tried = {replace(variant, name="", title="") for variant in (*single, *every)}
    hull = Estimate.spanning(*spans, *(result.estimate for result in results.values()))
    results["envelope"] = times(
        "valuation.debt_envelope",
        Estimate(None, hull.low, hull.high, tuple(f"result:{result.id}" for result in results.values())),
        f"least and greatest over {len(tried)} combinations of term, profile, cut, surcharge, goods and prices",
        "What a dollar of the whole debt was worth when delivered, from the least to the most of all combinations",
    )
    return results


def shift_results(whole: Mapping[str, Result], percent: float | None, base: int) -> dict[str, Result]:
    """Variant → by how much it moves the multiplier of the central case: ``valuation.shift_<variant>``."""
    start = whole["baseline"]
    return {
        variant.name: times(
            f"valuation.shift_{variant.name}",
            Estimate.exactly(
                middle(whole[variant.name].estimate) - middle(start.estimate),
                f"result:{whole[variant.name].id}",
                f"result:{start.id}",
            ),
            "multiplier − multiplier of the central case",
            f"Move of the multiplier of the whole debt: {variant.title}",
        )
        for variant in variants(percent, base)
        if variant.name != "baseline"
    }


def delivered(variant: Variant) -> float:
    """Which share of the debt was delivered by a variant, with the cut of 1948 or without it."""
    return terms.delivered_share(
        variant.years, variant.profile, cut=cut.share() if variant.cut else 0.0, cut_from=cut.begin()
    )


def cut_results(whole: Mapping[str, Result]) -> dict[str, Result]:
    """What a cut as for Finland would leave: the sum delivered, and its worth over the whole sum imposed."""
    halved = replace(BASELINE, cut=True)
    kept = Estimate.exactly(delivered(halved), *rows_of(halved))
    return {
        "delivered": Result.of(
            "valuation.debt_delivered",
            terms.term("sum") * kept,
            unit="million_usd",
            formula="sum × share that is not cancelled, in eight equal years",
            title="Sum delivered if the balance was cut in mid-1948 as for Finland",
            decimals=0,
        ),
        "of_sum": times(
            "valuation.debt_cut_of_sum",
            whole["cut"].estimate * kept,
            "multiplier of what was delivered × its share of the sum imposed",
            "Worth of what was delivered under the cut, over the whole sum imposed",
        ),
    }


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


def due_results(percent: float | None, base: int) -> dict[str, dict[int, Result]]:
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
        for variant in variants(percent, base)
        if variant.name in SCHEDULES
    }
