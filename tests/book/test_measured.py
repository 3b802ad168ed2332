"""What was measured of the book, what can be counted in it, and what changed since an earlier edition."""

from __future__ import annotations

import datetime
import html
import json
import re
from pathlib import Path

import measure
import pytest
import sites
import yaml

from conftest import ROOT
from romsov_analysis import __version__
from romsov_analysis.book import measured
from romsov_analysis.ledger import Ledger

LEDGER = Ledger(sites.RESULTS)
NOTE = "# Reproduction\n\n```{reproduction-note}\n```\n"


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    """A chapter of three code cells: an answer, a table with a picture behind it, results."""
    from nbformat.v4 import new_output

    made = sites.notebook([LEDGER.answer("Why?", "It was <cheap>.")], [LEDGER.claims("Claims", sites.CLAIM)])
    made.cells[2].outputs.append(
        new_output("display_data", data={"image/svg+xml": "<svg/>", "text/plain": "a"})
    )
    path = tmp_path / "05_cost.ipynb"
    path.write_text(json.dumps(made), encoding="utf-8")
    return path


def test_cells_outputs_and_figures_are_counted(chapter: Path) -> None:
    assert measured.counts(chapter) == measured.Counts(cells=3, outputs=4, figures=1)


def test_a_state_is_code_outputs_and_locks_and_no_prose(chapter: Path) -> None:
    locks = {"requirements.lock": "a"}
    first = measured.state([chapter], locks)
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("05 What did it cost?", "05 What was paid?"), encoding="utf-8")
    assert measured.state([chapter], locks) == first
    assert measured.state([chapter], {"requirements.lock": "b"}) != first
    for old, new in (('"source": "ledger"', '"source": "other"'), ("<cheap>", "<dear>")):
        assert old in text
        chapter.write_text(text.replace(old, new), encoding="utf-8")
        assert measured.state([chapter], locks) != first


def test_findings_that_differ_are_told_chapter_by_chapter() -> None:
    before, now = {"02": "no", "03": "yes", "05": "half"}, {"02": "no", "03": "partly", "07": "new"}
    assert measured.changed(before, now) == [("03", "yes", "partly"), ("05", "half", ""), ("07", "", "new")]


def said(folder: Path, chapter: Path, **notes: object) -> str:
    """The page of a small book with these notes beside its pages."""
    source = folder / "source"
    source.mkdir()
    for name, content in notes.items():
        (source / f"{name}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    notebook = sites.nbformat.read(chapter, as_version=4)
    book = sites.build(
        folder, {"reproduction": NOTE}, notebook, html_context={"locks": {"requirements.lock": "abc"}}
    )
    assert book.said == ""
    return html.unescape(re.sub(r"\s+", " ", book.text("reproduction")))


def test_the_page_says_what_was_measured_on_which_state(chapter: Path, tmp_path: Path) -> None:
    state = measured.state([chapter], {"requirements.lock": "abc"})
    day = datetime.date(2026, 11, 26)
    notes = {
        "pythons": {
            "3.11": {"version": "3.11.9", "system": "Linux x", "notebooks": 1, "cells": 3, "date": day, "state": state}
        },
        "coverage": {"date": day, "state": "old", "folders": {"evidence": 97.5}},
    }  # fmt: skip
    page = said(tmp_path, chapter, measured=notes)
    assert (
        "1 notebook with 3 cells of code; 4 outputs are compared with a fresh execution, 1 figure among them"
        in page
    )
    assert (
        "Python 3.11.9 on Linux x: 1 notebook, 3 cells; 26 November 2026, on this very state of the book"
        in page
    )
    assert "evidence 97.5" in page
    assert "26 November 2026, on an earlier state of the book ( old )" in page
    assert page.count("Not measured.") == 2
    assert "It is the first edition" in page


def test_the_page_says_what_changed_since_the_last_edition(chapter: Path, tmp_path: Path) -> None:
    before = {"0.0.1": {"findings": {"05": "Dear."}}, "0.0.2": {"findings": {"05": "It was <dear>."}}}
    page = said(tmp_path, chapter, editions=before | {__version__: {"findings": {}}})
    assert "What changed since version 0.0.2, finding by finding:" in page
    assert "05 It was <dear>. It was <cheap>." in page


def test_an_edition_without_a_change_says_so(chapter: Path, tmp_path: Path) -> None:
    page = said(tmp_path, chapter, editions={"0.0.2": {"findings": {"05": "It was <cheap>."}}})
    assert "No finding differs from that of version 0.0.2." in page


def test_the_committed_note_has_dated_parts() -> None:
    note = measured.noted(ROOT / "book", measured.MEASURED)
    assert {"pythons", "anchors"} <= set(note) <= set(measure.PARTS)
    for found in [*note.pop("pythons").values(), *note.values()]:
        assert datetime.date.fromisoformat(str(found["date"])).year >= 2026
        assert re.fullmatch(r"[0-9a-f]{12}", found["state"])
    assert note["anchors"]["found"] == note["anchors"]["anchors"] > 0


def test_an_edition_is_noted_beside_the_earlier_ones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "editions.yml").write_text("0.0.1: {findings: {'05': Dear.}}", encoding="utf-8")
    monkeypatch.setattr(measure, "BOOK", tmp_path)
    measure.main("edition")
    noted = measured.noted(tmp_path, measured.EDITIONS)
    assert list(noted) == ["0.0.1", __version__]
    assert set(noted[__version__]["findings"]) == {path.name[:2] for path in measure.notebooks()}
    assert not any("](" in finding for finding in noted[__version__]["findings"].values())


def test_a_part_is_measured_anew_and_the_others_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "measured.yml").write_text(
        "bench: {cores: 2}\ncoverage: {folders: {book: 1}}", encoding="utf-8"
    )
    report = tmp_path / "report.json"
    counted = {"summary": {"covered_lines": 3, "num_statements": 4}}
    report.write_text(json.dumps({"files": {"src/romsov_analysis/book/a.py": counted}}), encoding="utf-8")
    monkeypatch.setattr(measure, "BOOK", tmp_path)
    monkeypatch.setattr(measure, "COVERAGE", report)
    measure.main("coverage")
    note = measured.noted(tmp_path, measured.MEASURED)
    assert note["bench"] == {"cores": 2}
    assert note["coverage"]["folders"] == {"book": 75.0}
