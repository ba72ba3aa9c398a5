"""Ways out of a deviation: small changes of a question, each tried on the real writers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from examc.diagnostics import Report
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.model import (
    ChoiceQuestion,
    Exam,
    MultipleChoice,
    MultipleResponse,
    Option,
    Rule,
    Scoring,
)
from examc.verify import Proof, Row, Verdict, prove

Edit = Callable[[ChoiceQuestion], ChoiceQuestion | None]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change in words, and as a function; None where it does not apply to the question."""

    words: str
    edit: Edit = lambda question: question
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
            changed = remedy.edit(question)
            if changed is None or (changed == question and not remedy.offgrid):
                continue
            small = _alone(exam, changed)
            chosen = replace(options, offgrid=remedy.offgrid or options.offgrid)
            output = TARGETS[client.target].write(small, files, chosen, Report())
            if output is None:
                continue
            (outcome,) = prove(small, {client.target: output}, (client,)).rows[0].cells
            if outcome.verdict in (Verdict.SAME, Verdict.LOST):
                helped = True
                yield f"{client.name}: {remedy.words} makes the marks the same"
        if not helped:
            yield f"{client.name}: no small change helps; ask it as an open question, or mark it elsewhere"


def _alone(exam: Exam, question: ChoiceQuestion) -> Exam:
    exercise = replace(exam.exercises[0], items=(question,), points=None)
    return replace(exam, exercises=(exercise,), points=None)


# -- the changes --------------------------------------------------------------------------------


def _floor(value: Fraction | None) -> Edit:
    def edit(question: ChoiceQuestion) -> ChoiceQuestion:
        return replace(question, scoring=replace(question.scoring, floor=value))

    return edit


def _equal_weights(question: ChoiceQuestion) -> ChoiceQuestion | None:
    """Every right option its share of the points, every wrong one minus as much, at least 0."""
    right = sum(option.correct for option in question.options)
    if isinstance(question, MultipleChoice) or not right:
        return None
    share = question.points / right
    options = tuple(
        _weighted(option, share if option.correct else -share) for option in question.options
    )
    return replace(question, options=options, scoring=_plain(question))


def _no_penalties(question: ChoiceQuestion) -> ChoiceQuestion | None:
    options = tuple(
        _weighted(option, max(option.points, Fraction(0))) for option in question.options
    )
    return replace(question, options=options, scoring=_plain(question))


def _one_full_answer(question: ChoiceQuestion) -> ChoiceQuestion | None:
    """The first best option is worth all points, and nothing else anything."""
    if isinstance(question, MultipleResponse):
        return None
    best = max(range(len(question.options)), key=lambda i: question.options[i].points)
    options = tuple(
        replace(_weighted(option, question.points if i == best else Fraction(0)), correct=i == best)
        for i, option in enumerate(question.options)
    )
    return replace(question, options=options, scoring=_plain(question))


def _as_choice(question: ChoiceQuestion) -> ChoiceQuestion | None:
    """A multiple response with one right option, as a multiple choice without penalties."""
    if isinstance(question, MultipleChoice) or sum(o.correct for o in question.options) != 1:
        return None
    options = tuple(
        _weighted(option, question.points if option.correct else Fraction(0))
        for option in question.options
    )
    return MultipleChoice(
        id=question.id,
        points=question.points,
        prompt=question.prompt,
        title=question.title,
        feedback=question.feedback,
        solution=question.solution,
        notes=question.notes,
        tags=question.tags,
        options=options,
        scoring=Scoring(Rule.SUM, Fraction(0), question.points),
        shuffle=question.shuffle,
        span=question.span,
        allow=question.allow,
    )


def _whole(question: ChoiceQuestion) -> ChoiceQuestion | None:
    if isinstance(question, MultipleChoice):
        return None
    return replace(question, scoring=replace(_plain(question), rule=Rule.ALL_OR_NOTHING))


def _plain(question: ChoiceQuestion) -> Scoring:
    return Scoring(Rule.SUM, Fraction(0), question.points)


def _weighted(option: Option, points: Fraction) -> Option:
    return replace(option, points=points)


REMEDIES: tuple[Remedy, ...] = (
    Remedy("floor=0", _floor(Fraction(0))),
    Remedy("floor=none", _floor(None)),
    Remedy("--moodle-offgrid=cloze", offgrid="cloze", target="moodle"),
    Remedy(
        "the same share for every right option, and minus as much for every wrong one",
        _equal_weights,
    ),
    Remedy("leaving out the penalties", _no_penalties),
    Remedy("one option with all points, and 0 for the others", _one_full_answer),
    Remedy("multiple choice instead of multiple response", _as_choice),
    Remedy("rule=all-or-nothing", _whole),
)
"""What is tried, the smallest change first."""
