"""The small words of chapter 03, and the turns of a sentence that the tables as they stand do not take."""

from __future__ import annotations

from types import SimpleNamespace

from pact_tables import day

from romsov_analysis.ledger import Ledger
from romsov_analysis.results import plain
from romsov_analysis.themes.pacts import chapter, treaties, words
from romsov_analysis.themes.pacts.treaties import LAST_DAY, OUTBREAK


def test_the_two_times() -> None:
    told = [
        (
            words.before(SimpleNamespace(outbreak=when)),
            words.during(SimpleNamespace(outbreak=when)),
            words.by_end(SimpleNamespace(last_day=last)),
        )
        for when, last in (
            (OUTBREAK, LAST_DAY),
            (day("1937-07-07"), day("1939-08-31")),
            (day("1937-07-07"), day("1940-06-17")),
        )
    ]
    assert told == [
        ("before the war", "in the war", "by the end of the war"),
        ("before 7 July 1937", "from then on", "by the end of August 1939"),
        ("before 7 July 1937", "from then on", "by 17 June 1940"),
    ]


def test_a_treaty_is_named_by_its_states_and_year() -> None:
    pacts = {pact.id: pact for pact in treaties.load()}
    assert [words.pair(pacts[name]) for name in ("soviet_polish_1932", "anglo_thai_1940", "locarno_1925")] == [
        "Poland–USSR 1932", "Thailand–Britain 1940", "Locarno treaty of mutual guarantee",
    ]  # fmt: skip


def test_an_act_is_told_in_the_past_and_with_its_date() -> None:
    assert words.deed("ethiopia_1935") == "Italy invaded Ethiopia (3 October 1935)"
    assert words.deed("rhineland_1936") == (
        "German troops entered the Rhineland and Germany repudiated Locarno (7 March 1936)"
    )


def test_no_more_acts_are_named_than_a_sentence_can_hold() -> None:
    few = chapter.compute(base_universe="all")
    assert "German troops entered the Rhineland" in words.first_half(few)
    many = chapter.compute(outbreak="1941-01-01")
    assert "invaded" not in words.first_half(many)


def test_the_verdict_has_at_most_twenty_five_words() -> None:
    c = chapter.compute()
    assert len(plain(Ledger(c.results).fill(words.verdict(c))).split()) <= 25
