"""Laws over what the registers say: who is cited, how it is known, how long a sentence is, whose interest stands by."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from romsov_analysis import evidence

pytestmark = pytest.mark.usefixtures("fresh_tables")

WORDS = 40  # a sentence has at most
QUOTED = re.compile(r"""["'`(:]([a-z0-9_]+)(?=["'`)?])""")  # a name in code, in brackets or in a reference


def registers() -> dict[str, pd.DataFrame]:
    return {name: evidence.load(name) for name in evidence.tables()}


def texts(root: Path) -> str:
    """The package, the pages and what stands in the cells of the notebooks, outputs apart."""
    files = [*(root / "src").rglob("*.py"), *(root / "book").glob("*.md")]
    cells = [
        "".join(cell["source"])
        for notebook in sorted((root / "notebooks").glob("*.ipynb"))
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    ]
    return "\n".join([file.read_text(encoding="utf-8") for file in files] + cells)


def test_every_source_is_cited_somewhere(root: Path) -> None:
    cited = set(QUOTED.findall(texts(root)))
    for name, rows in registers().items():
        for column in rows.columns if name != "sources" else ():
            cells = rows[column].dropna().astype(str)
            if column in ("source", "second_source"):
                cited |= {part.strip().removeprefix("sources:") for cell in cells for part in cell.split(";")}
            else:
                named = r"\(([a-z0-9_]+)\)|\bsources:([a-z0-9_]+)"
                cited |= {key for cell in cells for pair in re.findall(named, cell) for key in pair}
    assert sorted(evidence.ids("sources") - cited) == []


def test_a_source_in_brackets_is_in_the_register() -> None:
    unknown = [
        f"{name}:{key} {found}"
        for name, rows in registers().items()
        for column in {"note", "why", "basis", "reason"} & set(rows.columns)
        for key, cell in rows[column].dropna().items()
        for found in re.findall(r"\(([a-z0-9]+_[a-z0-9_]+)\)", cell)
        if found not in evidence.ids("sources")
    ]
    assert unknown == []


def test_one_rule_says_how_what_was_read_in_a_copy_is_known() -> None:
    # The file of a data set is the data set, wherever it is stored; a copy of a text may differ from it.
    works = evidence.load("sources")
    series = evidence.load("series")["source"]
    uneven, known = [], 0
    for name, rows in registers().items():
        if "status" not in rows or not {"source", "series"} & set(rows.columns):
            continue
        source = rows["source"] if "source" in rows else rows["series"].map(series)
        for key, (work, status) in zip(rows.index, zip(source, rows["status"], strict=True), strict=True):
            if pd.isna(work) or works["seen"].get(work) != "copy":
                continue
            known += 1
            data = works.loc[work, "type"] == "dataset"
            ours = "our reading" in evidence.text(rows.loc[key], "note") if "note" in rows else False
            if status != ("verified" if data and not ours else "second-hand"):
                uneven.append(f"{name}:{key} {status}")
    assert known
    assert uneven == []


def test_what_is_placed_in_the_whole_was_read_whole() -> None:
    seen = evidence.load("sources")["seen"]
    part = [
        f"{name}:{key} {row['source']}"
        for name, rows in registers().items()
        if {"source", "locator"} <= set(rows.columns)
        for key, row in rows[rows["locator"].fillna("").str.match(r"whole (?!opening)")].iterrows()
        if row["status"] == "verified" and seen[row["source"]] != "whole"
    ]
    assert part == []


def test_no_sentence_of_a_register_is_too_long() -> None:
    long = {
        f"{name}:{key}.{column}": len(sentence.split())
        for name, rows in registers().items()
        for column in set(rows.columns) - {"pairs", "points", "parties"}  # lists, not sentences
        for key, cell in rows[column].dropna().astype(str).items()
        for sentence in re.split(r"(?<=[.!?])[\"”’)]?\s+", cell)
        if len(sentence.split()) > WORDS
    }
    assert long == {}


def test_a_title_names_what_it_leans_on_itself() -> None:
    leaning = [
        f"{name}:{key} {title}"
        for name, rows in registers().items()
        for key, title in rows.get("title", pd.Series(dtype=str)).dropna().items()
        if re.search(r"\bby the same\b|\bof that (medical )?team\b", title)
    ]
    assert leaning == []


def test_every_unit_is_used(root: Path) -> None:
    used = set(QUOTED.findall(texts(root)))
    for rows in registers().values():
        used |= set(rows.get("unit", pd.Series(dtype=str)).dropna())
    assert sorted(evidence.ids("units") - used) == []


def test_an_interest_stands_where_it_bears_on_the_row() -> None:
    claims = evidence.load("claims")
    accusing = claims[claims["interest"].fillna("").str.contains("charge against Iliescu", regex=False)]
    assert len(accusing)
    # What the new leaders asked, who asked it, and who put them up to it.
    bears = accusing["statement"].str.contains(
        "Iliescu|leadership asked|who had asked|call to the embassy|question to Moscow"
    )
    assert accusing.index[~bears].tolist() == []


def test_no_interest_is_a_judgement_on_a_scholar() -> None:
    for name in ("claims", "testimony"):
        interests = evidence.load(name)["interest"].dropna()
        assert interests[interests.str.contains(r"national view|nationalist")].to_dict() == {}


def test_what_is_read_alike_for_leaders_and_army_is_read_alike() -> None:
    table = evidence.load("readings").set_index(["statement", "part"])
    pairs = {"political_request": "military_sounding", "military_sounding": "political_request"}
    unlike, found = [], 0
    for (statement, part), row in table.iterrows():
        for reading, reason in (("reading", "reason"), ("second", "second_reason")):
            if part not in pairs or "alike" not in evidence.text(row, reason):
                continue
            found += 1
            other = table.loc[(statement, pairs[part])]

            def read(cells: pd.Series, column: str = reading) -> str:
                return evidence.text(cells, column) or str(cells["reading"])

            if read(row) != read(other):
                unlike.append(f"{statement}/{part} {reason}")
    assert found
    assert unlike == []


def test_an_event_that_is_an_act_bears_its_id() -> None:
    acts = evidence.load("acts")
    links = evidence.load("pact_acts").groupby("pact")["act"].apply(set)
    named, wrong = 0, []
    for key, row in evidence.load("alliances").dropna(subset=["event"]).iterrows():
        year = row["event"][-4:]
        named += row["event"] in acts.index
        same = {act for act in links.get(row["pact"], set()) if act.endswith(year)}
        if same and row["event"] not in same:
            wrong.append(f"alliances:{key} {row['event']}, of {sorted(same)}")
    assert named
    assert wrong == []


def test_nobody_of_the_years_before_1948_is_said_to_live() -> None:
    people = evidence.load("people")
    year = people["role"].fillna("").str.extractall(r"\b(19[1-4]\d)\b")[0].astype(int)
    old = set(year[year < 1948].index.get_level_values(0))
    claims = evidence.load("claims")
    papers = claims[(claims["document"] == "country_study") & (claims["act"] != "judgement")]
    old |= set(papers["speaker"]) & set(people.index)
    bodies = set(people.index[people["role"].str.contains("newspaper|agency|Library|sums them up")])
    assert len(old - bodies) >= 10
    assert {
        name: people.loc[name, "living"] for name in old - bodies if people.loc[name, "living"] != "no"
    } == {}


def test_whoever_is_named_as_asking_moscow_is_answered_beside_it() -> None:
    # What a voice says of a living person stands with his answer: of Roman nobody says it without his denial.
    told = evidence.load("testimony")
    named = told[
        told["title"].str.contains(r"\bRoman\b")
        & told["title"].str.contains(r"\bask")
        & (told["speaker"] != "Petre Roman")
    ]
    assert len(named) >= 2
    silent = named["denied_by"].fillna("").str.contains("roman_general_denial")
    assert named.index[~silent].tolist() == []


def test_printed_words_are_corrected_once() -> None:
    # Two corrections of one sentence differ sooner or later; a row more in `why` is enough.
    corrections = evidence.load("corrections")
    twice = corrections[corrections.duplicated(["document", "page", "printed"], keep=False)]
    assert twice.index.tolist() == []
