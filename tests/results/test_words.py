"""The words of references: what each kind says, and what is refused."""

from __future__ import annotations

import pytest

from romsov_analysis.results import Result, ResultError, citation, holds, words_of
from romsov_analysis.results.references import references
from romsov_analysis.results.works import author_words, bare, names

RECORDS = {
    result.id: result.record()
    for result in (
        Result("a.b", 1.32, 1.3, 1.34, "times", "p ÷ q", ("claims:cs.sum",), "A"),
        Result.whether("a.yes", True, "claims:cs.sum", formula="x", title="Yes"),
        Result.whether("a.no", False, "claims:cs.sum", formula="x", title="It fell"),
    )
}


def said(text):
    (reference,) = references(text)
    return words_of(reference, RECORDS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[](result:a.b)", "1.32"),
        ("[stale](result:a.b?change)", "32 %"),
        ("[](result:a.b?words,change)", "a third"),
        ("[](claim:cs.sum?unit)", "US$300 million"),
        ("[](claim:cs.multiplier?quote)", "“two to three times more goods”"),
        ("[it rose](holds:a.yes)", "it rose"),
        ("[](person:harriman)", "W. Averell Harriman"),
        ("[Harriman](person:harriman)", "Harriman"),
        ("[King Michael](person:michael)", "King Michael"),
        ("[](cite:bls_wpi)", "U.S. Bureau of Labor Statistics (undated a)"),
        ("[](cite:country_study)", "Federal Research Division, Library of Congress (1991)"),
        ("[](cite:frus_1944v04_d281?p)", "(Berry 1944b)"),
        ("[a country study](cite:country_study?own)", "a country study"),
        ("[what the page says](claim:cs.multiplier?own)", "what the page says"),
    ],
)
def test_words_of_each_kind(text, words):
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[](result:a.c)", r"unknown result 'a\.c'; nearest: a\.b"),
        ("[](result:a.b?percnt)", "did you mean percent"),
        ("[](claim:cs.sun)", r"unknown claim 'cs\.sun'; nearest: cs\.sum"),
        ("[it fell](holds:a.no)", "“it fell” no longer holds: It fell"),
        ("[](holds:a.yes)", "has words of its own"),
        ("[so](holds:a.b)", "is in times, not true or false"),
        ("[Stalin](person:harriman)", "no part of a name of harriman"),
        ("[man](person:harriman)", "no part of a name"),
        ("[](person:hariman)", "nearest: harriman"),
        ("[](cite:corneanou)", "nearest: corneanu"),
        (
            "[2 to 3 times](claim:cs.multiplier?own)",
            "own words for a claim, without a digit, must stand here",
        ),
        ("[it](claim:cs.multiplyer?own)", "nearest: cs.multiplier"),
        ("[](cite:corneanu?own)", "own words for a work, without a digit, must stand here"),
        ("[the 2 volumes](cite:corneanu?own)", "own words for a work, without a digit, must stand here"),
        ("[](cite:corneanu?t)", "unknown option 't'"),
    ],
)
def test_what_is_refused(text, message):
    with pytest.raises(ResultError, match=message):
        said(text)


def test_a_judgement_is_asked_without_being_refused():
    yes, no = references("[a](holds:a.yes) [b](holds:a.no)")
    assert holds(yes, RECORDS) is True
    assert holds(no, RECORDS) is False


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ("Leeds, Brett Ashley and Long, Andrew G. and Mitchell, Sara McLaughlin", "Leeds et al."),
        ("Ken, Oleg and Rupasov, Aleksandr", "Ken and Rupasov"),
        (
            "{Federal Research Division, Library of Congress}",
            "Federal Research Division, Library of Congress",
        ),
        ("{France and Soviet Union}", "France and Soviet Union"),
        ("", ""),
    ],
)
def test_authors_by_surname(author, words):
    assert author_words(author) == words


def test_what_stands_in_braces_is_one_name():
    author = "{Allied and Associated Powers and Roumania} and Doe, Ann and {Trust for A}"
    assert names(author) == ["{Allied and Associated Powers and Roumania}", "Doe, Ann", "{Trust for A}"]
    assert [bare(name) for name in names(author)] == [
        "Allied and Associated Powers and Roumania",
        "Doe, Ann",
        "Trust for A",
    ]
    assert bare("{A} and B") == "{A} and B"


def test_works_that_read_alike_bear_letters():
    from romsov_analysis import evidence

    names: dict[str, list[str]] = {}
    for table in ("documents", "sources"):
        for key in evidence.load(table).index:
            names.setdefault(citation(key), []).append(key)
    assert not {words: keys for words, keys in names.items() if len(keys) > 1}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("[Record of a talk]", "“Record of a talk”"),
        ("[Record] of a talk [1989]", "“[Record] of a talk [1989]”"),
        ("Of a talk [1989]", "“Of a talk [1989]”"),
    ],
)
def test_brackets_around_a_whole_title_alone_are_ours(tmp_path, monkeypatch, title, words):
    from romsov_analysis import evidence

    header = ",".join(evidence.table("sources").fields)
    row = f"untold,book,,,{title},,,,,,en,A,public,whole,"
    (tmp_path / "sources.more.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    assert citation("untold") == words
    monkeypatch.undo()
    evidence.clear_cache()
