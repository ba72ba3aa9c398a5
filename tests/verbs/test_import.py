"""Files of other systems become sources: nothing in them refuses a file, and no word is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.support import export
from canvas.support import item as canvas_item
from canvas.support import quiz as canvas_quiz
from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.rewriting import rewritten
from examc.core.source import Sourced
from examc.files.folders import MemoryFolder
from examc.formats.exam.read import read as read_source
from examc.text.xhtml import escape
from examc.verbs import pipeline
from fragments import Fragment, seen
from moodle.reading import answer, question, quiz


def _moodle(html: str) -> tuple[str, bytes]:
    inside = "<defaultgrade>1</defaultgrade><single>true</single>"
    inside += answer("100", html, html) + answer("0", "b")
    return "bank.xml", quiz(question("multichoice", inside, text=html)).encode()


def _canvas(html: str) -> tuple[str, bytes]:
    item = canvas_item(stem=escape(html), answers=(escape(html), "b"))
    return "quiz.zip", export({"iq/iq.xml": canvas_quiz(item)})


def _words(reading: pipeline.Reading) -> list[list[str]]:
    """The words of fragments in every text of a source that is written of what was read."""
    source = pipeline.to_source(reading, "md")
    assert source is not None, [one.message for one in reading.report.diagnostics]
    assert all(one.where or one.span or one.path for one in reading.report.diagnostics)
    exam, _ = read_source("exam.md", source, MemoryFolder(reading.files), report := Report())
    assert exam is not None
    assert not report.failed
    found: list[list[str]] = []

    def look(_: str, __: Sourced, text: Blocks) -> Blocks:
        found.append(seen(text))
        return text

    rewritten(exam, look)
    return [words for words in found if words]


@settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_random_html_arrives_from_moodle_and_canvas(seed: int) -> None:
    fragment = Fragment(seed)
    html = "?" + fragment.html.replace("]]>", "]]&gt;")
    for (path, data), times in ((_moodle(html), 3), (_canvas(html), 2)):
        words = _words(pipeline.read(path, data))
        assert words == [fragment.words] * (times if fragment.words else 0), html


@pytest.mark.parametrize(
    ("html", "code", "written"),
    [
        ("<table><tr><th>a<br>b</th></tr></table>", "R425", "| a; b |"),
        ("<table><tr><th><p>a</p><p>b</p></th></tr></table>", "R425", "| a; b |"),
        ("<h2>Part one<br/>of two</h2>", "R425", "#### Part one; of two"),
        ("<p>Call <code></code>it.</p>", "", "Call it."),
        (r"\(a \\ b \\ \)", "", r"$a \\ b$"),
        (r"\(f = 1 \mbox{ if $x > 0$}\)", "", r"$f = 1 \mbox{ if }x > 0$"),
        ('As shown<a href="https://x.org/r"><sup>[1]</sup></a> before.', "", "https://x.org/r"),
        ('See <a href="java&#10;script:x">this</a>.', "R424", "See this."),
        ('Seen<span style="display:none"> not</span>.', "R428", "Seen."),
        ("{mlang en}Hello{mlang}{mlang nl}Hallo{mlang}", "R428", "Hello"),
        ('<ol type="a"><li>one</li></ol>', "R420", "1. one"),
    ],
)
def test_one_thing_that_a_source_cannot_say(html: str, code: str, written: str) -> None:
    path, data = _moodle(html)
    second = question("essay", "<defaultgrade>1</defaultgrade>", text="Intact.")
    data = data.replace(b"</quiz>", second.encode() + b"</quiz>")
    for spelling in ("md", "yaml"):
        reading = pipeline.read(path, data)
        source = pipeline.to_source(reading, spelling)
        assert source is not None
        assert written in source.decode()
        assert "Intact." in source.decode()
        said = [one for one in reading.report.diagnostics if one.code != "R530"]  # the language
        assert {one.code for one in said} == ({code} if code else set())
        assert {one.where.rpartition(" › option")[0] or one.where for one in said} <= {
            "exercise 1 › question 1"
        }
        assert all(one.span is not None and one.span.source.path == path for one in said)
