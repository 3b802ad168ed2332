"""What is read back from stored notebooks."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from romsov_analysis.ledger import Ledger, read_ledger, read_notebook
from romsov_analysis.ledger.displays import text_display
from romsov_analysis.results import Result, ResultError


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
        ledger.answer("Why?", "Since [](result:goods.grain).", "So."),
        ledger.show(ledger["goods.grain"], ledger["goods.fuel"]),
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
    assert answer.sentences == ("Since [1.50](result:goods.grain).", "So.")
    assert answer.text == "**Why?** Since 1.50.\n\nSo."
    assert (answer.verdict, answer.picture, answer.finding) == ("", "", answer.sentences[0])


def test_a_verdict_is_the_finding_and_the_first_figure_after_it_the_picture(tmp_path, ledger):
    def caption(narrow):
        return text_display("caption", "", ["C."], narrow=narrow)

    cells = [
        caption("before"),
        ledger.verdict("Grain: [](result:goods.grain)."),
        caption("one"),
        caption("two"),
    ]
    store(tmp_path / "01.ipynb", *cells, ledger.answer("Why?", "So."))
    ((answer,),) = [read_notebook(tmp_path / "01.ipynb")[1]]
    assert answer.finding == answer.verdict == "Grain: [1.50](result:goods.grain)."
    assert answer.picture == "one"


def test_the_ledger_of_the_book_follows_the_chapters(tmp_path, ledger):
    store(tmp_path / "02_b.ipynb", ledger.answer("Second?", "Yes."), ledger.show(ledger["goods.grain"]))
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
