"""Rich text → Markdown → the same rich text, however wild it is."""

import pytest
from hypothesis import given
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
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.formats.exam.tomarkdown import Writer
from examc.text import markup

from . import wild

_RIGHTLY_TOLD = {"S105", "S152", "S153", "L224", "L227"}
"""What wild words, formulas and addresses are told, and what their writing has no part in."""


def written(*content: Block, width: int = 100) -> str:
    return "\n".join(Writer().text(content, width))


def read(text: str) -> Blocks:
    report = Report()
    blocks = markup.blocks(Source("text", text), report)
    flaws = [found for found in report.diagnostics if found.code not in _RIGHTLY_TOLD]
    assert not flaws, (text, flaws)
    return blocks


def line(*content: Inline) -> str:
    text = written(Paragraph(content))
    assert read(text) == (Paragraph(content),), text
    return text


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


_widths = st.sampled_from((100, 40, 12))


def _holds(content: Blocks, width: int) -> None:
    text = written(*content, width=width)
    assert read(text) == content, text
    assert written(*read(text), width=width) == text


@pytest.mark.law
@given(wild.paragraphs, _widths)
def test_running_text_comes_back(paragraph: Paragraph, width: int) -> None:
    _holds((paragraph,), width)


@pytest.mark.law
@given(wild.blocks(), _widths)
def test_blocks_come_back(content: Blocks, width: int) -> None:
    _holds(content, width)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # words that are no markup stay as they are
        ((Text("2 * 3, 5*4, snake_case_name, x^2, ~100, a [b] c, a < b, AT&T, #5"),), None),
        ((Text("a {b} c | d - e + f 1. g > h"),), None),
        ((Text(r"C:\dir \alpha"),), None),
        # what would be markup is escaped, and nothing else
        ((Text("*a* _b_"),), r"\*a\* \_b\_"),
        ((Text("x^2 y^2, 3~4 5~6, 5*3*2"),), None),
        ((Text("x^2+y^ 2^3+z^"),), r"x\^2+y^ 2\^3+z\^"),
        ((Text("a~b~ c"),), r"a\~b~ c"),
        ((Text("1~\x85~1"),), r"1\~&#133;\~1"),
        ((Text("$5 `x`"),), r"\$5 \`x\`"),
        ((Text("[a](b)"),), r"[a\](b)"),
        ((Text("<b> &amp; &c"),), r"\<b> \&amp; &c"),
        ((Text("\\* \\"),), r"\\* \\"),
        # nor does a line begin a block
        ((Text("# a"),), r"\# a"),
        ((Text("- a"),), r"\- a"),
        ((Text("1. a"),), r"1\. a"),
        ((Text("1.5 a"),), "1.5 a"),
        ((Text("> a"),), r"\> a"),
        ((Text("---"),), r"\---"),
        ((Text("~~~ a"),), r"\~~~ a"),
        ((Text("-\u200b a"),), "\\-\u200b a"),
        ((Text("1.\u3000a"),), "1\\.\u3000a"),
        ((Text("- [x] a"),), r"\- [x] a"),
        ((Text("[a]: b"),), r"[a]\: b"),
        ((Text("a"), LineBreak(), Text("|-|")), "a\\\n\\|-|"),
        # delimiters beside words, spaces and each other
        ((Emphasis((Text("a"),)), Text("b")), "*a*b"),
        ((Emphasis((Text("a."),)), Text("b")), "*a.*<!-- -->b"),
        ((Text("H"), Subscript((Text("2"),)), Text("O")), "H~2~O"),
        ((Text("x"), Superscript((Text("(2)"),)), Text(".")), "x^(2)^."),
        ((Emphasis((Text(" a "),)),), "*&#32;a&#32;*"),
        ((Emphasis((Strong((Text("a"),)),)),), "*__a__*"),
        ((Emphasis((Emphasis((Text("a"),)), Text("b"))),), "*_a_<!-- -->b*"),
        ((Emphasis((Text("a "), Strong((Text("b"),)), Text(" c"))),), "*a **b** c*"),
        ((Strong((Text("a"),)), Emphasis((Text("b"),))), "**a**_b_"),
        ((Strikethrough((Subscript((Text("a"),)),)),), "~~<!-- -->~a~<!-- -->~~"),
        ((Emphasis(()),), "*<!-- -->*"),
        # code and formulas
        ((Code("`"),), "`` ` ``"),
        ((Code(" a "),), "`  a  `"),
        ((Code(" "),), "` `"),
        ((Code("a"), Code("b")), "`a`<!-- -->`b`"),
        ((Math("x"), Math("y", display=True)), "$x$<!-- -->$$y$$"),
        ((Math("a\\\\"),), "\\(a\\\\ \\)"),
        ((Math("x"), Text("2")), "$x$<!-- -->2"),
        ((Text("a "), Math("x\n- y", display=True)), "a $$x\n    - y$$"),
        # links and images
        ((Link((Text("a]"),), "b c"),), r"[a\]](<b c>)"),
        ((Link((Text("a"),), "http://x/(y)", 'the "t"'),), r'[a](http://x/(y) "the \"t\"")'),
        ((Link((Text("http://x/y"),), "http://x/y"),), "<http://x/y>"),
        ((Text("a!"), Link((Text("b"),), "c")), r"a\![b](c)"),
        ((Image("a.png", "a", "$$ x"),), r'![a](a.png "\$\$ x")'),
        ((Image("a b.png", "*x*", "\\"),), r'![\*x\*](<a b.png> "&#92;")'),
        ((Text("wow!a.png, ![[b]] and ![c] (d)"),), r"wow\!a.png, \![[b]] and \![c] (d)"),
        ((Text("hi! a.png, ![x] y"),), None),
        # what cannot be seen
        ((Text("\u00a0a\u00a0b\u00a0"),), "&nbsp;a\u00a0b&nbsp;"),
        ((Text("a\u2028\x85b"),), "a&#8232;&#133;b"),
        # line breaks
        ((Text("a"), LineBreak(), LineBreak(), Text("b")), "a\\\n\\\nb"),
        ((Text("a"), LineBreak()), "a\\\n&#32;"),
    ],
)
def test_running_text_is_canonical(content: tuple[Inline, ...], expected: str | None) -> None:
    assert line(*content) == (expected if expected is not None else content[0].text)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((BulletList(((words("a"),), (words("b"),))),), "* a\n* b"),
        ((BulletList(((words("a"),),)), BulletList(((words("b"),),))), "* a\n\n+ b"),
        ((OrderedList(((words("a"),),)), OrderedList(((words("b"),),), 9)), "1. a\n\n9) b"),
        ((OrderedList(((words("a"),), (words("b"),)), 9),), "9. a\n10. b"),
        ((BulletList(((), (words("a"),))),), "*\n* a"),
        ((BulletList(((words("a"), words("b")), (words("c"),))),), "* a\n\n  b\n\n* c"),
        ((BulletList(((words("a"), BulletList(((words("b"),),))),)),), "* a\n  * b"),
        ((BulletList(((BulletList(((words("b"),),)),),)),), "*\n  * b"),
        ((BulletList(((CodeBlock("x"),),)),), "*\n  ```\n  x\n  ```"),
        ((BulletList(((words("[x] a"),), (words("{b"),))),), "* [x\\] a\n* \\{b"),
        ((Quote((words("a"), words("b"))),), "> a\n>\n> b"),
        ((Quote(()),), ">"),
        ((CodeBlock("```\na\n```", "md"),), "````md\n```\na\n```\n````"),
        ((CodeBlock("a", "`x"),), "~~~`x\na\n~~~"),
        ((CodeBlock(""),), "```\n```"),
        ((Heading(4, (Text("a #"),)),), "#### a \\#"),
        ((Paragraph((Math("a\n= b", display=True),)),), "$$\na\n= b\n$$"),
        ((Rule(),), "---"),
        (
            (Table(((Text("a|b"),), ()), (((Code("x|y"),), (Text("1"),)),), ("left", "right")),),
            "| a\\|b   |     |\n| :----- | --: |\n| `x\\|y` |   1 |",
        ),
    ],
)
def test_blocks_are_canonical(content: Blocks, expected: str) -> None:
    assert written(*content) == expected
    assert read(expected) == content


def test_lines_are_filled_where_they_may_break() -> None:
    text = Paragraph(
        (
            Text("one two three "),
            Math("a + b + c"),
            Text(" four - five 1. six "),
            Link((Text("a link"),), "http://example.org/", "its title"),
            Text(" end"),
        )
    )
    assert written(text, width=16).split("\n") == [
        "one two three",
        "$a + b + c$",
        "four - five 1.",  # neither a dash nor a number begins a line
        "six [a",
        'link](http://example.org/ "its title")',
        "end",
    ]
    assert read(written(text, width=16)) == (text,)


def test_a_word_that_would_begin_a_block_ends_the_line_before() -> None:
    assert written(words("aaa bbb # ccc"), width=7) == "aaa\nbbb #\nccc"


@pytest.mark.parametrize("slip", ["• [ ] a", "–[x] b", "b) [ ] c", "-[x] d", "2.[ ] e"])
def test_words_that_look_like_a_slip_of_an_option_are_no_slip(slip: str) -> None:
    _holds((words(slip),), 100)


def test_a_link_without_words_is_no_slip_of_an_option() -> None:
    _holds((Paragraph((Emphasis((Link((), "a b"),)),)),), 100)


def test_what_is_no_picture_though_a_sign_follows_it_is_no_slip() -> None:
    _holds((Paragraph((Emphasis((Text("!a.png_"),)),)),), 100)
