"""What a range of belief in each voice makes of a part, and what one more voice would have to weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from romsov_analysis.results import Estimate, Result
from romsov_analysis.results.formatting import digits_of
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import beliefs

WEIGHED = ("political_request", "military_sounding", "rumour_only")  # whether anyone asked, three ways

Pair = tuple[float, float]


@dataclass(frozen=True)
class Belief:
    """Of a part the range of probability after all voices, and what a further voice on either side would need."""

    probability: Result
    more: Result
    less: Result


def assumptions(prior: Pair, ratio: Pair) -> dict[str, Result]:
    """Results ``belief.prior_low``, ``belief.prior_high``, ``belief.ratio_low``, ``belief.ratio_high``, by end."""
    found = {}
    for name, pair, least in (("prior", prior, 2), ("ratio", ratio, 0)):
        # As in the first cell: a whole number has no point there.
        written = [int(part) if part == int(part) else part for part in pair]
        for end, value in zip(("low", "high"), pair, strict=True):
            found[f"{name}_{end}"] = Result.of(
                f"belief.{name}_{end}",
                Estimate.exactly(value, f"parameter:{name}={written}"),
                unit="ratio",
                formula="a parameter of the chapter",
                title=f"{name}, {end} end",
                decimals=max(least, digits_of(*pair)),
            )
    return found


def weigh(part: Part, prior: Pair, ratio: Pair) -> Belief:
    """Results ``belief.<part>``, ``belief.<part>_yes`` and ``belief.<part>_no``.

    An interested side counts once. The last two are the likelihood ratio that a
    further voice for it, or against it, would need for even odds, from the middle of the prior.
    """
    numbers = [part.independent[reading] for reading in ("supports", "against")]
    yes, no = (int(number.value or 0) for number in numbers)
    rows = (f"parts:{part.id}", *(f"result:{number.id}" for number in numbers))
    middle = (prior[0] + prior[1]) / 2
    more, less = beliefs.needed(middle, ratio, yes, no), beliefs.needed(1 - middle, ratio, no, yes)
    weight = f"likelihood ratio of a voice {ratio[0]:g}–{ratio[1]:g}"
    formula = f"prior {prior[0]:g}–{prior[1]:g}, {weight}, independent voices"

    def result(suffix: str, ends: Pair, unit: str, how: str, title: str, digits: int) -> Result:
        name = f"belief.{part.id}{suffix}"
        return Result(name, None, *ends, unit, how, rows, f"{part.title}: {title}", decimals=digits)

    further = f"from the middle of the prior: {formula}"
    needed = "weight a further voice {} it would need"
    return Belief(
        result("", beliefs.posterior(prior, ratio, yes, no), "ratio", formula, "range of probability", 2),
        result("_yes", (more.low, more.high), "times", further, needed.format("for"), 2),
        result("_no", (less.low, less.high), "times", further, needed.format("against"), 2),
    )


def widened(weighed: Mapping[str, Belief], prior: Pair) -> Result:
    """Result ``belief.widened``: whether every range is wider after the voices than before any."""
    after = [belief.probability for belief in weighed.values()]
    return Result.whether(
        "belief.widened",
        all(result.high - result.low > prior[1] - prior[0] for result in after),
        *(f"result:{result.id}" for result in after),
        formula="the range after all voices is wider than the range before any, for each part",
        title="The ranges are wider after the voices than before any",
    )
