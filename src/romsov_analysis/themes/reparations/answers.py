"""The short answer of chapter 05: what each of the rival price levels makes of the claim."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.reparations import measures, neutrals, prices
from romsov_analysis.themes.reparations.breakeven import LOCAL
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.words import stands, told, verdict

COUNTRIES = {"se_wpi_lon": "Sweden", "ch_wpi_lon": "Switzerland", "pt_wpi_lon": "Portugal"}


def finding(c: Chapter) -> str:
    """The answer in one sentence: what each of the rival price levels makes of the claim."""
    if c.marked == c.base:
        return "In the base year itself every multiple is one, whosever prices are meant."
    lei = c.measures[LOCAL]
    levels = [("American prices", c.gross["all"][c.marked], c.marked)]
    if c.neutral and c.neutral_year > c.base:
        levels.append(("neutral ones in dollars", c.neutral["gross"], c.neutral_year))
    if lei.result is not None and lei.year is not None and lei.year > c.base:
        levels.append(("Romanian ones in lei", lei.result, lei.year))
    places = {stands(result, c.claimed).removeprefix("just ") for _, result, _ in levels}
    lead = "It depends on whose prices are meant"
    if len(places) == 1:
        lead = {
            "below the claim": "Not by any price level that was found",
            "within the claim": "Yes, by every price level that was found",
            "above the claim": "By more than that, by every price level that was found",
        }.get(places.pop(), "In part, by every price level that was found")
    shown = [
        f"{words}{'' if year == c.marked else f' of {year}'} at {told(result)}"
        for words, result, year in levels
    ]
    shown[0] = shown[0].replace(" at ", " stood at ", 1)
    return f"{lead}: over {c.base}, in {c.marked}, {evidence.joined(shown)} times."


def american(c: Chapter) -> str:
    """Whether American prices and the goods owed, net of the surcharge, bear the claim out."""
    gross, net = c.gross["all"][c.marked], c.basket_net[c.marked]
    found = {stands(result, c.claimed).removeprefix("just ") for result in (gross, net)}
    lead = "In part"
    if len(found) == 1:
        lead = {
            "below the claim": "Not",
            "within the claim": "Yes,",
            "above the claim": "By more than that,",
        }.get(found.pop(), lead)
    divided = "as one report divides them" if c.weights is None else "divided as set here"
    return (
        f"{lead} by American prices of {c.marked}: they stood at {gross:ref} times those of {c.base}, "
        f"{stands(gross, c.claimed)}, and for every dollar that was booked the goods owed, {divided}, were worth "
        f"{net:ref with-range} dollars after the surcharge, {stands(net, c.claimed)}."
    )


def neutral(c: Chapter) -> str:
    """Whether neutral prices in dollars bear the claim out, before and after the surcharge."""
    if not c.neutral:
        return (
            f"Neutral prices cannot be set against those of {c.base}: none after {neutrals.YEAR} was found."
        )
    year, gross, net = c.neutral_year, c.neutral["gross"], c.neutral["net"]
    if year == c.base:
        return (
            f"Neutral prices after {c.base} were not found." if year < c.marked else "So do neutral prices."
        )
    named = ((c.measures[f"{series}_usd"].result, country) for series, country in COUNTRIES.items())
    each = [f"{result:ref} ({country})" for result, country in named if result is not None]
    return (
        f"Neutral prices of {year}, in dollars, stood at {evidence.joined(each)} times those of {c.base}, together "
        f"{stands(gross, c.claimed)}; after the surcharge at {net:ref range}, {stands(net, c.claimed)}."
    )


def whole(c: Chapter) -> str:
    """The multiplier of the whole debt: the central case, then the outermost."""
    case, outermost = c.whole["baseline"], c.whole["envelope"]
    return (
        "Measured instead by prices on the day of delivery, the whole debt comes to "
        f"{case:ref with-range} times in the central case, {stands(case, c.claimed)}; the outermost of all "
        f"combinations of assumptions give {outermost:ref}, {stands(outermost, c.claimed)}."
    )


def local_money(c: Chapter) -> str:
    """Romanian consumer prices in lei, and in dollars or the rate that would be needed."""
    lei, dollars = c.measures[LOCAL], c.measures[f"{LOCAL}_usd"]
    if lei.year == c.base:
        return (
            "So do prices in lei." if c.marked == c.base else f"No prices in lei after {c.base} were found."
        )
    if lei.result is None or lei.year is None:
        return f"Romanian prices cannot be set against those of {c.base}: {lei.why} was found."
    place = stands(lei.result, c.claimed)
    said = f"In lei Romanian consumer prices of {lei.year} stood at {lei.result:ref} times, {place}"
    if dollars.result is not None:
        return f"{said}; in dollars at {dollars.result:ref}, {stands(dollars.result, c.claimed)}{doubt(lei.year)}."
    least, most = c.needs["rate_high"], c.needs["rate_low"]
    if isinstance(least, Result) and isinstance(most, Result):
        need = f"in dollars they would be within it at a rate between {least:ref} and {most:ref} lei"
        return f"{said}; {need}, but {dollars.why} was found."
    return f"{said}; in dollars nothing can be said: {dollars.why} was found."


def doubt(year: int) -> str:
    """A caveat where the rate of the leu is no mean of the year."""
    known = year in prices.years_of("lei_per_usd")
    return ", an order of size" if known and measures.order_of_size("lei_per_usd", year) else ""


def by_local_money(c: Chapter) -> list[str]:
    """Lei, dollars and marks against the claim, and what is not known."""
    said = [f"By local money. {local_money(c)}"]
    if c.marked == c.base:
        said = ["By local money. In the base year itself every multiple is one, in lei and in dollars."]
    for year, result in c.lei_frozen.items():
        said.append(
            f"At the last rate found before that year, {c.rates[year]:ref} lei of {year} against "
            f"{c.rates[c.base]:ref} of {c.base}, they would stand in dollars at {result:ref}, "
            f"{stands(result, c.claimed)}."
        )
    if c.lei_later:
        found = [f"{result:ref} in {year}" for year, result in c.lei_later.items()]
        said.append(
            f"By the rates found for later years, orders of size, they stood in dollars at {evidence.joined(found)}."
        )
    wholesale, dollars = c.measures["ro_wpi_lon"], c.measures["ro_wpi_lon_usd"]
    if wholesale.result is not None and wholesale.year is not None and wholesale.year > c.base:
        in_dollars = f" and at {dollars.result:ref} in dollars" if dollars.result is not None else ""
        said.append(
            f"Wholesale prices of {wholesale.year} stood at {wholesale.result:ref} in lei{in_dollars}."
        )
    marks = c.measures["fi_wpi_lon_usd"]
    if marks.result is not None and marks.year is not None and marks.year > c.base:
        since = measures.frozen_since("fim_per_usd", marks.year)
        frozen = f"; its rate had been frozen since {since}" if since < marks.year else ""
        said.append(
            f"For Finland in {marks.year} the dollar figure is {marks.result:ref}, "
            f"{stands(marks.result, c.claimed)}{frozen}."
        )
    missing = [
        words
        for words, series in (("wholesale prices", "ro_wpi_lon"), ("the rate of the leu", "lei_per_usd"))
        if c.marked not in prices.years_of(series)
    ]
    return (
        [*said, f"For Romania {evidence.joined(missing)} of {c.marked} were not found."] if missing else said
    )


def weighing(c: Chapter) -> str:
    """How far apart the rival price levels stand."""
    american = c.gross["all"][c.marked]
    if not c.neutral or c.neutral_year != c.marked or c.marked == c.base:
        return f"For {c.marked} no neutral price level can be set beside the American one, {told(american)}."
    gross = c.neutral["gross"]
    relation = {"below": "below", "above": "above"}.get(
        verdict(gross.estimate, american.low, american.high), "about at"
    )
    return (
        f"In {c.marked} neutral prices, {told(gross)}, stood {relation} the American ones, {told(american)}."
    )


def elsewhere(c: Chapter) -> str:
    """Argentine and Turkish prices in their own money."""
    named = (("Argentine", c.measures["ar_wpi_lon"]), ("Turkish", c.measures["tr_wpi_lon"]))
    found = [
        f"{country} prices of {measure.year} stood at {measure.result:ref} times"
        for country, measure in named
        if measure.result is not None and measure.year is not None and measure.year > c.base
    ]
    if not found:
        return f"No Argentine or Turkish prices were found that could be set against those of {c.base}."
    return f"In their own money {evidence.joined(found)}; rates of exchange that fit were not found."
