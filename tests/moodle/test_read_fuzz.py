"""Files that were spoilt anywhere: the reader says so, or reads them, and never breaks down."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from examc.core.diagnostics import Report
from examc.formats.moodle.write import write
from examc.formats.options import Options
from moodle.reading import Found, answer, category, multichoice, question, quiz, reading
from support import ROOT, exam_of

SOURCE = """---
title: Every part
id: all
course: {code: C1, name: Course}
date: 2022-02-14
duration: 90
points: 8
tags: [a, b]
description: Welcome.
---

# One {#one points=8 bank="B" updated=2023-03-15}

## text block {repeat}

Read *this* $x < 1$.

## 2 pts · multiple response {floor=none cap=none shuffle=options title="Title" tags="t"}

Which?

- [x] {0.375 #a} one

  > Yes.

- [x] {1.625} two
- [ ] {0 fixed} three

### feedback: correct

Good.

### solution

One.

## 4 pts · open · 1/2 page

Why?

### levels

- {4 100% name="full $y$" #l} all
- {0} nothing

### solution

Because.

### for graders

Be mild.

## 2 pts · open

How?

### criteria

- {2 name="c"} so
"""
NASTY = (
    *("", " ", "\n", "0", "-1", "1e9", "1/0", "nan", "abc", "%", "100%", "$", "$$", "\\(", "]]>"),
    *("<", "<p>", "<b", "&lt;p", "&amp;", "</div>", "<table class='examc-levels'><tr><td/></tr>"),
    *("{1:MULTICHOICE_V:%100%a~%0%b}", "{", "}", "~", "#", "@@PLUGINFILE@@/x.png", "..", "é\u0301"),
    *("x" * 300, "/" * 50, "$course$", "top", "cloze", "description", "category", "quiz", "none"),
    *('<div class="examc-option" data-examc-id="&quot;">', '<dl class="examc-exam"><dd>', "\u2028"),
    *(
        '<img src="@@PLUGINFILE@@/%2e%2e/x">',
        '<a href="@@PLUGINFILE@@/x">y</a>',
        "html",
        "markdown",
    ),
)


def files() -> list[bytes]:
    exam = exam_of(SOURCE)
    made = [write(exam, {}, Options(offgrid=offgrid), Report()) for offgrid in ("", "cloze")]
    foreign = quiz(
        category("A/B", "info", "id"),
        multichoice("50", "50", "-50", more="<hint><text>h</text></hint>"),
        question("essay", "<graderinfo><text>g</text></graderinfo>"),
        question("multichoice", answer("100", feedback="f") + answer("0"), text="<p>x</p>"),
        question("truefalse"),
    )
    return [*[data for data in made if data is not None], foreign.encode()]


FILES = files()


def fine(found: Found) -> None:
    """Fail unless an exam came of it, or an error that says why not."""
    assert (found.exam is not None) or found.said
    if found.exam is None:
        assert any(d.severity.value == "error" for d in found.said)
    assert len({item.id.lower() for item in found.items()} if found.exam else ()) == (
        len(found.items()) if found.exam else 0
    )


def test_the_files_hold_all_that_is_spoilt() -> None:
    assert len(FILES) == 3
    for part in (b"<examc", b"examc-levels", b"examc-repeated", b"{2:MULTIRESPONSE", b"truefalse"):
        assert any(part in data for data in FILES)


@settings(max_examples=150)
@given(data=st.sampled_from(FILES), seed=st.integers(0, 2**32), count=st.integers(1, 4))
def test_any_value_may_be_nasty(data: bytes, seed: int, count: int) -> None:
    dice = random.Random(seed)
    root = etree.fromstring(data)
    elements = list(root.iter())
    for _ in range(count):
        element = dice.choice(elements)
        value = dice.choice(NASTY)
        match dice.randrange(6):
            case 0:
                element.text = value
            case 1 if element.attrib:
                element.set(dice.choice([str(name) for name in element.attrib]), value)
            case 2 if element.getparent() is not None:
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)
            case 3:
                element.tag = dice.choice(("text", "answer", "question", "x", "file", "examc"))
            case 4:
                other = dice.choice(elements)
                if other not in element.iterancestors() and element is not other:
                    element.append(other)
            case _:
                element.text = f"{element.text or ''}{value}{element.text or ''}"
    fine(reading(etree.tostring(root)))


@settings(max_examples=100)
@given(data=st.sampled_from(FILES), seed=st.integers(0, 2**32))
def test_any_byte_may_be_another(data: bytes, seed: int) -> None:
    dice = random.Random(seed)
    spoilt = bytearray(data)
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(spoilt))
        match dice.randrange(3):
            case 0:
                spoilt[at] = dice.randrange(256)
            case 1:
                del spoilt[at : at + dice.randrange(40)]
            case _:
                spoilt[at:at] = dice.choice(NASTY).encode()
    fine(reading(bytes(spoilt)))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_the_real_exam_cut_anywhere(part: int) -> None:
    path = ROOT / "tests" / "cases" / "resit2022" / "expected" / "exam.moodle.xml"
    data = path.read_bytes()
    for cut in range(part * 997, len(data), 20 * 997):
        fine(reading(data[:cut]))
