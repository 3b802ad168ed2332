"""What the figures of chapter 05 are told in words: alt texts and parts of captions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from romsov_analysis import evidence
from romsov_analysis.figures import Interval
from romsov_analysis.results import Estimate
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.reparations import debt, prices, valuation
from romsov_analysis.themes.reparations.burden import COUNTRIES
from romsov_analysis.themes.reparations.chapter import Chapter
from romsov_analysis.themes.reparations.debt import middle
from romsov_analysis.themes.reparations.words import stands, verdict


def positions(rows: Iterable[tuple[str, Sequence[Interval]]], claimed: Estimate) -> str:
    """Where the intervals of each group lie, for who does not see them: the band, what is above it, what below."""
    said = []
    for heading, intervals in rows:
        places: Mapping[str, list[Interval]] = {"in": [], "above": [], "below": []}
        for row in intervals:
            places[
                {"below": "below", "above": "above"}.get(
                    verdict(row.estimate, claimed.low, claimed.high), "in"
                )
            ].append(row)
        named = [
            f"{words} {evidence.joined([f'{row.label} at {row.shown}' for row in places[place]])}"
            for place, words in (("in", "in the band or reaching into it"), ("above", "above it"))
            if places[place]
        ]
        below = len(places["below"])
        if below:
            number = COUNTING[below] if below < len(COUNTING) else str(below)
            named.append(f"below it {number}" if named else "all below the band")
        said.append(f"{heading}: {'; '.join(named)}.")
    return " ".join(said)


def relatives_alt(c: Chapter) -> str:
    """The panels of price relatives, the dearest group first."""
    found = [
        (c.gross[group][c.marked], words.lower() if group != "all" else "all goods")
        for group, words in valuation.GROUPS.items()
        if c.marked in c.gross[group]
    ]
    found.sort(key=lambda pair: -middle(pair[0].estimate))
    return (
        f"In {c.marked} "
        + evidence.joined([f"{words} stand at {result:ref}" for result, words in found])
        + " times."
    )


def other_starts(c: Chapter) -> str:
    """The groups whose prices begin after the base year, in brackets, or nothing."""
    starts = {words: prices.base_year(f"us_wpi_{group}", c.base) for group, words in valuation.GROUPS.items()}
    later = [f"{words.lower()}: of {start}" for words, start in starts.items() if start != c.base]
    return f" ({', '.join(later)})" if later else ""


def not_drawn(c: Chapter) -> str:
    """The measures that cannot answer and so are not drawn, or nothing."""
    missing = [f"{found.title} ({found.why})" for found in c.measures.values() if found.result is None]
    return f" Not drawn: {'; '.join(missing)}." if missing else ""


def in_band(c: Chapter) -> str:
    """Who among those that speak of world prices reaches the claim."""
    found = [c.statements[name] for name in valuation.origins("world prices")]
    reach = [f"{result.title} at {result:ref}" for result in found if result.high >= c.claimed.low]
    who = evidence.joined(reach) if reach else "none"
    only = "only " if len(reach) == 1 else ""
    return (
        f"Of the statements on world prices {only}{who} {'reaches' if len(reach) < 2 else 'reach'} the claim"
    )


def debt_alt(c: Chapter) -> str:
    """The multiplier of the whole debt under each assumption."""
    rows = [f"{variant.title} {c.whole[variant.name]:ref}" for variant in debt.variants(c.percent, c.base)]
    return f"{'; '.join(rows)}; all combinations {c.whole['envelope']:ref}."


def baseline(c: Chapter) -> str:
    """The assumptions of the central case."""
    return debt.variants(c.percent, c.base)[0].title


def worth_over_time(c: Chapter) -> str:
    """From what to what a booked dollar went over the years of delivery."""
    first, last = min(c.delivered), max(c.delivered)
    return f"from {c.delivered[first]:ref} in {first} to {c.delivered[last]:ref} in {last}"


def burdens_alt(c: Chapter) -> str:
    """The three panels of the burden, by country."""

    def told(quantity: str, form: str) -> str:
        keys = {name: f"{quantity}_{country}" for country, name in COUNTRIES.items()}
        return evidence.joined(
            [
                f"{name} {format(c.burdens[key], f'ref {form}') if key in c.burdens else 'not found'}"
                for name, key in keys.items()
            ]
        )

    return (
        f"Three panels. Dollars a head: {told('head', 'range')}. Dollars a head and year: {told('year', 'range')}. "
        f"Yearly share of national income: {told('income', 'percent range')}."
    )


def statements_caption(c: Chapter) -> str:
    """The line below the statements and computed values."""
    net = c.basket_net[c.marked]
    return (
        "Statements and computed values, by what they measure. Shaded: the claim, [](claim:cs.multiplier?unit). "
        "Circles are computed, diamonds stated, hollow diamonds rest on a weak or unopened source. "
        f"{in_band(c)}; computed, the goods owed stand at {net:ref with-range} in {c.marked}, "
        f"{stands(net, c.claimed)}.{not_drawn(c)}"
    )


def schedules_alt(c: Chapter) -> str:
    """What a reader who does not see the schedules is told."""
    due = c.due
    return (
        f"Above, five schedules: what fell due in each calendar year from {min(c.delivered)} to {max(c.delivered)} as "
        f"a share of the sum delivered. Eight equal years give {due['baseline'][1946]:ref percent} a year, six give "
        f"{due['six_years'][1946]:ref percent}; a falling schedule begins with "
        f"{due['front_loaded'][1945]:ref percent} in 1945, a rising one ends with "
        f"{due['back_loaded'][1952]:ref percent} in 1952. Below, the worth of a booked dollar of the goods owed, "
        f"{worth_over_time(c)}."
    )


def schedules_caption(c: Chapter) -> str:
    """The line below the schedules."""
    return (
        f"Five schedules and the worth of a booked dollar, {worth_over_time(c)}, over prices of {c.base}. The more "
        "fell due early, the more the worth of the first years counts."
    )


def burdens_caption(c: Chapter) -> str:
    """The line below the three panels of the burden."""
    owed = c.burdens
    return (
        "The nominal burden on the three payers, with the spread of the inputs. A head, Finland owed "
        f"{owed['head_FI']:ref unit}, Hungary {owed['head_HU']:ref unit,range} to all its receivers and "
        f"{owed['soviet_HU']:ref unit,range} to the Soviet Union, Romania {owed['head_RO']:ref unit}. Shares of income "
        "set dollars of the debt against incomes of other years and prices; for Hungary none was found."
    )
