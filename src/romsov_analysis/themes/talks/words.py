"""The sentences of chapter 02 whose words depend on which steps are read and which states are compared."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.evidence.names import joined
from romsov_analysis.results import link
from romsov_analysis.themes.talks import explanations
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import Comparison

# Rows that tell of a pact of non-aggression proposed by the one or the other.
PROPOSALS = {"Moscow": ("chicherin_lausanne",), "Bucharest": ("romania_approaches", "titulescu_three")}
# The works in which most steps stand that were read in copies.
DOCUMENTS, HISTORIANS = "dvp_15", "ken_rupasov_2014"


def apart(c: Chapter) -> str:
    """What sets Romania apart among the states compared, and on what the last step failed."""
    last = ""
    if c.talks.has("geneva_breaks"):
        last = (
            f", and at the last step, {c.talks.when('geneva_breaks')}, Moscow was ready to sign and Bucharest "
            "was not"
        )
    difference, joint = _difference(c.compared)
    return (
        f"{difference}{joint} Moscow would sign only a text that kept the dispute open, Bucharest only one that "
        f"did not{last}."
    )


def _difference(compared: Comparison) -> tuple[str, str]:
    """What is said of the frontier, and how the sentence goes on."""
    unrecognised = compared.having(frontier_recognised="no")
    romania = [case for case in unrecognised if case.startswith("romania")]
    if not romania:
        return "Romania is not among the cases compared, so that nothing is said of what sets it apart", "."
    known = "Moscow had not recognised its frontier"
    near, recognised = compared.neighbours, compared.recognised
    if len(unrecognised) > len(romania) or not recognised.value:
        none = (
            "no neighbour that signed with Moscow is compared"
            if not near.value
            else "of no neighbour compared that signed is it known that Moscow had recognised its frontier"
            if not recognised.value
            else "other cases compared share that"
        )
        return f"That {known.replace('its', 'the Romanian')} sets nobody apart here, since {none}", "."
    rest = "" if compared.whole else " compared"
    of = (
        f"the {near:ref words} neighbour{rest}"
        if near.value == 1
        else f"{recognised:ref} of the {near:ref} neighbours{rest}"
    )
    return f"What sets Romania apart is that {known}, as it had for {of} with whom it signed", ":"


def broken_off(c: Chapter) -> str:
    """Over what, and when, the talks broke."""
    text, end = (c.talks.stretches.get(name) for name in ("riga_to_text", "riga_to_break"))
    if text is None or end is None:
        return "How the talks broke stands in rows that are left out here."
    return (
        f"The talks did not break on one word: {text:ref} days after the first visit at Riga all was agreed but "
        f"a final protocol, and on day {end:ref} the Romanian side rejected any sentence by which positions in "
        "disputes stayed untouched."
    )


def tried(compared: Comparison) -> str:
    """How many explanations the cases compared leave standing."""
    if not compared.unsigned.value:
        return "None of the cases compared went without a pact, so that no explanation can be borne out."
    if not compared.signed.value:
        return "None of the cases compared has a pact, so that no explanation can be contradicted by one."
    unbeaten = compared.unbeaten()
    shorts = joined(str(evidence.row(f"explanations:{name}")["short"]) for name in unbeaten)
    free = compared.uncontradicted
    sentence = (
        f"Of {compared.tested:ref} explanations {free:ref} {'is' if free.value == 1 else 'are'} contradicted by "
        "no pact that was signed"
    )
    if unbeaten:
        sentence += f"; {compared.complete:ref} of them, {shorts}, {_also(compared, unbeaten)}"
    elif free.value:
        sentence += ", and all of these are at odds with a case without a pact"
    cases = "case" if compared.unsigned.value == 1 else "cases"
    return f"{sentence}. With {compared.unsigned:ref words} {cases} without a pact this is no proof."


def _also(compared: Comparison, unbeaten: list[str]) -> str:
    """What the explanations that no case gainsays do besides."""
    later = "romania_1934"
    fitting = [name for name in unbeaten if compared.fitting(name, later)]
    open_still = later in compared.having(diplomatic_relations="yes", pact="no")
    one = len(unbeaten) == 1
    if open_still and fitting == unbeaten:
        return (
            f"also fit{'s' if one else ''} {explanations.name_of(later)}, when there were relations and still "
            "no pact"
        )
    return f"{'is' if one else 'are'} at odds with no case without a pact either"


def proposals(c: Chapter) -> str:
    """Who proposed a pact, and when."""
    told = {
        side: joined(c.talks.when(name) for name in names if c.talks.has(name))
        for side, names in PROPOSALS.items()
    }
    sides = [f"{side} {when}" for side, when in told.items() if when]
    if not sides:
        return "Who proposed a pact stands in rows that are left out here."
    start = "Each side proposed a pact at some time: " if len(sides) == len(told) else "A pact was proposed: "
    return f"{start}{', '.join(sides)}."


def stands(c: Chapter) -> tuple[str, ...]:
    """How long relations were wanting, and how old the first offer is."""
    apart, offer = (c.talks.stretches.get(name) for name in ("years_apart", "offer_to_riga"))
    found = []
    if apart is not None:
        found.append(f"Relations were wanting for {apart:ref unit}.")
    if offer is not None:
        when = c.talks.when("chicherin_lausanne")
        source = link("cite", str(c.talks.rows.loc["chicherin_lausanne", "source"]), "p")
        found.append(
            f"The first offer of a non-aggression pact that was found is Soviet, and {offer:ref unit} older than "
            f"Riga: at Lausanne {when}, as the Romanian side reported it {source}."
        )
    return tuple(found) or ("When relations broke off, and the first offer, stand in rows left out here.",)


def read(c: Chapter) -> str:
    """How many steps of the bargaining are read, and how."""
    steps, verified = c.talks.steps, c.talks.verified
    rest = c.talks.bargaining[c.talks.bargaining["status"] != "verified"]
    if rest.empty:
        return f"{steps:ref unit} are read here, each at the address of the work; others are left out."
    most = rest["source"].isin([DOCUMENTS, HISTORIANS]).mean() > 0.5
    where = "most of the rest stand" if most else "others stand"
    works = (
        f"{where} in Soviet diplomatic documents {link('cite', DOCUMENTS, 'p')} and in "
        f"{link('cite', HISTORIANS)}, read in copies"
    )
    if not verified.value:
        works = works.replace("of the rest stand", "stand")
        return f"{steps:ref unit} are read here, none at the address of the work: {works}. Others are left out."
    return f"Of {steps:ref unit} found, {verified:ref} were read at the address of the work; {works}."


def stalin(c: Chapter) -> str:
    """What there is for Stalin's stance."""
    order = "politburo_october"
    sent = f", and the order to sign went out {c.talks.when(order)}" if c.talks.has(order) else ""
    return (
        "For Stalin there is Fischer, a defector who says the reverse, and an inference; but "
        f"{c.moscow.when('litvinov_1932_accepts')} Litvinov asked him for a word on the Romanian formula{sent}."
    )


def limits(compared: Comparison) -> tuple[str, ...]:
    """What the grid of the states compared can and cannot do."""
    without = compared.having(pact="no")
    found = [_without(compared, without)]
    if {"romania", "romania_1934"} <= set(without):
        found.append(
            "That Romania had no relations with Moscow in 1932 fits as well as the frontier, but from June 1934 "
            "there were relations and still no pact."
        )
    if "romania_1934" in without:
        found.append(
            "A reservation of disputes cannot be the reason after 1934, since the four points of 1936 have none; "
            "but they were a text on assistance, not on non-aggression."
        )
    refused = compared.having(pact="no", partner_refused="yes")
    if refused:
        names = joined(_at_the_time(case) for case in refused)
        later = ", and in 1934 it was Moscow that refused" if "romania_1934" in without else ""
        found.append(
            f"That the other side refused explains {names}, but it is close to the outcome itself{later}."
        )
    return tuple(found)


def _without(compared: Comparison, without: list[str]) -> str:
    """Which cases did not sign."""
    if not without:
        return "Every case compared has a pact, so that the grid shows no reason why one was not signed."
    both = {"romania", "romania_1934"}
    names = ["Romania, taken before June 1934 and after"] if both <= set(without) else []
    for case in without:
        if names and case in both:
            continue
        names.append(explanations.name_of(case) + (_signed_later() if case == "japan_1932" else ""))
    return (
        f"What the grid can and cannot do: {compared.unsigned:ref words} of {compared.compared:ref} "
        f"{'case' if compared.compared.value == 1 else 'cases'} did not sign, {', and '.join(names)}."
    )


def _signed_later() -> str:
    """That Japan signed later what it refused in 1932."""
    return f", which refused what it signed in {str(evidence.row('comparison:japan/pact')['date'])[:4]}"


def _at_the_time(case: str) -> str:
    return "Romania in 1932" if case == "romania" else explanations.name_of(case)
