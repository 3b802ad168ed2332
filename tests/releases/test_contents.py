"""What is in a release, by rows looked up by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from romsov_analysis import evidence, releases
from romsov_analysis.releases import contents


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, pd.DataFrame]]:
    return {name: releases.tables(name) for name in releases.RELEASES}


def test_own_tables_are_whole_and_others_hold_what_is_named(
    found: dict[str, dict[str, pd.DataFrame]],
) -> None:
    for name, release in releases.RELEASES.items():
        assert list(found[name])[: len(release.tables)] == list(release.tables)
        for table in set(release.tables) - {"codings"}:
            assert list(found[name][table].index) == list(evidence.load(table).index)
    pacts = found["interwar_pacts"]
    parties = {party for cell in pacts["pacts"]["parties"] for party in cell.split("; ")} - {"near universal"}
    actors = {
        party
        for column in ("actor", "against")
        for cell in pacts["acts"][column]
        for party in cell.split("; ")
    }
    pairs = {
        party
        for cell in pacts["pacts"]["pairs"].dropna()
        for pair in cell.split("; ")
        for party in pair.split("-")
    }
    assert set(pacts["states"].index) == parties | actors | pairs
    sources = {
        work
        for table in ("pacts", "pact_dates", "acts", "pact_duties", "codings")
        for work in pacts[table]["source"].dropna()
    }
    assert set(pacts["sources"].index) == sources


def test_a_claim_comes_with_its_speaker_and_in_our_words(found: dict[str, dict[str, pd.DataFrame]]) -> None:
    tables = found["testimony_1989"]
    claims, statements = tables["claims"], tables["readings"]["statement"]
    assert set(claims.index) == {
        name.removeprefix("claims:") for name in statements if name.startswith("claims:")
    }
    assert set(tables["people"].index) == set(claims["speaker"])
    assert not claims["statement"].str.contains("{", regex=False).any()
    assert not {"exact", "prefix", "suffix", "offset", "text_file"} & {*claims, *tables["documents"]}


def test_a_date_has_its_first_and_its_last_day_beside_it(found: dict[str, dict[str, pd.DataFrame]]) -> None:
    acts = found["interwar_pacts"]["acts"]
    row = acts.loc["afghanistan_1930"]
    assert list(row[["date", "date_earliest", "date_latest"]]) == ["1930-06", "1930-06-01", "1930-06-30"]
    assert list(acts).index("date_latest") == list(acts).index("date") + 2
    open_end = contents._released(
        "acts", acts.drop(columns=["date_earliest", "date_latest", "terms"]).assign(date="../1930")
    )
    assert open_end["date_earliest"].isna().all()
    assert set(open_end["date_latest"]) == {"1930-12-31"}


def test_every_row_has_its_terms(found: dict[str, dict[str, pd.DataFrame]]) -> None:
    for tables in found.values():
        for frame in tables.values():
            assert frame["terms"].notna().all()
    works = evidence.load("sources")["terms"]
    values = found["reparation_valuation"]
    assert values["price_series"].loc["us_wpi_all/1944", "terms"] == works["bls_wpi"]
    assert values["price_months"].loc["us_wpi_farm/1938-01", "terms"] == works["bls_wpi"]
    assert set(values["valuation_statements"]["terms"]) == {"CC BY 4.0"}
    codings = found["interwar_pacts"]["codings"]
    assert codings.loc["iran_afghanistan_1921/atop", "terms"] == works["atop_4"]
    assert codings.loc["locarno_1925/berkemeier_fuhrmann", "terms"] == "not stated"


def test_a_data_set_that_is_no_longer_passed_on_is_left_out(
    found: dict[str, dict[str, pd.DataFrame]],
) -> None:
    codings = evidence.load("codings")
    assert list(found["interwar_pacts"]["codings"].index) == list(codings.index[codings["data_set"] != "cow"])
    assert "cow" in set(codings["data_set"])


def test_fields_describe_the_columns_in_their_order(found: dict[str, dict[str, pd.DataFrame]]) -> None:
    for tables in found.values():
        for table, frame in tables.items():
            assert [field["name"] for field in contents.described(table)] == list(frame)


def test_an_unknown_release_names_the_nearest() -> None:
    with pytest.raises(evidence.EvidenceError, match=r"'pacts' – no release of this name.*interwar_pacts"):
        releases.named("pacts")
