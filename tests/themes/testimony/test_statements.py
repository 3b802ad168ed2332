"""Who says what on the aid question: statements, voices, what a part stands on, and order under two zones."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from voice_tables import Row, of_voice, signs_of, write

from romsov_analysis import evidence
from romsov_analysis.evidence import EvidenceError
from romsov_analysis.themes.testimony import order, statements, voices
from romsov_analysis.themes.testimony.statements import Coder, Statement
from romsov_analysis.themes.testimony.voices import Agreement

CODERS: tuple[Coder, ...] = ("first", "second")
B, M = order.ZONES

Use = Callable[..., None]


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Invented tables, see `voice_tables.write`."""
    folders = (tmp_path / str(number) for number in itertools.count())

    def use(*signs: Any, **tables: Any) -> None:
        folder = next(folders)
        write(folder, *signs, **tables)
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))
        evidence.clear_cache()

    yield use
    monkeypatch.undo()
    evidence.clear_cache()


# --- statements and voices ------------------------------------------------------------------------------


def test_a_claim_takes_its_speaker_from_the_people_and_a_row_of_testimony_tells_its_own(
    own_tables: Use,
) -> None:
    telling = {
        "date": "1989-12-22",
        "time": "10:30",
        "zone": B,
        "zone_status": "assumed",
        "testified": "1999",
    }
    numbered = {"value": "7", "low": "7", "high": "7", "unit": "wagons", "statement": "{value} came"}
    own_tables(
        {"testimony:b": "0", "claims:x.a": "+", "claims:x.c": "0"},
        cells={
            "claims:x.a": telling | {"interest": "i"},
            "claims:x.c": numbered,
            "testimony:b": {"role": "r"},
        },
        testimony=[{"id": "unread", "dependence": "u"}],
    )
    found = statements.statements()
    assert list(found) == ["testimony:b", "claims:x.a", "claims:x.c"]  # what was not read is no statement
    assert found["claims:x.a"] == Statement(
        "claims:x.a", "It rained", "Ann", "minister", "assertion", "firsthand", "Ann > D", "1989-12-22",
        "10:30", B, "1999", "x_a", "i", "", "d", "no", True,
    )  # fmt: skip
    assert found["testimony:b"] == Statement(
        "testimony:b", "It snowed", "Bob", "r", "denial", "firsthand", "", None, None, None, None, "b", "",
        "verified", "s", "unknown", False,
    )  # fmt: skip
    assert "7" in found["claims:x.c"].title
    assert "{" not in found["claims:x.c"].title


def a_statement(**cells: str | None) -> Statement:
    known: dict[str, Any] = dict.fromkeys(Statement.__dataclass_fields__, "") | cells
    return Statement(**known)


@pytest.mark.parametrize(
    ("chain", "links"), [("", 0), ("Ann", 0), ("Ann > D", 1), ("Ann > Bob > the press > D", 3), ("A>B", 0)]
)
def test_links_are_the_hands_after_the_speaker(chain: str, links: int) -> None:
    assert a_statement(chain=chain).links == links


@pytest.mark.parametrize(
    ("date", "testified", "years"),
    [
        ("1989-12-22", "1993-12-22", 4),  # 1,461 days
        ("1989-12-22", "1989-12-22", 0),
        ("1993", "1989", 0),  # known too roughly to lag less than nothing
        # The middle of three days in 1921 is the 2nd; that of 1925 is 2 July, 182 days after New Year.
        ("1921-01-01/1921-01-03", "1925", (1461 - 1 + 182) / 365.25),
        (None, "1993", None),
        ("1989", None, None),
        ("../1989", "1993", None),
        ("1989/..", "1993", None),
        ("1989", "../1993", None),
        ("1989", "1993/..", None),
    ],
)
def test_lag_from_middle_to_middle(date: str | None, testified: str | None, years: float | None) -> None:
    lag = a_statement(date=date, testified=testified).lag
    assert lag == (None if years is None else pytest.approx(years))


def test_statements_of_one_voice_count_once(own_tables: Use) -> None:
    grid = {
        "claims:x.a": "+0-0", "testimony:b": "++00", "claims:x.c": "0+00",
        "testimony:d": "-0-0", "testimony:e": "+0+0",
    }  # fmt: skip
    own_tables(
        grid, cells=of_voice("claims:x.a", "testimony:b", "claims:x.c") | of_voice("testimony:e", voice="w")
    )
    assert signs_of(statements.readings()) == grid
    assert signs_of(voices.hear(grid).voices) == {"v": "++-0", "d": "-0-0", "w": "+0+0"}
    # A name without a reading is passed over; voices stand in the order in which they are heard.
    assert signs_of(voices.hear(["testimony:d", "testimony:never", "testimony:b"]).voices) == {
        "d": "-0-0",
        "v": "++00",
    }


def test_a_voice_that_speaks_on_both_sides_is_divided(own_tables: Use) -> None:
    grid = {"testimony:a": "+-0", "testimony:b": "-0+", "testimony:c": "+-0"}
    own_tables(grid, cells=of_voice(*grid))
    assert signs_of(voices.hear(grid).voices) == {"v": "d-+"}


def test_the_second_coder_reads_what_the_first_did_where_nothing_else_is_written(own_tables: Use) -> None:
    first = {"testimony:a": "+-", "testimony:b": "00"}
    second = {"testimony:a": "0-", "testimony:b": "0+"}
    own_tables(first, second)
    assert signs_of(statements.readings()) == signs_of(statements.readings("first")) == first
    assert signs_of(statements.readings("second")) == second
    by_coder = [signs_of(voices.hear(first, coder).voices) for coder in CODERS]
    assert by_coder == [{"a": "+-", "b": "00"}, {"a": "0-", "b": "0+"}]
    assert signs_of(voices.hear(first).voices) == by_coder[0]


def test_rows_and_parts_stand_in_the_order_of_their_tables(own_tables: Use) -> None:
    rows = [("testimony:b", "q"), ("testimony:a", "p"), ("testimony:b", "p"), ("testimony:a", "q")]
    own_tables(
        parts=[{"id": part, "title": part} for part in "qp"],
        testimony=[{"id": name, "dependence": name} for name in "ab"],
        readings=[{"statement": name, "part": part, "reading": "against"} for name, part in rows],
    )
    matrix = statements.readings()
    assert (list(matrix.index), list(matrix.columns)) == (["testimony:b", "testimony:a"], ["q", "p"])


def test_a_claim_without_an_anchor_is_a_statement_too(own_tables: Use) -> None:
    own_tables({"claims:x.a": "+"}, cells={"claims:x.a": {"exact": "", "offset": ""}})
    assert statements.statements()["claims:x.a"].title == "It rained"


def test_a_reading_that_is_missing_divides_no_voice(own_tables: Use) -> None:
    own_tables({"testimony:a": "+ ", "testimony:b": "++"}, cells=of_voice("testimony:a", "testimony:b"))
    assert signs_of(voices.hear(["testimony:a", "testimony:b"]).voices) == {"v": "++"}


def test_a_statement_without_a_row_is_an_error(own_tables: Use) -> None:
    reading = {"statement": "testimony:lost", "part": "p", "reading": "neutral"}
    own_tables(parts=[{"id": "p", "title": "P"}], readings=[reading])
    with pytest.raises(EvidenceError, match="lost"):
        statements.statements()


def test_a_statement_of_a_voice_without_a_row_is_an_error(own_tables: Use, tmp_path: Path) -> None:
    own_tables({"claims:x.a": "+"})
    voices_ = next(tmp_path.rglob("voices.csv"))
    voices_.write_text(voices_.read_text().replace("x_a", "x_b"))
    evidence.clear_cache()
    with pytest.raises(EvidenceError, match=r"voices\.csv.*'x_a'.*x_b"):
        statements.statements()


def test_what_is_admitted(own_tables: Use) -> None:
    names = [
        "claims:x.first",
        "claims:x.relayed",
        "testimony:first",
        "testimony:second_hand",
        "testimony:gone",
    ]
    own_tables(
        dict.fromkeys(names, "0"),
        cells={
            "claims:x.relayed": {"basis": "relayed"},
            "testimony:second_hand": {"status": "second-hand", "basis": "anonymous"},
            "testimony:gone": {"status": "not found", "source": "", "basis": "inference"},
        },
    )

    def admitted(**how: Any) -> list[str]:
        return [name.partition(":")[2] for name in statements.admitted(**how)]

    assert admitted() == ["x.first", "x.relayed", "first", "second_hand"]
    assert admitted(bases=["firsthand"]) == ["x.first", "first"]
    assert admitted(bases=["relayed", "anonymous"]) == ["x.relayed", "second_hand"]
    # A claim has no status of its own.
    assert admitted(statuses=["not found"]) == ["x.first", "x.relayed", "gone"]
    assert admitted(statuses=["verified"], bases=["anonymous"]) == []
    assert admitted(outside=False) == ["x.first", "x.relayed"]


# --- refusals, and whose words they are ------------------------------------------------------------------


def test_a_refusal_when_asked_is_neither_for_an_offer_nor_against_it(own_tables: Use) -> None:
    grid = {"testimony:a": "r0", "testimony:b": "r-", "testimony:c": "+0", "testimony:d": "00"}
    own_tables(grid, cells=of_voice("testimony:a", "testimony:b") | of_voice("testimony:c", voice="w"))
    heard = voices.hear(grid)
    assert signs_of(heard.voices) == {"v": "r-", "w": "+0", "d": "00"}
    # A voice that refuses and speaks too is read by what it says.
    own_tables({"testimony:a": "r", "testimony:b": "+"}, cells=of_voice("testimony:a", "testimony:b"))
    assert signs_of(voices.hear(["testimony:a", "testimony:b"]).voices) == {"v": "+"}
    assert set(heard.words["reading"]) == {"supports", "against"}


def test_words_are_of_the_side_of_their_voice_unless_the_reading_names_another(own_tables: Use) -> None:
    readings = [
        {"statement": "testimony:a", "part": "p", "reading": "supports"},
        {"statement": "testimony:a", "part": "q", "reading": "against", "side": "soviet"},
        {"statement": "testimony:b", "part": "p", "reading": "against"},
    ]
    own_tables(
        parts=[
            {"id": "p", "title": "P", "gains_yes": "front; army", "gains_no": "soviet"},
            {"id": "q", "title": "Q", "gains_no": "soviet"},
        ],
        voices=[
            {"id": "a", "name": "A", "interest": "army"},
            {"id": "b", "name": "B", "interest": "front"},
        ],
        testimony=[{"id": name, "dependence": name} for name in "ab"],
        readings=readings,
    )
    words = voices.hear(["testimony:a", "testimony:b"]).words
    told = [(row.statement[-1], row.part, row.side, row.weight) for row in words.itertuples()]
    assert told == [
        ("a", "p", "army", "own"),
        ("b", "p", "front", "against"),
        ("a", "q", "soviet", "own"),
    ]


@pytest.mark.parametrize(
    ("cells", "act"),
    [
        ({"act": "offer", "status": "verified", "date": "1989-12-23", "testified": "1989-12-24"}, True),
        ({"act": "offer", "status": "verified", "date": "1989-12-23", "testified": "1989-12-30"}, True),
        ({"act": "offer", "status": "verified", "date": "1989-12-23", "testified": "1989-12-31"}, False),
        ({"act": "offer", "status": "second-hand", "date": "1989-12-23", "testified": "1989-12-23"}, False),
        ({"act": "assertion", "status": "verified", "date": "1989-12-23", "testified": "1989-12-23"}, False),
        ({"act": "question", "status": "verified", "date": "1989-12-23", "testified": None}, False),
    ],
)
def test_a_record_is_the_act_itself_if_read_and_made_within_a_week(
    cells: dict[str, str | None], act: bool
) -> None:
    assert a_statement(**cells).is_act is act


def test_agreement_by_hand(own_tables: Use) -> None:
    first = {"testimony:a": "++++", "testimony:b": "+--0", "testimony:c": "00"}
    second = {"testimony:a": "+++-", "testimony:b": "+-0+", "testimony:c": "00"}
    own_tables(first, second)
    # Of ten cells seven are alike; by chance 5 × 5 + 2 × 2 + 3 × 3 of a hundred would be. On eight either speaks.
    expected = Agreement(7, 10, pytest.approx((0.7 - 0.38) / (1 - 0.38)), 8, 5)
    assert voices.agreement() == expected


def test_what_one_coder_alone_read_is_no_agreement(own_tables: Use) -> None:
    rows = [{"statement": "testimony:a", "part": part, "reading": "supports"} for part in "pq"]
    rows[1] |= {"second": "unread", "second_reason": "added later"}
    own_tables(
        parts=[{"id": part, "title": part} for part in "pq"],
        testimony=[{"id": name, "dependence": name} for name in "ab"],
        readings=[*rows, {"statement": "testimony:b", "part": "p", "reading": "neutral"}],
    )
    agreed = voices.agreement()
    assert (agreed.alike, agreed.cells, agreed.spoken, agreed.spoken_alike) == (2, 2, 1, 1)
    # It counts as it was decided, whosever readings count.
    assert statements.readings("second").loc["testimony:a", "q"] == "supports"


@pytest.mark.usefixtures("fresh_tables")
def test_every_statement_of_the_book_is_read_on_every_part_and_a_second_reading_is_another() -> None:
    assert statements.readings().notna().all(axis=None)
    table = evidence.load("readings")
    assert table.index[table["second"] == table["reading"]].tolist() == []


# --- order ----------------------------------------------------------------------------------------------


def at(date: str, time: str = "", zone: str = "", stated: bool = False) -> Row:
    status = ("stated" if stated else "assumed") if time else ""
    return {"date": date, "time": time, "zone": zone or (B if time else ""), "zone_status": status}


# On a day of winter Moscow is an hour ahead of Bucharest, so that its clock time is the earlier moment.
BOTH = [(B, B), (B, M), (M, B), (M, M)]


@pytest.mark.parametrize(
    ("first", "second", "answers", "answer"),
    [
        (at("1989-12-22", "10:00"), at("1989-12-22", "11:01"), "yes yes yes yes", "yes"),
        (at("1989-12-22", "10:00"), at("1989-12-22", "10:30"), "yes no yes yes", "unknown"),
        (at("1989-12-22", "10:30"), at("1989-12-22", "10:00"), "no no yes no", "unknown"),
        (at("1989-12-22", "11:01"), at("1989-12-22", "10:00"), "no no no no", "no"),
        # The assumed zone of a row does not settle it.
        (at("1989-12-22", "10:00", M), at("1989-12-22", "10:30", M), "yes no yes yes", "unknown"),
        # A stretch may overlap whatever the zones.
        (at("1989-12-22", "09:00/12:00"), at("1989-12-22", "10:30"), " ".join(["unknown"] * 4), "unknown"),
        # Two rows without a clock time are compared as days of the calendar.
        (at("1989-12-22"), at("1989-12-23"), "yes yes yes yes", "yes"),
        (at("1989-12-22"), at("1989-12-23", "00:30"), "yes unknown yes yes", "unknown"),
        (at("1989-12-22"), at("1989-12-24"), "yes yes yes yes", "yes"),
        (at("1989-12-22"), at("1989-12-22", "10:00"), " ".join(["unknown"] * 4), "unknown"),
        (at("1989-12"), at("1990"), "yes yes yes yes", "yes"),
        (at("1989-12-22/.."), at("1990"), " ".join(["unknown"] * 4), "unknown"),
    ],
)
def test_order_is_decided_under_every_zone(
    own_tables: Use, first: Row, second: Row, answers: str, answer: str
) -> None:
    question = {"id": "q", "first": "events:a", "second": "events:b"}
    own_tables(events=[{"id": "a"} | first, {"id": "b"} | second], order_questions=[question])
    verdict = order.decide("q")
    assert verdict == order.Verdict("q", verdict.answer, dict(zip(BOTH, answers.split(), strict=True)))
    assert verdict.answer == answer


def test_a_stated_zone_stands_alone(own_tables: Use) -> None:
    washington = at("1989-12-22", "03:29", "America/New_York", stated=True)  # 8:29 universal time
    own_tables(
        {"testimony:a": "0"},
        cells={"testimony:a": washington},
        events=[{"id": name} | at("1989-12-22", time) for name, time in (("b", "10:30"), ("c", "11:30"))],
        order_questions=[
            {"id": f"then_{name}", "first": "testimony:a", "second": f"events:{name}"} for name in "bc"
        ],
    )
    there = "America/New_York"
    assert list(order.moments("testimony:a")) == [there]
    assert order.decide("then_b") == order.Verdict("then_b", "unknown", {(there, B): "yes", (there, M): "no"})
    assert order.decide("then_c") == order.Verdict("then_c", "yes", {(there, B): "yes", (there, M): "yes"})


def test_moments_of_rows_without_a_date_and_of_no_row(own_tables: Use) -> None:
    own_tables(
        {"claims:x.a": "0"},
        events=[{"id": "a"} | at("1989")],
        order_questions=[
            {"id": "undated", "first": "events:a", "second": "claims:x.a"},
        ],
    )
    assert list(order.moments("events:a")) == [B, M]
    calls = (lambda: order.moments("claims:x.a"), lambda: order.decide("undated"))
    for call in calls:
        with pytest.raises(LookupError, match=r"claims:x\.a has no date"):
            call()
    with pytest.raises(EvidenceError, match="never"):
        order.decide("never")
