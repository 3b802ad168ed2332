"""A release as files: readable by others, the same bytes wherever it is made."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from romsov_analysis import releases

PACKAGES = {name: releases.package(name) for name in releases.RELEASES}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The pacts as files."""
    for name, content in PACKAGES["interwar_pacts"].files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_validates_elsewhere(name: str, tmp_path: Path) -> None:
    for file, content in PACKAGES[name].files.items():
        (tmp_path / file).write_bytes(content)
    archive = tmp_path / "whole.zip"
    archive.write_bytes(PACKAGES[name].archive)
    for place in (tmp_path / "datapackage.json", archive):
        report = frictionless.Package(str(place)).validate()
        assert report.flatten(["rowNumber", "fieldName", "note"]) == []
        assert len(report.tasks) == len(PACKAGES[name].tables)


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("acts.csv", b",attack,", b",atack,", "constraint-error"),
        ("pact_acts.csv", b"nine_power_1922,", b"nine_powers_1922,", "foreign-key"),
        ("acts.csv", b"1929-04-15,1929-04-15", b"1929-04-15,15.4.1929", "type-error"),
        ("states.csv", b"Austria", b"Austrie", "hash-count"),
    ],
)
def test_what_is_wrong_in_a_package_is_found_elsewhere(
    folder: Path, file: str, old: bytes, new: bytes, error: str
) -> None:
    content = (folder / file).read_bytes()
    assert old in content
    (folder / file).write_bytes(content.replace(old, new, 1))
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert error in [kind for (kind,) in report.flatten(["type"])]


@pytest.mark.parametrize("name", PACKAGES)
def test_the_files_say_what_the_tables_say(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(PACKAGES[name].archive)) as archive:
        assert archive.testzip() is None
        assert {file: archive.read(file) for file in archive.namelist()} == PACKAGES[name].files
    for table, frame in releases.tables(name).items():
        dtypes = {column: str(dtype) for column, dtype in frame.dtypes.items()}
        read = pd.read_csv(io.BytesIO(PACKAGES[name].files[f"{table}.csv"]), dtype=dtypes, keep_default_na=False,
                           na_values={column: [""] for column in frame})  # fmt: skip
        pd.testing.assert_frame_equal(read, frame.reset_index(drop=True), rtol=1e-11)


def test_the_same_tables_give_the_same_bytes() -> None:
    code = (
        "from romsov_analysis import releases\n"
        "for name in releases.RELEASES:\n"
        "    package = releases.package(name)\n"
        "    print(releases.sums({name: package.archive, **package.files}))"
    )
    here = "\n".join(releases.sums({name: found.archive, **found.files}) for name, found in PACKAGES.items())
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == here.strip()


def test_digests_can_be_made_without_us(folder: Path) -> None:
    package = PACKAGES["interwar_pacts"]
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.glob("*.csv"))
    ]
    assert package.digest == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert descriptor["romsov:digest"] == f"sha256:{package.digest}"
    assert package.digest[:12] in package.citation
    assert package.citation in (folder / "CODEBOOK.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PACKAGES)
def test_the_codebook_counts_the_rows(name: str) -> None:
    frames = releases.tables(name)
    listed = 0
    for table in PACKAGES[name].tables:
        assert table.rows == len(frames[table.name])
        for variable in table.variables:
            column = frames[table.name][variable.name]
            assert variable.filled == column.notna().sum()
            for value, count in variable.values:
                assert count == (column.astype("str") == value).sum(), (table.name, variable.name, value)
                listed += 1
            if variable.values:
                assert sum(count for _, count in variable.values) == variable.filled
            assert variable.meaning
    assert listed > 10
    text = PACKAGES[name].files["CODEBOOK.md"].decode()
    assert all(
        f"- `{variable.name}` (" in text for table in PACKAGES[name].tables for variable in table.variables
    )


def test_own_tables_are_said_above_everything() -> None:
    package = releases.package("interwar_pacts", "Computed with own tables.")
    assert json.loads(package.files["datapackage.json"])["description"].startswith(
        "Computed with own tables. "
    )
    assert "\n\nComputed with own tables.\n\n" in package.files["CODEBOOK.md"].decode()
