"""The budgets, measured: ``make bench``. Times are medians; what can be is a ratio within one run.

Nothing here is asserted: machines are noisy. The bytes of a page are also tested, in test_browser.py.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "book" / "_build" / "html"
CORES = 2


def timed(action: Callable[[], object], repeat: int = 3) -> float:
    """Median seconds of an action."""
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    subprocess.run([str(part) for part in command], cwd=cwd, check=True, capture_output=True)


def python(code: str) -> Callable[[], None]:
    return lambda: run(sys.executable, "-c", code)


def line(what: str, measured: str, budget: str) -> None:
    print(f"{what:<66} {measured:>24}   {budget}")


def imports() -> None:
    bare = timed(python("import pandas"), 5)
    rooms = "evidence, anchors, dates, estimates, formatting, results, ledger, reparations, figures"
    ours = timed(python(f"import pandas\nfrom romsov_analysis import {rooms}"), 5)
    line(
        "import of the package beyond pandas", f"{ours - bare:.2f} s ({ours / bare:.2f} × pandas)", "≤ 0.1 s"
    )


def tables() -> None:

    from romsov_analysis import evidence

    def load() -> None:
        evidence.clear_cache()
        evidence.check_all()

    line("loading and checking all tables", f"{timed(load, 5):.2f} s", "≤ 0.5 s")


def floor() -> float:
    """Seconds to start a kernel for each notebook and run its cells, perfectly spread over the cores."""
    import nbformat
    from jupyter_client.manager import start_new_kernel

    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    total, longest = 0.0, 0.0
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        start = time.perf_counter()
        manager, client = start_new_kernel(
            kernel_name="python3", cwd=str(path.parent), extra_arguments=["--IPKernelApp.log_level=ERROR"]
        )
        for source in cells:
            client.execute_interactive(source, store_history=False, output_hook=lambda _: None)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        seconds = time.perf_counter() - start
        total, longest = total + seconds, max(longest, seconds)
    return max(total / CORES, longest)


def validation() -> None:
    stamps = ROOT / "book" / "_build" / "stamps"

    def all_notebooks() -> None:
        shutil.rmtree(stamps, ignore_errors=True)
        targets = [
            f"book/_build/stamps/{path.stem}.ok" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        ]
        run("make", f"--jobs={CORES}", *targets)

    ratios = []
    for _ in range(3):
        bare = floor()
        start = time.perf_counter()
        all_notebooks()
        ratios.append(((time.perf_counter() - start) / bare, bare))
    ratio, bare = sorted(ratios)[1]
    line("executing and validating all notebooks ÷ bare floor", f"{ratio:.2f} (floor {bare:.1f} s)", "≤ 1.3")


def builds() -> None:
    """The whole book, one page of prose, nothing: each three times, in turn, so that noise falls on all alike."""
    page = ROOT / "book" / "method.md"
    text = page.read_text(encoding="utf-8")

    def build() -> float:
        return timed(lambda: run(sys.executable, "-m", "romsov_analysis", "book"), 1)

    whole, prose, nothing = [], [], []
    try:
        for turn in range(3):
            shutil.rmtree(ROOT / "book" / "_build" / "kept", ignore_errors=True)
            whole.append(build())
            page.write_text(f"{text}\nA sentence more, number {turn}.\n", encoding="utf-8")
            prose.append(build())
            nothing.append(build())
    finally:
        page.write_text(text, encoding="utf-8")
        build()
    all_of_it, one_page = statistics.median(whole), statistics.median(prose)
    line("book from stored, validated outputs", f"{all_of_it:.1f} s", "≤ 10 s for nine chapters")
    share = f"{one_page / all_of_it:.2f} ({one_page:.1f} s)"
    line("after a change of prose ÷ the whole book", share, "≤ 0.35")
    line("nothing changed", f"{statistics.median(nothing):.2f} s", "≤ 1 s")
    line("make book, nothing changed", f"{timed(lambda: run('make', 'book')):.2f} s", "≤ 1 s")


def same_twice() -> None:
    def content(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        ignored = shutil.ignore_patterns(".venv", "_build", ".git", "__pycache__", "texts")
        shutil.copytree(ROOT, copy, ignore=ignored)
        run(sys.executable, "-m", "romsov_analysis", "book", cwd=copy)
        first, second = content(SITE), content(copy / "book" / "_build" / "html")
    different = sum(first.get(name) != second.get(name) for name in {*first, *second})
    line("files that differ between two clean builds", f"{different} of {len(first)}", "0")


def weights() -> None:
    for name, most in (
        ("method.html", 150),
        *((f"notebooks/{p.stem}.html", 250) for p in sorted((ROOT / "notebooks").glob("*.ipynb"))),
    ):
        page = SITE / name
        text = page.read_text(encoding="utf-8")
        urls = re.findall(r'<script[^>]* src="([^"?]+)', text)
        urls += re.findall(r'<link[^>]*href="([^"?]+)"?[^>]*rel="stylesheet"', text)
        urls += re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"?]+)', text)
        files = {(page.parent / url).resolve() for url in urls}
        total = len(gzip.compress(text.encode(), 6))
        total += sum(len(gzip.compress(path.read_bytes(), 6)) for path in files)
        total += sum(len(path.read_bytes()) for path in SITE.rglob("*.woff"))
        line(f"weight of {name}, gzip, fonts included", f"{total / 1024:.0f} KiB", f"≤ {most} KiB")


if __name__ == "__main__":
    imports()
    tables()
    validation()
    builds()
    same_twice()
    weights()
