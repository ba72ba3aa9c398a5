"""Rich text as wild as a reader of other systems may make it: every node next to every other.

Where `strategies` makes what authors would write, this makes what Markdown finds hard: spaces at
the ends of emphasis, delimiters beside each other, words that look like blocks, empty nodes,
neighbouring lists. Left out is only what Markdown cannot say at all.
"""

import re
from functools import cache

from hypothesis import strategies as st

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
    walk,
)
from examc.text.markup import folded

_LETTERS = 'ab1 .,(*_~^$`[]{}<>&!\\|#+-=:;"/é\u00a0\u3000中。€😀\u200b\u0085\u2028x'
_LOOKS_LIKE_MARKUP = (
    *(
        "1.",
        "1)",
        "- x",
        "-\u200b y",
        "\u3000- z",
        "2.\u200bw",
        "\u200b# v",
        "- [x] u",
        "-[x] t",
        "\u200b> s",
        "+ a",
        "# y",
        "#y",
        "> z",
        "---",
        "--",
        "***",
        "~~~",
        "```",
        ":-:",
    ),
    *(
        "| a |",
        "|-|",
        "[x]: y",
        "[ ] q",
        "!a.png",
        "![[x]]",
        "![a] (b)",
        "{a}",
        "{+1}",
        "&amp;",
        "&copy;",
        "&#32;",
        "<b>",
    ),
    *("<!-- c -->", "x_y_z", "2*3", "a\\", "\\*", "*a*", "_b_", "![", "](", "$5", "http://a.b"),
)


def _spaced(text: str) -> str:
    return re.sub(" +", " ", text)


words = st.one_of(
    st.text(st.sampled_from(_LETTERS), min_size=1, max_size=8).map(_spaced),
    st.sampled_from(("a", "b c", *_LOOKS_LIKE_MARKUP)),
)
"""Words with single spaces, which may begin or end with one."""
_LOOKS_LIKE_YAML = (
    *(
        "null",
        "~",
        "yes",
        "2022",
        "1.0",
        "1.10",
        "0x1",
        "1e3",
        "12:30",
        ".5",
        "2022-01-01",
        "=",
        "<<",
    ),
    *(
        "- a",
        "? a",
        "a: b",
        "a:",
        "a #b",
        "%a",
        "@a",
        "`a`",
        "'a'",
        '"a"',
        "!a",
        "&a",
        "*a",
        "...",
        ">",
    ),
)
names = (
    st.one_of(
        words,
        st.lists(words, min_size=1, max_size=3).map(" ".join),
        st.sampled_from(_LOOKS_LIKE_YAML),
        st.sampled_from(
            ("a {b}", "{b}", "a{b}", "{", "}", "a }", "$5", "$x$ {a}", "a \\{b}", "\\\\")
        ),
        st.sampled_from(("a, b", ",", "a=b", "#x", ".x", "\u00a0a\u00a0", "x" * 120)),
    )
    .map(folded)
    .filter(bool)
)
"""Words for titles, names and tags: on one line, without spaces at the ends."""
_titles = st.one_of(st.just(""), words, st.sampled_from(("a\nb", '"', "\\", '\\"', "|", "a\\\\")))
_codes = st.one_of(
    st.text(st.sampled_from("a`b |\\$*<x"), min_size=1, max_size=6).map(_spaced),
    st.sampled_from(("`", "``", " ", "` `", "a`")),
)
_FORMULAS = ("x", "a_1", r"\|x\|", "|x|", r"\{", "1. x", r"\$5", "`", "*a*", r"\alpha")
_LONG_FORMULAS = ("a\nb", "a\n- b", "x\n= 3", "a\n> b", "a\n1. b", "a\n|-|", "a\n# b", "a\n<b")
_URLS = (
    *("", "http://a.b/c", "http://a.b/(c)", "http://a.b/c)", "a b", "#a", "mailto:x@y.z", "<", "("),
    *("http://a.b/?a=1&amp;b=2", "a\\b", "a\\*b", " a", "a ", "x|y", "http://a/*x*", "a\\"),
)
SOURCES = ("a.png", "images/a b.png", "http://x/y.png", "a(b.png", "a|b.png")
_images = st.builds(Image, st.sampled_from(SOURCES), _titles.map(folded), _titles.map(folded))
_readings = st.sampled_from(("", "", "", "p of x, given z", "it's [[ex]]; - #1 & !"))
_ATOMS: tuple[st.SearchStrategy[Inline], ...] = (
    words.map(Text),
    words.map(Text),
    words.map(Text),
    _codes.map(Code),
    st.builds(Math, st.sampled_from(_FORMULAS), say=_readings),
    _images,
)


def _merged(found: list[Inline]) -> Inlines:
    """As readers make it: neighbouring texts are one, and no space follows a line break."""
    merged: list[Inline] = []
    for node in found:
        last = merged[-1] if merged else None
        if isinstance(node, Text) and isinstance(last, Text):
            merged[-1] = Text(_spaced(last.text + node.text))
        elif isinstance(node, Text) and isinstance(last, LineBreak):
            merged += [Text(node.text.lstrip(" "))] if node.text.strip(" ") else []
        else:
            merged.append(node)
    return tuple(merged)


def _stripped(content: Inlines) -> Inlines:
    """Without spaces at the ends, which no block has."""
    found = list(content)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip(" "))
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip(" "))
    return tuple(node for node in found if node != Text(""))


@st.composite
def inlines(
    draw: st.DrawFn, inside: tuple[type, ...] = (), linked: bool = False, bare: bool = False
) -> Inlines:
    """Running text; `bare` leaves out what takes more than one line."""
    piece = _piece(inside, linked, bare)
    return _merged([draw(piece) for _ in range(draw(st.integers(0, 3)))])


@cache
def _piece(inside: tuple[type, ...], linked: bool, bare: bool) -> st.SearchStrategy[Inline]:
    kinds = list(_ATOMS)
    if not bare:
        kinds += [
            st.just(LineBreak()),
            st.builds(
                Math,
                st.sampled_from((*_FORMULAS, *_LONG_FORMULAS)),
                display=st.just(True),
                say=_readings,
            ),
        ]
    if len(inside) < 2:
        for maker in (Emphasis, Strong, Strikethrough, Subscript, Superscript):
            if maker in inside and maker not in (Emphasis, Strong):
                continue  # a tilde in its like would end it
            if maker is Superscript and linked:
                continue  # Markdown reads no ^ between brackets
            kinds.append(inlines((*inside, maker), linked, bare).map(maker))
        if not linked:
            kinds.append(
                st.builds(Link, inlines(inside, True, bare), st.sampled_from(_URLS), _titles)
            )
    return st.one_of(kinds)


def _fits_a_cell(content: Inlines) -> bool:
    """A cell takes a backslash before a bar or at the end of code for an escape."""
    for node in walk(content):
        match node:
            case Math() if "\\|" in node.tex:
                return False
            case Code() if "\\|" in node.text or node.text.endswith("\\"):
                return False
            case _:
                pass
    return True


paragraphs = inlines().map(_stripped).filter(bool).map(Paragraph)
_cells = inlines((), False, True).filter(_fits_a_cell)
headings = st.builds(Heading, st.integers(4, 6), inlines((), False, True).map(_stripped))
_LISTINGS = (
    *("", "a", "```", "a\n\n b", "  x", "\n", "a\n", "\tb", "~~~", "   ", "a\n   \nb", "````\n```"),
    "- [ ] {1} x",
)
_listings = st.builds(
    CodeBlock,
    st.sampled_from(_LISTINGS),
    st.sampled_from(("", "python", "`x", "c\\*", "a&amp;")),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table, of which any cell may be empty."""
    width = draw(st.integers(1, 3))
    row = st.tuples(*[_cells] * width)
    alignments = st.tuples(*[st.sampled_from(("", "left", "center", "right"))] * width)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=2))), draw(alignments))


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> Blocks:
    """A text of any blocks, perhaps empty."""
    return tuple(draw(_block(depth)) for _ in range(draw(st.integers(0, 3))))


@cache
def _block(depth: int) -> st.SearchStrategy[Block]:
    kinds: list[st.SearchStrategy[Block]] = [
        paragraphs,
        paragraphs,
        headings,
        _listings,
        tables(),
        st.just(Rule()),
    ]
    if depth < 2:
        items = st.lists(blocks(depth + 1), min_size=1, max_size=3).map(tuple)
        starts = st.sampled_from((1, 0, 2, 9, 999_999_999))
        kinds += [
            items.map(BulletList),
            st.builds(OrderedList, items, starts),
            blocks(depth + 1).map(Quote),
        ]
    return st.one_of(kinds)
