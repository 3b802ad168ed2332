"""The command line: ``romsov VERB``, from anywhere in a checkout."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from romsov_analysis import __version__, console
from romsov_analysis.shown import shown

SITE = Path("book/_build/html")
TEXTS = Path("seeds/texts")
DATA = Path("dist")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit status is 0 if everything asked for holds."""
    return console.ended(lambda: _verb(arguments))


def _verb(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    from romsov_analysis.runs import places, tables

    if options.root is not None:
        options.root = places.named(options.root)
    tables.settle()
    status: int = options.verb(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = console.Parser(prog="romsov", description=__doc__)
    parser.add_argument("--version", action="version", version=f"romsov {__version__}")
    parser.add_argument(
        "--root", type=Path, metavar="FOLDER", help="the checkout, where it is not the one around this folder"
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    tables = verbs.add_parser("tables", help="check every table against its descriptor")
    tables.set_defaults(verb=_tables)

    verify = verbs.add_parser("verify", help="find every anchor in the texts of the documents")
    verify.add_argument("seeds", nargs="?", default="", metavar="FOLDER", help="folder with the texts")
    verify.set_defaults(verb=_verify)

    _add_run(verbs.add_parser("run", help="re-execute notebooks and say which results moved and why"))

    fill = verbs.add_parser("fill", help="write the words of all references into texts and pages")
    fill.set_defaults(verb=_fill)

    parameters = verbs.add_parser("parameters", help="the parameters of a chapter, and what each accepts")
    parameters.add_argument("notebook", help="start of the file name, for example 05")
    parameters.set_defaults(verb=_parameters)

    validate = verbs.add_parser("validate", help="compare stored outputs with a fresh execution")
    validate.add_argument("notebook", nargs="*", help="start of the file name; all where none is named")
    validate.add_argument("--changed", action="store_true", help="only what changed since it was last good")
    validate.add_argument(
        "--junit-xml", "--junit", type=Path, metavar="FILE", help="a report in JUnit's form"
    )
    validate.set_defaults(verb=_validate)

    book = verbs.add_parser("book", help="build the site from the stored outputs")
    book.add_argument("--output", type=Path, help=f"folder of the site ({SITE})")
    book.set_defaults(verb=_book)

    data = verbs.add_parser("data", help="write the registers that stand on their own, as data for others")
    data.add_argument("--output", type=Path, metavar="FOLDER", help=f"where to ({DATA} of the checkout)")
    data.set_defaults(verb=_data)

    serve = verbs.add_parser("serve", help="serve the site on this machine")
    serve.add_argument("--port", type=_port, default=8000, help="a number from 1024 to 65535 (8000)")
    serve.set_defaults(verb=_serve)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1024 <= int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"{shown(text)} is no port, which is a number from 1024 to 65535")
    return int(text)


def _add_run(run: argparse.ArgumentParser) -> None:
    run.add_argument("notebook", nargs="+", help="start of the file name, for example 05")
    run.add_argument(
        "--with",
        dest="values",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="try other values in a copy, the notebook stays as it is; a ; parts several",
    )
    run.add_argument("--parameters", type=Path, metavar="FILE", help="the same out of a TOML or JSON file")
    run.add_argument("--keep", type=Path, metavar="PATH", help="keep the copy, its sentences filled in")
    run.add_argument("--all", action="store_true", help="list all that moved, not the first few")
    run.add_argument("--csv", type=Path, metavar="FILE", help="write all that moved as CSV")
    run.add_argument("--json", type=Path, metavar="FILE", help="write all that moved as JSON")
    run.set_defaults(verb=_run)


def _root(options: argparse.Namespace) -> Path:
    from romsov_analysis.runs import places, tables

    root: Path = places.checkout(Path()) if options.root is None else options.root
    code = root / "src" / "romsov_analysis"
    if code.is_dir() and not code.samefile(tables.PACKAGE):
        raise places.RunError(
            f"{root} has code and tables of its own, and this romsov has those of {tables.PACKAGE}; "
            "use its own: make, or .venv/bin/romsov there"
        )
    return root


def _say(line: str) -> None:
    print(line, flush=True)


def _tables(_: argparse.Namespace) -> int:
    from romsov_analysis import evidence

    for name, count in evidence.check_all().items():
        print(f"{name}: {count} rows, {evidence.table(name).path}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from romsov_analysis.evidence import anchors
    from romsov_analysis.runs import places

    named = options.seeds or os.environ.get(anchors.TEXTS, "")
    if named:
        folder = places.home(Path(named))
    else:
        with contextlib.suppress(places.RunError):  # outside of a checkout there are no texts to look for
            options.root = _root(options)
        folder = (options.root or Path()) / TEXTS
    if not folder.is_dir():
        if named:
            raise places.RunError(f"no folder {folder}; name one that holds the texts of the documents")
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
    from romsov_analysis.runs import places, rerun, telling, values, writing

    root = _root(options)
    given = values.of_file(options.parameters) if options.parameters else {}
    given |= values.assignments(options.values)
    if options.keep and len(options.notebook) > 1 and options.keep.suffix == ".ipynb":
        raise places.RunError(
            f"{options.keep} is one file, and {len(options.notebook)} copies are to be kept"
        )
    written = [
        (file, form)
        for file, form in ((options.csv, telling.as_csv), (options.json, telling.as_json))
        if file
    ]
    for file, _ in written:
        writing.ready(file)
    outcomes = []
    for name in options.notebook:
        outcomes.append(rerun.run(root, name, given, keep=options.keep, report=_say))
        _say(telling.told(outcomes[-1], every=options.all))
    for file, form in written:
        writing.replace(file, form(outcomes))
    return 0


def _fill(options: argparse.Namespace) -> int:
    from romsov_analysis.runs import filling

    return 0 if filling.fill(_root(options), _say) else 1


def _parameters(options: argparse.Namespace) -> int:
    from romsov_analysis.runs import inputs, places, values

    path = places.find(_root(options) / "notebooks", options.notebook)
    notebook = places.read(path)
    chapter = values.declared(notebook)
    if chapter is None:
        print(f"{path.stem} declares no parameters; its first cell sets:")
        for name, value in inputs.parameters(notebook).items():
            print(f"  {name} = {value}")
        return 0
    for parameter in chapter:
        print(f"{parameter.name} = {parameter.default!r}\n  {parameter.meaning}")
        print(f"  Accepted: {parameter.kind.accepted()}")
    return 0


def _validate(options: argparse.Namespace) -> int:
    from romsov_analysis.runs import validation

    return validation.validate(
        _root(options), options.notebook, changed=options.changed, junit=options.junit_xml, report=_say
    )


def _book(options: argparse.Namespace) -> int:
    from romsov_analysis.book import build

    root = _root(options)
    return build.main(root, options.output.resolve() if options.output else SITE)


def _data(options: argparse.Namespace) -> int:
    from romsov_analysis.runs import handing

    return handing.hand_out(options.output or _root(options) / DATA, _say)


def _serve(options: argparse.Namespace) -> int:
    import functools
    import http.server

    site = _root(options) / SITE
    if not (site / "index.html").is_file():
        print("No site yet: make book builds it.", file=sys.stderr)
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", options.port), handler)
    except OSError as error:
        print(f"port {options.port}: {error.strerror}; another: --port N", file=sys.stderr)
        return 1
    with server:
        print(f"http://127.0.0.1:{options.port}/ (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
