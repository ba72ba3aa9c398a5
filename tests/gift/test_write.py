"""What GIFT loses of an exam is told once, and without contradiction."""

from examc.core.diagnostics import Report
from examc.formats.gift.write import write
from examc.formats.options import Options
from examc.verbs import pipeline
from support import exam_of

SOURCE = """\
---
title: T
---

# E {#e}

## 3 pts · multiple response {#q rule=all-or-nothing}

Which are odd?

- [x] 3
- [x] 5
- [ ] 8
"""


def test_a_rule_that_changes_marks_is_not_said_to_change_none() -> None:
    report = Report()
    assert write(exam_of(SOURCE), {}, Options(), report) is not None
    (told,) = [d.message for d in report.diagnostics if d.code == "X313"]
    assert told.startswith("Moodle gives a part of the points for a part of an answer: ")


ORDERED = """\
---
title: T
---

# E {#e}

## 1 pt · ordering {#q allow=X352,X321 tags=t}

Sort.

### order

1. a
2. b

### feedback

Read chapter 2.
"""


def test_no_allow_of_a_lesser_loss_hides_that_a_question_is_left_out() -> None:
    exam = pipeline.read("exam.md", ORDERED.encode())
    told = pipeline.build(exam, ["gift", "qti"]).diagnostics
    of_question = [d.code for d in told if d.target == "gift" and "question" in d.where]
    assert of_question == ["X382"]
