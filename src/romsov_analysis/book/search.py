"""A search that forgives missing diacritics: “Ceausescu” finds Ceaușescu, “Titulescu” stays as it is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx


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
