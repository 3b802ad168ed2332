"""The words of chapter 05's findings: each follows the numbers, the parameters and what could be read."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import debt, measures, prices, valuation
from romsov_analysis.themes.reparations.breakeven import first_year
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.debt import middle
from romsov_analysis.themes.reparations.measures import Measure

ALIKE = 0.8  # two moves are about equal where the lesser is at least so much of the greater
_CLAIM = {"below": "below the claim", "above": "above the claim", "within": "within the claim"}


def verdict(found: Estimate, low: float, high: float) -> str:
    """How a number stands to a claimed stretch: below, in part within, within, in part above, above, around."""
    if found.high < low:
        return "below"
    if found.low > high:
        return "above"
    if low <= found.low and found.high <= high:
        return "within"
    if found.low < low and found.high > high:
        return "around"
    return "reaches in from below" if found.low < low else "reaches out above"


def stands(result: Result, claimed: Estimate) -> str:
    """How a result stands to the claim: below, above, within or partly within it."""
    return _CLAIM.get(verdict(result.estimate, claimed.low, claimed.high), "partly within the claim")


def american(c: Chapter) -> str:
    """Whether American prices and the goods owed, net of the surcharge, bear the claim out."""
    gross, net = c.gross["all"][c.marked], c.basket_net[c.marked]
    found = {stands(gross, c.claimed), stands(net, c.claimed)}
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
        f"{net:ref} dollars after the surcharge, {stands(net, c.claimed)}."
    )


def groups(c: Chapter) -> str:
    """Which groups of American goods reach the claim, and where the dearest stands."""
    if c.marked == c.base:
        return "In the base year itself every price stands at one."
    found = {name: c.gross[name][c.marked] for name in valuation.GROUPS if c.marked in c.gross[name]}
    del found["all"]
    dearest = max(found, key=lambda name: middle(found[name].estimate))
    reach = [valuation.GROUPS[name].lower() for name in found if found[name].high >= c.claimed.low]
    at = f"at {found[dearest]:ref} times before the surcharge and {c.net[dearest][c.marked]:ref} after it"
    if len(reach) == 1:
        return f"Among American goods only {reach[0]} reach the claim in that year, {at}."
    who = evidence.joined(reach) if reach else "no group"
    verb = "reach" if reach else "reaches"
    name = valuation.GROUPS[dearest].lower()
    return f"Among American goods {who} {verb} the claim in that year; {name}, the dearest, stood {at}."


def negotiators(c: Chapter) -> str:
    """What the paying side said, and that no calculation behind the page was found."""
    said = c.statements["radulescu"]
    return (
        f"Romanian negotiators spoke of {said:ref decimals=0} times; a calculation behind the figure of the page "
        "was not found."
    )


def local_money(c: Chapter) -> str:
    """Romanian prices in lei and in dollars against American prices."""
    lei, dollars = c.measures["ro_wpi_lon"], c.measures["ro_wpi_lon_usd"]
    if lei.year == c.base:
        return "So do prices in lei."
    if lei.result is None:
        return f"Romanian prices cannot be set against those of {c.base}: {lei.why} was found."
    american = c.gross["all"][c.marked].estimate
    relation = {"below": "lower", "above": "higher"}.get(
        verdict(lei.result.estimate, american.low, american.high), "no higher"
    )
    in_dollars = (
        f"at {dollars.result:ref} in dollars"
        if dollars.result is not None
        else f"in dollars nowhere: {dollars.why} was found"
    )
    return (
        f"In lei the multiple is {relation}: Romanian prices of {lei.year}{_last_found(lei)} stood at {lei.result:ref} "
        f"times in lei and {in_dollars}."
    )


def _last_found(lei: Measure) -> str:
    return ", the last year found," if lei.year == prices.years_of("ro_wpi_lon")[-1] else ""


def base_1939(c: Chapter) -> str:
    """What another base year, the one first reported, would have made of the multiple."""
    source = "[](cite:frus_1944v04_d274?p)"
    if c.base == 1939:
        return f"1939 is the year first reported for Romania {source}."
    return (
        f"Against prices of 1939, the year first reported for Romania {source}, the multiple of {c.marked} would "
        f"have been {c.base_1939:ref}, against {c.gross['all'][c.marked]:ref}."
    )


def oil(c: Chapter) -> str:
    """What the oil does to the basket."""
    if not c.shares["oil"].high:
        return f"There is no oil in the basket set here; crude oil stood at {crude_at(c)}."
    part, basket = c.relatives["oil"][c.marked].estimate, c.basket[c.marked].estimate
    lead = {
        "below": "The oil is what holds the basket down",
        "above": "The oil lifts the basket",
    }.get(verdict(part, basket.low, basket.high), "The oil stands about where the basket does")
    return (
        f"{lead}: it makes up {c.shares['oil']:ref percent} of the sum, and fuels, a group that holds coal and "
        f"electricity too, stood at {c.gross['fuels'][c.marked]:ref} times in {c.marked}; crude oil alone stood at "
        f"{crude_at(c)}."
    )


def crude_at(c: Chapter) -> str:
    """Where crude oil stood."""
    crude = c.measures["crude_oil"]
    return "no price that was found" if crude.result is None else f"{crude.result:ref} times"


def weighed(first: Result, second: Result) -> str:
    """Whether two moves weigh alike, or the first more or less than the second."""
    one, other = abs(first.low), abs(second.low)
    if min(one, other) >= ALIKE * max(one, other):
        return "about as much as"
    return "more than" if one > other else "less than"


def what_moves(c: Chapter) -> list[str]:
    """What moves the multiplier of the whole debt, and what weighs more."""
    titles = {variant.name: variant.title for variant in debt.variants(c.percent)}
    schedule, goods, controls = c.schedule_shift, c.shifts["all_goods"], c.shifts["decontrolled"]
    named = [(schedule, titles[schedule.id.removeprefix("valuation.shift_")])]
    named += [
        (c.shifts[name], titles[name])
        for name in ("all_goods", "one_rate", "decontrolled")
        if name in c.shifts
    ]
    moves = evidence.joined([f"by {shift:ref} ({title})" for shift, title in named])
    against = f"The choice of goods weighs {weighed(goods, schedule)} the schedule"
    if "one_rate" in c.shifts:
        against += (
            f", the reading of the surcharge {weighed(c.shifts['one_rate'], controls)} the price controls"
        )
    return [f"From the baseline the middle of the multiplier moves {moves}.", f"{against}."]


def dearest(c: Chapter) -> str:
    """The bound above every schedule."""
    year = debt.dearest_year(c.delivered)
    return (
        f"No schedule of these goods at list prices gives more than {c.dearest:ref high}: so much at most were they "
        f"worth in {year}, the dearest year of delivery, {stands(c.dearest, c.claimed)}."
    )


def year_of(c: Chapter, multiple: float) -> str:
    """In which years of delivery the goods owed may and surely do give a multiple."""
    may, surely = first_year({year: worth.estimate for year, worth in c.delivered.items()}, multiple)
    if may is None:
        return f"in no year to {max(c.delivered)}"
    return f"may be from {may}, surely " + ("in no year" if surely is None else f"from {surely}")


def by_goods(c: Chapter) -> str:
    """What share of grains gives the low end of the claim."""
    need, lead = c.needs["share_low"], f"By goods. At prices of {c.marked}, before the surcharge,"
    found = (
        f"the low end is reached with grains for {need:ref percent,range} of the goods"
        if isinstance(need, Result)
        else f"the low end cannot be had by the share of grains: {need}"
    )
    return f"{lead} {found}. Grain, animals and timber together were {c.shares['farm_timber']:ref percent}."


def by_local_money(c: Chapter) -> list[str]:
    """Lei, dollars and marks against the claim, and what is not known."""
    lei, dollars = c.measures["ro_wpi_lon"], c.measures["ro_wpi_lon_usd"]
    if lei.result is None or lei.year is None:
        said = [f"By local money. Romanian wholesale prices say nothing over {c.base}: {lei.why} was found."]
    else:
        said = [
            f"By local money. Romanian wholesale prices stood at {lei.result:ref} times in {lei.year}"
            f"{_last_found(lei).rstrip(',')}: lei against lei, a multiple {stands(lei.result, c.claimed)}."
        ]
        if lei.year == c.base:
            said[0] = "By local money. In the base year itself every multiple is one, in lei and in dollars."
        elif dollars.result is not None:
            said.append(
                f"The leu stood at {c.rates[c.base]:ref} to the dollar in {c.base} and at {c.rates[lei.year]:ref} in "
                f"{lei.year}, so in dollars they stood at {dollars.result:ref}, {stands(dollars.result, c.claimed)}."
            )
        else:
            said.append(f"In dollars they stood nowhere: {dollars.why} was found.")
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


def money_today(c: Chapter) -> str:
    """Between what the measures of today lie."""
    least, most = (end(c.today.values(), key=lambda found: middle(found.estimate)) for end in (min, max))
    return f"They lie between {least:ref unit} and {most:ref unit}."
