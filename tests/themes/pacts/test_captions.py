"""Captions of chapter 03 where there is nothing to count; all else: test_parameters."""

from __future__ import annotations

from romsov_analysis.results import plain
from romsov_analysis.themes.pacts import captions, chapter

EARLY = {"last_days": {"x": "1929"}, "outbreak": "1929-01-01", "alike": ["turkey"]}


def test_without_a_breach_the_figures_say_so() -> None:
    c = chapter.compute(**EARLY)
    life, incidence, calendar = (
        captions.life_lines(c), captions.incidence(c), captions.calendar(c),
    )  # fmt: skip
    assert "Of the crosses" not in life["alt"] + life["caption"]
    assert life["caption"].endswith("dashed).")
    assert incidence["alt"] == incidence["caption"]
    assert incidence["caption"].endswith("by years in force: none was so by the end of December 1929.")
    assert calendar["caption"].endswith("with exact Poisson intervals: none from 1919 to 1929.")


def test_a_group_without_a_treaty_in_force_is_said_to_have_none() -> None:
    c = chapter.compute()
    found = dict(c.base_rates)
    del found[c.peak.id, "with"]
    c.__dict__["rates"] = {**c.rates, "denounced": found}
    told = plain(captions.calendar(c)["caption"])
    assert "with the Soviet Union or Germany as a party none was in force" in told
    assert "ratio" not in told
