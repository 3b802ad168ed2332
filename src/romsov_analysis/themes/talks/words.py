"""The sentences of chapter 02 that follow the steps read and the states compared: verdict and short answer."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import ROMANIA, Comparison
from romsov_analysis.themes.talks.explanations import name_of

AFTER_1934 = "romania_1934"
# The row that tells of the pact that Moscow left while it opened relations.
REFUSED = "politburo_1934"
# Rows that tell of a pact of non-aggression proposed by the one or the other.
PROPOSALS = {"Moscow": ("chicherin_lausanne",), "Bucharest": ("romania_approaches", "titulescu_three")}


def verdict(c: Chapter) -> str:
    """What the chapter found, in at most 25 words."""
    principle = (
        "Moscow wanted its claim to Bessarabia kept open in the text; Bucharest would not have that written."
    )
    poland = "poland" in c.compared.having(frontier_recognised="yes", pact="yes")
    return f"{principle} With Poland no frontier was in dispute." if poland else principle


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """Of what the verdict holds how far."""
    found: list[tuple[Tone, str, str]] = []
    if ours_apart(c.compared):
        found.append(("yes", "recognised", f"{recognised(c.compared)} that signed"))
        found.append(("no", "not recognised", "the frontier of Romania"))
    if c.talks.has("geneva_breaks", "politburo_october"):
        found.append(("open", "disputed", "who closed the door in October 1932"))
    refused = [
        f"by {side}: {what}, {c.talks.when(name)}"
        for what, side, name in (
            ("the sentence that Moscow asked for", "Bucharest", "geneva_breaks"),
            ("a pact of three", "Moscow", REFUSED),
        )
        if c.talks.has(name)
    ]
    if refused:
        found.append(("no", "refused", "; ".join(refused)))
    if c.talks.substitutes.value:
        found.append(
            ("partly", "bound all the same", f"by {c.talks.substitutes:ref words} treaties with others")
        )
    return found


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    paragraphs = (
        [on_the_talks(c)],
        [on_the_frontier(c), *on_the_explanations(c)],
        [who_closed(c)],
        [*on_who_proposed(c), *on_promises(c)],
    )
    return [" ".join(sentences) for sentences in paragraphs if sentences]


def cases_of(result: Result, one: str = "case", many: str = "cases") -> str:
    """A count with its noun, in the number that fits."""
    return f"{result:ref} {one if result.value == 1 else many}"


def ours_apart(compared: Comparison) -> bool:
    """Whether Romania's is the only frontier not recognised, and that of a neighbour that signed was."""
    unknown = set(compared.having(frontier_recognised="no"))
    return bool(unknown) and unknown <= set(ROMANIA) and bool(compared.recognised.value)


def recognised(compared: Comparison) -> str:
    """The frontiers that Moscow had recognised, of the neighbours that signed."""
    near, known = compared.neighbours, compared.recognised
    frontiers = "the frontier" if known.value == 1 else "the frontiers"
    neighbours = "neighbour" if near.value == 1 else "neighbours"
    part = "" if known.value == near.value else f"{known:ref words} of "
    return f"{frontiers} of {part}the {near:ref words} {neighbours}{'' if compared.whole else ' compared'}"


def on_the_talks(c: Chapter) -> str:
    """How near the two came, and on what the talks broke."""
    if not c.talks.has("sturdza_calls", "leger_formula", "geneva_text", "geneva_breaks"):
        return "How the talks of 1932 broke stands in rows that are left out here."
    call, text, end = (c.talks.when(name) for name in ("sturdza_calls", "geneva_text", "geneva_breaks"))
    return (
        f"The two came within one sentence of a pact. The first visit at Riga was {call}; {text} the whole text was "
        "agreed but for a closing protocol. Moscow wanted it to say that the pact harmed neither side's position in "
        "existing disputes. Bucharest took that for an admission that Bessarabia was in dispute. It had accepted "
        "France's wording, which said no more than that disputes did not limit the pact. "
        f"{evidence.capital(end)} it went back to that, and refused the sentence that Moscow asked for, with the word "
        "“existing” or without it. All this, and why Bucharest refused, is told by Soviet papers and by historians who "
        "read them; no Romanian file was open to us."
    )


def on_the_frontier(c: Chapter) -> str:
    """What sets Romania apart among the states compared, and what it does not explain."""
    compared = c.compared
    if not set(ROMANIA) & set(compared.cases):
        return "Romania is not among the states compared, so nothing is said of what sets it apart."
    if not ours_apart(compared):
        return f"That Moscow had not recognised the Romanian frontier sets nobody apart here: {_shared(compared)}."
    lead = (
        "Poland had what Romania lacked. "
        if "poland" in compared.having(frontier_recognised="yes", pact="yes")
        else ""
    )
    return (
        f"{lead}Moscow had recognised {recognised(compared)} with whom it signed a pact{_in_part(compared)}. It had "
        f"not recognised Romania's.{_not_enough(compared)}"
    )


def _in_part(compared: Comparison) -> str:
    """Whose frontier, of the neighbours that signed, it had recognised in part."""
    halves = compared.having(common_frontier="yes", frontier_recognised="partly", pact="yes")
    if not halves:
        return ""
    return (
        f", and in part {'that' if len(halves) == 1 else 'those'} of {evidence.joined(map(name_of, halves))}"
    )


def _shared(compared: Comparison) -> str:
    """Why the frontier sets nobody apart."""
    others = [case for case in compared.having(frontier_recognised="no") if case not in ROMANIA]
    if others:
        return f"it is shared by {evidence.joined(name_of(case) for case in others)}"
    if not compared.neighbours.value:
        return "no neighbour that signed is among the states compared"
    return "of no neighbour compared that signed is it known that Moscow had recognised its frontier"


def _not_enough(compared: Comparison) -> str:
    """Who had a recognised frontier and no pact."""
    beside = compared.having(frontier_recognised="yes", pact="no")
    if not beside:
        return ""
    if beside == ["japan_1932"]:
        return " Nor was a recognised frontier enough: Japan had one in 1932, and refused."
    names = evidence.joined(name_of(case) for case in beside)
    return f" Nor was a recognised frontier enough: {names} had one and no pact."


def on_the_explanations(c: Chapter) -> list[str]:
    """Whether the states compared bear any explanation out; nothing where there is nothing to compare."""
    compared = c.compared
    if not compared.unsigned.value:
        return ["None of the states compared went without a pact, so no explanation can be borne out."]
    if not compared.signed.value:
        return ["None of the states compared has a pact, so no explanation can be contradicted by one."]
    without = "case" if compared.unsigned.value == 1 else "cases"
    twice = ", two of them the same state" if set(ROMANIA) <= set(compared.having(pact="no")) else ""
    verb = "is" if compared.unsigned.value == 1 else "are"
    return [
        f"The comparison proves little: there {verb} {compared.unsigned:ref words} {without} without a pact{twice}."
    ]


def who_closed(c: Chapter) -> str:
    """Both readings of the end of the talks; the order's wording was not seen."""
    if not c.talks.has("geneva_breaks", "politburo_october"):
        return "Who closed the door stands in rows that are left out here."
    return (
        f"Who closed the door is disputed. {evidence.capital(c.talks.when('politburo_october'))} an order to sign went "
        "out from Moscow, on terms that we have not seen, and that same day Bucharest withdrew. Two historians who "
        "read the Politburo's papers say that its own resolution struck out the last real chance. Others put the end "
        "with Nicolae Titulescu, who took the foreign ministry that month."
    )


def on_who_proposed(c: Chapter) -> list[str]:
    """When each side proposed a pact, as far as the rows that are read tell it."""
    told = {
        side: evidence.joined(c.talks.when(name) for name in names if c.talks.has(name))
        for side, names in PROPOSALS.items()
    }
    sides = [f"{side} {when}" for side, when in told.items() if when]
    if not sides:
        return []
    lead = (
        "Each side had at some time been the one to ask"
        if len(sides) == len(told)
        else "A pact had been sought"
    )
    found = [f"{lead}: {'; '.join(sides)}."]
    if c.talks.has("chicherin_lausanne"):
        found.append("The Soviet offer is known by a Romanian report that came down through several hands.")
    if c.talks.has("titulescu_three"):
        refused = (
            f"; Moscow refused it {c.talks.when(REFUSED)}, and opened relations"
            if c.talks.has(REFUSED)
            else ""
        )
        found.append(f"Bucharest's last request was for a pact of three, with Poland{refused}.")
    return found


def on_promises(c: Chapter) -> list[str]:
    """What the two owed each other without a pact of the two alone; nothing where no treaty bound both."""
    if not c.talks.substitutes.value:
        return []
    return [
        "And each did owe the other peace, by a protocol of 1929; the conventions of 1933 said what would break it. "
        "Other states signed them as well; no frontier is named."
    ]
