"""The sentences of chapter 04 that follow the counts, the margin and the days: verdict and short answer."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result, link
from romsov_analysis.themes.armistice.chapter import Chapter
from romsov_analysis.themes.armistice.losses import ARMY, Held

WEST_DEAD = "armistice.west_dead"

# Figure of the page → what it speaks of, as a noun after its number.
SPEAKS_OF = {
    "killed": "killed against the Soviet Union",
    "missing": "missing or captured",
    "transported": "taken prisoner after the change of side",
    "perished": "who perished in Hungary and the Czech and Slovak lands",
}


def number(figure: str) -> str:
    """A figure of the page, bound to its claim."""
    return link("claim", f"cs.{figure}")


def every_kind(c: Chapter) -> bool:
    """Whether the dead of the page in the west are near the losses of every kind in the two countries alone."""
    held = c.losses.held["perished"]
    return held.standing == "another count" and any(one.id.endswith("both_countries") for one in held.near)


def verdict(c: Chapter) -> str:
    """What the chapter found, in at most 25 words."""
    killed, jews = c.losses.counts["whole_killed"], c.losses.counts["jews_total"]
    soldiers = f"The army's tables have {killed:ref} killed; of" if tables_taken(c) else "Of"
    return f"{arrested(c)}; {wrote(c)}. {soldiers} Jews under Romanian rule {jews:ref range} were murdered or died."


def tables_taken(c: Chapter) -> bool:
    """Whether the tables of the army are compared."""
    return ARMY not in c.without


def arrested(c: Chapter) -> str:
    """Who made the arrest, as far as the order of the hours bears it out."""
    if c.accounts.guard_first:
        return f"{c.accounts.guard_first:holds The king's guard arrested Antonescu}"
    return "Who arrested Antonescu is disputed"


def wrote(c: Chapter) -> str:
    """Who wrote the terms."""
    if c.road.soviet_draft:
        return f"{c.road.soviet_draft:holds Moscow wrote the terms}"
    return "who wrote the terms is open"


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """Of what the verdict holds how far."""
    tones: dict[str, tuple[Tone, str]] = {
        "borne out": ("yes", "borne out"),
        "partly": ("partly", "near some counts"),
        "between the counts": ("open", "between the counts"),
        "another count": ("no", "near another kind of count"),
        "no count near": ("no", "no count near"),
    }
    found: list[tuple[Tone, str, str]] = []
    for name, held in c.losses.held.items():
        tone, word = tones[held.standing] if held.own or held.others else ("open", "no count taken")
        if held.standing == "partly" and len(held.near) == 1:
            word = "near one count"
        whose = "" if found else "the country study’s "
        found.append((tone, word, f"{whose}{number(name)} {SPEAKS_OF[name]}"))
    others = (
        f"Jews who died under Romanian rule, and {c.losses.counts['sp_died']:ref} or more Soviet prisoners"
    )
    return [*found, ("open", "not on its page", others)]


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    return [on_the_coup(c), on_the_terms(c), on_the_losses(c), on_the_others(c)]


def on_the_coup(c: Chapter) -> str:
    """Who made the coup, and whose account says otherwise."""
    party, alone, granted = c.accounts.party_first, c.accounts.party_alone, c.accounts.conceded
    many = f"Of {c.accounts.number:ref words} accounts {party:ref words} put the Communists first"
    said = [
        "On 23 August 1944 the king dismissed Marshal Antonescu, and his guard made the arrest. Four parties stood "
        "behind the king. Armed Communists took charge of the prisoners in the night.",
        f"{many}, and {alone:holds all of these are the party's own}." if alone else f"{many}.",
    ]
    if granted.value:
        said.append(f"Yet {granted:ref words} of these grants the palace and the army a part.")
    return " ".join(said)


def on_the_terms(c: Chapter) -> str:
    """How the terms came about."""
    after = c.road.stretches["prut_to_terms"]
    return (
        f"The terms were Moscow's from the first. It handed them over on 12 April, {after:ref words} days after it had "
        "announced that its army had crossed the Prut; Antonescu refused on 15 May. In September the Romanians "
        "questioned almost every article. Molotov took two changes at once and promised to consider one more. To "
        "British and American objections to a fixed sum he did not yield. “Dictated” is fair, then; the word is "
        "that of the country study of the Library of Congress, one page of which this book tests. Its "
        f"{bloc(c)}"
    )


def bloc(c: Chapter) -> str:
    """Whether the page misdates the bloc."""
    if c.statements.bloc:
        return f"date for the opposition's bloc is {c.statements.bloc:holds a year too early}."
    return "date for the opposition's bloc holds."


def on_the_losses(c: Chapter) -> str:
    """How the figures of the page stand."""
    stand, part, of = (c.losses.sums[name] for name in ("stand", "part", "figures"))
    many = f"{stand:ref words}" if stand.value else "none"
    some = f", and {part:ref words} partly" if part.value else ""
    said = [f"Of the study's {of:ref words} counts of Romanian losses, {many} can be borne out{some}."]
    said += [_on(held, c) for held in c.losses.held.values()]
    return " ".join(said)


def _on(held: Held, c: Chapter) -> str:
    """One figure of the page against the counts."""
    its = f"Its {number(held.figure)} {SPEAKS_OF[held.figure]}"
    if not held.own:
        return f"Of its {number(held.figure)} {SPEAKS_OF[held.figure]} no count is taken here."
    if held.standing == "borne out":
        return f"{its} are near most counts of them."
    if held.standing == "partly":
        far = [one for one in held.own if one not in held.near]
        most = max(far, key=lambda one: one.high)
        some = "one count" if len(held.near) == 1 else "some counts"
        return f"{its} are near {some} of them ({held.near[0]:ref}), and far from the highest ({most:ref})."
    if held.standing == "between the counts":
        low, high = (pick(held.own, key=lambda one: one.low) for pick in (min, max))
        return f"{its} lie between {low:ref} ({_of(low)}) and {high:ref} ({_of(high)})."
    times = c.losses.sums[f"{held.figure}_times"]
    many = f"{times:ref} times" if times.low == times.high else f"{times:ref range} times"
    counted = sorted({(one.low, f"{one:ref}") for one in held.own})
    too = f"{its} are {many} what is counted ({evidence.joined([one for _, one in counted])})"
    if every_kind(c) and held.figure == "perished":
        every = c.losses.sums["both_countries"]
        return f"{too}. Near the figure are {every:ref} dead, wounded and missing in these lands."
    return f"{too}."


def _of(one: Result) -> str:
    """What a count counts, in a word or two."""
    row = evidence.row(f"loss_counts:{one.id.partition('.')[2]}") if one.id != WEST_DEAD else None
    return "killed, by subtraction" if row is None else str(row["category"])


def on_the_margin(c: Chapter) -> str:
    """What near means, and how near the figures are that are near."""
    margin = c.losses.sums["margin"]
    said = [f"We call near what lies within {margin:ref percent} of a count."]
    told = []
    for name in ("missing", "perished"):
        held = c.losses.held[name]
        told += [
            f"the {number(name)} {SPEAKS_OF[name]} lie {held.off(one):ref percent,decimals=1} from {one:ref}"
            for one in held.near[:1]
        ]
    if told:
        said.append(f"That is our choice, and it decides: {evidence.joined(told)}.")
    return " ".join(said)


def on_the_others(c: Chapter) -> str:
    """The dead of the other sides."""
    soviet, romanian = c.losses.sums["soviet_rate"], c.losses.sums["romanian_rate"]
    murdered, camp = c.losses.counts["jews_total"], c.losses.counts["sp_feldioara"]
    return (
        "The armistice speaks of others too. Under Romanian authority "
        f"{murdered:ref range} Jews were murdered or died. Of the Soviet soldiers whom its army took, {soviet:ref} per "
        "cent died in its camps by its own count. No other total was found, but a Soviet record has "
        f"{camp:ref} dead in one camp alone. Of the Romanians whom the Red Army took, {romanian:ref range} per cent "
        "died: by the Russian count, and by what Romania's ambassador reckons."
    )
