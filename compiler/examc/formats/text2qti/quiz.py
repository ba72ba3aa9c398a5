"""A whole file of text2qti → the exam: its parts and groups as exercises, and what has no place."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.content import Blocks, Paragraph, Strong, Text, is_empty
from examc.core.diagnostics import Report
from examc.core.limits import MOST_QUESTIONS
from examc.core.model import (
    Exam,
    Exercise,
    Item,
    Question,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
)
from examc.core.source import Source
from examc.formats.foreign import plaintext
from examc.formats.foreign.quoting import brief, line, quoted
from examc.formats.text2qti.drafts import Asked, Drafts, Part, Region
from examc.formats.text2qti.elements import Element, elements
from examc.formats.text2qti.questions import NoQuestion, Reading, points_of
from examc.formats.text2qti.texts import Texts

_SETTINGS = {
    "show correct answers": "true",
    "one question at a time": "false",
    "can't go back": "false",
    "solutions sample groups": "false",
    "solutions randomize groups": "false",
}
"""Settings that have no place in an exam, and what they are where nobody sets them."""
_ON = ("true", "True")


class Quiz:
    """Reads one file."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report
        self.texts = Texts(report)
        self.drafts = Drafts()

    def exam(self) -> Exam | None:
        """The exam; None, and an error, where no question of the file can be read."""
        self.drafts.take(elements(self.source))
        asked = sum(isinstance(item, Asked) for part in self.drafts.parts for item in part.items)
        begin = self.source.line_span(1)
        if asked > MOST_QUESTIONS:
            message = f"file has {asked} questions, more than any exam"
            self.report.add("R409", message, begin, help="import it in parts")
            return None
        self._say_odd()
        quiz = self.drafts.quiz
        title = line(quiz["quiz title"].text) if "quiz title" in quiz else ""
        title = title or plaintext.title_of(self.source.path)
        reading = Reading(
            self.texts,
            shuffle=self._is_on("shuffle answers"),
            feedback_solves=self._is_on("feedback is solution"),
        )
        exercises = tuple(self._exercises(reading, title))
        if not any(isinstance(item, Question) for one in exercises for item in one.items):
            message = "file has no question that can be read" if asked else "file has no question"
            help_line = "write questions as 1. and options as a) and *b)"
            self.report.add("R513", message, begin, help=help_line)
            return None
        message = "text2qti says no language; 'en' is assumed"
        self.report.add("R530", message, begin, help="set the language of the exam")
        before = self.texts.read(quiz.get("description"), "")
        return Exam(title=title, exercises=exercises, instructions=before, span=begin)

    # -- what has no place ----------------------------------------------------------------------

    def _say_odd(self) -> None:
        for why, element in self.drafts.odd:
            self._odd(why, element)
        for part in self.drafts.parts:
            for item in part.items:
                for element in _all_elements(item):
                    self._loose(element)
        for kind, element in self.drafts.quiz.items():
            self._loose(element)
            usual = _SETTINGS.get(kind)
            if usual is not None and element.text.lower() != usual:
                message = f"{quoted(kind)} has no place in an exam: {quoted(element.text)}"
                help_line = "set it in the system that gives the exam"
                self.report.add("R529", message, element.span, help=help_line)

    def _odd(self, why: str, element: Element) -> None:
        if why == "code":
            message = "block of code is left out, with what it would write: it is never run here"
            help_line = "let text2qti run it, and import the package that it writes"
            self.report.add("R574", message, element.span, help=help_line)
        elif why == "unknown":
            message = f"line begins nothing, and is left out: {quoted(element.text)}"
            help_line = "write a blank behind `1.`, `a)`, `=`; indent what goes on from above"
            self.report.add("R494", message, element.span, help=help_line)
        elif why == "comment without end":
            message = "COMMENT is never ended; this line alone is left out"
            self.report.add("R494", message, element.span, help="write END_COMMENT behind it")
        else:
            shown = quoted(f"{element.kind} {element.text}".strip())
            message = f"{shown} {why}" if not why.startswith(("GROUP", "END")) else why
            self.report.add("R494", message, element.span, help="put it where it belongs")

    def _loose(self, element: Element) -> None:
        if element.loose:
            message = "line is not indented, and is taken for more of what stands above it"
            at = self.source.line_span(element.loose[0])
            help_line = "indent it as the text above is; text2qti stops here"
            self.report.add("R464", message, at, help=help_line)

    def _is_on(self, kind: str) -> bool:
        element = self.drafts.quiz.get(kind)
        return element is not None and element.text in _ON

    # -- exercises ------------------------------------------------------------------------------

    def _exercises(self, reading: Reading, title: str) -> Iterator[Exercise]:
        groups = number = 0
        for part in self.drafts.parts:
            groups += part.group is not None
            name = title if part.group is None else f"Group {groups}"
            own = derived_exercise_id(number + 1)
            where = f"exercise {number + 1}"
            items = tuple(self._items(reading, part, own, where))
            if not items:
                continue
            number += 1
            span = items[0].span if part.group is None else part.group.span
            pick = self._pick(part, items) if part.group is not None else None
            yield Exercise(id=own, title=name, items=items, pick=pick, span=span)

    def _pick(self, part: Part, items: tuple[Item, ...]) -> int | None:
        """How many questions are drawn; None where all are, or what is drawn has no place."""
        said = part.values.get("pick")
        count = 1 if said is None else numbers.whole(said.text, 4) or 0
        asked = [item for item in items if isinstance(item, Question)]
        at = said or part.group
        span = None if at is None else at.span
        if count < 1:
            message = f"{quoted('pick: ' + (said.text if said else ''))} is no number of questions"
            self.report.add("R494", f"{message}; all are asked", span, help="write pick: 2")
            return None
        if count >= len(asked):
            if count > len(asked):
                message = f"{count} questions are to be drawn of {len(asked)}: all are asked"
                self.report.add("R494", message, span, help="add questions, or draw fewer")
            return None
        if len({question.points for question in asked}) > 1:
            message = "questions of a group have other points; all of them are asked"
            self.report.add("R529", message, span, help="give them the same points")
            return None
        return count

    def _group_points(self, part: Part) -> Fraction | None:
        """What each question of a group is worth, whatever it says itself."""
        if part.group is None:
            return None
        try:
            return points_of(part.values.get("points per question"))
        except NoQuestion as problem:
            message = f"points of a group are read as 1: {problem}"
            self.report.add("R494", message, problem.at.span, help=problem.help)
            return Fraction(1)

    # -- items ----------------------------------------------------------------------------------

    def _items(self, reading: Reading, part: Part, exercise: str, where: str) -> Iterator[Item]:
        counts: Counter[str] = Counter()
        group_points = self._group_points(part)
        for item in part.items:
            noun = "question" if isinstance(item, Asked) else "text block"
            own = derived_item_id(exercise, counts.total() + 1)
            here = f"{where} › {noun} {counts[noun] + 1}"
            made: Item | None = None
            if isinstance(item, Region):
                made = self._region(item, own, here)
            else:
                made = self._question(reading, item, own, group_points, where, here)
            if made is not None:
                counts[noun] += 1
                yield made

    def _question(
        self,
        reading: Reading,
        asked: Asked,
        own: str,
        group_points: Fraction | None,
        where: str,
        here: str,
    ) -> Question | None:
        try:
            points = points_of(asked.points)
            if group_points is not None and points != group_points and asked.points is not None:
                message = f"each question of this group is worth {numbers.show(group_points)}"
                at = asked.points.span
                help_line = "write the points of the group"
                self.report.add("R459", message, at, help=help_line, where=here)
            return reading.question(asked, own, group_points or points, here)
        except NoQuestion as problem:
            name = brief(asked.title.text if asked.title else asked.element.text)
            message = f"question {quoted(name)} is left out: {problem}"
            span = problem.at.span
            self.report.add("R494", message, span, help=problem.help, where=where)
            return None

    def _region(self, region: Region, own: str, where: str) -> TextBlock | None:
        title = line(region.title.text) if region.title is not None else ""
        head: Blocks = (Paragraph((Strong((Text(title),)),)),) if title else ()
        content = head + self.texts.read(region.text, where)
        return None if is_empty(content) else TextBlock(id=own, content=content, span=region.span)


def _all_elements(item: Asked | Region) -> Iterator[Element]:
    """Yield the elements that an item is made of."""
    if isinstance(item, Region):
        yield from (one for one in (item.title, item.text) if one is not None)
        return
    yield from (one for one in (item.title, item.element) if one is not None)
    yield from item.said.values()
    for choice in item.choices:
        yield choice.element
        if choice.feedback is not None:
            yield choice.feedback
