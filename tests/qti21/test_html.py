"""Rich text in the XHTML of QTI 2.1."""

import pytest

from examc.core.content import Table, Text
from examc.core.diagnostics import Report
from examc.core.losses import Losses
from examc.core.model import Exam
from examc.formats.qti21.html import Html
from qti21.packages import HEAD, OPEN, build, every, find, inner
from support import DOT_PNG

FILES = {"images/dot.png": DOT_PNG}


def prompt(text: str) -> str:
    """What the stem of a question with this prompt shows."""
    made = build(HEAD + OPEN.replace("Why?", text), FILES)
    return inner(find(made.item, "itemBody/div"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~old~~", '<p><span class="examc-strikethrough">old</span></p>'),
        ("3. a\n4. b", '<ol class="examc-start-3"><li>a</li><li>b</li></ol>'),
        ("1. a", "<ol><li>a</li></ol>"),
        (
            '[x](https://example.org/?a=1&b "a <title>")',
            '<p><a href="https://example.org/?a=1&amp;b" label="a &lt;title&gt;">x</a></p>',
        ),
        ("```python\na < b\n```", '<pre class="language-python"><code>a &lt; b</code></pre>'),
        ("```\n\na\n```", "<pre><code>\na</code></pre>"),
        ("| a |\n|---|", "<table><tbody><tr><th>a</th></tr></tbody></table>"),
        (
            '![A dot](images/dot.png "The dot")',
            (
                '<p><span class="examc-figure"><img src="media/dot.png" alt="A dot"/><br/>'
                '<span class="examc-caption">The dot</span></span></p>'
            ),
        ),
        ("H~2~O x^2^", "<p>H<sub>2</sub>O x<sup>2</sup></p>"),
        ("$a < b$ and $$c$$", "<p>\\(a &lt; b\\) and \\[c\\]</p>"),
        ("---", "<hr/>"),
        ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
    ],
)
def test_html(text: str, html: str) -> None:
    assert prompt(text) == html


def test_alignment_is_an_attribute_of_cells() -> None:
    table = Table(
        head=((Text("a"),), (Text("b"),)),
        rows=(((Text("1"),), (Text("2"),)),),
        alignments=("center", ""),
    )
    exam = Exam(title="T", exercises=())
    assert Html("latex", {}, exam, Losses(exam, "qti", Report())).block(table) == (
        '<table><thead><tr><th align="center">a</th><th>b</th></tr></thead>'
        '<tbody><tr><td align="center">1</td><td>2</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # dropped by noblanks: between elements, and the first child is no text
        ("**a** *b*", "<p><strong>a</strong><span> </span><em>b</em></p>"),
        ("**a** b *c* *d*", "<p><strong>a</strong> b <em>c</em><span> </span><em>d</em></p>"),
        ("- **a** *b*", "<ul><li><strong>a</strong><span> </span><em>b</em></li></ul>"),
        # kept by noblanks
        ("$x$ **a** *b*", "<p>\\(x\\) <strong>a</strong> <em>b</em></p>"),
        ("x **a** *b*", "<p>x <strong>a</strong> <em>b</em></p>"),
        ("**a** b", "<p><strong>a</strong> b</p>"),
    ],
)
def test_a_space_between_elements_is_not_lost_in_new_quizzes(text: str, html: str) -> None:
    assert prompt(text) == html


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a[1]?b=100%&c=%20", "https://example.org/a%5B1%5D?b=100%25&c=%20"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("#a#b", "#a%23b"),
        ("https://example.org/ä?q=ü#é", "https://example.org/ä?q=ü#é"),
    ],
)
def test_addresses_that_the_schemas_refuse_are_encoded(url: str, written: str) -> None:
    made = build(HEAD + OPEN.replace("Why?", f"[x](<{url}>)"))
    assert every(made.item, "a")[0].get("href") == written


def test_an_option_is_text_and_not_a_paragraph() -> None:
    text = "## 1 pt · multiple choice {#q}\n\nW\n\n- [x] {1} *a*\n\n- [ ] {0} b\n\n  c\n"
    choices = every(build(HEAD + text).item, "simpleChoice")
    assert [inner(choice) for choice in choices] == ["<em>a</em>", "<p>b</p><p>c</p>"]


def test_delimiters_that_are_no_formula_are_kept_from_being_one() -> None:
    assert "\\(" not in prompt("a \\\\(x) b")


HOSTILE = "]]> & < > \" ' \\&amp; 😀 שלום e\u0301 \u00a0 \u202e"


def test_hostile_text_comes_back_from_a_parser() -> None:
    text = f"""## 1 pt · multiple choice {{#q title="{HOSTILE.replace('"', "'")}"}}

{HOSTILE}

- [x] {{1}} {HOSTILE}
- [ ] {{0}} x

  > {HOSTILE}
"""
    made = build(HEAD.replace("Test", "'" + HOSTILE.replace("'", "''") + "'") + text)
    shown = HOSTILE.replace("\\&amp;", "&amp;").strip()
    assert made.item.get("title") == HOSTILE.replace('"', "'").strip()
    for element in (
        find(made.item, "itemBody/div/p"),
        every(made.item, "simpleChoice")[0],
        find(made.item, "modalFeedback/p"),
    ):
        assert element.text == shown
    assert made.test.get("title") == HOSTILE


def test_pictures_that_are_wider_than_a_column_take_its_width() -> None:
    wide = DOT_PNG[:16] + (1144).to_bytes(4, "big") + DOT_PNG[20:]
    made = build(HEAD + OPEN + "\n![A](w.png)\n\n![B](s.png)\n", {"w.png": wide, "s.png": DOT_PNG})
    pictures = every(made.item, "img")
    assert [picture.get("width") for picture in pictures] == ["100%", None]
