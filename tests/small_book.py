"""A checkout of one small notebook and three pages, with all that verbs write in it, and the faults it meets."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell
from tiny import tagged, write

from conftest import ROOT
from romsov_analysis.ledger import RESULTS_MIME, Ledger
from romsov_analysis.results import Result

FAULTY = ROOT / "tests" / "faulty"
_WHAT_IF = ["run", "01", "--with", "factor=5"]
VERBS = {
    "run": ["run", "01"],
    "keep": [*_WHAT_IF, "--keep", "out", "--csv", "out/m.csv", "--json", "out/m.json"],
    "fill": ["fill"],
    "validate": ["validate", "--junit-xml", "out/report.xml"],
    "book": ["book"],
    "elsewhere": ["book", "--output", "out/site"],
    "data": ["data", "--output", "out/data"],
}
_SITES = ("book/_build/html/", "out/site/")
_CONTENTS = "format: jb-book\nroot: index\nchapters:\n- file: notebooks/01_tiny\n- file: results\n"
_WORDS = "# {}\n\nIt is [](result:tiny.sum?unit).\n"


@dataclass
class Checkout:
    """A checkout before a verb and after it: every file that is to be there, by its name.

    `writes` and `seconds` say how much there is to interrupt.
    """

    verb: str
    root: Path
    files: dict[str, bytes]
    before: dict[str, bytes]
    after: dict[str, bytes]
    writes: int
    seconds: float

    @classmethod
    def of(cls, book: Path, verb: str) -> Checkout:
        """The book changed so that the verb has something to write; it is left as it was."""
        files = contents(book)
        try:
            prepared(verb, book)
            found = cls(verb, book, contents(book), state(book), {}, 0, 0.0)
            began = time.monotonic()
            process = found.start("full 1000000")  # which counts
            said = process.communicate(timeout=300)
            assert process.returncode == 0, said
            found.seconds = time.monotonic() - began
            found.writes = book.with_name("counter").stat().st_size
            found.after = state(book)
        finally:
            restore(book, files)
        return found

    def start(self, fault: str = "") -> subprocess.Popen[str]:
        """Start the verb; `fault` as in ``faulty/sitecustomize.py``, kind and number."""
        counter = self.root.with_name("counter")
        counter.unlink(missing_ok=True)
        return started(self.root, self.verb, f"{fault} {counter} {self.root}" if fault else "")

    def wrong(self) -> list[str]:
        """Files that are neither as before nor as after, but for what is being made aside; a site of two builds."""
        found = state(self.root)
        sites = [
            name
            for name in _SITES
            if part(found, name) not in (part(self.before, name), part(self.after, name))
        ]
        return sites + [
            name
            for name in {*found, *self.before}
            if found.get(name) not in (self.before.get(name), self.after.get(name))
            and ".romsov/" not in f"{name}/"
            and not name.startswith(("book/_build/work/", *_SITES))
        ]


def part(files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith(folder)}


def restore(root: Path, files: dict[str, bytes]) -> None:
    """Have a folder hold these files and no others."""
    shutil.rmtree(root)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def started(root: Path, verb: str, fault: str = "") -> subprocess.Popen[str]:
    paths = [FAULTY, ROOT / "src"]
    # Coverage writes a file of its own when the child ends: under a limit on sizes it would fail, not the book.
    counted = (
        {name for name in os.environ if name.startswith("COVERAGE_")} if fault.startswith("limit") else set()
    )
    return subprocess.Popen(
        [sys.executable, "-m", "romsov_analysis", *VERBS[verb]],
        cwd=root,
        env={
            **{name: value for name, value in os.environ.items() if name not in counted},
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ROMSOV_FAULT": fault,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(root: Path, verb: str) -> str:
    """Run a verb to its end; what it said."""
    process = started(root, verb)
    said, error = process.communicate(timeout=300)
    assert process.returncode == 0, (verb, said, error)
    return said


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def state(root: Path) -> dict[str, bytes]:
    """Every file of a checkout, less what differs from run to run; what is broken is said to be."""
    found = contents(root)
    for name, content in found.items():
        folder, _, file = name.rpartition("/")
        if file.startswith("."):
            continue
        try:
            if folder == "book/_build/stamps":
                found[name] = json.dumps({**json.loads(content), "seconds": 0}).encode()
            elif name == "out/report.xml":
                names = {case.get("name", "") for case in ET.fromstring(content).iter("testcase")}
                found[name] = " ".join(sorted(names)).encode()
            elif folder == "book/_build/kept" and file != "site.json":
                whole = content[:32] == hashlib.sha256(file.encode() + b"\0" + content[32:]).digest()
                found[name] = b"whole" if whole else b"broken"
        except (ValueError, ET.ParseError):
            found[name] = b"broken"
    return found


def made(root: Path, *verbs: str) -> Path:
    """The small book after these verbs."""
    result = Result("tiny.sum", 6.0, 6.0, 6.0, "times", "3 × factor", ("units:times",), "Three factors")
    ledger = Ledger([result])
    record = ledger.show().bundle[RESULTS_MIME]["results"][0]
    answer = ledger.answer("How much is it?", "As much as the factor says.").bundle
    code = (
        "from IPython.display import display\n"
        f"record = {record!r}\n"
        'record |= dict.fromkeys(("value", "low", "high"), 3.0 * factor)\n'
        f'display({{"{RESULTS_MIME}": {{"results": [record]}}, "text/plain": str(record["value"])}}, raw=True)\n'
        f"display({answer!r}, raw=True)\n"
    )
    cells = [new_markdown_cell(_WORDS.format("Tiny")), tagged("factor = 2"), new_code_cell(code)]
    write(root / "notebooks" / "01_tiny.ipynb", *cells)
    book = root / "book"
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "book" / name, book / name)
    shutil.copyfile(ROOT / "book" / "_config.yml", book / "_config.yml")
    (book / "_toc.yml").write_text(_CONTENTS, encoding="utf-8")
    (book / "index.md").write_text(_WORDS.format("Book"), encoding="utf-8")
    (book / "results.md").write_text("# Results\n\n```{results-index}\n```\n", encoding="utf-8")
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    (root / "out").mkdir()
    for verb in ("run", "fill", *verbs):
        done(root, verb)
    return root


def edited(text: Path, old: str, new: str) -> None:
    content = text.read_text(encoding="utf-8")
    assert old in content, (text, old)
    text.write_text(content.replace(old, new), encoding="utf-8")


def prepared(verb: str, root: Path) -> None:
    """Change the book so that the verb has something to write in the place of what it wrote before."""
    notebook, page, out = root / "notebooks" / "01_tiny.ipynb", root / "book" / "index.md", root / "out"
    if verb == "run":
        edited(notebook, "factor = 2", "factor = 3")
    elif verb == "keep":
        edited(out / "01_tiny_what_if.ipynb", "15.0", "14.0")
        edited(out / "m.csv", "15", "14")
        edited(out / "m.json", "15", "14")
    elif verb == "fill":
        for path in (notebook, page):
            edited(path, "[6.00 times]", "[7.00 times]")
    elif verb == "data":
        edited(out / "data/interwar_pacts/CODEBOOK.md", "Terms", "Word")
        (out / "data/testimony_1989.zip").unlink()
    elif verb == "validate":
        edited(root / "book/_build/stamps/01.json", '"notebook": "01', '"notebook": "00')
        (root / "book/_build/stamps/words.json").unlink()
    else:
        edited(page, "It is", "Thus it is")
