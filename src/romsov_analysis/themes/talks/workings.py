"""The sentences of the workings of chapter 02: what was read of the talks, and what the grid of states can do."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import link
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import ROMANIA, Comparison
from romsov_analysis.themes.talks.explanations import name_of
from romsov_analysis.themes.talks.words import AFTER_1934, cases_of

# The works in which most steps stand that were read in copies.
DOCUMENTS, HISTORIANS = "dvp_15", "ken_rupasov_2014"


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


def on_the_rules(c: Chapter) -> str:
    """How many explanations the states compared leave standing."""
    compared = c.compared
    if not compared.mixed:
        return "Explanations can be tried only where some of the states compared signed and some did not."
    free, standing = compared.uncontradicted, compared.unbeaten()
    sentence = (
        f"No pact that was signed speaks against {free:ref} of {compared.tested:ref} explanations"
        if free.value
        else f"Against each of {compared.tested:ref} explanations speaks a pact that was signed"
    )
    if standing:
        shorts = evidence.joined(str(evidence.row(f"explanations:{name}")["short"]) for name in standing)
        sentence += f"; {compared.complete:ref} of them, {shorts}, {_also(compared, standing)}"
    elif free.value:
        sentence += ", but a case without a pact speaks against each of these, so that none is left"
    return f"{sentence}."


def _also(compared: Comparison, standing: list[str]) -> str:
    """What the explanations against which no case speaks do besides; silence on a case is no fit."""
    fits = all(compared.fitting(name, AFTER_1934) for name in standing)
    if fits and AFTER_1934 in compared.having(diplomatic_relations="yes", pact="no"):
        verb = "fits" if len(standing) == 1 else "fit"
        return f"also {verb} {name_of(AFTER_1934)}, when there were relations and still no pact"
    verb = "has" if len(standing) == 1 else "have"
    return f"{verb} no case without a pact against {'it' if len(standing) == 1 else 'them'} either"


def on_the_grid(c: Chapter) -> list[str]:
    """What the grid of the states compared can and cannot do."""
    compared = c.compared
    without = compared.having(pact="no")
    found = [_three_kinds(compared), on_fighting(), _without(compared, without)]
    if AFTER_1934 in without:
        found.append(
            "A reservation of disputes cannot be the reason after 1934, since the four points of 1936 have none; "
            "but they were a text on assistance, not on non-aggression."
        )
    if "japan_1932" in compared.having(frontier_recognised="yes", pact="no"):
        found.append(
            "Japan in 1932 had by the convention of 1925 a frontier that Moscow recognised, and no pact: the rule of "
            "the frontier says where Moscow would not sign, not where it would. One may object that the frontier in "
            "question was that of Manchukuo."
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
        names = evidence.joined(name_of(case) for case in refused)
        later = ", and in 1934 it was Moscow that refused" if AFTER_1934 in without else ""
        found.append(
            f"That the other side refused explains {names}, but it is close to the outcome itself{later}."
        )
    return found


def _three_kinds(compared: Comparison) -> str:
    """Cells that say no, that were looked for in vain, that nobody looked for."""
    cells = f"{cases_of(compared.noes, 'cell answers', 'cells answer')} no"
    missing = (
        f"{compared.unfound:ref} {'was' if compared.unfound.value == 1 else 'were'} looked for and not found"
    )
    unsought = f"{compared.unsought:ref} {'was' if compared.unsought.value == 1 else 'were'} not looked for"
    return f"Three things that look alike are kept apart: {cells}, {missing}, {unsought}."


def on_fighting() -> str:
    """By which rule a state is said to have fought Soviet Russia."""
    return (
        "A state is said to have fought Soviet Russia if a source tells that its troops fought those of Moscow, or of "
        "a soviet under it, between 1918 and 1921. A state that it succeeded counts with it. It is said to have fought "
        "partly if troops were sent but no fight between the two was read. Whether war was declared does not count."
    )


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
    lead = f"Without a pact stood {compared.unsigned:ref words} of {cases_of(compared.compared)}"
    return f"{lead}: {'; '.join(names)}."


def _signed_later() -> str:
    """That Japan signed later what it refused in 1932."""
    return f", which refused what it signed in {str(evidence.row('comparison:japan/pact')['date'])[:4]}"


def on_the_split(c: Chapter) -> str:
    """What the statements on the split in Moscow come to."""
    willing = cases_of(c.moscow.willing, "person or body", "persons or bodies")
    first = cases_of(c.moscow.firsthand, "is", "are")
    return (
        f"Of {willing} it is told that they would have recognised the loss, of {c.moscow.against:ref} that they were "
        f"against it; {c.moscow.both:ref} stand in both lists. Of the statements {first} by the person whose "
        "stance it is."
    )
