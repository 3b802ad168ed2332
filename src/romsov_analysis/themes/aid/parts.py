"""The results of chapter 08: what each part stands on, whose voice turns it, order, ranges of belief, relief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.testimony import beliefs, order, statements


def reading_rows(
    names: Iterable[str], part: str, readings: Iterable[str], coder: statements.Coder
) -> list[str]:
    """Evidence ids of the readings of some statements on a part."""
    matrix = statements.readings(coder)
    wanted = set(readings)
    return [f"readings:{name}/{part}" for name in names if matrix.loc[name, part] in wanted]


def part_results(names: Sequence[str], coder: statements.Coder) -> list[Result]:
    """Voices for and against each part, ``aid.<part>_yes``, ``…_no``, ``…_divided``, and ``…_turning``.

    A number of zero rests on the row of the part.
    """
    table = statements.voices(names, coder)
    known = statements.statements()
    found = []
    for part, cells in evidence.load("parts").iterrows():
        for key, cell, words in (
            ("yes", "supports", "voices for it only"),
            ("no", "against", "voices against it only"),
            ("divided", "divided", "voices on both sides"),
        ):
            own = [str(voice) for voice in table.index[table[part] == cell]]
            said = ("supports", "against") if key == "divided" else (cell,)
            rows = reading_rows([name for name in names if known[name].voice in own], str(part), said, coder)
            found.append(
                count(
                    f"aid.{part}_{key}",
                    rows or [f"parts:{part}"],
                    f"{cells['title']}: {words}",
                    unit="voices",
                    formula=f"dependence groups that are {words}",
                    number=len(own),
                )
            )
        turning = statements.turning_voices(table, str(part))
        found.append(
            count(
                f"aid.{part}_turning",
                [f"parts:{part}"],
                f"{cells['title']}: voices on which its standing turns",
                unit="voices",
                formula="voices without which it would stand otherwise",
                number=len(turning),
            )
        )
    return found


def total_results(names: Sequence[str], coder: statements.Coder) -> list[Result]:
    """How many statements and voices there are, how the two coders agree, and how many parts stand how."""
    known = statements.statements()
    table = statements.voices(names, coder)
    parts = [str(part) for part in evidence.load("parts").index]
    stands = {part: statements.standing(table, part) for part in parts}
    turned = [part for part in parts if stands[part] == "open" and statements.turning_voices(table, part)]
    alone = [part for part in parts if stands[part].startswith("one voice")] + turned
    spoken = statements.readings(coder).loc[list(names)]
    telling = [name for name in names if (spoken.loc[name] != "neutral").any()]
    agreed = statements.agreement()
    cells = ["parts:" + part for part in parts]

    def of_parts(key: str, chosen: list[str], title: str) -> Result:
        rows = ["parts:" + part for part in chosen] or cells
        return count(f"aid.{key}", rows, title, unit="parts", formula=title.lower(), number=len(chosen))

    return [
        count(
            "aid.statements",
            list(names),
            "Statements that count",
            unit="statements",
            formula="statements coded and let in",
        ),
        count(
            "aid.inside",
            [n for n in names if known[n].inside],
            "Of these, claims of the article",
            unit="statements",
            formula="claims",
        ),
        count(
            "aid.outside",
            [n for n in names if not known[n].inside],
            "Of these, from elsewhere",
            unit="statements",
            formula="rows of testimony",
        ),
        count(
            "aid.telling",
            telling,
            "Statements that speak on any part",
            unit="statements",
            formula="a reading other than neutral",
        ),
        count(
            "aid.voices",
            cells,
            "Voices",
            unit="voices",
            formula="dependence groups among them",
            number=len(table),
        ),
        count(
            "aid.telling_voices",
            cells,
            "Voices that speak on any part",
            unit="voices",
            formula="dependence groups with a reading other than neutral",
            number=int((table != "neutral").any(axis=1).sum()),
        ),
        of_parts(
            "settled",
            [part for part in parts if stands[part].startswith("settled")],
            "Parts that are settled",
        ),
        of_parts("alone", alone, "Parts that turn on one voice"),
        of_parts(
            "open",
            [part for part in parts if stands[part] == "open" and part not in turned],
            "Parts that are open",
        ),
        count(
            "aid.cells", cells, "Cells coded", unit="cells", formula="statements × parts", number=agreed.cells
        ),
        count(
            "aid.differ",
            cells,
            "Cells in which the two coders differ",
            unit="cells",
            formula="cells less those alike",
            number=agreed.cells - agreed.alike,
        ),
        Result.of(
            "aid.kappa",
            Estimate.exactly(agreed.kappa, *cells),
            unit="ratio",
            formula="Cohen's kappa over all cells",
            title="Agreement of the two coders beyond chance",
        ),
    ]


def order_results() -> list[Result]:
    """How many questions of order are answered how: ``order.yes``, ``order.no``, ``order.unknown``."""
    answers = {
        question: order.decide(str(question)).answer for question in evidence.load("order_questions").index
    }
    found = []
    for answer in ("yes", "no", "unknown"):
        rows = [f"order_questions:{question}" for question, given in answers.items() if given == answer]
        found.append(
            count(
                f"order.{answer}",
                rows or [f"order_questions:{question}" for question in answers],
                f"Questions of order answered {answer}",
                unit="questions",
                formula="under every assignment of Bucharest and Moscow time",
                number=len(rows),
            )
        )
    return found


def contradiction_results(theme: str) -> list[Result]:
    """Pairs that contradict each other, by strength, ``contradictions.<strength>`` and ``…_one_voice``.

    Parameters
    ----------
    theme
        Only pairs whose first statement is a claim of this theme.
    """
    table = evidence.load("contradictions")
    chosen = table[[theme_of(str(first)) == theme for first in table["first"]]]
    found = []
    for strength in ("sharp", "moderate", "apparent"):
        rows = [f"contradictions:{name}" for name in chosen.index[chosen["strength"] == strength]]
        found.append(
            count(
                f"contradictions.{strength}",
                rows,
                f"Contradictions: {strength}",
                unit="pairs_of_claims",
                formula="pairs",
            )
        )
    own = [f"contradictions:{name}" for name in chosen.index[chosen["same_voice"] == "yes"]]
    found.append(
        count(
            "contradictions.one_voice",
            own,
            "Contradictions of a voice with itself",
            unit="pairs_of_claims",
            formula="pairs within one voice",
        )
    )
    return found


def theme_of(evidence_id: str) -> str:
    """The theme of a claim; empty for all else."""
    return str(evidence.row(evidence_id)["theme"]) if evidence_id.startswith("claims:") else ""


def belief_results(
    names: Sequence[str],
    coder: statements.Coder,
    part: str,
    prior: tuple[float, float],
    ratio: tuple[float, float],
) -> list[Result]:
    """What a range of belief in each voice makes of a part: ``belief.<part>``, and what one more voice must weigh.

    Divided voices are left out, since they speak on both sides. ``belief.<part>_yes`` is the likelihood ratio a
    further voice for it would need for even odds, ``belief.<part>_no`` one against it.
    """
    table = statements.voices(names, coder)
    yes, no = int((table[part] == "supports").sum()), int((table[part] == "against").sum())
    rows = (f"parts:{part}", f"result:aid.{part}_yes", f"result:aid.{part}_no")
    low, high = beliefs.posterior(prior, ratio, yes, no)
    title = str(evidence.row(f"parts:{part}")["title"])
    middle = (prior[0] + prior[1]) / 2
    needed = beliefs.needed(middle, ratio, yes, no)
    against = beliefs.needed(1 - middle, ratio, no, yes)
    weight = f"likelihood ratio of a voice {ratio[0]:g}–{ratio[1]:g}"
    formula = f"prior {prior[0]:g}–{prior[1]:g}, {weight}, independent voices"
    return [
        Result(
            f"belief.{part}",
            None,
            low,
            high,
            "ratio",
            formula,
            rows,
            f"{title}: range of probability",
            decimals=3,
        ),
        Result(
            f"belief.{part}_yes",
            None,
            needed.low,
            needed.high,
            "times",
            f"from the middle of the prior: {formula}",
            rows,
            f"{title}: weight a further voice for it would need",
            decimals=2,
        ),
        Result(
            f"belief.{part}_no",
            None,
            against.low,
            against.high,
            "times",
            f"from the middle of the prior: {formula}",
            rows,
            f"{title}: weight a further voice against it would need",
            decimals=2,
        ),
    ]


def template_of(name: str) -> str:
    """A statement in words, its number as a reference that opens the claim."""
    if not name.startswith("claims:"):
        return str(evidence.row(name)["title"])
    key = name.removeprefix("claims:")
    return str(evidence.row(name)["statement"]).replace("{value}", f"{{claim:{key}|unit}}")


def assumption_results(prior: tuple[float, float], ratio: tuple[float, float]) -> list[Result]:
    """The assumptions of the ranges of belief, as results: ``belief.prior_low`` and so on."""
    found = []
    for name, pair, unit, digits in (("prior", prior, "ratio", 2), ("ratio", ratio, "times", 1)):
        for end, value in zip(("low", "high"), pair, strict=True):
            found.append(
                Result.of(
                    f"belief.{name}_{end}",
                    Estimate.exactly(float(value), f"parameter:{name}={list(pair)}"),
                    unit=unit,
                    formula="a parameter of the chapter",
                    title=f"{name}, {end} end",
                    decimals=digits,
                )
            )
    return found
