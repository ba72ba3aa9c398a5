"""`make bench`: CPU and memory of examc over growing exams, and of peers that are installed.

Every figure is the CPU time (user and system) of a child process, the best of several runs, and
its peak memory; a shared machine disturbs these least. The cost of a further question is the
slope between two sizes, so start-up does not count in it.
"""

import argparse
import itertools
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import peers
from bench.generate import IMAGE, exam
from examc.formats import TARGETS, Target
from support import DOT_PNG

SIZES = (100, 1000, 5000)
RUNS = 3
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""As users have it: what is installed was compiled once, and not for every run."""
EXAMC = [sys.executable, "-m", "examc"]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and peak memory (MiB) of a process."""

    cpu: float
    memory: float


def measure(command: list[str], folder: Path, runs: int = RUNS) -> Cost | None:
    """The least of several runs; None where the command fails."""
    costs = [_once(command, folder) for _ in range(runs)]
    known = [cost for cost in costs if cost is not None]
    if not known:
        return None
    return Cost(min(cost.cpu for cost in known), min(cost.memory for cost in known))


def _once(command: list[str], folder: Path) -> Cost | None:
    """Run a command below a watcher of its own, since a parent sees its children's sum only."""
    watcher = [sys.executable, __file__, "--watch", *command]
    result = subprocess.run(
        watcher, cwd=folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False
    )
    words = result.stdout.split()
    if result.returncode or len(words) < 2:
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


def rows(sizes: tuple[int, ...], folder: Path) -> Iterator[tuple[str, dict[int, Cost | None]]]:
    """Yield the name of each tool, and what it costs at each size."""
    for target in ("qti", "moodle", "ans"):
        yield f"examc build -t {target}", _over(sizes, folder, _examc("build", "-t", target))
    yield "examc check", _over(sizes, folder, _examc("check"))
    for written in TARGETS.values():
        yield f"read {written.name}", _over(sizes, folder, _reading(written))
    yield "diff source, JSON", _over(sizes, folder, _difference)
    for peer in peers.installed():
        yield peer.name, _over(sizes, folder, peer.prepare)


def _examc(*words: str) -> Callable[[int, Path], list[str]]:
    def prepare(size: int, folder: Path) -> list[str]:
        path = folder / "sources" / f"e{size}" / "exam.md"
        image = path.parent / IMAGE
        image.parent.mkdir(parents=True, exist_ok=True)
        image.write_bytes(DOT_PNG)
        path.write_text(exam(size), encoding="utf-8")
        return [*EXAMC, words[0], str(path.parent), "--quiet", *words[1:]]

    return prepare


def _built(size: int, folder: Path, target: Target) -> str:
    """The path of an exam's output for a target, built if it is not there."""
    path = folder / "build" / f"e{size}" / f"e{size}.{target.extension}"
    if not path.exists():
        command = _examc("build", "-t", target.name)(size, folder)
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return str(path)


def _reading(target: Target) -> Callable[[int, Path], list[str]]:
    """Read an output; `check` does that and nothing else worth naming."""

    def prepare(size: int, folder: Path) -> list[str]:
        return [*EXAMC, "check", _built(size, folder, target), "--quiet"]

    return prepare


def _difference(size: int, folder: Path) -> list[str]:
    source = folder / "sources" / f"e{size}"
    return [*EXAMC, "diff", str(source), _built(size, folder, TARGETS["ans"])]


def _over(
    sizes: tuple[int, ...], folder: Path, prepare: Callable[[int, Path], list[str]]
) -> dict[int, Cost | None]:
    return {size: measure(prepare(size, folder), folder) for size in sizes}


def _cell(cost: Cost | None) -> str:
    return f"{cost.cpu:7.2f} s {cost.memory:5.0f} MiB" if cost else f"{'–':>19}"


def _slope(costs: dict[int, Cost | None], small: int, large: int) -> str:
    first, last = costs[small], costs[large]
    if first is None or last is None:
        return f"{'–':>10}"
    return f"{(last.cpu - first.cpu) * 1000 / (large - small):7.2f} ms"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    sizes = tuple(parser.parse_args().sizes)
    folder = Path(tempfile.mkdtemp(prefix="examc-bench-"))
    try:
        bare = measure([sys.executable, "-c", "pass"], folder, 10)
        start = measure([*EXAMC, "--version"], folder, 10)
        one = measure(_examc("build", "-t", "qti")(1, folder), folder, 10)
        print(
            f"start-up: {start.cpu if start else 0:.3f} s CPU, of which Python alone "
            f"{bare.cpu if bare else 0:.3f} s; one question to QTI: {one.cpu if one else 0:.3f} s\n"
        )
        pairs = list(itertools.pairwise(sizes))
        head = [f"{size:>12} questions" for size in sizes] + [
            f"  {a}–{b}".rjust(11) for a, b in pairs
        ]
        print(f"{'':24}" + " ".join(head) + "   (a further question)")
        for name, costs in rows(sizes, folder):
            cells = [_cell(costs[size]).rjust(22) for size in sizes]
            slopes = [_slope(costs, a, b).rjust(11) for a, b in pairs]
            print(f"{name:24}" + " ".join(cells + slopes), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        sys.exit(watch(sys.argv[2:]))
    main()
