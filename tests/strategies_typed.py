"""Generated answers of the kinds that are typed or true or false, as the source can hold them."""

from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from examc.core.answers import (
    UNBOUNDED,
    Choice,
    FillIn,
    Gap,
    Key,
    Numeric,
    Option,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from examc.core.content import (
    Blocks,
    BulletList,
    Emphasis,
    GapRef,
    Inline,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.typednumbers import Interval, interval
from examc.core.typedtexts import cleaned, fold

NUMBERS = (
    *("42", "-2", "0", "+7", "1/3", "-1/7", "1.5e-3", "2e10", "0.001", "100000", "007.50"),
    *("3.14 ± 0.01", "200 ± 1%", "-5 ± 1/3", "1/3 ± 0.001", "10 to 15", "-3 to -1", "1/3 to 1/2"),
    *("0.0123 (3 digits)", "3.14 (2 decimals)", "5 (1 digit)", "0 (2 decimals)"),
)
"""Accepted numbers in the form that the formatter writes."""
TEXTS = (
    *("Paris", "paris", "New York", "x", "2.1", "no", "null", "true", "1e3", "é", "Zürich", "東京"),
    *("*p++", "a_b_c", "`", "``a`` b", "a|b", "\\d", "\\\\", "$x$", "[[x]]", "[x] a", "{1} a"),
    *(
        "1. FC Köln",
        "- a",
        "# a",
        "> a",
        "1.",
        "a: b",
        "a #b",
        "'a'",
        '"a"',
        "a{2}",
        "<b>",
        "&amp;",
    ),
    *(
        "<!-- a -->",
        "~",
        "x^2",
        "H~2~O",
        "it's 5 %",
        "5 °C",
        "(a)",
        "a," * 60 + "b",
        "contains",
        "~a~",
    ),
)
PATTERNS = ("colou?r(s|ing)?", "[Pp]aris", ".*", r"\d+ (km|m)", "a|b", "x{2,3}", "[^a-c]+", r"\*`")
UNITS = ("", "", "m/s²", "km", "% of 3", "}")
GAPS = ("city", "a_1", "b-2", "Z.9", "x", "1")
_WEIGHTS = tuple(Fraction(text) for text in ("1", "2", "1/3", "0", "-1/2", "0.25", "1.5"))
weights = st.sampled_from(_WEIGHTS)
_ids = st.sampled_from(("", "", "", "a", "b-2", "Z_z.9"))


def _feedback(number: int) -> Blocks:
    if number < 3:
        return ()
    text = Text(("Too coarse.", "See [[x]].", "No: *a*, not b.", "1. a")[number % 4])
    quote = Quote((Paragraph((text,)),))
    return (Paragraph((text,)), quote) if number == 9 else (Paragraph((text,)),)


feedbacks = st.integers(0, 9).map(_feedback)


def _once(names: list[str]) -> list[str]:
    """Ids of one list, each once."""
    return [
        own if own.lower() not in map(str.lower, names[:n]) else "" for n, own in enumerate(names)
    ]


@st.composite
def scorings(draw: st.DrawFn, points: Fraction, *, rule: bool = False) -> Scoring:
    """Bounds of a mark, and a rule for several parts."""
    rules = (Rule.SUM, Rule.SUM, Rule.ALL_OR_NOTHING) if rule else (Rule.SUM,)
    floor = draw(st.sampled_from((Fraction(0), Fraction(0), None, Fraction(-1))))
    cap = draw(st.sampled_from((points, points, None, Fraction(20))))
    return Scoring(draw(st.sampled_from(rules)), floor, cap)


@st.composite
def true_false(draw: st.DrawFn, points: Fraction) -> TrueFalse:
    """A statement that holds or not."""
    holds = draw(st.booleans())
    names = _once([draw(_ids), draw(_ids)])
    true, false = (
        Option(
            text=(),
            points=draw(weights),
            correct=correct,
            feedback=draw(feedbacks),
            id=own,
            fixed=draw(st.booleans()),
        )
        for correct, own in zip((holds, not holds), names, strict=True)
    )
    return TrueFalse(true=true, false=false, scoring=draw(scorings(points)))


@st.composite
def numeric(draw: st.DrawFn, scoring: Scoring) -> Numeric:
    """A number to type, of one to three intervals."""
    written = draw(st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3, unique_by=_ends))
    names = _once([draw(_ids) for _ in written])
    accepted = tuple(
        _number(text, draw(weights), draw(feedbacks), own)
        for text, own in zip(written, names, strict=True)
    )
    return Numeric(accepted=accepted, unit=draw(st.sampled_from(UNITS)), scoring=scoring)


def _interval(written: str) -> Interval:
    found = interval(written)
    assert isinstance(found, Interval), written
    return found


def _ends(written: str) -> tuple[Fraction, Fraction]:
    found = _interval(written)
    return found.low, found.high


def _number(written: str, points: Fraction, feedback: Blocks, own: str) -> AcceptedNumber:
    found = _interval(written)
    return AcceptedNumber(
        points=points,
        low=found.low,
        high=found.high,
        value=found.value,
        written=written,
        feedback=feedback,
        id=own,
    )


@st.composite
def short_answer(draw: st.DrawFn, scoring: Scoring) -> ShortAnswer:
    """A text to type, of one to three accepted ones."""
    case = draw(st.booleans())
    count = draw(st.integers(1, 3))
    names = _once([draw(_ids) for _ in range(count)])
    found: dict[tuple[Match, str], AcceptedText] = {}
    for own in names:
        match = draw(st.sampled_from((Match.TEXT, Match.TEXT, Match.CONTAINS, Match.PATTERN)))
        text = draw(st.sampled_from(PATTERNS if match is Match.PATTERN else TEXTS))
        key = text if case or match is Match.PATTERN else fold(text)
        one = AcceptedText(
            points=draw(weights), text=text, match=match, feedback=draw(feedbacks), id=own
        )
        found.setdefault((match, key), one)
    return ShortAnswer(accepted=tuple(found.values()), case=case, scoring=scoring)


@st.composite
def drop_down(draw: st.DrawFn) -> Choice:
    """Two or three options of one line, one at least checked."""
    count = draw(st.integers(2, 3))
    names = _once([draw(_ids) for _ in range(count)])
    right = draw(st.integers(0, count - 1))
    options = tuple(
        Option(
            text=(Paragraph(draw(st.sampled_from(_LINES))),),
            points=draw(weights),
            correct=place == right or draw(st.booleans()),
            feedback=draw(feedbacks),
            id=own,
            fixed=draw(st.booleans()),
        )
        for place, own in enumerate(names)
    )
    return Choice(options=options, many=False, scoring=UNBOUNDED, shuffle=draw(st.booleans()))


_LINES: tuple[tuple[Inline, ...], ...] = (
    (Text("Seine"),),
    (Text("the "), Emphasis((Text("Rhine"),))),
    (Text("[[x]]"),),
    (Text("2 * 3"),),
    (Text("{1}"),),
)


@st.composite
def keys(draw: st.DrawFn) -> Key:
    """What fills a gap."""
    match draw(st.integers(0, 2)):
        case 0:
            return draw(short_answer(UNBOUNDED))
        case 1:
            return draw(numeric(UNBOUNDED))
        case _:
            return draw(drop_down())


@st.composite
def fill_in(draw: st.DrawFn, points: Fraction) -> tuple[Blocks, FillIn]:
    """A prompt with gaps, and what fills them."""
    names = draw(st.lists(st.sampled_from(GAPS), min_size=1, max_size=4, unique=True))
    gaps = tuple(Gap(id=name, key=draw(keys())) for name in names)
    scoring = draw(scorings(points, rule=True))
    return prompt(names, Random(draw(st.integers(0, 10**6)))), FillIn(gaps=gaps, scoring=scoring)


_BESIDE = (
    "The ",
    " is ",
    "(",
    "(s)",
    "[",
    "]",
    "](x)",
    "[[not]]",
    ":",
    ": ",
    "_",
    "a",
    "\\",
    "!",
    "",
)


def prompt(names: list[str], dice: Random) -> Blocks:
    """A text in which the gaps stand in this order: in paragraphs, lists, tables and emphasis."""
    blocks: list[Paragraph | BulletList | Table] = []
    rest = list(names)
    while rest:
        here = [rest.pop(0) for _ in range(min(len(rest), dice.randint(1, 2)))]
        match dice.randint(0, 3):
            case 0:
                blocks.append(BulletList(tuple((Paragraph(_line([one], dice)),) for one in here)))
            case 1:
                rows = tuple((_line([one], dice), (Text("x"),)) for one in here)
                blocks.append(Table(((Text("a"),), (Text("b"),)), rows, ("", "right")))
            case _:
                blocks.append(Paragraph(_line(here, dice)))
        if rest and isinstance(blocks[-1], BulletList):
            blocks.append(Paragraph((Text("And:"),)))
    return tuple(blocks)


def _line(names: list[str], dice: Random) -> tuple[Inline, ...]:
    """Running text with gaps in it, and signs beside them that would make more of them."""
    found: list[Inline] = []
    for name in names:
        _text(found, dice.choice(_BESIDE))
        gap = GapRef(name)
        found.append(dice.choice((gap, gap, Strong((gap,)), Emphasis((gap,)))))
    _text(found, dice.choice(_BESIDE))
    first, last = found[0], found[-1]
    if isinstance(first, Text):
        found[0] = Text(first.text.lstrip(" "))
    if isinstance(last, Text):
        found[-1] = Text(last.text.rstrip(" "))
    return tuple(found)


def _text(found: list[Inline], words: str) -> None:
    if words:
        assert cleaned(words) == words.strip()
        found.append(Text(words))
