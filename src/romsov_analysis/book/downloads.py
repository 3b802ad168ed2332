"""What the site offers for download: the releases, the ledger, and the numbers that each figure names.

They stand below ``data/`` in the finished site, as CSV (the ledger as JSON too).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from romsov_analysis import ledger, releases
from romsov_analysis.book import domain
from romsov_analysis.book.registers import slug
from romsov_analysis.book.registers.releases import package_of
from romsov_analysis.results import references
from romsov_analysis.results.formatting import format_record
from romsov_analysis.runs import handing

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "data"
LEDGER = ("ledger.csv", "ledger.json")
_COLUMNS = ("id", "title", "text", "value", "low", "high", "unit", "formula", "evidence")


def rows(entries: Iterable[ledger.Entry]) -> list[dict[str, Any]]:
    """Results as plain rows: what they are, the number as printed and as stored, how and from what it was computed."""
    found = []
    for entry in entries:
        record = dict(entry.record) | {"text": format_record(entry.record, "unit")}
        record["evidence"] = list(record["evidence"])
        row = {name: record[name] for name in _COLUMNS}
        found.append(row | {"chapter": entry.notebook[:2], "cell": entry.cell})
    return found


def as_csv(found: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV; several ids in one cell are parted by semicolons, a missing number is an empty cell."""
    written = io.StringIO()
    writer = csv.DictWriter(written, [*_COLUMNS, "chapter", "cell"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "evidence": ";".join(row["evidence"])} for row in found)
    return written.getvalue().encode()


def figure_id(cell: int, output: int) -> str:
    """The id of a figure on its page, from the places of its cell among all cells and of its output in the cell."""
    return f"fig-{slug('c', str(cell))}-{output}"


def named_in_figures(notebook: Path) -> dict[str, list[str]]:
    """Figure → the results that its title, caption and alt text name, each once; none without any."""
    found: dict[str, list[str]] = {}
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    for position, cell in enumerate(cells):
        title, figure = "", ""
        for number, output in enumerate(cell.get("outputs", ())):
            data = output.get("data", {})
            text = data.get(ledger.TEXT_MIME, {})
            if text.get("kind") == "title":
                title = " ".join(text["sentences"])
            elif "image/svg+xml" in data:
                figure = figure_id(position, number)
            elif text.get("kind") == "caption" and figure:
                said = " ".join([title, text.get("alt", ""), *text["sentences"]])
                named = [reference.id for reference in references(said) if reference.kind == "result"]
                found |= {figure: list(dict.fromkeys(named))} if named else {}
                title, figure = "", ""
    return found


def figure_file(notebook: str, figure: str) -> str:
    """Where the numbers of a figure stand, below the root of the site."""
    return f"{FOLDER}/figures/{notebook[:2]}-{figure.removeprefix('fig-c-')}.csv"


def files(source: Path, known: Mapping[str, ledger.Entry]) -> dict[str, bytes]:
    """Everything that is offered: path below the root of the site → content."""
    found: dict[str, bytes] = {}
    for name in releases.RELEASES:
        package = package_of(name)
        found[f"{FOLDER}/{name}.zip"] = package.archive
        found |= {f"{FOLDER}/{name}/{file}": content for file, content in package.files.items()}
    archives = {f"{name}.zip": found[f"{FOLDER}/{name}.zip"] for name in releases.RELEASES}
    found[f"{FOLDER}/{handing.SUMS}"] = releases.sums(archives).encode()
    whole = rows(known.values())
    found[f"{FOLDER}/{LEDGER[0]}"] = as_csv(whole)
    found[f"{FOLDER}/{LEDGER[1]}"] = (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()
    for path in sorted((source / "notebooks").glob("*.ipynb")):
        for figure, names in named_in_figures(path).items():
            found[figure_file(path.stem, figure)] = as_csv(rows(known[name] for name in names))
    return found


def _write(app: Sphinx, error: Exception | None) -> None:
    """Put the files below the root of the finished site."""
    if error is None and app.builder.format == "html":
        for name, content in files(Path(app.srcdir), domain.of(app.env).store.ledger).items():
            path = Path(app.outdir) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def setup(app: Sphinx) -> None:
    """Write the files when the site is built."""
    app.connect("build-finished", _write)
