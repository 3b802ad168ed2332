"""Which day the talks of December were: decided by the rows, and undone if a row says otherwise."""

from __future__ import annotations

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.rupture import days


def test_the_days_of_the_book_bear_the_sentences_out() -> None:
    testimony, events = evidence.load("testimony"), evidence.load("events")
    begin, end = testimony.loc["tehran_visit", "date"].split("/")
    assert begin < testimony.loc["ceausescu_accuses_19", "date"] < end
    assert events.loc["co.charge_summoned", "date"] == testimony.loc["aboimov_record_21", "date"] == end
    assert testimony.loc["tehran_end", "date"] == end
    assert testimony.loc["bucur_audience_20", "date"] < testimony.loc["bucur_visit_21", "date"]
    found = days.day_judgements()
    assert bool(found["day_of_talk"])
    assert bool(found["two_talks"])


@pytest.mark.parametrize(
    ("row", "day", "which"),
    [
        # The telegram after the return, the article on another day, the visit ended before; one day for both talks.
        (days.TELEGRAM, "1989-12-20", "day_of_talk"),
        (days.ARTICLE, "1989-12-19", "day_of_talk"),
        (days.RECORD, "1989-12-21", "day_of_talk"),
        (days.VISIT, "1989-12-18/1989-12-19", "day_of_talk"),
        (days.VISIT, "1989-12-18/..", "day_of_talk"),
        (days.NOON, "1989-12-20", "two_talks"),
    ],
)
def test_another_day_undoes_the_sentence(
    row: str, day: str, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = evidence.row

    def row_of(name: str) -> pd.Series:  # type: ignore[type-arg]
        cells = known(name)
        return cells.copy().where(cells.index != "date", day) if name == row else cells

    monkeypatch.setattr(evidence, "row", row_of)
    found = days.day_judgements()
    assert [name for name, result in found.items() if not result] == [which]


def test_who_was_shot_in_timisoara_is_as_the_row_has_it() -> None:
    found = days.victims()
    for name, row in (("timisoara_dead", "dead_17"), ("timisoara_wounded", "wounded_17")):
        cells = evidence.row(f"aid_figures:{row}")
        assert found[name].value == float(cells["value"])
        assert found[name].unit == cells["unit"] == "people"
        assert f"aid_figures:{row}" in found[name].evidence
