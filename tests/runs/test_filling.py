"""The words of references: filled in, compared, left alone in code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from romsov_analysis.runs import filling, places
from romsov_analysis.runs.filling import Text


def known(value: float = 6.0, **other: Any) -> dict[str, dict[str, Any]]:
    numbers = {"value": value, "low": value, "high": value, "unit": "times", "decimals": 2, "title": "sum"}
    truth = {"value": 1.0, "low": 1.0, "high": 1.0, "unit": "truth", "decimals": 0, "title": "is large"}
    return {"tiny.sum": numbers, "tiny.large": {**truth, **other}}


def text(source: str) -> Text:
    return Text(Path("05_x.ipynb"), 7, source)


def test_words_are_filled_in_and_what_stood_is_told() -> None:
    source = "# A\n\nIt is [](result:tiny.sum?unit), once [5](result:tiny.sum) and [large](holds:tiny.large)."
    filled, found = filling.filled(text(source), known())
    assert filled == (
        "# A\n\nIt is [6.00 times](result:tiny.sum?unit), once [6.00](result:tiny.sum) and [large](holds:tiny.large)."
    )
    assert [str(difference) for difference in found] == [
        "05_x.ipynb, cell 7, line 3: result:tiny.sum?unit reads “”, the ledger has “6.00 times”",
        "05_x.ipynb, cell 7, line 3: result:tiny.sum reads “5”, the ledger has “6.00”",
    ]
    assert filling.filled(text(filled), known()) == (filled, [])


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("a [](result:tiny.smu) b", "unknown result 'tiny.smu'; nearest: tiny.sum"),
        ("a [](result:tiny.sum?untis) b", "unknown format option 'untis' (did you mean unit?)"),
        ("a [](holds:tiny.large) b", "a judgement has words of its own"),
        ("a [x](person:nobody) b", "unknown person 'nobody'; nearest: "),
        ("a [](claim:cs.smu?quote) b", "unknown claim 'cs.smu'; nearest: "),
        ("one\n\na [](result: tiny.sum) b", "is no reference. Accepted: (kind:id?option,option)"),
    ],
)
def test_what_names_nothing_is_left_and_told_with_its_place(source: str, says: str) -> None:
    filled, (difference,) = filling.filled(text(source), known())
    assert filled == source
    assert says in str(difference)
    line = 3 if "\n" in source else 1
    assert str(difference).startswith(f"05_x.ipynb, cell 7, line {line}: ")


def test_a_judgement_that_is_false_is_refused() -> None:
    (difference,) = filling.differences(text("It is [so](holds:tiny.large)."), known() | known(value=1) | {
        "tiny.large": {**known()["tiny.large"], "value": 0.0}
    })  # fmt: skip
    assert difference.reason == "“so” no longer holds: is large"


@pytest.mark.parametrize(
    "source",
    [
        "write `[](result:id)` so",
        "write ``[](result:id)`` so",
        "```\n[](result:id)\n```\n",
        "~~~\n[](result:id)\n~~~\n",
        "```{code-block} md\n[](result:id)\n```\n",
        "<!-- [](result:id) -->",
    ],
)
def test_what_stands_in_code_is_left_alone(source: str) -> None:
    assert filling.filled(text(source), known()) == (source, [])


def test_the_text_of_a_directive_is_no_code() -> None:
    filled, _ = filling.filled(text("```{note}\n[](result:tiny.sum)\n```\n"), known())
    assert filled == "```{note}\n[6.00](result:tiny.sum)\n```\n"


def test_only_some_results_are_filled_where_asked() -> None:
    source = "[](result:tiny.sum) [](result:other.x) [](claim:cs.nothing)"
    filled, found = filling.filled(text(source), known(), {"tiny.sum"})
    assert filled == "[6.00](result:tiny.sum) [](result:other.x) [](claim:cs.nothing)"
    assert len(found) == 1


def test_words_typed_with_markup_of_their_own_differ() -> None:
    (difference,) = filling.differences(text("[6\\.00](result:tiny.sum)"), known())
    assert difference.words == "6.00"


def test_a_checkout_is_filled_and_then_left_alone(tiny: Path) -> None:
    page, notebook = tiny / "book" / "index.md", tiny / "notebooks" / "01_tiny.ipynb"
    stored = notebook.read_text(encoding="utf-8")
    assert "[6.00 times](result:tiny.sum?unit)" in stored
    page.write_text(page.read_text(encoding="utf-8").replace("[6.00]", "[]"), encoding="utf-8")
    notebook.write_text(
        stored.replace("[6.00 times](result:tiny.sum?unit). That", "[](result:tiny.sum?unit). That")
    )
    lines: list[str] = []
    assert filling.fill(tiny, lines.append)
    assert lines == [
        "01_tiny.ipynb, cell 1, line 3: “” → “6.00 times”  (result:tiny.sum?unit)",
        "index.md, line 3: “” → “6.00”  (result:tiny.sum)",
        "2 words filled in, in 2 files",
    ]
    assert notebook.read_text(encoding="utf-8") == stored
    before = {path: path.stat().st_mtime_ns for path in (page, notebook)}
    lines.clear()
    assert filling.fill(tiny, lines.append)
    assert lines == ["Every word stands as the ledger has it; nothing was touched"]
    assert before == {path: path.stat().st_mtime_ns for path in (page, notebook)}


def test_filling_says_what_names_nothing(tiny: Path) -> None:
    (tiny / "book" / "index.md").write_text("[](result:tiny.smu)\n")
    lines: list[str] = []
    assert not filling.fill(tiny, lines.append)
    assert lines[-1].startswith(
        "index.md, line 1: result:tiny.smu: unknown result 'tiny.smu'; nearest: tiny.sum"
    )


def test_an_id_of_two_notebooks_is_refused(tiny: Path) -> None:
    path = tiny / "notebooks" / "01_tiny.ipynb"
    (tiny / "notebooks" / "03_twin.ipynb").write_bytes(path.read_bytes())
    with pytest.raises(places.RunError, match=r"tiny\.sum is computed in 01_tiny and in 03_twin"):
        filling.records(places.notebooks(tiny))
