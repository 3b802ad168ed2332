"""The files that platforms read: the workflow, the citation, the environment of Binder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

import conftest

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = ROOT / ".github" / "workflows" / "checks.yml"
SCHEMAS = {WORKFLOW: "vendor.github-workflows", ROOT / "CITATION.cff": "vendor.citation-file-format"}


def workflow() -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return found


def steps(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow()["jobs"][job]["steps"]
    return found


def using(job: str, action: str) -> list[dict[str, Any]]:
    """The settings of every step of a job that uses an action, with its condition."""
    return [
        {**step.get("with", {}), "if": step.get("if", "")}
        for step in steps(job)
        if step.get("uses", "").partition("@")[0] == action
    ]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
@pytest.mark.parametrize("broken", [False, True], ids=["as it is", "broken"])
def test_a_file_is_what_its_schema_asks(path: Path, broken: bool, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="not set up: make test")
    copy = tmp_path / path.name
    text = path.read_text(encoding="utf-8")
    if broken:
        text = text.replace("runs-on: ", "runs-at: ").replace("authors:", "writers:")
    copy.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[path], copy]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == broken, done.stdout


def test_the_workflow_runs_what_ci_runs_on_every_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    job = workflow()["jobs"]["checks"]
    assert job["strategy"]["matrix"]["python"] == promised
    assert job["strategy"]["fail-fast"] is False
    assert job["env"]["PYTHON"] == "python${{ matrix.python }}"
    assert ".ci/run" in [step.get("run") for step in steps("checks")]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert {"push", "pull_request"} <= set(workflow()[True])  # YAML 1.1 reads the key `on` as true


def test_make_sets_up_with_the_python_that_is_named() -> None:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")

    def tried(*named: str) -> str:
        command = ["make", "-n", "-B", ".venv/.ok", *named]
        bare = {
            name: value for name, value in os.environ.items() if name != "PYTHON"
        }  # the run may name its own
        said = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=True).stdout
        found = re.search(r"for name in (.*?); do", said)
        assert found is not None
        return found[1]

    assert tried("PYTHON=python3.12") == "python3.12"
    assert tried().split()[:3] == ["python3.13", "python3.12", "python3.11"]


def test_the_workflow_caches_by_both_locks() -> None:
    (setup,) = using("checks", "actions/setup-python")
    assert setup["cache"] == "pip"
    locks = setup["cache-dependency-path"].split()
    assert locks == ["requirements.lock", "requirements-test.lock"]
    assert all((ROOT / lock).is_file() for lock in locks)


def test_the_workflow_keeps_reports_and_site_of_a_failure_and_publishes_what_passed() -> None:
    kept = {found["path"]: found["if"] for found in using("checks", "actions/upload-artifact")}
    assert kept == {"book/_build/reports": "always()", "book/_build/html": "always()"}
    assert conftest.SCREENSHOTS.relative_to(ROOT).is_relative_to("book/_build/reports")
    (offered,) = using("checks", "actions/upload-pages-artifact")
    assert offered["path"] == conftest.SITE.relative_to(ROOT).as_posix()
    publish = workflow()["jobs"]["publish"]
    assert publish["needs"] == "checks"
    assert publish["if"] in offered["if"]
    assert "refs/heads/main" in publish["if"]
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow()["permissions"] == {"contents": "read"}


def test_binder_has_the_lock_and_a_python_of_ours() -> None:
    folder = ROOT / ".binder"
    named = re.findall(r"^-r (\S+)$", (folder / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert [(folder / name).resolve() for name in named] == [ROOT / "requirements.lock"]
    version = (folder / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert version in workflow()["jobs"]["checks"]["strategy"]["matrix"]["python"]
    assert os.access(folder / "postBuild", os.X_OK)
    subprocess.run(["bash", "-n", folder / "postBuild"], check=True)


def test_the_citation_names_who_what_and_when() -> None:
    from romsov_analysis import __released__
    from romsov_analysis.releases import packages

    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    settings = yaml.safe_load((ROOT / "book" / "_config.yml").read_text(encoding="utf-8"))
    assert str(citation["date-released"]) == __released__
    assert citation["title"] == settings["title"] == packages.BOOK
    assert [author["name"] for author in citation["authors"]] == [settings["author"]] == [packages.AUTHORS]
    assert settings["copyright"] == __released__[:4]


def test_an_open_page_of_a_test_that_fails_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    monkeypatch.setattr(conftest, "keep_screenshots", lambda running, name: kept.append((running, name)))
    for when, failed, opened in (
        ("call", True, True),
        ("call", False, True),
        ("setup", True, True),
        ("call", True, False),
    ):
        item = SimpleNamespace(
            name=f"{when} {failed} {opened}", funcargs={"browser": "chromium"} if opened else {}
        )
        call = SimpleNamespace(when=when, excinfo=ValueError() if failed else None)
        list(conftest.pytest_runtest_makereport(item, call))  # type: ignore[arg-type]
    assert kept == [("chromium", "call True True")]


def test_screenshots_are_pictures_of_the_open_pages(browser: Any, tmp_path: Path) -> None:
    context = browser.new_context(offline=True)
    try:
        for _ in range(2):
            context.new_page().set_content("<p>open")
        conftest.keep_screenshots(browser, "test_it[a/b]", tmp_path / "shots")
    finally:
        context.close()
    found = sorted((tmp_path / "shots").iterdir())
    assert [path.name for path in found] == ["test-it-a-b--1.png", "test-it-a-b--2.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in found)
