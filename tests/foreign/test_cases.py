"""Files of offices and of paper as their programs write them: what becomes of each, as a golden.

`word-ten-ways.docx` was written by LibreOffice, the PDFs were printed by Chromium.
"""

from pathlib import Path

import pytest

from conftest import Golden
from examc.core import report
from examc.verbs import pipeline

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(path for path in FOLDER.iterdir() if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_becomes_a_source(path: Path, golden: Golden) -> None:
    reading = pipeline.read(path.name, path.read_bytes())
    source = pipeline.to_source(reading, "md")
    assert source is not None, [d.message for d in reading.report.diagnostics]
    said = "\n".join(report.render(reading.report.diagnostics, "concise")) + "\n"
    made = {"exam.md": source, "diagnostics.txt": said.encode(), **reading.files}
    golden(FOLDER / path.name.replace(".", "-"), made)
    again = pipeline.read("exam.md", source, dict(reading.files))
    assert again.usable == reading.usable
