"""The budgets, measured: ``make bench``. Times are medians; what can be is a ratio within one run.

Nothing here is asserted: machines are noisy. What changes files does so in a copy of the checkout. Names of
sections after the command (``python tests/bench.py builds weights``) measure only these.
"""

from __future__ import annotations

import csv
import gzip
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "book" / "_build" / "html"
CORES = 2


# --- measuring --------------------------------------------------------------------------------------------


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def timed(action: Callable[[], object], repeat: int = 3) -> float:
    """Median seconds of an action."""
    return statistics.median(seconds(action) for _ in range(repeat))


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command; what it printed is shown where it fails."""
    words = [str(part) for part in command]
    # A copy of the checkout is measured with its own package.
    environment = {**os.environ, "PYTHONPATH": str(cwd / "src")}
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)} in {cwd} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")


def verb(*arguments: str | Path, cwd: Path) -> None:
    run(sys.executable, "-m", "romsov_analysis", *arguments, cwd=cwd)


def python(code: str) -> Callable[[], None]:
    return lambda: run(sys.executable, "-c", code)


MEASURED: list[tuple[str, str, str]] = []  # what was measured, how it came out, its budget


def line(what: str, measured: str, budget: str) -> None:
    MEASURED.append((what, measured, budget))
    print(f"{what:<66} {measured:>28}   {budget}", flush=True)


@contextmanager
def checkout() -> Iterator[Path]:
    """A copy of the checkout in which nothing was built."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        ignored = shutil.ignore_patterns(".venv*", "_build", ".git", "__pycache__", "texts", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=ignored)
        yield copy


def forget(copy: Path) -> None:
    """Delete all that builds and validations left."""
    shutil.rmtree(copy / "book" / "_build", ignore_errors=True)


def notebooks(root: Path = ROOT) -> list[Path]:
    return sorted((root / "notebooks").glob("*.ipynb"))


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> str:
    return f"{sum(one.get(name) != other.get(name) for name in {*one, *other})} of {len(one)}"


# --- package and tables -----------------------------------------------------------------------------------


def imports() -> None:
    rooms = "evidence, results, figures, ledger, themes"
    bare, ours = (
        timed(python(f"import pandas\n{more}"), 5) for more in ("", f"from romsov_analysis import {rooms}")
    )
    line(
        "import of the package beyond pandas", f"{ours - bare:.2f} s ({ours / bare:.2f} × pandas)", "≤ 0.1 s"
    )


def tables() -> None:
    from romsov_analysis import evidence

    def load() -> None:
        evidence.clear_cache()
        evidence.check_all()

    line("loading and checking all tables", f"{timed(load, 5):.2f} s", "≤ 0.5 s")

    def months() -> None:
        evidence.clear_cache()
        evidence.load("price_months")

    path = evidence.table("price_months").path
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    years = [int(row["month"][:4]) for row in rows]
    span = max(years) - min(years) + 1
    with tempfile.TemporaryDirectory() as folder:
        taken = {}
        for times in (10, 100):  # both large enough that opening the file does not count
            with (Path(folder) / path.name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                for repeat in range(times):
                    shifted = (f"{year + repeat * span:04d}" for year in years)
                    writer.writerows(
                        {**row, "month": year + row["month"][4:]}
                        for row, year in zip(rows, shifted, strict=True)
                    )
            os.environ["ROMSOV_EVIDENCE"] = folder
            taken[times] = timed(months)
        del os.environ["ROMSOV_EVIDENCE"]
        evidence.clear_cache()
    growth = taken[100] / taken[10]
    line("100 × the rows of a table ÷ 10 × its rows", f"{growth:.1f} ({taken[100]:.2f} s)", "10: linear")


# --- notebooks and site -----------------------------------------------------------------------------------


def floor() -> float:
    """Seconds to start a kernel for each notebook and run its cells, perfectly spread over the cores."""
    import nbformat
    from jupyter_client.manager import start_new_kernel

    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    total, longest = 0.0, 0.0
    for path in notebooks():
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        start = time.perf_counter()
        manager, client = start_new_kernel(
            kernel_name="python3", cwd=str(path.parent), extra_arguments=["--IPKernelApp.log_level=ERROR"]
        )
        for source in cells:
            client.execute_interactive(source, store_history=False, output_hook=lambda _: None)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        taken = time.perf_counter() - start
        total, longest = total + taken, max(longest, taken)
    return max(total / CORES, longest)


def validation() -> None:
    ratios = []
    with checkout() as copy:
        for _ in range(3):
            forget(copy)
            bare = floor()
            ratios.append((seconds(lambda: verb("validate", "--changed", cwd=copy)) / bare, bare))
    ratio, bare = sorted(ratios)[1]
    line("executing and validating all notebooks ÷ bare floor", f"{ratio:.2f} (floor {bare:.1f} s)", "≤ 1.3")
    line("they gave their stored outputs under", f"Python {platform.python_version()}", "3.11, 3.12, 3.13")


def plain(copy: Path) -> float:
    """Seconds of plain jupyter-book on the same staged pages, executing all notebooks and comparing nothing."""
    from romsov_analysis.book import staging

    with tempfile.TemporaryDirectory() as folder:
        source = staging.stage(copy, Path(folder) / "source")
        settings = yaml.safe_load((source / "_config.yml").read_text(encoding="utf-8"))
        settings["execute"] = {"execute_notebooks": "force", "timeout": 600}
        (source / "_config.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        main = "from jupyter_book.cli.main import main; main()"
        command = [sys.executable, "-c", main, "build", source, "--path-output", folder, "-q"]
        return seconds(lambda: run(*command, cwd=copy))


def builds() -> None:
    with checkout() as copy:
        page = copy / "book" / "_build" / "html"

        def everything() -> None:
            forget(copy)
            verb("validate", "--changed", cwd=copy)
            verb("book", cwd=copy)

        # One after the other three times, so that both see the machine as it is.
        pairs = [(seconds(everything), plain(copy)) for _ in range(3)]
        ours, force = sorted(pairs, key=lambda pair: pair[0] / pair[1])[1]
        line(
            "validating and building all ÷ plain jupyter-book with force",
            f"{ours / force:.2f} ({ours:.1f} s ÷ {force:.1f} s)",
            "≤ 0.6",
        )

        stamps, kept = copy / "book" / "_build" / "stamps", copy / "stamps"

        def from_stored() -> None:
            forget(copy)
            verb("book", cwd=copy)

        if stamps.is_dir():
            shutil.copytree(stamps, kept)
        whole = timed(from_stored)
        first = content(page)
        from_stored()
        line("book from stored, validated outputs", f"{whole:.1f} s", "≤ 10 s for nine chapters")
        line("files that differ between two clean builds", differing(first, content(page)), "0")
        if kept.is_dir():
            shutil.move(kept, stamps)

        chapter = notebooks(copy)[-1]
        words = iter(("Once", "Twice", "Thrice"))

        def after_prose() -> None:
            text = chapter.read_text(encoding="utf-8")
            chapter.write_text(with_word(text, next(words)), encoding="utf-8")
            verb("validate", "--changed", cwd=copy)
            verb("book", cwd=copy)

        prose = timed(after_prose)
        line("after a change of prose in one chapter ÷ the whole book", f"{prose / whole:.2f}", "≤ 0.35")
        reused = content(page)
        from_stored()
        line("files that differ from a clean build", differing(reused, content(page)), "0")
    line("make book, nothing changed", f"{timed(lambda: run('make', 'book')):.2f} s", "≤ 1 s")


def with_word(notebook: str, word: str) -> str:
    """A notebook's text with a word more at the end of its last cell of prose."""
    import nbformat

    read = nbformat.reads(notebook, as_version=4)
    cell = [cell for cell in read.cells if cell.cell_type == "markdown"][-1]
    cell.source += f" {word}."
    return nbformat.writes(read) + "\n"


def themes() -> None:
    """What an edit in one theme validates anew, a theme a line."""
    with checkout() as copy:
        verb("validate", "--changed", cwd=copy)
        report = copy / "book" / "_build" / "report.xml"
        for theme in sorted((copy / "src" / "romsov_analysis" / "themes").glob("*/")):
            rooms = [path for path in sorted(theme.glob("*.py")) if path.name != "__init__.py"]
            if not rooms:
                continue
            rooms[0].write_text(rooms[0].read_text(encoding="utf-8") + "\n# Edited.\n", encoding="utf-8")
            report.unlink(missing_ok=True)
            verb("validate", "--changed", f"--junit-xml={report}", cwd=copy)
            cases = ET.parse(report).iter("testcase") if report.exists() else ()
            run_again = sorted({re.findall(r"(\d\d)_", case.get("classname", "") + " ")[0] for case in cases})
            what = f"notebooks validated after an edit of {theme.name}/{rooms[0].name}"
            count = f"{len(run_again)} of {len(notebooks())}: {', '.join(run_again) or 'none'}"
            line(what, count, "those that load it")


# --- pages ------------------------------------------------------------------------------------------------


def weights() -> None:
    chapters = [f"notebooks/{path.stem}.html" for path in notebooks()]
    texts = ["index.html", "method.html"]
    others = {"genindex.html", "search.html", *texts}
    registers = [path.name for path in sorted(SITE.glob("*.html")) if path.name not in others]
    for kind, pages, most in (("text", texts, 170), ("chapter", chapters, 260), ("register", registers, 300)):
        weight, page = max((weight_of(SITE / name), name) for name in pages if (SITE / name).is_file())
        line(
            f"heaviest {kind} page, gzip, fonts included: {page}", f"{weight / 1024:.0f} KiB", f"≤ {most} KiB"
        )
    asked = {name for name in content(SITE) if name.endswith(".html") and asks_elsewhere(SITE / name)}
    line("pages that load something from another host", f"{len(asked)}", "0")


def loaded(text: str) -> list[str]:
    """Addresses of what a page loads by itself: scripts, styles, pictures."""
    tags = re.findall(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"([^\"]+)", text)
    links = re.findall(r"<link\b[^>]*>", text)
    sheets = [tag for tag in links if re.search(r'rel="(?:stylesheet|preload|icon)"', tag)]
    return tags + [url for tag in sheets for url in re.findall(r'href="([^"]+)', tag)]


def asks_elsewhere(page: Path) -> bool:
    return any(re.match(r"(?:https?:)?//", url) for url in loaded(page.read_text(encoding="utf-8")))


def weight_of(page: Path) -> int:
    """Bytes of a page and what it loads, compressed; fonts as they are."""
    text = page.read_text(encoding="utf-8")
    urls = {url.partition("?")[0] for url in loaded(text) if not url.startswith("data:")}
    files = {(page.parent / url).resolve() for url in urls}
    total = len(gzip.compress(text.encode(), 6))
    total += sum(len(gzip.compress(path.read_bytes(), 6)) for path in files if path.is_file())
    return total + sum(path.stat().st_size for path in SITE.rglob("*.woff*"))


# --- checks -----------------------------------------------------------------------------------------------


def checks() -> None:
    if not (ROOT / ".venv" / ".tools").is_file():
        line("make check, make test", "not measured", "their tools are not set up: make test")
        return
    line("make check", f"{seconds(lambda: run('make', 'check')):.0f} s", "≤ 60 s")
    line("make test after make book", f"{seconds(lambda: run('make', 'test')) / 60:.1f} min", "≤ 10 min")


SECTIONS = (imports, tables, validation, builds, themes, weights, checks)

if __name__ == "__main__":
    wanted = sys.argv[1:] or [section.__name__ for section in SECTIONS]
    for section in SECTIONS:
        if section.__name__ in wanted:
            section()
