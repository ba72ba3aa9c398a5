"""`make bench`: CPU and memory of examc over growing exams, and of peers that are installed.

Every figure is the CPU time (user and system) of a child process, the median of several runs. What
is compared runs in turn, so that a machine that slows down slows all of them. The cost of a further
question is the slope between two sizes, so start-up does not count in it.
"""

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import peers, questions
from bench.generate import IMAGE, exam
from examc import __version__
from examc.formats import TARGETS
from support import DOT_PNG

SIZES = (100, 1000, 5000, 20000)
SLOPE = (1000, 5000)
"""The sizes between which a further question is counted; memory is that of the larger."""
RUNS = {100: 5, 20000: 1}
"""How often each command is run at a size; at others three times."""
OWN = 5000  # questions up to which our own other commands are measured
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""As users have it: what is installed was compiled once, and not for every run."""
EXAMC = [sys.executable, "-m", "examc"]


class Cost(NamedTuple):
    """CPU seconds and peak memory (MiB) of a process."""

    cpu: float
    memory: float


Prepare = Callable[[int, Path], list[str]]
"""Writes the input of a size into a folder, and gives the command."""


class Row(NamedTuple):
    """What is measured up to a size: nothing where there is no `prepare`."""

    name: str
    prepare: Prepare | None
    most: int = max(SIZES)


def once(command: list[str], folder: Path) -> Cost | None:
    """Run a command below a watcher of its own, since a parent sees its children's sum only."""
    watcher = [sys.executable, __file__, "--watch", *command]
    result = subprocess.run(
        watcher, cwd=folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False
    )
    words = result.stdout.split()
    if len(words) < 2 or result.returncode not in (0, 1):  # verify and diff end with 1
        return None
    return Cost(float(words[-2]), float(words[-1]))


def watch(command: list[str]) -> int:
    """Run a command, and print its CPU seconds and peak memory in MiB."""
    result = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return result.returncode


def in_turn(rows: Sequence[Row], size: int, folder: Path, most: int) -> dict[str, Cost | None]:
    """What each row costs at a size, one run of each after another, `most` of them at the most."""
    commands = {
        row.name: row.prepare(size, folder) for row in rows if row.prepare and size <= row.most
    }
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(min(most, RUNS.get(size, 3))):
        for name, command in commands.items():
            cost = once(command, folder)
            runs[name] += [cost] if cost else []
    return {name: _median(runs.get(name, [])) for name in (row.name for row in rows)}


def _median(runs: Sequence[Cost]) -> Cost | None:
    if not runs:
        return None
    return Cost(median(run.cpu for run in runs), median(run.memory for run in runs))


def _alike(size: int, folder: Path) -> list[str]:
    """Our command for the questions that every tool gets."""
    path = folder / "alike" / f"n{size}" / "exam.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(questions.of_examc(size), encoding="utf-8")
    return [*EXAMC, "build", str(path.parent), "-t", "qti", "--quiet", "--force"]


def _own(*words: str) -> Prepare:
    """A command of ours on the mix of a real exam."""

    def prepare(size: int, folder: Path) -> list[str]:
        path = folder / "sources" / f"e{size}" / "exam.md"
        (path.parent / IMAGE).parent.mkdir(parents=True, exist_ok=True)
        (path.parent / IMAGE).write_bytes(DOT_PNG)
        path.write_text(exam(size), encoding="utf-8")
        return [*EXAMC, words[0], str(path.parent), "--quiet", *words[1:]]

    return prepare


def _unchanged(size: int, folder: Path) -> list[str]:
    command = _own("build", "-t", "qti", "-o", "unchanged")(size, folder)
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=_ENVIRONMENT)
    return command


def _built(size: int, folder: Path) -> str:
    """The path of an exam's package, built if it is not there."""
    _unchanged(size, folder)
    return str(folder / "unchanged" / f"e{size}" / f"e{size}.{TARGETS['qti'].extension}")


def _reading(size: int, folder: Path) -> list[str]:
    """Read a package; `check` does that and nothing else worth naming, and import writes besides."""
    return [*EXAMC, "check", _built(size, folder), "--quiet"]


def _difference(size: int, folder: Path) -> list[str]:
    return [*EXAMC, "diff", str(folder / "sources" / f"e{size}"), _built(size, folder)]


ALIKE = (
    Row("examc, QTI 2.1", _alike),
    *[Row(peer.name, peer.prepare) for peer in peers.PEERS],
)
OURS = (
    Row("a real mix: build to QTI", _own("build", "-t", "qti", "--force")),
    Row("build to four targets", _own("build", "--force"), OWN),
    Row("build, nothing to do", _unchanged),
    Row("check", _own("check"), OWN),
    Row("verify in Moodle", _own("verify", "-t", "moodle"), OWN),
    Row("read the package", _reading, OWN),
    Row("diff source, package", _difference, OWN),
)
HEAD = ["CPU", *[f"{size:,}" for size in SIZES], "a further one", "to text2qti", "memory"]


def table(
    sizes: Sequence[int], costs: Mapping[int, Mapping[str, Cost | None]], rows: Sequence[Row]
) -> Iterator[list[str]]:
    """Yield the cells of each row; what was not measured is –."""
    peer = peers.PEERS[0].name
    against = _slope(costs, peer)
    for row in rows:
        cells = [_seconds(costs.get(size, {}).get(row.name)) for size in sizes]
        slope = _slope(costs, row.name)
        ratio = f"{slope / against:.2f}" if slope and against and row in ALIKE else "–"
        last = costs.get(SLOPE[1], {}).get(row.name)
        memory = f"{last.memory:.0f} MiB" if last else "–"
        yield [row.name, *cells, f"{slope:.2f} ms" if slope else "–", ratio, memory]


def _seconds(cost: Cost | None) -> str:
    return f"{cost.cpu:.2f} s" if cost else "–"


def _slope(costs: Mapping[int, Mapping[str, Cost | None]], name: str) -> float | None:
    """Milliseconds of a further question."""
    small, large = (costs.get(size, {}).get(name) for size in SLOPE)
    if small is None or large is None:
        return None
    return max(0.0, (large.cpu - small.cpu) * 1000 / (SLOPE[1] - SLOPE[0]))


def machine() -> str:
    """What the figures were measured on."""
    words = [f"{os.cpu_count()} cores", platform.machine(), platform.system()]
    words += [f"Python {platform.python_version()}", f"examc {__version__}", *peers.versions()]
    return ", ".join(words)


def start_up(folder: Path) -> str:
    """What a command costs that does nothing, and one that builds one question."""
    commands = {
        "Python alone": [sys.executable, "-c", "pass"],
        "examc --version": [*EXAMC, "--version"],
        "one question to QTI": _own("build", "-t", "qti", "--force")(1, folder),
        "nothing to do": _own("build", "-t", "qti")(1, folder),
    }
    runs: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(10):
        for name, command in commands.items():
            cost = once(command, folder)
            runs[name] += [cost.cpu] if cost else []
    return ", ".join(f"{name} {median(found) * 1000:.0f} ms" for name, found in runs.items())


def lines(row: Sequence[str]) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(row)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=5, help="of each command, at the most")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="examc-bench-"))
    there = [peer.name for peer in peers.PEERS if peers.is_there(peer)]
    alike = [row if row.name in there or row is ALIKE[0] else Row(row.name, None) for row in ALIKE]
    try:
        costs = {size: in_turn([*alike, *OURS], size, folder, chosen.runs) for size in chosen.sizes}
        print(f"Start-up: {start_up(folder)}.\n")
        print(lines(HEAD))
        print(lines(["---", *["--:"] * (len(HEAD) - 1)]))
        for row in table(SIZES, costs, [*ALIKE, *OURS]):
            print(lines(row))
        print(f"\n{machine()}.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        sys.exit(watch(sys.argv[2:]))
    main()
