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
    "killed": ("east", {"killed", "dead of every cause"}),
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


def own_counts(name: str, figure: str) -> tuple[list[float], list[float]]:
    """Independently of the chapter: the counts of what a figure speaks of, and those of anything else."""
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
    return own, others


def near_own(name: str, figure: str) -> int:
    """Independently of the chapter: how many counts of the same a figure is near."""
    said = float(evidence.row(f"claims:cs.{figure}")["value"])
    within = CHOICES[name].get("within", 10.0) / 100
    own, _ = own_counts(name, figure)
    return sum(value * (1 - within) <= said <= value * (1 + within) for value in own)


def standing(name: str, figure: str) -> str:
    """Independently of the chapter: by how many counts of the same lie within the margin, and where the others lie."""
    said = float(evidence.row(f"claims:cs.{figure}")["value"])
    within = CHOICES[name].get("within", 10.0) / 100
    own, others = own_counts(name, figure)
    near = [value for value in own if value * (1 - within) <= said <= value * (1 + within)]
    if near:
        return "borne out" if len(near) > len(own) - len(near) else "partly"
    if any(value < said for value in own) and any(value > said for value in own):
        return "between the counts"
    if any(value * (1 - within) <= said <= value * (1 + within) for value in others):
        return "another count"
    return "no count near"


TONES = {"borne out": "yes", "partly": "partly", "between the counts": "open"}


@pytest.mark.parametrize("name", CHOICES)
def test_the_verdict_says_what_the_tables_allow_at_most(name: str) -> None:
    (verdict,) = shown(name).texts("verdict")
    assert len(verdict.split()) <= 25
    killed = evidence.load("loss_counts")["value"]["whole_killed"]
    assert (f"The army's tables have {killed:,.0f} killed" in verdict) == ("army table" in taken_kinds(name))
    assert "f Jews under Romanian rule 280,000–380,000 were murdered or died." in verdict


def taken_kinds(name: str) -> set[str]:
    without = CHOICES[name].get("without", ["relabelled"])
    return set() if without == "all" else set(KINDS) - set(without)


@pytest.mark.parametrize("name", CHOICES)
def test_the_marks_say_how_each_figure_stands(name: str) -> None:
    *marks, others = shown(name).marks()
    for (tone, word, of), figure in zip(marks, FIGURES, strict=True):
        how = standing(name, figure)
        near = "near one count" if near_own(name, figure) == 1 else "near some counts"
        shows = {"partly": near, "another count": "near another kind of count"}.get(how, how)
        assert word == (shows if any(own_counts(name, figure)) else "no count taken"), (figure, of)
        assert tone == (TONES.get(how, "no") if any(own_counts(name, figure)) else "open")
    assert others[1] == "not on its page"
    assert "5,223 or more Soviet prisoners" in others[2]


@pytest.mark.parametrize("name", CHOICES)
def test_the_answer_compares_with_what_is_counted(name: str) -> None:
    coup, _, losses, others = shown(name).texts("answer")
    schools = evidence.load("coup_schools")
    first = (schools["communists"] == "leads").sum()
    assert len(schools) == 11
    counting = dict(enumerate(["none", "one", "two", "three", "four"])) | {11: "eleven"}
    assert f"Of {counting[len(schools)]} accounts {counting[first]} put the Communists first" in coup
    rows = taken(name)
    stands = [standing(name, figure) for figure in FIGURES]
    assert f"{counting[stands.count('borne out')]} can be borne out" in losses
    part = stands.count("partly")
    assert (f"and {counting[part]} partly" in losses) == (part > 0)
    own, _others = own_counts(name, "killed")
    between = standing(name, "killed") == "between the counts"
    span = (
        f"lie between {min(own):,.0f} (killed) and {max(own):,.0f} (dead of every cause)" if between else ""
    )
    assert (" killed against the Soviet Union lie between " in losses) == between
    assert span in losses
    times = re.search(r"killed against the Soviet Union are ([\d.]+) times", losses)
    beyond = bool(own) and standing(name, "killed") in ("another count", "no count near")
    assert bool(times) == beyond
    if times:
        assert float(times[1]) == round(110_000 / own[0], 1)
    both = {"hungary", "czechoslovakia"} <= set(rows)  # both are tables of the army
    within = CHOICES[name].get("within", 10.0) / 100
    near = both and 109_195 * (1 - within) <= 120_000 <= 109_195 * (1 + within)
    assert ("109,195 dead, wounded and missing" in losses) == (
        near and standing(name, "perished") == "another count"
    )
    missing, _ = own_counts(name, "missing")
    part = standing(name, "missing") == "partly"
    assert bool(re.search("missing or captured are near (one count|some counts) of them", losses)) == part
    if part:
        assert f"(165,000), and far from the highest ({max(missing):,.0f})" in losses
    assert "280,000–380,000 Jews" in others
    assert f"{100 * 5_223 / 91_060:.1f} per cent died in its camps by its own count" in others
    assert (
        f"{100 * 15_425 / 236_000:.0f}–{100 * 65_000 / 236_000:.0f} per cent died: by the Russian count"
        in others
    )


@pytest.mark.parametrize("name", CHOICES)
def test_what_is_near_is_told_with_the_margin(name: str) -> None:
    (told,) = shown(name).texts("conclusion")
    within = CHOICES[name].get("within", 10.0)
    assert re.search(rf"within {within:g}(\.0)? % of a count", told)
    for figure in ("missing", "perished"):
        said = float(evidence.row(f"claims:cs.{figure}")["value"])
        for off in re.findall(rf"{said:,.0f} [^;]*? lie ([\d.]+) % from ([\d,]+)", told):
            assert float(off[0]) == pytest.approx(
                100 * abs(said / float(off[1].replace(",", "")) - 1), abs=0.051
            )
    near = [figure for figure in ("missing", "perished") if standing(name, figure) in NEAR]
    assert ("our choice" in told) == bool(near)


NEAR = ("borne out", "partly", "another count")


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
    assert [row[-1] for row in rows] == [standing(name, figure) for figure in FIGURES]
    for row, figure in zip(rows, FIGURES, strict=True):
        assert (row[3] == "none") == (standing(name, figure) not in NEAR)
        assert row[0].startswith(f"{int(evidence.row(f'claims:cs.{figure}')['value']):,} ")


@pytest.mark.parametrize("name", CHOICES)
def test_marks_table_and_statements_agree(name: str) -> None:
    words = {"borne out": "right", "partly": "partly right", "between the counts": "not decidable"}
    (rows,) = [rows for caption, rows in shown(name).tables().items() if caption.startswith("Of the study's")]
    order = evidence.load("page_statements").reset_index().sort_values("order")
    result = dict(zip(order["claim"], (row[1] for row in rows), strict=True))
    for figure in FIGURES:
        own, _others = own_counts(name, figure)
        how = words.get(standing(name, figure), "slip") if own else "not decidable"
        assert result[f"cs.{figure}"] == how, figure
