"""What GIFT loses of an exam is told once, and without contradiction."""

from examc.core.diagnostics import Report
from examc.formats.gift.write import write
from examc.formats.options import Options
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
