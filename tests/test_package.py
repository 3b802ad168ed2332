"""The package from outside: what it offers, what it imports, and that its wheel works anywhere."""

from __future__ import annotations

import ast
import graphlib
import importlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

# Data goes one way, down; an import goes one way, up this list.
FOLDERS = [
    "shown",
    "evidence",
    "results",
    "figures",
    "ledger",
    "themes",
    "releases",
    "runs",
    "book",
    "analysis",
    "console",
    "__main__",
]
VERBS = [
    "compute",
    "load",
    "price_relative",
    "release",
    "row_in_words",
    "share_broken",
    "stored_answers",
    "stored_results",
]
# Themes import only each other's models, and only these.
BETWEEN_THEMES = {
    ("aid", "testimony"),
    ("takings", "reparations"),
    ("talks", "pacts"),
    ("witnesses", "testimony"),
}
NOT_MODELS = {"chapter", "tables", "figures"}
HEAVY = (
    "edtf",
    "frictionless",
    "matplotlib",
    "nbclient",
    "nbformat",
    "scipy",
    "sphinx",
    "statsmodels",
)
LONGEST_ROOM, LONGEST_FUNCTION = 300, 60

FACES = {
    "evidence": [
        "EvidenceError",
        "Problem",
        "Table",
        "capital",
        "check_all",
        "clear_cache",
        "ids",
        "joined",
        "listed",
        "load",
        "nearest",
        "row",
        "state",
        "table",
        "tables",
        "text",
        "used",
    ],
    "results": [
        "Estimate",
        "Reference",
        "Result",
        "ResultError",
        "citation",
        "claim_record",
        "claim_statement",
        "count",
        "figure_results",
        "fill",
        "format_claim",
        "holds",
        "link",
        "marked",
        "plain",
        "references",
        "snapshot",
        "words_of",
    ],
    "figures": [
        "BLUE",
        "Cell",
        "Event",
        "FAINT",
        "GREEN",
        "INK",
        "Interval",
        "Kind",
        "NARROW",
        "ORANGE",
        "PURPLE",
        "SIGNS",
        "SKY",
        "VERMILLION",
        "WIDE",
        "Word",
        "drawn",
        "in_style",
        "interval_chart",
        "is_narrow",
        "lanes_chart",
        "map_chart",
        "matrix_chart",
        "points",
        "sheet",
        "sorted_chart",
        "svg",
        "width",
    ],
    "ledger": [
        "Answer",
        "Display",
        "Entry",
        "Ledger",
        "Parameter",
        "ParameterError",
        "Parameters",
        "RESULTS_MIME",
        "TABLE_MIME",
        "TEXT_MIME",
        "Table",
        "read_ledger",
        "read_notebook",
    ],
    "releases": [
        "Package",
        "RELEASES",
        "Release",
        "TableOfPackage",
        "Variable",
        "named",
        "package",
        "sums",
        "tables",
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


def own_imports(tree: ast.Module) -> set[tuple[str, ...]]:
    """What a module imports from the package, as paths below it: ("themes", "pacts", "treaties")."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "romsov_analysis":
            parts = tuple((node.module or "").split(".")[1:])
            found |= {(*parts, alias.name) for alias in node.names}
    return found - {("__released__",), ("__version__",)}


def test_imports_go_one_way(root: Path) -> None:
    for name, tree in modules(root).items():
        here = name.split(".")[0]
        if here == "__init__":
            continue
        for path in own_imports(tree):
            assert FOLDERS.index(path[0]) <= FOLDERS.index(here), f"{name} imports {'.'.join(path)}"


def test_there_is_no_circle_among_the_rooms(root: Path) -> None:
    known = modules(root)

    def rooms_behind(name: str) -> set[str]:
        found = set()
        for path in own_imports(known[name]):
            joined = [".".join(path[:n]) for n in range(len(path), 0, -1)]
            found |= set([other for other in joined if other in known][:1])
        return found - {name}

    graph = {name: rooms_behind(name) for name in known}
    assert list(graphlib.TopologicalSorter(graph).static_order())


def test_themes_import_only_each_others_models(root: Path) -> None:
    for name, tree in modules(root).items():
        if not name.startswith("themes."):
            continue
        own = name.split(".")[1]
        for path in own_imports(tree):
            if path[0] == "themes" and path[1] != own:
                assert (own, path[1]) in BETWEEN_THEMES, f"{name} imports {'.'.join(path)}"
                assert not NOT_MODELS & set(path), f"{name} imports {'.'.join(path)}"


def test_the_book_stands_alone(root: Path) -> None:
    for name, tree in modules(root).items():
        if not name.startswith("book") and name not in ("analysis", "__main__"):
            assert not [path for path in own_imports(tree) if path[0] == "book"], name
        imported = {
            alias.name if isinstance(node, ast.Import) else node.module or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        # The way out of jupyter-book stays open: one room starts it, nothing else knows of it.
        assert name == "book.compiling" or not any(m.startswith("jupyter_book") for m in imported), name


def test_rooms_are_small_enough_to_read(root: Path) -> None:
    long = {
        path.relative_to(root / "src").as_posix(): length
        for path in (root / "src").rglob("*.py")
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_ROOM
    }
    assert not long, f"a room has at most {LONGEST_ROOM} lines: {long}"


def test_functions_are_short_enough_to_see_at_once(root: Path) -> None:
    long = {
        f"{name}.{node.name}": length
        for name, tree in modules(root).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long, f"a function has at most {LONGEST_FUNCTION} lines: {long}"


def test_importing_the_package_imports_no_heavy_library(root: Path) -> None:
    rooms = [
        f"romsov_analysis.{name}".removesuffix(".__init__")
        for name in modules(root)
        if name.split(".")[0]
        in ("__init__", "evidence", "results", "figures", "ledger", "themes", "releases")
    ]
    code = (
        f"import importlib, sys\nfor room in {rooms!r}: importlib.import_module(room)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_room_writes_and_removes(root: Path) -> None:
    """But for what is made in the folder that a build begins with and that nobody else sees."""
    writes = {
        *("write_text", "write_bytes", "touch", "mkdir", "symlink_to", "unlink", "rename", "rmdir", "rmtree"),
        *("copyfile", "copytree", "copy2", "move", "mkstemp", "mkdtemp", "to_csv", "dump", "savefig", "open"),
    }
    found = {
        name
        for name, tree in modules(root).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
        in writes
    }
    in_the_fresh_folder = {
        "book.bibliography",
        "book.builder",
        "book.downloads",
        "book.staging",
        "book.trim",
        "book.typefaces",
        "book.search",
    }
    into_what_is_beside = {"runs.rerun", "book.kept"}
    into_its_own_folder = {"runs.kernels"}  # what a kernel says last, among the temporary files
    into_memory = {"figures.style", "book.parts", "releases.packages"}
    only_held = {"runs.locking", "console"}  # a folder as a lock, the device that swallows everything
    allowed = in_the_fresh_folder | into_what_is_beside | into_its_own_folder | into_memory | only_held
    assert found - allowed == {"runs.writing"}


@pytest.mark.parametrize("folder", FACES)
def test_faces_hand_on_what_is_listed(folder: str) -> None:
    face = importlib.import_module(f"romsov_analysis.{folder}")
    assert sorted(face.__all__) == sorted(FACES[folder])
    assert all(hasattr(face, name) for name in face.__all__)


def test_the_package_offers_an_analyst_a_handful_of_verbs() -> None:
    package = importlib.import_module("romsov_analysis")
    assert sorted(package.__all__) == VERBS
    for name in VERBS:
        assert callable(getattr(package, name))
    with pytest.raises(AttributeError, match="has no attribute 'prices'"):
        _ = package.prices


def test_the_face_costs_nothing_before_it_is_used() -> None:
    code = "import sys, romsov_analysis; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_folder_has_a_face(root: Path) -> None:
    for folder in (root / "src" / "romsov_analysis").rglob("*/"):
        if any(folder.glob("*.py")):
            face = folder / "__init__.py"
            assert ast.get_docstring(ast.parse(face.read_text("utf-8"))), folder.name


def test_tests_mirror_the_rooms(root: Path) -> None:
    """Every folder of the package has a folder of tests, under the same name."""
    for folder in [name for name in FOLDERS if (root / "src" / "romsov_analysis" / name).is_dir()]:
        assert any((root / "tests" / folder).rglob("test_*.py")), f"no tests in tests/{folder}"
    for theme in (root / "src" / "romsov_analysis" / "themes").iterdir():
        if (theme / "__init__.py").is_file():
            tests = root / "tests" / "themes" / theme.name
            assert any(tests.glob("test_*.py")), f"no tests in tests/themes/{theme.name}"


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
    assert "Nothing changed; no file was touched." in said("-m", "romsov_analysis", "run", "05")
    readme = (root / "README.md").read_text(encoding="utf-8")
    (line,) = [line for line in readme.splitlines() if line.startswith("pacts = ")]
    assert (
        said("-c", f"import romsov_analysis as romsov; {line}; print(pacts.index[0])")
        == "iran_afghanistan_1921\n"
    )
    said("-m", "romsov_analysis", "data", "--output", "out")
    assert (away / "out" / "interwar_pacts" / "datapackage.json").is_file()
