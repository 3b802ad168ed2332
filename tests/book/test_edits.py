"""Never stale: after any edit, a site built from kept parts equals a clean one, byte by byte.

The long test, marked ``sweep``, makes fifty edits; the short one makes one of each kind.
"""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, python

_BOUND = re.compile(r"\[[^\]]*\]\((?:result|claim):[^)]+\)")
_NAMED = re.compile(r"\b(?:result|holds):([a-z0-9_.]+)")


@pytest.fixture
def whole_checkout(checkout: Path) -> Path:
    """A checkout with code of its own, to be edited like all else."""
    shutil.copytree(ROOT / "src", checkout / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "requirements.lock", checkout / "requirements.lock")
    return checkout


# Notes the present tables, modules and outputs in each notebook, as a run that moved nothing would.
STORE = """
import json, pathlib
from romsov_analysis.runs import inputs, places
for path in places.notebooks(pathlib.Path()):
    notebook = places.read(path)
    ours = notebook["metadata"]["romsov"]
    ours |= {"inputs": inputs.now(ours["inputs"], notebook), "outputs": inputs.outputs(notebook)}
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
"""


def run(checkout: Path, *command: str) -> None:
    done = python(checkout, *command, measured=False)
    assert done.returncode == 0, done.stderr


def built(checkout: Path, output: str = "html") -> dict[str, bytes]:
    """Build; path below the site → content."""

    run(checkout, "-m", "romsov_analysis", "book", "--output", f"book/_build/{output}")
    site = checkout / "book" / "_build" / output
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def built_clean(checkout: Path) -> dict[str, bytes]:
    """The same, with nothing kept; what is kept is left as it was."""
    kept, aside = checkout / "book/_build/kept", checkout / "book/_build/aside"
    kept.rename(aside)
    try:
        return built(checkout, "clean")
    finally:
        shutil.rmtree(kept)
        aside.rename(kept)


# --- edits: each says what it did ----------------------------------------------------------------------------


def prose(checkout: Path, dice: random.Random) -> str:
    """A sentence, a number or a heading more, on a page or in a notebook."""
    paths = [*(checkout / "book").glob("*.md"), *(checkout / "notebooks").glob("*.ipynb")]
    path = dice.choice(sorted(paths))
    what = dice.choice(["sentence", "number", "heading"])

    def edited(text: str) -> str:
        bound = _BOUND.findall(text)
        more = f"A sentence more, of the letters {'abcdefgh'[dice.randrange(8)]} and z."
        if what == "number" and bound:
            more += f" It names {dice.choice(bound)} again."
        if what == "heading":
            more = f"## A heading more {'abcdefgh'[dice.randrange(8)]}{dice.randrange(10**6)}\n\n{more}"
        return f"{text.rstrip()}\n\n{more}\n"

    if path.suffix == ".md":
        path.write_text(edited(path.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
        cell = dice.choice(cells[1:])
        cell["source"] = [edited("".join(cell["source"]))]
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    return f"{what} in {path.name}"


def title(checkout: Path, dice: random.Random) -> str:
    """Another title of a chapter: every page shows it among the contents."""
    path = dice.choice(sorted((checkout / "notebooks").glob("*.ipynb")))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if "".join(cell["source"]).startswith("# "))
    first, _, rest = "".join(cell["source"]).partition("\n")
    cell["source"] = [f"{first} edited\n{rest}"]
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    return f"title of {path.name}"


def table(checkout: Path, dice: random.Random) -> str:
    """Other words in a cell of a register."""
    name, column = dice.choice(
        [
            ("src/romsov_analysis/data/sources.csv", "title"),
            ("src/romsov_analysis/data/sources.csv", "note"),
            ("src/romsov_analysis/data/pacts.csv", "title"),
            ("src/romsov_analysis/data/comparison.csv", "detail"),
            ("seeds/people.csv", "name"),
            ("seeds/claims.csv", "note"),
        ]
    )
    path = checkout / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = dice.choice([row for row in rows if row[column]])
    row[column] += " edited"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return f"{column} of a row of {path.name}"


def notebook(checkout: Path, dice: random.Random) -> str:
    """Another number in a stored result, other words in a stored sentence, as a run would store them."""
    path = dice.choice(sorted((checkout / "notebooks").glob("*.ipynb")))
    content = json.loads(path.read_text(encoding="utf-8"))
    bundles = [
        output["data"]
        for cell in content["cells"]
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
        if "data" in output
    ]
    records: list[Any] = [
        record
        for data in bundles
        for shown in data.values()
        if isinstance(shown, dict)
        for record in shown.get("results", [])
    ]
    captions = [
        shown
        for data in bundles
        for shown in data.values()
        if isinstance(shown, dict) and shown.get("kind") == "caption"
    ]
    if captions and dice.random() < 0.3:
        caption = dice.choice(captions)
        caption["sentences"][-1] += " Edited."
        what = "a caption"
    else:
        # Words that differ from what they name stop the build; a number that no sentence names may move.
        texts = [*(checkout / "notebooks").glob("*.ipynb"), *(checkout / "book").glob("*.md")]
        named = {name for text in texts for name in _NAMED.findall(text.read_text(encoding="utf-8"))}
        numbers = [
            record
            for record in records
            if isinstance(record.get("value"), float) and record["id"] not in named
        ]
        record = dice.choice(numbers or records)
        if numbers:
            for end in ("value", "low", "high"):
                record[end] = None if record[end] is None else record[end] * 1.5
        else:
            record["title"] += ", edited"
        what = record["id"]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return f"{what} stored in {path.name}"


def style(checkout: Path, dice: random.Random) -> str:
    """A rule more in the style sheet, a comment more in a template, another setting."""
    number = dice.randrange(10**6)
    what = dice.choice(["style", "template", "setting"])
    if what == "style":
        path = checkout / "book/_static/romsov.css"
        path.write_text(path.read_text("utf-8") + f"\n.edited-{number} {{ color: inherit; }}\n", "utf-8")
    elif what == "template":
        path = checkout / "book/_templates/layout.html"
        added = f"{{% block footer %}}{{{{ super() }}}}<!-- {number} -->{{% endblock %}}\n"
        text = re.sub(r"\{% block footer %\}.*\n", "", path.read_text("utf-8"))
        path.write_text(text + added, "utf-8")
    else:
        path = checkout / "book/_config.yml"
        path.write_text(
            re.sub(r"search_bar_text: .*", f"search_bar_text: Search {number}", path.read_text("utf-8")),
            "utf-8",
        )
    return what


def code(checkout: Path, dice: random.Random) -> str:
    """Another line of our own code, one that pages show."""
    name, found, instead = dice.choice(
        [
            ("theme", r'<div class="cards-evidence"[^>]*>', '<div class="cards-evidence" title="{}">'),
            ("staging", r"Ranges(?: \d+)? stand", "Ranges {} stand"),
            ("trim", r'\("\*\.map"(?:, "\d+")?', '("*.map", "{}"'),
        ]
    )
    path = checkout / f"src/romsov_analysis/book/{name}.py"
    text, count = re.subn(found, instead.format(dice.randrange(10**6)), path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")
    return f"{name}.py"


KINDS: list[Callable[[Path, random.Random], str]] = [title, table, notebook, style, code]


def compare(checkout: Path, edits: list[Callable[[Path, random.Random], str]], dice: random.Random) -> None:
    """Edit, build from what is kept, build from nothing, compare; again and again."""
    run(checkout, "-c", STORE)
    built(checkout)
    for number, edit in enumerate(edits):
        said = f"edit {number}, {edit.__name__}: {edit(checkout, dice)}"
        run(checkout, "-c", STORE)
        ours, clean = built(checkout), built_clean(checkout)
        assert {name for name in {*ours, *clean} if ours.get(name) != clean.get(name)} == set(), said


def test_a_site_from_kept_parts_equals_a_clean_one(whole_checkout: Path) -> None:
    compare(whole_checkout, KINDS, random.Random(1918))


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(5))
def test_fifty_edits_leave_nothing_stale(whole_checkout: Path, seed: int) -> None:
    dice = random.Random(seed)
    # Prose is edited most often, and is where most is reused.
    compare(whole_checkout, [dice.choice([prose, prose, prose, *KINDS]) for _ in range(10)], dice)
