"""Stored outputs against a fresh execution: what cannot serve as reference is refused, the rest compared.

Before any kernel starts it refuses notebooks in which nothing would be compared, and words of references that
are not those of the ledger.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from romsov_analysis.runs import inputs, places, stamps, writing


def refusals(path: Path) -> list[str]:
    """Why a stored notebook cannot serve as reference; an empty list if it can.

    Refused: no code, cells that were not run or not from top to bottom, outputs stripped (a cell that ends in
    a display has none), stored errors, pictures that no other machine draws alike, outputs of another reference
    version, markers that switch the comparison off, two cells of parameters, a what-if copy.
    """
    notebook = places.read(path)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    accept = f"make run NB={places.number(path)}"
    if not code:
        return [f"{path.name}: holds no code"]
    problems = [
        f"{path.name}, code cell {position}: {problem}"
        for position, cell in enumerate(code, start=1)
        for problem in _of_cell(cell, accept)
    ]
    counts = [cell["execution_count"] for cell in code]
    if None not in counts and counts != list(range(1, len(code) + 1)):
        problems.append(f"{path.name}: cells were not run once each from top to bottom ({accept})")
    if not any(cell["outputs"] for cell in code):
        problems.append(f"{path.name}: outputs were stripped ({accept} restores them)")
    if sum("parameters" in cell["metadata"].get("tags", []) for cell in code) > 1:
        problems.append(f"{path.name}: several cells are tagged parameters; one may be")
    ours = notebook["metadata"].get("romsov", {})
    if "what_if" in ours:
        problems.append(f"{path.name}: is a what-if copy and no reference; keep it elsewhere")
    stored = ours.get("inputs", {}).get("versions", {})
    for name, installed in inputs.versions().items():
        if stored.get(name) != installed:
            problems.append(
                f"{path.name}: outputs were stored under {name} {stored.get(name, 'of unknown version')}, "
                f"the reference is {installed} ({accept}, then review the difference)"
            )
    return problems


def _of_cell(cell: dict[str, Any], accept: str) -> Iterator[str]:
    if cell["execution_count"] is None:
        yield f"was not run ({accept} runs it)"
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            yield f"stores an error, {output['ename']}: {output['evalue']}"
        pictures = sorted({"image/png", "image/jpeg"} & set(output.get("data", {})))
        if pictures:
            yield f"stores {pictures[0]}, which no other machine draws alike; ledger.figure stores SVG"
    switches = {tag for tag in cell["metadata"].get("tags", []) if tag.startswith("nbval")}
    switches |= set(re.findall(r"^\s*#\s*(NBVAL_\w+|PYTEST_VALIDATE_\w+)", places.source(cell), re.MULTILINE))
    if switches:
        yield f"switches the comparison off ({', '.join(sorted(switches))})"


def wrong_words(root: Path, paths: Sequence[Path]) -> list[str]:
    """Every reference in some texts whose words are not those of the stored ledger, or that names nothing."""
    from romsov_analysis.runs import filling

    known = filling.records(places.notebooks(root))
    return [
        str(difference) for text in filling.texts(paths) for difference in filling.differences(text, known)
    ]


def validate(
    root: Path,
    names: Sequence[str] = (),
    *,
    changed: bool = False,
    junit: Path | None = None,
    report: Callable[[str], None] = print,
) -> int:
    """Compare stored outputs with a fresh execution.

    Parameters
    ----------
    root
        The checkout.
    names
        Starts of file names; all notebooks, and the pages with them, where none is named.
    changed
        Leave out what is as it was when it was last found good.
    junit
        Where to write a report in JUnit's form.
    report
        Receives each line.

    Returns
    -------
    Exit status: 0 if all outputs are reproduced and all words are the ledger's.

    Raises
    ------
    places.RunError
        If a notebook cannot be found or read.
    """
    with writing.alone(root, report):
        if junit is not None:
            writing.ready(junit)
        return _validate(root, names, changed, junit, report)


def _validate(
    root: Path, names: Sequence[str], changed: bool, junit: Path | None, report: Callable[[str], None]
) -> int:
    began = time.monotonic()
    everything = places.notebooks(root)
    paths = [places.find(root / "notebooks", name) for name in names] or everything
    chosen = [path for path in dict.fromkeys(paths) if not (changed and stamps.current(root, path))]
    chosen = stamps.longest_first(root, chosen)
    problems = [problem for path in chosen for problem in refusals(path)]
    if not (changed and stamps.words_current(root)):
        problems += wrong_words(root, [*paths, *([] if names else places.pages(root))])
        if not problems and not names:
            stamps.write_words(root)
    if problems:
        for problem in problems:
            report(problem)
        report(f"{len(problems)} refused, nothing was run. Words are filled in by: romsov fill")
        return 1
    if not chosen:
        count = f"{len(paths)} notebooks were" if len(paths) > 1 else "1 notebook was"
        report(f"Nothing changed since {count} found good")
        return 0
    status = _compare(root, chosen, junit, report)
    if status == 0:
        report(f"{len(chosen)} of {len(everything)} notebooks reproduced ({time.monotonic() - began:.1f} s)")
    return status


def _compare(root: Path, paths: Sequence[Path], junit: Path | None, report: Callable[[str], None]) -> int:
    """Run notebooks anew and compare; stamps for the good ones, the report and a line a failure for the others."""
    import nbclient  # noqa: F401 - whole before a thread asks for it too

    from romsov_analysis.runs.fresh import Fresh

    before = {path: path.read_bytes() for path in paths}
    with Fresh(paths, report) as fresh:
        # Imported while the kernels start.
        import pytest
        from nbval import plugin

        from romsov_analysis.runs.comparing import Comparison

        comparison = Comparison(fresh)
        arguments = [
            *("-p", "no:cacheprovider", "-p", "no:logging", "--noconftest", "--capture=no"),
            # What pytest makes of brackets and dollars in a path, it makes of none that begins here.
            *("-c", os.devnull, "--rootdir", os.curdir),
            *("-q", "--no-header", "--tb=short", "-rN", "-W", "default"),
            *(path.relative_to(root).as_posix() for path in paths),
        ]
        with _alone(), contextlib.nullcontext() if junit is None else writing.beside(junit) as new:
            told = [] if new is None else [f"--junit-xml={new}"]
            with contextlib.chdir(root):
                status = int(pytest.main([*told, *arguments], plugins=[plugin, comparison]))
        if status == pytest.ExitCode.INTERRUPTED:
            raise KeyboardInterrupt  # which says nothing of any notebook
        if status in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            fresh.finish()
    for path in paths:
        if path in fresh.loaded and path not in comparison.failed:
            if path.read_bytes() == before[path]:  # what was saved meanwhile was not compared
                stamps.write(root, path, fresh.loaded[path], fresh.seconds[path])
            continue
        stamps.drop(root, path)
        if path not in comparison.failed:
            comparison.causes.append(f"{path.stem}: was not run to its end")
    for cause in comparison.causes:
        report(cause)
    return 1 if status or comparison.causes else 0


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Within the block pytest loads no plugin but those it is given: others have no business here, and take time."""
    kept = {name: os.environ.pop(name, None) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")}
    kept["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
