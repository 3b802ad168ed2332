"""The words of the references in texts: filled in from the stored ledger, and refused where they differ.

The texts are the Markdown cells of the notebooks and the pages of the book. What stands in code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from romsov_analysis.ledger import RESULTS_MIME
from romsov_analysis.results import Reference, ResultError, link, references, words_of
from romsov_analysis.runs import places, writing
from romsov_analysis.runs.places import RunError
from romsov_analysis.shown import printable

Records = Mapping[str, Mapping[str, Any]]

CODE = (
    re.compile(r"^(`{3,}|~{3,})[^\n{]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"^(`{3,})\{code[^\n]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"(?<![`}])(?:``[^`].*?``|`[^`\n]+`)(?!`)"),  # behind a brace it is a role's, not code
)


@dataclass(frozen=True)
class Text:
    """A page, or a Markdown cell of a notebook; `cell` counts all cells from 1 and is None of a page."""

    path: Path
    cell: int | None
    source: str

    def place(self, position: int) -> str:
        """File, cell and line of a position, for a message."""
        line = self.source.count("\n", 0, position) + 1
        return f"{self.path.name}, {'' if self.cell is None else f'cell {self.cell}, '}line {line}"


@dataclass(frozen=True)
class Difference:
    """A reference whose words are not those of the ledger, or that names nothing; `words` is None then."""

    place: str
    reference: str
    stands: str
    words: str | None
    reason: str = ""

    def __str__(self) -> str:
        start = f"{self.place}: {printable(self.reference)}"
        if self.words is None:
            return f"{start}: {self.reason}"
        return f"{start} reads “{printable(self.stands)}”, the ledger has “{printable(self.words)}”"


def texts(paths: Iterable[Path]) -> Iterator[Text]:
    """The texts of pages and notebooks."""
    for path in paths:
        if path.suffix != ".ipynb":
            yield Text(path, None, places.read_text(path))
            continue
        for number, cell in enumerate(places.read(path)["cells"], start=1):
            if cell["cell_type"] == "markdown":
                yield Text(path, number, places.source(cell))


def named(source: str) -> list[Reference]:
    """Every reference of a text but those in code.

    Raises
    ------
    ResultError
        If something reads like a reference and is none.
    """
    blank = source
    for pattern in CODE:
        blank = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blank)
    return list(references(blank))


def records(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """The records of the results that notebooks store: id → record.

    Raises
    ------
    RunError
        If two notebooks store one id.
    """
    found: dict[str, dict[str, Any]] = {}
    holder: dict[str, str] = {}
    for path in paths:
        for record in records_of(places.read(path)):
            name = record["id"]
            if holder.setdefault(name, path.stem) != path.stem:
                raise RunError(
                    f"{name} is computed in {holder[name]} and in {path.stem}; one of them must go"
                )
            found[name] = record
    return found


def records_of(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of the results that a notebook displays, in their order."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            yield from output.get("data", {}).get(RESULTS_MIME, {}).get("results", [])


def differences(text: Text, known: Records, only: Collection[str] | None = None) -> list[Difference]:
    """The references of a text whose words are not those of the ledger, and those that name nothing.

    Parameters
    ----------
    text
        A page or cell.
    known
        Result id → record.
    only
        Where given, only references to these results are looked at.
    """
    return [difference for _, difference in _compared(text, known, only) if difference is not None]


def _compared(
    text: Text, known: Records, only: Collection[str] | None
) -> Iterator[tuple[Reference | None, Difference | None]]:
    try:
        found = named(text.source)
    except ResultError as error:
        yield None, Difference(text.place(_broken(text.source)), "a reference", "", None, str(error))
        return
    for reference in found:
        if only is not None and (reference.kind not in ("result", "holds") or reference.id not in only):
            continue
        place, name = text.place(reference.start), str(reference)
        try:
            words = words_of(reference, known)
        except ResultError as error:
            yield reference, Difference(place, name, reference.words, None, str(error))
            continue
        # Compared as they stand in the text, where Markdown may have been typed between the brackets.
        stands = text.source[reference.start : reference.end]
        same = stands == link(reference.kind, reference.id, reference.options, words)
        yield reference, None if same else Difference(place, name, reference.words, words)


def _broken(source: str) -> int:
    """Where something stands that reads like a reference and is none."""
    position = 0
    for line in source.splitlines(keepends=True):
        try:
            named(line)
        except ResultError:
            return position
        position += len(line)
    return 0


def filled(text: Text, known: Records, only: Collection[str] | None = None) -> tuple[str, list[Difference]]:
    """A text with the words of its references filled in, and every reference that had others or names nothing.

    Parameters
    ----------
    text, known, only
        As of `differences`. What names nothing is left as it stands.
    """
    parts, position, found = [], 0, []
    for reference, difference in _compared(text, known, only):
        if difference is None:
            continue
        found.append(difference)
        if reference is not None and difference.words is not None:
            parts += [
                text.source[position : reference.start],
                link(reference.kind, reference.id, reference.options, difference.words),
            ]
            position = reference.end
    return "".join([*parts, text.source[position:]]), found


def fill_cells(
    notebook: dict[str, Any], path: Path, known: Records, only: Collection[str] | None = None
) -> list[Difference]:
    """Fill the Markdown cells of a notebook in memory; what differed is returned."""
    found = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] != "markdown":
            continue
        source, differing = filled(Text(path, number, places.source(cell)), known, only)
        found += differing
        if source != places.source(cell):
            cell["source"] = source if isinstance(cell["source"], str) else source.splitlines(keepends=True)
    return found


def fill_files(
    paths: Iterable[Path],
    known: Records,
    only: Collection[str] | None = None,
    about_to: Callable[[Path], None] = lambda _: None,
) -> list[Difference]:
    """Fill pages and notebooks; a file whose words were right is not touched.

    Parameters
    ----------
    paths
        Files.
    known, only
        As of `differences`.
    about_to
        Called with a file before it is written.

    Returns
    -------
    What was filled in, and what names nothing.
    """
    found = []
    for path in paths:
        if path.suffix == ".ipynb":
            notebook = places.read(path)
            differing = fill_cells(notebook, path, known, only)
            text = places.dumped(notebook)
        else:
            text, differing = filled(Text(path, None, places.read_text(path)), known, only)
        found += differing
        if any(difference.words is not None for difference in differing):
            about_to(path)
            writing.replace(path, text)
    return found


def fill(root: Path, report: Callable[[str], None]) -> bool:
    """Fill all texts of a checkout from its stored ledger; False if some reference names nothing."""
    with writing.alone(root, report):
        notebooks = places.notebooks(root)
        found = fill_files([*notebooks, *places.pages(root)], records(notebooks))
    done = [difference for difference in found if difference.words is not None]
    wrong = [difference for difference in found if difference.words is None]
    for difference in done:
        report(f"{difference.place}: “{difference.stands}” → “{difference.words}”  ({difference.reference})")
    files = len({difference.place.partition(",")[0] for difference in done})
    report(
        f"{len(done)} words filled in, in {files} {'file' if files == 1 else 'files'}"
        if done
        else "Every word stands as the ledger has it; nothing was touched"
    )
    for difference in wrong:
        report(str(difference))
    return not wrong
