from __future__ import annotations

import csv
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from romsov_analysis import evidence
from romsov_analysis.ledger import Ledger, Table
from romsov_analysis.results import Result, link, plain
from romsov_analysis.runs import prose

ROOT = Path(__file__).parents[2]


def found(text, **options):
    return [hit.found for hit in prose.naked(text, **options)]


@pytest.mark.parametrize(
    "text",
    [
        # years
        "in 1938",
        "from 1938 to 1952",
        "1938–1952, 1938–52, 1938/39 and 1938-52",
        "the 1940s",
        "in 1856 and in 2026",
        # days
        "on 12 September 1944",
        "on August 23, 1944",
        "from 22–24 June",
        "from 22 to 24 June",
        "22 December, 18:40",
        "22 December 1989, 18:40",
        "on 3 and 27 October",
        # places in documents
        "by article 11 and Articles 21–22",
        "in chapter 5",
        "on p. 12, on pp. 12–14",
        "in no. 5",
        "at point 3",
        # the words of references, and roles of others
        "as in [(Corneanu 2024, 300)](cite:corneanu?p)",
        "at [1.32](result:goods.grain_300?decimals=1,range) of [about 110,000 men](claim:cs.killed_2?unit)",
        "[only 7 of them doubled](holds:goods.grain)",
        "[2 lines\nof words](result:goods.grain)",
        "as in {ref}`section-300`",
        # code
        "set `surcharge = 15` or ``rate = 10``",
        "text\n\n```python\nrate = 15\n```\n",
        "text\n\n~~~\nrate = 15\n~~~\n",
        "text\n\n```{code-block} python\nrate = 15\n```\n",
        "---\nversion: 3\n---\n\nText",
        "<!-- 300 -->",
        # links, labels, footnotes, options of directives
        "[the table](page-300.md)",
        "see https://example.org/300/5",
        "see <https://example.org/300>",
        "(section-300)=",
        "so it was.[^300]",
        ":::{figure} prices.svg\n:width: 300\n:::",
        # marks of a list
        "1. first\n2. second\n 10) tenth",
        # number words that count things
        "seven small charts and twelve divisions",
        "one of two groups",
        # words that only look like numbers
        "at times they unfold on their behalf, manifold, the third of them, a quarterly",
    ],
)
def test_allowed(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It took 300 wagons", ["300"]),
        ("It took 1,944 wagons", ["1,944"]),
        ("It took 2 to 3 wagons in June", ["2", "3"]),
        ("22 December, 18:75", ["18", "75"]),
        ("It rose by 15 % or 1.32 times", ["1.32", "15"]),
        ("It rose by 10–15 per cent", ["10–15"]),
        ("the code 19380 and 1788", ["1788", "19380"]),
        ("a sum of US$300 million", ["300", "million"]),
        ("two to three times as many", ["two to three times"]),
        ("Two or three times as many", ["Two or three times"]),
        ("three times as many", ["three times"]),
        ("a three-times rise", ["three-times"]),
        ("to double, it doubled, doubles, doubling", ["double", "doubled", "doubles", "doubling"]),
        ("Prices tripled and were halved", ["halved", "tripled"]),
        ("trebled and quadrupled", ["quadrupled", "trebled"]),
        ("twice and thrice", ["thrice", "twice"]),
        ("a third of it", ["a third"]),
        ("one third, two-thirds, three quarters", ["one third", "three quarters", "two-thirds"]),
        ("an eighth", ["an eighth"]),
        ("half of it", ["half"]),
        ("Half of it", ["Half"]),
        ("thirteen, fifteen, nineteen", ["fifteen", "nineteen", "thirteen"]),
        ("twenty, thirty, forty-five, ninety", ["forty", "ninety", "thirty", "twenty"]),
        ("a dozen, dozens", ["dozen", "dozens"]),
        ("hundreds, a thousand, two million, billions", ["billions", "hundreds", "million", "thousand"]),
        # what stands beside allowed markup is still seen
        ("in 1944 it took 7", ["7"]),
        ("on 12 September it took 7", ["7"]),
        ("`rate` of 15 and [x](cite:a) of 16 and [](result:a.b) of 17", ["15", "16", "17"]),
        ("[300 wagons](page.md)", ["300"]),
        (":::{admonition} The 300 wagons\n:class: note-5\ntext\n:::", ["300"]),
        ("[^1]: In all 300 wagons", ["300"]),
        ("1. took 300 wagons", ["300"]),
        ("# Section 7", ["7"]),
    ],
)
def test_refused(text, numbers):
    assert sorted(found(text)) == numbers


@pytest.mark.parametrize("word", ["twofold", "tenfold", "Threefold"])
def test_fold_is_refused(word):
    assert found(f"a {word} rise") == [word]


@pytest.mark.parametrize("text", ["ten per cent", "five percent"])
def test_number_words_per_cent_are_refused(text):
    assert found(f"It rose {text}.") != []


def test_the_text_of_a_directive_fenced_by_backticks_is_prose():
    assert found("```{note}\nIt took 300 wagons\n```") == ["300"]


def test_clock_times_are_allowed_only_where_asked_for():
    assert found("called at 18:40 and 7:05") == ["05", "18", "40", "7"]
    assert found("called at 18:40 and 7:05", clock=True) == []
    assert found("called at 18:40, took 300", clock=True) == ["300"]
    assert found("the codes 25:10 and 12:75", clock=True) == ["10", "12", "25", "75"]


def test_a_decimal_is_no_clock_time():
    assert found("rose 1.32 times", clock=True) == ["1.32"]


def test_a_hit_tells_its_line_and_sentence():
    text = "---\na: 1\n---\n# Title\n\n```\n300\n```\n  It took 7 wagons.  \n\nIt doubled."
    assert prose.naked(text) == [
        prose.Naked(9, "7", "It took 7 wagons."),
        prose.Naked(11, "doubled", "It doubled."),
    ]


def test_equal_numbers_on_a_line_are_told_once():
    assert found("7 and 7") == ["7"]
    assert [hit.line for hit in prose.naked("7\n7")] == [1, 2]


@pytest.mark.parametrize(
    ("text", "remains"),
    [
        ("at [1](result: goods.grain) so", ["](result: goods.grain)"]),
        ("at [1](result:goods.grain?a b) so", ["](result:goods.grain?a b)"]),
        ("[[1]](claim:cs.sum)", ["](claim:cs.sum)"]),
        ("at {result}`goods.grain | unit` so", ["{result}`goods.grain | unit`"]),
        ("as {cite:p}`corneanu` has it", ["{cite:p}`corneanu`"]),
        ("at {goods.grain|unit} of {claim:cs.sum}", ["{claim:cs.sum}", "{goods.grain|unit}"]),
        ("[1](result:goods.grain), [page](page.md), `[](result: x)`, {ref}`a.b`, {value}", []),
        ("~~~\n[](result: x)\n~~~", []),
    ],
)
def test_what_would_be_printed_raw_is_found(text, remains):
    assert [hit.found for hit in prose.raw(text)] == remains


# --- a checkout ---------------------------------------------------------------------------------------------


@pytest.fixture
def ledger():
    found = Ledger()
    found.add(Result("goods.grain", 1.5, 1.25, 1.75, "times", "a ÷ b", ("claims:cs.sum",), "Grain"))
    return found


@pytest.fixture
def checkout(tmp_path):
    """Writes a checkout with one page and one notebook, whose cell [n + 1] has the n-th of the outputs."""
    (tmp_path / "book").mkdir()
    (tmp_path / "notebooks").mkdir()

    def write(page="# Page\n", text="# Title", outputs=()):
        cells = [new_markdown_cell(text)]
        cells += [
            new_code_cell("rate = 300", outputs=[new_output("display_data", data=dict(data))])
            for data in outputs
        ]
        (tmp_path / "book" / "page.md").write_text(page, encoding="utf-8")
        nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "01_tiny.ipynb")
        return tmp_path

    return write


def svg(title):
    return {
        "image/svg+xml": f'<svg xmlns="http://www.w3.org/2000/svg">\n<title>{title}</title><text>300</text></svg>'
    }


def test_a_page_with_a_number(checkout):
    root = checkout(page="# Page\n\nThe Army took 300 wagons in 1944.\n")
    assert prose.unbound(root) == ["page.md, line 3: '300' in «The Army took 300 wagons in 1944.»"]


def test_the_text_of_a_notebook_with_a_number(checkout):
    root = checkout(text="# Title\n\nPrices doubled.")
    assert prose.unbound(root) == ["01_tiny.ipynb, cell 1, line 3: 'doubled' in «Prices doubled.»"]


def test_stored_texts_with_a_number(checkout, ledger):
    answer = ledger.answer(
        "Were 300 wagons taken?", "Grain stood at [](result:goods.grain).", "Fuel at 4.5 times."
    )
    root = checkout(outputs=[ledger.show().bundle, answer.bundle])
    place = "01_tiny.ipynb, cell 3"
    assert prose.unbound(root) == [
        f"{place}, line 1: '300' in «Were 300 wagons taken?»",
        f"{place}, line 3: '4.5' in «Fuel at 4.5 times.»",
    ]


def test_a_stored_table_with_a_number_in_caption_heading_or_cell(checkout, ledger):
    rows = [["Grain", "[](result:goods.grain)"], ["Fuel", "9 tons"]]
    table = ledger.table(Table("Of 7 groups", ["Group", "8 goods"], rows))
    place = "01_tiny.ipynb, cell 2"
    assert prose.unbound(checkout(outputs=[table.bundle])) == [
        f"{place}, line 1: '7' in «Of 7 groups»",
        f"{place}, line 3: '8' in «8 goods»",
        f"{place}, line 7: '9' in «9 tons»",
    ]


def test_raw_references_are_found_in_texts_and_in_what_outputs_show(checkout):
    shown = {"text/plain": "at [1](result:goods.grain)", "text/html": "<p>[](claim:cs.sum)</p>"}
    root = checkout(page="# Page\n\nAt {result}`goods.grain`.\n", outputs=[shown])
    assert prose.unbound(root) == [
        "page.md, line 3: '{result}`goods.grain`' would be printed raw in «At {result}`goods.grain`.»",
        "01_tiny.ipynb, cell 2, text/plain: '](result:goods.grain)' is printed raw",
        "01_tiny.ipynb, cell 2, text/html: '](claim:cs.sum)' is printed raw",
    ]


def test_the_alt_text_of_a_figure_with_a_number_that_is_no_result(checkout, ledger):
    title = "In 1944 grain stands at 1.50, fuel at 1.70 and the claim at 2–3."
    root = checkout(outputs=[ledger.show().bundle, svg(title)])
    assert prose.unbound(root) == ["01_tiny.ipynb, cell 3, alt text: '1.70' is no result of the notebook"]


@pytest.mark.parametrize(
    "options", ["", "range", "with-range", "low", "high", "decimals=1", "percent", "change", "unit"]
)
def test_an_alt_text_may_print_a_result_with_options(checkout, ledger, options):
    alt = plain(ledger.fill(f"Grain: {link('result', 'goods.grain', options)}"))
    root = checkout(outputs=[ledger.show().bundle, svg(alt)])
    assert prose.unbound(root) == []


def test_the_results_of_another_notebook_do_not_cover_an_alt_text(checkout, ledger):
    root = checkout(outputs=[svg("At 1.50 stands grain.")])
    nbformat.write(
        new_notebook(
            cells=[new_code_cell("", outputs=[new_output("display_data", dict(ledger.show().bundle))])]
        ),
        root / "notebooks" / "02_other.ipynb",
    )
    assert prose.unbound(root) == ["01_tiny.ipynb, cell 2, alt text: '1.50' is no result of the notebook"]


@pytest.mark.parametrize(
    "text",
    [
        "Paid: [](claim:cs.sum?unit)",  # US$300 million: million
        "Fuel: [](result:goods.fuel?change)",  # −10 %: the sign
        "Grain: [](result:goods.grain?percent,range)",
        "Grain: [](result:goods.grain?decimals=3)",
        "Oil: [](result:goods.oil?words)",
    ],
)
def test_an_alt_text_may_print_results_in_every_form(checkout, ledger, text):
    ledger.add(Result("goods.fuel", 0.9, 0.9, 0.9, "times", "a ÷ b", ("claims:cs.sum",), "Fuel"))
    ledger.add(Result("goods.oil", 2, 2, 2, "times", "a ÷ b", ("claims:cs.sum",), "Oil"))
    root = checkout(outputs=[ledger.show().bundle, svg(plain(ledger.fill(text)))])
    assert prose.unbound(root) == []


def test_a_checkout_without_numbers_has_none(checkout, ledger):
    displays = [
        ledger.show(),
        ledger.answer("Why?", "Since [](result:goods.grain)."),
        ledger.table(Table("T", ["A"], [["b"]])),
    ]
    assert prose.unbound(checkout(outputs=[display.bundle for display in displays])) == []


@pytest.fixture
def statement(tmp_path, monkeypatch):
    """Sets the statement of the claim cs.total in a register of our own."""

    def write(text):
        folder = tmp_path / "register"
        folder.mkdir()
        with evidence.table("claims").path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        for row in rows:
            if row[0] == "cs.total":
                row[header.index("statement")] = text
        with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))

    return write


def test_the_statement_of_a_claim_with_a_number(checkout, statement):
    statement("At 18:40 they took {value} and 7 ships.")
    assert prose.unbound(checkout()) == [
        "claims.csv, cs.total, line 1: '7' in «At 18:40 they took  and 7 ships.»"
    ]


def test_this_book_has_no_number_typed_by_hand():
    found = [str(place) for place in prose.unbound(ROOT)]
    bind = "Bind each to a result: [](result:id) in a sentence, f'{result:ref unit}' in a table, title or caption"
    assert not found, "\n".join([bind, *found])
