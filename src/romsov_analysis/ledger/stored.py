"""The ledger of the book, read back from stored notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from romsov_analysis.ledger.displays import RESULTS_MIME, TEXT_MIME
from romsov_analysis.results import ResultError


@dataclass(frozen=True)
class Entry:
    """A stored result and where it was computed; `cell` is the number JupyterLab shows."""

    record: Mapping[str, Any]
    notebook: str
    cell: int


@dataclass(frozen=True)
class Answer:
    """A stored short answer: `sentences` and `verdict` carry references, `text` reads the sentences out."""

    question: str
    sentences: tuple[str, ...]
    notebook: str
    text: str
    verdict: str = ""
    when: tuple[str, ...] = ()  # a word or two for the strip of time, and the stretch, EDTF
    picture: str = ""  # the first figure after the verdict, as drawn for narrow screens

    @property
    def finding(self) -> str:
        """What the front page prints: the verdict, or where there is none the first sentence."""
        return self.verdict or self.sentences[0]


def read_notebook(path: str | Path) -> tuple[list[Entry], list[Answer]]:
    """The results and short answers stored in one notebook."""
    entries: list[Entry] = []
    answers: list[Answer] = []
    verdict, picture = "", ""
    when: tuple[str, ...] = ()
    for cell, data in _stored_outputs(Path(path)):
        for record in data.get(RESULTS_MIME, {}).get("results", []):
            entries.append(Entry(record, Path(path).stem, cell))
        text = data.get(TEXT_MIME, {})
        if text.get("kind") == "answer":
            read = "".join(data["text/plain"])
            found = (text["question"], tuple(text["sentences"]), Path(path).stem, read)
            answers.append(Answer(*found, verdict, when, picture))
        elif text.get("kind") == "verdict":
            verdict, when = text["sentences"][0], tuple(text.get("when", ()))
        elif text.get("kind") == "caption" and verdict:
            picture = picture or text.get("narrow", "")
    return entries, answers


def _stored_outputs(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            for output in cell["outputs"]:
                yield cell["execution_count"] or 0, output.get("data", {})


def read_ledger(folder: str | Path) -> tuple[dict[str, Entry], list[Answer]]:
    """The ledger of the whole book: result id → entry, and the short answers in the order of chapters.

    Raises
    ------
    ResultError
        If two notebooks use one id.
    """
    ledger: dict[str, Entry] = {}
    answers: list[Answer] = []
    for path in sorted(Path(folder).glob("*.ipynb")):
        entries, found = read_notebook(path)
        answers += found
        for entry in entries:
            name = entry.record["id"]
            if name in ledger:
                raise ResultError(f"{name} is computed in {ledger[name].notebook} and in {entry.notebook}")
            ledger[name] = entry
    return ledger, answers
