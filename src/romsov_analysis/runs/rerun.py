"""The verb ``run``: a notebook anew, in its place or in a copy with other values, and what that changes."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis.runs import filling, inputs, places, running, story, tables, values, writing
from romsov_analysis.runs.moves import Move, moves
from romsov_analysis.runs.places import RunError


@dataclass
class Outcome:
    """What a run changed.

    Attributes
    ----------
    moved
        The results; those that a text names first.
    shaken
        The sentences of the story.
    verdict, answers
        As they now read.
    before
        The verdict as it read.
    notes
        What else is to be said: what was kept, filled, and how to undo it.
    """

    path: Path
    in_place: bool
    moved: list[Move]
    shaken: list[story.Shaken]
    before: str
    verdict: str
    answers: list[str]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Stored:
    """A notebook as stored, and the ledger of the whole book around it."""

    root: Path
    path: Path
    notebook: nbformat.NotebookNode
    own: dict[str, dict[str, Any]]
    others: dict[str, dict[str, Any]]

    @property
    def texts(self) -> list[Path]:
        """The notebook first, then the other notebooks and the pages."""
        rest = [path for path in places.notebooks(self.root) if path != self.path]
        return [self.path, *rest, *places.pages(self.root)]


def _stored(root: Path, path: Path) -> _Stored:
    notebook = running.load(path)
    others = filling.records(other for other in places.notebooks(root) if other != path)
    own = {record["id"]: record for record in filling.records_of(notebook)}
    both = sorted(set(own) & set(others))
    if both:
        raise RunError(f"{both[0]} is computed in {path.stem} and in another notebook; one of them must go")
    return _Stored(root, path, notebook, own, others)


def run(
    root: Path,
    name: str,
    given: Mapping[str, Any],
    *,
    keep: Path | None = None,
    report: Callable[[str], None] = print,
) -> Outcome:
    """Run a notebook: in its place, or, with other values or a copy to keep, in a copy.

    Parameters
    ----------
    root, name
        The checkout, and the start of the notebook's file name.
    given
        Parameter → value that replaces the one in the first cell.
    keep
        Where to keep the copy.
    report
        Receives a line a cell.

    Raises
    ------
    RunError
        If the notebook or a value is refused (before a kernel starts), a cell fails, or a file cannot be written.
    """
    path = places.find(root / "notebooks", name)
    copied = bool(given) or keep is not None
    with contextlib.nullcontext() if copied else writing.alone(root, report):
        stored = _stored(root, path)
        values.check(path.stem, stored.notebook, given)
        if copied:
            return _in_a_copy(stored, given, None if keep is None else _target(keep, path, root), report)
        return _in_place(stored, report)


def _in_a_copy(
    stored: _Stored, given: Mapping[str, Any], target: Path | None, report: Callable[[str], None]
) -> Outcome:
    copy = running.insert(stored.notebook, given) if given else nbformat.from_dict(stored.notebook)
    loaded = running.run(copy, stored.path, report)
    running.store(copy, loaded)
    known = inputs.parameters(stored.notebook)
    changed = [f"parameter {name}: {known.get(name)} → {value!r}" for name, value in given.items()]
    found = copy.metadata["romsov"]["inputs"]
    was = stored.notebook.metadata.get("romsov", {}).get("inputs", {})
    changed += [phrase for phrase in inputs.changed(was, found) if not phrase.startswith("parameter")]
    outcome = _outcome(stored, copy, changed, in_place=False)
    outcome.notes += _own_tables(found, stored=False)
    if target is not None:
        written = {name: repr(value) for name, value in given.items()}
        _mark(copy, stored, outcome, written)
        writing.replace(target, running.text_of(copy))
        outcome.notes.append(f"The copy is kept: {target}")
    return outcome


def _in_place(stored: _Stored, report: Callable[[str], None]) -> Outcome:
    fresh = nbformat.from_dict(stored.notebook)
    loaded = running.run(fresh, stored.path, report)
    running.store(fresh, loaded)
    found = fresh.metadata["romsov"]["inputs"]
    was = stored.notebook.metadata.get("romsov", {}).get("inputs", {})
    changed = inputs.changed(was, found)
    outcome = _outcome(stored, fresh, changed, in_place=True)
    if changed and not outcome.moved:
        outcome.notes.append(f"Changed since the outputs were stored: {'; '.join(changed)}")
    own = {record["id"]: record for record in filling.records_of(fresh)}
    known = {**stored.others, **own}
    differing = filling.fill_cells(fresh, stored.path, known)
    undo = _Undo(stored.root)
    text = running.text_of(fresh)
    if running.load(stored.path) != stored.notebook:
        raise RunError(
            f"{stored.path} was saved by someone else during the run; it was left as it is. Run it again"
        )
    if writing.differs(stored.path, text):
        undo.remember(stored.path)
        writing.replace(stored.path, text)
    elsewhere = stored.texts[1:]
    differing += filling.fill_files(elsewhere, known, {*own, *stored.own}, undo.remember)
    filled = [difference for difference in differing if difference.words is not None]
    if filled:
        outcome.notes.append(f"{len(filled)} words filled in, in {', '.join(_files(filled))}")
    outcome.notes += [f"To mend: {difference}" for difference in differing if difference.words is None]
    outcome.notes += _own_tables(found, stored=True)
    outcome.notes += undo.lines() or ["Nothing changed; no file was touched."]
    return outcome


def _files(found: Sequence[filling.Difference]) -> list[str]:
    return list(dict.fromkeys(difference.place.partition(",")[0] for difference in found))


def _outcome(
    stored: _Stored, fresh: nbformat.NotebookNode, changed: Sequence[str], *, in_place: bool
) -> Outcome:
    own = {record["id"]: record for record in filling.records_of(fresh)}
    texts = list(filling.texts(stored.texts))
    ids = {*own, *stored.own}
    found = story.shaken(texts, {**stored.others, **stored.own}, {**stored.others, **own}, ids)
    moved = moves(stored.own, own, changed)
    named = " ".join(text.source for text in texts)
    moved.sort(key=lambda move: f":{move.id})" not in named and f":{move.id}?" not in named)
    return Outcome(
        stored.path,
        in_place,
        moved,
        found,
        story.verdict(stored.notebook),
        story.verdict(fresh),
        story.answers(fresh),
    )


def _own_tables(found: Mapping[str, Any], *, stored: bool) -> list[str]:
    """A line for each own table that a run rests on."""
    notes = [
        f"Rests on an own table: {name}, {tables.listed(tables.own_rows(name))}"
        for name in found.get("own", [])
    ]
    if notes and stored:
        notes.append(
            "This overwrote the stored reference: the notebook now rests on these tables and not on the book's. "
            f"Without {tables.OVERRIDE}, the same run takes the book's again."
        )
    return notes


# --- copies and the way back --------------------------------------------------------------------------------


def _target(keep: Path, path: Path, root: Path) -> Path:
    """Where a copy goes.

    Raises
    ------
    RunError
        If it would take the place of a chapter or of a file that is no copy.
    """
    target = places.home(keep)
    if target.is_dir() or target.suffix != ".ipynb":
        target = target / f"{path.stem}_what_if.ipynb"
    target = target.resolve()
    if target.parent == (root / "notebooks").resolve():
        raise RunError(f"{target}: a copy among the chapters would be one of them; keep it in another folder")
    if target.exists() and "what_if" not in places.read(target)["metadata"].get("romsov", {}):
        raise RunError(f"{target} exists and is no what-if copy; name another file")
    writing.ready(target)
    return target


def _mark(copy: nbformat.NotebookNode, stored: _Stored, outcome: Outcome, written: Mapping[str, str]) -> None:
    """Fill a copy's words from its own ledger, and say in its first lines and its metadata what it is."""
    own = {record["id"]: record for record in filling.records_of(copy)}
    filling.fill_cells(copy, stored.path, {**stored.others, **own})
    said = "; ".join(f"`{name} = {value}`" for name, value in written.items()) or "no other values"
    lines = [f"**A what-if copy of {stored.path.stem}, not the book: {said}.**"]
    here = [found for found in outcome.shaken if found.false and found.place.startswith(stored.path.name)]
    if here:
        lines.append("These sentences below no longer hold:\n")
        lines += [f"- {found.sentence}" for found in here]
    copy.cells.insert(0, nbformat.v4.new_markdown_cell("\n".join(lines)))
    copy.metadata["romsov"]["what_if"] = nbformat.from_dict(dict(written))
    running.normalise(copy)


class _Undo:
    """The way back from an in-place run: git where it has the file as it was, or else a copy."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tracked: list[Path] = []
        self.copies: list[tuple[Path, Path]] = []

    def remember(self, path: Path) -> None:
        """To be called before a file is written."""
        if path in self.tracked or any(path == known for known, _ in self.copies):
            return
        if self._in_git(path):
            self.tracked.append(path)
            return
        copy = self.root / places.UNDO / path.name
        with writing.beside(copy) as new:
            new.write_bytes(path.read_bytes())
        self.copies.append((path, copy))

    def _in_git(self, path: Path) -> bool:
        """Whether git has the file as it stands."""
        if shutil.which("git") is None:
            return False
        commands = (["ls-files", "--error-unmatch"], ["diff", "--quiet", "HEAD"])
        return all(
            subprocess.run(
                ["git", "-C", str(self.root), *command, "--", str(path)], capture_output=True, check=False
            ).returncode
            == 0
            for command in commands
        )

    def lines(self) -> list[str]:
        """How to undo the run."""
        found = []
        if self.tracked:
            names = " ".join(path.relative_to(self.root).as_posix() for path in self.tracked)
            found.append(f"To undo: git checkout -- {names}")
        for path, copy in self.copies:
            here, there = (file.relative_to(self.root).as_posix() for file in (path, copy))
            found.append(f"To undo: copy {there} to {here} (it stands there as it was before this run)")
        return found
