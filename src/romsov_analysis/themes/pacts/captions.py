"""Title, alt text and caption of each figure of chapter 03, chosen by the results it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, WIDEST
from romsov_analysis.themes.pacts.words import before, by_end, during, halves, most

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter


def life_lines(c: Chapter) -> dict[str, str]:
    """Of the life lines."""
    parts = halves(c)
    counts = [f"{parts[0].broken:ref} {before(c)}", *(f"{part.broken:ref} {during(c)}" for part in parts[1:])]
    way = c.way(WIDEST)
    whole = way.counted
    alt = (
        f"One line for each of {whole:ref} {c.universe.words}, from entry into force to the first breach beyond "
        f"dispute, another ending, or {in_words(c.last_day)}. Lines that end in a cross: {', '.join(counts)}."
    )
    return {
        "title": f"{way.broken:ref} of {whole:ref} pacts were broken: {', '.join(counts)}",
        "alt": alt,
        "caption": f"The lives of {whole:ref} {c.universe.words}, to {in_words(c.last_day)}. A name beside a "
        "cross is that of the state that broke the pact, where another state heads the group; “either” means that it "
        "is disputed who began. Each pact stands in one group alone.",
    }


def rules(c: Chapter) -> dict[str, str]:
    """Of the rules side by side."""
    ways = sorted((c.way(name).share for name in DEFINITIONS), key=lambda share: share.value or 0.0)
    ends = f"{ways[0]:ref percent} to {ways[-1]:ref percent}"
    title = f"Depending on the rule, {ends} were broken beyond dispute {by_end(c)}"
    low, high = c.extremes
    alt = (
        f"A row for each of four rules, with the share of {c.universe.words} broken {before(c)}"
        f"{f', {during(c)} and in all' if len(halves(c)) > 1 else ''}, beyond dispute and with disputed acts; the "
        f"shares at one time run from {low:ref percent} to {high:ref percent}, in all and beyond dispute from {ends}."
    )
    caption = (
        f"{evidence.capital(c.universe.words)}. Filled signs: beyond dispute; hollow: with disputed acts. Shaded is "
        f"{most(c)}: our mark, since “regularly” names no share."
    )
    return {"title": title, "alt": alt, "caption": caption}


def ways(c: Chapter) -> dict[str, str]:
    """Of the specification curve."""
    least, most = (spec.share for spec in c.spread)
    ends = f"from {least:ref percent} to {most:ref percent}"
    alt = (
        f"The share of treaties broken under every way of counting, in the order of size, {ends}, over a grid that "
        "marks the choices behind each."
    )
    caption = (
        f"Every way of counting, each with its interval; below, the choices behind it. The ways are nested in "
        f"each other and are no votes: how many lie above a level, here {c.level:ref percent}, says nothing."
    )
    return {"title": f"Counted in every way, the share broken runs {ends}", "alt": alt, "caption": caption}
