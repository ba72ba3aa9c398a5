"""What an answer of each further kind is worth, and the responses that are tried of it."""

from fractions import Fraction

import pytest

from examc.core import enumeration, responses, schemes
from examc.core.answers import (
    Answer,
    FillIn,
    Matching,
    Matrix,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from examc.core.keys import (
    Cell,
    Label,
    OrderRule,
    Pair,
)
from examc.core.numbers import value
from examc.core.records import replace
from examc.core.responses import Filled, Ordered, Response, Typed, choose, filled, typed
from examc.core.scoring import mark
from kinds import CAPITAL, CAPITALS, FRANCE, PI, TREES, asked, option, say, text

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        *(("9.81", "2"), ("9.8", "2"), ("9.82", "2"), (" 9.820 ", "2"), ("+981e-2", "2")),
        *(("9.821", "1"), ("9.5", "1"), ("10.2", "1"), ("10.21", "0"), ("98.1", "-0.5")),
        *(("9,81", "0"), ("9.81 m/s²", "0"), ("−9.81", "0"), ("ten", "0"), ("1_0", "0")),
    ],
)
def test_the_first_interval_that_holds_a_number_counts(text: str, worth: str) -> None:
    assert mark(asked(PI), Typed(text)) == value(worth)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        *(("Paris", "2"), ("  pARIS ", "2"), ("in Paris, I think", "0.5"), ("Rome", "0")),
        *(("colour", "1"), ("COLORING", "1"), ("a colour", "0"), ("colours x", "0")),
    ],
)
def test_the_first_text_that_fits_counts(text: str, worth: str) -> None:
    assert mark(asked(CAPITAL), Typed(text)) == value(worth)


def test_letter_case_counts_where_it_is_asked_for() -> None:
    salt = ShortAnswer(accepted=(text("NaCl", "2"),), case=True)
    worth = [mark(asked(salt), Typed(text)) for text in ("NaCl", " NaCl", "nacl", "NACL")]
    assert worth == [2, 2, 0, 0]


def test_what_is_typed_and_fits_nothing_earns_the_floor_and_blanks_nothing() -> None:
    sure = replace(PI, scoring=Scoring(floor=Fraction(1, 2), cap=Fraction(2)))
    assert [mark(asked(sure), Typed(text)) for text in ("9.81", "3", "ten")] == [2, HALF, HALF]
    assert mark(asked(sure), Typed(" \t ")) == 0


def test_the_best_mark_of_what_is_typed_lies_within_the_bounds() -> None:
    capped = replace(PI, scoring=Scoring(floor=Fraction(0), cap=Fraction(3, 2)))
    assert schemes.best(schemes.meant(asked(capped))) == Fraction(3, 2)


def test_bounds_are_those_of_the_question_and_none_of_a_gap() -> None:
    (city, *rest) = FRANCE.gaps
    own = replace(city.key, scoring=Scoring(floor=Fraction(1), cap=Fraction(1, 2)))
    bounded = FillIn(gaps=(replace(city, key=own), *rest), scoring=FRANCE.scoring)
    assert schemes.meant(asked(bounded, "3")) == schemes.meant(asked(FRANCE, "3"))


def test_nothing_typed_is_no_answer() -> None:
    assert typed("  \t") is None
    for answer in (PI, CAPITAL, FRANCE, CAPITALS, TREES):
        assert mark(asked(answer), None) == 0


def _parts(*parts: str | int | None) -> Response | None:
    return filled(
        None if part is None else Typed(part) if isinstance(part, str) else choose((part,))
        for part in parts
    )


@pytest.mark.parametrize(
    ("response", "worth"),
    [
        (_parts("Paris", "2.1", 0), "3"),
        (_parts("lutetia", "2.2", 1), "1.75"),
        (_parts("Rome", "9", 1), "0"),
        (_parts(None, None, 2), "0"),
        (_parts("Paris", None, None), "1"),
        (None, "0"),
    ],
)
def test_the_parts_of_a_text_add_up_to_0_at_least(response: Response | None, worth: str) -> None:
    assert mark(asked(FRANCE, "3"), response) == value(worth)


def test_all_or_nothing_wants_every_part_at_its_full_weight() -> None:
    whole = FillIn(gaps=FRANCE.gaps, scoring=Scoring(Rule.ALL_OR_NOTHING))
    assert mark(asked(whole, "3"), _parts("paris", "2", 0)) == 3
    assert mark(asked(whole, "3"), _parts("Lutetia", "2", 0)) == 0


def test_a_wrong_right_side_costs_what_it_says() -> None:
    question = asked(CAPITALS, "3")
    assert CAPITALS.rights == tuple(map(say, ("Paris", "Madrid", "Rome", "Vienna")))
    worth = [
        mark(question, _parts(*sides))
        for sides in ((0, 1, 2), (0, 1, 3), (0, 1, None), (3, 3, 3), (2, 0, 1))
    ]
    assert worth == [3, 1, 2, 0, 0]


def test_equal_right_sides_are_one_choice() -> None:
    pairs = tuple(
        Pair(left=say(left), right=say(right), points=Fraction(1))
        for left, right in (("whale", "mammal"), ("shark", "fish"), ("bat", "mammal"))
    )
    zoo = Matching(pairs=pairs)
    assert len(zoo.rights) == 2
    assert mark(asked(zoo, "3"), _parts(0, 1, 0)) == 3


def test_a_matrix_adds_the_cells_that_are_chosen() -> None:
    question = asked(TREES, "1.5")
    worth = [mark(question, _parts(*row)) for row in ((1, 0, 1), (1, 0, 0), (0, 1, 0))]
    assert worth == [Fraction(3, 2), Fraction(1, 2), 0]


def test_several_columns_of_a_row_add_up() -> None:
    (row, *rest) = TREES.rows
    half, whole = Cell(Fraction(1, 2), correct=True), Cell(Fraction(1), correct=True)
    several = Matrix(
        columns=TREES.columns,
        rows=(replace(row, cells=(half, whole)), *rest),
        several=True,
        scoring=Scoring(cap=Fraction(2)),
    )
    question = asked(several)
    worth = [mark(question, Filled((choose(row), None, None))) for row in ((0,), (1,), (0, 1))]
    assert worth == [Fraction(1, 2), 1, Fraction(3, 2)]
    one = asked(replace(several, several=False))
    assert mark(one, Filled((choose((0, 1)), None, None))) == 0  # it cannot be given


def test_kprim_gives_half_for_one_row_that_is_wrong_or_empty() -> None:
    kprim = Matrix(columns=TREES.columns, rows=TREES.rows, scoring=Scoring(Rule.KPRIM))
    rows = ((1, 0, 1), (1, 0, 0), (1, 0, None), (1, 1, 0))
    assert [mark(asked(kprim), _parts(*row)) for row in rows] == [2, 1, 1, 0]


@pytest.mark.parametrize(
    ("rule", "worth"),
    [
        (OrderRule.ALL_OR_NOTHING, ["3", "0", "0", "0"]),
        (OrderRule.PLACE, ["3", "1.5", "0", "1.5"]),
        (OrderRule.NEIGHBOURS, ["3", "1", "2", "1"]),
    ],
)
def test_rules_of_ordering(rule: OrderRule, worth: list[str]) -> None:
    years = Ordering(items=tuple(Label(text=say(year)) for year in "4567"), rule=rule)
    orders = ((0, 1, 2, 3), (0, 1, 3, 2), (1, 2, 3, 0), (0, 1))
    given = [mark(asked(years, "3"), Ordered(order)) for order in orders]
    assert given == [value(mark) for mark in worth]


def test_true_and_false_are_two_options() -> None:
    both = TrueFalse(true=option("1", correct=True), false=option("-0.5", correct=False))
    assert [mark(asked(both), choose(c)) for c in ((0,), (1,), ())] == [1, 0, 0]
    free = TrueFalse(true=both.true, false=both.false, scoring=Scoring(floor=None))
    assert mark(asked(free), choose((1,))) == Fraction(-1, 2)


# -- what is tried --------------------------------------------------------------------------------


def _tried(answer: Answer) -> list[Response | None]:
    question = asked(answer)
    found = list(enumeration.responses(question))
    assert len(set(found)) == len(found) == enumeration.possible(question)
    assert found[0] is None
    return found


def test_both_edges_and_a_step_outside_are_tried() -> None:
    texts = {r.text for r in _tried(PI) if isinstance(r, Typed)}
    assert {"9.81", "9.8", "9.82", "9.79", "9.83", "9,81", "  9.81 "} <= texts
    assert {"9.49", "10.21", "97.9", "98.3"} <= texts


def test_texts_are_tried_in_other_letters_and_between_blanks() -> None:
    texts = {r.text for r in _tried(CAPITAL) if isinstance(r, Typed)}
    assert {"Paris", "pARIS", "PARIS", "  Paris "} <= texts
    assert any(text not in ("paris",) and "paris" in text for text in texts)


def test_parts_are_tried_together_and_alone() -> None:
    found = _tried(FRANCE)
    assert _parts("Paris", "2.1", 0) in found
    assert _parts(None, None, 1) in found
    assert _parts("Paris", "2.1", 1) in found
    worst = [r for r in found if isinstance(r, Filled) and None not in r.parts]
    assert any(
        schemes.award(schemes.meant(asked(FRANCE)), r) == 0 and r.parts[2] == choose((1,))
        for r in worst
    )
    many = Matching(
        pairs=tuple(
            Pair(left=say(str(n)), right=say(f"r{n}"), points=Fraction(1)) for n in range(30)
        )
    )
    assert len(_tried(many)) < 3000


def test_all_orders_of_few_items_are_tried_and_some_of_many() -> None:
    few = Ordering(items=tuple(Label(text=say(sign)) for sign in "abcd"))
    assert len(_tried(few)) == 1 + 24
    many = Ordering(items=tuple(Label(text=say(sign)) for sign in "abcdefghij"))
    found = _tried(many)
    assert Ordered(tuple(range(10))) in found
    assert Ordered(tuple(reversed(range(10)))) in found
    assert len(found) < 300


# -- schemes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [PI, CAPITAL, FRANCE, CAPITALS, TREES])
def test_schemes_of_equal_answers_are_the_same_and_scale(answer: Answer) -> None:
    question = asked(answer, "3")
    scheme = schemes.meant(question)
    assert schemes.same(scheme, schemes.meant(asked(answer, "3")))
    twice = schemes.scaled(scheme, Fraction(2))
    assert not schemes.same(scheme, twice)
    for response in enumeration.responses(question):
        once, double = schemes.award(scheme, response), schemes.award(twice, response)
        assert once is not None
        assert double == 2 * once
        assert schemes.award(schemes.normal(scheme), response) == once
        assert schemes.lowest(scheme) <= once <= schemes.best(scheme)


def test_a_floor_that_no_answer_comes_near_is_idle() -> None:
    plain = ShortAnswer(accepted=(text("a", "1"),), scoring=Scoring(floor=None))
    floored = ShortAnswer(accepted=(text("a", "1"),), scoring=Scoring(cap=Fraction(2)))
    one, other = (schemes.meant(asked(answer)) for answer in (plain, floored))
    assert schemes.same(one, other)


def test_what_a_student_does_is_told() -> None:
    assert responses.words(Typed("3,14")) == 'a student who types "3,14"'
    assert responses.words(Ordered((1, 0))) == "a student who puts 2, 1"
    given = Filled((Typed("Paris"), None, choose((1,))))
    assert (
        responses.words(given) == 'a student who types "Paris" for part 1 and chooses B for part 3'
    )
