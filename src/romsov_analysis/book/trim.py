"""What is trimmed off a finished site: files that no page loads, glyphs and rules of icons that none shows.

The theme ships for every use; a page of the book loads what it needs. Icons are the heaviest part: the font
is cut to the glyphs that occur, and the style sheet to the rules that name them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from romsov_analysis.book.policy import with_policy
from romsov_analysis.book.search import write_index
from romsov_analysis.book.typefaces import add_text_face, subset

_STYLES = "_static/styles/pydata-sphinx-theme.css"
_FONTS = "_static/vendor/fontawesome/webfonts"
_UNUSED = (
    ".buildinfo",  # of use only to a later build over the same folder, and not the same on every Python
    "_static/scripts/fontawesome.js",
    "_static/locales",
    "_static/images",
    "_static/sbt-webpack-macros.html",
    "_static/webpack-macros.html",
    "_static/file.png",
    "_static/minus.png",
    "_static/plus.png",
    "_static/searchtools.js",  # of the search that Sphinx has
    "_static/language_data.js",
    "_static/sphinx_highlight.js",
)
_CHATTER = re.compile(r"console\.(?:log|info|debug)\(")
_SCRIPT = re.compile(r"<script[^>]*>.*?</script>", re.DOTALL)
_WRONG = (
    ('<summary><span class="toctree-toggle"', '<summary aria-label="Subpages"><span class="toctree-toggle"'),
    ('<button onclick="window.print()"', '<button data-print type="button"'),  # a script of ours listens
)
# What is offered for download is downloaded; a browser that does not do so from disk shows it in a new tab.
_OFFERED = re.compile(r'(<a href="[^"]*_sources/[^"]*")(?= target="_blank")')
# Of use only where there is code to copy.
_COPYING = re.compile(
    r'\s*<(?:script|link)\b[^>]*?(?:src|href)="[^"]*/(?:copybutton|clipboard)[^"]*"[^>]*>(?:</script>)?'
)
_ICON_RULE = re.compile(r"((?:\.fa-[a-z0-9-]+:before,?)+)\{content:\"(\\[0-9a-f]+|[^\"])\"\}")


def trim(site: Path) -> None:
    """Delete from a finished site what no page loads, and cut the icons to those that occur."""
    for pattern in ("*.map", "*.LICENSE.txt", "*.po", "*.mo"):
        for path in site.rglob(pattern):
            path.unlink()
    for name in _UNUSED:
        _delete(site / name)
    _cut_icons(site)
    add_text_face(site)
    write_index(site)
    _mend(site)


def _mend(site: Path) -> None:
    """Set right in the theme's scripts and pages what a configuration cannot, and give each page its policy.

    The console is silent unless something is wrong; what unfolds a part of the side bar has a name; no element
    carries a script. Of what a page says nothing changes.
    """
    for path in (site / "_static" / "scripts").glob("*.js"):
        path.write_text(_CHATTER.sub("void(", path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in site.rglob("*.html"):
        page = _mended(path.read_text(encoding="utf-8"))
        path.write_text(with_policy(page), encoding="utf-8")


def _mended(page: str) -> str:
    page = _SCRIPT.sub(lambda script: _CHATTER.sub("void(", script[0]), page)
    for wrong, right in _WRONG:
        page = page.replace(wrong, right)
    if 'class="highlight' not in page:
        page = _COPYING.sub("", page)
    return _OFFERED.sub(r"\1 download", page)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _cut_icons(site: Path) -> None:
    """Keep the glyphs and rules of the icons that pages or scripts name."""
    styles = site / _STYLES
    css = styles.read_text(encoding="utf-8")
    texts = [
        path.read_text(encoding="utf-8") for path in [*site.rglob("*.html"), *site.rglob("_static/**/*.js")]
    ]
    used = {name for text in texts for name in re.findall(r"fa-[a-z0-9-]+", text)}
    glyphs: set[int] = set()

    def rule(match: re.Match[str]) -> str:
        names = [name for name in match[1].split(",") if name[1:].removesuffix(":before") in used]
        if not names:
            return ""
        code = match[2]
        glyphs.add(int(code[1:], 16) if code.startswith("\\") else ord(code))
        return f'{",".join(names)}{{content:"{code}"}}'

    css = _ICON_RULE.sub(rule, css)
    # Admonitions and links take their icons from variables of the style sheet.
    glyphs |= {int(code, 16) for code in re.findall(r'--pst-icon-[a-z-]+:\s*"\\([0-9a-f]+)"', css)}
    fonts = site / _FONTS
    subset(fonts / "fa-solid-900.ttf", fonts / "fa-solid-900.woff", glyphs)
    css = re.sub(r"@font-face\{[^}]*fa-(?:brands|regular|v4)[^}]*\}", "", css)
    css = re.sub(
        r"(@font-face\{[^}]*src:)[^}]*?url\(([^)]*)fa-solid-900\.woff2\)[^}]*\}",
        r'\1url(\2fa-solid-900.woff) format("woff")}',
        css,
    )
    styles.write_text(css, encoding="utf-8")
    for path in [*fonts.glob("*.woff2"), *fonts.glob("*.ttf")]:
        path.unlink()
