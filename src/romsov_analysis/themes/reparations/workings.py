"""What the workings of chapter 05 say beside its tables: model, what it takes for granted, other ways to the claim."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.reparations import measures
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.words import stands


def model(c: Chapter) -> list[str]:
    """The model in words, and what a range is."""
    parts = "it spans the rounding of printed figures, the series that may stand for a good, and the open surcharge"
    spans = c.settings["range_spans_all"]
    found = f": {format(spans, f'holds {parts}')}" if spans.value else ""
    return [
        "The price relative of a group of goods is its price in a year divided by its price in the base year. A dollar "
        "booked at base-year prices plus the surcharge is worth the relative divided by one plus the surcharge. The "
        "basket weighs these worths by what each good had of the booked sum, so it is an index with weights of the "
        "base year; the schedule weighs them by what fell due in each year. The mean over both is the multiplier of "
        "the whole debt. Instalments are spread evenly over the days of each year of the term.",
        "The prices are the wholesale prices of the United States [](cite:bls_wpi?p); their months were read one by "
        "one in a stored copy, and a test computes the yearly means again. Where series or rates are rivals, the "
        "central case takes the first, and on transport and plant the higher surcharge.",
        f"A range takes the extreme ends of its parts{found}. It is the worst case, not an interval of confidence.",
    ]


def granted(c: Chapter) -> list[str]:
    """What the model takes for granted of goods, prices and terms."""
    found = [
        "How the second group divides among grain, animals and timber is not known, so each of three series in turn "
        "stands for all of it.",
        f"Metals stood in 1944 at {c.metals_1944:ref} times those of {c.base}, a list price; how much could be "
        "bought at it the index does not say.",
        f"Grain rose by {c.decontrol['grains']:ref change} and fuels by {c.decontrol['fuels']:ref change} in the half "
        "year in which the American controls ended.",
        "Hungary's first years were eased and its last raised [](cite:ebizdir_hungary?p); so a rising schedule stands "
        "beside a falling one. For Finland six years became eight at the end of 1945 "
        "[](cite:fi_wiki_sotakorvaukset?p).",
    ]
    if c.settings["surcharge_as_agreed"].value:
        found.insert(
            1,
            "For Romania a broadcast has the higher surcharge on rail transport and the lower on the rest "
            "[](cite:rri_sovrompetrol?p); the television report names the higher alone, which is one of the variants. "
            f"{c.settings['surcharge_as_agreed']:holds What is net of the surcharge keeps its range}.",
        )
    return found


def by_level(c: Chapter) -> str:
    """What level of American prices gives the low end of the claim, and the highest that there was."""
    need, peak = c.needs["level_low"], c.peak
    assert isinstance(need, Result)
    return (
        f"By price level: American prices would have had to be {need:ref range} times those of {c.base} to leave the "
        f"low end of the claim after the surcharge. At their highest, in {peak['year']:ref}, they were "
        f"{peak['gross']:ref} times before and {peak['net']:ref} times after it."
    )


def by_goods(c: Chapter) -> str:
    """What share of grains gives the low end of the claim."""
    need, lead = c.needs["share_low"], f"By goods: at prices of {c.marked}, before the surcharge,"
    found = (
        f"the low end is reached with grain for {need:ref percent,range} of the goods"
        if isinstance(need, Result)
        else f"the low end cannot be had by the share of grain: {need}"
    )
    return f"{lead} {found}. Grain, animals and timber together were {c.shares['farm_timber']:ref percent}."


def by_local_money(c: Chapter) -> list[str]:
    """Other prices in local money: lei in dollars of later years, wholesale prices, and Finnish ones in dollars."""
    said = []
    if c.lei_later:
        found = [f"{result:ref} in {year}" for year, result in c.lei_later.items()]
        said.append(
            "By local money: at the rates that we found for later years, orders of size only, Romanian consumer "
            f"prices in dollars were {evidence.joined(found)} times those of {c.base}."
        )
    wholesale, dollars = c.measures["ro_wpi_lon"], c.measures["ro_wpi_lon_usd"]
    if wholesale.result is not None and wholesale.year is not None and wholesale.year > c.base:
        in_dollars = f" and {dollars.result:ref} times in dollars" if dollars.result is not None else ""
        said.append(
            f"Romanian wholesale prices of {wholesale.year} were {wholesale.result:ref} times in lei{in_dollars}."
        )
    marks = c.measures["fi_wpi_lon_usd"]
    if marks.result is not None and marks.year is not None and marks.year > c.base:
        since = measures.frozen_since("fim_per_usd", marks.year)
        frozen = f"; the rate had been frozen since {since}" if since < marks.year else ""
        said.append(
            f"In dollars, Finnish prices of {marks.year} were {marks.result:ref} times those of {c.base}, "
            f"{stands(marks.result, c.claimed)}{frozen}."
        )
    return said


def by_terms(c: Chapter) -> list[str]:
    """Penalties, unit prices, and what the burden was at mixed prices."""
    _, six_months, oil = c.penalty
    owed = c.burdens
    return [
        f"By the penalty: at the broadcast's rate a delivery grew to {six_months:ref} times its value after six "
        "months; whether simple or compound is not known, hence the range. A report of 1952 has large fines for "
        "Finland [](cite:heritazs_1952?p), against the newspaper of the story.",
        "By the list of unit prices: a note of the Hungarian foreign ministry found goods priced too low "
        "[](cite:hvg_2005?p). The delegate of South Africa complained that foreign companies got far less for their "
        "oil than at Haifa, while the state had a good credit for it [](cite:frus_1946v03_d109?p); what they were "
        "paid is not what was credited. The one price between the two states that was found, in the trade agreement "
        f"of 1941, is at most {oil:ref unit} of gasoline [](cite:frus_1941v01_d305?p).",
        f"By consumer prices the Romanian product of 1945 was {owed['real_1945']:ref percent} of that of 1938; an "
        f"instalment at prices of 1938 was {owed['constant_1938']:ref percent,range,decimals=1} of the product of that "
        f"year. Where price levels are mixed, the share is {owed['income_RO']:ref percent,range} for Romania and "
        f"{owed['income_FI']:ref percent,range} for Finland. What a net product was, on which frontiers, the series "
        "does not say [](cite:gmd?p).",
    ]
