"""The policy of a page: what stands in it, and that the built pages hold it and work under it."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import re
import threading
from pathlib import Path
from typing import Any

import pytest

from conftest import SITE, pages
from romsov_analysis.book.policy import policy, with_policy

HEAD = (
    '<html><head><meta charset="utf-8" />\n<script>ours()</script><script src="a.js"></script>'
    "<style>p{}</style></head>"
)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)" />')


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in text.split(";"))}


def test_only_scripts_and_styles_of_the_head_are_named() -> None:
    page = f"{HEAD}<body><script>theirs()</script><style>b{{}}</style></body></html>"
    found = directives(policy(page))
    assert found["default-src"] == found["base-uri"] == ["'none'"]
    assert found["script-src"] == ["'self'", "file:", digest("ours()")]
    assert found["style-src"] == ["'self'", "file:", digest("p{}")]


def test_the_policy_stands_before_all_it_governs() -> None:
    page = with_policy(f"{HEAD}<body></body></html>")
    assert page.index("http-equiv") < page.index("<script")
    assert META.search(page)


@pytest.mark.parametrize("name", pages())
def test_a_page_allows_what_the_site_uses_and_no_more(name: str) -> None:
    page = (SITE / name).read_text(encoding="utf-8")
    (found,) = META.findall(page)
    allowed = directives(found)
    assert set(allowed) == {
        "default-src", "script-src", "style-src", "img-src", "font-src", "form-action", "base-uri"
    }  # fmt: skip
    assert allowed["default-src"] == ["'none'"]
    for values in allowed.values():
        others = {value for value in values if not value.startswith("'sha256-")}
        assert others in ({"'none'"}, {"'self'", "file:"}, {"'self'", "file:", "data:"})
    # No element carries a script or a style of its own.
    assert re.findall(r"<[^>]*\s(?:on[a-z]+|style)=[\"'][^>]*>", re.sub(r">[^<]*<", "><", page)) == []
    named = [value for value in allowed["script-src"] if value.startswith("'sha256-")]
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    assert sorted(set(map(digest, inline))) == sorted(named)


@pytest.fixture
def watched(browser: Any) -> Any:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, offline=True, accept_downloads=True
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


CHAPTER = "notebooks/05_reparations_valuation.html"


def test_all_that_a_page_offers_works_under_the_policy(watched: Any, site: Path) -> None:
    page = watched
    page.goto((site / CHAPTER).as_uri())
    before = page.evaluate("document.documentElement.dataset.theme")
    for _ in range(3):
        page.locator(".theme-switch-button:visible").first.click()
    assert page.evaluate("document.documentElement.dataset.mode") in ("auto", "light", "dark")
    assert before in ("light", "dark")
    page.locator("main a.evidence[data-card]").first.click()
    assert page.evaluate("document.querySelectorAll(':popover-open').length") == 1
    page.keyboard.press("Escape")
    page.locator("details summary:visible").first.click()
    page.locator(".romsov-switch input").check()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.locator("button.copybtn").first.click(force=True)
    page.wait_for_selector("button.copybtn.success")
    page.locator(".search-button:visible, .search-button-field:visible").first.click()
    field = page.locator("dialog[open] input[type=search]")
    field.fill("Iasi")
    field.press("Enter")
    page.wait_for_selector("#search-results li")
    assert page.said == []


def test_a_script_that_slipped_into_a_page_does_not_run(watched: Any, site: Path, tmp_path: Path) -> None:
    page = (site / "claims.html").read_text(encoding="utf-8")
    slipped = '<script>window.PWN=1</script><b onclick="window.PWN=2">x</b><p style="position:fixed">y</p>'
    broken = tmp_path / "claims.html"
    broken.write_text(page.replace("</article>", f"{slipped}</article>"), encoding="utf-8")
    watched.goto(broken.as_uri())
    watched.locator("b[onclick]").click()
    assert watched.evaluate("window.PWN ?? null") is None
    refused = [said for said in watched.said if "Content Security Policy" in said]
    assert len(refused) >= 3


@pytest.mark.parametrize("name", [name for name in pages() if name != "search.html"])
def test_what_is_offered_for_download_is_downloaded(name: str) -> None:
    page = (SITE / name).read_text(encoding="utf-8")
    links = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>', page)
    offered = [link for link in links if re.search(r"\.(?:ipynb|md|bib|csv|json|txt|zip|py)$", link)]
    offered = [link for link in offered if not re.match(r"[a-z]+:", link)]  # but for the works of others
    assert offered
    for link in offered:
        assert re.search(rf'<a\b[^>]*href="{re.escape(link)}"[^>]*\sdownload(?=[\s=>])', page), link


@pytest.fixture
def served(site: Path) -> Any:
    """The address of the site on a server of this machine."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def test_a_notebook_is_downloaded_and_the_policy_holds_on_a_server(browser: Any, served: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served}/{CHAPTER}")
    page.locator(".dropdown-download-buttons > button").click()
    with page.expect_download() as found:
        page.locator("a.btn-download-source-button").click()
    assert found.value.suggested_filename == "05_reparations_valuation.ipynb"
    page.goto(f"{served}/search.html?q=Iasi")
    page.wait_for_selector("#search-results li")
    assert [
        text for text in said if "Security" in text
    ] == []  # a browser may ask for an icon that is not there
    context.close()


def test_the_button_for_paper_prints(watched: Any, site: Path) -> None:
    watched.add_init_script("window.print = () => { window.printed = true }")
    watched.goto((site / CHAPTER).as_uri())
    watched.locator(".dropdown-download-buttons > button").click()
    watched.locator("button[data-print]").click()
    assert watched.evaluate("window.printed") is True
