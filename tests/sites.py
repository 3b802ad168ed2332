"""Small books of a test's own, built with Sphinx directly."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis.ledger import Ledger
from romsov_analysis.results import Result

CLAIM = "cs.multiplier"
# The pages that entries stand on; without them nothing that is named has an entry.
ENTRIES = {
    "results-05": "# Results of chapter 05\n\n```{results-list} 05\n```\n",
    "claims": "# Claims\n\n```{claims-list}\n```\n",
    "people": "# People\n\n```{people-list}\n```\n",
    "sources": "# Sources\n\n```{sources-list}\n```\n",
}
RESULTS = [
    Result(
        "goods.grain",
        1.32,
        1.3,
        1.34,
        "times",
        "price ÷ price",
        ("price_series:us_wpi_all/1944",),
        "Grain & oil",
    ),
    Result("goods.twice", 2.64, 2.6, 2.68, "times", "2 × grain", ("result:goods.grain",), "Twice"),
    Result.whether("goods.dear", True, "result:goods.grain", formula="> 1", title="Grain became dearer"),
    Result.whether("goods.cheap", False, "result:goods.grain", formula="< 1", title="Grain became cheaper"),
]


@dataclass(frozen=True)
class Book:
    """A built book: its folder, what Sphinx said, and the application."""

    folder: Path
    said: str
    app: Any

    def page(self, name: str) -> str:
        return (self.folder / f"{name}.html").read_text(encoding="utf-8")

    def text(self, name: str) -> str:
        """The text of a page, tags left out."""
        body = self.page(name).partition('<div class="body" role="main">')[2] or self.page(name)
        return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def notebook(*cells: str | Sequence[Any], results: Sequence[Result] = RESULTS) -> nbformat.NotebookNode:
    """A notebook that stores some results; a text is a Markdown cell, a list of displays a code cell."""
    found = [nbformat.v4.new_markdown_cell("# 05 What did it cost?")]
    for number, content in enumerate([*cells, [Ledger(results).show()]], 1):
        if isinstance(content, str):
            found.append(nbformat.v4.new_markdown_cell(content))
            continue
        outputs = [
            nbformat.v4.new_output("display_data", data=dict(display.bundle), metadata={})
            for display in content
        ]
        found.append(nbformat.v4.new_code_cell("ledger", execution_count=number, outputs=outputs))
    made = nbformat.v4.new_notebook(cells=found)
    made.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    for position, cell in enumerate(made.cells):
        cell["id"] = f"cell-{position}"
    return made


def build(
    tmp_path: Path,
    pages: Mapping[str, str],
    chapter: nbformat.NotebookNode | None = None,
    *,
    builder: str = "html",
    parallel: int = 0,
    **settings: Any,
) -> Book:
    """A book of these pages (name → Markdown), its notebook, and the pages that have the entries."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    source = tmp_path / "source"
    (source / "notebooks").mkdir(parents=True, exist_ok=True)
    chapter = chapter or notebook()
    (source / "notebooks" / "05_cost.ipynb").write_text(json.dumps(chapter), encoding="utf-8")
    whole = {"index": "# The book\n", **ENTRIES, **pages}
    tree = "\n".join(
        ["", "```{toctree}", "notebooks/05_cost", *(name for name in whole if name != "index"), "```", ""]
    )
    for name, text in whole.items():
        content = text + tree if name == "index" else text
        (source / f"{name}.md").write_text(content, encoding="utf-8")
    said = io.StringIO()
    configured = {
        "extensions": ["myst_nb", "romsov_analysis.book"],
        "nb_execution_mode": "off",
        "myst_enable_extensions": ["colon_fence", "deflist", "smartquotes"],
        "html_theme": "basic",
        "nitpicky": True,
        **settings,
    }
    with warnings.catch_warnings(), patch_docutils(), docutils_namespace():
        warnings.simplefilter("ignore")
        app = Sphinx(
            source, None, tmp_path / builder, tmp_path / f"{builder}-trees", builder,
            confoverrides=configured, status=None, warning=said, parallel=parallel,
        )  # fmt: skip
        app.build()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said.getvalue()).replace(f"{source}/", "")
    return Book(tmp_path / builder, plain, app)
