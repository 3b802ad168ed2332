"""What had to come first, and what contradicts what: questions of order answered, pairs counted by strength."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Result, count
from romsov_analysis.themes.testimony import order
from romsov_analysis.themes.testimony.order import Verdict

STRENGTHS = ("sharp", "moderate")  # the apparent ones stand on the page of contradictions

_ANY_ZONE = "under every assignment of Bucharest and Moscow time"
_ONE_CLOCK = "with both hours of Bucharest, and with both of Moscow"

# Judgement → question, the answer that bears it out, by which zones, and what may be said.
_CAME = {
    "refusal_before_broadcast": (
        "broadcast_before_refusal", "no", _ANY_ZONE,
        "The refusal told to the embassy came before the broadcast of 23 December",
    ),
    "order_before_broadcast": (
        "order_before_broadcast", "yes", _ANY_ZONE,
        "The order to deny military aid came before the broadcast of 23 December",
    ),
    "question_after_broadcast": (
        "question_before_broadcast", "no", _ANY_ZONE,
        "The question from the ministry came after the broadcast of 23 December",
    ),
    "call_before_refusal": (
        "call_before_refusal", "yes", _ONE_CLOCK,
        "Iliescu's call came before the refusal if both are told by one clock",
    ),
}  # fmt: skip


def verdicts() -> dict[str, Verdict]:
    """Question of order → its verdict."""
    return {str(name): order.decide(str(name)) for name in evidence.load("order_questions").index}


def answer_results(found: Mapping[str, Verdict]) -> dict[str, Result]:
    """Answer → how many questions have it: ``order.yes``, ``order.no`` and ``order.unknown``."""
    return {
        answer: count(
            f"order.{answer}",
            [f"order_questions:{name}" for name, verdict in found.items() if verdict.answer == answer],
            f"Questions of order answered {answer}",
            unit="questions",
            formula=_ANY_ZONE,
        )
        for answer in ("yes", "no", "unknown")
    }


def order_judgements(found: Mapping[str, Verdict]) -> dict[str, Result]:
    """What the story may say of the order of events, by the last part of the id.

    Results ``order.refusal_before_broadcast``, ``order.order_before_broadcast``,
    ``order.question_after_broadcast`` and ``order.call_before_refusal``.
    """
    judged = {}
    for name, (question, wanted, formula, title) in _CAME.items():
        by_zones = found[question].by_zones
        answers = {answer for (a, b), answer in by_zones.items() if a == b or formula == _ANY_ZONE}
        judged[name] = Result.whether(
            f"order.{name}",
            answers == {wanted},
            f"order_questions:{question}",
            formula=formula,
            title=title,
        )
    return judged


def theme_of(evidence_id: str) -> str:
    """The theme of a claim; empty for all else."""
    return str(evidence.row(evidence_id)["theme"]) if evidence_id.startswith("claims:") else ""


def contradictions(theme: str = "aid") -> pd.DataFrame:
    """The sharp and moderate pairs whose first statement is a claim of a theme, the sharp ones first."""
    table = evidence.load("contradictions")
    own = table[[theme_of(str(first)) == theme for first in table["first"]]]
    return pd.concat([own[own["strength"] == strength] for strength in STRENGTHS])


def contradiction_results(pairs: pd.DataFrame) -> dict[str, Result]:
    """Strength → how many pairs have it: ``contradictions.sharp`` and ``contradictions.moderate``."""
    return {
        strength: count(
            f"contradictions.{strength}",
            [f"contradictions:{name}" for name in pairs.index[pairs["strength"] == strength]],
            f"Contradictions: {strength}",
            unit="pairs_of_claims",
            formula="pairs",
        )
        for strength in STRENGTHS
    }
