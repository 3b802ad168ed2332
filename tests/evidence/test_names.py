"""Names in error messages and in sentences."""

from __future__ import annotations

import pytest

from romsov_analysis.evidence.names import joined


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), ([1, 2], "1 and 2")],
)
def test_names_in_a_sentence(names: list[object], words: str) -> None:
    assert joined(names) == words
    assert joined(iter(names)) == words
