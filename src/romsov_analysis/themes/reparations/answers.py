"""Verdict and short answer of chapter 05: what each of the rival price levels makes of the claim."""

from __future__ import annotations

from dataclasses import replace

from romsov_analysis import evidence
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
from romsov_analysis.themes.reparations import neutrals, terms, words
from romsov_analysis.themes.reparations.breakeven import LOCAL
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.words import REPLY, levels, rose, stands, told

COUNTRIES = {"se_wpi_lon": "Sweden", "ch_wpi_lon": "Switzerland", "pt_wpi_lon": "Portugal"}
EDGE = "at one edge"  # what touches the claim and goes no further
_TONES: dict[str, Tone] = {
    "below the claim": "no",
    "just below the claim": "partly",
    "partly within the claim": "partly",
    "within the claim": "yes",
    "above the claim": "yes",
}
_NEAR_ONE = 0.05  # a multiple nearer to one is told with all its decimals


def finding(c: Chapter) -> str:
    """The verdict in a sentence: whether the bill grew, how that stands to the claim, and by how much.

    Everything is after the surcharge: over the prices at which goods were credited.
    """
    at_the_time = [(whose, result) for whose, result, year in levels(c, net=True) if year == c.marked]
    case, said = c.whole["baseline"], []
    for whose, result in at_the_time:
        one = f"{_about(result)} times at American prices of {c.marked}"
        said.append(one if whose == "American" else f"{_about(result)} at neutral Europe's")
    if not said:
        said = [f"{_about(case)} times over the whole debt"]
    lead = _lead([*(result for _, result in at_the_time), case], c)
    return f"{lead}: {', '.join(said)}; the claim is [](claim:cs.multiplier)."


def _lead(found: list[Result], c: Chapter) -> str:
    """Whether the bill grew by each of some multiples, and how most of them stand to the claim."""
    if all(result.high < 1 for result in found):
        return "The bill did not grow"
    if not all(result.low > 1 for result in found):
        return "Not by every measure"
    places = [stands(result, c.claimed).removeprefix("just ") for result in found]
    for place, size in (
        ("below the claim", "by less than"),
        ("within the claim", "as"),
        ("above the claim", "by more than"),
    ):
        if 2 * places.count(place) > len(places):
            most = "" if places.count(place) == len(places) else "mostly "
            return f"The bill grew, {most}{size} claimed"
    return "The bill grew, in part as claimed"


def _about(result: Result) -> str:
    """A multiple with as few decimals as say on which side of one it lies."""
    ends = result.low - 1, result.high - 1
    form = "" if min(map(abs, ends)) < _NEAR_ONE else "decimals=1"
    wide = result.value is None or result.high > words.APART * result.low
    return format(result, f"ref {form}{',range' if wide and form else 'range' if wide else ''}")


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """Whether the claimed multiple holds at each price level and over the whole debt, all after the surcharge.

    The last says what no index can test.
    """
    named = {"American": "American prices", "neutral": "neutral Europe's prices"}
    found = [(result, f"at {named[whose]} of {year}") for whose, result, year in levels(c, net=True)]
    found.append((c.whole["baseline"], "over the whole debt, as it fell due"))
    return [
        *(
            (_TONES[place], reply(result, c).removesuffix(" than that"), f"[](claim:cs.multiplier?unit) {of}")
            for result, of in found
            for place in [stands(result, c.claimed)]
        ),
        ("open", "unknown", "whether the list itself was low, and what fines added"),
    ]


def reply(result: Result, c: Chapter) -> str:
    """A short reply to whether the claim holds by a multiple."""
    return EDGE if words.touches(result, c.claimed) else REPLY[stands(result, c.claimed)]


def american(c: Chapter) -> str:
    """Whether American prices and the goods owed, net of the surcharge, bear the claim out."""
    if c.marked == c.base:
        return "In the base year itself every price is what it was, whosever prices are meant."
    level, net = c.net["all"][c.marked], c.basket_net[c.marked]
    same = stands(level, c.claimed) == stands(net, c.claimed)
    return (
        f"At American prices, {reply(level, c)}. By {c.marked} they {rose(c.gross['all'][c.marked], c.base)}. "
        f"After the surcharge with which the goods were credited it is {level:ref range} times. "
        f"{words.divided(c)}, Romania handed over goods worth {net:ref with-range} dollars in {c.marked} for each "
        f"dollar of debt paid off{'' if same else f', {stands(net, c.claimed)}'}."
    )


def neutral(c: Chapter) -> str:
    """Whether neutral prices in dollars bear the claim out, before and after the surcharge."""
    if not c.neutral:
        return (
            f"What neutral countries paid cannot be set against {c.base}: we found no prices after "
            f"{neutrals.last()}."
        )
    year, gross, net = c.neutral_year, c.neutral["gross"], c.neutral["net"]
    if year == c.base:
        return f"What neutral countries paid after {c.base} we did not find."
    found = ((c.measures[f"{series}_usd"].result, country) for series, country in COUNTRIES.items())
    named = [(result, country) for result, country in found if result is not None]
    each = [f"{result:ref} in {country}" for result, country in named]
    return (
        f"At the prices of neutral Europe, {reply(net, c)}. Turned into dollars, those of {year} over those of "
        f"{c.base} were {evidence.joined(each)}, {stands(gross, c.claimed)}. After the surcharge, "
        f"rounding allowed for, {net:ref range} times are left{_left(c, net, named)}."
    )


def _left(c: Chapter, net: Result, named: list[tuple[Result, str]]) -> str:
    """How neutral prices stand to the claim after the surcharge, and which of them touch it."""
    if not words.touches(net, c.claimed):
        return f", {stands(net, c.claimed)}"
    rate = c.settings["surcharge"]
    reach = [
        (result, country) for result, country in named if result.high / (1 + rate.low / 100) >= c.claimed.low
    ]
    said = f": only {evidence.joined([country for _, country in reach])} can reach {net:ref high}"
    if rate.low < rate.high and all(
        result.high / (1 + rate.high / 100) < c.claimed.low for result, _ in reach
    ):
        said += f", and only with the lower surcharge, of {rate:ref low,unit}"
    return said


def local_money(c: Chapter) -> str:
    """Romanian consumer prices in lei, and in dollars or the rate that would be needed."""
    lei, dollars = c.measures[LOCAL], c.measures[f"{LOCAL}_usd"]
    found = lei.after(c.base)
    if lei.year == c.base:
        return ""
    if found is None:
        return f"Romanian prices cannot be set against those of {c.base}: we found {lei.why}."
    year, result = found
    said = (
        f"In Romanian money, {REPLY[stands(result, c.claimed)]}. Consumer prices in lei of {year} were {result:ref} "
        f"times those of {c.base}; but the debt was in dollars."
    )
    if dollars.result is None:
        return f"{said} In dollars the rise cannot be stated, for we found {dollars.why}."
    return f"{said} {_in_dollars(c, dollars.result)}"


def _in_dollars(c: Chapter, dollars: Result) -> str:
    """Prices in lei turned into dollars, with the caution that their rate asks for."""
    return f"In dollars that is {words.rough(dollars)} times, {stands(dollars, c.claimed)}."


def whole(c: Chapter) -> str:
    """The multiplier of the whole debt, without and with a cut, the outermost, and what was said."""
    case, outermost, said = c.whole["baseline"], c.whole["envelope"], c.statements["radulescu"]
    return (
        f"Counted at American prices of the day of delivery, the whole debt was worth {case:ref with-range} times its "
        f"face, {stands(case, c.claimed)}. That supposes eight equal years and no cut. With a cut in 1948 like "
        f"Finland's it is {c.whole['cut']:ref}. For the whole debt nothing that we varied gives more than "
        f"{outermost:ref high}; but we had no other breakdown of the goods to try. Romania's "
        f"negotiators had spoken of {said:ref decimals=0,words}. Where the country study has its figure from we could "
        "not find."
    )


def short(c: Chapter) -> list[str]:
    """The short answer, a paragraph each."""
    return [paragraph for paragraph in (american(c), neutral(c), local_money(c), whole(c)) if paragraph]


def weighing(c: Chapter) -> list[str]:
    """How far apart the rival price levels lie."""
    level, said = c.gross["all"][c.marked], []
    if c.neutral and c.neutral_year == c.marked > c.base:
        gross = c.neutral["gross"]
        relation = {"below": "below", "above": "above"}.get(
            words.verdict(gross.estimate, level.low, level.high), "about as high as"
        )
        touch = f", which touches the claim {EDGE}" if words.touches(c.neutral["net"], c.claimed) else ""
        said = [
            f"In {c.marked} neutral prices in dollars were {gross:ref decimals=1,range} times those of {c.base}, "
            f"{relation} the American ones at {told(level)}. After the surcharge they were "
            f"{c.neutral['net']:ref range}{touch}."
        ]
    return said or [f"No neutral price of {c.marked} can be set beside the American ones."]


def _later(c: Chapter) -> str:
    """What prices in lei and rates of later years make, and how that stands to the claim."""
    places = [stands(result, c.claimed) for result in c.lei_later.values()]
    alike = len(set(places)) == 1
    each = [
        f"{words.rough(result)} times in {year}{'' if alike else f', {place}'}"
        for (year, result), place in zip(c.lei_later.items(), places, strict=True)
    ]
    every = "" if len(places) == 1 else "both " if len(places) == 2 else "all "
    return evidence.joined(each) + (f", {every}{places[0]}" if alike else "")


def _lei_after_the_surcharge(c: Chapter) -> list[str]:
    """Whether the surcharge, left aside here, would change how prices in lei turned into dollars stand to the claim."""
    rate, found = c.settings["surcharge"], {**c.lei_frozen, **c.lei_later}
    if not found:
        return []
    moved = []
    for year, result in found.items():
        left = terms.net_of_surcharge(result.estimate, rate.estimate)
        net = replace(result, value=left.value, low=left.low, high=left.high)
        if stands(net, c.claimed) != stands(result, c.claimed):
            moved.append(f"the figure at the rate of {year}")
    if moved:
        return [
            f"The surcharge of {rate:ref unit} would change how {evidence.joined(moved)} stands to the claim."
        ]
    one = "this" if len(found) == 1 else "any of these"
    return [f"The surcharge of {rate:ref unit} would not change how {one} stands to the claim."]


def in_lei(c: Chapter) -> list[str]:
    """Romanian consumer prices, the rate that the claim needs, and the last rate that is known."""
    said = []
    if lei := c.measures[LOCAL].after(c.base):
        year, result = lei
        said.append(
            f"Reckoned in lei, before any surcharge, Romanian consumer prices of {year} were {result:ref} times "
            f"those of {c.base}."
        )
        least, most, dollars = c.needs["rate_high"], c.needs["rate_low"], c.measures[f"{LOCAL}_usd"].result
        if dollars is not None:
            said.append(_in_dollars(c, dollars))
        elif isinstance(least, Result) and isinstance(most, Result):
            said.append(f"The claim would hold if a dollar fetched between {least:ref} and {most:ref} lei.")
    for year, result in c.lei_frozen.items():
        said.append(
            f"The last rate before that year which we found was {c.rates[year]:ref} lei, in {year}. At that rate those "
            f"prices, in dollars, would be {words.rough(result)} times as high, {stands(result, c.claimed)}."
        )
    if c.lei_later:
        said.append(f"Prices and rates of later years make {_later(c)}.")
    said += _lei_after_the_surcharge(c)
    return said or [f"Prices in lei that could be set against those of {c.base} we did not find."]
