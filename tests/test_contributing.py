"""The worked examples of CONTRIBUTING.md, each tried, and its picture of the house."""

from __future__ import annotations

import ast
import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from conftest import ROOT, python
from romsov_analysis import evidence, results

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "romsov_analysis"
EXAMPLES = re.findall(
    r"^`((?:seeds|src/romsov_analysis/data)/(\w+)\.csv)`\n\n```csv\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE
)
FILES = dict(
    re.findall(
        r"^`([\w/]+\.(?:py|ipynb))`[^\n]*\n(?:[^\n]+\n)*\n```\w+\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE
    )
)
NUMBER = "10"


def row_of(example: str) -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO(example))
    return found


# --- rows -----------------------------------------------------------------------------------------------------


def test_there_is_an_example_of_a_source_a_claim_and_a_correction() -> None:
    assert [table for _, table, _ in EXAMPLES] == ["sources", "claims", "corrections"]


@pytest.mark.parametrize(("path", "table", "example"), EXAMPLES, ids=[table for _, table, _ in EXAMPLES])
def test_an_example_is_the_row_that_stands_in_the_register(path: str, table: str, example: str) -> None:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert row_of(example) in rows
    assert next(csv.reader(io.StringIO(example))) == list(evidence.table(table).fields)


@pytest.mark.usefixtures("fresh_tables")
@pytest.mark.parametrize(("path", "table", "example"), EXAMPLES, ids=[table for _, table, _ in EXAMPLES])
def test_an_example_is_taken_as_a_row_of_ones_own(
    path: str, table: str, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = row_of(example)["id"]
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    without = io.StringIO()
    csv.writer(without, lineterminator="\n").writerows([header, *(row for row in rows if row[0] != key)])
    (tmp_path / f"{table}.csv").write_text(without.getvalue(), encoding="utf-8")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    assert key not in evidence.load(table).index
    (tmp_path / f"{table}.more.csv").write_text(example, encoding="utf-8")
    evidence.clear_cache()
    evidence.check_all()
    monkeypatch.delenv("ROMSOV_EVIDENCE")
    ours = evidence.table(table).path.read_text(encoding="utf-8")
    assert ours == (ROOT / path).read_text(encoding="utf-8")


def test_the_example_of_a_claim_reads_as_it_says() -> None:
    claim = row_of(EXAMPLES[1][2])
    assert results.claim_statement(claim["id"]) in TEXT
    assert 0 < len(claim["exact"].split()) <= 6


# --- a chapter ------------------------------------------------------------------------------------------------


def notebook(listing: str) -> nbformat.NotebookNode:
    """The notebook of a listing whose cells begin with ``%% markdown`` or ``%% code`` and their tags."""
    made = nbformat.v4.new_notebook()
    for head, source in re.findall(r"^%% (.*)\n((?:(?!%% ).*\n)*)", listing, re.MULTILINE):
        kind, *tags = head.split()
        new = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        made.cells.append(new(source.rstrip("\n"), metadata={"tags": tags} if tags else {}))
    return made


@pytest.fixture(scope="module")
def tenth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with the chapter of the example, its notebook run."""
    copy = tmp_path_factory.mktemp("tenth") / "checkout"
    left_out = shutil.ignore_patterns("_build", "texts", "__pycache__")
    for name in ("book", "notebooks", "seeds", "src"):
        shutil.copytree(ROOT / name, copy / name, ignore=left_out)
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copyfile(ROOT / name, copy / name)
    for name, content in FILES.items():
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb":
            nbformat.write(notebook(content), path)
        else:
            path.write_text(content, encoding="utf-8")
    contents = yaml.safe_load((copy / "book" / "_toc.yml").read_text(encoding="utf-8"))
    (line,) = set(re.findall(r"`- (file: notebooks/\w+)`", TEXT))
    contents["parts"][0]["chapters"].append(yaml.safe_load(line))
    (copy / "book" / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    done = python(copy, "-m", "romsov_analysis", "run", NUMBER, measured=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


def test_the_tenth_chapter_answers_and_is_reproduced(tenth: Path) -> None:
    done = python(tenth, "-m", "romsov_analysis", "validate", NUMBER, measured=False)
    assert done.returncode == 0, done.stdout + done.stderr
    tried = python(tenth, "-m", "romsov_analysis", "run", NUMBER, "--with", "short=1", measured=False)
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "were in force within 1 day: " in tried.stdout
    refused = python(tenth, "-m", "romsov_analysis", "run", NUMBER, "--with", "short=0", measured=False)
    assert refused.returncode == 1
    assert "a whole number from 1 to 3650" in refused.stderr


def test_the_test_of_the_tenth_chapter_passes(tenth: Path) -> None:
    name = next(name for name in FILES if name.startswith("tests/"))
    done = python(tenth, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", name, measured=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_code_of_the_tenth_chapter_keeps_the_style(tenth: Path) -> None:
    names = [str(tenth / name) for name in FILES if name.startswith("src/")]
    for command in (["check"], ["format", "--check"]):
        settings = ["--config", str(ROOT / "pyproject.toml")]
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *settings, *names],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.site
def test_the_tenth_chapter_is_in_the_book(tenth: Path) -> None:
    done = python(tenth, "-m", "romsov_analysis", "book", measured=False)
    assert done.returncode == 0, done.stdout + done.stderr
    site = tenth / "book" / "_build" / "html"
    assert "Chapter 10" in (site / "index.html").read_text(encoding="utf-8")
    assert "waiting.quick" in (site / f"results-{NUMBER}.html").read_text(encoding="utf-8")


# --- the house ------------------------------------------------------------------------------------------------


def test_the_picture_of_the_house_shows_the_folders_that_are_there() -> None:
    (picture,) = re.findall(r"^## The house\n.*?```text\n(.*?)```", TEXT, re.DOTALL | re.MULTILINE)
    drawn = {
        indent + name: said
        for indent, name, said in re.findall(r"^( *)([\w./]+/) +(\S.*)$", picture, re.MULTILINE)
    }
    inside = [name.strip().rstrip("/") for name in drawn if name.startswith("  ")]
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} | {"data"}
    assert set(inside) == folders
    from test_package import FOLDERS  # in the order in which one may import another

    assert [name for name in inside if name in FOLDERS] == [name for name in FOLDERS if name in inside]
    top = {name.rstrip("/") for name in drawn if not name.startswith(" ")}
    assert top == {"seeds", "src/romsov_analysis", "notebooks", "book", "tests", ".ci", ".github", ".binder"}
    for name in top:
        assert (ROOT / name).is_dir(), name


def test_the_picture_of_the_house_says_what_faces_say() -> None:
    # Every room at the top of the package is named as well.
    rooms = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    (picture,) = re.findall(r"^## The house\n.*?```text\n(.*?)```", TEXT, re.DOTALL | re.MULTILINE)
    assert rooms <= {name.removesuffix(".py") for name in re.findall(r"\b\w+\.py\b", picture)}
    for path in PACKAGE.glob("*/__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
