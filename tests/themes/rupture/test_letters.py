"""The letters: every point counted once."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.themes.rupture.letters import letter_results


def test_points_by_hand_from_the_table() -> None:
    table = evidence.load("letters")
    found = {name: result.value for name, result in letter_results().items()}
    sides = [
        (isinstance(cells["gorbachev_raised"], str), isinstance(cells["ceausescu_answered"], str))
        for _, cells in table.iterrows()
    ]
    assert found["raised"] == sum(first for first, _ in sides)
    assert found["answered"] == sides.count((True, True))
    assert found["unanswered"] == sides.count((True, False))
    assert found["added"] == sides.count((False, True))
    assert found["answered"] + found["unanswered"] == found["raised"]
    # One point of the reply may answer two of the letter.
    both = [
        cells["claim_27"]
        for _, cells in table.iterrows()
        if isinstance(cells["gorbachev_raised"], str) and isinstance(cells["ceausescu_answered"], str)
    ]
    assert found["replies"] == len(set(both)) < len(both)
    assert found["days"] == 4  # 23 to 27 November


def test_each_count_rests_on_the_points_it_counts() -> None:
    for name, result in letter_results().items():
        if name != "days":
            assert len(result.evidence) == result.value
