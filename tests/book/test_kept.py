"""Kept parts: what was put is found again, whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from romsov_analysis.book import kept
from romsov_analysis.book.kept import Kept


def test_a_part_is_found_once_the_build_has_succeeded(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    first = Kept(folder, "base")
    first.put("page", "k", b"text")
    assert first.get("page", "k") == b"text"
    assert Kept(folder, "base").get("page", "k") is None
    first.commit()
    assert Kept(folder, "base").get("page", "k") == b"text"
    assert Kept(folder, "base").get("read", "k") is None


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 1000])
def test_a_broken_or_foreign_part_is_not_there(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page-k").write_bytes(content)
    assert Kept(tmp_path, "").get("page", "k") is None


def test_a_part_under_another_name_is_not_there(tmp_path: Path) -> None:
    parts = Kept(tmp_path, "")
    parts.put("page", "a", b"text")
    parts.commit()
    (tmp_path / "page-a").rename(tmp_path / "page-b")
    assert Kept(tmp_path, "").get("page", "b") is None


def test_a_folder_that_is_none_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file of somebody else's", encoding="utf-8")
    parts = Kept(tmp_path / "kept", "")
    assert parts.get("page", "k") is None
    parts.put("page", "k", b"text")
    parts.commit()
    assert Kept(tmp_path / "kept", "").get("page", "k") == b"text"


def test_a_folder_that_cannot_be_written_to_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    parts = Kept(tmp_path / "file" / "kept", "")
    parts.put("page", "k", b"text")
    parts.commit()


def test_what_is_unused_the_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST_BYTES", 100)
    for name in ("old", "new"):
        parts = Kept(tmp_path, "")
        parts.put("page", name, b"x" * 80)
        parts.commit()
    assert Kept(tmp_path, "").get("page", "old") is None
    assert Kept(tmp_path, "").get("page", "new") == b"x" * 80


def test_what_held_is_not_checked_again(tmp_path: Path) -> None:
    asked = []
    for _ in range(2):
        parts = Kept(tmp_path, "base")
        parts.once("tables", lambda: asked.append(1))
        parts.commit()
    assert asked == [1]
    Kept(tmp_path, "another base").once("tables", lambda: asked.append(2))
    assert asked == [1, 2]


def test_without_a_folder_nothing_is_kept() -> None:
    parts = Kept(None, "")
    parts.put("page", "k", b"text")
    parts.commit()
    assert Kept(None, "").get("page", "k") is None
    assert parts.get("page", "k") == b"text"


def test_parts_of_another_process_are_taken_and_those_known_not_handed_back(tmp_path: Path) -> None:
    parts, other = Kept(tmp_path, "base"), Kept(tmp_path, "base")
    other.put("page", "a", b"one")
    known = set(other.fresh())
    other.put("units", "b", b"two")
    handed = other.fresh(known)
    assert list(handed.values()) == [b"two"]
    parts.take(handed)
    parts.commit()
    assert Kept(tmp_path, "base").get("units", "b") == b"two"
    assert Kept(tmp_path, "base").get("page", "a") is None
