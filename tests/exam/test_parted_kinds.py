"""Matching, ordering, matrix, upload, code and pools: read again, and in both spellings, the same."""

import pytest
from hypothesis import given

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.files.folders import MemoryFolder
from examc.formats.exam.fmt import format_text
from examc.formats.exam.write import SPELLINGS, difference, write
from prose import FILES
from strategies import PARTED, exams
from support import exam_of


@pytest.mark.law
@given(exams(1, PARTED))
def test_an_exam_of_parts_comes_back(exam: Exam) -> None:
    texts = {spelling: write(exam, spelling) for spelling in SPELLINGS}
    for spelling, text in texts.items():
        again = exam_of(text, FILES, SPELLINGS[spelling])
        assert again == exam, f"{difference(exam, again)}\n{text}"
        for other in SPELLINGS:
            assert write(again, other) == texts[other]


@pytest.mark.law
@given(exams(1, PARTED))
def test_what_is_written_is_formatted(exam: Exam) -> None:
    texts = {spelling: write(exam, spelling) for spelling in SPELLINGS}
    for spelling, name in SPELLINGS.items():
        data, report = texts[spelling].encode(), Report()
        for other, text in texts.items():
            to = "" if other == spelling else other
            assert format_text(name, data, MemoryFolder(FILES), report, to) == text, other
        assert not report.diagnostics


COMMENTED = """\
---
title: T
---

# E {#e}

## 3 pts · matching {#m}

Match.

<!-- the pairs -->

### pairs

- France → Paris <!-- inside -->
- Spain → Madrid

<!-- before the third -->

- {1} Italy → Rome

<!-- before a distractor -->

- → Vienna

## 2 pts · ordering {#o}

Order.

### order

<!-- before the first -->

1. 1940
2. 1950 <!-- inside an item -->

<!-- before the third -->

3. 1960

## 1.5 pts · matrix {#x}

Which?

<!-- the table -->

|                    | true <!-- a column --> | false |
| :----------------- | :--------------------: | :---: |
| One. <!-- a row --> |                        |   x   |
| Two.               |           x            |       |

## 2 pts · code {#c language=python}

Write.

<!-- the start -->

### start

```python
x = 1

  y
```
"""


def test_comments_stay_where_they_are_in_both_spellings() -> None:
    folder, report = MemoryFolder({}), Report()
    markdown = format_text("exam.md", COMMENTED.encode(), folder, report)
    assert markdown is not None
    yaml = format_text("exam.md", markdown.encode(), folder, report, "yaml")
    assert yaml is not None
    assert "          # before a distractor\n          - Vienna\n" in yaml
    assert "        columns: [true <!-- a column -->, 'false']\n" in yaml
    assert "          - [One. <!-- a row -->, 'false']\n" in yaml
    assert format_text("exam.yaml", yaml.encode(), folder, report) == yaml
    assert format_text("exam.yaml", yaml.encode(), folder, report, "md") == markdown
    assert not report.diagnostics
    assert markdown.count("<!--") == COMMENTED.count("<!--")
