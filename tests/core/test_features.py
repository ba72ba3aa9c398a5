"""Losses are looked for where they can be: in texts only where a target loses what texts hold."""

import pytest

from examc.core import uses
from examc.core.content import (
    Block,
    CodeBlock,
    Image,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Strikethrough,
    Table,
    Text,
)
from examc.core.diagnostics import Report
from examc.core.features import KEPT, Feature, Hold, Holding
from examc.core.model import Exam, Exercise, TextBlock

WORDS = (Text("a"),)
IN_TEXTS: dict[Feature, Block] = {
    Feature.STRIKETHROUGH: Paragraph((Strikethrough(WORDS),)),
    Feature.LIST_START: OrderedList(((Paragraph(WORDS),),), 7),
    Feature.LINK_TITLE: Paragraph((Link(WORDS, "https://example.org/", "title"),)),
    Feature.TABLE_ALIGNMENT: Table((WORDS,), (), ("left",)),
    Feature.CODE_LANGUAGE: CodeBlock("x", "python"),
    Feature.CAPTION: Paragraph((Image("a.png", "alt", "caption"),)),
    Feature.MATH: Paragraph((Math("x"),)),
    Feature.SAY: Paragraph((Math("x", say="ex"),)),
}


@pytest.mark.parametrize("feature", IN_TEXTS)
def test_a_target_that_loses_one_feature_of_texts_says_so(feature: Feature) -> None:
    block = TextBlock(id="b", content=tuple(IN_TEXTS.values()))
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(block,)),))
    statement = dict.fromkeys(Feature, KEPT) | {feature: Holding(Hold.LOST)}
    found = Report()
    uses.report(exam, "target", "Target", statement, found)
    assert [one.code for one in found.diagnostics] == [feature.code]
