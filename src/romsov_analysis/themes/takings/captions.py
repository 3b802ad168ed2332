"""Titles, captions and alt texts of the pictures of chapter 06."""

from __future__ import annotations

from romsov_analysis.evidence.names import joined
from romsov_analysis.themes.takings import heads, words
from romsov_analysis.themes.takings.chapter import Chapter


def stack_title(c: Chapter) -> str:
    """What the picture of the heads finds."""
    total, claim = c.parts["sum"]["total_bn"], c.parts["sum"]["claim_bn"]
    if c.reached == "below":
        return f"Head upon head, the sum stops at {total:ref range,unit}, short of {claim:ref unit}"
    where = "lies within the sum" if c.reached == "within" else "is passed"
    return f"Head upon head, the sum comes to {total:ref range,unit}: {claim:ref unit} {where}"


def stack_alt(c: Chapter) -> str:
    """The heads with their sums, for a reader who does not see them."""
    parts = [f"{heads.HEADS[head]}: {words.money(result)}" for head, result in c.parts["heads"].items()]
    claim, total = c.parts["sum"]["claim_bn"], c.parts["sum"]["total"]
    return (
        f"Bars that begin where the one before ends. {'; '.join(parts)}. In all "
        f"{total:ref range,unit}. A line marks the claim of {claim:ref unit}."
    )


def stack_caption(c: Chapter) -> str:
    """The line below the heads."""
    ends = (
        "Full colour: the least that the sources allow; pale: up to the most. Each bar begins at the highest end of "
        "the one before."
    )
    if c.reached == "below":
        ends += " Hatched: what is wanting to the claim."
    if c.back.high > 0:
        ends += " The last bar is less what came back."
    return f"{words.basis(c)[0].upper()}{words.basis(c)[1:]}. {ends}"


def rivals_title(c: Chapter) -> str:
    """What the other totals find."""
    judged, claim = c.parts["judged"], c.parts["sum"]["claim_bn"]
    if judged["none_reaches"] and judged["plan_reaches"]:
        return (
            f"{judged['none_reaches']:holds No account reaches} {claim:ref unit}; "
            f"{judged['plan_reaches']:holds only a plan does}"
        )
    return f"Other people’s totals against the {claim:ref unit} of the claim"


def rivals_alt(c: Chapter) -> str:
    """The totals, for a reader who does not see them."""
    found = [
        f"{result.title}: {result:ref unit}"
        for name, result in c.parts["totals"].items()
        if name != "accounts"
    ]
    total = c.parts["sum"]["total"]
    return f"Totals beside each other. What is counted here: {total:ref range,unit}. {joined(found)}."


def rivals_caption(_: Chapter) -> str:
    """The line below the totals."""
    return (
        "Circles and bars: computed here. Diamonds: stated by others, as printed, over stretches and in dollars that "
        "differ. “At least”: a floor by its words."
    )
