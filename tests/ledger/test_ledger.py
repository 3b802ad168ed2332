"""The ledger of a notebook: what it holds, fills in, checks and displays."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import pytest

from romsov_analysis import figures
from romsov_analysis.ledger import RESULTS_MIME, TABLE_MIME, TEXT_MIME, Ledger, Table
from romsov_analysis.results import Result, ResultError


def result(id="goods.grain", value=1.5, low=1.0, high=2.0, *, unit="times", rows=("claims:cs.sum",), **other):
    texts = {"formula": "a ÷ b", "title": "Grain"} | other
    return Result(id, value, low, high, unit, evidence=rows, **texts)


@pytest.fixture
def ledger():
    return Ledger(
        [
            result(),
            result("goods.fuel", 1.25, 1.25, 1.25, title="Fuel"),
            result("terms.rate", None, 10, 15, unit="percent", title="Rate", decimals=0),
            Result.whether("goods.dear", True, "claims:cs.sum", formula="> 1", title="Grain became dearer"),
            Result.whether(
                "goods.cheap", False, "claims:cs.sum", formula="< 1", title="Grain became cheaper"
            ),
        ]
    )


def test_an_id_is_used_once(ledger):
    with pytest.raises(ResultError, match=r"goods\.fuel is used twice"):
        ledger.add(result("goods.fuel"))
    assert ledger["goods.fuel"].title == "Fuel"


@pytest.mark.parametrize(
    "ask", [lambda ledger: ledger["goods.grian"], lambda ledger: ledger.fill("[](result:goods.grian)")]
)
def test_an_unknown_result_names_the_nearest(ledger, ask):
    with pytest.raises(ResultError, match=r"unknown result 'goods\.grian'; nearest: goods\.grain\b"):
        ask(ledger)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At [](result:goods.grain) times.", "At [1.50](result:goods.grain) times."),
        ("[old](result:goods.fuel?unit)", "[1.25 times](result:goods.fuel?unit)"),
        (f"{result():ref with-range}", "[1.50 (1.00–2.00)](result:goods.grain?with-range)"),
        (
            "[](result:terms.rate?unit) of [](claim:cs.sum?unit)",
            "[10–15 %](result:terms.rate?unit) of [US\\$300 million](claim:cs.sum?unit)",
        ),
        ("[dearer](holds:goods.dear)", "[dearer](holds:goods.dear)"),
        ("[](person:vyshinsky)", "[Andrei Vyshinsky](person:vyshinsky)"),
        ("a [link](https://x.org) *is* <b>text</b>", r"a \[link\](https://x.org) \*is\* \<b\>text\</b\>"),
        ("1. September 1939", r"1\. September 1939"),
        ("# no heading", r"\# no heading"),
    ],
)
def test_the_words_of_references_are_filled_in(ledger, text, expected):
    assert ledger.fill(text) == expected


def test_a_judgement_that_no_longer_holds_is_refused(ledger):
    with pytest.raises(ResultError, match="“cheaper” no longer holds: Grain became cheaper"):
        ledger.fill("It was [cheaper](holds:goods.cheap).")


def ids(display):
    return [record["id"] for record in display.bundle[RESULTS_MIME]["results"]]


def test_show_stores_what_it_displays_once(ledger):
    assert ids(ledger.show(ledger["terms.rate"])) == ["terms.rate"]
    assert ids(ledger.show(ledger["goods.fuel"], ledger["terms.rate"])) == ["goods.fuel"]
    assert ids(ledger.show()) == ["goods.grain", "goods.dear", "goods.cheap"]
    with pytest.raises(ResultError, match="no result left to show"):
        ledger.show()


def test_show_refuses_a_result_that_is_another_than_the_ledger_holds(ledger):
    with pytest.raises(ResultError, match=r"goods\.grain is not the result"):
        ledger.show(result(value=1.6))
    with pytest.raises(ResultError, match=r"unknown result 'goods\.iron'"):
        ledger.show(result("goods.iron"))


def test_a_listing_is_folded_under_its_number(ledger):
    bundle = ledger.show(ledger["goods.grain"], ledger["goods.fuel"]).bundle
    assert bundle["text/html"].startswith("<details><summary>2 results</summary><style>")
    assert bundle["text/plain"] == "2 results, goods.grain and so on"
    alone = ledger.show(ledger["terms.rate"]).bundle
    assert "<summary>1 result</summary>" in alone["text/html"]
    assert alone["text/plain"] == "terms.rate"


def test_html_of_results_is_escaped():
    shown = Ledger([result(title="a <b> & c", formula="x < y")]).show().bundle
    assert "<td>a &lt;b&gt; &amp; c</td>" in shown["text/html"]
    assert "<b>" not in shown["text/html"]


def test_what_is_worked_out_in_view_agrees_or_the_run_stops(ledger):
    grain = ledger["goods.grain"]
    assert repr(ledger.agree(3 / 2, grain)) == f"{grain.title}: 1.50 times (goods.grain)"
    ledger.agree(0.1 + 0.2 + 1.2, grain)  # the last bit may differ
    with pytest.raises(ResultError, match=r"goods\.grain: these lines give 1\.51, the chapter 1\.50 times"):
        ledger.agree(1.51, grain)


def test_where_only_a_range_is_known_the_number_lies_within(ledger):
    rate = ledger["terms.rate"]
    assert repr(ledger.agree(10, rate)) == repr(ledger.agree(15, rate))
    with pytest.raises(ResultError, match="these lines give 9"):
        ledger.agree(9, rate)


def test_an_answer_is_its_question_and_filled_sentences(ledger):
    sentences = ["Grain stood at [](result:goods.grain) times.", "Fuel at [](result:goods.fuel?unit)."]
    shown = ledger.answer("Was it [](claim:cs.multiplier?unit)?", *sentences).bundle
    assert shown["text/plain"] == "**Was it 2–3 times?** Grain stood at 1.50 times.\n\nFuel at 1.25 times."
    filled = [
        "Grain stood at [1.50](result:goods.grain) times.",
        "Fuel at [1.25 times](result:goods.fuel?unit).",
    ]
    question = "Was it [2–3 times](claim:cs.multiplier?unit)?"
    assert shown["text/markdown"] == f"**{question}** {filled[0]}\n\n{filled[1]}"
    assert shown[TEXT_MIME] == {"kind": "answer", "question": question, "sentences": filled}


def test_a_conclusion_is_its_filled_sentences(ledger):
    shown = ledger.conclusion("Grain: [](result:goods.grain).", "No more.").bundle
    assert shown["text/plain"] == "Grain: 1.50. No more."
    assert shown[TEXT_MIME] == {
        "kind": "conclusion",
        "question": "",
        "sentences": ["Grain: [1.50](result:goods.grain).", "No more."],
    }


def test_a_figure_is_displayed_with_its_caption_and_closed(ledger, monkeypatch):
    displayed = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    made = []

    def draw(height):
        made.append(plt.figure(figsize=(figures.width(), height)))
        return made[-1]

    texts = {"alt": "Grain at [](result:goods.grain)", "caption": "Fuel at [](result:goods.fuel)."}
    ledger.figure(draw, 2, title="Grain rose to [](result:goods.grain)", **texts)
    title, drawn, caption = (display.bundle for display in displayed)
    assert title["text/markdown"] == "**Grain rose to [1.50](result:goods.grain)**"
    assert [tuple(figure.get_size_inches()) for figure in made] == [(figures.NARROW, 2), (figures.WIDE, 2)]
    narrow = caption[TEXT_MIME]["narrow"]
    assert "<title>Grain at 1.50</title>" in narrow
    assert re.findall(r'viewBox="0 0 ([\d.]+)', narrow + drawn["image/svg+xml"]) == ["259.2", "460.8"]
    assert drawn["text/plain"] == "Grain at 1.50"
    assert "<title>Grain at 1.50</title>" in drawn["image/svg+xml"]
    assert caption["text/markdown"] == "*Fuel at [1.25](result:goods.fuel).*"
    assert caption["text/plain"] == "*Fuel at 1.25.*"
    assert not {figure.number for figure in made} & set(plt.get_fignums())


def test_a_verdict_is_a_sentence_and_what_it_holds_of(ledger):
    shown = ledger.verdict(
        "Grain rose to [](result:goods.grain).", ("no", "never", "fuel, [](result:goods.fuel)")
    )
    assert shown.bundle["text/markdown"] == (
        "**Grain rose to [1.50](result:goods.grain).**\n\n- *never:* fuel, [1.25](result:goods.fuel)"
    )
    assert shown.bundle[TEXT_MIME] == {
        "kind": "verdict",
        "question": "",
        "sentences": ["Grain rose to [1.50](result:goods.grain)."],
        "marks": [["no", "never", "fuel, [1.25](result:goods.fuel)"]],
    }


def test_a_table_is_filled_aligned_and_escaped(ledger):
    shown = ledger.table(
        Table(
            "Prices <of> [](result:goods.grain)",
            ["Group", "a & b"],
            [["Grain", "[](result:goods.grain)"], ["<b>", "[](result:goods.fuel?unit)"]],
        )
    ).bundle
    assert shown["text/plain"] == (
        "Prices <of> 1.50\n"
        "Group  a & b\n"
        "Grain  1.50\n"
        "<b>    1.25 times"
    )  # fmt: skip
    style, end, table = shown["text/html"].partition("</style>")
    # JupyterLab sets cells flush right; a browser is shown what this does about it.
    assert style.startswith("<style>table.romsov ")
    assert "text-align: left" in style
    assert end
    assert table == (
        "<table class='romsov mathjax_ignore'><caption>Prices &lt;of&gt; 1.50</caption>"
        "<thead><tr><th scope='col'>Group</th><th scope='col'>a &amp; b</th></tr></thead>"
        "<tbody><tr><th scope='row'>Grain</th><td>1.50</td></tr>"
        "<tr><th scope='row'>&lt;b&gt;</th><td>1.25 times</td></tr></tbody></table>"
    )
    assert shown[TABLE_MIME] == {
        "caption": r"Prices \<of\> [1.50](result:goods.grain)",
        "header": ["Group", "a & b"],
        "rows": [["Grain", "[1.50](result:goods.grain)"], [r"\<b\>", "[1.25 times](result:goods.fuel?unit)"]],
    }
