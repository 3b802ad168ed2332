"""The formatted bibliography, kept between builds.

The extension formats every entry of the registers each time, twice, whatever changed. The result is made from the
registers and settings, which stand in every key, from the bibliographies and citations of all pages, and from
the order of pages.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sphinxcontrib.bibtex.domain import BibtexDomain

from romsov_analysis.book import kept, keys

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_KIND = "citations"


class KeptCitations(BibtexDomain):
    """The domain of citations, with what it formats kept."""

    def env_updated(self) -> Iterable[str]:
        """Format the bibliographies, or take them as they were formatted from the same."""
        parts = kept.current()
        key = keys.digest(
            [
                parts.base,
                [ref._replace(line=0) for ref in self.citation_refs],
                list(self.bibliographies),
                [value._replace(line=0) for value in self.bibliographies.values()],
                [self.env.toctree_includes, sorted(self.env.found_docs)],
            ]
        )
        found = self._kept(parts.get(_KIND, key))
        if found is not None:
            self.data["citations"] = found
            return []
        changed = list(super().env_updated())
        parts.put(_KIND, key, pickle.dumps(self.citations))
        return changed

    @staticmethod
    def _kept(part: bytes | None) -> list[Any] | None:
        if part is None:
            return None
        try:
            found = pickle.loads(part)
        except Exception:  # whatever it is, it is nothing that this build would write
            return None
        return found if isinstance(found, list) else None


def setup(app: Sphinx) -> None:
    """Put the domain in the place of the extension's own."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(KeptCitations, override=True)
