"""Small files of each format of plain text: the exams that they are read as, and what is said of them.

A case is a file, the source that it becomes (`NAME.md`), and the diagnostics (`NAME.said`).
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from examc.core import report
from examc.core.diagnostics import Report
from examc.formats.aiken.read import read as aiken
from examc.formats.gift.read import read as gift
from examc.formats.text2qti.read import read as text2qti
from examc.verbs import pipeline

Reader = Callable[[str, bytes, Report], object]
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


@pytest.mark.timed
@pytest.mark.parametrize("line", ["COMMENT", "A. x", "a{=b}", "1. x", "ANSWER: A", "GROUP"])
@pytest.mark.parametrize("reader", [aiken, gift, text2qti])
def test_any_line_takes_time_by_its_number_alone(line: str, reader: Reader) -> None:
    """Comments without an end were quadratic once, and options without a key."""
    seconds = []
    for count in (5_000, 20_000):
        begin = process_time()
        reader("x", f"{line}\n".encode() * count, Report())
        seconds.append(process_time() - begin)
    assert seconds[1] < 7 * max(seconds[0], 0.3)
