"""Captions of chapter 03 where there is nothing to count; all else: test_parameters."""

from __future__ import annotations

from romsov_analysis.ledger import Ledger
from romsov_analysis.results import plain
from romsov_analysis.themes.pacts import captions, chapter

EARLY = {"last_days": {"x": "1929"}, "outbreak": "1929-01-01", "alike": ["turkey"]}


def told(c: chapter.Chapter, text: str) -> str:
    return plain(Ledger(c.results).fill(text))


def test_without_a_breach_the_figures_say_so() -> None:
    c = chapter.compute(**EARLY)
    life, rules = captions.life_lines(c), captions.rules(c)
    assert told(c, life["title"]) == "0 pacts broken before 1 January 1929, 0 from then on"
    assert told(c, life["alt"]).endswith("0 pacts broken before 1 January 1929, 0 from then on.")
    assert rules["title"] == "By no rule were pacts broken more often than not at either time"
    assert told(c, rules["alt"]).endswith("from 0 % to 8 %.")  # one disputed act, of 1929


def test_one_pact_is_one_pact() -> None:
    c = chapter.compute(last_days={"x": "1936"}, outbreak="1937-01-01", alike=["turkey"])
    assert told(c, captions.life_lines(c)["title"]) == "1 pact broken before 1 January 1937"
    assert captions.rules(c)["title"].endswith(" before 1 January 1937")


def test_where_rules_differ_the_title_says_so() -> None:
    some = chapter.compute(regular=0.2)
    assert "depends on the rule" in captions.rules(some)["title"]
    every = chapter.compute(regular=0.02)
    assert (
        told(every, captions.rules(every)["title"])
        == "By every rule pacts were broken in more than 2 % of cases"
    )
