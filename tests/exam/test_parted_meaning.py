"""What matching, ordering, matrix, upload, code and pools mean, each once in both spellings."""

from fractions import Fraction as F
from textwrap import dedent, indent

import pytest

from examc.core.answers import Matching, Matrix, Ordering, Program, Rule, Scoring, Upload
from examc.core.content import Code, Emphasis, Math, Paragraph, Text, plain
from examc.core.diagnostics import Report
from examc.core.keys import Cell, OrderRule
from examc.core.model import Exam, Question, exercise_points, questions, total_points
from examc.core.responses import choose, filled
from examc.core.rubrics import Criteria
from examc.core.scoring import mark
from examc.formats.ans.read import read
from examc.formats.ans.write import write
from examc.formats.options import Options
from support import exam_of

HEAD = "---\ntitle: T\n{front}---\n\n# E {{#e{attributes}}}\n\n"


def _markdown(item: str, front: str = "", attributes: str = "") -> Exam:
    head = HEAD.format(front=dedent(front), attributes=attributes)
    return exam_of(head + dedent(item).strip() + "\n")


def _yaml(*items: str, front: str = "", exercise: str = "") -> Exam:
    listed = [f"      - {indent(dedent(item).strip(), ' ' * 8).strip()}\n" for item in items]
    text = f"title: T\n{dedent(front)}exercises:\n  - title: E\n    id: e\n{exercise}    items:\n"
    return exam_of(text + "".join(listed), name="exam.yaml")


def _asked(exam: Exam) -> Question:
    (question,) = questions(exam)
    return question


# -- matching -----------------------------------------------------------------------------------

CAPITALS = """
## 3 pts · matching {#q}

Match.

### pairs

- France → Paris
- {1 #es wrong=-0.5} Spain -> *Madrid*

  > Look at a map.

- Italy → Rome
- → Vienna
- {#be} → Bern
"""


def test_a_matching_is_pairs_and_distractors() -> None:
    exam = _markdown(CAPITALS)
    assert exam == _yaml(
        """
        type: matching
        id: q
        points: 3
        prompt: Match.
        pairs:
          - [France, Paris]
          - {left: Spain, right: "*Madrid*", points: 1, wrong: -0.5, id: es, feedback: Look at a map.}
          - {left: Italy, right: Rome}
        distractors: [Vienna, {text: Bern, id: be}]
        """
    )
    answer = _asked(exam).answer
    assert isinstance(answer, Matching)
    assert [pair.points for pair in answer.pairs] == [1, 1, 1]
    assert [pair.wrong for pair in answer.pairs] == [0, F(-1, 2), 0]
    assert answer.pairs[1].right == (Paragraph((Emphasis((Text("Madrid"),)),)),)
    assert [plain(right) for right in answer.rights] == [
        "Paris",
        "Madrid",
        "Rome",
        "Vienna",
        "Bern",
    ]
    assert answer.scoring == Scoring(Rule.SUM, F(0), F(3))


def test_pairs_are_marked_one_by_one() -> None:
    question = _asked(_markdown(CAPITALS))
    right = filled([choose((0,)), choose((1,)), choose((2,))])
    assert mark(question, right) == 3
    assert mark(question, filled([choose((0,)), choose((4,)), None])) == F(1, 2)
    assert mark(question, filled([None, choose((4,)), None])) == 0, "the floor"


@pytest.mark.parametrize(
    ("written", "left", "right"),
    [
        ("a → b", "a", "b"),
        ("a->b", "a", "b"),
        (r"a \-> b → c", "a -> b", "c"),
        (r"a -\> b → c", "a -> b", "c"),
        ("a → b &rarr; c", "a", "b → c"),
        (r"a → b \-> c", "a", "b -> c"),
        ("a --> b → c", "a --> b", "c"),
    ],
)
def test_an_arrow_parts_a_pair_unless_it_is_escaped(written: str, left: str, right: str) -> None:
    item = f"## 2 pts · matching {{#q}}\n\nM.\n\n### pairs\n\n- {written}\n- x → y\n- → z\n"
    answer = _asked(_markdown(item)).answer
    assert isinstance(answer, Matching)
    assert (plain(answer.pairs[0].left), plain(answer.pairs[0].right)) == (left, right)


def test_an_arrow_in_code_or_a_formula_parts_nothing() -> None:
    item = "## 2 pts · matching {#q}\n\nM.\n\n### pairs\n\n- `p->x` → $a \\to b -> c$\n- x → y\n- → z\n"
    answer = _asked(_markdown(item)).answer
    assert isinstance(answer, Matching)
    assert answer.pairs[0].left == (Paragraph((Code("p->x"),)),)
    assert answer.pairs[0].right == (Paragraph((Math("a \\to b -> c"),)),)


def test_rule_and_wrong_of_the_exam_reach_a_matching() -> None:
    front = "scoring: {rule: all-or-nothing, wrong: minus, floor: none}\n"
    exam = _markdown(CAPITALS, front)
    answer = _asked(exam).answer
    assert isinstance(answer, Matching)
    assert [pair.wrong for pair in answer.pairs] == [-1, F(-1, 2), -1]
    assert answer.scoring == Scoring(Rule.ALL_OR_NOTHING, None, F(3))


def test_weights_left_out_share_what_is_left() -> None:
    item = "## 3 pts · matching {#q}\n\nM.\n\n### pairs\n\n- {50%} a → 1\n- b → 2\n- c → 3\n- → 4\n"
    answer = _asked(_markdown(item)).answer
    assert isinstance(answer, Matching)
    assert [pair.points for pair in answer.pairs] == [F(3, 2), F(3, 4), F(3, 4)]


# -- ordering -----------------------------------------------------------------------------------


def test_an_ordering_is_its_items_in_order() -> None:
    exam = _markdown(
        """
        ## 2 pts · ordering {#q rule=neighbours}

        Order.

        ### order

        1. 1940
        2. {#b} 1950
        3. 1960
        """
    )
    yaml = """
        type: ordering
        id: q
        points: 2
        rule: neighbours
        prompt: Order.
        order: [1940, {text: "1950", id: b}, 1960]
        """
    assert exam == _yaml(yaml)
    answer = _asked(exam).answer
    assert isinstance(answer, Ordering)
    assert [plain(item.text) for item in answer.items] == ["1940", "1950", "1960"]
    assert answer.rule is OrderRule.NEIGHBOURS


def test_the_rule_of_the_exam_does_not_reach_an_ordering() -> None:
    item = "## 2 pts · ordering {#q}\n\nOrder.\n\n### order\n\n1. a\n2. b\n3. c\n"
    answer = _asked(_markdown(item, "scoring: {rule: sum}\nshuffle: none\n")).answer
    assert isinstance(answer, Ordering)
    assert answer.rule is OrderRule.ALL_OR_NOTHING


# -- matrix -------------------------------------------------------------------------------------


def _matrix(exam: Exam) -> Matrix:
    answer = _asked(exam).answer
    assert isinstance(answer, Matrix)
    return answer


def test_a_matrix_is_the_last_table_without_a_first_header() -> None:
    exam = _markdown(
        """
        ## 1.5 pts · matrix {#q wrong=minus}

        Say which.

        | a table | of the prompt |
        | ------- | ------------- |
        | x       | x             |

        |                           | true | {#no} false |
        | :------------------------ | :--: | :---------: |
        | Trees have cycles.        |      |      x      |
        | Trees are connected.      |  X   |     {0}     |
        | {0.5 #f} A forest is one. | {-2} |      x      |
        """
    )
    prompt = "|\n  Say which.\n\n  | a table | of the prompt |\n  | --- | --- |\n  | x | x |"
    yaml = (
        f"type: matrix\nid: q\npoints: 1.5\nwrong: minus\nprompt: {prompt}\n"
        'columns: ["true", {text: "false", id: "no"}]\n'
        'rows:\n  - [Trees have cycles., "false"]\n'
        '  - {text: Trees are connected., is: "true", cells: {"false": 0}}\n'
        '  - {text: A forest is one., is: "false", points: 0.5, id: f, cells: {"true": -2}}\n'
    )
    assert exam == _yaml(yaml)
    answer = _matrix(exam)
    half = F(1, 2)
    assert [row.cells for row in answer.rows] == [
        (Cell(-half, False), Cell(half, True)),
        (Cell(half, True), Cell(F(0), False)),
        (Cell(F(-2), False), Cell(half, True)),
    ]
    assert [column.id for column in answer.columns] == ["", "no"]
    assert [len(_asked(exam).prompt), answer.several] == [2, False]


def test_a_weight_above_zero_is_right_without_an_x() -> None:
    table = "|  | a | b | c |\n|--|--|--|--|\n| one | {1} | {0.5} | {-1} |\n| two | x | {0.5} | |\n"
    answer = _matrix(_markdown(f"## 2 pts · matrix {{#q}}\n\nW?\n\n{table}"))
    assert [[cell.correct for cell in row.cells] for row in answer.rows] == [
        [True, False, False],
        [True, False, False],
    ]
    assert [[cell.points for cell in row.cells] for row in answer.rows] == [
        [1, F(1, 2), -1],
        [1, F(1, 2), 0],
    ]


def test_several_share_the_weight_of_their_row() -> None:
    table = "|  | a | b | c |\n|--|--|--|--|\n| one | x | x | |\n| {1} two | {0.25} | x |  |\n"
    heading = "## 2 pts · matrix {#q several wrong=minus rule=kprim}"
    answer = _matrix(_markdown(f"{heading}\n\nW?\n\n{table}"))
    assert answer.several
    assert answer.scoring.rule is Rule.KPRIM
    assert [[cell.points for cell in row.cells] for row in answer.rows] == [
        [F(1, 2), F(1, 2), F(-1, 2)],
        [F(1, 4), F(3, 4), F(-1, 2)],
    ]
    assert [cell.correct for cell in answer.rows[1].cells] == [True, True, False]


def test_a_row_whose_cells_have_all_the_weights_leaves_the_rest_to_the_others() -> None:
    table = "|  | a | b |\n|--|--|--|\n| one | {0.5} | {0.25} |\n| two | x |  |\n"
    for several, rest in (("several", F(5, 4)), ("", F(3, 2))):
        answer = _matrix(_markdown(f"## 2 pts · matrix {{#q {several}}}\n\nW?\n\n{table}"))
        assert answer.rows[1].cells[0].points == rest


def test_a_matrix_may_say_all_that_is_asked() -> None:
    table = """
    ## 1 pt · matrix {#q}

    |      | a | b |
    | :--- | - | - |
    | one  | x |   |
    | two  |   | x |
    """
    question = _asked(_markdown(table))
    assert question.prompt == ()
    rows = "columns: [a, b]\nrows: [[one, a], [two, b]]"
    assert _asked(_yaml("type: matrix\npoints: 1\nid: q\n" + rows)) == question
    data = write(_markdown(table), {}, Options(), Report())
    report = Report()
    found, _ = read("x.ans.json", data, report)
    assert (found, report.diagnostics) == (_markdown(table), [])


def test_kprim_is_half_the_points_for_one_wrong_row() -> None:
    rows = "".join(f"| r{n} | x |  |\n" for n in range(4))
    item = f"## 2 pts · matrix {{#q rule=kprim}}\n\nW?\n\n|  | a | b |\n|--|--|--|\n{rows}"
    question = _asked(_markdown(item))
    right = choose((0,))
    assert mark(question, filled([right] * 4)) == 2
    assert mark(question, filled([right] * 3 + [choose((1,))])) == 1
    assert mark(question, filled([right] * 3 + [None])) == 1
    assert mark(question, filled([right] * 2 + [None, None])) == 0


# -- upload and code ----------------------------------------------------------------------------


def test_an_upload_has_a_number_types_and_a_size_of_files() -> None:
    exam = _markdown(
        """
        ## 4 pts · upload {#q files=1..2 types=".py .pdf" size="10 mb"}

        Hand in.

        ### criteria

        - {4} it runs
        """
    )
    assert exam == _yaml(
        """
        {type: upload, id: q, points: 4, files: 1..2, types: [.py, .pdf], size: 10 MB,
         prompt: Hand in., criteria: [{text: it runs, points: 4}]}
        """
    )
    answer = _asked(exam).answer
    assert isinstance(answer, Upload)
    assert isinstance(answer.rubric, Criteria)
    assert (answer.fewest, answer.most) == (1, 2)
    assert answer.types == (".py", ".pdf")
    assert answer.size == 10 * 1024**2


@pytest.mark.parametrize(
    ("files", "bounds"), [("2", (2, 2)), ("1..", (1, None)), ("0..3", (0, 3)), ("1 .. 2", (1, 2))]
)
def test_a_number_of_files(files: str, bounds: tuple[int, int | None]) -> None:
    answer = _asked(_markdown(f'## 4 pts · upload {{#q files="{files}"}}\n\nHand in.\n')).answer
    assert isinstance(answer, Upload)
    assert (answer.fewest, answer.most) == bounds


def test_code_has_a_language_and_a_start() -> None:
    exam = _markdown(
        """
        ## 4 pts · code · 1/4 page {#q}

        Write `mean`.

        ### start

        ```python
        def mean(numbers):

            ...
        ```
        """
    )
    assert exam == _yaml(
        r"""
        {type: code, id: q, points: 4, language: python, space: 1/4 page, prompt: Write `mean`.,
         start: "def mean(numbers):\n\n    ...\n"}
        """
    )
    answer = _asked(exam).answer
    assert answer == Program(
        language="python", start="def mean(numbers):\n\n    ...", space=F(1, 4)
    )


# -- the test and its pools ---------------------------------------------------------------------


def test_a_pool_is_worth_what_is_drawn() -> None:
    items = "".join(f"## 2 pts · open {{#q{n}}}\n\nW?\n\n" for n in range(3))
    items = items.replace("{#q0}", "{#q0 always}").replace("{#q1}", "{#q1 fixed}")
    front = "attempts: 2\ninstructions: Read *all*.\n"
    exam = _markdown(items, front, " pick=2")
    (exercise,) = exam.exercises
    assert exercise.pick == 2
    assert exercise_points(exercise) == total_points(exam) == 4
    assert [question.always for question in questions(exam)] == [True, False, False]
    assert [question.fixed for question in questions(exam)] == [False, True, False]
    assert (exam.attempts, plain(exam.instructions)) == (2, "Read all.")
    said = ("always: true, ", "fixed: true, ", "")
    assert exam == _yaml(
        *(f"{{type: open, id: q{n}, points: 2, {own}prompt: W?}}" for n, own in enumerate(said)),
        front=front,
        exercise="    pick: 2\n",
    )
