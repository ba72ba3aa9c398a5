"""Generated exams for property tests: models of any shape that the source reader can make.

All are in normal form: neighbouring texts are one, white space is single spaces, no text begins
or ends with one, emphasis is never empty nor inside its like, ids are legal and different. What
Markdown alone cannot spell (an option that ends in a quote, two lists of one kind in a row, a
line break in a table) is left out, so that every format can be tested with the same exams.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from examc import numbers
from examc.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from examc.model import (
    Course,
    Criteria,
    Criterion,
    Exam,
    Exercise,
    Feedback,
    FreeFormatted,
    ImageBlock,
    Item,
    Level,
    Levels,
    MultipleChoice,
    MultipleResponse,
    Open,
    Option,
    Question,
    Rubric,
    Scoring,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
    images,
)
from examc.model import Rule as ScoringRule
from support import DOT_PNG

FILES = {"images/dot.png": DOT_PNG, "images/second dot.png": DOT_PNG + b"\n", "b.png": DOT_PNG}
"""The images that generated exams use, by their path."""

UGLY = (
    *("]]>", "<b>", "&amp;", "&lt;", "<!--", "-->", "<", ">", "&", '"', "'", "`", "``", "$", "$$"),
    *("*", "**", "_", "__", "~", "~~", "^", "#", "##", "\\", "\\\\", "|", "{", "}", "{+1}", "[x]"),
    *(
        "[",
        "]",
        "![",
        "](",
        "(x)",
        "\\(x\\)",
        "\\[y\\]",
        "$z$",
        "$$z$$",
        ":)",
        "1.",
        "1)",
        "-",
        "+",
    ),
    *("=", "---", "%", "%%", "@@PLUGINFILE@@", "{1:MC:=a}", "https://example.org/?a=b&c=d", "\\n"),
    *("null", "yes", "~x~", "^x^", "*x*", "`x`", "&nbsp;", "&#39;", "###", "> x", "x:", "- [ ] x"),
)
FOREIGN = (
    "naïve",
    "e\u0301te\u0301",
    "שלום",
    "مرحبا",
    "数学",
    "😀",
    "👩‍🔬",
    "a\u00a0b",
    "ﬁ",
    "x" * 90,
)
FORMULAS = (
    "x",
    "x^2 + y_1",
    r"\frac{1}{2}",
    r"a < b \& c > d",
    r"\text{if } x \le 0",
    r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
    "a % {\nb",
    r"\left\{ x \right)",
    r"\$5 \cdot 10\%",
    "f(x)  =  [0, 1)",
)
CODES = ("x = 1", "`", "a``b", "<b>&amp;", r"\(x\)", "$x$", "*a*", "{+1}", "]]>", "a b")
LISTINGS = (
    "x = 1",
    "def f(x):\n    return x < 1 & x > 0\n\n\nf(2)",
    "```\nfence\n```",
    "    indented\n\\(x\\) $$y$$",
    "# no title\n- [ ] {1} no option\n---",
    "\nafter an empty line",
    "<p>&amp;</p>]]>",
    "a\tb",
)
LANGUAGES = ("", "python", "c++", "text")
URLS = ("https://example.org/", "https://example.org/a_(b)?c=d&e=%20", "mailto:a@example.org", "#x")
IDS = ("q", "Q-7.x_", "node.", "1588", "Z9")
POINTS = (
    *(Fraction(n) for n in (0, 1, 2, 3, 10, 10_000)),
    *(Fraction(1, 2), Fraction(5, 4), Fraction(1, 3), Fraction(22, 7), Fraction("0.001")),
)
SPACES = (Fraction(1, 2), Fraction(1, 8), Fraction(3, 10), Fraction(1), Fraction(5, 3))

_WORD = st.text(
    st.characters(
        categories=("L", "N", "P", "S", "M"),
        exclude_characters="\u034f\ufffc\ufffd",
        max_codepoint=0x2FFFF,
    ),
    min_size=1,
    max_size=6,
)
_words = st.one_of(
    st.sampled_from(("a", "of", "Graph", "is", "the 2", "10")),
    st.sampled_from((*UGLY, *FOREIGN)),
    _WORD,
)
texts = st.lists(_words, min_size=1, max_size=4).map(" ".join)
"""A line of words: no white space but single spaces, none at its ends."""
maybe_text = st.one_of(st.just(""), texts)
tags = st.lists(texts.map(lambda t: t.replace(",", ";")), max_size=2, unique=True).map(tuple)

_MAKERS = (Emphasis, Strong, Strikethrough, Superscript, Subscript)
_STRUCK_OR_LOW = frozenset((Strikethrough, Subscript))  # both are tildes in Markdown


@st.composite
def inlines(
    draw: st.DrawFn, inside: frozenset[type] = frozenset(), *, bare: bool = False
) -> Inlines:
    """Running text that begins and ends with a visible character.

    `inside` are the classes around it. `bare` leaves out what does not fit into a cell of a table
    or a heading: line breaks, images, bars.
    """
    found: list[Inline] = []
    for number in range(draw(st.integers(1, 3))):
        if number:
            _glue(draw, found, bare=bare)
        found.append(draw(_piece(inside, bare=bare)))
    return _joined(found)


def _glue(draw: st.DrawFn, found: list[Inline], *, bare: bool) -> None:
    """What parts two pieces: a space, perhaps with a bracket or comma, or a line break."""
    glue = draw(st.sampled_from((" ", " ", ", ", " (", ") ", "\n")))
    if glue == "\n":
        found.append(Text(" ") if bare else LineBreak())
    else:
        found.append(Text(glue))


def _clashes(maker: type, inside: frozenset[type]) -> bool:
    """Whether Markdown could not tell a kind of emphasis from what is around it (`[^` in a link)."""
    if maker is Superscript and Link in inside:
        return True
    return maker in inside or (maker in _STRUCK_OR_LOW and bool(inside & _STRUCK_OR_LOW))


@cache
def _piece(inside: frozenset[type], *, bare: bool) -> st.SearchStrategy[Inline]:
    words = texts.map(lambda t: t.replace("|", "I")) if bare else texts
    codes = CODES if not bare else tuple(code for code in CODES if "\\" not in code)
    formulas = tuple(tex for tex in FORMULAS if "\n" not in tex)
    kinds: list[st.SearchStrategy[Inline]] = [
        words.map(Text),
        words.map(Text),
        st.sampled_from(codes).map(Code),
        st.sampled_from(formulas).map(Math),
    ]
    if not bare:
        kinds.append(st.sampled_from(FORMULAS).map(lambda tex: Math(tex, display=True)))
        if Image not in inside:
            kinds.append(pictures())
    if len(inside) < 2:
        for maker in _MAKERS:
            if not _clashes(maker, inside):
                inner = st.deferred(lambda maker=maker: inlines(inside | {maker}, bare=bare))  # type: ignore[misc]
                kinds.append(inner.map(maker))
        if Link not in inside:
            inner = st.deferred(lambda: inlines(inside | {Link}, bare=bare))
            kinds.append(st.builds(Link, inner, st.sampled_from(URLS), maybe_text))
    return st.one_of(kinds)


def _joined(found: list[Inline]) -> Inlines:
    """In normal form: neighbouring texts are one."""
    merged: list[Inline] = []
    for node in found:
        last = merged[-1] if merged else None
        if isinstance(node, Text) and isinstance(last, Text):
            merged[-1] = Text(" ".join((last.text + node.text).split(" ")))
        else:
            merged.append(node)
    return tuple(merged)


@st.composite
def pictures(draw: st.DrawFn) -> Image:
    """An image of the exam, or now and then of the web."""
    src = draw(st.sampled_from((*FILES, *FILES, "https://example.org/a.png?b=1&c=2")))
    return Image(src, draw(maybe_text), draw(maybe_text))


# -- blocks -------------------------------------------------------------------------------------

paragraphs = inlines().map(Paragraph)
_headings = st.builds(Heading, st.integers(4, 6), inlines(bare=True))
_listings = st.builds(CodeBlock, st.sampled_from(LISTINGS), st.sampled_from(LANGUAGES))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table; cells of its body may be empty."""
    width = draw(st.integers(1, 3))
    head = st.tuples(*[inlines(bare=True)] * width)
    row = st.tuples(*[st.one_of(st.just(()), inlines(bare=True))] * width)
    alignments = st.tuples(*[st.sampled_from(("", "left", "center", "right"))] * width)
    return Table(draw(head), tuple(draw(st.lists(row, max_size=2))), draw(alignments))


@st.composite
def _list_items(draw: st.DrawFn, depth: int) -> tuple[Blocks, ...]:
    """Items that begin with a paragraph, as what can be told from a list of another kind."""
    items: list[Blocks] = []
    for _ in range(draw(st.integers(1, 3))):
        more = draw(st.one_of(st.just(()), blocks(depth=depth + 1))) if depth < 2 else ()
        items.append((draw(paragraphs), *more))
    return tuple(items)


@cache
def _block(depth: int) -> st.SearchStrategy[Block]:
    kinds: list[st.SearchStrategy[Block]] = [paragraphs, paragraphs, _listings]
    if depth < 2:
        starts = st.sampled_from((1, 1, 0, 7, 999_999_999))
        kinds += [
            st.deferred(lambda: st.builds(BulletList, _list_items(depth))),
            st.deferred(lambda: st.builds(OrderedList, _list_items(depth), starts)),
            st.deferred(lambda: st.builds(Quote, blocks(depth=depth + 1))),
        ]
    if depth == 0:
        kinds += [_headings, tables(), st.just(Rule())]
    return st.one_of(kinds)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> Blocks:
    """A text that is not empty; two lists or quotes of one kind never stand in a row."""
    found: list[Block] = []
    for _ in range(draw(st.integers(1, 3 if depth == 0 else 2))):
        block = draw(_block(depth))
        if found and isinstance(block, BulletList | OrderedList | Quote | Table):
            found = [*found, Paragraph((Text("then"),))]
        found.append(block)
    return tuple(found)


maybe_blocks = st.one_of(st.just(()), st.just(()), blocks())


def _without_last_quote(content: Blocks) -> Blocks:
    """A quote that ends an option is its feedback in Markdown, and so never part of its text."""
    ends = isinstance(content[-1], Quote)
    return (*content, Paragraph((Text("end"),))) if ends else content


# -- questions ----------------------------------------------------------------------------------

_feedback = st.builds(Feedback, maybe_blocks, maybe_blocks, maybe_blocks)
_part_ids = st.one_of(st.just(""), st.sampled_from(("a", "b-2", "77", "Z_z.9")))
_weights = st.builds(
    lambda value, sign: value * sign, st.sampled_from(POINTS), st.sampled_from((1, 1, -1))
)


def _different(ids: list[str]) -> list[str]:
    """Ids of one question, each once; later ones make way."""
    return [own if own not in ids[:place] else "" for place, own in enumerate(ids)]


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    """Two to four options."""
    count = draw(st.integers(2, 4))
    ids = _different([draw(_part_ids) for _ in range(count)])
    return tuple(
        Option(
            text=_without_last_quote(draw(blocks(depth=1))),
            points=draw(_weights),
            correct=draw(st.booleans()),
            feedback=draw(maybe_blocks),
            id=own,
            fixed=draw(st.booleans()),
        )
        for own in ids
    )


@st.composite
def rubrics(draw: st.DrawFn, points: Fraction) -> Rubric:
    """Criteria, or levels whose percentages agree with their points."""
    count = draw(st.integers(1, 3))
    ids = _different([draw(_part_ids) for _ in range(count)])
    texts_of = st.one_of(st.just(()), blocks(depth=1))
    if draw(st.booleans()):
        return Criteria(
            tuple(
                Criterion(text=draw(texts_of), points=draw(_weights), name=draw(maybe_text), id=own)
                for own in ids
            )
        )
    return Levels(
        tuple(
            Level(
                text=draw(texts_of),
                points=(worth := draw(st.sampled_from((*POINTS[:5], points)))),
                percent=draw(_percents(worth, points)),
                name=draw(maybe_text),
                id=own,
            )
            for own in ids
        )
    )


@cache
def _percents(worth: Fraction, points: Fraction) -> st.SearchStrategy[str]:
    if not points:
        return st.just("")
    share = worth * 100 / points
    return st.sampled_from(("", *(numbers.rounded(share, places) for places in (0, 1, 2))))


@st.composite
def questions(draw: st.DrawFn, own: str = "q1") -> Question:
    """A question of any kind, with an id that is given."""
    points = draw(st.sampled_from(POINTS))
    bounds = st.sampled_from((Fraction(0), Fraction(0), None, Fraction(-1), Fraction(-1, 3)))
    caps = st.sampled_from((points, points, None, Fraction(20), Fraction(2, 3)))
    common: dict[str, Any] = {
        "id": own,
        "points": points,
        "prompt": draw(blocks()),
        "title": draw(maybe_text),
        "feedback": draw(st.one_of(st.just(Feedback()), _feedback)),
        "solution": draw(maybe_blocks),
        "notes": draw(maybe_blocks),
        "tags": draw(tags),
    }
    rubric = draw(st.one_of(st.none(), rubrics(points)))
    match draw(st.integers(0, 3)):
        case 0:
            scoring = Scoring(ScoringRule.SUM, draw(bounds), draw(caps))
            return MultipleChoice(
                options=draw(options()), scoring=scoring, shuffle=draw(st.booleans()), **common
            )
        case 1:
            scoring = Scoring(draw(st.sampled_from(ScoringRule)), draw(bounds), draw(caps))
            return MultipleResponse(
                options=draw(options()), scoring=scoring, shuffle=draw(st.booleans()), **common
            )
        case 2:
            space = draw(st.one_of(st.none(), st.sampled_from(SPACES)))
            return Open(rubric=rubric, space=space, **common)
        case _:
            return FreeFormatted(rubric=rubric, **common)


@st.composite
def _stimuli(draw: st.DrawFn, own: str) -> TextBlock | ImageBlock:
    repeat = draw(st.booleans())
    if draw(st.booleans()):
        return TextBlock(id=own, content=draw(blocks()), repeat=repeat)
    space = draw(st.one_of(st.none(), st.sampled_from(SPACES)))
    return ImageBlock(id=own, image=draw(pictures()), space=space, repeat=repeat)


# -- exams --------------------------------------------------------------------------------------


@st.composite
def exams(draw: st.DrawFn, largest: int = 2) -> Exam:
    """An exam of up to `largest` exercises with as many items each."""
    names = iter(range(1, 1000))
    return Exam(
        title=draw(texts),
        exercises=tuple(
            draw(_exercises(place, largest, names))
            for place in range(1, draw(st.integers(1, largest)) + 1)
        ),
        id=draw(st.sampled_from(("", "resit-2022", "15880633", "007"))),
        language=draw(st.sampled_from(("en", "nl-NL", "he"))),
        course=draw(
            st.one_of(st.just(Course()), st.builds(Course, *[maybe_text] * 4), _plain_courses)
        ),
        date=draw(st.sampled_from(("", "2022-02-14"))),
        duration=draw(st.sampled_from((None, 1, 180))),
        points=draw(st.sampled_from((None, *POINTS))),
        description=draw(maybe_blocks),
        tags=draw(tags),
    )


_plain_courses = st.builds(
    Course,
    maybe_text,
    maybe_text,
    st.sampled_from(("2022", "22/23", "2022-2023", "99/00", "99/01")),
    maybe_text,
)


@st.composite
def _exercises(draw: st.DrawFn, place: int, largest: int, names: Iterator[int]) -> Exercise:
    own = draw(_ids(derived_exercise_id(place), names))
    items: list[Item] = []
    for number in range(1, draw(st.integers(0, largest)) + 1):
        item_id = draw(_ids(derived_item_id(own, number), names))
        items.append(draw(st.one_of(questions(item_id), questions(item_id), _stimuli(item_id))))
    return Exercise(
        id=own,
        title=draw(texts),
        items=tuple(items),
        points=draw(st.sampled_from((None, *POINTS))),
        bank=draw(maybe_text),
        updated=draw(
            st.sampled_from(("", "2023-03-15T14:00", "2023-03-15", "2022-02-14T13:39:05.5Z"))
        ),
        tags=draw(tags),
        shuffle=draw(st.booleans()),
    )


def _ids(derived: str, names: Iterator[int]) -> st.SearchStrategy[str]:
    """The derived id, or one that no other place of the exam has."""
    number = next(names)
    return st.sampled_from((derived, *(f"{name}{number}" for name in IDS)))


def files_of(exam: Exam) -> dict[str, bytes]:
    """The image files that an exam uses."""
    return {image.src: FILES[image.src] for image in images(exam) if not image.is_remote}
