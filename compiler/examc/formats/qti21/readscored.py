"""Reads what rules mark and no options: what is typed, filled in, paired or put in order.

An item of ours says by names and lists what it asks, and its rules agree. Of another system's item
the parts are tried out (see `readweights`), and what is found is held against the item.
"""

from collections.abc import Iterator
from typing import Any

from examc.core import limits, numbers
from examc.core.answers import (
    answer_parts,
    scoring_of,
)
from examc.core.model import Question
from examc.core.parts import part_points
from examc.core.records import Mutable
from examc.core.schemes import Scheme, meant, same
from examc.files.xmltree import Element
from examc.formats.qti21 import readours, readpartfeedback, systemkinds
from examc.formats.qti21.readasks import given
from examc.formats.qti21.readbody import Body, Shown
from examc.formats.qti21.readcandidates import Unheld
from examc.formats.qti21.readchoice import COMPARE, KeptOut
from examc.formats.qti21.readfeedback import Sorted
from examc.formats.qti21.readforeign import Foreign, Found
from examc.formats.qti21.readlisted import NotOurs
from examc.formats.qti21.readpoints import Points
from examc.formats.qti21.readprocessing import Effort, sheltered
from examc.formats.qti21.readtrial import Strict, Trial, verdict
from examc.systems.player import interactions, partrules
from examc.systems.player.engine import Item, load
from examc.systems.reading import NotUnderstood

READ = frozenset(
    {
        "textEntryInteraction",
        "inlineChoiceInteraction",
        "matchInteraction",
        "associateInteraction",
        "gapMatchInteraction",
        "orderInteraction",
    }
)
"""The interactions that are read here."""


class ScoredReader(Mutable):
    """Interactions that rules mark, on their way to a question."""

    body: Body
    found: list[Element]
    points: Points
    where: str
    effort: Effort
    lone: bool
    """Whether they are one box that stands behind the prompt, and no gap of it."""

    def question(self, common: dict[str, Any], modal: list[Shown]) -> tuple[Question, Sorted]:
        """The question with the feedback on its lines, and the rest of it; raises KeptOut."""
        shown = [*modal, *self.body.feedback]
        try:
            item = sheltered(load, self.body.document.root)
            ours = self._ours(item, common) if self._is_ours() else None
            if ours is not None:
                return readpartfeedback.ours(self.body, ours, shown, self.where)
            return self._foreign(item, common, shown)
        except Unheld as problem:
            message = f"its marks have no place in a question: {problem}"
            raise KeptOut("R516", message, self.found[0], COMPARE) from problem
        except NotUnderstood as problem:
            message = f"its processing is not understood: {problem}"
            raise KeptOut("R515", message, self.found[0], COMPARE) from problem

    def _is_ours(self) -> bool:
        return self.body.ours and self.points.factor == 1 and self.points.total is not None

    # -- ours -----------------------------------------------------------------------------------

    def _ours(self, item: Item, common: dict[str, Any]) -> Question | None:
        """The question as we wrote it; None where the rules do not say the same."""
        try:
            answer = readours.answer(self.body, item, self.found, self.where)
        except NotOurs:
            return None
        assert self.points.total is not None
        question = Question(points=self.points.total, answer=answer, **common)
        root = self.body.document.root
        asks = sheltered(interactions.asked, root, item)
        if asks is None:
            return None
        scheme = sheltered(partrules.scheme, root, item, asks)
        if scheme is not None and _is_as_written(scheme, question):
            return question
        trial = Trial(item, lambda response: given(asks, response), self.effort)
        strict = Strict(of_numbers=True)  # what is no number is no answer to an engine
        return question if verdict(trial, question, strict).holds else None

    # -- others ---------------------------------------------------------------------------------

    def _foreign(
        self, item: Item, common: dict[str, Any], shown: list[Shown]
    ) -> tuple[Question, Sorted]:
        foreign = Foreign(self.body, item, self.found, self.points, self.where, self.effort)
        made, problem = self._first_that_holds(foreign.ways(self.lone), common)
        if made is None:
            message = f"no weights of its parts award the same marks: {problem}"
            if not problem:
                message = "nothing in it says what is right, and no answer earns anything"
            raise KeptOut("R516", message, self.found[0], COMPARE)
        question, found = made
        self._check(question)
        foreign.tell(question, found)
        return readpartfeedback.foreign(self.body, question, shown, found.trial, self.where)

    def _first_that_holds(
        self, ways: Iterator[Found], common: dict[str, Any]
    ) -> tuple[tuple[Question, Found] | None, str]:
        """The first question that marks as the item does; else how the first one differs, if any."""
        problem = ""
        for place, found in enumerate(ways):
            question = Question(points=found.points, answer=found.answer, **common)
            result = verdict(found.trial, question, found.strict)
            if result.holds:
                found.told.update(result.told)
                return (question, found), ""
            problem = problem if place else result.why
        return None, problem

    def _check(self, question: Question) -> None:
        """Raise KeptOut where a number is none that exams hold."""
        scoring = scoring_of(question.answer)
        bounds = () if scoring is None else (scoring.floor, scoring.cap)
        values = [question.points, *(part_points(part) for part in answer_parts(question.answer))]
        values += [bound for bound in bounds if bound is not None]
        unheld = [value for value in values if not limits.is_held(value)]
        if unheld:
            number = numbers.show(unheld[0])[:40]
            message = f"its marks have the number {number}, which exams do not hold"
            raise KeptOut("R516", message, self.found[0], COMPARE)


def _is_as_written(scheme: Scheme, question: Question) -> bool:
    """Whether rules award what is written for a question, whose ends of numbers may be rounded."""
    return same(scheme, systemkinds.written(question)) or same(scheme, meant(question))


__all__ = ["READ", "ScoredReader"]
