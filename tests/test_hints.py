"""The hints on prose: what counts as story, where sentences end, who is named."""

from __future__ import annotations

from pathlib import Path

import hints
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from romsov_analysis.ledger import Ledger

LONG = "Vyshinsky came. " + " ".join(["Then"] + ["word"] * 44) + ". It rained for 3 days."


def notebook(folder: Path) -> Path:
    ledger = Ledger()
    shown = [
        ledger.verdict("Moscow said no."),
        ledger.answer("Why?", "It rained.", "Romania asked."),
        ledger.table,
    ]
    outputs = [new_output("display_data", data=dict(display.bundle)) for display in shown[:2]]
    cells = [
        new_markdown_cell("# A heading\n\n" + LONG),
        new_code_cell("…", outputs=outputs),
        new_markdown_cell("- a list\n\n| a | table |"),
        new_markdown_cell("## The workings\n\nNot of the story."),
        new_markdown_cell("Nor this."),
    ]
    nbformat.write(new_notebook(cells=cells), folder / "05_rain.ipynb")
    return folder / "05_rain.ipynb"


def test_the_story_ends_where_the_workings_begin(tmp_path: Path) -> None:
    assert list(hints.story(notebook(tmp_path))) == [LONG, "Moscow said no.", "It rained.", "Romania asked."]


def test_sentences_are_those_a_reader_sees() -> None:
    text = "He paid [US\\$3 million](result:a.b). “Never.” [Țîcu](cite:x) left in no. 5 of 1932."
    assert hints.sentences(text) == ["He paid US$3 million.", "“Never.”", "Țîcu left in no. 5 of 1932."]


def test_hints_count_and_point(tmp_path: Path) -> None:
    head, *more = hints.hints(notebook(tmp_path))
    assert head == (
        "05_rain: 59 words of story in 6 sentences, median 2.5, 1.7 numbers a hundred words, "
        "3 sentences that name nobody at first"
    )
    assert [line.strip().partition(":")[0] for line in more] == ["45 words", *["names nobody"] * 3]
