"""What each register says on its page, by rows worked out by hand; a new register is one file."""

from __future__ import annotations

import html
import re
import textwrap

import pytest
import sites

from romsov_analysis import evidence
from romsov_analysis.book import registers, rows
from romsov_analysis.themes.testimony import statements

REGISTER = {register.directive: name for name, register in registers.found().items()}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    pages = {
        name: f"# {name}\n\n```{{{register.directive}}}\n```\n"
        for name, register in registers.found().items()
        if name not in sites.ENTRIES and not register.arguments
    }
    return sites.build(tmp_path_factory.mktemp("registers"), pages)


def entry(book, page, anchor):
    """The text of an entry of a register."""
    found = re.search(
        rf'<dt id="{anchor}">(.*?)(?=<dt id=|</dl>\s*(?:</section>|</dd>)|\Z)', book.page(page), re.DOTALL
    )
    assert found is not None, anchor
    return html.unescape(" ".join(re.sub("<[^>]+>", "", found[1].replace("<li>", " · ")).split()))


@pytest.mark.parametrize(
    ("page", "anchor", "parts"),
    [
        (
            "results-05",
            "result-goods-twice",
            [
                "Twice: 2.64 times (2.60–2.68) goods.twice",
                "2 × grain",
                "Grain & oil: 1.32 times",
                "Computed in cell [1].",
            ],
        ),
        (
            "claims",
            "claim-cs-multiplier",
            [
                "2–3 times more goods than at 1944 prices. cs.multiplier",
                "“two to three times more goods” – Authors of the",
                "assertion, inference; chain: authors > Country Study",
                "about 1944",
                "one voice with: country_study.",
                "Supported under a named reading, at the prices of two neutral countries",
                "Shown in chapter 05, “Whose prices were the world's?”",
                "Year whose prices value the goods: 1938",
            ],
        ),
        (
            "corrections",
            "correction-cs-bloc-date",
            [
                "“In June 1943 the National Peasants” cs.bloc_date",
                "In the Country Study. In June 1944, after talks called for 18 May",
                "Shown by: 23 august 1944",
            ],
        ),
        (
            "claims",
            "claim-cs-killed",
            [
                "Open. It lies between what the army counts as killed",
                "What would decide it: The dead of the army",
            ],
        ),
        (
            "people",
            "person-gaponenko",
            [
                "Alfred G. Gaponenko gaponenko",
                "Lieutenant general, representative",
                "Also: A. C. Gaponenko; A. C. Gaponenco",
                "says, in the documents: 3 claims",
            ],
        ),
        ("sources", "work-bls-wpi", ["tier A; read in a copy; terms: United States government work"]),
        ("sources", "work-jst", ["Jordà, Òscar; Schularick, Moritz; Taylor, Alan M., "]),
        (
            "pacts",
            "pact-lana-1921",
            [
                "Austria, Czechoslovakia; neutrality; term: five years",
                "term end: 15 March 1927; read in the source, Lánai",
                "what became of it: expired",
                "ATOP: expired, 15 March 1927",
                "attacked while in force: not broken",
            ],
        ),
        ("pacts", "pact-locarno-1925", ["attacked while in force: "]),
        (
            "comparison",
            "state-romania",
            ["Frontier recognised by Moscow: no. No treaty; at Vienna Moscow listed Romania"],
        ),
        (
            "contradictions",
            "contradiction-co-promise-and-order",
            ["Television has the embassy promise military aid", "sharp. The broadcast was false"],
        ),
        ("voices", "voice-gorbachev", ["Beside it: ", "force offered: "]),
        (
            "functions",
            "function-romsov-analysis-evidence-load",
            [
                "load(name: str) -> pd.DataFrame",
                "Read one table, typed and checked",
                "Parameters",
                "Name of the table",
            ],
        ),
    ],
)
def test_an_entry_says_what_the_tables_say(book, page, anchor, parts):
    assert book.said == ""
    said = entry(book, page, anchor)
    for part in parts:
        assert part in said


def test_tables_are_laid_out_with_kind_and_rules(book):
    page = book.page("tables")
    assert page.count("<caption>Columns of ") == len(evidence.tables())
    assert re.search(
        r'<code class="literal">status</code></th><td>string, required</td><td>[^<]*\(verified,', page
    )


def test_voices_that_speak_come_first(book):
    page = html.unescape(book.page("voices"))
    order = re.findall(r'<dt id="voice-([^"]+)"', page)
    lead = re.findall(r'<a href="#voice-([^"]+)"', page.partition("<dl")[0])
    assert order[: len(lead)] == lead
    assert len(order) == len({item.voice for item in statements.statements().values()})


def test_a_statement_that_one_coder_read_says_so(book):
    readings = evidence.load("readings")
    once = readings.loc[readings["second"] == "unread", "statement"].nunique()
    assert 0 < once < readings["statement"].nunique()
    assert book.page("voices").count("Read by one coder") == once


def test_contradictions_come_by_how_sharp_they_are(book):
    order = re.findall(r"<dd><p>(sharp|moderate|apparent)", book.page("contradictions"))
    assert order == sorted(order, key=["sharp", "moderate", "apparent"].index)


@pytest.mark.parametrize(
    ("evidence_id", "text", "entry"),
    [
        ("pact_acts:locarno_1925/rhineland_1936", "1936", ("pact", "locarno_1925")),
        (
            "codings:iran_afghanistan_1921/atop",
            "Persian-Afghan treaty of friendship: replaced, 8 July 1937",
            ("pact", "iran_afghanistan_1921"),
        ),
        ("pacts:lana_1921", "Treaty of Lány", ("pact", "lana_1921")),
        (
            "comparison:romania/frontier_recognised",
            "Romania, frontier recognised: no (No",
            ("state", "romania"),
        ),
        ("testimony:gorbachev_congress_23", "Gorbachev told the Congress", ("voice", "gorbachev")),
        (
            "readings:claims:co.controversy/political_request",
            "(politicians asked: neutral)",
            ("voice", "corneanu"),
        ),
        (
            "contradictions:co.promise_and_order",
            "Television has the embassy",
            ("contradiction", "co.promise_and_order"),
        ),
    ],
)
def test_a_register_tells_its_rows(evidence_id, text, entry):
    row = rows.describe(evidence_id)
    assert text in row.text
    assert row.entry == entry


def test_a_new_register_is_one_file_and_one_template(tmp_path, monkeypatch):
    from romsov_analysis.book import domain, views

    (tmp_path / "units.py").write_text(
        textwrap.dedent(
            """
            from romsov_analysis import evidence
            from romsov_analysis.book.registers import Register, Section

            def sections(_store, _argument):
                return [Section(tuple(evidence.load("units").index))]

            REGISTER = Register("units-list", "unit", sections, lambda _view, part: {"units": part.names})
            """
        ),
        encoding="utf-8",
    )
    (tmp_path / "units.html").write_text(
        '{% import "parts.html" as parts %}\n<dl>{% for unit in units %}'
        '{{ parts.term("unit", unit, unit) }}{% endfor %}</dl>',
        encoding="utf-8",
    )
    monkeypatch.setattr(registers, "__path__", [*registers.__path__, str(tmp_path)])
    caches = (registers.found, rows.tellers, views._environment)
    for cache in caches:
        cache.cache_clear()
    views._environment().loader.searchpath.append(str(tmp_path))
    book = sites.build(tmp_path, {"units": "# Units\n\n```{units-list}\n```\n"})
    assert book.said == ""
    assert '<dt id="unit-million-usd">' in book.page("units")
    assert ("unit", "million_usd") in domain.of(book.app.env)._entries
    for cache in caches:
        cache.cache_clear()


def test_corrections_come_by_weight_and_slips_are_folded(book):
    page = book.page("corrections")
    places = [
        page.index(f'id="corrections-{weight}"') for weight in ("changes-a-finding", "misleads", "spelling")
    ]
    assert places == sorted(places)
    slips = (evidence.load("corrections")["weight"] == "spelling").sum()
    assert f"<summary>{slips} that change nothing of substance</summary>" in page[places[2] :]
    assert page.count("<details") == 1


def test_what_is_left_over_is_listed(book):
    page = html.unescape(" ".join(re.sub("<[^>]+>", " ", book.page("left_over")).split()))
    # No chapter of this book is a page, so none speaks of any claim.
    assert f"{len(evidence.load('claims'))} claims stand on their page" in page
    grounds = evidence.load("grounds")["row"]
    prices, read = evidence.load("price_series"), {"price_series:us_wpi_all/1944"}  # by a result of the book
    read |= {row for row in grounds if row.startswith("price_series:")}
    assert f"{evidence.table('price_series').title}: {len(prices) - len(read)} of {len(prices)}" in page
    assert f"{evidence.row('sources:buga_2013')['title']}" in page
