"""What means the same is no change: form, white space, ids that follow from a place, file names."""

import pytest
from hypothesis import given, settings

from changes.edits import anonymous, edited, loaded, renumbered
from examc.changes import compare
from examc.core.model import Exam
from examc.core.records import replace
from strategies import exams, files_of
from support import DOT_PNG, exam_of

SOURCE = r"""---
title: A test
course: {name: Forms}
---

# Words {#words}

Read this *first*, and look at H~2~O.

## 2 pts · multiple choice {#form}

Which formula is *not* linear in $x$, as `f(x)` is? See [the notes](https://example.org/a).

- [x] $x^2 + 1$

  > It has a square.
- [ ] $2x + \alpha x$
- [ ] all of them

## 1 pt · open {#why}

Why?

| a | b |
|---|---|
| 1 | 2 |

```python
if x:
    y()
```

![A dot](images/dot.png "dot")

### criteria

- {1} It has a square.
"""
FILES = {
    "images/dot.png": DOT_PNG,
    "pictures/point.png": DOT_PNG,
    "images/other.png": DOT_PNG + b"\n",
}
SAME = {
    "emphasis": ("Which formula is *not* linear", "Which formula is **not** linear"),
    "no emphasis": ("Read this *first*", "Read this first"),
    "a line break": ("Read this *first*, and", "Read this *first*,\\\nand"),
    "paragraphs": ("*first*, and", "*first*,\n\nand"),
    "a list": (
        "Read this *first*, and look at H~2~O.",
        "* Read this *first*,\n* and look at H~2~O.",
    ),
    "a quote": ("Read this *first*, and look", "> Read this *first*, and look"),
    "display": ("linear in $x$, as", "linear in $$x$$, as"),
    "spaces of a formula": ("$2x + \\alpha x$", "$2x+\\alpha  x$"),
    "no-break space": ("all of them", "all of\u00a0them"),
    "soft hyphen": ("all of them", "all of th\u00adem"),
    "code as text": ("as `f(x)` is", "as f(x) is"),
    "language of code": ("```python", "```text"),
    "empty line in code": ("if x:\n    y()", "if x:\n\n    y()"),
    "file name": ("images/dot.png", "pictures/point.png"),
    "exercise id": ("# Words {#words}", "# Words"),
    "item id": (" {#why}", ""),
}


@pytest.mark.parametrize("name", SAME)
def test_form_is_no_change(name: str) -> None:
    old, new = SAME[name]
    assert old in SOURCE
    changed = SOURCE.replace(old, new)
    one, other = exam_of(SOURCE, FILES), exam_of(changed, FILES)
    assert one != other
    assert compare(one, other, FILES, FILES) == []
    assert compare(other, one, FILES, FILES) == []


DIFFERENT = {
    "a subscript": ("H~2~O", "H2O"),
    "an exponent": ("x^2 + 1", "x^3 + 1"),
    "case": ("Read this", "read this"),
    "punctuation": ("Why?", "Why!"),
    "struck": ("all of them", "~~all~~ of them"),
    "an address": ("example.org/a", "example.org/b"),
    "a cell": ("| 1 | 2 |", "| 1 2 |  |"),
    "indentation of code": ("    y()", "        y()"),
    "a picture": ("images/dot.png", "images/other.png"),
    "a control space": ("\\alpha x", "\\alpha\\ x"),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_has_a_meaning_is_one_change(name: str) -> None:
    old, new = DIFFERENT[name]
    assert old in SOURCE
    one, other = exam_of(SOURCE, FILES), exam_of(SOURCE.replace(old, new), FILES)
    assert len(compare(one, other, FILES, FILES)) == 1


@pytest.mark.parametrize("name", ["tour", "resit2022"])
def test_an_exam_is_the_same_as_itself(name: str) -> None:
    exam, files = loaded(name)
    assert compare(exam, exam, files, files) == []
    assert compare(exam, exam) == []
    assert compare(anonymous(exam), anonymous(exam), files, files) == []


@pytest.mark.parametrize("name", ["tour", "resit2022"])
def test_ids_that_follow_from_places_are_no_change(name: str) -> None:
    exam, files = loaded(name)
    bare = anonymous(exam)
    assert compare(exam, bare, files, files) == []
    shifted = replace(
        bare,
        exercises=tuple(
            replace(exercise, items=tuple(replace(i, id=f"x{i.id}") for i in exercise.items))
            for exercise in bare.exercises
        ),
    )
    assert compare(exam, shifted, files, files) == []


def test_an_id_of_the_author_is_a_change_where_ids_are_shared() -> None:
    exam, files = loaded("tour")
    renamed = edited(exam, "exercise 2 › question 1 › option 1", id="precise")
    [change] = compare(exam, renamed, files, files)
    assert (change.what, change.old, change.new) == ("id", "exact", "precise")
    assert change.impact == "other"
    [change] = compare(exam, edited(exam, "exercise 2 › question 2", id="parts"), files, files)
    assert (change.where, change.what) == ("exercise 2 › question 2", "id")


def test_the_same_bytes_with_another_name_are_the_same_picture() -> None:
    exam, files = loaded("tour")
    swapped = {**files, "images/halve.png": files["images/axes.png"]}
    [change] = compare(exam, exam, files, swapped)
    assert (change.kind, change.what) == ("changed", "picture")
    assert (change.old, change.new) == ("halve.png", "halve.png")
    assert compare(exam, exam, files, {}) == []  # without bytes, names are all there is


def test_two_spellings_of_one_exam_are_the_same() -> None:
    one = exam_of("---\ntitle: T\n---\n\n# E\n\n## 1 pt · open\n\nWhy *so*?\n")
    other = exam_of(
        "title: T\nexercises:\n- title: E\n  items:\n"
        "  - {type: open, points: 1, prompt: 'Why so?', id: why}\n",
        name="exam.yaml",
    )
    assert compare(one, other) == []


@settings(max_examples=60)
@given(exams())
def test_any_exam_is_the_same_as_itself(exam: Exam) -> None:
    files = files_of(exam)
    copy = replace(exam, exercises=tuple(replace(e) for e in exam.exercises))
    assert compare(exam, copy, files, files) == []
    assert compare(renumbered(exam, exam), exam, files, files) == []


def test_empty_exams() -> None:
    empty = Exam(title="", exercises=())
    assert compare(empty, empty) == []
    tour, files = loaded("tour")
    whole = [c for c in compare(empty, tour, {}, files) if c.what == "exercise"]
    assert [(c.kind, c.where) for c in whole] == [("added", "exercise 1"), ("added", "exercise 2")]
    assert [c.kind for c in compare(tour, empty) if c.what == "exercise"] == ["removed", "removed"]
