"""Names in Cyrillic as a sentence in English shows them; registers, cards and reference managers keep the letters."""

from __future__ import annotations

import re

_COMMON = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya",
}  # fmt: skip
# After the usage of libraries for Russian and of the state for Ukrainian, without signs for soft letters.
_OTHERWISE = {
    "uk": {
        "г": "h",
        "ґ": "g",
        "є": "ie",
        "и": "y",
        "і": "i",
        "ї": "i",
        "й": "i",
        "ю": "iu",
        "я": "ia",
        "’": "",
    }
}
_AT_THE_START = {"uk": {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}, "ru": {"е": "ye"}}
_WORD = re.compile(r"[Ѐ-ӿ’]*[Ѐ-ӿ][Ѐ-ӿ’]*")


def romanised(words: str, language: str) -> str:
    """Words with what they have in Cyrillic in Latin letters, by the rules of a language (``ru``, ``uk``)."""
    return _WORD.sub(lambda found: _word(found[0], language), words)


def _word(word: str, language: str) -> str:
    letters = _COMMON | _OTHERWISE.get(language, {})
    found = [letters.get(letter, letter) for letter in word.lower()]
    found[0] = _AT_THE_START.get(language, {}).get(word[0].lower(), found[0])
    # A letter that becomes several keeps its capital on the first alone: Щ is Shch.
    return "".join(
        new.capitalize() if old != old.lower() else new for old, new in zip(word, found, strict=True)
    )
