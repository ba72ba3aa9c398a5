"""Each of Moodle's types of question → the answer that it asks for."""

from collections.abc import Callable, Mapping

from examc.core.answers import Answer
from examc.core.content import Blocks
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import (
    readanswers,
    readblanks,
    readgaps,
    readorder,
    readpairs,
    readplugins,
)
from examc.formats.moodle.readembedded import MATCHING, MATRIX, Embedded
from examc.formats.moodle.readone import NoQuestion, One
from examc.formats.moodle.readparts import Parts
from examc.formats.moodle.readxml import text_of
from examc.systems.moodle.grid import share

BLANKS = ("gapselect", "ddwtos")
"""Types with gaps `[[1]]` in their text."""
_READERS: Mapping[str, Callable[[One], Answer]] = {
    "truefalse": readanswers.true_false,
    "numerical": readanswers.numeric,
    "shortanswer": readanswers.short_answer,
    "matching": readpairs.matching,
    "ordering": readorder.answer,
    "gapselect": readblanks.answer,
    "ddwtos": readblanks.answer,
}
TYPES = frozenset({*_READERS, *readplugins.TYPES, "essay"})
"""Types that are read by their name alone."""


def has_table(embedded: Embedded | None) -> bool:
    """Whether the left sides of a question stand in a table of its text."""
    return embedded is not None and embedded.kind in (MATCHING, MATRIX)


def answer(one: One, embedded: Embedded | None, parts: Parts) -> Answer:
    """What a question asks for; `parts` is what was found in its text."""
    if embedded is not None:
        return readgaps.answer(one, embedded, parts.lefts)
    one.unit = parts.unit
    reader = _READERS.get(one.entry.kind)
    of_plugin = readplugins.read(one) if reader is None else None
    if of_plugin is not None:
        return of_plugin
    if reader is None:
        raise NoQuestion(f"its type is {quoted(one.entry.kind)}", code="R514")
    return reader(one)


def by_result(one: One) -> tuple[Blocks, Blocks]:
    """The feedback on right answers and on others; that on partly right ones has no place."""
    entry = one.entry
    one.correct = one.correct or one.text(entry.first("correctfeedback"))
    one.incorrect = one.incorrect or one.text(entry.first("incorrectfeedback"))
    partly, wrong = entry.first("partiallycorrectfeedback"), entry.first("incorrectfeedback")
    said = text_of(partly).strip()
    if partly is not None and not _is_whole(one) and said != text_of(wrong).strip():
        message = (
            f"feedback on partly right answers has no place of its own: {quoted(said)} is left"
        )
        help_line = "write it into the feedback on answers that are not right"
        one.tell("R523", f"{message} out", help_line, at=partly)
    return one.correct, one.incorrect


def _is_whole(one: One) -> bool:
    """Whether no response earns a part of the points."""
    if one.entry.kind == "multichoiceset":
        return True
    if one.entry.kind == "ordering":
        return one.entry.value("gradingtype") == "ALL_OR_NOTHING"
    if one.entry.kind != "multichoice" or not one.entry.is_on("single", otherwise=True):
        return False
    shares = [share(answer.get("fraction", "0")) for answer in one.entry.inside.get("answer", [])]
    return not any(worth is not None and 0 < worth[0] < 1 for worth in shares)
