"""`make foreign FILES=DIR`: what becomes of other systems' files, and whether their marks stay.

DIR holds files as they were found, in folders of any depth; nothing of them is kept. Every file is
read, and what is refused or left out is counted by its reason. Every question that a system is known
to see is then read alone, and the marks that the exam means are held against those that the system
gives by the question's own bytes, on every response: they are the same, or the difference is told at
the question, or UNTOLD, which is a bug; or no view of a system can run the question, and why.
"""

import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_TESTS = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(_TESTS), str(_TESTS.parent / "compiler")]

import examc
from examc.core.diagnostics import Diagnostic, Severity
from examc.core.model import questions as questions_of
from foreign import alone
from foreign.proved import Outcome, compared

PATIENCE = 60  # seconds of CPU for one file
_SHOWN = 40
THERE_TOO = "R582"
"""The code of a question that its own system does not import either."""
_LEFT = ("R514", "R494", "R512", THERE_TOO)


@dataclass(slots=True)
class Counts:
    """What was counted, each by the system that the file is of."""

    files: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    marks: Counter[tuple[str, str, Outcome]] = field(default_factory=Counter)
    why: Counter[tuple[str, Outcome, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str, str], str] = field(default_factory=dict)


def _files(folder: Path, counts: Counts) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data, name = path.read_bytes(), path.relative_to(folder).as_posix()
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
            _file(name, data, counts)
            for number, one in enumerate(alone.questions(data)):
                _question(f"{name}#{number}", one, counts)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            counts.files["", "CRASHED"] += 1
            _reason(counts, "CRASHED", "", f"{type(error).__name__}: {error}", name)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _file(name: str, data: bytes, counts: Counts) -> None:
    found = examc.read_all(Path(name).name, data)
    said = [d for reading in found for d in reading.report.diagnostics]
    errors = [d for d in said if d.severity is Severity.ERROR]
    usable = [reading for reading in found if reading.usable is not None]
    left = [d for d in said if d.code in _LEFT or "kept out" in d.message]
    state = _refused(left) if not usable else "in part" if left or errors else "whole"
    system = found[0].format or "none"
    counts.files[system, state] += 1
    counts.files[system, "questions"] += sum(
        1 for r in usable if r.exam for _ in questions_of(r.exam)
    )
    for diagnostic in (left or errors) if state != "whole" else []:
        _reason(counts, system, state, _alike(diagnostic), name)


def _refused(left: list[Diagnostic]) -> str:
    """How a file is refused: as its own system does, where that is all that is told of it."""
    codes = {diagnostic.code for diagnostic in left}
    return "there too" if THERE_TOO in codes and codes <= {THERE_TOO, "R494"} else "refused"


def _reason(counts: Counts, system: str, state: str, reason: str, name: str) -> None:
    counts.reasons[system, state, reason] += 1
    counts.first.setdefault((system, state, reason), name)


def _alike(diagnostic: Diagnostic) -> str:
    """What is said, without what is of one file alone."""
    words = re.sub(r"“[^”]*”|'[^']*'|\"[^\"]*\"|\d+", "…", diagnostic.message)
    return f"{diagnostic.code} {words[:140]}"


def _question(name: str, one: alone.Alone, counts: Counts) -> None:
    for found in compared(name, one):
        counts.marks[one.target, one.kind, found.outcome] += 1
        if found.why:
            counts.why[one.target, found.outcome, found.why] += 1
            counts.first.setdefault((one.target, found.outcome.value, found.why), name)


def _lines(counts: Counts) -> Iterator[str]:
    states = ("whole", "in part", "refused", "there too", "CRASHED", "questions")
    yield f"{'format':12}" + "".join(f"{state:>12}" for state in states)
    for system in sorted({system for system, _ in counts.files}):
        row = "".join(f"{counts.files[system, state]:12}" for state in states)
        yield f"{system:12}{row}"
    yield ""
    yield from _marks(counts)
    yield "\nreasons"
    for key, count in counts.reasons.most_common(_SHOWN):
        yield f"{count:6} {' '.join(key)} ({counts.first[key]})"


def _marks(counts: Counts) -> Iterator[str]:
    """The marks of questions, by system and by kind, and why they differ or are not proved."""
    yield f"{'marks of':44}" + "".join(f"{outcome.value:>10}" for outcome in Outcome)
    targets = sorted({target for target, _, _ in counts.marks})
    for target in targets:
        yield _row(target, [_sum(counts, target, outcome) for outcome in Outcome])
        kinds = sorted({kind for own, kind, _ in counts.marks if own == target})
        for kind in kinds:
            yield _row(f"  {kind}", [counts.marks[target, kind, outcome] for outcome in Outcome])
    yield ""
    for outcome in (Outcome.UNTOLD, Outcome.TOLD, Outcome.UNPROVED):
        yield f"{outcome.value}"
        for (target, own, why), count in counts.why.most_common():
            if own is outcome:
                yield f"{count:6} {target} {why} ({counts.first[target, own.value, why]})"


def _row(name: str, found: list[int]) -> str:
    return f"{name:44}" + "".join(f"{count:10}" for count in found)


def _sum(counts: Counts, target: str, outcome: Outcome) -> int:
    return sum(
        n for (own, _, found), n in counts.marks.items() if (own, found) == (target, outcome)
    )


def _give_up(*_: object) -> None:
    raise TimeoutError(f"given up after {PATIENCE} seconds")


def main() -> None:
    """Read all files of the folder that is named, and print what was counted."""
    signal.signal(signal.SIGVTALRM, _give_up)
    counts = Counts()
    _files(Path(sys.argv[1]), counts)
    print("\n".join(_lines(counts)))


if __name__ == "__main__":
    main()
