"""Further kinds of other people's Moodle files: what they become, and what is told of them."""

from fractions import Fraction

import pytest

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    Upload,
)
from examc.core.content import Code, plain, walk
from examc.core.diagnostics import Report
from examc.core.keys import Match, OrderRule
from examc.core.model import Question, kind_of, questions
from examc.formats.moodle.write import write
from examc.formats.options import Options
from moodle.exported import exported, stripped
from moodle.reading import answer, one, question, quiz, reading
from support import exam_of


def asked(xml: str) -> Question:
    """The only question of a file, of which nothing is said."""
    found = one(xml)
    assert isinstance(found, Question)
    return found


def told(xml: str) -> tuple[Question, list[str]]:
    """The only question of a file, and the codes of what is said."""
    found = reading(quiz(xml))
    (item,) = found.items()
    assert isinstance(item, Question)
    return item, found.codes()


# -- numbers --------------------------------------------------------------------------------------


def number(fraction: str, text: str, tolerance: str = "", feedback: str = "") -> str:
    size = f"<tolerance>{tolerance}</tolerance>" if tolerance else ""
    return answer(fraction, text, feedback).replace("</answer>", f"{size}</answer>")


def test_numbers_are_intervals() -> None:
    made = number("100", "3.14", "0.01") + number("50", "3", "0.5") + number("33.33333", "1e3")
    found = asked(question("numerical", f"<defaultgrade>3</defaultgrade>{made}"))
    assert isinstance(found.answer, Numeric)
    assert [(a.written, a.points) for a in found.answer.accepted] == [
        ("3.14 ± 0.01", Fraction(3)),
        ("3 ± 0.5", Fraction(3, 2)),
        ("1000", Fraction(1)),
    ]


def test_any_other_number_is_feedback_or_an_answer_of_its_own() -> None:
    full = number("100", "5", "0")
    found = asked(question("numerical", full + number("0", "*", "0", "Count again.")))
    assert isinstance(found.answer, Numeric)
    assert len(found.answer.accepted) == 1
    assert plain(found.feedback.incorrect) == "Count again."
    found = asked(question("numerical", full + number("25", "*", "0")))
    assert isinstance(found.answer, Numeric)
    last = found.answer.accepted[1]
    assert last.points == Fraction(1, 4)
    assert last.high == -last.low == 10**100


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (number("100", "3,14", "0"), "R561"),
        (number("100", "200", "1%"), "R561"),
        (number("100", "5") + number("-50", "-5"), "R562"),
        (number("100", "5") + number("37.5", "6"), "R501"),
    ],
)
def test_odd_numbers_are_told(inside: str, code: str) -> None:
    found, codes = told(question("numerical", inside))
    assert isinstance(found.answer, Numeric)
    assert codes[0] == code
    assert min(a.points for a in found.answer.accepted) >= 0


def test_the_first_unit_is_kept_and_others_are_told() -> None:
    units = (
        "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
    )
    found, codes = told(question("numerical", number("100", "5") + units))
    assert isinstance(found.answer, Numeric)
    assert found.answer.unit == "m"
    assert codes == ["R560"]


# -- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text", "match"),
    [
        ("Paris", "Paris", Match.TEXT),
        ("a\\*b", "a*b", Match.TEXT),
        ("*paris*", "paris", Match.CONTAINS),
        ("Par*", "Par.*", Match.PATTERN),
        ("a(b)*c", "a\\(b\\).*c", Match.PATTERN),
        ("*a*b", ".*a.*b", Match.PATTERN),
    ],
)
def test_wildcards(written: str, text: str, match: Match) -> None:
    found = asked(question("shortanswer", answer("100", written)))
    assert isinstance(found.answer, ShortAnswer)
    (accepted,) = found.answer.accepted
    assert (accepted.text, accepted.match) == (text, match)
    assert not found.answer.case


def test_letter_case_and_a_comment_on_all_else() -> None:
    inside = "<usecase>1</usecase>" + answer("100", "NaCl") + answer("0", "*", "No salt.")
    found = asked(question("shortanswer", inside))
    assert isinstance(found.answer, ShortAnswer)
    assert found.answer.case
    assert plain(found.feedback.incorrect) == "No salt."
    partly = answer("100", "NaCl") + answer("50", "KCl") + answer("0", "*", "No salt.")
    found = asked(question("shortanswer", partly))
    assert isinstance(found.answer, ShortAnswer)
    last = found.answer.accepted[-1]
    assert (last.text, plain(last.feedback)) == (".*", "No salt.")
    assert last.points == 0


def test_a_text_that_costs_has_no_floor() -> None:
    found = asked(question("shortanswer", answer("100", "yes") + answer("-50", "no")))
    assert isinstance(found.answer, ShortAnswer)
    assert [a.points for a in found.answer.accepted] == [1, Fraction(-1, 2)]
    assert found.answer.scoring.floor is None


# -- pairs, orders, what a person marks -----------------------------------------------------------


def pair(left: str, right: str) -> str:
    return f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"


@pytest.mark.parametrize("kind", ["match", "matching"])
def test_pairs(kind: str) -> None:
    inside = pair("frog", "amphibian") + pair("cat", "mammal") + pair("", "insect")
    found = asked(question(kind, inside + pair("newt", "amphibian")))
    assert isinstance(found.answer, Matching)
    assert [plain(right) for right in found.answer.rights] == ["amphibian", "mammal", "insect"]
    assert {p.points for p in found.answer.pairs} == {Fraction(1, 3)}


@pytest.mark.parametrize(
    ("rule", "ours", "codes"),
    [
        ("ALL_OR_NOTHING", OrderRule.ALL_OR_NOTHING, []),
        ("ABSOLUTE_POSITION", OrderRule.PLACE, []),
        ("RELATIVE_NEXT_EXCLUDE_LAST", OrderRule.NEIGHBOURS, []),
        ("", OrderRule.NEIGHBOURS, []),
        ("RELATIVE_TO_CORRECT", OrderRule.PLACE, ["R563"]),
    ],
)
def test_orders(rule: str, ours: OrderRule, codes: list[str]) -> None:
    items = answer("2", "1950") + answer("1", "1940") + answer("3", "1960")
    found, said = told(question("ordering", f"<gradingtype>{rule}</gradingtype>{items}"))
    assert isinstance(found.answer, Ordering)
    assert [plain(item.text) for item in found.answer.items] == ["1940", "1950", "1960"]
    assert (found.answer.rule, said) == (ours, codes)


def test_files_and_code() -> None:
    files = (
        "<responseformat>noinline</responseformat><responserequired>0</responserequired>"
        "<attachments>2</attachments><attachmentsrequired>1</attachmentsrequired>"
        "<filetypeslist>.py,.pdf</filetypeslist><maxbytes>1024</maxbytes>"
    )
    upload = asked(question("essay", files)).answer
    assert isinstance(upload, Upload)
    assert (upload.fewest, upload.most, upload.types, upload.size) == (1, 2, (".py", ".pdf"), 1024)
    box = (
        "<responseformat>monospaced</responseformat>"
        "<responsetemplate><text>def f(x):</text></responsetemplate>"
    )
    code = asked(question("essay", box)).answer
    assert isinstance(code, Program)
    assert code.start == "def f(x):"
    _, codes = told(question("essay", files.replace("noinline", "editor")))
    assert codes == ["R564"]


# -- gaps -----------------------------------------------------------------------------------------


def gaps(text: str) -> FillIn:
    found = asked(question("multianswer", text=text))
    assert isinstance(found.answer, FillIn)
    return found.answer


def test_embedded_answers_of_all_kinds() -> None:
    found = gaps(
        "<p>{2:SA:=Paris#Yes.~%50%Lutetia} has {:NUMERICAL:=2.1:0.1~%50%*} and"
        " {1:MCS:~%-25%Rhine~=Seine} {1:SAC:=\\}x&#126;}</p>"
    )
    first, second, third, fourth = (gap.key for gap in found.gaps)
    assert isinstance(first, ShortAnswer)
    assert [a.text for a in first.accepted] == ["Paris", "Lutetia"]
    assert [a.points for a in first.accepted] == [2, 1]
    assert plain(first.accepted[0].feedback) == "Yes."
    assert isinstance(second, Numeric)
    assert second.accepted[0].written == "2 to 2.2"
    assert isinstance(third, Choice)
    assert third.shuffle
    assert [(o.points, o.correct) for o in third.options] == [(Fraction(-1, 4), False), (1, True)]
    assert isinstance(fourth, ShortAnswer)
    assert (fourth.accepted[0].text, fourth.case) == ("}x~", True)
    assert found.scoring.floor is None


def test_the_points_are_the_sum_of_the_weights() -> None:
    inside = "<defaultgrade>99</defaultgrade>"
    found = asked(question("cloze", inside, text="A {2:SA:=a} and {3:SA:=b}"))
    assert found.points == 5


def test_one_list_of_options_is_a_choice() -> None:
    found = asked(question("cloze", text="Which? {4:MULTIRESPONSE:%50%A~%25%B~%-10%C~D}"))
    assert isinstance(found.answer, Choice)
    assert [o.points for o in found.answer.options] == [
        *(Fraction(8, 3), Fraction(4, 3), Fraction(-2, 5), Fraction(0))
    ]


def test_rows_of_buttons_are_a_matrix() -> None:
    rows = "".join(
        f"<tr><td>{left}</td><td>{{1:MCH:{options}}}</td></tr>"
        for left, options in (("a", "=yes~no"), ("b", "yes~=no"))
    )
    found = asked(question("cloze", text=f"<p>?</p><table><tbody>{rows}</tbody></table>"))
    assert isinstance(found.answer, Matrix)
    assert [plain(row.text) for row in found.answer.rows] == ["a", "b"]
    assert [plain(column.text) for column in found.answer.columns] == ["yes", "no"]
    assert [[cell.correct for cell in row.cells] for row in found.answer.rows] == [
        [True, False],
        [False, True],
    ]


def test_boxes_among_gaps_leave_the_question_out() -> None:
    text = "{1:SA:=a} and {1:MR:=b~c}"
    found = reading(quiz(question("cloze", text=text), question("essay")))
    assert len(found.items()) == 1
    assert "check boxes" in found.about("R514").message


@pytest.mark.parametrize(
    "text", ['<img alt="{1:SA:=a}" src="x"/> y', '<pre title="{1:SA:=a}">x</pre> y']
)
def test_a_gap_where_none_can_be_leaves_the_question_out(text: str) -> None:
    found = reading(quiz(question("cloze", text=text), question("essay")))
    assert len(found.items()) == 1
    assert "stands where none can be" in found.about("R514").message


@pytest.mark.parametrize("tag", ["code", "pre"])
def test_gaps_in_code_are_read_with_the_code_beside_them(tag: str) -> None:
    text = f"Finish it: <{tag}>x = {{1:SA:=a}};</{tag}>"
    found = reading(quiz(question("cloze", text=text)))
    (only,) = found.items()
    assert isinstance(only, Question)
    assert isinstance(only.answer, FillIn)
    assert plain(only.prompt) == "Finish it: x = [gap1];"
    assert [node.text for node in walk(only.prompt) if isinstance(node, Code)] == ["x =", ";"]
    assert "lines of code" in found.about("R420").message


def test_a_gap_with_one_option_offers_no_answer_beside_it() -> None:
    options = "<selectoption><text>oak</text><group>1</group></selectoption>"
    found = reading(quiz(question("gapselect", options, text="An [[1]].")))
    (only,) = found.items()
    assert isinstance(only, Question)
    assert isinstance(only.answer, FillIn)
    key = only.answer.gaps[0].key
    assert isinstance(key, Choice)
    assert [(plain(o.text), str(o.points)) for o in key.options] == [("oak", "1"), ("–", "0")]
    assert "one option" in found.about("R583").message


def test_numbered_gaps_take_the_options_of_their_group() -> None:
    options = "".join(
        f"<selectoption><text>{text}</text><group>{group}</group></selectoption>"
        for text, group in (("a", 1), ("<b>", 1), ("c", 2), ("d", 2))
    ).replace("<b>", "&lt;b&gt;")
    found = asked(question("gapselect", options, text="x [[2]] y [[3]] z"))
    assert isinstance(found.answer, FillIn)
    keys = [gap.key for gap in found.answer.gaps]
    assert all(isinstance(key, Choice) for key in keys)
    shown = [[plain(o.text) for o in key.options] for key in keys if isinstance(key, Choice)]
    assert shown == [["a", "<b>"], ["c", "d"]]
    assert [o.points for key in keys if isinstance(key, Choice) for o in key.options] == [
        *(0, Fraction(1, 2), Fraction(1, 2), 0)
    ]


# -- stored values --------------------------------------------------------------------------------


def drawn(formula: str, tolerance: str = "") -> str:
    sets = "".join(
        f"<dataset_definition><name><text>{name}</text></name><dataset_items>"
        + "".join(
            f"<dataset_item><number>{n}</number><value>{value}</value></dataset_item>"
            for n, value in enumerate(values, 1)
        )
        + "</dataset_items></dataset_definition>"
        for name, values in (("a", ("3", "7")), ("b", ("4", "-5")))
    )
    return (
        number("100", formula, "0.01").replace("</answer>", f"{tolerance}</answer>")
        + f"<dataset_definitions>{sets}</dataset_definitions>"
    )


@pytest.mark.parametrize(
    ("formula", "type_", "written"),
    [
        ("{a}+{b}", "2", ["7 ± 0.01", "2 ± 0.01"]),
        ("{a}*{b}", "1", ["12 ± 0.12", "-35 ± 0.35"]),
        ("pow({a},2)-abs({b})", "2", ["5 ± 0.01", "44 ± 0.01"]),
        ("{a}**2", "2", ["9 ± 0.01", "49 ± 0.01"]),
    ],
)
def test_each_stored_set_is_a_question_of_a_pool(
    formula: str, type_: str, written: list[str]
) -> None:
    inside = drawn(formula, f"<tolerancetype>{type_}</tolerancetype>")
    found = reading(quiz(question("calculated", inside, text="{a} and {b}?", name="Sum")))
    assert found.exam is not None
    (pool,) = found.exam.exercises
    assert (pool.title, pool.pick) == ("Sum", 1)
    items = [item for item in pool.items if isinstance(item, Question)]
    assert [plain(item.prompt) for item in items] == ["3 and 4?", "7 and -5?"]
    keys = [item.answer for item in items]
    assert [k.accepted[0].written for k in keys if isinstance(k, Numeric)] == written
    assert "2 stored sets" in found.about("R529").message


@pytest.mark.parametrize(
    "formula", ["{c}+1", "system({a})", "__import__('os')", "9**9**9**9", "1/0", "a b", "(" * 500]
)
def test_a_formula_without_a_value_leaves_the_question_out(formula: str) -> None:
    found = reading(quiz(question("calculated", drawn(formula)), question("essay")))
    assert len(found.items()) == 1
    assert "formula" in found.about("R514").message


# -- our own files, come back from a Moodle -------------------------------------------------------

OURS = """---
title: T
---

# E {#e}

## 1 pt · true/false {#holds answer=true}

So?

## 2 pts · numeric {#speed unit="m/s"}

How fast?

### answer

9.81 ± 0.01

## 2 pts · short answer {#town}

Where?

### answer

- Paris
- {1 contains} Lut

## 3 pts · fill in {#river}

It is [[city]] on the [[water]].

### answer: city

- {2} Paris
- {1} Lutetia

### answer: water

- [x] {1} Seine
- [ ] Rhine

## 3 pts · matching {#capitals}

Match.

### pairs

- France → Paris
- {2} Spain → Madrid
- → Vienna

## 2 pts · matrix {#trees wrong=minus}

Tick.

|        | true | false |
| ------ | :--: | :---: |
| {1} A. |  x   |       |
| {1} B. |      |   x   |

## 2 pts · ordering {#years}

Sort.

### order

1. 1940
2. 1950

## 4 pts · upload {#script files=1..2 types=".py"}

Hand in.

## 4 pts · code {#mean language=python}

Write.
"""
KINDS = (
    *("true/false", "numeric", "short answer", "fill in", "matching", "matrix", "ordering"),
    *("upload", "code"),
)


@pytest.mark.parametrize("offgrid", ["", "cloze"])
def test_our_kinds_are_known_again_without_our_hints(offgrid: str) -> None:
    exam = exam_of(OURS)
    data = write(exam, {}, Options(offgrid=offgrid), Report())
    assert data is not None
    found = reading(stripped(exported(data)))
    items = [item for item in found.items() if isinstance(item, Question)]
    assert [kind_of(item) for item in items] == list(KINDS)
    for before, after in zip(questions(exam), items, strict=True):
        assert (after.id, after.points) == (before.id, before.points)
    speed = items[1].answer
    assert isinstance(speed, Numeric)
    assert speed.unit == "m/s"
