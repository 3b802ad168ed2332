"""Sentences of chapter 02 that the tables of today do not ask for."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest

from romsov_analysis.ledger import Ledger
from romsov_analysis.results import plain
from romsov_analysis.themes.talks import captions, chapter, comparison, words, workings

pytestmark = pytest.mark.usefixtures("fresh_tables")


@pytest.fixture
def c() -> chapter.Chapter:
    return chapter.compute()


def said(c: chapter.Chapter, text: str) -> str:
    return plain(Ledger(c.results).fill(text))


def test_a_frontier_that_others_share_sets_nobody_apart(c: chapter.Chapter) -> None:
    grid = c.compared.grid.copy()
    grid.loc["china", "frontier_recognised"] = "no"
    shared = dataclasses.replace(c, compared=dataclasses.replace(c.compared, grid=grid))
    assert words.on_the_frontier(shared) == (
        "That Moscow had not recognised the Romanian frontier sets nobody apart here: it is shared by China."
    )
    assert not words.ours_apart(shared.compared)
    assert captions.frontiers(shared)["title"] == "What Moscow had said of the frontier, and who got a pact"


def test_explanations_may_all_meet_a_case_that_speaks_against_them(c: chapter.Chapter) -> None:
    verdicts = dict(c.compared.verdicts)
    unexplained = verdicts["relations", "unexplained"]  # two cases
    for rule in c.compared.rules():
        verdicts[rule, "unexplained"] = dataclasses.replace(unexplained, id=verdicts[rule, "unexplained"].id)
    beaten = dataclasses.replace(c, compared=dataclasses.replace(c.compared, verdicts=verdicts))
    assert said(beaten, workings.on_the_rules(beaten)) == (
        "No pact that was signed speaks against 4 of 8 explanations, but a case without a pact speaks against each of "
        "these, so that none is left."
    )


def test_without_a_treaty_of_both_nothing_is_promised(c: chapter.Chapter) -> None:
    none = dataclasses.replace(c.talks.substitutes, value=0.0, low=0.0, high=0.0)
    alone = dataclasses.replace(c, talks=dataclasses.replace(c.talks, substitutes=none))
    assert words.on_promises(alone) == []
    assert "each did owe the other peace" in words.answer(c)[-1]
    assert "each did owe the other peace" not in " ".join(words.answer(alone))
    assert [word for _, word, _ in words.marks(alone)] == [word for _, word, _ in words.marks(c)][:-1]


def test_a_count_of_one_has_a_noun_in_the_singular() -> None:
    one = comparison.compare(["poland"])
    assert plain(words.cases_of(one.compared)).endswith(" case")
    two = comparison.compare(["poland", "finland"])
    assert plain(words.cases_of(two.compared)).endswith(" cases")


def test_explanations_that_are_silent_on_romania_are_not_said_to_fit_it() -> None:
    # Iran signed; if the rule of the war were silent on Romania (“partly”), no case would be against it, and yet it
    # would not fit.
    c = chapter.compute(cases=["romania_1934", "iran"])
    assert "fit Romania after June 1934" in said(c, workings.on_the_rules(c))
    silent = tuple(
        dataclasses.replace(trial, verdict="silent")
        if (trial.explanation, trial.case) == ("war", "romania_1934")
        else trial
        for trial in c.compared.trials
    )
    other = SimpleNamespace(compared=dataclasses.replace(c.compared, trials=silent))
    sentence = said(c, workings.on_the_rules(other))
    assert "have no case without a pact against them either" in sentence
    assert "fit Romania after June 1934" not in sentence


def test_a_frontier_recognised_in_part_is_said_to_be_no_fit() -> None:
    told = " ".join(workings.on_the_grid(chapter.compute()))
    assert "were that a no, Afghanistan and China would speak against it, since a pact was signed" in told
    assert "were that a no" not in " ".join(
        workings.on_the_grid(chapter.compute(cases=["romania", "poland"]))
    )


def test_whose_frontier_was_recognised_in_part_is_named_where_there_is_one(c: chapter.Chapter) -> None:
    assert "with whom it signed a pact, and in part those of Afghanistan and China." in words.on_the_frontier(
        c
    )
    one = chapter.compute(cases=["romania", "poland", "china"])
    assert "with whom it signed a pact, and in part that of China." in words.on_the_frontier(one)
    none = chapter.compute(cases=["romania", "poland"])
    assert "in part" not in words.on_the_frontier(none)


def test_explanations_may_all_meet_a_pact_that_speaks_against_them(c: chapter.Chapter) -> None:
    none = dataclasses.replace(c.compared.uncontradicted, value=0.0, low=0.0, high=0.0)
    verdicts = dict(c.compared.verdicts)
    spite = verdicts["linked", "contradicted"]
    for rule in c.compared.rules():
        verdicts[rule, "contradicted"] = dataclasses.replace(spite, id=verdicts[rule, "contradicted"].id)
    compared = dataclasses.replace(c.compared, verdicts=verdicts, uncontradicted=none)
    beaten = dataclasses.replace(c, compared=compared)
    assert said(beaten, workings.on_the_rules(beaten)) == (
        "Against each of 8 explanations speaks a pact that was signed."
    )
