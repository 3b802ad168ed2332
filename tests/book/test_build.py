"""The build: an unknown id stops it and says where, a clean build is the same every time."""

from __future__ import annotations

import filecmp
import json
import os
import subprocess
import sys
from pathlib import Path

from romsov_analysis.book import build, staging

# Another language, time zone and year.
ELSEWHERE = {
    "LANG": "ro_RO.UTF-8",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "de",
    "TZ": "Asia/Tokyo",
    "SOURCE_DATE_EPOCH": "4102444800",
}


def run_build(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "romsov_analysis", "book"],
        cwd=checkout,
        env={**os.environ, "ROMSOV_SEEDS": "", "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


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


def test_two_builds_at_once_do_not_share_a_place(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "left").write_text("by an interrupted build", encoding="utf-8")
    with build._workplace(tmp_path) as first:
        assert not first.exists()
        with build._workplace(tmp_path) as second:
            assert first != second
    with build._workplace(tmp_path) as third:
        assert third == first


def test_a_site_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    for name in ("built", "html"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text(name, encoding="utf-8")
    build._swap(tmp_path / "built", tmp_path / "html")
    assert files(tmp_path) == {"html/built.html"}
