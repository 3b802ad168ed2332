"""Tables of chapter 03 that set its counts beside those of others."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.pacts import chapter, comparisons


@pytest.fixture(scope="module")
def c() -> chapter.Chapter:
    return chapter.compute()


def test_published_rates_with_their_source(c: chapter.Chapter) -> None:
    literature = evidence.load("literature")
    found = comparisons.literature(c)
    assert [row[0] for row in found.rows] == literature["title"].tolist()
    for row, (name, cells) in zip(found.rows, literature.iterrows(), strict=True):
        assert row[1] == (f"[](result:literature.{name}?unit)" if cells["low"] == cells["low"] else "no rate")
        assert row[4].startswith(
            f"[](cite:{cells['source']}?p)" if isinstance(cells["source"], str) else "not found"
        )
        assert (row[2] == comparisons.INVOKED) == (cells["denominator"] == "invoked")


def test_what_others_code_beside_two_of_our_own(c: chapter.Chapter) -> None:
    found = comparisons.coded(c)
    assert found.header[-2:] == ["Also denounced, then attacked", "Any breach, contested counted"]
    assert found.rows[0] == [
        "Bilateral, non-aggression in the text",
        *(f"[](result:pacts.coded_atop_bilateral_{name}?percent)" for name in ("peace", "turn", "war")),
        "[](result:pacts.share_denounced_bilateral_war?percent)",
        "[](result:pacts.share_any_bilateral_war_all?percent)",
    ]


def test_a_data_set_without_the_treaties_codes_none() -> None:
    early = chapter.compute(last_days={"x": "1926-04-23"}, outbreak="1926-04-23", alike=["iran_turkey_1926"])
    assert len({row[1] for row in comparisons.coded(early).rows}) == 4
    early.__dict__["coded"] = {}
    assert {row[1] for row in comparisons.coded(early).rows} == {"none coded"}


def test_which_treaties_both_lists_have_and_what_the_other_says(c: chapter.Chapter) -> None:
    both, ours, theirs = comparisons.agreed(c).rows
    codings = evidence.load("codings")
    assert (both[0], ours[0]) == ("Both: [](result:pacts.both)", "Here alone: [](result:pacts.ours)")
    assert "Finland–USSR 1932" in both[1]
    assert ":" not in both[1]
    assert ours[1].startswith("replaced: Lithuania–USSR 1926, Latvia–USSR 1932, Estonia–USSR 1932, ")
    assert codings["ending"]["soviet_latvian_1932/atop"] == "replaced"
    assert "; party lost independence: Italy–Yugoslavia 1937, " in ours[1]
    assert theirs[1].endswith("disputed: Iran–USSR 1927")
    assert theirs[1].startswith("no breach: Turkey–USSR 1925, ")


def test_two_lists_of_nothing() -> None:
    early = chapter.compute(last_days={"x": "1929"}, outbreak="1929-01-01", alike=["turkey"])
    assert [row[1] for row in comparisons.agreed(early).rows] == ["none"] * 3
