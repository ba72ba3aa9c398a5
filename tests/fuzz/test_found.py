"""What fuzzing has found, made small: each input goes through all that examc does with one."""

from random import Random

import pytest

from fuzz.judge import judge

GAPSELECT = """\
<quiz><question type="gapselect"><name><text>A gap</text></name>
<questiontext format="html"><text>The [[1]] sat on the [[2]].</text></questiontext>
<defaultgrade>1</defaultgrade>
<selectoption><text>cat</text><group>1</group></selectoption>
<selectoption><text></text><group>1</group></selectoption>
<selectoption><text>mat</text><group>1</group></selectoption>
</question></quiz>
"""
UNPROCESSED = """\
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="c" title="C">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
<correctResponse><value>A</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" base="float">
<defaultValue><value>0</value></defaultValue></outcomeDeclaration>
<itemBody><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
<prompt>Which?</prompt><simpleChoice identifier="A">a</simpleChoice>
<simpleChoice identifier="B">b</simpleChoice></choiceInteraction></itemBody></assessmentItem>
"""
NO_FILES = """\
<quiz><question type="essay"><name><text>Hand in</text></name>
<questiontext format="html"><text>Hand in what you like.</text></questiontext>
<defaultgrade>1</defaultgrade><responseformat>noinline</responseformat>
<attachments>-1</attachments><attachmentsrequired>0</attachmentsrequired></question></quiz>
"""
LARGE_MARK = """\
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="A">
<section ident="s"><item ident="q" title="Q"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>question_type</fieldlabel>
<fieldentry>multiple_choice_question</fieldentry></qtimetadatafield>
<qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>1</fieldentry></qtimetadatafield>
</qtimetadata></itemmetadata><presentation><material><mattext>Why?</mattext></material>
<response_lid ident="r" rcardinality="Single"><render_choice>
<response_label ident="x"><material><mattext>a</mattext></material></response_label>
<response_label ident="y"><material><mattext>b</mattext></material></response_label>
</render_choice></response_lid></presentation><resprocessing><outcomes>
<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
<respcondition continue="No"><conditionvar><varequal respident="r">x</varequal></conditionvar>
<setvar action="Set" varname="SCORE">100100100</setvar></respcondition></resprocessing>
</item></section></assessment></questestinterop>
"""
LONG_SPACE = """\
## Nursing A

NUR3 Care 21/22 (T1) · 1 exercises · 4.0 points

## Exam: Care plans #9

4 pts · Last updated 2 Feb, 2022, 12:12 · Saved in Nursing

4 PTS · OPEN · 99999999999999999999/2 PAGE

What do you check first?
"""
SPACE = (
    "---\ntitle: T\n---\n\n# A {#a}\n\n## 1 pt · open · 99999999999999999999/2 pages {#q}\n\nWhy?\n"
)
LIKE_SOURCE = "include: [exam.md] what?{=a ~b}\n"
LIKE_JSON = "{} Is 0 even?\nA. yes\nB. no\nANSWER: A\n"
INPUTS = {
    "a question that begins as JSON does": ("x.aiken.txt", LIKE_JSON, True),
    "a question that begins as a source does": ("x.gift", LIKE_SOURCE, True),
    "an option of a drop-down without a text": ("x.xml", GAPSELECT, True),
    "a single choice that nothing marks": ("x.xml", UNPROCESSED, False),
    "as few files as none": ("x.xml", NO_FILES, True),
    "pages beyond counting in a print": ("x.md", LONG_SPACE, True),
    "a mark beyond all points": ("x.xml", LARGE_MARK, True),
    "pages beyond counting": ("exam.md", SPACE, False),
}


@pytest.mark.parametrize(("name", "text", "accepted"), INPUTS.values(), ids=INPUTS)
def test_what_was_found_is_mended(name: str, text: str, accepted: bool) -> None:
    found = judge(name, text.encode(), Random(1))
    assert found.wrong == {}
    assert found.accepted == accepted
