"""The sentences of chapter 03, chosen by its results: they say what the numbers say under every parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.themes.pacts.alliances import ALL, NAMED, titles
from romsov_analysis.themes.pacts.days import end_words, in_words
from romsov_analysis.themes.pacts.treaties import LAST_DAY, NARROWEST, OUTBREAK, WIDEST

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter

# States on the western side of the Soviet Union that had two-sided pacts with it.
WEST = frozenset({"finland", "estonia", "latvia", "lithuania", "poland"})


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


def head(c: Chapter) -> str:
    """What the numbers of the finding come to: beyond dispute first, the outermost count last."""
    more, less, _ = often(c)
    clear, every = (
        [part is not None and (part.share.value or 0.0) > c.regular for part in c.halves[WIDEST, also]]
        for also in (False, True)
    )
    later = c.halves[WIDEST, False][1] is not None
    when = "at either time" if later else before(c)
    if all(clear) or (clear[0] and not later):
        return f"{evidence.capital(more)} {when}, beyond dispute"
    if clear[0]:
        return f"{evidence.capital(more)} {before(c)}, but not after"
    if clear[1]:
        return f"{evidence.capital(more)} from {in_words(c.outbreak)} on, but not before"
    if any(every):
        return f"{evidence.capital(more)} only if disputed acts count"
    same = any((part.share.value or 0.0) == c.regular for part in c.halves[WIDEST, True] if part is not None)
    return (
        "No more often than that, however counted"
        if same
        else f"{evidence.capital(less)} {when}, however counted"
    )


def _parts(c: Chapter, definition: str, *, contested: bool, named: bool = True) -> str:
    """So many of so many before, and from then on, by one rule."""
    first, second = c.halves[definition, contested]
    told = f"{first.broken:ref} of {first.count:ref}" + (f" {before(c)}" if named else "")
    return (
        told
        if second is None
        else (f"{told} and {second.broken:ref} of {second.count:ref}" + (" from then on" if named else ""))
    )


def verdict(c: Chapter) -> str:
    """One rule at both times: what is beyond dispute, and with every disputed act."""
    return (
        f"{head(c)}: of {c.universe.words} {_parts(c, WIDEST, contested=False)} were broken beyond dispute; with "
        f"disputed acts, {_parts(c, WIDEST, contested=True, named=False)}."
    )


def attacked(c: Chapter) -> str:
    """The same by the narrowest rule: an open attack while in force."""
    return (
        f"By attack alone, while in force: {_parts(c, NARROWEST, contested=False)} beyond dispute; with disputed "
        f"attacks, {_parts(c, NARROWEST, contested=True, named=False)}."
    )


def in_all(c: Chapter) -> str:
    """How many were broken in all, and what share that is."""
    clear, every = c.way(WIDEST), c.way(WIDEST, contested=True)
    shares = [*(part.share for part in c.halves[WIDEST, True] if part is not None), clear.share, every.share]
    over = [(share.value or 0.0) > c.regular for share in shares]
    added = f", {often(c)[0]} only because both times are added up" if over[-1] and not any(over[:-1]) else ""
    return (
        f"In all {clear.broken:ref} of {clear.counted:ref} ({clear.share:ref percent}) had been broken in any way "
        f"{by_end(c)} beyond dispute, {every.broken:ref} ({every.share:ref percent}) at the outermost{added}; "
        f"{c.unratified:ref} are counted from signature, since no day of entry into force was found."
    )


def danger(c: Chapter) -> str:
    """In which stretch of time breaches were most frequent."""
    deeds, rates = c.definition.deeds, c.base_rates
    seen = [period for period in c.periods if (period.id, "every") in rates]
    top = rates[c.peak.id, "every"]
    if not top.value:
        return f"By years in force no {deeds} fall {evidence.joined([period.when for period in seen], 'or')}."
    number, days = c.dependence["peak_broken"], c.dependence["peak_days"]
    made = f"{number:ref} on {days:ref unit}" if (number.value or 0) > 1 else f"{number:ref} in number"
    others = [period for period in seen if period != c.peak]
    if not others:
        return (
            f"By years in force there were {top:ref} {deeds} a hundred treaty-years {c.peak.when} ({made})."
        )
    parts = [f"{rates[period.id, 'every']:ref} {period.when}" for period in others]
    # Where one interval lies above all others, chance alone does not make the difference.
    apart = top.low > max(rates[period.id, "every"].high for period in others)
    head = "the danger lies in one stretch" if apart else "the danger was greatest in one stretch"
    return (
        f"By years in force {head}: {top:ref} {deeds} a hundred treaty-years {c.peak.when} ({made}), "
        f"against {evidence.joined(parts)}."
    )


def alliances(c: Chapter) -> str:
    """How alliances with the clause and without fared before the war, and on what the difference rests."""
    base = c.alliances[ALL]
    (own, other), (all_own, all_other) = base.violated, base.begun
    lead = (
        f"By another data set {own:ref} of {all_own:ref} alliances with a clause of non-aggression had ended in "
        f"violation {before(c)}, and {other:ref} of {all_other:ref} without one (p {base.p:ref})"
    )
    if base.within_chance:
        return f"{lead}, which is no more than chance may give."
    gone = [c.alliances[name] for name in NAMED if c.alliances[name].within_chance]
    told = evidence.joined([f"{one.words} (p {one.p:ref})" for one in gone])
    return (
        f"{lead}; that is exact and fragile: the difference is within chance {told}." if gone else f"{lead}."
    )


def actors(c: Chapter) -> str:
    """How far the base share may lie where states, not treaties, are drawn."""
    share = c.dependence["bootstrap"]
    return (
        f"Treaties with a common party shared a fate: with states drawn, not treaties, the share {c.definition.done}, "
        f"{share:ref percent}, may lie anywhere from {share:ref low percent} to {share:ref high percent}."
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
    return [verdict(c), attacked(c), in_all(c), danger(c), actors(c), alliances(c), fates(c)]


def earlier(c: Chapter) -> list[str]:
    """Which attacks were made before the war, what counts as during, and what the other reading of dates says."""
    acts = sorted({spell.act for spell in c.before.spells if spell.act})
    which, verb = ("one attack", "is") if len(acts) == 1 else ("attacks", "are")
    first = f"The {which} {before(c)} that {verb} not contested: {'; '.join(map(_act, acts))}."
    if not acts:
        first = f"No attack {before(c)} is counted that is not contested."
    sentences = [
        first,
        "A pact broken before is no longer at risk afterwards, so that the later denominators are smaller where more "
        "counts as breach.",
    ]
    days = evidence.load("acts")["date"]
    on_it = [name for name, date in days.items() if dates.parse(str(date)).earliest == c.outbreak]
    if on_it and c.outbreak <= c.last_day:
        done = "; ".join(str(evidence.row(f"acts:{name}")["title"]) for name in on_it)
        sentences.append(f"What was done on {in_words(c.outbreak)} itself counts as during: {done}.")
    (old, new), (other, later) = c.halves[c.definition.id, False], c.other_reading
    shown, instead, when = (old, other, before(c))
    if new is not None and later is not None:
        shown, instead, when = new, later, "from that day on"
    taken, left, longer = ("first", "last", "shorter") if c.early else ("last", "first", "longer")
    sentences.append(
        f"Where sources conflict on the end of a treaty the {taken} date counts, so that treaties are {longer} at "
        f"risk; with the {left}, "
        f"{instead.broken:ref} of {instead.count:ref} {c.universe.words} were {c.definition.done} {when} instead of "
        f"{shown.broken:ref} of {shown.count:ref}."
    )
    return sentences


def _act(name: str) -> str:
    cells = evidence.row(f"acts:{name}")
    return f"{cells['title']}, {dates.in_words(str(cells['date']))}"


def fragility(c: Chapter) -> list[str]:
    """What the contrast of alliances rests on: few events, a few days, the class chosen, treaties as units."""
    own, other = c.alliances[ALL].violated
    said = [f"Violated with the clause: {evidence.joined(titles(own))}."] if titles(own) else []
    if other.value and c.events.value != other.value:
        said.append(
            f"The {other:ref} violations without the clause are {c.events:ref unit}, since one event may end several "
            "treaties; treaties are no independent draws."
        )
    if c.window is not None:
        first, last, length = c.window
        said.append(
            f"By days, p lies below one in twenty on {length:ref unit}, all between {in_words(first)} and "
            f"{in_words(last)}."
        )
    ends = sorted(c.alliances.values(), key=lambda one: one.p.value or 0.0)
    said.append(
        f"With one thing changed p lies between {ends[0].p:ref} ({ends[0].words}) and {ends[-1].p:ref} "
        f"({ends[-1].words})."
    )
    if c.alliance_years is not None:
        own, other, p = c.alliance_years
        said.append(
            f"By years in force {own:ref} a hundred with the clause and {other:ref} without (p {p:ref})."
        )
    against = [one.words for one in c.alliances.values() if one.lead < 0]
    if against:
        said.append(f"The difference turns round {evidence.joined(against)}.")
    said.append(
        "And it sets unlike duties side by side: what those without the clause promised, and broke, was help, "
        "neutrality or consultation. It is a description of the eve of the war, no law of such pacts."
    )
    return said


def doubts(c: Chapter) -> str:
    """Of how many acts which of three things is in doubt."""
    deed, first, reach = (c.doubted[name] for name in ("deed", "first", "reach"))
    return (
        f"Of {reach:ref unit} under a treaty it is in doubt whether the duty reached them, of {deed:ref} whether they "
        f"happened or by whom, of {first:ref} who began; of some more than one."
    )


def coders(c: Chapter) -> str:
    """How far we and ATOP hold the same treaties to be broken."""
    either, both = c.agreement
    if not either.value:
        return f"Neither we nor ATOP hold any of the {c.universe.words} to be broken {by_end(c)}."
    return (
        f"Of the {either:ref} {c.universe.words} that we, beyond dispute, or ATOP hold to be broken {by_end(c)}, "
        f"both do so of {both:ref}. ATOP counts an end by denunciation or by sanctions as a violation, books the "
        "Baltic breaches of 1940 on the treaties of 1939, and ends a treaty where another replaced it; here a treaty "
        "runs to the last day that a source gives, and a lawful notice is no breach."
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
    late = [pact.title for pact in pacts if pact.unratified]
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
