"""Items of other systems that are typed, filled in, paired, put in order or handed in.

The shapes are those that systems write (OpenOlat, R/exams, Inspera, Blackboard), cut down to what is
asked; marks that are expected were worked out by hand.
"""

from fractions import Fraction
from itertools import product

import pytest
from lxml import etree

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Rule,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import GapRef, plain, walk
from examc.core.keys import Match, OrderRule
from examc.core.model import Question, kind_of
from examc.core.responses import Filled, Response, choose, filled, typed
from examc.core.schemes import award, meant
from examc.systems.player.view import see
from qti21.foreign import (
    IS_RIGHT,
    MAP,
    MAPPED,
    MATCH,
    RESPONSE,
    SCORE,
    add,
    body,
    choices,
    item,
    one,
    processing,
    read_item,
    refused,
    response,
    score,
    set_to,
    when,
)


def declared(
    base_type: str,
    correct: str = "",
    entries: str = "",
    *,
    name: str = "RESPONSE",
    many: str = "single",
) -> str:
    """A response; `entries` are its mapping with its bounds."""
    values = "".join(f"<value>{value}</value>" for value in correct.split("|") if value)
    right = f"<correctResponse>{values}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{many}" baseType="{base_type}">'
        f"{right}{entries}</responseDeclaration>"
    )


def mapping(entries: str, more: str = "", attributes: str = "") -> str:
    """A mapping of `key=points` separated by bars; `more` are attributes of every entry."""
    pairs = [entry.rpartition("=") for entry in entries.split("|")]
    inner = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{points}" {more}/>' for key, _, points in pairs
    )
    return f'<mapping defaultValue="0" {attributes}>{inner}</mapping>'


def variable(name: str) -> str:
    """The value of a variable."""
    return f'<variable identifier="{name}"/>'


def constant(base_type: str, value: str) -> str:
    """A value that is written out."""
    return f'<baseValue baseType="{base_type}">{value}</baseValue>'


def is_text(value: str, name: str = "RESPONSE", case: str = "false") -> str:
    """The condition that a text is typed."""
    inner = variable(name) + constant("string", value)
    return f'<stringMatch caseSensitive="{case}" substring="false">{inner}</stringMatch>'


def box(name: str = "RESPONSE") -> str:
    """A box for text."""
    return f'<textEntryInteraction responseIdentifier="{name}" expectedLength="10"/>'


ASKED = body(f"<p>How much?</p><p>{box()}</p>")


def mark(question: Question, given: Response | None) -> Fraction | None:
    """What a response earns by the question that was read."""
    return award(meant(question), given)


def marks(question: Question, *texts: str) -> list[str]:
    """What texts earn that are typed."""
    return [str(mark(question, typed(text))) for text in texts]


# -- typed ----------------------------------------------------------------------------------------


def test_a_number_of_openolat_with_the_correct_response_first() -> None:
    near = f'<equal toleranceMode="absolute" tolerance="0.5 0.5"><correct identifier="RESPONSE"/>{RESPONSE}</equal>'
    rules = processing(when(near, set_to("2")))
    question, codes = one(item(declared("float", "42") + score("2") + ASKED + rules))
    assert isinstance(question.answer, Numeric)
    assert [key.written for key in question.answer.accepted] == ["42 ± 0.5"]
    assert marks(question, "41.5", "42.5", "42.6", "x") == ["2", "2", "0", "0"]
    assert codes == []


def test_numbers_by_bounds_the_first_of_which_wins() -> None:
    def between(low: str, high: str) -> str:
        ends = [
            f"<{op}>{RESPONSE}{constant('float', e)}</{op}>"
            for op, e in (("gte", low), ("lt", high))
        ]
        return f"<and>{''.join(ends)}</and>"

    more = f"<responseElseIf>{between('0', '10')}{set_to('1')}</responseElseIf>"
    rules = processing(when(between("3", "4"), set_to("2"), then=more))
    question, codes = one(item(declared("float") + score("2") + ASKED + rules))
    assert marks(question, "3", "3.5", "5", "-1") == ["2", "2", "1", "0"]
    assert codes == ["R556"]


@pytest.mark.parametrize(
    ("operands", "excluded"), [("{0}{1}", "6"), ("{1}{0}", "4")], ids=["number first", "last"]
)
def test_an_end_that_is_left_out_is_told_with_what_it_earns(operands: str, excluded: str) -> None:
    inner = operands.format(constant("float", "5"), RESPONSE)
    near = (
        f'<equal toleranceMode="absolute" tolerance="1" includeUpperBound="false">{inner}</equal>'
    )
    data = item(declared("float") + score("1") + ASKED + processing(when(near, set_to("1"))))
    question, codes = one(data)
    assert marks(question, "4", "5", "6") == ["1", "1", "1"]
    assert codes == ["R556"]
    _, found = read_item(data)
    assert f'"{excluded}" earns 0 there' in found[0].message


def test_texts_of_which_some_earn_a_part() -> None:
    texts = declared(
        "string", "Paris", mapping("Paris=2|Lutetia=1|Rome=-1", 'caseSensitive="false"')
    )
    question, codes = one(item(texts + score("2") + ASKED + MAP))
    assert isinstance(question.answer, ShortAnswer)
    assert not question.answer.case
    assert question.answer.scoring.floor is None
    assert marks(question, "PARIS", "lutetia", "rome", "x") == ["2", "1", "-1", "0"]
    assert codes == ["R556"]


def test_letter_case_that_counts_in_one_text_alone() -> None:
    rules = processing(
        when(
            is_text("NaCl", case="true"),
            set_to("2"),
            then=f"<responseElseIf>{is_text('salt')}{set_to('1')}</responseElseIf>",
        )
    )
    question, _ = one(item(declared("string") + score("2") + ASKED + rules))
    assert isinstance(question.answer, ShortAnswer)
    assert question.answer.case
    assert [key.match for key in question.answer.accepted] == [Match.TEXT, Match.PATTERN]
    assert marks(question, "NaCl", "nacl", "SALT", "salt") == ["2", "0", "1", "1"]


def test_a_pattern_that_no_question_can_have_keeps_the_item_out() -> None:
    pattern = f'<patternMatch pattern="(?i)paris">{RESPONSE}</patternMatch>'
    data = item(declared("string") + score("1") + ASKED + processing(when(pattern, set_to("1"))))
    code, message = refused(data)
    assert code == "R516"
    assert "(?i)paris" in message


def test_a_correct_response_that_nothing_marks() -> None:
    question, codes = one(item(declared("float", "42") + score("3") + ASKED))
    assert marks(question, "42", "41") == ["3", "0"]
    assert codes == ["R558"]


def test_a_box_whose_answer_nothing_knows_is_left_to_graders() -> None:
    exam, found = read_item(item(declared("string") + score("1") + ASKED + processing()))
    assert exam is not None
    (question,) = exam.exercises[0].items
    assert isinstance(question, Question)
    assert question.answer == Written(space=Fraction(1, 40))
    assert [d.code for d in found] == ["R578"]


def test_gaps_whose_answers_nothing_knows_are_kept_out() -> None:
    two = ASKED + declared("string").replace("RESPONSE", "R2")
    two = two.replace(
        "</itemBody>", '<p><textEntryInteraction responseIdentifier="R2"/></p></itemBody>'
    )
    code, message = refused(item(declared("string") + score("1") + two + processing()))
    assert code == "R516"
    assert message.endswith("nothing in it says what is right, and no answer earns anything")


def test_feedback_on_accepted_answers_and_on_the_rest() -> None:
    def shown(identifier: str) -> str:
        return set_to(constant("identifier", identifier), "FEEDBACK")

    outcome = (
        '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>'
    )
    other = f"<responseElseIf>{is_text('Lutetia')}{set_to('1')}{shown('old')}</responseElseIf>"
    rules = processing(
        when(is_text("Paris"), set_to("2"), shown("good"), then=other, otherwise=shown("bad"))
    )
    modal = "".join(
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{own}" showHide="show">{own}!</modalFeedback>'
        for own in ("good", "old", "bad")
    )
    data = item(declared("string") + score("2") + outcome + ASKED + rules + modal)
    question, codes = one(data)
    assert isinstance(question.answer, ShortAnswer)
    said = [plain(key.feedback) for key in question.answer.accepted]
    assert said == ["good!", "old!"]
    assert codes == ["R556", "R523"]
    assert plain(question.notes) == "bad!"


# -- gaps -----------------------------------------------------------------------------------------


def test_a_box_inside_a_sentence_is_a_gap() -> None:
    asked = body(f"<p>The capital is {box()}, in the north.</p>")
    rules = processing(when(is_text("Paris"), set_to("1")))
    question, _ = one(item(declared("string") + score("1") + asked + rules))
    assert kind_of(question) == "fill in"
    assert [node.id for node in walk(question.prompt) if isinstance(node, GapRef)] == ["RESPONSE"]
    assert mark(question, Filled((typed("paris"),))) == 1


def _cloze(rules: str, points: str = "3", outcomes: str = "") -> bytes:
    menu = (
        '<inlineChoiceInteraction responseIdentifier="G2" shuffle="true">'
        '<inlineChoice identifier="a">Seine</inlineChoice>'
        '<inlineChoice identifier="b"><p>Rhine</p><p>river</p></inlineChoice></inlineChoiceInteraction>'
    )
    asked = body(f"<p>{box('G1')} lies on the {menu}.</p>")
    texts = declared("string", "Paris", mapping("Paris=1", 'caseSensitive="false"'), name="G1")
    menu_of = declared("identifier", "a", mapping("a=2|b=-1"), name="G2")
    return item(texts + menu_of + score(points) + outcomes + asked + rules)


def test_gaps_with_a_score_of_their_own_as_openolat_has_them() -> None:
    scores = "".join(SCORE.replace('"SCORE"', f'"SCORE_{n}"') for n in (1, 2))
    maps = [set_to(f'<mapResponse identifier="G{n}"/>', f"SCORE_{n}") for n in (1, 2)]
    total = set_to(f"<sum>{variable('SCORE_1')}{variable('SCORE_2')}</sum>")
    question, codes = one(_cloze(processing(*maps, total), outcomes=scores))
    assert isinstance(question.answer, FillIn)
    first, second = (gap.key for gap in question.answer.gaps)
    assert isinstance(first, ShortAnswer)
    assert isinstance(second, Choice)
    assert second.shuffle
    assert [plain(option.text) for option in second.options] == ["Seine", "Rhine river"]
    assert question.answer.scoring.floor is None
    right, wrong = choose((0,)), choose((1,))
    assert [mark(question, filled((typed("paris"), other))) for other in (right, wrong, None)] == [
        3,
        0,
        1,
    ]
    assert mark(question, filled((None, wrong))) == -1
    assert codes == ["R557", "R556"]


def test_gaps_all_or_nothing() -> None:
    both = f'<and>{is_text("Paris", "G1")}<match>{variable("G2")}<correct identifier="G2"/></match></and>'
    question, _ = one(_cloze(processing(when(both, set_to("3")))))
    assert isinstance(question.answer, FillIn)
    assert question.answer.scoring.rule is Rule.ALL_OR_NOTHING
    given = [filled((typed("paris"), choose((place,)))) for place in (0, 1)]
    assert [mark(question, one) for one in given] == [3, 0]


def test_points_that_hang_on_two_gaps_keep_the_item_out() -> None:
    first = when(is_text("Paris", "G1"), add("1"))
    both = f'<and>{is_text("Paris", "G1")}<match>{variable("G2")}<correct identifier="G2"/></match></and>'
    code, message = refused(_cloze(processing(first, when(both, add("2")))))
    assert code == "R516"
    assert "earns" in message


def test_a_gap_in_a_heading_keeps_the_item_out() -> None:
    asked = body(f"<h2>The capital is {box()}, I think</h2>")
    data = item(
        declared("string") + score("1") + asked + processing(when(is_text("x"), set_to("1")))
    )
    code, message = refused(data)
    assert (code, "heading" in message) == ("R514", True)


def test_words_that_are_dragged_into_gaps() -> None:
    words = "".join(
        f'<gapText identifier="W{n}" matchMax="1">{word}</gapText>'
        for n, word in enumerate(("winter", "summer", "spring"), 1)
    )
    asked = body(
        f'<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Richard III</prompt>{words}'
        '<p>Now is the <gap identifier="G1"/> made glorious <gap identifier="G2"/>.</p></gapMatchInteraction>'
    )
    pairs = mapping("W1 G1=1|W2 G2=2|W3 G1=-1", attributes='lowerBound="0"')
    data = item(
        declared("directedPair", "W1 G1|W2 G2", pairs, many="multiple") + score("3") + asked + MAP
    )
    question, codes = one(data)
    assert isinstance(question.answer, FillIn)
    assert plain(question.prompt) == "Richard III Now is the [G1] made glorious [G2]."
    assert [gap.id for gap in question.answer.gaps] == ["G1", "G2"]
    given = [(0, 1), (2, 1), (1, 0), (2, 2)]
    expected = [3, 1, 0, 0]
    assert [mark(question, filled((choose((a,)), choose((b,))))) for a, b in given] == expected
    assert codes == ["R559"]


# -- pairs and orders -----------------------------------------------------------------------------


def _match(
    declaration: str,
    rules: str,
    *,
    lefts: str = "A B",
    rights: str = "X Y Z",
    most: str = "1 0",
    more: str = "",
) -> bytes:
    sets = ""
    for names, count in zip((lefts, rights), most.split(), strict=True):
        inner = "".join(
            f'<simpleAssociableChoice identifier="{own}" matchMax="{count}">is {own}</simpleAssociableChoice>'
            for own in names.split()
        )
        sets += f"<simpleMatchSet>{inner}</simpleMatchSet>"
    asked = body(
        f'<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="0" {more}>'
        f"<prompt>Match.</prompt>{sets}</matchInteraction>"
    )
    return item(declaration + score("2") + asked + rules)


def _pairs(correct: str, entries: str = "") -> str:
    return declared("directedPair", correct, entries, many="multiple")


def test_pairs_by_a_mapping() -> None:
    question, codes = one(_match(_pairs("A X|B Y", mapping("A X=1.5|B Y=0.5")), MAP))
    assert isinstance(question.answer, Matching)
    shown = [(plain(p.left), plain(p.right), p.points) for p in question.answer.pairs]
    assert shown == [("is A", "is X", Fraction(3, 2)), ("is B", "is Y", Fraction(1, 2))]
    assert [plain(one.text) for one in question.answer.distractors] == ["is Z"]
    assert codes == []


def test_pairs_all_or_nothing() -> None:
    question, _ = one(_match(_pairs("A X|B Y"), processing(when(IS_RIGHT, set_to("2")))))
    assert isinstance(question.answer, Matching)
    assert question.answer.scoring.rule is Rule.ALL_OR_NOTHING


def test_pairs_whose_right_sides_each_have_one_left_side() -> None:
    entries = mapping("A X=1|A Y=0.5|B Z=0.5")
    question, codes = one(_match(_pairs("A X|A Y|B Z", entries), MAP, most="0 1"))
    assert isinstance(question.answer, Matching)
    shown = [(plain(pair.left), plain(pair.right)) for pair in question.answer.pairs]
    assert shown == [("is X", "is A"), ("is Y", "is A"), ("is Z", "is B")]
    assert codes == []


def test_a_table_of_r_exams_is_a_matrix() -> None:
    entries = mapping("A X=1|B Y=1|A Y=-0.5", attributes='lowerBound="0"')
    data = _match(_pairs("A X|B Y", entries), MAP, rights="X Y", more='class="match_matrix"')
    question, codes = one(data)
    assert isinstance(question.answer, Matrix)
    assert not question.answer.several
    assert [
        mark(question, filled((choose((a,)), choose((b,))))) for a, b in ((0, 1), (1, 1), (1, 0))
    ] == [2, Fraction(1, 2), 0]
    assert codes == []


def test_rows_of_which_several_columns_are_right() -> None:
    entries = mapping("A X=0.5|A Y=0.5|B Z=1|B X=-1", attributes='lowerBound="0" upperBound="2"')
    question, _ = one(_match(_pairs("A X|A Y|B Z", entries), MAP, most="0 0"))
    assert isinstance(question.answer, Matrix)
    assert question.answer.several
    assert mark(question, filled((choose((0, 1)), choose((2,))))) == 2
    assert mark(question, filled((choose((0, 1)), choose((0, 2))))) == 1


@pytest.mark.parametrize(
    ("most", "limit", "told"),
    [
        ("0 0", "0", ""),
        ("3 2", "6", ""),
        ("0 0", "3", "candidates may make 3 pairs at most, which is not kept"),
        ("2 0", "0", "candidates may choose 2 for a left side at most, which is not kept"),
        (
            "2 0",
            "5",
            "candidates may make 5 pairs at most and may choose 2 for a left side at most",
        ),
        ("0 1", "2", "candidates may make 2 pairs at most, which is not kept"),
        ("0 1", "3", ""),
        ("2 1", "0", "a right side can be used 2 times there, and any number of times here"),
    ],
)
def test_limits_of_pairs_are_told_where_students_have_more_to_choose(
    most: str, limit: str, told: str
) -> None:
    """Of tables with several columns, and of pairs that are turned, they were left out in silence."""
    entries = mapping("A X=0.5|A Y=0.5|B Z=1")
    data = _match(_pairs("A X|A Y|B Z", entries), MAP, most=most)
    data = data.replace(b'maxAssociations="0"', f'maxAssociations="{limit}"'.encode())
    said = [d.message for d in read_item(data)[1] if d.code in ("R522", "R559")]
    assert [told in message for message in said] == [True] * bool(told)


def test_pairs_that_must_be_made_are_told() -> None:
    data = _match(_pairs("A X|B Y", mapping("A X=1|B Y=1")), MAP, more='minAssociations="2"')
    assert one(data)[1] == ["R522"]


def test_pairs_that_are_turned_are_seen_as_a_student_makes_them() -> None:
    """The player saw the right sides as columns, so that no answer of the exam could be given."""
    data = _match(_pairs("A X|A Y|B Z", mapping("A X=1|A Y=0.5|B Z=0.5")), MAP, most="0 1")
    question, _ = one(data)
    seen = see(etree.fromstring(data))
    assert [part.label for part in seen.parts] == ["is X", "is Y", "is Z"]
    assert seen.parts[0].choices == ("is A", "is B")
    given = [filled(choose((place,)) for place in places) for places in product((0, 1), repeat=3)]
    assert [seen.mark(each) for each in given] == [mark(question, each) for each in given]
    assert seen.mark(given[1]) == 2


def test_k_prim() -> None:
    def holds(pair: str) -> str:
        value = constant("directedPair", pair)
        return when(f"<member>{value}{RESPONSE}</member>", add("1"))

    counted = [holds(pair) for pair in ("A X", "B Y", "C X", "D Y")]
    three = f"<responseElseIf><gte>{variable('SCORE')}{constant('float', '3')}</gte>{set_to('1')}</responseElseIf>"
    four = f"<gte>{variable('SCORE')}{constant('float', '4')}</gte>"
    rules = processing(*counted, when(four, set_to("2"), then=three, otherwise=set_to("0")))
    data = _match(
        _pairs("A X|B Y|C X|D Y"), rules, lefts="A B C D", rights="X Y", more='class="match_kprim"'
    )
    question, _ = one(data)
    assert isinstance(question.answer, Matrix)
    assert question.answer.scoring.rule is Rule.KPRIM


def test_a_right_side_that_can_be_used_once_costs_where_it_is_exchanged() -> None:
    entries = mapping("A X=1|B Y=1|C Z=1|A Y=-0.5|A Z=-0.5", attributes='lowerBound="0"')
    data = _match(_pairs("A X|B Y|C Z", entries), MAP, lefts="A B C", most="1 1")
    question, codes = one(data)
    assert isinstance(question.answer, Matching)
    assert [pair.wrong for pair in question.answer.pairs] == [Fraction(-1, 2), 0, 0]
    exchanged = filled((choose((1,)), choose((0,)), choose((2,))))
    assert mark(question, exchanged) == Fraction(1, 2)
    assert question.points == 2
    assert codes == ["R559", "R459"]


def test_associations_are_pairs_of_what_comes_first() -> None:
    people = "".join(
        f'<simpleAssociableChoice identifier="{own}" matchMax="1">{own}</simpleAssociableChoice>'
        for own in "PAMDLC"
    )
    asked = body(
        '<associateInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="3">'
        f"<prompt>Rivals?</prompt>{people}</associateInteraction>"
    )
    pairs = declared("pair", "A P|C M", mapping("A P=2|C M=1"), many="multiple")
    question, codes = one(item(pairs + score("3") + asked + MAP))
    assert isinstance(question.answer, Matching)
    assert [(plain(p.left), plain(p.right), str(p.points)) for p in question.answer.pairs] == [
        ("P", "A", "2"),
        ("M", "C", "1"),
    ]
    assert [plain(one.text) for one in question.answer.distractors] == ["D", "L"]
    assert codes == ["R559"]


def _order(rules: str, correct: str = "A|B|C") -> bytes:
    asked = choices("C A B").replace("choiceInteraction", "orderInteraction")
    return item(declared("identifier", correct, many="ordered") + score("2") + body(asked) + rules)


def test_an_order_that_the_template_marks() -> None:
    question, codes = one(_order(MATCH))
    assert isinstance(question.answer, Ordering)
    assert [plain(one.text) for one in question.answer.items] == [
        "option A",
        "option B",
        "option C",
    ]
    assert question.answer.rule is OrderRule.ALL_OR_NOTHING
    assert question.points == 1
    assert codes == ["R459"]


def test_an_order_of_some_of_the_items_is_kept_out() -> None:
    code, message = refused(_order(processing(when(IS_RIGHT, set_to("2"))), correct="A|B"))
    assert (code, "right order" in message) == ("R516", True)


# -- the rest -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "places"),
    [(("True", "False"), (0, 1)), (("falsch", "wahr"), (1, 0)), (("Waar", "Niet waar"), (0, 1))],
)
def test_two_options_that_say_true_and_false(
    words: tuple[str, str], places: tuple[int, int]
) -> None:
    asked = choices("A B", most=1)
    for own, word in zip("AB", words, strict=True):
        asked = asked.replace(f"option {own}", word)
    right = "AB"[places[0]]
    data = item(response(right, f"{right}=1", single=True) + score("1") + body(asked) + MAP)
    question, _ = one(data)
    assert isinstance(question.answer, TrueFalse)
    assert question.answer.true.correct
    assert [mark(question, choose((place,))) for place in (0, 1)] == [1, 0]


def test_two_options_that_say_something_else_stay_a_choice() -> None:
    data = item(response("A", "A=1", single=True) + score("1") + body(choices("A B", most=1)) + MAP)
    assert kind_of(one(data)[0]) == "multiple choice"


def test_boxes_for_files() -> None:
    boxes = "".join(
        f'<uploadInteraction responseIdentifier="F{n}" type="{kind}"/>'
        for n, kind in enumerate(("application/pdf", "text/html"))
    )
    files = "".join(declared("file", name=f"F{n}") for n in (0, 1))
    question, codes = one(item(files + score("4") + body(f"<p>Hand in.</p>{boxes}")))
    assert question.answer == Upload(fewest=1, most=2, types=(".pdf", ".html"))
    assert question.points == 4
    assert codes == []


def test_files_of_a_type_that_has_no_ending() -> None:
    asked = body('<p>Hand in.</p><uploadInteraction responseIdentifier="F" type="x/y"/>')
    question, codes = one(item(declared("file", name="F") + score("4") + asked))
    assert question.answer == Upload()
    assert codes == ["R522"]


def test_marks_without_an_answer_are_told() -> None:
    rules = processing(
        when(f"<isNull>{RESPONSE}</isNull>", set_to("1"), otherwise=when(is_text("x"), set_to("2")))
    )
    question, codes = one(item(declared("string") + score("2") + ASKED + rules))
    assert marks(question, "x", "y") == ["2", "0"]
    assert "R517" in codes


def test_mapped_numbers_and_weights_of_the_test() -> None:
    numbers = declared("integer", "7", mapping("7=2|8=1"))
    question, codes = one(item(numbers + score("2") + ASKED + processing(set_to(MAPPED))))
    assert isinstance(question.answer, Numeric)
    assert marks(question, "7", "8", "9") == ["2", "1", "0"]
    assert codes == ["R556"]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ('<equal toleranceMode="absolute" tolerance="">{0}{1}</equal>', "R515"),
        ('<equal toleranceMode="absolute" tolerance="-1">{0}{1}</equal>', "R516"),
        ('<equal toleranceMode="relative" tolerance="100">{0}{1}</equal>', "R516"),
        ('<equalRounded figures="x">{0}{1}</equalRounded>', "R516"),
        ("<equal>{0}</equal>", "R515"),
        ("<gte>{0}<randomFloat min='0' max='1'/></gte>", "R516"),
        ("<customOperator>{0}{1}</customOperator>", "R515"),
    ],
)
def test_rules_about_numbers_that_are_not_understood(condition: str, code: str) -> None:
    test = condition.format(RESPONSE, constant("float", "5"))
    data = item(declared("float") + score("1") + ASKED + processing(when(test, set_to("1"))))
    assert refused(data)[0] == code


def test_more_pairs_than_can_be_tried() -> None:
    lefts, rights = (" ".join(f"{side}{n}" for n in range(70)) for side in "LR")
    code, message = refused(
        _match(_pairs("L0 R0", mapping("L0 R0=1")), MAP, lefts=lefts, rights=rights)
    )
    assert (code, "too many to try" in message) == ("R515", True)


def test_a_pattern_of_thousands_of_blanks_is_no_work() -> None:
    pattern = "\\s" * 20_000 + "x"
    asked = f'<patternMatch pattern="{pattern}">{RESPONSE}</patternMatch>'
    data = item(declared("string") + score("1") + ASKED + processing(when(asked, set_to("1"))))
    assert refused(data)[0] == "R516"
