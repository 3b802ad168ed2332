"""Chapter 08 under other parameters: whatever is accepted runs, and every sentence stays true."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.ledger import ParameterError
from romsov_analysis.themes.aid import chapter

BASES = ["firsthand", "relayed", "inference", "anonymous"]
CHOICES: dict[str, dict[str, Any]] = {
    "default": {},
    "firsthand": {"bases": ["firsthand"]},
    "relayed": {"bases": ["relayed"]},
    "anonymous": {"bases": ["anonymous"]},
    "nobody": {"bases": []},
    "verified": {"statuses": ["verified"]},
    "the article": {"outside": False},
    "no status": {"statuses": []},
    "second coder": {"coder": "second"},
    "sure": {"prior": [0.5, 0.5], "ratio": [1, 1]},
    "strong": {"prior": [0.9, 0.95], "ratio": [2, 100]},
}


@cache
def shown(name: str) -> Shown:
    return run("08", **CHOICES[name])


def cells(name: str) -> pd.DataFrame:
    """Independently of the chapter: a row a voice that counts, a column a part; the sides its statements take."""
    choice = CHOICES[name]
    bases, outside = choice.get("bases", BASES), choice.get("outside", True)
    statuses = choice.get("statuses", ["verified", "second-hand"])
    claims, testimony = evidence.load("claims"), evidence.load("testimony")
    table = evidence.load("readings")
    if choice.get("coder") == "second":
        table["reading"] = table["second"].fillna(table["reading"])
    voices = {}
    for row in dict.fromkeys(table["statement"]):
        kind, _, key = row.partition(":")
        told = claims.loc[key] if kind == "claims" else testimony.loc[key]
        if kind == "testimony" and (not outside or told["status"] not in statuses):
            continue
        if told["basis"] in bases:
            voices[row] = told["dependence"]
    table = table[table["statement"].isin(list(voices))]
    grid = table.assign(voice=table["statement"].map(voices))
    return (
        grid.groupby(["voice", "part"])["reading"].agg(lambda found: frozenset(found) - {"neutral"}).unstack()
    )


def count(name: str, part: str, *sides: str) -> int:
    grid = cells(name)
    return 0 if part not in grid else int((grid[part] == frozenset(sides)).sum())


@pytest.mark.parametrize("name", CHOICES)
def test_voices_for_and_against_are_counted_anew(name: str) -> None:
    (rows,) = [
        rows
        for caption, rows in shown(name).tables().items()
        if " statement" in caption and "voice" in caption
    ]
    titles = evidence.load("parts")["title"]
    assert [row[0] for row in rows] == list(titles)
    for row, part in zip(rows, titles.index, strict=True):
        for cell, sides in zip(row[2:], (["supports"], ["against"], ["supports", "against"]), strict=True):
            assert int(cell.partition(":")[0]) == count(name, str(part), *sides), (part, sides)


@pytest.mark.parametrize("name", CHOICES)
def test_how_a_part_stands_follows_the_rule(name: str) -> None:
    (rows,) = [
        rows
        for caption, rows in shown(name).tables().items()
        if " statement" in caption and "voice" in caption
    ]
    for row in rows:
        for_it, against, both = (int(cell.partition(":")[0]) for cell in row[2:])
        yes, no = for_it + both, against + both
        if not yes and not no:
            assert row[1] == "spoken of by nobody"
        elif yes and no:
            # Without one voice the other side would stand alone: then it turns on it.
            turns = yes == 1 or no == 1
            assert row[1].startswith("turns on" if turns else "open"), row
        elif yes + no == 1:
            assert row[1].startswith("rests on one voice")
        else:
            assert row[1].startswith("settled")


@pytest.mark.parametrize("name", CHOICES)
def test_the_finding_says_what_the_numbers_say(name: str) -> None:
    finding = shown(name).texts("answer")[0]
    grid = cells(name)
    if not len(grid):
        assert "nobody speaks" in finding
        return
    if not any(
        count(name, part, *sides)
        for part in grid
        for sides in (["supports"], ["against"], ["supports", "against"])
    ):
        assert "none speaks on any part" in finding
        return
    support, deny = count(name, "political_request", "supports"), count(name, "political_request", "against")
    if support:
        assert f"say so ({support} voices)" in finding or f"says so ({support} voice)" in finding
    if deny:
        assert f"deny it ({deny})" in finding or f"denies it ({deny})" in finding
    force = count(name, "offer_of_force", "against")
    assert (f"{force} voice" in finding) == (force > 0 or f"{force} voice" in finding)


@pytest.mark.parametrize("name", CHOICES)
def test_who_told_is_named_only_if_heard(name: str) -> None:
    grid, names = cells(name), evidence.load("voices")["name"]
    told = [
        text
        for text in shown(name).texts("answer")
        if text.startswith("That the new leaders asked is told by")
    ]
    for text in told:
        before, _, against = text.partition("against it stand")
        for voice in grid.index:
            sides = grid.loc[voice, "political_request"]
            if sides == frozenset({"supports"}):
                assert names[voice] in before
            if sides == frozenset({"against"}):
                assert names[voice] in against


@pytest.mark.parametrize("name", CHOICES)
def test_ranges_of_belief_by_hand(name: str) -> None:
    choice = CHOICES[name]
    prior, ratio = choice.get("prior", [0.25, 0.75]), choice.get("ratio", [1, 5])
    (rows,) = [rows for caption, rows in shown(name).tables().items() if "times for each voice" in caption]
    parts = evidence.load("parts")["title"]
    for part in ("political_request", "military_sounding", "rumour_only"):
        (row,) = [row for row in rows if row[0] == parts[part]]
        yes, no = count(name, part, "supports"), count(name, part, "against")
        ends = []
        for start, up, down in ((prior[0], ratio[0], ratio[1]), (prior[1], ratio[1], ratio[0])):
            odds = start / (1 - start) * up**yes / down**no
            ends.append(odds / (1 + odds))
        for end in ends:
            text = f"{100 * end:.1f} %"
            assert text in row[1] or "next to" in row[1], (row, ends)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"coder": "third"}, r"coder='third': is none of these.*Accepted: first, second"),
        ({"bases": ["firsthand", "relayd"]}, r"'relayd' is none of these.*Nearest: relayed"),
        ({"bases": "firsthand"}, r"bases='firsthand': is not a list"),
        ({"statuses": ["Verified"]}, r"Nearest: verified"),
        ({"outside": "false"}, r"outside='false': is neither True nor False"),
        ({"prior": [0.9, 0.1]}, r"prior=\[0\.9, 0\.1\]: stands the wrong way round.*Nearest"),
        ({"prior": [0, 1]}, r"prior=\[0, 1\]: lies outside"),
        ({"ratio": [0.5, 2]}, r"ratio=\[0\.5, 2\]: lies outside"),
        ({"ratio": 5}, r"ratio=5: is not a pair"),
        ({"codre": "first"}, r"no parameter 'codre'.*Nearest: coder"),
    ],
)
def test_wrong_values_are_refused_before_anything_is_computed(given: dict[str, Any], message: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("romsov_analysis.themes.aid.parts.parts_of", None)
        with pytest.raises(ParameterError, match=message):
            chapter.compute(**given)
