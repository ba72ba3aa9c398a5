"""Rich text made by dice: every kind of block and inline, and words that are ugly in every format.

All is in normal form: neighbouring texts are one, white space is single spaces, no text begins or
ends with one, emphasis is never empty nor inside its like. What Markdown alone cannot spell (an
option that ends in a quote, two lists of one kind in a row, a line break in a table) is left out,
so that every format can be tested with the same texts.
"""

import unicodedata
from functools import cache
from random import Random

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
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
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
READINGS = ("p of x given z", "it's 3 :-) & (more)")
"""What is said of formulas now and then."""
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
# -- words and running text, by dice ------------------------------------------------------------

_PLAIN = ("a", "of", "Graph", "is", "the 2", "10")
_STRANGE = (*UGLY, *FOREIGN)
SINGLE = (*_PLAIN, *_STRANGE)
_LETTERS = [
    chr(code)
    for code in (*range(0x21, 0x3000), *range(0x4E00, 0x4E80), *range(0x1F300, 0x1F650))
    if unicodedata.category(chr(code))[0] in "LNPSM" and chr(code) not in "\u034f\ufffc\ufffd"
]
_MAKERS = (Emphasis, Strong, Strikethrough, Superscript, Subscript)
_STRUCK_OR_LOW = frozenset((Strikethrough, Subscript))  # both are tildes in Markdown
_GLUE = (" ", " ", ", ", " (", ") ", "\n")


def _word(dice: Random) -> str:
    match dice.randrange(3):
        case 0:
            return dice.choice(_PLAIN)
        case 1:
            return dice.choice(_STRANGE)
        case _:
            return "".join(dice.choices(_LETTERS, k=dice.randint(1, 6)))


def words(dice: Random) -> str:
    """A line of words: no white space but single spaces, none at its ends."""
    return " ".join(_word(dice) for _ in range(dice.randint(1, 4)))


def _maybe_words(dice: Random) -> str:
    return words(dice) if dice.randrange(2) else ""


def _inlines(dice: Random, inside: frozenset[type] = frozenset(), *, bare: bool = False) -> Inlines:
    """Running text that begins and ends with a visible character.

    `inside` are the classes around it. `bare` leaves out what does not fit into a cell of a table
    or a heading: line breaks, images, bars.
    """
    found: list[Inline] = []
    for number in range(dice.randint(1, 3)):
        if number:
            _glue(dice, found, bare=bare)
        found.append(_piece(dice, inside, bare=bare))
    return _joined(found)


def line(dice: Random) -> Blocks:
    """One line of running text, as it fits into a cell of a table."""
    return (Paragraph(_inlines(dice, bare=True)),)


def _glue(dice: Random, found: list[Inline], *, bare: bool) -> None:
    """What parts two pieces: a space, perhaps with a bracket or comma, or a line break."""
    glue = dice.choice(_GLUE)
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
def _pieces(inside: frozenset[type], *, bare: bool) -> tuple[type, ...]:
    """The classes that may stand here, the frequent ones twice."""
    kinds: list[type] = [Text, Text, Code, Math]
    if not bare and Image not in inside:
        kinds.append(Image)
    if len(inside) < 2:
        kinds += [maker for maker in _MAKERS if not _clashes(maker, inside)]
        kinds += [Link] if Link not in inside else []
    return tuple(kinds)


def _piece(dice: Random, inside: frozenset[type], *, bare: bool) -> Inline:
    kind = dice.choice(_pieces(inside, bare=bare))
    if kind is Text:
        return Text(words(dice).replace("|", "I") if bare else words(dice))
    if kind is Code:
        return Code(dice.choice([code for code in CODES if not (bare and "\\" in code)]))
    if kind is Math:
        display = not bare and dice.randrange(2) == 0
        tex = dice.choice([t for t in FORMULAS if display or "\n" not in t])
        return Math(tex, display=display, say=dice.choice(("", "", "", *READINGS)))
    if kind is Image:
        return picture(dice)
    inner = _inlines(dice, inside | {kind}, bare=bare)
    if kind is Link:
        return Link(inner, dice.choice(URLS), _maybe_words(dice))
    return next(maker for maker in _MAKERS if maker is kind)(inner)


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


def picture(dice: Random) -> Image:
    """An image of the exam, or now and then of the web."""
    src = dice.choice((*FILES, *FILES, "https://example.org/a.png?b=1&c=2"))
    return Image(src, _maybe_words(dice), _maybe_words(dice))


# -- blocks, by dice ----------------------------------------------------------------------------


def _table(dice: Random) -> Table:
    """A table; cells of its body may be empty."""
    width = range(dice.randint(1, 3))
    return Table(
        tuple(_inlines(dice, bare=True) for _ in width),
        tuple(
            tuple(_inlines(dice, bare=True) if dice.randrange(3) else () for _ in width)
            for _ in range(dice.randint(0, 2))
        ),
        tuple(dice.choice(("", "left", "center", "right")) for _ in width),
    )


def _list_items(dice: Random, depth: int) -> tuple[Blocks, ...]:
    """Items that begin with a paragraph, as what can be told from a list of another kind."""
    items: list[Blocks] = []
    for _ in range(dice.randint(1, 3)):
        more = blocks(dice, depth + 1) if depth < 2 and dice.randrange(2) else ()
        items.append((Paragraph(_inlines(dice)), *more))
    return tuple(items)


def _block(dice: Random, depth: int) -> Block:
    kinds = [Paragraph, Paragraph, CodeBlock]
    kinds += [BulletList, OrderedList, Quote] if depth < 2 else []
    kinds += [Heading, Table, Rule] if depth == 0 else []
    match dice.choice(kinds).__name__:
        case "CodeBlock":
            return CodeBlock(dice.choice(LISTINGS), dice.choice(LANGUAGES))
        case "BulletList":
            return BulletList(_list_items(dice, depth))
        case "OrderedList":
            return OrderedList(_list_items(dice, depth), dice.choice((1, 1, 0, 7, 999_999_999)))
        case "Quote":
            return Quote(blocks(dice, depth + 1))
        case "Heading":
            return Heading(dice.randint(4, 6), _inlines(dice, bare=True))
        case "Table":
            return _table(dice)
        case "Rule":
            return Rule()
        case _:
            return Paragraph(_inlines(dice))


def blocks(dice: Random, depth: int) -> Blocks:
    """A text that is not empty; two lists or quotes of one kind never stand in a row."""
    found: list[Block] = []
    for _ in range(dice.randint(1, 3 if depth == 0 else 2)):
        block = _block(dice, depth)
        if found and isinstance(block, BulletList | OrderedList | Quote | Table):
            found = [*found, Paragraph((Text("then"),))]
        found.append(block)
    return tuple(found)
