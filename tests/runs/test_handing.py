"""The releases put into a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from romsov_analysis import __main__, releases
from romsov_analysis.runs import handing
from romsov_analysis.runs.places import RunError


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_each_release_is_a_folder_and_a_file_and_has_a_digest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert __main__.main(["data", "--output", str(out)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(releases.RELEASES)
    assert "tables" in said[0]
    assert {path.name for path in out.iterdir()} == {
        "SHA256SUMS", *releases.RELEASES, *(f"{name}.zip" for name in releases.RELEASES)
    }  # fmt: skip
    for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert digest == hashlib.sha256((out / name).read_bytes()).hexdigest()
    first = contents(out)
    (out / "interwar_pacts" / "old.csv").write_text("of an earlier version", encoding="utf-8")
    (out / "interwar_pacts.zip").write_text("cut", encoding="utf-8")
    (out / "wheel").write_text("of others", encoding="utf-8")
    assert handing.hand_out(out, print) == 0
    assert contents(out) == first | {"wheel": b"of others"}


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "testimony_1989" / "notes.txt"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="holds what is no release"):
        handing.hand_out(tmp_path, print)
    assert contents(tmp_path) == {"testimony_1989/notes.txt": b"mine"}


@pytest.mark.usefixtures("fresh_tables")
def test_own_tables_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from romsov_analysis import evidence

    text = evidence.table("states").path.read_text(encoding="utf-8").replace("Austria", "Österreich")
    (tmp_path / "states.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    package = handing.packages()["interwar_pacts"]
    assert "Österreich" in package.files["states.csv"].decode()
    assert "own tables, not with the book's: states, row austria" in package.files["CODEBOOK.md"].decode()
