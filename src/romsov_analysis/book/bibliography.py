"""The bibliography of the book as BibTeX, made from the registers `sources` and `documents`.

Authors and titles stand in one place; a citation key is the id of a row.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from romsov_analysis import evidence

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FILE = "references.bib"

# Register column → BibTeX field. `container` depends on the entry type.
_FIELDS = {
    "author": "author",
    "editor": "editor",
    "title": "title",
    "publisher": "publisher",
    "date": "year",
    "locator": "note",
    "address": "url",
}
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


def bibtex() -> str:
    """Every row of both registers as a BibTeX entry, in the order of the registers."""
    entries = []
    for table in ("documents", "sources"):
        for key, cells in evidence.load(table).iterrows():
            entries.append(_entry(str(key), cells))
    return "\n\n".join(entries) + "\n"


def _entry(key: str, cells: pd.Series[Any]) -> str:
    fields = {}
    for column, field in _FIELDS.items():
        if not pd.isna(cells[column]):
            fields[field] = _year(str(cells[column])) if column == "date" else str(cells[column])
    if not pd.isna(cells["container"]):
        fields[_CONTAINER.get(str(cells["type"]), "howpublished")] = str(cells["container"])
    # Braces keep the capitals of the title as the register has them.
    fields["title"] = "{" + fields["title"] + "}"
    kind = _TYPES.get(str(cells["type"]), str(cells["type"]))
    # A style asks a book for its publisher and a chapter for its book; without them the entry is of no kind.
    if not _NEEDED.get(kind, set()) <= set(fields):
        kind = "misc"
        if "booktitle" in fields:
            fields["howpublished"] = fields.pop("booktitle")
    lines = [f"  {field} = {{{_escape(field, value)}}}," for field, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _year(edtf: str) -> str:
    """The years of an EDTF date, since a bibliography's style shows no more: 1926/1945 → 1926–1945."""
    return "–".join(dict.fromkeys(part[:4] for part in edtf.split("/") if part[:4].isdigit()))


def _escape(field: str, value: str) -> str:
    return value if field == "url" else value.replace("&", r"\&").replace("%", r"\%")


def _write(app: Sphinx, _config: Config) -> None:
    """Write the file before the bibliography's own extension looks for it."""
    (Path(app.srcdir) / FILE).write_text(bibtex(), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Write the bibliography at the start of each build."""
    app.connect("config-inited", _write)
