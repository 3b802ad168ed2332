"""Numbers that know what they rest on: ranges, results with a name, how they become text, claims, counts."""

from romsov_analysis.results.claims import claim_record, claim_statement, figure_results, format_claim
from romsov_analysis.results.counts import count
from romsov_analysis.results.estimates import Estimate, ResultError
from romsov_analysis.results.references import Reference, fill, link, marked, plain, references
from romsov_analysis.results.result import Result, snapshot
from romsov_analysis.results.words import holds, words_of
from romsov_analysis.results.works import citation

__all__ = [
    "Estimate",
    "Reference",
    "Result",
    "ResultError",
    "citation",
    "claim_record",
    "claim_statement",
    "count",
    "figure_results",
    "fill",
    "format_claim",
    "holds",
    "link",
    "marked",
    "plain",
    "references",
    "snapshot",
    "words_of",
]
