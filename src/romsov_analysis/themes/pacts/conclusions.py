"""The sentences of chapter 03 between its sections, chosen by its results: true under every parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts.alliances import ALL, NAMED, Contrast, titles
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.treaties import WIDEST
from romsov_analysis.themes.pacts.words import before, by_end, halves

if TYPE_CHECKING:
    from romsov_analysis.results import Result
    from romsov_analysis.themes.pacts.chapter import Chapter

_WIDE = 0.3  # a range of shares so wide leaves open whether breach is rare or common
# States on the western side of the Soviet Union that had two-sided pacts with it.
WEST = frozenset({"finland", "estonia", "latvia", "lithuania", "poland"})


def disputed_before(c: Chapter) -> str:
    """How many more were broken before if every disputed act broke its pact, and what most of these acts were."""
    clear, every = (halves(c, contested=also)[0] for also in (False, True))
    added = (every.broken.value or 0) - (clear.broken.value or 0)
    if not added:
        return f"Disputed acts add none to the {every.count:ref} {c.universe.words} concluded {before(c)}."
    agreed = c.kinds["hostile agreement"][0].every
    sentence = (
        f"If each disputed act is held to break its pact, {every.broken:ref} of the {every.count:ref} "
        f"{c.universe.words} had been broken {before(c)}, not {clear.broken:ref}."
    )
    if 2 * (agreed.value or 0) > added:
        sentence += (
            f" Most of the difference are agreements with a third state, which touch {agreed:ref} pacts."
        )
    return sentence


def other_promises(c: Chapter) -> str:
    """What becomes of the count without promises to respect territory, and with those of eternal friendship."""
    bare, friends = (c.variants[name] for name in ("territory", "friendship"))
    one, other = (f"{some.broken[1].clear:ref} of {some.counts[1]:ref}" for some in (bare, friends))
    return (
        f"Without pacts that promise no more than to respect territory the count {by_end(c)} is {one}; with those of "
        f"eternal friendship it is {other}."
    )


def adverbs() -> str:
    """What the adverbs of the verdict stand for."""
    return (
        "By rarely we mean up to one pact in ten, by now and then up to one in four, by often up to one in two, by "
        "mostly more."
    )


def danger(c: Chapter) -> str:
    """In which stretch of time breaches were most frequent."""
    deeds, rates = c.definition.deeds, c.base_rates
    seen = [period for period in c.periods if (period.id, "every") in rates]
    top = rates[c.peak.id, "every"]
    if not top.value:
        return f"By years in force no {deeds} fall {evidence.joined([period.when for period in seen], 'or')}."
    others = [rates[period.id, "every"] for period in seen if period != c.peak]
    number, days = c.dependence["peak_broken"], c.dependence["peak_days"]
    many = (number.value or 0) > 1
    apart_days = f"{days:ref} different days" if (days.value or 0) > 1 else f"{days:ref} day"
    made = f"{number:ref} {deeds}, on {apart_days}" if many else f"{number:ref} in number"
    unit = "Call a year in which one treaty is in force a treaty-year."
    when = evidence.capital(c.peak.when)
    peak = f"{when} there were {top:ref} {deeds} for a hundred treaty-years ({made})"
    if not others:
        return f"{unit} {peak}."
    # Where one interval lies above all others, chance alone does not make the difference.
    apart = top.low > max(rate.high for rate in others)
    head = "The danger lay in one stretch." if apart else "The danger was greatest in one stretch."
    most = max(others, key=lambda rate: rate.value or 0.0)
    return f"{head} {unit} {peak}; in no other stretch were there more than {most:ref}."


def age(c: Chapter) -> str:
    """How many were broken, and how many ended otherwise, by years since they began."""
    curve = c.curves[c.definition.id]
    if not curve.broken:
        reason = "was so" if not c.way().measured.broken else "was followed so long"
        return f"By age nothing can be said of {c.universe.words} {c.definition.done}: none {reason} {by_end(c)}."
    years, broken = [*curve.broken.items()][-1]
    return (
        f"{evidence.capital(COUNTING[years])} years after they began {broken:ref percent} of the {c.universe.words} "
        f"had been {c.definition.done}, and {curve.ended[years]:ref percent} had ended otherwise; "
        "those still young at the end are reckoned to go on like the rest."
    )


def chance(c: Chapter) -> str:
    """How far few states and one war leave the share open."""
    drawn = c.dependence["bootstrap"]
    return (
        f"A few states signed many pacts{_little(drawn)}: when states are drawn by lot, again and again, the share "
        f"{c.definition.done} comes out anywhere from {drawn:ref low percent} to {drawn:ref high percent}."
    )


def _little(drawn: Result) -> str:
    return ", so this says little" if (drawn.high or 0.0) - (drawn.low or 0.0) > _WIDE else ""


def alliances(c: Chapter) -> list[str]:
    """How alliances with the clause and without fared before the war, and on what the difference rests."""
    base = c.alliances[ALL]
    (own, other), (all_own, all_other) = base.violated, base.begun
    told = [
        f"By its coding {own:ref} of {all_own:ref} alliances with a clause against attack had ended in violation "
        f"{before(c)}, and {other:ref} of {all_other:ref} without one.",
        f"Chance alone would give so large a difference in {_chance(base)} of cases.",
    ]
    gone = [_CHANGED[name] for name in NAMED if c.alliances[name].within_chance]
    if gone and not base.within_chance:
        told.append("But any one of these changes lets chance explain it.")
        told += [f"{evidence.capital(change)}." for change in gone]
    return told


# Contrast → the change as something to do.
_CHANGED = {
    "september": "count to the end of September 1939",
    "apart": "leave out the treaties ended by the sanctions against Italy in 1935 and by Munich",
    "neutral": "count promises of neutrality as promises not to attack",
}


def _chance(one: Contrast) -> str:
    return f"{one.p:ref percent decimals=0}"


def fragility(c: Chapter) -> list[str]:
    """What the contrast of alliances rests on: few events, a few days, the class chosen."""
    own, other = c.alliances[ALL].violated
    said = [f"Violated with the clause: {evidence.joined(titles(own))}."] if titles(own) else []
    if other.value and c.events.value != other.value:
        said.append(
            f"The {other:ref} violations without the clause are {c.events:ref unit}, since one event may end several "
            "treaties."
        )
    if c.window is not None:
        first, last, length = c.window
        said.append(
            f"Day by day it is more than chance may give on {length:ref unit}, all between {in_words(first)} and "
            f"{in_words(last)}."
        )
    ends = sorted(c.alliances.values(), key=lambda one: one.p.value or 0.0)
    said.append(
        f"With one thing changed p lies between {ends[0].p:ref} ({ends[0].words}) and {ends[-1].p:ref} "
        f"({ends[-1].words})."
    )
    if c.alliance_years is not None:
        with_, without, p = c.alliance_years
        said.append(
            f"By years in force there were {with_:ref} violations a hundred treaty-years with the clause and "
            f"{without:ref} without (p {p:ref})."
        )
    against = [one.words for one in c.alliances.values() if one.lead < 0]
    if against:
        said.append(f"The difference turns round {evidence.joined(against)}.")
    return said


def coders(c: Chapter) -> str:
    """How far we and ATOP hold the same treaties to be broken."""
    found = c.agreement
    if not found.either.value:
        return f"Neither we nor ATOP hold any of the {c.universe.words} to be broken {by_end(c)}."
    return (
        f"Our list of breaches beyond dispute and that of ATOP have, taken together, {found.either:ref} of the "
        f"{c.universe.words} as broken {by_end(c)}: {found.both:ref} stand in both, {found.ours:ref} in ours alone, "
        f"{found.theirs:ref} in ATOP's alone."
    )


def likeness(c: Chapter) -> str:
    """Which pacts are set beside a Soviet-Romanian one."""
    pacts = [fate.pact for fate in c.worth.fates]
    signed = {
        pact.id: dates.parse(str(evidence.row(f"pact_dates:{pact.id}/signed")["date"])) for pact in pacts
    }
    years = sorted({span.earliest.year for span in signed.values() if span.earliest})
    when = f"in {years[0]}" if len(years) == 1 else f"between {years[0]} and {years[-1]}"
    soviet = all("ussr" in pact.parties for pact in pacts)
    partners = frozenset().union(*(pact.parties for pact in pacts)) - {"ussr"}
    who = "treaties" if not soviet else "those of the Soviet Union"
    side = " with states on its western side," if soviet and partners <= WEST else ""
    terms = [evidence.text(evidence.row(f"pacts:{pact.id}"), "term") for pact in pacts]
    prolonged = ", and prolonged" if all("prolonged" in term for term in terms) else ""
    return (
        f"No one can know. What can be known is what became of the pacts most like it: {who}{side} signed "
        f"{when}{prolonged}."
    )


def days(c: Chapter) -> list[str]:
    """What the day of the outbreak counts as, what the other reading of dates says, and what begins with signature."""
    sentences = []
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
    taken, left, longer = ("first", "last", "shorter") if c.early else ("last", "first", "longer")
    sentences.append(
        f"Where sources conflict on the end of a treaty the {taken} date counts, so that treaties are {longer} at "
        f"risk. With the {left}, {instead.broken:ref} of {instead.count:ref} {c.universe.words} were "
        f"{c.definition.done} {when} instead of {shown.broken:ref} of {shown.count:ref}."
    )
    clear, every = c.way(WIDEST), c.way(WIDEST, contested=True)
    sentences.append(
        f"In all {clear.broken:ref} of {clear.counted:ref} ({clear.share:ref percent}) had been broken in any way "
        f"{by_end(c)} beyond dispute, {every.broken:ref} ({every.share:ref percent}) at the outermost. "
        f"Of all these {c.unratified:ref} {'is' if c.unratified.value == 1 else 'are'} counted from signature, "
        "since no day of entry into force was found."
    )
    late = [fate.pact.title for fate in c.worth.fates if fate.pact.unratified]
    if late:
        verb = "is" if len(late) == 1 else "are"
        sentences.append(
            f"Of the pacts most like a Romanian one the {evidence.joined(late)} {verb} so counted."
        )
    return sentences
