"""Reads the answers of our own items: by the names, classes and lists that we write, then proved.

What the names say is held against the item's own rules, read off them or run; where the two do not
agree the item is not as we wrote it, and is read like one of another system.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from examc.core import limits, numbers
from examc.core.answers import (
    UNBOUNDED,
    Choice,
    FillIn,
    Gap,
    Key,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
)
from examc.core.content import Paragraph, Text
from examc.core.keys import Cell, Label, OrderRule, Pair, Row
from examc.core.records import Mutable, Record
from examc.files.xmltree import Element, characters, children, elements, name, parts
from examc.formats.foreign.identifiers import part_ids
from examc.formats.qti21 import names
from examc.formats.qti21.readbody import Body
from examc.formats.qti21.readlisted import Listed, NotOurs, listed, numeric, short_answer
from examc.systems.player.engine import Declaration, Item

Ruled: TypeAlias = Numeric | ShortAnswer | FillIn | Matching | Matrix | Ordering


def answer(body: Body, item: Item, found: Sequence[Element], where: str) -> Ruled:
    """What an item of ours asks for, feedback left out; raises NotOurs."""
    reader = _Reader(body, item, where, listed(body.document.root))
    first = found[0]
    match name(first):
        case "matchInteraction" if names.MATRIX in first.get("class", "").split():
            return reader.matrix(first)
        case "matchInteraction":
            return reader.matching(first)
        case "orderInteraction":
            return reader.ordering(first)
        case "textEntryInteraction" if first.get("class") == names.BOX:
            return reader.box(first)
        case "textEntryInteraction" | "inlineChoiceInteraction":
            return FillIn(
                gaps=tuple(reader.gap(element) for element in found), scoring=reader.scoring()
            )
        case _:
            raise NotOurs


def unit_of(interaction: Element) -> Element | None:
    """The element behind a box that shows its unit."""
    after = interaction.getnext()
    is_next = after is not None and not (interaction.tail or "")
    return after if is_next and after is not None and after.get("class") == names.UNIT else None


class _Reader(Mutable):
    body: Body
    item: Item
    where: str
    lists: dict[str, Listed]

    def _declared(self, interaction: Element) -> Declaration:
        declared = self.item.responses.get(interaction.get("responseIdentifier", ""))
        if declared is None:
            raise NotOurs
        return declared

    # -- how parts become a mark ----------------------------------------------------------------

    def scoring(self, declared: Declaration | None = None) -> Scoring:
        """The rule and the bounds; those of a sum of pairs stand in their mapping."""
        rule = self._rule()
        mapping = None if declared is None else declared.mapping
        if rule is Rule.SUM and declared is not None and declared.cardinality == "multiple":
            lower, upper = (None, None) if mapping is None else (mapping.lower, mapping.upper)
            return Scoring(rule, lower, upper)
        return Scoring(rule, self._bound("lt"), self._bound("gt"))

    def _rule(self) -> Rule:
        if names.RIGHT in self.item.outcomes:
            return Rule.KPRIM
        for test, rule in self._conditions():
            if rule.get("identifier") == names.SCORE and name(test) in ("and", "match"):
                kinds = {name(inner) for inner in test}
                of_parts = name(test) == "and" and kinds == {"gte"} and _is_of_scores(test)
                if of_parts or (name(test) == "match" and kinds == {"variable", "correct"}):
                    return Rule.ALL_OR_NOTHING
        return Rule.SUM

    def _bound(self, operator: str) -> Fraction | None:
        """The number that the score is kept at, or above it."""
        for test, rule in self._conditions():
            operands = parts(test)
            of_score = name(test) == operator and operands[0].get("identifier") == names.SCORE
            if of_score and rule.get("identifier") == names.SCORE:
                return numbers.parse_float(characters(operands[1]))
        return None

    def _conditions(self) -> list[tuple[Element, Element]]:
        """The test of every branch with the first rule behind it."""
        processing = self.item.processing
        branches = [] if processing is None else elements(processing, "responseIf")
        inner = [parts(branch) for branch in branches]
        return [(tested[0], tested[1]) for tested in inner if len(tested) > 1 and parts(tested[0])]

    # -- boxes and gaps -------------------------------------------------------------------------

    def box(self, interaction: Element) -> Numeric | ShortAnswer:
        """The one box of a question."""
        return self._typed(interaction, self.lists.get("", Listed()), self.scoring())

    def _typed(self, interaction: Element, box: Listed, scoring: Scoring) -> Numeric | ShortAnswer:
        if self._declared(interaction).base_type == "string":
            return short_answer(box, scoring, self.body)
        unit = unit_of(interaction)
        shown = "" if unit is None else characters(unit).removeprefix("\u00a0")
        return numeric(box, shown, scoring, self.body)

    def gap(self, interaction: Element) -> Gap:
        """A gap of the prompt."""
        own = interaction.get("label", "")
        if not limits.is_id(own) or interaction.get("class") != names.GAP:
            raise NotOurs
        key: Key
        if name(interaction) == "inlineChoiceInteraction":
            key = self._drop_down(interaction)
        else:
            key = self._typed(interaction, self.lists.get(own, Listed()), UNBOUNDED)
        return Gap(id=own, key=key, span=self.body.document.span(interaction))

    def _drop_down(self, interaction: Element) -> Choice:
        declared, found = self._declared(interaction), children(interaction, "inlineChoice")
        if declared.mapping is None:
            raise NotOurs
        ids = part_ids([element.get("label", "") for element in found])
        options = []
        for element, own in zip(found, ids, strict=True):
            points = declared.mapping.one(element.get("identifier", ""))
            text = characters(element)
            options.append(
                Option(
                    text=(Paragraph((Text(text),) if text else ()),),
                    points=points,
                    correct=_is_checked(element, points),
                    id=own,
                    fixed=element.get("fixed") == "true",
                    span=self.body.document.span(element),
                )
            )
        shuffle = interaction.get("shuffle") == "true"
        return Choice(options=tuple(options), many=False, scoring=UNBOUNDED, shuffle=shuffle)

    # -- pairs ----------------------------------------------------------------------------------

    def matching(self, interaction: Element) -> Matching:
        """Pairs, and the right sides that are in none."""
        declared = self._declared(interaction)
        lefts, rights = self._sides(interaction)
        mapping, right_of = declared.mapping, dict(_pairs(declared))
        if mapping is None or right_of.keys() != {left.own for left in lefts}:
            raise NotOurs
        used, pairs = set(right_of.values()), []
        texts = {right.own: right for right in rights}
        for left in lefts:
            own = right_of[left.own]
            if own not in texts:
                raise NotOurs
            others = [f"{left.own} {right.own}" for right in rights if right.own != own]
            pairs.append(
                Pair(
                    left=self.body.read(left.element, self.where),
                    right=self.body.read(texts[own].element, self.where),
                    points=mapping.one(f"{left.own} {own}"),
                    wrong=mapping.one(others[0]) if others else _wrong(left.element),
                    id=left.id,
                    span=self.body.document.span(left.element),
                )
            )
        distractors = tuple(self._label(right) for right in rights if right.own not in used)
        scoring = self.scoring(declared)
        return Matching(pairs=tuple(pairs), distractors=distractors, scoring=scoring)

    def matrix(self, interaction: Element) -> Matrix:
        """Rows and columns."""
        declared = self._declared(interaction)
        lefts, rights = self._sides(interaction)
        mapping = declared.mapping
        if mapping is None:
            raise NotOurs
        rows = []
        for left in lefts:
            weights = [mapping.one(f"{left.own} {right.own}") for right in rights]
            css = left.element.get("class", "")
            right = [weight > 0 for weight in weights]
            if css.startswith(names.RIGHT_CELLS):
                said = css.removeprefix(names.RIGHT_CELLS).split("-")[1:]
                right = [str(place) in said for place in range(1, len(weights) + 1)]
            rows.append(
                Row(
                    text=self.body.read(left.element, self.where),
                    cells=tuple(map(Cell, weights, right)),
                    id=left.id,
                    span=self.body.document.span(left.element),
                )
            )
        several = any(left.element.get("matchMax") == "0" for left in lefts)
        columns = tuple(map(self._label, rights))
        scoring = self.scoring(declared)
        return Matrix(columns=columns, rows=tuple(rows), several=several, scoring=scoring)

    def _sides(self, interaction: Element) -> "tuple[list[_Side], list[_Side]]":
        sets = children(interaction, "simpleMatchSet")
        if len(sets) != 2:
            raise NotOurs
        lefts, rights = (children(each, "simpleAssociableChoice") for each in sets)
        return _sides(lefts), _sides(rights)

    def _label(self, side: "_Side") -> Label:
        text = self.body.read(side.element, self.where)
        return Label(text=text, id=side.id, span=self.body.document.span(side.element))

    # -- orders ---------------------------------------------------------------------------------

    def ordering(self, interaction: Element) -> Ordering:
        """Items, in the order of the key."""
        declared = self._declared(interaction)
        sides = {side.own: side for side in _sides(children(interaction, "simpleChoice"))}
        correct = declared.correct if isinstance(declared.correct, tuple) else ()
        ids = [str(own) for own in correct]
        if sorted(ids) != sorted(sides):
            raise NotOurs
        items = tuple(self._label(sides[own]) for own in ids)
        return Ordering(items=items, rule=self._order_rule(len(ids)))

    def _order_rule(self, count: int) -> OrderRule:
        if self._rule() is Rule.ALL_OR_NOTHING:
            return OrderRule.ALL_OR_NOTHING
        asked = [test for test, _ in self._conditions() if elements(test, "index")]
        return OrderRule.PLACE if len(asked) == count else OrderRule.NEIGHBOURS


class _Side(Record, frozen=True):
    element: Element
    own: str
    id: str


def _sides(found: list[Element]) -> list[_Side]:
    ids = part_ids([element.get("label", "") for element in found])
    return [
        _Side(element, element.get("identifier", ""), own)
        for element, own in zip(found, ids, strict=True)
    ]


def _wrong(left: Element) -> Fraction:
    """What a class of ours says that a wrong right side costs."""
    said = left.get("class", "").removeprefix(names.WRONG)
    return numbers.parse_float(said) or Fraction(0)


def _pairs(declared: Declaration) -> list[tuple[str, str]]:
    """The right pairs of a response."""
    values = declared.correct if isinstance(declared.correct, tuple) else ()
    words = [str(value).split() for value in values]
    if any(len(pair) != 2 for pair in words):
        raise NotOurs
    return [(pair[0], pair[1]) for pair in words]


def _is_of_scores(test: Element) -> bool:
    """Whether a condition asks for the scores of parts, and not for what is typed."""
    asked = [variable.get("identifier", "") for variable in elements(test, "variable")]
    return all(own.startswith(f"{names.SCORE}_") for own in asked)


def _is_checked(element: Element, weight: Fraction) -> bool:
    kind = element.get("class", "")
    return weight > 0 if kind not in (names.CHECKED, names.UNCHECKED) else kind == names.CHECKED
