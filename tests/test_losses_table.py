"""The README's table of what `convert` loses between each format that is read and each target.

It is made of one small file of each format, so it shows what is usually lost and no more; what a
target holds of each feature is in `examc targets`.
"""

from collections.abc import Iterator
from pathlib import Path

from examc.core.diagnostics import CODES
from examc.formats import READERS
from examc.verbs import pipeline
from support import ROOT
from test_imported import _input

TARGETS = ("qti", "moodle", "ans", "canvas", "qti3", "gift")
_TESTS = ROOT / "tests"
_FILES = {
    "word": "foreign/cases/word-ten-ways.docx",
    "sheets": "foreign/cases/sheets-own-layout.csv",
    "pdf": "foreign/cases/pdf-choice.pdf",
    "gift": "foreign/texts/kinds.gift",
    "aiken": "foreign/texts/usual.aiken.txt",
    "text2qti": "foreign/texts/usual.text2qti.txt",
}
_IMPORTED = {
    "moodle": "moodle-classic",
    "canvas": "cartridge-1.3",
    "qti": "qti-2.1-composite",
    "qti3": "qti3-gaps",
}


def _samples() -> Iterator[tuple[str, str, bytes]]:
    """A format that is read, and the name and the bytes of a small file of it."""
    for reader in READERS:
        if reader.name in _IMPORTED:
            yield reader.title, *_input(_IMPORTED[reader.name])
        elif reader.name in _FILES:
            path = _TESTS / _FILES[reader.name]
            yield reader.title, path.name, path.read_bytes()
        elif reader.name == "ans":
            source = _TESTS / "cases" / "levels" / "exam.md"
            exam = pipeline.read(source.name, source.read_bytes())
            yield reader.title, "exam.json", pipeline.build(exam, ["ans"]).outputs["ans"]
        else:
            path = min((_TESTS / "transcript" / "cases").glob("*/transcript.md"))
            yield reader.title, path.name, path.read_bytes()


def _lost(name: str, data: bytes) -> Iterator[str]:
    """For each target, the names of the codes that it reports of a file."""
    built = pipeline.convert(name, data, TARGETS)
    assert built.outputs, [d.message for d in built.diagnostics]
    for target in TARGETS:
        names = {
            CODES[d.code].name.removeprefix("lost-") for d in built.losses if d.target == target
        }
        yield ", ".join(sorted(names)) or "–"


def table() -> str:
    """The table, as it stands in the README."""
    rows = [("from", *TARGETS), ("---",) * (len(TARGETS) + 1)]
    rows += [(title, *_lost(name, data)) for title, name, data in _samples()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def test_the_table_of_losses_is_what_convert_loses() -> None:
    assert table() in Path(ROOT / "README.md").read_text(encoding="utf-8")
