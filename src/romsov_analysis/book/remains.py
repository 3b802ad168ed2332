"""The search for links of our schemes that a page shows raw.

Markdown prints a link as it stands where there is a space in its address, or a bar in the cell of a table, and
nothing warns.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from romsov_analysis.results.references import KINDS

_RAW = re.compile(rf"[^\s\[]*\]\s?\(\s?(?:{'|'.join(KINDS)}):[^\s)]*\)?|\{{(?:result|claim|cite[:a-z]*)\}}")
_UNREAD = {"script", "style", "pre", "code"}  # code may show how a link is written


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        # What is told instead of a picture or a region is read as well.
        self.found += [text or "" for name, text in attrs if name in ("alt", "aria-label", "title")]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.found.append(data)


def raw_links(page: str) -> list[str]:
    """Every link of our schemes, and every role of old, that a page shows to its reader as text."""
    reader = _Text()
    reader.feed(page)
    reader.close()
    return _RAW.findall(" ".join(reader.found))
