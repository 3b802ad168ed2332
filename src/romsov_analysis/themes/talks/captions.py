"""What stands below the figures of chapter 02, and what those are told who do not see them."""

from __future__ import annotations

from collections.abc import Mapping

from romsov_analysis import evidence
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.talks import figures
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import ROMANIA
from romsov_analysis.themes.talks.explanations import FEATURES, name_of
from romsov_analysis.themes.talks.words import cases_of

SIGNERS = {
    "finland_signs": "Finland",
    "latvia_signs": "Latvia",
    "estonia_signs": "Estonia",
    "poland_signs": "Poland",
}
AT_A_TABLE = ("warsaw_opens", "chicherin_lausanne", "vienna_opens", "geneva_breaks")
SIGNED_WITH_OTHERS = ("litvinov_protocol", "london_convention")
# Row → what is said of it before its date.
YEARS = {
    "relations_broken": "relations break",
    "vienna_fails": "talks fail at Vienna",
    "litvinov_protocol": "both sign a protocol",
    "geneva_breaks": "the talks at Geneva fail",
    "london_convention": "both sign a convention",
    "relations_1934": "relations open",
    "montreux_protocol": "four points are set down",
    "ultimatum": "the ultimatum comes",
}
YEAR_1932 = {
    "romania_ultimatum_riga": "Riga ends in deadlock over whether the dispute is mentioned",
    "geneva_february": "plans for Geneva fail",
    "pilsudski_april": "mediation fails",
    "poland_signs": "Poland signs alone",
    "cadere_draft": "a Romanian draft follows",
    "patek_formula": "Patek brings a formula",
    "leger_formula": "Leger offers another",
    "geneva_text": "the text is agreed but for the final protocol",
    "geneva_breaks": "all is broken off",
}


def left_out(c: Chapter) -> str:
    """What the choice of rows leaves out; nothing where every row is read."""
    return "" if c.talks.whole else f" Rows that are {evidence.joined(c.statuses)} only."


def years_alt(c: Chapter) -> str:
    """What a reader who does not see the line of all years is told."""
    first, last = figures.span(c)
    told = _told(c, YEARS)
    signers = [name for name in SIGNERS if c.talks.has(name)]
    if signers:
        verb = "signs" if len(signers) == 1 else "sign"
        who = evidence.joined(SIGNERS[name] for name in signers)
        told.append(f"{who} {verb} with Moscow in {evidence.joined(c.talks.years(*signers))}")
    return f"A timeline from {first} to {last}: {'; '.join(told)}.{left_out(c)}"


def years_caption(c: Chapter) -> str:
    """The line below the line of all years."""
    first, last = figures.span(c)
    years = {
        "sat at a table in": c.talks.years(*AT_A_TABLE),
        "signed with others in": c.talks.years(*SIGNED_WITH_OTHERS),
    }
    said = " and ".join(f"{verb} {evidence.joined(found)}" for verb, found in years.items() if found)
    told = [f"the two {said}"] if said else []
    if c.talks.has("relations_broken", "relations_1934"):
        told.append(f"for {c.talks.stretches['years_apart']:ref unit} there were no relations")
    rest = ("" if c.talks.whole else "by the rows shown ") + "; ".join(told)
    return (
        f"Soviet-Romanian contacts, what others signed, and Soviet statements on Bessarabia, {first} to {last}, "
        f"each led from its place on the axis.{f' {evidence.capital(rest)}.' if told else ''}{left_out(c)}"
    )


def year_1932_alt(c: Chapter) -> str:
    """What a reader who does not see the line of 1932 is told."""
    told = [words.removesuffix(f" {figures.YEAR}") for words in _told(c, YEAR_1932)]
    return f"A timeline of {figures.YEAR}: {'; '.join(told)}.{left_out(c)}"


def year_1932_caption(c: Chapter) -> str:
    """The line below the line of 1932."""
    found = [f"The bargaining of {figures.YEAR}."]
    if c.talks.has("sturdza_calls", "poland_signs", "geneva_breaks"):
        riga, poland = (c.talks.stretches[name] for name in ("riga_to_break", "poland_to_break"))
        found.append(
            f"From the first visit at Riga to the break {riga:ref unit}, from the Polish signature {poland:ref}."
        )
    if c.talks.has("patek_formula"):
        found.append(
            "The rounds between Riga and Geneva, which the thread leaves out, brought the formula on which all "
            "turned."
        )
    return " ".join(found) + left_out(c)


def _told(c: Chapter, words: Mapping[str, str]) -> list[str]:
    """What is said of those rows that are read, each with its date."""
    return [f"{said} {c.talks.when(name)}" for name, said in words.items() if c.talks.has(name)]


def grid_alt(c: Chapter) -> str:
    """What a reader who does not see the grid is told: who did not sign, whose frontier was not recognised."""
    without = _names(c, pact="no")
    found = [
        f"A grid of {cases_of(c.compared.compared)} against {COUNTING[len(FEATURES)]} features.",
        f"{evidence.joined(without) or 'Nobody'} {_have(without)} a cross under pact signed.",
        f"{_crosses(c)}.",
        f"{cases_of(c.compared.signed)} signed.",
    ]
    linked, fought = _names(c, pact="yes", linked="yes"), _names(c, pact="yes", fought_1918_21="yes")
    if linked:
        found.append(f"{evidence.joined(linked)} signed though tied to the pact of another.")
    if fought:
        found.append(f"{evidence.joined(fought)} signed after having fought Soviet Russia.")
    return " ".join(found)


def grid_caption(c: Chapter) -> str:
    """The line below the grid."""
    compared = c.compared
    return (
        "What distinguished the states with which Moscow signed from those with which it did not. Discs yes, "
        f"crosses no; the shaded column is what happened. {_crosses(c)}, and {compared.signed:ref} of "
        f"{cases_of(compared.compared)} signed."
    )


def _crosses(c: Chapter) -> str:
    """Who has a cross under the frontier."""
    cases = c.compared.having(frontier_recognised="no")
    if cases and set(cases) <= set(ROMANIA):
        return "Romania alone has a cross under the frontier"
    names = [name_of(case) for case in cases]
    return f"{evidence.joined(names) or 'Nobody'} {_have(names)} a cross under the frontier"


def _names(c: Chapter, **values: str) -> list[str]:
    """Names of the cases whose features have these values."""
    return [name_of(case) for case in c.compared.having(**values)]


def _have(names: list[str]) -> str:
    return "have" if len(names) > 1 else "has"
