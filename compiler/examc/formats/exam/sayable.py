"""An exam of another system as our source can say it: whatever it cannot is written as near as can be.

Each change is told once at its place. What is shown the same is not told: a formula without the
line break that ends it, code without a character in it.
"""

from collections.abc import Container
from dataclasses import replace

from examc.core.content import Blocks, Paragraph, Text, is_empty
from examc.core.diagnostics import Report
from examc.core.model import Exam, Exercise, Item, Question, TextBlock
from examc.core.rewriting import rewritten
from examc.core.source import Sourced
from examc.core.walking import walk
from examc.formats.exam.sayabletext import Sayer

_NO_TEXT: Blocks = (Paragraph((Text("…"),)),)
_EXERCISE = {"nl": "Opgave", "de": "Aufgabe", "fr": "Exercice", "es": "Ejercicio"}
"""What a made-up title begins with, by language; "Exercise" in all others."""


def sayable(exam: Exam, images: Container[str], report: Report) -> Exam:
    """The exam in which all texts and titles can be said; `images` are the exam's own."""
    return _titled(_prompted(_texts(exam, images, report), report), report)


def _texts(exam: Exam, images: Container[str], report: Report) -> Exam:
    told: set[tuple[str, str]] = set()

    def change(where: str, node: Sourced, content: Blocks) -> Blocks:
        def tell(code: str, message: str) -> None:
            if (where, message) not in told:
                told.add((where, message))
                report.add(code, message, node.span, where=where)

        return Sayer(images, tell).blocks(content)

    return rewritten(exam, change)


def _prompted(exam: Exam, report: Report) -> Exam:
    """The exam in which every question asks something, and every text block says something."""
    places = {id(node): where for where, node in walk(exam)}
    exercises: list[Exercise] = []
    for exercise in exam.exercises:
        items: list[Item] = []
        for item in exercise.items:
            match item:
                case TextBlock() if is_empty(item.content):
                    continue  # nothing is lost with it
                case Question() if is_empty(item.prompt):
                    message = "question without a text: '…' stands for it"
                    report.add("S162", message, item.span, where=places[id(item)])
                    items.append(replace(item, prompt=_NO_TEXT))
                case _:
                    items.append(item)
        exercises.append(replace(exercise, items=tuple(items)))
    return replace(exam, exercises=tuple(exercises))


def _titled(exam: Exam, report: Report) -> Exam:
    """The exam in which everything has a title that needs one, on one line."""
    word = _EXERCISE.get(exam.language[:2], "Exercise")
    exercises: list[Exercise] = []
    for number, exercise in enumerate(exam.exercises, 1):
        title = " ".join(exercise.title.split())
        if not title:
            title = f"{word} {number}"
            message = f"exercise without a title is called {title!r}"
            report.add("S162", message, exercise.span, where=f"exercise {number}")
        exercises.append(replace(exercise, title=title))
    title = " ".join(exam.title.split())
    if not title:
        title = "Exam"
        report.add("S162", "exam without a title is called 'Exam'", exam.span)
    return replace(exam, title=title, exercises=tuple(exercises))
