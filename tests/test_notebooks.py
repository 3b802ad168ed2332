"""Notebooks as source: short cells, an analysis in view, nothing stored that nothing names."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from romsov_analysis.ledger import TABLE_MIME, TEXT_MIME, Parameters, read_ledger
from romsov_analysis.results import references

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# What a cell does → how many lines it may have.
LONGEST = {
    "parameters": 12,
    "chapter": 8,
    "model": 10,
    "answer": 20,
    "conclusion": 20,
    "verdict": 1,
    "table": 3,
    "claims": 8,
    "people": 8,
    "figure": 14,
    "show": 1,
}
WIDEST = 100
LARGEST = 800_000  # bytes of a notebook

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@cache
def cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def code(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(place, source, tags) of every code cell."""
    for position, cell in enumerate(cells(path), start=1):
        if cell["cell_type"] == "code":
            yield f"{path.stem}, cell {position}", "".join(cell["source"]), cell["metadata"].get("tags", [])


def kind_of(source: str, tags: list[str]) -> str:
    """What a cell does, by its tag or its last line."""
    if "parameters" in tags:
        return "parameters"
    if "chapter.compute(" in source:
        return "chapter"
    match = re.search(r"^ledger\.(\w+)\(", source, re.MULTILINE)
    return match[1] if match and source.lstrip().startswith("ledger.") and match[1] in LONGEST else "model"


def theme_of(path: Path) -> str:
    for _, source, _ in code(path):
        if match := re.search(r"from romsov_analysis\.themes\.(\w+) import .*\bchapter\b", source):
            return match[1]
    raise AssertionError(f"{path.stem} names no theme")


@each
def test_cells_are_short_and_do_one_thing(path: Path) -> None:
    for place, source, tags in code(path):
        kind = kind_of(source, tags)
        lines = source.splitlines()
        assert len(lines) <= LONGEST[kind], (
            f"{place}: {len(lines)} lines, a cell of kind {kind} has {LONGEST[kind]}"
        )
        assert not [line for line in lines if len(line) > WIDEST], place


@each
def test_cells_hold_no_algorithm(path: Path) -> None:
    banned = (
        ast.FunctionDef,
        ast.Lambda,
        ast.ClassDef,
        ast.For,
        ast.While,
        ast.comprehension,
        ast.If,
        ast.Try,
    )
    for place, source, _ in code(path):
        found = [type(node).__name__ for node in ast.walk(ast.parse(source)) if isinstance(node, banned)]
        assert not found, f"{place}: {', '.join(found)}"


@each
def test_no_result_is_named_by_hand_in_code(path: Path) -> None:
    known, _ = read_ledger(ROOT / "notebooks")
    for place, source, _ in code(path):
        texts = [
            node.value
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [text for text in texts if text in known or "(result:" in text], place


@each
def test_the_analysis_stands_in_view_and_is_checked(path: Path) -> None:
    models = [(source, tags) for _, source, tags in code(path) if kind_of(source, tags) == "model"]
    assert any("ledger.agree(" in source for source, _ in models), (
        f"{path.stem}: no cell of kind model is checked"
    )
    for source, tags in models:
        assert "hide-input" not in tags, source


@each
def test_the_first_cell_is_what_the_chapter_declares(path: Path) -> None:
    chapter = importlib.import_module(f"romsov_analysis.themes.{theme_of(path)}.chapter")
    assert isinstance(chapter.PARAMETERS, Parameters)
    (source,) = [source for _, source, tags in code(path) if "parameters" in tags]
    assert source == chapter.PARAMETERS.cell(), f"{path.stem}: the cell is to be what PARAMETERS.cell() gives"
    (call,) = [source for _, source, _ in code(path) if "chapter.compute(" in source]
    for parameter in chapter.PARAMETERS:
        assert re.search(rf"\b{parameter.name}=", call), f"{path.stem}: compute is not given {parameter.name}"


def named() -> set[str]:
    """Ids of results that a sentence, a table or a page names."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "book").glob("*.md")]
    for path in NOTEBOOKS:
        for cell in cells(path):
            if cell["cell_type"] == "markdown":
                texts.append("".join(cell["source"]))
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if text := data.get(TEXT_MIME):
                    texts += [text["question"], *text["sentences"], text.get("alt", "")]
                if table := data.get(TABLE_MIME):
                    texts += [table["caption"], *(cell for row in table["rows"] for cell in row)]
    return {found.id for text in texts for found in references(text) if found.kind in ("result", "holds")}


def test_only_what_is_named_is_stored() -> None:
    known, _ = read_ledger(ROOT / "notebooks")
    wanted, waiting = set(), sorted(named())
    while waiting:
        name = waiting.pop()
        if name not in wanted and name in known:
            wanted.add(name)
            rows = known[name].record["evidence"]
            waiting += [row.removeprefix("result:") for row in rows if row.startswith("result:")]
    idle = sorted(set(known) - wanted)
    assert not idle, f"stored, and neither named nor rested on: {', '.join(idle)}"


@each
def test_a_notebook_stays_small_enough_to_open(path: Path) -> None:
    assert path.stat().st_size <= LARGEST
