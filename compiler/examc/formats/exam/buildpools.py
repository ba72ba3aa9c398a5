"""Decides what `pick` of an exercise means: how many of its questions a student gets."""

from collections.abc import Sequence

from examc.core.model import Item, Question
from examc.core.numbers import show
from examc.formats.exam.raw import RawExercise, Word, spelled
from examc.formats.exam.values import Words


def pool_of(raw: RawExercise, items: Sequence[Item], words: Words) -> int | None:
    """How many questions of an exercise are drawn; None where every student gets all of them."""
    word = raw.settings.get("pick")
    pick = words.count(word, "questions")
    if word is None or pick is None:
        return None
    questions = [item for item in items if isinstance(item, Question)]
    _enough(word, pick, questions, words)
    _same_points(raw, questions, words)
    return pick


def _enough(word: Word, pick: int, questions: list[Question], words: Words) -> None:
    always = sum(question.always for question in questions)
    if pick > len(questions):
        count = len(questions)
        message = f"exercise has {count} question{'' if count == 1 else 's'}, and {pick} are picked"
        help_line = f"write pick={count}, or add questions"
        help_line = spelled(word.span, help_line, f"write pick: {count}, or add questions")
        fix = str(count) if count and word.value.isdigit() else None
        words.report.add("S180", message, word.span, help=help_line, fix=fix)
    elif always > pick:
        message = f"{always} questions are always in, and {pick} are picked"
        help_line = spelled(word.span, f"write pick={always}", f"write pick: {always}")
        help_line += ", or remove an always"
        fix = str(always) if word.value.isdigit() else None
        words.report.add("S180", message, word.span, help=help_line, fix=fix)


def _same_points(raw: RawExercise, questions: list[Question], words: Words) -> None:
    """All questions of a pool are worth the same, since students get different ones."""
    asked = [item for item in raw.items if item.kind and not item.kind.value.endswith(" block")]
    if len(asked) != len(questions):
        return  # one of them could not be read, which is told
    for item, question in zip(asked[1:], questions[1:], strict=True):
        if question.points != questions[0].points and "points" in item.settings:
            points = show(questions[0].points)
            message = f"questions of a pool are worth the same, the first one {points}"
            help_line = f"write {points} {'pt' if points == '1' else 'pts'}"
            help_line = spelled(item.span, help_line, f"write points: {points}")
            place = item.settings["points"].span
            help_line += ", or move the question to an exercise of its own"
            words.report.add("S181", message, place, help=help_line)
            return
