"""The build: an unknown id stops it and says where, a clean build is the same every time."""

from __future__ import annotations

import errno
import filecmp
import json
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import python
from romsov_analysis.book import build, staging
from romsov_analysis.runs.places import RunError

# Another language, time zone and year.
ELSEWHERE = {
    "LANG": "ro_RO.UTF-8",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "de",
    "TZ": "Asia/Tokyo",
    "SOURCE_DATE_EPOCH": "4102444800",
}


def run_build(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return python(checkout, "-m", "romsov_analysis", "book", **{"ROMSOV_SEEDS": "", **environment})


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_two_clean_builds_are_identical(site: Path, checkout: Path) -> None:
    # The second stands in another folder, without the texts of the documents, elsewhere: nothing of it may show.
    done = run_build(checkout, **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    other = checkout / "book" / "_build" / "html"
    assert files(site) == files(other)
    _, different, errors = filecmp.cmpfiles(site, other, files(site), shallow=False)
    assert different == []
    assert errors == []


def test_unknown_ids_stop_the_build_and_are_placed(checkout: Path) -> None:
    page = checkout / "book" / "method.md"
    lines = page.read_text(encoding="utf-8").split("\n")
    lines[4:4] = ["", "Here [](result:valuation.us_wpi_all_194x) and [](claim:cs.multiplyer?unit).", ""]
    page.write_text("\n".join(lines), encoding="utf-8")
    notebook = checkout / "notebooks" / "05_reparations_valuation.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(i for i, cell in enumerate(content["cells"]) if "## The model" in "".join(cell["source"]))
    content["cells"][cell]["source"] = [
        "## The model\n",
        "\n",
        "Now [](result:valuation.nothing_like_it?unit).\n",
    ]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    good = checkout / "book" / "_build" / "html" / "index.html"
    good.parent.mkdir(parents=True)
    good.write_text("the last good site", encoding="utf-8")

    done = run_build(checkout)

    assert done.returncode == 1
    assert "method.md:6: ERROR: unknown result 'valuation.us_wpi_all_194x'" in done.stderr
    assert "valuation.us_wpi_all_194" in done.stderr.split("nearest: ")[1]
    assert "unknown claim 'cs.multiplyer'; nearest: cs.multiplier" in done.stderr
    assert f"notebooks/05_reparations_valuation.ipynb, cell {cell + 1}: line 3: ERROR" in done.stderr
    assert "make book" in done.stderr
    assert good.read_text(encoding="utf-8") == "the last good site"
    assert files(checkout / "book" / "_build") == {"html/index.html"}


def test_addresses_come_from_one_setting(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert staging.with_addresses({"html": {}}, project) == {"html": {}}
    project.write_text(
        '[project.urls]\nRepository = "https://example.org/r"\nHomepage = "https://example.org/"\n',
        encoding="utf-8",
    )
    settings = staging.with_addresses({"html": {}}, project)
    assert settings["repository"] == {"url": "https://example.org/r"}
    assert settings["html"]["baseurl"] == "https://example.org/"


def test_nothing_changed_leaves_the_site_as_it_is(checkout: Path) -> None:
    assert run_build(checkout).returncode == 0
    site = checkout / "book" / "_build" / "html"
    inode = site.stat().st_ino
    assert run_build(checkout).returncode == 0
    assert site.stat().st_ino == inode
    # A site that was touched since is none of ours.
    front = (site / "index.html").read_bytes()
    (site / "index.html").write_text("touched", encoding="utf-8")
    (site / "left.html").write_text("behind", encoding="utf-8")
    assert run_build(checkout).returncode == 0
    assert (site / "index.html").read_bytes() == front
    assert not (site / "left.html").exists()


def test_broken_kept_parts_are_made_anew(checkout: Path) -> None:
    assert run_build(checkout).returncode == 0
    site, kept = checkout / "book" / "_build" / "html", checkout / "book" / "_build" / "kept"
    before = {name: (site / name).read_bytes() for name in files(site)}
    for path in kept.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert run_build(checkout).returncode == 0
    assert {name: (site / name).read_bytes() for name in files(site)} == before


# --- where a site goes --------------------------------------------------------------------------------------


@pytest.fixture
def quick(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose builds give one page and take no time; where what is staged says fail, they fail."""

    def built(_root: Path, source: Path, work: Path, *_: object) -> Path | None:
        text = (source / "index.md").read_text(encoding="utf-8")
        folder = work / "_build" / "html"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text, encoding="utf-8")
        return None if "fail" in text else folder

    monkeypatch.setattr(build, "_build", built)
    return checkout


def all_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files(folder)}


def test_a_site_goes_where_there_is_none_or_an_earlier_one(quick: Path, tmp_path: Path) -> None:
    there = tmp_path / "new" / "site"
    assert build.main(quick, there) == 0
    assert files(there) == {build.MARK, "index.html"}
    page = quick / "book" / "index.md"
    page.write_text("# Edited", encoding="utf-8")
    assert build.main(quick, there) == 0
    assert (there / "index.html").read_text(encoding="utf-8") == "# Edited"
    page.write_text("# fail", encoding="utf-8")
    assert build.main(quick, there) == 1
    assert (there / "index.html").read_text(encoding="utf-8") == "# Edited"
    assert [path.name for path in there.parent.iterdir()] == ["site"]
    (tmp_path / "empty").mkdir()
    page.write_text("# Again", encoding="utf-8")
    assert build.main(quick, tmp_path / "empty") == 0
    assert files(tmp_path / "empty") == files(there)
    assert files(quick / "book" / "_build") == {"kept/site.json"}


@pytest.mark.parametrize("left", ["thesis.docx", ".git/config", "index.html", "a/b/c"])
def test_a_folder_with_anything_of_anybody_else_is_never_touched(
    quick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    there = tmp_path / "precious"
    path = there / left
    path.parent.mkdir(parents=True)
    path.write_text("thesis", encoding="utf-8")
    before = all_of(there)
    with pytest.raises(RunError, match="which no build of the book put there, and was left alone"):
        build.main(quick, there)
    assert all_of(there) == before
    # An earlier site into which something was put since.
    other = tmp_path / "site"
    assert build.main(quick, other) == 0
    (other / "CNAME").write_text("mine", encoding="utf-8")
    (quick / "book" / "index.md").write_text("# Edited", encoding="utf-8")
    before = all_of(other)
    with pytest.raises(RunError, match="holds CNAME, which no build"):
        build.main(quick, other)
    assert all_of(other) == before
    # Put there while the book was being built.
    (other / "CNAME").unlink()
    real = build._build

    def slow(*given: object) -> Path | None:
        (other / "late.txt").write_text("mine", encoding="utf-8")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "_build", slow)
    with pytest.raises(RunError, match=r"holds late\.txt, which no build"):
        build.main(quick, other)
    assert (other / "late.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (".", "which no build of the book put there"),
        ("..", "which no build of the book put there"),
        ("notebooks", "which no build of the book put there"),
        ("book/_build", "which no build of the book put there"),
        ("pyproject.toml", "is no folder; name another"),
        ("book/_build/work/site", "is where books are built; name another folder"),
    ],
)
def test_no_place_of_the_checkout_becomes_a_site(quick: Path, place: str, says: str) -> None:
    (quick / "book" / "_build" / "undo").mkdir(parents=True)
    before = all_of(quick)
    with pytest.raises(RunError, match=says):
        build.main(quick, Path(place))
    assert all_of(quick) == before


def test_a_link_stays_and_the_folder_behind_it_has_to_be_a_site(quick: Path, tmp_path: Path) -> None:
    (tmp_path / "published").mkdir()
    usual = quick / "book" / "_build" / "html"
    usual.parent.mkdir()
    usual.symlink_to(tmp_path / "published")
    assert build.main(quick, Path("book/_build/html")) == 0
    assert usual.is_symlink()
    assert files(tmp_path / "published") == {build.MARK, "index.html"}


def test_what_killed_builds_left_is_removed_by_the_next(quick: Path) -> None:
    built = quick / "book" / "_build"
    for left in ("work", "work-4711", ".html.abcd1234.romsov/new", "kept", "undo"):
        (built / left).mkdir(parents=True)
        (built / left / "file").write_text("left", encoding="utf-8")
    (built / "kept" / ".site.json.abcd1234.romsov").touch()
    (quick / "notebooks" / ".05_x.ipynb.abcd1234.romsov").touch()
    assert build.main(quick, Path("book/_build/html")) == 0
    assert sorted(path.name for path in built.iterdir()) == ["html", "kept", "undo"]
    assert {path.name for path in (built / "kept").iterdir()} == {"file", "site.json"}
    assert not list((quick / "notebooks").glob(".*.romsov"))


@pytest.mark.parametrize("step", ["mkdir", "copyfile", "write"])
def test_no_space_for_a_build_is_a_line_that_names_the_place(
    quick: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    usual = quick / "book" / "_build" / "html"
    usual.mkdir(parents=True)
    (usual / "index.html").write_text("the last good site", encoding="utf-8")
    work = quick / "book" / "_build" / "work"

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", None if step == "write" else str(work / "x"))

    if step == "write":
        monkeypatch.setattr(build, "_build", full)
    else:
        monkeypatch.setattr(*((Path, "mkdir") if step == "mkdir" else (shutil, "copyfile")), full)
    with pytest.raises(RunError) as caught:
        build.main(quick, Path("book/_build/html"))
    assert str(caught.value).startswith(f"{work}")
    assert "could not be written (No space left on device)" in str(caught.value)
    monkeypatch.undo()
    assert files(usual.parent) == {"html/index.html"}


def test_a_process_that_found_no_space_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        build.progress, "wait", lambda *_: (1, "a\nb\nOSError: [Errno 28] No space left on device: x")
    )
    monkeypatch.setattr(
        build.subprocess, "Popen", lambda *_, **__: SimpleNamespace(pid=2**30, kill=lambda: None)
    )
    with pytest.raises(RunError, match=r"work could not be written \(No space left on device\)"):
        build._build(tmp_path, tmp_path / "source", tmp_path / "work", "", None)
