"""Chapter 02 under other rows and cases: whatever is accepted runs, and every sentence stays true."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any

import pandas as pd
import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.ledger import TEXT_MIME, ParameterError
from romsov_analysis.results import plain
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
    "one neighbour and Romania": {"cases": ["romania", "romania_1934", "poland"]},
    "one of two neighbours": {"cases": ["romania", "poland", "china"]},
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
    return [
        "Romania in 1932" if case == "romania" else str(evidence.row(f"states:{case}")["name"])
        for case in cases
    ]


ROMANIA = {"romania", "romania_1934"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
every = pytest.mark.parametrize("name", CHOICES)


@every
def test_the_verdict_names_poland_only_where_it_is_compared(name: str) -> None:
    _, cases = chosen(name)
    (sentence,) = shown(name).texts("verdict")
    assert len(sentence.split()) <= 25
    assert sentence.startswith(
        "Moscow wanted its claim to Bessarabia kept open in the text; Bucharest would not"
    )
    assert ("With Poland no frontier was in dispute." in sentence) == ("poland" in cases)


@every
def test_marks_say_of_what_the_verdict_holds(name: str) -> None:
    _, cases = chosen(name)
    (record,) = [
        bundle[TEXT_MIME]
        for bundle in shown(name).bundles
        if bundle.get(TEXT_MIME, {}).get("kind") == "verdict"
    ]
    marks = {word: plain(of) for _, word, of in record["marks"]}
    _, known = recognised(cases)
    apart = bool(ROMANIA & set(cases) and known)
    assert ("not recognised" in marks) == ("recognised" in marks) == apart
    if apart:
        assert marks["recognised"] == f"{recognised_words(cases)} that signed"
    rows = set(read(name).index)
    both = [
        words
        for row, words in (
            ("geneva_breaks", "by Bucharest: the sentence that Moscow asked for, on 4 October 1932"),
            ("politburo_1934", "by Moscow: a pact of three, on 3 June 1934"),
        )
        if row in rows
    ]
    assert marks.get("refused", "") == "; ".join(both)
    assert ("disputed" in marks) == ({"geneva_breaks", "politburo_october"} <= set(read(name).index))
    assert marks["bound all the same"] == f"by {NUMBERS[len(both_bound())]} treaties with others"


def recognised(cases: list[str]) -> tuple[list[str], list[str]]:
    """Neighbours that signed, and those of them whose frontier Moscow had recognised."""
    near = having(cases, common_frontier="yes", pact="yes")
    return near, having(near, frontier_recognised="yes") if near else []


def recognised_words(cases: list[str]) -> str:
    """Whose frontiers Moscow had recognised, of those that signed: one of one is no part."""
    near, known = recognised(cases)
    frontiers = "the frontiers" if len(known) > 1 else "the frontier"
    part = f"{NUMBERS[len(known)]} of " if len(known) < len(near) else ""
    neighbours = "neighbours" if len(near) > 1 else "neighbour"
    kind = "" if len(cases) == len(ALL) else " compared"
    return f"{frontiers} of {part}the {NUMBERS[len(near)]} {neighbours}{kind}"


def both_bound() -> list[str]:
    """Treaties whose parties, or one of whose pairs, are the two."""
    pacts = evidence.load("pacts")
    pacts = pacts[pacts["obligation"].isin(["non-aggression", "renunciation of war"])]
    return [
        str(pact) for pact, row in pacts.iterrows() if {"ussr", "romania"} <= set(row["parties"].split("; "))
    ]


@every
def test_what_sets_romania_apart_is_said_only_where_it_does(name: str) -> None:
    _, cases = chosen(name)
    text = " ".join(shown(name).texts("answer"))
    near, known = recognised(cases)
    ours = ROMANIA & set(cases)
    assert ("It had not recognised Romania's." in text) == bool(ours and known)
    assert ("Romania is not among the states compared" in text) == (not ours)
    assert ("sets nobody apart" in text) == bool(ours and not known)
    if ours and known:
        assert f"had recognised {recognised_words(cases)} with whom it signed" in text
    if ours and not near:
        assert "no neighbour that signed is among the states compared" in text
    beside = having(cases, frontier_recognised="yes", pact="no")
    assert ("Nor was a recognised frontier enough" in text) == bool(ours and known and beside)
    assert all(other.split()[0] in text for other in (names_of(beside) if ours and known else []))
    assert ("Poland had what Romania lacked" in text) == bool(ours and known and "poland" in cases)
    # Moscow signed with more neighbours than are compared where some are left out.
    assert ("neighbours with whom" in text) <= (len(cases) == len(ALL))


@every
def test_dates_stand_only_where_their_rows_are_read(name: str) -> None:
    rows = set(read(name).index)
    answer = " ".join(shown(name).texts("answer"))
    broken = {"sturdza_calls", "leger_formula", "geneva_text", "geneva_breaks"} <= rows
    assert ("4 October 1932" in answer) == (broken or {"geneva_breaks", "politburo_october"} <= rows)
    assert ("on 2 October 1932 the whole text" in answer) == broken
    assert ("had accepted France's wording" in answer) == broken
    assert ("Moscow refused it on 3 June 1934" in answer) == ({"titulescu_three", "politburo_1934"} <= rows)
    assert ("19 December 1922" in answer) == ("chicherin_lausanne" in rows)
    assert ("30 May 1934" in answer) == ("titulescu_three" in rows)
    assert ("The first visit at Riga was on 6 January 1932" in answer) == broken
    assert ("How the talks of 1932 broke stands in rows that are left out" in answer) == (not broken)
    proposed = {"chicherin_lausanne", "titulescu_three", "romania_approaches"} & rows
    assert ("been the one to ask" in answer or "had been sought" in answer) == bool(proposed)


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
def test_each_side_is_said_to_have_proposed_when_its_rows_are_read(name: str) -> None:
    rows = read(name)
    # Who proposed a pact on which day, as the titles of the rows have it.
    told = {
        "Moscow": ["on 19 December 1922"] * ("chicherin_lausanne" in rows.index),
        "Bucharest": ["in December 1931"] * ("romania_approaches" in rows.index)
        + ["on 30 May 1934"] * ("titulescu_three" in rows.index),
    }
    text = " ".join(shown(name).texts("answer"))
    sides = [f"{side} {joined(days)}" for side, days in told.items() if days]
    lead = {0: "", 1: "A pact had been sought: ", 2: "Each side had at some time been the one to ask: "}[
        len(sides)
    ]
    assert f"{lead}{'; '.join(sides)}" in text
    assert ("Each side had at some time" in text) == (len(sides) == 2)
    assert ("came down through several hands" in text) == ("chicherin_lausanne" in rows.index)
    three = "Bucharest's last request was for a pact of three, with Poland"
    assert (three in text) == ("titulescu_three" in rows.index)
    assert (f"{three}; Moscow refused it on 3 June 1934" in text) == (
        {"titulescu_three", "politburo_1934"} <= set(rows.index)
    )


@every
def test_the_split_in_moscow_is_counted_anew(name: str) -> None:
    told = evidence.load("moscow_split")
    willing, against = (
        set(told.loc[told["stance"] == stance, "about"]) for stance in ("would recognise", "against")
    )
    (sentence,) = [text for text in shown(name).texts("conclusion") if "recognised the loss" in text]
    assert sentence.startswith(
        f"Of {len(willing)} persons or bodies it is told that they would have recognised the loss, of {len(against)} "
        f"that they were against it; {len(willing & against)} stand in both lists."
    )
    first = int((told["basis"] == "firsthand").sum())
    assert sentence.endswith(f"Of the statements {first} are by the person whose stance it is.")


@every
def test_explanations_are_counted_and_named(name: str) -> None:
    _, cases = chosen(name)
    without, signed = having(cases, pact="no"), having(cases, pact="yes")
    text = " ".join(shown(name).texts("answer"))
    assert ("went without a pact, so no explanation can be borne out" in text) == (not without)
    assert ("so no explanation can be contradicted by one" in text) == bool(without and not signed)
    if without and signed:
        twice = ", two of them the same state" if set(without) >= ROMANIA else ""
        verb, kind = ("are", "cases") if len(without) > 1 else ("is", "case")
        assert f"there {verb} {NUMBERS[len(without)]} {kind} without a pact{twice}." in text
    (sentence,) = [text for text in shown(name).texts("conclusion") if ("xplanations " in text and "tried only" in text)
                   or " 8 explanations" in text]  # fmt: skip
    assert ("can be tried only where" in sentence) == (not without or not signed)
    if not without or not signed:
        return
    free, complete = standing(cases)
    against = f"No pact that was signed speaks against {len(free)} of 8" if free else "Against each of 8"
    assert sentence.startswith(f"{against} explanations")
    if len(complete) in (1, 2):
        assert f"; {len(complete)} of them, {' and '.join(complete)}, " in sentence
    against = "a case without a pact speaks against each of these, so that none is left" in sentence
    assert against == bool(free and not complete)
    assert all(short in sentence for short in complete)
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
    assert ("on terms that we have not seen" in sentence) == both
    assert ("Bucharest withdrew" in sentence) == both
    assert ("Two historians" in sentence) == both
    assert ("Others put the end with Nicolae Titulescu" in sentence) == both


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
        told = re.search(
            rf"Without a pact stood {NUMBERS[len(without)]} of {len(cases)} {kind}: ([^.]*)\.", text
        )[1]
        assert ("Romania, taken before June 1934 and after" in told) == (set(without) >= ROMANIA)
        left = set(without) - (ROMANIA if set(without) >= ROMANIA else set())
        assert all(name in told for name in names_of(sorted(left)))
        assert told.count(";") == len(without) - 1 - (set(without) >= ROMANIA)
    assert ("A reservation of disputes cannot be the reason" in text) == ("romania_1934" in cases)
    assert ("Japan in 1932, which refused what it signed in 1941" in text) == ("japan_1932" in cases)
    refused = having(cases, pact="no", partner_refused="yes")
    assert ("That the other side refused explains" in text) == bool(refused)
    if refused:
        assert (
            f"the other side refused explains {joined(names_of(refused))}, but it is close to the outcome"
            in text
        )
        assert ("in 1934 it was Moscow that refused" in text) == ("romania_1934" in cases)
    owned = having(cases, frontier_recognised="yes", pact="no")
    assert ("Japan in 1932 had by the convention of 1925 a frontier" in text) == ("japan_1932" in owned)
    partly = having(cases, pact="yes", common_frontier="yes", frontier_recognised="partly")
    assert ("Where the frontier was recognised in part" in text) == bool(partly)
    if partly:
        assert f"were that a no, {joined(names_of(partly))} would speak against it" in text


@every
def test_the_grid_names_who_did_not_sign(name: str) -> None:
    _, cases = chosen(name)
    alt, caption, title = (
        shown(name).alts()[-1], shown(name).texts("caption")[-1], shown(name).texts("title")[-1],
    )  # fmt: skip
    signed, without = having(cases, pact="yes"), having(cases, pact="no")
    kind = "case" if len(cases) == 1 else "cases"
    assert f"{len(signed)} of {len(cases)} {kind} signed" in caption
    assert f"A grid of {len(cases)} {kind} against nine features." in alt
    crosses = alt.partition("nine features. ")[2].partition(" a cross under pact signed")[0]
    assert crosses.rsplit(" ", 1)[0] == (joined(names_of(without)) or "Nobody")
    ours = bool(ROMANIA & set(cases))
    for text in (alt, title):
        assert ("Romania alone has a cross under the frontier" in text) == ours
        assert ("Nobody has a cross under the frontier" in text) == (not ours)
    for words, values in (
        ("signed though tied", {"linked": "yes"}),
        ("signed after having fought", {"fought_1918_21": "yes"}),
    ):
        assert (words in alt) == bool(having(cases, pact="yes", **values))


def joined(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1])] * (len(names) > 1) + names[-1:])


@every
def test_the_key_picture_says_who_stands_where(name: str) -> None:
    _, cases = chosen(name)
    title, caption, alt = (
        shown(name).texts("title")[0], shown(name).texts("caption")[0], shown(name).alts()[0],
    )  # fmt: skip
    _, known = recognised(cases)
    apart = bool(ROMANIA & set(cases) and known)
    assert ("but not Romania's" in title) == apart
    if apart:
        assert title == f"Moscow had recognised {recognised_words(cases)} that signed, but not Romania's"
    signed = having(cases, pact="yes")
    assert caption.startswith(f"{len(signed)} {'pact' if len(signed) == 1 else 'pacts'}, each with its year.")
    assert ("Romania stands there as of 1932, without relations, and" in caption) == (set(cases) >= ROMANIA)
    assert ("Lithuania" in caption) == ("lithuania" in cases)
    words = {found for drawing in shown(name).drawings()[:1] for found in texts(drawing)}
    for value, heading in figures.FRONTIERS.items():
        # Whoever had no common frontier stands in that row, whatever Moscow had said.
        apart_by_land = having(cases, common_frontier="no")
        inside = (
            apart_by_land
            if value == "not applicable"
            else [case for case in having(cases, frontier_recognised=value) if case not in apart_by_land]
        )
        assert (heading in alt) == bool(inside)
        for side, pact in (("with a pact", "yes"), ("without", "no")):
            if inside and (there := having(inside, pact=pact)):
                assert f"{side} {joined(names_of(there))}" in alt.partition(heading)[2].partition(".")[0]
    if apart:  # the row of the picture counts as the title does
        row = alt.partition(figures.FRONTIERS["yes"])[2].partition(".")[0].partition("without")[0]
        assert len(re.findall(r",| and |pact", row)) == len(known)
    for case in having(cases, pact="yes"):
        year = str(evidence.row(f"comparison:{case}/pact")["date"])[:4]
        assert f"{names_of([case])[0]} {year}" in words


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@every
def test_the_line_of_years_says_what_it_shows(name: str) -> None:
    rows, statuses = set(read(name).index), chosen(name)[0]
    title, caption, alt = (
        shown(name).texts("title")[2], shown(name).texts("caption")[2], shown(name).alts()[2],
    )  # fmt: skip
    # A date is named only of a row that is read.
    for row, words in (
        ("relations_broken", "Relations broken off on 26 January 1918."),
        ("vienna_fails", "Vienna: no vote, no peace on 2 April 1924."),
        ("geneva_breaks", "Riga, Geneva: no pact on 4 October 1932."),
        ("ultimatum", "Ultimatum on 26 June 1940."),
    ):
        assert (words in alt) == (row in rows), row
    assert "8 January 1932" not in alt  # a day of orders is no end of talks
    assert f"with {len(set(figures.YEARS) & rows)} marks. " in alt
    signed = [
        year for row, year in (("litvinov_protocol", "1929"), ("london_convention", "1933")) if row in rows
    ]
    assert ("They signed with others" in title) == bool(signed)
    if signed:
        assert f"in {' and '.join(signed)}, and left the frontier out" in title
    apart = {"relations_broken", "relations_1934"} <= rows
    assert ("Shaded are the 16 years without diplomatic relations" in caption) == apart
    assert ("no relations" in texts(shown(name).drawings()[2])) == apart
    assert all(("only." in text) == (len(statuses) == 1) for text in (caption, alt))


@every
def test_tables_hold_the_rows_chosen(name: str) -> None:
    statuses, cases = chosen(name)
    rows = read(name)
    steps = rows[rows["round"].notna()]
    told = steps[["romania", "ussr", "third", "outcome"]].notna().any(axis=1)
    tables = shown(name).tables()
    which = "" if len(statuses) > 1 else f", {statuses[0]} steps alone"
    listed = tables[
        f"Step by step, the two quarrel over one sentence{which} (steps of which no stand is told left out)"
    ]
    assert {row[1] for row in listed} == set(steps.loc[told, "title"])
    dated = tables[f"From 1918 to 1941 the two met often and settled little{which.replace('steps', 'rows')}"]
    assert {row[1] for row in dated} == set(rows.loc[rows["round"].isna(), "title"])
    whole = "every case" if len(cases) == len(ALL) else "the cases compared"
    (caption,) = [caption for caption, found in tables.items() if len(found) == 8 and len(found[0]) == 5
                  and "explanation" in caption]  # fmt: skip
    left = sum(row[2][0] == row[3][0] == "0" for row in tables[caption])
    signed, without = having(cases, pact="yes"), having(cases, pact="no")
    if signed and without:
        assert caption == f"Tried on {whole}, {left} of 8 explanations meet no case against them"
    else:
        which = "Every case" if signed else "No case"
        assert caption == f"{which} compared has a pact, so that no explanation can be tried"
    for row in tables[caption]:
        assert sum(int(cell.partition(":")[0]) for cell in row[1:]) == len(cases)


@every
def test_romania_stands_beside_those_that_are_compared(name: str) -> None:
    _, cases = chosen(name)
    wanted = [case for case in ("poland", "finland", "japan_1932", "romania") if case in cases] or cases[:4]
    (caption,) = [
        text for text, rows in shown(name).tables().items() if rows and rows[0][0] == "Frontier recognised?"
    ]
    rows = shown(name).tables()[caption]
    features = ("frontier_recognised", "diplomatic_relations", "fought_1918_21", "pact")
    told = [[cell.partition(",")[0].lower() for cell in row[1:]] for row in rows]
    assert told == [[str(grid(cases).loc[case, feature]) for case in wanted] for feature in features]
    pair = {"poland", "romania"} <= set(cases)
    assert caption == (
        "Poland and Romania differ in the frontier and diplomatic relations"
        if pair
        else "The same questions put to each"
    )


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
