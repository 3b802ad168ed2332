"""The room that writes and removes: whole or as it was, whatever happens at whichever step."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from romsov_analysis.runs import locking, rerun, running, writing
from romsov_analysis.runs.places import RunError

ADVICE = "what stood there is as it was. Make room there, then once more"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# --- files --------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_whole_or_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert writing.replace(path, "ș\n")
    path.chmod(0o640)
    assert writing.replace(path, "ț\n")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("ț\n", 0o640)
    path.write_bytes("ț\r\n".encode())
    assert not writing.replace(path, "ț\n")
    assert path.read_bytes() == "ț\r\n".encode()
    assert names(tmp_path) == ["a.txt"]


def test_a_link_stays_and_the_file_behind_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.txt").write_text("old")
    (tmp_path / "a.txt").symlink_to(tmp_path / "there" / "a.txt")
    writing.replace(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").is_symlink()
    assert (tmp_path / "there" / "a.txt").read_text() == "new"


@pytest.fixture
def stumble(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """From the given step on there is no space; only removing and renaming go on. What was tried is listed."""
    tried: list[str] = []
    from_step = [0]

    def failing(module: Any, name: str) -> None:
        real = getattr(module, name)

        def step(*given: Any, **named: Any) -> Any:
            tried.append(name)
            if len(tried) >= from_step[0]:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        monkeypatch.setattr(module, name, step)

    for module, name in (
        *((writing.tempfile, made) for made in ("mkstemp", "mkdtemp")),
        (Path, "write_bytes"),
        (os, "fsync"),
        (Path, "mkdir"),
        (shutil, "copytree"),
    ):
        failing(module, name)

    def start(step: int) -> list[str]:
        tried.clear()
        from_step[0] = step
        return tried

    return start


def test_no_space_at_any_step_leaves_a_file_as_it_was(
    tmp_path: Path, stumble: Callable[[int], list[str]]
) -> None:
    path = tmp_path / "a.txt"
    stumble(99)
    writing.replace(path, "old")
    for step in range(1, 5):
        tried = stumble(step)
        with pytest.raises(RunError) as caught:
            writing.replace(path, "new")
        assert len(tried) == step
        assert str(caught.value) == f"{path} could not be written (No space left on device); {ADVICE}"
        assert path.read_text() == "old"
        assert names(tmp_path) == ["a.txt"]
    assert tried == ["mkdir", "mkstemp", "write_bytes", "fsync"]
    stumble(5)
    assert writing.replace(path, "new")


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("folder", "it is a folder or a device, not a file"),
        ("marked", "it is marked as read-only); what stood there is as it was. Make it writable for you"),
        ("file/below", "file is a file"),
        (os.devnull, "it is a folder or a device, not a file"),
    ],
)
def test_what_cannot_be_replaced_is_named_before_the_work(tmp_path: Path, place: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "marked").write_text("mine")
    (tmp_path / "marked").chmod(0o444)
    for found in (writing.ready, lambda path: writing.replace(path, "ours")):
        with pytest.raises(RunError) as caught:
            found(tmp_path / place)
        assert says in str(caught.value)
        assert str(tmp_path / place) in str(caught.value)
    assert names(tmp_path) == ["file", "folder", "marked"]
    assert (tmp_path / "marked").read_text() == "mine"
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_what_can_be_written_is_left_alone_until_it_is(tmp_path: Path) -> None:
    writing.ready(tmp_path / "a.txt")
    assert names(tmp_path) == []


def test_an_interrupt_between_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with writing.beside(tmp_path / "a.txt") as new:
            new.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert names(tmp_path) == []


# --- what the dead left -------------------------------------------------------------------------------------


def test_what_a_dead_process_left_goes_and_what_a_live_one_makes_stays(tmp_path: Path) -> None:
    for name in (".a.txt.abcd1234.romsov", ".b.txt.abcd1234.romsov", ".mine.romsov", ".a.txt.abc.romsov"):
        (tmp_path / name).write_text("left")
    (tmp_path / ".site.abcd1234.romsov" / "new").mkdir(parents=True)
    with writing.beside(tmp_path / "c.txt") as live:
        writing.replace(tmp_path / "a.txt", "new")  # sweeps for itself alone
        assert not (tmp_path / ".a.txt.abcd1234.romsov").exists()
        assert (tmp_path / ".b.txt.abcd1234.romsov").exists()
        writing.sweep(tmp_path)
        assert live.exists()
        live.write_text("live")
    assert names(tmp_path) == [".a.txt.abc.romsov", ".mine.romsov", "a.txt", "c.txt"]


def test_a_name_that_was_swept_before_it_was_held_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, made = writing.tempfile.mkstemp, []

    def swept(*given: Any) -> tuple[int, str]:
        handle, name = real(*given)
        made.append(name)
        if len(made) == 1:
            Path(name).unlink()
        return handle, name

    monkeypatch.setattr(writing.tempfile, "mkstemp", swept)
    with writing.beside(tmp_path / "a.txt") as new:
        new.write_text("whole")
    assert (tmp_path / "a.txt").read_text() == "whole"
    assert len(made) == 2


# --- folders ------------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A folder that was built, and the place it is for, with an old one in it."""
    for name in ("work/built", "here/site"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / f"{Path(name).name}.html").write_text(name)
    return tmp_path / "work" / "built", tmp_path / "here" / "site"


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_exchanged", lambda *_: False)


def on_another_file_system(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if "work" in path.parts:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)


WAYS = [[], [without_exchange], [on_another_file_system], [without_exchange, on_another_file_system]]


@pytest.mark.parametrize("ways", WAYS)
def test_a_folder_takes_the_place_of_another_whole(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, ways: list[Callable[..., None]]
) -> None:
    for way in ways:
        way(monkeypatch)
    built, site = two
    writing.swap(built, site)
    assert names(site.parent) == ["site", "site/built.html"]
    writing.swap(site, site.parent / "new" / "there")
    assert names(site.parent) == ["new", "new/there", "new/there/built.html"]


@pytest.mark.parametrize("ways", WAYS)
def test_no_space_at_any_step_leaves_a_folder_as_it_was(
    two: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    ways: list[Callable[..., None]],
    stumble: Callable[[int], list[str]],
) -> None:
    for way in ways:
        way(monkeypatch)
    built, site = two
    stumble(99)
    for step in range(1, 5 if on_another_file_system in ways else 4):
        tried = stumble(step)
        with pytest.raises(RunError, match=r"site could not be written \(No space left on device\)"):
            writing.swap(built, site)
        assert len(tried) == step
        last_step = tried[-1]
        assert names(site.parent) == ["site", "site/site.html"]
        stumble(99)
        built.mkdir(parents=True, exist_ok=True)  # it had been moved
        (built / "built.html").touch()
    assert last_step == "fsync"


def test_a_folder_that_cannot_take_its_place_gives_the_old_one_back(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_exchange(monkeypatch)
    built, site = two
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if target == site and path.name == "new":
            raise OSError(errno.EBUSY, "Device or resource busy")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(RunError, match="Device or resource busy"):
        writing.swap(built, site)
    assert names(site.parent) == ["site", "site/site.html"]


def test_a_site_that_a_dead_process_had_moved_aside_goes_back(two: tuple[Path, Path]) -> None:
    built, site = two
    aside = site.with_name(".site.abcd1234.romsov")
    aside.mkdir()
    built.rename(aside / "new")
    site.rename(aside / "old")
    writing.sweep(site.parent)
    assert names(site.parent) == ["site", "site/site.html"]


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second file system on this machine")
def test_a_site_reaches_another_file_system(two: tuple[Path, Path]) -> None:
    built, _ = two
    there = Path(writing.tempfile.mkdtemp(dir="/dev/shm"))
    try:
        for _ in range(2):
            if not built.exists():
                shutil.copytree(there / "site", built)
            writing.swap(built, there / "site")
            assert names(there) == ["site", "site/built.html"]
    finally:
        shutil.rmtree(there)


def test_a_copy_that_fails_in_many_files_is_told_in_one_line() -> None:
    many = shutil.Error([("a", "b", "[Errno 28] No space left on device: 'b'"), ("c", "d", "e")])
    assert str(writing.failed(Path("site"), many)) == (
        "site could not be written ([Errno 28] No space left on device: 'b'); what stood there is as it was"
    )


# --- one at a time ------------------------------------------------------------------------------------------


def test_a_second_run_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / ".index.md.abcd1234.romsov").touch()
    said: list[str] = []
    waits, order = threading.Event(), []

    def second() -> None:
        with writing.alone(tmp_path, lambda line: (said.append(line), waits.set())):  # type: ignore[func-returns-value]
            order.append("second")

    other = threading.Thread(target=second)
    with writing.alone(tmp_path, said.append):
        assert names(tmp_path) == ["book", "notebooks"]
        other.start()
        assert waits.wait(timeout=10)
        order.append("first")
    other.join(timeout=10)
    assert order == ["first", "second"]
    assert said == [writing.WAITING]
    assert names(tmp_path) == ["book", "notebooks"]


def test_a_lock_outlives_its_process_in_those_that_were_handed_it(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    code = "import os, sys; sys.stdin.read()"
    with writing.alone(tmp_path, print) as lock:
        assert lock is not None
        child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, pass_fds=(lock,))
    assert child.stdin is not None
    said: list[str] = []
    threading.Timer(0.5, child.stdin.close).start()
    with writing.alone(tmp_path, said.append):
        assert said == [writing.WAITING]
    child.wait(timeout=10)


def test_a_command_can_be_run_alone(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    assert writing.main(str(tmp_path), sys.executable, "-c", "raise SystemExit(3)") == 3


def test_where_nothing_can_be_locked_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notebooks").mkdir()

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locking.fcntl, "flock", unknown)
    (tmp_path / ".a.txt.abcd1234.romsov").touch()  # nobody knows whose it is
    with writing.alone(tmp_path, print) as lock:
        assert lock is None
        writing.replace(tmp_path / "a.txt", "new")
    assert names(tmp_path) == [".a.txt.abcd1234.romsov", "a.txt", "notebooks"]
    monkeypatch.setattr(locking, "fcntl", None)
    monkeypatch.setattr(locking, "KNOWN", False)
    with writing.alone(tmp_path, print) as lock:
        assert lock is None
        writing.replace(tmp_path / "a.txt", "newer")
    assert names(tmp_path) == ["a.txt", "notebooks"]


def test_a_passing_folder_is_for_this_process_and_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing.tempfile, "tempdir", str(tmp_path))
    (tmp_path / ".run.abcd1234.romsov").mkdir()
    (tmp_path / ".run.abcd1234.romsov" / "kernel.json").touch()
    with writing.passing() as folder:
        assert list(tmp_path.iterdir()) == [folder]
        assert folder.stat().st_mode & 0o777 == 0o700
    assert names(tmp_path) == []


# --- runs ---------------------------------------------------------------------------------------------------


def test_a_kernel_leaves_nothing_among_the_temporary_files(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(writing.tempfile, "tempdir", str(place))
    seen: list[str] = []
    running.run(
        running.load(tiny / "notebooks" / "02_other.ipynb"),
        tiny / "02.ipynb",
        lambda _: seen.extend(names(place)),
    )
    assert [name for name in seen if name.endswith(".json")]
    assert all(name.startswith(".run.") for name in seen)
    assert names(place) == []


def test_no_space_for_a_kernel_is_a_line(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("nbclient.NotebookClient.async_start_new_kernel", full)
    notebook = running.load(tiny / "notebooks" / "02_other.ipynb")
    says = r"^02\.ipynb, \S+ could not be written \(No space left on device\); [^\n]+once more$"
    with pytest.raises(RunError, match=says):
        running.run(notebook, tiny / "02.ipynb", lambda _: None)


def test_a_notebook_that_was_saved_during_its_run_is_left_as_it_was_saved(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tiny / "notebooks" / "01_tiny.ipynb"
    real = rerun.running.run

    def saved(*given: Any) -> Any:
        loaded = real(*given)
        path.write_text(path.read_text(encoding="utf-8").replace("# Tiny", "# Mine"), encoding="utf-8")
        return loaded

    monkeypatch.setattr(rerun.running, "run", saved)
    with pytest.raises(RunError, match="was saved by someone else during the run; it was left as it is"):
        rerun.run(tiny, "01", {}, report=lambda _: None)
    assert "# Mine" in path.read_text(encoding="utf-8")


def test_a_copy_to_undo_a_run_with_is_the_file_byte_for_byte(tiny: Path, edit: Callable[..., Path]) -> None:
    path = edit("01", lambda notebook: notebook.cells[1].update(source="factor = 3"))
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    rerun.run(tiny, "01", {}, report=lambda _: None)
    assert (tiny / "book/_build/undo/01_tiny.ipynb").read_bytes() == before


def test_a_copy_that_cannot_be_kept_is_refused_before_the_run(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerun.running, "run", None)
    with pytest.raises(RunError, match=r"index\.md is a file"):
        rerun.run(tiny, "01", {"factor": 3}, keep=tiny / "book" / "index.md" / "x.ipynb")
