"""What the last month came back to: every point of the letters and of the talks counted once."""

from __future__ import annotations

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.rupture import chapter, events, quarrels, words


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
    assert found["said"].value == len(table)
    assert found["clear"].value == ((table["quarrel"] == "regimes") & (table["clear"] == "yes")).sum()
    own = {name: result for name, result in found.items() if name in quarrels.QUARRELS}
    assert sum(result.low for result in own.values()) == (table["quarrel"] != "none").sum()
    for name in own:
        parts = [found[key].low for key in found if key.startswith(f"{name}_")]
        assert sum(parts) == found[name].low > 0
    assert bool(found["above_all"])


def test_each_quarrel_is_a_lane_of_the_road() -> None:
    assert set(quarrels.QUARRELS.values()) == set(events.TRACKS.values()) - {"December"}


@pytest.mark.parametrize("only_clear", [False, True])
def test_other_points_undo_what_is_above_all(only_clear: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    table = evidence.load("quarrels").copy()
    others = (table["quarrel"] == "regimes") & ((table["clear"] == "yes") | (not only_clear))
    table.loc[others, "quarrel" if not only_clear else "clear"] = "malta" if not only_clear else "no"
    known = evidence.load
    monkeypatch.setattr(evidence, "load", lambda name: table if name == "quarrels" else known(name))
    found = quarrels.quarrel_results()
    assert not found["above_all"]
    if only_clear:
        assert found["regimes"].low == (table["quarrel"] == "regimes").sum()
        c = chapter.compute()
        assert "above all" not in words.verdict(c)
        assert words.marks(c)[0][:2] == ("open", "often")
        assert "most to" not in words.road_title(c)


def test_a_quarrel_with_as_many_points_is_no_less_than_the_first() -> None:
    even = pd.DataFrame({"quarrel": ["regimes", "pact", "none", "none"]})
    assert not quarrels._leads(even)
    assert quarrels._leads(pd.DataFrame({"quarrel": ["regimes", "regimes", "pact", "none", "none", "none"]}))
