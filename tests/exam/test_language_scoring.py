"""Weights, bounds and rubrics as the language means them: every rule by its smallest exam."""

from fractions import Fraction

import pytest

from examc.core.answers import Option, Rule, Scoring
from examc.core.content import Paragraph, Quote, Text, plain
from examc.core.model import Question, questions
from examc.core.rubrics import Criteria, Levels
from marks import diagnostics
from support import choice_question, exam_of, written_question

ZERO, ONE = Fraction(0), Fraction(1)


def _question(heading: str, body: str, exercise: str = "", exam: str = "") -> Question:
    head = f"---\ntitle: T\n{exam}---\n\n# E {{#e {exercise}}}\n\n"
    (question,) = questions(exam_of(f"{head}## {heading}\n\nW?\n\n{body}\n"))
    return question


def _options(heading: str, body: str, exercise: str = "", exam: str = "") -> tuple[Option, ...]:
    question = _question(heading, body, exercise, exam)
    question = choice_question(question)
    return question.answer.options


def _weights(heading: str, boxes: str, exercise: str = "", exam: str = "") -> list[Fraction]:
    body = "\n".join(f"- [{box}] {number}" for number, box in enumerate(boxes))
    return [option.points for option in _options(heading, body, exercise, exam)]


def _scoring(attributes: str, exercise: str = "", exam: str = "") -> Scoring:
    body = "- [x] {2} a\n- [ ] {-1} b"
    question = _question(f"2 pts · multiple response {{{attributes}}}", body, exercise, exam)
    question = choice_question(question)
    assert question.answer.many
    return question.answer.scoring


@pytest.mark.parametrize(
    ("heading", "boxes", "weights"),
    [
        ("2 pts · multiple response", "xx ", [1, 1, 0]),
        ("1 pt · multiple response", "xxx ", [Fraction(1, 3)] * 3 + [ZERO]),
        (
            "1 pt · multiple response {wrong=minus}",
            "xxx ",
            [Fraction(1, 3)] * 3 + [Fraction(-1, 3)],
        ),
        ("2 pts · multiple response {wrong=zero}", "x ", [2, 0]),
        ("2 pts · multiple response {wrong=minus}", "x  ", [2, -2, -2]),
        ("2 pts · multiple choice", "xx ", [2, 2, 0]),
        ("2 pts · multiple choice {wrong=minus}", "x ", [2, -2]),
        ("1 pt · multiple response {wrong=minus}", "   ", [-1, -1, -1]),
        ("0 pts · multiple response", "x ", [0, 0]),
    ],
)
def test_weights_left_out(heading: str, boxes: str, weights: list[Fraction]) -> None:
    assert _weights(heading, boxes) == weights


def test_a_share_is_of_all_correct_options_even_if_some_say_their_own() -> None:
    options = _options("2 pts · multiple response", "- [x] {1.5} a\n- [x] b\n- [ ] c\n- [ ] {-1} d")
    assert [option.points for option in options] == [Fraction(3, 2), 1, 0, -1]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("+1", ONE),
        ("-1", -ONE),
        ("−1", -ONE),
        ("0", ZERO),
        ("1.25", Fraction(5, 4)),
        (".5", Fraction(1, 2)),
        ("1/3", Fraction(1, 3)),
        ("-2/6", Fraction(-1, 3)),
        ("+0.10", Fraction(1, 10)),
    ],
)
def test_weights_are_exact(written: str, value: Fraction) -> None:
    options = _options("2 pts · multiple choice", f"- [x] {{{written}}} a\n- [ ] {{0}} b")
    assert options[0].points == value


@pytest.mark.parametrize("box", ["[x]", "[X]"])
@pytest.mark.parametrize("bullet", ["-", "*", "+", "1.", "2)"])
def test_boxes_and_bullets(box: str, bullet: str) -> None:
    options = _options("1 pt · multiple choice", f"{bullet} {box} {{1}} a\n{bullet} [ ] {{0}} b")
    assert [option.correct for option in options] == [True, False]


def test_an_option_with_everything() -> None:
    text = "- [x] {+1 #own fixed allow=L205} a\n\n  more\n\n  > why\n  >\n  > * so\n- [ ] b"
    option, other = _options("1 pt · multiple choice", text)
    assert (option.id, option.fixed, len(option.text), len(option.feedback)) == ("own", True, 2, 2)
    assert [allow.code for allow in option.allow] == ["L205"]
    assert (other.id, other.fixed, other.feedback, other.allow) == ("", False, (), ())


@pytest.mark.parametrize("word", ["floor", "cap"])
def test_the_nearest_bound_wins(word: str) -> None:
    def bound(*where: str) -> Fraction | None:
        scoring = _scoring(*where)
        return scoring.floor if word == "floor" else scoring.cap

    sign = "-" if word == "floor" else ""  # a cap is not below the floor of 0
    exam = f"scoring: {{{word}: {sign}3}}\n"
    assert bound("") == (ZERO if word == "floor" else 2)
    assert bound("", "", exam) == Fraction(f"{sign}3")
    assert bound("", f"{word}={sign}2", exam) == Fraction(f"{sign}2")
    assert bound(f"{word}={sign}1", f"{word}={sign}2", exam) == Fraction(f"{sign}1")
    assert bound(f"{word}=none", f"{word}={sign}2", exam) is None
    assert bound("", f"{word}=None", exam) is None


def test_the_nearest_rule_and_order_win() -> None:
    exam = "scoring: {rule: all-or-nothing, wrong: minus}\nshuffle: options\n"
    assert _scoring("").rule is Rule.SUM
    assert _scoring("", "", exam).rule is Rule.ALL_OR_NOTHING
    assert _scoring("", "rule=sum", exam).rule is Rule.SUM
    assert _scoring("rule=All-or-Nothing", "rule=sum", exam).rule is Rule.ALL_OR_NOTHING
    assert _weights("1 pt · multiple response", "x ", "", exam) == [1, -1]
    assert _weights("1 pt · multiple response", "x ", "wrong=Zero", exam) == [1, 0]
    assert _weights("1 pt · multiple response {wrong=minus}", "x ", "wrong=zero") == [1, -1]


@pytest.mark.parametrize(
    ("exam", "exercise", "question", "options", "order"),
    [
        ("", "", "", False, False),
        ("shuffle: options\n", "", "", True, False),
        ("shuffle: All\n", "", "", True, True),
        ("shuffle: questions\n", "", "", False, True),
        ("shuffle: all\n", "shuffle=none", "", False, False),
        ("", "shuffle=Questions", "shuffle=options", True, True),
        ("shuffle: all\n", "", "shuffle=none", False, True),
    ],
)
def test_shuffling(exam: str, exercise: str, question: str, *, options: bool, order: bool) -> None:
    head = f"---\ntitle: T\n{exam}---\n\n# E {{#e {exercise}}}\n\n"
    heading = f"## 1 pt · multiple choice {{#q {question}}}\n\n"
    found = exam_of(f"{head}{heading}W?\n\n- [x] a\n- [ ] b\n")
    (only,) = questions(found)
    only = choice_question(only)
    assert not only.answer.many
    assert (only.answer.shuffle, found.exercises[0].shuffle) == (options, order)


def test_multiple_choice_is_all_or_nothing_as_it_is() -> None:
    question = _question("1 pt · multiple choice {rule=all-or-nothing}", "- [x] a\n- [ ] b")
    question = choice_question(question)
    assert not question.answer.many
    assert question.answer.scoring.rule is Rule.SUM


def test_criteria() -> None:
    body = '### criteria\n\n- {2 name="max \\"so\\"" #c} a\n\n  b\n- {-1/2} c\n- {0}\n'
    question = _question("3 pts · open", body)
    question = written_question(question)
    assert not question.answer.free
    assert isinstance(question.answer.rubric, Criteria)
    first, second, third = question.answer.rubric.criteria
    assert [one.points for one in question.answer.rubric.criteria] == [2, Fraction(-1, 2), 0]
    assert (first.name, first.id, len(first.text)) == ('max "so"', "c", 2)
    assert (second.name, second.id, third.text) == ("", "", ())


@pytest.mark.parametrize(
    ("points", "written", "value", "percent"),
    [
        ("3", "2", Fraction(2), ""),
        ("3", "50%", Fraction(3, 2), "50"),
        ("3", "1/3%", Fraction(1, 100), "1/3"),
        ("3", "2 66.67%", Fraction(2), "66.67"),
        ("3", "2 66.7%", Fraction(2), "66.7"),
        ("3", "2 67%", Fraction(2), "67"),
        ("3", "66.67% 2", Fraction(2), "66.67"),
        ("3", "2 200/3%", Fraction(2), "200/3"),
        ("8", "1 12.5%", Fraction(1), "12.5"),
        ("3", "0 0%", Fraction(0), "0"),
        ("3", "4 133.33%", Fraction(4), "133.33"),
    ],
)
def test_levels(points: str, written: str, value: Fraction, percent: str) -> None:
    question = _question(f"{points} pts · open", f"### levels\n\n- {{{written}}} a\n- {{0}} b")
    question = written_question(question)
    assert not question.answer.free
    assert isinstance(question.answer.rubric, Levels)
    level = question.answer.rubric.levels[0]
    assert (level.points, level.percent) == (value, percent)


@pytest.mark.parametrize("written", ["66.66%", "66.667%", "66%", "66.6%", "0.67%", "1/3%"])
def test_a_percentage_agrees_to_its_last_digit(written: str) -> None:
    text = (
        f"---\ntitle: T\n---\n\n# E\n\n## 3 pts · open\n\nW?\n\n### levels\n\n- {{2 {written}}} a\n"
    )
    found = [entry for entry in diagnostics(text) if entry.code == "S147"]
    if written == "66.667%":
        assert found == []
    else:
        (entry,) = found
        assert entry.message == f"2 of 3 points are not {written}"


def test_the_help_for_a_percentage_is_the_right_one() -> None:
    text = "---\ntitle: T\n---\n\n# E\n\n## 3 pts · open\n\nW?\n\n### levels\n\n- {2 66.66%} a\n"
    (found,) = (entry for entry in diagnostics(text) if entry.code == "S147")
    assert found.help == "write 66.67%, or leave one of the two out"


def test_all_quotes_of_an_option_are_its_feedback_in_order() -> None:
    options = "- [x] a\n\n  > One.\n\n  b\n\n  > Two.\n\n- [ ] c\n\n  > said\n\n  >\n\n  > Three.\n"
    text = f"---\ntitle: T\n---\n\n# E\n\n## 1 pt · multiple choice\n\nW?\n\n{options}"
    (question,) = exam_of(text).exercises[0].items
    first, second = choice_question(question).answer.options
    assert [plain((block,)) for block in first.text] == ["a", "b"]
    assert [plain((block,)) for block in first.feedback] == ["One.", "Two."]
    assert second.text[1:] == (Quote((Paragraph((Text("said"),)),)),)  # above an empty quote
    assert plain(second.feedback) == "Three."
