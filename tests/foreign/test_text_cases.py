"""Small files of each format of plain text: the exams that they are read as, and what is said of them.

A case is a file, the source that it becomes (`NAME.md`), and the diagnostics (`NAME.said`).
"""

from pathlib import Path

import pytest

from examc.core import report
from examc.verbs import pipeline

FOLDER = Path(__file__).parent / "texts"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".gift", ".txt"))


def test_each_format_has_three() -> None:
    names = [pipeline.read(path.name, path.read_bytes()).format for path in CASES]
    assert {name: names.count(name) for name in names} == {"gift": 3, "aiken": 3, "text2qti": 3}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    reading = pipeline.read(path.name, path.read_bytes())
    source = pipeline.to_source(reading, "md")
    assert source is not None
    lines = report.render(reading.report.diagnostics, "concise")
    found = {".md": source.decode(), ".said": "".join(f"{line}\n" for line in lines)}
    for ending, text in found.items():
        golden = FOLDER / f"{path.name}{ending}"
        if request.config.getoption("--update-goldens"):
            golden.write_text(text, encoding="utf-8")
        assert golden.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_that_breaks_off_anywhere_is_survived(path: Path) -> None:
    data = path.read_bytes()
    for end in range(0, len(data), max(len(data) // 23, 1)):
        reading = pipeline.read(path.name, data[:end])
        assert reading.exam is not None or reading.report.failed
