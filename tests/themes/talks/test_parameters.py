"""Chapter 02 under other rows and cases: whatever is accepted runs, and every sentence stays true."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import ParameterError
from romsov_analysis.themes.talks import chapter, figures

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
    "frontiers unknown": {"cases": ["romania", "japan", "china"]},
    "both": {"statuses": ["second-hand"], "cases": ["romania_1934", "france"]},
    "the other way round": {"statuses": ["second-hand", "verified"], "cases": ["poland", "romania_1934"]},
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


def read(name: str) -> pd.DataFrame:
    """Independently of the chapter: the rows of the talks that a choice reads."""
    statuses, _ = chosen(name)
    talks = evidence.load("talks")
    return talks[talks["status"].isin(statuses)]


def having(cases: list[str], **values: str) -> list[str]:
    """Cases whose features have these values."""
    table = grid(cases)
    return [case for case in cases if all(table.loc[case, name] == value for name, value in values.items())]


def names_of(cases: list[str]) -> list[str]:
    return [str(evidence.row(f"states:{case}")["name"]) for case in cases]


ROMANIA = {"romania", "romania_1934"}
NUMBERS = ("no", "one", "two", "three")
every = pytest.mark.parametrize("name", CHOICES)


@every
def test_what_sets_romania_apart_is_said_only_where_it_does(name: str) -> None:
    _, cases = chosen(name)
    finding = shown(name).texts("answer")[0]
    near = having(cases, common_frontier="yes", pact="yes")
    known = having(near, frontier_recognised="yes") if near else []
    ours = ROMANIA & set(cases)
    assert ("What sets Romania apart" in finding) == bool(ours and known)
    assert ("Romania is not among the states compared" in finding) == (not ours)
    assert ("sets nobody apart" in finding) == bool(ours and not known)
    if ours and known and len(near) > 1:
        assert f"as it had for {len(known)} of the {len(near)} neighbours" in finding
    if ours and len(near) == 1 and known:
        assert "as it had for the one neighbour compared with whom it signed" in finding
    if ours and not near:
        assert "no neighbour that signed is among the states compared" in finding
    beside = having(cases, frontier_recognised="yes", pact="no")
    assert ("it was not enough, since" in finding) == bool(ours and known and beside)
    assert all(other in finding for other in (names_of(beside) if ours and known else []))
    # Moscow signed with more neighbours than are compared where some are left out.
    assert ("neighbours with whom" in finding) <= (len(cases) == len(ALL))


@every
def test_dates_stand_only_where_their_rows_are_read(name: str) -> None:
    rows = set(read(name).index)
    answer = " ".join(shown(name).texts("answer"))
    broken = {"sturdza_calls", "geneva_text", "geneva_breaks"} <= rows
    assert ("4 October 1932" in answer) == ({"geneva_breaks", "politburo_october"} <= rows)
    assert ("19 December 1922" in answer) == ("chicherin_lausanne" in rows)
    assert ("30 May 1934" in answer) == ("titulescu_three" in rows)
    assert ("days after the first visit at Riga" in answer) == broken
    assert ("How the talks broke stands in rows that are left out" in answer) == (not broken)
    proposed = {"chicherin_lausanne", "titulescu_three", "romania_approaches"} & rows
    assert ("Who proposed a pact stands in rows that are left out" in answer) == (not proposed)
    (stalin,) = [text for text in shown(name).texts("conclusion") if text.startswith("For Stalin")]
    assert ("the order to sign went out on 4 October 1932" in stalin) == ("politburo_october" in rows)


def standing(cases: list[str]) -> tuple[list[str], list[str]]:
    """Short names of the explanations no pact contradicts, and of those no missing pact speaks against."""
    table, free, complete = grid(cases), [], []
    for _, rule in evidence.load("explanations").iterrows():
        told = table[table[rule["feature"]].isin(["yes", "no"])]
        blocked, signed = told[rule["feature"]] == rule["blocks"], told["pact"] == "yes"
        if not (blocked & signed).any():
            free.append(str(rule["short"]))
            if (blocked | signed).all():
                complete.append(str(rule["short"]))
    return free, complete


@every
def test_explanations_are_counted_and_named(name: str) -> None:
    _, cases = chosen(name)
    answer = shown(name).texts("answer")
    without, signed = having(cases, pact="no"), having(cases, pact="yes")
    text = " ".join(answer)
    assert ("went without a pact, so that no explanation can be borne out" in text) == (not without)
    assert ("no explanation can be contradicted by one" in text) == (not signed)
    if not without or not signed:
        assert "this is no proof" not in text
        return
    (sentence,) = [text for text in answer if " explanations " in text]
    free, complete = standing(cases)
    assert sentence.startswith(f"Of 8 explanations {len(free)} {'is' if len(free) == 1 else 'are'} ")
    if len(complete) in (1, 2):
        assert f"; {len(complete)} of them, {' and '.join(complete)}, " in sentence
    against = "a case without a pact speaks against each of these, so that 0 are left" in sentence
    assert against == bool(free and not complete)
    assert all(short in sentence for short in complete)
    twice = ", two of them the same state," if set(without) >= ROMANIA else ""
    assert (
        f"With {NUMBERS[len(without)]} case{'s' if len(without) > 1 else ''}{twice} without a pact"
        in sentence
    )
    # Silence on a case is no fit: only what says no pact of Romania after June 1934 is said to fit it.
    later = "romania_1934" in cases
    fits = (
        later
        and bool(complete)
        and all(
            grid(cases).loc["romania_1934", rule["feature"]] == rule["blocks"]
            for _, rule in evidence.load("explanations").iterrows()
            if rule["short"] in complete
        )
    )
    assert ("Romania after June 1934" in sentence) == fits


@every
def test_who_closed_the_door_is_told_in_both_readings_or_not_at_all(name: str) -> None:
    (sentence,) = [text for text in shown(name).texts("answer") if text.startswith("Who closed the door")]
    both = {"geneva_breaks", "politburo_october"} <= set(read(name).index)
    assert ("on terms that were not seen" in sentence) == both
    assert ("Bucharest rejected" in sentence) == both
    assert ("two historians hold" in sentence) == both


@every
def test_three_things_that_look_like_a_no_are_counted_apart(name: str) -> None:
    _, cases = chosen(name)
    table = evidence.load("comparison")
    told = table.loc[table["case"].isin(cases), "value"]
    no, missing = (int((told == value).sum()) for value in ("no", "not found"))
    unsought = 9 * len(cases) - len(told)
    (sentence,) = [text for text in shown(name).texts("conclusion") if text.startswith("Three things")]
    assert f"kept apart: {no} cell" in sentence
    assert f", {missing} {'was' if missing == 1 else 'were'} looked for and not found" in sentence
    assert f", {unsought} {'was' if unsought == 1 else 'were'} not looked for." in sentence


def test_what_was_not_found_says_where_it_was_looked_for() -> None:
    table = evidence.load("comparison")
    missing = table["value"] == "not found"
    assert (table["status"][missing] == "not found").all()
    assert not (table["status"][~missing] == "not found").any()
    assert table["note"][missing].str.startswith("Looked for").all()


@every
def test_the_steps_are_counted_as_they_are_read(name: str) -> None:
    steps = read(name)[read(name)["round"].notna()]
    verified = int((steps["status"] == "verified").sum())
    (sentence,) = [text for text in shown(name).texts("conclusion") if " steps " in text]
    if 0 < verified < len(steps):
        assert f"Of {len(steps)} steps found, {verified} were read at the address" in sentence
    else:
        how = "none" if not verified else "all"
        assert f"{len(steps)} steps are read here, {how} at the address of the work" in sentence
        assert "thers are left out" in sentence
    copies = steps[steps["status"] != "verified"]
    assert ("most " in sentence) == (copies["source"].isin(["dvp_15", "ken_rupasov_2014"]).mean() > 0.5)
    assert ("read in copies" in sentence) == bool(len(copies))


@every
def test_the_limits_of_the_grid_are_those_of_the_states_compared(name: str) -> None:
    _, cases = chosen(name)
    without = having(cases, pact="no")
    text = " ".join(shown(name).texts("conclusion"))
    assert ("Every state compared has a pact" in text) == (not without)
    if without:
        kind = "case" if len(cases) == 1 else "cases"
        assert f"{NUMBERS[len(without)]} of {len(cases)} {kind} did not sign" in text
    assert ("from June 1934 there were relations" in text) == (set(cases) >= ROMANIA)
    assert ("in 1934 it was Moscow that refused" in text) <= ("romania_1934" in cases)
    assert ("A reservation of disputes cannot be the reason" in text) == ("romania_1934" in cases)
    assert ("Japan in 1932, which refused what it signed in 1941" in text) == ("japan_1932" in cases)
    refused = having(cases, pact="no", partner_refused="yes")
    assert ("That the other side refused explains" in text) == bool(refused)


@every
def test_the_grid_names_who_did_not_sign(name: str) -> None:
    _, cases = chosen(name)
    alt, caption = shown(name).alts()[-1], shown(name).texts("caption")[-1]
    signed, without = having(cases, pact="yes"), having(cases, pact="no")
    kind = "case" if len(cases) == 1 else "cases"
    assert f"{len(signed)} of {len(cases)} {kind} signed" in caption
    assert f"A grid of {len(cases)} {kind} against nine features." in alt
    crosses = alt.partition("nine features. ")[2].partition(" a cross under pact signed")[0]
    assert crosses.rsplit(" ", 1)[0] == (" and ".join(
        [", ".join(names_of(without)[:-1])] * (len(without) > 1) + names_of(without)[-1:]
    ) or "Nobody")  # fmt: skip
    ours = bool(ROMANIA & set(cases))
    for text in (alt, caption):
        assert ("Romania alone has a cross under the frontier" in text) == ours
        assert ("Nobody has a cross under the frontier" in text) == (not ours)
    for words, values in (
        ("signed though tied", {"linked": "yes"}),
        ("signed after having fought", {"fought_1918_21": "yes"}),
    ):
        assert (words in alt) == bool(having(cases, pact="yes", **values))


@every
def test_the_lines_say_what_they_show(name: str) -> None:
    rows, statuses = read(name), chosen(name)[0]
    years_alt, year_1932_alt, _ = shown(name).alts()
    years_caption, year_1932_caption, _ = shown(name).texts("caption")
    drawn = rows[rows["round"].isna() | rows.index.isin(figures.KEY_STEPS)]
    began = [day.year for date in drawn["date"] if (day := dates.parse(date).earliest)]
    for text in (years_alt, years_caption):
        assert f"{min(began)} to {max(began)}" in text
    # A date is named only of a row that is read.
    for row, words in (
        ("relations_broken", "relations break on 26 January 1918"),
        ("vienna_fails", "talks fail at Vienna on 2 April 1924"),
        ("ultimatum", "the ultimatum comes on 26 June 1940"),
    ):
        assert (words in years_alt) == (row in rows.index), row
    for row, words in (
        ("pilsudski_april", "mediation fails in April"),
        ("geneva_breaks", "all is broken off on 4 October"),
    ):
        assert (words in year_1932_alt) == (row in rows.index), row
    both = {"sturdza_calls", "poland_signs", "geneva_breaks"} <= set(rows.index)
    assert ("From the first visit at Riga to the break 272 days" in year_1932_caption) == both
    assert ("there were no relations" in years_caption) == (
        {"relations_broken", "relations_1934"} <= set(rows.index)
    )
    said = [years_alt, year_1932_alt, years_caption, year_1932_caption]
    assert all(("only." in text) == (len(statuses) == 1) for text in said)


@every
def test_tables_hold_the_rows_chosen(name: str) -> None:
    statuses, cases = chosen(name)
    steps = read(name)[read(name)["round"].notna()]
    told = steps[["romania", "ussr", "third", "outcome"]].notna().any(axis=1)
    tables = shown(name).tables()
    which = "" if len(statuses) > 1 else f", {statuses[0]} steps alone"
    listed = tables[f"What each side asked, step by step{which}"]
    assert {row[1] for row in listed} == set(steps.loc[told, "title"])
    whole = "every case" if len(cases) == len(ALL) else "the cases compared"
    for row in tables[f"Explanations as rules, tried on {whole}"]:
        assert sum(int(cell.partition(":")[0]) for cell in row[1:]) == len(cases)


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
