"""Reads what a grader marks: an extendedTextInteraction, or files that are handed in."""

import re
from fractions import Fraction
from typing import Any

from examc.core import lazyre, limits, numbers
from examc.core.answers import Graded, Written
from examc.core.content import Blocks, Paragraph, Text
from examc.core.model import Question
from examc.core.records import Mutable, replace
from examc.core.rubrics import Rubric
from examc.files.xmltree import Element, characters, child, children, elements, name
from examc.formats.foreign.quoting import line, quoted
from examc.formats.qti21 import names, readfeedback, readhanded, readrules
from examc.formats.qti21.items import LINES_PER_PAGE
from examc.formats.qti21.readbody import Body, Shown
from examc.formats.qti21.readfeedback import Sorted
from examc.formats.qti21.readpoints import Points
from examc.formats.qti21.readprocessing import Effort, sheltered
from examc.formats.qti21.readrubrics import ForGraders
from examc.formats.qti21.readrules import SCORE
from examc.systems.player.engine import Value, load
from examc.systems.reading import NotUnderstood

MOST_LINES = 10_000

_HEIGHT = lazyre.compile(r"qti-height-lines-(\d{1,4})", re.ASCII)
"""How QTI 3 says the height of a box in its shared vocabulary."""
_SPACE = lazyre.compile(re.escape(names.SPACE) + r"(\d{1,20})/([1-9]\d{0,19})", re.ASCII)


class WrittenReader(Mutable):
    """A written answer on its way to a question."""

    body: Body
    found: list[Element]
    points: Points
    where: str
    effort: Effort
    start: Element | None = None
    """Our listing of what is to stand in the box for code."""

    @property
    def interaction(self) -> Element:
        """The first of the interactions; of files there may be more."""
        return self.found[0]

    def question(
        self, common: dict[str, Any], graders: ForGraders, modal: list[Shown]
    ) -> tuple[Question, Sorted]:
        """The question without its feedback, and that."""
        self._tell_marking()
        total = self._total()
        found = self._feedback([*modal, *self.body.feedback])
        solution = self._model_answer() if not self.body.ours else ()
        common["solution"] += solution
        answer = self._answer(graders.rubric)
        return Question(points=total, answer=answer, **common), found

    def _answer(self, rubric: Rubric | None) -> Graded:
        if name(self.interaction) == "uploadInteraction":
            return readhanded.upload(self.body, self.found, rubric, self.where)
        kind = self.interaction.get("class", "")
        if kind == names.FREE_FORMATTED:
            return Written(rubric=rubric, free=True)
        room = space(kind) or self._lines()
        if self.body.ours and names.PROGRAM in kind.split():
            return readhanded.program(self.interaction, self.start, rubric, room)
        return Written(rubric=rubric, space=room)

    def _total(self) -> Fraction:
        total = self.points.total
        if total is None:
            total = self.points.weight
            taken = "the weight in the test" if total else "1"
            message = f"points are not stated; {taken} is taken"
            self.body.tell("R518", message, self.interaction, self.where, "write its points")
        return Fraction(1) if total is None else total

    def _lines(self) -> Fraction | None:
        """The room that so many lines need: the inverse of what we write."""
        lines = self.interaction.get("expectedLines", "").strip()
        if not lines:
            kinds = self.interaction.get("class", "").split()
            lines = next((m[1] for kind in kinds if (m := _HEIGHT.fullmatch(kind))), "")
        if not lines:
            return None
        count = numbers.whole(lines) or 0
        if not 0 < count <= MOST_LINES:
            message = f"{quoted(lines)} is no number of lines, and is left out"
            self.body.tell("R494", message, self.interaction, self.where)
            return None
        return Fraction(count, LINES_PER_PAGE)

    def _tell_marking(self) -> None:
        """Say that a mark which the item computes is a grader's now."""
        processing = child(self.body.document.root, "responseProcessing")
        if processing is None:
            return
        rules = [rule for rule in processing if readrules.matters(rule, {SCORE})]
        bare = not len(processing) and processing.get("template") is not None
        if rules or bare:
            message = "marks of this answer are computed from its text; here a grader gives them"
            self.body.tell("R533", message, self.interaction, self.where, "write a rubric")

    def _model_answer(self) -> Blocks:
        """The correct response, which nobody can mark a written answer with."""
        own = self.interaction.get("responseIdentifier")
        for declared in elements(self.body.document.root, "responseDeclaration"):
            correct = child(declared, "correctResponse")
            if declared.get("identifier") == own and correct is not None:
                texts = [line(characters(value)) for value in children(correct, "value")]
                return tuple(Paragraph((Text(text),)) for text in texts if text)
        return ()

    def _feedback(self, found: list[Shown]) -> Sorted:
        if self.body.ours or not found:
            return readfeedback.ours(self.body, found, [], self.where)
        outcomes: dict[str, Value] = {}
        try:
            item = sheltered(load, self.body.document.root)
            shown = {feedback.outcome for feedback in found}
            wanted = sheltered(readrules.needed, item.processing, shown)
            item = replace(item, processing=readrules.pruned(item.processing, wanted))
            self.effort.spend(1, item.processing)
            outcomes = sheltered(item.run, {self.interaction.get("responseIdentifier", ""): "x"})
        except NotUnderstood:
            pass  # then only its name can say what it is for
        return readfeedback.of_written(self.body, found, outcomes, self.where)


def space(kind: str) -> Fraction | None:
    """The pages that a class of ours says; None where it says none."""
    found = next((m for word in kind.split() if (m := _SPACE.fullmatch(word))), None)
    num, den = (numbers.whole(found[1], 20), numbers.whole(found[2], 20)) if found else (None, None)
    pages = Fraction(num, den) if num and den else None
    return pages if pages is not None and limits.is_space(pages) else None
