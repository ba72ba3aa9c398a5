"""Reading text, and writing what was read as a source, takes time by the size of the text alone."""

import gc
import time
from collections.abc import Callable
from fractions import Fraction

import pytest

from examc.core.answers import Written
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.model import Exam, Exercise, Question
from examc.formats.exam.proving import proved
from examc.text.fromhtml import blocks
from examc.text.markup import unread

PIECES = (
    *("<b>x</b>", "<b>x</b> <i>y</i>", "<br>", "<br>x", "<p>x</p>", "<code>x</code>", "x<br>"),
    *("<code>x</code><br>", "<b hidden>q</b>x", '<span lang="a" class="multilang">x</span>'),
    *("{mlang en}", "{mlang en}x{mlang}", "<li>x", "<td>x", "<tr><td>x<br>y", "<sup>x</sup>"),
    *('<span class="katex">x</span>', '<span class="MathJax">x</span>', '<b class="math">x</b>'),
    *('<p style="font-weight:bold">x', r"\(x\)", "$$x$$", "<u>x</u>", "<h1>x<br></h1>", "*x* "),
    *("`", "_", "<a href='b'>x</a>", "<pre>x<br></pre>", "<!-- -->x", "&amp;x"),
)
AROUND = {"<td>x": "<table><tr>", "<tr><td>x<br>y": "<table>", "<br>": "<h4>x"}


def _seconds(work: Callable[[], object]) -> float:
    gc.disable()  # what else is in memory is not to be measured
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def _is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether four times the size takes less than nine times as long (sixteen, were it squared).

    Measured again where it takes longer, since other programs share the machine.
    """
    for _ in range(4):
        small, large = (_seconds(lambda n=n: work(n)) for n in (size, 4 * size))  # type: ignore[misc]
        if large < max(9 * small, 0.1):
            return True
    return False


def _content(piece: str, size: int) -> Blocks:
    html = AROUND.get(piece, "") + piece * (size // len(piece))
    return blocks(html, Report(), "", lambda src, _: src)


@pytest.mark.parametrize("piece", PIECES)
def test_reading(piece: str) -> None:
    assert _is_linear(lambda size: _content(piece, size), 15_000)


@pytest.mark.parametrize("piece", ["1", "a_", "--", "!", "!a", "![", "a**", "x.", "$ ", "^{", "=a"])
@pytest.mark.parametrize("before", ["", "{", "![", "!("])
def test_looking_for_markup_that_was_not_read(before: str, piece: str) -> None:
    assert _is_linear(lambda size: unread.find(before + piece * (size // len(piece))), 5_000)


_TOO_MUCH = ("<b>x</b>", "<b>x</b> <i>y</i>", "*x* ")
"""More emphasis than one paragraph of a source may have: written plainer, and so several times."""


@pytest.mark.timed
@pytest.mark.parametrize(
    ("piece", "size"),
    [
        *((piece, 6_000) for piece in PIECES if piece not in _TOO_MUCH),
        *(pytest.param(piece, 40_000, marks=pytest.mark.slow) for piece in _TOO_MUCH),
    ],
)
def test_writing_what_was_read(piece: str, size: int) -> None:
    texts = {number: _content(piece, number) for number in (size, 4 * size)}

    def write(size: int) -> None:
        prompt = (Paragraph((Text("?"),)), *texts[size])
        item = Question(id="e1-1", points=Fraction(1), prompt=prompt, answer=Written())
        exercise = Exercise(id="e1", title="E", items=(item,))
        assert proved(Exam(title="T", exercises=(exercise,)), {}, "md", Report()) is not None

    assert _is_linear(write, size)
