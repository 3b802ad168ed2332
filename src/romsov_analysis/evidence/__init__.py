"""The one door to every table: typed rows, or one error that says what is wrong and what is accepted.

Two packages of tables stand behind it: the registers of the documents (`seeds/`: what they claim) and the
outside evidence (`data/`: what the claims are tested against). `dates` reads dates and decides order,
`anchors` finds each registered anchor in a text of the documents.
"""

from romsov_analysis.evidence.descriptors import EvidenceError, Problem, Table, table, tables
from romsov_analysis.evidence.loading import check_all, clear_cache, ids, load, row, state, text, used
from romsov_analysis.evidence.names import capital, joined, listed, nearest

__all__ = [
    "EvidenceError",
    "Problem",
    "Table",
    "capital",
    "check_all",
    "clear_cache",
    "ids",
    "joined",
    "listed",
    "load",
    "nearest",
    "row",
    "state",
    "table",
    "tables",
    "text",
    "used",
]
