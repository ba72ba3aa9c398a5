"""Transcripts that each bend one convention, or are damaged, and the exams that they are read as.

A case is a folder: `transcript.md`, the source `exam.md` that means the same (absent where no exam
can be made), and what is said of it, in `diagnostics.txt`.
"""

import pytest

from conftest import Golden
from examc.core import report
from examc.core.diagnostics import Severity
from examc.files.folders import MemoryFolder
from examc.formats.exam import write
from examc.verbs import pipeline
from support import READ_BACK, exam_of
from transcript.support import CASES, assert_writable, transcript
from transcript.wording import unaccounted

NAMES = sorted(path.parent.name for path in CASES.glob("*/transcript.md"))


def test_there_are_enough_cases() -> None:
    assert len(NAMES) >= 30


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, request: pytest.FixtureRequest, golden: Golden) -> None:
    folder = CASES / name
    data = (folder / "transcript.md").read_bytes()
    exam, files, found = transcript(data)
    said = "".join(line + "\n" for line in report.render(found, "concise"))
    assert all(one.code[0] in "RL" for one in found), "a reader speaks with codes of its own"
    golden_files = {"transcript.md": data, "diagnostics.txt": said.encode()}
    if exam is not None:
        assert_writable(exam, files)
        wanted = folder / "exam.md"
        if request.config.getoption("--update-goldens"):
            wanted.write_text(write.write(exam, "md"), encoding="utf-8")
        golden_files["exam.md"] = wanted.read_bytes()
        assert exam_of(wanted.read_text(encoding="utf-8"), files) == exam
    golden(folder, golden_files)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_accounted_for(name: str) -> None:
    text = (CASES / name / "transcript.md").read_bytes().decode("utf-8", "replace")
    exam, _, found = transcript(text)
    if exam is not None:
        assert unaccounted(text, exam, found) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_source_builds_for_every_target(name: str) -> None:
    folder = CASES / name
    if (folder / "exam.md").exists():
        exam, files, _ = transcript((folder / "transcript.md").read_bytes())
        assert exam is not None
        text = write.write(exam, "md").encode()
        reading = pipeline.read("exam.md", text, MemoryFolder(files))
        compiled = pipeline.build(reading, READ_BACK)
        errors = [one.code for one in compiled.diagnostics if one.severity is Severity.ERROR]
        asks = name != "damaged-only-headings"  # which leaves an exam without a question
        assert errors == ([] if asks else ["S156"])
        assert set(compiled.outputs) == (set(READ_BACK) if asks else set())


@pytest.mark.parametrize("name", NAMES)
def test_same_input_same_result(name: str) -> None:
    data = (CASES / name / "transcript.md").read_bytes()
    first, second = transcript(data), transcript(data)
    assert first[:2] == second[:2]
    assert [one.message for one in first[2]] == [one.message for one in second[2]]


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_of_other_systems(name: str) -> None:
    data = (CASES / name / "transcript.md").read_bytes()
    other = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert transcript(other)[0] == transcript(data)[0]
