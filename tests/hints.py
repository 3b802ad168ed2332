"""Hints on the prose of the chapters: how long sentences are, how many numbers they carry, whom they are about.

They judge nothing. Read aloud what they point to.
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from romsov_analysis import evidence
from romsov_analysis.results import plain

ROOT = Path(__file__).resolve().parents[1]
_TEXT = "application/vnd.romsov.text+json"
_SUBJECT = 6  # words in which a sentence should have said who acts
_LONG = 40  # words
_ACTORS = {"we", "they", "he", "she", "nobody", "who", "ministers", "diplomats", "governments", "historians"}


def story(path: Path) -> Iterator[str]:
    """The paragraphs of a chapter before its workings: texts and displayed sentences, numbers filled in."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if re.match(r"## The workings", text):
                return
            yield from (
                part for part in text.split("\n\n") if not part.startswith(("#", ":::", "- ", "|", "[^"))
            )
        else:
            for output in cell.get("outputs", []):
                record = output.get("data", {}).get(_TEXT, {})
                if record.get("kind") in ("verdict", "answer", "conclusion"):
                    yield from record["sentences"]


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph as a reader sees them."""
    text = " ".join(plain(paragraph).split())
    return [part for part in re.split(r"(?:(?<=[.!?])|(?<=[.!?][”’)]))\s+(?=[A-ZÎȘȚĂ“(])", text) if part]


def actors() -> set[str]:
    """First words and last words of the names of people and states, in lower case."""
    names = [*evidence.load("people")["name"], *evidence.load("states")["name"]]
    found = {word.casefold() for name in names for word in str(name).split() if word[0].isupper()}
    return (
        found
        | _ACTORS
        | {"moscow", "bucharest", "romania", "washington", "london", "paris", "warsaw", "soviet"}
    )


def hints(path: Path) -> Iterator[str]:
    """Lines on one chapter."""
    found = [sentence for paragraph in story(path) for sentence in sentences(paragraph)]
    if not found:
        return
    lengths = [len(sentence.split()) for sentence in found]
    numbers = sum(len(re.findall(r"(?<!\w)\d[\d.,–]*", sentence)) for sentence in found)
    known = actors()
    without = [
        sentence
        for sentence in found
        if not {word.strip("“”’,.;:()").casefold() for word in sentence.split()[:_SUBJECT]} & known
    ]
    middle, share = statistics.median(lengths), 100 * numbers / sum(lengths)
    yield (
        f"{path.stem}: {sum(lengths)} words of story in {len(found)} sentences, median {middle:g}, "
        f"{share:.1f} numbers a hundred words, {len(without)} sentences that name nobody at first"
    )
    for length, sentence in sorted(zip(lengths, found, strict=True), reverse=True)[:3]:
        if length > _LONG:
            yield f"  {length} words: {sentence[:110]}…"
    yield from (f"  names nobody: {sentence[:110]}…" for sentence in without[:3])


def main() -> None:
    """Print the hints of every chapter."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        print(*hints(path), sep="\n")


if __name__ == "__main__":
    main()
