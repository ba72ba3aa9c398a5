"""The schemas: the one that was agreed on, and ours, which adds and describes our own names."""

from typing import Any

import jsonschema
import pytest

from ans.support import document, written
from examc.formats.ans import names
from examc.formats.ans.schema import schema
from outside import ans_schema
from prose import FILES
from support import exam_of

EVERYTHING = """---
title: All
id: all
course: {code: C1, name: Course, year: 22/23, period: P2}
date: 2022-02-14
duration: 90
points: 1/3
description: Read *this*.
tags: [one, "level: 2"]
---

# First {#12 points=1/3 bank=Bank updated=2023-03-15 tags="a, level: 3" shuffle=questions}

## text block {#listing repeat}

```python
x = 1
```

## 1/3 pts · multiple choice {#q1 title="T" floor=-1 cap=1/7 tags="x" shuffle=options}

Which?

- [x] {1/3 #9 fixed} a

  > yes

- [ ] {-1} b

### solution

Thus.

### feedback

All.

### feedback: correct

Right.

### feedback: incorrect

Wrong.

### for graders

Mind.

## 2 pts · multiple response {rule=all-or-nothing}

Which?

- [x] a
- [ ] b

## 3 pts · open · 1/2 page

Why?

### levels

- {2 66.67% #l} good
- {0 0%} odd

## image block · 1/5 page

![alt](b.png "caption")

## 3 pts · free formatted

How?

### criteria

- {1/3 name="n" #k} c
"""


def _closed(value: Any) -> Any:
    """The schema without the door for further names of ours."""
    if isinstance(value, dict):
        return {k: _closed(v) for k, v in value.items() if k != "patternProperties"}
    return [_closed(part) for part in value] if isinstance(value, list) else value


def test_what_we_write_is_valid_and_all_of_it_described() -> None:
    found = written(exam_of(EVERYTHING, FILES), {"b.png": FILES["b.png"]})
    jsonschema.Draft202012Validator(ans_schema()).validate(found)
    jsonschema.Draft202012Validator(_closed(schema())).validate(found)


def test_our_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_our_schema_refuses_what_the_agreed_one_refuses() -> None:
    agreed, ours = (jsonschema.Draft202012Validator(s) for s in (ans_schema(), schema()))
    question = {"category": "open", "content": "<p>?</p>", "points": "1.0", "position": 1}
    for change in (
        {},
        {"unknown": 1},
        {"x_unknown": 1},
        {"points": "1"},
        {"category": "choice"},
        {"category": "essay"},
        {"position": 0},
    ):
        found = document({**question, **change})
        assert ours.is_valid(found) == agreed.is_valid(found), change


def _described(value: Any, path: str = "") -> list[str]:
    missing = []
    for name, part in value.get("properties", {}).items():
        if "description" not in part:
            missing.append(f"{path}.{name}")
        missing += _described(part, f"{path}.{name}")
        missing += _described(part.get("items", {}), f"{path}.{name}[]")
    return missing


def test_every_name_is_described() -> None:
    found = schema()
    assert _described(found) == []
    assert [m for name, part in found["$defs"].items() for m in _described(part, name)] == []


@pytest.mark.parametrize(
    ("table", "definition"),
    [
        (names.ASSIGNMENT, "assignment"),
        (names.COURSE, "course"),
        (names.COVER, "cover"),
        (names.EXERCISE, "exercise"),
        (names.QUESTION, "question"),
        (names.CHOICE, "choice"),
        (names.CRITERION, "criterion"),
        (names.ANSWER, "answer"),
        (names.GAP, "gap"),
        (names.ITEM, "item"),
        (names.ROW, "rowcol"),
        (names.BLOCK, "block"),
        (names.ATTACHMENT, "attachment"),
        (names.SPACE, "space"),
    ],
)
def test_the_reader_knows_every_name_of_the_schema(table: names.Names, definition: str) -> None:
    assert set(table.known) == schema()["$defs"][definition]["properties"].keys()
    assert len(table.known) == len(table.used) + len(table.idle) + len(table.lost)
