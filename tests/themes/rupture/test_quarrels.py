"""What the last month came back to: every point of the letters and of the talks counted once."""

from __future__ import annotations

import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.rupture import captions, chapter, events, quarrels, words


def test_every_point_is_a_statement_of_its_occasion() -> None:
    table = evidence.load("quarrels")
    letters = evidence.load("letters")
    for occasion, side in (("letter_23", "gorbachev_raised"), ("letter_27", "ceausescu_answered")):
        own = table.loc[table["occasion"] == occasion, "statement"]
        assert sorted(own) == sorted(f"letters:{row}" for row in letters.index[letters[side].notna()])
    days = {"congress": "1989-11-20/1989-11", "committee_27": "1989-11-27", "moscow_4": "1989-12-04",
            "charge_20": "1989-12-20"}  # fmt: skip
    for occasion, day in days.items():
        for statement in table.loc[table["occasion"] == occasion, "statement"]:
            assert str(evidence.row(statement)["date"]).startswith(day[:10])


def test_sums_by_hand_from_the_table() -> None:
    table = evidence.load("quarrels")
    found = quarrels.quarrel_results()
    assert (
        found["said"].value == len(table) == sum(found[name].low for name in ("dispute", "agreed", "neither"))
    )
    disputed = [cells for _, cells in table.iterrows() if cells["stance"] == "dispute"]
    assert found["dispute"].value == len(disputed) == sum(found[name].low for name in quarrels.VOICES)
    assert found["moscow"].value == sum(cells["side"] == "soviet" for cells in disputed)
    assert found["own"].value == sum(cells["said_to"] == "own" for cells in disputed)
    for name in quarrels.QUARRELS:
        own = [cells for cells in disputed if cells["quarrel"] == name]
        clear = [cells for cells in own if cells["clear"] == "yes"]
        wide = ((table["quarrel"] == name) & (table["stance"] != "agreed")).sum()
        for way, number in (("", len(own)), ("_clear", len(clear)), ("_wide", wide)):
            assert (found[name + way].low if name + way in found else 0) == number, name + way
        assert sum(quarrels.by_voice()[name].values()) == len(own)
    stray = sum(cells["quarrel"] == "none" for _, cells in table.iterrows() if cells["stance"] != "agreed")
    assert found["none_wide"].value == stray
    # The columns of the table add up to what is said of the whole.
    for way, whole in (("_clear", "all_clear"), ("_wide", "all_wide")):
        parts = [found[name + way].low for name in (*quarrels.QUARRELS, "none") if name + way in found]
        assert sum(parts) == found[whole].value
    assert found["all_wide"].value == found["said"].low - found["agreed"].low


def test_what_is_agreed_is_no_dispute() -> None:
    table = evidence.load("quarrels")
    german = [name for name in table.index if table.loc[name, "statement"].rpartition(":")[2] in
              ("german_rumours", "germany", "ally")]  # fmt: skip
    assert len(german) == 5
    assert set(table.loc[german, "stance"]) == {"agreed"}
    # What one side grants or contradicts is told in the note, unless it stands for itself.
    assert table.loc[table["stance"] != "dispute", "note"].notna().all()
    assert table.loc[table["clear"] == "no", "note"].notna().all()


def test_behind_closed_doors_only_ceausescu_is_heard() -> None:
    table = evidence.load("quarrels")
    assert set(table.loc[table["said_to"] == "own", "occasion"]) == {"committee_27"}
    assert set(table.loc[table["said_to"] == "own", "side"]) == {"romanian"}
    soviet = table["title"].str.startswith(("Gorbachev", "TASS", "Ryzhkov"))
    assert ((table["side"] == "soviet") == soviet).all()


def test_each_quarrel_but_the_last_is_a_lane_of_the_road() -> None:
    assert set(quarrels.QUARRELS.values()) == (set(events.TRACKS.values()) - {"December"}) | {
        "the rising in Timișoara"
    }
    assert set(words.NICKNAMES) == set(quarrels.QUARRELS)


def tables_where(monkeypatch: pytest.MonkeyPatch, chosen: str, column: str, value: str) -> None:
    table = evidence.load("quarrels").copy()
    table.loc[table.eval(chosen), column] = value
    known = evidence.load
    monkeypatch.setattr(evidence, "load", lambda name: table if name == "quarrels" else known(name))


def leaders_by_hand() -> list[set[str]]:
    """Independently of the chapter: which quarrels have the most points by each of the three ways."""
    table = evidence.load("quarrels").query("quarrel != 'none'")
    kept = [table.query(chosen) for chosen in
            ("stance == 'dispute'", "stance == 'dispute' and clear == 'yes'", "stance != 'agreed'")]  # fmt: skip
    sums = [own["quarrel"].value_counts() for own in kept]
    return [set(own.index[own == own.max()]) for own in sums]


@pytest.mark.parametrize(
    ("chosen", "column", "value", "held"),
    [
        ("id == 'none of them'", "clear", "no", None),
        # Nothing changed; the regimes become Malta; Malta the regimes; neither raised; Malta's doubts decided.
        ("quarrel == 'regimes'", "quarrel", "malta", "malta"),
        ("quarrel == 'malta'", "quarrel", "regimes", "regimes"),
        ("quarrel == 'malta'", "clear", "yes", None),
        ("quarrel == 'malta' or quarrel == 'regimes'", "quarrel", "none", "pact"),
        ("quarrel == 'malta' and clear == 'no'", "stance", "neither", None),
    ],
)
def test_whether_one_leads_follows_the_table(
    chosen: str, column: str, value: str, held: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables_where(monkeypatch, chosen, column, value)
    by_hand = leaders_by_hand()
    c = chapter.compute()
    one = by_hand[0] == by_hand[1] == by_hand[2] and len(by_hand[0]) == 1
    assert one == (held is not None)
    assert bool(c.quarrels["open"]) == (not one)
    assert quarrels.leader(c.quarrels) == held
    title, first, weighed = captions.disputed_title(c), words.marks(c)[0], words.weighing(c)
    assert ("Nor does counting decide" in weighed) == (not one)
    assert ("no one quarrel led" in title) == (len(by_hand[0]) > 1)
    assert (", but " in title) == (not one and len(by_hand[0]) == 1)
    alone = len(by_hand[0]) == 1
    assert ("without those that fit two quarrels" in title) == (alone and by_hand[0] != by_hand[1])
    assert ("it ties with" in title) == (alone and by_hand[0] < by_hand[1])
    assert ("it falls behind" in title) == (alone and not by_hand[0] <= by_hand[1])
    assert first[:2] == (("yes", "most often") if one else ("open", "undecided"))
    if held:
        assert f"{quarrels.QUARRELS[held]} came up most" in title
        assert f"{words.NICKNAMES[held]} came up most" in weighed
    else:
        parts = weighed.rpartition("In the last month ")[2].split(". ")
        for told, own in zip(parts, by_hand, strict=True):
            assert {key for key, name in words.NICKNAMES.items() if name in told} == own


def test_the_road_names_first_whatever_its_dates_allow_to_be_first() -> None:
    title = captions.road_title(chapter.compute())
    table = evidence.load("events").loc[chapter.compute().road.index]
    spans = [(events.TRACKS[cells["track"]], dates.parse(cells["date"])) for _, cells in table.iterrows()]
    sure = min(span.latest for _, span in spans if span.latest)
    early = {track for track, span in spans if span.earliest and span.earliest <= sure}
    first, _, last = title.partition(" came up first; last came ")
    assert {track for track in events.TRACKS.values() if track in first} == early
    assert len(early) == 2
    (begun,) = {track for track in events.TRACKS.values() if track in last.partition(". ")[0]}
    others = {track for track, _ in spans} - {begun}
    sure_by = [
        min(span.latest for track, span in spans if track == other and span.latest) for other in others
    ]
    assert max(sure_by) < min(span.earliest for track, span in spans if track == begun and span.earliest)
