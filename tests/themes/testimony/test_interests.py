"""How known a part is, by who speaks on it and whose side gains: by hand, and its laws."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from romsov_analysis import evidence
from romsov_analysis.themes.testimony import interests, statements, voices

WEIGHTS = {"o": "own", "x": "against", "n": "none"}


def said(*words: str) -> pd.DataFrame:
    """A row a word: sign of the reading, letter of the voice, weight; ``s`` a supposition, ``!`` an act.

    ``+a n`` is a voice *a* without a stake that says so; the side of a voice is that of its letter.
    """
    rows = []
    for word in words:
        reading = "supports" if word[0] == "+" else "against"
        side = {"a": "soviet", "b": "soviet", "c": "army", "d": "front", "e": "none"}[word[1]]
        rows.append([reading, word[1], side, WEIGHTS[word[3]], "s" not in word[4:], "!" in word])
    return pd.DataFrame(rows, columns=["reading", "voice", "side", "weight", "witness", "act"]).astype(
        {"witness": bool, "act": bool}
    )


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ((), "unknown"),
        # One voice is a witness at most, and none if it gains; two of one side that gains by it are not even that.
        (("+c n",), "one witness"),
        (("+c x", "-d o"), "one witness"),
        (("+c x", "-c o"), "one witness"),
        (("+c ns",), "without reliable evidence"),
        (("+a o",), "without reliable evidence"),
        (("+a o", "+b o"), "without reliable evidence"),
        # Two sides, or two with nothing to gain; one of them a witness who gains nothing.
        (("+a o", "+c n"), "attested"),
        (("+c x", "+e n"), "attested"),
        (("+a o", "+c o"), "without reliable evidence"),
        (("+c ns", "+a o"), "without reliable evidence"),
        # A record of the act itself, if nobody denies it.
        (("+a o!",), "documented"),
        (("+a o!", "-c n"), "contested"),
        # A denial contests, unless it serves its own side alone and one speaks against his.
        (("+c n", "+e n", "-d o"), "contested"),
        (("+c x", "+e n", "-d o"), "attested"),
        (("+c x", "-d o", "-e n"), "contested"),
        (("+c x", "-d x"), "contested"),
        # Who argues from data silences nobody, though he speaks against his side.
        (("+c xs", "+e n", "-d o"), "contested"),
        (("+a o", "+d o", "-c xs"), "contested"),
        (("+d o", "-c x"), "without reliable evidence"),
        (("+d n", "-c x"), "contested"),
        # Only denied.
        (("-a o", "-b o"), "without reliable evidence"),
        (("-c x",), "without reliable evidence"),
    ],
)
def test_how_known_a_part_is(words: tuple[str, ...], grade: str) -> None:
    assert interests.grade(said(*words)) == grade


def test_an_interested_side_counts_once() -> None:
    assert interests.independent(said("+a o", "+b o", "+c n", "+e n", "+e n")) == 3
    # Without a stake voices of one side are two.
    assert interests.independent(said("+a n", "+b n")) == 2
    assert interests.independent(said()) == 0


signs = st.lists(
    st.tuples(st.sampled_from("+-"), st.sampled_from("abcde"), st.sampled_from("oxn")).map(
        lambda parts: f"{parts[0]}{parts[1]} {parts[2]}"
    ),
    max_size=6,
)


@given(signs)
def test_a_grade_looks_at_words_not_at_their_order_or_number(words: list[str]) -> None:
    whole = interests.grade(said(*words))
    assert interests.grade(said(*sorted(words))) == whole
    assert interests.grade(said(*words, *words)) == whole
    assert (whole == "unknown") == (not words)
    if not any(word[0] == "+" for word in words) and words:
        assert whole == "without reliable evidence"


@given(signs)
def test_a_further_denial_never_makes_a_part_better_known(words: list[str]) -> None:
    order = {name: place for place, name in enumerate(("documented", "attested", "one witness"))}
    before, after = interests.grade(said(*words)), interests.grade(said(*words, "-e n"))
    assert after not in order or before == after


def test_leaving_a_voice_out_says_on_whom_a_part_turns() -> None:
    assert voices.turning_voices(said("+c n", "+e n")) == {
        "c": "one witness",
        "e": "one witness",
    }
    assert voices.turning_voices(said("+c n", "+e n", "-d n")) == {"d": "attested"}
    assert voices.turning_voices(said("+a o", "+b o", "+c n")) == {"c": "without reliable evidence"}


@pytest.mark.usefixtures("fresh_tables")
def test_every_side_of_the_book_has_a_name_and_every_rule_is_printed() -> None:
    used = set(evidence.load("voices")["interest"]) | set(evidence.load("readings")["side"].dropna())
    for part in evidence.load("parts").index:
        yes, no = interests.gains(str(part)).values()
        used |= {*yes, *no}
        # A friend clears Iliescu by naming another and by saying that nobody asked; no other side gains both ways.
        both = {"iliescu"} if part == "political_request" else set()
        assert set(yes) & set(no) == both, part
    assert used <= set(interests.SIDES)
    assert tuple(interests.RULES) == interests.GRADES


@pytest.mark.usefixtures("fresh_tables")
def test_who_hands_on_what_he_gains_by_shows_nobody_against_his_interest() -> None:
    assert interests.weight("army", "political_request", "against") == "against"
    assert interests.weight("army", "political_request", "against", teller="front") == "none"
    assert interests.weight("army", "political_request", "against", teller="none") == "against"
    assert interests.weight("army", "political_request", "supports", teller="front") == "own"


@pytest.mark.usefixtures("fresh_tables")
def test_a_no_said_of_all_counts_whoever_says_it() -> None:
    """A colonel says yes for the army, its chief no; an admiral says no of the leaders, as their head does.

    Of the army the admiral says nothing in what was read: he names nobody who sounded Moscow out.
    """
    matrix = statements.readings()
    for name, part, reading in (
        ("claims:co.aid_question", "military_sounding", "supports"),
        ("testimony:gusa_film_words", "military_sounding", "against"),
        ("claims:co.nobody_asked", "political_request", "against"),
        ("testimony:stefan_dinu_sounding", "political_request", "against"),
        ("testimony:stefan_dinu_sounding", "military_sounding", "neutral"),
        ("testimony:stefan_dinu_hangs_up", "military_sounding", "neutral"),
    ):
        assert matrix.loc[name, part] == reading, (name, part)


@pytest.mark.usefixtures("fresh_tables")
def test_only_who_answers_romania_and_says_no_refuses() -> None:
    matrix = statements.readings()["offer_of_force"]
    assert matrix["claims:co.governments_only"] == "neutral"  # a referral
    assert matrix["testimony:aboimov_rejects_24"] == "neutral"  # put by an American
    assert matrix["testimony:stefan_dinu_hangs_up"] == "neutral"  # of an approach whose purpose is not told
    assert matrix["claims:co.deny_aid"] == "refused"


@pytest.mark.usefixtures("fresh_tables")
def test_no_man_denies_for_others() -> None:
    """The rule on one man's wish, held against the readings: those who speak for themselves are neutral."""
    alone = {
        "testimony:militaru_denies": ("political_request", "military_sounding"),
        "testimony:roman_general_denial": ("political_request",),
        "testimony:gusa_suggested_troops": ("military_sounding",),
        "testimony:gusa_night": ("military_sounding",),
        "testimony:gusa_film": ("military_sounding",),
        "testimony:gusa_rings_moiseyev": ("political_request", "military_sounding"),
        "testimony:dinu_iliescu_unwilling": ("political_request", "military_sounding"),
        "claims:co.call_aim_assurance": ("political_request",),
    }
    matrix = statements.readings()
    for name, parts in alone.items():
        assert (matrix.loc[name, list(parts)] == "neutral").all(), name
