"""Questions with options in GIFT: multiple choice, multiple response, true/false."""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from examc.core import schemes
from examc.core.answers import TrueFalse, as_choice
from examc.core.content import Blocks, Paragraph, Text
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question, narrowed
from examc.core.records import replace
from examc.core.schemes import ZERO
from examc.formats.gift.writing import ONE, Writing, best, lines, percent
from examc.systems.moodle import marks, shares


def choice(writing: Writing, question: ChoiceQuestion) -> list[str] | None:
    """The lines of the answer; None for a question that is left out.

    Moodle takes it for a multiple choice where an option begins with `=`, which has all points.
    """
    options = question.answer.options
    if len(options) < 2:
        writing.leave_out(question, "it has fewer than two options", "add an option")
        return None
    exact = shares.of_options(question)
    written = shares.on_grid(exact)
    single = not question.answer.many and ONE in written
    scheme = marks.of_shares(written, max(question.points, ZERO), one=single)
    told = writing.tell_marks(question, scheme, [Feature.WEIGHT] if single else [])
    if not question.answer.many and not single:
        message = (
            "Moodle lets students choose several of these options, since none earns all points"
        )
        writing.losses.add(Feature.WEIGHT, question, message, "give one of them all points")
    for option, share in zip(options, written, strict=True):
        bends = Feature.WEIGHT.code in told
        writing.weight(Feature.WEIGHT, question, option, option.points, share, bends=bends)
        if option.correct != (share > 0):
            state = "wrong" if option.correct else "right"
            message = f"Moodle shows this option as {state}: its share is all that says so"
            writing.losses.add(Feature.CHECK, option, message)
        if option.id:
            writing.losses.add(Feature.PART_ID, option, f"GIFT does not hold the id {option.id!r}")
    writing.scoring(question, question.answer.scoring, written, told, single=single)
    writing.without_results(question)
    return list(
        lines(_options(writing, question, written, single=single), writing.general(question))
    )


def _options(
    writing: Writing, question: ChoiceQuestion, written: tuple[Fraction, ...], *, single: bool
) -> Iterator[str]:
    for option, share in zip(question.answer.options, written, strict=True):
        sign = "=" if single and share == 1 else "~" if share == 0 else f"~{percent(share)}"
        text = writing.option(option, option.text)
        yield f"{sign}{text}{writing.feedback(option, option.feedback)}"


def true_false(writing: Writing, question: Question[TrueFalse]) -> list[str] | None:
    """A statement; where a side earns a part of the points or costs some, a multiple choice."""
    given = schemes.one_of(schemes.meant(question)).marks
    sides = question.answer.options
    full = best(question)
    is_whole = full > 0 and sorted(given) == [0, full]
    if not is_whole or any(
        side.correct != (mark == full) for side, mark in zip(sides, given, strict=True)
    ):
        return _as_choice(writing, question)
    true = given[0] == full
    right, wrong = sides if true else sides[::-1]
    for side, mark in zip(sides, given, strict=True):
        writing.weight(Feature.TRUE_FALSE, question, side, side.points, mark / full, bends=False)
        if side.id:
            writing.losses.add(Feature.PART_ID, side, f"GIFT does not hold the id {side.id!r}")
    writing.scoring(question, question.answer.scoring, (ONE, ZERO), single=True)
    writing.without_results(question)
    said = writing.feedback(right, right.feedback)
    start = writing.feedback(wrong, wrong.feedback) or "#" * bool(said)
    return [f"{{{'TRUE' if true else 'FALSE'}{start}{said}{writing.general(question)}}}"]


def _as_choice(writing: Writing, question: Question[TrueFalse]) -> list[str] | None:
    message = "GIFT has true/false for all points or none: it becomes a multiple choice"
    writing.losses.add(Feature.TRUE_FALSE, question, message)
    words = writing.page.words
    made = as_choice(question.answer, _word(words.true), _word(words.false))
    asked = replace(cast(Question, question), answer=made)
    writing.losses.stands_for(asked, question)
    for new, old in zip(made.options, question.answer.options, strict=True):
        writing.losses.stands_for(new, old)
    return choice(writing, narrowed(asked, made))


def _word(text: str) -> Blocks:
    return (Paragraph((Text(text),)),)
