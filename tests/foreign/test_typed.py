"""What a system reads otherwise of what is typed is told: of blanks once a file, of the rest at its question."""

from canvas.support import export, import_zip, quiz
from examc.core.diagnostics import Diagnostic
from moodle import reading
from systems.test_canvas_kinds import BOX, condition, equal, item


def _moodle(*texts: str) -> list[Diagnostic]:
    questions = [reading.question("shortanswer", reading.answer("100", text)) for text in texts]
    return reading.reading(reading.quiz(*questions)).said


def _canvas(kind: str, *texts: str) -> list[Diagnostic]:
    items = [item(kind, BOX, condition(equal(text), share="100")) for text in texts]
    _, _, report = import_zip(export({"iq/iq.xml": quiz("".join(items))}))
    return report.diagnostics


def test_blanks_inside_a_text_are_told_once_with_their_places() -> None:
    for said, system in (
        (_moodle("New York", "Paris", "Los Angeles"), "Moodle"),
        (_canvas("short_answer_question", "New York", "Paris", "Los Angeles"), "Canvas"),
    ):
        (told,) = [d.message for d in said if d.code == "R556"]
        assert told == (
            f"blanks inside a text are counted by {system} as they are typed, and any number of them"
            " counts as one here (exercise 1, question 1; exercise 1, question 3)"
        )


def test_many_places_are_counted() -> None:
    (told,) = [d.message for d in _moodle(*["New York"] * 9) if d.code == "R556"]
    assert told.endswith("exercise 1, question 5; and 4 more)")


def test_texts_of_one_word_are_read_alike() -> None:
    assert not [d for d in _moodle("Paris") if d.code == "R556"]
    assert not [d for d in _canvas("short_answer_question", "Paris") if d.code == "R556"]


def test_a_zero_that_canvas_finds_in_every_word_is_told() -> None:
    assert [d.where for d in _canvas("numerical_question", "2", "0") if d.code == "R545"] == [
        "exercise 1 › question 2"
    ]


def test_a_unit_that_moodle_takes_is_told_where_a_student_may_type_it() -> None:
    unit = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
    number = '<answer fraction="100"><text>3</text><tolerance>0</tolerance></answer>'
    found = reading.reading(reading.quiz(reading.question("numerical", number + unit)))
    assert found.about("R560").message == (
        "a number is taken by Moodle with its unit behind it, too, and must be typed alone here "
        "(exercise 1, question 1)"
    )
    plain = reading.reading(reading.quiz(reading.question("numerical", number)))
    assert plain.codes() == []
