"""What a row says in words."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from romsov_analysis.book import rows


@pytest.mark.parametrize(
    ("evidence_id", "text", "known", "source", "entry"),
    [
        ("price_series:us_wpi_all/1944", "United States wholesale prices, all commodities, 1944: 17.908 (1982 = 100)",
         "read in a copy of the source", "bls_wpi", None),
        ("comparators:ro_sum", "Romania: sum imposed: US$300 million", "read in the source", "peace_treaty_1947", None),
        ("claims:cs.multiplier", "The price base let the Soviet Union take 2–3 times more goods than at 1944 prices.",
         "", "country_study", ("claim", "cs.multiplier")),
        ("people:vyshinsky", "Andrei Vyshinsky, Soviet deputy foreign commissar, in Bucharest in November 1944",
         "", "", ("person", "vyshinsky")),
        ("states:afghanistan", "Afghanistan", "", "", None),
        ("sources:bls_wpi", "Producer price index by commodity (formerly wholesale price index), 1982 = 100, not "
         "seasonally adjusted", "", "", ("work", "bls_wpi")),
        ("parameter:base=1939", "set by hand in the parameters cell: base=1939", "", "", None),
    ],
)  # fmt: skip
def test_a_row_in_words(evidence_id, text, known, source, entry):
    row = rows.describe(evidence_id)
    assert (row.text, row.known, row.source, row.entry) == (text, known, source, entry)


def test_a_price_leads_to_the_address_of_its_own_series():
    assert (
        rows.describe("price_series:us_wpi_farm/1944").address == "https://fred.stlouisfed.org/series/WPU01"
    )
    assert not rows.describe("price_series:us_cpi/1944").address  # that of its work is its own


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234567.0, "US$1,234,567 million"), (0.125, "US$0.125 million"), (300.0, "US$300 million")],
)
def test_digits_are_those_printed_from_a_million_up_as_well(value, shown):
    cells = pd.Series({"title": "A sum", "value": value, "low": value, "high": value, "unit": "million_usd"})
    assert rows._any("x:y", cells).text == f"A sum: {shown}"


def test_leaves_are_the_rows_under_a_result_each_once():
    records = {
        "a.x": {"evidence": {"t:1": "", "t:2": ""}},
        "a.y": {"evidence": {"result:a.x": "", "t:2": "", "t:3": ""}},
    }
    assert list(rows.leaves(records["a.y"], records.__getitem__)) == ["t:1", "t:2", "t:3"]


def test_telling_a_row_needs_no_sphinx():
    code = "import sys; from romsov_analysis.book import rows; rows.describe('pact_acts:locarno_1925/rhineland_1936');"
    code += "print([name for name in ('sphinx', 'docutils', 'jinja2') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
