"""The rich text of the language: each form once, as the model holds it, in both spellings."""

from textwrap import indent

import pytest

from examc.core.content import (
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
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
from examc.core.model import Item
from support import DOT_PNG, choice_question, exam_of, written_question

FILES = {"a.png": DOT_PNG, "my plot.png": DOT_PNG, "images/b.png": DOT_PNG}
FILES |= {"plot (1).png": DOT_PNG, "a (2) b.png": DOT_PNG}


def _p(content: str | Inlines) -> Paragraph:
    return Paragraph((Text(content),) if isinstance(content, str) else content)


A, B = Text("a"), Text("b")
X, Y, STOP, X2, XIS2 = Math("x"), Math("y"), Text("."), Math("x^2"), Math("x = 2")
X_Y = Math("x_1 * y_1")
_SAID = Math("x_1 * y_1", say="ex")
_UP_B = Superscript((Emphasis((B,)),))


def _up(base: str, raised: str) -> Inlines:
    return (*([Text(base)] if base else []), Superscript((Text(raised),)))


def _link(url: str) -> Link:
    return Link((Text(url),), url)


def _as_typed(text: str) -> tuple[str, Inlines]:
    return text, (Text(text),)


INLINES: dict[str, tuple[str, Inlines]] = {
    "words": ("a b", (Text("a b"),)),
    "white space is folded": ("a  \t b\nc", (Text("a b c"),)),
    "a space that never breaks is kept": ("a\u00a0b", (Text("a\u00a0b"),)),
    "emphasis": ("*a* b", (Emphasis((A,)), Text(" b"))),
    "emphasis with another sign": ("_a_ b", (Emphasis((A,)), Text(" b"))),
    "strong": ("**a** b", (Strong((A,)), Text(" b"))),
    "both": ("***a***", (Emphasis((Strong((A,)),)),)),
    "inside each other": ("**a *b***", (Strong((Text("a "), Emphasis((B,)))),)),
    "struck": ("~~a~~", (Strikethrough((A,)),)),
    "below": ("H~2~O", (Text("H"), Subscript((Text("2"),)), Text("O"))),
    "above": ("10^3^", (Text("10"), Superscript((Text("3"),)))),
    "raised by a sign": ("10^-3^ m^(2)^", (*_up("10", "-3"), *_up(" m", "(2)"))),
    "raised before a letter": ("^14^C", (*_up("", "14"), Text("C"))),
    "raised and lowered": (
        "_x_^2^~i~",
        (Emphasis((Text("x"),)), *_up("", "2"), Subscript((Text("i"),))),
    ),
    "raised with a form": ("a^**b** c^ ^*b*^", (Text("a^"), Strong((B,)), Text(" c^ "), _UP_B)),
    "raised by comments": ("a^<!--(-->b c<!--)-->^2", (*_up("a", "b c"), Text("2"))),
    "no powers": _as_typed("10^5 en 10^6, x^2 + y^2, x^2+y^2, e^x,y^z, a^^b^^"),
    "no charges": _as_typed("Ca^2+ en Cl^-"),
    "no ranges": _as_typed("3~4 en 5~6, ~5, 3~4"),
    "no raising over blanks that never break": _as_typed("10^5\u00a0en\u00a010^ 6"),
    "products": _as_typed("5*3*2, a*b*c and 2**3**4"),
    "a product inside emphasis": ("*a 5*3*2 b*", (Emphasis((Text("a 5*3*2 b"),)),)),
    "emphasis that ends inside a word": ("*a*b", (Emphasis((A,)), B)),
    "words that are emphasised inside a word": ("*a b*c", (Emphasis((Text("a b"),)), Text("c"))),
    "signs in code": (
        "`a^2^ 5*3*2 ~b~` $a^2~b~$",
        (Code("a^2^ 5*3*2 ~b~"), Text(" "), Math("a^2~b~")),
    ),
    "signs in an address": ("<http://c.d/~a~b>", (_link("http://c.d/~a~b"),)),
    "code": ("`a *b*`", (Code("a *b*"),)),
    "code with a grave accent": ("`` a`b ``", (Code("a`b"),)),
    "formula": ("$x_1 * y_1$", (Math("x_1 * y_1"),)),
    "formula on display": ("$$x$$", (Math("x", display=True),)),
    "formula with a reading": ('$x${say="ex"} b', (Math("x", say="ex"), Text(" b"))),
    "formula with a reading of signs": (
        """*$x${ say = "it's  [[a]],\t1 #2 &c." }*""",
        (Emphasis((Math("x", say="it's [[a]], 1 #2 &c."),)),),
    ),
    "formula with a reading of one word": (r"\(x_1 * y_1\){say=ex}", (_SAID,)),
    "formula on display with a reading": (
        '$$x$${say="ex"}',
        (Math("x", display=True, say="ex"),),
    ),
    "no reading in code, or behind a backslash": (
        '`$x${say="ex"}` \\{say="ex"} $x$\\{b=1}',
        (Code('$x${say="ex"}'), Text(' {say="ex"} '), X, Text("{b=1}")),
    ),
    "formula with a dollar": (r"$\$5$", (Math(r"\$5"),)),
    "formula of two lines": ("$x +\ny$", (Math("x + y"),)),
    "formula of TeX": (r"a \(x_1 * y_1\), *b*", (Text("a "), X_Y, Text(", "), Emphasis((B,)))),
    "formula of TeX on display": (r"\[ x \]", (Math("x", display=True),)),
    "formula of TeX on two lines": ("\\(x +\ny\\)", (Math("x + y"),)),
    "a backslash before two accents": ("a^b \\``", (Text("a^b ``"),)),
    "no formula in code": (r"`\(a\)`", (Code(r"\(a\)"),)),
    "no formula behind a backslash": (r"\\(a\\)", (Text(r"\(a\)"),)),
    "formula with blanks inside": ("$ x^2 $ for $ x = 2 $?", (X2, Text(" for "), XIS2, Text("?"))),
    "formula with one blank inside": ("is $x $ or $ y$.", (Text("is "), X, Text(" or "), Y, STOP)),
    "sums of money with blanks": _as_typed("US$ 5 and $ 6, 5 $ or 6 $ and $ ab $"),
    "sums of money in a row": _as_typed("$5 of $6, US$ 5, $20/month; $7 and 10$ a day"),
    "a comparison of sums": ("is $5 > 3$?", (Text("is "), Math("5 > 3"), Text("?"))),
    "a pattern as a word": _as_typed("^[^0-9]+ and [0-9]?"),
    "chemistry": (
        "[Cu(NH~3~)~4~]^2+^, NO~3~^-^, Fe^3+^(aq)",
        (
            *(Text("[Cu(NH"), Subscript((Text("3"),)), Text(")"), Subscript((Text("4"),))),
            *(*_up("]", "2+"), Text(", NO"), Subscript((Text("3"),)), *_up("", "-")),
            *(*_up(", Fe", "3+"), Text("(aq)")),
        ),
    ),
    "stars and signs of programs": _as_typed(
        "SELECT * FROM t WHERE a*b; *args, char **argv, a ** b"
    ),
    "lines with hard breaks": ("a) b\\\nb) c", (Text("a) b"), LineBreak(), Text("b) c"))),
    "sums of money": ("it costs $5 or $6 now", (Text("it costs $5 or $6 now"),)),
    "a dollar that is meant": (r"\$x and \$y", (Text("$x and $y"),)),
    "link": ("[a *b*](http://c.d)", (Link((Text("a "), Emphasis((B,))), "http://c.d"),)),
    "link with a title": ('[a](http://c.d "t u")', (Link((A,), "http://c.d", "t u"),)),
    "link by a reference": ("[a][r]\n\n[r]: http://c.d", (Link((A,), "http://c.d"),)),
    "bare link": ("<http://c.d>", (Link((Text("http://c.d"),), "http://c.d"),)),
    "mail": ("<a@c.d>", (Link((Text("a@c.d"),), "mailto:a@c.d"),)),
    "image": ("![a b](a.png)", (Image("a.png", "a b"),)),
    "image with a caption": ('![a](images/b.png "c d")', (Image("images/b.png", "a", "c d"),)),
    "image with a space": ("![a](<my plot.png>)", (Image("my plot.png", "a"),)),
    "image with a space, as it is": ("![a](my plot.png)", (Image("my plot.png", "a"),)),
    "image with brackets": (
        '![a](plot (1).png) ![b](a (2) b.png "t")',
        (Image("plot (1).png", "a"), Text(" "), Image("a (2) b.png", "b", "t")),
    ),
    "image whose text has brackets": (
        "![a [b] c](a.png) ![b] c](a.png)",
        (Image("a.png", "a [b] c"), Text(" "), Image("a.png", "b] c")),
    ),
    "image and words in brackets": (
        "![a](a.png) and (see plot 2.png)",
        (Image("a.png", "a"), Text(" and (see plot 2.png)")),
    ),
    "image by a crooked path": ("![a](./images/../a.png)", (Image("a.png", "a"),)),
    "image of the web": ("![a](https://c.d/e.png)", (Image("https://c.d/e.png", "a"),)),
    "image whose text has a form": ("![a *b* $c$ `d`](a.png)", (Image("a.png", "a b $c$ d"),)),
    "hard break": ("a\\\nb", (A, LineBreak(), B)),
    "hard break of spaces": ("a  \nb", (A, LineBreak(), B)),
    "characters by name and number": ("&amp; &lt; &#233; &eacute;", (Text("& < é é"),)),
    "escaped signs": (r"\* \_ \` \] \{ \} \# \\", (Text("* _ ` ] { } # \\"),)),
    "brackets": ("[a] (b) {c}", (Text("[a] (b) {c}"),)),
    "inside a word": ("a_b_c and 2*3*4", (Text("a_b_c and 2*3*4"),)),
    "emphasis in Chinese": ("漢**字**。", (Text("漢"), Strong((Text("字"),)), Text("。"))),
    "a comment": ("a <!-- b --> c", (Text("a c"),)),
}
BLOCKS: dict[str, tuple[str, Blocks]] = {
    "paragraphs": ("a\n\nb", (_p("a"), _p("b"))),
    "heading": ("#### a *b*", (Heading(4, (Text("a "), Emphasis((B,)))),)),
    "deeper headings": ("##### a\n\n###### b", (Heading(5, (A,)), Heading(6, (B,)))),
    "no heading without a space": ("####a", (_p("####a"),)),
    "a line of signs is no heading": ("a\n---\nb", (_p("a"), Rule(), _p("b"))),
    "listing": ("```python\na  b\n\n  c\n```", (CodeBlock("a  b\n\n  c", "python"),)),
    "listing without a language": ("~~~\n*a*\n~~~", (CodeBlock("*a*"),)),
    "listing with more than a language": ("```c linenos\na\n```", (CodeBlock("a", "c"),)),
    "listing of fences": ("````\n```\n````", (CodeBlock("```"),)),
    "empty listing": ("a\n\n```\n```", (_p("a"), CodeBlock(""))),
    "listing with attribute lists": ("```\n- [ ] {+1} a\n```", (CodeBlock("- [ ] {+1} a"),)),
    "bullets": ("* a\n* b", (BulletList(((_p("a"),), (_p("b"),))),)),
    "other bullets": (
        "- a\n- b\n\n+ c",
        (BulletList(((_p("a"),), (_p("b"),))), BulletList(((_p("c"),),))),
    ),
    "numbers": ("1. a\n2. b", (OrderedList(((_p("a"),), (_p("b"),))),)),
    "numbers from seven": ("7) a\n8) b", (OrderedList(((_p("a"),), (_p("b"),)), 7),)),
    "nested lists": (
        "1. a\n   * b\n     - c\n2. d",
        (
            OrderedList(
                (
                    (_p("a"), BulletList(((_p("b"), BulletList(((_p("c"),),))),))),
                    (_p("d"),),
                )
            ),
        ),
    ),
    "list items of several blocks": (
        "* a\n\n  b\n\n  > c\n\n* d",
        (BulletList(((_p("a"), _p("b"), Quote((_p("c"),))), (_p("d"),))),),
    ),
    "empty item": ("* a\n*\n* b", (BulletList(((_p("a"),), (), (_p("b"),))),)),
    "quote": ("> a\n> b\n>\n> * c", (Quote((_p("a b"), BulletList(((_p("c"),),)))),)),
    "nested quotes": ("> > a", (Quote((Quote((_p("a"),)),)),)),
    "rule": ("a\n\n***\n\nb", (_p("a"), Rule(), _p("b"))),
    "table": (
        "| a | *b* | c | d |\n|---|:--|:-:|--:|\n| 1 | $x$ | `y` | |",
        (
            Table(
                ((A,), (Emphasis((B,)),), (Text("c"),), (Text("d"),)),
                (((Text("1"),), (Math("x"),), (Code("y"),), ()),),
                ("", "left", "center", "right"),
            ),
        ),
    ),
    "table with bars in cells": (
        "a|b\n-|-\n`x\\|y`|$\\|z\\|$",
        (Table(((A,), (B,)), (((Code("x|y"),), (Math("|z|"),)),), ("", "")),),
    ),
    "table with missing cells": (
        "|a|b|\n|-|-|\n|1|",
        (Table(((A,), (B,)), (((Text("1"),), ()),), ("", "")),),
    ),
    "formula of several lines": (
        "$$\n\\begin{aligned}\n  a &= b \\\\\n    &= c\n\\end{aligned}\n$$",
        (_p((Math("\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}", display=True),)),),
    ),
    "sum whose lines begin with signs": (
        "$$\na\n+ b\n- c\n* d\n> e\n1. f\n$$",
        (_p((Math("a\n+ b\n- c\n* d\n> e\n1. f", display=True),)),),
    ),
    "such a sum in brackets of TeX": (
        "\\[\na\n+ b\n- c\n\\]",
        (_p((Math("a\n+ b\n- c", display=True),)),),
    ),
    "such a sum in a list and a quote": (
        "* > $$\n  > a\n  > + b\n  > $$",
        (BulletList(((Quote((_p((Math("a\n+ b", display=True),)),)),),)),),
    ),
    "comments between": ("<!-- a -->\n\nb\n\n<!--\nc\n\nd\n-->\n\ne", (_p("b"), _p("e"))),
}
TEXTS = {
    **{name: (text, (Paragraph(inlines),)) for name, (text, inlines) in INLINES.items()},
    **BLOCKS,
}


def _markdown(text: str) -> Blocks:
    exam = exam_of(f"---\ntitle: T\n---\n\n# E\n\n## 1 pt · open\n\n{text}\n", FILES)
    return _prompt(exam.exercises[0].items[0])


def _yaml(text: str) -> Blocks:
    head = "title: T\nexercises:\n- title: E\n  items:\n  - type: open\n    points: 1\n"
    exam = exam_of(f"{head}    prompt: |2\n{indent(text, ' ' * 6)}\n", FILES, "exam.yaml")
    return _prompt(exam.exercises[0].items[0])


def _prompt(item: Item) -> Blocks:
    item = written_question(item)
    assert not item.answer.free
    return item.prompt


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_both_spellings(name: str) -> None:
    text, expected = TEXTS[name]
    assert _markdown(text) == expected
    assert _yaml(text) == expected


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_below_a_part_in_an_option_and_in_a_quote(name: str) -> None:
    text, expected = TEXTS[name]
    inside = indent(text, "  ").strip()
    quoted = indent(text, "  > ", lambda _: True)
    exam = exam_of(
        "---\ntitle: T\n---\n\n# E\n\n## 1 pt · multiple choice\n\nW?\n\n"
        f"- [x] {{1}} z\n\n  {inside}\n\n- [ ] {{0}} z\n\n{quoted}\n\n### solution\n\n{text}\n",
        FILES,
    )
    (question,) = exam.exercises[0].items
    question = choice_question(question)
    assert not question.answer.many
    assert question.solution == expected
    first, second = question.answer.options
    if isinstance(expected[-1], Quote):  # at the end of an option, a quote is its feedback
        assert (*first.text, Quote(first.feedback)) == (_p("z"), *expected)
    else:
        assert first.text == (_p("z"), *expected)
    assert second.feedback == expected
