"""`make fuzz`: mutated inputs for FUZZ_SECONDS, the same for the same FUZZ_SEED; counts, and what failed.

Each input is made of the seed and its number alone. They are judged in a process of their own, so
that one which ends it is found as well; what went wrong is kept in a folder, input beside reason.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

_TESTS = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(_TESTS), str(_TESTS.parent / "compiler")]

from fuzz.judge import KINDS, judge
from fuzz.mutate import mutated
from fuzz.seeds import Seed, seeds

MEMORY = 3 * 1024**3  # bytes of address space
PATIENCE = 60  # seconds of CPU for one input, after which it is given up
_SAID_ALIKE = 3  # findings of one kind that are shown in words


@dataclass(slots=True)
class Counts:
    """How many inputs there were, how many an exam came of, and how many went wrong in what way."""

    inputs: int = 0
    accepted: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The counts, a kind a line."""
        refused = self.inputs - self.accepted
        first = f"{self.inputs} inputs: {self.accepted} accepted, {refused} refused"
        return [first, *(f"{self.wrong[kind]:6} {kind}" for kind in (*KINDS, "process ended"))]


def made(seed: int, number: int) -> tuple[str, bytes, Random]:
    """The input of a number: the name it goes by, its bytes, and the dice for what is done with it."""
    dice = Random(f"{seed}:{number}")
    chosen = dice.choice(seeds())
    alike = [one for one in seeds() if one.kind == chosen.kind]
    data = mutated(chosen.data, chosen.kind, lambda: dice.choice(alike).data, dice)
    return f"exam.{chosen.kind}", data, dice


def of(seed: int, number: int) -> Seed:
    """The seed that an input was made of, for messages."""
    return Random(f"{seed}:{number}").choice(seeds())


def fuzz(seed: int, numbers: range, seconds: float, folder: Path | None = None) -> Counts:
    """Judge inputs until they or the seconds are over."""
    counts = Counts()
    until = time.monotonic() + seconds
    for number in numbers:
        if time.monotonic() > until:
            break
        name, data, dice = made(seed, number)
        if folder is not None:
            (folder / "at-work").write_text(str(number))
        result = judge(name, data, dice)
        counts.inputs += 1
        counts.accepted += result.accepted
        for kind, words in result.wrong.items():
            counts.wrong[kind] += 1
            counts.said.append(f"{kind}, input {number} of {of(seed, number).name}: {words}")
            if folder is not None:
                keep(folder, kind, number, name, data, counts.said[-1])
    return counts


def keep(folder: Path, kind: str, number: int, name: str, data: bytes, words: str) -> None:
    """Keep an input that went wrong, and why."""
    stem = f"{kind.replace(' ', '-')}-{number}"
    (folder / f"{stem}{Path(name).suffix}").write_bytes(data)
    (folder / f"{stem}.said").write_text(words + "\n", encoding="utf-8", errors="backslashreplace")


def _give_up(*_: object) -> None:
    raise TimeoutError(f"given up after {PATIENCE} seconds")


def _work(seed: int, first: int, seconds: float, folder: Path) -> None:
    """The process that judges: it prints its counts, as far as it came."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    counts = Counts()
    until = time.monotonic() + seconds
    number = first
    while time.monotonic() < until:
        signal.signal(signal.SIGVTALRM, _give_up)
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        part = fuzz(seed, range(number, number + 1), seconds, folder)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        counts.inputs += part.inputs
        counts.accepted += part.accepted
        for kind in part.wrong:
            print("wrong", kind, flush=True)
        print("input", part.accepted, flush=True)
        number += 1


def main() -> None:
    """Run until the time is over, and print the counts; exit status 1 where anything went wrong."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    seed = int(os.environ.get("FUZZ_SEED", "1"))
    if sys.argv[1:2] == ["work"]:
        _work(seed, int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
        return
    folder = Path(tempfile.mkdtemp(prefix="examc-fuzz-"))
    counts, number, until = Counts(), 0, time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        command = [sys.executable, __file__, "work", str(number), str(left), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            word, _, rest = line.partition(" ")
            if word == "wrong":
                counts.wrong[rest] += 1
            else:
                counts.inputs, counts.accepted = counts.inputs + 1, counts.accepted + int(rest)
        if done.returncode == 0:
            break
        number = int((folder / "at-work").read_text())
        name, data, _ = made(seed, number)
        counts.wrong["process ended"] += 1
        counts.inputs += 1
        keep(folder, "process ended", number, name, data, done.stderr[-3000:])
        number += 1
    print("\n".join([f"seed {seed}", *counts.lines()]))
    (folder / "at-work").unlink(missing_ok=True)
    if counts.wrong:
        print(f"what went wrong is kept in {folder}")
    else:
        folder.rmdir()
    sys.exit(1 if counts.wrong else 0)


if __name__ == "__main__":
    main()
