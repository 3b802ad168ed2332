"""A cell on its own: what nobody sees in it is refused, markup is text like any other."""

from __future__ import annotations

import hostile
import pytest

from romsov_analysis.evidence.checks import _check_cell

TEXT = {"type": "string", "description": "any text"}
UNSEEN = {
    "C0": [*map(chr, range(0x20)), "\x7f"],
    "C1": [*map(chr, range(0x80, 0xA0))],
    "direction": [*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))],
    "no width": [*"\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff"],
    "separators": ["\u2028", "\u2029"],
    "fillers": [*"\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc"],
    "selectors": [*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0)), *"\u180b\u180f"],
    "tags": [*map(chr, range(0xE0000, 0xE0080))],
    "surrogates": ["\ud800", "\udbff", "\udc00", "\udfff"],
    "no characters": [*map(chr, range(0xFDD0, 0xFDF0))]
    + [chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)],
    "private": ["\ue000", "\U000f0000"],
    "annotations": [*"\ufff9\ufffa\ufffb\u206a\u206f"],
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_nobody_sees_is_refused_wherever_it_stands(kind: str) -> None:
    accepted = [
        f"{sign!r} in {cell!r}"
        for sign in UNSEEN[kind]
        for cell in (f"a{sign}b", f"ă{sign}", f"{sign}b")
        if not any("nobody sees" in rule for rule, _ in _check_cell(cell, TEXT))
    ]
    assert accepted == []


@pytest.mark.parametrize(
    "cell", [*hostile.TEXTS, "a < b", "Țară, şi", "O’Neill 5\u00a0km", "日本", "naïve e\u0301"]
)
def test_markup_and_letters_of_any_kind_are_text(cell: str) -> None:
    assert list(_check_cell(cell, TEXT)) == []


@pytest.mark.parametrize(
    "cell", ["[x](result:a.b)", "[x]( claim:a)", "![](holds:a", "a](person:x)", "[](cite:y?p)"]
)
def test_what_reads_like_a_reference_is_refused(cell: str) -> None:
    assert [rule for rule, _ in _check_cell(cell, TEXT)] == ["reads like a reference of the book"]


@pytest.mark.parametrize(
    "address", ["javascript:window.PWN=1", "data:text/html,x", "//e.org/x", "https://e.org/a b"]
)
def test_an_address_is_one_of_the_web(address: str) -> None:
    from romsov_analysis import evidence

    for table in ("sources", "documents"):
        rules = [rule for rule, _ in _check_cell(address, evidence.table(table).fields["address"])]
        assert rules == ["does not have the form of the column"]
