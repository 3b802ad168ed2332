"""The Sphinx side of the book: a Sphinx extension, and the build of the site around it.

- `store`: what the pages draw on (ledger, claims), loaded once a build;
- `roles`: the roles ``result`` and ``claim`` and how they are written;
- `cards`: the popover behind a number;
- `mime`: how the displays of notebooks become parts of a page;
- `pages`: the generated pages: results, claims, findings, tables, sources; `registers`: the pacts;
- `bibliography`: the BibTeX file, made from the registers;
- `theme`, `trim`: what is added to the theme's pages, and trimmed off the finished site;
- `search`: a search that forgives missing diacritics, indexed page by page;
- `build`: the site, from a fresh folder, swapped in when it is whole; `staging`: pages and notebooks side by side,
  with what follows from the contents; `compiling`: the process that builds; `progress`: how far it is;
- `builder`: pages read and written each on its own, and none that was made before from the same: `parts` are what
  is kept, `kept` is where, `keys` and `shared` say what a page is made from; `templates`, `citations`: kept likewise;
- `plugins`: entry points are looked up once a build;
- `prose`: the search for numbers typed by hand.

Nothing outside this subpackage imports it; it needs the extra ``[book]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    from romsov_analysis.book import (
        bibliography,
        builder,
        citations,
        mime,
        pages,
        plugins,
        registers,
        roles,
        search,
        store,
        theme,
    )

    for part in (
        plugins,
        store,
        bibliography,
        roles,
        mime,
        pages,
        registers,
        theme,
        search,
        builder,
        citations,
    ):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
