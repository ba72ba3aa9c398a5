"""The law of the further kinds: what the writer says of marks is what Moodle's view finds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core import schemes
from examc.core.answers import (
    UNBOUNDED,
    Answer,
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from examc.core.content import GapRef, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.keys import Cell, Label, Match, OrderRule, Pair, Row
from examc.core.meaning import part_schemes
from examc.core.model import Exam, Question
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.proof.verify import Verdict, prove
from examc.systems.table import SYSTEMS
from kinds import exam_of, number, option, say, text

MOODLE = tuple(system for system in SYSTEMS if system.word == "moodle")
WEIGHTS = st.sampled_from(("1", "1", "2", "0.5", "1/3", "0", "-1", "-1/2", "5/4"))
WORDS = st.sampled_from(("Paris", "NaCl", "a*b", "New York", "x}y", "\\#", "~", "Müller", "\\*"))
FLOORS = st.sampled_from((Fraction(0), Fraction(0), None, Fraction(-1)))
RULES = st.sampled_from((Rule.SUM, Rule.SUM, Rule.SUM, Rule.ALL_OR_NOTHING))


@st.composite
def numerics(draw: st.DrawFn) -> Numeric:
    accepted = []
    for _ in range(draw(st.integers(1, 3))):
        low = draw(st.integers(-20, 20))
        width = draw(st.sampled_from((0, 1, 5)))
        accepted.append(number(str(low), str(low + width), draw(WEIGHTS)))
    unit = draw(st.sampled_from(("", "", "m")))
    return Numeric(accepted=tuple(accepted), unit=unit, scoring=UNBOUNDED)


@st.composite
def shorts(draw: st.DrawFn) -> ShortAnswer:
    matches = st.sampled_from((Match.TEXT, Match.TEXT, Match.CONTAINS))
    words = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    accepted = [text(word, draw(WEIGHTS), draw(matches)) for word in words]
    if draw(st.booleans()):
        accepted.append(text("gr(a|e)y|no+", draw(WEIGHTS), Match.PATTERN))
    return ShortAnswer(accepted=tuple(accepted), case=draw(st.booleans()), scoring=UNBOUNDED)


@st.composite
def drop_downs(draw: st.DrawFn) -> Choice:
    first = option(draw(st.sampled_from(("1", "0.5"))), correct=True, text="right")
    rest = [
        option(draw(WEIGHTS), correct=False, text=f"wrong {n}")
        for n in range(draw(st.integers(1, 2)))
    ]
    return Choice(options=(first, *rest), many=False, scoring=UNBOUNDED)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer that a machine marks and that is not options."""
    scoring = Scoring(draw(RULES), draw(FLOORS), None)
    typed = Scoring(floor=draw(FLOORS))
    kind = draw(st.sampled_from(["number", "text", "gaps", "pairs", "rows", "both", "order"]))
    if kind == "number":
        key = draw(numerics())
        return Numeric(accepted=key.accepted, unit=key.unit, scoring=typed)
    if kind == "text":
        short = draw(shorts())
        return ShortAnswer(accepted=short.accepted, case=short.case, scoring=typed)
    if kind == "gaps":
        keys = draw(st.lists(numerics() | shorts() | drop_downs(), min_size=1, max_size=3))
        gaps = tuple(Gap(id=f"g{n}", key=key) for n, key in enumerate(keys))
        return FillIn(gaps=gaps, scoring=scoring)
    if kind == "pairs":
        return Matching(
            pairs=tuple(
                Pair(left=say(f"l{n}"), right=say(right), points=points, wrong=wrong)
                for n, (right, points, wrong) in enumerate(
                    draw(st.lists(_pairs, min_size=2, max_size=3))
                )
            ),
            distractors=(Label(text=say("z")),),
            scoring=scoring,
        )
    if kind == "rows":
        return draw(_matrices(scoring))
    if kind == "both":
        sides = (option(draw(WEIGHTS), correct=True), option(draw(WEIGHTS), correct=False))
        return TrueFalse(true=sides[0], false=sides[1], scoring=typed)
    items = tuple(Label(text=say(str(n))) for n in range(draw(st.integers(2, 4))))
    return Ordering(items=items, rule=draw(st.sampled_from(list(OrderRule))))


_points = st.sampled_from((Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2)))
_pairs = st.tuples(
    st.sampled_from("abc"), _points, st.sampled_from((Fraction(0), Fraction(0), Fraction(-1)))
)


@st.composite
def _matrices(draw: st.DrawFn, scoring: Scoring) -> Matrix:
    several = draw(st.booleans())
    wrong = draw(st.sampled_from((Fraction(0), Fraction(-1, 2))))
    rows = []
    for n in range(draw(st.integers(1, 3))):
        points = draw(_points)
        right = draw(st.sets(st.integers(0, 2), min_size=1, max_size=2 if several else 1))
        cells = (Cell(points if at in right else wrong, at in right) for at in range(3))
        rows.append(Row(text=say(f"r{n}"), cells=tuple(cells)))
    columns = tuple(Label(text=say(name)) for name in "xyz")
    return Matrix(columns=columns, rows=tuple(rows), several=several, scoring=scoring)


@st.composite
def exams(draw: st.DrawFn) -> Exam:
    """An exam of one question, in a language with a decimal point or a comma."""
    answer = draw(answers())
    points = draw(st.sampled_from((Fraction(1), Fraction(2), Fraction(3), Fraction(3, 2))))
    prompt = say("?")
    if isinstance(answer, FillIn):
        prompt = (Paragraph(tuple(x for gap in answer.gaps for x in (Text("x "), GapRef(gap.id)))),)
    if isinstance(answer, FillIn | Matching | Matrix) and draw(st.booleans()):
        points = sum(map(schemes.best, _parts(answer)), Fraction(0)) or points
    made = exam_of(Question(id="q", points=points, prompt=prompt, answer=answer))
    return Exam(title="T", exercises=made.exercises, language=draw(st.sampled_from(("en", "de"))))


def _parts(answer: FillIn | Matching | Matrix) -> tuple[schemes.Scheme, ...]:
    return part_schemes(answer)


OF_MARKS = {
    *("X310", "X311", "X312", "X313", "X314"),
    *(Feature.ANSWER_WEIGHT.code, Feature.PART_WEIGHT.code, Feature.TEXT_MATCH.code),
    *(Feature.NUMERIC.code, Feature.POINTS.code, Feature.ORDERING.code),
}


@pytest.mark.law
@given(exams(), st.sampled_from(("", "cloze")))
def test_what_the_build_says_is_what_moodle_does(exam: Exam, offgrid: str) -> None:
    report = Report()
    data = write(exam, {}, Options(offgrid=offgrid), report)
    assert data is not None
    (row,) = prove(exam, {"moodle": data}, MOODLE).rows
    (cell,) = row.cells
    said = {d.code for d in report.diagnostics if d.system == "Moodle" and d.code in OF_MARKS}
    assert set(cell.codes) == said
    assert (cell.verdict is Verdict.BENDS) is bool(said)
    assert cell.verdict is not Verdict.REFUSED
