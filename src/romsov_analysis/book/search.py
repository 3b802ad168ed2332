"""A search that forgives missing diacritics: “Ceausescu” finds Ceaușescu, “Titulescu” stays as it is.

What a page adds to the index is a part of its own (`PageIndex`): pages are indexed side by side, and a page that is
kept need not be indexed again.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Where Sphinx gathers the index in its environment: by page, and by word.
_BY_PAGE = ("titles", "filenames", "all_titles", "index_entries")
_BY_WORD = ("mapping", "title_mapping")


@dataclass(frozen=True)
class PageIndex:
    """What one page adds to the search index."""

    by_page: dict[str, dict[str, Any]]
    by_word: dict[str, dict[str, set[str]]]

    @staticmethod
    def start(env: BuildEnvironment) -> None:
        """Empty the index, for one page to be fed into it."""
        for name in (*_BY_PAGE, *_BY_WORD):
            getattr(env, f"_search_index_{name}").clear()

    @classmethod
    def of(cls, env: BuildEnvironment) -> PageIndex:
        """What stands in the index since `start`."""
        return cls(
            {name: dict(getattr(env, f"_search_index_{name}")) for name in _BY_PAGE},
            {name: dict(getattr(env, f"_search_index_{name}")) for name in _BY_WORD},
        )

    def add_to(self, env: BuildEnvironment) -> None:
        """Add the page to the whole index."""
        for name, entries in self.by_page.items():
            getattr(env, f"_search_index_{name}").update(entries)
        for name, words in self.by_word.items():
            mapping = getattr(env, f"_search_index_{name}")
            for word, pages in words.items():
                mapping.setdefault(word, set()).update(pages)


def plain(word: str) -> str:
    """The word without its combining marks."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class ForgivingEnglish(SearchEnglish):
    """Sphinx's English search; every word with marks is indexed without them too."""

    def split(self, input: str) -> list[str]:
        """The words of a text, each also in its plain form."""
        words = super().split(input)
        return [*words, *(bare for word in words if (bare := plain(word)) != word)]


def setup(app: Sphinx) -> None:
    """Register the language."""
    app.add_search_language(ForgivingEnglish)
