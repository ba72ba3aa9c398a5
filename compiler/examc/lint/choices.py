"""Rules on the options of choice questions: their weights, their checks and their texts."""

from collections.abc import Iterator

from examc.core import scoring
from examc.core.answers import Option, Rule, bounded
from examc.core.content import Blocks, Paragraph, Text, is_empty, plain
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show, show_signed
from examc.lint import carets, rewriting
from examc.lint.findings import Finding, Place, in_points
from examc.lint.penalties import idle_penalties
from examc.lint.phrases import ABOUT_STARTS, about_others


def no_correct_option(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """No option is checked, so no answer can be right; a question without points may ask so."""
    if question.points and not any(option.correct for option in question.answer.options):
        yield Finding("question has no correct option", question.span, "check one with - [x]")


def two_full_answers(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """One answer is asked for, and several options are worth all the points."""
    if question.answer.many or not question.points:
        return
    full = [
        (number, option)
        for number, option in enumerate(question.answer.options, 1)
        if bounded(option.points, question.answer.scoring) >= question.points
    ]
    if len(full) > 1:
        number, option = full[1]
        message = f"{len(full)} options are worth all {in_points(question.points)}, "
        message += "and one can be chosen"
        help_line = "make it a multiple response, or write allow=two-full-answers if either will do"
        yield Finding(message, option.span, help_line, f"option {number}")


def worthless_correct_option(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """A checked option earns nothing, or costs points."""
    if not question.points:
        return
    for number, option in _weighted(question):
        if option.correct and option.points.numerator <= 0:
            message = f"correct option has a weight of {show_signed(option.points)}"
            help_line = "give it a weight above 0, or remove the x"
            yield Finding(message, carets.weight(option.span), help_line, f"option {number}")


def rewarded_wrong_option(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """An option that is not checked earns points."""
    for number, option in _weighted(question):
        if not option.correct and option.points.numerator > 0:
            message = f"option with a weight of {show_signed(option.points)} is not checked"
            help_line = "write - [x] if it deserves points, else a weight of 0 or less"
            yield Finding(message, carets.weight(option.span), help_line, f"option {number}")


def idle_penalty(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """A weight below zero changes no mark, whatever a student answers."""
    if question.answer.scoring.rule is not Rule.SUM:
        return
    for index in idle_penalties(question):
        option = question.answer.options[index]
        message = f"penalty of {show(option.points)} changes no mark"
        floor, cap = question.answer.scoring.floor, question.answer.scoring.cap
        earned = scoring.positive(each.points for each in question.answer.options)
        if floor is not None and (cap is None or earned <= cap):
            message += f", since no mark is below {show(floor)}"
        help_line = "write {0}, or floor=none if the penalty is meant"
        span = carets.weight(option.span)
        fix = rewriting.number(span, "0")
        yield Finding(message, span, help_line, f"option {index + 1}", fix=fix)


def duplicate_option(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """Two options say the same."""
    seen: dict[Blocks | str, int] = {}
    for number, option in enumerate(question.answer.options, 1):
        key = _key(option.text)
        first = seen.setdefault(key, number)
        if first != number and not is_empty(option.text):
            message = f"option says the same as option {first}"
            yield Finding(message, option.span, "change or remove one", f"option {number}")


def empty_option(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """An option has nothing that can be seen."""
    for number, option in enumerate(question.answer.options, 1):
        if not _opening(option.text) and is_empty(option.text):
            yield Finding(
                "option is empty", option.span, "write its text, or remove it", f"option {number}"
            )


def unpinned_option(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """An option speaks of the others ("none of the above") and may be moved among them.

    This holds where the exam shuffles nothing, too: Canvas and ANS have a setting of their own
    that shuffles the options of every question, and only a pinned option keeps its place then.
    """
    for number, option in enumerate(question.answer.options, 1):
        if not option.fixed and is_about_others(option):
            message = f"option {plain(option.text)!r} is not pinned to its place"
            help_line = "write fixed in its braces: {0 fixed}"
            fix = rewriting.pinned(option.span)
            yield Finding(message, option.span, help_line, f"option {number}", fix=fix)


def is_about_others(option: Option) -> bool:
    """Whether an option says "all of the above", "none of these" or the like."""
    if len(option.text) != 1 or not (
        _opening(option.text).lstrip("([\"'").lower().startswith(ABOUT_STARTS)
    ):
        return False
    return about_others().fullmatch(plain(option.text)) is not None


def _opening(text: Blocks) -> str:
    """The words that a text begins with, up to the first change of form; "" for none."""
    match text:
        case (Paragraph(content=(Text(text=words), *_)), *_):
            return words.strip()
        case _:
            return ""


def _key(text: Blocks) -> Blocks | str:
    """What makes two options the same: their content, but for a full stop or a first capital.

    Letter case counts where it may be the point of the question, as in `List` against `list`.
    """
    match text:
        case (Paragraph(content=(Text(text=words),)),):
            words = words.rstrip(" .;")
            return words[:1].lower() + words[1:] if " " in words else words
        case _:
            return text


def _weighted(question: ChoiceQuestion) -> Iterator[tuple[int, Option]]:
    """The options with their numbers, where their weights make the mark at all."""
    if question.answer.scoring.rule is Rule.SUM:
        yield from enumerate(question.answer.options, 1)
