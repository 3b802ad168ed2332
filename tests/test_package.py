"""The package from outside: what it offers, what it imports, and that its wheel works anywhere."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

# Data goes one way: a module imports only from rooms above its own.
ORDER = [
    *("__init__", "dates", "descriptors", "checks", "evidence", "anchors", "estimates", "formatting"),
    *(
        "results",
        "ledger",
        "prices",
        "reparations",
        "debt",
        "breakeven",
        "burden",
        "valuation",
        "figures",
        "charts",
        "matrices",
        "timelines",
    ),
    *("valuation_figures", "pacts", "spells", "survival"),
    *("pact_results", "pact_rates", "pact_context", "pact_figures"),
    *("talks", "talk_results", "testimony", "order", "beliefs", "aid_results", "rupture_results"),
    *("rupture_figures", "running", "validation", "book"),
    "__main__",
]
HEAVY = (
    "edtf",
    "frictionless",
    "matplotlib",
    "networkx",
    "nbformat",
    "papermill",
    "scipy",
    "sphinx",
    "statsmodels",
)
ROOMS = (
    "evidence",
    "anchors",
    "dates",
    "estimates",
    "formatting",
    "results",
    "ledger",
    "reparations",
    "figures",
)

PUBLIC = {
    "evidence": [
        "EvidenceError",
        "Problem",
        "Table",
        "check_all",
        "clear_cache",
        "ids",
        "load",
        "row",
        "state",
        "table",
        "tables",
    ],
    "estimates": ["Estimate", "ResultError"],
    "results": ["Result", "snapshot"],
    "dates": ["Answer", "DateError", "Moment", "Span", "before", "in_words", "moment", "parse"],
    "anchors": [
        "DocumentReport",
        "Finding",
        "State",
        "TEXTS",
        "anchored_rows",
        "digest",
        "find",
        "normalise",
        "summary",
        "verify",
    ],
    "ledger": [
        "Answer",
        "Display",
        "Entry",
        "Ledger",
        "RESULTS_MIME",
        "TABLE_MIME",
        "TEXT_MIME",
        "read_ledger",
        "read_notebook",
    ],
}


def modules(root: Path) -> dict[str, ast.Module]:
    """Dotted name below the package → syntax tree."""
    source = root / "src" / "romsov_analysis"
    return {
        path.relative_to(source).with_suffix("").as_posix().replace("/", "."): ast.parse(
            path.read_text("utf-8")
        )
        for path in sorted(source.rglob("*.py"))
    }


def own_imports(tree: ast.Module) -> set[str]:
    """First rooms that a module imports from the package."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("romsov_analysis"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


def test_modules_import_only_from_above(root: Path) -> None:
    for name, tree in modules(root).items():
        room = name.split(".")[0]
        below = {other for other in own_imports(tree) if ORDER.index(other) > ORDER.index(room)}
        # A ledger draws a figure only when asked; a descriptor asks for dates when a table has them.
        assert below <= ({"figures"} if room == "ledger" else set()), name


def test_the_book_stands_alone(root: Path) -> None:
    for name, tree in modules(root).items():
        if not name.startswith("book") and name != "__main__":
            assert "book" not in own_imports(tree), name
        imported = {
            alias.name if isinstance(node, ast.Import) else node.module or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not any(module.startswith("jupyter_book") for module in imported), name


def test_rooms_are_small_enough_to_read(root: Path) -> None:
    for path in (root / "src").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 420, path.name


def test_importing_the_package_imports_no_heavy_library() -> None:
    code = (
        f"import sys\nfor room in {ROOMS!r}: __import__('romsov_analysis.' + room)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("room", PUBLIC)
def test_public_names_are_as_listed(root: Path, room: str) -> None:
    module = __import__(f"romsov_analysis.{room}", fromlist=["x"])
    offered = getattr(module, "__all__", None) or defined(modules(root)[room])
    assert sorted(offered) == sorted(PUBLIC[room])


def defined(tree: ast.Module) -> set[str]:
    """Public names that a module defines itself."""
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def test_wheel_works_outside_the_checkout(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    for name in ("src", "seeds"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(root / name, copy / name)
    (copy / "seeds" / "texts").mkdir(exist_ok=True)
    (copy / "seeds" / "texts" / "secret.txt").write_text("under copyright", encoding="utf-8")
    python = [sys.executable, "-m"]
    subprocess.run(
        [*python, "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "texts" in name]
    installed = tmp_path / "installed"
    subprocess.run(
        [*python, "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", installed, wheel],
        check=True,
    )

    away = tmp_path / "away"
    (away / "notebooks").mkdir(parents=True)
    shutil.copyfile(
        root / "notebooks" / "05_reparations_valuation.ipynb",
        away / "notebooks" / "05_reparations_valuation.ipynb",
    )
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def said(*command: str) -> str:
        return subprocess.run(
            [sys.executable, *command], cwd=away, env=environment, capture_output=True, text=True, check=True
        ).stdout

    where = said("-c", "import romsov_analysis; print(romsov_analysis.__file__)")
    assert Path(where.strip()).is_relative_to(installed)
    tables = said("-m", "romsov_analysis", "tables")
    assert tables.count(str(installed)) == len(tables.splitlines()) >= 11
    assert "0 results moved" in said("-m", "romsov_analysis", "run", "05")
