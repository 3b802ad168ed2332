"""The rooms of chapter 04, each by hand-worked numbers or by a computation of the test's own."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from romsov_analysis import evidence, figures
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.armistice import accounts, captions, chapter, losses, statements, steps, tables
from romsov_analysis.themes.armistice import figures as drawings

DEFAULT = ("relabelled",)


def value(name: str) -> float:
    return float(evidence.row(f"loss_counts:{name}")["value"])


def test_no_man_is_counted_twice() -> None:
    found = losses.measure(DEFAULT, 10)
    assert found.sums["west_dead"].value == value("whole_killed") - value("east_killed") == 21_035
    assert found.sums["both_countries"].value == value("hungary") + value("czechoslovakia") == 109_195
    assert found.sums["lost_track"].value == 309_533 + 135_620
    right = sum(found.sums[name].low for name in ("untold", "unfiled")) + sum(
        value(name) for name in ("returned_1945", "volunteers", "camps_1946", "died_official")
    )
    assert right == found.sums["lost_track"].value
    assert found.sums["soviet_rest"].value == 91_060 - 13_682 - 3_331 - 5_223 - 59_856
    assert found.sums["sp_no_camp"].value == 91_060 - 82_057
    assert found.sums["west_lost"].value == 21_035 + value("west_missing")
    assert found.sums["theatres_short"].value == value("west_total") - 58_330 - 109_195 == 2_297
    said = evidence.row("claims:cs.perished")["value"]
    assert bool(found.sums["beyond_missing"]) == (said > 21_035 + value("west_missing"))


def test_the_tables_of_the_army_give_their_own_totals() -> None:
    parts = {
        front: sum(value(f"{front}_{kind}") for kind in ("killed", "wounded", "missing"))
        for front in ("east", "whole")
    }
    assert parts == {"east": value("east_total"), "whole": value("whole_total")}
    west = [value(f"whole_{kind}") - value(f"east_{kind}") for kind in ("killed", "wounded", "missing")]
    assert sum(west) == value("west_total")
    assert west[1:] == [value("west_wounded"), value("west_missing")]
    assert bool(losses.measure(DEFAULT, 10).sums["adds_up"])
    # The one copy that prints another number of dead does not fit.
    assert value("west_killed") + sum(west[1:]) != value("west_total")


def test_a_sum_keeps_the_range_of_its_parts() -> None:
    found = losses.measure(DEFAULT, 10).sums["jews_parts"]
    rows = [evidence.row(f"loss_counts:jews_{part}") for part in ("1941", "deported", "local", "iasi")]
    assert (found.low, found.high) == (sum(row["low"] for row in rows), sum(row["high"] for row in rows))
    assert found.value is None


@pytest.mark.parametrize(("within", "near"), [(9, False), (9.9, True), (50, True)])
def test_the_margin_decides_what_is_near(within: float, near: bool) -> None:
    held = losses.measure(DEFAULT, within).held["perished"]
    assert (held.standing == "another count") == near


def test_a_relabelled_count_is_not_compared_unless_asked_for() -> None:
    for without, compared in ((DEFAULT, False), ((), True)):
        own = losses.measure(without, 10).held["perished"].own
        assert ("armistice.parish_perished" in {one.id for one in own}) == compared


def test_deaths_of_prisoners_have_the_same_denominators_on_both_sides() -> None:
    found = losses.measure(DEFAULT, 10).sums
    rate = found["romanian_rate"]
    assert rate.low == pytest.approx(100 * 15_425 / 236_000)
    assert rate.high == pytest.approx(100 * 65_000 / 236_000)
    assert found["soviet_rate"].value == pytest.approx(100 * 5_223 / 91_060)
    assert found["romanian_camp_rate"].value == pytest.approx(100 * 15_425 / 181_967)
    assert found["soviet_camp_rate"].value == pytest.approx(100 * 5_223 / 82_057)


def test_the_dead_of_every_cause_count_on_both_fronts() -> None:
    held = losses.measure(DEFAULT, 10).held
    assert {one.id for one in held["killed"].own} == {"armistice.east_killed", "armistice.sokolov_east"}
    assert "armistice.sokolov_west" in {one.id for one in held["perished"].own}


def test_days_between_steps() -> None:
    found = {name: steps.stretch(name).value for name in steps.STRETCHES}
    assert found == {
        "prut_to_terms": 10,
        "terms_to_refusal": 33,
        "refusal_to_coup": 100,
        "coup_to_signed": 20,
    }


def test_steps_stand_in_the_order_of_time_within_their_days() -> None:
    found = steps.road(datetime.date(1944, 4, 1), datetime.date(1944, 5, 31)).rows
    assert list(found.index) == [
        "spring_line",
        "prut",
        "april_terms",
        "eden_gusev",
        "refusal",
        "bloc_talks",
        "stockholm_may",
    ]


def test_an_account_leads_where_its_row_says_so() -> None:
    found, table = accounts.read(), evidence.load("coup_schools")
    assert found.party_first.value == (table["communists"] == "leads").sum()
    assert bool(found.party_alone) == (set(table.loc[table["communists"] == "leads", "side"]) == {"party"})
    order = evidence.load("coup_hours")["order"]
    assert bool(found.guard_first) == (order["arrest"] < order["patrascanu"] < order["custody"])


def test_the_register_says_what_is_computed() -> None:
    rows = statements.read(losses.measure(DEFAULT, 10)).rows
    assert list(rows["outcome"]) == list(rows["result"])
    assert {"date", "number", "reading"} == set(rows["test"])


def test_what_is_not_decidable_names_three_tries() -> None:
    rows = evidence.load("page_statements")
    for claim, cells in rows[rows["result"] == "not decidable"].iterrows():
        assert len(str(cells["tries"]).split(";")) >= 3, claim
    assert evidence.load("loss_counts").loc["soviet_civilians", "note"].count(",") >= 2


def test_a_day_that_cannot_meet_the_evidence_is_a_slip() -> None:
    found = losses.measure(DEFAULT, 10)

    def judged(claim: str, against: str) -> str:
        cells = pd.Series({"claim": claim, "test": "date", "against": against, "result": "right"})
        return statements.outcome(cells, found)

    assert judged("cs.bloc_date", "armistice_steps:bloc") == "slip"
    assert judged("cs.bucharest", "armistice_steps:bucharest") == "right"
    assert judged("cs.bucharest", "armistice_steps:coup") == "slip"


def test_a_figure_without_a_count_is_not_decided() -> None:
    none = losses.measure([kind for kind in losses.kinds() if kind != "commission"], 10)
    outcomes = statements.read(none).rows.query("test == 'number'")["outcome"]
    assert set(outcomes) == {"not decidable"}


def test_every_number_that_a_table_shows_is_of_the_chapter() -> None:
    c = chapter.compute()
    shown = tables.counts(c)
    assert len(shown.rows) == len(c.losses.rows)
    assert {row[1] for row in shown.rows} >= {
        "Romanian soldiers",
        "Soviet prisoners",
        "Jews",
        "Roma",
        "civilians",
    }
    assert len(tables.statements(c).rows) == len(evidence.load("page_statements"))
    assert len(tables.terms(c).rows) == (evidence.load("armistice_terms")["status"] != "not found").sum()


def test_each_bar_of_prisoners_is_parted_to_its_end() -> None:
    known = drawings.numbers(chapter.compute())
    for whole, parts in drawings.FATES.values():
        assert sum(known[name].low for name in parts) == known[whole].low


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_the_picture_of_prisoners_names_every_part(inches: float) -> None:
    c = chapter.compute()
    known = drawings.numbers(c)
    with figures.drawn(inches):
        text = figures.svg(drawings.fates(c), "prisoners")
    for _, parts in drawings.FATES.values():
        for name, (words, _colour) in parts.items():
            assert words in text
            assert (
                f"about {known[name].low:,.0f}"[:8] if name in drawings.ABOUT else f"{known[name].low:,.0f}"
            ) in text


def test_every_colour_of_the_picture_of_losses_is_in_its_key() -> None:
    drawn = {colour for counts, _ in drawings.FRONTS.values() for _, colour in counts.values()}
    assert drawn == set(drawings.KEY.values())


def test_every_step_of_the_picture_is_a_step() -> None:
    assert set(drawings.SHOWN) <= set(evidence.ids("armistice_steps"))
    assert {name for name in drawings.FRONT if name} <= set(evidence.ids("armistice_steps"))
    c = chapter.compute()
    told = captions.road(c)["alt"]
    assert all(drawings.SHOWN[str(name)][0] in told for name in drawings.on_the_road(c))


def test_a_count_within_its_range_is_near() -> None:
    one = Result.of(
        "armistice.x", Estimate(None, 100, 200, ("units:men",)), unit="men", formula="x", title="x"
    )
    assert [losses._near(said, one, 10) for said in (89, 90, 150, 220, 221)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_changed_parameter_is_part_of_the_evidence() -> None:
    assert "parameter:within=5.0" in chapter.compute(within=5).losses.sums["stand"].evidence
    assert not [
        row for row in chapter.compute().losses.sums["stand"].evidence if row.startswith("parameter:")
    ]
