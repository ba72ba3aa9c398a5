"""Places of the exam: which question, option or criterion a piece of source belongs to."""

from examc.core import places
from examc.core.diagnostics import Diagnostic, Report
from marks import diagnostics
from support import exam_of, read_text

MARKDOWN = """\
---
title: T
points: @x
---

# A {points=@x}

Text @<b>.

## 2 pts · multiple response

Which @<b>?

- [x] {1} a @<b>

  more @<b>

  > why @<b>

- [ ] {0} b @<b>

### solution

So @<b>.

* a list

  * within @<b>

## text block

Some @<b>

## 1 pt · open

Why @<b>?

### criteria

- {1} a @<b>

  more @<b>
- {0} b @<b>

### for graders

Be @<b>.

# B

## image block

@![a](b.png)

## 1 pt · free formatted

How @<b>?

### levels

- {1} a @<b>

## 1 pt · open

@<b>?
"""
EXPECTED = """\

exercise 1
exercise 1 › text block 1
exercise 1 › question 1
exercise 1 › question 1 › option 1
exercise 1 › question 1 › option 1
exercise 1 › question 1 › option 1
exercise 1 › question 1 › option 2
exercise 1 › question 1
exercise 1 › question 1
exercise 1 › text block 2
exercise 1 › question 2
exercise 1 › question 2 › criterion 1
exercise 1 › question 2 › criterion 1
exercise 1 › question 2 › criterion 2
exercise 1 › question 2
exercise 2 › image block 1
exercise 2 › question 1
exercise 2 › question 1 › level 1
exercise 2 › question 2
""".splitlines()


def _marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its `@`, and the places where they stood."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        while "@" in line:
            found.append((number, line.index("@") + 1))
            line = line.replace("@", "", 1)
    return text.replace("@", ""), found


def test_every_place_of_a_markdown_source() -> None:
    text, marks = _marked(MARKDOWN)
    found = {entry.span.root()[1:3]: entry.where for entry in diagnostics(text) if entry.span}
    assert {place: found.get(place) for place in marks} == dict(zip(marks, EXPECTED, strict=True))


YAML = """\
title: T
exercises:
- title: A
  id: a
  points: @x
  items:
  - type: multiple choice
    points: 1
    prompt: |
      Which @<b>?
    options:
    - text: a @<b>
      correct: @perhaps
    - correct: false
      points: @x
      text: |
        b

          * c @<b>
    solution: So @<b>.
  - type: open
    points: 1
    prompt: >
      Why
      @<b>?
    levels:
    - {points: 1, text: a @<b>}
    - {points: @x, text: a}
    graders: '@<b>'
- title: B
  id: b
  items:
  - {type: image block, image: @c.png}
"""
YAML_EXPECTED = """\
exercise 1
exercise 1 › question 1
exercise 1 › question 1 › option 1
exercise 1 › question 1 › option 1
exercise 1 › question 1 › option 2
exercise 1 › question 1 › option 2
exercise 1 › question 1
exercise 1 › question 2
exercise 1 › question 2 › level 1
exercise 1 › question 2 › level 2
exercise 1 › question 2
exercise 2 › image block 1
""".splitlines()


def test_every_place_of_a_yaml_source() -> None:
    text, marks = _marked(YAML)
    found = {
        entry.span.root()[1:3]: entry.where
        for entry in diagnostics(text, name="exam.yaml")
        if entry.span
    }
    assert {place: found.get(place) for place in marks} == dict(
        zip(marks, YAML_EXPECTED, strict=True)
    )


def test_a_place_that_is_known_is_kept() -> None:
    exam = exam_of("---\ntitle: T\n---\n# A\n")
    span = exam.exercises[0].span
    given = [
        Diagnostic("S150", "m", span, where="here"),
        Diagnostic("S150", "m", span),
        Diagnostic("S150", "m", path="exam.md"),
    ]
    assert [entry.where for entry in places.fill(exam, given)] == ["here", "exercise 1", ""]


def test_a_span_of_another_file_has_no_place() -> None:
    exam = exam_of("---\ntitle: T\n---\n# A\n")
    other = exam_of("---\ntitle: T\n---\n# A\n", name="other.md").exercises[0].span
    report = Report()
    report.add("S150", "m", other)
    assert [entry.where for entry in places.fill(exam, report.diagnostics)] == [""]


def test_what_is_told_of_a_heading_is_not_about_an_option_that_it_implies() -> None:
    text = "---\ntitle: T\n---\n\n# E\n\n## 1 pt · true/false {#q}\n\nIs it?\n\n- true\n- false\n"
    exam, _, report = read_text(text)
    assert exam is not None
    (told,) = places.fill(exam, report.diagnostics)
    assert (told.code, told.where) == ("S140", "exercise 1 › question 1")
