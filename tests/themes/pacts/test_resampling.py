"""States drawn again with all their treaties, and a group ranked among all others: counted out by hand."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import numpy as np
import pytest

from romsov_analysis.themes.pacts import resampling, survival
from romsov_analysis.themes.pacts.spells import Spell

START = datetime.date(1921, 1, 1)


def spell(days: int, outcome: Any, parties: str = "ab") -> Spell:
    stop = START + datetime.timedelta(days=days)
    return Spell(f"{parties}_{days}_{outcome}", START, stop, outcome, frozenset(parties), None, ())


class FixedDraws:
    """Draws of three states: each once; the first twice; the first always; the second twice, the third once."""

    def multinomial(self, number: int, chances: list[float], size: int) -> Any:
        assert (number, chances, size) == (3, [1 / 3] * 3, 4)
        return np.array([[1, 1, 1], [2, 1, 0], [3, 0, 0], [0, 2, 1]])


def test_bootstrap_weighs_treaties_by_how_often_their_parties_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seeds = []
    monkeypatch.setattr(np.random, "default_rng", lambda seed: seeds.append(seed) or FixedDraws())
    spells = [spell(1, "broken", "ab"), spell(2, "ended", "bc"), spell(3, "broken", "abc")]
    # Weights of ab, bc and, by the mean over its pairs, abc: 1, 1, 1, share 2/3; 2, 0, (2 + 0 + 0)/3, share 1;
    # all 0, left out; 0, 2, (0 + 0 + 2)/3, share (2/3)/(8/3) = 1/4. The quartiles of 1/4, 2/3 and 1:
    expected = ((1 / 4 + 2 / 3) / 2, (2 / 3 + 1) / 2)
    assert resampling.state_bootstrap(spells, seed=5, draws=4, level=0.5) == pytest.approx(expected)
    low, high = resampling.state_bootstrap(spells, seed=5, draws=4)  # 2.5 per cent of the way from end to end
    assert (low, high) == pytest.approx((1 / 4 + 0.05 * (2 / 3 - 1 / 4), 1 - 0.05 / 3))
    assert seeds == [5, 5]


def test_bootstrap_is_the_same_for_a_seed_and_holds_the_share() -> None:
    pairs = enumerate(itertools.combinations("abcdef", 2))
    spells = [spell(place, ("broken", "ended")[place % 2], "".join(pair)) for place, pair in pairs]
    low, high = resampling.state_bootstrap(spells, seed=1, draws=500)
    assert (low, high) == resampling.state_bootstrap(spells, seed=1, draws=500)
    assert (low, high) != resampling.state_bootstrap(spells, seed=2, draws=50)
    assert 0 <= low < survival.share(spells).value < high <= 1
    narrow = resampling.state_bootstrap(spells, seed=1, draws=500, level=0.5)
    assert low < narrow[0] < narrow[1] < high


@pytest.mark.parametrize(("outcome", "share"), [("broken", 1.0), ("ended", 0.0), ("observed", 0.0)])
def test_bootstrap_where_all_fared_alike(outcome: str, share: float) -> None:
    spells = [spell(1, outcome, "ab"), spell(1, outcome, "bcd")]
    assert resampling.state_bootstrap(spells, seed=3, draws=50) == pytest.approx((share, share))


def test_bootstrap_without_a_treaty() -> None:
    assert resampling.state_bootstrap([], seed=3, draws=1) == (0, 1)
    assert resampling.state_bootstrap([spell(1, "broken")], seed=3, draws=1) == (
        0,
        1,
    )  # one state drawn twice
