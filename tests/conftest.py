"""What the tests share: the checkout, the built site, a browser with the network cut."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from romsov_analysis.book import measured

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "book" / "_build" / "html"
SCREENSHOTS = ROOT / "book" / "_build" / "reports" / "screenshots"
CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the built site, builds one or opens a browser; what prepares longest goes first."""
    # Last, one of two workers would wait for the other, or prepare the same once more.
    items.sort(
        key=lambda item: (
            "built" not in getattr(item, "fixturenames", ()) and item.path.name != "test_edits.py"
        )
    )
    for item in items:
        if {"site", "browser", "checkout"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("site")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where a test fails in the browser, keep a screenshot of every page that it has open."""
    yield
    running = getattr(item, "funcargs", {}).get("browser")
    if call.when == "call" and call.excinfo is not None and running is not None:
        keep_screenshots(running, item.name)


def keep_screenshots(running: Any, test: str, folder: Path = SCREENSHOTS) -> None:
    """Write the open pages of a browser as pictures, under the name of a test."""
    opened = [page for context in running.contexts for page in context.pages]
    for number, page in enumerate(opened, 1):
        name = "".join(sign if sign.isalnum() else "-" for sign in test)[:100]
        with contextlib.suppress(Exception):  # the browser may be what failed; the test's own error counts
            page.screenshot(path=folder / f"{name}-{number}.png", full_page=True)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def site() -> Path:
    if not (SITE / "index.html").is_file():
        pytest.fail("no site at book/_build/html: make book builds it")
    return SITE


# By these coverage follows a process into those that it starts.
FOLLOWED = ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")


def python(
    checkout: Path, *command: str, measured: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run Python in a checkout: with the code that stands there, or with ours where none does.

    A measured build takes twice as long; a test that builds over and over what others measure asks for none.
    """
    code = {"PYTHONPATH": str(checkout / "src")} if (checkout / "src").is_dir() else {}
    inherited = {name: value for name, value in os.environ.items() if measured or name not in FOLLOWED}
    return subprocess.run(
        [sys.executable, *command],
        cwd=checkout,
        env={
            **inherited,
            **code,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            **environment,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def pages() -> list[str]:
    """Every page of the built site, as a path below it; the search page and the index included."""
    return sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; without it the test is skipped, or fails where ROMSOV_BROWSER=required."""
    executable = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if executable is None:
        reason = "no Chromium on this machine: the page was not opened in a browser"
        if os.environ.get("ROMSOV_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM))
        yield running
        running.close()


# What axe asks of a page, and what of it depends on colours: two themes of one page differ in nothing else.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")


def violations(page: Any, rules: tuple[str, ...] = RULES) -> list[str]:
    """What axe finds wrong with an open page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": list(rules), "resultTypes": ["violations"]})
    return [
        f"{item['id']}: {node['target']} {node['html'][:120]}"
        for item in found.response["violations"]
        for node in item["nodes"]
    ]


@pytest.fixture
def fresh_tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Our own tables, read anew before and after a test that swaps them."""
    from romsov_analysis import evidence

    monkeypatch.delenv("ROMSOV_EVIDENCE", raising=False)
    evidence.clear_cache()
    yield
    monkeypatch.undo()
    evidence.clear_cache()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a build needs, to break."""
    copy = tmp_path / "checkout"
    for name in ("book", "notebooks", "seeds"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("_build", "texts"))
    for name in ("pyproject.toml", *measured.LOCKS):
        shutil.copyfile(ROOT / name, copy / name)
    return copy


@pytest.fixture
def chapter(monkeypatch: pytest.MonkeyPatch) -> str:
    """A theme whose chapter declares a number and a switch; the import line of its notebook."""
    from romsov_analysis.ledger import Parameter, Parameters
    from romsov_analysis.ledger.parameters import number, switch

    module = types.ModuleType("romsov_analysis.themes.small.chapter")
    module.PARAMETERS = Parameters(  # type: ignore[attr-defined]
        [
            Parameter("factor", 2, number(1, 9, whole=True), "by how much"),
            Parameter("outside", True, switch(), "testimony from outside too"),
        ]
    )
    monkeypatch.setitem(sys.modules, "romsov_analysis.themes.small", types.ModuleType("small"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return "from romsov_analysis.themes.small import chapter"
