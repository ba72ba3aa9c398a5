"""`make foreign FILES=DIR`: what becomes of other systems' files, and whether their marks stay.

DIR holds files as they were found, in folders of any depth; nothing of them is kept. Every file is
read, and what is refused or left out is counted by its reason. Every question that a system is known
to see is then read alone, and the marks that the exam means are held against those that the system
gives by the question's own bytes. A difference of which nothing is told at the question is shown.
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
from examc.proof.verify import Cell, Verdict, prove
from foreign import alone

PATIENCE = 60  # seconds of CPU for one file
_SHOWN = 40
THERE_TOO = "R582"
"""The code of a question that its own system does not import either."""
_LEFT = ("R514", "R494", "R512", THERE_TOO)
_BESIDE = {"qti": "qti", "qti3": "qti3", "canvas": "canvas", "moodle": "moodle"}
"""The word of the system whose marks count for each target (`System.word`)."""


@dataclass(slots=True)
class Counts:
    """What was counted, each by the system that the file is of."""

    files: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    marks: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    untold: Counter[tuple[str, str, str]] = field(default_factory=Counter)
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
    ending = "xml" if one.target == "moodle" else "zip"
    reading = examc.read(f"{name}.{ending}", one.data)
    if reading.usable is None or len(list(questions_of(reading.usable))) != 1:
        counts.marks[one.target, one.kind, "not read"] += 1
        return
    proof = prove(reading.usable, {one.target: one.data}, files=reading.files)
    cells = [c for _, c in proof.cells() if c.system.word == _BESIDE[one.target]]
    said = sorted({d.code for d in reading.report.diagnostics})
    for cell in cells:
        verdict = _verdict(cell)
        counts.marks[one.target, one.kind, verdict] += 1
        if verdict not in ("same marks", "no view"):
            key = one.target, one.kind, f"{verdict}: {', '.join(said)}: {_words(cell)}"
            counts.untold[key] += 1
            counts.first.setdefault(key, name)
        elif verdict == "no view":
            _reason(counts, one.target, verdict, _words(cell), name)


def _verdict(cell: Cell) -> str:
    match cell.verdict:
        case Verdict.SAME | Verdict.LOST:
            points = any(re.match(r"the points: .* instead of", lost) for lost in cell.lost)
            return "other points" if points else "same marks"
        case Verdict.BENDS:
            return "other marks"
        case Verdict.REFUSED:
            return "no view"


def _words(cell: Cell) -> str:
    return re.sub(r"\d+", "…", cell.words())[:120]


def _lines(counts: Counts) -> Iterator[str]:
    states = ("whole", "in part", "refused", "there too", "CRASHED", "questions")
    yield f"{'format':12}" + "".join(f"{state:>12}" for state in states)
    for system in sorted({system for system, _ in counts.files}):
        row = "".join(f"{counts.files[system, state]:12}" for state in states)
        yield f"{system:12}{row}"
    yield ""
    for (target, kind, verdict), count in sorted(counts.marks.items()):
        yield f"{count:6} {target} {kind}: {verdict}"
    for title, found in (("reasons", counts.reasons), ("other marks", counts.untold)):
        yield f"\n{title}"
        for key, count in found.most_common(_SHOWN):
            yield f"{count:6} {' '.join(key)} ({counts.first[key]})"


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
