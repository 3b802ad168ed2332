"""Read by every Python that is started with this folder on its path: a process under test meets a fault.

``ROMSOV_FAULT`` says which: ``KIND NUMBER COUNTER ROOT``. `KIND` is a signal, that the process sends itself at its
`NUMBER`-th write or removal below `ROOT`; ``full``, where from that write on there is no space; or ``limit``, where
no file may be longer than `NUMBER` bytes. All processes of a run count in one file.
"""

import errno
import os
import signal
import sys

_REMOVALS = {"os.rename", "os.remove", "os.rmdir"}


def _meet(kind: str, number: int, counter: str, root: str) -> None:
    if kind == "limit":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        return
    count = os.open(counter, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, args: tuple) -> None:
        if event == "open":
            writes = isinstance(args[0], str | bytes | os.PathLike) and args[2] & (os.O_WRONLY | os.O_RDWR)
        else:
            writes = event == "os.mkdir" or event in _REMOVALS
        # Folders are emptied by names below an open folder; all else is named in full or from the checkout.
        below = event in _REMOVALS and args[-1] != -1
        if not writes or not (below or os.fsdecode(args[0]).startswith(root)):
            return
        os.write(count, b".")
        done = os.fstat(count).st_size
        if kind == "full":
            if done >= number and event not in _REMOVALS:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), args[0])
        elif done == number:
            os.kill(os.getpid(), getattr(signal, kind))

    sys.addaudithook(hook)


if os.environ.get("ROMSOV_FAULT"):
    _kind, _number, _counter, _root = os.environ["ROMSOV_FAULT"].split(" ", 3)
    _meet(_kind, int(_number), _counter, _root)
