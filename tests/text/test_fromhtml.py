"""HTML → rich text: our own exactly, that of other systems as a browser would show it."""

import time

import pytest
from hypothesis import given, settings
from lxml import etree
from lxml.etree import _Element as Element

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    GapRef,
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
    plain,
)
from examc.core.diagnostics import Report
from examc.files.imagefiles import data_uri
from examc.formats.ans.html import Html
from examc.text.fromhtml import Reader, blocks
from examc.text.fromhtml.running import Nodes
from examc.text.xhtml import Writer
from strategies import blocks as any_blocks


def _read(html: str, *, ours: bool = False) -> tuple[Blocks, list[str]]:
    report = Report()
    found = blocks(html, report, "question 1", lambda src, _: f"images/{src}", ours=ours)
    return found, [diagnostic.code for diagnostic in report.diagnostics]


def _p(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def _cell(text: str) -> tuple[Text]:
    return (Text(text),)


@settings(max_examples=200)
@given(any_blocks())
@pytest.mark.parametrize("writer", [Writer(), Html()], ids=["plain", "ans"])
def test_what_we_write_reads_back_exactly(writer: Writer, content: Blocks) -> None:
    report = Report()
    found = blocks(writer.blocks(content), report, "", lambda src, _: src, ours=True)
    assert found == content
    assert report.diagnostics == []


@pytest.mark.parametrize(
    "content",
    [
        (_p(Strong((Text("a "),)), " b"),),
        (_p("a ", LineBreak(), "b"),),
        (_p("\u00a0"),),
        (CodeBlock("\n\n  a\n"),),
        (Quote(()),),
        (BulletList(((), (_p("a"),))),),
        (BulletList(((_p("a"), _p("b")), (_p("c"), CodeBlock("d"), _p("e")))),),
        (Heading(5, ()),),
        (_p(Link((), "x", ' "two"\tparts\n')),),
        (_p("costs $", Math("x", display=True), "$"),),
        (_p("a\\", Math("x"), "(y)"),),
        (_p(Math("x\\"), Math("y$$", display=True), Math("{")),),
        (_p(Code(" a b")),),
        (Table((_cell("a"), ()), ((_cell(" b"), _cell("c")),), ("right", "")),),
    ],
    ids=repr,
)
def test_odd_texts_of_ours_read_back_exactly(content: Blocks) -> None:
    assert _read(Html().blocks(content), ours=True) == (content, [])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain", _p("plain")),
        ("<P>big<BR>letters</P>", _p("big", LineBreak(), "letters")),
        ("<p>a\n  b&nbsp;c &mdash; d</p>", _p("a b\u00a0c — d")),
        ("<div><span>a</span><font>b</font></div>", _p("ab")),
        ("<b>bold </b>text", _p(Strong((Text("bold"),)), " text")),
        ("<p>x <i> in </i> y</p>", _p("x ", Emphasis((Text("in"),)), " y")),
        ("<b><b>twice</b></b>", _p(Strong((Text("twice"),)))),
        ("<del>a</del><strike>b</strike>", _p(*[Strikethrough(_cell(t)) for t in "ab"])),
        ('<span style="text-decoration: line-through">a</span>', _p(Strikethrough(_cell("a")))),
        ("H<sub>2</sub>O x<sup>2</sup>", _p("H", Subscript(_cell("2")), "O x", Superscript(_cell("2")))),
        ("<code>a\n b</code> <kbd>c</kbd>", _p(Code("a b"), " ", Code("c"))),
        ("<q>yes</q>", _p("“yes”")),
        ('<a href="https://x.org/?a=b&c" title="t">l</a>', _p(Link(_cell("l"), "https://x.org/?a=b&c", "t"))),
        ('<a name="here">a</a>', _p("a")),
        ('<img src="a.png" alt=" what ">', _p(Image("images/a.png", "what"))),
        ('<figure><img src="a.png"><figcaption>C</figcaption></figure>', _p(Image("images/a.png", "", "C"))),
        (r"<p>\(x\), \[y\] and $$z$$</p>", _p(Math("x"), ", ", Math("y", True), " and ", Math("z", True))),
        (r"<code>\(x\)</code>", _p(Code(r"\(x\)"))),
        ("<p>\\(a &lt;\n\n  b\\)</p>", _p(Math("a < b"))),
        ("<p>\\[a &lt;\n\n  b\\]</p>", _p(Math("a <\nb", True))),
        ("<p>\\(a % why\nb\\)</p>", _p(Math("a b"))),
        ("<p>\\(a\\ \n b\\ \\) and \\[c\\\\\nd\\\n\\]</p>", _p(Math("a\\ b"), " and ", Math("c\\\\\nd", True))),
        ('<math alttext="$x^2$"><mi>x</mi></math>', _p(Math("x^2"))),
        ("a &lt;b&gt; ]]>", _p("a <b> ]]>")),
        ("<h1>T</h1>", Heading(4, _cell("T"))),
        ("<h5>T</h5>", Heading(5, _cell("T"))),
        ("<hr>", Rule()),
        ("<blockquote>q</blockquote>", Quote((_p("q"),))),
        ('<pre class="prettyprint lang-py">\na\n  b\n</pre>', CodeBlock("a\n  b", "py")),
        ('<pre><code class="language-c++">x<br>y</code></pre>', CodeBlock("x\ny", "c++")),
        ('<ol start="3"><li>a<li><p>b</p></ol>', OrderedList(((_p("a"),), (_p("b"),)), 3)),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", BulletList(((_p("a"), BulletList(((_p("b"),),))),))),
        ("a<!-- no --><?php no ?>b", _p("ab")),
    ],
)  # fmt: skip
def test_html_of_others(html: str, expected: Block) -> None:
    assert _read(html) == ((expected,), [])


def test_paragraphs_of_others() -> None:
    html = "loose<p>a<br><br>b<br></p><p>&nbsp;</p><div>c<p>d</p>e</div>"
    found, codes = _read(html)
    assert [plain((block,)) for block in found] == ["loose", "a", "b", "c", "d", "e"]
    assert codes == []


@pytest.mark.parametrize(
    ("html", "tex", "display"),
    [
        ('<math><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></math>', "x^2", False),
        ('<math display="block" alttext="y_1"><mi>y</mi></math>', "y_1", True),
        ('<img class="equation_image" src="/e" data-equation-content="\\alpha">', "\\alpha", False),
        ('<script type="math/tex; mode=display">z</script>', "z", True),
    ],
)  # fmt: skip
def test_formulas_in_other_forms(html: str, tex: str, display: bool) -> None:
    assert _read(html) == ((_p(Math(tex, display)),), [])


def test_tables_of_others() -> None:
    html = (
        "<table><caption>C</caption><tr><th align=right>a</th><th>b</th></tr>"
        "<tr><td colspan=2>wide</td></tr><tr><td rowspan=2><p>1</p><p>2</p></td><td>c</td></tr>"
        "<tr><td>d</td></tr></table>"
    )
    found, codes = _read(html)
    rows = (
        (_cell("wide"), ()),
        ((Text("1"), LineBreak(), Text("2")), _cell("c")),
        ((), _cell("d")),
    )
    assert found == (_p("C"), Table((_cell("a"), _cell("b")), rows, ("right", "")))
    assert codes == ["R425"]


@pytest.mark.parametrize(
    ("html", "text", "codes"),
    [
        ("<u>a</u> <u>b</u> <mark>c</mark>", "a b c", ["R420", "R420"]),
        ("a<script>alert(1)</script><style>p{}</style>", "a", ["R420", "R420"]),
        ("<video src='v'>see v</video>", "see v", ["R420"]),
        (r"a \(x", r"a \(x", ["R423"]),
        ('<a href="javascript:alert(1)">a</a>', "a", ["R424"]),
        ("<table><tr><td>a</td></tr></table>", "a", ["R425"]),
        ("<table><tr><th>a<ul><li>b</li></ul></th></tr></table>", "a b", ["R425"]),
        (
            '<math><menclose notation="longdiv"><mi>x</mi></menclose><mo>+</mo><mn>1</mn></math>',
            "x+1",
            ["R426"],
        ),
        ("a<img alt='b'>", "ab", ["R470"]),
        ("a\x00b", "ab", ["R451"]),
        ("<div>" * 101 + "deep" + "</div>" * 101, "deep", ["R421"]),
        ("<b>" * 5000 + "deeper", "deeper", ["R421"]),
        ("x" * 1_000_001, "", ["R409"]),
    ],
)
def test_what_has_no_place_is_said_and_its_text_kept(
    html: str, text: str, codes: list[str]
) -> None:
    found, said = _read(html)
    assert (plain(found), said) == (text, codes)


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src='a/b.png'><figcaption>two cats</figcaption></figure>",
        "<span class='examc-figure'><img src='a/b.png'> <span class='examc-caption'>two cats</span></span>",
    ],
)
def test_the_caption_of_an_image_that_cannot_be_had_stays(html: str) -> None:
    found = blocks(html, Report(), "", lambda src, words: "")
    assert " ".join(plain(found).split()) == "[b.png] two cats"


def test_messages_have_their_place() -> None:
    report = Report()
    blocks("<u>a</u>", report, "question 7", lambda src, _: src, path="quiz.xml")
    (diagnostic,) = report.diagnostics
    assert (diagnostic.where, diagnostic.path) == ("question 7", "quiz.xml")
    assert diagnostic.message == "element <u> has no place in a text; its text is kept"


@pytest.mark.parametrize(
    "html",
    [
        "<" * 900_000,
        "&" * 900_000,
        "\\(" * 400_000,
        "\\({\\)" * 180_000,
        "$$" * 400_000,
        "<table><tr>" + "<td colspan=200>" * 50_000,
        "<table>" + "<tr>" * 100_000,
        "<ul><li>" * 100_000,
        "<![CDATA[" * 90_000,
        '<!DOCTYPE a [<!ENTITY b "' + "x" * 9 + '"><!ENTITY c "' + "&b;" * 9 + '">]><p>&c;</p>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><p>&b;</p>',
    ],
    ids=lambda html: html[:20],
)
def test_hostile_html_is_read_in_no_time(html: str) -> None:
    start = time.process_time()
    found, _ = _read(html)
    assert time.process_time() - start < 5
    assert "root:" not in plain(found)


def test_a_format_takes_its_own_elements_out() -> None:
    def take(reader: Reader, element: Element) -> Nodes | None:
        kind = element.get("class")
        if kind == "key":
            taken.append(plain(reader.flow(element)))
            return ()
        return (CodeBlock("here"),) if kind == "mark" else None

    taken: list[str] = []
    report = Report()
    html = '<p>a</p><div class="key"><p>1 <b>2</b></p></div>b<span class="mark"/>c'
    found = blocks(html, report, "", lambda src, _: src, take=take)
    assert found == (_p("a"), _p("b"), CodeBlock("here"), _p("c"))
    assert taken == ["1 2"]


def _gap(_: Reader, element: Element) -> Nodes | None:
    return (GapRef("g"),) if element.get("class") == "gap" else None


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            "<pre>\nif x:\n\t y = <span class='gap'></span>  + <b>1</b>\n</pre>",
            (
                Code("if x:"),
                LineBreak(),
                Text("\u00a0" * 5),
                Code("y ="),
                Text(" "),
                GapRef("g"),
                Text(" "),
                Code("+"),
                Text(" "),
                Code("1"),
            ),
        ),
        (
            "<pre>a<br><span class='gap'></span>;<br><br>b\r\n</pre>",
            (
                *(Code("a"), LineBreak(), GapRef("g"), Code(";")),
                Code("b"),  # after an empty line, in a paragraph of its own
            ),
        ),
        ("<code>x <span class='gap'/></code>.", (Code("x"), Text(" "), GapRef("g"), Text("."))),
    ],
)
def test_code_with_a_gap_is_lines_of_code(html: str, found: tuple[Inline, ...]) -> None:
    report = Report()
    read = blocks(html, report, "", lambda src, _: src, take=_gap)
    content = [node for part in read if isinstance(part, Paragraph) for node in part.content]
    assert tuple(content) == found
    assert [d.code for d in report.diagnostics] == ["R420"]


def test_elements_that_a_format_parsed_itself() -> None:
    element = etree.fromstring(
        '<m:p xmlns:m="urn:m">a<!-- no -->b<?no pi?> <m:strong>c</m:strong></m:p>'
    )
    report = Report()
    found = Reader(report, "", lambda src, _: src).flow(element)
    assert found == (_p("ab ", Strong(_cell("c"))),)
    assert report.diagnostics == []


def test_images_in_their_own_address() -> None:
    assert data_uri("data:image/png;base64,iVBO Rw==") == ("image/png", b"\x89PNG")
    for address in ("images/a.png", "data:text/html;base64,aaaa", "data:image/png;base64,a"):
        assert data_uri(address) is None
