"""What is built with own tables says so everywhere, and leaves nothing behind; what else is refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, python
from romsov_analysis import evidence
from romsov_analysis.book import build, rows, staging
from romsov_analysis.runs import inputs, places, tables

SAID = "Computed with own tables, not with the book&#39;s: "


def romsov(checkout: Path, *verb: str, **environment: str) -> tuple[int, str]:
    """Run a verb in a checkout with code of its own."""
    done = python(checkout, "-m", "romsov_analysis", *verb, measured=False, **environment)
    return done.returncode, done.stdout + done.stderr


def site_of(checkout: Path) -> dict[str, bytes]:
    site = checkout / "book/_build/html"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.fixture
def whole(checkout: Path) -> Path:
    """A checkout with code and tables of its own."""
    shutil.copytree(ROOT / "src", checkout / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "requirements.lock", checkout / "requirements.lock")
    return checkout


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Own tables: another price, and a correction more."""
    folder = tmp_path / "far" / "mine"
    folder.mkdir(parents=True)
    ours = ROOT / "src/romsov_analysis/data/price_series.csv"
    text = ours.read_text(encoding="utf-8")
    assert "\nus_wpi_all,1944,17.908," in text
    edited = text.replace("\nus_wpi_all,1944,17.908,", "\nus_wpi_all,1944,40,")
    (folder / "price_series.csv").write_text(edited, encoding="utf-8")
    header, first, *_ = (ROOT / "seeds/corrections.csv").read_text(encoding="utf-8").splitlines()
    row = first.replace(first.split(",")[0], "cs.of_mine", 1)
    (folder / "corrections.more.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    return folder


def test_own_tables_are_named_everywhere_and_nothing_of_them_stays(whole: Path, mine: Path) -> None:
    own = {"ROMSOV_EVIDENCE": str(mine)}
    status, said = romsov(whole, "book")
    assert status == 0, said
    ours, notebooks = site_of(whole), (whole / "notebooks").glob("*.ipynb")
    stored = {path: path.read_bytes() for path in notebooks}

    # A mix of their tables and our outputs is refused, and ours and theirs likewise.
    status, said = romsov(whole, "book", **own)
    assert status == 1
    assert (
        "05_reparations_valuation.ipynb is not what would be computed now: own table price_series, row "
        in said
    )
    assert "us_wpi_all/1944. Run: make run NB=05 (or: romsov run 05)" in said
    assert site_of(whole) == ours
    resting = sorted(set(re.findall(r"make run NB=(\d\d)", said)))
    assert "05" in resting
    for number in resting:
        assert romsov(whole, "run", number, **own)[0] == 0
    status, said = romsov(whole, "book")
    assert status == 1
    assert "us_wpi_all/1944 (an own table when the outputs were stored)" in said
    assert site_of(whole) == ours

    status, said = romsov(whole, "book", **own)
    assert status == 0, said
    theirs = site_of(whole)
    pages = [name for name in theirs if name.endswith(".html")]
    assert len(pages) > 20
    for name in pages:
        page = theirs[name].decode()
        assert page.count(f'<p class="own-tables" role="note">{SAID}') == 1, name
    front = theirs["index.html"].decode()
    line = re.search(rf"{SAID}([^<]*)<", front)
    assert line is not None
    assert line[1] == (
        "price_series, row us_wpi_all/1944; corrections, row cs.of_mine; from the folder mine."
    )
    assert "Rests on own tables, not on the book's: price_series:us_wpi_all/1944." in front
    assert "in an own table, not the book&#39;s" in theirs["results-05.html"].decode()
    assert "Computed with own tables" in theirs["references.bib"].decode()
    assert [name for name, content in theirs.items() if str(mine.parent).encode() in content] == []

    # Back: the same runs without them, and the site is that of the clean build.
    for number in resting:
        assert romsov(whole, "run", number)[0] == 0
    assert {path: path.read_bytes() for path in stored} == stored
    assert romsov(whole, "book")[0] == 0
    assert site_of(whole) == ours


def test_what_changes_while_the_book_is_built_ends_the_build(whole: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "romsov_analysis", "book"],
        cwd=whole,
        env={**os.environ, "PYTHONPATH": str(whole / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while process.poll() is None and not (whole / "book/_build/work/_build").is_dir():
            time.sleep(0.01)
        table = whole / "seeds/corrections.csv"
        before = table.read_text(encoding="utf-8")
        table.write_text(before.replace(" the ", " that ", 1), encoding="utf-8")
        assert table.read_text(encoding="utf-8") != before
        _, said = process.communicate(timeout=600)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 1
    assert "changed while the book was built: build it again." in said
    assert not (whole / "book/_build/html").exists()


# --- without a build ---------------------------------------------------------------------------------------------


@pytest.fixture
def own_rows(mine: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(mine))
    rows.clear_cache()
    yield
    monkeypatch.undo()
    rows.clear_cache()
    evidence.clear_cache()


@pytest.mark.usefixtures("own_rows")
def test_a_row_of_ones_own_says_that_it_is_one() -> None:
    assert rows.own() == {"price_series:us_wpi_all/1944", "corrections:cs.of_mine"}
    assert rows.describe("price_series:us_wpi_all/1944").known == "in an own table, not the book's"
    assert rows.describe("price_series:us_wpi_all/1945").known == "read in a copy of the source"


def test_the_book_without_own_tables_has_none() -> None:
    assert tables.differing() == {}
    assert rows.own() == frozenset()


def test_an_own_table_that_says_what_ours_says_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(ROOT / "seeds/letters.csv", tmp_path / "letters.csv")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    assert tables.differing() == {}


def test_a_page_or_notebook_that_is_not_among_the_contents_is_refused(checkout: Path, tmp_path: Path) -> None:
    shutil.copyfile(checkout / "notebooks/07_road_to_rupture.ipynb", checkout / "notebooks/10_left.ipynb")
    (checkout / "book/old.md").write_text("# Old\n", encoding="utf-8")
    with pytest.raises(places.RunError) as refused:
        staging.stage(checkout, tmp_path / "staged")
    assert [
        line.partition(" has no place in the book: add a line")[0] for line in str(refused.value).splitlines()
    ] == [
        "notebooks/10_left.ipynb",
        "old.md",
    ]


def test_a_stale_notebook_is_refused_before_anything_is_staged(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "stage", None)
    path = checkout / "notebooks/07_road_to_rupture.ipynb"
    notebook = places.read(path)
    notebook["metadata"]["romsov"]["inputs"]["modules"]["results/result.py"] = "another"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert build.main(checkout, Path("book/_build/html")) == 1
    said = capsys.readouterr().err
    assert (
        "07_road_to_rupture.ipynb is not what would be computed now: module results/result.py. Run: " in said
    )
    assert "the last good site, if any, is untouched" in said


def test_stored_digests_are_those_of_the_tables_and_modules_here() -> None:
    for path in places.notebooks(ROOT):
        notebook = places.read(path)
        ours = notebook["metadata"]["romsov"]
        changed = inputs.changed(ours["inputs"], inputs.now(ours["inputs"], notebook))
        assert changed == [], f"{path.name}; renew with: make run NB={places.number(path)}"
        assert ours["outputs"] == inputs.outputs(notebook), path.name
