"""Anchors: how a text is normalised, and what is said of an anchor that does not stand exactly once."""

from __future__ import annotations

import csv
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romsov_analysis import evidence
from romsov_analysis.__main__ import main
from romsov_analysis.evidence import anchors

pytestmark = pytest.mark.usefixtures("fresh_tables")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("cafe\N{COMBINING ACUTE ACCENT}", "caf\u00e9", id="composed letters"),
        pytest.param("s\N{COMBINING COMMA BELOW}i", "\u0219i", id="comma below"),
        pytest.param("\N{KELVIN SIGN}", "K", id="canonical equal"),
        pytest.param("\ufb01x", "\ufb01x", id="a ligature is left: NFC, not NFKC"),
        pytest.param("har\u00advest", "harvest", id="soft hyphen"),
        pytest.param("har\u00ad\nvest", "harvest", id="soft hyphen at a line end is a broken word"),
        pytest.param("har\u2010\nvest", "harvest", id="the hyphen proper"),
        pytest.param("har-\u2028vest", "harvest", id="line separator"),
        pytest.param("har-\x85vest", "harvest", id="next line"),
        pytest.param("it is\u200b made\u200f here\ufeff", "it is made here", id="signs without width"),
        pytest.param("\u202ait\u202c is\u2066 so\u2069", "it is so", id="direction marks"),
        pytest.param("in 1944-\n1945 they", "in 1944-1945 they", id="a stretch of years"),
        pytest.param("in 19-\n38 they", "in 1938 they", id="a broken number"),
        pytest.param("har-\nvest", "harvest", id="word broken by a hyphen"),
        pytest.param("har-\r\nvest", "harvest", id="line of Windows"),
        pytest.param("har- \t\n   vest", "harvest", id="white space around the break"),
        pytest.param("har-\n\n\nvest", "harvest", id="empty lines after the break"),
        pytest.param("19-\n38", "1938", id="digits"),
        pytest.param("ță-\nran", "țăran", id="Romanian letters"),
        pytest.param("well-known", "well-known", id="hyphen inside a line"),
        pytest.param("well- known", "well- known", id="hyphen before a space"),
        pytest.param("well-\nknown", "wellknown", id="a compound broken at its hyphen loses it"),
        pytest.param("mill -\nstood", "mill - stood", id="hyphen after a space is a dash"),
        pytest.param("mill-\n(old)", "mill- (old)", id="no letter after the break"),
        pytest.param("mill–\nstood", "mill– stood", id="an en dash is no hyphen"),
        pytest.param(" the \t mill\n\n\u00a0 stood ", "the mill stood", id="runs of white space"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert anchors.normalise(text) == expected


TEXT = "The old mill stood by the river. The new mill burned. The old mill was gone."


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "offsets"),
    [
        ("burned", "", "", (46,)),
        ("mill", "", "", (8, 41, 62)),
        ("mill", "new", "", (41,)),
        ("mill", "", "was gone", (62,)),
        ("mill", "old", "stood", (8,)),
        ("mill", "old", "", (8, 62)),
        ("mill", "new", "stood", ()),
        ("windmill", "", "", ()),
        ("the  river\n", "", "", (22,)),
        ("river", "", ".", (26,)),
        ("The old mill stood", "", "", (0,)),
        ("was gone.", "", "", (67,)),
    ],
)
def test_find(exact: str, prefix: str, suffix: str, offsets: tuple[int, ...]) -> None:
    assert anchors.find(anchors.normalise(TEXT), exact, prefix, suffix) == offsets


def test_find_counts_places_that_overlap() -> None:
    assert anchors.find("la la la", "la la") == (0, 3)


@pytest.mark.parametrize("exact", ["", "  ", "\u00ad"])
def test_an_anchor_needs_a_word(exact: str) -> None:
    with pytest.raises(ValueError, match="at least one word"):
        anchors.find(TEXT, exact)


# Two invented documents. The first has its last anchor across a broken word, and one told apart by its prefix.
MILL = "The old mill stood by the ri-\nver. The new mill\n burned in the dry sum-\nmer of that year.\n"
BRIDGE = "Nobody crossed the bridge after dark.\n"
CLAIMS = [
    {"id": "m.river", "document": "mill", "exact": "by the river", "offset": "19"},
    {"id": "m.new", "document": "mill", "exact": "mill", "prefix": "new", "offset": "41"},
    {"id": "m.summer", "document": "mill", "exact": "dry summer of that year", "offset": "60"},
    {"id": "b.dark", "document": "bridge", "exact": "after dark", "offset": "26"},
    {"id": "b.plain", "document": "bridge"},
]
EVENTS = [{"id": "m.fire", "document": "mill", "exact": "burned", "offset": "46"}]


Write = Callable[..., Path]


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes the invented registers and texts, and gives the folder of the texts."""
    texts, own = tmp_path / "texts", tmp_path / "own"
    texts.mkdir()
    own.mkdir()

    def table(name: str, rows: list[dict[str, str]]) -> None:
        with (own / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(evidence.table(name).fields), restval="")
            writer.writeheader()
            writer.writerows(rows)

    def write(
        claims: list[dict[str, str]] = CLAIMS, events: list[dict[str, str]] = EVENTS, mill: str = MILL
    ) -> Path:
        documents = []
        for name, text in (("mill", mill), ("bridge", BRIDGE)):
            path = texts / f"{name}.txt"
            path.write_bytes(text.encode())
            documents.append(
                {"id": name, "type": "book", "title": name, "short": f"the {name}", "language": "en"}
                | {"terms": "public", "text_file": path.name, "sha256": anchors.digest(path)}
                | {"bytes": str(path.stat().st_size), "obtain": "Ask.", "verified": "2026-01-02"}
            )
        said = {"theme": "talks", "statement": "It was so.", "speaker": "miller", "act": "assertion"}
        said |= {"basis": "firsthand", "chain": "miller > book", "dependence": "miller"}
        happened = {"title": "A fire", "date": "1902", "track": "war"}
        table("documents", documents)
        table("people", [{"id": "miller", "name": "The miller", "role": "miller"}])
        table("claims", [said | row for row in claims])
        table("events", [happened | row for row in events])
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(own))
        evidence.clear_cache()
        return texts

    return write


def states(folder: Path) -> dict[str, str]:
    return {finding.row: finding.state for report in anchors.verify(folder) for finding in report.findings}


def test_every_anchor_is_found_once(register: Write) -> None:
    texts = register()
    assert states(texts) == dict.fromkeys(
        ["claims:m.river", "claims:m.new", "claims:m.summer", "claims:b.dark", "events:m.fire"], "found"
    )
    text, good = anchors.summary(anchors.verify(texts))
    assert good
    assert text.splitlines() == [
        "mill: 4 checked, 4 found once, 0 at another offset, 0 missing, 0 ambiguous",
        "bridge: 1 checked, 1 found once, 0 at another offset, 0 missing, 0 ambiguous",
    ]


@pytest.mark.parametrize(
    ("change", "state", "said"),
    [
        ({"offset": "40"}, "moved", ["claims:m.new", "«mill»", "offset 41", "mill"]),
        ({"exact": "windmill"}, "missing", ["claims:m.new", "«windmill»", "is not in the text of mill"]),
        ({"prefix": ""}, "ambiguous", ["claims:m.new", "«mill»", "2 times", "mill"]),
        ({"prefix": "", "suffix": "burned"}, "found", []),
        ({"prefix": "old"}, "moved", ["claims:m.new", "offset 8"]),
        ({"prefix": "green"}, "missing", ["claims:m.new"]),
    ],
    ids=["moved", "missing", "ambiguous", "suffix for prefix", "another place", "no such prefix"],
)
def test_what_becomes_of_an_anchor(
    register: Write, change: dict[str, str], state: str, said: list[str]
) -> None:
    texts = register([row | change if row["id"] == "m.new" else row for row in CLAIMS])
    found = states(texts)
    assert found.pop("claims:m.new") == state
    assert set(found.values()) == {"found"}
    text, good = anchors.summary(anchors.verify(texts))
    assert good == (state == "found")
    failures = [line for line in text.splitlines() if line.startswith("  ")]
    assert len(failures) == (state != "found")
    assert [part for part in said if part not in failures[0]] == []


def test_a_changed_text_is_named_first(register: Write) -> None:
    texts = register()
    (texts / "bridge.txt").write_text(BRIDGE.replace("Nobody", "Nobody at all"), "utf-8")
    text, good = anchors.summary(anchors.verify(texts))
    assert not good
    assert text.startswith("bridge: the text bridge.txt is not the registered one")
    # Its anchors are still looked for, and an offset in another text means nothing.
    assert states(texts)["claims:b.dark"] == "found"


def test_a_missing_text_fails_and_nothing_of_it_is_checked(register: Write) -> None:
    texts = register()
    (texts / "bridge.txt").unlink()
    mill, bridge = anchors.verify(texts)
    assert (bridge.document, bridge.text, bridge.findings) == ("bridge", None, ())
    assert len(mill.findings) == 4
    text, good = anchors.summary([mill, bridge])
    assert not good
    assert text.startswith("bridge: no text in the folder, nothing checked")


def test_a_text_under_another_name_is_known_by_its_digest(register: Write) -> None:
    texts = register()
    (texts / "mill.txt").rename(texts / "another name.txt")
    reports = anchors.verify(texts)
    assert [(report.text and report.text.name, report.changed) for report in reports] == [
        ("another name.txt", False),
        ("bridge.txt", False),
    ]
    assert anchors.summary(reports)[1]


def test_registers_without_anchors_are_verified(register: Write) -> None:
    texts = register([{"id": "b.plain", "document": "bridge"}], [])
    assert states(texts) == {}


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="absent"):
        anchors.verify(tmp_path / "absent")


def test_verify_passes_on_the_registered_texts(register: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(register())]) == 0
    assert "4 found once" in capsys.readouterr().out


def test_verify_names_claim_and_anchor_of_a_changed_word(
    register: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = register()
    (texts / "mill.txt").write_text(MILL.replace("dry", "wet"), "utf-8")
    assert main(["verify", str(texts)]) == 1
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("mill: the text mill.txt is not the registered one")
    assert [line.strip() for line in rest if line.startswith("  ")] == [
        "claims:m.summer: «dry summer of that year» is not in the text of mill"
    ]


def test_verify_takes_the_folder_from_the_environment(
    register: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ROMSOV_SEEDS", str(register()))
    assert main(["verify"]) == 0
    assert "mill: 4 checked" in capsys.readouterr().out


def test_verify_of_a_named_folder_that_is_absent_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path / "absent")]) == 1
    assert "absent" in capsys.readouterr().err


def test_verify_without_texts_says_what_was_not_checked(
    register: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    register()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROMSOV_SEEDS", raising=False)
    assert main(["verify"]) == 0
    said = capsys.readouterr().out
    assert "none of the 5 anchors of 2 documents was checked" in said
    assert "seeds/documents.csv" in said


def test_the_real_registers_against_the_real_texts() -> None:
    folder = os.environ.get("ROMSOV_SEEDS")
    if not folder:
        pytest.skip("ROMSOV_SEEDS names no folder: the texts are under copyright and not in the repository")
    text, good = anchors.summary(anchors.verify(Path(folder)))
    assert good, text


LETTERS = "abcdeșțăîéж019"
WORD = st.text(LETTERS, min_size=2, max_size=7) | st.builds(
    "{}-{}".format, st.text(LETTERS, min_size=1, max_size=3), st.text(LETTERS, min_size=1, max_size=3)
)
GAP = st.text(" \t\n\u00a0", min_size=1, max_size=3)
BREAK = st.sampled_from(["-\n", "-\r\n", "- \n", "-\n  ", "-\n\n\t"])


@st.composite
def printed(draw: st.DrawFn) -> tuple[list[str], str]:
    """Words, and the same words as a page might have them."""
    words = draw(st.lists(WORD, min_size=1, max_size=25))
    width = draw(st.integers(3, 30))
    page, column = draw(st.sampled_from(["", " ", "\n"])), 0
    for number, word in enumerate(words):
        if number:
            page += draw(GAP) if draw(st.booleans()) else " "
        # Where a word crosses the margin it is broken between two letters, if it has two in a row.
        places = [at for at in range(1, len(word)) if "-" not in word[at - 1 : at + 1]]
        if places and column + len(word) > width:
            at = draw(st.sampled_from(places))
            page += word[:at] + draw(BREAK) + word[at:]
            column = 0
        elif places and draw(st.booleans()):
            at = draw(st.sampled_from(places))
            page += word[:at] + "\u00ad" + word[at:]
        else:
            page += word
        column += len(word) + 1
    return words, unicodedata.normalize(
        draw(st.sampled_from(["NFC", "NFD"])), page + draw(st.just("\n") | GAP)
    )


@settings(deadline=None)
@given(printed(), st.data())
def test_wrapping_neither_loses_nor_doubles_an_anchor(
    page: tuple[list[str], str], data: st.DataObject
) -> None:
    words, text = page
    plain = " ".join(words)
    assert anchors.normalise(text) == plain
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(words) - 1)))
    exact = " ".join(words[first : last + 1])
    places = tuple(at for at in range(len(plain)) if plain.startswith(exact, at))
    assert anchors.find(anchors.normalise(text), exact) == places
    # What stands before and after the words settles which place is meant.
    start = len(" ".join(words[:first])) + (first > 0)
    before, after = plain[:start], plain[start + len(exact) :]
    assert anchors.find(anchors.normalise(text), exact, before, after) == (start,)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab9-\n\r \t\u00ad\u0219")))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = anchors.normalise(text)
    assert anchors.normalise(once) == once
