"""A release as files: tables as CSV, their descriptor, a codebook, and one file that holds them all.

The same tables give the same bytes on every machine.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis import __released__, __version__, evidence
from romsov_analysis.releases.contents import OURS, TERMS, Release, described, named, tables

BOOK = "Romania and the Soviet Union, 1918–1989"
AUTHORS = "The authors of romsov-analysis"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DESCRIPTOR, CODEBOOK = "datapackage.json", "CODEBOOK.md"

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
_MOST_VALUES = 12  # of a column that are listed where its descriptor does not list them all


@dataclass(frozen=True)
class Variable:
    """A column in the codebook; `values` are its values with their numbers of rows, `span` its ends in words."""

    name: str
    kind: str
    meaning: str
    filled: int
    values: tuple[tuple[str, int], ...] = ()
    span: str = ""


@dataclass(frozen=True)
class TableOfPackage:
    """A table in the codebook; `named` of whose rows only those that others name are in the release."""

    name: str
    title: str
    about: str
    rows: int
    named: bool
    variables: tuple[Variable, ...]

    @property
    def path(self) -> str:
        """Its file."""
        return f"{self.name}.csv"


@dataclass(frozen=True)
class Package:
    """A release as it is handed out.

    Attributes
    ----------
    release
        What it is.
    notice
        What is to be said above it, where it does not hold the book's own tables.
    tables
        Its codebook.
    files
        Name → content, in order; the descriptor first.
    archive
        The same as one zip file.
    digest
        SHA-256 of the digests of its tables, as ``sha256sum *.csv | sha256sum`` gives it.
    """

    release: Release
    notice: str
    tables: tuple[TableOfPackage, ...]
    files: Mapping[str, bytes]
    archive: bytes
    digest: str

    @property
    def citation(self) -> str:
        """How to cite it."""
        return _citation(self.release, self.digest)


def package(name: str, notice: str = "") -> Package:
    """A release with its files.

    Parameters
    ----------
    name
        Of the release.
    notice
        What is to be said above it; empty where it holds the book's own tables.

    Raises
    ------
    EvidenceError
        If there is no release of this name, or a row breaks a rule.
    """
    release = named(name)
    frames = tables(name)
    codebook = tuple(_table(table, frame, table not in release.tables) for table, frame in frames.items())
    contents = {f"{table}.csv": _csv(frame) for table, frame in frames.items()}
    digest = _sha256(sums(contents).encode())
    descriptor = _descriptor(release, notice, contents, digest, list(frames))
    texts = {DESCRIPTOR: descriptor, CODEBOOK: _written(release, notice, codebook, digest)}
    files = {name: text.encode() for name, text in texts.items()} | contents
    return Package(release, notice, codebook, files, _zipped(files), digest)


def sums(files: Mapping[str, bytes]) -> str:
    """SHA-256 of files as ``sha256sum`` writes and checks them, in the order of names."""
    return "".join(f"{_sha256(files[name])}  {name}\n" for name in sorted(files))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _citation(release: Release, digest: str) -> str:
    return (
        f"{AUTHORS} ({__released__[:4]}): {release.title}. Version {__version__}, data set, SHA-256 {digest[:12]}…; "
        f"in: {BOOK}."
    )


def _csv(frame: pd.DataFrame) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*([_cell(cell) for cell in frame[column]] for column in frame), strict=True))
    return written.getvalue().encode()


def _cell(cell: Any) -> str:
    if pd.isna(cell):
        return ""
    return format(cell, ".12g") if isinstance(cell, float) else str(cell)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """One file of all; uncompressed, since compressed bytes differ from library to library."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


# --- the descriptor -----------------------------------------------------------------------------------------


def _descriptor(
    release: Release, notice: str, contents: Mapping[str, bytes], digest: str, names: Sequence[str]
) -> str:
    resources = []
    for name in names:
        table, content = evidence.table(name), contents[f"{name}.csv"]
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "title": table.title,
                "description": table.description,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{_sha256(content)}",
                "schema": _schema(name, names),
            }
        )
    terms = f"{OURS}; numbers and codings of others keep the terms that stand in the column {TERMS}"
    whole = {
        "profile": "tabular-data-package",
        "name": release.name,
        "title": release.title,
        "description": " ".join(filter(None, (notice, release.about, release.caution))),
        "version": __version__,
        "created": f"{__released__}T00:00:00Z",
        "keywords": list(release.keywords),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": terms}],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "romsov:citation": _citation(release, digest),
        "romsov:digest": f"sha256:{digest}",
        "resources": resources,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _schema(name: str, present: Sequence[str]) -> dict[str, Any]:
    table = evidence.table(name)
    fields = described(name)
    kept = {field["name"] for field in fields}
    keys = [
        {"fields": key.column, "reference": {"resource": key.tables[0], "fields": key.named_by}}
        for key in table.foreign_keys
        if key.named_by and not key.separators and key.tables[0] in present and key.column in kept
    ]
    schema = {"fields": fields, "primaryKey": table.schema["primaryKey"], "missingValues": [""]}
    return schema | ({"foreignKeys": keys} if keys else {})


# --- the codebook -------------------------------------------------------------------------------------------


def _table(name: str, frame: pd.DataFrame, others: bool) -> TableOfPackage:
    table = evidence.table(name)
    variables = tuple(_variable(field, frame[field["name"]]) for field in described(name))
    return TableOfPackage(name, table.title, table.description, len(frame), others, variables)


def _variable(field: Mapping[str, Any], column: pd.Series[Any]) -> Variable:
    filled = column.dropna()
    counts = filled.astype(str).value_counts()
    listed = [str(value) for value in field.get("constraints", {}).get("enum", ())]
    if not listed and field["name"] == TERMS and len(counts) <= _MOST_VALUES:
        listed = sorted(counts.index)
    span = ""
    if field["type"] in ("number", "integer", "date") and len(filled):
        span = f"{_cell(filled.min())} to {_cell(filled.max())}"
    kind = "EDTF date" if field.get("romsov:format") == "edtf" else str(field["type"])
    values = tuple((value, int(counts.get(value, 0))) for value in listed)
    return Variable(field["name"], kind, str(field["description"]), len(filled), values, span)


def _written(release: Release, notice: str, codebook: Sequence[TableOfPackage], digest: str) -> str:
    """The codebook in Markdown."""
    lines = [
        f"# {release.title}",
        *filter(None, (notice, release.about, release.caution)),
        f"How to cite: {_citation(release, digest)} Beside it, please cite the source of a number or coding that is "
        "not ours: sources.csv has it.",
        f"Terms: {OURS} ({LICENCE}); numbers and codings of others keep the terms that stand in the column {TERMS}.",
        f"SHA-256 of the tables, as `sha256sum *.csv | sha256sum` gives it: {digest}",
        f"Dates are EDTF (ISO 8601-2); the first and the last day that one can mean stand beside it. In a cell that "
        f"holds several names a semicolon parts them. An empty cell is missing. Chapter {release.chapter} of the book "
        "is computed from these rows.",
    ]
    for table in codebook:
        only = " Only rows that the tables above name." if table.named else ""
        lines += [f"## {table.path}: {table.title}", f"{table.about} {table.rows} rows.{only}"]
        lines.append("\n".join(_line(variable) for variable in table.variables))
    return "\n\n".join(lines) + "\n"


def _line(variable: Variable) -> str:
    values = ", ".join(f"{value} ({count})" for value, count in variable.values)
    said = "; ".join(filter(None, (f"filled: {variable.filled}", variable.span, values)))
    return f"- `{variable.name}` ({variable.kind}): {variable.meaning} [{said}]"
