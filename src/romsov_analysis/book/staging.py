"""Pages, notebooks and settings side by side in one folder, as jupyter-book takes them.

It takes every file below its source folder, and the site's root must be its first page. What follows from the
contents is added here: a page of results for each chapter, and its place among the contents.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from romsov_analysis.book import measured
from romsov_analysis.evidence import nearest
from romsov_analysis.ledger import read_notebook
from romsov_analysis.runs import places, tables
from romsov_analysis.runs.places import RunError
from romsov_analysis.shown import located, printable, shown

_FILES = ("*.md", "*.yml")
_FOLDERS = ("_static", "_templates")
_NOTEBOOKS = "notebooks"
_RESULTS = "results"

_PAGE_OF_RESULTS = """\
# Results of chapter {number}

Each entry opens on its evidence. Ranges stand in brackets.

```{{results-list}} {number}
```
"""


def stage(root: Path, folder: Path) -> Path:
    """Copy pages and notebooks side by side, write settings, contents and pages of results.

    Parameters
    ----------
    root
        The checkout.
    folder
        Where to; it is made, and returned.

    Raises
    ------
    RunError
        If settings, contents, a page or a notebook cannot be read as what it is, a page of the contents is missing,
        or a page or notebook is not among the contents; or if a notebook shows no short answer.
    """
    book = root / "book"
    settings, contents = _read(book / "_config.yml"), _read(book / "_toc.yml")
    for path in places.notebooks(root):
        places.read(path)
    for path in places.pages(root):
        places.read_text(path)
    _check_contents(root, contents)
    (folder / _NOTEBOOKS).mkdir(parents=True)
    for pattern in _FILES:
        for path in book.glob(pattern):
            shutil.copyfile(path, folder / path.name)
    for name in _FOLDERS:
        if (book / name).is_dir():
            shutil.copytree(book / name, folder / name)
    for path in (root / _NOTEBOOKS).glob("*.ipynb"):
        shutil.copyfile(path, folder / _NOTEBOOKS / path.name)
    settings = with_addresses(settings, root / "pyproject.toml")
    _context(settings)["locks"] = measured.locks(root)
    own = tables.differing()
    if own:  # above every page, those of registers included
        _context(settings)["own_tables"] = tables.notice(own)
    _write(folder / "_config.yml", settings)
    if missing := [*_strays(folder, contents), *_unanswered(folder / _NOTEBOOKS)]:
        raise RunError("\n".join(missing))
    number_chapters(contents, folder)
    for name, text in pages_of_results(contents).items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    _write(folder / "_toc.yml", contents)
    return folder


def _strays(folder: Path, contents: dict[str, Any]) -> Iterator[str]:
    """Pages and notebooks that would be missing from the book without a word, a line each, with what to do."""
    known = set(_named(contents))
    texts = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix in (".md", ".ipynb"))
    for path in sorted(texts):
        place = path.with_suffix("").as_posix()
        if place not in known:
            yield (
                f"{path.as_posix()} has no place in the book: add a line '- file: {place}' to book/_toc.yml, "
                "or keep the file in another folder"
            )


def _unanswered(notebooks: Path) -> Iterator[str]:
    for path in sorted(notebooks.glob("*.ipynb")):
        if not read_notebook(path)[1]:
            yield (
                f"{_NOTEBOOKS}/{path.name} shows no short answer, whose first sentence the front page prints: add a "
                f"cell ledger.answer(question, *sentences), then: make run NB={path.stem[:2]}"
            )


def pages_of_results(contents: dict[str, Any]) -> dict[str, str]:
    """Give each notebook among the contents a page of results, below the page of all results.

    Parameters
    ----------
    contents
        The contents as in ``_toc.yml``; the places of the new pages are added.

    Returns
    -------
    Name of a page → its text. None where the contents have no page of all results.
    """
    entries = list(_entries(contents))
    above = next((entry for entry in entries if entry.get("file") == _RESULTS), None)
    if above is None:
        return {}
    numbers = [
        PurePosixPath(entry["file"]).name[:2]
        for entry in entries
        if entry.get("file", "").startswith(f"{_NOTEBOOKS}/")
    ]
    pages = {f"{_RESULTS}-{number}": _PAGE_OF_RESULTS.format(number=number) for number in sorted(numbers)}
    if pages:
        above["sections"] = [{"file": name} for name in pages]
    return pages


def number_chapters(contents: dict[str, Any], folder: Path) -> None:
    """Have the contents call a chapter by its number and its title, as the text does.

    Parameters
    ----------
    contents
        The contents as in ``_toc.yml``; titles are added.
    folder
        The staged source, with the notebooks.
    """
    for entry in _entries(contents):
        path = folder / f"{entry.get('file', '')}.ipynb"
        if path.is_file() and path.name[:2].isdigit():
            first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
            title = "".join(first["source"]).partition("\n")[0].lstrip("# ")
            entry.setdefault("title", f"{int(path.name[:2])}. {title}")


def _entries(part: Any) -> Iterator[dict[str, Any]]:
    """Everything in the contents that may name a file, in order."""
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from _entries(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _entries(inner)


def with_addresses(settings: dict[str, Any], pyproject: Path) -> dict[str, Any]:
    """The book's settings with repository and site address, where `[project.urls]` states them.

    The keys are ``Repository`` and ``Homepage``; what needs an address that is not stated is left out.
    """
    try:
        urls = dict(tomllib.loads(places.read_text(pyproject))["project"].get("urls", {}))
        html = settings.setdefault("html", {})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{located(pyproject)}: is no description of a project ({printable(error)})") from None
    if "Repository" in urls:
        settings["repository"] = {"url": urls["Repository"]}
        html["use_repository_button"] = True
        html["use_issues_button"] = True
        _context(settings)["report"] = f"{urls['Repository'].rstrip('/')}/issues/new?title="
    if "Homepage" in urls:
        html["baseurl"] = urls["Homepage"]
    return settings


def _context(settings: dict[str, Any]) -> dict[str, Any]:
    """What the settings hand to the templates of all pages."""
    config = settings.setdefault("sphinx", {}).setdefault("config", {})
    found: dict[str, Any] = config.setdefault("html_context", {})
    return found


def _read(path: Path) -> dict[str, Any]:
    text = places.read_text(path)
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = "" if mark is None else f", line {mark.line + 1}"
        reason = printable(getattr(error, "problem", None) or error)
        raise RunError(f"{located(path)}{line}: is not YAML ({reason})") from None
    if not isinstance(loaded, dict):
        raise RunError(f"{located(path)}: holds no settings. Accepted: YAML, a line each with name: value")
    return loaded


def _check_contents(root: Path, contents: dict[str, Any]) -> None:
    """Refuse contents that name no page of the book, before Sphinx says so on every page that leads there."""
    known = {f"{_NOTEBOOKS}/{path.stem}" for path in places.notebooks(root)}
    known |= {path.stem for path in places.pages(root)}
    for name in _named(contents):
        if name not in known:
            near = nearest(name, sorted(known))
            raise RunError(f"_toc.yml: there is no page {shown(name)}. Nearest: {near}")


def _named(contents: dict[str, Any]) -> Iterator[str]:
    """The pages and notebooks that the contents name, in order."""
    for entry in _entries(contents):
        for name in (entry.get("root"), entry.get("file")):
            if name is not None:
                yield str(name).removesuffix(".md").removesuffix(".ipynb")


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
