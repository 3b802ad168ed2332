"""The tables of chapter 07."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.results import plain, references
from romsov_analysis.themes.rupture import chapter, quarrels, tables


@pytest.fixture(scope="module")
def c() -> chapter.Chapter:
    return chapter.compute()


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("border", tables.BORDER),
        ("visits", tables.VISITS),
        ("alliance", tables.ALLIANCE),
        ("last_talk", tables.LAST_TALK),
        ("december", tables.DECEMBER),
    ],
)
def test_a_table_of_claims_has_a_row_a_claim(c: chapter.Chapter, name: str, ids: tuple[str, ...]) -> None:
    made = getattr(tables, name)(c)
    assert [row[1] for row in made.rows] == [f"[](claim:{claim}?quote)" for claim in ids]


def test_the_stances_on_the_pact_have_speaker_and_day(c: chapter.Chapter) -> None:
    rows = tables.pact_of_1939(c).rows
    assert len(rows) == len(tables.PACT)
    people = set(evidence.load("people")["name"])
    for when, who, what, words in rows:
        assert when
        assert who in people
        assert "{" not in what
        assert words.startswith("[](claim:co.")


def test_the_weights_are_those_of_the_points_and_the_caption_is_true_of_them(c: chapter.Chapter) -> None:
    made = tables.weights(c)
    table = evidence.load("quarrels")
    found = {result.id: result.value for result in c.quarrels.values()}
    columns = []
    *rows, stray, whole = made.rows
    for name, *cells in rows:
        (key,) = [key for key, words in quarrels.QUARRELS.items() if words == name]
        own = table[table["quarrel"] == key]
        disputed = own[own["stance"] == "dispute"]
        sums = [len(disputed), (disputed["clear"] == "yes").sum(), (own["stance"] != "agreed").sum()]
        shown = [sum(found[part.id] for part in references(cell)) for cell in cells]
        assert shown == sums
        assert [cell == "none" for cell in cells] == [not number for number in sums]
        columns.append([key, *sums])
    assert len(columns) == len(quarrels.QUARRELS)
    # What belongs to none of them stands below, and then every column adds up.
    none = [sum(found[part.id] for part in references(cell)) for cell in stray[1:]]
    sums = [sum(column) for column in zip(*(row[1:] for row in columns), none, strict=True)]
    assert [found[part.id] for cell in whole[1:] for part in references(cell)] == sums
    assert [row[1] for row in columns] == sorted((row[1] for row in columns), reverse=True)
    leaders = [
        {row[0] for row in columns if row[way] == max(row[way] for row in columns)} for way in (1, 2, 3)
    ]
    one = all(len(own) == 1 and own == leaders[0] for own in leaders)
    assert made.caption.endswith("no quarrel leads in all") == (not one)


def test_every_point_has_its_stance_and_its_reason(c: chapter.Chapter) -> None:
    table = evidence.load("quarrels")
    rows = tables.counted(c).rows
    assert len(rows) == len(table)
    for (title, where, stance, quarrel, why), (_, cells) in zip(rows, table.iterrows(), strict=True):
        assert title == cells["title"]
        assert where == quarrels.OCCASIONS[cells["occasion"]]
        assert stance == quarrels.STANCES[cells["stance"]]
        assert quarrel.startswith(quarrels.QUARRELS.get(cells["quarrel"], "none"))
        assert ("doubtful" in quarrel) == (cells["clear"] == "no")
        assert why == (cells["note"] if isinstance(cells["note"], str) else "")


def test_every_point_of_the_letters_has_its_passages(c: chapter.Chapter) -> None:
    table = evidence.load("letters")
    rows = tables.passages(c).rows
    assert [row[0] for row in rows] == list(table["point"])
    for row, (_, cells) in zip(rows, table.iterrows(), strict=True):
        wanted = sum(isinstance(cells[column], str) for column in ("claim_23", "claim_27"))
        assert row[1].count("](claim:") == wanted
        assert (row[1] == "no passage") == (wanted == 0)


def test_the_same_talks_stand_side_by_side_with_their_sources(c: chapter.Chapter) -> None:
    table = evidence.load("talk_records")
    rows = tables.records(c).rows
    assert [row[0] for row in rows] == list(dict.fromkeys(table["talk"]))
    for talk, article, other in rows:
        own = table[table["talk"] == talk]
        assert all(title in article for title in own.loc[own["told_by"] == "article", "title"])
        assert all(title in plain(other) for title in own.loc[own["told_by"] == "other", "title"])
        assert other.count("](cite:") == (own["told_by"] == "other").sum()


@pytest.mark.parametrize("name", ["moscow_on_the_pact", "remark", "maican", "other_letters"])
def test_what_others_tell_has_its_doubts_and_its_source(c: chapter.Chapter, name: str) -> None:
    rows = getattr(tables, name)(c).rows
    table = evidence.load("testimony")
    for said, doubts, source in rows:
        ((_, cells),) = table[table["title"] == said].iterrows()
        assert doubts == (cells["note"] if isinstance(cells["note"], str) else "none")
        assert ("second-hand" in source) == (cells["status"] == "second-hand")
        assert f"cite:{cells['source']}" in source


def test_moscow_on_the_pact_tells_what_was_condemned_and_what_was_void(c: chapter.Chapter) -> None:
    rows = tables.moscow_on_the_pact(c).rows
    assert len(rows) == len(tables.OUTSIDE_PACT)
    (void,) = [row for row in rows if "void" in row[0]]
    assert "second-hand" in plain(void[2])
