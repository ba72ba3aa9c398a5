"""Texts as Moodle's filters leave them: emoticons, formulas, code, images."""

import base64
import re
from html import unescape

import pytest
from lxml import etree

from examc.core.content import Code, Paragraph, Text
from examc.formats.moodle.html import Page
from examc.formats.options import Options
from examc.systems.moodle.filters import EMOTICONS
from moodle.support import build, codes, questions
from support import DOT_PNG

MEASURED = ["(n)", "(y)", "(h)", "( )", ":(", ":)", "8-)", "B-)", ":-P", "V-."]


def filtered(html: str) -> str:
    """HTML after Moodle's emoticon filter, which leaves formulas, listings and nolink alone."""
    html = re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "", html, flags=re.DOTALL)
    depth, pieces = 0, []
    for piece in re.split(r"(</?(?:span|script|pre)[^>]*>)", html):
        if depth:
            depth += piece.startswith(("<span", "<pre")) - piece.startswith(("</span", "</pre"))
        elif piece.startswith(('<span class="nolink"', "<pre")):
            depth = 1
        else:
            for emoticon in EMOTICONS:
                piece = piece.replace(emoticon, "🙂")
        pieces.append(piece)
    return "".join(pieces)


def page() -> Page:
    return Page({}, "latex")


def test_the_measured_emoticons_are_known() -> None:
    assert set(MEASURED) <= set(EMOTICONS)


@pytest.mark.parametrize("emoticon", EMOTICONS)
@pytest.mark.parametrize("form", ["f{}", "{}", "a {} b {}", "<{}>", '"{}"', "\\{}", "({})"])
def test_no_emoticon_becomes_a_picture(emoticon: str, form: str) -> None:
    text = form.replace("{}", emoticon)
    for node in (Text(text), Code(text)):
        html = page().blocks((Paragraph((node,)),))
        assert "🙂" not in filtered(html)
        assert unescape(re.sub("<[^>]*>", "", html)) == text


def test_text_that_only_becomes_an_emoticon_when_escaped() -> None:
    html = page().text("x <-) y")
    assert html == 'x <span class="nolink">&lt;-)</span> y'


def test_texts_side_by_side_are_seen_as_one() -> None:
    html = page().blocks((Paragraph((Text("O("), Text("n) is linear"))),))
    assert "🙂" not in filtered(html)


def test_inline_code_is_wrapped_whole_and_listings_are_left_alone() -> None:
    quiz, _ = build("## 1 pt · open\n\nIs `f(n)` or P(y)?\n\n```python\nf(n)\n```\n\nAnd $f(n)$?")
    html = questions(quiz)[0].findtext("questiontext/text") or ""
    assert '<span class="nolink"><code>f(n)</code></span>' in html
    assert 'P<span class="nolink">(y)</span>' in html
    assert '<pre class="language-python"><code>f(n)</code></pre>' in html
    assert "\\(f(n)\\)" in html


def test_attributes_cannot_become_pictures() -> None:
    files = {"a.png": DOT_PNG}
    quiz, _ = build('## 1 pt · open\n\n![f(n)](a.png "at (y)") [x](http://a.b/?q=(n) "(h)")', files)
    html = questions(quiz)[0].findtext("questiontext/text") or ""
    assert "🙂" not in filtered(html)
    assert 'alt="f(n)"' in html


def test_ids_cannot_become_pictures_either() -> None:
    source = "## 1 pt · multiple choice\n\nWhich?\n\n- [x] {1 #q8-.a} one\n- [ ] two"
    html = build(source)[0].findtext(".//answer/text") or ""
    assert "🙂" not in filtered(html)
    assert etree.fromstring(html).get("data-examc-id") == "q8-.a"


def test_names_of_criteria_may_hold_formulas() -> None:
    assert page().name("rate $x < 1$ (n), $5") == (
        'rate \\(x &lt; 1\\) <span class="nolink">(n)</span>, $5'
    )


def test_formulas_have_moodles_delimiters_and_no_bare_signs() -> None:
    quiz, _ = build("## 1 pt · open\n\nIs $a < b \\& c$?\n\n$$\nx > y\n$$\n\nNot \\\\(y\\\\).")
    html = questions(quiz)[0].findtext("questiontext/text") or ""
    assert "\\(a &lt; b \\&amp; c\\)" in html
    assert "\\[x &gt; y\\]" in html
    assert "\\(y" not in html


def test_mathml_keeps_the_latex_as_alternative_text() -> None:
    options = Options(math="mathml")
    quiz, losses = build("## 1 pt · open\n\nIs $x < 1$ or $\\text{(n)}$?", options=options)
    html = questions(quiz)[0].findtext("questiontext/text") or ""
    assert '<math alttext="x &lt; 1"' in html
    assert "\\(" not in html
    assert "🙂" not in filtered(html)
    assert codes(losses) == []


def test_a_formula_without_mathml_stays_latex_and_is_reported() -> None:
    source = "## 1 pt · open\n\nIs $x$?\n\n## 1 pt · open\n\nOr $\\substack{a}$?"
    quiz, losses = build(source, options=Options(math="mathml"))
    html = questions(quiz)[1].findtext("questiontext/text") or ""
    assert "\\(\\substack{a}\\)" in html
    assert [(loss.code, loss.where) for loss in losses] == [("X346", "exercise 1 › question 2")]
    assert losses[0].span is not None
    assert losses[0].span.column == 4


def test_images_are_beside_the_text_that_shows_them() -> None:
    files = {"img/a b.png": DOT_PNG, "img/c.png": b"\x89PNG\r\n\x1a\nother"}
    quiz, _ = build(
        "## 2 pts · multiple choice\n\n![A](<img/a b.png>) and again ![A](<img/a b.png>)\n\n"
        "- [x] ![C](img/c.png)\n\n  > ![A](<img/a b.png>)\n\n- [ ] none\n",
        files,
    )
    question = questions(quiz)[0]
    beside = question.findall("questiontext/file")
    assert [(f.get("name"), f.get("path"), f.get("encoding")) for f in beside] == [
        ("a-b.png", "/", "base64")
    ]
    assert base64.b64decode(beside[0].text or "", validate=True) == DOT_PNG
    assert (question.findtext("questiontext/text") or "").count("@@PLUGINFILE@@/a-b.png") == 2
    assert [f.get("name") for f in question.findall("answer/file")] == ["c.png"]
    assert [f.get("name") for f in question.findall("answer/feedback/file")] == ["a-b.png"]


def test_images_of_the_web_stay_there() -> None:
    quiz, _ = build("## 1 pt · open\n\n![A](https://example.org/a.png)")
    question = questions(quiz)[0]
    assert 'src="https://example.org/a.png"' in (question.findtext("questiontext/text") or "")
    assert question.find("questiontext/file") is None
