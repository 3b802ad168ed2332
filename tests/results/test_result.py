from __future__ import annotations

import csv

import matplotlib.pyplot as plt
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from romsov_analysis import evidence
from romsov_analysis.evidence import EvidenceError
from romsov_analysis.ledger import RESULTS_MIME, TABLE_MIME, TEXT_MIME, Ledger, read_ledger, read_notebook
from romsov_analysis.results import Estimate, Result, ResultError, snapshot


def result(id="goods.grain", value=1.5, low=1.0, high=2.0, *, unit="times", rows=("claims:cs.sum",), **other):
    texts = {"formula": "a ÷ b", "title": "Grain"} | other
    return Result(id, value, low, high, unit, evidence=rows, **texts)


@pytest.fixture
def ledger():
    found = Ledger()
    found.add(
        result(),
        result("goods.fuel", 1.25, 1.25, 1.25, title="Fuel"),
        result("terms.rate", None, 10, 15, unit="percent", title="Rate", decimals=0),
    )
    return found


# --- a result -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id", ["grain", "Goods.grain", "goods.", ".grain", "goods grain", "goods.grain-1", ""]
)
def test_a_bad_id_is_refused(id):
    with pytest.raises(ResultError) as caught:
        result(id)
    assert repr(id) in str(caught.value)
    assert "Accepted: theme.name" in str(caught.value)


@pytest.mark.parametrize("id", ["goods.grain", "a.b.c", "us_1944.wpi_1944"])
def test_a_good_id_is_kept(id):
    assert result(id).id == id


def test_a_result_without_evidence_is_refused():
    with pytest.raises(ResultError, match=r"goods\.grain: a result without evidence"):
        result(rows=())


def test_an_unknown_unit_is_refused():
    with pytest.raises(EvidenceError, match=r"'timez'.*times"):
        result(unit="timez")


@pytest.mark.parametrize(
    ("row", "named"),
    [("claims:cs.summ", "'cs.summ'.*cs.sum"), ("claimz:cs.sum", "claimz.*claims"), ("cs.sum", r"cs\.sum")],
)
def test_evidence_that_does_not_exist_is_refused(row, named):
    with pytest.raises(EvidenceError, match=named):
        result(rows=("claims:cs.killed", row))


def test_results_and_parameters_are_evidence_too():
    rows = ("result:goods.fuel", "parameter:base=1939")
    assert result(rows=rows).evidence == rows


def test_a_value_outside_its_range_is_refused():
    with pytest.raises(ResultError, match="low ≤ value ≤ high"):
        result(value=3.0)


def test_of_names_an_estimate():
    estimate = Estimate(None, 2, 3, ("claims:cs.multiplier",))
    found = Result.of(
        "goods.all", estimate, unit="times", formula="as told", title="All", decimals=1, note="One page."
    )
    assert found == Result(
        "goods.all", None, 2, 3, "times", "as told", ("claims:cs.multiplier",), "All", 1, "One page."
    )


def test_computing_on_a_result_rests_on_the_result():
    found = result().estimate * 2
    assert (found.value, found.low, found.high) == (3, 2, 4)
    assert found.evidence == ("result:goods.grain",)


def test_a_result_prints_with_its_unit():
    assert str(result(decimals=1)) == "1.5 times"


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (2 / 3, 0.666666666667),
        (-2 / 3, -0.666666666667),
        (123456789012345.0, 123456789012000.0),
        (1.00000000000049, 1.0),
        (0.1 + 0.2, 0.3),
        (1234567.5, 1234567.5),
    ],
)
def test_a_record_keeps_twelve_significant_digits(number, kept):
    record = result(value=number, low=number, high=number).record()
    assert (record["value"], record["low"], record["high"]) == (kept, kept, kept)


def test_a_record_tells_everything_with_the_cells_of_its_rows():
    found = result(
        value=None,
        rows=("claims:cs.sum", "claims:cs.multiplier", "result:goods.fuel", "parameter:base=1939"),
        note="One page.",
        decimals=1,
    )
    assert found.record() == {
        "id": "goods.grain",
        "value": None,
        "low": 1.0,
        "high": 2.0,
        "unit": "times",
        "formula": "a ÷ b",
        "title": "Grain",
        "decimals": 1,
        "note": "One page.",
        "evidence": {
            "claims:cs.sum": "value=300 low=300 high=300",
            "claims:cs.multiplier": "low=2 high=3",
            "result:goods.fuel": "",
            "parameter:base=1939": "",
        },
    }


def test_a_snapshot_keeps_more_than_six_digits(tmp_path, monkeypatch):
    with evidence.table("claims").path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for row in rows:
        if row[0] == "cs.killed":
            row[header.index("high")] = "1234567"
    with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    assert snapshot("claims:cs.killed") == "value=110000 low=110000 high=1234567"


# --- the ledger ---------------------------------------------------------------------------------------------


def test_an_id_is_used_once(ledger):
    with pytest.raises(ResultError, match=r"goods\.fuel is used twice"):
        ledger.add(result("goods.fuel"))
    assert ledger["goods.fuel"].title == "Fuel"


@pytest.mark.parametrize(
    "ask", [lambda ledger: ledger["goods.grian"], lambda ledger: ledger.fill("{goods.grian}")]
)
def test_an_unknown_result_names_the_nearest(ledger, ask):
    with pytest.raises(ResultError, match=r"unknown result 'goods\.grian'; nearest: goods\.grain\b"):
        ask(ledger)


def test_an_unknown_claim_in_a_template_names_the_nearest(ledger):
    with pytest.raises(ResultError, match=r"unknown claim 'cs\.sun'; nearest: cs\.sum\b"):
        ledger.fill("{claim:cs.sun}")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("At {goods.grain} times.", "At 1.50 times."),
        ("{goods.grain|with-range}, {goods.fuel|unit}", "1.50 (1.00–2.00), 1.25 times"),
        ("{terms.rate|unit} of {claim:cs.sum|unit}", "10–15 % of US$300 million"),
        ("said: {claim:cs.multiplier|quote}", "said: “two to three times more goods”"),
        ("no reference, {cite}`key`", "no reference, {cite}`key`"),
    ],
)
def test_a_template_is_filled(ledger, template, expected):
    assert ledger.fill(template) == expected


def ids(display):
    return [record["id"] for record in display.bundle[RESULTS_MIME]["results"]]


def test_show_stores_what_it_displays_once(ledger):
    assert ids(ledger.show("terms.")) == ["terms.rate"]
    assert ids(ledger.show()) == ["goods.grain", "goods.fuel"]
    with pytest.raises(ResultError, match="no result left to show under any id"):
        ledger.show()


def test_show_takes_several_prefixes(ledger):
    assert ids(ledger.show("goods.f", "terms.")) == ["goods.fuel", "terms.rate"]


def test_show_refuses_where_nothing_is_left(ledger):
    ledger.show("goods.")
    with pytest.raises(ResultError, match=r"no result left to show under goods\., wages\."):
        ledger.show("goods.", "wages.")


def test_results_are_readable_without_the_book(ledger):
    display = ledger.show()
    assert display.bundle["text/plain"] == (
        "goods.grain = 1.50 times   [Grain]\ngoods.fuel = 1.25 times   [Fuel]\nterms.rate = 10–15 %   [Rate]"
    )
    assert repr(display) == display.bundle["text/plain"]
    assert display._repr_mimebundle_(include=None) == display.bundle


def test_html_of_results_is_escaped():
    ledger = Ledger()
    ledger.add(result(title="a <b> & c", formula="x < y"))
    shown = ledger.show().bundle
    assert "<td>a &lt;b&gt; &amp; c</td>" in shown["text/html"]
    assert "<b>" not in shown["text/html"]
    assert "[a <b> & c]" in shown["text/plain"]


def test_an_answer_is_its_question_and_filled_sentences(ledger):
    sentences = ["Grain stood at {goods.grain} times.", "Fuel at {goods.fuel|unit}."]
    shown = ledger.answer("Was it {claim:cs.multiplier|unit}?", *sentences).bundle
    text = "**Was it 2–3 times?** Grain stood at 1.50 times.\n\n- Fuel at 1.25 times."
    assert shown["text/plain"] == shown["text/markdown"] == text
    assert shown[TEXT_MIME] == {
        "kind": "answer",
        "question": "Was it {claim:cs.multiplier|unit}?",
        "templates": sentences,
    }


def test_a_conclusion_is_its_filled_sentences(ledger):
    shown = ledger.conclusion("Grain: {goods.grain}.", "No more.").bundle
    assert shown["text/plain"] == "Grain: 1.50. No more."
    assert shown[TEXT_MIME] == {
        "kind": "conclusion",
        "question": "",
        "templates": ["Grain: {goods.grain}.", "No more."],
    }


def test_a_figure_is_displayed_with_its_caption_and_closed(ledger, monkeypatch):
    displayed = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    figure = plt.figure(figsize=(1, 1))
    ledger.figure(figure, alt="Grain at {goods.grain}", caption="Fuel at {goods.fuel}.")
    drawn, caption = (display.bundle for display in displayed)
    assert drawn["text/plain"] == "Grain at 1.50"
    assert "<title>Grain at 1.50</title>" in drawn["image/svg+xml"]
    assert caption["text/markdown"] == "*Fuel at 1.25.*"
    assert caption[TEXT_MIME] == {"kind": "caption", "question": "", "templates": ["Fuel at {goods.fuel}."]}
    assert figure.number not in plt.get_fignums()


def test_a_table_is_filled_aligned_and_escaped(ledger):
    shown = ledger.table(
        "Prices <of> {goods.grain}",
        ["Group", "a & b"],
        [["Grain", "{goods.grain}"], ["<b>", "{goods.fuel|unit}"]],
    ).bundle
    assert shown["text/plain"] == (
        "Prices <of> 1.50\n"
        "Group  a & b\n"
        "Grain  1.50\n"
        "<b>    1.25 times"
    )  # fmt: skip
    assert shown["text/html"] == (
        "<table><caption>Prices &lt;of&gt; 1.50</caption>"
        "<thead><tr><th scope='col'>Group</th><th scope='col'>a &amp; b</th></tr></thead>"
        "<tbody><tr><th scope='row'>Grain</th><td>1.50</td></tr>"
        "<tr><th scope='row'>&lt;b&gt;</th><td>1.25 times</td></tr></tbody></table>"
    )
    assert shown[TABLE_MIME] == {
        "caption": "Prices <of> {goods.grain}",
        "header": ["Group", "a & b"],
        "rows": [["Grain", "{goods.grain}"], ["<b>", "{goods.fuel|unit}"]],
    }


def test_a_table_without_a_heading_is_refused(ledger):
    with pytest.raises(ResultError, match="heading"):
        ledger.table("c", ["Group", ""], [["Grain", "1"]])


@pytest.mark.parametrize("cells", [["Grain"], ["Grain", "a", "b"]])
def test_a_row_shorter_or_longer_than_the_header_is_refused(ledger, cells):
    with pytest.raises(ResultError, match=f"{len(cells)} cells under 2 headings: .'Grain'"):
        ledger.table("c", ["Group", "Value"], [["Fuel", "a"], cells])


def test_an_empty_row_is_refused(ledger):
    with pytest.raises(ResultError, match="0 cells under 1 headings"):
        ledger.table("c", ["Group"], [[]])


def test_a_table_of_claims_says_what_whose_words_and_who(ledger):
    shown = ledger.claims("Claims", "cs.multiplier", "pt.broken").bundle
    assert shown[TABLE_MIME]["header"] == ["The claim", "In its words", "Who says it"]
    assert shown[TABLE_MIME]["rows"] == [
        [
            "The price base let the Soviet Union take {claim:cs.multiplier|unit} more goods than at 1944 prices.",
            "{claim:cs.multiplier|quote}",
            "Authors of the Country Study",
        ],
        [
            "Non-aggression pacts were broken regularly before and during the Second World War.",
            "{claim:pt.broken|quote}",
            "Post 3 of the pact thread",
        ],
    ]
    assert "take 2–3 times more goods than" in shown["text/plain"]


# --- read back from notebooks -------------------------------------------------------------------------------


def store(path, *displays):
    """A notebook whose first cell is text and whose cell [n] has the n-th display as its output."""
    cells = [new_markdown_cell("# Title")]
    for count, display in enumerate(displays, start=1):
        output = new_output("display_data", data=dict(display.bundle))
        cells.append(new_code_cell("…", execution_count=count, outputs=[output]))
    cells.append(new_code_cell("print()", execution_count=9, outputs=[new_output("stream", text="x")]))
    nbformat.write(new_notebook(cells=cells), path)


def test_a_notebook_gives_back_its_results_and_answers(tmp_path, ledger):
    path = tmp_path / "01_goods.ipynb"
    store(
        path,
        ledger.answer("Why?", "Since {goods.grain}.", "So."),
        ledger.show("goods."),
        ledger.conclusion("No answer."),
        ledger.show(),
    )
    entries, answers = read_notebook(path)
    assert [(entry.record["id"], entry.notebook, entry.cell) for entry in entries] == [
        ("goods.grain", "01_goods", 2),
        ("goods.fuel", "01_goods", 2),
        ("terms.rate", "01_goods", 4),
    ]
    assert entries[0].record == ledger["goods.grain"].record()
    (answer,) = answers
    assert (answer.question, answer.notebook) == ("Why?", "01_goods")
    assert answer.templates == ("Since {goods.grain}.", "So.")


def test_the_ledger_of_the_book_follows_the_chapters(tmp_path, ledger):
    store(tmp_path / "02_b.ipynb", ledger.answer("Second?", "Yes."), ledger.show("goods.grain"))
    store(tmp_path / "01_a.ipynb", ledger.answer("First?", "Yes."), ledger.show())
    entries, answers = read_ledger(tmp_path)
    assert {name: entry.notebook for name, entry in entries.items()} == {
        "goods.fuel": "01_a",
        "terms.rate": "01_a",
        "goods.grain": "02_b",
    }
    assert [answer.question for answer in answers] == ["First?", "Second?"]


def test_an_id_in_two_notebooks_is_refused(tmp_path):
    for name in ("01_a", "02_b"):
        ledger = Ledger()
        ledger.add(result())
        store(tmp_path / f"{name}.ipynb", ledger.show())
    with pytest.raises(ResultError, match=r"goods\.grain is computed in 01_a and in 02_b"):
        read_ledger(tmp_path)


def test_a_cell_that_never_ran_counts_as_zero(tmp_path, ledger):
    output = new_output("display_data", data=dict(ledger.show().bundle))
    nbformat.write(new_notebook(cells=[new_code_cell("…", outputs=[output])]), tmp_path / "01.ipynb")
    entries, _ = read_notebook(tmp_path / "01.ipynb")
    assert {entry.cell for entry in entries} == {0}
