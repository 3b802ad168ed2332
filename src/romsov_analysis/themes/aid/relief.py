"""Figures of relief and of victims, and how often the article cites which work."""

from __future__ import annotations

from collections.abc import Mapping

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count, figure_results
from romsov_analysis.results.formatting import digits_of

ARTICLE = (
    "wagons",
    "wagon_goods",
    "medicines",
)  # its figures of relief; its other numbers are of other things
NOT_FOUND = ("soviet_roubles_outside", "soviet_hospitals_outside")


def of_article() -> dict[str, Result]:
    """The article's figures: ``relief.<id>``, the claim's ``co.`` left out."""
    found = {result.id.partition(".")[2]: result for result in figure_results("aid", "relief")}
    return {name: found[name] for name in ARTICLE}


def elsewhere(kind: str = "relief") -> dict[str, Result]:
    """What other sources have: ``<kind>.<id>``; of what was looked for and not found there is no result."""
    table = evidence.load("aid_figures")
    table = table[table["kind"] == kind]
    return {
        str(name): Result.of(
            f"{kind}.{name}",
            Estimate.of_row(f"aid_figures:{name}"),
            unit=str(cells["unit"]),
            formula="as the source has it",
            title=str(cells["title"]),
            decimals=digits_of(float(cells["low"]), float(cells["high"])),
            note=evidence.text(cells, "note"),
        )
        for name, cells in table[table["low"].notna()].iterrows()
    }


def relief_judgements(article: Mapping[str, Result]) -> dict[str, Result]:
    """Results ``relief.goods_below_medicines`` and ``relief.none_outside``, by the last part of the id."""
    goods, medicines = article["wagon_goods"], article["medicines"]
    rows = [f"aid_figures:{name}" for name in NOT_FOUND]
    return {
        "goods_below_medicines": Result.whether(
            "relief.goods_below_medicines",
            goods.unit == medicines.unit and goods.high < medicines.low,
            *goods.evidence,
            *medicines.evidence,
            formula="the greatest value of the goods is below the least value of the medicines",
            title="The goods in the waiting wagons are worth less than the medicines alone",
        ),
        "none_outside": Result.whether(
            "relief.none_outside",
            all(evidence.row(row)["status"] == "not found" for row in rows),
            *rows,
            formula="both were looked for and not found",
            title="No sum in roubles and no number of hospitals was found outside the article",
        ),
    }


def works() -> dict[str, Result]:
    """How often each work is cited, and of those without a title their number and how many they are.

    Results ``works.<id>_cited``, ``works.<id>`` and ``works.unknown``, by what follows the point.
    """
    found, unknown = {}, []
    for name, cells in evidence.load("cited_works").iterrows():
        columns = {f"{name}_cited": ("times_cited", "Times cited")}
        if not evidence.text(cells, "title"):
            unknown.append(f"cited_works:{name}")
            columns[str(name)] = ("number", "Number of the work")
        for key, (column, title) in columns.items():
            found[key] = Result.of(
                f"works.{key}",
                Estimate.exactly(float(cells[column]), f"cited_works:{name}"),
                unit="plain",
                formula="as the article has it",
                title=f"{title}: {cells['backs']}",
                decimals=0,
            )
    title = "Works cited by number whose title is not known"
    number = count("works.unknown", unknown, title, unit="plain", formula="works without a title")
    return found | {"unknown": number}
