"""Questions of the further kinds, made in Python: one of every shape that the writer has."""

from fractions import Fraction

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
    Option,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from examc.core.content import Block, Blocks, GapRef, Inline, Paragraph, Text
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
from examc.core.model import Exam, Exercise, Feedback, Item, Question
from examc.core.typednumbers import Interval, interval

FLOORED = Scoring(cap=Fraction(2))
"""The bounds of a question of 2 points that says nothing of them."""
OPEN = Scoring(floor=None, cap=Fraction(2))
ALL = Scoring(Rule.ALL_OR_NOTHING, cap=Fraction(2))


def text(words: str) -> Blocks:
    """One paragraph; nothing for no words."""
    return (Paragraph((Text(words),)),) if words else ()


def number(written: str, points: str = "2", feedback: str = "", own: str = "") -> AcceptedNumber:
    """An accepted number as an author writes it."""
    found = interval(written)
    assert isinstance(found, Interval)
    return AcceptedNumber(
        points=Fraction(points),
        low=found.low,
        high=found.high,
        value=found.value,
        written=written,
        feedback=text(feedback),
        id=own,
    )


def accepted(
    words: str, points: str = "2", match: Match = Match.TEXT, feedback: str = "", own: str = ""
) -> AcceptedText:
    """An accepted text."""
    return AcceptedText(
        points=Fraction(points), text=words, match=match, feedback=text(feedback), id=own
    )


def option(words: str, points: str, feedback: str = "") -> Option:
    """An option, checked where it earns points."""
    worth = Fraction(points)
    return Option(text=text(words), points=worth, correct=worth > 0, feedback=text(feedback))


def pair(left: str, right: str, points: str, wrong: str = "0", feedback: str = "") -> Pair:
    """A pair."""
    return Pair(
        left=text(left),
        right=text(right),
        points=Fraction(points),
        wrong=Fraction(wrong),
        feedback=text(feedback),
    )


def row(words: str, *weights: str) -> Row:
    """A row of a matrix, a cell right where it earns points."""
    cells = tuple(Cell(Fraction(w), Fraction(w) > 0) for w in weights)
    return Row(text=text(words), cells=cells)


def labels(*words: str) -> tuple[Label, ...]:
    """Items, columns or distractors."""
    return tuple(Label(text=text(word)) for word in words)


def drop_down(*options: Option) -> Choice:
    """What fills a gap by choosing."""
    return Choice(options=options, many=False, scoring=UNBOUNDED)


def filled(*keys: Key, scoring: Scoring = FLOORED) -> FillIn:
    """Gaps g1, g2 and so on."""
    gaps = tuple(Gap(id=f"g{place}", key=key) for place, key in enumerate(keys, 1))
    return FillIn(gaps=gaps, scoring=scoring)


def asked(answer: Answer, points: str = "2", own: str = "q", title: str = "") -> Question:
    """A question with an answer; its gaps stand in the prompt."""
    prompt: Block = Paragraph((Text("Answer this."),))
    if isinstance(answer, FillIn):
        inlines: list[Inline] = [Text("Fill in ")]
        for gap in answer.gaps:
            inlines += [GapRef(gap.id), Text(" and ")]
        prompt = Paragraph((*inlines, Text("that is all.")))
    said = Feedback(text("For all."), text("All right."), text("Not all right."))
    return Question(
        id=own,
        points=Fraction(points),
        prompt=(prompt,),
        answer=answer,
        title=title,
        feedback=said,
    )


def exam(*items: Item) -> Exam:
    """An exam of one exercise with these questions."""
    return Exam(title="Test", exercises=(Exercise(id="e", title="Part", items=items),))


_PARIS = (accepted("Paris", "1", feedback="Yes."), accepted("New York", "1/2"))
_CAPITALS = (
    pair("France", "Paris", "1", "-1/4", "Look at a map."),
    pair("Spain", "Madrid", "1/2", "-1/4"),
    pair("Italy", "Rome", "1/2", "-1/4"),
)
_THREE = filled(
    ShortAnswer(accepted=_PARIS, scoring=UNBOUNDED),
    Numeric(accepted=(number("2.1 ± 0.1", "1/2", "Near."),), unit="million", scoring=UNBOUNDED),
    drop_down(option("Seine", "1/2"), option("Rhine", "-1/4", "No."), option("Loire", "-1/4")),
)
_ROWS = (row("cycles", "-1/2", "1/2"), row("connected", "1", "-1"), row("planar", "1/2", "-1/2"))

ANSWERS: dict[str, Answer] = {
    "true": TrueFalse(true=option("", "2", "Yes."), false=option("", "0"), scoring=FLOORED),
    "false that costs": TrueFalse(
        true=option("", "-1"), false=option("", "2"), scoring=Scoring(floor=None, cap=Fraction(2))
    ),
    "number": Numeric(accepted=(number("9.81 ± 0.01"),), unit="m/s²", scoring=FLOORED),
    "whole number": Numeric(accepted=(number("42"),), scoring=FLOORED),
    "numbers": Numeric(
        accepted=(
            number("9.81 ± 0.01", feedback="Exactly.", own="exact"),
            number("10 ± 0.5", "1", "Too coarse."),
            number("-3 to 0", "-1/2", "A sign."),
        ),
        scoring=OPEN,
    ),
    "numbers that cost, floored": Numeric(
        accepted=(number("5"), number("7", "-1")), scoring=FLOORED
    ),
    "number, high floor": Numeric(
        accepted=(number("5"), number("7", "-1")), scoring=Scoring(floor=Fraction(1, 2), cap=None)
    ),
    "large number": Numeric(accepted=(number("6.02e23 ± 1%"),), scoring=FLOORED),
    "small number": Numeric(accepted=(number("1.6e-19 (2 digits)"),), scoring=FLOORED),
    "third": Numeric(accepted=(number("1/3 ± 0.001"),), scoring=FLOORED),
    "nothing accepted": Numeric(accepted=(), scoring=FLOORED),
    "texts": ShortAnswer(
        accepted=(
            accepted("New York", feedback="Yes.", own="ny"),
            accepted("Zürich", "1", feedback="Half."),
            accepted("a$b^c", "1/2"),
            accepted("no", "-1"),
        ),
        scoring=OPEN,
    ),
    "text, exact": ShortAnswer(accepted=(accepted("NaCl"),), case=True, scoring=FLOORED),
    "contains": ShortAnswer(
        accepted=(accepted("Paris"), accepted("paris", "1", Match.CONTAINS)), scoring=FLOORED
    ),
    "pattern": ShortAnswer(
        accepted=(
            accepted("colou?r(s|ing)?", "2", Match.PATTERN, "Well."),
            accepted(r"\d{2,3} [a-f]+", "1", Match.PATTERN),
        ),
        scoring=FLOORED,
    ),
    "gaps": _THREE,
    "gaps without floor": filled(*(gap.key for gap in _THREE.gaps), scoring=OPEN),
    "gaps, all or nothing": filled(*(gap.key for gap in _THREE.gaps), scoring=ALL),
    "gaps, floor just below the points": filled(
        *(
            ShortAnswer(accepted=(accepted(word, points),), scoring=UNBOUNDED)
            for word, points in (("a", "1.4"), ("b", "0.4"), ("c", "0.2"))
        ),
        scoring=Scoring(floor=Fraction("1.97"), cap=Fraction(2)),
    ),
    "one gap": filled(ShortAnswer(accepted=(accepted("Oslo"),), scoring=UNBOUNDED)),
    "one drop-down": filled(drop_down(option("a", "2"), option("b", "0"))),
    "gap that earns nothing": filled(
        ShortAnswer(accepted=(), scoring=UNBOUNDED), drop_down(option("a", "2"), option("b", "0"))
    ),
    "pairs": Matching(pairs=_CAPITALS, distractors=labels("Vienna"), scoring=FLOORED),
    "pairs without floor": Matching(pairs=_CAPITALS, distractors=labels("Oslo"), scoring=OPEN),
    "pairs, all or nothing": Matching(pairs=_CAPITALS, scoring=ALL),
    "pairs that share": Matching(
        pairs=(
            pair("whale", "mammal", "1"),
            pair("shark", "fish", "1/2"),
            pair("bat", "mammal", "1/2", feedback="It has milk."),
        ),
        scoring=FLOORED,
    ),
    "pairs of thirds": Matching(
        pairs=tuple(pair(word, word.upper(), "2/3") for word in "abc"), scoring=FLOORED
    ),
    "pair without points, all or nothing": Matching(
        pairs=(pair("a", "A", "2"), pair("b", "B", "0")), scoring=ALL
    ),
    "pair that may only cost, all or nothing": Matching(
        pairs=(pair("a", "A", "2"), pair("b", "B", "0", "-1")), scoring=ALL
    ),
    "pairs, floor above the cap": Matching(
        pairs=_CAPITALS, scoring=Scoring(floor=Fraction(3, 2), cap=Fraction(1))
    ),
    "matrix": Matrix(columns=labels("true", "false"), rows=_ROWS, scoring=FLOORED),
    "matrix without floor": Matrix(columns=labels("true", "false"), rows=_ROWS, scoring=OPEN),
    "matrix, all or nothing": Matrix(columns=labels("true", "false"), rows=_ROWS, scoring=ALL),
    "kprim": Matrix(
        columns=labels("true", "false"),
        rows=(*_ROWS, row("finite", "1/2", "0")),
        scoring=Scoring(Rule.KPRIM, cap=Fraction(2)),
    ),
    "kprim of one row": Matrix(
        columns=labels("true", "false"),
        rows=(row("finite", "2", "0"),),
        scoring=Scoring(Rule.KPRIM, cap=Fraction(2)),
    ),
    "matrix, several": Matrix(
        columns=labels("a", "b", "c"),
        rows=(row("one", "1/2", "1/2", "-1/2"), row("two", "-1", "1", "0")),
        several=True,
        scoring=FLOORED,
    ),
    "matrix, several, all or nothing": Matrix(
        columns=labels("a", "b", "c"),
        rows=(row("one", "1/2", "1/2", "-1/2"), row("two", "-1", "1", "-1")),
        several=True,
        scoring=ALL,
    ),
    "matrix, several, of thirds": Matrix(
        columns=labels("a", "b", "c"),
        rows=(row("one", "1/3", "1/3", "-1"), row("two", "1", "0", "0")),
        several=True,
        scoring=ALL,
    ),
    "matrix, several, one cell for nothing": Matrix(
        columns=labels("a", "b", "c"),
        rows=(row("one", "0.7", "0.1", "-1/2"), row("two", "-1", "1.2", "0")),
        several=True,
        scoring=ALL,
    ),
    "order": Ordering(items=labels("1940", "1950", "1960", "1970")),
    "order by place": Ordering(items=labels("w", "x", "y", "z"), rule=OrderRule.PLACE),
    "order by neighbours": Ordering(items=labels("w", "x", "y"), rule=OrderRule.NEIGHBOURS),
    "order of thirds": Ordering(items=labels("x", "y", "z"), rule=OrderRule.PLACE),
    "order of two": Ordering(items=labels("x", "y"), rule=OrderRule.PLACE),
}
"""An answer of every shape, each for a question of 2 points."""
