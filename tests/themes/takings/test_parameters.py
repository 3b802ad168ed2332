"""Chapter 06 under other choices: whatever is accepted runs, and every sentence is true by the test's own sums."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

import pytest
from cells import Shown, run

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger import ParameterError
from romsov_analysis.themes.reparations import prices
from romsov_analysis.themes.takings import chapter, figures, heads, left_out
from romsov_analysis.themes.takings import words as told

ALL = list(heads.HEADS)
CHOICES: dict[str, dict[str, Any]] = {
    "default": {},
    "all heads": {"heads": "all"},
    "by 1946": {"until": "1946-09"},
    "dollars of 1938": {"dollars": 1938},
    "dollars of 1946": {"dollars": 1946},
    "all heads, dollars of 1952": {"heads": ALL, "dollars": 1952},
    "verified alone": {"statuses": ["verified"]},
    "second-hand alone": {"statuses": ["second-hand"]},
    "weak too": {"weak": True},
    "net": {"net": True},
    "net by 1946": {"net": True, "until": "1946-09"},
    "reparation alone": {"heads": ["reparation"]},
    "requisitions alone": {"heads": ["requisitions"]},
    "booty alone": {"heads": ["booty"]},
    "booty and requisitions": {"heads": ["booty", "requisitions"]},
    "no reparation": {"heads": ["restitution", "upkeep", "requisitions", "small", "companies"]},
    "everything at once": {
        "heads": "all", "until": "1946-09", "dollars": 1950, "statuses": "all", "weak": True, "net": True,
    },
}  # fmt: skip


@cache
def shown(name: str) -> Shown:
    return run("06", **CHOICES[name])


def lei() -> float:
    return float(evidence.row("price_series:lei_per_usd/1945")["value"])


def ends_of(cells: Any, dollars: int | None) -> tuple[float, float]:
    """Independently of the chapter: a row in million dollars."""
    low, high = float(cells["low"]), float(cells["high"])
    if cells["unit"] == "billion_lei":
        low, high = low * 1000 / lei(), high * 1000 / lei()
    if dollars is None or not isinstance(cells["prices"], str):
        return low, high
    moved = [prices.price_relative("us_wpi_all", int(year), dollars) for year in cells["prices"].split("/")]
    return low * min(found.low for found in moved), high * max(found.high for found in moved)


def sums(name: str) -> dict[str, tuple[float, float]]:
    """Independently of the chapter: head → least and most, the reparation by its own model."""
    chosen = {
        "heads": ALL[:-1],
        "until": "1952-09",
        "dollars": None,
        "statuses": "all",
        "weak": False,
        "net": False,
    }
    chosen |= CHOICES[name]
    wanted = ALL if chosen["heads"] == "all" else chosen["heads"]
    statuses = ("verified", "second-hand") if chosen["statuses"] == "all" else tuple(chosen["statuses"])
    table, tiers = evidence.load("takings"), evidence.load("sources")["tier"]

    def speaks(cells: Any) -> bool:
        end = dates.parse(cells["date"]).latest
        return (
            cells["status"] in statuses
            and (chosen["weak"] or tiers[cells["source"]] != "C")
            and (chosen["until"] == "1952-09" or end.year <= 1946)
        )

    found: dict[str, tuple[float, float]] = {}
    for head in ALL:
        if head not in wanted:
            continue
        if head == "reparation":
            scope = heads.Scope(chosen["until"], chosen["dollars"], statuses, weak=chosen["weak"])
            model = heads.reparation(scope)
            found[head] = (model.low, model.high)
            continue
        mark = "overlap" if head == "booty" else "yes"
        own = table[(table["head"] == head) & (table["counted"] == mark) & (table["direction"] != "back")]
        both = [ends_of(cells, chosen["dollars"]) for _, cells in own.iterrows() if speaks(cells)]
        if both:
            found[head] = min(low for low, _ in both), max(high for _, high in both)
    if "booty" in found and {"restitution", "requisitions"} & set(found):
        found["booty"] = 0.0, found["booty"][1]
    if chosen["net"]:
        back = table[(table["direction"] == "back") & (table["counted"] == "yes")]
        both = [ends_of(cells, chosen["dollars"]) for _, cells in back.iterrows() if speaks(cells)]
        if both:
            found["back"] = -max(high for _, high in both), -min(low for low, _ in both)
    return found


def total(name: str) -> tuple[float, float]:
    parts = sums(name).values()
    return sum(low for low, _ in parts), sum(high for _, high in parts)


MAY_OVERLAP = {"booty": ("booty", "booty_liberman"), "material": ("war material", "material_delegation")}


def might_be_added(name: str) -> dict[str, float]:
    """Independently of the chapter: what may be counted already → million dollars, where its row speaks."""
    chosen = {"until": "1952-09", "dollars": None, "statuses": "all"} | CHOICES[name]
    statuses = ("verified", "second-hand") if chosen["statuses"] == "all" else tuple(chosen["statuses"])
    table, found = evidence.load("takings"), {}
    for key, (_, row) in MAY_OVERLAP.items():
        cells = table.loc[row]
        late = dates.parse(str(cells["date"])).latest
        spoken = cells["status"] in statuses and (chosen["until"] == "1952-09" or late.year <= 1946)
        if spoken and key not in sums(name):
            found[key] = ends_of(cells, chosen["dollars"])[1]
    return found


def reaching(name: str) -> list[str]:
    """Those that bring a sum below the claim up to it, each by itself."""
    _, high = total(name)
    return [key for key, amount in might_be_added(name).items() if high < 2000 <= high + amount]


def millions(low: float, high: float) -> str:
    least, most = f"{low:,.0f}", f"{high:,.0f}"
    return f"US${least if least == most else f'{least}–{most}'} million"


def billions(low: float, high: float) -> str:
    least, most = f"{low / 1000:.1f}", f"{high / 1000:.1f}"
    return f"US${least if least == most else f'{least}–{most}'} billion"


@pytest.mark.parametrize("name", CHOICES)
def test_the_verdict_says_where_the_sum_stands(name: str) -> None:
    (verdict,) = shown(name).texts("verdict")
    low, high = total(name)
    assert billions(low, high) in verdict
    assert len(verdict.split()) <= 25
    assert ("lies within that range" in verdict) == (low <= 2000 <= high)
    assert ("more than the US$2 billion" in verdict) == (low > 2000)
    named, deliveries = [MAY_OVERLAP[key][0] for key in reaching(name)], by_deliveries(name) >= 2000
    assert ("its highest end plus " in verdict) == bool(named)
    if named:
        assert f"; its highest end plus {' or '.join(named)} reaches US$2 billion." in verdict
    assert ("; its highest end with Liberman’s deliveries reaches US$2 billion." in verdict) == (
        deliveries and not named
    )
    assert ("other things must be added" in verdict) == (high < 2000 and not named and not deliveries)
    dollars = CHOICES[name].get("dollars")
    assert (f"in dollars of {dollars or 'the day'}") in verdict
    assert ("by September 1946" in verdict) == (CHOICES[name].get("until") == "1946-09")


@pytest.mark.parametrize("name", CHOICES)
def test_the_marks_and_the_title_say_the_same(name: str) -> None:
    low, high = total(name)
    word = "passed" if low > 2000 else "within reach" if high >= 2000 else "not reached"
    marks = shown(name).marks()
    assert marks[1][1] == word
    assert [mark[1] for mark in marks[2:]] == (
        ["may be true"] if reaching(name) or by_deliveries(name) >= 2000 else []
    )
    title = shown(name).texts("title")[0]
    assert ("short of US$2 billion" in title) == (high < 2000)
    assert ("is passed" in title) == (low > 2000)


@pytest.mark.parametrize("name", CHOICES)
def test_what_is_left_out_is_told_with_the_sum_that_it_would_make(name: str) -> None:
    answer = shown(name).texts("answer")[3]
    _, high = total(name)
    added = might_be_added(name) if high < 2000 else {}
    for key, words in (("booty", "the booty that"), ("material", "the war material")):
        assert (words in answer) == (key in added)
        if key in added:
            assert f"US${high + added[key]:,.0f} million with {words}" in answer
    whole = CHOICES[name].get("until") is None and CHOICES[name].get("dollars") is None
    years = ((datetime.date(1947, 9, 15) - datetime.date(1946, 9, 23)).days + 90) / 365.25
    keep = 325 / 2 * years if "verified" in statuses_of(name) else 0.0
    asked = high < 2000 and whole and "upkeep" in sums(name)
    assert ("Nobody counted what the Soviet troops were given free" in answer) == asked
    if asked:
        assert (
            f"Had it cost as much a year as before, the highest end would be US${high + keep:,.0f} million"
            in answer
        )
        if added:
            assert f"would make US${high + sum(added.values()) + keep:,.0f} million" in answer
    assert ("may be true; it has not been shown" in answer) == (
        bool(reaching(name)) or by_deliveries(name) >= 2000 > high
    )


def statuses_of(name: str) -> tuple[str, ...]:
    chosen = CHOICES[name].get("statuses", "all")
    return ("verified", "second-hand") if chosen == "all" else tuple(chosen)


@pytest.mark.parametrize("name", CHOICES)
def test_the_caption_says_when_the_lines_end_and_which_have_one_voice(name: str) -> None:
    caption = next(text for text in shown(name).texts("caption") if "Each bar begins" in text)
    table = evidence.load("takings")
    c = chapter.compute(**CHOICES[name])
    voices, last = {}, {}
    for head in sums(name):
        if head == "back":
            continue
        if head == "reparation":
            voices[head], last[head] = 2, int(CHOICES[name].get("until", "1952-09")[:4])
            continue
        rows = table.loc[[row for row in c.rows if table.loc[row, "head"] == head]]
        voices[head] = rows["speaker"].nunique()
        last[head] = max(dates.parse(str(date)).latest.year for date in rows["date"])
    assert ("one voice alone" in caption) == (1 in voices.values())
    assert ("Not all is counted to the same year" in caption) == (len(set(last.values())) > 1)
    if len(set(last.values())) > 1:
        for head, year in last.items():
            told = caption.partition(f"to {year} ")[2].partition(";")[0]
            assert heads.HEADS[head] in told, head


@pytest.mark.parametrize("name", CHOICES)
def test_the_answer_adds_up(name: str) -> None:
    answer = " ".join(shown(name).texts("answer"))
    low, high = total(name)
    parts = sums(name)
    assert millions(low, high) in answer
    for head, words in heads.HEADS.items():
        listed = re.search(
            rf"\b{words.lower()}\b", shown(name).texts("answer")[1].partition(" come")[0].lower()
        )
        assert (listed is not None) == (head in parts), head
    own = parts.get("reparation")
    assert ("is less than half of it" in answer) == (own is not None and own[1] < low / 2)
    assert ("one man’s estimate" in answer) == ("requisitions" in parts)
    assert ("much the same as what can be counted" in answer) == (low <= 1500 <= high)
    kept = [words for head, words in (("upkeep", "the keep of Soviet troops"), ("restitution", "goods returned"))
            if head in sums(name)]  # fmt: skip
    with_them = f"much the same as what can be counted, {' and '.join(kept)} in it."
    assert (with_them in answer) == (bool(kept) and low <= 1500 <= high)
    assert ("is taken off" in answer) == ("back" in parts)
    table = evidence.load("takings")
    thorp = table[table["speaker"].str.startswith("Willard Thorp")]
    rows = chapter.compute(**CHOICES[name]).rows
    lines = {thorp.loc[row, "head"] for row in rows if row in thorp.index} | ({"reparation"} & set(parts))
    count = len(parts) - ("back" in parts)
    numbers = dict(enumerate(["no", "one", "two", "three", "four", "five", "six", "seven"]))
    told = f"Of {numbers[count]} lines {numbers[len(lines)]} have the American delegate"
    assert (told in answer) == (len(lines) > 1)
    conclusion = " ".join(shown(name).texts("conclusion"))
    if high < 2000:
        assert f"lie {millions(2000 - high, 2000 - low)}" in conclusion
    assert ("more than US$2 billion even" in conclusion) == (low > 2000)
    assert ("where each head stands at its highest." in conclusion.rpartition("comes up to")[2]) == (
        low <= 2000 <= high
    )


@pytest.mark.parametrize("name", CHOICES)
def test_what_would_fill_the_gap_is_asked_of_the_whole_sum_in_dollars_of_the_day(name: str) -> None:
    answer = " ".join(shown(name).texts("conclusion"))
    low, high = total(name)
    parts = sums(name)
    whole = CHOICES[name].get("until") != "1946-09" and CHOICES[name].get("dollars") is None
    asked = whole and high < 2000
    assert ("The gap closes" in answer) == (asked and "reparation" in parts)
    if "The gap closes" in answer:
        own = parts["reparation"]
        least, most = (2000 - high + own[1]) / 300, (2000 - low + own[0]) / 300
        told = f"{least:.1f}" if f"{least:.1f}" == f"{most:.1f}" else f"{least:.1f}–{most:.1f}"
        assert f"{told} times" in answer
        assert re.search(r"chapter 5 finds [\d.]+ times \([\d.]+–[\d.]+\)", answer)
        spent = 447 / 365.25
        if "upkeep" in parts and (2000 - high) / 162.5 > 0:
            less = least - 162.5 * spent / 300, most - 150 * spent / 300
            unpaid = "If Romania kept the troops free until the treaty ended that"
            assert f"{unpaid}, {less[0]:.1f}–{less[1]:.1f} times is enough." in answer
    years = (2000 - high) / 162.5, (2000 - low) / 150
    kept = asked and "upkeep" in parts and years[0] > 447 / 365.25
    assert ("lie 1.2 years: too few" in answer) == kept
    if kept:
        assert f"{years[0]:.1f}–{years[1]:.1f} years" in answer


@pytest.mark.parametrize("name", CHOICES)
def test_the_conclusions_add_up(name: str) -> None:
    told = " ".join(shown(name).texts("conclusion"))
    low, high = total(name)
    parts = sums(name)
    assert f"come to US${low:,.0f} million where each stands at its lowest" in told
    assert f"US${high:,.0f} million where each stands at its highest" in told
    dollars, until = CHOICES[name].get("dollars"), CHOICES[name].get("until")
    assert ("The two agree" in told) == ("reparation" in parts and dollars is None and until is None)
    if "restitution" in parts and len(parts) > 1:
        own = parts["restitution"]
        rest = low - own[0], high - own[1]
        assert f"{millions(*rest)} are left" in told
    own = parts.get("reparation")
    whole = until is None and dollars is None and own is not None
    assert ("whole sum alone" in told) == (not whole)
    if whole:
        equal = (3 + 293 / 366) / 8  # delivered by 1 July 1948 in eight equal years from 12 September 1944
        study = low - own[0] + 600 * (equal + (1 - equal) / 2), high - own[1] + 900
        assert f"US${study[0] / 1000:.2f}–{study[1] / 1000:.2f} billion" in told
        assert ("would be within reach" in told) == (study[0] <= 2000 <= study[1] and high < 2000)
    product = float(evidence.row("price_series:ro_product/1938")["value"]) * 1000 / 140.12333
    wpi = {year: prices.observation("us_wpi_all", year) for year in (1938, 1944, 1946, dollars or 1946)}
    yardsticks = [
        product * end
        for year in ((1944, 1946) if dollars is None else (dollars,))
        for factor in [wpi[year] / wpi[1938]]
        for end in ((1.0,) if year == 1938 else (factor.low, factor.high))
    ]
    least, most = low / max(yardsticks), high / min(yardsticks)
    assert f"{100 * least:.0f}–{100 * most:.0f} %" in told or f"{100 * most:.0f} %" in told
    assert f"in dollars of {dollars or '1944 to 1946'}" in told


@pytest.mark.parametrize("name", CHOICES)
def test_the_table_and_the_picture_have_the_same_heads(name: str) -> None:
    parts = sums(name)
    counted = [head for head in ALL if head in parts]
    ((caption, rows),) = [
        (caption, rows) for caption, rows in shown(name).tables().items() if rows[-1][0] == "Together"
    ]
    assert len(rows) == len(counted) + 1
    assert ("booty may stand within" in caption) == ("booty" in parts)
    for head, row in zip(counted, rows, strict=False):
        for end in parts[head]:
            assert f"{end:,.0f}" in row[1], head
    steps = figures.steps(chapter.compute(**CHOICES[name]))
    assert len(steps) == len(counted) + 1
    at = 0.0
    for head, (_, begin, low, high) in zip(counted, steps, strict=False):
        assert begin == pytest.approx(at)
        assert (low, high) == pytest.approx(parts[head])
        at += high
    assert steps[-1][2:] == pytest.approx(total(name))
    alt = shown(name).alts()[0]
    assert all(f"{end:,.0f}" in alt for end in total(name))


@pytest.mark.parametrize("name", CHOICES)
def test_what_has_no_figure_is_named(name: str) -> None:
    chosen = CHOICES[name].get("heads", ALL[:-1])
    gone = [head for head in (ALL if chosen == "all" else chosen) if head not in sums(name)]
    answer = " ".join(shown(name).texts("answer"))
    assert ("no figure remains" in answer) == bool(gone)
    sentence = answer.partition("For ")[2].split("no figure")[0]
    assert all(heads.HEADS[head] in answer for head in gone), sentence


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"heads": []}, r"heads=\[\]: names 0, and 1 are needed"),
        ({"heads": ["reparations"]}, r"none of these.*Nearest: reparation"),
        ({"heads": ["upkeep", "upkeep"]}, r"names one twice"),
        ({"heads": "upkeep"}, r"is not a list"),
        ({"heads": "none"}, r"heads='none': is not a list.*Accepted: None, or"),
        ({"until": "1948"}, r"until='1948': is none of these.*1946-09, 1952-09"),
        ({"dollars": 1900}, r"dollars=1900: has no American prices.*Nearest: 1938"),
        ({"dollars": True}, r"neither None nor a year"),
        ({"dollars": "1946"}, r"neither None nor a year"),
        ({"statuses": ["not found"]}, r"none of these"),
        ({"weak": 1}, r"neither True nor False"),
        ({"net": "yes"}, r"neither True nor False"),
        ({"head": ["upkeep"]}, r"no parameter 'head'.*Nearest: heads"),
        ({"heads": ["companies"], "statuses": ["verified"]}, r"have no figure.*Nearest: reparation"),
        ({"heads": ["companies", "booty"], "until": "1946-09"}, r"have no figure by 1946-09"),
    ],
)
def test_wrong_values_are_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        chapter.compute(**values)


def test_a_changed_parameter_is_evidence_of_what_rests_on_it() -> None:
    c = chapter.compute(dollars=1946, heads=["upkeep", "small"])
    for result in (*c.parts["heads"].values(), c.parts["sum"]["total"]):
        assert "parameter:dollars=1946" in result.evidence
        assert "parameter:heads=upkeep+small" in result.evidence
    assert not [
        row for row in chapter.compute().parts["sum"]["total"].evidence if row.startswith("parameter:")
    ]


def by_deliveries(name: str) -> float:
    """The highest end with the deliveries of another author in place of the model; 0 where that is not asked."""
    _, high = total(name)
    own, choice = sums(name).get("reparation"), CHOICES[name]
    whole = choice.get("until") != "1946-09" and choice.get("dollars") is None
    asked = own is not None and whole and "second-hand" in statuses_of(name) and high < 2000
    return high - own[1] + (1413 - 333 - 200) if own and asked else 0.0


@pytest.mark.parametrize("name", CHOICES)
def test_the_deliveries_of_another_author_are_tried_in_place_of_the_model(name: str) -> None:
    answer, most = " ".join(shown(name).texts("answer")), by_deliveries(name)
    told = " Liberman's deliveries (US$880 million) in place of our model of the reparation the highest end would be "
    assert (told in answer) == (most > 0)
    if most:
        assert f"{told}US${most:,.0f} million." in answer
        alone = not might_be_added(name)
        assert (f"Without any of this, but with{told}" in answer) == (not alone)
        assert (f" With{told}" in answer) == alone
    marks = " ".join(mark[2] for mark in shown(name).marks() if mark[1] == "may be true")
    assert ("if Liberman is right on the reparation" in marks) == (most >= 2000)


def test_the_deliveries_alone_may_make_the_claim_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_out, "OVERLAPPING", {})
    found = chapter.compute()
    assert not told.reaching(found)
    assert "; its highest end with Liberman’s deliveries reaches " in told.verdict(found)
    assert [said.partition(" (")[0] for _, word, said in told.marks(found) if word == "may be true"] == [
        "with all else at its highest, if Liberman is right on the reparation"
    ]
