"""An image that cannot be had never leaves a text empty: its words or its name stand there, and are told."""

from collections.abc import Callable
from html import escape

import pytest

from canvas.support import export, item, quiz
from examc.core.content import plain
from examc.core.model import questions
from examc.formats.qti21.v3 import renaming
from examc.text.standins import LONGEST, words_for
from examc.verbs import pipeline
from moodle import reading as moodle
from qti21.foreign import MATCH, choice_item, response
from support import choice_question

IMAGE = '<img src="pics/two%20cats.png" alt=""/>'
WORDS = "[two cats.png]"


def _qti() -> bytes:
    made = choice_item(response("A", single=True), MATCH, most=1).decode()
    return made.replace("option A", IMAGE).replace("Which?", f"Which?{IMAGE}").encode()


def _moodle() -> bytes:
    options = moodle.answer("100", IMAGE) + moodle.answer("0", "option B")
    return moodle.quiz(moodle.question("multichoice", options, f"Which?{IMAGE}")).encode()


def _canvas() -> bytes:
    stem, image = escape(f"<p>Which?{IMAGE}</p>"), escape(IMAGE)
    return export({"q/q.xml": quiz(item(stem=stem, answers=(image, "option B")))})


def _brightspace() -> bytes:
    image = IMAGE.replace('"', "'")
    rows = ["NewQuestion,MC,,", f"QuestionText,Which?{image},HTML,", "Points,1,,"]
    return "\n".join([*rows, f"Option,100,{image},HTML", "Option,0,option B,", ""]).encode()


def _gift() -> bytes:
    image = IMAGE.replace("=", "\\=")
    return f"::N::[html]Which?{image}{{={image} ~option B}}".encode()


FILES: dict[str, Callable[[], bytes]] = {
    "q.xml": _qti,
    "q3.xml": lambda: renaming.document(_qti()),
    "moodle.xml": _moodle,
    "canvas.zip": _canvas,
    "brightspace.csv": _brightspace,
    "q.gift": _gift,
    "text2qti.txt": lambda: (
        b"1. Which?![](pics/two%20cats.png)\n*a) ![](pics/two%20cats.png)\nb) option B\n"
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_name_of_an_image_stands_in_its_place(name: str) -> None:
    found = pipeline.read(name, FILES[name]())
    assert found.usable is not None, [d.message for d in found.report.diagnostics]
    question = choice_question(next(questions(found.usable)))
    assert plain(question.prompt).replace(" ", "") == f"Which?{WORDS}".replace(" ", "")
    assert next(plain(o.text) for o in question.answer.options) == WORDS
    told = [d for d in found.report.diagnostics if d.code == "R470"]
    assert {d.message.partition("; ")[2] for d in told} == {f"'{WORDS}' stands for it"}
    assert all(d.where.startswith("exercise 1 › question 1") for d in told)


@pytest.mark.parametrize(
    ("alt", "address", "words"),
    [
        (" two\n cats ", "a.png", "two cats"),
        ("", "https://example.org/a/b.png?size=1#top", "[b.png]"),
        ("", "C:\\pics\\b.png", "[b.png]"),
        ("", "a%00%0Ab.png", "[ab.png]"),
        ("", "data:image/png;base64,iVBO/Rw", "[image]"),
        ("", "pics/", "[image]"),
        ("", "x" * 1000, f"[{'x' * LONGEST}]"),
    ],
)
def test_words_for_an_image(alt: str, address: str, words: str) -> None:
    assert words_for(alt, address) == words
