"""What conditions accept of a typed answer: a number between two bounds, a text by its pattern.

A pattern is hard to read back. But an item may list its accepted answers for scorers (`examc-answers`),
in the author's own words; where the pattern that such an answer is written as is the one in the
condition, letter for letter, that answer is what the condition accepts.
"""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import patternkeys
from examc.core.keys import Match
from examc.core.records import Record
from examc.core.schemeforms import NumberKey, TextKey
from examc.files.xmltree import Element, elements, name, parts
from examc.systems import words
from examc.systems.player.shapes import Unknown, number_of, only, variable

ANSWERS = "examc-answers"
ANSWER = "examc-answer"
CASE = "examc-case"
HOW = {"examc-contains": Match.CONTAINS, "examc-pattern": Match.PATTERN}
"""Classes of what an item lists for scorers."""


class Keys(Record, frozen=True):
    """The texts that an item lists, by the patterns that they are written as."""

    texts: dict[str, tuple[str, Match, bool]]

    def key(self, test: Element, mark: Fraction) -> tuple[str, NumberKey | TextKey]:
        """The response that a condition asks about, and what it accepts; raises Unknown."""
        if name(test) == "patternMatch":
            found = self.texts.get(test.get("pattern", ""))
            if found is None:
                raise Unknown
            return variable(only(test)), TextKey(*found, mark)
        if name(test) != "and" or [name(e) for e in parts(test)] != ["gte", "lte"]:
            raise Unknown
        ends = [parts(e) for e in parts(test)]
        if any(len(operands) != 2 for operands in ends):
            raise Unknown
        (one, low), (other, high) = ends
        if variable(one) != variable(other):
            raise Unknown
        return variable(one), NumberKey(number_of(low), number_of(high), mark)


def listed(root: Element) -> Keys:
    """The accepted texts that an item lists for scorers."""
    return Keys(
        {
            patternkeys.expression(text, how, exact): (text, how, exact)
            for block in elements(root, "rubricBlock")
            if ANSWERS in block.get("class", "").split()
            for text, how, exact in _texts(block)
        }
    )


def _texts(block: Element) -> Iterator[tuple[str, Match, bool]]:
    for box in elements(block, "div"):
        exact = CASE in box.get("class", "").split()
        for span in elements(box, "span"):
            classes = span.get("class", "").split()
            if ANSWER in classes:
                how = next((HOW[own] for own in classes if own in HOW), Match.TEXT)
                yield words.of_element(span), how, exact
