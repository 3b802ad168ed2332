"""Staging: each notebook among the contents has its page of results, in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
import yaml

from romsov_analysis.book import staging
from romsov_analysis.runs.places import RunError


def test_each_notebook_has_its_page_of_results() -> None:
    contents = {
        "root": "index",
        "parts": [
            {"chapters": [{"file": "notebooks/05_b"}, {"file": "notebooks/02_a"}]},
            {"chapters": [{"file": "results"}, {"file": "method"}]},
        ],
    }
    pages = staging.pages_of_results(contents)
    assert list(pages) == ["results-02", "results-05"]
    assert "# Results of chapter 02\n" in pages["results-02"]
    assert "```{results-list} 02\n```" in pages["results-02"]
    assert contents["parts"][1]["chapters"][0] == {
        "file": "results",
        "sections": [{"file": "results-02"}, {"file": "results-05"}],
    }


@pytest.mark.parametrize(
    "contents",
    [{"root": "index"}, {"chapters": [{"file": "notebooks/05_b"}]}, {"chapters": [{"file": "results"}]}],
)
def test_without_notebooks_or_a_page_of_all_results_there_is_none(contents: dict[str, object]) -> None:
    before = yaml.safe_dump(contents)
    assert staging.pages_of_results(contents) == {}
    assert yaml.safe_dump(contents) == before


def test_a_notebook_more_needs_one_line_of_the_contents(checkout: Path, tmp_path: Path) -> None:
    path = checkout / "book" / "_toc.yml"
    text = path.read_text(encoding="utf-8")
    first = next(line for line in text.split("\n") if "file: notebooks/" in line)
    path.write_text(text.replace(first, f"{first}\n      - file: notebooks/99_more"), encoding="utf-8")
    with pytest.raises(RunError, match=r"_toc.yml: there is no page 'notebooks/99_more'\. Nearest: "):
        staging.stage(checkout, tmp_path / "source")
    shutil.copyfile(next((checkout / "notebooks").glob("07*")), checkout / "notebooks" / "99_more.ipynb")
    source = staging.stage(checkout, tmp_path / "source")
    assert (source / "results-99.md").read_text(encoding="utf-8").endswith("```{results-list} 99\n```\n")
    assert "file: results-99" in (source / "_toc.yml").read_text(encoding="utf-8")
    assert not list((checkout / "book").glob("results-*.md"))


def test_a_notebook_without_a_place_in_the_contents_is_refused(checkout: Path, tmp_path: Path) -> None:
    first = min((checkout / "notebooks").glob("*.ipynb"))
    (checkout / "notebooks" / "99_more.ipynb").write_bytes(first.read_bytes())
    with pytest.raises(RunError) as refused:
        staging.stage(checkout, tmp_path / "source")
    assert str(refused.value) == (
        "notebooks/99_more.ipynb has no place in the book: add a line '- file: notebooks/99_more' to "
        "book/_toc.yml, or keep the file in another folder"
    )


def test_a_chapter_without_a_short_answer_is_refused(checkout: Path, tmp_path: Path) -> None:
    path = min((checkout / "notebooks").glob("*.ipynb"))
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if "ledger.answer(" in cell.source:
            cell.outputs = []
    nbformat.write(notebook, path)
    with pytest.raises(RunError) as refused:
        staging.stage(checkout, tmp_path / "source")
    assert str(refused.value).startswith(f"notebooks/{path.name} shows no short answer, whose first sentence")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("_config.yml", b"", "holds no settings. Accepted: YAML, a line each with name: value"),
        ("_config.yml", b"- a\n", "holds no settings"),
        (
            "_config.yml",
            b"a:\n\t- b\n",
            "line 2: is not YAML (found character '\\t' that cannot start any token)",
        ),
        ("_config.yml", b"a: b\n<<<<<<< HEAD\n", "line 2: an unfinished merge; finish it first"),
        ("_config.yml", b"a: \xff\n", "line 1: is not UTF-8 text; save it as UTF-8"),
        ("_toc.yml", None, "cannot be read (No such file or directory)"),
        ("_toc.yml", b"root: indxe\n", "_toc.yml: there is no page 'indxe'. Nearest: index"),
        ("index.md", b"# A\n\n<<<<<<< HEAD\n", "line 3: an unfinished merge; finish it first"),
        ("index.md", b"# A\n\xff\n", "line 2: is not UTF-8 text; save it as UTF-8"),
        ("../pyproject.toml", b"a = 1\n", "is no description of a project ('project')"),
        ("../notebooks/07_road_to_rupture.ipynb", b"", "07_road_to_rupture.ipynb, line 1: no notebook"),
    ],
)
def test_what_cannot_be_staged_is_named_before_anything_is_built(
    checkout: Path, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    path = checkout / "book" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RunError) as caught:
        staging.stage(checkout, tmp_path / "source")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
