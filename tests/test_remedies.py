"""Every way out that is suggested is tried here again, as an author would write it."""

import pytest

from examc import remedies
from examc.diagnostics import Report
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.model import Exam
from examc.verify import Proof, Verdict, prove
from support import exam_of

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
PLACE = "exercise 1 › question 1"
PLAIN = Options()

ONE_RIGHT = ("[x] {+2} a", "[ ] {-1} b", "[ ] {-1} c", "[ ] {-1} d")
PENALTY = ("[x] {2} a", "[ ] {-2} b", "[ ] {-1} c")
TWO_FULL = ("[x] {2} a", "[x] {2} b", "[ ] {0} c")
UNEVEN = ("[x] {+1.5} a", "[x] {+0.5} b", "[ ] {-1} c")


def _exam(heading: str, *options: str) -> Exam:
    body = "\n".join(f"- {option}" for option in options)
    return exam_of(f"{HEAD}## {heading}\n\nWhich?\n\n{body}\n")


def _prove(exam: Exam, options: Options = PLAIN) -> Proof:
    outputs: dict[str, bytes] = {}
    for name, target in TARGETS.items():
        data = target.write(exam, {}, options, Report())
        if data is not None:
            outputs[name] = data
    return prove(exam, outputs)


def _suggested(exam: Exam) -> list[str]:
    return remedies.suggest(exam, _prove(exam), {}, PLAIN).get(PLACE, [])


def _verdict(exam: Exam, client: str, options: Options = PLAIN) -> Verdict:
    proof = _prove(exam, options)
    places = [client.name for client in proof.clients]
    return proof.rows[0].cells[places.index(client)].verdict


@pytest.mark.parametrize(
    ("heading", "options", "client", "words", "new_heading", "new_options"),
    [
        (
            "2 pts · multiple response {#q}",
            ONE_RIGHT,
            "Canvas Classic",
            "multiple choice instead of multiple response",
            "2 pts · multiple choice {#q}",
            ("[x] {2} a", "[ ] {0} b", "[ ] {0} c", "[ ] {0} d"),
        ),
        (
            "2 pts · multiple choice {#q floor=none}",
            PENALTY,
            "Canvas Classic",
            "floor=0",
            "2 pts · multiple choice {#q floor=0}",
            PENALTY,
        ),
        (
            "2 pts · multiple choice {#q}",
            TWO_FULL,
            "Canvas New Quizzes",
            "one option with all points, and 0 for the others",
            "2 pts · multiple choice {#q}",
            ("[x] {2} a", "[ ] {0} b", "[ ] {0} c"),
        ),
        (
            "2 pts · multiple response {#q}",
            UNEVEN,
            "Canvas Classic",
            "the same share for every right option, and minus as much for every wrong one",
            "2 pts · multiple response {#q}",
            ("[x] {+1} a", "[x] {+1} b", "[ ] {-1} c"),
        ),
        (
            "2 pts · multiple response {#q}",
            UNEVEN,
            "Canvas New Quizzes",
            "rule=all-or-nothing",
            "2 pts · multiple response {#q rule=all-or-nothing}",
            UNEVEN,
        ),
        (
            "2 pts · multiple response {#q floor=none}",
            UNEVEN,
            "Moodle",
            "floor=0",
            "2 pts · multiple response {#q floor=0}",
            UNEVEN,
        ),
    ],
)
def test_a_way_out_helps(
    heading: str,
    options: tuple[str, ...],
    client: str,
    words: str,
    new_heading: str,
    new_options: tuple[str, ...],
) -> None:
    exam = _exam(heading, *options)
    assert _verdict(exam, client) is Verdict.BENDS
    assert f"{client}: {words} makes the marks the same" in _suggested(exam)
    assert _verdict(_exam(new_heading, *new_options), client) in (Verdict.SAME, Verdict.LOST)


def test_embedded_answers_are_a_way_out_in_moodle_alone() -> None:
    exam = _exam("2 pts · multiple response {#q}", "[x] {+0.75} a", "[x] {+1.25} b", "[ ] {-1} c")
    found = [words for words in _suggested(exam) if "cloze" in words]
    assert found == ["Moodle: --moodle-offgrid=cloze makes the marks the same"]
    assert _verdict(exam, "Moodle") is Verdict.BENDS
    assert _verdict(exam, "Moodle", Options(offgrid="cloze")) is Verdict.SAME


def test_a_change_that_does_not_help_is_not_suggested() -> None:
    exam = _exam("2 pts · multiple response {#q floor=none}", *UNEVEN)
    assert "Canvas Classic: floor=0 makes the marks the same" not in _suggested(exam)
    floored = _exam("2 pts · multiple response {#q floor=0}", *UNEVEN)
    assert _verdict(floored, "Canvas Classic") is Verdict.BENDS


def test_nothing_is_suggested_where_nothing_differs() -> None:
    assert _suggested(_exam("2 pts · multiple choice {#q}", "[x] {2} a", "[ ] {0} b")) == []


def test_where_no_small_change_helps_that_is_said() -> None:
    exam = _exam("1 pt · multiple response {#q}", "[ ] {0} a", "[ ] {0} b")
    assert _verdict(exam, "Canvas Classic") is Verdict.REFUSED
    assert any("no small change helps" in words for words in _suggested(exam))


def test_suggestions_are_the_same_every_time_and_name_their_client() -> None:
    exam = _exam("2 pts · multiple response {#q floor=none}", *UNEVEN)
    names = {client.name for client in _prove(exam).clients}
    first = _suggested(exam)
    assert first == _suggested(exam)
    assert len(first) == len(set(first))
    assert all(words.split(": ")[0] in names for words in first)
    assert exam == _exam("2 pts · multiple response {#q floor=none}", *UNEVEN)
