"""Cells are text: tables full of markup, run, built and opened in a browser, where nothing of it is more than words."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hostile
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from conftest import ROOT, python

POLICY = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
# Everything a reader or a screen reader is told, and everything that could have come alive.
LOOK = """() => [
    document.documentElement.textContent,
    [...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.value))
        .filter(value => /Z\\d+y\\d+Z/.test(value)),
    [...document.querySelectorAll(
        '[onerror],[onload],[onclick],[onfocus],[onmouseover],[srcdoc],iframe,img,object,embed,base,.math,' +
        'a[href^="javascript:"],a[href^="data:"],a[href*="invalid/b"],a[href*="invalid/d"]'
    )].map(e => e.outerHTML.slice(0, 200)),
    window.PWN ?? null,
]"""


@dataclass(frozen=True)
class Hostile:
    """A checkout built from hostile tables."""

    folder: Path
    columns: dict[str, int]

    @property
    def site(self) -> Path:
        return self.folder / "checkout" / "book" / "_build" / "html"

    @property
    def pages(self) -> list[Path]:
        return sorted(self.site.rglob("*.html"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """A checkout in which everything was run and built from hostile tables."""
    folder = tmp_path_factory.mktemp("hostile")
    columns = hostile.write(folder / "own")
    checkout = folder / "checkout"
    for name in ("book", "notebooks", "seeds"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("_build", "texts"))
    shutil.copyfile(ROOT / "pyproject.toml", checkout / "pyproject.toml")
    names = sorted(path.name[:2] for path in (checkout / "notebooks").glob("*.ipynb"))
    for verb in (["run", *names], ["fill"], ["book"]):
        own = {"ROMSOV_EVIDENCE": str(folder / "own")}
        done = python(checkout, "-m", "romsov_analysis", *verb, measured=False, **own)
        assert done.returncode == 0, done.stdout + done.stderr
    return Hostile(folder, columns)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(offline=True)
    yield Watched(context.new_page())
    context.close()


class Watched:
    """A page that notes whatever it does beside being read."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.did: list[str] = []
        self.marks: set[int] = set()
        page.on("console", lambda message: self.did.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.did.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        page.on("request", self._note)

    def _dismiss(self, dialog: Any) -> None:
        self.did.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, request: Any) -> None:
        if not request.url.startswith("file:"):
            self.did.append(f"request: {request.url}")

    def reads(self, path: Path, query: str = "") -> list[str]:
        """All that is wrong with a page: what it did, what came alive, and what stands otherwise than in its table.

        What a query finds is cut where the excerpt ends.
        """
        self.did.clear()
        self.page.goto(path.as_uri() + query)
        self.page.wait_for_timeout(300 if query else 30)
        text, attributes, alive, ran = self.page.evaluate(LOOK)
        told = "\n".join([text, *attributes])
        self.marks |= {int(mark[1]) for mark in hostile.MARK.finditer(told)}
        ran_of = [f"ran: {ran}"] if ran is not None else []
        broken = [] if query else hostile.broken(told)
        return [f"{path.name}: {what}" for what in [*self.did, *alive, *ran_of, *broken]]


@pytest.mark.parametrize("policy", [False, True], ids=["bare", "with policy"])
def test_whatever_a_table_holds_is_text_on_every_page(
    built: Hostile, page: Any, policy: bool, record_testsuite_property: Any
) -> None:
    site = built.site
    if not policy:  # what stands behind the escaping must not hide a hole in it
        site = built.folder / "bare"
        shutil.copytree(built.site, site)
        for path in site.rglob("*.html"):
            path.write_text(POLICY.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    pages = sorted(site.rglob("*.html"))
    wrong = [what for path in pages for what in page.reads(path)]
    for asked in ("Z", "script", "%3Cimg src=x onerror=window.PWN=16%3E", "claims"):
        wrong += page.reads(site / "search.html", f"?q={asked}")
        assert page.page.locator("#search-results li").count() > 0
    assert wrong == []
    assert len(built.columns) >= 140
    assert len(page.marks) >= 75
    record_testsuite_property("hostile: columns with markup", len(built.columns))
    record_testsuite_property("hostile: columns of these on pages", len(page.marks))
    record_testsuite_property("hostile: pages", len(pages))
    print(f"{len(built.columns)} columns with markup, {len(page.marks)} of them on {len(pages)} pages")


def test_whatever_a_table_holds_is_text_in_a_notebook(built: Hostile, page: Any) -> None:
    reader = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(dollarmath_plugin)
    )
    wrong = []
    for path in sorted((built.folder / "checkout" / "notebooks").glob("*.ipynb")):
        shown = []
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                shown.append(reader.render("".join(cell["source"])))
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                shown += ["".join(data.get(kind, "")) for kind in ("text/html", "image/svg+xml")]
                shown.append(reader.render("".join(data.get("text/markdown", ""))))
        file = built.folder / f"{path.stem}.html"
        svgs = [re.sub(r"<\?xml.*?\?>|<!DOCTYPE[^>]*>", "", part, flags=re.DOTALL) for part in shown]
        file.write_text('<!DOCTYPE html><meta charset="utf-8">' + "\n".join(svgs), encoding="utf-8")
        wrong += page.reads(file)
    assert wrong == []
    assert len(page.marks) >= 25


def test_the_works_are_read_back_from_bibtex(built: Hostile) -> None:
    from pybtex.database import parse_file

    found = parse_file(str(built.site / "references.bib"), "bibtex").entries
    assert len(found) > 200
    assert all("title" in entry.fields for entry in found.values())
