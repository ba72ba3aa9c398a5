"""What many tests share: reading a source from a string, and the folder of outside material."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from examc.core.answers import Written
from examc.core.diagnostics import Report
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Item,
    Question,
    WrittenQuestion,
    as_choice,
    narrowed,
)
from examc.core.records import replace
from examc.files.folders import MemoryFolder
from examc.formats import READERS, TARGETS
from examc.formats.exam.read import read

T = TypeVar("T")

READ_BACK = [name for name in TARGETS if name in {reader.name for reader in READERS}]
"""The targets whose files are read and marked; a print has tests of its own."""
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

DOT_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000b4944415478da636000020000050001e9fadcd80000000049454e44ae426082"
)
"""An image of one pixel."""


def shared(*parts: str) -> Path:
    """A path of the material beside the project; skips the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(
            f"no {'/'.join(parts)} in ../shared: tests against outside material are left out"
        )
    return path


def read_text(
    text: str | bytes, files: Mapping[str, bytes] | None = None, name: str = "exam.md"
) -> tuple[Exam | None, dict[str, bytes], Report]:
    """Read a source from a string, with its images and includes from memory."""
    report = Report()
    data = text.encode() if isinstance(text, str) else text
    exam, images = read(name, data, MemoryFolder(files or {}), report)
    return exam, images, report


def exam_of(text: str, files: Mapping[str, bytes] | None = None, name: str = "exam.md") -> Exam:
    """Read a source that must be free of errors."""
    exam, _, report = read_text(text, files, name)
    assert not report.failed, [(d.code, d.message, d.span) for d in report.diagnostics]
    assert exam is not None
    return exam


def choice_question(item: Item) -> ChoiceQuestion:
    """An item that must be a question with options."""
    assert isinstance(item, Question)
    found = as_choice(item)
    assert found is not None
    return found


def written_question(item: Item) -> WrittenQuestion:
    """An item that must be a question with a written answer."""
    assert isinstance(item, Question)
    assert isinstance(item.answer, Written)
    return narrowed(item, item.answer)


def revised(node: T, **fields: object) -> T:
    """A node with other fields; those that its answer has are put there."""
    answer = getattr(node, "answer", None)
    own = {name: value for name, value in fields.items() if hasattr(node, name)}
    inner = {name: value for name, value in fields.items() if name not in own}
    if inner:
        own["answer"] = replace(answer, **inner)  # type: ignore[type-var]
    return replace(node, **own)  # type: ignore[type-var]
