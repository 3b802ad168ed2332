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
from romsov_analysis.ledger import TEXT_MIME, ParameterError
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.aid import chapter, figures
from romsov_analysis.themes.testimony import interests as interests_
from romsov_analysis.themes.testimony.interests import SIDES

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


# The same choices read by the other coder.
OTHERS = {
    f"{name}, the other coder": choice | {"coder": "first" if choice.get("coder") == "second" else "second"}
    for name, choice in CHOICES.items()
}
EVERY = CHOICES | OTHERS


@cache
def shown(name: str) -> Shown:
    return run("08", **CHOICES[name])


@cache
def cells(name: str) -> pd.DataFrame:
    """Independently of the chapter: a row a voice that counts, a column a part; the sides its statements take."""
    choice = EVERY[name]
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
    teller = evidence.load("voices")["interest"]
    for row in own:
        other = "against" if row["reading"] == "supports" else "supports"
        row["gains"] = row["side"] in gaining[row["reading"]]
        # Against his side, as a witness, and not handed on by one who gains.
        row["brave"] = (
            row["side"] in gaining[other]
            and not row["gains"]
            and teller[row["voice"]] not in gaining[row["reading"]]
            and row["basis"] in ("firsthand", "relayed")
        )
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
    if not witness:
        return "without reliable evidence"
    return "attested" if len(heard) > 1 else "one witness"


@cache
def words(name: str) -> list[dict[str, Any]]:
    """Every reading that speaks under a choice, with the side whose word it is."""
    coder, grid = EVERY[name].get("coder", "first"), cells(name)
    claims, testimony = evidence.load("claims"), evidence.load("testimony")
    side_of = evidence.load("voices")["interest"]
    counted, found = set(grid.index), []
    choice = EVERY[name]
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
def test_nobody_is_called_of_a_side_whose_words_he_hands_on(name: str) -> None:
    (rows,) = [rows for caption, rows in shown(name).tables().items() if caption.startswith("Whose word")]
    voices, own = evidence.load("voices"), evidence.load("voices")["interest"]
    texts = [*shown(name).texts("answer"), *(cell for row in rows for cell in row[1:3])]
    groups = [group for text in texts for group in re.findall(r"([^.:();]+) \(([^()]*)\)", text)]
    found = 0
    for who, whose in groups:
        for side, said in SIDES.items():
            if side == "none" or not whose.startswith(said):
                continue
            found += 1
            named = {name for name, title in voices["name"].items() if str(title) in who}
            assert {own[name] for name in named} <= {side}, (who, whose)
    assert found or name in ("nobody", "anonymous"), groups


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


def sides(name: str, part: str) -> dict[str, set[str]]:
    """Independently of the theme: the voices that say yes, that say no, and that say both."""
    said: dict[str, set[str]] = {}
    for word in words(name):
        if word["part"] == part and word["reading"] in ("supports", "against"):
            said.setdefault(word["voice"], set()).add(word["reading"])
    kinds = {"yes": {"supports"}, "no": {"against"}, "both": {"supports", "against"}}
    return {kind: {voice for voice, read in said.items() if read == wanted} for kind, wanted in kinds.items()}


def joint(name: str) -> str:
    """Independently of the theme: which voices on the leaders' asking count as one, as the answer says it."""
    part, said = "political_request", []
    gain = {"supports": "gains_yes", "against": "gains_no"}
    for reading, column in gain.items():
        gaining = str(evidence.load("parts").loc[part, column]).split("; ")
        counted: dict[str, set[str]] = {}
        for word in words(name):
            if (word["part"], word["reading"]) == (part, reading):
                own = word["side"] if word["side"] in gaining else word["voice"]
                counted.setdefault(word["voice"], set()).add(own)
        one = [voice for voice, own in counted.items() if own == {"soviet"}]
        if len(one) > 1:
            *first, last = (evidence.row(f"voices:{voice}")["name"] for voice in one)
            bond = (
                "who speak for one government"
                if interests(set(one)) == {"soviet"}
                else "whose words serve one side"
            )
            said.append(f"{', '.join(first)} and {last}, {bond}, count as one")
    return " and ".join(said) or "a side that gains counts once"


def refusing(name: str) -> set[str]:
    """Independently of the theme: the voices that tell of force refused when it was put to Moscow."""
    return {
        word["voice"]
        for word in words(name)
        if word["part"] == "offer_of_force" and word["reading"] == "refused"
    }


def nobody_speaks(name: str) -> bool:
    told = {word["reading"] for word in words(name)}
    return not told & {"supports", "against", "refused"}


# How known → what a sentence says of it, and what a mark does.
SAID = {
    "documented": ("{did}, as a record of those days shows", "documented"),
    "attested": ("{behind} that {did}", "attested"),
    "contested": ("whether {did} is contested", "contested"),
    "one witness": ("{behind} {did}", "one witness"),
    "without reliable evidence": ("no reliable evidence shows that {did}", "no reliable evidence"),
    "unknown": ("nobody says whether {did}", "nobody says"),
}


def said(name: str, part: str, did: str) -> str:
    """Independently of the theme: the sentence on a part, with how many say so and who denies it."""
    told = sides(name, part)["yes"] | sides(name, part)["both"]
    who = "officer" if interests(told) <= {"army"} else "voice"
    one = len(told) == 1
    behind = f"{COUNTING[len(told)]} {who}{'' if one else 's'} {'says' if one else 'say'}"
    sentence = SAID[grade(name, part)][0].format(did=did, behind=behind)
    if grade(name, part) not in ("attested", "one witness"):
        return f"{sentence}."
    denied = sides(name, part)["no"] | sides(name, part)["both"]
    denial = "only who gains by it denies it" if denied else "nobody denies it"
    if part == "military_sounding" and sides(name, part)["no"] == {"gusa"} == denied:
        denial = "its chief denied it"
    return f"{sentence}; {denial}."


def mark(name: str, part: str) -> str:
    return SAID[grade(name, part)][1]


def refused(name: str) -> bool:
    force = sides(name, "offer_of_force")
    return len(refusing(name)) > 1 and not (force["yes"] or force["both"])


@pytest.mark.parametrize("name", CHOICES)
def test_the_verdict_says_how_known_each_thing_is(name: str) -> None:
    (verdict,) = shown(name).texts("verdict")
    assert len(verdict.split()) <= 25
    if nobody_speaks(name):
        assert "none says who asked" in verdict
        return
    for part, did in (
        ("military_sounding", "the army sounded Moscow out"),
        ("political_request", "the new leaders asked"),
    ):
        assert said(name, part, did).casefold() in verdict.casefold()
    assert len(re.findall(r"contested", verdict)) == sum(
        grade(name, part) == "contested" for part in ("military_sounding", "political_request")
    )
    assert ("No witness has Moscow promise force" in verdict) == refused(name)
    if not refused(name):
        told = {0: "", 1: "One voice tells of a refusal"}.get(len(refusing(name)), "Some tell of a refusal")
        assert told in verdict


@pytest.mark.parametrize("name", CHOICES)
def test_the_marks_say_how_known_each_part_is(name: str) -> None:
    (text,) = [
        bundle[TEXT_MIME]
        for bundle in shown(name).bundles
        if bundle.get(TEXT_MIME, {}).get("kind") == "verdict"
    ]
    found = {of: (tone, word) for tone, word, of in text["marks"]}
    marked = {
        "the army sounded Moscow out": "military_sounding",
        "the new leaders asked, which is more than to sound Moscow out": "political_request",
        "troops offered unasked": "offer_of_force",
    }
    tones = {
        "documented": "yes",
        "attested": "yes",
        "one witness": "partly",
        "without reliable evidence": "no",
    }
    for of, part in marked.items():
        known = grade(name, part)
        assert found.pop(of) == (tones.get(known, "open"), mark(name, part))
    ((tone, word),) = found.values()
    expected = "no force" if refused(name) else "refusal told" if refusing(name) else "nobody says"
    assert (tone, word) == ("no" if refused(name) else "open", expected)


@pytest.mark.parametrize("name", CHOICES)
def test_the_key_picture_is_titled_by_what_it_shows(name: str) -> None:
    title = shown(name).texts("title")[0].casefold()
    if nobody_speaks(name):
        assert title == "nobody whose words count says who asked"
        return
    for part, who, did in (
        ("military_sounding", "the army", "sounded moscow out"),
        ("political_request", "the new leaders", "asked"),
    ):
        told = sides(name, part)
        yes, no, both = (len(told[side]) for side in ("yes", "no", "both"))
        if yes and not (no or both):
            assert f"nobody denies that {who} {did}" in title
        elif no and not (yes or both):
            assert f"nobody says that {who} {did}" in title
        elif not (yes or no or both):
            assert f"nobody says whether {who} {did}" in title
        else:
            clause = title.partition(f"on {who} ")[2].partition(";")[0]
            for number, words in ((yes, "yes"), (no, "no"), (both, "both")):
                says = f"{COUNTING[number]} say{'s' if number == 1 else ''} {words}"
                assert (says in clause) == (number > 0), (clause, says)


@pytest.mark.parametrize("name", CHOICES)
def test_the_picture_has_every_voice_on_its_side(name: str) -> None:
    choice = chapter.compute(**CHOICES[name])
    found = {row.words: row for row in figures.rows(choice)}
    for part in ("military_sounding", "political_request", "offer_of_force"):
        row, told = found[figures.QUESTIONS[part]], sides(name, part)
        gaining = evidence.load("parts").loc[part, ["gains_yes", "gains_no"]].fillna("").str.split("; ")
        for side, reading, column in ((row.yes, "supports", "gains_yes"), (row.no, "against", "gains_no")):
            assert {voice for voice, _ in side} == told["yes" if side is row.yes else "no"] | told["both"]
            for voice, serves in side:
                own = [w["side"] in gaining[column] for w in words(name) if (w["part"], w["reading"], w["voice"])
                       == (part, reading, voice)]  # fmt: skip
                assert serves == all(own), (part, voice)
        assert row.known == mark(name, part)
    row = found[figures.QUESTIONS["refused"]]
    assert {voice for voice, _ in row.no} == refusing(name)
    assert row.yes == ()


@pytest.mark.parametrize("name", CHOICES)
def test_the_answer_says_what_the_numbers_say(name: str) -> None:
    answer = shown(name).texts("answer")
    if not words(name) and not cells(name).size:
        assert "nobody speaks" in answer[0]
        return
    if nobody_speaks(name):
        assert "none speaks on any part" in answer[0]
        return
    army, leaders, moscow, other = answer
    for paragraph, part, did in (
        (army, "military_sounding", "the army asked or sounded Moscow out"),
        (leaders, "political_request", "the new leaders asked"),
        (moscow, "offer_of_force", "it offered troops unasked"),
        (moscow, "offer_of_relief", "Moscow offered relief"),
    ):
        assert said(name, part, did).casefold() in paragraph.casefold()
    told = sides(name, "political_request")
    yes, no = len(told["yes"]), len(told["no"])
    voices = f"{COUNTING[yes]} voice{'s' if yes != 1 else ''}"
    once = [independent(name, "political_request", reading) for reading in ("supports", "against")]
    counted = "" if once == [yes, no] or told["both"] else f" if {joint(name)}"
    against = f" against {COUNTING[no]}, or {COUNTING[once[0]]} against {COUNTING[once[1]]}"
    rests = f", or {COUNTING[once[0]]}"
    if not counted:
        against, rests = f" against {COUNTING[no]}", ""
    assert (f"It is {voices}{against}{counted}." in leaders) == bool(yes and no)
    assert (f"It rests on {voices}{rests}{counted}." in leaders) == bool(yes and not no)
    assert ("No witness has Moscow promise force in its answer" in moscow) == refused(name)
    agreed = {"soviet"} <= interests(refusing(name)) and interests(refusing(name)) & {
        "army",
        "front",
        "iliescu",
    }
    assert (": not the Soviet accounts, nor the" in moscow) == bool(refused(name) and agreed)
    romanians = [v for v in refusing(name) if interests({v}) & {"army", "front", "iliescu"}]
    assert ("nor the one Romanian that tells of a refusal." in moscow) == bool(
        refused(name) and agreed and len(romanians) == 1
    )
    # By the army's yardstick the admiral's denial, which allows a sounding, is none.
    asked = [w for w in words(name) if w["part"] == "political_request" and w["voice"] != "stefan_dinu"]
    for_, against_ = ({w["voice"] for w in asked if w["reading"] == r} for r in ("supports", "against"))
    alike = f"would be no denier: {COUNTING[len(for_)]} against {COUNTING[len(against_)] if against_ else 'none'}."
    assert (alike in leaders) == bool(yes and "stefan_dinu" in told["no"])
    assert ("One news agency took Gorbachev" in moscow) == (
        "gorbachev" in cells(name).index
        and CHOICES[name].get("outside", True)
        and "relayed" in CHOICES[name].get("bases", BASES)
        and "verified" in CHOICES[name].get("statuses", ["verified"])
    )
    assert "In 91 cases at least one" in other
    assert "in 50 of these they read it alike" in other
    table = evidence.load("readings")
    unread = table.loc[table["second"] == "unread", "statement"].nunique()
    every = table["statement"].nunique()
    assert f"He saw {every - unread} of the {every}; " in other
    late = table[(table["statement"] == "testimony:gusa_film_words") & (table["part"] == "military_sounding")]
    assert list(late["reading"]) == ["against"]
    assert list(late["second"]) == ["unread"]


NAMED = {
    "military_sounding": "whether the army asked",
    "political_request": "whether the leaders asked",
    "offer_of_force": "whether troops were offered unasked",
    "offer_of_relief": "whether relief was offered",
    "rumour_only": "whether, as the workings ask too, it was all rumour",
}


@pytest.mark.parametrize("name", CHOICES)
def test_the_answer_says_where_the_other_coder_comes_out_elsewhere(name: str) -> None:
    if nobody_speaks(name):
        return
    first = shown(name).texts("answer")[3].partition(". ")[0]
    other = f"{name}, the other coder"
    differ = {part for part in NAMED if grade(name, part) != grade(other, part)}
    assert {part for part, words in NAMED.items() if words in first} == differ
    assert ("comes out the same" in first) == (not differ)
    for part in differ:
        clause = next(clause for clause in re.split(r"(?=“)", first) if NAMED[part] in clause)
        assert f"“{SAID[grade(other, part)][1]}” on " in clause, (part, clause)


@pytest.mark.parametrize("name", CHOICES)
def test_the_chances_stand_with_their_start_and_weights_for_both(name: str) -> None:
    choice = CHOICES[name]
    prior, ratio = choice.get("prior", [0.25, 0.75]), choice.get("ratio", [1, 5])
    (text,) = [text for text in shown(name).texts("conclusion") if "both set by hand" in text]
    assert f"Start anywhere from {100 * prior[0]:.0f} % to {100 * prior[1]:.0f} %" in text
    assert f"give each voice a weight of {ratio[0]:g} to {ratio[1]:g}" in text
    assert "set by hand" not in " ".join(shown(name).texts("answer"))
    undecided = [sum(told_ends(name, part)) == 1 for part in ("political_request", "military_sounding")]
    said = " ".join(shown(name).texts("conclusion"))
    assert ("cannot decide either" in said) == all(undecided)


def interests(voices: set[str]) -> set[str]:
    return set(evidence.load("voices").loc[sorted(voices), "interest"])


def told_ends(name: str, part: str) -> tuple[bool, bool]:
    """Whether the least and the greatest chance of a part are above even odds."""
    choice = CHOICES[name]
    prior, ratio = choice.get("prior", [0.25, 0.75]), choice.get("ratio", [1, 5])
    yes, no = (independent(name, part, reading) for reading in ("supports", "against"))
    low = prior[0] / (1 - prior[0]) * ratio[0] ** yes / ratio[1] ** no
    high = prior[1] / (1 - prior[1]) * ratio[1] ** yes / ratio[0] ** no
    return low > 1, high > 1


@pytest.mark.parametrize("name", CHOICES)
def test_who_told_is_named_only_if_heard(name: str) -> None:
    answer = shown(name).texts("answer")
    if nobody_speaks(name):
        return
    known = evidence.load("voices")["name"]
    for paragraph, part in ((answer[0], "military_sounding"), (answer[1], "political_request")):
        told = sides(name, part)
        spoken = set().union(*told.values())
        for voice in known.index:
            named = known[voice] in paragraph.replace("the request in Iliescu's name", "")
            assert named == (voice in spoken), (part, voice)
        denied = " ".join(
            sentence
            for sentence in re.split(r"(?<=[.])\s", paragraph)
            if "denied it" in sentence or "that Romania had asked for nothing" in sentence
        )
        assert {voice for voice in known.index if known[voice] in denied} == told["no"]


@pytest.mark.parametrize("name", CHOICES)
def test_the_table_of_what_is_known_counts_the_firm_parts(name: str) -> None:
    ((caption, rows),) = [
        (caption, rows) for caption, rows in shown(name).tables().items() if "attested by two" in caption
    ]
    parts = evidence.load("parts")["title"]
    grades = [grade(name, str(part)) for part in parts.index]
    for row in rows:
        (part,) = parts.index[parts == row[0]]
        assert row[1] == mark(name, str(part))
        assert row[2] == mark(f"{name}, the other coder", str(part))
        told = sides(name, str(part))
        for side, many, one in (
            ("yes", "say so", "says so"),
            ("no", "deny it", "denies it"),
            ("both", "say both", "says both"),
        ):
            number = len(told[side])
            said = one if number == 1 else many
            assert (f"{number} {said}" in row[3]) == (number > 0)
        known = grade(name, str(part))
        assert ("falls if" in row[3]) <= (known in ("attested", "one witness"))
        reasons = ("set aside", "one voice alone", "no witness without")
        affirmed = bool(told["yes"] | told["both"])
        gain = evidence.load("parts").loc[part, "gains_yes"]
        said_so = [w for w in words(name) if (w["part"], w["reading"]) == (part, "supports")]
        served = isinstance(gain, str) and all(w["side"] in gain.split("; ") for w in said_so)
        assert ("; who says so gains by it" in row[3]) == (known == "documented" and served)
        assert any(why in row[3] for why in reasons) == (known == "without reliable evidence" and affirmed)
    for known, clause in (
        ("documented", "{} documented"),
        ("attested", "{} attested"),
    ):
        number = grades.count(known)
        so_many = f"{COUNTING[number]} {'is' if number == 1 else 'are'}" if number else "none is"
        assert clause.format(so_many) in caption


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
            text = f"{100 * end:.0f} %"
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


@pytest.mark.parametrize("name", CHOICES)
def test_the_grades_are_what_the_caption_of_the_first_picture_says(name: str) -> None:
    c, caption = chapter.compute(**CHOICES[name]), shown(name).texts("caption")[0]
    assert "Contested: voices on both sides, neither outweighed." in caption
    assert "One witness: one who gains nothing says yes, while all who say no gain by it." in caption
    assert "No reliable evidence: no witness without a gain says yes." in caption
    for key in ("military_sounding", "political_request", "offer_of_force"):
        part = c.parts[key]
        said = c.heard.on(part.id)
        yes, no = (said[said["reading"] == reading] for reading in ("supports", "against"))
        free = ((yes["weight"] != "own") & yes["witness"]).any()
        if part.grade == "contested":
            assert len(yes)
            assert len(no)
            assert not interests_.silenced(yes, no)
            assert not interests_.silenced(no, yes)
        if part.grade == "one witness":
            assert free
            assert (no["weight"] == "own").all()
        if part.grade == "without reliable evidence":
            assert not free or interests_.silenced(yes, no)
