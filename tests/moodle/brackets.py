"""Exams full of what Moodle's filters take for their own: braces, dollars, brackets, code, formulas.

Beside them: what people are to read of a text, told from the exam alone.
"""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from examc.core.answers import Choice, Option, Scoring, Written
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
    Strong,
    Table,
    Text,
    walk,
)
from examc.core.model import Exam, Exercise, Feedback, Question, TextBlock
from examc.core.rubrics import Criteria, Criterion

PIECES = (
    *("{", "}", "{", "}", "{}", "{a", "b}", "$", "$$", "$$$", "\\", "\\\\", "\\(", "\\)", "\\["),
    *("\\]", "\\\\[", "\\{", "[", "]", "(", ")", "<", ">", "&", '"', "'", "<b>", "</p>", "&lt;"),
    *(
        "(n)",
        "(y)",
        "{-)",
        "<-)",
        ":)",
        "O(n)",
        "a",
        "b",
        "x < y",
        "{x | x > 0}",
        "{1:SA:=x}",
        "{#1}",
    ),
    *("]]>", "@@PLUGINFILE@@", "\\begin", "é", "%", "~", "#"),
)
FORMULAS = (
    "x",
    "x_{1}",
    r"\frac{a}{b} < c",
    r"\left\{ x > 0 \right.",
    r"\{a, b\}",
    r"\begin{pmatrix} a \\[2pt] b \\(c) \end{pmatrix}",
    r"\begin{cases} 1 & x > 0 \\ 0 \end{cases}",
    r"a \\ [b]",
    r"f(n) + 8-)",
    r"\text{costs \$5}",
    r"[0, 1)",
    r"a \\) b",
    r"a \\] b",
)
TITLES = (
    'When p < "q"',
    'The "AND" & "OR"',
    "top",
    "a & b",
    "{a} $x$",
    "Sums",
    "it's <b> here",
    '"a" "b" & & c',
)


def _line(dice: Random) -> str:
    glue = dice.choice(("", " "))
    text = glue.join(dice.choices(PIECES, k=dice.randint(1, 6)))
    return " ".join(text.split()) or "a"


def _inlines(dice: Random, depth: int = 0) -> Inlines:
    found: list[Inline] = []
    for _ in range(dice.choice((1, 2, 2, 3))):
        found.append(_inline(dice, depth))
        if dice.randrange(3) == 0:
            found.append(Text(" and "))
    return tuple(found)


def _inline(dice: Random, depth: int) -> Inline:
    match dice.randrange(9 if depth < 2 else 5):
        case 0 | 1:
            return Text(_line(dice))
        case 2:
            return Code(_line(dice))
        case 3 | 4:
            return Math(dice.choice(FORMULAS), display=dice.randrange(2) == 0)
        case 5:
            return Emphasis(_inlines(dice, depth + 1))
        case 6:
            return Strong(_inlines(dice, depth + 1))
        case 7:
            return Link(_inlines(dice, 2), "https://example.org/{a}?b=$$&c=(n)", _line(dice))
        case _:
            return Image(
                "https://example.org/(y)/a.png", _line(dice), dice.choice(("", _line(dice)))
            )


def blocks(dice: Random) -> Blocks:
    """A text of one or two blocks."""
    return tuple(_block(dice) for _ in range(dice.choice((1, 1, 1, 2))))


def _block(dice: Random) -> Block:
    def text() -> Blocks:
        return (Paragraph(_inlines(dice)),)

    match dice.randrange(8):
        case 0:
            return CodeBlock(
                "\n".join(_line(dice) for _ in range(3)), dice.choice(("", "c{", "sh"))
            )
        case 1:
            return BulletList((text(), text()))
        case 2:
            return OrderedList((text(), text()))
        case 3:
            return Quote(text())
        case 4:
            return Heading(4, _inlines(dice))
        case 5:
            rows = ((_inlines(dice), _inlines(dice)), (_inlines(dice), ()))
            return Table((_inlines(dice), _inlines(dice)), rows, ("", "left"))
        case _:
            return Paragraph((*_inlines(dice), LineBreak(), *_inlines(dice)))


def exam(dice: Random) -> Exam:
    """An exam of one exercise: a text block, a written question, and two choice questions."""

    def option(points: str) -> Option:
        weight = Fraction(points)
        text, feedback = blocks(dice), blocks(dice)
        return Option(text=text, points=weight, correct=weight > 0, feedback=feedback)

    def criterion() -> Criterion:
        name = dice.choice(("", "rate $x_{1} < 1$ {", _line(dice)))
        return Criterion(text=blocks(dice), points=Fraction(1), name=name)

    feedback = Feedback(blocks(dice), blocks(dice), blocks(dice))
    items = (
        TextBlock(id="t", content=blocks(dice), repeat=dice.randrange(2) == 0),
        Question(
            id="o",
            points=Fraction(2),
            prompt=blocks(dice),
            title=dice.choice(TITLES),
            answer=Written(rubric=Criteria((criterion(), criterion()))),
            solution=blocks(dice),
            notes=blocks(dice),
        ),
        Question(
            id="c",
            points=Fraction(1),
            prompt=blocks(dice),
            answer=Choice(
                options=(option("1"), option("0.375"), option("-0.15")),
                many=False,
                scoring=Scoring(floor=None, cap=Fraction(1)),
            ),
        ),
        Question(
            id="r",
            points=Fraction(2),
            prompt=blocks(dice),
            answer=Choice(
                options=(option("0.75"), option("1.25"), option("-1")),
                many=True,
                scoring=Scoring(cap=Fraction(2)),
            ),
            feedback=feedback,
            title=dice.choice(TITLES),
            tags=(dice.choice(('The "AND" & "OR"', "a & b", "{it's}")),),
        ),
    )
    exercise = Exercise(id="e", title=dice.choice(TITLES), items=items)
    return Exam(title=dice.choice(TITLES), exercises=(exercise,), description=blocks(dice))


def read(content: Blocks) -> str:
    """What people are to read of a text, in order, without white space; a formula is `⟦x⟧`."""
    return "".join("".join(_read(content)).split())


def _read(content: Blocks) -> Iterator[str]:
    for node in walk(content):
        match node:
            case Text() | Code() | CodeBlock():
                yield node.text
            case Math():
                yield f"⟦{node.tex}⟧"
            case Image():
                yield node.alt + node.caption
            case Link():
                yield node.title
            case _:
                pass
