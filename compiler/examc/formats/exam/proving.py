"""Writes a source and reads it back; what would be read as something else is written plainer.

An exam of another system may hold what no source can. Then the text, or at worst the item, at fault
is told at its place and made plainer until it can be said, and all else arrives as it is.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report, Severity
from examc.core.model import (
    Course,
    Exam,
    Exercise,
    Item,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
    item_noun,
)
from examc.core.records import Record, field_names, replace
from examc.core.rewriting import rewritten, without
from examc.core.source import Sourced
from examc.core.walking import walk
from examc.files.folders import MemoryFolder
from examc.formats.exam import read
from examc.formats.exam.plainer import repaired, words
from examc.formats.exam.sayable import sayable
from examc.formats.exam.sayabletext import Tell
from examc.formats.exam.write import SPELLINGS, difference, write

_Node = TypeVar("_Node", Exam, Exercise)
_Plainer = Callable[[Blocks, Tell], Blocks]

_OTHERWISE = "it would be read as something else"
_SETTINGS: dict[str, Any] = {
    "points": None,
    "updated": "",
    "bank": "",
    "tags": (),
    "course": Course(),
    "date": "",
    "duration": None,
    "attempts": None,
    "pick": None,
    "language": "en",
}
"""What an exam or an exercise says where it says nothing, in its fields that are no text."""
_NAMES: dict[str, Any] = {"title": "", "tags": (), "name": "", "percent": ""}
"""What an item and its parts are called where nothing is said."""
_SAID: Blocks = (Paragraph((Text("x"),)),)


def proved(
    exam: Exam, files: Mapping[str, bytes], spelling: str, report: Report, path: str = ""
) -> str | None:
    """The source of an exam, "md" or "yaml", read back to be sure of it.

    `files` are the exam's images by their paths; `path` is the file that it was read from. What a
    source cannot say is written as near as can be, and told at its place (S162, R424 to R426).
    None, and an error with its place, only where even the words of the exam cannot be written.
    """
    images = {name: data for name, data in files.items() if read.is_image(name, data)}
    exam = sayable(exam, images, report)
    proof = _Proof(images, spelling, Report())
    attempt = proof.attempt(exam)
    for mend in (proof.items, proof.settings, proof.ids):
        if attempt.text:
            break
        exam = mend(exam)
        attempt = proof.attempt(exam)
    if attempt.text:
        report.extend(proof.report.diagnostics)
        return attempt.text
    for message in attempt.messages:
        report.add(
            "S161",
            f"the source cannot say this: {message}",
            exam.span,
            help="change it in the system that the file comes from, and import it again",
            where=attempt.where or "exam",
            path=path,
        )
    return None


class _Attempt(Record, frozen=True):
    """The source that was written, "" where it is not read as the same; then why, and where."""

    text: str = ""
    messages: tuple[str, ...] = ()
    where: str = ""


class _Proof:
    """Writes and reads back, and makes plainer what does not come back."""

    def __init__(self, images: Mapping[str, bytes], spelling: str, report: Report) -> None:
        self.images = images
        self.spelling = spelling
        self.report = report

    def attempt(self, exam: Exam) -> _Attempt:
        """Write an exam, and read it back."""
        text = write(exam, self.spelling)
        report = Report()
        data = text.encode("utf-8", "replace")
        again, _ = read.read(SPELLINGS[self.spelling], data, MemoryFolder(self.images), report)
        if again == exam and not report.failed:
            return _Attempt(text)
        errors = [one.message for one in report.diagnostics if one.severity is Severity.ERROR]
        where = difference(exam, again) if again is not None else ""
        return _Attempt("", tuple(errors) or (_OTHERWISE,), where)

    # -- items ----------------------------------------------------------------------------------

    def items(self, exam: Exam) -> Exam:
        """The exam in which each item can be said on its own, and so can the description."""
        places = {id(node): where for where, node in walk(exam)}
        exercises = [
            replace(
                exercise,
                items=tuple([self._item(item, places[id(item)]) for item in exercise.items]),
            )
            for exercise in exam.exercises
        ]
        description = repaired(exam.description, self._teller("", exam))
        instructions = repaired(exam.instructions, self._teller("", exam))
        exam = replace(exam, description=description, instructions=instructions)
        return replace(exam, exercises=tuple(exercises))

    def _item(self, item: Item, where: str) -> Item:
        attempt = self.attempt(_alone(item))
        if attempt.text:
            return item
        for plainer in (repaired, _only_words):
            inner = Report()
            changed = self._plainer(item, where, plainer, inner)
            if self.attempt(_alone(changed)).text:
                self.report.extend(inner.diagnostics)
                return changed
        noun = item_noun(item)
        bare = without(item, {**_NAMES, "id": ""})
        if self.attempt(_alone(replace(bare, id=item.id))).text:
            message = f"title, tags, names or ids of the {noun} cannot be written, and are left out"
            self.report.add("S162", message, item.span, where=where)
            return replace(bare, id=item.id)
        message = f"{noun} cannot be written ({attempt.messages[0]}); its words are a text block"
        self.report.add("S162", message, item.span, help="make it anew", where=where)
        return TextBlock(id=item.id, content=_all_words(item) or _SAID, span=item.span)

    def _plainer(self, item: Item, where: str, plainer: _Plainer, report: Report) -> Item:
        """The item with every text made plainer; what is told has the places of the whole exam."""
        own = f"exercise 1 › {item_noun(item)} 1"

        def change(place: str, node: Sourced, content: Blocks) -> Blocks:
            span = node.span or item.span
            inside = where + place.removeprefix(own)
            return plainer(content, lambda code, said: report.add(code, said, span, where=inside))

        return rewritten(_alone(item), change).exercises[0].items[0]

    def _teller(self, where: str, node: Sourced) -> Tell:
        return lambda code, message: self.report.add(code, message, node.span, where=where)

    # -- exercises and the exam itself ----------------------------------------------------------

    def settings(self, exam: Exam) -> Exam:
        """The exam without the settings, of its own and of its exercises, that cannot be said."""
        exercises = [
            self._settings(
                exercise, derived_exercise_id(number), f"exercise {number}", _with_exercise
            )
            for number, exercise in enumerate(exam.exercises, 1)
        ]
        exam = self._settings(exam, "", "", _with_exam)
        return replace(exam, exercises=tuple(exercises))

    def _settings(self, node: _Node, own: str, where: str, made: Callable[[_Node], Exam]) -> _Node:
        """The node without the one setting that cannot be said, or without all; `own` is its id."""
        if self.attempt(made(node)).text:
            return node
        names = set(field_names(node))
        settings = {name: value for name, value in _SETTINGS.items() if name in names}
        settings = {"id": own, **settings}
        said = {name: value for name, value in settings.items() if getattr(node, name) != value}
        for name, value in said.items():
            if self.attempt(made(replace(node, **{name: value}))).text:
                said = {name: value}
                break
        for name in said:
            message = f"{name} {str(getattr(node, name))[:60]!r} cannot be written, and is left out"
            self.report.add("S162", message, node.span, where=where)
        return replace(node, **said)

    def ids(self, exam: Exam) -> Exam:
        """The exam with ids by place, which are never in each other's way."""
        message = "identifiers cannot be written side by side; they are made anew"
        self.report.add("S162", message, exam.span, where="exam")
        exercises: list[Exercise] = []
        for number, exercise in enumerate(exam.exercises, 1):
            own = derived_exercise_id(number)
            items = [
                replace(item, id=derived_item_id(own, place))
                for place, item in enumerate(exercise.items, 1)
            ]
            exercises.append(replace(exercise, id=own, items=tuple(items)))
        return replace(exam, exercises=tuple(exercises))


def _alone(item: Item) -> Exam:
    return Exam(title="x", exercises=(Exercise(id="e1", title="x", items=(item,)),))


def _with_exercise(exercise: Exercise) -> Exam:
    block = TextBlock(id="x-1", content=_SAID)
    return Exam(title="x", exercises=(replace(exercise, items=(block,)),))


def _with_exam(exam: Exam) -> Exam:
    return replace(exam, exercises=(Exercise(id="e1", title="x", items=()),))


def _only_words(content: Blocks, tell: Tell) -> Blocks:
    found = words(content)
    if found != content:
        tell("S162", "form of the text cannot be written; its words are kept")
    return found


def _all_words(item: Item) -> Blocks:
    """The words of all texts of an item, one after another."""
    found: list[Blocks] = []

    def change(_: str, __: Sourced, content: Blocks) -> Blocks:
        found.append(words(content))
        return content

    rewritten(_alone(item), change)
    return tuple(block for content in found for block in content)
