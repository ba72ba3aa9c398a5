"""Templates of users, filled in a process of its own that has bounds on time and memory.

A template can say `range(99999)` inside `range(99999)`, or make a text twice as long thirty times: no
sandbox counts that. The process begins when the first such template is filled, and stays for the
others; it has no environment, can write no file, and answers with text alone.
"""

import atexit
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from types import FrameType
from typing import IO

from examc.files.rendering import TemplateFailure, confined

SECONDS = 10  # of CPU for one template
PATIENCE = 120  # seconds of anything, where no other bound holds
MEMORY = 1024 * 1024 * 1024  # bytes of address space
_SIZE = 8  # bytes of the length before what is sent
_WAYS = 2  # how far the hard bound on time is behind the soft one
_AGAIN = 1.0  # seconds after which a template that caught its failure fails again


def filled(name: str, folder: str, data: Mapping[str, object]) -> str:
    """What a user's template makes of its data; raises TemplateFailure."""
    process = _process(os.getpid())
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        _send(process.stdin, pickle.dumps((SECONDS, name, folder, dict(data))))
        kind, path, line, text = _receive(process.stdout).decode().split("\n", 3)
    except (OSError, ValueError, EOFError) as error:
        _end(process)
        _process.cache_clear()
        message = f"template {name} takes more than {SECONDS} seconds, or too much memory"
        raise TemplateFailure(message) from error
    finally:
        timer.cancel()
    if kind == "failure":
        raise TemplateFailure(text, path, int(line))
    return text


@lru_cache(maxsize=1)
def _process(_parent: int) -> "subprocess.Popen[bytes]":
    """The process, one for each of ours: a fork must not share it."""
    start = (
        f"import sys; sys.path[:0] = {sys.path!r}; from examc.files.confined import serve; serve()"
    )
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept,
    )
    atexit.register(_end, process)
    return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def serve() -> None:
    """Fill what is sent, until nothing more is."""
    _bound_memory()
    while True:
        try:
            seconds, name, folder, data = pickle.loads(_receive(sys.stdin.buffer))
        except EOFError:
            return
        _bound_time(seconds)
        try:
            answer = f"text\n\n0\n{confined(name, folder, data)}"
        except TemplateFailure as error:
            answer = f"failure\n{error.path}\n{error.line}\n{error}"
        _bound_time(0)
        _send(sys.stdout.buffer, answer.encode("utf-8", "replace"))


def _bound_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such bounds
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _bound_time(seconds: int) -> None:
    """Let a template fail at its line after some seconds, 0 for no bound; end the process if it does not."""
    with suppress(ImportError, AttributeError):  # Windows has no such bounds
        import resource
        import signal

        signal.signal(signal.SIGPROF, _too_long)
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + _WAYS * (seconds + 1)
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError("takes too long")


def _send(stream: IO[bytes] | None, data: bytes) -> None:
    assert stream is not None
    stream.write(len(data).to_bytes(_SIZE, "big") + data)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> bytes:
    """What was sent; raises EOFError where nothing more is."""
    assert stream is not None
    size = stream.read(_SIZE)
    data = stream.read(int.from_bytes(size, "big")) if len(size) == _SIZE else b""
    if len(size) < _SIZE or len(data) < int.from_bytes(size, "big"):
        raise EOFError
    return data
