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
    Key,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from examc.core.content import Code, Emphasis, GapRef, Inline, Math, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.keys import Cell, Label, Match, OrderRule, Pair, Row
from examc.core.meaning import part_schemes
from examc.core.model import Exam, Feedback, Question
from examc.core.records import replace
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.proof.verify import Verdict, prove
from examc.systems.table import SYSTEMS
from kinds import asked, exam_of, number, option, say, text

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


PIECES: st.SearchStrategy[Inline] = st.sampled_from(
    (
        *(Text("{"), Text("}"), Text("(n)"), Text("$$"), Text("\\("), Text(" [[1]] ")),
        *(Text("{1:SA:=a}"), Text("{#1}"), Text("a < b"), Text("~#%=&amp;"), Math("x_{1} < 2")),
        *(Emphasis((Text("e"),)), Code("f(n) {"), Text(" and ")),
    )
)
WILD = st.lists(PIECES, min_size=1, max_size=6).map(lambda found: (Paragraph(tuple(found)),))


@st.composite
def wild(draw: st.DrawFn) -> Exam:
    """A question of several parts whose texts Moodle's filters and codes could take for theirs."""
    note = draw(WILD)
    if draw(st.booleans()):
        pieces = draw(st.lists(PIECES, max_size=8))
        at = sorted(draw(st.lists(st.integers(0, len(pieces)), min_size=2, max_size=2)))
        prompt: tuple[Inline, ...] = (
            *pieces[: at[0]],
            GapRef("a"),
            *pieces[at[0] : at[1]],
            GapRef("b"),
        )
        answer = replace(text("x}~#y", "1"), feedback=note)
        keys: tuple[Key, ...] = (
            ShortAnswer(accepted=(answer,), scoring=UNBOUNDED),
            Numeric(accepted=(replace(number("1", "2", "1"), feedback=note),), scoring=UNBOUNDED),
        )
        gaps = tuple(Gap(id=name, key=key) for name, key in zip("ab", keys, strict=True))
        made = asked(FillIn(gaps=gaps, scoring=Scoring(cap=Fraction(2))))
        content: tuple[Inline, ...] = (*prompt, *pieces[at[1] :])
        return exam_of(replace(made, prompt=(Paragraph(content),)))
    lefts = [(Paragraph((*draw(WILD)[0].content, Text(str(n)))),) for n in range(2)]
    cells = [(Cell(Fraction(1), True), Cell(Fraction(-1), False)) for _ in lefts]
    rows = tuple(Row(text=left, cells=own) for left, own in zip(lefts, cells, strict=True))
    columns = tuple(Label(text=(Paragraph((*draw(WILD)[0].content, Text(n))),)) for n in "xy")
    scoring = Scoring(floor=None, cap=Fraction(2))
    made = asked(Matrix(columns=columns, rows=rows, scoring=scoring))
    return exam_of(replace(made, prompt=draw(WILD), feedback=Feedback(note)))


@pytest.mark.law
@given(wild())
def test_texts_of_several_parts_arrive_as_they_were_meant(exam: Exam) -> None:
    report = Report()
    data = write(exam, {}, Options(), report)
    assert data is not None
    ((cell,),) = [row.cells for row in prove(exam, {"moodle": data}, MOODLE).rows]
    assert not cell.lost, cell.lost
    assert cell.verdict is Verdict.SAME, cell.words()
