"""The Sphinx side of the book: a Sphinx extension, and the build of the site around it.

- `store`: the ledger of all notebooks and the short answers, read once a build;
- `domain`: the objects of the book, where each has its entry and where it is used;
- `links`: numbers, claims, people and works in a sentence, their words checked;
- `rows`: what a row of evidence says in words; `registers`: the registers with a page of their own, a file each;
- `views`, `templates/`: what templates ask, and the templates; `cards`: what opens over a page;
- `mime`: how the displays of notebooks become parts of a page;
- `layers`: the story, and what is folded away until it is asked for;
- `front`: the first page, with its strip of time;
- `pages`: the generated pages; `docstrings`: the package's own documentation, for the page *Functions*;
- `bibliography`: the works as a file for reference managers;
- `downloads`: what is offered beside the pages: releases, the ledger, the numbers of figures;
- `measured`: what was measured of the book and when, out of a committed file;
- `remains`: the search for links that a page shows raw;
- `theme`, `trim`: what is added to the theme's pages, and trimmed off the finished site; `policy`: what a page
  allows a browser to load and run;
- `search`: a search that forgives missing diacritics, indexed page by page;
- `build`: the site, from a fresh folder, swapped in when it is whole; `staging`: pages and notebooks side by side,
  with what follows from the contents; `compiling`: the process that builds; `progress`: how far it is;
- `builder`: pages read and written each on its own, and none that was made before from the same: `parts` are what
  is kept, `kept` is where, `keys` and `shared` say what a page is made from; `compiled`: templates kept likewise.

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
        domain,
        downloads,
        front,
        layers,
        links,
        mime,
        pages,
        search,
        theme,
    )

    for part in (domain, links, mime, layers, pages, front, bibliography, downloads, theme, search, builder):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
