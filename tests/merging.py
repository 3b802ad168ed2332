"""Merges notebooks for git: cells by their lines, all that `make run` stores left out, since it is made anew.

``git config merge.notebook.driver "python tests/merging.py %O %A %B"`` switches it on in a checkout; `.gitattributes`
names it for every notebook. What both sides changed stays marked, as in any text.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def bare(text: str) -> str:
    """A notebook without outputs, numbers of executions and digests."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    notebook["metadata"].pop("romsov", None)
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def merged(base: str, ours: str, theirs: str) -> tuple[str, int]:
    """The merged notebook, and in how many places both sides differ."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_text(bare(text), encoding="utf-8")
        command = [
            "git",
            "merge-file",
            "--stdout",
            "-L",
            "ours",
            "-L",
            "base",
            "-L",
            "theirs",
            *map(str, paths),
        ]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout, done.returncode


def main(base: str, ours: str, theirs: str) -> int:
    """What git calls: the merged notebook takes the place of ours; the status says whether something is left to do."""
    text, left = merged(*(Path(name).read_text(encoding="utf-8") for name in (base, ours, theirs)))
    Path(ours).write_text(text, encoding="utf-8")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
