"""The tables of chapter 06."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.ledger import Table, tables
from romsov_analysis.themes.takings import facts, heads, words
from romsov_analysis.themes.takings.chapter import Chapter

CLAIMS = ("cs.total", "cs.reappropriated", "cs.requisitioned", "cs.german_assets")


def components(c: Chapter) -> Table:
    """The heads of the sum: millions of dollars, who says so, and on whose side they stood."""
    rows = []
    for head, result in c.parts["heads"].items():
        who = "; ".join(facts.speakers(head, c.scope))
        told = [evidence.row(f"takings:{name}") for name in heads.rows_of(head, c.scope)]
        sides = dict.fromkeys(str(cells["interest"]) for cells in told)
        side = "computed; Allied power" if head == "reparation" else "; ".join(sides)
        rows.append([result.title, words.money(result), who, side])
    rows.append(["Together", f"{c.parts['sum']['total']:ref range,unit}", "our sum", "computed"])
    return Table(
        f"The heads that do not overlap, {words.basis(c)}"
        if "booty" not in c.counted
        else f"The heads, {words.basis(c)}; booty may stand within others",
        ["Head", "Sum", "Who says so", "Where they stood"],
        rows,
    )


def needs(c: Chapter) -> Table:
    """What each head would have to be for the claim."""
    rows = [
        [result.title, words.money(result), f"{c.parts['needs'][head]:ref range,unit}"]
        for head, result in c.parts["heads"].items()
    ]
    claim = c.parts["sum"]["claim_bn"]
    return Table(
        f"How large one head would have to be for {claim:ref unit}, the others left as they are",
        ["Head", "As counted", "As needed"],
        rows,
    )


def totals(c: Chapter) -> Table:
    """Other people's totals: the number, what it measures, who says so."""
    rows = []
    for name, result in c.parts["totals"].items():
        cells = evidence.row(f"takings_totals:{name}")
        floor = "at least " if cells["floor"] == "yes" else ""
        covers = f"{cells['measures']}, {tables.day(cells['date'])}"
        doubts = evidence.text(cells, "note") or "none"
        rows.append([f"{result.title} {tables.source(cells)}", f"{floor}{result:ref unit}", covers, doubts])
    return Table(
        "Totals that others give, as printed: they measure different things over different years",
        ["Who", "Sum", "What it measures", "Doubts"],
        rows,
    )


def not_added(c: Chapter) -> Table:
    """What was taken and is not in the sum."""
    return _rows(
        c,
        "Taken, and not in the sum: no value, another owner, or within another head",
        lambda cells: cells["direction"] == "taken" and cells["counted"] != "yes",
    )


def back(c: Chapter) -> Table:
    """What came back."""
    return _rows(c, "What came back, or was no longer asked for", lambda cells: cells["direction"] == "back")


def earlier(c: Chapter) -> Table:
    """What Romania had taken from Soviet territory."""
    return _rows(
        c,
        "What Romania had taken from Soviet territory, 1941–44, as far as anybody counted it",
        lambda cells: cells["direction"] == "earlier",
    )


def voices(c: Chapter) -> Table:
    """The rows behind the heads."""
    chosen = {name for head in c.counted for name in heads.rows_of(head, c.scope)}
    return _rows(
        c,
        "The rows behind the heads of the sum, as their sources put them",
        lambda cells: str(cells.name) in chosen,
    )


def _rows(c: Chapter, caption: str, wanted: Callable[[pd.Series[Any]], bool]) -> Table:
    rows = []
    for name, cells in evidence.load("takings").iterrows():
        if not wanted(cells):
            continue
        who = f"{cells['speaker']} {tables.source(cells)}"
        rows.append([str(cells["title"]), _amount(c, str(name)), who, evidence.text(cells, "note") or "none"])
    none = ["No row of the table", "none", "no one", "none"]
    return Table(caption, ["What", "How much", "Who says so", "Doubts"], rows or [none])


def _amount(c: Chapter, name: str) -> str:
    """The number of a row with its unit, or that there is none."""
    result = c.parts["told"].get(name)
    if result is None:
        return "no figure"
    return f"{result:ref percent}" if result.unit == "ratio" else f"{result:ref unit}"


def claims(_: Chapter) -> Table:
    """What the country study says of the takings."""
    return tables.claims("What the country study says was taken, in four claims", *CLAIMS)
