"""Reads a choice interaction: options, and the marks that the item's processing awards."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from examc.core import limits, numbers
from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.model import ChoiceQuestion, Question
from examc.core.records import Mutable, replace
from examc.core.responses import choose
from examc.core.schemes import ZERO, award, bounded, meant
from examc.files.xmltree import Element, children
from examc.formats.foreign.identifiers import part_ids
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21 import names, readfeedback
from examc.formats.qti21.readbody import Body, Shown
from examc.formats.qti21.readfeedback import Responses, Sorted
from examc.formats.qti21.readpoints import Points
from examc.formats.qti21.readprocessing import (
    MOST_OPTIONS,
    Awards,
    Choosing,
    Effort,
    Form,
    Mapped,
    Matched,
    Table,
)
from examc.formats.qti21.readrules import SCORE
from examc.formats.qti21.readscoring import (
    Marking,
    NoMarking,
    Shape,
    attainable,
    letters,
    marking,
    marks_of,
    places,
    scaled,
)
from examc.systems.reading import NotUnderstood

MOST_CHOICES = 1_000

COMPARE = "compare the marks with those of the system that it comes from"


class KeptOut(Exception):
    """An item that no question can be made of; `code` and the text say why."""

    def __init__(self, code: str, message: str, element: Element, help: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.element = element
        self.help = help


class ChoiceReader(Mutable):
    """A choice interaction on its way to a question."""

    body: Body
    interaction: Element
    points: Points
    where: str
    effort: Effort

    def question(self, common: dict[str, Any], modal: list[Shown]) -> tuple[ChoiceQuestion, Sorted]:
        """The question without its feedback, and that; raises KeptOut."""
        elements = children(self.interaction, "simpleChoice")
        fewest = 1 if self.body.ours else 2
        if not fewest <= len(elements) <= MOST_CHOICES:
            few = ("no choices", "one choice")
            count = few[len(elements)] if len(elements) < 2 else f"{len(elements)} choices"
            message = f"its choiceInteraction has {count}"
            raise KeptOut("R514", message, self.interaction)
        try:
            choosing = Choosing(self.body.document.root, self.interaction, self.effort)
            shape = self._shape(choosing)
            is_small = shape.single or shape.options <= MOST_OPTIONS
            awards = choosing.awards(list(shape.masks()) if is_small else None)
        except NotUnderstood as problem:
            message = f"its processing is not understood: {problem}"
            raise KeptOut("R515", message, self.interaction, COMPARE) from problem
        self._tell_integer(choosing, awards.form)
        awards = scaled(awards, self.points.factor)
        total = self._total(awards, shape)
        found = self._marking(awards, total, shape, elements)
        answer = Choice(
            options=tuple(self._options(elements, found)),
            many=not shape.single,
            scoring=found.scoring,
            shuffle=_is_true(self.interaction, "shuffle"),
        )
        question = Question(points=total, answer=answer, **common)
        self._prove(question, awards)
        self._warn(awards, found, shape)
        return question, self._feedback(question, choosing, awards, shape, modal)

    # -- what can be chosen ---------------------------------------------------------------------

    def _shape(self, choosing: Choosing) -> Shape:
        count = len(choosing.choices)
        most = _number(self.interaction, "maxChoices", 1)
        single = choosing.declared.cardinality == "single" or most == 1
        return Shape(count, single, most if 1 < most < count else 0)

    def _warn(self, awards: Awards, found: Marking, shape: Shape) -> None:
        """Say what of the interaction, and of the marks, has no place in a question."""
        least = _number(self.interaction, "minChoices", 0)
        limits = [f"may choose {shape.most} options at most"] * bool(shape.most)
        limits += [f"must choose {least} at least"] * (least > 0)
        if limits:
            message = f"candidates {' and '.join(limits)}, which is not kept"
            help_line = "say it in the prompt"
            self.body.tell("R522", message, self.interaction, self.where, help_line)
        if awards.empty != 0:
            message = f"no answer earns {numbers.show(awards.empty)} there, and 0 in our exams"
            self.body.tell("R517", message, self.interaction, self.where, COMPARE)
        if not self.body.ours:
            self._compare_key(awards.listed, found, shape)

    def _compare_key(self, listed: frozenset[int], found: Marking, shape: Shape) -> None:
        """Report a correctResponse that says otherwise than the marks."""
        if found.scoring.rule is Rule.ALL_OR_NOTHING:
            earning = found.key
        else:
            earning = frozenset(i for i, weight in enumerate(found.weights) if weight > 0)
        if not listed or listed == earning or (shape.single and listed <= earning):
            return
        earned = f"{letters(earning)} {'earns' if len(earning) == 1 else 'earn'} points"
        message = (
            f"correctResponse lists {letters(listed)}, but "
            f"{earned if earning else 'no answer earns points'}; the marks are kept"
        )
        self.body.tell("R521", message, self.interaction, self.where, COMPARE)

    # -- marks ----------------------------------------------------------------------------------

    def _total(self, awards: Awards, shape: Shape) -> Fraction:
        """The points of the question; reports where they are not certain."""
        best, stated = max(attainable(awards.form, shape), ZERO), self.points.total
        if stated is None:
            self._tell_weight(best)
            if best == 0:
                message = "points are not stated, and no answer earns any; 0 is taken"
                self.body.tell("R518", message, self.interaction, self.where, "write its points")
            return best
        if self.body.ours or best == stated:
            return stated
        earned, said = numbers.show(best), numbers.show(stated)
        message = f"item states {said} points, and awards {earned} at most"
        self.body.tell("R459", message, self.interaction, self.where, COMPARE)
        beyond = isinstance(awards.form, Matched) and not shape.single and best > stated
        return best if beyond else stated

    def _tell_weight(self, best: Fraction) -> None:
        """Report a weight in the test that nothing uses: Canvas takes it for the points."""
        weight = self.points.weight
        if self.body.ours or weight is None or self.points.factor != 1 or weight in (1, best):
            return
        message = (
            f"item has the weight {numbers.show(weight)} in the test, which its marks do not use; "
            f"it is worth what it awards itself, {numbers.show(best)}"
        )
        self.body.tell("R520", message, self.interaction, self.where, COMPARE)

    def _tell_integer(self, choosing: Choosing, form: Form) -> None:
        """Report marks that systems cut off, since SCORE is declared to be an integer."""
        score = choosing.item.outcomes.get(SCORE)
        broken = [value for value in marks_of(form) if value.denominator != 1]
        if score is not None and score.base_type == "integer" and broken:
            shown = numbers.show(broken[0])
            message = f"SCORE is an integer there, and {shown} is awarded: systems may cut it off"
            self.body.tell("R459", message, self.interaction, self.where, COMPARE)

    def _marking(
        self, awards: Awards, total: Fraction, shape: Shape, elements: list[Element]
    ) -> Marking:
        found = _ours(awards, total, shape, elements) if self.body.ours else None
        if found is None:
            try:
                found = marking(awards, total, shape)
            except NoMarking as problem:
                message = f"no weights of its options award the same marks: {problem}"
                raise KeptOut("R516", message, self.interaction, COMPARE) from problem
        bounds = [bound for bound in (found.scoring.floor, found.scoring.cap) if bound is not None]
        unheld = [value for value in (total, *found.weights) if not limits.is_held(value)]
        unheld += [bound for bound in bounds if not limits.is_spelled(bound)]
        if unheld:
            number = numbers.show(unheld[0])[:40]
            message = f"its marks have the number {number}, which exams do not hold"
            raise KeptOut("R516", message, self.interaction, COMPARE)
        return found

    def _prove(self, question: ChoiceQuestion, awards: Awards) -> None:
        """Hold the question against every response that was run."""
        if isinstance(awards.form, Table):
            scheme = meant(question)
            for mask, value in awards.form.marks.items():
                if award(scheme, choose(places(mask))) != value:
                    message = f"choosing {letters(places(mask))} earns {numbers.show(value)}"
                    raise KeptOut("R516", message, self.interaction, COMPARE)

    # -- options and feedback -------------------------------------------------------------------

    def _options(self, elements: list[Element], found: Marking) -> Iterator[Option]:
        ids = self._ids(elements)
        for place, element in enumerate(elements):
            self.body.option = place
            text = self.body.read(element, f"{self.where} › option {place + 1}")
            yield Option(
                text=text,
                points=found.weights[place],
                correct=place in found.key,
                id=ids[place],
                fixed=_is_true(element, "fixed"),
                span=self.body.document.span(element),
            )
        self.body.option = -1

    def _ids(self, elements: list[Element]) -> list[str]:
        """Ours are labels; of others, the identifiers but for those that only count."""
        if self.body.ours:
            return part_ids([element.get("label", "") for element in elements])
        given = [element.get("identifier", "") for element in elements]
        if given == [names.choice(place) for place in range(1, len(given) + 1)]:
            return [""] * len(given)
        kept = part_ids(given)
        lost = [identifier for identifier, own in zip(given, kept, strict=True) if not own]
        if lost:
            message = (
                f"identifiers of options are no ids of ours, and are left out: {quoted(lost[0])}"
            )
            message += f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            self.body.tell("R527", message, self.interaction, self.where)
        return kept

    def _feedback(
        self,
        question: ChoiceQuestion,
        choosing: Choosing,
        awards: Awards,
        shape: Shape,
        modal: list[Shown],
    ) -> Sorted:
        found = [*modal, *self.body.feedback]
        if self.body.ours:
            return readfeedback.ours(self.body, found, choosing.choices, self.where)
        scheme, masks = meant(question), readfeedback.tried(shape) if found else []
        marks = {mask: award(scheme, choose(places(mask))) or ZERO for mask in masks}
        responses = Responses(shape, marks, question.points, choosing.choices)
        return readfeedback.of_choice(self.body, found, choosing, responses, self.where)


def with_feedback(question: ChoiceQuestion, found: Sorted) -> ChoiceQuestion:
    """The question with the feedback on it and on its options."""
    if not found.options and not found.texts:
        return question
    options = tuple(
        replace(option, feedback=found.options[place]) if place in found.options else option
        for place, option in enumerate(question.answer.options)
    )
    return replace(
        question, feedback=found.feedback(), answer=replace(question.answer, options=options)
    )


def _ours(awards: Awards, total: Fraction, shape: Shape, elements: list[Element]) -> Marking | None:
    """The marking as we write it; None where the processing does not say the same."""
    if awards.declared is None:
        return None
    weights = awards.declared.weights
    key = frozenset(i for i, e in enumerate(elements) if _is_checked(e, weights[i]))
    bounds = awards.declared.lower, awards.declared.upper
    match awards.form:
        case Mapped():
            return Marking(weights, Scoring(Rule.SUM, *bounds), key)
        case Matched(matched, right, wrong):
            scoring = Scoring(Rule.ALL_OR_NOTHING, *bounds)
            can_match = len(key) == 1 if shape.single else len(key) > 0
            same = wrong == bounded(ZERO, scoring) and matched == (key if can_match else None)
            same = same and (not can_match or right == bounded(total, scoring))
            return Marking(weights, scoring, key) if same else None
        case Table():
            return None


def _is_checked(element: Element, weight: Fraction) -> bool:
    kind = element.get("class", "")
    return weight > 0 if kind not in (names.CHECKED, names.UNCHECKED) else kind == names.CHECKED


def _is_true(element: Element, attribute: str) -> bool:
    return element.get(attribute, "").strip() in ("true", "1")


def _number(element: Element, attribute: str, otherwise: int) -> int:
    number = numbers.whole(element.get(attribute, "").strip())
    return otherwise if number is None else number
