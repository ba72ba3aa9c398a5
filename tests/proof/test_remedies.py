"""Every way out that is suggested is tried here again, as an author would write it."""

import re
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings

from examc.core.diagnostics import Report
from examc.core.model import ChoiceQuestion, Exam, Exercise, choice_questions
from examc.core.responses import Response, choose, picked
from examc.core.schemes import ROUNDING, award
from examc.core.scoring import mark
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof import remedies
from examc.proof.edits import Given, Part
from examc.proof.remedies import REMEDIES, WayOut
from examc.proof.verify import Proof, Verdict, prove
from examc.systems.table import SYSTEMS
from support import READ_BACK, choice_question, exam_of
from test_agreement import choice_questions as any_choice_question

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
PLACE = "exercise 1 › question 1"
PLAIN = Options()

ONE_RIGHT = ("[x] {+2} a", "[ ] {-1} b", "[ ] {-1} c", "[ ] {-1} d")
PENALTY = ("[x] {2} a", "[ ] {-2} b", "[ ] {-1} c")
TWO_FULL = ("[x] {2} a", "[x] {2} b", "[ ] {0} c")
UNEVEN = ("[x] {+1.5} a", "[x] {+0.5} b", "[ ] {-1} c")
OFF_GRID = ("[x] {+0.75} a", "[x] {+1.25} b", "[ ] {0} c", "[ ] {0} d")
TWO_SIZES = ("[x] {+1} a", "[x] {+1} b", "[x] {+0.5} c", "[x] {+0.5} d")
PENALISED = (
    *("[x] {+2} a", "[x] {+2} b", "[ ] {-2} c"),
    *("[x] {+1} d", "[x] {+1} e", "[ ] {-1} f"),
)


def _source(*asked: tuple[str, tuple[str, ...]]) -> str:
    blocks = []
    for number, (heading, options) in enumerate(asked):
        body = "\n".join(f"- {option}" for option in options)
        blocks.append(f"## {heading.replace('#q', f'#q{number}')}\n\nWhich?\n\n{body}\n")
    return HEAD + "\n".join(blocks)


def _exam(heading: str, *options: str) -> Exam:
    return exam_of(_source((heading, options)))


def _prove(exam: Exam, options: Options = PLAIN) -> Proof:
    outputs: dict[str, bytes] = {}
    for name, target in ((name, TARGETS[name]) for name in READ_BACK):
        data = target.write(exam, {}, options, Report())
        if data is not None:
            outputs[name] = data
    return prove(exam, outputs)


def _ways(exam: Exam, place: str = PLACE) -> list[WayOut]:
    return remedies.suggest(exam, _prove(exam), {}, PLAIN).get(place, [])


def _verdict(exam: Exam, system: str, options: Options = PLAIN) -> Verdict:
    """The worst verdict that a system has on any question."""
    proof = _prove(exam, options)
    place = [each.label for each in proof.systems].index(system)
    verdicts = {row.cells[place].verdict for row in proof.rows}
    return max(verdicts, key=list(Verdict).index)


@pytest.mark.parametrize(
    ("heading", "options", "system", "write", "instead"),
    [
        (
            "2 pts · multiple response {#q}",
            ONE_RIGHT,
            "qti → Canvas Classic",
            (
                "write multiple choice instead of multiple response in its heading and {0} before "
                "options B, C and D"
            ),
            [
                (
                    "2 pts · multiple choice {#q}",
                    ("[x] {2} a", "[ ] {0} b", "[ ] {0} c", "[ ] {0} d"),
                )
            ],
        ),
        (
            "2 pts · multiple choice {#q floor=none}",
            PENALTY,
            "qti → Canvas Classic",
            "write floor=0 in the braces of its heading",
            [("2 pts · multiple choice {#q floor=0}", PENALTY)],
        ),
        (
            "2 pts · multiple choice {#q}",
            TWO_FULL,
            "qti → Canvas New Quizzes",
            "write {0} before option B and check option A alone",
            [("2 pts · multiple choice {#q}", ("[x] {2} a", "[ ] {0} b", "[ ] {0} c"))],
        ),
        (
            "2 pts · multiple response {#q}",
            UNEVEN,
            "qti → Canvas Classic",
            "write {+1} before options A and B",
            [("2 pts · multiple response {#q}", ("[x] {+1} a", "[x] {+1} b", "[ ] {-1} c"))],
        ),
        (
            "2 pts · multiple response {#q}",
            UNEVEN,
            "qti → Canvas New Quizzes",
            "write rule=all-or-nothing in the braces of its heading",
            [("2 pts · multiple response {#q rule=all-or-nothing}", UNEVEN)],
        ),
        (
            "2 pts · multiple response {#q rule=all-or-nothing floor=none}",
            ("[x] {+1} a", "[x] {+1} b", "[ ] {0} c"),
            "Moodle",
            "write {-1} before option C and rule=sum and floor=0 in the braces of its heading",
            [("2 pts · multiple response {#q}", ("[x] {+1} a", "[x] {+1} b", "[ ] {-1} c"))],
        ),
        (
            "2 pts · multiple response {#q floor=none}",
            UNEVEN,
            "Moodle",
            "write floor=0 in the braces of its heading",
            [("2 pts · multiple response {#q floor=0}", UNEVEN)],
        ),
        (
            "2 pts · multiple response {#q cap=1}",
            ("[x] {+1} a", "[x] {+1} b", "[ ] {-2} c"),
            "ANS",
            "write cap=2 in the braces of its heading",
            [("2 pts · multiple response {#q}", ("[x] {+1} a", "[x] {+1} b", "[ ] {-2} c"))],
        ),
        (
            "6 pts · multiple response {#q}",
            PENALISED,
            "canvas → Canvas Classic",
            (
                "write two questions instead: one of 4 pts with options A, B and C and one of 2 pts "
                "with options D, E and F, each worth at least 0 by itself"
            ),
            [
                ("4 pts · multiple response {#q}", PENALISED[:3]),
                ("2 pts · multiple response {#q}", PENALISED[3:]),
            ],
        ),
    ],
)
def test_what_helps_by_other_marks_says_so(
    heading: str,
    options: tuple[str, ...],
    system: str,
    write: str,
    instead: list[tuple[str, tuple[str, ...]]],
) -> None:
    exam = _exam(heading, *options)
    assert _verdict(exam, system) is Verdict.BENDS
    (way,) = [way for way in _ways(exam) if way.write == write and system in way.names]
    assert not way.keeps
    assert way.effect.startswith("this changes the marks that are meant: a student who chooses ")
    assert _verdict(exam_of(_source(*instead)), system) in (Verdict.SAME, Verdict.LOST)


def _yes_or_no(points: str) -> tuple[str, tuple[str, ...]]:
    return f"{points} pts · multiple choice {{#q}}", (f"[x] {{{points}}} yes", "[ ] {0} no")


def _select(*places: int) -> Given:
    return lambda given: choose(n for n, place in enumerate(places) if place in picked(given))


def _belongs(place: int) -> Given:
    return lambda given: choose((0 if place in picked(given) else 1,))


@pytest.mark.parametrize(
    ("heading", "options", "systems", "write", "instead", "given"),
    [
        (
            "2 pts · multiple response {#q}",
            OFF_GRID,
            {"Moodle"},
            (
                "write two questions instead: one of 0.75 pts with options A and C and one of 1.25 pts "
                "with options B and D"
            ),
            [
                ("0.75 pts · multiple response {#q}", (OFF_GRID[0], OFF_GRID[2])),
                ("1.25 pts · multiple response {#q}", (OFF_GRID[1], OFF_GRID[3])),
            ],
            (_select(0, 2), _select(1, 3)),
        ),
        (
            "3 pts · multiple response {#q}",
            TWO_SIZES,
            {"qti → Canvas Classic", "canvas → Canvas Classic", "canvas → Canvas New Quizzes"},
            (
                "write two questions instead: one of 2 pts with options A and B and one of 1 pt with "
                "options C and D"
            ),
            [
                ("2 pts · multiple response {#q}", TWO_SIZES[:2]),
                ("1 pt · multiple response {#q}", TWO_SIZES[2:]),
            ],
            (_select(0, 1), _select(2, 3)),
        ),
        (
            "2 pts · multiple response {#q}",
            OFF_GRID,
            {
                "qti → Canvas Classic",
                "qti → Canvas New Quizzes",
                "Moodle",
                "canvas → Canvas Classic",
                "canvas → Canvas New Quizzes",
            },
            (
                "write a multiple choice instead for each of options A and B, with the answers yes and "
                "no; yes is worth {+0.75} for A and {+1.25} for B, and no {0}; leave out options C and "
                "D, which earn nothing"
            ),
            [_yes_or_no("0.75"), _yes_or_no("1.25")],
            (_belongs(0), _belongs(1)),
        ),
    ],
)
def test_parts_earn_what_the_whole_was_worth_response_by_response(
    heading: str,
    options: tuple[str, ...],
    systems: set[str],
    write: str,
    instead: list[tuple[str, tuple[str, ...]]],
    given: tuple[Given, ...],
) -> None:
    exam = _exam(heading, *options)
    (way,) = [way for way in _ways(exam) if way.write == write]
    assert way.keeps
    assert way.effect == "this keeps the marks that are meant, on all 16 responses"
    assert set(way.names) == systems
    (question,) = choice_questions(exam)
    asked = list(choice_questions(exam_of(_source(*instead))))
    parts = tuple(Part(made, to) for made, to in zip(asked, given, strict=True))
    for system in systems:
        for chosen in _all_responses(question):
            assert _earned(parts, system, chosen, PLAIN) == mark(question, chosen), system


def _all_responses(question: ChoiceQuestion) -> list[Response | None]:
    places = range(len(question.answer.options))
    most = 1 if not question.answer.many else len(places)
    return [choose(c) for size in range(most + 1) for c in combinations(places, size)]


def _earned(
    parts: tuple[Part, ...], system: str, chosen: Response | None, options: Options
) -> Fraction | None:
    """What a system awards for all parts together, from the file; None if it takes no such answer."""
    model = next(model for model in SYSTEMS if model.label == system)
    exercise = Exercise(id="e", title="E", items=tuple(part.question for part in parts))
    data = TARGETS[model.target].write(
        Exam(title="T", exercises=(exercise,)), {}, options, Report()
    )
    assert data is not None
    total = Fraction(0)
    for part, seen in zip(parts, model.view(data).questions, strict=True):
        assert seen.scheme is not None
        awarded = award(seen.scheme, part.given(chosen))
        if awarded is None:
            return None
        total += awarded
    return total


@settings(max_examples=60)
@given(any_choice_question())
def test_what_is_said_of_a_way_out_is_so(question: ChoiceQuestion) -> None:
    """Held against the files that come of it, without the proof that the suggestions rest on."""
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))
    ways = _ways(exam)
    edits = {edited.write: (r, edited) for r in REMEDIES if (edited := r.of(question))}
    for way in ways:
        if way.meant is None:
            continue
        remedy, edited = edits[way.write]
        changed = set()
        for chosen in _all_responses(question):
            for system in way.names:
                used = "canvas → Canvas Classic" if remedy.instead else system
                earned = _earned(edited.parts, used, chosen, Options(offgrid=remedy.offgrid))
                if earned is None or abs(earned - mark(question, chosen)) > 2 * ROUNDING:
                    changed.add(chosen)
        assert changed == {deviation.response for deviation in way.meant.deviations}, way.words()
    kept = {name for way in ways if way.keeps for name in way.names}
    helped = {name for way in ways if way.meant for name in way.names}
    for way in ways:
        if "nothing that was tried" in way.write:
            assert not kept.intersection(way.names)
            assert ("helps" in way.write) is not helped.issuperset(way.names)


@settings(max_examples=60)
@given(any_choice_question())
def test_every_bad_question_has_a_way_out_or_the_word_that_there_is_none(
    question: ChoiceQuestion,
) -> None:
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))
    told = {name for way in _ways(exam) for name in way.names}
    bad = {
        cell.system.label
        for _, cell in _prove(exam).cells()
        if cell.verdict in (Verdict.BENDS, Verdict.REFUSED)
    }
    assert told == bad


def test_embedded_answers_are_a_way_out_in_moodle_alone() -> None:
    exam = _exam("2 pts · multiple response {#q}", "[x] {+0.75} a", "[x] {+1.25} b", "[ ] {-1} c")
    (way,) = [way for way in _ways(exam) if "cloze" in way.write]
    assert (way.names, way.write) == (("Moodle",), "build with --moodle-offgrid=cloze")
    assert way.keeps
    assert _verdict(exam, "Moodle") is Verdict.BENDS
    assert _verdict(exam, "Moodle", Options(offgrid="cloze")) is Verdict.SAME


def test_the_package_in_its_own_dialect_is_a_way_out_for_canvas_classic() -> None:
    exam = _exam("2 pts · multiple choice {#q}", *TWO_FULL)
    (way,) = [way for way in _ways(exam) if way.keeps]
    assert way.names == ("qti → Canvas Classic",)
    assert way.write == "build with -t canvas, and import that package instead"
    assert _verdict(exam, "canvas → Canvas Classic") is Verdict.SAME


def test_a_split_that_would_leave_one_option_alone_is_not_told() -> None:
    exam = _exam("2 pts · multiple response {#q}", *UNEVEN)
    assert not [way for way in _ways(exam) if "questions instead" in way.write]


def test_a_change_that_does_not_help_is_not_suggested() -> None:
    exam = _exam("2 pts · multiple response {#q floor=none}", *UNEVEN)
    told = [way for way in _ways(exam) if "qti → Canvas Classic" in way.names]
    assert not [way for way in told if way.write == "write floor=0 in the braces of its heading"]
    floored = _exam("2 pts · multiple response {#q floor=0}", *UNEVEN)
    assert _verdict(floored, "qti → Canvas Classic") is Verdict.BENDS


def test_a_change_that_means_the_same_as_an_earlier_one_is_not_suggested() -> None:
    exam = _exam("2 pts · multiple choice {#q floor=none}", *PENALTY)
    assert [way.write.split(" in the ")[0] for way in _ways(exam)] == [
        "write floor=0",
        (
            "nothing that was tried keeps the marks; correct the marks there by hand, or accept them "
            "with allow=X311"
        ),
    ]


def test_nothing_is_suggested_where_nothing_differs() -> None:
    assert _ways(_exam("2 pts · multiple choice {#q}", "[x] {2} a", "[ ] {0} b")) == []


def test_nothing_is_suggested_at_a_question_that_suffers_from_another_one() -> None:
    """Moodle refuses a whole file for one question that it cannot take."""
    good = "2 pts · multiple response {#q floor=none}", ("[x] {+1} a", "[x] {+1} b", "[ ] {0} c")
    exam = exam_of(_source(good, good))
    data = TARGETS["moodle"].write(exam, {}, PLAIN, Report())
    assert data is not None
    bad = re.sub(rb"<defaultgrade>[^<]+<", b"<defaultgrade>100000000<", data, count=1)
    assert bad != data
    proof = prove(exam, {"moodle": bad})
    assert proof.rows[1].cells[0].verdict is Verdict.REFUSED
    assert remedies.suggest(exam, proof, {}, PLAIN) == {}
    (way,) = remedies.suggest(exam, proof, {}, PLAIN, own="moodle")["exercise 1 › question 2"]
    assert way.write == "write the file anew with examc convert -t moodle, and import that instead"
    assert way.keeps


def test_where_nothing_helps_that_is_said() -> None:
    exam = _exam("2 pts · multiple response {#q cap=1}", "[x] {+1} a", "[x] {+1} b", "[ ] {-2} c")
    (way,) = [way for way in _ways(exam) if "qti → Canvas New Quizzes" in way.names]
    assert way.words() == (
        "qti → Canvas New Quizzes: nothing that was tried helps; correct the marks there by hand, or "
        "accept them with allow=X312,X310"
    )


def test_suggestions_are_the_same_every_time_and_name_their_systems() -> None:
    exam = _exam("2 pts · multiple response {#q floor=none}", *UNEVEN)
    names = {system.label for system in _prove(exam).systems}
    first = _ways(exam)
    assert first == _ways(exam)
    assert len({way.words() for way in first}) == len(first)
    assert all(names.issuperset(way.names) for way in first)
    assert [way.keeps for way in first] == sorted((way.keeps for way in first), reverse=True)
    (question,) = choice_questions(exam)
    question = choice_question(question)
    assert question.answer.many
