"""Pages read and written side by side, each on its own, and none that was made before from the same.

Each page is read in a process of its own that starts from the same empty environment; what it hands back is
merged in the order of names. So what a page adds does not depend on other pages, on their order or on the number
of processes, and may be kept (`kept`) and merged again in its place. Writing a page likewise: the page is a value
of what it was read from (`keys`) and of what it shows of others (`shared`).

Not kept is a page that draws on what no key covers: pictures and downloads, outputs that other pages glue in,
or the tree of another page. Where processes cannot be forked, Sphinx reads and writes as it always does.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks, parallel_available

from romsov_analysis.book import kept, keys, progress, shared
from romsov_analysis.book import search as find
from romsov_analysis.book.compiled import CompiledTemplates
from romsov_analysis.book.parts import Reading, Writing, additions, environment

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_MARKS = "_static/sphinx_highlight.js"


class KeptBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder, with parts kept between builds."""

    name = "html"
    search = False  # ours is made from the finished pages

    def init(self) -> None:
        """Open the kept parts, where the settings name a folder for them."""
        super().init()
        folder = self.config.romsov_kept
        self.kept = kept.start(Path(folder) if folder else None, self.config.romsov_base)
        self.templates.environment.bytecode_cache = CompiledTemplates(self.kept)
        self._page_keys: dict[str, str] = {}
        self._context: dict[str, Any] = {}
        self._in_doubt: set[str] = set()

    def init_js_files(self) -> None:
        """Leave out the script that marks what Sphinx's own search found."""
        super().init_js_files()
        self._js_files = [script for script in self._js_files if script.filename != _MARKS]

    # --- reading ---------------------------------------------------------------------------------------------

    def _read_serial(self, docnames: list[str]) -> None:
        if self._may_fork("read"):
            self._read_pages(docnames)
        else:
            super()._read_serial(docnames)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:  # noqa: ARG002
        self._read_pages(docnames)

    def _may_fork(self, what: str) -> bool:
        return bool(parallel_available and self.app.is_parallel_allowed(what))

    def _read_pages(self, docnames: Sequence[str]) -> None:
        for docname in docnames:  # as Sphinx does; some domains set up their data only now
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
        readings: dict[str, Reading] = {}
        for docname in docnames:
            found = self._kept_reading(docname)
            if found is not None:
                readings[docname] = found
                path = Path(self.doctreedir) / f"{docname}.doctree"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(found.tree)
        missing = [docname for docname in docnames if docname not in readings]

        def done(docname: str, result: Reading) -> None:
            readings[docname] = result
            if result.alone:
                self.kept.put("read", self._reading_key(docname), pickle.dumps(result))

        self._side_by_side("Reading", missing, self._read_page, done)
        for docname in sorted(readings):
            reading = readings[docname]
            self._page_keys[docname] = keys.digest([self._reading_key(docname), reading.files])
            if not reading.alone:
                self._in_doubt.add(docname)
            self.env.merge_info_from([docname], environment(reading.additions, self.env), self.app)

    def _reading_key(self, docname: str) -> str:
        source = keys.of_file(Path(self.env.doc2path(docname)))
        return keys.digest([self.kept.base, docname, source])

    def _kept_reading(self, docname: str) -> Reading | None:
        part = self.kept.get("read", self._reading_key(docname))
        if part is None:
            return None
        try:
            found = pickle.loads(part)
        except Exception:  # whatever it is, it is nothing that this build would write
            return None
        same = isinstance(found, Reading) and found.files == self._states(name for name, _ in found.files)
        return found if same else None

    def _read_page(self, docname: str) -> Reading:
        """In a process of its own: read one page."""
        env = self.env
        env.app = self.app
        self.read_doc(docname, _cache=False)
        others = (
            name
            for name in env.dependencies.get(docname, ())
            # Notebooks are part of the base, or the page itself.
            if not name.endswith(".ipynb")
        )
        glued = "glue" in env.__dict__.get("nb_metadata", {}).get(docname, {})
        alone = not (env.images or env.dlfiles or glued or docname in env.reread_always)
        tree = (Path(self.doctreedir) / f"{docname}.doctree").read_bytes()
        return Reading(additions(env), tree, self._states(others), alone)

    def _states(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The names of files, with the digests of what is in them."""
        paths = {name: Path(self.srcdir) / name for name in names}
        return tuple(
            (name, keys.of_file(path) if path.is_file() else "") for name, path in sorted(paths.items())
        )

    # --- writing ---------------------------------------------------------------------------------------------

    def write(
        self, build_docnames: Iterable[str] | None, updated_docnames: Sequence[str], method: Any = "update"
    ) -> None:
        """Write every page, or put it where it belongs if it was written before from the same."""
        docnames = sorted(self.env.found_docs)
        if not self._may_fork("write") or set(docnames) != set(self._page_keys):
            super().write(build_docnames, updated_docnames, method)
            return
        self.events.emit("write-started", self)
        self.prepare_writing(set(docnames))
        self.copy_assets()
        before = self._present()
        common = keys.digest(shared.parts(self.env))
        page_keys = {
            docname: keys.digest([self._page_keys[docname], common, shared.view(self.env, docname)])
            for docname in docnames
        }
        written = {
            docname: found
            for docname in docnames
            if docname not in self._in_doubt and (found := self._kept_writing(page_keys[docname])) is not None
        }
        for page in written.values():
            self._place(page)
        missing = [docname for docname in docnames if docname not in written]

        def done(docname: str, handed: tuple[Writing, dict[str, bytes]]) -> None:
            written[docname], parts = handed
            self.images.update(written[docname].images)
            self.kept.take(parts)

        if len(missing) > 1:
            self.handle_page("search", {}, "search.html")  # compiles the templates once for all
        self._side_by_side("Writing", missing, self._write_page, done)
        ours = {name for page in written.values() for name in page.files}
        if self._present() - before - ours - {"search.html"}:
            return  # files that no page is known to have written: then no page is known whole
        for docname in missing:
            if written[docname].alone and docname not in self._in_doubt:
                self.kept.put("page", page_keys[docname], pickle.dumps(written[docname]))

    def _kept_writing(self, key: str) -> Writing | None:
        part = self.kept.get("page", key)
        if part is None:
            return None
        try:
            found = pickle.loads(part)
        except Exception:  # as in reading
            return None
        return found if isinstance(found, Writing) else None

    def _place(self, page: Writing) -> None:
        for name, content in page.files.items():
            path = Path(self.outdir) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _write_page(self, docname: str) -> tuple[Writing, dict[str, bytes]]:
        """In a process of its own: resolve and write one page; with it go templates it compiled, and its units."""
        env, known = self.env, set(self.kept.fresh())
        strangers: list[str] = []
        vars(env)["get_doctree"] = _watched(env.get_doctree, strangers)
        self.images.clear()
        self.app.phase = BuildPhase.RESOLVING
        doctree = env.get_and_resolve_doctree(docname, self)
        self.app.phase = BuildPhase.WRITING
        self.write_doc_serialized(docname, doctree)
        self.write_doc(docname, doctree)
        files = [Path(self.get_outfilename(docname)).relative_to(self.outdir).as_posix()]
        if self.copysource and self._context.get("sourcename"):
            files.append(f"_sources/{self._context['sourcename']}")
        written = Writing(
            {name: (Path(self.outdir) / name).read_bytes() for name in files},
            dict(self.images),
            not self.images and set(strangers) <= {docname, self.config.root_doc},
        )
        # Parsed here, where another page is parsed meanwhile; the index finds it among the kept parts.
        find.units(files[0], written.files[files[0]].decode())
        return written, self.kept.fresh(known)

    def update_page_context(
        self, pagename: str, templatename: str, ctx: dict[str, Any], event_arg: Any
    ) -> None:
        """Hold the context, in which the theme may still rename the copy of the source."""
        super().update_page_context(pagename, templatename, ctx, event_arg)
        self._context = ctx

    def _present(self) -> set[str]:
        site = Path(self.outdir)
        return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    # --- both ------------------------------------------------------------------------------------------------

    def _side_by_side(
        self,
        what: str,
        docnames: Sequence[str],
        work: Callable[[str], Any],
        done: Callable[[str, Any], None],
    ) -> None:
        """A process a page, as many at once as there are cores, the long pages first."""
        pages = sorted(docnames, key=self._length, reverse=True)
        cores = self.app.parallel
        tasks = ParallelTasks(cores)
        count = 0

        def finished(arguments: str, result: Any) -> None:
            nonlocal count
            count += 1
            if self.config.romsov_progress:
                progress.report(what, count, len(pages))
            done(arguments, result)

        # Sphinx starts the first tasks as they come and then takes the last of those that wait.
        for docname in [*pages[:cores], *reversed(pages[cores:])]:
            tasks.add_task(work, docname, finished)
        tasks.join()

    def _length(self, docname: str) -> tuple[int, str]:
        return Path(self.env.doc2path(docname)).stat().st_size, docname


def _watched(get: Callable[[str], nodes.document], asked: list[str]) -> Callable[[str], nodes.document]:
    """`get`, with the names of all that is asked for."""

    def get_doctree(docname: str) -> nodes.document:
        asked.append(docname)
        return get(docname)

    return get_doctree


def setup(app: Sphinx) -> None:
    """Put the builder in the place of Sphinx's own."""
    app.add_config_value("romsov_kept", "", "")
    app.add_config_value("romsov_base", "", "")
    app.add_config_value("romsov_progress", False, "")
    app.add_builder(KeptBuilder, override=True)
