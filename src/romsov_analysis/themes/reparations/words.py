"""The words of chapter 05's findings: each follows the numbers, the parameters and what could be read."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import debt, valuation
from romsov_analysis.themes.reparations.breakeven import LOCAL, first_year
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.terms import middle

_ROUNDING = 1.05  # a multiple whose ends lie closer is told by its value
_STILL = 0.015  # a price that moved by less has hardly moved
APART = 1.25  # a multiple whose ends lie further apart is told by them
_HARDLY = 0.1  # a cut that moves the multiple by less hardly changes it
_DOUBLED = 1.9  # from here on a rise is told as so many times
_CLAIM = {"below": "below the claim", "above": "above the claim", "within": "within the claim"}
# How a result stands to the claim → a short reply to whether the claim holds.
REPLY = {
    "below the claim": "no",
    "just below the claim": "not quite",
    "within the claim": "yes",
    "above the claim": "more than that",
    "partly within the claim": "in part",
}


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
    """How a result stands to the claim: below, just below as printed, above, within or partly within it."""
    if result.high < claimed.low <= round(result.high, result.decimals):
        return "just below the claim"
    return _CLAIM.get(verdict(result.estimate, claimed.low, claimed.high), "partly within the claim")


def touches(result: Result, claimed: Estimate) -> bool:
    """Whether a result that lies below the claim reaches its low end, as printed, and no further."""
    return result.low < claimed.low <= result.high and round(result.high, result.decimals) <= claimed.low


def told(result: Result) -> str:
    """A multiple: its value, or the range where that is wider than its rounding."""
    return f"{result:ref}" if result.high < _ROUNDING * result.low else f"{result:ref range}"


def rough(result: Result) -> str:
    """A multiple with the caution that its rate asks for."""
    return f"{'roughly ' if result.note else ''}{result:ref}"


def rose(result: Result, base: int) -> str:
    """What prices did since a base year: they rose by a part, to so many times, fell, or hardly moved."""
    at = middle(result.estimate)
    if abs(at - 1) < _STILL:
        return f"had hardly moved since {base}, at {result:ref} times"
    if at < 1:
        return f"had fallen to {result:ref} times those of {base}"
    if at < _DOUBLED:
        return f"had risen by {result:ref change,words} since {base}"
    return f"had risen to {result:ref} times those of {base}"


def levels(c: Chapter, *, net: bool) -> list[tuple[str, Result, int]]:
    """Whose prices in dollars, American and neutral, their multiple before or after the surcharge, and its year."""
    american = (c.net if net else c.gross)["all"]
    found = [("American", american[c.marked], c.marked)] if c.marked > c.base else []
    if c.neutral and c.neutral_year > c.base:
        found.append(("neutral", c.neutral["net" if net else "gross"], c.neutral_year))
    return found


def strict(c: Chapter) -> str:
    """That the claim in its strict reading is reached by no multiple in dollars; nothing where one reaches it."""
    found = [*(result for _, result, _ in levels(c, net=False)), c.basket_net[c.marked], c.whole["envelope"]]
    more = c.settings["reading_more"]
    if any(result.high >= more.low for result in found):
        return ""
    return (
        f" In its strict reading, {more:ref} times as much, none of our figures for the goods as a whole, at American "
        "or neutral prices, reaches it."
    )


def base_1939(c: Chapter) -> str:
    """What another base year, the one first reported, would have made of the multiple."""
    source = "[](cite:frus_1944v04_d274?p)"
    if c.base == 1939:
        return f"1939 is the year that reports from Bucharest first named {source}."
    return (
        f"On the base of 1939, which reports from Bucharest had first named {source}, the American figure for "
        f"{c.marked} would be {c.base_1939:ref}, instead of {c.gross['all'][c.marked]:ref}."
    )


def american(c: Chapter) -> list[str]:
    """American prices of the year the claim names: all goods, the dearest, the oil, and the goods owed."""
    if c.marked == c.base:
        return ["In the base year itself every price is what it was.", goods_owed(c)]
    beside = ""
    if british := c.measures["uk_wpi_lon_usd"].after(c.base):
        year, result = british
        when = "" if year == c.marked else f" of {year}"
        beside = f" British prices{when}, in dollars, were {result:ref} times those of {c.base}."
    return [
        f"The debt was in dollars, so most reckonings turn to American prices. By {c.marked} they "
        f"{rose(c.gross['all'][c.marked], c.base)}.{beside} {groups(c)}",
        f"{oil(c)} {goods_owed(c)}",
    ]


def groups(c: Chapter) -> str:
    """Which groups of American goods reach the claim, and where the dearest stands."""
    reach, dearest = reaching(c)
    at = f"{c.gross[dearest][c.marked]:ref} times the old price"
    name = valuation.GROUPS[dearest].lower()
    if len(reach) == 1:
        net = c.net[dearest][c.marked]
        return f"Of American goods only {name} had reached the claim, at {at}; after the surcharge, {net:ref range}."
    if not reach:
        return f"No group of goods had reached the claim; {name} came nearest, at {at}."
    return f"{evidence.capital(evidence.joined(reach))} had reached the claim, {name} furthest, at {at}."


def reaching(c: Chapter) -> tuple[list[str], str]:
    """The groups of American goods that reach the claim in words, and the id of the dearest."""
    found = {name: c.gross[name][c.marked] for name in valuation.GROUPS if c.marked in c.gross[name]}
    del found["all"]
    dearest = max(found, key=lambda name: middle(found[name].estimate))
    return [valuation.GROUPS[name].lower() for name in found if found[name].high >= c.claimed.low], dearest


def oil(c: Chapter) -> str:
    """What the oil does to the basket."""
    if not c.shares["oil"].high:
        return "There is no oil in the basket set here."
    crude = c.measures["crude_oil"]
    alone = f", crude oil {crude.result:ref}" if crude.result is not None and crude.year == c.marked else ""
    part, basket = c.relatives["oil"][c.marked].estimate, c.basket[c.marked].estimate
    lead = {
        "below": "Oil keeps the average down",
        "above": "Oil lifts the average",
    }.get(verdict(part, basket.low, basket.high), "Oil lies about where the average does")
    return (
        f"{lead}. It was {c.shares['oil']:ref percent,words} of the debt, and in {c.marked} fuels cost "
        f"{c.gross['fuels'][c.marked]:ref} times what they had in {c.base}{alone}."
    )


def goods_owed(c: Chapter) -> str:
    """What the goods owed would have cost, before and after the surcharge."""
    gross, net = c.basket[c.marked], c.basket_net[c.marked]
    return (
        f"{divided(c)}, what a dollar bought in {c.base} would have cost {gross:ref} dollars in {c.marked}. After the "
        f"surcharge, Romania handed over goods worth {net:ref with-range} for each dollar of debt paid off, "
        f"{stands(net, c.claimed)}."
    )


def divided(c: Chapter) -> str:
    """Whose division of the goods is computed with."""
    return "On the only breakdown of the goods that we have" if c.weights is None else "Divided as set here"


def central_case(c: Chapter) -> str:
    """The multiplier of the whole debt, and its first and last year."""
    case = c.whole["baseline"]
    first, last = min(c.delivered), max(c.delivered)
    return (
        f"For each dollar of debt paid off Romania handed over goods worth {c.delivered[first]:ref} dollars in "
        f"{first} and {c.delivered[last]:ref} in {last}, at American prices of the day. Over the whole debt, in eight "
        f"equal years, that makes {case:ref with-range}, {stands(case, c.claimed)}."
    )


def what_moves(c: Chapter) -> str:
    """What moves the multiplier of the whole debt most, and the outermost."""
    titles = {variant.name: variant.title for variant in debt.variants(c.percent, c.base)}
    first, second, *_ = c.moves()

    def moved(shift: Result) -> str:
        return f"{titles[shift.id.removeprefix('valuation.shift_')]}, by {shift:ref}"

    return (
        f"Two other choices move the figure for the whole debt most: {moved(first)}, and {moved(second)}. All "
        "combinations of these with other terms, schedules, surcharges and a cut lie between "
        f"{c.whole['envelope']:ref low} and {c.whole['envelope']:ref high}. How the goods divide, and whether the list "
        "of prices was low, we could not vary."
    )


def cut(c: Chapter) -> str:
    """What a cut as Finland's would leave of the multiple, and of the whole bill."""
    hardly = ", hardly a difference" if abs(c.shifts["cut"].low) < _HARDLY else ""
    return (
        "Had Romania's debt been cut as Finland's was, each dollar of it paid off would have cost goods worth "
        f"{c.whole['cut']:ref with-range} dollars, instead of {c.whole['baseline']:ref}{hardly}. It would have "
        "changed how many dollars "
        f"were paid off: {c.cut['delivered']:ref unit}, beside Finland's {c.burdens['delivered_FI']:ref unit}. Set "
        f"against the whole sum first imposed, the goods would then have been worth {c.cut['of_sum']:ref with-range} "
        "times that sum; this is a different measure."
    )


def year_of(c: Chapter, multiple: float) -> str:
    """In which years of delivery the goods owed may and surely do give a multiple."""
    found = {year: worth.estimate for year, worth in c.delivered.items()}
    may, surely = first_year(found, multiple)
    if may is None:
        return f"in no year to {max(c.delivered)}"
    return f"may be from {may}, surely " + ("in no year" if surely is None else f"from {surely}")


def close(c: Chapter) -> str:
    """What the chapter makes of the sentence."""
    case, lei = c.whole["baseline"], c.measures[LOCAL].after(c.base)
    size = {
        "below the claim": "less than the sentence says",
        "above the claim": "more than the sentence says",
        "within the claim": "what the sentence says",
    }.get(stands(case, c.claimed).removeprefix("just "), "in part what the sentence says")
    helped = {"above": "did help", "below": "did not help"}.get(
        verdict(case.estimate, 1, 1), "may not have helped"
    )
    said = (
        f"The base year {helped} the Soviet side. In equal years and without a cut, it received for each dollar of "
        f"debt paid off goods worth about {case:ref} dollars of the day, {size}."
    )
    at_the_time = c.delivered.get(c.marked)
    if at_the_time is not None and c.marked > c.base and middle(at_the_time.estimate) < middle(case.estimate):
        said += f" In {c.marked} it was {at_the_time:ref}; the rest is what prices did later."
    if lei is not None and stands(lei[1], c.claimed) == "above the claim":
        said += " Reckoned in lei it looks like more; but the debt was in dollars."
    return said + strict(c)
