"""Title, caption and alt text of the figures of chapter 02."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import link
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.talks import figures
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import ROMANIA, Comparison
from romsov_analysis.themes.talks.explanations import FEATURES, name_of
from romsov_analysis.themes.talks.words import cases_of, ours_apart, recognised

Said = dict[str, str]


def frontiers(c: Chapter) -> Said:
    """Of the states sorted by their frontier: the finding, and who stands where."""
    compared = c.compared
    title = "What Moscow had said of the frontier, and who got a pact"
    if ours_apart(compared):
        title = f"Moscow had recognised {recognised(compared)} that signed, but not Romania's"
    caption = [f"{cases_of(compared.signed, 'pact', 'pacts')}, each with its year."]
    if set(ROMANIA) <= set(compared.cases):
        caption.append("Romania stands there as of 1932, without relations, and as of June 1934, with them.")
    if "lithuania" in compared.cases:
        caption.append("Lithuania is not among the neighbours: Poland held the land between.")
    return {
        "title": title,
        "caption": " ".join(caption),
        "alt": _sorted(compared),
    }


def _sorted(compared: Comparison) -> str:
    """Who stands in which cell, as sentences."""
    told = []
    for value, heading in figures.FRONTIERS.items():
        sides = {side: [name_of(case) for case in figures.over(compared, value, signed)]
                 for side, signed in (("with a pact", "yes"), ("without", "no"))}  # fmt: skip
        if any(sides.values()):
            parts = [f"{side} {evidence.joined(names)}" for side, names in sides.items() if names]
            told.append(f"{heading}: {'; '.join(parts)}.")
    return f"{cases_of(compared.compared)}, sorted. {' '.join(told)}"


def land(_: Chapter) -> Said:
    """Of the map: what is drawn, from where, and its limits."""
    return {
        "title": "From 1918 to 1940 the quarrel was about the land between two rivers",
        "caption": "The Romanian minister in Washington called it a quarrel over a line: the Dniester, or one behind "
        f"Bessarabia {link('cite', 'frus_1932v02_d375', 'p')}, which on the map is the Prut. Coast and rivers are "
        "of today, to about a kilometre; of old frontiers only these two rivers are drawn. "
        f"{link('cite', 'natural_earth', 'p')}",
        "alt": "A map from Poland to the Black Sea. Bessarabia lies between the Prut in the west and the Dniester in "
        "the east, from the Danube delta upwards; Chișinău is in its middle, Bucharest lies to the south-west, the "
        "Soviet Union east of the Dniester.",
    }


def years(c: Chapter) -> Said:
    """Of the line of years: what the two signed, and what is shown."""
    signed = c.talks.years(*figures.SIGNED)
    title = (
        f"They signed with others in {evidence.joined(signed)}, and left the frontier out"
        if signed
        else "Soviet-Romanian dealings between the wars"
    )
    shown = figures.on_the_line(c)
    told = " ".join(f"{figures.YEARS[name][0]} {c.talks.when(name)}." for name in shown)
    apart = f"Shaded are the {c.talks.stretches['years_apart']:ref} years without diplomatic relations. "
    return {
        "title": title,
        "caption": (apart if c.talks.has("relations_broken", "relations_1934") else "")
        + ("Squares: signed by both, with others. " if signed else "")
        + "Every dated event stands in a table of the workings."
        + left_out(c),
        "alt": f"A line of years with {len(shown)} marks. {told}{left_out(c)}",
    }


def left_out(c: Chapter) -> str:
    """What the choice of rows leaves out; nothing where every row is read."""
    return "" if c.talks.whole else f" Rows that are {evidence.joined(c.statuses)} only."


def grid(c: Chapter) -> Said:
    """Of the grid: whose frontier was not recognised, who did not sign, who signed in spite of what."""
    compared = c.compared
    without = _names(compared, pact="no")
    alt = [
        f"A grid of {cases_of(compared.compared)} against {COUNTING[len(FEATURES)]} features.",
        f"{evidence.joined(without) or 'Nobody'} {_have(without)} a cross under pact signed.",
        f"{_crosses(compared)}.",
        f"{cases_of(compared.signed)} signed.",
    ]
    linked, fought = (
        _names(compared, pact="yes", linked="yes"),
        _names(compared, pact="yes", fought_1918_21="yes"),
    )
    if linked:
        alt.append(f"{evidence.joined(linked)} signed though tied to the pact of another.")
    if fought:
        alt.append(f"{evidence.joined(fought)} signed after having fought Soviet Russia.")
    return {
        "title": _crosses(compared),
        "caption": "Left, the features against which no pact speaks; then those that pacts contradict; shaded, what "
        f"happened. {compared.signed:ref} of {cases_of(compared.compared)} signed.",
        "alt": " ".join(alt),
    }


def _crosses(compared: Comparison) -> str:
    """Who has a cross under the frontier."""
    cases = compared.having(frontier_recognised="no")
    if cases and set(cases) <= set(ROMANIA):
        return "Romania alone has a cross under the frontier"
    names = [name_of(case) for case in cases]
    return f"{evidence.joined(names) or 'Nobody'} {_have(names)} a cross under the frontier"


def _names(compared: Comparison, **values: str) -> list[str]:
    """Names of the cases whose features have these values."""
    return [name_of(case) for case in compared.having(**values)]


def _have(names: list[str]) -> str:
    return "have" if len(names) > 1 else "has"
