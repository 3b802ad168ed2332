"""Chapter 08 under other parameters: whatever is accepted runs, and every sentence stays true."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pandas as pd
import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
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


# What a mark of the verdict is said of → the part.
MARKED = {
    "the army sounded Moscow out": "military_sounding",
    "the new leaders asked": "political_request",
    "Moscow offered troops unasked": "offer_of_force",
    "Moscow offered relief unasked": "offer_of_relief",
}
TONES = {"documented": "yes", "well attested": "yes", "contested": "partly", "no reliable evidence": "no"}


@cache
def shown(name: str) -> Shown:
    return run("08", **CHOICES[name])


@cache
def cells(name: str) -> pd.DataFrame:
    """Independently of the chapter: a row a voice that counts, a column a part; the sides its statements take."""
    choice = CHOICES[name]
    bases, outside = choice.get("bases", BASES), choice.get("outside", True)
    statuses = choice.get("statuses", ["verified", "second-hand"])
    claims, testimony = evidence.load("claims"), evidence.load("testimony")
    table = evidence.load("readings")
    if choice.get("coder") == "second":
        table["reading"] = table["second"].where(table["second"] != "unread").fillna(table["reading"])
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
            # A voice that refuses and speaks too is counted by what it says.
            expected = count(name, str(part), *sides) + count(name, str(part), "refused", *sides)
            assert int(cell.partition(":")[0]) == expected, (part, sides)


def grade(name: str, part: str) -> str:
    """Independently of the theme: how known a part is under a choice, from the rows of the tables."""
    grid, gain = words(name), evidence.load("parts").loc[part]
    gaining = {
        reading: set(str(gain[column]).split("; ")) if isinstance(gain[column], str) else set()
        for reading, column in (("supports", "gains_yes"), ("against", "gains_no"))
    }
    own = [row for row in grid if row["part"] == part and row["reading"] in gaining]
    for row in own:
        other = "against" if row["reading"] == "supports" else "supports"
        row["gains"] = row["side"] in gaining[row["reading"]]
        row["brave"] = row["side"] in gaining[other]
    yes, no = ([row for row in own if row["reading"] == reading] for reading in gaining)
    if yes and all(row["gains"] for row in yes) and any(row["brave"] for row in no):
        yes = []
    elif no and all(row["gains"] for row in no) and any(row["brave"] for row in yes):
        no = []
    if not yes:
        return "without reliable evidence" if no else "unknown"
    if no:
        return "contested"
    if any(row["act"] for row in yes):
        return "documented"
    heard = {row["side"] if row["gains"] else f"voice {row['voice']}" for row in yes}
    witness = any(not row["gains"] and row["basis"] in ("firsthand", "relayed") for row in yes)
    return "well attested" if len(heard) > 1 and witness else "without reliable evidence"


@cache
def words(name: str) -> list[dict[str, Any]]:
    """Every reading that speaks under a choice, with the side whose word it is."""
    coder, grid = CHOICES[name].get("coder", "first"), cells(name)
    claims, testimony = evidence.load("claims"), evidence.load("testimony")
    side_of = evidence.load("voices")["interest"]
    counted, found = set(grid.index), []
    choice = CHOICES[name]
    for _, row in evidence.load("readings").iterrows():
        kind, _, key = str(row["statement"]).partition(":")
        told = claims.loc[key] if kind == "claims" else testimony.loc[key]
        if told["dependence"] not in counted or told["basis"] not in choice.get("bases", BASES):
            continue
        if kind == "testimony" and (
            not choice.get("outside", True)
            or told["status"] not in choice.get("statuses", ["verified", "second-hand"])
        ):
            continue
        second = row["second"] if isinstance(row["second"], str) and row["second"] != "unread" else None
        reading = second or row["reading"] if coder == "second" else row["reading"]
        lag = (
            dates.lag(told["date"], told["testified"])
            if isinstance(told["testified"], str) and isinstance(told["date"], str)
            else None
        )
        act = (
            kind == "testimony"
            and told["status"] == "verified"
            and told["act"] in ("offer", "question", "demand")
            and lag is not None
            and lag * 365.25 <= 7
        )
        side = row["side"] if isinstance(row["side"], str) else side_of[told["dependence"]]
        found.append(
            {
                "part": row["part"],
                "reading": reading,
                "voice": told["dependence"],
                "side": side,
                "basis": told["basis"],
                "act": act,
            }
        )
    return found


def independent(name: str, part: str, reading: str) -> int:
    """Independently of the theme: voices, of which those of one side that gains count once."""
    told = evidence.load("parts").loc[part, "gains_yes" if reading == "supports" else "gains_no"]
    gaining = told.split("; ") if isinstance(told, str) else []
    said = [word for word in words(name) if word["part"] == part and word["reading"] == reading]
    return len({word["side"] if word["side"] in gaining else f"voice {word['voice']}" for word in said})


@pytest.mark.parametrize("name", CHOICES)
def test_how_known_a_part_is_follows_the_printed_rules(name: str) -> None:
    (rows,) = [
        rows
        for caption, rows in shown(name).tables().items()
        if " statement" in caption and "voice" in caption
    ]
    parts = evidence.load("parts").index
    for row, part in zip(rows, parts, strict=True):
        known = grade(name, str(part))
        assert row[1].startswith("unknown, since nobody" if known == "unknown" else known), (row, known)


@pytest.mark.parametrize("name", CHOICES)
def test_independent_voices_are_counted_anew(name: str) -> None:
    (rows,) = [rows for caption, rows in shown(name).tables().items() if caption.startswith("Whose word")]
    for row, part in zip(rows, evidence.load("parts").index, strict=True):
        for cell, reading in ((row[1], "supports"), (row[2], "against")):
            assert int(cell.split()[0].rstrip(":")) == independent(name, str(part), reading), (part, reading)
        assert int(row[3].partition(":")[0]) == count(name, str(part), "refused")


@pytest.mark.parametrize("name", CHOICES)
def test_no_sentence_calls_an_accusation_settled(name: str) -> None:
    said = " ".join(shown(name).texts("answer"))
    assert "settled" not in said
    if grade(name, "political_request") != "unknown" and "none speaks" not in said:
        assert "No court has found that anyone asked" in said
    courts = evidence.load("testimony").query("side == 'court'").index
    table = evidence.load("readings")
    told = table[table["statement"].isin([f"testimony:{row}" for row in courts])]
    asking = told[told["part"].isin(["political_request", "military_sounding"])]
    assert not (asking["reading"] == "supports").any()


def test_what_is_told_of_the_living_stands_whole_with_its_answer() -> None:
    (rows,) = [rows for caption, rows in shown("default").tables().items() if "living" in caption]
    table = evidence.load("testimony")
    assert rows
    for row in rows:
        ((key, cells),) = table[table["title"] == row[0]].iterrows()
        denials = [name.strip() for name in str(cells["denied_by"]).split(";")]
        assert denials, key
        for name in denials:
            assert table.loc[name, "title"] in row[2]
    consul = table.loc["dinu_consul_refuses", "title"]
    assert all(words in consul for words in ("landed", "two hours from the centre", "since September"))


def silent(name: str) -> bool:
    """Independently of the theme: whether no statement that counts speaks on any part, or tells of a refusal."""
    return not any(cell for row in cells(name).to_numpy() for cell in row)


@pytest.mark.parametrize("name", CHOICES)
def test_the_verdict_says_how_known_asking_and_refusal_are(name: str) -> None:
    (verdict,) = shown(name).texts("verdict")
    if silent(name):
        assert "nobody speaks" in verdict or "none speaks on any part" in verdict
        return
    for of, part in (
        ("the army sounded Moscow out", "military_sounding"),
        ("the new leaders asked", "political_request"),
    ):
        (sentence,) = [words for words in re.split(r"(?<=\.) ", verdict) if of.casefold() in words.casefold()]
        known = grade(name, part)
        assert ("no reliable evidence" in sentence) == (known == "without reliable evidence")
        assert ("contested" in sentence) == (known == "contested")
        assert sentence.startswith("Nobody speaks") == (known == "unknown")
        assert ("by a record of these days" in sentence) == (known == "documented")
        both = count(name, part, "supports") and count(name, part, "against")
        assert ("witnesses contradict each other" in sentence) == (known == "contested" and bool(both))
    told = list(cells(name).get("offer_of_force", ()))
    refusing, offered = sum("refused" in cell for cell in told), any("supports" in cell for cell in told)
    assert ("Moscow refused" in verdict) == (refusing > 1 and not offered)


@pytest.mark.parametrize("name", CHOICES)
def test_the_marks_say_how_known_each_part_is(name: str) -> None:
    marks = {of: (tone, word) for tone, word, of in shown(name).marks()}
    assert set(marks) == set(MARKED)
    for of, part in MARKED.items():
        known = grade(name, part).replace("without", "no")
        assert marks[of] == (TONES.get(known, "open"), known)


@pytest.mark.parametrize("name", CHOICES)
def test_who_told_is_named_only_if_heard(name: str) -> None:
    names = evidence.load("voices")["name"]
    told = [text for text in shown(name).texts("answer") if "say that the new leaders asked" in text
            or "says that the new leaders asked" in text]  # fmt: skip
    said = [word for word in words(name) if word["part"] == "political_request"]
    assert bool(told) == any(word["reading"] == "supports" for word in said)
    for text in told:
        before, _, after = re.split(r"(says? that the new leaders asked\.)", text)
        against = re.split(r"Nobody denies it\.|den(?:y|ies) it\.", after)[0]
        for voice in names.index:
            readings = {word["reading"] for word in said if word["voice"] == voice}
            assert (names[voice] in before) == ("supports" in readings), voice
            assert (names[voice] in against) == ("against" in readings), voice


@pytest.mark.parametrize("name", CHOICES)
def test_the_picture_shows_every_voice_where_it_speaks(name: str) -> None:
    names = evidence.load("voices")["name"]
    for drawing in shown(name).drawings()[:1]:
        for voice in names.index:
            speaks = {word["part"] for word in words(name) if word["voice"] == voice and word["reading"] in
                      ("supports", "against") and word["part"] != "offer_of_relief"}  # fmt: skip
            refused = (
                voice in cells(name).index
                and "offer_of_force" in cells(name)
                and ("refused" in cells(name).loc[voice, "offer_of_force"])
            )
            assert (f">{names[voice]}<" in drawing) == bool(speaks or refused), voice


@pytest.mark.parametrize("name", CHOICES)
def test_ranges_of_belief_by_hand(name: str) -> None:
    choice = CHOICES[name]
    prior, ratio = choice.get("prior", [0.25, 0.75]), choice.get("ratio", [1, 5])
    (rows,) = [rows for caption, rows in shown(name).tables().items() if "times for each voice" in caption]
    parts = evidence.load("parts")["title"]
    for part in ("political_request", "military_sounding", "rumour_only"):
        (row,) = [row for row in rows if row[0] == parts[part]]
        yes, no = (independent(name, part, reading) for reading in ("supports", "against"))
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
