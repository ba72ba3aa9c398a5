"""What a test says of the whole exam: pools, fixed questions, attempts, instructions."""

from fractions import Fraction

from examc.core.model import Exam, Exercise, Item, TextBlock
from examc.core.records import replace
from examc.systems.canvas import fromqti as classic
from examc.systems.player.view import view
from qti21 import kinds
from qti21.packages import CP, Package, Q, attributes, every, find, inner, package


def _questions(count: int) -> list[Item]:
    return [kinds.asked(kinds.ANSWERS["order"], own=f"q{n}") for n in range(1, count + 1)]


def _pool() -> Exam:
    items = _questions(3)
    first = replace(kinds.asked(kinds.ANSWERS["number"], own="q1"), always=True, fixed=True)
    exercise = Exercise(id="e", title="Part", items=(first, *items[1:]), pick=2, shuffle=True)
    return Exam(title="Test", exercises=(exercise,))


def _attempts(made: Package) -> str | None:
    return find(made.test, "testPart/itemSessionControl").get("maxAttempts")


def test_of_a_pool_some_questions_are_drawn() -> None:
    made = package(_pool())
    (section,) = every(made.test, "assessmentSection")
    assert [child.tag for child in section][:2] == [f"{Q}selection", f"{Q}ordering"]
    assert attributes(find(section, "selection")) == {"select": "2"}
    refs = {ref.get("identifier"): attributes(ref) for ref in every(section, "assessmentItemRef")}
    assert refs["q1"] == {
        "identifier": "q1",
        "href": "q1.xml",
        "required": "true",
        "fixed": "true",
    }
    assert refs["q2"] == {"identifier": "q2", "href": "q2.xml"}


def test_the_total_of_a_pool_is_what_one_student_can_earn() -> None:
    made = package(_pool())
    score = find(made.test, "outcomeDeclaration")
    assert score.get("normalMaximum") == "4"
    seen = view(made.data)
    assert seen.refused == ""
    assert seen.total == Fraction(4)
    assert [question.name for question in seen.questions] == ["q1", "q2", "q3"]


def test_a_player_does_not_draw_a_question_twice() -> None:
    made = package(_pool())
    assert not every(made.test, "selection")[0].get("withReplacement")


def test_attempts_are_those_of_the_exam_and_one_where_it_says_none() -> None:
    assert _attempts(package(_pool())) == "1"
    made = package(replace(_pool(), attempts=3))
    assert _attempts(made) == "3"
    taxa = [inner(e) for e in made.manifest.iter("{http://ltsc.ieee.org/xsd/LOM}id")]
    assert taxa == ["attempts"]
    assert made.manifest.find(f"{CP}metadata") is not None


def test_students_read_instructions_before_the_first_question() -> None:
    made = package(replace(_pool(), instructions=kinds.text("Closed book."), attempts=1))
    (section,) = every(made.test, "assessmentSection")
    block = find(section, "rubricBlock")
    assert attributes(block) == {"view": "candidate", "class": "examc-instructions"}
    assert inner(block) == "<p>Closed book.</p>"


def test_instructions_of_an_exam_without_exercises_have_a_section() -> None:
    made = package(Exam(title="Test", exercises=(), instructions=kinds.text("Wait.")))
    assert inner(find(made.test, "testPart/assessmentSection/rubricBlock")) == "<p>Wait.</p>"


def test_every_question_of_a_pool_shows_all_its_texts() -> None:
    first, second = (
        TextBlock(id=f"t{n}", content=kinds.text(word)) for n, word in enumerate(("Read.", "More."))
    )
    one, two = _questions(2)
    exercise = Exercise(id="e", title="Part", items=(first, one, two, second), pick=1)
    made = package(Exam(title="Test", exercises=(exercise,)))
    for name in ("q1.xml", "q2.xml"):
        stem = find(made.root(name), "itemBody/div")
        text = inner(stem)
        assert text.index("Read.") < text.index("More.")
    blocks = [
        (name, block.get("label"), "examc-copy" in block.get("class", "").split())
        for name in ("q1.xml", "q2.xml")
        for block in every(made.root(name), "div")
        if block.get("label")
    ]
    assert blocks == [
        ("q1.xml", "t0", False),
        ("q1.xml", "t1", True),
        ("q2.xml", "t0", True),
        ("q2.xml", "t1", False),
    ]


def test_canvas_may_leave_out_what_every_student_is_to_get() -> None:
    made = package(_pool())
    (told,) = [d for d in made.report.diagnostics if d.code == "X357"]
    assert (told.system, told.where) == ("Canvas Classic", "exercise 1 › question 1")
    assert classic.view(made.data).refused == ""
    assert len(classic.view(made.data).questions) == 3


def test_canvas_gives_all_questions_of_a_pool_the_points_of_the_first() -> None:
    items = (_questions(1)[0], replace(kinds.asked(kinds.ANSWERS["number"], "3"), id="q2"))
    exercise = Exercise(id="e", title="Part", items=items, pick=1)
    made = package(Exam(title="Test", exercises=(exercise,)))
    assert "worth what the first one is" in classic.view(made.data).refused
