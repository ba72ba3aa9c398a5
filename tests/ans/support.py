"""What the tests of this format share: writing and reading in memory."""

import json
from collections.abc import Mapping
from typing import Any

from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam
from examc.formats.ans.read import read
from examc.formats.ans.write import write
from examc.formats.options import Options
from support import exam_of

FRONT = "---\ntitle: T\n---\n\n# E {#e}\n\n"


def written(exam: Exam, files: Mapping[str, bytes] | None = None) -> Any:
    """The JSON of an exam, parsed."""
    return json.loads(write(exam, files or {}, Options(), Report()))


def items(text: str, files: Mapping[str, bytes] | None = None) -> list[Any]:
    """The questions that the items of a Markdown source become."""
    found: list[Any] = written(exam_of(FRONT + text, files), files)["assignment"]["exercises"]
    return list(found[0]["questions"])


def question(text: str) -> Any:
    """The one question that an item of a Markdown source becomes."""
    (found,) = items(text)
    return found


def said(text: str) -> list[Diagnostic]:
    """What is reported of an item when it is written."""
    report = Report()
    write(exam_of(FRONT + text), {}, Options(), report)
    return report.diagnostics


def read_json(value: object) -> tuple[Exam | None, dict[str, bytes], Report]:
    """Read a document that is given as values, or as text."""
    report = Report()
    text = value if isinstance(value, str) else json.dumps(value)
    exam, files = read("exam.ans.json", text.encode(), report)
    return exam, files, report


def document(*questions: object, **assignment: object) -> dict[str, object]:
    """A document with one exercise, in the names of the API alone."""
    exercise = {"id": 7, "name": "E", "position": 1, "questions": list(questions)}
    return {
        "format": "ans-style-json",
        "format_version": "1.0",
        "assignment": {
            "name": "T",
            "x_language": "en",
            "exercises": [exercise],
            **assignment,
        },
    }


def codes(report: Report) -> list[str]:
    """The codes of what was said, in order."""
    return [diagnostic.code for diagnostic in report.diagnostics]
