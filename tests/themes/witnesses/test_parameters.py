"""Chapter 09 under other documents, readers, hands and years: whatever is accepted runs, and every sentence is true."""

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
from romsov_analysis.themes.witnesses import chapter, words

DOCUMENTS = ("country_study", "pact_thread", "corneanu")
CHOSEN: dict[str, dict[str, Any]] = {
    "default": {},
    "second reader": {"coder": "second"},
    "the country study": {"documents": ["country_study"]},
    "the thread": {"documents": ["pact_thread"], "hands": 1, "late": 0},
    "the article": {"documents": ["corneanu"], "hands": 10, "late": 200},
    "two, turned round": {"documents": ["corneanu", "country_study"], "hands": 2, "late": 1},
    "every chain long": {"hands": 1, "late": 0},
    "none long, none late": {"hands": 10, "late": 200},
    "three hands": {"hands": 3, "late": 45.5},
}
BORNE = ("supported", "supported under a named reading")
AGAINST = ("contested", "contradicted")
UNDECIDED = ("open", "not testable here")


@cache
def shown(name: str) -> Shown:
    return run("09", **CHOSEN[name])


def claims(name: str) -> pd.DataFrame:
    """Independently of the chapter: the claims looked at, each with its finding."""
    values = CHOSEN[name]
    table, found = evidence.load("claims"), evidence.load("findings")
    second = found["second"].where(found["second"].notna(), found["finding"])
    table["finding"] = second if values.get("coder") == "second" else found["finding"]
    return table[table["document"].isin(values.get("documents", DOCUMENTS))]


def count(table: pd.DataFrame, *options: str) -> int:
    return sum(finding in options for finding in table["finding"])


def numbers(text: str) -> list[int]:
    named = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "none": 0, "no": 0}
    return [
        named.get(word.lower()) if word.lower() in named else int(word)
        for word in re.findall(r"\b(?:\d+|one|two|three|four|five|none)\b", text, re.IGNORECASE)
    ]


SIZES = {
    "borne out": BORNE,
    "one voice alone": ("one voice",),
    "disputed or wrong": AGAINST,
    "undecided": UNDECIDED,
}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_verdict_counts_the_claims(name: str) -> None:
    (verdict,) = shown(name).texts("verdict")
    table = claims(name)
    assert len(verdict.split()) <= 25
    parts = [count(table, *options) for options in SIZES.values()]
    told = numbers(verdict.replace("one voice", "a voice").replace("one reading", "a reading"))
    assert sum(told[1:]) == len(table)
    borne, *others = parts
    full, read = (count(table, option) for option in BORNE)
    assert told[0] == len(table)
    assert sorted(told[1:]) == sorted(filter(None, [full, read, *others]))
    assert (f"{full} {'is' if full == 1 else 'are'} borne out as worded" in verdict) == bool(full)
    assert ("in one reading" in verdict) == bool(read)
    assert borne == full + read


@pytest.mark.parametrize("name", CHOSEN)
def test_each_mark_says_what_most_of_a_document_is(name: str) -> None:
    table = claims(name)
    marks = shown(name).marks()
    documents = [document for document in DOCUMENTS if document in set(table["document"])]
    assert len(marks) == len(documents)
    for document, (tone, word, of) in zip(documents, marks, strict=True):
        own = table[table["document"] == document]
        assert of.startswith(words.name(document))
        most = max(count(own, *options) for options in SIZES.values())
        assert (word == "mixed") == (2 * most <= len(own))
        partly = word == "partly borne out"
        word = "borne out" if partly else word
        group = next(name for name in SIZES if name in of) if word == "mixed" else word
        read = count(own, BORNE[1]) if group == "borne out" else 0
        told = [int(found) for found in re.findall(r"\d+", of)]
        assert told == [count(own, *SIZES[group]), len(own), *filter(None, [read])]
        assert ("in one reading" in of) == bool(read)
        assert count(own, *SIZES[group]) == most
        tones = {
            "borne out": "yes",
            "one voice alone": "partly",
            "disputed or wrong": "no",
            "mixed": "partly",
        }
        assert partly == (group == "borne out" and word != "mixed" and 2 * count(own, BORNE[0]) <= len(own))
        if partly:
            assert tone == "partly"  # as worded fewer than half
            continue
        assert tone == tones.get(word, "open")


@pytest.mark.parametrize("name", CHOSEN)
def test_the_short_answer_is_true_of_every_document(name: str) -> None:
    table, told = claims(name), shown(name).texts("answer")
    documents = [document for document in DOCUMENTS if document in set(table["document"])]
    assert len(told) == len(documents) + 2
    whole = told.pop(0)
    full, read = (count(table, option) for option in BORNE)
    own = count(table[table["document"] == "corneanu"], "one voice") if len(documents) > 1 else 0
    assert all(words.name(document) != document for document in documents)
    whole = (
        whole.partition(" Of their claims ")[2].replace("one of its", "its").replace("one voice", "a voice")
    )
    assert numbers(whole) == [number for number in (full, read, own) if number]
    for document, paragraph in zip(documents, told, strict=False):
        own = table[table["document"] == document]
        assert numbers(paragraph)[0] == own["dependence"].nunique()
        assert str(len(own)) in paragraph
        unnamed = own["cited"].isna().sum() if document == "corneanu" else len(own)
        assert ("names no source" in paragraph) == (document == "country_study")
        if document == "corneanu":
            assert f"no work for {unnamed} of its {len(own)}" in paragraph
            assert f"A further {own['cited'].isin(['w1', 'w3', 'w4', 'w7']).sum()} hang" in paragraph
        for said, options in (("borne out", BORNE), ("disputed or wrong", AGAINST), ("undecided", UNDECIDED),
                              ("on one voice alone", ("one voice",))):  # fmt: skip
            found = re.search(rf"(\d+) (?:is|are|stays|stay|rests|rest) {said}", paragraph)
            assert (int(found[1]) if found else 0) == count(own, *options)
        found = re.search(r"Of those borne out (\d+) (?:is|are) so in one reading only", paragraph)
        assert (int(found[1]) if found else 0) == count(own, BORNE[1])


@pytest.mark.parametrize("name", CHOSEN)
def test_chains_and_years_are_counted(name: str) -> None:
    table, values = claims(name), CHOSEN[name]
    hands, late = values.get("hands", 4), values.get("late", 20)
    links = table["chain"].str.split(" > ").str.len() - 1
    told = next(text for text in shown(name).texts("conclusion") if "after its first speaker" in text)
    sentences = re.split(r"(?<=\.) ", " ".join(
        text for text in shown(name).texts("conclusion")
        if "first speaker" in text or " came " in text or " or more after the event" in text
    ))  # fmt: skip
    assert f" {links.max()} hand" in told
    (long,) = [
        sentence for sentence in sentences if re.match(r"Through .* hands? (or more )?came ", sentence)
    ]
    assert (" or more came " in long) == (links.max() > hands)
    tail = long.partition(" came ")[2]
    for document in DOCUMENTS:
        own = int((links[table["document"] == document] >= hands).sum())
        found = re.search(rf"(\d+) claims? of {words.name(document)}", tail)
        assert (int(found[1]) if found else 0) == own
    assert ("none" in tail) == (not (links >= hands).any())
    later = [sentence for sentence in sentences if " or more after the event" in sentence]
    dated = [document for document in ("country_study", "corneanu") if document in set(table["document"])]
    assert len(later) == bool(dated)
    for sentence in later:
        for document in dated:
            own = table[table["document"] == document]
            lags = [dates.lag(a, b) for a, b in zip(own["date"], own["testified"], strict=True)
                    if isinstance(a, str) and isinstance(b, str)]  # fmt: skip
            many = sum(lag is not None and max(lag, 0) >= late for lag in lags)
            found = re.search(rf"(\d+) claims? of {words.name(document)}", sentence)
            assert (int(found[1]) if found else 0) == many


@pytest.mark.parametrize("name", CHOSEN)
def test_what_may_be_trusted_follows_the_largest_part(name: str) -> None:
    table = claims(name)
    said = [text for text in shown(name).texts("conclusion") if " says, " in text]
    documents = [document for document in DOCUMENTS if document in set(table["document"])]
    assert len(said) == len(documents)
    for document, sentence in zip(documents, said, strict=True):
        own = table[table["document"] == document]
        sizes = [count(own, *options) for options in (BORNE, ("one voice",), AGAINST, UNDECIDED)]
        only = [count(own, BORNE[1])] if sizes.index(max(sizes)) == 0 else []
        assert [int(found) for found in re.findall(r"\d+", sentence)] == [
            max(sizes),
            len(own),
            *filter(None, only),
        ]
        assert (
            ("the largest part" not in sentence)
            == sentence.startswith("Most ")
            == (2 * max(sizes) > len(own))
        )
        expected = ("is borne out", "one voice", "disputed or wrong", "neither borne out")[
            sizes.index(max(sizes))
        ]
        assert expected in sentence


@pytest.mark.parametrize("name", CHOSEN)
def test_the_title_of_the_first_picture_is_true(name: str) -> None:
    table = claims(name)
    title = shown(name).texts("title")[0]
    documents = set(table["document"])
    assert ("names no source" in title) == ("country_study" in documents)
    assert ("two authors" in title.lower()) == ("corneanu" in documents)
    expected = []
    if "country_study" in documents:
        expected.append((table["document"] == "country_study").sum())
    if "corneanu" in documents:
        own = table[table["document"] == "corneanu"]
        expected += [own["cited"].isin(["w1", "w3", "w4", "w7"]).sum(), len(own), own["cited"].isna().sum()]
    if documents == {"pact_thread"}:
        expected = [(table["dependence"] == "wiki_article").sum(), len(table)]
    assert [int(found) for found in re.findall(r"\d+", title)] == expected


@pytest.mark.parametrize("name", CHOSEN)
def test_the_table_of_findings_adds_up(name: str) -> None:
    rows = next(rows for caption, rows in shown(name).tables().items() if caption.startswith("Borne out"))
    table = claims(name)
    for row in rows:
        assert int(row[1]) == sum(map(int, row[2:]))
    assert int(rows[-1][1]) == len(table)
    assert rows[-1][2:] == [
        str(count(table, *options)) for options in (BORNE, ("one voice",), AGAINST, UNDECIDED)
    ]


def test_no_sentence_is_too_long() -> None:
    for name in CHOSEN:
        for kind in ("verdict", "answer", "conclusion", "caption", "title"):
            for text in shown(name).texts(kind):
                assert all(len(sentence.split()) <= 40 for sentence in re.split(r"(?<=[.!?]) ", text)), text


@pytest.mark.parametrize(
    "values",
    [
        {"documents": []},
        {"documents": ["corneanu", "corneanu"]},
        {"documents": ["a diary"]},
        {"coder": "third"},
        {"hands": 0},
        {"hands": 2.5},
        {"late": -1},
        {"late": "long"},
    ],
)
def test_what_cannot_be_computed_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=next(iter(values))):
        chapter.compute(**values)
