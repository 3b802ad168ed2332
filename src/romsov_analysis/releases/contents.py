"""What is in a release: its tables, the rows of other tables that they name, and the terms of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import evidence, results
from romsov_analysis.evidence import Problem, dates
from romsov_analysis.evidence.descriptors import ForeignKey

OURS = "CC BY 4.0"
TERMS = "terms"
_ENDS = ("earliest", "latest")
# The anchors of the documents and where their texts lie are of use only to whoever checks the book.
_LEFT_OUT = {
    "claims": ("exact", "prefix", "suffix", "offset"),
    "documents": ("text_file", "sha256", "bytes", "obtain"),
}
# Tables whose numbers and codings are those of the source, not readings of ours: its terms go with each row.
_OF_OTHERS = ("codings", "series", "price_series", "price_months")
# One data set is no longer passed on, at its maintainer's wish: who needs its codings takes them there.
_WITHHELD = {"codings": ("data_set", "cow")}


@dataclass(frozen=True)
class Release:
    """A register that stands on its own, as others get it.

    Attributes
    ----------
    name
        Also the name of its folder and file.
    title, about
        For a catalogue: what it is, and what a row of it is.
    tables
        Its own tables, whole; rows of others follow where these name them.
    chapter
        Number of the chapter that is built on it.
    keywords
        For a catalogue.
    caution
        What whoever counts rows should know first.
    """

    name: str
    title: str
    about: str
    tables: tuple[str, ...]
    chapter: str
    keywords: tuple[str, ...]
    caution: str


RELEASES: Mapping[str, Release] = {
    release.name: release
    for release in (
        Release(
            "interwar_pacts",
            "Interwar pacts of non-aggression and neutrality, with acts against them",
            "Treaties between the wars by which states promised not to attack each other or to stay neutral, with "
            "the dates of each, the acts of one party against another, the coding of which act falls under which "
            "treaty, and how others code the same treaties.",
            ("pacts", "pact_dates", "acts", "pact_acts", "pact_duties", "codings"),
            "03",
            ("treaties", "non-aggression", "neutrality", "interwar", "treaty violation"),
            "One attack is one row of acts, however many treaties it breaks. Whether a treaty counts as broken is "
            "no cell: it follows from acts, their doubt, and the rule that is chosen.",
        ),
        Release(
            "testimony_1989",
            "Testimony on Soviet military aid to Romania in December 1989, with readings",
            "Who said what, when and through whom on whether Soviet military aid was asked for in December 1989, "
            "and what each statement says on each part of the question, as two coders read it (one, where a row came "
            "later), with the reason.",
            ("parts", "voices", "testimony", "readings"),
            "08",
            ("Romania", "1989", "revolution", "testimony", "content analysis", "intercoder reliability"),
            "Statements are in our words. Those that share a voice are one witness, not several; statements on "
            "living persons stand beside their denial (denied_by) and are not to be passed on without it.",
        ),
        Release(
            "reparation_valuation",
            "Valuation of the Romanian reparation to the Soviet Union, with prices",
            "Who says how much more the goods were worth than the sum at which they were booked, on what basis; "
            "the terms of the reparations of Romania, Finland and Hungary; the price and currency series by which "
            "such statements can be tested.",
            (
                "valuation_statements",
                "reparation_terms",
                "comparators",
                "basket",
                "series",
                "price_series",
                "price_months",
            ),
            "05",
            ("reparations", "Romania", "Soviet Union", "prices", "armistice 1944"),
            "Statements with one origin are one voice. Prices are numbers of their sources and keep the sources' "
            "terms; a status of second-hand says that the source itself was not opened.",
        ),
    )
}


def named(name: str) -> Release:
    """The release of that name.

    Raises
    ------
    EvidenceError
        If there is none; the message names the nearest.
    """
    if name not in RELEASES:
        raise evidence.EvidenceError(
            [
                Problem(
                    "releases", None, None, name, "no release of this name", evidence.nearest(name, RELEASES)
                )
            ]
        )
    return RELEASES[name]


def tables(name: str) -> dict[str, pd.DataFrame]:
    """The tables of a release, as its files hold them.

    Parameters
    ----------
    name
        Of the release: ``interwar_pacts``, ``testimony_1989`` or ``reparation_valuation``.

    Returns
    -------
    dict
        Name of the table → frame, a row a fact, the release's own tables first, then those of which they name rows.
        Index and dtypes as in `load`. A date in EDTF, such as ``date``, has its first and last possible day beside
        it, ``date_earliest`` and ``date_latest`` (ISO, missing at an open end); every row has its ``terms``.

    Raises
    ------
    EvidenceError
        If there is no release of this name, or a row breaks a rule.
    """
    chosen = _rows(named(name).tables)
    return {table: _released(table, evidence.load(table).loc[keys]) for table, keys in chosen.items()}


def _rows(own: Sequence[str]) -> dict[str, list[str]]:
    """Table → ids of its rows: all but the withheld of the release's own, and of others those that are named."""
    chosen = {}
    for table in own:
        frame = evidence.load(table)
        column, value = _WITHHELD.get(table, ("", ""))
        chosen[table] = dict.fromkeys(frame.index[frame[column] != value] if column else frame.index)
    waiting = [(table, key) for table, keys in chosen.items() for key in keys]
    while waiting:
        table, key = waiting.pop()
        for other, row in _named(table, key):
            if row not in chosen.setdefault(other, {}):
                chosen[other][row] = None
                waiting.append((other, row))
    return {
        table: [key for key in evidence.load(table).index if key in keys] for table, keys in chosen.items()
    }


def _named(table: str, key: str) -> Iterator[tuple[str, str]]:
    """The rows that a row names, as (table, id)."""
    cells = evidence.row(f"{table}:{key}")
    for foreign in evidence.table(table).foreign_keys:
        cell = evidence.text(cells, foreign.column)
        for name in foreign.names(cell) if cell else ():
            yield _target(foreign, name)


def _target(foreign: ForeignKey, name: str) -> tuple[str, str]:
    if foreign.named_by:  # in this book always the id
        return foreign.tables[0], name
    table, _, key = name.partition(":")
    return table, key


def _released(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows as others get them."""
    found = frame.drop(columns=list(_LEFT_OUT.get(table, ())))
    if table == "claims":
        found["statement"] = [results.claim_statement(str(name)) for name in found.index]
    for column in dated(table):
        if column in found:
            spans = [dates.parse(str(text)) if pd.notna(text) else None for text in found[column]]
            for end in _ENDS:
                days = [getattr(span, end, None) for span in spans]
                at = list(found).index(column) + 1 + _ENDS.index(end)
                found.insert(
                    at, f"{column}_{end}", pd.Series(list(map(_iso, days)), found.index, dtype="str")
                )
    if TERMS not in found:
        found[TERMS] = pd.Series(
            [_terms(table, cells) for _, cells in frame.iterrows()], found.index, dtype="str"
        )
    return found


def dated(table: str) -> list[str]:
    """The columns of a table that hold EDTF and may hold more than a day."""
    return [
        name
        for name, field in evidence.table(table).fields.items()
        if field.get("romsov:format") == "edtf" and name not in ("checked", "verified")
    ]


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _terms(table: str, cells: Any) -> str:
    if table not in _OF_OTHERS:
        return OURS
    source = evidence.text(cells, "source") or evidence.text(
        evidence.row(f"series:{cells['series']}"), "source"
    )
    return evidence.text(evidence.row(f"sources:{source}"), TERMS)


def described(table: str) -> list[dict[str, Any]]:
    """The fields of a released table, in the order of its columns: those of its descriptor, and those added."""
    found: list[dict[str, Any]] = []
    for name, field in evidence.table(table).fields.items():
        if name in _LEFT_OUT.get(table, ()):
            continue
        kept = {key: value for key, value in field.items() if key not in ("romsov:hints", "romsov:maxWords")}
        found.append(kept)
        if name in dated(table):
            words = {"earliest": "First", "latest": "Last"}
            found += [
                {
                    "name": f"{name}_{end}",
                    "type": "date",
                    "title": f"{words[end]} day of {name}",
                    "description": f"{words[end]} day that {name} can mean; empty at an open end.",
                }
                for end in _ENDS
            ]
    if TERMS not in [field["name"] for field in found]:
        found.append(
            {
                "name": TERMS,
                "type": "string",
                "description": "Terms on which the row may be passed on: ours, or those its source states.",
                "constraints": {"required": True},
            }
        )
    return found
