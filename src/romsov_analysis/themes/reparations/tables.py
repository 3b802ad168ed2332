"""The tables of chapter 05."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.ledger import Table
from romsov_analysis.results import Result, link
from romsov_analysis.themes.reparations import burden, debt, valuation, words
from romsov_analysis.themes.reparations.breakeven import LOCAL
from romsov_analysis.themes.reparations.chapter import Chapter

NO_PRICE = "no price"


def _said(found: Result | str, form: str = "ref") -> str:
    return format(found, form) if isinstance(found, Result) else found


def readings(c: Chapter) -> Table:
    """Each measure of prices in the year the claim names, against both readings of its sentence."""
    measured = [
        ("American wholesale prices, all goods", c.gross["all"][c.marked]),
        ("The goods owed, before the surcharge", c.basket[c.marked]),
        ("The goods owed, after the surcharge", c.basket_net[c.marked]),
        *((found.title, found) for found in c.neutral.values()),
        *((found.result.title if found.result is not None else found.title,
           found.result if found.result is not None else found.why) for found in c.measures.values()),
    ]  # fmt: skip
    more = c.claimed + 1
    rows = [
        [title, _said(found, "ref with-range")]
        + [
            words.verdict(found.estimate, claim.low, claim.high) if isinstance(found, Result) else "not known"
            for claim in (c.claimed, more)
        ]
        for title, found in measured
    ]
    caption = f"The two readings of the sentence against prices of {c.marked}"
    return Table(caption, ["Prices of", "Multiple", "As much", "On top"], rows)


def statements(c: Chapter) -> Table:
    """Statements that carry a number."""
    table = evidence.load("valuation_statements").loc[list(c.statements)]
    rows = [
        [cells["speaker"], cells["interest"], f"{c.statements[str(name)]:ref}", evidence.text(cells, "note")]
        for name, cells in table.iterrows()
    ]
    caption = "Statements with a number: who, with what interest, on what basis"
    return Table(caption, ["Who", "Stands as", "Times", "Basis and doubts"], rows)


def other_statements() -> Table:
    """Statements that carry no number."""
    table = evidence.load("valuation_statements")
    rows = [
        [cells["speaker"], cells["title"], link("cite", cells["source"], "p")]
        for _, cells in table[table["low"].isna()].iterrows()
    ]
    return Table("Statements without a multiple", ["Who", "What is said", "Where"], rows)


def relatives(c: Chapter) -> Table:
    """Price relatives by group, a line gross and a line net."""
    rows = [
        [f"{title}{side}", *(_said(found[group].get(year, NO_PRICE)) for year in c.shown)]
        for group, title in valuation.GROUPS.items()
        for side, found in (("", c.gross), (", net", c.net))
    ]
    caption = f"Price relatives by group over {c.base}, gross, and net of the surcharge below"
    return Table(caption, ["Group", *map(str, c.shown)], rows)


def goods(c: Chapter) -> Table:
    """The goods owed: share, relatives, and the series that stand for them; the basket below."""
    years = [year for year in (c.marked, c.later) if year is not None]
    groups = evidence.load("series")["group"]
    rows = [
        [good.title, f"{c.shares[good.id]:ref percent}", *(f"{c.relatives[good.id][year]:ref}" for year in years),
         ", ".join(str(groups[name]) for name in good.series)]
        for good in c.goods
    ]  # fmt: skip
    rows += [
        [title, "", *(f"{found[year]:ref with-range}" for year in years), ""]
        for title, found in (("Basket, before the surcharge", c.basket), ("Basket, after it", c.basket_net))
    ]
    caption = f"The goods owed, their shares, and their prices over those of {c.base}"
    return Table(caption, ["Goods", "Share", *map(str, years), "Price series"], rows)


def sensitivity(c: Chapter) -> Table:
    """The multiplier of the whole debt: the central case, each assumption changed alone, the outermost last."""
    titles = {variant.name: variant.title for variant in debt.variants(c.percent, c.base)}
    rows = [
        [title, f"{c.whole[name]:ref}", f"{c.whole[name]:ref range}",
         f"{c.shifts[name]:ref}" if name in c.shifts else "central case"]
        for name, title in titles.items()
    ]  # fmt: skip
    rows.append(["the outermost of all combinations", "", f"{c.whole['envelope']:ref}", ""])
    caption = "What moves the multiplier of the whole debt"
    return Table(caption, ["Assumption", "Multiplier", "Rival series and rounding", "Move"], rows)


def conditions(c: Chapter) -> Table:
    """What would have to be true for either end of the claim."""
    lei = c.measures[LOCAL]
    at = f"Romanian consumer prices of {lei.year}" if lei.year else "Romanian consumer prices"
    named = (
        (f"American prices over those of {c.base}, before the surcharge", "level", "ref"),
        (
            f"Share of grains in the goods, at prices of {c.marked}, before the surcharge",
            "share",
            "ref percent,range",
        ),
        (f"Lei to the dollar, at {at}", "rate", "ref"),
        ("Months that every delivery is overdue, by the penalty alone", "months", "ref"),
    )
    rows = [
        [title, *(_said(c.needs[f"{name}_{end}"], form) for end in ("low", "high"))]
        for title, name, form in named
    ]
    years = [words.year_of(c, multiple) for multiple in (c.claimed.low, c.claimed.high)]
    rows.insert(1, ["The year of delivery, for the goods owed after the surcharge", *years])
    caption = "What gives the low and the high end of the claim"
    return Table(caption, ["What would have to be", "Low end", "High end"], rows)


def inputs() -> Table:
    """Where the inputs of the comparison come from."""
    rows = []
    for _, cells in evidence.load("comparators").iterrows():
        country = f"{burden.COUNTRIES[cells['country']]}: "
        title = cells["title"].removeprefix(country)
        source = link("cite", cells["source"], "p")
        rows.append([country + cells["quantity"], title, source, cells["status"]])
    return Table("Where the inputs come from", ["Input", "What it is", "Source", "Status"], rows)


def product(c: Chapter) -> Table:
    """The Romanian product by year, and the yearly instalment as a share of it, at the prices of 1938."""
    rows = [
        [str(year), f"{c.burdens[f'real_{year}']:ref percent}",
         f"{c.burdens[f'constant_{year}']:ref percent,range,decimals=1}"]
        for year in burden.PRODUCT_YEARS
    ]  # fmt: skip
    caption = "Romanian product and the yearly instalment, both at prices of before the war"
    return Table(
        caption, ["Year", f"Product over that of {burden.PRICE_BASE}", "Instalment, share of it"], rows
    )
