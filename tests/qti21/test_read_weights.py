"""Marks of other systems that no part earns alone, or that a floor or a start hides."""

from fractions import Fraction

from examc.core.answers import FillIn, Rule
from examc.core.responses import choose, filled, typed
from qti21.foreign import MAP, SCORE, body, choice, item, one, processing, score, set_to, when
from qti21.test_read_kinds import box, constant, declared, is_text, mapping, mark, variable

TWO = body(f"<p>{box('R1')} and {box('R2')}</p>")


def test_two_boxes_that_earn_only_together() -> None:
    both = f"<and>{is_text('oak', 'R1')}{is_text('elm', 'R2')}</and>"
    rules = processing(when(both, set_to("2")))
    boxes = declared("string", name="R1") + declared("string", name="R2")
    question, codes = one(item(boxes + score("2") + TWO + rules))
    assert isinstance(question.answer, FillIn)
    assert question.answer.scoring.rule is Rule.ALL_OR_NOTHING
    assert [
        mark(question, filled([typed(first), typed(second)]))
        for first, second in (("oak", "elm"), ("oak", "yew"), ("yew", "elm"))
    ] == [2, 0, 0]
    assert codes == ["R556"]


def test_marks_that_two_of_three_right_answers_begin_to_earn() -> None:
    names = ("R1", "R2", "R3")
    boxes = "".join(
        declared("string", "", mapping(f"{text}=1", 'caseSensitive="false"'), name=name)
        for name, text in zip(names, ("oak", "elm", "yew"), strict=True)
    )
    outcomes = score("2") + SCORE.replace("SCORE", "RIGHT")
    mapped = "".join(f'<mapResponse identifier="{name}"/>' for name in names)
    right = variable("RIGHT")
    rules = processing(
        set_to(f"<sum>{mapped}</sum>", "RIGHT"),
        when(
            f"<gte>{right}{constant('float', '3')}</gte>",
            set_to("2"),
            then=f"<responseElseIf><gte>{right}{constant('float', '2')}</gte>{set_to('1')}</responseElseIf>",
        ),
    )
    asked = body(f"<p>{box('R1')}, {box('R2')}, {box('R3')}</p>")
    question, _ = one(item(boxes + outcomes + asked + rules))
    answers = (("oak", "elm", "yew"), ("oak", "elm", "ash"), ("oak", "ash", "ash"))
    assert [mark(question, filled(map(typed, texts))) for texts in answers] == [2, 1, 0]


def _gaps(entries: str, attributes: str) -> bytes:
    """Two gaps for three words, each of which can be used once."""
    words = "".join(f'<gapText identifier="{own}" matchMax="1">{own}</gapText>' for own in "WSAP")
    gaps = '<p><gap identifier="G1"/> then <gap identifier="G2"/></p>'
    asked = (
        f'<gapMatchInteraction responseIdentifier="RESPONSE">{words}{gaps}</gapMatchInteraction>'
    )
    entries = mapping(entries).replace('defaultValue="0"', attributes)
    pairs = declared("directedPair", "W G1|S G2", entries, many="multiple")
    return item(pairs + SCORE + body(asked) + MAP)


def test_words_that_cost_where_the_best_uses_them_elsewhere() -> None:
    question, _ = one(_gaps("W G2=4|W G1=1|S G2=2|S G1=3", 'defaultValue="-1" lowerBound="0"'))
    given = [(0, 1), (1, 0), (0, 2), (2, 0), (2, None), (0, None)]
    assert [
        mark(question, filled(None if p is None else choose((p,)) for p in places))
        for places in given
    ] == [3, 7, 0, 3, 0, 1]


def test_no_answer_that_costs_is_told_and_hides_no_weight() -> None:
    question, codes = one(_gaps("W G1=1|S G2=2", 'defaultValue="-1"'))
    given = [(0, 1), (None, 1), (None, 0), (2, 0)]
    assert [
        mark(question, filled(None if p is None else choose((p,)) for p in places))
        for places in given
    ] == [3, 2, -1, -2]
    assert "R517" in codes


def test_a_choice_of_what_is_no_option_earns_nothing() -> None:
    """As where a list of options stands in one value: no answer is that."""
    options = "".join(f'<simpleChoice identifier="C{n}">{n}</simpleChoice>' for n in range(14))
    asked = f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="9"><prompt>Which?</prompt>{options}</choiceInteraction>'
    value = constant("identifier", "C1 C2 C3")
    rules = processing(when(f"<match>{variable('RESPONSE')}{value}</match>", set_to("1")))
    made = declared("identifier", many="multiple") + SCORE + body(asked) + rules
    question, codes = choice(item(made))
    assert [option.points for option in question.answer.options] == [Fraction(0)] * 14
    assert codes == ["R518", "R522"]
