"""Any exam is printed, and whatever of it changes is seen on some paper or told."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats import TARGETS
from examc.formats.options import Options
from fields import changes
from strategies import PARTED, TYPED, exams, files_of
from test_silent_losses import EXAMS, FILES, KINDS, is_reported


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exams(kinds=TYPED | PARTED))
def test_any_exam_is_printed(exam: Exam) -> None:
    report = Report()
    made = TARGETS["print"].outputs(exam, files_of(exam), Options(versions=2), report)
    assert len(made) == 6, [entry.message for entry in report.diagnostics]


UNSEEN = r"\.(fixed|always|pick|level)$|exercises\[\d\]\.id$|items\[\d\]\.id$"
"""What no paper shows: names, the depth of headings, and what is for more questions than there are or
for papers in other orders (see test_versions)."""


@pytest.mark.parametrize("name", [*EXAMS, *KINDS])
def test_a_change_of_any_field_is_printed_or_told(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed: the source of some paper is another; to compile it would add nothing."""

    def outcome(exam: Exam) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
        report = Report()
        made = TARGETS["print"].outputs(exam, FILES, Options(), report)
        return made, [(entry.code, entry.message) for entry in report.diagnostics]

    def sources(files: Mapping[str, bytes], *_: object, **__: object) -> bytes:
        return b"\n".join(files.values())

    monkeypatch.setattr("examc.formats.print.write.compiled", sources)
    before = outcome({**EXAMS, **KINDS}[name])
    silent = []
    for change in changes({**EXAMS, **KINDS}[name]):
        after = outcome(change.exam)
        unseen = re.search(UNSEEN, change.path) or is_reported(change, tuple(after[1]))
        if after == before and not unseen:
            silent.append(change.path)
    assert silent == []
