"""The words of chapter 02 that follow from its rows and its cases."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.talks.chapter import Chapter
from romsov_analysis.themes.talks.comparison import ROMANIA
from romsov_analysis.themes.talks.explanations import name_of

AFTER_1934 = "romania_1934"


def listed(parts: list[str]) -> str:
    """A, B and C."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def cases_of(result: Result, one: str, many: str) -> str:
    """A count with its noun, in the number that fits."""
    return f"{result:ref} {one if result.value == 1 else many}"


def finding(c: Chapter) -> str:
    """What sets Romania apart among the states compared, and what the talks broke on."""
    compared = c.compared
    unknown = set(compared.having(frontier_recognised="no"))
    ours = unknown & set(ROMANIA)
    known = (
        f"as it had for {compared.recognised:ref} of the "
        f"{cases_of(compared.neighbours, 'neighbour', 'neighbours')} with whom it signed"
    )
    if not compared.neighbours.value:
        known = "and no neighbour that signed is among the states compared"
    if not ours:
        known = known.replace("as it had", "where Moscow had recognised the frontier")
        lead = f"Romania is not among the states compared, {known}"
    elif unknown == ours:
        lead = f"What sets Romania apart is that Moscow had not recognised its frontier, {known}"
    else:
        others = listed([name_of(case) for case in sorted(unknown - ours)])
        lead = f"Moscow had not recognised the frontier of Romania, nor that of {others}, {known}"
    principle = "Moscow would sign only a text that kept the dispute open, Bucharest only one that did not"
    last = ""
    if c.talks.has("geneva_breaks"):
        day = c.talks.when("geneva_breaks")
        last = f", and at the last step, {day}, Moscow was ready to sign and Bucharest was not"
    return f"{lead}: {principle}{last}."


def on_the_talks(c: Chapter) -> str:
    """How long the talks took and on what they broke; nothing where their last steps are not read."""
    if not c.talks.has("sturdza_calls", "geneva_text", "geneva_breaks"):
        return ""
    stretches = c.talks.stretches
    return (
        f"The talks did not break on one word: {stretches['riga_to_text']:ref} days after the first "
        f"visit at Riga all "
        f"was agreed but a final protocol, and on day {stretches['riga_to_break']:ref} the Romanian "
        f"side rejected any "
        "sentence by which positions in disputes stayed untouched."
    )


def on_the_explanations(c: Chapter) -> str:
    """How many explanations no signed pact contradicts, which of them leave no missing pact unexplained."""
    compared = c.compared
    told = {str(name): str(short) for name, short in evidence.load("explanations")["short"].items()}
    rest = [told[name] for name in compared.unbeaten()]
    lead = (
        f"Of {compared.tested:ref} explanations {compared.uncontradicted:ref} "
        f"{'is' if compared.uncontradicted.value == 1 else 'are'} contradicted by no pact that was signed"
    )
    if compared.unsigned.value == 0:
        return (
            f"{lead}; no case without a pact is among the states compared, so that nothing tells them apart."
        )
    after = AFTER_1934 in compared.cases and all(
        compared.fitting(name, AFTER_1934) for name in compared.unbeaten()
    )
    also = ""
    if rest:
        when = (
            ", Romania after June 1934 among them, when there were relations and still no pact"
            if after
            else ""
        )
        verb = "leaves" if len(rest) == 1 else "leave"
        also = f"; {compared.complete:ref} of them, {listed(rest)}, {verb} no missing pact unexplained{when}"
    few = compared.unsigned.high < len(COUNTING)
    return f"{lead}{also}." + (" With so few cases without a pact this is no proof." if few else "")


def on_who_proposed(c: Chapter) -> str:
    """When each side proposed a pact, as far as the rows that are read tell it."""
    moscow = c.talks.when("chicherin_lausanne") if c.talks.has("chicherin_lausanne") else ""
    bucharest = [
        c.talks.when(name) for name in ("romania_approaches", "titulescu_three") if c.talks.has(name)
    ]
    if moscow and bucharest:
        return f"Each side proposed a pact at some time: Moscow {moscow}, Bucharest {listed(bucharest)}."
    if moscow:
        return f"Of proposals the rows read have one of Moscow, {moscow}."
    return f"Of proposals the rows read have those of Bucharest, {listed(bucharest)}." if bucharest else ""


def on_promises(c: Chapter) -> str:
    """What the two owed each other without a pact of the two alone."""
    if not c.talks.substitutes.value:
        return ""
    return (
        "No pact of the two alone does not mean no promise: by the protocol of 1929 and the "
        "conventions of 1933 each "
        "owed the other not to attack."
    )


def on_moscow(c: Chapter) -> str:
    """How many statements tell of someone ready to recognise the loss, and how many of someone against."""
    return (
        "Moscow was not of one mind, and minds changed with the bargain on offer: "
        f"{cases_of(c.moscow.willing, 'statement tells', 'statements tell')} of someone ready to "
        f"recognise the loss, "
        f"{c.moscow.against:ref} of someone against."
    )


def answer(c: Chapter) -> list[str]:
    """The sentences of the short answer; the first is the finding."""
    told = [on_the_talks(c), on_the_explanations(c), on_who_proposed(c), on_promises(c), on_moscow(c)]
    return [finding(c), *filter(None, told)]


def left_out(c: Chapter) -> str:
    """What the choice of rows leaves out; nothing where every row is read."""
    return "" if c.talks.whole else f" Rows that are {listed(list(c.statuses))} only."


def years_alt(c: Chapter) -> str:
    """What a reader who does not see the line of 1918 to 1941 is told."""
    return f"A timeline from 1918 to 1941. {_told(c, YEARS)}{left_out(c)}"


def year_1932_alt(c: Chapter) -> str:
    """What a reader who does not see the line of 1932 is told."""
    return f"A timeline of 1932. {_told(c, YEAR_1932)}{left_out(c)}"


# Row → what is told of it where it is drawn.
YEARS = {
    "relations_broken": "relations break in January 1918",
    "vienna_fails": "talks fail at Vienna in 1924",
    "litvinov_protocol": "both sign the protocol of 1929",
    "poland_signs": "in 1932 Poland signs with Moscow",
    "geneva_breaks": "while the talks at Geneva fail",
    "london_convention": "both sign the conventions of 1933",
    "relations_1934": "relations open in June 1934",
    "montreux_protocol": "four points are set down in July 1936",
    "ultimatum": "the ultimatum comes in June 1940",
}
YEAR_1932 = {
    "sturdza_calls": "Riga in January",
    "romania_ultimatum_riga": "a deadlock over whether the dispute is mentioned",
    "geneva_february": "plans for Geneva in February",
    "pilsudski_april": "mediation in April",
    "poland_signs": "Poland signs alone on 25 July",
    "leger_august": "a formula is sought in August",
    "patek_formula": "another in September",
    "geneva_text": "at Geneva the text is agreed but for the final protocol on 2 October",
    "geneva_breaks": "all is broken off on 4 October",
}


def _told(c: Chapter, rows: dict[str, str]) -> str:
    said = "; ".join(words for name, words in rows.items() if c.talks.has(name))
    return f"{said[:1].upper()}{said[1:]}." if said else "No row is drawn."


def years_caption(c: Chapter) -> str:
    """The line below the line of 1918 to 1941."""
    return (
        "Soviet-Romanian contacts, what others signed, and Soviet statements on Bessarabia, 1918 to "
        "1941, each led from "
        f"its place on the axis. For {c.talks.stretches['years_apart']:ref unit} there were no "
        f"relations.{left_out(c)}"
    )


def year_1932_caption(c: Chapter) -> str:
    """The line below the line of 1932."""
    stretches = c.talks.stretches
    return (
        f"The bargaining of 1932. From the first visit at Riga to the break "
        f"{stretches['riga_to_break']:ref unit}, from "
        f"the Polish signature {stretches['poland_to_break']:ref}. The rounds between Riga and "
        f"Geneva, which the thread "
        f"leaves out, brought the formula on which all turned.{left_out(c)}"
    )


def grid_alt(c: Chapter) -> str:
    """What a reader who does not see the grid is told: who did not sign, whose frontier was not recognised."""
    compared = c.compared
    unsigned = listed([name_of(case) for case in compared.having(pact="no")]) or "nobody"
    unknown = listed([name_of(case) for case in compared.having(frontier_recognised="no")]) or "nobody"
    linked = listed([name_of(case) for case in compared.having(linked="yes", pact="yes")]) or "nobody"
    return (
        f"A grid of {cases_of(compared.compared, 'case', 'cases')} against their features. A cross "
        f"under pact signed: "
        f"{unsigned}; under frontier recognised: {unknown}. "
        f"{cases_of(compared.signed, 'case', 'cases')} signed; signed "
        f"though tied to the pact of another: {linked}."
    )


def grid_caption(c: Chapter) -> str:
    """The line below the grid."""
    compared = c.compared
    unknown = set(compared.having(frontier_recognised="no"))
    alone = (
        "Romania alone has a cross under the frontier, and " if unknown and unknown <= set(ROMANIA) else ""
    )
    signed = f"{compared.signed:ref} of {cases_of(compared.compared, 'case', 'cases')} signed."
    return (
        "What distinguished the states with which Moscow signed. Discs yes, crosses no; the shaded "
        "column is what "
        f"happened. {alone}{signed}"
    )


def on_the_split(c: Chapter) -> list[str]:
    """What the statements on the split in Moscow come to."""
    first = c.moscow.firsthand
    return [
        f"Of the statements found, {first:ref} {'is' if first.value == 1 else 'are'} by the person whose stance it is.",
        "Litvinov's readiness to recognise the loss is read by two historians out of a letter of "
        "his; his orders of "
        "January 1932 rule out even tacit recognition.",
        "Trotsky's rests on a letter of September 1920.",
        "Chicherin refused in public in 1920 and offered recognition against the treasure in 1922.",
        "For Stalin there is Fischer, a defector who says the reverse, and an inference; but on 3 "
        "October 1932 Litvinov "
        "asked him for a word on the Romanian formula, and the next day the order to sign went out.",
    ]
