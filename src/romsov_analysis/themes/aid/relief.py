"""Figures of relief in the article and elsewhere, and how often the article cites which work."""

from __future__ import annotations

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result


def work_results() -> list[Result]:
    """How often each cited work is cited, ``works.<id>_cited``, and its number, ``works.<id>``."""
    found = []
    for name, cells in evidence.load("cited_works").iterrows():
        for suffix, column, title in (
            ("", "number", "Number of the work"),
            ("_cited", "times_cited", "Times cited"),
        ):
            found.append(
                Result.of(
                    f"works.{name}{suffix}",
                    Estimate.exactly(float(cells[column]), f"cited_works:{name}"),
                    unit="plain",
                    formula="as the article has it",
                    title=f"{title}: {cells['backs']}",
                    decimals=0,
                )
            )
    return found


def relief_results() -> list[Result]:
    """Every figure of relief: ``relief.<id>`` for claims of the article (without ``co.``) and for other sources."""
    found = []
    claims = evidence.load("claims")
    for name in claims.index[(claims["theme"] == "aid") & claims["low"].notna()]:
        cells = claims.loc[name]
        found.append(
            Result.of(
                f"relief.{name.removeprefix('co.')}",
                Estimate.of_row(f"claims:{name}"),
                unit=str(cells["unit"]),
                formula="as the article has it",
                title=str(cells["statement"]).replace("{value}", "…").removesuffix("."),
                decimals=0,
            )
        )
    figures = evidence.load("aid_figures")
    for name in figures.index[figures["low"].notna()]:
        cells = figures.loc[name]
        found.append(
            Result.of(
                f"relief.{name}",
                Estimate.of_row(f"aid_figures:{name}"),
                unit=str(cells["unit"]),
                formula="as the source has it",
                title=str(cells["title"]),
                decimals=0,
                note="" if pd.isna(cells["note"]) else str(cells["note"]),
            )
        )
    return found
