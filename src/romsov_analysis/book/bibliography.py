"""The works of both registers as a BibTeX file, for reference managers; the page of sources offers it.

A citation key is the id of a row. The book itself lists works from the registers and reads no BibTeX.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from romsov_analysis import evidence
from romsov_analysis.results.works import REGISTERS, bare, names
from romsov_analysis.runs import tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "references.bib"

# Register column → BibTeX field. `container` depends on the entry type.
_FIELDS = {"publisher": "publisher", "locator": "note", "address": "url"}
_CONTAINER = {
    "article": "journal",
    "incollection": "booktitle",
    "online": "howpublished",
    "misc": "howpublished",
}
# BibTeX's own styles know neither of these types.
_TYPES = {"online": "misc", "dataset": "misc", "report": "misc", "thesis": "misc"}
_NEEDED = {
    "article": {"author", "journal", "year"},
    "book": {"author", "publisher", "year"},
    "incollection": {"author", "booktitle", "publisher", "year"},
}
# What commands in LaTeX, and what would end a field or an entry; a cell is text there too.
_IN_TEXT = str.maketrans(
    {
        "$": r"\$",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
    }
)
_IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D"})
_MOST_COMMAS = 2  # in a name: von Last, Jr, First


class _Writer(Writer):  # type: ignore[misc]  # the library has no types
    """pybtex's writer; an address stays as it is, since no reference manager reads LaTeX in it."""

    def _write_field(self, stream: Any, type: str, value: str) -> None:
        if type == "url":
            stream.write(f",\n    url = {{{value.translate(_IN_ADDRESSES)}}}")
        else:
            super()._write_field(stream, type, value)


def bibtex() -> str:
    """Every row of both registers as a BibTeX entry, in the order of the registers."""
    entries = {
        str(key): _entry(cells) for table in REGISTERS for key, cells in evidence.load(table).iterrows()
    }
    said = [f"% {tables.notice(own)}\n\n"] if (own := tables.differing()) else []
    return "".join([*said, str(_Writer(encoding="UTF-8").to_string(BibliographyData(entries)))])


def _entry(cells: pd.Series[Any]) -> Entry:
    # Braces keep the capitals of the title as the register has them.
    fields = {"title": "{" + str(cells["title"]).translate(_IN_TEXT) + "}"}
    for column, field in _FIELDS.items():
        if text := evidence.text(cells, column):
            fields[field] = text if field == "url" else text.translate(_IN_TEXT)
    if year := _year(evidence.text(cells, "date")):
        fields["year"] = year
    kind = str(cells["type"])
    if container := evidence.text(cells, "container"):
        fields[_CONTAINER.get(kind, "howpublished")] = container.translate(_IN_TEXT)
    persons = {
        role: [_person(name) for name in names(text)]
        for role in ("author", "editor")
        if (text := evidence.text(cells, role))
    }
    kind = _TYPES.get(kind, kind)
    # A style asks a book for its publisher and a chapter for its book; without them the entry is of no kind.
    if not _NEEDED.get(kind, set()) <= {*fields, *persons}:
        kind = "misc"
        if "booktitle" in fields:
            fields["howpublished"] = fields.pop("booktitle")
    return Entry(kind, fields=fields, persons=persons)


def _person(name: str) -> Person:
    """A name; a body, and what is no name of a person, whole."""
    whole = bare(name) != name or name.count(",") > _MOST_COMMAS
    text = bare(name).translate(_IN_TEXT)
    return Person("{" + text + "}" if whole else text)


def _year(edtf: str) -> str:
    """The years of an EDTF date, since a bibliography shows no more: 1926/1945 → 1926–1945."""
    return "–".join(dict.fromkeys(part[:4] for part in edtf.split("/") if part[:4].isdigit()))


def _write(app: Sphinx, error: Exception | None) -> None:
    """Put the file at the root of the finished site."""
    if error is None and app.builder.format == "html":
        (Path(app.outdir) / FILE).write_text(bibtex(), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Write the file when the site is built."""
    app.connect("build-finished", _write)
