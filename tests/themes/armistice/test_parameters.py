"""Chapter 04 under other counts, margins and days: whatever is accepted runs, and every sentence stays true."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import ParameterError
from romsov_analysis.themes.armistice import chapter

KINDS = ["army table", "Soviet file", "list of names", "commission", "estimate", "relabelled"]
CHOICES: dict[str, dict[str, Any]] = {
    "default": {},
    "nothing left out": {"without": []},
    "no army table": {"without": ["army table"]},
    "no estimate": {"without": ["estimate", "relabelled"]},
    "no Soviet file": {"without": ["Soviet file"]},
    "names alone": {"without": [kind for kind in KINDS if kind != "list of names"]},
    "commission alone": {"without": [kind for kind in KINDS if kind != "commission"]},
    "nothing": {"without": "all"},
    "to the man": {"within": 0},
    "narrow": {"within": 5},
    "just wide enough": {"within": 9.9},
    "just too narrow": {"within": 9.8},
    "wide": {"within": 50},
    "spring": {"first": "1944-03-01", "last": "1944-05-31"},
    "one day": {"first": "1944-08-23", "last": "1944-08-23"},
    "after all": {"first": "1944-12-01", "last": "1944-12-31"},
    "whole": {"first": "1943-01-01", "last": "1944-12-31"},
}
FIGURES = {
    "killed": ("east", {"killed"}),
    "missing": ("east", {"missing", "taken prisoner"}),
    "transported": ("turn", {"taken prisoner"}),
    "perished": ("west", {"killed", "dead of every cause"}),
}


@cache
def shown(name: str) -> Shown:
    return run("04", **CHOICES[name])


def taken(name: str) -> dict[str, tuple[str, str, str, float]]:
    """Independently of the chapter: row → (campaign, category, who, value) of the counts that are not left out."""
    without = CHOICES[name].get("without", ["relabelled"])
    without = KINDS if without == "all" else without
    table = evidence.load("loss_counts")
    return {
        str(row): (cells["campaign"], cells["category"], cells["who"], cells["value"])
        for row, cells in table.iterrows()
        if cells["kind"] not in without and cells["low"] == cells["low"]
    }


def standing(name: str, figure: str) -> str:
    """Independently of the chapter: own, other or none, by whether a count lies within the margin."""
    said = float(evidence.row(f"claims:cs.{figure}")["value"])
    within = CHOICES[name].get("within", 10.0) / 100
    campaign, categories = FIGURES[figure]
    rows = taken(name)
    own, others = [], []
    for front, category, who, value in rows.values():
        if front == campaign and who == "Romanian soldiers":
            (own if category in categories else others).append(value)
    if figure == "perished":
        if {"whole_killed", "east_killed"} <= set(rows):
            own.append(rows["whole_killed"][3] - rows["east_killed"][3])
        if {"hungary", "czechoslovakia"} <= set(rows):
            others.append(rows["hungary"][3] + rows["czechoslovakia"][3])

    def near(values: list[float]) -> bool:
        return any(value * (1 - within) <= said <= value * (1 + within) for value in values)

    return "own" if near(own) else "other" if near(others) else "none"


WORDS = ("none stands", "one stands", "two stand", "three stand", "four stand")


@pytest.mark.parametrize("name", CHOICES)
def test_the_verdict_counts_the_figures_that_stand(name: str) -> None:
    (verdict,) = shown(name).texts("verdict")
    assert len(verdict.split()) <= 25
    fair = sum(standing(name, figure) == "own" for figure in FIGURES)
    assert f"four loss figures {WORDS[fair]}" in verdict
    tell = standing(name, "perished") != "own"
    assert ("; the army counts 21,035 dead, not 120,000" in verdict) == tell


@pytest.mark.parametrize("name", CHOICES)
def test_the_marks_say_how_each_figure_stands(name: str) -> None:
    words = {"own": "borne out", "other": "another count", "none": "no count near"}
    for (tone, word, of), figure in zip(shown(name).marks(), FIGURES, strict=True):
        how = standing(name, figure)
        campaign = FIGURES[figure][0]
        counted = any(
            front == campaign and who == "Romanian soldiers" for front, _, who, _ in taken(name).values()
        )
        assert word == (words[how] if counted else "no count taken"), (figure, of)
        assert (tone == "yes") == (how == "own")


@pytest.mark.parametrize("name", CHOICES)
def test_the_answer_compares_with_what_is_counted(name: str) -> None:
    _, _, losses, others = shown(name).texts("answer")
    rows = taken(name)
    fair = sum(standing(name, figure) == "own" for figure in FIGURES)
    assert f"{('none', 'one', 'two', 'three', 'four')[fair]} can be borne out" in losses
    times = re.search(r"killed against the Soviet Union are ([\d.]+) times", losses)
    assert bool(times) == ("east_killed" in rows)
    if times:
        assert float(times[1]) == round(110_000 / rows["east_killed"][3], 1)
    both = {"hungary", "czechoslovakia"} <= set(rows)  # both are tables of the army
    within = CHOICES[name].get("within", 10.0) / 100
    near = both and 109_195 * (1 - within) <= 120_000 <= 109_195 * (1 + within)
    assert ("109,195 losses of every kind" in losses) == (near and standing(name, "perished") == "other")
    assert "280,000–380,000 Jews" in others
    assert f"{100 * 5_223 / 91_060:.1f} per cent of its Soviet prisoners" in others
    assert (
        f"{100 * 15_425 / 181_967:.0f}–{100 * 65_000 / 236_000:.0f} per cent died in Soviet camps" in others
    )


@pytest.mark.parametrize("name", CHOICES)
def test_the_road_shows_the_steps_between_the_days(name: str) -> None:
    choice = {"first": "1943-11-01", "last": "1944-09-12"} | CHOICES[name]
    first, last = (datetime.date.fromisoformat(choice[end]) for end in ("first", "last"))
    steps = [
        (str(cells["lane"]), day)
        for _, cells in evidence.load("armistice_steps").iterrows()
        if (day := dates.parse(str(cells["date"])).earliest) and first <= day <= last
    ]
    (caption,) = [caption for caption in shown(name).tables() if "steps of the government" in caption]
    numbers = [int(number) for number in re.findall(r"\d+", caption)]
    assert numbers == [sum(lane == own for lane, _ in steps) for own in ("government", "opposition")]
    assert len(shown(name).tables()[caption]) == len(steps)


@pytest.mark.parametrize("name", CHOICES)
def test_every_figure_is_drawn_and_told(name: str) -> None:
    assert len(shown(name).drawings()) == 3
    assert all(shown(name).alts())


def test_the_bloc_is_dated_by_the_rows() -> None:
    _, terms, _, _ = shown("default").texts("answer")
    said = dates.parse(str(evidence.row("claims:cs.bloc_date")["date"])).latest
    found = dates.parse(str(evidence.row("armistice_steps:bloc")["date"])).earliest
    assert said is not None
    assert found is not None
    assert ("a year too early" in terms) == ((found - said).days > 300)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"within": 51}, "lies outside"),
        ({"within": -1}, "lies outside"),
        ({"within": True}, "is not a number"),
        ({"without": ["army tables"]}, "Nearest: army table"),
        ({"without": "relabelled"}, "is not a list"),
        ({"without": ["estimate", "estimate"]}, "names one twice"),
        ({"first": "1944-13-01"}, "no day of the calendar"),
        ({"last": "1945-01-01"}, "lies outside"),
        ({"first": "1944-09-01", "last": "1944-08-01"}, "lies before first"),
        ({"kind": []}, "no parameter"),
    ],
)
def test_what_is_wrong_is_refused_with_its_reason(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        chapter.compute(**wrong)


@pytest.mark.parametrize("name", CHOICES)
def test_the_table_of_figures_says_what_is_near(name: str) -> None:
    (rows,) = [rows for caption, rows in shown(name).tables().items() if caption.startswith("Beside counts")]
    words = {"own": "borne out", "other": "another count", "none": "no count near"}
    assert [row[-1] for row in rows] == [words[standing(name, figure)] for figure in FIGURES]
    for row, figure in zip(rows, FIGURES, strict=True):
        assert (row[3] == "none") == (standing(name, figure) == "none")
        assert row[0].startswith(f"{int(evidence.row(f'claims:cs.{figure}')['value']):,} ")
