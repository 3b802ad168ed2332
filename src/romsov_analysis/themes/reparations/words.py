"""The words of chapter 05's findings: each follows the numbers, the parameters and what could be read."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import debt, valuation
from romsov_analysis.themes.reparations.breakeven import first_year
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.debt import middle

_ROUNDING = 1.05  # a multiple whose ends lie closer is told by its value
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
    """How a result stands to the claim: below, just below as printed, above, within or partly within it."""
    if result.high < claimed.low <= round(result.high, result.decimals):
        return "just below the claim"
    return _CLAIM.get(verdict(result.estimate, claimed.low, claimed.high), "partly within the claim")


def told(result: Result) -> str:
    """A multiple: its value, or the range where that is wider than its rounding."""
    return f"{result:ref}" if result.high < _ROUNDING * result.low else f"{result:ref range}"


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


def what_moves(c: Chapter) -> list[str]:
    """What moves the multiplier of the whole debt most and least."""
    titles = {variant.name: variant.title for variant in debt.variants(c.percent, c.base)}
    first, second, third, *_, last = c.moves()

    def named(shift: Result) -> str:
        return f"{titles[shift.id.removeprefix('valuation.shift_')]} ({shift:ref})"

    return [
        f"From the central case the multiplier moves most with {named(first)}, then with {named(second)} and "
        f"{named(third)}; least with {named(last)}."
    ]


def cut(c: Chapter) -> str:
    """What a cut as Finland's would leave."""
    return (
        f"Had the balance been cut in mid-1948 as Finland's was, {c.cut['delivered']:ref unit} would have been "
        f"delivered in eight equal years, beside Finland's {c.burdens['delivered_FI']:ref unit}, and the goods "
        f"would have been worth {c.cut['of_sum']:ref with-range} times the whole sum imposed."
    )


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
