"""Chapter 01 under other years, tracks and widths: whatever is accepted runs, and every sentence is true."""

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
from romsov_analysis.themes.longquarrel import chapter, words

DOCUMENTS = ("country_study", "pact_thread", "corneanu")
CHOSEN: dict[str, dict[str, Any]] = {
    "default": {},
    "between the wars": {"last": 1939},
    "allies": {"first": 1948},
    "after the war": {"first": 1945, "last": 1963},
    "a silent year": {"first": 1950, "last": 1950},
    "one loud year": {"first": 1944, "last": 1944},
    "the last year": {"first": 1989},
    "money alone": {"tracks": ["economy"]},
    "two tracks, turned round": {"tracks": ["alliance", "frontier"], "first": 1930},
    "every width": {"widest": 80},
    "no width": {"widest": 0},
    "from the first talks": {"first": 1919, "last": 1924},
}
NAMED = {"once": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@cache
def shown(name: str) -> Shown:
    return run("01", **CHOSEN[name])


def values(name: str) -> dict[str, Any]:
    known = {"first": 1918, "last": 1989, "tracks": "all", "widest": 3}
    return known | CHOSEN[name]


def told(name: str) -> list[dict[str, Any]]:
    """Independently of the chapter: the moments, each with year, track, turn and holder, in the order of time."""
    chosen, found = values(name), []
    for key, cells in evidence.load("moments").iterrows():
        span = dates.parse(str(evidence.row(str(cells["row"]))["date"]))
        assert span.earliest is not None, key
        track = str(cells["track"])
        if not chosen["first"] <= span.earliest.year <= chosen["last"]:
            continue
        if chosen["tracks"] == "all" or track in chosen["tracks"]:
            turn, holder = evidence.text(cells, "turn"), evidence.text(cells, "holder")
            found.append({"day": span.earliest, "year": span.earliest.year, "track": track, "turn": turn,
                          "holder": holder, "id": key})  # fmt: skip
    return sorted(found, key=lambda moment: moment["day"])


def years(name: str, turn: str) -> list[int]:
    return sorted({moment["year"] for moment in told(name) if moment["turn"] == turn})


def many(name: str, turn: str) -> int:
    return sum(moment["turn"] == turn for moment in told(name))


def heard(name: str) -> dict[str, set[int]]:
    """Independently of the chapter: document → years of which it speaks."""
    chosen = values(name)
    found: dict[str, set[int]] = {document: set() for document in DOCUMENTS}
    for _, cells in evidence.load("claims").iterrows():
        if not isinstance(cells["date"], str):
            continue
        begin, slash, end = cells["date"].partition("/")
        ends = [int(part[:4]) for part in (begin, end if slash else begin) if part != ".."]
        if max(ends) - min(ends) <= chosen["widest"]:
            own = range(min(ends), max(ends) + 1)
            found[cells["document"]] |= {year for year in own if chosen["first"] <= year <= chosen["last"]}
    return found


def runs(name: str) -> list[list[int]]:
    """Independently of the chapter: stretches of years of which no document speaks."""
    chosen = values(name)
    spoken = set().union(*heard(name).values())
    line = "".join("x" if year in spoken else "." for year in range(chosen["first"], chosen["last"] + 1))
    return [
        [chosen["first"] + found.start(), chosen["first"] + found.end() - 1]
        for found in re.finditer(r"\.+", line)
    ]


def listed(numbers: list[int]) -> str:
    return " and ".join(filter(None, (", ".join(map(str, numbers[:-1])), str(numbers[-1]))))


def times(text: str, after: str) -> int:
    """How often a sentence says that something happened: the number of times behind some words."""
    found = re.search(rf"{after} (\w+) times?", text)
    return NAMED[found[1]] if found else 0


@pytest.mark.parametrize("name", CHOSEN)
def test_the_verdict_says_how_often_bessarabia_was_at_stake(name: str) -> None:
    (verdict,) = shown(name).texts("verdict")
    assert len(verdict.split()) <= 25
    assert times(verdict, "[Aa]rmies entered Bessarabia") == many(name, "army")
    assert times(verdict, "[Tt]alks broke on (?:it|Bessarabia)") == many(name, "talks")
    raised = years(name, "raised")
    assert ("when they were allies" in verdict) == bool(raised)
    if raised:
        said = f"in {raised[0]}." if len(raised) == 1 else f"from {raised[0]} to {raised[-1]}."
        assert verdict.endswith(said)
    if not any(moment["turn"] for moment in told(name)):
        none = f"at stake in none of {len(told(name))} moments" if told(name) else "nothing is told here"
        assert none in verdict


@pytest.mark.parametrize("name", CHOSEN)
def test_the_marks_are_true(name: str) -> None:
    marks = {word: of for _, word, of in shown(name).marks()}
    talks = years(name, "talks")
    assert ("not settled" in marks) == bool(talks)
    assert not talks or marks["not settled"].endswith(listed(talks))
    assert ("on paper" in marks) == any(moment["id"] == "peace_1947" for moment in told(name))
    whole = values(name)["last"] - values(name)["first"] + 1
    spoken = len(set().union(*heard(name).values()))
    silent = spoken < whole
    assert (
        marks["the three documents"]
        == f"speak of {f'{spoken} of {whole}' if silent else f'each of {whole}'} years"
    )
    assert ("where" in marks) == any(moment["turn"] for moment in told(name))


@pytest.mark.parametrize("name", CHOSEN)
def test_the_answer_gives_the_years(name: str) -> None:
    at_stake = " ".join(shown(name).texts("answer"))
    for turn, words_ in (("army", "An army entered it in {}."), ("talks", "Talks broke on it in {}."),
                         ("raised", "allies, it came up in {}.")):  # fmt: skip
        own = years(name, turn)
        before = words_.partition("{}")[0]
        assert (before in at_stake) == bool(own)
        assert not own or words_.format(listed(own)) in at_stake
    assert ("In 1964 it did so in print." in at_stake) == any(one["id"] == "marx_1964" for one in told(name))
    assert ("turns on Bessarabia" in at_stake) == (not any(moment["turn"] for moment in told(name)))
    tracks = {moment["track"] for moment in told(name)}
    at_stake_at_all = any(moment["turn"] for moment in told(name))
    assert (" as well." in at_stake) == (at_stake_at_all and bool(tracks & {"economy", "alliance"}))
    assert bool(re.search(r"quarrelled about .*money", at_stake)) == ("economy" in tracks)
    assert bool(re.search(r"quarrelled about .*alliance", at_stake)) == ("alliance" in tracks)


@pytest.mark.parametrize("name", CHOSEN)
def test_who_held_the_land_for_how_long(name: str) -> None:
    said = " ".join(shown(name).texts("answer"))
    armies = [moment for moment in told(name) if moment["turn"] == "army"]
    end = values(name)["last"] + 1
    for state, called in (("romania", "Romania"), ("ussr", "the Soviet Union")):
        found = re.search(rf"{called} held it for (\d+) years?", said)
        held = 0.0
        for moment, after in zip(armies, [*armies[1:], *([None] if armies else [])], strict=True):
            if moment["holder"] == state:
                until = (after["day"] if after else datetime.date(end, 1, 1)).toordinal()
                held += (until - moment["day"].toordinal()) / 365.2425
        assert bool(found) == any(moment["holder"] == state for moment in armies)
        assert not found or abs(int(found[1]) - held) < 0.6
    if armies:
        assert f"the end of {values(name)['last']} " in said
        assert (f"From {armies[0]['year']} to the end" in said) == (armies[0]["year"] < values(name)["last"])


@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_said_of_the_documents_is_counted(name: str) -> None:
    said = " ".join(shown(name).texts("answer"))
    spoken = set().union(*heard(name).values())
    whole = values(name)["last"] - values(name)["first"] + 1
    assert ("say nothing" in said) == (not spoken)
    assert (f"speak of {len(spoken)} of {whole} year" in said) == (0 < len(spoken) < whole)
    assert ("every one of these years" in said) == (len(spoken) == whole)
    if spoken and runs(name):
        longest = max(runs(name), key=lambda run: run[1] - run[0])
        found = re.search(r"longest silence is (?:from (\d+) to (\d+)|(\d+)), (\d+) year", said)
        assert found is not None
        ends = [int(found[1]), int(found[2])] if found[1] else [int(found[3])] * 2
        assert ends == longest
        assert int(found[4]) == longest[1] - longest[0] + 1
    conclusion = shown(name).texts("conclusion")[0]
    for document, own in heard(name).items():
        called = words.NAMES[document].capitalize()
        (sentence,) = [part for part in re.split(r"(?<=\.) ", conclusion) if part.startswith(called)]
        assert ("none of these years" in sentence) == (not own)
        if own:
            ends = [str(min(own))] if len(own) == 1 else [str(min(own)), str(max(own))]
            assert re.findall(r"\d+", sentence) == [str(len(own)), *ends]
    silent = sum(moment["year"] not in spoken for moment in told(name))
    assert (f"told here {silent} fall" in conclusion) == bool(silent)
    long = [f"{begin}–{end}" for begin, end in runs(name) if end - begin >= 4]
    assert re.findall(r"\d{4}–\d{4}", conclusion) == long


@pytest.mark.parametrize("name", CHOSEN)
def test_the_title_of_the_key_picture_is_true(name: str) -> None:
    title = shown(name).texts("title")[0]
    loud = {moment["year"] // 10 * 10 for moment in told(name) if moment["turn"]}
    every = set(range(values(name)["first"] // 10 * 10, values(name)["last"] + 1, 10))
    named = {int(decade) for decade in re.findall(r"(\d{4})s", title)}
    if not loud:
        assert "in none of the moments" in title
    elif "every decade" in title:
        assert named == every - loud
    else:
        assert named == loud


@pytest.mark.parametrize("name", CHOSEN)
def test_alt_text_and_tables_hold_every_moment(name: str) -> None:
    own, alt = told(name), shown(name).alts()[0]
    for track, title in (
        ("frontier", "The frontier"),
        ("war", "War and violence"),
        ("alliance", "The alliance"),
    ):
        assert (title in alt) == any(moment["track"] == track for moment in own)
    tables = shown(name).tables()
    (rows,) = [rows for caption, rows in tables.items() if caption.startswith("The long quarrel")]
    assert len(rows) == len(own)
    (turned,) = [
        rows for caption, rows in tables.items() if "Bessarabia was" in caption or " time" in caption
    ]
    assert len(turned) == sum(bool(moment["turn"]) for moment in own)
    (spoken,) = [rows for caption, rows in tables.items() if caption.startswith("The three documents speak")]
    assert [[int(year) for year in row[2].split(", ") if year != "none"] for row in spoken] == [
        sorted(years_) for years_ in heard(name).values()
    ]


def test_no_sentence_is_too_long() -> None:
    for name in CHOSEN:
        for kind in ("verdict", "answer", "conclusion", "caption", "title"):
            for text in shown(name).texts(kind):
                assert all(len(sentence.split()) <= 40 for sentence in re.split(r"(?<=[.!?]) ", text)), text


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"first": 1917}, r"first=1917: lies outside.*Nearest: 1918"),
        ({"last": 1990}, r"last=1990: lies outside.*Nearest: 1989"),
        ({"first": 1960, "last": 1950}, r"last=1950: lies before first.*Nearest: 1960"),
        ({"first": 1944.5}, r"first=1944.5: is not a whole number"),
        ({"tracks": []}, r"tracks=\[\]"),
        ({"tracks": ["frontiers"]}, r"tracks=.*Nearest: frontier"),
        ({"widest": -1}, r"widest=-1: lies outside"),
        ({"wide": 1}, r"no parameter 'wide'"),
    ],
)
def test_what_cannot_be_computed_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        chapter.compute(**given)
