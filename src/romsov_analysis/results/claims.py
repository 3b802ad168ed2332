"""Claims of the documents: the register's row, its number as text, the claim in our own words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results.estimates import Estimate, ResultError
from romsov_analysis.results.formatting import OPTIONS, digits_of, format_number, parse_options
from romsov_analysis.results.result import Result
from romsov_analysis.shown import shown


def claim_record(claim_id: str) -> dict[str, Any]:
    """The register's row of a claim as plain types; missing cells are None.

    Raises
    ------
    ResultError
        If there is no such claim; the message names the nearest.
    """
    try:
        cells = evidence.row(f"claims:{claim_id}")
    except evidence.EvidenceError as error:
        problem = error.problems[0]
        if problem.rule != "no such row":
            raise
        raise ResultError(f"unknown claim {shown(claim_id)}; nearest: {problem.accepted}") from None
    return {str(column): None if pd.isna(cell) else cell for column, cell in cells.items()}


def format_claim(claim_id: str, options: str = "") -> str:
    """What a claim says: its number, or with ``quote`` its anchor's words in quotation marks.

    Options as in `format_number`, and ``quote``; a claim without a number is always quoted.

    Raises
    ------
    ResultError
        If there is no such claim.
    """
    claim = claim_record(claim_id)
    words, _ = parse_options(options, (*OPTIONS, "quote"))
    if "quote" in words or claim["low"] is None:
        return f"“{claim['exact']}”"
    digits = digits_of(claim["value"], claim["low"], claim["high"])
    shown = format_number(claim["value"], claim["low"], claim["high"], claim["unit"], digits, options)
    qualifier = claim["qualifier"]
    return f"{qualifier} {shown}" if qualifier and "unit" in words else shown


def claim_statement(claim_id: str) -> str:
    """The claim in our own words, its number filled in from the same row."""
    claim = claim_record(claim_id)
    statement = str(claim["statement"])
    if claim["low"] is not None:
        statement = statement.replace("{value}", format_claim(claim_id, "unit"))
    return evidence.capital(statement)


def figure_results(theme: str, prefix: str, document: str = "") -> list[Result]:
    """The numbers that the claims of a theme carry: ``<prefix>.<claim>``, the claim's own prefix left out.

    Parameters
    ----------
    theme, prefix
        Theme of the register, and the first part of the ids.
    document
        Only claims of this document; all where none is named.
    """
    claims = evidence.load("claims")
    chosen = claims[(claims["theme"] == theme) & claims["low"].notna()]
    if document:
        chosen = chosen[chosen["document"] == document]
    return [
        Result.of(
            f"{prefix}.{str(name).partition('.')[2]}",
            Estimate.of_row(f"claims:{name}"),
            unit=str(cells["unit"]),
            formula="as the document has it",
            title=str(cells["statement"]).replace("{value}", "…").removesuffix("."),
            decimals=digits_of(*(float(cells[end]) for end in ("low", "high"))),
        )
        for name, cells in chosen.iterrows()
    ]
