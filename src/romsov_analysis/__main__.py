"""The command line: ``python -m romsov_analysis VERB``, from the top of a checkout."""

from __future__ import annotations

import argparse
import ast
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NOTEBOOKS = Path("notebooks")
TEXTS = Path("seeds/texts")

_SHOWN = 40
# A cell that takes longer hangs; the slowest of the book takes a few seconds.
_SECONDS_A_CELL = 120


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit status is 0 if everything asked for holds."""
    options = _parser().parse_args(arguments)
    status: int = options.verb(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="romsov", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    tables = verbs.add_parser("tables", help="check every table against its descriptor")
    tables.set_defaults(verb=_tables)

    verify = verbs.add_parser("verify", help="find every anchor in the texts of the documents")
    verify.add_argument("seeds", nargs="?", default="", metavar="FOLDER", help="folder with the texts")
    verify.set_defaults(verb=_verify)

    run = verbs.add_parser("run", help="re-execute notebooks in place and say which results moved and why")
    run.add_argument("notebook", nargs="+", help="start of the file name, for example 05")
    run.add_argument(
        "--with",
        dest="values",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="try other parameters in a copy; the notebook stays as it is",
    )
    run.set_defaults(verb=_run)

    validate = verbs.add_parser("validate", help="compare stored outputs with a fresh execution")
    validate.add_argument("notebook", nargs="*", help="start of the file name; all where none is named")
    validate.add_argument("--changed", action="store_true", help="only what changed since it was last good")
    validate.add_argument("--junit-xml", metavar="FILE", help="write a report in JUnit's form")
    validate.set_defaults(verb=_validate)

    book = verbs.add_parser("book", help="build the site from the stored outputs")
    book.add_argument("--output", type=Path, default=Path("book/_build/html"), help="folder of the site")
    book.set_defaults(verb=_book)

    serve = verbs.add_parser("serve", help="serve the site on this machine")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(verb=_serve)
    return parser


def _tables(_: argparse.Namespace) -> int:
    from romsov_analysis import evidence

    try:
        rows = evidence.check_all()
    except evidence.EvidenceError as error:
        print(error, file=sys.stderr)
        return 1
    for name, count in rows.items():
        print(f"{name}: {count} rows, {evidence.table(name).path}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from romsov_analysis.evidence import anchors

    named = options.seeds or os.environ.get(anchors.TEXTS, "")
    folder = Path(named) if named else TEXTS
    if not folder.is_dir():
        if named:
            print(f"no folder {folder}; name one that holds the texts of the documents", file=sys.stderr)
            return 1
        rows = anchors.anchored_rows()
        print(
            f"No texts here, so none of the {len(rows)} anchors of {rows['document'].nunique()} documents was "
            f"checked.\nThe texts are under copyright; seeds/documents.csv says how to get them. Put them into "
            f"{TEXTS} or name their folder: make verify SEEDS=folder"
        )
        return 0
    text, good = anchors.summary(anchors.verify(folder))
    print(text)
    return 0 if good else 1


def _run(options: argparse.Namespace) -> int:
    from romsov_analysis.runs import running

    try:
        for name in options.notebook:
            path = running.find(NOTEBOOKS, name)
            if options.values:
                found, answers = running.what_if(path, dict(_assignment(text) for text in options.values))
                where = "in a copy; the notebook stays as it is"
            else:
                found = running.execute(path, report=lambda line: print(line, flush=True))
                answers = []
                where = "stored"
            print(f"{path.stem}: {len(found)} results moved ({where})")
            for move in found[:_SHOWN]:
                print(f"  {move}")
            if len(found) > _SHOWN:
                print(f"  … and {len(found) - _SHOWN} more")
            for answer in answers:
                print(f"\n{answer}")
    except running.RunError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _assignment(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), ast.literal_eval(value.strip())
    except (SyntaxError, ValueError):
        return name.strip(), value.strip()


def _validate(options: argparse.Namespace) -> int:
    import pytest

    from romsov_analysis.runs import running

    try:
        paths = [running.find(NOTEBOOKS, name) for name in options.notebook]
    except running.RunError as error:
        print(error, file=sys.stderr)
        return 1
    paths = paths or sorted(NOTEBOOKS.glob("*.ipynb"))
    with running.quiet_kernels():
        return int(
            pytest.main(
                [
                    *("-p", "romsov_analysis.runs.validation", "--nbval", "--nbval-current-env"),
                    *("-q", "--no-header", "--tb=short", "-rN", "-W", "default"),
                    f"--nbval-cell-timeout={_SECONDS_A_CELL}",
                    *([f"--junit-xml={options.junit_xml}"] if options.junit_xml else []),
                    *map(str, paths),
                ]
            )
        )


def _book(options: argparse.Namespace) -> int:
    from romsov_analysis.book import build

    return build.main(Path.cwd(), options.output)


def _serve(options: argparse.Namespace) -> int:
    import functools
    import http.server

    site = Path("book/_build/html")
    if not (site / "index.html").is_file():
        print("No site yet: make book builds it.", file=sys.stderr)
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", options.port), handler) as server:
        print(f"http://127.0.0.1:{options.port}/ (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
