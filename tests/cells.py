"""Runs the code cells of a notebook in this process: what they display, under any parameters, without a kernel."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest

from romsov_analysis.ledger import TABLE_MIME, TEXT_MIME
from romsov_analysis.results import plain

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


@dataclass
class Shown:
    """What a notebook showed: every MIME bundle in order, and the names its cells left behind."""

    bundles: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)

    def texts(self, kind: str) -> list[str]:
        """The sentences of every display of a kind (answer, conclusion, caption), as a reader sees them."""
        return [
            plain(sentence)
            for bundle in self.bundles
            if bundle.get(TEXT_MIME, {}).get("kind") == kind
            for sentence in bundle[TEXT_MIME]["sentences"]
        ]

    def marks(self) -> list[tuple[str, str, str]]:
        """Tone, word and what it is said of, of every mark of the verdict, as a reader sees them."""
        return [
            (tone, word, plain(of))
            for bundle in self.bundles
            for tone, word, of in bundle.get(TEXT_MIME, {}).get("marks", ())
        ]

    def tables(self) -> dict[str, list[list[str]]]:
        """Caption → rows of every table, as a reader sees them."""
        return {
            plain(table["caption"]): [[plain(cell) for cell in row] for row in table["rows"]]
            for bundle in self.bundles
            if (table := bundle.get(TABLE_MIME))
        }

    def alts(self) -> list[str]:
        """The alt texts of the figures."""
        return [bundle["text/plain"] for bundle in self.bundles if "image/svg+xml" in bundle]

    def drawings(self) -> list[str]:
        """The figures, as SVG."""
        return [bundle["image/svg+xml"] for bundle in self.bundles if "image/svg+xml" in bundle]


def code_cells(number: str) -> list[tuple[str, list[str]]]:
    """(source, tags) of every code cell of a notebook."""
    (path,) = NOTEBOOKS.glob(f"{number}_*.ipynb")
    return [
        ("".join(cell["source"]), cell["metadata"].get("tags", []))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]


def run(number: str, **parameters: Any) -> Shown:
    """Run a notebook from the top under changed parameters."""
    shown = Shown()

    def display(*objects: Any, **_: Any) -> None:
        shown.bundles += [dict(shown_object._repr_mimebundle_()) for shown_object in objects]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", display)
        for source, tags in code_cells(number):
            tree = ast.parse(source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, f"{number}", "exec"), shown.names)
            if "parameters" in tags:
                unknown = set(parameters) - set(shown.names)
                assert not unknown, f"{number} has no parameters {unknown}"
                shown.names.update(parameters)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), number, "eval"), shown.names)
                if hasattr(value, "_repr_mimebundle_"):
                    display(value)
    plt.close("all")
    return shown
