"""Items of several interactions whose marks add up are questions that together award the same."""

from fractions import Fraction
from itertools import product

import pytest
from lxml import etree

from examc.core.content import plain
from examc.core.model import Question, questions
from examc.core.responses import Response, choose, filled, typed
from examc.systems.player.engine import Value, load
from qti21.foreign import (
    add,
    assessment,
    body,
    item,
    processing,
    read_files,
    read_item,
    reference,
    refused,
    score,
    section,
    set_to,
    when,
)
from qti21.test_read_kinds import box, constant, declared, is_text, mapping, mark, variable

CHOICE = (
    '<choiceInteraction responseIdentifier="C" maxChoices="0"><prompt>Which?</prompt>'
    '<simpleChoice identifier="A">oak</simpleChoice><simpleChoice identifier="B">elm</simpleChoice>'
    '<simpleChoice identifier="D">fern</simpleChoice></choiceInteraction>'
)
PAIRS = (
    '<matchInteraction responseIdentifier="P" maxAssociations="0"><prompt>Pair</prompt>'
    '<simpleMatchSet><simpleAssociableChoice identifier="L" matchMax="1">leaf</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="K" matchMax="1">root</simpleAssociableChoice></simpleMatchSet>'
    '<simpleMatchSet><simpleAssociableChoice identifier="X" matchMax="0">up</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="Y" matchMax="0">down</simpleAssociableChoice>'
    "</simpleMatchSet></matchInteraction>"
)
DECLARED = (
    declared("identifier", "A|B", mapping("A=1|B=1|D=-1"), name="C", many="multiple")
    + declared("directedPair", "L X|K Y", mapping("L X=1|K Y=0.5"), name="P", many="multiple")
    + declared("string", "tree", mapping("tree=2|bush=1", 'caseSensitive="false"'), name="T")
)
IS_RIGHT = f'<match>{variable("C")}<correct identifier="C"/></match>'
PAIRED = '<mapResponse identifier="P"/>'
TYPED = '<mapResponse identifier="T"/>'
BODY = body(
    f"<p>Above.</p>{CHOICE}<div><p>Between.</p>{PAIRS}</div><p>It is a {box('T')}, plainly.</p><p>Below.</p>"
)
SUM = set_to(f'<sum><mapResponse identifier="C"/>{PAIRED}{TYPED}</sum>')
GIVEN: tuple[list[tuple[Response | None, Value]], ...] = (
    [
        (None, None),
        (choose((0, 1)), ("A", "B")),
        (choose((0,)), ("A",)),
        (choose((0, 2)), ("A", "D")),
    ],
    [
        (None, None),
        (filled([choose((0,)), choose((1,))]), ("L X", "K Y")),
        (filled([choose((1,)), choose((1,))]), ("L Y", "K Y")),
    ],
    [(None, None), (filled([typed("Tree")]), "Tree"), (filled([typed("bush")]), "bush")],
)


def _found(data: bytes) -> tuple[list[Question], list[str]]:
    exam, found = read_item(data)
    assert exam is not None, [d.message for d in found]
    return list(questions(exam)), [d.code for d in found]


def _awards_the_same(data: bytes, asked: list[Question]) -> bool:
    """Whether questions together award what the engine does, for all answers that are tried."""
    whole = load(etree.fromstring(data))
    for answers in product(*GIVEN):
        there = whole.score(dict(zip("CPT", (value for _, value in answers), strict=True)))
        here = sum(
            (mark(one, given) or Fraction(0))
            for one, (given, _) in zip(asked, answers, strict=True)
            if given is not None
        )
        if there != here:
            return False
    return True


OF_THEIR_OWN = "".join(score("1").replace("SCORE", f"SCORE_{own}") for own in "CP")
RULES = {
    "a sum of mappings": processing(SUM),
    "one rule a part": processing(
        when(IS_RIGHT, add("3")),
        set_to(f"<sum>{variable('SCORE')}{PAIRED}</sum>"),
        when(
            f"<not><isNull>{variable('T')}</isNull></not>",
            set_to(f"<sum>{variable('SCORE')}{TYPED}</sum>"),
        ),
    ),
    "outcomes of their own": processing(
        when(IS_RIGHT, set_to("2", "SCORE_C"), otherwise=set_to("0", "SCORE_C")),
        set_to(PAIRED, "SCORE_P"),
        set_to(f"<sum>{variable('SCORE_C')}{variable('SCORE_P')}{TYPED}</sum>"),
    ),
}


@pytest.mark.parametrize("rules", RULES)
def test_questions_award_together_what_the_item_does(rules: str) -> None:
    data = item(DECLARED + OF_THEIR_OWN + score("5.5") + BODY + RULES[rules])
    asked, codes = _found(data)
    assert codes.count("R584") == 1
    assert "R518" not in codes
    assert _awards_the_same(data, asked)
    assert [plain(one.prompt) for one in asked] == [
        "Above. Which?",
        "Between. Pair",
        "It is a [T], plainly. Below.",
    ]
    assert [one.id for one in asked] == ["i1", "i1-2", "i1-3"]


def test_feedback_goes_with_the_part_that_shows_it() -> None:
    shown = '<outcomeDeclaration identifier="FB" cardinality="multiple" baseType="identifier"/>'

    def told(own: str) -> str:
        value = f"<multiple>{variable('FB')}{constant('identifier', own)}</multiple>"
        return set_to(value, "FB")

    rules = processing(
        when(IS_RIGHT, add("2"), told("trees")),
        when(is_text("tree", "T"), add("1"), told("yes"), otherwise=told("no")),
        when(f"<and>{IS_RIGHT}{is_text('tree', 'T')}</and>", told("all")),
    )
    texts = "".join(
        f'<feedbackInline outcomeIdentifier="FB" identifier="{own}" showHide="show">It is {own}.</feedbackInline>'
        for own in ("trees", "yes", "no")
    )
    modal = '<modalFeedback outcomeIdentifier="FB" identifier="all" showHide="show">All.</modalFeedback>'
    asked = body(f"<p>Above.</p>{CHOICE}<p>{texts}It is a {box('T')}.</p>")
    (first, second), codes = _found(item(DECLARED + shown + score("3") + asked + rules + modal))
    assert plain(first.feedback.correct) == "It is trees."
    assert (plain(second.feedback.correct), plain(second.feedback.incorrect)) == (
        "It is yes.",
        "It is no.",
    )
    assert plain(second.prompt) == "It is a [T]."
    assert codes.count("R523") == 1  # what is shown for both together


BOTH = f"<and>{IS_RIGHT}{is_text('tree', 'T')}</and>"
LESS = f"<gt>{variable('SCORE')}{constant('float', '2')}</gt>"


@pytest.mark.parametrize(
    "rules",
    [
        processing(when(BOTH, set_to("3"))),
        processing(when(IS_RIGHT, add("2")), when(BOTH, add("1"))),
        processing(SUM, when(LESS, set_to("2"))),
        processing(set_to(PAIRED), set_to(TYPED)),
        processing(
            when(IS_RIGHT, set_to("1")), set_to(f"<sum>{variable('SCORE')}{PAIRED}{TYPED}</sum>")
        ),
        processing(set_to(f"<sum>{PAIRED}{TYPED}</sum>")),
        processing(set_to(f"<sum>{variable('SCORE')}{variable('SCORE')}{PAIRED}</sum>"), SUM),
        processing(
            when(IS_RIGHT, add("1"), "<exitResponse/>"),
            set_to(f"<sum>{variable('SCORE')}{PAIRED}{TYPED}</sum>"),
        ),
    ],
    ids=["and", "and beside", "cap", "replaced", "first set", "unmarked", "twice", "exit"],
)
def test_marks_that_do_not_add_up_keep_the_item_out(rules: str) -> None:
    code, message = refused(item(DECLARED + score("5") + BODY + rules))
    assert code in ("R514", "R516")
    assert "several answers" in message or "award the same" in message


def test_an_item_of_which_some_are_drawn_stays_whole() -> None:
    data = item(DECLARED + score("5.5") + BODY + processing(SUM), identifier="a")
    whole = section(reference("a") + reference("b"))
    drawn = whole.replace(">", '><selection select="1"/>', 1)
    for sections, count in ((whole, 3), (drawn, 0)):
        exam, _, found = read_files({"a.xml": data, "test.xml": assessment(sections)})
        assert (len(list(questions(exam))) if exam else 0) == count, [d.message for d in found]
