"""What one would have to believe about a witness: likelihood reasoning in ranges, never a point.

The *likelihood ratio* of a statement says how many times more likely it is to be made if the thing happened
than if it did not. Nobody can measure it; the module only asks how large it would have to be, or what follows
from a range of it (Tucker 2004 argues for such comparisons, and against single numbers). Voices are taken as
independent, which is why statements of one voice are not multiplied.
"""

from __future__ import annotations

from romsov_analysis.results import Estimate


def odds(probability: float) -> float:
    """Odds of a probability.

    Raises
    ------
    ValueError
        If it is not between 0 and 1, both excluded.
    """
    if not 0 < probability < 1:
        raise ValueError(f"{probability} is no probability between 0 and 1")
    return probability / (1 - probability)


def probability(ratio: float) -> float:
    """Probability of odds."""
    return ratio / (1 + ratio)


def posterior(
    prior: tuple[float, float], ratio: tuple[float, float], yes: int, no: int
) -> tuple[float, float]:
    """The least and greatest probability after hearing voices on both sides.

    Parameters
    ----------
    prior
        Least and greatest probability before.
    ratio
        Least and greatest likelihood ratio of one voice, at least 1: a voice for counts with it, a voice
        against with its inverse.
    yes, no
        Number of voices for and against.
    """
    least, most = _ratios(ratio)
    low = odds(prior[0]) * least**yes / most**no
    high = odds(prior[1]) * most**yes / least**no
    return probability(low), probability(high)


def needed(prior: float, ratio: tuple[float, float], yes: int, no: int) -> Estimate:
    """How telling one further voice for would have to be, to make both sides equally likely.

    Parameters
    ----------
    prior
        Probability before any voice.
    ratio
        Least and greatest likelihood ratio of each voice already heard.
    yes, no
        Number of voices already heard for and against.

    Returns
    -------
    A range of likelihood ratios; below 1 means that it could even speak against and the balance would hold.
    """
    least, most = _ratios(ratio)
    start = odds(prior)
    ends = [
        no_ratio**no / (yes_ratio**yes * start) for yes_ratio in (least, most) for no_ratio in (least, most)
    ]
    return Estimate(None, min(ends), max(ends))


def _ratios(ratio: tuple[float, float]) -> tuple[float, float]:
    least, most = ratio
    if not 1 <= least <= most:
        raise ValueError(f"a range of likelihood ratios runs from 1 or more upwards, not {least} to {most}")
    return least, most
