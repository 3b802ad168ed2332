"""Invented tables for the tests of pacts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pact_tables import Row, write

from romsov_analysis import evidence


@pytest.fixture
def tables_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Tables with the rows given and no others, in place of ours until the test is over."""
    folders = (tmp_path / str(number) for number in itertools.count())

    def use(**rows: Sequence[Row]) -> None:
        folder = next(folders)
        write(folder, **rows)
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))
        evidence.clear_cache()

    yield use
    monkeypatch.undo()
    evidence.clear_cache()
