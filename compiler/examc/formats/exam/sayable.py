"""An exam of another system as our source can say it: whatever it cannot is written as near as can be.

Each change is told once at its place. What is shown the same is not told: a formula without the
line break that ends it, code without a character in it.
"""

from collections.abc import Container, Iterator

from examc.core.answers import FillIn, Matrix
from examc.core.content import Blocks, Image, Inlines, Paragraph, Text, is_empty
from examc.core.diagnostics import Report
from examc.core.model import Exam, Exercise, ImageBlock, Item, Question, TextBlock
from examc.core.records import replace
from examc.core.rewriting import rewritten
from examc.core.source import Sourced
from examc.core.walking import walk
from examc.core.wording import wording
from examc.formats.exam.gapless import as_text
from examc.formats.exam.sayableparts import sayable_answer
from examc.formats.exam.sayabletext import Sayer
from examc.text.folding import on_one_line

_NO_TEXT: Blocks = (Paragraph((Text("…"),)),)


def sayable(exam: Exam, images: Container[str], report: Report) -> Exam:
    """The exam in which all texts and titles can be said; `images` are the exam's own."""
    return _titled(_itemised(_texts(exam, images, report), images, report), report)


def _texts(exam: Exam, images: Container[str], report: Report) -> Exam:
    told: set[tuple[str, str]] = set()

    def change(where: str, node: Sourced, content: Blocks) -> Blocks:
        def tell(code: str, message: str) -> None:
            if (where, message) not in told:
                told.add((where, message))
                report.add(code, message, node.span, where=where)

        if not (isinstance(node, Question) and isinstance(node.answer, FillIn)):
            content = as_text(content)  # only the prompt of a fill in has gaps
        return Sayer(images, tell).blocks(content)

    return rewritten(exam, change)


def _itemised(exam: Exam, images: Container[str], report: Report) -> Exam:
    """The exam in which every question asks something, and every block says or shows something."""
    places = {id(node): where for where, node in walk(exam)}
    exercises = [
        replace(
            exercise,
            items=tuple(
                made
                for item in exercise.items
                for made in _item(item, places[id(item)], images, report)
            ),
        )
        for exercise in exam.exercises
    ]
    return replace(exam, exercises=tuple(exercises))


def _item(item: Item, where: str, images: Container[str], report: Report) -> Iterator[Item]:
    def tell(code: str, message: str) -> None:
        report.add(code, message, item.span, where=where)

    match item:
        case Question():
            if is_empty(item.prompt) and not isinstance(item.answer, Matrix):
                tell("S162", "question without a text: '…' stands for it")
                item = replace(item, prompt=_NO_TEXT)
            answer = sayable_answer(item.answer, Sayer(images, tell), tell)
            yield item if answer is item.answer else replace(item, answer=answer)
        case ImageBlock():
            yield _shown(item, Sayer(images, tell).image(item.image))
        case TextBlock() if is_empty(item.content):
            pass  # nothing is lost with it
        case _:
            yield item


def _shown(block: ImageBlock, content: Inlines) -> Item:
    """The block with the image that can be said, or with the words that stand for it."""
    match content:
        case (Image() as image,):
            return replace(block, image=image)
        case _:
            text = (Paragraph(content),) if content else _NO_TEXT
            return TextBlock(id=block.id, content=text, repeat=block.repeat, span=block.span)


def _titled(exam: Exam, report: Report) -> Exam:
    """The exam in which everything has a title that needs one, on one line."""
    words = wording(exam.language)
    exercises: list[Exercise] = []
    for number, exercise in enumerate(exam.exercises, 1):
        title = on_one_line(exercise.title)
        if not title:
            title = words.exercise.format(number)
            message = f"exercise without a title is called {title!r}"
            report.add("S162", message, exercise.span, where=f"exercise {number}")
        exercises.append(replace(exercise, title=title))
    title = on_one_line(exam.title)
    if not title:
        title = "Exam"
        report.add("S162", "exam without a title is called 'Exam'", exam.span)
    return replace(exam, title=title, exercises=tuple(exercises))
