"""Puts what `verbs.summingproofs` counts into the few lines that a person reads on a terminal."""

from collections.abc import Iterator, Sequence

from examc.cli.summary import bent_lines, head_line
from examc.core.columns import width
from examc.core.diagnostics import listed
from examc.core.report import on_one_line
from examc.proof.verify import Verdict
from examc.verbs.summingproofs import Missing, Proved, Verdicts

_VERBS = {
    Verdict.LOST: ("loses something", "lose something"),
    Verdict.BENDS: ("bends", "bend"),
    Verdict.REFUSED: ("is refused", "are refused"),
}


def of_proof(proved: Proved, ways: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Yield the lines of a proof, with the ways out in words by the places of questions."""
    yield head_line(proved.head)
    widest = max([width(entry.system) for entry in proved.systems], default=0)
    for entry in proved.systems:
        yield f"  {entry.system}{' ' * (widest - width(entry.system))}  {_verdicts(entry)}"
    yield from bent_lines(proved.bent)
    if proved.missing:
        yield "Does not arrive as meant:"
        yield from (f"  {_missing(entry)}" for entry in proved.missing)
    if ways:
        yield "Ways out:"
    for where, found in ways:
        yield from (on_one_line(f"  {where} · {words}") for words in found)


def of_outcome(proved: Proved) -> str:
    """The last line of a proof: what came of it, and where more is shown."""
    count = len({entry.question for entry in proved.bent})
    questions = f"{count} question{'s' * (count > 1)}"
    marks = f"other marks at {questions}" if count else "no mark that is not accepted differs"
    if any(entry.refused for entry in proved.systems):
        marks = "a file is not taken"
    return f"{proved.head.name}: {marks}; verify --all shows every question"


def _verdicts(entry: Verdicts) -> str:
    if entry.refused:
        return f"takes no question: {entry.refused}"
    counts = dict(entry.counts)
    same = counts.pop(Verdict.SAME, 0)
    parts = [f"{same} the same"] if counts else ["every question the same"]
    parts += [f"{counts[verdict]} {_VERBS[verdict][counts[verdict] > 1]}" for verdict in counts]
    parts += [f"{entry.accepted} of them accepted"] if entry.accepted else []
    return " · ".join(parts)


def _missing(entry: Missing) -> str:
    places = f"{entry.count} questions, first {entry.question}"
    at = places if entry.count > 1 else entry.question
    return on_one_line(f"{listed(entry.systems)}: {entry.what}   ({at})")
