"""A checkout of two small notebooks and a page, run once for all tests that need stored outputs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from tiny import tagged, write

from romsov_analysis.runs import filling, running

STORY = """\
# Tiny

Three factors are [](result:tiny.sum?unit). That is [a large number](holds:tiny.large), as was to be shown.

Some [](claim:cs.killed) fell.
"""
CODE = """\
from romsov_analysis import evidence
from romsov_analysis.ledger import Ledger
from romsov_analysis.results import Estimate, Result

ledger = Ledger()
number = Estimate.exactly(3 * factor, f"parameter:factor={factor}")
row = "price_series:us_wpi_all/1944"
price = Estimate.exactly(evidence.row(row)["value"], row)
ledger.add(Result.of("tiny.sum", number, unit="times", formula="3 × factor", title="three factors"))
ledger.add(Result.of("tiny.price", price, unit="times", formula="as it stands", title="price in 1944"))
ledger.add(Result.whether("tiny.large", factor > 1, "units:times", formula="> 1", title="factor is large"))
ledger.show()
"""
ANSWER = """ledger.answer("Is it so?", f"It is {ledger['tiny.sum']:ref unit}.", "And there is more.")"""


@pytest.fixture(scope="session")
def _once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tiny")
    cells = [new_markdown_cell(STORY), tagged("factor = 2"), new_code_cell(CODE), new_code_cell(ANSWER)]
    paths = [
        write(root / "notebooks" / "01_tiny.ipynb", *cells),
        write(root / "notebooks" / "02_other.ipynb", new_markdown_cell("# Other"), new_code_cell("6 * 7")),
    ]
    for path in paths:
        running.execute(path, report=lambda _: None)
    (root / "book").mkdir()
    (root / "book" / "index.md").write_text("# Book\n\nIt is [](result:tiny.sum).\n", encoding="utf-8")
    filling.fill(root, lambda _: None)
    return root


@pytest.fixture
def tiny(_once: Path, tmp_path: Path) -> Path:
    """A copy of the checkout, to break."""
    shutil.copytree(_once, tmp_path / "tiny")
    return tmp_path / "tiny"


@pytest.fixture
def edit(tiny: Path) -> Callable[[str, Callable[[Any], None]], Path]:
    """Changes a notebook of the checkout in place."""

    def change(name: str, how: Callable[[Any], None]) -> Path:
        (path,) = (tiny / "notebooks").glob(f"{name}_*.ipynb")
        notebook = nbformat.read(path, as_version=4)
        how(notebook)
        path.write_text(running.text_of(notebook), encoding="utf-8")
        return path

    return change


@pytest.fixture
def own_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Puts a table of the analyst's own, changed at one place, in the place of ours."""
    from romsov_analysis import evidence

    folder = tmp_path / "own"

    def write_table(name: str, old: str, new: str) -> Path:
        folder.mkdir(exist_ok=True)
        text = evidence.table(name).path.read_text(encoding="utf-8")
        assert old in text
        (folder / f"{name}.csv").write_text(text.replace(old, new), encoding="utf-8")
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))
        return folder

    yield write_table
    monkeypatch.undo()
    evidence.clear_cache()
