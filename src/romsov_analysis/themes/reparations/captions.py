"""Titles, alt texts and captions of the figures of chapter 05."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.reparations import prices, valuation
from romsov_analysis.themes.reparations.breakeven import LOCAL
from romsov_analysis.themes.reparations.burden import COUNTRIES
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.terms import middle
from romsov_analysis.themes.reparations.words import levels, reaching, stands, told, touches

CLAIM = "[](claim:cs.multiplier?unit)"
_PLACES = {
    "below the claim": "fell short of the claim",
    "just below the claim": "fell just short of the claim",
    "within the claim": "lay within the claim",
    "partly within the claim": "reached into the claim",
    "above the claim": "had passed the claim",
}
_TOUCHED = "touched the claim at one edge"


def yardsticks_title(c: Chapter) -> str:
    """Which price levels in dollars reach the claim after the surcharge, that of its own year and money first."""
    if c.marked == c.base:
        return f"In {c.base} itself every price is what it was"
    named = {
        "American": ("American prices", "American ones"),
        "neutral": ("prices of neutral Europe", "those of neutral Europe"),
    }
    said: list[str] = []
    for whose, result, year in levels(c, net=True):
        place = _TOUCHED if touches(result, c.claimed) else _PLACES[stands(result, c.claimed)]
        name, claim = (named[whose][1], "it") if said else (named[whose][0], "the claim")
        when = "" if said and year == c.marked else f" of {year}"
        said.append(f"{name}{when} ({told(result)}) {place.replace('the claim', claim)}")
    return f"After the surcharge, {'; '.join(said)}"


def yardsticks_alt(groups: dict[str, list[tuple[str, Result]]]) -> str:
    """Every row of the key picture, group by group."""
    shown = " ".join(
        f"{head}: {'; '.join(f'{words} {result:ref with-range}' for words, result in rows)}."
        for head, rows in groups.items()
    )
    return f"Range plot, with the claim of {CLAIM} as a band. {shown}"


def yardsticks_caption(c: Chapter) -> str:
    """What is needed to read the key picture."""
    rests = "" if c.weights else " How the sum was divided among goods is known from one report."
    lei = (
        "" if c.measures[LOCAL].result is None else " Prices in lei stand off the axis, which is in dollars."
    )
    return (
        f"Times the price of {c.base}; goods were credited with a surcharge of {c.settings['surcharge']:ref unit} on "
        f"it. A line spans rival series and rounding.{rests}{lei}"
    )


def groups_title(c: Chapter) -> str:
    """Which groups of American goods reach the claim in its year."""
    if c.marked == c.base:
        return (
            f"What American goods cost {f'from {c.base} to {c.last}' if c.last > c.base else f'in {c.base}'}"
        )
    reach, dearest = reaching(c)
    at = (
        f"{c.gross[dearest][c.marked]:ref} times the price of {prices.base_year(f'us_wpi_{dearest}', c.base)}"
        ", before the surcharge"
    )
    if len(reach) == 1:
        return f"Of the American goods {reach[0]} alone had reached the claim by {c.marked}, at {at}"
    name = valuation.GROUPS[dearest].lower()
    if not reach:
        return f"By {c.marked} no group of American goods had reached the claim; {name} came nearest, at {at}"
    return f"By {c.marked} American {evidence.joined(reach)} had reached the claim, {name} at {at}"


def groups_alt(c: Chapter) -> str:
    """The lines of the price chart at the marked year, the dearest first."""
    found = [
        (c.gross[group][c.marked], words.lower())
        for group, words in valuation.GROUPS.items()
        if c.marked in c.gross[group]
    ]
    found.sort(key=lambda pair: -middle(pair[0].estimate))
    at = evidence.joined([f"{words} {result:ref}" for result, words in found])
    return (
        f"Lines of American wholesale prices by group from {c.base} to {c.last}, over those of {c.base}, with the "
        f"claim of {CLAIM} as a bar in {c.marked}. In that year: {at} times."
    )


def groups_caption(c: Chapter) -> str:
    """What is needed to read the price chart."""
    starts = {words: prices.base_year(f"us_wpi_{group}", c.base) for group, words in valuation.GROUPS.items()}
    later = [f"{words.lower()} those of {start}" for words, start in starts.items() if start != c.base]
    return (
        f"American wholesale prices over those of {c.base}{''.join(f', {words}' for words in later)}, before the "
        f"surcharge. The bar in {c.marked} is the claim."
    )


def worth_title(c: Chapter) -> str:
    """What Romania handed over for a dollar of debt at first, at last and over the whole debt."""
    first, last = min(c.delivered), max(c.delivered)
    return (
        f"For each dollar of debt paid off Romania handed over goods worth {c.delivered[first]:ref} dollars in "
        f"{first}, {c.delivered[last]:ref} in {last} and {c.whole['baseline']:ref} over the whole debt"
    )


def worth_alt(c: Chapter) -> str:
    """The worth of a dollar of debt in every year of delivery."""
    shown = "; ".join(f"{year} {worth:ref}" for year, worth in c.delivered.items())
    return f"Line with a band, the claim of {CLAIM} above or around it. Worth of a dollar of debt by year: {shown}."


def worth_caption(c: Chapter) -> str:
    """What is needed to read the chart of the years of delivery."""
    return (
        f"The goods owed at American prices of each year of delivery, over those of {c.base} and less the surcharge. "
        "Band: rival series, open surcharge and rounding. Dashes: the mean of eight equal years."
    )


def burdens_title(c: Chapter) -> str:
    """What the debt came to a head."""
    owed = c.burdens
    return f"Finland owed {owed['head_FI']:ref unit}, Romania {owed['head_RO']:ref unit}"


def burdens_alt(c: Chapter) -> str:
    """The bars of the burden, by country."""
    found = evidence.joined(
        [f"{name} {c.burdens[f'head_{country}']:ref range}" for country, name in COUNTRIES.items()]
    )
    return f"Bars, dollars of the debt a head: {found}, of it {c.burdens['soviet_HU']:ref range} to the Soviet Union."


def burdens_caption(c: Chapter) -> str:
    """What is needed to read the bars."""
    return (
        f"Dollars of the debt a head, the sums as imposed. Hungary's went to three receivers; in full colour the "
        f"{c.burdens['soviet_HU']:ref unit,range} of it that went to the Soviet Union."
    )
