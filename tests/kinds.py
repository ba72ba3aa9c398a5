"""One question of each further kind, as the language's own examples have them."""

from fractions import Fraction

from examc.core.answers import (
    UNBOUNDED,
    Answer,
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from examc.core.content import Blocks, GapRef, Inline, Paragraph, Text
from examc.core.keys import (
    AcceptedNumber,
    AcceptedText,
    Cell,
    Label,
    Match,
    OrderRule,
    Pair,
    Row,
)
from examc.core.model import Exam, Exercise, Question, kind_of
from examc.core.numbers import value
from examc.core.records import replace


def say(text: str) -> Blocks:
    """A text of one paragraph."""
    return (Paragraph((Text(text),)),)


def asked(answer: Answer, points: str = "2") -> Question:
    """A question with an answer."""
    return Question(id="q", points=value(points), prompt=say("?"), answer=answer)


def number(low: str, high: str, points: str) -> AcceptedNumber:
    """An interval and what it earns."""
    return AcceptedNumber(
        points=value(points),
        low=value(low),
        high=value(high),
        value=(value(low) + value(high)) / 2,
        written=f"{low} to {high}",
    )


def text(key: str, points: str, match: Match = Match.TEXT) -> AcceptedText:
    """An accepted text and what it earns."""
    return AcceptedText(points=value(points), text=key, match=match)


def option(points: str, *, correct: bool, text: str = "") -> Option:
    """An option; one of a true/false has no text."""
    return Option(text=say(text) if text else (), points=value(points), correct=correct)


PI = Numeric(
    accepted=(number("9.8", "9.82", "2"), number("9.5", "10.2", "1"), number("98", "98.2", "-0.5")),
    scoring=Scoring(floor=None, cap=Fraction(2)),
)
CAPITAL = ShortAnswer(
    accepted=(
        text("Paris", "2"),
        text("paris", "0.5", Match.CONTAINS),
        text("colou?r(s|ing)?", "1", Match.PATTERN),
    )
)
RIVER = Choice(
    options=(
        option("0.5", correct=True, text="Seine"),
        option("-0.25", correct=False, text="Rhine"),
        option("-0.25", correct=False, text="Loire"),
    ),
    many=False,
    scoring=UNBOUNDED,
)
FRANCE = FillIn(
    gaps=(
        Gap(
            id="city",
            key=ShortAnswer(
                accepted=(text("Paris", "1"), text("Lutetia", "0.5")), scoring=UNBOUNDED
            ),
        ),
        Gap(id="people", key=Numeric(accepted=(number("2", "2.2", "1.5"),), scoring=UNBOUNDED)),
        Gap(id="river", key=RIVER),
    ),
    scoring=Scoring(cap=Fraction(3)),
)
CAPITALS = Matching(
    pairs=tuple(
        Pair(left=say(left), right=say(right), points=Fraction(1), wrong=Fraction(wrong))
        for left, right, wrong in (
            ("France", "Paris", 0),
            ("Spain", "Madrid", 0),
            ("Italy", "Rome", -1),
        )
    ),
    distractors=(Label(text=say("Vienna")),),
)
TREES = Matrix(
    columns=(Label(text=say("true")), Label(text=say("false"))),
    rows=tuple(
        Row(
            text=say(f"Trees {number}"),
            cells=tuple(
                Cell(Fraction(1, 2) if place == right else Fraction(-1, 2), correct=place == right)
                for place in range(2)
            ),
        )
        for number, right in enumerate((1, 0, 1))
    ),
)
BIPARTITE = TrueFalse(true=option("1", correct=True), false=option("-0.5", correct=False))
YEARS = Ordering(
    items=tuple(Label(text=say(year)) for year in ("1940", "1950", "1960", "1970")),
    rule=OrderRule.PLACE,
)


def each() -> dict[str, Question]:
    """One question of every kind that a machine marks and that is not options, by its kind."""
    answers: tuple[tuple[Answer, str], ...] = (
        (PI, "2"),
        (CAPITAL, "2"),
        (FRANCE, "3"),
        (CAPITALS, "3"),
        (TREES, "1.5"),
        (BIPARTITE, "1"),
        (YEARS, "2"),
    )
    made = (asked(answer, points) for answer, points in answers)
    return {kind_of(question): _with_gaps(question) for question in made}


def _with_gaps(question: Question) -> Question:
    """Gaps stand in the prompt of their question."""
    if not isinstance(question.answer, FillIn):
        return question
    gaps = [GapRef(gap.id) for gap in question.answer.gaps]
    words: list[Inline] = []
    for gap in gaps:
        words += [Text(f"{gap.id}: "), gap]
    return replace(question, prompt=(Paragraph(tuple(words)),))


def exam_of(*asked: Question) -> Exam:
    """An exam of one exercise."""
    named = (replace(question, id=f"e1-{n}") for n, question in enumerate(asked, 1))
    return Exam(title="Kinds", exercises=(Exercise(id="e1", title="One", items=tuple(named)),))
