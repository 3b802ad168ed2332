"""Claims of the documents: the register's row, its number as text, the claim in our own words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results.estimates import Estimate, ResultError
from romsov_analysis.results.formatting import OPTIONS, format_number, nearest, parse_options
from romsov_analysis.results.result import Result


def claim_record(claim_id: str) -> dict[str, Any]:
    """The register's row of a claim as plain types; missing cells are None.

    Raises
    ------
    ResultError
        If there is no such claim; the message names the nearest.
    """
    known = evidence.ids("claims")
    if claim_id not in known:
        raise ResultError(f"unknown claim {claim_id!r}; nearest: {nearest(claim_id, sorted(known))}")
    cells = evidence.row(f"claims:{claim_id}")
    return {str(column): None if pd.isna(cell) else cell for column, cell in cells.items()}


def format_claim(claim_id: str, options: str = "") -> str:
    """What a claim says: its number, or with ``quote`` its anchor's words in quotation marks.

    Options as in `format_number`; a claim without a number is always quoted.

    Raises
    ------
    ResultError
        If there is no such claim.
    """
    claim = claim_record(claim_id)
    words, _ = parse_options(options, (*OPTIONS, "quote"))
    if "quote" in words or claim["low"] is None:
        return f"“{claim['exact']}”"
    digits = max(_decimals_of(claim[column]) for column in ("value", "low", "high"))
    shown = format_number(claim["value"], claim["low"], claim["high"], claim["unit"], digits, options)
    qualifier = claim["qualifier"]
    return f"{qualifier} {shown}" if qualifier and "unit" in words else shown


def _decimals_of(number: float | None) -> int:
    text = "" if number is None else f"{number:.12f}".rstrip("0")
    return len(text.partition(".")[2])


def claim_statement(claim_id: str) -> str:
    """The claim in our own words, its number filled in from the same row."""
    claim = claim_record(claim_id)
    statement = str(claim["statement"])
    if claim["low"] is not None:
        statement = statement.replace("{value}", format_claim(claim_id, "unit"))
    return statement[0].upper() + statement[1:]


def figure_results() -> list[Result]:
    """The numbers that the claims of the chapter carry, ``rupture.<claim>`` without ``co.``."""
    claims = evidence.load("claims")
    found = []
    for name in claims.index[(claims["theme"] == "rupture") & claims["low"].notna()]:
        cells = claims.loc[name]
        words = str(cells["statement"]).replace("{value} ", "").replace(" {value}", "").replace("{value}", "")
        found.append(
            Result.of(
                f"rupture.{name.removeprefix('co.')}",
                Estimate.of_row(f"claims:{name}"),
                unit=str(cells["unit"]),
                formula="as the article has it",
                title=words,
                decimals=0,
            )
        )
    return found
