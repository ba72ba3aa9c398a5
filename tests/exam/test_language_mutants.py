"""Sources with random slips: none is too odd to be read, and all that is said stands in the file.

The slips are the same in every run. A longer run is `EXAMC_MUTANTS=5000 pytest` with this file.
"""

import os
import random
import time

import pytest

from examc import lint
from examc.core import places, report
from examc.core.diagnostics import Diagnostic, Report
from examc.formats.exam.write import write
from support import ROOT, read_text

COUNT = int(os.environ.get("EXAMC_MUTANTS", "300"))
SECONDS = 2.0  # of CPU for one source; the longest takes a tenth of a second

SIGNS = [
    *(
        r"{ } {#a} {+1} {2|66.67%} $ $$ \ ` ``` ~~~ * ** _ ~ ^ [ ] ( ) ![ ]( < > <b> <!-- --> & &#1; "
        r"&#x202e; # ## ### - + 1. · " + '" '
        r"' : | > --- -|- é 漢 😀 pts 1/3 % \frac \begin{x} \left( 1e999 / none !! &a *a @ \| 9/0"
    ).split(" "),
    "- [ ] ",
    "- [x] ",
    "> ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "é",
    "\u2028",
    "\x85",
    "\ufeff",
    "\x00",
    "\x1a",
    "\xa0",
    "## 1 pt · open\n",
    "### levels\n",
    "\n|a|b|\n|-|-|\n",
]


def _sources(name: str) -> list[str]:
    paths = sorted((ROOT / "tests" / "cases").glob("*/exam.md"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    long = (ROOT / "sources" / "resit2022" / "exam.md").read_text(encoding="utf-8")
    if name == "exam.md":
        return [*texts, long]
    exam, _, _ = read_text(long)
    assert exam is not None
    return [write(exam, "yaml")]


def _slip(text: str, chance: random.Random) -> str:
    """The text with one piece put in, taken out, doubled, moved or indented."""
    lines = text.split("\n")
    line, at = chance.randrange(len(lines)), chance.randrange(len(text) + 1)
    match chance.randrange(7):
        case 0 | 1:
            return text[:at] + chance.choice(SIGNS) + text[at:]
        case 2:
            return text[:at] + text[at + chance.choice((1, 2, 5, 40)) :]
        case 3:
            lines.insert(chance.randrange(len(lines)), lines[line])
        case 4:
            del lines[line]
        case 5:
            lines[line] = chance.choice((" ", "  ", "    ", "\t", "> ", "- ", "#")) + lines[line]
        case _:
            other = chance.randrange(len(lines))
            lines[line], lines[other] = lines[other], lines[line]
    return "\n".join(lines)


def _stands_in_its_file(found: Diagnostic) -> bool:
    if found.span is None:
        return bool(found.path)
    span = found.span.root()
    lines = span.source.lines
    return (
        1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
        and (span.line, span.column) <= (span.end_line, span.end_column)
    )


@pytest.mark.parametrize("name", ["exam.md", "exam.yaml"])
def test_a_source_with_slips(name: str) -> None:
    sources = _sources(name)
    chance = random.Random(20220214)
    for _ in range(COUNT if name == "exam.md" else COUNT // 3):
        text = chance.choice(sources)
        for _ in range(chance.choice((1, 1, 2, 3, 8))):
            text = _slip(text, chance)
        start = time.process_time()
        found = _everything(text, name)
        assert time.process_time() - start < SECONDS, text
        wrong = [entry for entry in found if not _stands_in_its_file(entry)]
        assert not wrong, (wrong, text)


def _everything(text: str, name: str) -> list[Diagnostic]:
    """All that is said of a source, after it was rendered in every form."""
    exam, _, found = read_text(text, {"a.md": b"# A\n"}, name)
    said = Report(list(found.diagnostics))
    if exam is not None:
        lint.run(exam, [], said)
        said.diagnostics = places.fill(exam, said.diagnostics)
    for form in report.FORMATS:
        assert "\x00" not in "".join(report.render(said.diagnostics, form))
    return said.diagnostics
