"""Numbers and names that documents, settings and registers say each for itself, held together."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml
from test_docs import commands

import floors
from romsov_analysis import evidence
from romsov_analysis.book import downloads, keys
from romsov_analysis.runs import places, values

ROOT = Path(__file__).resolve().parents[1]


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict:
    return tomllib.loads(text("pyproject.toml"))["project"]


def test_versions_of_python_agree() -> None:
    named = {
        "pyproject.toml, classifiers": re.findall(r"Python :: (3\.\d+)", text("pyproject.toml")),
        "README.md": re.findall(
            r"3\.\d+", re.search(r"With Python ([^,]+, [^,]+), make", text("README.md"))[1]
        ),
        "Makefile, what it looks for": re.findall(r"python(3\.\d+)", text("Makefile")),
        "Makefile, what it says": re.findall(
            r"3\.\d+", re.search(r"No Python (.*) found", text("Makefile"))[1]
        ),
    }
    versions = sorted(named["README.md"], key=lambda version: int(version[2:]))
    for place, found in named.items():
        assert sorted(set(found), key=lambda version: int(version[2:])) == versions, f"README.md and {place}"
    first, last = (int(version[2:]) for version in (versions[0], versions[-1]))
    assert project()["requires-python"] == f">=3.{first},<3.{last + 1}", "README.md and pyproject.toml"
    assert f"(3, {first}) <= sys.version_info[:2] <= (3, {last})" in text("Makefile"), (
        "README.md and Makefile"
    )
    assert f"--python-version 3.{first} " in text("Makefile"), "README.md and what Makefile pins for"
    assert f'target-version = "py3{first}"' in text("pyproject.toml"), "README.md and ruff in pyproject.toml"


def test_title_and_licences_agree() -> None:
    citation, settings = yaml.safe_load(text("CITATION.cff")), yaml.safe_load(text("book/_config.yml"))
    title = text("README.md").partition("\n")[0].removeprefix("# ")
    assert citation["title"] == title == settings["title"], "README.md, CITATION.cff and book/_config.yml"
    years = re.search(r"\d{4}–\d{4}", title)[0]
    assert years in project()["description"], "README.md and pyproject.toml, years"
    assert citation["authors"][0]["name"] == settings["author"], "CITATION.cff and book/_config.yml, authors"
    assert " AND ".join(citation["license"]) == project()["license"], (
        "CITATION.cff and pyproject.toml, licence"
    )
    assert f"Copyright (c) {settings['copyright']}, {settings['author'].lower()}" in text("LICENSE").replace(
        "The", "the"
    ), "LICENSE and book/_config.yml"


def test_a_day_of_release_stands_in_both_places_or_in_none() -> None:
    citation = yaml.safe_load(text("CITATION.cff"))
    day = re.search(rf"^## {re.escape(citation['version'])}, (.*)$", text("CHANGELOG.md"), re.MULTILINE)[1]
    assert str(citation.get("date-released", "unreleased")) == day, "CITATION.cff and CHANGELOG.md"


def test_limits_in_words_are_the_limits() -> None:
    numbers = {"six": 6, "twelve": 12}
    schema = json.loads(text("seeds/datapackage.json"))["resources"]
    limits = {
        (table["name"], field["name"]): field["romsov:maxWords"]
        for table in schema
        for field in table["schema"]["fields"]
        if "romsov:maxWords" in field
    }
    rules = [
        rule
        for table in schema
        for rule in table["schema"].get("romsov:rules", [])
        if rule["rule"] == "words"
    ]
    for name in ("README.md", "CONTRIBUTING.md"):
        said = re.search(r"at most (\w+)", text(name))[1]
        assert numbers[said] == limits["claims", "exact"] == limits["events", "exact"], (
            f"{name}, words of an anchor"
        )
    all_words = re.search(r"not enough, (\w+) words in all", text("CONTRIBUTING.md"))[1]
    assert rules
    assert {numbers[all_words]} == {rule["maximum"] for rule in rules}, (
        "CONTRIBUTING.md and the rules of the registers"
    )
    share = int(re.search(r"(\d+) % of the statements", text("CONTRIBUTING.md"))[1])
    assert share == floors.LEAST, "CONTRIBUTING.md and tests/floors.py"
    documents = len(evidence.load("documents"))
    assert ["", "One", "Two", "Three"][documents] + " documents make claims" in text("README.md"), (
        "documents.csv"
    )


def test_the_version_of_jupyter_book_is_the_one_that_is_reasoned_for() -> None:
    pinned = re.search(r"jupyter-book==([\d.]+\d)", text("pyproject.toml"))[1]
    assert set(re.findall(r"\b1\.\d+\.\d+", text("CONTRIBUTING.md"))) == {pinned}, (
        "CONTRIBUTING.md, pyproject.toml"
    )


@pytest.mark.parametrize("line", [line for line in commands("README.md") if "WITH=" in line])
def test_parameters_of_the_examples_are_accepted(line: str) -> None:
    accepted(line)


def test_parameters_named_in_passing_are_accepted() -> None:
    found = re.findall(r"`(make run NB=\d\d WITH='[^`]*')`", text("README.md"))
    assert len(found) >= 2
    for line in found:
        accepted(line)
    shown = re.search(r"WITH='([^']*)'", text("Makefile"))[0]
    accepted(f"make run NB=05 {shown}")


def accepted(line: str) -> None:
    given = dict(word.split("=", 1) for word in shlex.split(line) if "=" in word)
    notebook = places.read(places.find(ROOT / "notebooks", given["NB"]))
    wanted = values.assignments([given["WITH"]])
    assert wanted
    values.check(given["NB"], notebook, wanted)


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", text("README.md"), re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(ROOT)
    known: dict = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), known)
    assert {"romsov", "prices", "chapter", "pacts"} <= set(known)


def test_what_the_readme_sets_the_makefile_reads() -> None:
    names = set(re.findall(r"\b([A-Z_]{2,})=", text("README.md"))) - {"ROMSOV_EVIDENCE"}
    assert {"NB", "WITH", "KEEP"} <= names
    for name in names:
        handed_on = re.search(rf"foreach name,[A-Z_ ]*\b{name}\b", text("Makefile"))
        assert handed_on or re.search(rf"\$[({{]+{name}\b", text("Makefile")), (
            f"README.md names {name}, the Makefile does not"
        )
        assert re.search(rf'echo ".*\b{name}=', text("Makefile")), (
            f"{name} is not in the help of the Makefile"
        )


def test_tables_and_folders_of_the_readme_exist() -> None:
    for name in re.findall(r"`([a-z_]+)\.csv`", text("README.md") + text("CONTRIBUTING.md")):
        assert name in evidence.tables() or f"{name}.csv" in downloads.LEDGER, f"{name}.csv"
    for name in re.findall(r"^- `([a-z_/]+/)`", text("README.md"), re.MULTILINE):
        assert (ROOT / name).is_dir(), name


def test_make_starts_the_book_for_every_setting_that_a_page_is_keyed_by() -> None:
    state = re.search(r"define STATE\n(.*?)endef", text("Makefile"), re.DOTALL)[1]
    for name in keys._ENVIRONMENT:
        assert name in state or (name == "ROMSOV_EVIDENCE" and "$(OWN)" in state), (
            f"Makefile, {name} of book/keys.py"
        )
