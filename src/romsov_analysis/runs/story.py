"""What a run does to the story: the verdict as it now reads, and the sentences that no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from romsov_analysis.ledger import TEXT_MIME
from romsov_analysis.results import Reference, ResultError, holds, plain, words_of
from romsov_analysis.results.references import sentence_around
from romsov_analysis.runs import filling
from romsov_analysis.runs.moves import Records


@dataclass(frozen=True)
class Shaken:
    """A sentence of the story that a run moves: where, what it says, and how; `false` if it no longer holds."""

    place: str
    sentence: str
    how: str
    false: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.how}\n    «{self.sentence}»"


def shaken(
    texts: Iterable[filling.Text], before: Records, after: Records, own: Iterable[str]
) -> list[Shaken]:
    """The sentences bound to results of a notebook whose judgement turned false or whose words change.

    Parameters
    ----------
    texts
        Pages and Markdown cells.
    before, after
        Result id → record, of the whole book, as stored and as run.
    own
        Ids of the results of the notebook that was run.
    """
    wanted = set(own)
    found = []
    for text in texts:
        try:
            references = filling.named(text.source)
        except ResultError:
            continue  # refused elsewhere, with its place
        for reference in references:
            if reference.kind in ("result", "holds") and reference.id in wanted:
                how, false = _change(reference, before, after)
                if how:
                    sentence = sentence_around(text.source, reference.start)
                    found.append(Shaken(text.place(reference.start), sentence, how, false))
    return list(dict.fromkeys(found))


def _change(reference: Reference, before: Records, after: Records) -> tuple[str, bool]:
    if reference.id not in after:
        return f"{reference.id} is no longer computed", reference.id in before
    if reference.kind == "holds":
        try:
            if holds(reference, after):
                return "", False
        except ResultError as error:
            return str(error), True
        return f"“{reference.words}” no longer holds ({after[reference.id]['title']}: false)", True
    try:
        old, new = words_of(reference, before), words_of(reference, after)
    except ResultError:
        return "", False  # it named nothing before
    return (f"“{old}” becomes “{new}”", False) if old != new else ("", False)


def answers(notebook: Mapping[str, Any]) -> list[str]:
    """The short answers that a notebook displays, as a reader sees them."""
    found = []
    for data in _shown(notebook, "answer"):
        read = data.get("text/plain", "")
        found.append((read if isinstance(read, str) else "".join(read)).replace("**", ""))
    return found


def verdict(notebook: Mapping[str, Any]) -> str:
    """The verdict, or where there is none the first sentence of the first answer; nothing where neither is."""
    for data in (*_shown(notebook, "verdict"), *_shown(notebook, "answer")):
        for sentence in data[TEXT_MIME].get("sentences", []):
            try:
                return plain(sentence)
            except ResultError:  # a stored output that was damaged: it is shown as it stands, a run mends it
                return str(sentence)
    return ""


def _shown(notebook: Mapping[str, Any], kind: str) -> Iterable[Mapping[str, Any]]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if data.get(TEXT_MIME, {}).get("kind") == kind:
                yield data
