"""Names in error messages and in sentences."""

from __future__ import annotations

import pytest

from romsov_analysis.evidence.names import capital, joined


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), ([1, 2], "1 and 2")],
)
def test_names_in_a_sentence(names: list[object], words: str) -> None:
    assert joined(names) == words
    assert joined(iter(names)) == words
    assert joined(names, "or") == words.replace(" and ", " or ")


@pytest.mark.parametrize(
    ("words", "shown"),
    [("two-sided", "Two-sided"), ("", ""), ("a B", "A B"), ("[a](result:b)", "[A](result:b)"), ("[", "[")],
)
def test_a_capital_at_the_head_alone(words: str, shown: str) -> None:
    assert capital(words) == shown
