"""Chapter 02 under other rows and cases: whatever is accepted runs, and every sentence stays true."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.ledger import ParameterError
from romsov_analysis.themes.talks import chapter

ALL = list(dict.fromkeys(evidence.load("comparison")["case"]))
CHOICES: dict[str, dict[str, Any]] = {
    "default": {},
    "verified": {"statuses": ["verified"]},
    "second-hand": {"statuses": ["second-hand"]},
    "Romania and Poland": {"cases": ["romania", "poland"]},
    "without 1934": {"cases": [case for case in ALL if case != "romania_1934"]},
    "without Romania": {"cases": [case for case in ALL if not case.startswith("romania")]},
    "no neighbour": {"cases": ["romania", "romania_1934", "germany"]},
    "all signed": {"cases": ["poland", "finland"]},
    "one case": {"cases": ["japan_1932"]},
}


@cache
def shown(name: str) -> Shown:
    return run("02", **CHOICES[name])


def chosen(name: str) -> tuple[list[str], list[str]]:
    values = CHOICES[name]
    return list(values.get("statuses", ["verified", "second-hand"])), list(values.get("cases", ALL))


def grid(cases: list[str]) -> pd.DataFrame:
    """Independently of the chapter: a row a case, a column a feature."""
    table = evidence.load("comparison")
    return table.pivot(index="case", columns="feature", values="value").loc[cases]


@pytest.mark.parametrize("name", CHOICES)
def test_the_finding_counts_the_neighbours_that_signed(name: str) -> None:
    _, cases = chosen(name)
    finding = shown(name).texts("answer")[0]
    table = grid(cases)
    near = table[(table["common_frontier"] == "yes") & (table["pact"] == "yes")]
    known = int((near["frontier_recognised"] == "yes").sum())
    if len(near):
        assert f"for {known} of the {len(near)} neighbour{'' if len(near) == 1 else 's'}" in finding
    else:
        assert "no neighbour that signed is among the states compared" in finding
    unknown = set(table.index[table["frontier_recognised"] == "no"])
    romania = {"romania", "romania_1934"}
    assert ("What sets Romania apart" in finding) == (bool(unknown) and unknown <= romania)
    assert ("Romania is not among the states compared" in finding) == (not unknown & romania)


@pytest.mark.parametrize("name", CHOICES)
def test_dates_stand_only_where_their_rows_are_read(name: str) -> None:
    statuses, _ = chosen(name)
    talks = evidence.load("talks")
    read = set(talks.index[talks["status"].isin(statuses)])
    answer = " ".join(shown(name).texts("answer"))
    assert ("4 October 1932" in answer) == ("geneva_breaks" in read)
    assert ("19 December 1922" in answer) == ("chicherin_lausanne" in read)
    assert ("30 May 1934" in answer) == ("titulescu_three" in read)
    assert ("days after the first visit at Riga" in answer) == (
        {"sturdza_calls", "geneva_text", "geneva_breaks"} <= read
    )


@pytest.mark.parametrize("name", CHOICES)
def test_explanations_are_counted_and_named(name: str) -> None:
    _, cases = chosen(name)
    table = grid(cases)
    rules = evidence.load("explanations")
    free, complete = [], []
    for _, rule in rules.iterrows():
        told = table[table[rule["feature"]].isin(["yes", "no"]) & table["pact"].isin(["yes", "no"])]
        blocked = told[rule["feature"]] == rule["blocks"]
        if not (blocked & (told["pact"] == "yes")).any():
            free.append(rule["short"])
            if not (~blocked & (told["pact"] == "no")).any():
                complete.append(rule["short"])
    (sentence,) = [text for text in shown(name).texts("answer") if " explanations " in text]
    assert sentence.startswith(
        f"Of {len(rules)} explanations {len(free)} {'is' if len(free) == 1 else 'are'}"
    )
    if (table["pact"] == "no").any():
        if complete:
            assert f"{len(complete)} of them, " in sentence
        assert all((short in sentence) for short in complete)
    else:
        assert "no case without a pact is among the states compared" in sentence
    assert ("Romania after June 1934" in sentence) <= ("romania_1934" in cases)


@pytest.mark.parametrize("name", CHOICES)
def test_the_grid_names_who_did_not_sign(name: str) -> None:
    _, cases = chosen(name)
    table, alt, caption = grid(cases), shown(name).alts()[-1], shown(name).texts("caption")[-1]
    signed = int((table["pact"] == "yes").sum())
    assert f"{signed} of {len(cases)} case{'' if len(cases) == 1 else 's'} signed" in caption
    assert f"A grid of {len(cases)} case" in alt
    names = evidence.load("states")["name"]
    told = alt.partition("under pact signed: ")[2].partition(";")[0]
    for case in cases:
        if table.loc[case, "pact"] == "no":
            assert names[case] in told
    unknown = set(table.index[table["frontier_recognised"] == "no"])
    assert ("Romania alone" in caption) == (bool(unknown) and unknown <= {"romania", "romania_1934"})


@pytest.mark.parametrize("name", CHOICES)
def test_tables_hold_the_rows_chosen(name: str) -> None:
    statuses, cases = chosen(name)
    talks = evidence.load("talks")
    read = talks[talks["status"].isin(statuses) & talks["round"].notna()]
    told = read[["romania", "ussr", "third", "outcome"]].notna().any(axis=1)
    tables = shown(name).tables()
    assert {row[1] for row in tables["What each side asked, step by step"]} == set(read.loc[told, "title"])
    trials = tables["Explanations as rules, tried on every case"]
    for row in trials:
        assert sum(int(cell.partition(":")[0]) for cell in row[1:]) == len(cases)
    said = [*shown(name).texts("caption")[:2], *shown(name).alts()[:2]]
    assert all(("only." in text) == (len(statuses) == 1) for text in said)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"cases": ["polland"]}, r"cases=\['polland'\]: 'polland' is none of these.*Nearest: poland"),
        ({"cases": []}, r"cases=\[\]: names 0, and 1 are needed"),
        ({"cases": ["poland", "poland"]}, r"names one twice"),
        ({"cases": "poland"}, r"is not a list"),
        ({"statuses": ["Verified"]}, r"'Verified' is none of these.*Nearest: verified"),
        ({"statuses": []}, r"statuses=\[\]: names 0"),
        ({"status": ["verified"]}, r"no parameter 'status'.*Nearest: statuses"),
    ],
)
def test_wrong_values_are_refused_before_anything_is_computed(values: dict[str, Any], message: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("romsov_analysis.themes.talks.comparison.compare", None)
        with pytest.raises(ParameterError, match=message):
            chapter.compute(**values)
