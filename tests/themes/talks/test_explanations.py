"""Why no pact: the verdict of an explanation on a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.talks import explanations

COMPARISON = "case,feature,value,date,detail,source,locator,status,checked,note\n"
HEADER = "id,title,short,feature,blocks,note\n"
EXPLANATIONS = HEADER + "fought,F,f,fought_1918_21,yes,\nfrontier,R,r,frontier_recognised,no,\n"
STATES = "id,name,note\na,A,\nb,B,\nc,C,\n"
SOURCES = (
    "id,type,author,editor,title,container,publisher,date,locator,address,language,tier,terms,seen,note\n"
)

Use = Callable[..., None]


def row(case: str, feature: str, value: str) -> str:
    return f"{case},{feature},{value},,,,,not found,2026-11-22,\n"


# The columns come in another order than the features of the book, the states in another than theirs.
GRID = (
    row("b", "pact", "yes") + row("b", "fought_1918_21", "yes") + row("b", "frontier_recognised", "yes")
    + row("a", "pact", "no") + row("a", "frontier_recognised", "no") + row("a", "fought_1918_21", "partly")
    + row("c", "fought_1918_21", "no") + row("c", "pact", "yes")
)  # fmt: skip


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """The states, the comparison and the explanations, and no others."""

    def use(comparison: str, explanations: str = EXPLANATIONS) -> None:
        tables = {"comparison": COMPARISON + comparison, "explanations": explanations}
        tables |= {"states": STATES, "sources": SOURCES}
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        evidence.clear_cache()

    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    yield use
    monkeypatch.undo()
    evidence.clear_cache()


@pytest.mark.parametrize(
    ("value", "blocks", "signed", "verdict"),
    [
        # The feature blocks, so that nothing is signed; or it does not, so that a pact is.
        ("yes", "yes", "no", "fits"),
        ("yes", "yes", "yes", "contradicted"),
        ("no", "yes", "yes", "fits"),
        ("no", "yes", "no", "unexplained"),
        # The lack of the feature blocks.
        ("no", "no", "no", "fits"),
        ("no", "no", "yes", "contradicted"),
        ("yes", "no", "yes", "fits"),
        ("yes", "no", "no", "unexplained"),
    ],
)
def test_verdict(value: str, blocks: str, signed: str, verdict: str) -> None:
    assert explanations.judge(value, blocks, signed) == verdict


@pytest.mark.parametrize("unclear", ["partly", "not applicable", "not found", ""])
@pytest.mark.parametrize("clear", ["yes", "no"])
def test_what_is_not_clear_is_met_with_silence(unclear: str, clear: str) -> None:
    for blocks in ("yes", "no"):
        assert explanations.judge(unclear, blocks, clear) == "silent"
        assert explanations.judge(clear, blocks, unclear) == "silent"
        assert explanations.judge(unclear, blocks, unclear) == "silent"


def test_grid_has_states_in_the_order_of_the_table_and_features_in_that_of_the_book(own_tables: Use) -> None:
    own_tables(GRID)
    grid = explanations.values()
    assert list(grid.index) == ["b", "a", "c"]
    assert list(grid.columns) == list(explanations.FEATURES)
    grid = grid[["frontier_recognised", "fought_1918_21", "pact"]]
    assert list(grid.columns) == [name for name in explanations.FEATURES if name in grid.columns]
    assert list(grid.loc["b"]) == ["yes", "yes", "yes"]
    assert list(grid.loc["a"]) == ["no", "partly", "no"]
    assert grid.loc["c", "frontier_recognised"] == "not looked for"
    assert list(grid.loc["c"])[1:] == ["no", "yes"]


def test_features_of_the_book_are_those_of_the_table() -> None:
    for name in ("comparison", "explanations"):
        accepted = evidence.table(name).fields["feature"]["constraints"]["enum"]
        assert set(accepted) <= set(explanations.FEATURES) <= {*accepted, "pact"}


def test_every_explanation_is_tried_on_every_state(own_tables: Use) -> None:
    own_tables(GRID)
    found = explanations.trials(list(explanations.values().index))
    assert [(trial.explanation, trial.case, trial.verdict) for trial in found] == [
        ("fought", "b", "contradicted"),
        ("fought", "a", "silent"),
        ("fought", "c", "fits"),
        ("frontier", "b", "fits"),
        ("frontier", "a", "fits"),
        ("frontier", "c", "silent"),
    ]
    # A verdict rests on the row of the feature and on that of the pact; silence rests on nothing.
    assert found[0].evidence == ("comparison:b/fought_1918_21", "comparison:b/pact")
    assert [trial.evidence for trial in found if trial.verdict == "silent"] == [(), ()]


def test_a_table_without_rows_tries_nothing(own_tables: Use) -> None:
    own_tables("")
    assert len(explanations.values()) == 0
    assert explanations.trials(list(explanations.values().index)) == []


@pytest.mark.parametrize("missing", ["fought_1918_21", "pact"])
def test_a_feature_without_a_row_is_met_with_silence(own_tables: Use, missing: str) -> None:
    present = "pact" if missing != "pact" else "fought_1918_21"
    own_tables(row("a", present, "yes") + row("a", "frontier_recognised", "yes"))
    found = {
        trial.explanation: trial.verdict for trial in explanations.trials(list(explanations.values().index))
    }
    assert found["fought"] == "silent"
