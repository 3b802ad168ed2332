"""The site: staged, built into a fresh folder, trimmed, and swapped in when it is whole.

A build over an old folder differs from a clean one, so every build starts from nothing; a build that fails
leaves the last good site in place. Pages and notebooks are staged side by side, since jupyter-book takes
every file below its source folder and the site's root must be its first page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import yaml

from romsov_analysis.book.trim import trim

_PAGES = ("*.md", "_config.yml", "_toc.yml")
_FOLDERS = ("_static", "_templates")


def main(root: Path, output: Path) -> int:
    """Build the site of a checkout.

    Parameters
    ----------
    root
        The checkout.
    output
        Folder of the site; replaced as a whole.

    Returns
    -------
    Exit status: 0 if the site stands, 1 if the build failed.
    """
    work = root / "book" / "_build" / f"work-{os.getpid()}"
    try:
        source = stage(root, work / "source")
        built = _jupyter_book(source, work)
        if built is None:
            return 1
        trim(built)
        _swap(built, root / output)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"The book: {(root / output / 'index.html').resolve().as_uri()}")
    return 0


def stage(root: Path, folder: Path) -> Path:
    """Copy pages and notebooks side by side, write the settings; the folder is returned."""
    book = root / "book"
    (folder / "notebooks").mkdir(parents=True)
    for pattern in _PAGES:
        for path in book.glob(pattern):
            shutil.copyfile(path, folder / path.name)
    for name in _FOLDERS:
        if (book / name).is_dir():
            shutil.copytree(book / name, folder / name)
    for path in (root / "notebooks").glob("*.ipynb"):
        shutil.copyfile(path, folder / "notebooks" / path.name)
    config = folder / "_config.yml"
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    config.write_text(
        yaml.safe_dump(
            with_addresses(settings, root / "pyproject.toml"), allow_unicode=True, sort_keys=False
        ),
        encoding="utf-8",
    )
    return folder


def with_addresses(settings: dict[str, Any], pyproject: Path) -> dict[str, Any]:
    """The book's settings with repository and site address, where `[project.urls]` states them.

    The keys are ``Repository`` and ``Homepage``; what needs an address that is not stated is left out.
    """
    urls = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"].get("urls", {})
    html = settings.setdefault("html", {})
    if "Repository" in urls:
        settings["repository"] = {"url": urls["Repository"]}
        html["use_repository_button"] = True
        html["use_issues_button"] = True
    if "Homepage" in urls:
        html["baseurl"] = urls["Homepage"]
    return settings


def _jupyter_book(source: Path, work: Path) -> Path | None:
    """Run jupyter-book with warnings as errors; the folder of the built site, or None."""
    command = [
        *(sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", str(source)),
        *("--path-output", str(work), "-W", "-n", "--keep-going", "-q"),
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode == 0:
        return work / "_build" / "html"
    # Messages name the staged copy; the reader knows the original.
    text = (done.stdout + done.stderr).replace(str(source) + os.sep, "")
    print(text, file=sys.stderr)
    print(
        "The book was not built; the last good site, if any, is untouched. Mend what is named above, then: make book",
        file=sys.stderr,
    )
    return None


def _swap(built: Path, output: Path) -> None:
    """Put the new site in the place of the old one."""
    output.parent.mkdir(parents=True, exist_ok=True)
    old = output.with_name(f"{output.name}-old-{os.getpid()}")
    if output.exists():
        output.rename(old)
    built.rename(output)
    shutil.rmtree(old, ignore_errors=True)
