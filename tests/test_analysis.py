"""The analyst's verbs: their examples run as they stand, their errors say what is accepted."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import romsov_analysis as romsov
from romsov_analysis import analysis

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "05_reparations_valuation.ipynb"


@pytest.mark.parametrize("verb", romsov.__all__)
def test_the_examples_of_each_verb_run(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    function = getattr(romsov, verb)
    examples = doctest.DocTestFinder(recurse=False).find(function, verb, globs=dict(vars(analysis)))
    assert sum(len(found.examples) for found in examples) >= 1
    runner = doctest.DocTestRunner()
    said: list[str] = []
    for example in examples:
        runner.run(example, out=said.append)
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize("path", [NOTEBOOK, str(NOTEBOOK)])
def test_stored_results_are_those_of_the_notebook(path: str | Path) -> None:
    found = romsov.stored_results(path)
    assert found.index.is_unique
    assert list(found.columns) == [
        "title", "text", "value", "low", "high", "unit", "formula", "evidence",
    ]  # fmt: skip
    known = found[found["value"].notna()]
    assert ((known["low"] <= known["value"]) & (known["value"] <= known["high"])).all()


def test_a_wrong_name_names_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"'attakced' is none of attacked, .*nearest: attacked"):
        romsov.share_broken("attakced")
    with pytest.raises(ValueError, match=r"'explicitt' is none of .*nearest: explicit"):
        romsov.share_broken("attacked", "explicitt")
    with pytest.raises(ValueError, match=r"'reparation' is none of .*nearest: reparations"):
        romsov.compute("reparation")


def test_a_later_day_and_contested_acts_break_no_fewer() -> None:
    early = romsov.share_broken("any", last_day="1939-08-31")
    late = romsov.share_broken("any")
    all_acts = romsov.share_broken("any", contested=True)
    assert early.broken < late.broken < all_acts.broken
    assert late.spells == all_acts.spells
