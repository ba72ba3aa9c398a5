"""The rubrics of an exam as the CSV that Canvas imports at Rubrics: a rubric an open question.

A row is a criterion; its ratings follow in threes. Canvas makes nothing of a row without a name of
the rubric, a name of the criterion, or ratings, takes the highest rating as the points, and rounds
them (rubric_csv_importer.rb, rubric.rb).
"""

import io
from collections.abc import Iterator

from examc.core.content import Image, plain, walk
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import Exam, questions, rubric_of
from examc.core.numbers import rounded, show, value
from examc.core.rubrics import Criteria, Criterion, Level, Levels
from examc.core.wording import Wording, wording
from examc.formats.canvas import names
from examc.formats.canvas.plaintext import lines
from examc.formats.canvas.points import number

HEAD = ("Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range")
RATING = ("Rating Name", "Rating Description", "Rating Points")
LONGEST_NAME = 60  # characters of a name that is made of a text
LONGEST_TITLE = 240
"""Characters of a rubric's name. Canvas makes nothing, without a word, of one with more than 255,
and puts ` (2)` behind a name that a course has already."""
PLACES = 2  # decimals of the points of a rating
_FORMULA = ("=", "+", "-", "@", "\t")
"""What begins a formula in a spreadsheet."""

Row = tuple[str, ...]


def table(exam: Exam, losses: Losses) -> bytes:
    """The rubrics of all open questions as UTF-8; empty where there is none."""
    rows = list(_rows(exam, losses))
    if not rows:
        return b""
    import csv

    ratings = max((len(row) - len(HEAD)) // len(RATING) for row in rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([HEAD + RATING * ratings, *rows])
    return text.getvalue().encode()


def _rows(exam: Exam, losses: Losses) -> Iterator[Row]:
    words = wording(exam.language)
    for place, question in enumerate(questions(exam), 1):
        rubric = _name(exam, place, question.title, words)
        match rubric_of(question):
            case Criteria(criteria):
                for count, criterion in enumerate(criteria, 1):
                    yield _criterion(rubric, count, criterion, words, losses)
            case Levels(levels):
                name = names.line(question.title) or words.question.format(place)
                yield _levels(rubric, name, levels, words, losses)
            case None:
                pass


def _name(exam: Exam, place: int, title: str, words: Wording) -> str:
    """The name of a rubric, with the question's number in the exam: no two are alike."""
    end = f", {words.in_rubric.format(place)}"
    end += f": {names.line(title)}" if names.line(title) else ""
    start = names.line(exam.title)[: max(LONGEST_TITLE - len(end), 20)]
    return _cell(f"{start}{end}"[:LONGEST_TITLE])


def _criterion(
    rubric: str, count: int, criterion: Criterion, words: Wording, losses: Losses
) -> Row:
    """A criterion is met or not; one with negative points is a deduction."""
    name, text = _called(criterion, f"{words.criterion} {count}"), _text(criterion, losses)
    met, unmet = (words.met, "", _points(criterion, losses)), (words.not_met, "", "0")
    ratings = unmet + met if criterion.points < 0 else met + unmet
    return (rubric, _cell(name), text, "false", *ratings)


def _levels(
    rubric: str, name: str, levels: tuple[Level, ...], words: Wording, losses: Losses
) -> Row:
    """A rubric of levels is one criterion, and the levels are its ratings."""
    ratings: list[str] = []
    for count, level in enumerate(levels, 1):
        called, text = _called(level, f"{words.level} {count}"), _text(level, losses)
        ratings += [_cell(called), text, _points(level, losses)]
    return (rubric, _cell(name), "", "false", *ratings)


def _points(part: Criterion | Level, losses: Losses) -> str:
    """The points of a criterion or level, as a rubric keeps them."""
    kept = value(rounded(part.points, PLACES))
    if kept != part.points:
        message = f"keeps the points {show(part.points)} of a rubric as {show(kept)}"
        help_line = "choose points with two decimals at most"
        losses.add(_feature(part), part, message, help_line)
    return number(kept)


def _text(part: Criterion | Level, losses: Losses) -> str:
    """The text of a criterion or level, as a rubric keeps it."""
    if any(isinstance(node, Image) for node in walk(part.text)):
        message = "shows no image in a rubric, but its alternative text"
        losses.add(_feature(part), part, message, "say in words what it shows")
    losses.unread(part, part.text, note=True)
    return _cell(lines(part.text))


def _feature(part: Criterion | Level) -> Feature:
    return Feature.CRITERIA if isinstance(part, Criterion) else Feature.LEVELS


def _cell(text: str) -> str:
    """A text as a cell: no spreadsheet takes it for a formula, and no line ends in it alone.

    Canvas takes the space away again.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f" {text}" if text.startswith(_FORMULA) else text


def _called(part: Criterion | Level, default: str) -> str:
    """What a part of a rubric is called: Canvas wants a name that can be seen."""
    candidates = (names.line(part.name), _short(plain(part.text)), default)
    return next(candidate for candidate in candidates if candidate.strip())


def _short(text: str) -> str:
    """The beginning of a text as a name."""
    if len(text) <= LONGEST_NAME:
        return text
    start = text[:LONGEST_NAME]
    return (start.rpartition(" ")[0] or start) + "…"
