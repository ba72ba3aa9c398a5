"""Writes an exam as one self-contained page: model → bytes, with every loss reported."""

import json
from collections.abc import Mapping
from itertools import count

from examc import __version__
from examc.core import uses, wording
from examc.core.content import Paragraph
from examc.core.diagnostics import Report
from examc.core.localforms import Forms
from examc.core.losses import Losses
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Question,
    TextBlock,
    exercise_points,
    exercise_questions,
    questions,
    total_points,
)
from examc.files.rendering import Markup, static, template
from examc.formats.html import marks
from examc.formats.html.holds import STATEMENT
from examc.formats.html.questions import Data, Questions
from examc.formats.html.text import TextWriter
from examc.formats.html.words import words
from examc.formats.options import Options
from examc.lint import speech
from examc.text.pagehtml import direction, policy

TARGET = "html"
TEMPLATE = "html/page.html.j2"
SCRIPTS = ("html/marks.js", "html/page.js")


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """The exam as a page that holds all it needs; `files` are its images, by their path.

    Raises TemplateFailure where a template of the user cannot be used.
    """
    uses.report(exam, TARGET, "the page", STATEMENT, report)
    wording.report(exam, TARGET, report)
    speech.report(exam, TARGET, report)
    data = page(exam, files, Losses(exam, TARGET, report, "the page"), practice=options.practice)
    return template(TEMPLATE, options.templates)(data).encode()


def page(
    exam: Exam,
    files: Mapping[str, bytes],
    losses: Losses,
    *,
    practice: bool = False,
    live: str = "",
) -> Data:
    """The data of the page; `live` is a script more, for one that is served while it is written."""
    said, forms = words(exam.language), Forms(exam.language)
    writer = TextWriter(files, losses, exam, said["reading"])
    script = "\n".join([*map(static, SCRIPTS), live])
    writer.hints = bool(live)
    course = exam.course
    return {
        "policy": policy(script, live=bool(live)),
        "style": Markup(static("html/page.css") + (static("html/live.css") if live else "")),
        "script": Markup(script),
        "marks": Markup(_marks(exam, said)),
        "live": bool(live),
        "practice": practice,
        "version": __version__,
        "words": said,
        "wording": wording.wording(exam.language),
        "language": exam.language,
        "spoken": exam.language if wording.has_words(exam.language) else "en",
        "direction": direction(exam.language),
        "title": exam.title,
        "heading": writer.title(exam.title),
        "id": exam.id,
        "course": " ".join(filter(None, (course.code, course.name, course.year, course.period))),
        "date": forms.day(exam.date),
        "duration": exam.duration,
        "attempts": exam.attempts,
        "tags": ", ".join(exam.tags),
        "count": len(list(questions(exam))),
        "points": forms.number(total_points(exam)),
        "one": forms.is_one(total_points(exam)),
        "instructions": writer.markup(exam.instructions),
        "description": writer.markup(exam.description),
        "exercises": _exercises(exam, Questions(writer, said, exam, practice=practice)),
    }


def _exercises(exam: Exam, made: Questions) -> list[Data]:
    said = made.said
    places = count()
    found = []
    for number, exercise in enumerate(exam.exercises, 1):
        asked = len(list(exercise_questions(exercise)))
        draws = said["draws"].format(exercise.pick, asked) if exercise.pick is not None else ""
        found.append(
            {
                "number": number,
                "id": exercise.id,
                "title": made.writer.title(exercise.title or made.wording.exercise.format(number)),
                "points": made.forms.number(exercise_points(exercise)),
                "one": made.forms.is_one(exercise_points(exercise)),
                "bank": exercise.bank,
                "updated": exercise.updated,
                "tags": ", ".join(exercise.tags),
                "draws": draws,
                "items": _items(exercise, number, made, places),
            }
        )
    return found


def _items(exercise: Exercise, number: int, made: Questions, places: "count[int]") -> list[Data]:
    found: list[Data] = []
    asked = count(1)
    for item in exercise.items:
        made.writer.node = item
        match item:
            case Question():
                found.append(made.data(item, f"{number}.{next(asked)}", next(places)))
            case TextBlock():
                text = made.writer.markup(item.content)
                found.append({"shape": "block", "id": item.id, "text": text})
            case ImageBlock():
                text = made.writer.markup((Paragraph((item.image,)),))
                found.append({"shape": "block", "id": item.id, "text": text})
    return found


_SPOKEN = ("result", "result_one", "so_far", "unanswered", "person")
"""What the script says."""


def _marks(exam: Exam, said: dict[str, str]) -> str:
    """How questions are marked and what the script says, as JSON that stands in an element."""
    data = {
        "words": {key: said[key] for key in _SPOKEN},
        "comma": wording.has_decimal_comma(exam.language),
        "questions": [marks.of_question(question) for question in questions(exam)],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
