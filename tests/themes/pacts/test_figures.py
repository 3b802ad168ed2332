"""The figures of the story of chapter 03, and the two letters of chapter 07."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from drawings import downwards, drawn
from matplotlib.figure import Figure

from romsov_analysis import figures as style
from romsov_analysis.themes.pacts import chapter, figures
from romsov_analysis.themes.pacts.figures import Lane, Rule, rules_chart, swimlanes

day = datetime.date.fromisoformat
WAR, LAST = day("1939-09-01"), day("1945-09-02")
GROUPS = [
    (
        "first",
        [
            Lane("A", day("1930-01-01"), day("1945-09-02"), "observed", day("1933-03-03")),
            Lane("B", day("1931-01-01"), day("1935-05-05"), "broken"),
        ],
    ),
    (
        "second",
        [
            Lane("C", day("1932-01-01"), day("1936-06-06"), "ended"),
            Lane("D", day("1933-01-01"), day("1941-06-22"), "broken", by="by E"),
        ],
    ),
]
COUNTS = [("1 of 4", "before"), ("1 of 3", "after")]


def texts_of(figure: Figure) -> list[str]:
    return [found.text for found in drawn(figure)[0]]


def test_life_lines_run_from_start_to_stop_and_end_in_a_form_of_their_own() -> None:
    figure = swimlanes(GROUPS, COUNTS, WAR, LAST)
    axis = figure.axes[0]
    lanes = [lane for _, group in GROUPS for lane in group]
    rows = {"A": 1, "B": 2, "C": 4, "D": 5}  # headings stand between
    spans = {}
    for line in axis.lines:
        xs, ys = line.get_xdata(), line.get_ydata()
        if line.get_marker() == "None":
            for place in range(0, len(xs), 3):
                assert ys[place] == ys[place + 1]
                spans[ys[place]] = (xs[place], xs[place + 1])
    assert spans == {
        rows[lane.label]: (lane.start.toordinal(), lane.stop.toordinal()) for lane in lanes
    }  # fmt: skip
    signs = {
        line.get_marker(): sorted(zip(line.get_xdata(), line.get_ydata(), strict=True))
        for line in axis.lines
        if line.get_marker() != "None" and len(line.get_xdata())
    }
    # Without colour: each fate has a sign of its own, and the disputed breach is a hollow one on the line.
    assert signs == {
        "X": [(day("1935-05-05").toordinal(), 2), (day("1941-06-22").toordinal(), 5)],
        "o": [(day("1933-03-03").toordinal(), 1)],
        "|": [(day("1936-06-06").toordinal(), 4)],
        ">": [(LAST.toordinal(), 1)],
    }
    (ring,) = [line for line in axis.lines if line.get_marker() == "o"]
    assert ring.get_markerfacecolor() == "none"
    low, high = axis.get_xlim()
    assert low < lanes[0].start.toordinal()
    assert high > LAST.toordinal()
    words, _ = drawn(figure)
    assert downwards(words, ["broken beyond dispute", "1 of 4", "before", "first", "second"])
    assert downwards(words, ["1 of 3", "after", "A", "B", "C", "D"])
    assert {found.text for found in words if found.bold} == {"1 of 4", "1 of 3", "first", "second"}
    # The cross before the outbreak has its month, the other has none.
    assert {"May 1935", "1930", "in force at the end", "by E"} <= {found.text for found in words}
    assert "June 1941" not in {found.text for found in words}


def test_on_a_narrow_screen_the_heads_stand_one_below_the_other() -> None:
    with style.drawn(style.NARROW):
        words, _ = drawn(swimlanes(GROUPS, COUNTS, WAR, LAST))
    assert downwards(words, ["1 of 4 before", "1 of 3 after", "first", "second"])


def test_a_legend_of_life_lines_has_only_what_is_drawn() -> None:
    texts = texts_of(swimlanes([("x", [GROUPS[1][1][0]])], COUNTS[:1], WAR, LAST))
    assert "ended otherwise" in texts
    assert not {"broken beyond dispute", "a disputed breach", "in force at the end", "1 of 3"} & set(texts)


@pytest.mark.parametrize(("width", "narrow"), [(style.WIDE, False), (style.NARROW, True)])
def test_a_rule_is_a_row_and_a_time_a_line_in_it(width: float, narrow: bool) -> None:
    found = [Rule("Strict", ((3.0, 9.0), (26.0, 34.0))), Rule("Wide", ((6.0, 34.0), (41.0, 44.0)))]
    with style.drawn(width):
        figure = rules_chart(found, ("before", "later"), 50, "the mark")
        words, _ = drawn(figure)
    axis = figure.axes[0]
    spans = [list(line.get_xdata()) for line in axis.lines if len(line.get_xdata()) == 2]
    assert spans == [[3, 9], [26, 34], [6, 34], [41, 44]]
    ends = [(line.get_xdata()[0], line.get_marker(), line.get_markerfacecolor() == "white")
            for line in axis.lines if len(line.get_xdata()) == 1]  # fmt: skip
    # Hollow with disputed acts, filled beyond dispute; a sign of its own for each time.
    assert ends == [
        (9, "o", True), (3, "o", False), (34, "D", True), (26, "D", False),
        (34, "o", True), (6, "o", False), (44, "D", True), (41, "D", False),
    ]  # fmt: skip
    assert downwards(words, ["the mark", "before", "later", "Wide"])
    assert [found.bold for found in words if found.text in ("Strict", "Wide")] == [narrow] * 2


def test_one_time_alone_is_one_line_a_rule() -> None:
    figure = rules_chart([Rule("Strict", ((3.0, 9.0),))], ("before",), 2, "the mark")
    assert len([line for line in figure.axes[0].lines if len(line.get_xdata()) == 2]) == 1
    assert "later" not in texts_of(figure)


# --- of the chapter -------------------------------------------------------------------------------------


def test_life_lines_of_the_chapter_follow_its_days() -> None:
    texts = texts_of(figures.life_lines(chapter.compute()))
    assert {
        "2 of 32",
        "14 of 34",
        "broken before the war",
        "in the war",
        "October 1935",
        "April 1939",
    } <= set(texts)
    assert {
        "with the Soviet Union: 9 of 15 broken",
        "Poland",
        "Finland 1940",
        "Iran–Turkey",
        "Thailand–Britain",
    } <= set(texts)
    early = {"last_days": {"x": "1930-06"}, "outbreak": "1929-01-01", "alike": ["lithuania"]}
    texts = texts_of(figures.life_lines(chapter.compute(**early)))
    assert {"broken before 1 January 1929", "from then on", "Lithuania"} <= set(texts)
    assert not {"1935", "1940", "1945", "with Germany", "Poland"} & set(texts)


def test_treaties_of_several_states_stand_by_name_in_a_group_of_their_own() -> None:
    words, _ = drawn(figures.life_lines(chapter.compute(base_universe="all")))
    heads = [dataclasses.replace(found, text=found.text.partition(":")[0]) for found in words]
    assert downwards(
        heads, ["with the Soviet Union", "of two others", "of several states", "Litvinov", "London"]
    )


def test_an_outbreak_after_the_last_day_leaves_one_number() -> None:
    texts = texts_of(figures.life_lines(chapter.compute(last_days={"peace": "1939-08-31"})))
    assert "broken before the war" in texts
    assert "in the war" not in texts


def test_rules_of_the_chapter_beside_the_mark() -> None:
    figure = figures.rules(chapter.compute())
    texts = set(texts_of(figure))
    assert {"Attacked while in force", "Any breach", "before the war", "in the war"} <= texts
    assert {"more than half", "in all"} <= texts
    ends = [line.get_xdata()[0] for line in figure.axes[0].lines if len(line.get_xdata()) == 1]
    shares = [3 / 32, 1 / 32, 11 / 32, 9 / 34, 14 / 39, 10 / 39]
    assert ends[:6] == pytest.approx([100 * share for share in shares])
    assert "more than 25 %" in texts_of(figures.rules(chapter.compute(regular=0.25)))


# --- chapter 07 -----------------------------------------------------------------------------------------
