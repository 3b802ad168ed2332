"""Nothing is lost: whatever ends a verb, every file is as before or whole, and the next run sets right the rest.

The long tests, marked ``sweep``, meet every verb that writes with every fault; the short ones meet a few.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable

import psutil
import pytest
import small_book
from small_book import Checkout

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals of POSIX")

SIGNALS = ("SIGKILL", "SIGTERM", "SIGINT")
FAULTS = [f"{name} at a {what}" for name in SIGNALS for what in ("write", "moment")] + ["full", "limit"]
# Verb → how often it meets each; a quick one more often.
TIMES = {"run": 4, "keep": 4, "fill": 8, "validate": 3, "book": 3, "elsewhere": 2, "data": 3}
SWEEP = [(verb, fault, n) for verb, times in TIMES.items() for fault in FAULTS for n in range(times)]
SWEEP += [(verb, "kernel killed", n) for verb in ("run", "keep", "validate") for n in range(4)]


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Checkout]:
    """Verb → the small book before and after it."""
    book = small_book.made(
        tmp_path_factory.mktemp("lost") / "a book", "validate", "keep", "book", "elsewhere", "data"
    )
    known: dict[str, Checkout] = {}
    files = small_book.contents(book)

    def of(verb: str) -> Checkout:
        if verb not in known:
            small_book.restore(book, files)  # a test of another verb may have left it changed
            known[verb] = Checkout.of(book, verb)
        return known[verb]

    return of


def kernels(process: subprocess.Popen[str]) -> list[psutil.Process]:
    try:
        children = psutil.Process(process.pid).children(recursive=True)
        return [child for child in children if any("ipykernel" in word for word in child.cmdline())]
    except psutil.Error:
        return []


def meet(checkout: Checkout, fault: str, dice: random.Random) -> tuple[int, str]:
    """Run the verb and have it meet a fault; exit status and what it said of errors."""
    name, _, where = fault.partition(" at a ")
    if where == "write":
        process = checkout.start(f"{name} {dice.randint(1, checkout.writes)}")
    elif where == "moment":
        process = checkout.start()
        time.sleep(dice.uniform(0.02, 1.0) * checkout.seconds)
        process.send_signal(getattr(signal, name))
    elif fault == "kernel killed":
        process = checkout.start()
        while not (found := kernels(process)) and process.poll() is None:
            time.sleep(0.02)
        time.sleep(dice.uniform(0, 0.3) * checkout.seconds)
        for kernel in found:
            kernel.kill()
    elif fault == "full":
        process = checkout.start(f"full {dice.randint(1, checkout.writes)}")
    else:
        longest = max(map(len, checkout.after.values()))
        process = checkout.start(f"limit {int(longest ** dice.random())}")
    _, error = process.communicate(timeout=300)
    return process.returncode, error


def validated_in_vain(checkout: Checkout, fault: str) -> bool:
    stamp = checkout.root / "book/_build/stamps/01.json"
    return checkout.verb == "validate" and fault == "kernel killed" and not stamp.exists()


def hold(checkout: Checkout, fault: str, dice: random.Random) -> None:
    small_book.restore(checkout.root, checkout.files)
    status, error = meet(checkout, fault, dice)
    # A notebook whose validation failed keeps no stamp: the next validates it again.
    assert checkout.wrong() == (
        ["book/_build/stamps/01.json"] if validated_in_vain(checkout, fault) else []
    ), error
    if fault in ("full", "limit") and status != 0:
        assert status == 1
        assert "could not be written" in error
        assert len(error.splitlines()) <= 2, error
    if "moment" not in fault:  # the interpreter itself has no words while it starts
        assert "Traceback" not in error
    small_book.done(checkout.root, checkout.verb)
    assert small_book.state(checkout.root) == checkout.after


@pytest.mark.sweep
@pytest.mark.parametrize(("verb", "fault", "number"), SWEEP)
def test_whatever_ends_a_verb_every_file_is_as_before_or_whole(
    checkouts: Callable[[str], Checkout], verb: str, fault: str, number: int
) -> None:
    hold(checkouts(verb), fault, random.Random(f"{verb} {fault} {number}"))


def test_every_verb_goes_to_its_end_and_has_something_to_write(
    checkouts: Callable[[str], Checkout],
) -> None:
    # Else the long tests would end no verb in its midst.
    for verb in TIMES:
        checkout = checkouts(verb)
        assert checkout.writes > 1, verb
        assert checkout.after != checkout.before, verb
        assert set(checkout.after) >= set(checkout.before), verb


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout.of(small_book.made(tmp_path_factory.mktemp("lost") / "a book"), "fill")


@pytest.mark.parametrize("fault", ["SIGKILL at a write", "SIGTERM at a write", "full", "limit"])
def test_a_few_ends_of_a_verb(filled: Checkout, fault: str) -> None:
    hold(filled, fault, random.Random(fault))
