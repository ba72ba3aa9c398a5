"""The ways in which the parts of another system's item may be marked, as answers of ours.

Each comes with what it is to be held against; the first that marks as the item does is taken.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from examc.core import limits, numbers
from examc.core.answers import Answer, Ordering
from examc.core.keys import Label, OrderRule
from examc.core.model import Question
from examc.core.records import Mutable, field
from examc.core.responses import Ordered
from examc.files.xmltree import Element, children, elements, name
from examc.formats.foreign.identifiers import Ids
from examc.formats.qti21 import readasks, readboxes, readpairs
from examc.formats.qti21.readasks import Asks, Associating, Dragging, given
from examc.formats.qti21.readbody import Body
from examc.formats.qti21.readboxes import Box, Menu, one_line
from examc.formats.qti21.readcandidates import Unheld
from examc.formats.qti21.readchoice import COMPARE
from examc.formats.qti21.readpairs import Sides
from examc.formats.qti21.readpoints import Points
from examc.formats.qti21.readprocessing import Effort, sheltered
from examc.formats.qti21.readtrial import Difference, Strict, Trial
from examc.formats.qti21.readweights import Choices, Weighed, Weighing
from examc.systems.player import interactions
from examc.systems.player.engine import Item
from examc.systems.player.interactions import Boxes, Pairing, Sorting, Turned
from examc.systems.reading import NotUnderstood


class Found(Mutable):
    """An answer that may mark as an item does, and what it is held against."""

    answer: Answer
    points: Fraction
    trial: Trial
    strict: Strict = field(default_factory=Strict)
    told: dict[Difference, str] = field(default_factory=dict)


class Foreign(Mutable):
    """An item of another system that rules mark."""

    body: Body
    item: Item
    found: list[Element]
    points: Points
    where: str
    effort: Effort
    boxes: list[Box] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """What is told of the question once it is made: code, message, help."""

    def ways(self, lone: bool) -> Iterator[Found]:
        """Yield what the item may be; raises Unheld and NotUnderstood."""
        first = self.found[0]
        match name(first):
            case "gapMatchInteraction":
                yield from self._dragged(sheltered(readasks.dragging, first, self.item))
            case "associateInteraction":
                asks = sheltered(readasks.associating, first, self.item)
                self._note_associated()
                yield from self._paired(asks, readpairs.of_association(self.body, asks, self.where))
            case "matchInteraction":
                yield from self._matched(first)
            case "orderInteraction":
                yield from self._ordered(first)
            case _:
                yield from self._filled(lone)

    def _asked(self) -> Asks:
        asks = sheltered(interactions.asked, self.body.document.root, self.item)
        if asks is None:
            raise NotUnderstood("there is nothing that rules mark")
        return asks

    def _trial(self, asks: Asks) -> Trial:
        return Trial(
            self.item, lambda response: given(asks, response), self.effort, self.points.factor
        )

    def _ways(self, trial: Trial, choices: Choices) -> Iterator[Weighed]:
        return Weighing(trial, choices, self.points.total).ways()

    # -- boxes and gaps -------------------------------------------------------------------------

    def _filled(self, lone: bool) -> Iterator[Found]:
        asks = self._asked()
        if not isinstance(asks, Boxes):
            raise NotUnderstood("there is no box")
        parts = [
            self._part(element, gap.declared.identifier)
            for element, gap in zip(self.found, asks.gaps, strict=True)
        ]
        self.boxes = [part for part in parts if isinstance(part, Box)]
        strict = Strict(
            frozenset(end for box in self.boxes for end in box.ends),
            whole=any(box.declared.base_type == "integer" for box in self.boxes),
        )
        trial = self._trial(Boxes(asks.gaps, lone=lone))
        if lone and isinstance(parts[0], Box):
            box = parts[0]
            one = Choices((box.tried,), (box.right,), lambda given: given[0])
            for way in self._ways(trial, one):
                key = box.key(way.weights[0], way.scoring)
                yield Found(key, way.points, trial, strict)
            return
        ids = [self.body.gaps[element] for element in self.found]
        for way in self._ways(trial, readboxes.choices(parts)):
            answer = readboxes.filled_in(parts, ids, way, self.body)
            yield Found(answer, way.points, trial, strict)

    def _part(self, element: Element, variable: str) -> Box | Menu:
        declared = self.item.responses[variable]
        if name(element) == "textEntryInteraction":
            before = declared.base_type
            box = readboxes.box(declared, self.item)
            if declared.base_type != before:
                message = "what is typed is a text there, and compared with numbers; it is a number"
                self.notes.append(("R536", message, COMPARE))
            self._note_box(element, declared.base_type, box)
            return box
        found = tuple(children(element, "inlineChoice"))
        ids = [one.get("identifier", "") for one in found]
        if len(found) < 2:
            raise Unheld("a drop-down has one option")
        right = ids.index(str(declared.correct)) if declared.correct in ids else None
        texts = tuple(one_line(self.body, one, self.where) for one in found)
        shuffle = element.get("shuffle", "") in ("true", "1")
        return Menu(found, texts, right, shuffle)

    def _note_box(self, element: Element, base_type: str, box: Box) -> None:
        declared = box.declared.identifier
        for response in elements(self.body.document.root, "responseDeclaration"):
            entries = elements(response, "mapEntry")
            unsaid = base_type == "string" and any("caseSensitive" not in e.attrib for e in entries)
            if response.get("identifier") == declared and unsaid:
                message = "letter case is not said of its answers; it makes no difference here"
                self.notes.append(("R537", message, "systems differ; see what is meant"))
        pattern = element.get("patternMask", "")
        if pattern:
            message = "a mask of what may be typed is not kept"
            self.notes.append(("R522", message, "say it in the prompt"))

    def _dragged(self, asks: Dragging) -> Iterator[Found]:
        said = asks.declared.correct
        correct = said if isinstance(said, tuple) else (said,)
        words = [word.get("identifier", "") for word in asks.words]
        if len(words) < 2:
            raise Unheld("there is one word to choose from")
        texts = tuple(one_line(self.body, word, self.where) for word in asks.words)
        menus = []
        for gap in asks.gaps:
            own = gap.get("identifier", "")
            right = [place for place, word in enumerate(words) if f"{word} {own}" in correct]
            menus.append(Menu(asks.words, texts, right[0] if right else None))
        if any(asks.most):
            message = "words are dragged into the gaps there, each once; here they are drop-downs"
            self.notes.append(("R559", message, ""))
        ids = [self.body.gaps[gap] for gap in asks.gaps]
        trial = self._trial(asks)
        for way in self._ways(trial, readboxes.choices(menus)):
            answer = readboxes.filled_in(menus, ids, way, self.body)
            yield Found(answer, way.points, trial)

    # -- pairs ----------------------------------------------------------------------------------

    def _matched(self, interaction: Element) -> Iterator[Found]:
        asks = self._asked()
        if not isinstance(asks, Pairing):
            raise NotUnderstood("there are no pairs")
        sided = interactions.turned(asks)
        self.notes.extend(readpairs.freer(sided, interaction))
        yield from self._paired(
            sided, readpairs.of_match(self.body, interaction, sided, self.where)
        )

    def _note_associated(self) -> None:
        message = "any two choices can be paired there; here each has its side"
        self.notes.append(("R559", message, ""))

    def _paired(self, asks: Pairing | Turned | Associating, sides: Sides) -> Iterator[Found]:
        for way in self._ways(self._trial(asks), sides.choices):
            for paired in readpairs.answers(sides, way, self.body):
                trial = self._trial(readpairs.in_order(asks, paired.order))
                yield Found(paired.answer, way.points, trial)

    # -- orders ---------------------------------------------------------------------------------

    def _ordered(self, interaction: Element) -> Iterator[Found]:
        asks = self._asked()
        if not isinstance(asks, Sorting) or asks.declared.correct != asks.ids:
            raise Unheld("its right order is not one of all its items")
        if len(asks.ids) < 2:
            raise Unheld("it has one item")
        choices = {one.get("identifier", ""): one for one in children(interaction, "simpleChoice")}
        items = tuple(
            Label(
                text=self.body.read(choices[own], self.where),
                span=self.body.document.span(choices[own]),
            )
            for own in asks.ids
        )
        if len({item.text for item in items}) < len(items):
            raise Unheld("two of its items say the same")
        trial = self._trial(asks)
        full = trial.earns(Ordered(tuple(range(len(items)))))
        if full <= 0:
            raise Unheld("the right order earns nothing")
        for rule in OrderRule:
            yield Found(Ordering(items=items, rule=rule), full, trial)

    # -- what is told ---------------------------------------------------------------------------

    def tell(self, question: Question, found: Found) -> None:
        """Say what of the item has no place in the question that is made of it."""
        for code, message, help_line in dict.fromkeys(self.notes):
            self.body.tell(code, message, self.found[0], self.where, help_line)
        for kind, shown in found.told.items():
            self.body.tell("R556", f"{_TOLD[kind]}: {shown}", self.found[0], self.where, COMPARE)
        empty = found.trial.earns(None)
        if empty:
            message = f"no answer earns {numbers.show(empty)} there, and 0 in our exams"
            self.body.tell("R517", message, self.found[0], self.where, COMPARE)
        stated = self.points.total
        if stated is None:
            message = f"points are not stated; {numbers.show(question.points)} is taken"
            self.body.tell("R518", message, self.found[0], self.where, "write its points")
        elif stated != found.trial.most:
            earned = numbers.show(found.trial.most)
            message = f"item states {numbers.show(stated)} points, and awards {earned} at most"
            self.body.tell("R459", message, self.found[0], self.where, COMPARE)


_TOLD = {
    Difference.WHOLE: "whole numbers alone are right there",
    Difference.BLANKS: "blanks round an answer count there, and are cut here",
    Difference.ENDS: "an end of an interval is no part of it there",
}


def gap_ids(found: Sequence[Element]) -> dict[Element, str]:
    """Names for gaps, after their responses or their own identifiers."""
    ids, made = Ids(), {}
    for place, element in enumerate(found, 1):
        given_id = element.get("responseIdentifier", "") or element.get("identifier", "")
        made[element] = ids.own(given_id[: limits.LONGEST_ID], f"gap{place}")
    return made
