"""The sentences of chapter 02, whose words follow from the steps read and the states compared."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Result, link
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import ROMANIA, Comparison
from romsov_analysis.themes.talks.explanations import name_of

AFTER_1934 = "romania_1934"
# Rows that tell of a pact of non-aggression proposed by the one or the other.
PROPOSALS = {"Moscow": ("chicherin_lausanne",), "Bucharest": ("romania_approaches", "titulescu_three")}
# The works in which most steps stand that were read in copies.
DOCUMENTS, HISTORIANS = "dvp_15", "ken_rupasov_2014"


def answer(c: Chapter) -> list[str]:
    """The sentences of the short answer; the first is the finding."""
    return [
        finding(c),
        on_the_talks(c),
        on_the_explanations(c),
        on_who_proposed(c),
        *on_promises(c),
        who_closed(c),
    ]


def cases_of(result: Result, one: str = "case", many: str = "cases") -> str:
    """A count with its noun, in the number that fits."""
    return f"{result:ref} {one if result.value == 1 else many}"


def finding(c: Chapter) -> str:
    """What sets Romania apart among the states compared, and on what principle the two differed."""
    principle = "Moscow would sign only a text that kept the dispute open, Bucharest only one that did not"
    return f"{_apart(c.compared)} {principle}."


def who_closed(c: Chapter) -> str:
    """Both readings of the end of the talks; the order's wording was not seen."""
    if not c.talks.has("geneva_breaks", "politburo_october"):
        return "Who closed the door stands in rows that are left out here."
    return (
        f"Who closed the door is disputed: {c.talks.when('politburo_october')} an order to sign went out from Moscow, "
        "on terms that were not seen, and the same day Bucharest rejected the whole formula; two historians hold that "
        "the Soviet resolution itself struck out the last real chance."
    )


def _apart(compared: Comparison) -> str:
    """What is said of the frontier, up to the mark before the principle."""
    unknown = compared.having(frontier_recognised="no")
    ours = [case for case in unknown if case in ROMANIA]
    near, recognised = compared.neighbours, compared.recognised
    if not ours:
        return "Romania is not among the states compared, so that nothing is said of what sets it apart."
    why = ""
    if len(unknown) > len(ours):
        why = f"it is shared by {evidence.joined(name_of(case) for case in unknown if case not in ROMANIA)}"
    elif not near.value:
        why = "no neighbour that signed is among the states compared"
    elif not recognised.value:
        why = "of no neighbour compared that signed is it known that Moscow had recognised its frontier"
    if why:
        return f"That Moscow had not recognised the Romanian frontier sets nobody apart here, since {why}."
    kind = "" if compared.whole else " compared"
    of = (
        f"the {near:ref words} neighbour{kind}"
        if near.value == 1
        else f"{recognised:ref} of the {near:ref} neighbours{kind}"
    )
    beside = compared.having(frontier_recognised="yes", pact="no")
    more = ""
    if beside:
        verb = "had" if beside == ["japan_1932"] else "has" if len(beside) == 1 else "have"
        names = evidence.joined(name_of(case) for case in beside)
        more = f"; it was not enough, since {names} {verb} a recognised frontier and no pact"
    return (
        "What sets Romania apart is that Moscow had not recognised its frontier, as it had for "
        f"{of} with whom it signed{more}:"
    )


def on_the_talks(c: Chapter) -> str:
    """How long the talks took and on what they broke."""
    if not c.talks.has("sturdza_calls", "geneva_text", "geneva_breaks"):
        return "How the talks broke stands in rows that are left out here."
    text, end = (c.talks.stretches[name] for name in ("riga_to_text", "riga_to_break"))
    return (
        f"The talks did not break on one word: {text:ref} days after the first visit at Riga all was agreed but "
        f"a final protocol, and on day {end:ref} the Romanian side rejected any sentence by which positions in "
        "disputes stayed untouched."
    )


def on_the_explanations(c: Chapter) -> str:
    """How many explanations the states compared leave standing."""
    compared = c.compared
    if not compared.unsigned.value:
        return "None of the states compared went without a pact, so that no explanation can be borne out."
    if not compared.signed.value:
        return "None of the states compared has a pact, so that no explanation can be contradicted by one."
    free, standing = compared.uncontradicted, compared.unbeaten()
    verb = "is" if free.value == 1 else "are"
    sentence = (
        f"Of {compared.tested:ref} explanations {free:ref} {verb} contradicted by no pact that was signed"
    )
    if standing:
        shorts = evidence.joined(str(evidence.row(f"explanations:{name}")["short"]) for name in standing)
        sentence += f"; {compared.complete:ref} of them, {shorts}, {_also(compared, standing)}"
    elif free.value:
        left = f"{compared.complete:ref} {'is' if compared.complete.value == 1 else 'are'} left"
        sentence += f", and a case without a pact speaks against each of these, so that {left}"
    without = "case" if compared.unsigned.value == 1 else "cases"
    twice = ", two of them the same state," if set(ROMANIA) <= set(compared.having(pact="no")) else ""
    return f"{sentence}. With {compared.unsigned:ref words} {without}{twice} without a pact this is no proof."


def _also(compared: Comparison, standing: list[str]) -> str:
    """What the explanations against which no case speaks do besides; silence on a case is no fit."""
    fits = all(compared.fitting(name, AFTER_1934) for name in standing)
    if fits and AFTER_1934 in compared.having(diplomatic_relations="yes", pact="no"):
        verb = "fits" if len(standing) == 1 else "fit"
        return f"also {verb} {name_of(AFTER_1934)}, when there were relations and still no pact"
    verb = "has" if len(standing) == 1 else "have"
    return f"{verb} no case without a pact against {'it' if len(standing) == 1 else 'them'} either"


def on_who_proposed(c: Chapter) -> str:
    """When each side proposed a pact, as far as the rows that are read tell it."""
    told = {
        side: evidence.joined(c.talks.when(name) for name in names if c.talks.has(name))
        for side, names in PROPOSALS.items()
    }
    sides = [f"{side} {when}" for side, when in told.items() if when]
    if not sides:
        return "Who proposed a pact stands in rows that are left out here."
    lead = "Each side proposed a pact at some time" if len(sides) == len(told) else "A pact was proposed"
    return f"{lead}: {', '.join(sides)}."


def on_promises(c: Chapter) -> list[str]:
    """What the two owed each other without a pact of the two alone; nothing where no treaty bound both."""
    if not c.talks.substitutes.value:
        return []
    return [
        "No pact of the two alone does not mean no promise: by the protocol of 1929 and the conventions of 1933 "
        "each owed the other not to attack."
    ]


def on_the_steps(c: Chapter) -> str:
    """How many steps of the bargaining are read, and how."""
    read, verified = c.talks.steps, c.talks.verified
    rest = c.talks.bargaining[c.talks.bargaining["status"] != "verified"]
    steps = cases_of(read, "step is", "steps are")
    if rest.empty:
        return f"{steps} read here, all at the address of the work; others are left out."
    most = "most" if rest["source"].isin([DOCUMENTS, HISTORIANS]).mean() > 0.5 else "some"
    works = (
        f"in Soviet diplomatic documents {link('cite', DOCUMENTS, 'p')} and in {link('cite', HISTORIANS)}, read in "
        "copies"
    )
    if not verified.value:
        return (
            f"{steps} read here, none at the address of the work: {most} stand {works}. Others are left out."
        )
    return (
        f"Of {read:ref unit} found, {verified:ref} were read at the address of the work; {most} of the rest stand "
        f"{works}."
    )


def on_the_grid(c: Chapter) -> list[str]:
    """What the grid of the states compared can and cannot do."""
    compared = c.compared
    without = compared.having(pact="no")
    cells = f"{cases_of(compared.noes, 'cell answers', 'cells answer')} no"
    missing = (
        f"{compared.unfound:ref} {'was' if compared.unfound.value == 1 else 'were'} looked for and not found"
    )
    unsought = f"{compared.unsought:ref} {'was' if compared.unsought.value == 1 else 'were'} not looked for"
    found = [
        f"Three things that look alike are kept apart: {cells}, {missing}, {unsought}.",
        _without(compared, without),
    ]
    if set(ROMANIA) <= set(without):
        found.append(
            "That Romania had no relations with Moscow in 1932 fits as well as the frontier, but from June 1934 "
            "there were relations and still no pact."
        )
    if AFTER_1934 in without:
        found.append(
            "A reservation of disputes cannot be the reason after 1934, since the four points of 1936 have none; "
            "but they were a text on assistance, not on non-aggression."
        )
    if "japan_1932" in compared.having(frontier_recognised="yes", pact="no"):
        found.append(
            "Japan in 1932 had by the convention of 1925 a frontier that Moscow recognised, and no pact: the frontier "
            "rule says where Moscow would not sign, not where it would. One may object that the frontier in question "
            "was that of Manchukuo."
        )
    partly = compared.having(pact="yes", common_frontier="yes", frontier_recognised="partly")
    if partly:
        names = evidence.joined(name_of(case) for case in partly)
        found.append(
            "Where the frontier was recognised in part the rule is silent; were that a no, "
            f"{names} would speak against it, since a pact was signed."
        )
    refused = compared.having(pact="no", partner_refused="yes")
    if refused:
        names = evidence.joined("Romania in 1932" if case == "romania" else name_of(case) for case in refused)
        later = ", and in 1934 it was Moscow that refused" if AFTER_1934 in without else ""
        found.append(
            f"That the other side refused explains {names}, but it is close to the outcome itself{later}."
        )
    return found


def _without(compared: Comparison, without: list[str]) -> str:
    """Which cases did not sign."""
    if not without:
        return "Every state compared has a pact, so that the grid shows no reason why one was not signed."
    both = set(ROMANIA) <= set(without)
    names = ["Romania, taken before June 1934 and after"] if both else []
    names += [
        name_of(case) + (_signed_later() if case == "japan_1932" else "")
        for case in without
        if not (both and case in ROMANIA)
    ]
    return (
        f"What the grid can and cannot do: {compared.unsigned:ref words} of {cases_of(compared.compared)} did not "
        f"sign, {', and '.join(names)}."
    )


def _signed_later() -> str:
    """That Japan signed later what it refused in 1932."""
    return f", which refused what it signed in {str(evidence.row('comparison:japan/pact')['date'])[:4]}"


def on_the_split(c: Chapter) -> list[str]:
    """What the statements on the split in Moscow come to."""
    when, order = c.moscow.when, "politburo_october"
    sent = f", and the order to sign went out {c.talks.when(order)}" if c.talks.has(order) else ""
    willing = cases_of(c.moscow.willing, "person or body", "persons or bodies")
    return [
        f"Moscow was not of one mind: {willing} are said to have been ready to recognise the loss, "
        f"{c.moscow.against:ref} against it, and {c.moscow.both:ref} are in both lists.",
        f"Of the statements found, {cases_of(c.moscow.firsthand, 'is', 'are')} by the person whose stance it is.",
        "Litvinov's readiness to recognise the loss is read by two historians out of a letter of his; his orders "
        f"given {when('litvinov_1932_order')} rule out even tacit recognition.",
        f"Trotsky's rests on a letter written {when('trotsky_1920')}.",
        f"Chicherin refused in public {when('chicherin_1920')} and offered recognition against the treasure "
        f"{when('chicherin_1922')}.",
        "For Stalin there is Fischer, a defector who says the reverse, and an inference; but "
        f"{when('litvinov_1932_accepts')} Litvinov asked him for a word on the Romanian formula{sent}.",
    ]
