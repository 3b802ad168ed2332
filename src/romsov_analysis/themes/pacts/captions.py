"""Title, alt text and caption of each figure of chapter 03, chosen by the results it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, WIDEST
from romsov_analysis.themes.pacts.words import before, during, halves, often, over

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter


def life_lines(c: Chapter) -> dict[str, str]:
    """Of the life lines."""
    parts = halves(c)
    one = "pact" if parts[0].broken.value == 1 else "pacts"
    counts = [f"{parts[0].broken:ref} {one} broken {before(c)}"]
    counts += [f"{part.broken:ref} {during(c)}" for part in parts[1:]]
    whole = c.way(WIDEST).counted
    alt = (
        f"One line for each of {whole:ref} {c.universe.words}, from entry into force to the first breach beyond "
        f"dispute, another ending, or {in_words(c.last_day)}. Lines that end in a cross: {', '.join(counts)}."
    )
    return {
        "title": evidence.capital(", ".join(counts)),
        "alt": alt,
        "caption": f"The lives of {whole:ref} {c.universe.words}, to {in_words(c.last_day)}; grouped by party.",
    }


def rules(c: Chapter) -> dict[str, str]:
    """Of the rules side by side."""
    shares = [
        part.share
        for name in DEFINITIONS
        for also in (False, True)
        for part in halves(c, name, contested=also)
    ]
    above = [over(c, share) for share in shares]
    most = "most of them" if c.regular == 0.5 else often(c)
    times = "at either time" if len(halves(c)) > 1 else before(c)
    if not any(above):
        title = f"By no rule were pacts broken {often(c)} {times}"
    elif all(above):
        title = f"By every rule pacts were broken {often(c)}"
    else:
        title = (
            "Whether most were broken depends on the rule"
            if c.regular == 0.5
            else (f"Whether they were broken {most} depends on the rule")
        )
    low, high = c.extremes
    alt = (
        f"A row for each of four rules, with the share of {c.universe.words} broken {before(c)}"
        f"{f' and {during(c)}' if len(halves(c)) > 1 else ''}, beyond dispute and with disputed acts; the shares run "
        f"from {low:ref percent} to {high:ref percent}."
    )
    caption = (
        f"{evidence.capital(c.universe.words)}. Filled signs: beyond dispute; hollow: with disputed acts."
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
