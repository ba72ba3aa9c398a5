"""Generated questions of the further kinds: any weights, bounds, rules, texts and numbers of parts."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from examc.core import numbers
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
from examc.core.content import Blocks, Paragraph, Text
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
from examc.core.model import Question
from examc.core.typednumbers import Interval, interval
from prose import words
from qti21.kinds import asked

WEIGHTS = ("0", "1", "2", "1/2", "1/3", "-1/2", "-1/3", "0.1", "0.7", "-1", "22/7")
WRITTEN = (
    *(
        "9.81 ± 0.01",
        "10 to 15",
        "42",
        "-3",
        "1/3",
        "1/7 ± 1%",
        "6.02e23 ± 1%",
        "0.0123 (3 digits)",
    ),
    *("3.14 (2 decimals)", "0 ± 0.5", "1e-12", "2.50", "-0.5 to 0.5", "1e300"),
)
TYPED = (
    *("Paris", "New York", "naïve", "Ångström", "straße", "a*b", "$x^2$", "C++", "a\\b", "ΣΊΣΥΦΟΣ"),
    *("I [sic]", "50%", "1,5", "{a}", "œuvre", "ﬁn", "İstanbul", "don't", '"q"', "<b>", "a & b"),
)
PATTERNS = (
    *("colou?r", r"\d+", "[a-f]{2,3}", "(a|b)c*", "x.y", r"a\.b", "[^x]y", r"\w+ \w+", "über.*"),
)


def weight(draw: Random) -> Fraction:
    """Points of a part."""
    return Fraction(draw.choice(WEIGHTS))


def line(draw: Random) -> Blocks:
    """One line of running text."""
    return (Paragraph((Text(words(draw)),)),)


def feedback(draw: Random, place: int) -> Blocks:
    """Nothing, or a feedback that no other line of the question has."""
    return () if draw.random() < 0.5 else (Paragraph((Text(f"feedback {place}"),)),)


def scoring(draw: Random, rules: Sequence[Rule] = (Rule.SUM,)) -> Scoring:
    """Any rule and bounds; a floor above 0 is an oddity of its own."""
    floor = draw.choice((None, Fraction(0), Fraction(0), Fraction(-1), Fraction(-1, 3)))
    cap = draw.choice((None, Fraction(2), Fraction(2), Fraction(1), Fraction(1, 3)))
    return Scoring(draw.choice(rules), floor, cap)


def numeric(draw: Random, bounds: Scoring = UNBOUNDED) -> Numeric:
    """One to three accepted numbers."""
    found = []
    for place, written in enumerate(draw.sample(WRITTEN, draw.randint(1, 3))):
        read = interval(written)
        assert isinstance(read, Interval)
        one = AcceptedNumber(
            points=weight(draw),
            low=read.low,
            high=read.high,
            value=read.value,
            written=written,
            feedback=feedback(draw, place),
        )
        found.append(one)
    return Numeric(accepted=tuple(found), unit=draw.choice(("", "m/s²", "<kg>")), scoring=bounds)


def short(draw: Random, bounds: Scoring = UNBOUNDED) -> ShortAnswer:
    """One to three accepted texts."""
    found = []
    for place in range(draw.randint(1, 3)):
        match = draw.choice((Match.TEXT, Match.TEXT, Match.CONTAINS, Match.PATTERN))
        text = draw.choice(PATTERNS if match is Match.PATTERN else TYPED)
        own = feedback(draw, place)
        found.append(AcceptedText(points=weight(draw), text=text, match=match, feedback=own))
    return ShortAnswer(accepted=tuple(found), case=draw.random() < 0.3, scoring=bounds)


def drop_down(draw: Random) -> Choice:
    """Two to four options of one line."""
    options = []
    for place in range(draw.randint(2, 4)):
        own = feedback(draw, place)
        correct = draw.random() < 0.5
        options.append(Option(text=line(draw), points=weight(draw), correct=correct, feedback=own))
    return Choice(
        options=tuple(options), many=False, scoring=UNBOUNDED, shuffle=draw.random() < 0.5
    )


def _gap(draw: Random, place: int) -> Gap:
    key: Key = draw.choice((numeric, short))(draw) if draw.random() < 0.7 else drop_down(draw)
    return Gap(id=f"g{place}", key=key)


def fill_in(draw: Random) -> FillIn:
    """One to three gaps."""
    gaps = tuple(_gap(draw, place) for place in range(draw.randint(1, 3)))
    return FillIn(gaps=gaps, scoring=scoring(draw, (Rule.SUM, Rule.ALL_OR_NOTHING)))


def matching(draw: Random) -> Matching:
    """Two to four pairs, of which some share a right side, and distractors."""
    rights = [line(draw) for _ in range(4)]
    pairs = []
    for place in range(draw.randint(2, 4)):
        pair = Pair(
            left=(Paragraph((Text(f"left {place}"),)), *line(draw)),
            right=draw.choice(rights),
            points=weight(draw),
            wrong=draw.choice((Fraction(0), Fraction(0), Fraction(-1, 4), Fraction(-1, 3))),
            feedback=feedback(draw, place),
        )
        pairs.append(pair)
    others = tuple(Label(text=line(draw)) for _ in range(draw.randint(0, 2)))
    rule = scoring(draw, (Rule.SUM, Rule.ALL_OR_NOTHING))
    return Matching(pairs=tuple(pairs), distractors=others, scoring=rule)


def matrix(draw: Random) -> Matrix:
    """Two or three rows and columns."""
    columns = tuple(Label(text=line(draw)) for _ in range(draw.randint(2, 3)))
    rows = []
    for _ in range(draw.randint(2, 3)):
        cells = tuple(Cell(weight(draw), draw.random() < 0.5) for _ in columns)
        rows.append(Row(text=line(draw), cells=cells))
    rule = scoring(draw, (Rule.SUM, Rule.ALL_OR_NOTHING, Rule.KPRIM))
    several = draw.random() < 0.5
    return Matrix(columns=columns, rows=tuple(rows), several=several, scoring=rule)


def ordering(draw: Random) -> Ordering:
    """Two to five items."""
    count = draw.randint(2, 5)
    items = tuple(Label(text=(Paragraph((Text(f"item {n}"),)),)) for n in range(count))
    return Ordering(items=items, rule=draw.choice(tuple(OrderRule)))


def true_false(draw: Random) -> TrueFalse:
    """Both options with any weight."""
    true, false = (
        Option(text=(), points=weight(draw), correct=place == 0, feedback=feedback(draw, place))
        for place in range(2)
    )
    return TrueFalse(true=true, false=false, scoring=scoring(draw))


def answer(draw: Random) -> Answer:
    """An answer of any of the kinds that are marked by rules."""
    match draw.randrange(7):
        case 0:
            return numeric(draw, scoring(draw))
        case 1:
            return short(draw, scoring(draw))
        case 2:
            return fill_in(draw)
        case 3:
            return matching(draw)
        case 4:
            return matrix(draw)
        case 5:
            return ordering(draw)
        case _:
            return true_false(draw)


def question(seed: int) -> Question:
    """A question for a number; the same one each time."""
    draw = Random(seed)
    points = draw.choice(("2", "1", "1/3", "10", "0"))
    assert numbers.parse(points) is not None
    return asked(answer(draw), points)
