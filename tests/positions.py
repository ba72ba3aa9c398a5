"""Every inline in every position of an exam: what the law of silent losses is driven by.

One exam holds an inline, or a word, at all its places at once. A place is a block that can hold
running text (`BLOCKS`), in a text of the exam (`texts_of`), or a line of it that is a plain string
(`lines_of`); so that one writing and one reading show what came of hundreds of places.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, get_args

from examc.core.answers import Answer, Choice, Option, Written
from examc.core.content import (
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
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from examc.core.model import Course, Exam, Exercise, Feedback, ImageBlock, Question, TextBlock
from examc.core.records import Record, meant_names
from examc.core.rubrics import Criteria, Criterion, Level, Levels
from examc.core.walking import walk

WORD = (Text("word"),)
LEAVES: Mapping[str, Inline] = {
    "code": Code("x <b> & {1} `"),
    "code with dollars": Code(r"$$ \(n\) \[m\]"),
    "formula": Math(r"\{x_1\} < y^{2}"),
    "formula with a row": Math(r"\begin{pmatrix} a \\[2pt] b \\ (c) \end{pmatrix}"),
    "formula on display": Math(r"\frac{1}{2}", display=True),
    "formula with a reading": Math("x^2 < 1", say="x squared is 'less' (than) 1 & more :-)"),
    "image": Image("a.png", "an {image} <of> \"x\" & 'y'"),
    "image with a caption": Image("a.png", "alt", 'a {caption} <of> "x"'),
    "image without words": Image("a.png", ""),
    "image of the web": Image("https://example.org/a.png?b=1&c={2}", "alt"),
    "line break": LineBreak(),
}
WRAPPED: Mapping[str, Callable[[Inlines], Inline]] = {
    "emphasis": Emphasis,
    "strong": Strong,
    "struck": Strikethrough,
    "lowered": Subscript,
    "raised": Superscript,
    "link": lambda inner: Link(inner, "https://example.org/?a=1&b={2}"),
    "link with a title": lambda inner: Link(inner, "mailto:a@example.org", 'a {title} "x" <y>'),
}
WORDS = (
    *(
        "a < b & c > d",
        "{x} } {",
        "f(n) (y) :) 8-)",
        "$x$ $$y$$",
        r"\(x\) \[y\] \\[z\\(",
        "a\u00a0b",
    ),
    *("*a* _b_ `c`", "x^2^ H~2~O ~~d~~", "<b>e</b> <!-- f --> ]]>", "&amp; &#39; &nbsp;", "[x](y)"),
    *(
        "# g",
        "- [x] {+1} h",
        "> i",
        "1. j",
        "| k | l |",
        "#{m} %{n} @@PLUGINFILE@@/o",
        "\u202eשלום 😀",
    ),
    *("\"q\" 'r' “s”", "{mlang nl}t{mlang}", "{1:MC:=u~v}", "[[1]] [v]", r"\n \t \$ \{", "--- ==="),
    *("naïve e\u0301 ﬁ −1 …", "https://example.org/?a=b&c=d", "x:y", "'''", "!", "a\u200bb\u00adc"),
)
"""Running text that means something else to one format or another."""


def kinds() -> Iterator[tuple[str, Inline]]:
    """Yield every inline, and every one inside every one that holds others."""
    yield from LEAVES.items()
    for name, wrap in WRAPPED.items():
        yield name, wrap(WORD)
    for outer, wrap in WRAPPED.items():
        for inner, leaf in LEAVES.items():
            if not isinstance(leaf, LineBreak):
                yield f"{inner} in {outer}", wrap((leaf,))
        for inner, other in WRAPPED.items():
            alike = inner.split(" ")[0] == outer.split(" ")[0]
            raised = (outer.split(" ")[0], inner) == ("link", "raised")
            if not alike and not raised:  # a source raises the link, which is the same
                yield f"{inner} in {outer}", wrap((other(WORD),))


def around(inline: Inline) -> Iterator[Inlines]:
    """Yield running text with an inline between words, at its start and end, and alone."""
    if isinstance(inline, LineBreak):
        yield (Text("first"), inline, Text("second"), inline, Text("third"))
        return
    yield (Text("before "), inline, Text(" after"))
    yield (inline, Text(" after"))
    yield (Text("before "), inline)
    yield (inline,)
    yield (Text("("), inline, Text("), "), inline, Text("."))
    yield (Text("one"), LineBreak(), inline, LineBreak(), Text("two"))


BLOCKS: Mapping[str, Callable[[Inlines], Block]] = {
    "paragraph": Paragraph,
    "heading": lambda inner: Heading(4, inner),
    "item": lambda inner: BulletList(((Paragraph(inner),), (Paragraph(WORD),))),
    "numbered item": lambda inner: OrderedList(((Paragraph(WORD),), (Paragraph(inner),))),
    "second paragraph of an item": lambda inner: BulletList(
        ((Paragraph(WORD), Paragraph(inner)), (Paragraph(WORD),))
    ),
    "quote": lambda inner: Quote((Paragraph(inner),)),
    "item in a quote in an item": lambda inner: BulletList(
        ((Paragraph(WORD), Quote((BulletList(((Paragraph(inner),),)),))),)
    ),
    "cell": lambda inner: Table((WORD, WORD), ((WORD, inner), (inner, WORD)), ("", "right")),
    "head of a table": lambda inner: Table((inner, WORD), ((WORD, WORD),), ("left", "")),
}
END = Paragraph((Text("end"),))


def placed(step: int) -> Iterator[Block]:
    """Yield every inline in every kind of block, or of each kind of block one in `step` of them."""
    lines = [line for _, inline in kinds() for line in around(inline)]
    for first, make in enumerate(BLOCKS.values()):
        for line in lines[first % step :: step]:
            yield make(line)


def parted(blocks: Iterable[Block]) -> Blocks:
    """A text of blocks, each followed by a paragraph that parts it from the next."""
    return tuple(block for one in blocks for block in (one, END))


def worded(word: str) -> Blocks:
    """A text with a word wherever a text has characters."""
    words = (Text(word),)
    link = Link(words, "https://example.org/", word)
    return (
        Paragraph((Text(f"about {word}"),)),
        Paragraph((Code(word), Text(" "), link, Text(" "), Image("a.png", word, word))),
        CodeBlock(f"{word}\n  {word}", "python"),
        Table((words,), ((words,), ((Strong(words),),)), ("",)),
        END,
    )


def _options(text: Blocks, *weights: int) -> tuple[Option, ...]:
    return tuple(
        Option(text=text, points=Fraction(weight), correct=weight > 0, feedback=text)
        for weight in weights
    )


def _criteria(text: Blocks, name: str) -> Criteria:
    return Criteria((Criterion(text=text, points=Fraction(2), name=name),))


def _level(text: Blocks, points: int, name: str) -> Level:
    return Level(text=text, points=Fraction(points), name=name)


def exam_with(text: Blocks, line: str, image: Image) -> Exam:
    """An exam whose every text is `text`, and whose every string that an author writes is `line`."""
    asked: dict[str, Any] = {
        "points": Fraction(2),
        "prompt": text,
        "title": line,
        "feedback": Feedback(text, text, text),
        "solution": text,
        "notes": text,
        "tags": (line.replace(",", ";"),),
    }
    answers: tuple[Answer, ...] = (
        Choice(options=_options(text, 2, 0), many=False),
        Choice(options=_options(text, 2, 0, -2), many=True),
        Written(rubric=_criteria(text, line)),
        Written(rubric=Levels((_level(text, 2, line), _level(text, 0, "")))),
        Written(rubric=_criteria(text, line), free=True),
    )
    return Exam(
        title=line,
        exercises=(
            Exercise(
                id="e1",
                title=line,
                items=(
                    TextBlock(id="t", content=text),
                    ImageBlock(id="i", image=image),
                    *(
                        Question(id=f"q{number}", answer=answer, **asked)
                        for number, answer in enumerate(answers, 1)
                    ),
                ),
                bank=line,
                tags=(line.replace(",", ";"),),
            ),
        ),
        id="exam",
        course=Course(code=line, name=line, year="2022", period=line),
        description=text,
        tags=(line.replace(",", ";"),),
    )


_SETTINGS = frozenset({"id", "language", "date", "updated", "year", "percent", "src"})
"""Strings that no author words freely."""


def entries(exam: Exam) -> dict[tuple[str, str], Blocks | str]:
    """Every text and every worded string of an exam, by the place of its node and its field."""
    found: dict[tuple[str, str], Blocks | str] = {}
    for where, node in walk(exam):
        for name, value in _fields(node):
            found[where, name] = value
    return found


def _fields(node: Record) -> Iterator[tuple[str, Blocks | str]]:
    """Yield the fields of one node, and of what it holds but for the nodes that have places."""
    for field in meant_names(node):
        value = getattr(node, field)
        if field in _SETTINGS:
            continue
        if isinstance(value, Course | Feedback | Image):
            yield from ((f"{field}.{name}", inner) for name, inner in _fields(value))
        elif isinstance(value, str):
            yield field, value
        elif field == "tags":
            yield field, "; ".join(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], get_args(Block)):
            yield field, value
