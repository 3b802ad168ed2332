"""Pacts: when a treaty bound its parties, and which acts, by which definition, broke it.

A definition is a rule first and is then applied to every treaty alike. What is a fact of a row (an act, its
kind, what is in doubt of it) stands in the tables `pacts`, `pact_dates`, `acts` and `pact_acts`; what is a
choice (which kinds of acts count, which treaties, until when) is a parameter here.

End and breach are different things: a treaty may outlive its breach, and many end without one.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.evidence.dates import Span

Pair = frozenset[str]

# Japan's surrender. The acts of the tables end with the war: what was done later was not looked for.
LAST_DAY = datetime.date(1945, 9, 2)
OUTBREAK = datetime.date(1939, 9, 1)

ATTACK = frozenset({"attack"})
COERCED = ATTACK | {"coercion"}
ANY = COERCED | {"intervention", "war declared", "denunciation", "hostile agreement", "other breach"}

# What may be in doubt of an act. Who began does not bear on whether the treaty was broken, only on who broke it.
DOUBTS = {"deed": "whether it happened", "first": "who began", "reach": "whether the duty reached it"}

# A treaty among neighbours that renounces war promises not to attack; the pact of Paris binds nearly every state to
# every other, so that it would drown all else: it is never counted.
EXPLICIT = frozenset({"non-aggression", "non-aggression and neutrality", "renunciation of war"})
UNIVERSAL = "near universal"
NEUTRAL = EXPLICIT | {"neutrality"}
BOUNDARY = frozenset({"friendship", "respect of territory"})
OPEN = "../.."  # how the tables write that a treaty names no end


@dataclass(frozen=True)
class Act:
    """An act of one party against another, as it falls under one treaty; `doubts` are keys of `DOUBTS`."""

    id: str
    date: Span
    kind: str
    pairs: frozenset[Pair]
    doubts: frozenset[str]
    evidence: str

    @property
    def contested(self) -> bool:
        """Whether it is disputed that the treaty was broken at all."""
        return bool(self.doubts - {"first"})


@dataclass(frozen=True)
class Pact:
    """A treaty: its parties, the days between which it bound them, and the acts against it.

    `start` is the day of entry into force, or of signature where entry into force was not found, as `unratified`
    says; `clause` is how its promise is known. `ended` is
    any ending but a breach, `freed` the day from which a party that gave notice held itself free, `term` the
    last day it was bound to run; None where there is none. `open_ended` says that the text names no end.
    """

    id: str
    title: str
    pairs: frozenset[Pair]
    bilateral: bool
    obligation: str
    clause: str
    ending: str
    start: Span
    unratified: bool
    ended: Span | None
    freed: Span | None
    term: Span | None
    open_ended: bool
    acts: tuple[Act, ...]

    @property
    def parties(self) -> frozenset[str]:
        """Ids of the states it bound to each other."""
        return frozenset().union(*self.pairs) if self.pairs else frozenset()


@dataclass(frozen=True)
class Definition:
    """A rule for *broken*: which kinds of acts count, and whether a notice beforehand undoes the breach.

    `done` says in a sentence what befell a treaty broken by it, `deeds` what acts break one.
    """

    id: str
    title: str
    rule: str
    kinds: frozenset[str]
    despite_notice: bool
    done: str
    deeds: str


DEFINITIONS = {definition.id: definition for definition in (
    Definition("attacked", "Attacked while in force",
               "an open armed attack of one party on another while the treaty bound them; a notice given at "
               "least a day before ends the treaty on the day it names",
               ATTACK, False, "attacked by a partner while in force", "attacks"),
    Definition("denounced", "Also denounced, then attacked",
               "as before, and an attack after notice but inside the term the treaty was bound to run",
               ATTACK, True, "attacked with or without notice", "attacks"),
    Definition("coerced", "Also coerced", "as before, and occupation or cession under ultimatum",
               COERCED, True, "attacked or coerced", "attacks and ultimatums"),
    Definition("any", "Any breach",
               "as before, and armed part in the other's civil war, a declaration of war without fighting, a "
               "denunciation for which the text gave no right, an agreement with a third state against the other, "
               "or the breach of another duty of the treaty",
               ANY, True, "broken in any way", "breaches"),
)}  # fmt: skip


NARROWEST, *_, WIDEST = DEFINITIONS


@dataclass(frozen=True)
class Universe:
    """Which treaties are counted; `words` names them in a sentence, `choice` in the grid of a figure."""

    id: str
    title: str
    short: str
    words: str
    choice: str
    holds: Callable[[Pact], bool]


UNIVERSES = {universe.id: universe for universe in (
    Universe("bilateral", "Bilateral, non-aggression in the text", "two-sided pacts", "two-sided pacts", "two-sided",
             lambda pact: pact.bilateral and pact.obligation in EXPLICIT),
    Universe("neutrality", "Bilateral, neutrality as well", "with neutrality",
             "two-sided pacts of non-aggression or neutrality", "+ neutrality",
             lambda pact: pact.bilateral and pact.obligation in NEUTRAL),
    Universe("explicit", "Non-aggression, multilateral as well", "with many-sided pacts",
             "two- and many-sided pacts", "+ many-sided", lambda pact: pact.obligation in EXPLICIT),
    Universe("all", "All of these", "all treaties", "two- and many-sided pacts of non-aggression or neutrality",
             "+ both", lambda pact: pact.obligation in NEUTRAL),
)}  # fmt: skip


# --- from the tables --------------------------------------------------------------------------------------


def load(obligations: frozenset[str] = NEUTRAL) -> list[Pact]:
    """Every treaty of some obligations that came into force, in the order of the table; the pact of Paris left out."""
    tables = (evidence.state(name) for name in ("pacts", "pact_dates", "acts", "pact_acts"))
    return [pact for pact in _load(*tables) if pact.obligation in obligations]


@functools.lru_cache(maxsize=4)
def _load(*_states: tuple[Path, int]) -> tuple[Pact, ...]:
    when: dict[str, dict[str, str]] = {}
    for row in evidence.load("pact_dates").itertuples():
        when.setdefault(str(row.pact), {})[str(row.what)] = str(row.date)
    links = evidence.load("pact_acts")
    acts = evidence.load("acts")
    found = []
    for name, cells in evidence.load("pacts").iterrows():
        days = when.get(str(name), {})
        if (
            cells["obligation"] not in NEUTRAL | BOUNDARY
            or cells["ending"] == "never in force"
            or cells["parties"] == UNIVERSAL
            or "signed" not in days
        ):
            continue
        pairs = _pairs(cells["parties"], cells["pairs"])
        against = tuple(
            _act(str(link), row, acts.loc[row["act"]], pairs)
            for link, row in links[links["pact"] == name].iterrows()
        )
        term = days.get("term end")
        span = {what: dates.parse(text) for what, text in days.items()}
        found.append(
            Pact(
                str(name),
                str(cells["title"]),
                pairs,
                cells["form"] == "bilateral",
                str(cells["obligation"]),
                str(cells["clause"]),
                str(cells["ending"]),
                dates.parse(days.get("in force", days["signed"])),
                "in force" not in days,
                span.get("ended"),
                span.get("notice effect"),
                None if term == OPEN else span.get("term end"),
                term == OPEN,
                against,
            )
        )
    return tuple(found)


def _pairs(parties: str, pairs: object) -> frozenset[Pair]:
    if isinstance(pairs, str) and pairs:
        return frozenset(frozenset(pair.strip().split("-")) for pair in pairs.split(";"))
    names = [name.strip() for name in parties.split(";")]
    return frozenset(frozenset(pair) for pair in itertools.combinations(names, 2))


def _act(link: str, row: pd.Series, cells: pd.Series, bound: frozenset[Pair]) -> Act:
    actors, against = (
        [state.strip() for state in str(cells[column]).split(";")] for column in ("actor", "against")
    )
    doubts = frozenset(str(row["doubt"]).split("; ")) - {"none"}
    # Where the reach is in doubt, it may be so because a state is not known to have joined: then its pair counts too.
    pairs = frozenset(frozenset((a, b)) for a in actors for b in against if a != b)
    counted = pairs if "reach" in doubts else pairs & bound
    day, kind = dates.parse(str(cells["date"])), str(cells["kind"])
    return Act(str(row["act"]), day, kind, counted, doubts, f"pact_acts:{link}")


# --- the rules --------------------------------------------------------------------------------------------


def chosen(universe: str, without: Iterable[str] = ()) -> list[Pact]:
    """The treaties of a universe, but for those to which a state of `without` is party."""
    left_out = frozenset(without)
    return [pact for pact in load() if UNIVERSES[universe].holds(pact) and not pact.parties & left_out]


def breaches(pact: Pact, definition: str, *, contested: bool, early: bool = False) -> list[Act]:
    """The acts that break a treaty by a definition, in the order of time.

    Parameters
    ----------
    pact, definition
        A treaty, and the id of a definition.
    contested
        Whether contested acts count.
    early
        Where sources conflict on the end of a treaty: whether the first date they give counts, not the last.
    """
    rule = DEFINITIONS[definition]
    start, end = first_day(pact.start), end_of(pact, definition, early=early)
    fitting = [
        act
        for act in pact.acts
        if act.kind in rule.kinds
        and act.pairs
        and (contested or not act.contested)
        and start <= last_day(act.date)
        and (end is None or day_of(pact, act) <= end)
    ]
    return sorted(fitting, key=lambda act: (day_of(pact, act), act.id))


def day_of(pact: Pact, act: Act) -> datetime.date:
    """The day on which an act breaks a treaty: its first, or the treaty's if the act was then under way."""
    return max(first_day(act.date), first_day(pact.start))


def end_of(pact: Pact, definition: str, *, early: bool = False) -> datetime.date | None:
    """The last day on which a treaty could be broken, by a definition; None if there is none.

    That is the day it ended or a notice took effect, whichever is first. Where notice does not undo a breach,
    a treaty that was given notice can be broken until the term it was bound to run is over, and for ever if
    its text names no end. With `early`, the first of the days counts on which sources let it end.
    """
    read = first_day if early else last_day
    given_notice = pact.freed is not None or pact.ending == "denounced"
    if DEFINITIONS[definition].despite_notice and given_notice:
        if pact.open_ended:
            return None
        if pact.term is not None:
            # Where the day of the notice is not known, the end stands for it.
            return max(read(span) for span in (pact.term, pact.freed or pact.ended) if span is not None)
    ends = [span for span in (pact.ended, pact.freed) if span is not None]
    if not ends and given_notice and pact.term is not None:
        ends = [pact.term]  # denounced on a day that nobody gives: at the latest the term ends it
    return min((read(span) for span in ends), default=None)


def first_day(span: Span) -> datetime.date:
    """The first day a date can mean; ValueError if it is open."""
    if span.earliest is None:
        raise ValueError("a date of a treaty needs a first day")
    return span.earliest


def last_day(span: Span) -> datetime.date:
    """The last day a date can mean; the end of the calendar if it is open."""
    return span.latest or datetime.date.max
