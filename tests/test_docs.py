"""What the documents promise: commands exist, the lock is whole, nothing names a registry or a machine."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from romsov_analysis import __main__, __released__, __version__

ROOT = Path(__file__).resolve().parents[1]
TEXTS = (".md", ".py", ".toml", ".csv", ".json", ".yml", ".cff", ".css", ".html", ".ipynb", ".lock", "")


def commands(name: str) -> list[str]:
    """Every line in a shell block of a document."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.strip().split("\n")]


def tracked() -> list[Path]:
    """Files of the repository, or of the folder where there is no git."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        left_out = {".venv", "_build", "__pycache__"}
        paths = [path for path in ROOT.rglob("*") if not left_out & set(path.parts)]
    return [path for path in paths if path.is_file() and path.suffix in TEXTS]


@pytest.mark.parametrize("line", [line for line in commands("README.md") if "make " in line])
def test_make_commands_of_the_readme_exist(line: str) -> None:
    words = [word for word in shlex.split(line) if "ROMSOV" not in word]
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    done = subprocess.run([*words, "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", [line for line in commands("README.md") if "romsov_analysis" in line])
def test_commands_without_make_exist(line: str) -> None:
    words = shlex.split(line)
    arguments = words[words.index("romsov_analysis") + 1 :]
    assert callable(__main__._parser().parse_args(arguments).verb)


def test_readme_says_both_commands_and_shows_a_page() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"make book", "make test"} <= set(commands("README.md"))
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text):
        assert (ROOT / picture).is_file()


def verbs_of_make() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    return set(phony[1].split()) - {"help", "FORCE"}


def verbs_of_the_command_line() -> dict[str, set[str]]:
    """Verb → its options, from the parser."""
    parser = __main__._parser()
    (verbs,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return {name: {*verb._option_string_actions} for name, verb in verbs.choices.items()}


def test_every_verb_of_the_makefile_is_in_its_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    for verb in verbs_of_make():
        assert re.search(rf'"make {verb}\b', text), verb


def test_make_calls_verbs_and_options_that_exist() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    known = verbs_of_the_command_line()
    calls = re.findall(r"-m romsov_analysis (\w+)(.*)", text)
    assert calls
    for verb, rest in calls:
        assert verb in known, verb
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)) <= known[verb], verb


AWKWARD = [
    "bases=[\"first hand\", 'x']; late=None",
    "a=(1, 2); b=$HOME `id` $(shell id) $$ #",
    "two  spaces, a \\ and a ș",
]


@pytest.fixture
def handed_on(tmp_path: Path) -> Callable[..., list[str]]:
    """The words that a verb of make hands on to Python, given some variables of make or of the environment."""
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\nfor word in "$@"; do echo "<$word>"; done\n', encoding="utf-8")
    python.chmod(0o755)

    def words(verb: str, *variables: str, **environment: str) -> list[str]:
        done = subprocess.run(
            ["make", verb, f"PY={python}", "--old-file=.venv/.ok", *variables],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return re.findall(r"<(.*)>", done.stdout)[2:]

    return words


@pytest.mark.parametrize("given", AWKWARD)
def test_make_hands_a_value_on_whole(handed_on: Callable[..., list[str]], given: str) -> None:
    names = {"NB": given, "WITH": given, "PARAMETERS": given, "KEEP": given}
    expected = ["run", given, "--with", given, "--parameters", given, "--keep", given]
    assert handed_on("run", *(f"{name}={value}" for name, value in names.items())) == expected
    assert handed_on("run", "ALL=1", **names) == [*expected, "--all"]
    assert handed_on("verify", f"SEEDS={given}") == ["verify", given]
    assert handed_on("verify", SEEDS="") == ["verify"]


def test_a_command_of_make_run_is_one_line() -> None:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    # What make -n prints can be read, and pasted.
    done = subprocess.run(
        ["make", "-n", "run", "NB=08"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.rstrip().splitlines()[-1].count("--with") == 1


def test_cleaning_leaves_the_copies_that_a_run_can_be_undone_from(tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    for name in ("src", "tests", "book/_build/undo", "book/_build/html"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file").touch()
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True)
    assert [path.name for path in (tmp_path / "book/_build").rglob("*")] == ["undo", "file"]
    shutil.rmtree(tmp_path / "book/_build/undo")
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True)
    assert not (tmp_path / "book/_build").exists()


def test_the_version_stands_in_one_place_and_is_repeated_where_others_look() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in settings["project"]["dynamic"]
    place = ROOT / settings["tool"]["hatch"]["version"]["path"]
    assert f'__version__ = "{__version__}"' in place.read_text(encoding="utf-8").splitlines()
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    heading = re.search(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading is not None
    assert heading[1] in (f"{__version__}, {__released__}", f"{__version__}, unreleased")


def pins(name: str) -> dict[str, list[str]]:
    """Library → its pinned versions; several where versions of Python differ. Every pin carries hashes."""
    found: dict[str, list[str]] = {}
    for entry in re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]:
        library, version = re.match(r"([a-z0-9.-]+)==(\S+)", entry).groups()  # type: ignore[union-attr]
        assert "--hash=sha256:" in entry, f"{library} in {name}"
        found.setdefault(library, []).append(version)
    return found


def libraries(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9-]+", name)[0].lower() for name in requirements}  # type: ignore[index]


def test_each_lock_pins_what_is_asked_of_it() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = asked["project"], asked["dependency-groups"]
    wanted = libraries(
        [
            *project["dependencies"],
            *(name for names in project["optional-dependencies"].values() for name in names),
            *groups["build"],
        ]
    )
    assert wanted - set(pins("requirements.lock")) == set()
    assert libraries(groups["test"]) - set(pins("requirements-test.lock")) == set()
    assert libraries(groups["build"]) == libraries(asked["build-system"]["requires"])


def test_the_tools_of_the_checks_move_nothing_under_the_book() -> None:
    book, tools = pins("requirements.lock"), pins("requirements-test.lock")
    shared = set(book) & set(tools)
    assert {name: tools[name] for name in shared} == {name: book[name] for name in shared}
    # What only checks need is not installed for a reader.
    only_tools = {"edtf", "frictionless", "hypothesis", "mypy", "playwright", "ruff"}
    assert only_tools <= set(tools) - set(book)


def test_installed_versions_are_the_locked_ones() -> None:
    from importlib.metadata import version

    for name in ("pandas", "matplotlib", "nbval", "jupyter-book", "myst-nb"):
        assert version(name) in pins("requirements.lock")[name], name


def test_no_file_names_a_registry_or_a_place_of_a_machine() -> None:
    hosts = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|files\.pythonhosted")
    places = re.compile(r"(?:^|[\s\"'(=:])/(?:home|Users|root|tmp|work)/", re.MULTILINE)
    for path in tracked():
        text = path.read_text(encoding="utf-8")
        if path != Path(__file__).resolve():
            assert not hosts.search(text), path
            assert not places.search(text), path


def test_texts_of_the_documents_are_not_in_the_repository() -> None:
    assert [path for path in tracked() if path.suffix == ".txt" or "texts" in path.parts] == []


def test_command_line_lists_its_verbs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "romsov_analysis", "--help"], capture_output=True, text=True, check=True
    )
    known = verbs_of_the_command_line()
    assert {"book", "run", "validate"} <= set(known)
    for verb in known:
        assert re.search(rf"^    {verb} +\S", done.stdout, re.MULTILINE), f"{verb} has no line of help"
