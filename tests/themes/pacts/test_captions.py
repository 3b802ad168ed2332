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
    assert told(c, life["title"]).endswith("pacts were broken: 0 before 1 January 1929, 0 from then on")
    assert told(c, life["alt"]).endswith("a cross: 0 before 1 January 1929, 0 from then on.")
    assert (
        told(c, rules["title"])
        == "Depending on the rule, 0 % to 0 % were broken beyond dispute by the end of December 1929"
    )
    assert "at one time run from 0 % to 8 %" in told(c, rules["alt"])  # one disputed act, of 1929


def test_one_time_alone_stands_alone() -> None:
    c = chapter.compute(last_days={"x": "1936"}, outbreak="1937-01-01", alike=["turkey"])
    assert told(c, captions.life_lines(c)["title"]).endswith("pacts were broken: 1 before 1 January 1937")
    assert "in all, beyond" not in told(c, captions.rules(c)["alt"])


def test_the_mark_stands_in_the_caption_as_ours() -> None:
    for level, words in ((0.5, "more than half"), (0.2, "more than 20 %")):
        c = chapter.compute(regular=level)
        assert f"Shaded is {words}: our mark" in told(c, captions.rules(c)["caption"])
