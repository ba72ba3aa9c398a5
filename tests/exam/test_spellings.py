"""Both spellings of the source say the same: each rule once in Markdown and once in YAML."""

from fractions import Fraction
from textwrap import dedent, indent

import pytest

from examc.core.answers import Rule
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    ImageBlock,
    TextBlock,
    questions,
)
from examc.core.rubrics import Criteria, Levels
from support import DOT_PNG, choice_question, exam_of, written_question

FILES = {"images/dot.png": DOT_PNG}


def _markdown(item: str, front: str = "", attributes: str = "") -> Exam:
    head = f"---\ntitle: T\n{dedent(front).strip()}\n---\n\n# E {{#e{attributes}}}\n\n"
    return exam_of(head + dedent(item).strip() + "\n", FILES)


def _yaml(item: str, front: str = "", attributes: str = "") -> Exam:
    body = indent(dedent(item).strip(), " " * 8).strip()
    text = f"title: T\n{dedent(front).strip()}\nexercises:\n  - title: E\n    id: e\n"
    text += indent(dedent(attributes).strip(), "    ") + "\n    items:\n      - " + body + "\n"
    return exam_of(text, FILES, "exam.yaml")


PAIRS: dict[str, tuple[str, str]] = {
    "weights": (
        """
        ## 2 pts · multiple response {#q}

        Which?

        - [x] {+1.5} a
        - [ ] {-0.5 #b fixed} b

          > no
        - [x] {1/2} c
        """,
        """
        type: multiple response
        id: q
        points: 2
        prompt: Which?
        options:
          - {text: a, points: 1.5, correct: true}
          - {text: b, points: -0.5, id: b, fixed: yes, feedback: "no"}
          - {text: c, points: 1/2, correct: true}
        """,
    ),
    "weights left out": (
        """
        ## 2 pts · multiple response {#q wrong=minus}

        Which?

        - [x] a
        - [x] b
        - [ ] c
        """,
        """
        type: multiple response
        id: q
        points: 2
        wrong: minus
        prompt: Which?
        options: [{text: a, correct: true}, {text: b, correct: true}, {text: c}]
        """,
    ),
    "scoring": (
        """
        ## 2 pts · multiple response {#q floor=-1 cap=none rule=all-or-nothing shuffle=options}

        Which?

        - [x] {1} a
        - [ ] {0} b
        """,
        """
        type: multiple response
        id: q
        points: 2
        floor: -1
        cap: none
        rule: all-or-nothing
        shuffle: options
        prompt: Which?
        options: [{text: a, points: 1, correct: true}, {text: b, points: 0}]
        """,
    ),
    "criteria": (
        """
        ## 3 pts · open · 1/2 page {#q title="A title" tags="one, two words"}

        Why *so*?

        ### criteria

        - {1.25 name="max deviates" #c} first

          second paragraph
        - {1.75} $x^2$

        ### for graders

        Be kind.

        ### solution

        Because.
        """,
        """
        type: open
        id: q
        title: A title
        tags: [one, two words]
        points: 3
        space: 1/2 page
        prompt: Why *so*?
        criteria:
          - points: 1.25
            name: max deviates
            id: c
            text: |
              first

              second paragraph
          - {points: 1.75, text: $x^2$}
        graders: Be kind.
        solution: Because.
        """,
    ),
    "levels": (
        """
        ## 3 pts · open {#q}

        How?

        ### levels

        - {3} well
        - {2 66.67%} almost
        - {50%} half
        """,
        """
        type: open
        id: q
        points: 3
        prompt: How?
        levels:
          - {points: 3, text: well}
          - {points: 2, percent: 66.67, text: almost}
          - {percent: 50, text: half}
        """,
    ),
    "feedback": (
        """
        ## 1 pt · free formatted {#q}

        Say.

        ### feedback

        all

        ### feedback: correct

        right

        ### feedback: incorrect

        wrong
        """,
        """
        type: free formatted
        id: q
        points: 1
        prompt: Say.
        feedback: {general: all, correct: right, incorrect: wrong}
        """,
    ),
    "text block": (
        """
        ## text block {#t .repeat}

        A *text*.

        | a | b |
        |:--|--:|
        | 1 | 2 |
        """,
        """
        type: text block
        id: t
        repeat: true
        text: |
          A *text*.

          | a | b |
          |:--|--:|
          | 1 | 2 |
        """,
    ),
    "image block": (
        """
        ## image block · 1/5 page {#i}

        ![a dot](images/dot.png "the dot")
        """,
        """
        type: image block
        id: i
        space: 1/5 page
        image: images/dot.png
        alt: a dot
        caption: the dot
        """,
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_both_spellings_give_one_model(name: str) -> None:
    markdown, yaml = PAIRS[name]
    assert _yaml(yaml) == _markdown(markdown)


def test_the_front_matter_is_the_head_of_yaml() -> None:
    front = """
    id: t1
    course: {code: C, name: N, year: 22/23, period: P 2}
    language: nl-NL
    date: 2022-02-14
    duration: 90
    points: 1
    tags: [a, b c]
    description: |
      Read *all*.
    scoring: {floor: none, cap: 2}
    shuffle: all
    """
    item = "## 1 pt · multiple choice {#q}\n\nW?\n\n- [x] {1} a\n- [ ] {-1} b\n"
    other = """
    type: multiple choice
    id: q
    points: 1
    prompt: W?
    options: [{text: a, points: 1, correct: true}, {text: b, points: -1}]
    """
    exam = _markdown(item, front)
    assert exam == _yaml(other, front)
    (question,) = questions(exam)
    question = choice_question(question)
    assert not question.answer.many
    assert (
        question.answer.scoring.floor,
        question.answer.scoring.cap,
        question.answer.shuffle,
    ) == (
        None,
        Fraction(2),
        True,
    )
    assert exam.exercises[0].shuffle
    assert (exam.duration, exam.course.period, exam.tags) == (90, "P 2", ("a", "b c"))


def _choice(heading: str, front: str = "", attributes: str = "") -> ChoiceQuestion:
    item = f"## {heading}\n\nW?\n\n- [x] a\n- [x] b\n- [ ] c\n"
    (question,) = questions(_markdown(item, front, attributes))
    question = choice_question(question)
    assert question.answer.many
    return question


def test_the_nearest_setting_wins() -> None:
    front = "scoring: {floor: none, wrong: minus}"
    far = _choice("2 pts · multiple response {#q}", front)
    assert (far.answer.scoring.floor, far.answer.options[2].points) == (None, Fraction(-1))
    nearer = _choice("2 pts · multiple response {#q}", front, " floor=-1")
    assert (nearer.answer.scoring.floor, nearer.answer.options[2].points) == (
        Fraction(-1),
        Fraction(-1),
    )
    nearest = _choice("2 pts · multiple response {#q floor=0 wrong=zero}", front, " floor=-1")
    assert (nearest.answer.scoring.floor, nearest.answer.options[2].points) == (
        Fraction(0),
        Fraction(0),
    )


def test_shares_are_exact() -> None:
    question = _choice("1 pt · multiple response {#q}")
    assert [option.points for option in question.answer.options] == [
        Fraction(1, 2),
        Fraction(1, 2),
        0,
    ]
    assert question.answer.scoring.rule is Rule.SUM
    assert question.answer.scoring.cap == 1


@pytest.mark.parametrize(
    "label",
    [
        "2 pts · multiple response",
        "2 pt · multiple response",
        "2 PTS · MULTIPLE RESPONSE",
        "2 points · Multiple  Response",
        "2 pts multiple response",
        "multiple response · 2 pts",
    ],
)
def test_tolerated_labels(label: str) -> None:
    assert _choice(f"{label} {{#q}}") == _choice("2 pts · multiple response {#q}")


@pytest.mark.parametrize(
    "label", ["open · 1/2 page", "open 1/2 page", "OPEN · 1/2 PAGE", "open · .5 pages"]
)
def test_tolerated_spaces(label: str) -> None:
    (question,) = questions(_markdown(f"## 1 pt · {label} {{#q}}\n\nW?\n"))
    question = written_question(question)
    assert not question.answer.free
    assert question.answer.space == Fraction(1, 2)


def test_text_before_the_first_question_is_a_text_block() -> None:
    exam = _markdown("Some text.\n\n- a list\n\n## 1 pt · open {#q}\n\nW?\n")
    block, question = exam.exercises[0].items
    assert isinstance(block, TextBlock)
    assert (block.id, len(block.content)) == ("e-1", 2)
    question = written_question(question)
    assert not question.answer.free


def test_ids_come_from_the_place_where_none_is_given() -> None:
    exam = exam_of(
        "---\ntitle: T\n---\n\n# A\n\n## 1 pt · open\n\nW?\n\n## 1 pt · open {#x}\n\nW?\n"
    )
    assert exam.exercises[0].id == "e1"
    assert [item.id for item in exam.exercises[0].items] == ["e1-1", "x"]


def test_kinds_of_items() -> None:
    exam = exam_of(
        "---\ntitle: T\n---\n\n# A {#a}\n\n## image block {#i}\n\n![d](images/dot.png)\n\n"
        "## 1 pt · free formatted {#f}\n\nW?\n\n### levels\n\n- {1} a\n\n"
        "## 1 pt · open {#o}\n\nW?\n\n### criteria\n\n- {1}\n",
        FILES,
    )
    image, free, written = exam.exercises[0].items
    assert isinstance(image, ImageBlock)
    free = written_question(free)
    assert free.answer.free
    assert isinstance(free.answer.rubric, Levels)
    written = written_question(written)
    assert not written.answer.free
    assert isinstance(written.answer.rubric, Criteria)
    assert written.answer.rubric.criteria[0].text == ()


def test_included_files_come_first_and_know_their_own_folder() -> None:
    files = {
        "parts/a.md": "---\ninclude: [b.yaml]\n---\n\n# A {#a}\n\n## 1 pt · open {#qa}\n\n![d](../images/dot.png)?\n".encode(),
        "parts/b.yaml": b"exercises:\n  - {title: B, id: b, items: []}\n",
        **FILES,
    }
    exam = exam_of("---\ntitle: T\ninclude: [parts/a.md]\n---\n\n# C {#c}\n", files)
    assert [exercise.id for exercise in exam.exercises] == ["b", "a", "c"]


def test_spaces_before_the_weight_do_not_matter() -> None:
    item = "## 2 pts · multiple choice {#q}\n\nW?\n\n- [x]   {2}   yes\n- [ ]\t{0} no\n"
    (question,) = questions(_markdown(item))
    question = choice_question(question)
    assert not question.answer.many
    assert [option.points for option in question.answer.options] == [2, 0]
    assert question == next(questions(_markdown(item.replace("   ", " ").replace("\t", " "))))
