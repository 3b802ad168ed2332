from __future__ import annotations

import os
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from romsov_analysis import evidence
from romsov_analysis.ledger import RESULTS_MIME, Entry
from romsov_analysis.runs.running import (
    Move,
    RunError,
    changed_inputs,
    digest,
    execute,
    find,
    inputs,
    moves,
    normalise,
    parameters,
    quiet_kernels,
    what_if,
)

# --- which results moved, and why ---------------------------------------------------------------------------


def entry(id, value, rows, low=None, high=None, unit="times"):
    low, high = (value if end is None else end for end in (low, high))
    record = {"id": id, "value": value, "low": low, "high": high, "unit": unit, "decimals": 2}
    return Entry(record | {"evidence": dict(rows)}, "01", 1)


ROW = "price_series:us_wpi_all/1944"


def test_results_that_stand_still_are_not_listed():
    stored = [entry("a.x", 1.5, {ROW: "value=17.9"}), entry("a.y", None, {ROW: "value=17.9"}, 2, 3)]
    assert moves(stored, stored, ["module results.py"]) == []


def test_a_row_is_the_reason():
    before = [entry("a.x", 1.5, {ROW: "value=17.9", "t:same": "value=1"})]
    after = [entry("a.x", 1.6, {ROW: "value=18", "t:same": "value=1"})]
    (move,) = moves(before, after, ["module results.py"])
    assert move == Move("a.x", "1.50 times", "1.60 times", f"row {ROW}: value=17.9 → value=18")
    assert str(move) == f"a.x: 1.50 times → 1.60 times  (row {ROW}: value=17.9 → value=18)"


def test_all_rows_that_changed_are_reasons_once():
    before = [entry("a.x", 1, {"t:a": "value=1", "t:b": "value=2"})]
    after = [entry("a.x", 2, {"t:a": "value=3", "t:b": "value=4"})]
    assert moves(before, after, [])[0].why == "row t:a: value=1 → value=3; row t:b: value=2 → value=4"


def test_a_row_that_replaces_another_is_a_reason():
    before = [entry("a.x", 1, {"t:a": "value=1"})]
    after = [entry("a.x", 2, {"t:b": "value=2"})]
    assert moves(before, after, [])[0].why == "now row t:b; no longer row t:a"


def test_a_parameter_is_the_reason_and_not_the_rows_it_replaces():
    before = [entry("a.x", 1, {"t:a": "value=10", "t:b": "value=15"})]
    after = [entry("a.x", 2, {"parameter:rate=0": ""})]
    assert moves(before, after, [])[0].why == "parameter rate=0"
    assert moves(after, before, [])[0].why == "no longer parameter rate=0"


def test_an_unchanged_parameter_is_no_reason():
    before = [entry("a.x", 1, {"parameter:rate=0": "", ROW: "value=17.9"})]
    after = [entry("a.x", 2, {"parameter:rate=0": "", ROW: "value=18"})]
    assert moves(before, after, [])[0].why == f"row {ROW}: value=17.9 → value=18"


def test_the_reason_is_found_through_the_results_a_result_is_computed_from():
    def chain(value, cells):
        return [
            entry("a.price", value, {ROW: cells}),
            entry("a.relative", value, {"result:a.price": ""}),
            entry("a.peak", value, {"result:a.relative": "", "result:a.price": ""}),
        ]

    found = moves(chain(1, "value=17.9"), chain(2, "value=18"), ["module results.py"])
    assert {move.id: move.why for move in found} == dict.fromkeys(
        ["a.price", "a.relative", "a.peak"], f"row {ROW}: value=17.9 → value=18"
    )


def test_a_parameter_is_found_through_a_result():
    def chain(value, parameter):
        return [
            entry("a.rate", value, {f"parameter:rate={parameter}": ""}),
            entry("a.net", value, {"result:a.rate": "", "t:a": f"value={parameter}"}),
        ]

    net = moves(chain(1, 10), chain(2, 15), [])[1]
    assert net.why == "parameter rate=15; no longer parameter rate=10"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (
            ["module results.py", "version of pandas: 3.0 → 3.1"],
            "module results.py, version of pandas: 3.0 → 3.1",
        ),
        ([], "the notebook's own cells"),
    ],
)
def test_code_is_the_reason_where_no_row_or_parameter_is(changed, why):
    before, after = ([entry("a.x", value, {ROW: "value=17.9"})] for value in (1, 2))
    assert moves(before, after, changed)[0].why == f"code: {why}"


def test_new_and_gone_results_are_listed():
    before = [entry("a.gone", 1, {ROW: ""}), entry("a.stays", 1, {ROW: ""})]
    after = [entry("a.stays", 1, {ROW: ""}), entry("a.new", None, {ROW: ""}, 2, 3)]
    assert moves(before, after, []) == [
        Move("a.new", "none", "2.00–3.00 times", "new"),
        Move("a.gone", "1.00 times", "none", "no longer computed"),
    ]


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ({"low": 0.5}, "1.00 times (0.50–1.00)"),
        ({"high": 1.5}, "1.00 times (1.00–1.50)"),
        ({"unit": "ratio"}, "1.00"),
    ],
)
def test_an_end_or_unit_that_moves_is_a_move(other, text):
    (move,) = moves([entry("a.x", 1, {ROW: ""})], [entry("a.x", 1, {ROW: ""}, **other)], [])
    assert (move.before, move.after) == ("1.00 times", text)


def test_a_move_too_small_to_print_is_shown_in_full():
    (move,) = moves([entry("a.x", 1.0, {ROW: ""})], [entry("a.x", 1.001, {ROW: ""})], [])
    assert (move.before, move.after) == ("1.0 (1.0–1.0)", "1.001 (1.001–1.001)")


# --- inputs -------------------------------------------------------------------------------------------------


def test_changed_inputs_are_named_by_kind():
    stored = {
        "parameters": {"base": "1938", "gone": "1", "same": "2"},
        "tables": {"claims": "aa", "units": "bb"},
        "modules": {"results.py": "aa"},
        "versions": {"pandas": "3.0"},
    }
    now = {
        "parameters": {"base": "1939", "same": "2"},
        "tables": {"claims": "ab", "units": "bb"},
        "modules": {"results.py": "aa", "new.py": "cc"},
        "versions": {"pandas": "3.1"},
    }
    assert changed_inputs(stored, now) == [
        "parameter base: 1938 → 1939",
        "parameter gone: 1 → None",
        "table claims",
        "module new.py",
        "version of pandas: 3.0 → 3.1",
    ]
    assert changed_inputs(now, now) == []


def test_inputs_that_were_never_stored_are_all_changed():
    assert changed_inputs({}, {"tables": {"claims": "aa"}}) == ["table claims"]


def test_inputs_name_parameters_tables_modules_and_versions():
    found = inputs(new_notebook(cells=[tagged("base = 1938")]))
    assert found["parameters"] == {"base": "1938"}
    assert set(found["tables"]) == set(evidence.tables())
    assert found["tables"]["claims"] == digest(evidence.table("claims").path)
    assert "results.py" in found["modules"]
    assert not any("prose" in name for name in found["modules"])  # rendering is no input
    assert set(found["versions"]) == {"matplotlib", "pandas"}


def test_a_digest_is_that_of_the_text_whatever_its_line_ends(tmp_path):
    # SHA-256 of "abc" is the example of FIPS 180-2
    for name, text in (("abc", b"abc"), ("unix", b"a\nb\n"), ("windows", b"a\r\nb\r\n")):
        (tmp_path / name).write_bytes(text)
    assert digest(tmp_path / "abc") == "ba7816bf8f01"
    assert digest(tmp_path / "unix") == digest(tmp_path / "windows") != digest(tmp_path / "abc")


def tagged(source, *tags):
    return new_code_cell(source, metadata={"tags": list(tags or ["parameters"])})


def test_parameters_are_the_assignments_of_the_tagged_cell():
    notebook = new_notebook(
        cells=[
            new_markdown_cell("base = 1900"),
            tagged('base = 1938  # the year\nrate = None\nnames = ["a", "b"]\nprint(base)\n'),
            tagged("other = 1", "hide-input"),
            new_code_cell("another = 1"),
        ]
    )
    assert parameters(notebook) == {"base": "1938", "rate": "None", "names": "['a', 'b']"}
    assert parameters(new_notebook()) == {}


@pytest.mark.parametrize("source", ["base: int = 1938", "first = base = 1938"])
def test_every_kind_of_assignment_is_a_parameter(source):
    assert parameters(new_notebook(cells=[tagged(source)])).get("base") == "1938"


def test_normalise_drops_what_differs_between_machines():
    notebook = new_notebook(
        metadata={
            "kernelspec": {"name": "venv-7", "display_name": "mine", "language": "python"},
            "language_info": {"name": "python", "version": "3.12.1"},
            "widgets": {},
            "romsov": {"parameters": {"base": "1938"}},
        },
        cells=[
            new_markdown_cell("text", id="a81f", metadata={"editable": True}),
            new_code_cell(
                "1 + 1",
                id="77ce",
                metadata={"tags": ["hide-input"], "execution": {"iopub.execute_input": "2026-11-22"}},
                outputs=[new_output("execute_result", {"text/plain": "2"}, execution_count=4)],
                execution_count=4,
            ),
        ],
    )
    notebook.nbformat_minor = 4
    normalise(notebook)
    assert notebook.metadata == {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
        "romsov": {"parameters": {"base": "1938"}},
    }
    assert [(cell.id, cell.metadata) for cell in notebook.cells] == [
        ("c01", {}),
        ("c02", {"tags": ["hide-input"]}),
    ]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.cells[1].outputs[0].data == {"text/plain": "2"}
    assert notebook.cells[1].execution_count == 4
    nbformat.validate(notebook)


# --- finding ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    for name in ("01_war.ipynb", "05_prices.ipynb", "05_rates.ipynb", "06_notes.md"):
        (tmp_path / name).touch()
    return tmp_path


def test_a_notebook_is_found_by_the_start_of_its_name(folder):
    assert find(folder, "01") == folder / "01_war.ipynb"
    assert find(folder, "05_p") == folder / "05_prices.ipynb"


@pytest.mark.parametrize(
    ("name", "says"), [("5", "no notebook"), ("06", "no notebook"), ("05", "several notebooks")]
)
def test_none_or_several_notebooks_are_refused_with_all_names(folder, name, says):
    with pytest.raises(RunError) as caught:
        find(folder, name)
    assert str(caught.value) == (
        f"{says} start{'s' if says[0] == 'n' else ''} with {name!r} in {folder}; "
        "there are: 01_war, 05_prices, 05_rates"
    )


def test_an_empty_folder_says_so(tmp_path):
    with pytest.raises(RunError, match="there are: none"):
        find(tmp_path, "05")


# --- running (each kernel takes about two seconds, so few of them) ------------------------------------------

SUM = """\
from romsov_analysis.estimates import Estimate
from romsov_analysis.ledger import Ledger
from romsov_analysis.results import Result

ledger = Ledger()
number = Estimate.exactly(3 * factor, f"parameter:factor={factor}")
ledger.add(Result.of("tiny.sum", number, unit="times", formula="3 × factor", title="Three factors"))
ledger.show()
"""


def tiny(path, *more):
    """A notebook with a parameter, a result, and more cells; as fresh from JupyterLab, without outputs."""
    cells = [new_markdown_cell("# Tiny"), tagged("factor = 2"), new_code_cell(SUM), *map(new_code_cell, more)]
    nbformat.write(new_notebook(cells=cells, metadata={"widgets": {}}), path)
    return path


def test_executing_stores_outputs_and_again_the_same_bytes(tmp_path):
    path = tiny(tmp_path / "01_tiny.ipynb")
    lines = []
    assert execute(path, lines.append) == [Move("tiny.sum", "none", "6.00 times", "new")]
    assert lines == ["01_tiny: cell 1 of 2", "01_tiny: cell 2 of 2"]

    stored = nbformat.read(path, as_version=4)
    assert [cell.get("execution_count") for cell in stored.cells] == [None, 1, 2]
    assert [cell.id for cell in stored.cells] == ["c01", "c02", "c03"]
    (output,) = stored.cells[2].outputs
    assert output.data["text/plain"] == "tiny.sum = 6.00 times   [Three factors]"
    assert output.data[RESULTS_MIME]["results"][0]["value"] == 6.0
    assert set(stored.metadata) == {"kernelspec", "language_info", "romsov"}
    assert stored.metadata["romsov"] == inputs(stored)
    assert stored.metadata["romsov"]["parameters"] == {"factor": "2"}

    once = path.read_bytes()
    assert execute(path, lines.append) == []
    assert path.read_bytes() == once


def test_a_failing_cell_is_named_and_the_file_left_alone(tmp_path):
    path = tiny(tmp_path / "01_tiny.ipynb", 'raise ValueError("no bread")', "1 / 0")
    before = path.read_bytes()
    with pytest.raises(RunError) as caught:
        execute(path, lambda _: None)
    message = str(caught.value)
    assert message.startswith("01_tiny.ipynb, cell [3]: ValueError: no bread\n")
    assert 'raise ValueError("no bread")' in message
    assert path.read_bytes() == before


def stored_tiny(path, *more):
    """As `tiny`, with the outputs it has once it ran, so that no kernel is needed to have them."""
    tiny(path, *more)
    notebook = nbformat.read(path, as_version=4)
    record = entry("tiny.sum", 6.0, {"parameter:factor=2": ""}).record
    record = {**record, "formula": "3 × factor", "title": "Three factors", "note": ""}
    data = {"text/plain": "", RESULTS_MIME: {"results": [record]}}
    notebook.cells[2].outputs = [new_output("display_data", data)]
    normalise(notebook)
    nbformat.write(notebook, path)
    return path


def test_what_if_reports_the_move_and_leaves_the_notebook_alone(tmp_path):
    path = stored_tiny(tmp_path / "01_tiny.ipynb")
    before = path.read_bytes()
    (move,), answers = what_if(path, {"factor": 5})
    assert answers == []
    assert (move.id, move.before, move.after) == ("tiny.sum", "6.00 times", "15.00 times")
    assert move.why.startswith("parameter factor=5")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_what_if_names_the_failing_cell_as_the_notebook_numbers_it(tmp_path):
    path = stored_tiny(tmp_path / "01_tiny.ipynb", 'raise ValueError("no bread")')
    with pytest.raises(RunError, match=re.escape("01_tiny.ipynb, cell [3]: ValueError: no bread")):
        what_if(path, {"factor": 5})


def test_what_if_refuses_an_unknown_parameter_by_name(tmp_path):
    path = stored_tiny(tmp_path / "01_tiny.ipynb")
    with pytest.raises(RunError, match="01_tiny has no parameter fcator, zeal; it has: factor"):
        what_if(path, {"zeal": 1, "factor": 5, "fcator": 5})


@pytest.mark.parametrize("before", [None, "0"])
def test_quiet_kernels_puts_the_environment_back(monkeypatch, before):
    name = "PYDEVD_DISABLE_FILE_VALIDATION"
    monkeypatch.delenv(name, raising=False)
    if before is not None:
        monkeypatch.setenv(name, before)
    with quiet_kernels():
        assert os.environ[name] == "1"
    assert os.environ.get(name) == before
