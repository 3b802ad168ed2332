"""The tables of chapter 05, and what is said beside them in its workings."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.ledger import Table
from romsov_analysis.results import Result, link
from romsov_analysis.themes.reparations import burden, debt, measures, valuation, words
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
        *((found.title, found.why) if found.result is None
          else (", ".join(filter(None, (found.result.title, found.result.note))), found.result)
          for found in c.measures.values()),
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
    caption = f"Which prices of {c.marked} bear the sentence out, in each of its two readings"
    return Table(caption, ["Prices of", "Multiple", "As much", "On top"], rows)


def statements(c: Chapter) -> Table:
    """Statements that carry a number."""
    table = evidence.load("valuation_statements").loc[list(c.statements)]
    rows = [
        [cells["speaker"], cells["interest"], f"{c.statements[str(name)]:ref}", evidence.text(cells, "note")]
        for name, cells in table.iterrows()
    ]
    caption = "Statements with a number: most of them are not of prices alone"
    return Table(caption, ["Who", "Stands as", "Times", "Basis and doubts"], rows)


def other_statements() -> Table:
    """Statements that carry no number."""
    table = evidence.load("valuation_statements")
    rows = [
        [cells["speaker"], cells["title"], link("cite", cells["source"], "p")]
        for _, cells in table[table["low"].isna()].iterrows()
    ]
    return Table(
        "Statements without a number: what the price base does, and whether the claim is just",
        ["Who", "What is said", "Where"],
        rows,
    )


def relatives(c: Chapter) -> Table:
    """Price relatives by group, a line gross and a line net."""
    rows = [
        [f"{title}{side}", *(_said(found[group].get(year, NO_PRICE)) for year in c.shown)]
        for group, title in valuation.GROUPS.items()
        for side, found in (("", c.gross), (", net", c.net))
    ]
    caption = f"American prices by group over those of {c.base}, before and after the surcharge"
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
    place = words.stands(c.whole["envelope"], c.claimed)
    caption = f"What moves the multiplier of the whole debt; the outermost lie {place}"
    return Table(caption, ["Assumption", "Multiplier", "Rival series and rounding", "Move"], rows)


def schedules(c: Chapter) -> Table:
    """What falls due in each year under each schedule."""
    rows = [
        [str(year), *(f"{due[year]:ref percent}" if year in due else "nothing" for due in c.due.values())]
        for year in c.delivered
    ]
    caption = "What falls due in each year: on a falling schedule most comes while prices are low"
    return Table(caption, ["Year", *(evidence.capital(debt.SCHEDULES[name]) for name in c.due)], rows)


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
    rows = [
        [cells["title"], link("cite", cells["source"], "p"), cells["status"]]
        for _, cells in evidence.load("comparators").iterrows()
    ]
    return Table(
        "Where the comparison with Finland and Hungary comes from", ["Input", "Source", "Status"], rows
    )


def product(c: Chapter) -> Table:
    """The Romanian product by year, and the yearly instalment as a share of it, at the prices of 1938."""
    rows = [
        [str(year), f"{c.burdens[f'real_{year}']:ref percent}",
         f"{c.burdens[f'constant_{year}']:ref percent,range,decimals=1}"]
        for year in burden.PRODUCT_YEARS
    ]  # fmt: skip
    caption = "An instalment weighed more as the Romanian product fell, both at prices of before the war"
    return Table(
        caption, ["Year", f"Product over that of {burden.PRICE_BASE}", "Instalment, share of it"], rows
    )


# --- beside the tables ------------------------------------------------------------------------------------


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
        f"Grain rose by {c.decontrol['grains']:ref change} and fuels by {c.decontrol['fuels']:ref change} in the six "
        "months in which the American controls ended.",
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
    """What level of American prices gives the low end of the claim, and the highest of the years shown."""
    need, peak, year = c.needs["level_low"], c.peak, debt.dearest_year(c.delivered)
    assert isinstance(need, Result)
    return (
        f"By price level: American prices would have had to be {need:ref range} times those of {c.base} to leave the "
        f"low end of the claim after the surcharge. Of the years shown they stood highest in {peak['year']:ref}, at "
        f"{peak['gross']:ref} times before and {peak['net']:ref} times after it. Had all the goods owed come in "
        f"{year}, the dearest year, Romania would have handed over goods worth at most "
        f"{c.dearest:ref high} dollars for each dollar of debt; deliveries over years must come to less."
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
    """Other prices in local money: Romanian wholesale prices, and Finnish ones in dollars."""
    said = []
    if wholesale := c.measures["ro_wpi_lon"].after(c.base):
        year, result = wholesale
        dollars = c.measures["ro_wpi_lon_usd"].result
        in_dollars = f" and {words.rough(dollars)} times in dollars" if dollars is not None else ""
        said.append(f"Romanian wholesale prices of {year} were {result:ref} times in lei{in_dollars}.")
    if marks := c.measures["fi_wpi_lon_usd"].after(c.base):
        year, result = marks
        since = measures.frozen_since("fim_per_usd", year)
        frozen = f"; the rate had been frozen since {since}" if since < year else ""
        said.append(
            f"In dollars, Finnish prices of {year} were {result:ref} times those of {c.base}, "
            f"{words.stands(result, c.claimed)}{frozen}."
        )
    return said


def by_terms(c: Chapter) -> list[str]:
    """Penalties, unit prices, and what the burden was at mixed prices."""
    _, six_months, oil = c.penalty
    owed = c.burdens
    return [
        f"By the penalty: at the broadcast's rate a delivery grew to {six_months:ref} times its value after six "
        "months; whether simple or compound is not known, hence the range.",
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
