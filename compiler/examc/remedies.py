"""Ways out of a deviation: small changes of a question, each tried on the real writers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from examc import edits
from examc.diagnostics import Report
from examc.edits import Edit, Part
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.model import Exam, MultipleChoice, MultipleResponse
from examc.verify import Proof, Row, Verdict, prove


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change in words, and as an edit of the question."""

    words: str
    edit: Edit = edits.unchanged
    offgrid: str = ""
    target: str = ""
    """The only target that it can help with, "" for any."""


def suggest(
    exam: Exam, proof: Proof, files: dict[str, bytes], options: Options
) -> dict[str, list[str]]:
    """For each question with other marks: the changes that make the marks the same, by place."""
    found: dict[str, list[str]] = {}
    for row in proof.rows:
        words = list(_for_row(exam, proof, row, files, options))
        if words:
            found[row.where] = words
    return found


def _for_row(
    exam: Exam, proof: Proof, row: Row, files: dict[str, bytes], options: Options
) -> Iterator[str]:
    question = row.question
    if not isinstance(question, MultipleChoice | MultipleResponse):
        return
    for client, cell in zip(proof.clients, row.cells, strict=True):
        if cell.verdict not in (Verdict.BENDS, Verdict.REFUSED):
            continue
        helped = False
        for remedy in REMEDIES:
            if remedy.target not in ("", client.target):
                continue
            parts = remedy.edit(question)
            if not parts:
                continue
            small = _alone(exam, parts)
            chosen = replace(options, offgrid=remedy.offgrid or options.offgrid)
            output = TARGETS[client.target].write(small, files, chosen, Report())
            if output is None:
                continue
            rows = prove(small, {client.target: output}, (client,)).rows
            if all(made.cells[0].verdict in (Verdict.SAME, Verdict.LOST) for made in rows):
                helped = True
                yield f"{client.name}: {remedy.words} makes the marks the same"
        if not helped:
            yield f"{client.name}: no small change helps; ask it as an open question, or mark it elsewhere"


def _alone(exam: Exam, parts: tuple[Part, ...]) -> Exam:
    """An exam of nothing but the questions that an edit makes."""
    asked = tuple(part.question for part in parts)
    exercise = replace(exam.exercises[0], items=asked, points=None)
    return replace(exam, exercises=(exercise,), points=None)


REMEDIES: tuple[Remedy, ...] = (
    Remedy("floor=0", edits.floor(Fraction(0))),
    Remedy("floor=none", edits.floor(None)),
    Remedy("--moodle-offgrid=cloze", offgrid="cloze", target="moodle"),
    Remedy(
        "the same share for every right option, and minus as much for every wrong one",
        edits.equal_weights,
    ),
    Remedy("leaving out the penalties", edits.no_penalties),
    Remedy("one option with all points, and 0 for the others", edits.one_full_answer),
    Remedy("multiple choice instead of multiple response", edits.as_choice),
    Remedy("rule=all-or-nothing", edits.whole),
)
"""What is tried, the smallest change first."""
