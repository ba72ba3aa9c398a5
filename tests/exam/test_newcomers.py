"""What a new user types wrongly: one message for each slip, at its line, with what to write.

`newcomers.tsv` is the table: a piece of the exam below, what is typed in its place, the code, the
help up to its first semicolon, and the line that is pointed at where it is not the first one typed.
"""

import csv
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from examc.core.diagnostics import Diagnostic, Severity
from examc.files.folders import MemoryFolder
from examc.verbs import pipeline

EXAM = """\
---
title: Algebra
language: en
date: 2026-06-30
points: 6
---

# Numbers {#numbers}

## 2 pts · multiple response {#primes}

Which are prime?

- [x] {+1} two
- [ ] {-1} nine

  > Three times three.

- [x] {+1} five
- [ ] {-1} six

## 1 pt · multiple choice {#square}

What is $3^2$?

- [ ] {0} six
- [x] {+1} nine

## 3 pts · open · 1/4 page {#proof}

Prove it.

### criteria

- {2} begins well
- {1} ends well

### solution

A proof.
"""


class Slip(NamedTuple):
    """One row of the table, without its escapes."""

    old: str
    typed: str
    code: str
    write: str
    at: str


def _slips() -> list[Slip]:
    path = Path(__file__).with_name("newcomers.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Slip(*[_plain(cell) for cell in [*row, ""][:5]]) for row in rows]


def _plain(cell: str) -> str:
    """A cell with its escapes undone: a backslash before n, t or another backslash."""
    parts = [part.replace("\\n", "\n").replace("\\t", "\t") for part in cell.split("\\\\")]
    return "\\".join(parts)


SLIPS = _slips()


def _told(text: str) -> list[Diagnostic]:
    """What is said of a source, without notes."""
    found = pipeline.check(pipeline.read("exam.md", text.encode()))
    return [entry for entry in found if entry.severity is not Severity.NOTE]


def test_the_exam_itself_is_right() -> None:
    assert _told(EXAM) == []


def test_there_are_a_hundred_slips() -> None:
    assert len({slip[:2] for slip in SLIPS}) == len(SLIPS) > 100


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.typed[:40] or f"no {slip.old[:20]}")
def test_a_slip_is_told_once_where_it_stands_with_what_to_write(slip: Slip) -> None:
    assert slip.old in EXAM
    text = EXAM.replace(slip.old, slip.typed, 1)
    (said,) = _told(text)
    assert said.span is not None
    pointed = text.split("\n")[said.span.line - 1]
    assert (said.code, pointed) == (slip.code, slip.at or slip.typed.split("\n")[0])
    assert said.help.startswith(slip.write)


def _zip(*names: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name in names:
            package.writestr(name, "<a/>")
    return data.getvalue()


FOREIGN = {
    "exam.docx": (_zip("[Content_Types].xml", "word/document.xml"), "no numbered questions"),
    "photos.zip": (_zip("notes.txt"), "a zip with no questions"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    "list.csv": (b"date,a,b,total\n1,4,5,9\n", "a table (CSV)"),
    "page.html": (b"<html><body><h1>Exam</h1></body></html>", "a web page"),
    "other.json": (b'{"a": 1}', "JSON of another program"),
    "other.xml": (b"<a/>", "XML that is not read"),
    "questions.tex": (b"\\question What?\n\\begin{choices}\n\\choice a\n", "LaTeX"),
    "book.ipynb": (b'{"cells": [], "nbformat": 4}', "JSON of another program"),
    "empty.json": (b"[]", "JSON of another program"),
    "title.html": (b"<!DOCTYPE html><title>Exam</title>", "a web page"),
    "solve.py": (b"import os\nprint(os.name)\n", "plain text"),
    "notes.txt": (b"Ask about trees.\n", "plain text"),
    "slides.pptx": (_zip("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint file"),
    "pool.txt": (b"MC\tWhat?\tfour\tcorrect\tfive\tincorrect\n", "Blackboard"),
    "plot.png": (b"\x89PNG\r\n\x1a\n" + b"0" * 20, "an image"),
    "letter.rtf": (b"{\\rtf1 exam}", "rich text"),
    "exam.tex": (b"\\documentclass{exam}\n\\begin{document}\\end{document}", "LaTeX"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_named_once_with_what_to_do(name: str) -> None:
    data, like = FOREIGN[name]
    (said,) = pipeline.read(name, data).report.diagnostics
    assert (said.code, said.severity) == ("R400", Severity.ERROR)
    assert like in said.message
    assert said.help


ITEM = "- {type: open, points: 1, prompt: Why?, criteria: [{text: a, points: 1}], id: q}\n"
NO_EXAMS = {
    "empty.md": ("", "S156", "begin with ---, title: …, --- and # Exercise 1"),
    "blank.md": ("\n \n", "S156", "begin with ---, title: …, --- and # Exercise 1"),
    "empty.yaml": ("", "S156", "begin with title: … and exercises: …"),
    "notes.md": (
        "Ask about trees.\n\nAnd graphs.\n",
        "S156",
        "begin with ---, title: …, --- and # Exercise 1",
    ),
    "docker.yaml": ("services:\n  web: {}\nnetworks: {}\n", "S156", "begin with title: … and"),
    "list.yaml": ("- a\n- b\n", "S113", "write key: value"),
    "questions.yaml": (
        "title: T\nquestions:\n" + ITEM,
        "S112",
        "write exercises:, in it - title: … with items:, and the questions below items:",
    ),
    "items.yaml": (
        "title: T\nitems:\n" + ITEM,
        "S112",
        "write exercises:, in it - title: … with items:, and the questions below items:",
    ),
    "flat.yaml": (
        "title: T\nexercises:\n" + ITEM,
        "S113",
        "write exercises:, in it - title: … with items:, and the questions below items:",
    ),
}


@pytest.mark.parametrize("name", NO_EXAMS)
def test_a_file_that_is_no_exam_yet_gets_one_message(name: str) -> None:
    text, code, write = NO_EXAMS[name]
    found = pipeline.check(pipeline.read(name, text.encode()))
    (said,) = [entry for entry in found if entry.severity is not Severity.NOTE]
    assert said.code == code
    assert said.help.startswith(write)


IMAGES = {
    "words": (b"no image", "the file does not hold what .png says; save it again as an image"),
    "a photo": (b"\xff\xd8\xff\xe0", "it holds what .jpg says: call it plot.jpg, there and here"),
    "a page": (b"<!DOCTYPE html>", "it holds a web page; save the image itself"),
    "nothing": (b"", "the file is empty; save the image again"),
}


@pytest.mark.parametrize("holds", IMAGES)
def test_an_image_of_other_bytes_is_told_once_with_what_it_holds(holds: str) -> None:
    data, write = IMAGES[holds]
    text = EXAM.replace("Prove it.", "![a plot](plot.png)")
    reading = pipeline.read("exam.md", text.encode(), MemoryFolder({"plot.png": data}))
    (said,) = [entry for entry in pipeline.check(reading) if entry.severity is not Severity.NOTE]
    assert (said.code, said.help) == ("S155", write)


NO_SLIPS = {
    "answers with a unit": ("- [ ] {0} six\n- [x] {+1} nine", "- [ ] -2 m/s\n- [x] +2 m/s"),
    "a sign of its own": ("- [x] {+1} nine", "- [x] {+1} +1 nine"),
    "an escaped weight": ("- [x] {+1} nine", "- [x] \\+1 nine"),
    "an escaped brace": ("- [x] {+1} nine", "- [x] {+1} \\{1} nine"),
    "an indented line": ("- [x] {+1} nine", "- [x] {+1} nine, since\n  b) is six"),
    "a long option that is wrapped": (
        "- [x] {+1} nine",
        "- [x] {+1} nine, which is what three times three is, as\nEuclid knew",
    ),
    "an escaped comment": ("Prove it.", "Prove it \\<!-- or not."),
    "a comment in code": ("Prove it.", "Prove `<!--` it."),
    "a comment in a listing": ("Prove it.", "Prove it.\n\n```html\n<!-- a\n```"),
    "an entity": ("Prove it.", "Prove it &lt;!-- or not."),
    "an exercise named as a part": ("# Numbers {#numbers}", "# Feedback {#numbers}"),
    "a title in brackets": ("title: Algebra", 'title: "[Algebra]"'),
}


@pytest.mark.parametrize("name", NO_SLIPS)
def test_what_may_be_meant_is_not_told(name: str) -> None:
    old, typed = NO_SLIPS[name]
    assert old in EXAM
    assert _told(EXAM.replace(old, typed, 1)) == []
