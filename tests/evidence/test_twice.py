"""What is said twice is held together: a value that stands in two places, and the two places in the message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence import dates

pytestmark = pytest.mark.usefixtures("fresh_tables")


def bounds(row: str) -> tuple[float, float]:
    """Low and high of a row."""
    found = evidence.row(row)
    return float(found["low"]), float(found["high"])


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("comparators:ro_sum", ["reparation_terms:sum"]),
        ("comparators:ro_years", ["reparation_terms:term_first", "reparation_terms:term_treaty"]),
        ("reparation_terms:surcharge", ["reparation_terms:surcharge_other", "reparation_terms:surcharge_transport"]),
    ],
)  # fmt: skip
def test_a_range_is_that_of_the_rows_it_sums_up(one: str, others: list[str]) -> None:
    ends = [end for other in others for end in bounds(other)]
    assert bounds(one) == (min(ends), max(ends)), f"{one} and {', '.join(others)} say different things"


def quotients(derivation: str) -> list[tuple[float, float]]:
    """What stands above and below the line in ``350/250 to 350/200``."""
    parts = [part.split("/") for part in derivation.split(" to ")]
    return [(float(above), float(below)) for above, below in parts]


def derived() -> Iterable[tuple[str, pd.Series, list[tuple[float, float]]]]:
    for name, row in evidence.load("valuation_statements").iterrows():
        if "/" in evidence.text(row, "derivation"):
            yield str(name), row, quotients(row["derivation"])


def test_a_derived_multiple_is_what_its_derivation_gives() -> None:
    found = list(derived())
    assert len(found) >= 12
    for name, row, pairs in found:
        ratios = [above / below for above, below in pairs]
        for column, ratio in (("low", min(ratios)), ("high", max(ratios))):
            # Stored with two decimals.
            assert abs(float(row[column]) - ratio) <= 0.005 + 1e-9, (
                f"valuation_statements:{name}: {column} {row[column]} and derivation {row['derivation']} differ"
            )


@pytest.mark.parametrize(
    ("name", "position", "row"),
    [
        ("coste", 0, "reparation_terms:first_year_paid"),
        ("thorp", 2, "reparation_terms:due_after_1946"),
        ("finland_2012", -1, "comparators:fi_delivered"),
        ("liberman_hu", -1, "comparators:hu_sum_soviet"),
    ],
)
def test_what_a_derivation_takes_from_another_table_stands_there(name: str, position: int, row: str) -> None:
    numbers = [
        number
        for pair in quotients(evidence.row(f"valuation_statements:{name}")["derivation"])
        for number in pair
    ]
    assert bounds(row) == (numbers[position],) * 2, (
        f"valuation_statements:{name} and {row} say different things"
    )


def test_what_thorp_adds_up_is_what_was_paid_and_what_is_due() -> None:
    whole = quotients(evidence.row("valuation_statements:thorp")["derivation"])[0][0]
    parts = [bounds(f"reparation_terms:{name}")[0] for name in ("paid_to_1946", "due_after_1946")]
    assert whole == sum(parts), f"valuation_statements:thorp takes {whole}, the terms give {sum(parts)}"


def test_what_is_divided_by_the_whole_sum_is_divided_by_the_sum_imposed() -> None:
    sums = {"RO": "reparation_terms:sum", "FI": "comparators:fi_sum"}
    seen = 0
    for name, row, pairs in derived():
        above, below = pairs[0]
        if row["country"] in sums and below == 300:
            seen += 1
            assert bounds(sums[row["country"]]) == (below, below), (
                f"{name} and {sums[row['country']]}, {above}"
            )
    assert seen >= 6


def test_shares_of_one_study_that_exclude_each_other_make_a_whole() -> None:
    rows = evidence.load("literature")
    pairs = [(name, name.replace("honoured", "broken")) for name in rows.index if name.endswith("honoured")]
    found = [(one, other) for one, other in pairs if other in rows.index]
    assert len(found) == 2
    for one, other in found:
        assert rows.loc[one, "value"] + rows.loc[other, "value"] == 100, (
            f"literature:{one} and literature:{other}"
        )


def test_alliances_with_and_without_a_clause_are_all_of_them() -> None:
    counts = evidence.load("alliance_counts").filter(["treaties", "violated"])
    for end in ("by_1945", "two_party_by_1945"):
        whole, parts = f"atop_all_{end}", [f"atop_nonaggression_{end}", f"atop_no_nonaggression_{end}"]
        same = (counts.loc[parts].sum() == counts.loc[whole]).all()
        assert same, f"alliance_counts:{whole} is not the sum of {' and '.join(parts)}"


def test_an_event_and_a_claim_fixed_by_the_same_words_are_of_the_same_time() -> None:
    claims = (
        evidence.load("claims").dropna(subset=["exact"]).set_index(["document", "exact", "prefix", "suffix"])
    )
    seen = 0
    for name, event in evidence.load("events").dropna(subset=["exact"]).iterrows():
        place = tuple(event[column] for column in ("document", "exact", "prefix", "suffix"))
        for claim in [row for key, row in claims.iterrows() if pd.Series(key).equals(pd.Series(place))]:
            seen += 1
            for column in ("date", "time", "zone", "page", "offset"):
                two = (event[column], claim[column])
                told = not any(map(pd.isna, two)) or column in ("date", "page", "offset")
                same = two[0] == two[1] or all(map(pd.isna, two))
                assert same or not told, f"events:{name} and the claim of the same words, {column}: {two}"
    assert seen >= 15


def test_talks_and_who_spoke_in_moscow_give_the_same_day_to_the_same_passage() -> None:
    talks = evidence.load("talks").dropna(subset=["source", "locator"])
    seen = 0
    for name, row in evidence.load("moscow_split").dropna(subset=["source", "locator", "date"]).iterrows():
        here = talks[(talks["source"] == row["source"]) & (talks["locator"] == row["locator"])]
        same_time = [
            key for key, talk in here.iterrows()
            if dates.before(dates.parse(talk["date"]), dates.parse(row["date"])) != "yes"
            and dates.before(dates.parse(row["date"]), dates.parse(talk["date"])) != "yes"
        ]  # fmt: skip
        if same_time:
            seen += 1
            told = talks.loc[same_time, "date"]
            assert row["date"] in set(told), f"moscow_split:{name} {row['date']}, talks {told.to_dict()}"
    assert seen >= 6


def test_a_pact_is_signed_on_the_same_day_in_every_table() -> None:
    rows = evidence.load("pact_dates")
    signed = rows[rows["what"] == "signed"]
    parties = evidence.load("pacts")["parties"].str.split("; ")
    compared = evidence.load("comparison")
    pacts = compared[(compared["feature"] == "pact") & (compared["value"] == "yes")]
    assert len(pacts) >= 14
    for name, row in pacts.iterrows():
        case = {"iran": "persia"}.get(row["case"], row["case"])
        days = {
            day for pact, day in zip(signed["pact"], signed["date"], strict=True)
            if {"ussr", case} <= set(parties[pact]) or {"ussr", row["case"]} <= set(parties[pact])
        }  # fmt: skip
        assert row["date"] in days, f"comparison:{name} {row['date']}, pact_dates {sorted(days)}"
    talks = evidence.load("talks")
    steps = [name for name in talks.index if name.endswith(("_signs", "_signature"))]
    own = [name for name in steps if name != "planned_signature"]
    assert len(own) >= 5
    for name in own:
        assert talks.loc[name, "date"] in set(signed["date"]), f"talks:{name} and no row of pact_dates"


def test_a_work_stands_in_the_registers_once() -> None:
    works = pd.concat([evidence.load(name).assign(table=name) for name in ("documents", "sources")])
    # The record of an article in a repository is described beside the article.
    works = works.drop(index="corneanu_record")
    places = defaultdict(list)
    for name, row in works.dropna(subset=["address"]).iterrows():
        places[row["address"], row["title"], row.get("locator")].append(f"{row['table']}:{name}")
    twice = [names for names in places.values() if len(names) > 1]
    assert twice == [], "one work under two ids"
    addresses = works.dropna(subset=["address"]).groupby("address").groups
    assert {address: list(names) for address, names in addresses.items() if len(names) > 1} == {}


def test_a_person_has_one_name_or_a_listed_one_in_every_register() -> None:
    people = evidence.load("people")
    known = defaultdict(set)
    for person, row in people.iterrows():
        words = row["name"].split()
        forms = {row["name"], *evidence.text(row, "variants").split("; ")}
        known[words[0][0], words[-1]] |= {(str(person), form) for form in forms}
    names = {
        f"{table}:{key}": str(cell)
        for table, column in (("voices", "name"), ("testimony", "speaker"))
        for key, cell in evidence.load(table)[column].items()
    }
    seen = 0
    for place, name in names.items():
        forms = known.get((name.split()[0][0], name.split()[-1]))
        if forms:
            seen += 1
            people_named = sorted({f"people:{person}" for person, _ in forms})
            assert name in {form for _, form in forms}, f"{place} has “{name}”, {people_named} do not"
    assert seen >= 40
