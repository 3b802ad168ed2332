"""Entry points: asked for once while a build runs, anew before and after."""

from __future__ import annotations

import pybtex.plugin
import pytest

from romsov_analysis.book import plugins


def test_each_question_is_answered_once_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, str]] = []

    def entry_points(**question: str) -> list[str]:
        asked.append(question)
        return []

    monkeypatch.setattr(pybtex.plugin, "entry_points", entry_points)
    plugins.remember()
    plugins.remember()
    for name in ("a", "a", "b"):
        pybtex.plugin.entry_points(group="g", name=name)
    assert asked == [{"group": "g", "name": "a"}, {"group": "g", "name": "b"}]
    plugins.forget()
    plugins.forget()
    assert pybtex.plugin.entry_points is entry_points
