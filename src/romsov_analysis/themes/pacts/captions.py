"""Alt text and caption of each figure of chapter 03, chosen by the results it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.periods import ITALY
from romsov_analysis.themes.pacts.words import by_end

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter


def life_lines(c: Chapter) -> dict[str, str]:
    """Alt text and caption of the life lines."""
    clear, every = (c.way("coerced", "all", contested=also) for also in (False, True))
    crowd = f"Of the crosses {c.lives.crowd:ref} stand {c.lives.crowded.when}." if c.lives.crowd.value else ""
    alt = (
        f"One line a treaty, {clear.counted:ref} in all, from entry into force to the first attack or ultimatum of a "
        f"partner, another ending, or {in_words(c.last_day)}. Lines that end in a cross: {clear.broken:ref}; "
        f"{every.broken:ref} with contested acts. {crowd}".rstrip()
    )
    caption = (
        f"The {clear.counted:ref} treaties of non-aggression or neutrality. Crosses: attacked or coerced by a partner "
        f"({clear.broken:ref}; {every.broken:ref} with contested acts, dashed). {crowd}".rstrip()
    )
    return {"alt": alt, "caption": caption}


def ways(c: Chapter) -> dict[str, str]:
    """Alt text and caption of the specification curve."""
    least, most = (spec.share for spec in c.spread)
    ends = f"from {least:ref percent} to {most:ref percent}"
    alt = (
        f"The share of treaties broken under every way of counting, in the order of size, {ends}, over a grid that "
        "marks the choices behind each."
    )
    caption = (
        f"Every way of counting, {ends}, each with its interval; below, the choices behind it. The ways are nested in "
        f"each other and are no votes: how many lie above a level, here {c.level:ref percent}, says nothing."
    )
    return {"alt": alt, "caption": caption}


def incidence(c: Chapter) -> dict[str, str]:
    """Alt text and caption of the curves of incidence."""
    curve, what = (
        c.curves[c.definition.id, c.universe.id],
        f"{evidence.capital(c.universe.words)} {c.definition.done}",
    )
    if not curve.broken:
        reason = "none was so" if not c.way().measured.broken else "none was followed so long"
        text = f"{what}, by years in force: {reason} {by_end(c)}."
        return {"alt": text, "caption": text}
    years, broken = [*curve.broken.items()][-1]
    naive, left = curve.naive[years], curve.at_risk[years]
    after = f"after {COUNTING[years]} years"
    alt = (
        f"Curves over years since entry into force, for {c.universe.words} {c.definition.done}: {after} "
        f"{broken:ref percent} when other endings compete, against {naive:ref percent} by one minus Kaplan–Meier; the "
        "curve of other endings stands beside them."
    )
    caption = (
        f"{what}, by years in force. {evidence.capital(after)} {broken:ref percent with-range} when other endings "
        f"compete, with {left:ref} still at risk; one minus Kaplan–Meier says {naive:ref percent}."
    )
    return {"alt": alt, "caption": caption}


def calendar(c: Chapter) -> dict[str, str]:
    """Alt text and caption of the rates by stretch of time."""
    what, rates = f"{evidence.capital(c.universe.words)} {c.definition.done}", c.base_rates
    head = "a hundred treaty-years, with exact Poisson intervals"
    top = rates[c.peak.id, "every"]
    if not top.value:
        text = f"{what}, {head}: none {evidence.joined([period.when for period in c.periods], 'or')}."
        return {"alt": text, "caption": text}
    both = [rates.get((c.peak.id, name)) for name in ("with", "without")]
    groups = ["with the Soviet Union or Germany as a party", "without either"]
    parts = [
        f"{words} {'none was in force' if rate is None else f'{rate:ref}'}"
        for words, rate in zip(groups, both, strict=True)
    ]
    split = evidence.joined(parts)
    italy = ", and those with Italy" if any(name == ITALY.id for _, name in rates) else ""
    alt = (
        f"Intervals of the rate by stretch of time, for all {c.universe.words} {c.definition.done}, those with the "
        f"Soviet Union or Germany, the others{italy}. The highest rate of all is {top:ref} a hundred treaty-years "
        f"{c.peak.when}, {split}."
    )
    beside = ""
    if None not in both and "rate_p" in c.dependence:
        ratio, p = c.dependence["rate_ratio"], c.dependence["rate_p"]
        beside = f"; their ratio is {ratio:ref}, with p {p:ref} by an exact test"
    caption = f"{what}, {head}. {evidence.capital(c.peak.when)}, {split}{beside}."
    return {"alt": alt, "caption": caption}
