"""Laws that hold over every row of the real tables."""

from __future__ import annotations

import csv
import itertools
import re

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.pacts import treaties

pytestmark = pytest.mark.usefixtures("fresh_tables")


def months() -> pd.DataFrame:
    frame = evidence.load("price_months")
    return frame.assign(year=frame["month"].str[:4].astype(int))


def test_yearly_means_are_the_means_of_twelve_months() -> None:
    yearly = evidence.load("price_series").set_index(["series", "year"])["value"]
    means = months().groupby(["series", "year"])["value"].mean()
    assert len(means)
    assert [key for key in means.index if key not in yearly.index] == []
    # The mean is stored with three decimals, so it may be off by half a thousandth and no more.
    off = (yearly.loc[means.index] - means).abs()
    assert off[off > 0.0005 + 1e-9].to_dict() == {}


def test_yearly_means_carry_three_decimals_at_most() -> None:
    with evidence.table("price_series").path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    monthly = set(evidence.load("price_months")["series"])
    written = [row["value"] for row in rows if row["series"] in monthly]
    assert written
    assert [value for value in written if not re.fullmatch(r"\d+(\.\d{1,3})?", value)] == []


def test_a_monthly_series_has_all_twelve_months_of_each_of_its_years() -> None:
    series = evidence.load("series")
    monthly = set(series.index[series["observations"] == "monthly"])
    years = evidence.load("price_series")
    wanted = {
        (row.series, f"{row.year}-{month:02}")
        for row in years[years["series"].isin(monthly)].itertuples()
        for month in range(1, 13)
    }
    frame = evidence.load("price_months")
    found = set(zip(frame["series"], frame["month"], strict=True))
    assert wanted
    assert wanted ^ found == set()


def test_every_price_series_reaches_1938_or_says_when_it_begins() -> None:
    begin = evidence.load("price_series").groupby("series")["year"].min()
    series = evidence.load("series")
    assert sorted(set(series.index) - set(begin.index)) == []
    silent = {
        name: year
        for name, year in begin.items()
        if year > 1938 and str(year) not in str(series.loc[name, "note"])
    }
    assert silent == {}


def test_an_anchor_has_six_words_at_most() -> None:
    for name in ("claims", "events"):
        frame = evidence.load(name)
        counts = frame["exact"].dropna().str.split().str.len()
        assert len(counts)
        assert counts[counts > 6].to_dict() == {}


def test_every_date_and_clock_time_can_be_placed() -> None:
    bad = []
    for name in ("claims", "events"):
        for key, row in evidence.load(name).iterrows():
            if pd.isna(row["date"]):
                continue
            time, zone = (None if pd.isna(row[column]) else row[column] for column in ("time", "zone"))
            try:
                placed = dates.moment(row["date"], time, zone)
            except (ValueError, KeyError) as error:
                bad.append(f"{name}:{key}: {error}")
            else:
                if dates.before(placed, placed) == "yes":
                    bad.append(f"{name}:{key} ends before it begins")
    assert bad == []
    assert evidence.load("events")["date"].notna().all()


def test_a_chain_is_made_of_links() -> None:
    chains = evidence.load("claims")["chain"]
    assert [
        key for key, chain in chains.items() if len(chain.split(" > ")) < 2 or not all(chain.split(" > "))
    ] == []


def test_a_statement_has_a_place_for_a_value_if_and_only_if_it_has_a_number() -> None:
    claims = evidence.load("claims")
    place = claims["statement"].str.contains("{value}", regex=False)
    number = claims[["value", "low", "high"]].notna().any(axis=1)
    assert place.any()
    assert claims.index[place != number].tolist() == []


def held(expect: str) -> bool:
    """Whether a guard ``table:key.column=value`` holds; the key may contain dots."""
    place, _, value = expect.partition("=")
    row, _, column = place.rpartition(".")
    stored = evidence.row(row)[column]
    if pd.isna(stored):
        return value == ""
    return str(stored) == value if isinstance(stored, str) else float(stored) == float(value)


def test_the_guards_of_the_corrections_hold() -> None:
    corrections = evidence.load("corrections")
    assert len(corrections)
    assert [key for key, expect in corrections["expect"].items() if not held(expect)] == []


def test_what_is_verified_was_opened() -> None:
    seen = evidence.load("sources")["seen"]
    series = evidence.load("series")["source"]
    unopened, verified = [], 0
    for name, table in evidence.tables().items():
        if "status" not in table.fields or not {"source", "series"} & set(table.fields):
            continue
        frame = evidence.load(name)
        source = frame["source"] if "source" in frame else frame["series"].map(series)
        sure = frame["status"] == "verified"
        verified += int(sure.sum())
        unopened += [f"{name}:{key}" for key in frame.index[sure & (source.map(seen) == "not opened")]]
    assert verified
    assert unopened == []


def test_only_what_was_not_found_has_no_source() -> None:
    for name, table in evidence.tables().items():
        if {"source", "status"} <= set(table.fields):
            rows = evidence.load(name)
            assert set(rows.loc[rows["source"].isna(), "status"]) <= {"not found"}, name


# --- pacts ---------------------------------------------------------------------------------------------


def test_the_dates_of_a_treaty_come_in_order() -> None:
    order = ["signed", "in force", "notice", "notice effect"]
    wrong = []
    for pact, rows in evidence.load("pact_dates").groupby("pact"):
        spans = {row.what: dates.parse(row.date) for row in rows.itertuples()}
        assert "signed" in spans, pact
        steps = [spans[what] for what in order if what in spans]
        # The later may share its day with the earlier, but not precede it.
        wrong += [pact for first, second in itertools.pairwise(steps) if dates.before(second, first) == "yes"]
        ended = spans.get("ended")
        if ended and dates.before(ended, spans["signed"]) == "yes":
            wrong.append(pact)
    assert wrong == []


def test_every_link_counts_under_some_definition() -> None:
    # A link that never counts would promise a reader something that the model does not do.
    bound = {pact.id: pact for pact in treaties.load()}
    silent = []
    for key, link in evidence.load("pact_acts").iterrows():
        if link["pact"] in bound:
            counted = treaties.breaches(bound[link["pact"]], "any", contested=True)
            silent += [] if link["act"] in {act.id for act in counted} else [key]
    assert silent == []


def test_what_ends_a_treaty_and_what_breaks_it_do_not_contradict() -> None:
    table = evidence.load("pacts")
    acts = set(evidence.load("pact_acts")["pact"])
    broken = table.index[table["ending"] == "breached"]
    assert len(broken)
    assert sorted(set(broken) - acts) == []


def test_a_violation_by_which_a_treaty_is_coded_as_ended_has_a_day() -> None:
    codings = evidence.load("codings")
    atop = codings[(codings["data_set"] == "atop") & (codings["violated"] == "yes")]
    assert len(atop)
    assert atop.index[atop["end"].isna()].tolist() == []
