"""Marks of other systems: what is read awards exactly what the item's own processing does."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core.answers import Rule, Scoring
from examc.formats.qti21 import readsymbolic
from examc.formats.qti21.readprocessing import MOST_OPTIONS
from qti21.foreign import (
    IS_NULL,
    IS_RIGHT,
    MAP,
    MAPPED,
    MATCH,
    RESPONSE,
    SCORE,
    add,
    awarded,
    body,
    choice,
    choice_item,
    choices,
    chooses,
    disagreements,
    is_exactly,
    item,
    processing,
    read_item,
    refused,
    response,
    score,
    set_to,
    when,
)
from support import choice_question

F = Fraction


def weights(data: bytes) -> list[Fraction]:
    """The weights that are read of an item."""
    return [option.points for option in choice(data)[0].answer.options]


# -- the two templates --------------------------------------------------------------------------


def test_match_correct_of_radio_buttons_is_one_point_for_the_right_option() -> None:
    data = choice_item(response("B", single=True), MATCH, most=1)
    question, codes = choice(data)
    question = choice_question(question)
    assert not question.answer.many
    assert [o.points for o in question.answer.options] == [0, 1, 0]
    assert [o.correct for o in question.answer.options] == [False, True, False]
    assert question.points == 1
    assert question.answer.scoring == Scoring(Rule.SUM, F(0), F(1))
    assert codes == []


def test_match_correct_of_boxes_is_all_or_nothing() -> None:
    question, codes = choice(choice_item(response("A C"), MATCH))
    question = choice_question(question)
    assert question.answer.many
    assert question.answer.scoring == Scoring(Rule.ALL_OR_NOTHING, F(0), F(1))
    assert [o.correct for o in question.answer.options] == [True, False, True]
    assert [o.points for o in question.answer.options] == [F(1, 2), 0, F(1, 2)]
    assert codes == []


def test_match_correct_gives_one_point_whatever_the_item_states() -> None:
    data = choice_item(response("B", single=True), MATCH, most=1, outcomes=score("4"))
    question, codes = choice(data)
    assert question.points == 4
    assert [o.points for o in question.answer.options] == [0, 1, 0]
    assert codes == ["R459"]
    boxes = choice_item(response("A B"), MATCH, outcomes=score("4"))
    assert disagreements(boxes, choice(boxes)[0]) == []
    assert choice(boxes)[0].answer.scoring.cap == 1


def test_map_response_is_the_mapping_with_its_bounds() -> None:
    mapping = "A=1 B=1 C=-0.5 lowerBound:0 upperBound:2"
    data = choice_item(response("A B", mapping), MAP)
    question, codes = choice(data)
    assert [o.points for o in question.answer.options] == [1, 1, F(-1, 2)]
    assert question.points == 2
    assert question.answer.scoring == Scoring(Rule.SUM, F(0), F(2))
    assert codes == []
    assert disagreements(data, question) == []


def test_what_a_mapping_does_not_name_has_its_default() -> None:
    data = choice_item(response("A", "A=3 defaultValue:-1 lowerBound:-1"), MAP)
    assert weights(data) == [3, -1, -1]
    assert choice(data)[0].answer.scoring.floor == -1


def test_a_mapping_without_bounds_has_no_floor_where_that_matters() -> None:
    assert choice(choice_item(response("A", "A=1 B=-1"), MAP))[0].answer.scoring.floor is None
    assert choice(choice_item(response("A", "A=1 B=0"), MAP))[0].answer.scoring.floor == 0


def test_bounds_beyond_every_mark_are_left_out() -> None:
    mapping = "A=1 B=-1 lowerBound:-1000000 upperBound:1000000"
    scoring = choice(choice_item(response("A", mapping), MAP))[0].answer.scoring
    assert scoring == Scoring(Rule.SUM, None, F(1))


def test_two_options_with_full_marks() -> None:
    data = choice_item(response("A", "A=2 B=2", single=True), MAP, most=1)
    question, codes = choice(data)
    assert [o.points for o in question.answer.options] == [2, 2, 0]
    assert [o.correct for o in question.answer.options] == [True, True, False]
    assert codes == []


# -- written out --------------------------------------------------------------------------------

PER_OPTION = processing(
    set_to("0"),
    when(chooses("A"), add("1")),
    when(chooses("B"), add("0.5")),
    when(chooses("C"), add("-1")),
)
BELOW_ZERO = when(
    '<lt><variable identifier="SCORE"/><baseValue baseType="float">0</baseValue></lt>', set_to("0")
)
SUM_OF_MAPPING = set_to(f'<sum><variable identifier="SCORE"/>{MAPPED}</sum>')


@pytest.mark.parametrize(
    ("declared", "rules", "expected"),
    [
        (response("A B"), PER_OPTION, ([1, F(1, 2), -1], None, F(3, 2))),
        (
            response("A B"),
            PER_OPTION.replace("</responseProcessing>", BELOW_ZERO + "</responseProcessing>"),
            ([1, F(1, 2), -1], 0, F(3, 2)),
        ),
        (
            response("A B", "A=1 B=1 C=-1 lowerBound:0"),
            processing(when(f"<not>{IS_NULL}</not>", SUM_OF_MAPPING)),
            ([1, 1, -1], 0, 2),
        ),
        (
            response("A B", "A=1 B=1 C=-1 lowerBound:0"),
            processing(when(IS_NULL, set_to("0"), otherwise=set_to(MAPPED))),
            ([1, 1, -1], 0, 2),
        ),
        (
            response("A B", "A=1 B=1 C=-1"),
            processing(when(f"<not>{IS_NULL}</not>", set_to(MAPPED))),
            ([1, 1, -1], None, 2),
        ),
    ],
    ids=["adds", "adds, floored", "adds a mapping", "guarded mapping", "mapping if answered"],
)
def test_rules_that_add_up(
    declared: str, rules: str, expected: tuple[list[Fraction], Fraction | None, Fraction]
) -> None:
    data = choice_item(declared, rules)
    question, codes = choice(data)
    assert ([o.points for o in question.answer.options], question.answer.scoring.floor) == expected[
        :2
    ]
    assert question.points == expected[2]
    assert disagreements(data, question) == []
    assert codes == []


def test_a_penalty_that_only_shows_beside_a_right_option() -> None:
    rules = PER_OPTION.replace("</responseProcessing>", BELOW_ZERO + "</responseProcessing>")
    assert weights(choice_item(response(), rules)) == [1, F(1, 2), -1]


@pytest.mark.parametrize(
    "rules",
    [
        processing(when(IS_RIGHT, set_to("2"), otherwise=set_to("0"))),
        processing(when(IS_RIGHT, set_to("2"))),
        processing(when(IS_NULL, set_to("0"), otherwise=when(IS_RIGHT, set_to("2")))),
        processing(when(is_exactly("A C"), set_to("2"))),
        processing(when(is_exactly("C A"), set_to("2"), otherwise=set_to("0"))),
    ],
    ids=["else", "no else", "guarded", "listed", "listed otherwise"],
)
def test_rules_that_are_all_or_nothing(rules: str) -> None:
    data = choice_item(response("A C"), rules, outcomes=score("2"))
    question, codes = choice(data)
    assert question.answer.scoring == Scoring(Rule.ALL_OR_NOTHING, F(0), F(2))
    assert [o.correct for o in question.answer.options] == [True, False, True]
    assert disagreements(data, question) == []
    assert codes == []


def test_rules_that_sum_up_to_the_points_set_elsewhere() -> None:
    outcomes = SCORE + (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>3</value></defaultValue></outcomeDeclaration>"
    )
    full = set_to('<sum><variable identifier="SCORE"/><variable identifier="MAXSCORE"/></sum>')
    data = choice_item(
        response("B", single=True), processing(when(IS_RIGHT, full)), most=1, outcomes=outcomes
    )
    assert weights(data) == [0, 3, 0]
    assert choice(data)[0].points == 3


def test_a_penalty_for_any_wrong_radio_button() -> None:
    rules = processing(
        when(IS_NULL, set_to("0"), otherwise=when(IS_RIGHT, set_to("2"), otherwise=set_to("-0.5")))
    )
    data = choice_item(response("A", single=True), rules, most=1)
    question, _ = choice(data)
    assert [o.points for o in question.answer.options] == [2, F(-1, 2), F(-1, 2)]
    assert question.answer.scoring.floor is None
    assert disagreements(data, question) == []


def test_one_box_that_can_be_checked_is_a_radio_button() -> None:
    data = choice_item(response("A B", "A=1 B=1"), MAP, most=1)
    question, _ = choice(data)
    question = choice_question(question)
    assert not question.answer.many
    assert disagreements(data, question) == []


def test_a_key_that_cannot_be_chosen_earns_nothing() -> None:
    data = choice_item(response("A B"), MATCH, most=1)
    question, codes = choice(data)
    assert question.points == 0
    assert disagreements(data, question) == []
    assert codes == ["R518", "R521"]


def test_rules_that_no_mark_hangs_on_may_be_anything() -> None:
    odd = (
        '<lookupOutcomeValue identifier="GRADE"><variable identifier="SCORE"/></lookupOutcomeValue>'
    )
    unknown = set_to("<customOperator/>", "OTHER")
    rules = processing(set_to(MAPPED), odd, unknown, when("<customOperator/>", unknown))
    assert weights(choice_item(response("", "A=1 B=2"), rules)) == [1, 2, 0]


# -- kept out -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "rules", "code", "said"),
    [
        (response("A"), processing(set_to("<customOperator/>")), "R515", "customOperator"),
        (response("A"), processing("<exitTest/>"), "R515", "exitTest"),
        (response("A"), MAP, "R515", "no mapping"),
        (response("A"), '<responseProcessing template="http://x/other"/>', "R515", "template"),
        (response("A"), processing(set_to("<sum/>"), when("<not/>", set_to("1"))), "R515", "sum"),
        (
            response("A"),
            processing(when(is_exactly("A"), set_to("1")), when(is_exactly("B C"), set_to("1"))),
            "R516",
            "A and B earn 0 together, and 1 one by one",
        ),
        (
            response("A"),
            processing(when(IS_RIGHT, set_to("1"), otherwise=set_to("-1"))),
            "R516",
            "1 for exactly A, and -1 for the rest",
        ),
        (response("A"), '<responseProcessing templateLocation="a.xml"/>', "R515", "another file"),
        (response("A", "A=20000"), MAP, "R516", "20000"),
        (response("A", "A=0.1234567890123456789012345"), MAP, "R516", "0.12345"),
        (response("A", "A=many"), MAP, "R515", "'many' is not a number"),
        ("", MATCH, "R515", "'RESPONSE' is not declared"),
        (response("A").replace("multiple", "ordered"), MATCH, "R515", "ordered"),
        (response("A").replace('"identifier" card', '"pair" card'), MATCH, "R515", "pair"),
    ],
)
def test_marks_that_cannot_be_known_or_held(
    declared: str, rules: str, code: str, said: str
) -> None:
    found, message = refused(choice_item(declared, rules))
    assert found == code
    assert said in message


def test_choices_that_cannot_be_told_apart() -> None:
    code, message = refused(choice_item(response("A"), MATCH, options="A B A"))
    assert (code, "two choices have one identifier" in message) == ("R515", True)
    data = choice_item(response("A"), MATCH).replace(b'identifier="B"', b'identifier=""')
    assert "no identifier" in refused(data)[1]


def test_more_options_than_can_be_tried() -> None:
    many = " ".join(f"C{number}" for number in range(MOST_OPTIONS + 1))
    rules = processing(when(is_exactly("C1"), add("1")))
    code, message = refused(choice_item(response("C1"), rules, options=many))
    assert (code, "13 options are too many to try" in message) == ("R515", True)
    mapped = choice_item(response("C1", "C1=1 C2=-1"), MAP, options=many)
    assert weights(mapped)[:3] == [0, 1, -1]
    assert choice(choice_item(response("C1 C2"), MATCH, options=many))[0].points == 1
    added = processing(*(when(chooses(f"C{n}"), add("0.5")) for n in range(3)))
    assert weights(choice_item(response(), added, options=many))[:4] == [F(1, 2)] * 3 + [0]


# -- what is said -------------------------------------------------------------------------------


def test_points_that_nobody_states() -> None:
    question, codes = choice(choice_item(response(), MATCH))
    assert question.points == 0
    assert codes == ["R518"]


def test_points_that_disagree() -> None:
    maximum = (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>5</value></defaultValue></outcomeDeclaration>"
    )
    data = choice_item(response("", "A=2"), MAP, outcomes=score("2") + maximum)
    question, codes = choice(data)
    assert question.points == 2
    assert codes == ["R459"]
    alone = choice_item(response("", "A=2"), MAP, outcomes=SCORE + maximum)
    assert choice(alone)[0].points == 5
    assert choice(alone)[1] == ["R459"]


def test_more_marks_than_points_are_kept() -> None:
    data = choice_item(response("", "A=2 B=2"), MAP, outcomes=score("2"))
    question, codes = choice(data)
    assert question.points == 2
    assert question.answer.scoring.cap is None
    assert codes == ["R459"]
    assert disagreements(data, question) == []
    match = choice_item(response("A"), processing(when(IS_RIGHT, set_to("3"))), outcomes=score("2"))
    assert choice(match)[0].points == 3
    assert disagreements(match, choice(match)[0]) == []


@pytest.mark.parametrize("points", ["-1", "many", "20000", "0.1234567890123456789012345"])
def test_points_that_are_none_are_passed_over(points: str) -> None:
    assert choice(choice_item(response("", "A=2"), MAP, outcomes=score(points)))[0].points == 2


def test_an_empty_answer_that_earns_something() -> None:
    bare = choice_item(response("A", "A=1 B=-1 defaultValue:-2", single=True), MAP, most=1)
    assert awarded(bare, frozenset()) == -2
    assert choice(bare)[1] == ["R517"]
    assert choice(choice_item(response("A", "A=1 lowerBound:0.5"), MAP))[1] == ["R517"]


@pytest.mark.parametrize(
    ("mapping", "earned"),
    [
        ("A=2 defaultValue:-1", -1),
        ("A=2 defaultValue:-1 lowerBound:0", 0),
        ("A=2 B=0 C=0 defaultValue:1", 1),
        ("A=2 B=0 C=0 defaultValue:1 upperBound:0.5", F(1, 2)),
        ("A=2 B=-1 C=-1", 0),
    ],
)
@pytest.mark.parametrize("rules", [MAP, processing(set_to(MAPPED))])
def test_no_box_checked_earns_the_default_of_a_mapping(
    mapping: str, earned: Fraction, rules: str
) -> None:
    """As three engines have it: an empty container is mapped to the default value."""
    data = choice_item(response("A", mapping), rules)
    assert awarded(data, frozenset()) == earned
    assert ("R517" in choice(data)[1]) is (earned != 0)


def test_fractions_of_a_score_that_is_an_integer_are_told() -> None:
    whole = SCORE.replace("float", "integer")
    for mapping, codes in (("A=1.5 B=1", ["R459"]), ("A=2 B=1", [])):
        data = choice_item(response("A B", mapping), MAP, outcomes=whole)
        assert choice(data)[1] == codes
    half = processing(when(IS_RIGHT, set_to("0.5")))
    assert choice(choice_item(response("A"), half, outcomes=whole))[1] == ["R459"]


def test_a_key_that_the_marks_do_not_follow() -> None:
    exam, found = read_item(choice_item(response("A C", "A=1 B=1"), MAP))
    assert [d.code for d in found] == ["R521"]
    assert "correctResponse lists A and C, but A and B earn points" in found[0].message
    assert exam is not None


def test_no_processing_at_all() -> None:
    question, codes = choice(choice_item(response("B", single=True), "", outcomes="", most=1))
    assert [o.points for o in question.answer.options] == [0, 1, 0]
    assert [o.correct for o in question.answer.options] == [False, True, False]
    assert codes == ["R558"]
    mapped = choice_item(response("A", "A=2 B=1 C=-1"), "", outcomes=score("9"))
    question, codes = choice(mapped)
    assert [o.points for o in question.answer.options] == [2, 1, -1]
    assert codes == ["R558", "R459", "R521"]


def test_no_processing_and_no_key() -> None:
    question, codes = choice(choice_item(response(), "", outcomes=""))
    assert [o.points for o in question.answer.options] == [0, 0, 0]
    assert codes == ["R518"]


def test_a_mark_under_another_name() -> None:
    own = SCORE.replace("SCORE", "points")
    rules = processing(when(IS_RIGHT, set_to("2", "points")), set_to("1", "MAXSCORE"))
    question, codes = choice(choice_item(response("A", single=True), rules, outcomes=own, most=1))
    assert [o.points for o in question.answer.options] == [2, 0, 0]
    assert codes == ["R576"]
    two = processing(when(IS_RIGHT, set_to("2", "points"), set_to("3", "more")))
    outcomes = own + SCORE.replace("SCORE", "more")
    question, codes = choice(
        choice_item(response("A", single=True), two, outcomes=outcomes, most=1)
    )
    assert [o.points for o in question.answer.options] == [1, 0, 0]
    assert codes == ["R558"]


def test_a_number_of_options_that_must_be_chosen() -> None:
    data = choice_item(response("A B", "A=1 B=1 C=-1"), MAP, most=2)
    question, codes = choice(data)
    assert codes == ["R522"]
    assert disagreements(data, question, most=2) == []
    least = item(response("A B", "A=1 B=1") + SCORE + body(choices(more='minChoices="1"')) + MAP)
    assert choice(least)[1] == ["R522"]


# -- any question, written out --------------------------------------------------------------------

_weights = st.sampled_from([F(n, d) for n in range(-4, 5) for d in (1, 2, 4)])


@st.composite
def _written_out(draw: st.DrawFn) -> tuple[bytes, list[Fraction], Fraction | None]:
    """An item that adds the weight of each option, and sets SCORE to its floor if it is below."""
    worth = draw(st.lists(_weights, min_size=2, max_size=5))
    floor = draw(st.sampled_from([None, F(0), F(-1), F(-1, 2)]))
    names = ["A", "B", "C", "D", "E"][: len(worth)]
    rules = [when(chooses(n), add(str(float(w)))) for n, w in zip(names, worth, strict=True)]
    if floor is not None:
        bound = f'<baseValue baseType="float">{float(floor)}</baseValue>'
        rules.append(when(f'<lt><variable identifier="SCORE"/>{bound}</lt>', set_to(bound)))
    data = choice_item(response("A"), processing(*rules), options=" ".join(names))
    return data, worth, floor


@settings(max_examples=150)
@given(_written_out())
def test_weights_and_a_floor_are_always_found(
    made: tuple[bytes, list[Fraction], Fraction | None],
) -> None:
    data, worth, floor = made
    question, _ = choice(data)
    assert disagreements(data, question) == []
    if floor is None:
        assert [option.points for option in question.answer.options] == worth


# -- any processing -----------------------------------------------------------------------------

_numbers = st.sampled_from(["1", "-1", "0.5", "2", "-0.25", "0", "3"])
_options = st.sampled_from(["A", "B", "C"])
_keys = st.sampled_from(["A", "A B", "C", "A B C", ""])


SCORE_NOW = '<variable identifier="SCORE"/>'
HIGHEST = '<variable identifier="MAXSCORE"/>'
MAXSCORE = (
    '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
    "<defaultValue><value>2</value></defaultValue></outcomeDeclaration>"
)


def number_of(text: str) -> str:
    """A number in processing."""
    return f'<baseValue baseType="float">{text}</baseValue>'


@st.composite
def _asks(draw: st.DrawFn) -> str:
    """A condition on one option."""
    option = draw(_options)
    value = f'<baseValue baseType="identifier">{option}</baseValue>'
    return draw(
        st.sampled_from(
            [
                chooses(option),
                f"<and>{chooses(option)}</and>",
                f"<contains>{RESPONSE}<multiple>{value}</multiple></contains>",
                f"<match>{RESPONSE}{value}</match>",
            ]
        )
    )


@st.composite
def _adds(draw: st.DrawFn) -> str:
    """A rule that adds to SCORE in some way."""
    term = number_of(draw(_numbers))
    return draw(
        st.sampled_from(
            [
                set_to(f"<sum>{SCORE_NOW}{term}</sum>"),
                set_to(f"<sum>{term}{SCORE_NOW}{term}</sum>"),
                set_to(f"<sum>{SCORE_NOW}{HIGHEST}</sum>"),
                set_to(f"<subtract>{SCORE_NOW}{term}</subtract>"),
                set_to(f"<subtract>{term}{SCORE_NOW}</subtract>"),
            ]
        )
    )


@st.composite
def _rules(draw: st.DrawFn, depth: int = 0) -> str:
    kind = draw(st.integers(0, 7 if depth < 2 else 4))
    if kind <= 1:
        more = draw(st.sampled_from(["", "", add(draw(_numbers)), set_to("0")]))
        return when(draw(_asks()), draw(_adds()), otherwise=more)
    if kind == 4:
        side = draw(st.sampled_from(["max", "min"]))
        return set_to(f"<{side}>{SCORE_NOW}{number_of(draw(_numbers))}</{side}>")
    if kind == 2:
        return draw(st.sampled_from([set_to(MAPPED), SUM_OF_MAPPING, set_to(draw(_numbers))]))
    if kind == 3:
        bound = f'<baseValue baseType="float">{draw(_numbers)}</baseValue>'
        side = draw(st.sampled_from(["lt", "gt", "lte", "gte"]))
        terms = draw(st.sampled_from([SCORE_NOW + bound, bound + SCORE_NOW]))
        return when(f"<{side}>{terms}</{side}>", set_to(draw(st.sampled_from([bound, HIGHEST]))))
    condition = draw(
        st.sampled_from(
            [IS_NULL, f"<not>{IS_NULL}</not>", IS_RIGHT, chooses("A"), is_exactly("A B")]
        )
    )
    otherwise = draw(
        st.sampled_from(["", set_to("0"), set_to(MAPPED), when(IS_RIGHT, set_to("1"))])
    )
    inner = draw(_rules(depth=depth + 1))
    branch = f"<responseElseIf>{draw(_asks())}{draw(_adds())}</responseElseIf>"
    return when(condition, inner, then=draw(st.sampled_from(["", branch])), otherwise=otherwise)


@st.composite
def _any_item(draw: st.DrawFn) -> bytes:
    bounds = draw(
        st.sampled_from(
            ["", "lowerBound:0", "lowerBound:-1 upperBound:2", "upperBound:1", "upperBound:-1"]
        )
    )
    default = draw(st.sampled_from(["", "defaultValue:-1"]))
    mapping = f"A={draw(_numbers)} B={draw(_numbers)} {bounds} {default}"
    single = draw(st.booleans())
    rules = draw(st.lists(_rules(), max_size=3))
    template = draw(st.sampled_from([MATCH, MAP]))
    declared = response(draw(_keys), mapping, single=single)
    outcomes = MAXSCORE + draw(
        st.sampled_from(
            [
                SCORE,
                score("2"),
                SCORE.replace(
                    "/>", "><defaultValue><value>1</value></defaultValue></outcomeDeclaration>"
                ),
            ]
        )
    )
    return choice_item(
        declared, processing(*rules) if rules else template, most=int(single), outcomes=outcomes
    )


@settings(max_examples=400)
@given(_any_item())
def test_any_item_is_read_exactly_or_kept_out(data: bytes) -> None:
    exam, found = read_item(data)
    codes = [diagnostic.code for diagnostic in found]
    if exam is None:
        assert codes[0] in ("R515", "R516")
        return
    question, _ = choice(data)
    assert disagreements(data, question) == []
    assert ("R517" in codes) is (awarded(data, frozenset()) != 0)


@settings(max_examples=150)
@given(_any_item())
def test_forms_that_are_told_are_what_the_engine_does(data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        told = read_item(data)
        patch.setattr(readsymbolic, "score", lambda *_: None)
        run = read_item(data)
    if told[0] is None or run[0] is None:
        return
    assert RESPONSE
    assert disagreements(data, choice(data)[0]) == []
