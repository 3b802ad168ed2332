"""Keys: equal for equal content, different for anything that a page may show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from romsov_analysis.book import keys
from romsov_analysis.runs import tables


class Slotted:
    """A kind of value that nothing is known of."""

    __slots__ = ()


def test_order_counts_only_where_it_is_one() -> None:
    assert keys.digest({"a": 1, "b": {2, 3}}) == keys.digest({"b": {3, 2}, "a": 1})
    assert keys.digest([1, 2]) != keys.digest([2, 1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, "1"),
        (1, True),
        (None, "None"),
        ("a", b"a"),
        ([1], (1,)),
        (["ab"], ["a", "b"]),
        ([["a"], "b"], [["a", "b"]]),
        (Path("a"), "a"),
        (nodes.Text("a"), nodes.Text("b")),
        (nodes.title("", "a", ids=["x"]), nodes.title("", "a", ids=["y"])),
    ],
)
def test_different_content_has_different_digests(one: Any, other: Any) -> None:
    assert keys.digest(one) == keys.digest(one)
    assert keys.digest(one) != keys.digest(other)


def test_what_is_not_known_is_never_the_same() -> None:
    value = Slotted()
    assert keys.digest(value) != keys.digest(value)
    assert keys.digest([{"a": value}]) != keys.digest([{"a": value}])


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    cells = [
        {"cell_type": "markdown", "source": "prose"},
        {"cell_type": "code", "source": "1", "outputs": ["one"], "execution_count": 1},
    ]
    (tmp_path / "notebooks" / "05.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (tmp_path / "index.md").write_text("prose", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: x", encoding="utf-8")
    return tmp_path


def cell(index: int, name: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / "notebooks" / "05.ipynb"
        content = json.loads(path.read_text(encoding="utf-8"))
        content["cells"][index][name] = "edited"
        path.write_text(json.dumps(content), encoding="utf-8")

    return edit


def file(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text("edited", encoding="utf-8") and None


@pytest.mark.parametrize(
    ("edit", "moves"),
    [
        (cell(0, "source"), False),
        (file("index.md"), False),
        (cell(0, "attachments"), True),
        (cell(1, "source"), True),
        (cell(1, "outputs"), True),
        (cell(1, "execution_count"), True),
        (file("_config.yml"), True),
        (file("another.md"), True),
        (file("romsov.css"), True),
    ],
    ids=["prose", "page", "attachment", "code", "output", "count", "settings", "new page", "style"],
)
def test_only_prose_leaves_the_base_as_it_is(staged: Path, edit: Callable[[Path], None], moves: bool) -> None:
    before = keys.base(staged, staged), keys.whole("", staged)
    edit(staged)
    assert (keys.base(staged, staged) != before[0]) is moves
    assert keys.whole("", staged) != before[1]


@pytest.mark.parametrize("name", keys._ENVIRONMENT)
def test_settings_of_the_machine_count(staged: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = keys.base(staged, staged)
    monkeypatch.setenv(name, "elsewhere")
    assert keys.base(staged, staged) != before


def test_the_place_counts(staged: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    # What was kept before a checkout was moved names its pages at the old place.
    moved = tmp_path_factory.mktemp("elsewhere") / "moved"
    before = keys.base(staged, staged)
    staged.rename(moved)
    assert keys.base(moved, moved) != before


def test_own_tables_count_by_content(
    staged: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("own")
    table, more = own / "letters.csv", own / "letters.more.csv"
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(own))
    seen = set()
    for write in (table, table, more, more):
        write.write_text(f"id{len(seen)}\n", encoding="utf-8")
        tables._tables.cache_clear()  # a process sees one state of the folder
        seen.add(keys.base(staged, staged))
    tables._tables.cache_clear()
    assert len(seen) == 4


def test_versions_and_lock_count(staged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys.base(staged, staged)
    monkeypatch.setattr(keys, "_versions", lambda: ["another"])
    assert keys.base(staged, staged) != before
    before = keys.base(staged, staged)
    (staged / "requirements.lock").write_text("x==1", encoding="utf-8")
    assert keys.base(staged, staged) != before


def test_texts_of_the_documents_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "claims.csv").write_text("b", encoding="utf-8")
    assert set(keys.of_files(tmp_path, ("texts",))) == {"claims.csv"}
