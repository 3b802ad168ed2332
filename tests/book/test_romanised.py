"""Names in Cyrillic in Latin letters: as they are known in English, by language."""

from __future__ import annotations

import pytest
import sites

from romsov_analysis.book.romanised import romanised


@pytest.mark.parametrize(
    ("words", "language", "shown"),
    [
        ("Мельтюхов", "ru", "Meltyukhov"),
        ("(Кен and Рупасов 2014)", "ru", "(Ken and Rupasov 2014)"),
        ("Ельцин", "ru", "Yeltsin"),
        ("Хрущев", "ru", "Khrushchev"),
        ("Щербаков", "ru", "Shcherbakov"),
        ("(Снігир 2024)", "uk", "(Snihyr 2024)"),
        ("Ющенко, Єфремов", "uk", "Yushchenko, Yefremov"),
        ("Țepeș 1989", "ro", "Țepeș 1989"),
    ],
)
def test_a_name_has_the_letters_that_english_books_give_it(words: str, language: str, shown: str) -> None:
    assert romanised(words, language) == shown


def test_a_sentence_shows_latin_letters_and_the_card_keeps_the_name(tmp_path) -> None:
    page = "# Page\n\nSo it was [](cite:meltyukhov_bessarabia?p). See [](cite:dv_romania_1994?p)."
    book = sites.build(tmp_path, {"page": page})
    assert book.said == ""
    text = book.page("page")
    assert ">(Meltyukhov)</a>" in text
    assert "Мельтюхов" in text.partition('class="cards-evidence"')[2]
    assert "“События" in text.partition('class="cards-evidence"')[0]  # a title is quoted as it stands
