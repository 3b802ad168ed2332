"""The small words of chapter 03, and the turns of a sentence that the tables as they stand do not take."""

from __future__ import annotations

from types import SimpleNamespace

from pact_tables import day

from romsov_analysis import evidence
from romsov_analysis.ledger import Ledger
from romsov_analysis.results import plain
from romsov_analysis.themes.pacts import chapter, words
from romsov_analysis.themes.pacts.treaties import LAST_DAY, OUTBREAK


def test_the_two_times() -> None:
    told = [
        (words.before(SimpleNamespace(outbreak=when)), words.by_end(SimpleNamespace(last_day=last)))
        for when, last in (
            (OUTBREAK, LAST_DAY),
            (day("1937-07-07"), day("1939-08-31")),
            (day("1937-07-07"), day("1940-06-17")),
        )
    ]
    assert told == [
        ("before the war", "by the end of the war"),
        ("before 7 July 1937", "by the end of August 1939"),
        ("before 7 July 1937", "by 17 June 1940"),
    ]


def test_what_is_in_doubt_is_counted_by_its_kind() -> None:
    c = chapter.compute()
    doubts = evidence.load("pact_acts")["doubt"]
    reach, deed, first = (
        sum(name in text.split("; ") for text in doubts) for name in ("reach", "deed", "first")
    )
    told = plain(Ledger(c.results).fill(words.doubts(c)))
    assert told.startswith(
        f"Of {reach} acts under a treaty it is in doubt whether the duty reached them, of {deed} "
    )
    assert told.endswith(f"of {first} who began; of some more than one.")
