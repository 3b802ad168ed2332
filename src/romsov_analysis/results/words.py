"""The words of a reference: what a reader sees in place of an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.results.claims import format_claim
from romsov_analysis.results.estimates import ResultError
from romsov_analysis.results.formatting import format_record
from romsov_analysis.results.references import Reference
from romsov_analysis.results.works import citation
from romsov_analysis.shown import printable, shown

Records = Mapping[str, Mapping[str, Any]]


def words_of(reference: Reference, records: Records) -> str:
    """The words of a reference as plain text.

    Parameters
    ----------
    reference
        What a text names. Of a judgement (``holds``) and of a person the author's own words stay.
    records
        Result id → stored record.

    Raises
    ------
    ResultError
        If the id or an option is unknown, if a judgement is false or has no words, or if the words for a
        person are no part of the registered name; the message says what is accepted.
    """
    return _KINDS[reference.kind](reference, records)


def record_of(result_id: str, records: Records) -> Mapping[str, Any]:
    """The stored record of a result.

    Raises
    ------
    ResultError
        If there is none; the message names the nearest ids.
    """
    if result_id not in records:
        raise ResultError(
            f"unknown result {shown(result_id)}; nearest: {evidence.nearest(result_id, records)}"
        )
    return records[result_id]


def holds(reference: Reference, records: Records) -> bool:
    """Whether a judgement holds.

    Raises
    ------
    ResultError
        If the result is unknown or is not true or false.
    """
    record = record_of(reference.id, records)
    if record["unit"] != "truth":
        raise ResultError(
            f"{reference.id} is in {record['unit']}, not true or false; a judgement needs a truth"
        )
    return bool(record["value"])


def _result(reference: Reference, records: Records) -> str:
    return format_record(record_of(reference.id, records), reference.options)


def _claim(reference: Reference, _records: Records) -> str:
    if reference.options == "own":
        format_claim(reference.id)  # which refuses an unknown claim
        return _own(reference, "a claim")
    return format_claim(reference.id, reference.options)


def _own(reference: Reference, what: str) -> str:
    """The author's own words for something that has words by rule; they carry no number."""
    if not reference.words.strip() or any(sign.isdigit() for sign in reference.words):
        raise ResultError(f"{printable(reference)}: own words for {what}, without a digit, must stand here")
    return reference.words


def _holds(reference: Reference, records: Records) -> str:
    if not reference.words.strip():
        raise ResultError(f"{printable(reference)}: a judgement has words of its own; none stand here")
    if not holds(reference, records):
        title = record_of(reference.id, records)["title"]
        raise ResultError(f"“{printable(reference.words)}” no longer holds: {title}")
    return reference.words


def _person(reference: Reference, _records: Records) -> str:
    try:
        cells = evidence.row(f"people:{reference.id}")
    except evidence.EvidenceError as error:
        problem = error.problems[0]
        if problem.rule != "no such row":
            raise
        raise ResultError(f"unknown person {shown(reference.id)}; nearest: {problem.accepted}") from None
    names = [str(cells["name"]), *evidence.text(cells, "variants").split(";")]
    if not reference.words:
        return names[0]
    if not any(f" {reference.words} " in f" {name.strip()} " for name in names):
        raise ResultError(
            f"“{printable(reference.words)}” is no part of a name of {reference.id}. Accepted: {evidence.listed(names)}"
        )
    return reference.words


def _cite(reference: Reference, _records: Records) -> str:
    if reference.options not in ("", "p", "own"):
        raise ResultError(
            f"unknown option {shown(reference.options)} of {printable(reference)}. "
            "Accepted: p (in brackets), own (your words for it)"
        )
    named = citation(reference.id, bracketed=reference.options == "p")
    return _own(reference, "a work") if reference.options == "own" else named


_KINDS: dict[str, Callable[[Reference, Records], str]] = {
    "result": _result,
    "claim": _claim,
    "holds": _holds,
    "person": _person,
    "cite": _cite,
}
