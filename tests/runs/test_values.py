"""Values as people write them, and what a chapter accepts."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from tiny import tagged

from romsov_analysis.runs import values
from romsov_analysis.runs.places import RunError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1938", 1938),
        ("-0.5", -0.5),
        ("None", None),
        ("none", None),
        ("NONE", None),
        ("true", True),
        ("False", False),
        ("FALSE", False),
        ("no", "no"),
        ('"first"', "first"),
        ("first", "first"),
        ("1988-06-01", "1988-06-01"),
        ("[0.25, 0.75]", [0.25, 0.75]),
        ("(0.5,0.6)", (0.5, 0.6)),
        ("[true, none, 'x']", [True, None, "x"]),
        ('{"oil": 0.5}', {"oil": 0.5}),
        ("12,5", "12,5"),
        ("[broken", "[broken"),
        ("open('x')", "open('x')"),
        ("1e400", math.inf),
    ],
)
def test_a_value_is_taken_whole(text: str, value: Any) -> None:
    found = values.value_of(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["a=1"], {"a": 1}),
        (["a = 1; b=[1, 2] ;c=false;"], {"a": 1, "b": [1, 2], "c": False}),
        (["a=1", "b=2"], {"a": 1, "b": 2}),
        (['bases=["first hand", "x; y"]; late=none'], {"bases": ["first hand", "x; y"], "late": None}),
        (["a=(1; 2)"], {"a": "(1; 2)"}),
        (["a=x=y"], {"a": "x=y"}),
        (["a=don't; b=2"], {"a": "don't", "b": 2}),
        ([r"a='it\'s; so'; b=2"], {"a": "it's; so", "b": 2}),
        (["a={'k': [1; 2"], {"a": "{'k': [1; 2"}),
    ],
)
def test_semicolons_part_assignments_outside_brackets_and_quotes(
    texts: list[str], found: dict[str, Any]
) -> None:
    assert values.assignments(texts) == found


@pytest.mark.parametrize("text", ["a", "=1", "a=", "1a=2", "a b=1", "a-b=1"])
def test_what_is_no_assignment_is_refused(text: str) -> None:
    with pytest.raises(RunError, match=r"is no assignment\. Accepted: name=value"):
        values.assignments([text])


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(RunError, match="a is given twice: 1 and '2'"):
        values.assignments(["a=1; a=2"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.toml", 'factor = 3\nday = 1988-06-01\nnames = ["a", 1988-06-02]\nweights = {oil = 1988-06-03}\n'),
        (
            "p.json",
            '{"factor": 3, "day": "1988-06-01", "names": ["a", "1988-06-02"], "weights": {"oil": "1988-06-03"}}',
        ),
    ],
)
def test_a_file_of_parameters(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert values.of_file(tmp_path / name) == {
        "factor": 3,
        "day": "1988-06-01",
        "names": ["a", "1988-06-02"],
        "weights": {"oil": "1988-06-03"},
    }


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("p.toml", "factor: 3", "Accepted: TOML"),
        ("p.json", "factor = 3", "Accepted: TOML"),
        ("p.json", "[1]", "holds no names"),
        ("gone.toml", None, "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, name: str, text: str | None, says: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(RunError, match=says):
        values.of_file(tmp_path / name)


# --- what a chapter accepts ---------------------------------------------------------------------------------


def notebook(line: str, first: str = "factor = 2\noutside = True") -> Any:
    return new_notebook(
        cells=[
            new_markdown_cell("import chapter"),
            tagged(first),
            new_code_cell(f"import json\n{line}\nx = 1"),
        ]
    )


@pytest.mark.parametrize(
    "line",
    [
        "from romsov_analysis.themes.small import chapter",
        "from romsov_analysis.themes.small import tables, chapter",
        "from romsov_analysis.themes.small.chapter import compute",
        "import romsov_analysis.themes.small.chapter as chapter",
    ],
)
def test_a_chapter_is_known_by_its_import(chapter: str, line: str) -> None:  # noqa: ARG001
    found = values.declared(notebook(line))
    assert found is not None
    assert [parameter.name for parameter in found] == ["factor", "outside"]


@pytest.mark.parametrize(
    "line",
    [
        "import math",
        "from romsov_analysis.themes.small import tables",
        "from romsov_analysis.themes.gone import chapter",
        "1 +",
    ],
)
def test_without_a_chapter_nothing_is_declared(chapter: str, line: str) -> None:  # noqa: ARG001
    assert values.declared(notebook(line)) is None


def test_accepted_values_pass(chapter: str) -> None:
    values.check("05", notebook(chapter), {"factor": 9, "outside": False})
    values.check("05", notebook(chapter), {})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"factor": 10}, "05: factor=10: lies outside. Accepted: a whole number from 1 to 9. Nearest: 9."),
        ({"outside": "no"}, "outside='no': is neither True nor False. Accepted: True or False."),
        ({"factr": 3}, "05 has no parameter factr; it has: factor, outside. Nearest: factor."),
        ({"factor": "12,5"}, "factor='12,5': a decimal comma. Accepted: a decimal point, 12.5"),
    ],
)
def test_other_values_are_refused_in_words(chapter: str, given: dict[str, Any], says: str) -> None:
    with pytest.raises(RunError) as caught:
        values.check("05", notebook(chapter), given)
    assert says in str(caught.value)


def test_the_values_of_the_first_cell_are_checked_too(chapter: str) -> None:
    with pytest.raises(RunError, match="factor=70: lies outside"):
        values.check("05", notebook(chapter, "factor = 70\noutside = True"), {})
    with pytest.raises(RunError, match="factor is a parameter of the chapter, but 05 does not set it"):
        values.check("05", notebook(chapter, "outside = True"), {"factor": 3})


def test_without_a_chapter_only_names_are_checked() -> None:
    values.check("05", notebook("import math"), {"factor": 700})
    with pytest.raises(RunError, match="05 has no parameter zeal; it has: factor, outside"):
        values.check("05", notebook("import math"), {"zeal": 1})
    with pytest.raises(RunError, match="it has: none"):
        values.check("05", new_notebook(), {"zeal": 1})
