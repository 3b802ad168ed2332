"""The sentences of chapter 03, chosen by its results: they say what the numbers say under every parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Result
from romsov_analysis.themes.pacts.days import end_words, in_words
from romsov_analysis.themes.pacts.treaties import DEFINITIONS, LAST_DAY, NARROWEST, OUTBREAK, WIDEST

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter

# States on the western side of the Soviet Union that had two-sided pacts with it.
WEST = frozenset({"finland", "estonia", "latvia", "lithuania", "poland"})
CHOICES = {
    "day": ("the end of observation", "from {first} to {last}"),
    "definition": ("what counts as broken", "from the narrowest to the widest definition"),
    "universe": ("which treaties are counted", "from two-sided pacts to all"),
    "unit": ("the unit", "from treaties to pairs"),
    "contested": ("whether contested acts count", "if contested acts count"),
}


def before(c: Chapter) -> str:
    """When the first of two times ends: before the war."""
    return "before the war" if c.outbreak == OUTBREAK else f"before {in_words(c.outbreak)}"


def by_end(c: Chapter) -> str:
    """When observation ends: by the end of the war."""
    if c.last_day == LAST_DAY:
        return "by the end of the war"
    day, short = in_words(c.last_day), end_words(c.last_day)
    return f"by {day}" if short == day else f"by the end of {short}"


def often(c: Chapter) -> tuple[str, str, str]:
    """More, less, and just as often as the reading of *regularly* asks; in words where it asks one in two."""
    if c.regular == 0.5:
        return "more often than not", "less often than not", "as often as not"
    level = f"{c.level:ref percent}"
    return f"in more than {level} of cases", f"in fewer than {level} of cases", f"in just {level} of cases"


def stands(c: Chapter, share: Result) -> str:
    """How a share stands to the reading of *regularly*, and whether its interval leaves that open."""
    more, less, same = often(c)
    value = share.value or 0.0
    if value == c.regular:
        return same
    words = more if value > c.regular else less
    return (
        words
        if share.low > c.regular or share.high < c.regular
        else f"{words}, though the interval leaves it open"
    )


def verdict(c: Chapter) -> str:
    """Whether the claim fails or holds at its hardest and at its easiest."""
    hard, easy = ((share.value or 0.0) > c.regular for share in (c.before.share, c.widest.share))
    head = {
        (False, True): "It turns on what counts",
        (False, False): "Neither on the narrowest count nor on the widest",
        (True, True): "On the narrowest count and on the widest",
        (True, False): f"Only {before(c)}",
    }[hard, easy]
    first = "so that the claim can be held" if hard else "so that the claim fails"
    second = ("is held" if hard else "can be held") if easy else ("fails" if hard else "still fails")
    wide = c.widest
    return (
        f"{head}: of {c.universe.words} {c.before.broken:ref} of {c.before.count:ref} had been "
        f"{DEFINITIONS[NARROWEST].done} {before(c)} ({c.before.share:ref percent}), {first}; if any breach counts, "
        f"contested ones too, {wide.broken:ref} of {wide.counted:ref} had been broken {by_end(c)} "
        f"({wide.share:ref percent}), {stands(c, wide.share)}, so that the claim {second}."
    )


def one_rule(c: Chapter) -> str:
    """Narrowest and widest rule, each at both times."""
    narrow, wide = c.way(NARROWEST), c.widest
    first = c.halves[WIDEST, True][0]
    return (
        f"One rule for both times: {DEFINITIONS[NARROWEST].done}, {c.before.broken:ref} of {c.before.count:ref} "
        f"{before(c)} and {narrow.broken:ref} of {narrow.counted:ref} {by_end(c)}; any breach, contested ones "
        f"counted, {first.broken:ref} of {first.count:ref} and {wide.broken:ref} of {wide.counted:ref}."
    )


def danger(c: Chapter) -> str:
    """In which stretch of time breaches were most frequent."""
    deeds, rates = c.definition.deeds, c.base_rates
    seen = [period for period in c.periods if (period.id, "every") in rates]
    top = rates[c.peak.id, "every"]
    if not top.value:
        return f"By years in force no {deeds} fall {evidence.joined([period.when for period in seen], 'or')}."
    others = [period for period in seen if period != c.peak]
    if not others:
        return f"By years in force there were {top:ref} {deeds} a hundred treaty-years {c.peak.when}."
    parts = [f"{rates[period.id, 'every']:ref} {period.when}" for period in others]
    # Where one interval lies above all others, chance alone does not make the difference.
    apart = top.low > max(rates[period.id, "every"].high for period in others)
    head = "the danger lies in one stretch" if apart else "the danger was greatest in one stretch"
    return (
        f"By years in force {head}: {top:ref} {deeds} a hundred treaty-years {c.peak.when}, "
        f"against {evidence.joined(parts)}."
    )


def spread(c: Chapter) -> str:
    """Between what the share lies over all ways of counting."""
    ways, above, least, most = (
        c.summary[name] for name in ("ways", "ways_above", "least_share", "greatest_share")
    )
    return (
        f"Over {ways:ref} ways of counting the share lies between {least:ref percent} and {most:ref percent}; in "
        f"{above:ref} of them a pact was broken {often(c)[0]}."
    )


def alliances(c: Chapter) -> str:
    """Whether such pacts were worse than other alliances."""
    (_, _, with_clause), (_, _, without) = (
        c.alliances[name] for name in ("atop_nonaggression_by_1945", "atop_no_nonaggression_by_1945")
    )
    head = "cannot be shown" if c.moved["within_chance"] else "is a matter of coding"
    return (
        f"That such pacts were worse than other alliances {head}: one data set codes {with_clause:ref percent} of "
        f"those with the clause as violated and {without:ref percent} of those without, or "
        f"{c.moved['with_moved']:ref percent} and {c.moved['without_moved']:ref percent} if the Baltic breaches of "
        "1940 are booked on the older pacts."
    )


def fates(c: Chapter) -> str:
    """What became of the pacts most like a Soviet-Romanian one."""
    found = c.worth
    soviet = "Soviet pacts" if all("ussr" in fate.pact.parties for fate in found.fates) else "pacts"
    attacked, coerced = int(found.attacked.value or 0), int(found.coerced.value or 0)
    if len(found.fates) == 1:
        what = "was attacked" if attacked else "ended under an ultimatum"
        end = f"had not been attacked or coerced {by_end(c)}"
        if found.longest is not None:
            end = f"{what} within {found.longest:ref} years"
        return f"The {soviet[:-1]} that is set beside a Romanian one {end}."
    head = f"Of the {found.pacts:ref} {soviet} that are most like a Romanian one"
    if found.longest is None:
        return f"{head}, none had been attacked or coerced {by_end(c)}."
    were = "was" if attacked == 1 else "were"
    parts = [f"{found.attacked:ref} {were} attacked"] if attacked else []
    if coerced:
        parts.append(f"{found.coerced:ref} {'more ' if attacked else ''}ended under an ultimatum")
    broken = attacked + coerced
    whole = "all " if broken == len(found.fates) else "each of these " if broken > 1 else ""
    return f"{head}, {evidence.joined(parts)}, {whole}within {found.longest:ref} years."


def answer(c: Chapter) -> list[str]:
    """The short answer, the finding first."""
    return [verdict(c), one_rule(c), danger(c), spread(c), alliances(c), fates(c)]


def earlier(c: Chapter) -> list[str]:
    """Which attacks were made before the war, what counts as during, and what the other reading of dates says."""
    acts = sorted({spell.act for spell in c.before.spells if spell.act})
    told = [_act(act) for act in acts]
    if not told:
        first = f"No attack {before(c)} is counted that is not contested."
    elif len(told) == 1:
        first = f"The one attack {before(c)} that is not contested: {told[0]}."
    else:
        first = f"The attacks {before(c)} that are not contested: {'; '.join(told)}."
    sentences = [
        first,
        "A pact broken before is no longer at risk afterwards, so that the later denominators are smaller where more "
        "counts as breach.",
    ]
    on_it = [
        str(cells["title"])
        for _, cells in evidence.load("acts").iterrows()
        if dates.parse(str(cells["date"])).earliest == c.outbreak
    ]
    if on_it and c.outbreak <= c.last_day:
        sentences.append(
            f"What was done on {in_words(c.outbreak)} itself counts as during: {'; '.join(on_it)}."
        )
    (old, new), (other, later) = c.halves[c.definition.id, False], c.other_reading
    shown, instead, when = (old, other, before(c))
    if new is not None and later is not None:
        shown, instead, when = new, later, "from that day on"
    taken, left = ("first", "last") if c.early else ("last", "first")
    sentences.append(
        f"Where sources conflict on the end of a treaty the {taken} date counts; with the {left}, "
        f"{instead.broken:ref} of {instead.count:ref} {c.universe.words} were {c.definition.done} {when} instead of "
        f"{shown.broken:ref} of {shown.count:ref}."
    )
    return sentences


def _act(name: str) -> str:
    cells = evidence.row(f"acts:{name}")
    return f"{cells['title']}, {dates.in_words(str(cells['date']))}"


def moves(c: Chapter) -> str:
    """By how much each choice moves the share, the greatest move first."""
    days = [end_words(day) for day in c.last_days.values()]
    parts = [
        f"by {c.summary[f'effect_{name}']:ref percent} "
        f"{CHOICES[name][1].format(first=days[0], last=days[-1])}" for name in c.effects
    ]  # fmt: skip
    return (
        "Changing one choice at a time and leaving the others as they are moves the share, on the mean and in points "
        f"of the share, {evidence.joined(parts)}."
    )


def likeness(c: Chapter) -> list[str]:
    """Which pacts are set beside a Soviet-Romanian one, and how their life is counted."""
    pacts = [fate.pact for fate in c.worth.fates]
    signed = {
        pact.id: dates.parse(str(evidence.row(f"pact_dates:{pact.id}/signed")["date"])) for pact in pacts
    }
    years = sorted({span.earliest.year for span in signed.values() if span.earliest})
    when = f"in {years[0]}" if len(years) == 1 else f"between {years[0]} and {years[-1]}"
    soviet = all("ussr" in pact.parties for pact in pacts)
    known = evidence.load("pact_dates").index
    late = [f"{pact.title}" for pact in pacts if f"{pact.id}/in force" not in known]
    partners = frozenset().union(*(pact.parties for pact in pacts)) - {"ussr"}
    who = "treaties" if not soviet else "those of the Soviet Union"
    side = " with states on its western side," if soviet and partners <= WEST else ""
    terms = [evidence.text(evidence.row(f"pacts:{pact.id}"), "term") for pact in pacts]
    prolonged = ", and prolonged" if all("prolonged" in term for term in terms) else ""
    told = [
        f"What can be known is what became of the pacts most like it: {who}{side} signed {when}{prolonged}."
    ]
    if late:
        verb = "is counted from its" if len(late) == 1 else "are counted from their"
        told.append(
            f"The {evidence.joined(late)} {verb} signature, since the day of entry into force was not found."
        )
    return told
