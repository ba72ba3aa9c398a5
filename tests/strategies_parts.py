"""Generated answers of matching, ordering, matrix, upload and code, as the source can hold them."""

from fractions import Fraction
from random import Random

from hypothesis import strategies as st

import prose
from examc.core.answers import Matching, Matrix, Ordering, Program, Rule, Scoring, Upload
from examc.core.content import Blocks, Paragraph, Text
from examc.core.keys import Cell, Label, OrderRule, Pair, Row
from examc.core.rubrics import Rubric

_WEIGHTS = tuple(Fraction(text) for text in ("1", "2", "1/3", "0", "-1/2", "0.25", "1.5"))
weights = st.sampled_from(_WEIGHTS)
_ids = st.sampled_from(("", "", "", "a", "b-2", "Z_z.9"))
_ARROWS = (
    "->",
    "→",
    "a -> b",
    "a→b",
    "\\->",
    "-->",
    "<->",
    "{1} a",
    "- a",
    "x",
    "a: b",
    "true",
    "1.",
)
STARTS = (
    "def mean(numbers):\n    ...",
    "x",
    "  x",
    "\tx\n\n  y ",
    "```\na\n```",
    "~~~",
    "#include <a.h>\n\nint main() {}",
    "a: b # c",
    "yes",
)
LANGUAGES = ("", "python", "c++", "C sharp", "R", "objective-c", "```")
TYPES = (".py", ".pdf", ".tar.gz", ".C++", ".7z")


@st.composite
def lines(draw: st.DrawFn) -> Blocks:
    """One line of running text: of any kinds of inlines, or with arrows and other signs in it."""
    if draw(st.booleans()):
        return (Paragraph((Text(draw(st.sampled_from(_ARROWS))),)),)
    return prose.line(Random(draw(st.integers(0, 10**9))))


@st.composite
def _texts(draw: st.DrawFn) -> Blocks:
    """A text of any blocks, or one line."""
    if draw(st.booleans()):
        return draw(lines())
    return prose.blocks(Random(draw(st.integers(0, 10**9))), 1)


_feedbacks = st.one_of(st.just(()), _texts())


def _once(names: list[str]) -> list[str]:
    """Ids of one list, each once."""
    return [own if own not in names[:place] else "" for place, own in enumerate(names)]


@st.composite
def scorings(draw: st.DrawFn, points: Fraction, *, kprim: bool = False) -> Scoring:
    """A rule and bounds of a mark."""
    rules = (Rule.SUM, Rule.SUM, Rule.ALL_OR_NOTHING, *((Rule.KPRIM,) if kprim else ()))
    floor = draw(st.sampled_from((Fraction(0), Fraction(0), None, Fraction(-1))))
    cap = draw(st.sampled_from((points, points, None, Fraction(20))))
    return Scoring(draw(st.sampled_from(rules)), floor, cap)


@st.composite
def matching(draw: st.DrawFn, points: Fraction) -> Matching:
    """Two to four pairs, of which some may share a right side, and up to two distractors."""
    lefts = draw(st.lists(_texts(), min_size=2, max_size=4, unique=True))
    rights = draw(st.lists(lines(), min_size=2, max_size=4, unique=True))
    names = _once([draw(_ids) for _ in range(8)])
    pairs = tuple(
        Pair(
            left=left,
            right=draw(st.sampled_from(rights)),
            points=draw(weights),
            wrong=draw(st.sampled_from((Fraction(0), Fraction(0), Fraction(-1, 3), Fraction(-1)))),
            feedback=draw(_feedbacks),
            id=names.pop(),
        )
        for left in lefts
    )
    used = {pair.right for pair in pairs}
    distractors = [right for right in rights if right not in used][:2]
    labels = tuple(Label(text=right, id=names.pop()) for right in distractors)
    return Matching(pairs=pairs, distractors=labels, scoring=draw(scorings(points)))


@st.composite
def ordering(draw: st.DrawFn) -> Ordering:
    """Two to four items in order, all different."""
    texts = draw(st.lists(_texts(), min_size=2, max_size=4, unique=True))
    names = _once([draw(_ids) for _ in texts])
    items = tuple(Label(text=text, id=own) for text, own in zip(texts, names, strict=True))
    return Ordering(items=items, rule=draw(st.sampled_from(OrderRule)))


@st.composite
def matrix(draw: st.DrawFn, points: Fraction) -> Matrix:
    """Two or three columns and one to three rows, each with a right cell or, under several, more."""
    several = draw(st.booleans())
    texts = draw(st.lists(_cells(), min_size=2, max_size=3, unique=True))
    names = _once([draw(_ids) for _ in texts])
    columns = tuple(Label(text=text, id=own) for text, own in zip(texts, names, strict=True))
    row_names = _once([draw(_ids) for _ in range(draw(st.integers(1, 3)))])
    rows = tuple(
        Row(text=draw(_cells()), cells=draw(_row(len(columns), several=several)), id=own)
        for own in row_names
    )
    scoring = draw(scorings(points, kprim=True))
    return Matrix(columns=columns, rows=rows, several=several, scoring=scoring)


def _cells() -> st.SearchStrategy[Blocks]:
    """One line that fits into a cell of a table."""
    made = st.integers(0, 10**9).map(lambda number: prose.line(Random(number)))
    plain = st.sampled_from(_ARROWS).map(lambda text: (Paragraph((Text(text),)),))
    return st.one_of(plain, made)


@st.composite
def _row(draw: st.DrawFn, width: int, *, several: bool) -> tuple[Cell, ...]:
    """The cells of a row: what earns under several is right, and one at least is."""
    count = draw(st.integers(1, width)) if several else 1
    right = draw(st.permutations(range(width)))[:count]
    if draw(st.booleans()):
        share = draw(weights)
        return tuple(
            Cell(share if place in right else Fraction(0), place in right) for place in range(width)
        )
    found = [Cell(draw(weights), place in right) for place in range(width)]
    return tuple(
        Cell(-cell.points, False) if several and not cell.correct and cell.points > 0 else cell
        for cell in found
    )


@st.composite
def upload(draw: st.DrawFn, rubric: Rubric | None) -> Upload:
    """Files with their number, endings and size."""
    fewest, most = draw(st.sampled_from(((1, 1), (1, 3), (2, 2), (1, None), (0, 2), (0, None))))
    return Upload(
        rubric=rubric,
        fewest=fewest,
        most=most,
        types=tuple(draw(st.lists(st.sampled_from(TYPES), max_size=2, unique=True))),
        size=draw(st.sampled_from((None, 1, 1023, 1024, 10 * 1024**2, 3 * 1024**3 // 2))),
    )


@st.composite
def program(draw: st.DrawFn, rubric: Rubric | None) -> Program:
    """Code with a language and a start."""
    return Program(
        rubric=rubric,
        language=draw(st.sampled_from(LANGUAGES)),
        start=draw(st.sampled_from(("", *STARTS))),
        space=draw(st.sampled_from((None, Fraction(1, 4), Fraction(3)))),
    )
