"""Numbers that know what they rest on: ranges, results with a name, how they become text, claims, counts."""

from romsov_analysis.results.claims import claim_record, claim_statement, figure_results, format_claim
from romsov_analysis.results.counts import count
from romsov_analysis.results.estimates import Estimate, ResultError
from romsov_analysis.results.result import Result, snapshot

__all__ = [
    "Estimate",
    "Result",
    "ResultError",
    "claim_record",
    "claim_statement",
    "count",
    "figure_results",
    "format_claim",
    "snapshot",
]
