"""What a notebook shows, how it is stored, and how the book reads it back."""

from romsov_analysis.ledger.displays import RESULTS_MIME, TABLE_MIME, TEXT_MIME, Display
from romsov_analysis.ledger.ledger import Ledger
from romsov_analysis.ledger.parameters import Parameter, ParameterError, Parameters
from romsov_analysis.ledger.stored import Answer, Entry, read_ledger, read_notebook
from romsov_analysis.ledger.tables import Table

__all__ = [
    "RESULTS_MIME",
    "TABLE_MIME",
    "TEXT_MIME",
    "Answer",
    "Display",
    "Entry",
    "Ledger",
    "Parameter",
    "ParameterError",
    "Parameters",
    "Table",
    "read_ledger",
    "read_notebook",
]
