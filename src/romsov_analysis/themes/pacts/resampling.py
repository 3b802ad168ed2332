"""What dependence does to a share: states drawn again with all their treaties."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from romsov_analysis.themes.pacts.spells import Spell


def state_bootstrap(
    spells: Sequence[Spell], *, seed: int, draws: int, level: float = 0.95
) -> tuple[float, float]:
    """An interval of the share broken that allows for states which appear in many treaties.

    States, not treaties, are drawn with replacement; a treaty between two counts as often as the two were
    drawn, multiplied (the vertex bootstrap of Snijders and Borgatti 1999). Treaties of more than two count by
    the mean over their pairs. Draws that hold no treaty are left out.

    Returns
    -------
    Both ends of the percentile interval; 0 and 1 if no draw holds a treaty.
    """
    import numpy as np

    states = sorted(frozenset().union(*(spell.parties for spell in spells)))
    if not states:
        return 0.0, 1.0
    place = {state: position for position, state in enumerate(states)}
    broken = np.array([spell.outcome == "broken" for spell in spells], dtype=float)
    random = np.random.default_rng(seed)
    counts = random.multinomial(len(states), [1 / len(states)] * len(states), size=draws)
    weights = np.zeros((draws, len(spells)))
    for position, spell in enumerate(spells):
        pairs = list(itertools.combinations(sorted(spell.parties), 2))
        products = [counts[:, place[a]] * counts[:, place[b]] for a, b in pairs]
        weights[:, position] = np.mean(products, axis=0)
    total = weights.sum(axis=1)
    shares = (weights @ broken)[total > 0] / total[total > 0]
    if not len(shares):
        return 0.0, 1.0
    tail = (1 - level) / 2
    low, high = np.quantile(shares, [tail, 1 - tail])
    return float(low), float(high)
