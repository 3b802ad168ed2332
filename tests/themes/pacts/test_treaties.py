"""Pacts as spells: the rules, on invented treaties. Laws over treaties drawn at random: test_spells."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence.dates import parse
from romsov_analysis.themes.pacts import spells, treaties
from romsov_analysis.themes.pacts.spells import Spell
from romsov_analysis.themes.pacts.treaties import Act, Pact

TABLES = ("states", "pacts", "pact_dates", "acts", "pact_acts", "codings", "sources")
UNSEEN = {"status": "not found", "checked": "2026-11-22"}  # nothing of this was ever read
WIDER = ("attacked", "denounced", "coerced", "any")  # each counts what the one before it counts
TIE = frozenset({frozenset("ab")})
TRIANGLE = TIE | {frozenset("bc"), frozenset("ac")}

Row = dict[str, str]
Use = Callable[..., None]


day = datetime.date.fromisoformat
LAST = day("1945-09-02")


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Tables with the rows given and no others; every table the treaties need is replaced."""
    fields = {name: list(evidence.table(name).fields) for name in TABLES}

    def use(dates: dict[str, str], pacts: list[Row], **rows: list[Row]) -> None:
        rows["pacts"] = pacts
        rows["states"] = [{"id": name, "name": name.upper()} for name in "abcd"]
        rows["pact_dates"] = [row for name, text in dates.items() for row in when(name, text)]
        for name in TABLES:
            frame = pd.DataFrame([UNSEEN | row for row in rows.get(name, [])], columns=fields[name])
            frame.to_csv(tmp_path / f"{name}.csv", index=False)
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
        evidence.clear_cache()

    yield use
    monkeypatch.undo()
    evidence.clear_cache()


def when(name: str, text: str) -> list[Row]:
    """Rows of dates: ``signed 1930-01-01; term end 1940``, the date after the last blank."""
    cells = (part.strip().rpartition(" ") for part in text.split(";"))
    return [{"pact": name, "what": what, "date": date} for what, _, date in cells]


def treaty(name: str, parties: str = "a; b", obligation: str = "non-aggression", **more: str) -> Row:
    form = "bilateral" if parties.count(";") == 1 else "multilateral"
    row = {"id": name, "title": f"Treaty {name}", "parties": parties, "obligation": obligation}
    return row | {"form": form, "ending": "in force", "clause": "read"} | more


def deed(name: str, date: str, kind: str = "attack", actor: str = "a", against: str = "b") -> Row:
    return {"id": name, "title": name, "date": date, "kind": kind, "actor": actor, "against": against}


def link(pact: str, act: str, doubt: str = "none") -> Row:
    return {"pact": pact, "act": act, "doubt": doubt, "reason": "why"}


def coding(pact: str, data_set: str, end: str = "", violated: str = "no") -> Row:
    return {"pact": pact, "data_set": data_set, "end": end, "violated": violated, "ending": "in words"}


def one_treaty(use: Use, dates: str, *acts: Row) -> Pact:
    use({"p": dates}, [treaty("p")], acts=list(acts), pact_acts=[link("p", act["id"]) for act in acts])
    return treaties.load()[0]


def outcomes(last: str = "1945-09-02", definition: str = "attacked") -> dict[str, str]:
    found = spells.observe("all", definition, day(last))
    return {spell.id: f"{spell.start} {spell.stop} {spell.outcome}" for spell in found}


SIGNED = "signed 1930-01-01"
NOTICE = f"{SIGNED}; notice 1934-12-31; notice effect 1935-06-30"
TERM = f"{NOTICE}; term end 1940-12"
OPEN = f"{NOTICE}; term end ../.."
ENDED = f"{SIGNED}; ended 1935-06-30"


@pytest.mark.parametrize(
    ("dates", "kind", "expected"),
    [
        # Before, on and after the first day, which is that of entry into force where it is known.
        (SIGNED, "attack", {"1929-12-31": None, "1930-01-01": "attacked", "1933-05": "attacked"}),
        # An act under way on that day counts from it.
        (
            f"{SIGNED}; in force 1930-02/1930-04",
            "attack",
            {"1930-01": None, "1930": "attacked", "1930-02-01": "attacked"},
        ),
        # The day of an ending is still bound. An act of which only the year is known is put on its first day.
        (ENDED, "attack", {"1935": "attacked", "1935-06-30": "attacked", "1935-07-01": None, "1936": None}),
        # A treaty of a term that nothing ended goes on; one without a term may end.
        (f"{SIGNED}; term end 1935", "attack", {"1936-01-01": "attacked"}),
        (f"{ENDED}; term end ../..", "attack", {"1935-07-01": None}),
        # Notice that takes effect later than the act, on its day, and a day before; no term is known.
        (NOTICE, "attack", {"1935-01-01": "attacked", "1935-06-30": "attacked", "1935-07-01": None}),
        # After notice, inside and outside the term.
        (TERM, "attack", {"1935-07-01": "denounced", "1940-12-31": "denounced", "1941-01-01": None}),
        (OPEN, "attack", {"1935-06-30": "attacked", "1944-01-01": "denounced"}),
        # Other kinds of acts, in force and after notice.
        (TERM, "coercion", {"1929-12-31": None, "1940-12-31": "coerced", "1941-01-01": None}),
        (NOTICE, "coercion", {"1933-05-05": "coerced", "1935-07-01": None}),
        (TERM, "intervention", {"1933-05-05": "any", "1940-12-31": "any", "1941-01-01": None}),
        (SIGNED, "war declared", {"1929-12-31": None, "1933-05-05": "any"}),
        (ENDED, "other breach", {"1933-05-05": "any", "1935-07-01": None}),
    ],
)
def test_what_breaks_a_treaty(
    own_tables: Use, dates: str, kind: str, expected: dict[str, str | None]
) -> None:
    names = {f"on_{date.replace('-', '_')}": date for date in expected}
    pact = one_treaty(own_tables, dates, *(deed(name, date, kind) for name, date in names.items()))
    for rule in treaties.DEFINITIONS:
        narrow = WIDER[: WIDER.index(rule) + 1]
        counted = [names[act.id] for act in treaties.breaches(pact, rule, contested=False)]
        assert counted == [date for date, narrowest in expected.items() if narrowest in narrow]


def test_a_treaty_as_the_tables_give_it(own_tables: Use) -> None:
    pact = one_treaty(own_tables, TERM.replace("1930-01-01", "1930-01"), deed("x", "1933-05"))
    assert pact == Pact(
        "p", "Treaty p", TIE, True, "non-aggression", "read", "in force", parse("1930-01"), True, None,
        parse("1935-06-30"), parse("1940-12"), False,
        (Act("x", parse("1933-05"), "attack", TIE, frozenset(), "pact_acts:p/x"),),
    )  # fmt: skip
    assert (pact.parties, dataclasses.replace(pact, pairs=frozenset()).parties) == ({"a", "b"}, frozenset())


def test_treaties_that_are_left_out(own_tables: Use) -> None:
    rows = [
        treaty("never", ending="never in force"),
        *map(treaty, ("undated", "kept")),
        *(treaty(f"only_{what}", obligation=what) for what in ("friendship", "guarantee", "statement")),
        # One that binds nearly every state to every other is not counted, whatever it promises.
        treaty("umbrella", "near universal", "renunciation of war"),
    ]
    own_tables({row["id"]: SIGNED for row in rows} | {"undated": "ended 1935"}, rows)
    assert [pact.id for pact in treaties.load()] == ["kept"]


def test_universes_and_states_left_out(own_tables: Use) -> None:
    rows = [
        treaty("na", "b; c"),
        treaty("both", "a; b", "non-aggression and neutrality"),
        treaty("neutral", "c; d", "neutrality"),
        treaty("many", "a; b; c"),
        treaty("war", "a; b; c", "renunciation of war"),
        treaty("many_neutral", "a; b; c", "neutrality"),
    ]
    own_tables({row["id"]: SIGNED for row in rows}, rows)

    def ids(universe: str, *without: str) -> list[str]:
        return [pact.id for pact in treaties.chosen(universe, without)]

    assert ids("bilateral") == ["na", "both"]
    assert ids("neutrality") == ["na", "both", "neutral"]
    assert ids("explicit") == ["na", "both", "many", "war"]
    assert ids("all") == ids("all", "elsewhere") == [row["id"] for row in rows]
    assert ids("all", "a") == ["na", "neutral"]
    assert ids("all", "a", "d") == ["na"]
    left = spells.observe("all", "any", LAST, without=["a"])
    assert [spell.id for spell in left] == ["na", "neutral"]


def test_a_treaty_of_many_binds_all_pairs_or_those_it_names(own_tables: Use) -> None:
    own_tables(
        {"whole": SIGNED, "named": SIGNED},
        [treaty("whole", "a; b; c"), treaty("named", "a; b; c", pairs="a-b; b-c")],
        acts=[deed("x", "1933", actor="a", against="c"), deed("y", "1934", actor="a; d", against="c; b; a")],
        pact_acts=[link(pact, act) for pact in ("whole", "named") for act in "xy"],
    )
    whole, named = treaties.load()
    assert (whole.bilateral, whole.parties, named.parties) == (False, {"a", "b", "c"}, {"a", "b", "c"})
    assert (whole.pairs, named.pairs) == (TRIANGLE, TRIANGLE - {frozenset("ac")})
    # The named pairs leave out a and c; d is no party, and nobody acts against himself.
    assert [act.id for act in treaties.breaches(whole, "attacked", contested=False)] == ["x", "y"]
    (left,) = treaties.breaches(named, "attacked", contested=False)
    assert (left.id, left.pairs) == ("y", TIE)
    assert whole.acts[1].pairs == {frozenset("ac"), frozenset("ab")}


def test_one_act_may_break_two_treaties_and_one_of_strangers_none(own_tables: Use) -> None:
    own_tables(
        dict.fromkeys("pqrst", SIGNED),
        [
            treaty("p"),
            treaty("q", "b; c"),
            treaty("r"),
            treaty("s", "b; d"),
            treaty("t", "b; d", "neutrality"),
        ],
        acts=[deed("x", "1933-05-05", actor="a; c")],
        pact_acts=[link("p", "x"), link("q", "x", "reach"), link("s", "x"), link("t", "x", "reach")],
    )
    # No row says that the act falls under r; s binds the attacked to one who surely did not attack.
    found = spells.observe("bilateral", "attacked", LAST, contested=True)
    assert [spell.act for spell in found] == ["x", "x", None, None]
    assert [spell.evidence for spell in found[1:3]] == [("pacts:q", "pact_acts:q/x"), ("pacts:r",)]
    assert [spell.act for spell in spells.observe("bilateral", "attacked", LAST)] == ["x", None, None, None]
    # Of t it is contested whether the act was by a party as well.
    assert [spells.observe("all", "any", LAST, contested=also)[-1].act for also in (True, False)] == [
        "x",
        None,
    ]


@pytest.mark.parametrize(
    ("doubt", "clear"),
    [("none", True), ("first", True), ("deed", False), ("reach", False), ("first; reach", False)],
)
def test_who_began_leaves_the_treaty_broken(own_tables: Use, doubt: str, clear: bool) -> None:
    own_tables({"p": SIGNED}, [treaty("p")], acts=[deed("x", "1933")], pact_acts=[link("p", "x", doubt)])
    (pact,) = treaties.load()
    assert [bool(treaties.breaches(pact, "attacked", contested=also)) for also in (False, True)] == [
        clear,
        True,
    ]
    assert pact.acts[0].contested == (not clear)


def test_kin_of_the_treaties_are_in_no_count(own_tables: Use) -> None:
    kin = {"friends": "friendship", "china": "respect of territory"}
    own_tables(
        dict.fromkeys(("p", *kin), SIGNED), [treaty("p"), *(treaty(n, obligation=o) for n, o in kin.items())]
    )
    assert [pact.id for pact in treaties.load()] == ["p"]
    assert [pact.id for pact in treaties.load(treaties.BOUNDARY)] == list(kin)
    assert [pact.id for pact in treaties.chosen("all")] == ["p"]


def test_a_treaty_without_an_entry_into_force_is_counted_from_signature(own_tables: Use) -> None:
    own_tables(
        {"p": SIGNED, "q": f"{SIGNED}; in force 1931-01-01"}, [treaty("p"), treaty("q", clause="coded")]
    )
    first, second = treaties.load()
    assert (first.unratified, second.unratified) == (True, False)
    assert (first.clause, second.clause) == ("read", "coded")


def test_last_day_of_observation(own_tables: Use) -> None:
    pact = one_treaty(own_tables, SIGNED, deed("x", "1933-05-05"))
    assert outcomes("1929-12-31") == {}
    lasts = {"1930-01-01": "observed", "1933-05-04": "observed", "1933-05-05": "broken"}
    for last, outcome in lasts.items():
        assert outcomes(last) == {"p": f"1930-01-01 {last} {outcome}"}
    assert outcomes() == {"p": "1930-01-01 1933-05-05 broken"}
    found = spells.observe_pact(pact, "attacked", LAST, contested=False)
    rows = ("pacts:p", "pact_acts:p/x")
    assert found == Spell("p", day("1930-01-01"), day("1933-05-05"), "broken", frozenset("ab"), "x", rows)
    assert found.years == 1220 / 365.25  # 365 + 365 + 366 days, then 124 from New Year to 5 May
    one_treaty(own_tables, "signed 1930-05/1930-06", deed("x", "1930"))
    assert outcomes("1930-05-01") == {"p": "1930-05-01 1930-05-01 broken"}


def test_ending_and_its_early_and_late_reading(own_tables: Use) -> None:
    pact = one_treaty(own_tables, f"{SIGNED}; ended 1935-03/1936-04")
    ends = {how: treaties.end_of(pact, "any", early=how) for how in (False, True)}
    assert ends == {False: day("1936-04-30"), True: day("1935-03-01")}
    unasked = spells.observe_pact(pact, "any", LAST, contested=True)
    assert unasked is not None
    assert unasked.stop == treaties.end_of(pact, "any") == ends[False]
    assert outcomes("1936-04-29") == {"p": "1930-01-01 1936-04-29 observed"}
    assert outcomes("1936-04-30") == {"p": "1930-01-01 1936-04-30 ended"}
    (late,) = spells.observe("all", "attacked", LAST)
    assert (late.stop, late.act, late.evidence) == (day("1936-04-30"), None, ("pacts:p",))


def test_the_early_reading_undoes_a_breach_after_it(own_tables: Use) -> None:
    for date, outcome in (("1935-03-01", "broken"), ("1935-03-02", "ended")):
        one_treaty(own_tables, f"{SIGNED}; ended 1935-03/1936-04", deed("x", date))
        (late,) = spells.observe("all", "any", LAST)
        (early,) = spells.observe("all", "any", LAST, early=True)
        assert (late.outcome, late.stop) == ("broken", day(date))
        assert (early.outcome, early.stop) == (outcome, day("1935-03-01"))


@pytest.mark.parametrize(
    ("dates", "attacked", "wider"),
    [
        (f"{SIGNED}; term end 1935", None, None),
        (f"{ENDED}; term end 1940", "1935-06-30", "1935-06-30"),
        # Notice ends a treaty unless something else did before; where it undoes no breach, the term does.
        (NOTICE, "1935-06-30", "1935-06-30"),
        (f"{NOTICE}; ended 1934-02-01", "1934-02-01", "1934-02-01"),
        (f"{NOTICE}; ended 1938", "1935-06-30", "1935-06-30"),
        (f"{NOTICE}; ended 1934/..", "1935-06-30", "1935-06-30"),
        (f"{NOTICE}; term end 1940", "1935-06-30", "1940-12-31"),
        (f"{NOTICE}; term end 1934", "1935-06-30", "1935-06-30"),
        (OPEN, "1935-06-30", None),
    ],
)
def test_the_last_day_on_which_a_treaty_can_be_broken(
    own_tables: Use, dates: str, attacked: str | None, wider: str | None
) -> None:
    pact = one_treaty(own_tables, dates)
    for rule, end in zip(WIDER, (attacked, wider, wider, wider), strict=True):
        assert treaties.end_of(pact, rule) == (end and day(end))
        expected = f"1930-01-01 {end or LAST} {'ended' if end else 'observed'}"
        assert outcomes(definition=rule) == {"p": expected}


def test_a_treaty_denounced_on_a_day_unknown(own_tables: Use) -> None:
    for term, end in (("1940", "1940-12-31"), ("1934", "1935-06-30")):
        pact = dataclasses.replace(one_treaty(own_tables, f"{ENDED}; term end {term}"), ending="denounced")
        assert [str(treaties.end_of(pact, rule)) for rule in WIDER] == ["1935-06-30", end, end, end]


def test_a_treaty_denounced_without_any_day(own_tables: Use) -> None:
    # At the latest its term ends it; a text that names no end leaves nothing that could.
    for term, end in (("1934", day("1934-12-31")), ("../..", None)):
        pact = dataclasses.replace(one_treaty(own_tables, f"{SIGNED}; term end {term}"), ending="denounced")
        assert {treaties.end_of(pact, rule) for rule in WIDER} == {end}


def test_early_reading_of_a_term(own_tables: Use) -> None:
    pact = one_treaty(own_tables, f"{NOTICE}; term end 1940-03/1942-04")
    assert treaties.end_of(pact, "denounced", early=True) == day("1940-03-01")


def test_no_spell_runs_backwards(own_tables: Use) -> None:
    # Our own dates cannot do so, since the table refuses them; those of a data set can.
    own_tables(
        {"p": f"{SIGNED}; in force 1930-06-01"}, [treaty("p")], codings=[coding("p", "atop", "1930-03-01")]
    )
    (coded,) = spells.observe_coded("all", "atop", LAST)
    assert (coded.start, coded.stop, coded.years) == (day("1930-06-01"), day("1930-06-01"), 0)


def test_a_coded_breach_without_a_day_is_refused(own_tables: Use) -> None:
    own_tables({"p": SIGNED}, [treaty("p")], codings=[coding("p", "atop", violated="yes")])
    with pytest.raises(ValueError, match="codings:p/atop is coded as violated, but not when"):
        spells.observe_coded("all", "atop", LAST)


def test_an_open_date_is_refused(own_tables: Use) -> None:
    with pytest.raises(ValueError, match="has no first day"):
        spells.observe_pact(one_treaty(own_tables, "signed ../1931"), "attacked", LAST, contested=True)


def test_an_end_that_stays_open_is_no_end(own_tables: Use) -> None:
    one_treaty(own_tables, "signed 1931; ended 1933/..")
    found = [spells.observe("all", "any", LAST, early=early)[0] for early in (False, True)]
    assert [(spell.outcome, spell.stop) for spell in found] == [
        ("observed", LAST),
        ("ended", day("1933-01-01")),
    ]


def test_codings_of_others(own_tables: Use) -> None:
    names = ("kept", "cut", "silent", "going", "missing")
    own_tables(
        dict.fromkeys(names, SIGNED) | {"late": "signed 1940-01-01"},
        [*map(treaty, names), treaty("late", "a; b", "neutrality")],
        codings=[
            coding("cut", "atop", "1935", "yes"),
            coding("kept", "atop", "1936-05-01"),
            coding("silent", "atop", "1937", "not coded"),
            coding("going", "atop"),
            coding("late", "atop", "1944", "yes"),
            coding("kept", "cow", "1938", "not coded"),
        ],
    )
    found = spells.observe_coded("bilateral", "atop", LAST)
    assert [f"{spell.id} {spell.stop} {spell.outcome}" for spell in found] == [
        "kept 1936-05-01 ended", "cut 1935-01-01 broken", "silent 1937-01-01 ended", f"going {LAST} observed",
    ]  # fmt: skip
    assert len(spells.observe_coded("all", "atop", day("1939-12-31"))) == len(found)
    late = spells.observe_coded("all", "atop", day("1940-01-01"))[-1]
    assert (late.id, late.start, late.outcome, late.years) == ("late", day("1940-01-01"), "observed", 0)
    for last, outcome in (("1937-12-31", "observed"), ("1938-01-01", "ended")):
        assert spells.observe_coded("all", "cow", day(last)) == [
            Spell("kept", day("1930-01-01"), day(last), outcome, frozenset("ab"), None, ("codings:kept/cow",))
        ]
