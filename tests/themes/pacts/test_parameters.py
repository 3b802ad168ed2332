"""Every parameter of chapter 03, changed to every kind of value: what runs is true, what cannot be said is refused.

The truth of a sentence is decided by `pact_oracle`, which reads the tables and nothing of the theme.
"""

from __future__ import annotations

import datetime
import functools
import json
import math
import re
from typing import Any

import pact_oracle
import pandas as pd
import pytest
from cells import NOTEBOOKS, Shown, run
from pact_tables import wilson
from scipy import stats

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import RESULTS_MIME, TABLE_MIME, TEXT_MIME, ParameterError
from romsov_analysis.results import format_claim, holds, references
from romsov_analysis.themes.pacts import chapter, parameters

day = datetime.date.fromisoformat
LAST, OUTBREAK = day("1945-09-02"), day("1939-09-01")
DAYS = {"peace": day("1939-08-31"), "turn": day("1941-12-31"), "war": LAST}
ALIKE = ["soviet_finnish_1932", "soviet_estonian_1932", "soviet_latvian_1932", "soviet_lithuanian_1926",
         "soviet_polish_1932"]  # fmt: skip
STRETCHES = [("1919-01-01", "1932-12-31"), ("1933-01-01", "1939-08-31"), ("1939-09-01", "1941-12-31"),
             ("1942-01-01", "1945-09-02")]  # fmt: skip
TREATIES = {
    "bilateral": "two-sided pacts",
    "neutrality": "two-sided pacts of non-aggression or neutrality",
    "explicit": "two- and many-sided pacts",
    "all": "two- and many-sided pacts of non-aggression or neutrality",
}
DONE = {
    "attacked": "attacked by a partner while in force",
    "denounced": "attacked with or without notice",
    "coerced": "attacked or coerced",
    "any": "broken in any way",
}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# What is given → what it means: days, outbreak, stretches, ids of treaties, where they differ from the default.
CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"last_days": {"peace": "1939-08-31"}}, {"days": {"peace": day("1939-08-31")}, "stretches": STRETCHES[:2]}),
    ({"last_days": {"war": "1945-09-02"}}, {"days": {"war": LAST}}),
    (
        {"last_days": {"b": "1945-09-02", "a": "1938", "c": "1940-06-17"}},  # in any order
        {"days": {"a": day("1938-12-31"), "c": day("1940-06-17"), "b": LAST}},
    ),
    (
        {"last_days": {"x": "1930"}, "outbreak": "1929-01-01", "alike": ["lithuania"]},
        {"days": {"x": day("1930-12-31")}, "outbreak": day("1929-01-01"), "alike": ["soviet_lithuanian_1926"],
         "stretches": [("1919-01-01", "1930-12-31")]},
    ),
    (
        {"last_days": {"x": "1926-04-23"}, "outbreak": "1926-04-23", "alike": ["iran_turkey_1926"]},
        {"days": {"x": day("1926-04-23")}, "outbreak": day("1926-04-23"), "alike": ["iran_turkey_1926"],
         "stretches": [("1919-01-01", "1926-04-23")]},
    ),
    ({"outbreak": "1937-07-07"}, {"outbreak": day("1937-07-07")}),
    ({"outbreak": "1926-04-23"}, {"outbreak": day("1926-04-23")}),
    ({"outbreak": "1945-09-03"}, {"outbreak": day("1945-09-03")}),
    *(({"base_definition": name}, {}) for name in ("attacked", "coerced", "any")),
    *(({"base_universe": name}, {}) for name in ("neutrality", "explicit", "all")),
    *(({"regular": level}, {}) for level in (0, 0.03, 0.333, 1)),
    ({"early": True}, {}),
    ({"early": True, "alike": ["france_yugoslavia_1927"]}, {"alike": ["france_yugoslavia_1927"]}),
    ({"early": True, "base_universe": "all", "base_definition": "any"}, {}),
    ({"periods": ["1919"]}, {"stretches": [("1919-01-01", "1945-09-02")]}),
    (
        {"periods": ["1926/1935-06", "1939-09-01", "1939-10"]},
        {"stretches": [("1926-01-01", "1935-06-30"), ("1939-09-01", "1939-09-30"), ("1939-10-01", "1945-09-02")]},
    ),
    ({"periods": ["1919/1930"]}, {"stretches": [("1919-01-01", "1930-12-31")]}),
    ({"seed": 7}, {}),
    ({"draws": 100}, {}),
    ({"alike": ["finland"]}, {"alike": ["soviet_finnish_1932"]}),
    ({"alike": ["turkey", "france_yugoslavia_1927"]}, {"alike": ["soviet_turkish_1925", "france_yugoslavia_1927"]}),
    ({"alike": ["turkey", "poland", "japan"]},
     {"alike": ["soviet_turkish_1925", "soviet_polish_1932", "soviet_japanese_1941"]}),
]  # fmt: skip


class Asked:
    """The notebook under some parameters, and what they mean, worked out by hand."""

    def __init__(self, given: dict[str, Any], means: dict[str, Any]) -> None:
        self.given = given
        self.days: dict[str, datetime.date] = means.get("days", DAYS)
        self.outbreak: datetime.date = means.get("outbreak", OUTBREAK)
        self.alike: list[str] = means.get("alike", ALIKE)
        self.stretches = [(day(first), day(last)) for first, last in means.get("stretches", STRETCHES)]
        self.definition = given.get("base_definition", "denounced")
        self.universe = given.get("base_universe", "bilateral")
        self.regular = given.get("regular", 0.5)
        self.early = given.get("early", False)
        self.last = max(self.days.values())
        self.shown: Shown = run("03", **given)
        self.chapter: chapter.Chapter = self.shown.names["c"]

    def lives(self, definition: str, last: datetime.date | None = None, **how: Any) -> pd.DataFrame:
        chosen = {"universe": self.universe, "early": self.early} | how
        return pact_oracle.lives(chosen.pop("universe"), definition, last or self.last, **chosen)

    def halves(self, definition: str, **how: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Treaties begun before the outbreak, and those that a later act could still break."""
        before = self.lives(definition, self.outbreak - datetime.timedelta(days=1), **how)
        gone = before.index[before["broken"] | (before["stop"] < self.outbreak - datetime.timedelta(days=1))]
        ended = [
            name
            for name in before.index
            if pact_oracle.end(
                pact_oracle.treaties().loc[name], definition, early=how.get("early", self.early)
            )
            < self.outbreak
        ]
        after = self.lives(definition, **how)
        return before, after[~after.index.isin({*gone, *ended})]

    @functools.cached_property
    def table(self) -> pd.DataFrame:
        return pact_oracle.ways(self.days, early=self.early)

    @property
    def verdict(self) -> str:
        return self.shown.texts("answer")[0]

    @property
    def level(self) -> str:
        return f"{100 * self.regular:.1f}".removesuffix(".0") + " %"

    def often(self, share: float) -> str:
        """How a share stands to the level, in words."""
        if self.regular == 0.5:
            return f"{'more' if share > 0.5 else 'less' if share < 0.5 else 'as'} often"
        side = "more than" if share > self.regular else "fewer than" if share < self.regular else "just"
        return f"in {side} {self.level}"


@pytest.fixture(
    scope="module",
    params=CASES,
    ids=lambda case: " ".join(f"{k}={v}" for k, v in case[0].items()) or "default",
)
def asked(request: pytest.FixtureRequest) -> Asked:
    return Asked(*request.param)


def numbers(text: str) -> list[float]:
    """Every number of a text, in order; with the sign of print."""
    return [float(found.replace("−", "-")) for found in re.findall(r"−?\d+(?:\.\d+)?", text)]


def month(last: datetime.date) -> str:
    """A last day in short words."""
    if (last + datetime.timedelta(days=1)).day == 1:
        return f"{MONTHS[last.month - 1]} {last.year}"
    return full(last)


def full(when: datetime.date) -> str:
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def percent(share: float) -> float:
    return float(f"{100 * share:.0f}")


# --- the short answer -----------------------------------------------------------------------------------


def told_halves(asked: Asked, definition: str) -> list[int]:
    """What a sentence of one rule says: before, from then on; the same with disputed acts."""
    found: list[int] = []
    for contested in (False, True):
        before, during = asked.halves(definition, contested=contested)
        found += [before["broken"].sum(), len(before)]
        found += [during["broken"].sum(), len(during)] if asked.outbreak <= asked.last and len(during) else []
    return found


def bare(asked: Asked, text: str) -> list[float]:
    """The numbers of a text but for those of dates and of the level."""
    return numbers(re.sub(rf"\d+ (?:{'|'.join(MONTHS)}) \d{{4}}", "", text.replace(asked.level, "")))


def test_the_verdict(asked: Asked) -> None:
    assert bare(asked, asked.verdict) == told_halves(asked, "any")
    assert f": of {TREATIES[asked.universe]} " in asked.verdict
    assert ("before the war" in asked.verdict) == (asked.outbreak == OUTBREAK)
    head = asked.verdict.partition(": of ")[0].lower()
    over = {}
    for contested in (False, True):
        before, during = asked.halves("any", contested=contested)
        parts = [before, *([during] if asked.outbreak <= asked.last and len(during) else [])]
        over[contested] = [part["broken"].mean() > asked.regular for part in parts]
    more = "more often than not" if asked.regular == 0.5 else f"in more than {asked.level} of cases"
    assert ("however counted" in head) == (not any(over[False]) and not any(over[True]))
    assert ("only if disputed acts count" in head) == (not any(over[False]) and any(over[True]))
    assert (more in head) == (any(over[False]) or any(over[True]))
    assert ("beyond dispute" in head) == all(over[False])
    assert ("but not before" in head) == (over[False] == [False, True])
    assert ("but not after" in head) == (over[False] == [True, False])


def test_attacks_alone_by_the_same_rule(asked: Asked) -> None:
    sentence = asked.shown.texts("answer")[1]
    assert sentence.startswith("By attack alone, while in force: ")
    assert bare(asked, sentence) == told_halves(asked, "attacked")


def test_in_all(asked: Asked) -> None:
    sentence = asked.shown.texts("answer")[2]
    clear, every = (asked.lives("any", contested=also)["broken"] for also in (False, True))
    found = pact_oracle.treaties().loc[clear.index, "in force"]
    expected = [
        clear.sum(),
        len(clear),
        percent(clear.mean()),
        every.sum(),
        percent(every.mean()),
        found.isna().sum(),
    ]
    dates_left_out = re.sub(rf"\d+ (?:{'|'.join(MONTHS)}) \d{{4}}|end of \w+ \d{{4}}", "", sentence)
    parts = asked.halves("any", contested=True)[: 1 + (asked.outbreak <= asked.last)]
    shares = [clear.mean(), *(part["broken"].mean() for part in parts if len(part))]
    added = every.mean() > asked.regular and max(shares) <= asked.regular
    assert ("only because both times are added up" in sentence) == added
    if added and asked.regular != 0.5:
        dates_left_out = dates_left_out.replace(f"in more than {asked.level} of cases", "")
    assert numbers(dates_left_out) == expected


def stretch_words(first: datetime.date, last: datetime.date) -> str:
    """A stretch in words, for the forms that the cases have: whole years, or whole months at its beginning."""
    begin = str(first.year) if first.month == 1 else f"{MONTHS[first.month - 1]} {first.year}"
    end = str(last.year) if (last.month, last.day) == (12, 31) else month(last)
    return begin if begin == end else f"{begin} to {end}"


def test_the_danger_by_stretch(asked: Asked) -> None:
    sentence = asked.shown.texts("answer")[3]
    spells = asked.lives(asked.definition)
    told = {}
    for first, last in asked.stretches:
        broken, years = pact_oracle.rate(spells, first, last)
        if years:
            told[stretch_words(first, last)] = (100 * broken / years, broken, years)
    assert all(words in sentence for words in told), sentence
    deeds = {"coerced": "attacks and ultimatums", "any": "breaches"}.get(asked.definition, "attacks")
    assert f" {deeds} " in sentence
    top = max(told, key=lambda words: told[words][0])
    if told[top][0] == 0:
        assert "in force no " in sentence
        return
    assert re.search(rf"\b{told[top][0]:.1f} {deeds} a hundred treaty-years (?:from|in) {top}\b", sentence)
    (stretch,) = [part for part in asked.stretches if stretch_words(*part) == top]
    stops = [stop for stop in spells["stop"][spells["broken"]] if stretch[0] <= stop <= stretch[1]]
    made = f"({len(stops)} on {len(set(stops))} day" if len(stops) > 1 else "(1 in number)"
    assert made in sentence
    for words, (value, _, _) in told.items():
        assert re.search(
            rf"\b{value:.1f} (?:{deeds} a hundred treaty-years )?(?:from|in) {words}\b", sentence
        ), sentence
    if len(told) > 1:
        low = 100 * stats.chi2.ppf(0.025, 2 * told[top][1]) / 2 / told[top][2]
        highs = [
            100 * stats.chi2.ppf(0.975, 2 * n + 2) / 2 / years
            for w, (_, n, years) in told.items()
            if w != top
        ]
        assert ("the danger lies in one stretch" in sentence) == (low > max(highs))


def test_what_the_share_may_be_where_states_are_drawn(asked: Asked) -> None:
    sentence, lives = asked.shown.texts("answer")[4], asked.lives(asked.definition)
    share = asked.chapter.dependence["bootstrap"]
    assert f"the share {DONE[asked.definition]}, {100 * lives['broken'].mean():.0f} %, may lie" in sentence
    assert sentence.endswith(f"from {100 * share.low:.0f} % to {100 * share.high:.0f} %.")


def test_alliances_with_the_clause_and_without(asked: Asked) -> None:
    sentence = asked.shown.texts("answer")[5]
    eve = asked.outbreak - datetime.timedelta(days=1)
    cells = pact_oracle.alliances(eve)
    p = stats.fisher_exact(cells).pvalue
    expected = [cells[0][0], sum(cells[0]), cells[1][0], sum(cells[1]), float(f"{p:.3f}")]
    assert bare(asked, sentence)[:5] == expected
    assert ("no more than chance may give" in sentence) == (p >= 0.05)
    varied = {
        "to the end of September 1939": pact_oracle.alliances(day("1939-09-30")),
        "without the sanctions of 1935 and Munich": pact_oracle.alliances(
            eve, without="sanctions_1935 munich_1938"
        ),
        "with neutrality in the class": pact_oracle.alliances(eve, clause=("nonaggression", "neutrality")),
    }
    for words, table in varied.items():
        other = stats.fisher_exact(table).pvalue
        assert (f"{words} (p {other:.3f})" in sentence) == (p < 0.05 <= other)


@functools.cache
def _p(*cells: int) -> float:
    return float(stats.fisher_exact([cells[:2], cells[2:]]).pvalue)


def below_chance(cells: list[list[int]]) -> bool:
    return _p(*cells[0], *cells[1]) < 0.05


def test_on_what_that_difference_rests(asked: Asked) -> None:
    told = " ".join(
        text
        for text in asked.shown.texts("conclusion")
        if "p lie" in text or "violations without" in text or "By years in force" in text
    )
    eve = asked.outbreak - datetime.timedelta(days=1)
    rows = evidence.load("alliances")
    over = pd.Series(
        [isinstance(text, str) and dates.parse(text).latest <= eve for text in rows["ended"]],
        index=rows.index,
    )
    broken = rows[rows["violated"].astype(bool) & ~rows["nonaggression"].astype(bool) & over]
    events = broken["event"].fillna(broken.index.to_series()).nunique()
    sentence = f"The {len(broken)} violations without the clause are {events} event"
    assert (sentence in told) == (events != len(broken))
    one = datetime.timedelta(days=1)
    rates = []
    for has in (True, False):
        kind = rows[rows["nonaggression"].astype(bool) == has]
        spans = [
            (dates.parse(start).earliest, dates.parse(end).latest if isinstance(end, str) else LAST)
            for start, end in zip(kind["begun"], kind["ended"], strict=True)
        ]
        years = sum(max((min(end, eve + one) - start).days, 0) for start, end in spans) / 365.25
        rates.append(f"{100 * (kind['violated'].astype(bool) & over[kind.index]).sum() / years:.1f}")
    assert f"By years in force {rates[0]} a hundred with the clause and {rates[1]} without (p " in told
    days = [day("1938-01-01") + n * one for n in range(3 * 366)]
    low = [when for when in days if below_chance(pact_oracle.alliances(when))]
    assert f"below one in twenty on {len(low)} days, all between {full(low[0])} and {full(low[-1])}." in told


def test_the_fates_of_the_pacts_most_like_it(asked: Asked) -> None:
    sentence = asked.shown.texts("answer")[6]
    lives = pact_oracle.lives("all", "coerced", asked.last, early=asked.early).loc[asked.alike]
    kinds = evidence.load("acts")["kind"]
    broken = lives[lives["broken"]]
    attacked = sum(kinds[act] == "attack" for act in broken["act"])
    years = [
        (stop - start).days / 365.25 for start, stop in zip(broken["start"], broken["stop"], strict=True)
    ]
    assert ("Soviet" in sentence) == all("ussr" in parties for parties in lives["parties"])
    expected: list[float] = [len(lives)] if len(lives) > 1 else []
    if not years:
        assert "been attacked or coerced by" in sentence
        assert re.search(r"\bnone had\b|\bhad not\b", sentence)
        assert ("the end of the war" in sentence) == (asked.last == LAST)
        return
    if len(lives) > 1:
        expected += [number for number in (attacked, len(broken) - attacked) if number]
        assert ("all within" in sentence) == (len(broken) == len(lives))
    assert ("attacked" in sentence, "ultimatum" in sentence) == (attacked > 0, attacked < len(broken))
    assert numbers(sentence) == [*expected, float(f"{max(years):.1f}")]


# --- conclusions ----------------------------------------------------------------------------------------


def test_what_was_done_before_and_on_the_day(asked: Asked) -> None:
    conclusions = asked.shown.texts("conclusion")
    (first,) = [
        text for text in conclusions if text.startswith(("No attack", "The one attack", "The attacks"))
    ]
    rest = conclusions
    before, _ = asked.halves("attacked")
    acts = evidence.load("acts")
    titles = [acts["title"][name] for name in sorted(set(before["act"][before["broken"]]))]
    assert all(title in first for title in titles)
    assert not [title for title in acts["title"] if title in first and title not in titles]
    assert ("No attack" in first, "The one attack" in first) == (not titles, len(titles) == 1)
    same = [title for title, when in zip(acts["title"], acts["date"], strict=True)
            if dates.parse(when).earliest == asked.outbreak]  # fmt: skip
    told = [text for text in rest if text.startswith("What was done on")]
    assert bool(told) == bool(same and asked.outbreak <= asked.last)
    assert all(title in told[0] and full(asked.outbreak) in told[0] for title in same if told)


def test_the_other_reading_of_dates(asked: Asked) -> None:
    (sentence,) = [
        text for text in asked.shown.texts("conclusion") if text.startswith("Where sources conflict")
    ]
    (before, during), (other, later) = (
        asked.halves(asked.definition, early=early) for early in (asked.early, not asked.early)
    )
    one, two = (
        (during, later) if asked.outbreak <= asked.last and len(during) and len(later) else (before, other)
    )
    expected = [two["broken"].sum(), len(two), one["broken"].sum(), len(one)]
    plain = sentence.replace(full(asked.outbreak), "")
    assert numbers(plain) == expected
    early, late = (
        f"the {one} date counts, so that treaties are {span} at risk; with the {other}"
        for one, span, other in (("first", "shorter", "last"), ("last", "longer", "first"))
    )
    assert (early in sentence, late in sentence) == (asked.early, not asked.early)
    assert f"{TREATIES[asked.universe]} were {DONE[asked.definition]} " in sentence
    shown = asked.chapter.other_reading[1]
    if shown is not None:
        assert {spell.id: spell.stop for spell in shown.spells} == later["stop"].to_dict()


def test_which_pacts_are_like_it(asked: Asked) -> None:
    told = asked.shown.texts("conclusion")
    (sentence,) = [text for text in told if text.startswith("What can be known")]
    when = evidence.load("pact_dates")
    table = evidence.load("pacts").loc[asked.alike]
    years = sorted({int(when["date"][f"{name}/signed"][:4]) for name in asked.alike})
    assert numbers(sentence) == [float(year) for year in dict.fromkeys((years[0], years[-1]))]
    soviet = all("ussr" in parties.split("; ") for parties in table["parties"])
    west = {"finland", "estonia", "latvia", "lithuania", "poland"}
    western = soviet and all(set(parties.split("; ")) - {"ussr"} <= west for parties in table["parties"])
    assert ("Soviet Union" in sentence, "western side" in sentence) == (soviet, western)
    assert ("prolonged" in sentence) == all("prolonged" in str(term) for term in table["term"])
    late = [table["title"][name] for name in asked.alike if f"{name}/in force" not in when.index]
    counted = [text for text in told if "signature, since" in text]
    assert len(counted) == bool(late)
    assert all(title in counted[0] for title in late)


# --- captions, alt texts, tables ------------------------------------------------------------------------


def test_captions_and_alt_texts_of_the_figures(asked: Asked) -> None:
    life, incidence, calendar, ways = asked.shown.texts("caption")
    alts = asked.shown.alts()
    clear, every = (asked.lives("coerced", universe="all", contested=also) for also in (False, True))
    counts = [len(clear), clear["broken"].sum(), every["broken"].sum()]
    assert numbers(life)[:3] == counts
    assert numbers(alts[0].replace(full(asked.last), ""))[:3] == counts
    assert f"or {full(asked.last)}." in alts[0]
    drawn = every.assign(
        stop=[clear.loc[n, "stop"] if clear.loc[n, "broken"] else s for n, s in every["stop"].items()]
    )
    within = [
        sum(first <= stop <= last for stop in drawn["stop"][drawn["broken"]])
        for first, last in asked.stretches
    ]
    assert ("Of the crosses" in life, "Of the crosses" in alts[0]) == (max(within) > 0, max(within) > 0)
    if max(within):
        words = stretch_words(*asked.stretches[within.index(max(within))])
        assert re.search(rf"Of the crosses {max(within)} stand (?:from|in) {words}\.", life), life
    shares = asked.table["share"]
    ends = f"from {percent(shares.min()):.0f} % to {percent(shares.max()):.0f} %"
    assert ends in ways
    assert ends in alts[3]
    assert f"above a level, here {asked.level}, says nothing" in ways
    what = f"{TREATIES[asked.universe][0].upper()}{TREATIES[asked.universe][1:]} {DONE[asked.definition]}"
    assert incidence.startswith(what)
    assert calendar.startswith(what)
    assert all(TREATIES[asked.universe] in alt.lower() and DONE[asked.definition] in alt for alt in alts[1:3])


def test_how_the_rates_of_the_powers_and_the_others_compare(asked: Asked) -> None:
    caption, spells = asked.shown.texts("caption")[2], asked.lives(asked.definition)
    powers = spells["parties"].map(lambda parties: bool({"ussr", "germany"} & set(parties)))
    rates = {stretch: pact_oracle.rate(spells, *stretch) for stretch in asked.stretches}
    top = max(rates, key=lambda stretch: rates[stretch][0] / rates[stretch][1] if rates[stretch][1] else -1)
    parts = [pact_oracle.rate(part, *top) for part in (spells[powers], spells[~powers])]
    (broken, years), (other, rest) = parts
    if not (years and rest and other):
        assert "ratio" not in caption
        return
    p = stats.binomtest(broken, broken + other, years / (years + rest)).pvalue
    assert caption.endswith(f"ratio is {broken / years * rest / other:.2f}, with p {p:.2f} by an exact test.")


def incidence_at(spells: pd.DataFrame, years: int, last: datetime.date) -> tuple[float, float, int]:
    """Cumulative incidence of a breach, one minus Kaplan–Meier, and how many are at risk, counted step by step."""
    lengths = [
        ((stop - start).days / 365.25) for start, stop in zip(spells["start"], spells["stop"], strict=True)
    ]
    fate = ["broken" if broken else "ended" if stop < last else "open"
            for broken, stop in zip(spells["broken"], spells["stop"], strict=True)]  # fmt: skip
    left, alive, naive = 1.0, 0.0, 1.0
    for step in sorted({length for length in lengths if length <= years}):
        risk = sum(length >= step for length in lengths)
        hit = sum(length == step and told == "broken" for length, told in zip(lengths, fate, strict=True))
        over = sum(length == step and told == "ended" for length, told in zip(lengths, fate, strict=True))
        alive += left * hit / risk
        left *= 1 - (hit + over) / risk
        naive *= 1 - hit / risk
    return alive, 1 - naive, sum(length >= years for length in lengths)


def test_the_curve_in_words(asked: Asked) -> None:
    caption = asked.shown.texts("caption")[1]
    spells = asked.lives(asked.definition)
    read = [years for years in (5, 10) if incidence_at(spells, years, asked.last)[2]]
    if not spells["broken"].any() or not read:
        why = "so" if not spells["broken"].any() else "followed so long"
        short = month(asked.last)
        when = short if short == full(asked.last) else f"the end of {short}"
        assert caption.endswith(f": none was {why} by {when}.")
        return
    broken, naive, risk = incidence_at(spells, read[-1], asked.last)
    assert f"After {['five', 'ten'][read[-1] == 10]} years {percent(broken):.0f} %" in caption
    assert f"with {risk} still at risk" in caption
    assert caption.endswith(f"one minus Kaplan–Meier says {percent(naive):.0f} %.")


def header_of(shown: Shown, caption: str) -> list[str]:
    """The headings of the table whose caption begins so."""
    tables = [bundle[TABLE_MIME] for bundle in shown.bundles if TABLE_MIME in bundle]
    (header,) = [table["header"] for table in tables if table["caption"].startswith(caption)]
    return header


def test_the_tables_name_their_treaties_and_days(asked: Asked) -> None:
    tables = asked.shown.tables()
    captions = list(tables)
    (halves,) = [name for name in captions if " broken before " in name]
    assert f"broken before {full(asked.outbreak)}" in halves
    assert (f"from then to {full(asked.last)}" in halves) == (asked.outbreak <= asked.last)
    assert halves.lower().startswith(TREATIES[asked.universe])
    for row, definition in zip(tables[halves], pact_oracle.KINDS, strict=True):
        cells = [asked.halves(definition, contested=also) for also in (False, True)]
        expected = [cells[0][0], cells[1][0]] + (
            [cells[0][1], cells[1][1]] if asked.outbreak <= asked.last else []
        )
        told = [numbers(cell) for cell in row[1:]]
        wanted = [[part["broken"].sum(), len(part), percent(part["broken"].mean())] if len(part) else []
                  for part in expected]  # fmt: skip
        assert told == wanted, row
    (shares,) = [name for name in captions if name.startswith("Share of treaties broken by")]
    assert full(asked.last) in shares
    ways = [(definition, also) for definition in pact_oracle.KINDS for also in (False, True)]
    for row, (definition, also) in zip(tables[shares], ways, strict=True):
        for cell, universe in zip(row[1:], pact_oracle.UNIVERSES, strict=True):
            spells = asked.lives(definition, universe=universe, contested=also)
            count = (spells["broken"].sum(), len(spells))
            low, high = wilson(*count)
            ends = dict.fromkeys((f"{max(100 * low, 0):.0f}", f"{min(100 * high, 100):.0f}"))
            assert cell.startswith(f"{percent(count[0] / count[1]):.0f} %"), (row, universe)
            assert "–".join(ends) in cell, (row, universe)
    (who,) = [name for name in captions if name.startswith("Who broke")]
    assert who.startswith(
        f"Who broke {TREATIES[asked.universe]}: {DONE[asked.definition]}, contested acts left out"
    )
    broken = asked.lives(asked.definition)
    actors = evidence.load("acts")["actor"][broken["act"][broken["broken"]]].value_counts()
    assert [numbers(cell)[0] for _, cell in tables[who] if numbers(cell)] == sorted(actors, reverse=True)
    (atop,) = [name for name in captions if name.startswith("Violated by the coding")]
    header = header_of(asked.shown, "Violated by the coding")
    assert header[1:-2] == [f"ATOP, {month(last)}" for last in sorted(asked.days.values())]
    assert len(tables[atop]) == 4
    rates = header_of(asked.shown, "Breaches of")
    assert rates[1:] == [stretch_words(*stretch) for stretch in asked.stretches]
    (like,) = [rows for name, rows in tables.items() if name == "The pacts most like it"]
    alike = asked.lives("coerced", universe="all").loc[asked.alike]
    years = [(stop - start).days / 365.25 for start, stop in zip(alike["start"], alike["stop"], strict=True)]
    assert [row[1] for row in like] == [f"{number:.1f} years" for number in years]


def test_rates_in_the_table(asked: Asked) -> None:
    (rows,) = [rows for name, rows in asked.shown.tables().items() if "a hundred years in force" in name]
    by_head = {row[0]: row[1:] for row in rows}
    titles = {"attacked": "Attacked while in force", "denounced": "Also denounced, then attacked",
              "coerced": "Also coerced", "any": "Any breach"}  # fmt: skip
    for definition, title in titles.items():
        spells = asked.lives(definition)
        powers = spells["parties"].map(lambda parties: bool({"ussr", "germany"} & set(parties)))
        for cell, (first, last) in zip(by_head[title], asked.stretches, strict=True):
            found = [
                pact_oracle.rate(part, first, last) for part in (spells, spells[powers], spells[~powers])
            ]
            told = [f"{100 * broken / years:.1f}" if years else "none" for broken, years in found]
            assert cell == (f"{told[0]} ({told[1]}; {told[2]})" if found[0][1] else "none in force")


def test_dependence_in_words(asked: Asked) -> None:
    (rows,) = [
        rows for name, rows in asked.shown.tables().items() if name == "What dependence does to the share"
    ]
    told = dict(rows)
    spells = asked.lives(asked.definition)
    acts = spells["act"][spells["broken"]]
    actors = evidence.load("acts")["actor"][acts.unique()]
    assert told["Acts behind the broken treaties"] == f"{acts.nunique()} acts of {actors.nunique()} attackers"
    formula = asked.chapter.dependence["bootstrap"].formula
    assert (
        f"{asked.given.get('draws', 4000):,} draws of states, seed {asked.given.get('seed', 1939)}" in formula
    )


# --- what holds for all of it ---------------------------------------------------------------------------


def everything(shown: Shown) -> str:
    """All that depends on parameters, but for the alliances, which end in 1945 whatever is asked."""
    tables = [text for name, rows in shown.tables().items() if "lliances" not in name
              and not name.startswith(("Acts of which", "Promises to", "Published", "What became", "Claims", "Who is"))
              for text in (name, *(cell for row in rows for cell in row))]  # fmt: skip
    texts = [text for kind in ("answer", "conclusion", "caption") for text in shown.texts(kind)
             if "p lie" not in text]  # fmt: skip
    figures = re.findall(r"<text[^>]*>([^<]+)</text>", " ".join(shown.drawings()))
    return "\n".join([*texts, *shown.alts(), *tables, *figures])


def test_nothing_of_the_default_is_left_where_it_is_false(asked: Asked) -> None:
    text = everything(asked.shown)
    if asked.last < LAST:
        assert "1945" not in text
        assert "end of the war" not in text
    if asked.outbreak != OUTBREAK:
        assert "before the war" not in text
    if asked.regular != 0.5:
        assert "often than not" not in text
    if asked.universe in ("explicit", "all"):
        without = text.replace("from two-sided pacts to all", "").replace(": two-sided pacts", "")
        without = without.replace("other two-sided pacts of the Soviet Union", "")
        assert "two-sided pacts" not in re.sub(r"two-sided pacts(?:: pairs of states)?\n", "", without)
    if asked.definition != "denounced":
        assert "with or without notice" not in text


def test_only_what_is_named_is_stored_and_all_of_it(asked: Asked) -> None:
    stored = {result.id: result for result in asked.chapter.results}
    shown = [
        record["id"]
        for bundle in asked.shown.bundles
        for record in bundle.get(RESULTS_MIME, {}).get("results", [])
    ]
    assert shown == list(stored)
    texts = [str(table) for bundle in asked.shown.bundles for table in bundle.values() if isinstance(table, dict)
             and "results" not in table]  # fmt: skip
    (path,) = NOTEBOOKS.glob("03_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    waiting = [found.id for text in texts for found in references(text) if found.kind in ("result", "holds")]
    assert not [name for name in waiting if name not in stored]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [
                row.removeprefix("result:") for row in stored[name].evidence if row.startswith("result:")
            ]
    # Where a sentence changes its form, a number may go unnamed; as the notebook stands none does.
    assert reached == set(stored) if not asked.given else reached <= set(stored)


def test_judgements_of_the_story_hold_under_the_default() -> None:
    (path,) = NOTEBOOKS.glob("03_*.ipynb")
    story = "".join("".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
                    if cell["cell_type"] == "markdown")  # fmt: skip
    records = {result.id: result.record() for result in chapter.compute().results}
    judged = [found for found in references(story) if found.kind == "holds"]
    assert judged
    assert all(holds(found, records) for found in judged)


def test_the_claim_is_quoted_in_the_question(asked: Asked) -> None:
    (question,) = [bundle["text/markdown"] for bundle in asked.shown.bundles
                   if bundle.get(TEXT_MIME, {}).get("kind") == "answer"]  # fmt: skip
    assert format_claim("pt.broken", "quote").strip("“”") in question


# --- what is refused ------------------------------------------------------------------------------------

WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"last_days": "1939-08-31"}, ["last_days='1939-08-31'", "a few days by name"]),
    ({"last_days": {}}, ["last_days={}", "one to 6 days"]),
    ({"last_days": {f"d{year}": str(year) for year in range(1930, 1937)}}, ["one to 6 days"]),
    ({"last_days": {"Peace Day": "1939-08"}}, ["'Peace Day' is no name", "Nearest: peace_day."]),
    ({"last_days": {"peace": "1939-13"}}, ["'1939-13' is no date", "such as 1939-08-31"]),
    ({"last_days": {"peace": 1939}}, ["1939 is no date"]),
    ({"last_days": {"peace": "1950"}}, ["'1950' lies outside", "Nearest: 1945-09-02."]),
    ({"last_days": {"peace": "1920"}}, ["'1920' lies outside", "Nearest: 1926-04-23."]),
    ({"last_days": {"peace": "1926-04-22"}}, ["'1926-04-22' lies outside", "Nearest: 1926-04-23."]),
    ({"last_days": {"peace": "1939/.."}}, ["'1939/..' lies outside"]),
    ({"last_days": {"a": "1939", "b": "1939-12-31"}}, ["31 December 1939 has two names"]),
    ({"outbreak": "1 September 1939"}, ["outbreak='1 September 1939'", "no day of the calendar"]),
    ({"outbreak": "1946-01-01"}, ["outbreak='1946-01-01'", "lies outside", "Nearest: 1945-09-03."]),
    ({"outbreak": "1922-01-01"}, ["outbreak='1922-01-01'", "no treaty had begun by then", "Nearest: 1926-04-23."]),
    (
        {"last_days": {"x": "1935"}, "periods": ["1919"]},
        ["outbreak='1939-09-01'", "observation ends on 1935-12-31", "Nearest: 1936-01-01."],
    ),
    ({"base_definition": "attakced"}, ["base_definition='attakced'", "denounced, coerced, any", "Nearest: attacked"]),
    ({"base_universe": "multilateral"}, ["base_universe='multilateral'", "neutrality, explicit, all", "bilateral"]),
    ({"regular": 5}, ["regular=5", "from 0 to 1", "Nearest: 1."]),
    ({"regular": "half"}, ["regular='half'", "is not a number"]),
    ({"regular": True}, ["regular=True", "is not a number"]),
    ({"early": "false"}, ["early='false'", "True or False"]),
    ({"early": 1}, ["early=1", "True or False"]),
    ({"periods": {"twenties": "1919"}}, ["is not a list of a few stretches"]),
    ({"periods": []}, ["periods=[]", "one to 8 dates"]),
    ({"periods": ["1933", "1919"]}, ["'1919' does not begin after", "Nearest: ['1919', '1933']."]),
    ({"periods": ["1933", "1933"]}, ["'1933' does not begin after"]),
    ({"periods": ["the twenties"]}, ["'the twenties' is no date"]),
    ({"periods": ["../1932"]}, ["'../1932' has no first day"]),
    ({"periods": ["1946"]}, ["'1946' has no first day in time", "Nearest: 1945-09-02."]),
    ({"periods": ["1919/1920"]}, ["periods=['1919/1920']", "no treaty counted was in force", "Nearest: ['1926']."]),
    ({"seed": -1}, ["seed=-1", "Nearest: 0."]),
    ({"seed": 1.5}, ["seed=1.5", "is not a whole number"]),
    ({"draws": 0}, ["draws=0", "from 100 to 100000", "Nearest: 100."]),
    ({"alike": []}, ["alike=[]", "is not a list of treaties"]),
    ({"alike": "finland"}, ["alike='finland'", "is not a list of treaties"]),
    ({"alike": ["finnland"]}, ["'finnland' is none of these", "Nearest: finland"]),
    ({"alike": ["finland", "soviet_finnish_1932"]}, ["names a treaty twice"]),
    (
        {"last_days": {"x": "1930"}, "outbreak": "1930-01-01", "alike": ["poland", "lithuania"]},
        ["alike=['poland', 'lithuania']", "soviet_polish_1932 began after 1930-12-31", "treaties begun by 1930-12-31"],
    ),
    ({"base_defintion": "any"}, ["no parameter 'base_defintion'", "Nearest: base_definition"]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), WRONG, ids=lambda value: str(value)[:60])
def test_what_cannot_be_said_is_refused_before_anything_is_computed(
    given: dict[str, Any], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def computed(*_: Any, **__: Any) -> None:
        raise AssertionError("something was computed")

    for name in ("specifications.specifications", "others.coverage", "worth.worth"):
        monkeypatch.setattr(f"romsov_analysis.themes.pacts.{name}", computed)
    with pytest.raises(ParameterError) as error:
        chapter.compute(**given)
    for words in said:
        assert words in str(error.value), str(error.value)


def test_several_faults_are_told_at_once() -> None:
    with pytest.raises(ParameterError) as error:
        chapter.compute(early="no", draws=0)
    assert [line.partition("=")[0] for line in str(error.value).splitlines()] == ["early", "draws"]
    with pytest.raises(ParameterError) as error:
        chapter.compute(last_days={"x": "1930"})  # the outbreak, and four of five pacts, come later
    assert [line.partition("=")[0] for line in str(error.value).splitlines()] == ["outbreak", "alike"]


def test_a_state_stands_for_its_first_soviet_pact() -> None:
    read = chapter.PARAMETERS.read({"alike": ["finland", "japan", "moscow_1940"]})
    assert read["alike"] == ("soviet_finnish_1932", "soviet_japanese_1941", "moscow_1940")


def test_the_first_cell_keeps_to_its_lines() -> None:
    lines = chapter.PARAMETERS.cell().splitlines()
    assert len(lines) <= 12
    assert max(map(len, lines)) <= 100
    assert all("  # " in line for line in lines)


def test_the_first_treaty_of_each_kind() -> None:
    starts = {name: pact_oracle.chosen(name)["start"].min() for name in pact_oracle.UNIVERSES}
    assert {name: parameters.begun(name) for name in pact_oracle.UNIVERSES} == starts
    assert math.isclose(min(starts.values()).year, 1921)
