"""HTML as its readers see it: one language, formulas once, nothing hidden, styles as emphasis."""

import pytest

from examc.core.content import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    plain,
)
from examc.core.diagnostics import Report
from examc.text.fromhtml import blocks


def _read(html: str) -> tuple[tuple[Block, ...], list[str]]:
    report = Report()
    found = blocks(html, report, "question 1", lambda src, _: f"images/{src}")
    return found, [diagnostic.code for diagnostic in report.diagnostics]


def _p(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def _t(text: str) -> tuple[Text]:
    return (Text(text),)


@pytest.mark.parametrize(
    ("html", "text", "codes"),
    [
        ('Seen<span style="display: none;"> not</span>.', "Seen.", ["R428"]),
        ('<p>a</p><p style="DISPLAY:NONE !important">b</p>', "a", ["R428"]),
        ('a<i style="visibility:hidden">b</i>', "a", ["R428"]),
        ("a<b hidden>b</b>c", "ac", ["R428"]),
        ('a<b class="x d-none">b</b>c', "ac", ["R428"]),
        ('a<span class="accesshide">b</span><i class="sr-only">d</i>c', "ac", ["R428"]),
        ('a<b style="font-size: 0px">b</b><b style="opacity:0">d</b>c', "ac", ["R428"]),
        ('a<b style="font-size:10px;opacity:0.5" class="hidden-xs">b</b>c', "abc", []),
        ('a<img src="x.png" style="display:none">', "a", ["R428"]),
        ("a<b hidden></b><p style='display:none'> </p>", "a", []),
        ("<b hidden>x</b>" * 3 + "a", "a", ["R428"]),
        ("<ul><li>a</li><li hidden>b</li></ul>", "a", ["R428"]),
        ('<p style="display:block">a</p>', "a", []),
    ],
)
def test_hidden_text(html: str, text: str, codes: list[str]) -> None:
    found, said = _read(html)
    assert (plain(found), said) == (text, codes)


@pytest.mark.parametrize(
    ("html", "text", "codes"),
    [
        ('<span lang="en" class="multilang">Hello</span> <span lang="nl" class="multilang">Hallo</span> w', "Hello w", ["R428"]),
        ('<span lang="nl" class="multilang">Hallo</span><span lang="fr" class="multilang">Salut</span>', "Hallo", ["R428"]),
        ('<lang lang="de">Hallo</lang><lang lang="en-GB">Hello</lang>', "Hello", ["R428"]),
        ('<span lang="en" class="multilang">a</span> and <span lang="nl" class="multilang">b</span>', "a and b", []),
        ('<span lang="en" class="multilang">a</span>', "a", []),
        ('<span lang="en">a</span><span lang="nl">b</span>', "ab", []),
        ("{mlang en}<p>a</p>{mlang}{mlang nl}<p>b</p>{mlang}<p>c</p>", "a c", ["R428"]),
        ("{mlang nl}a{mlang}{mlang other}b{mlang}c", "ac", ["R428"]),
        ("{mlang en,fr}a{mlang}{mlang other}b{mlang}", "a", ["R428"]),
        ("{mlang} and {mlang en}", "{mlang} and {mlang en}", []),
    ],
)  # fmt: skip
def test_one_of_several_languages(html: str, text: str, codes: list[str]) -> None:
    found, said = _read(html)
    assert (plain(found), said) == (text, codes)


_DRAWN = '<span class="katex-html" aria-hidden="true"><span>x</span><span>2</span></span>'
_MATH = "<math><menclose notation='longdiv'><mi>x</mi></menclose><mn>2</mn></math>"
_TEX = (
    '<math><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">x^2'
    "</annotation></semantics></math>"
)
_IN_ATTRIBUTE = _TEX.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

_OF_MATHTYPE = _TEX.replace("<", "«").replace(">", "»").replace('"', "¨")


@pytest.mark.parametrize(
    ("html", "display"),
    [
        (f'<span class="katex"><span class="katex-mathml">{_TEX}</span>{_DRAWN}</span>', False),
        (f'<span class="katex-display"><span class="katex"><span class="katex-mathml">{_TEX}</span>{_DRAWN}</span></span>', True),
        ('<span class="MathJax_Preview"></span><span class="MathJax"><nobr>x2</nobr></span><script type="math/tex">x^2</script>', False),
        ('<div class="MathJax_Display"><span class="MathJax">x2</span></div><script type="math/tex; mode=display">x^2</script>', True),
        (f'<span class="MathJax" data-mathml="{_IN_ATTRIBUTE}"><nobr>x2</nobr></span>', False),
        (f'<mjx-container class="MathJax" display="true"><mjx-math></mjx-math><mjx-assistive-mml>{_TEX}</mjx-assistive-mml></mjx-container>', True),
        ('<span class="math inline">x^2</span>', False),
        (r'<span class="math inline">\(x^2\)</span>', False),
        (r'<span class="math display">\[x^2\]</span>', True),
        ('<div class="math">x^2</div>', True),
        ('<span class="math">$x^2$</span>', False),
        ('<math alttext="x^2"><mi>x</mi></math>', False),
        (f'<span data-mathml="{_IN_ATTRIBUTE}">x2</span>', False),
        (f'<img src="a.png" alt="x squared" data-mathml="{_OF_MATHTYPE}">', False),
    ],
)  # fmt: skip
def test_a_formula_is_read_once(html: str, display: bool) -> None:
    assert _read(html) == ((_p(Math("x^2", display)),), [])


@pytest.mark.parametrize(
    "html",
    [
        f'<span class="katex"><span class="katex-mathml">{_MATH}</span>{_DRAWN}</span>',
        f'<mjx-container class="MathJax"><mjx-assistive-mml>{_MATH}</mjx-assistive-mml></mjx-container>',
        f'<span class="MathJax" data-mathml="{_MATH.replace("<", "&lt;")}">x2</span>',
        f'<span class="katex">{_DRAWN}</span>',
        _MATH,
        _MATH.replace("<math>", '<math alttext="x squared">'),
    ],
)
def test_a_formula_that_says_no_latex_is_told_with_its_characters(html: str) -> None:
    found, codes = _read(f"{html} is what?")
    assert (plain(found), codes) == ("x2 is what?", ["R426"])


def test_a_formula_of_moodles_filter_of_tex() -> None:
    assert _read("a <tex>z^4</tex> b") == ((_p("a ", Math("z^4"), " b"),), [])


@pytest.mark.parametrize(
    ("font", "inner"),
    [
        ("bold 12px Arial", Strong(_t("b"))),
        ("italic 700 1em serif", Strong((Emphasis(_t("b")),))),
        ("12px/1.5 Arial", None),
    ],
)
def test_emphasis_by_the_shorthand_of_a_font(font: str, inner: Inline | None) -> None:
    expected = _p("a ", inner, " c") if inner else _p("a b c")
    assert _read(f'a <span style="font:{font}">b</span> c') == ((expected,), [])


def test_a_picture_of_a_formula_that_says_no_latex_stays() -> None:
    html = f'<img src="a.png" alt="x squared" data-mathml="{_MATH.replace("<", "«")}">'
    assert _read(html) == ((_p(Image("images/a.png", "x squared")),), [])


def test_math_of_pandoc_that_is_no_latex_stays_text() -> None:
    html = '<span class="math inline"><em>x</em><sup>2</sup></span>'
    assert _read(html) == ((_p(Emphasis(_t("x")), Superscript(_t("2"))),), [])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<span style="font-weight: bold">a</span>', _p(Strong(_t("a")))),
        ('<span style="font-weight:700;font-style:italic">a</span>', _p(Strong((Emphasis(_t("a")),)))),
        ('<font style="FONT-STYLE: oblique">a</font>', _p(Emphasis(_t("a")))),
        ('<p style="font-weight:bold">a <b>b</b></p>', _p(Strong(_t("a b")))),
        ('<b style="font-weight:normal"><p>a</p></b>', _p("a")),
        ('<a href="b" style="font-weight:bold">a</a>', _p(Strong((Link(_t("a"), "b"),)))),
        ('<span style="text-decoration-line: line-through">a</span>', _p(Strikethrough(_t("a")))),
        ('H<span style="vertical-align: sub">2</span>', _p("H", Subscript(_t("2")))),
        ('<ul style="font-style:italic"><li>a</li></ul>', BulletList(((_p(Emphasis(_t("a"))),),))),
        ('<table><tr style="font-weight:bold"><td>a</td></tr></table>', Table(((Strong(_t("a")),),), (), ("",))),
        ('<i><ul><li>a</li></ul></i>', BulletList(((_p(Emphasis(_t("a"))),),))),
        ('<a href="b" style="text-decoration: underline">a</a>', _p(Link(_t("a"), "b"))),
    ],
)  # fmt: skip
def test_emphasis_by_style(html: str, expected: Block) -> None:
    found, codes = _read(html)
    assert (found, codes) == ((expected,), ["R425"] * isinstance(expected, Table))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<span style="text-decoration: underline">a</span>', "a"),
        ('<p style="text-decoration:underline dotted">a</p>', "a"),
        ('<ol type="a"><li>a</li></ol>', "a"),
        ('<ol style="list-style-type: lower-roman"><li>a</li></ol>', "a"),
        ("<ol reversed><li>a</li></ol>", "a"),
        ('<ol><li value="4">a</li></ol>', "a"),
        ("<code>a<sub>1</sub></code>", "a1"),
        ("<h4>a<table><tr><th>b</th></tr></table></h4>", "a b"),
    ],
)
def test_what_a_source_cannot_say_is_told(html: str, text: str) -> None:
    found, codes = _read(html)
    assert (plain(found), codes) == (text, ["R420"])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<code>x = 1<br>print(x)</code>", (CodeBlock("x = 1\nprint(x)"),)),
        ("<p><tt>if a:<br/>&nbsp;&nbsp;b()</tt></p>", (CodeBlock("if a:\n  b()"),)),
        ("<code>a</code><br><code>b</code><br>", (CodeBlock("a\nb"),)),
        ("See <code>a<br>b</code>", (_p("See ", Code("a"), LineBreak(), Code("b")),)),
        ("Call <code></code>it", (_p("Call it"),)),
        ("<code><img src='a.png'></code>", (_p(Image("images/a.png", "")),)),
        ("<pre>a<img src='a.png'></pre>", (CodeBlock("a"), _p(Image("images/a.png", "")))),
        ("<code>a <b>b</b> c</code>", (_p(Code("a b c")),)),
        ("<pre>a<script>b</script></pre>", (CodeBlock("a"),)),
    ],
)
def test_code(html: str, expected: tuple[Block, ...]) -> None:
    assert _read(html) == (expected, [])


def test_text_between_items_keeps_its_place() -> None:
    found, _ = _read("<ol>a<li>b</li>c<li>d</li></ol>")
    assert found == (OrderedList(tuple((_p(text),) for text in "abcd")),)


def test_blocks_in_a_cell_are_lines() -> None:
    html = "<table><tr><th>a<pre>b\nc</pre><ol><li>d</li><li>\\(e\\)</li></ol></th></tr></table>"
    (table,), codes = _read(html)
    assert isinstance(table, Table)
    assert plain(table.head[0]) == r"a b c 1. d 2. \(e\)"
    assert Math("e") in table.head[0]
    assert codes == ["R425"]


def test_links_that_run_programs_keep_their_words() -> None:
    for url in ("java&#10;script:x", "java&#9;script:x", "data:text/html,x", "file:///a"):
        found, codes = _read(f'See <a href="{url}">this</a>')
        assert (found, codes) == ((_p("See this"),), ["R424"])
