"""Takes one input through all that examc does with it, and says what went wrong."""

import io
import re
import time
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from examc.core.diagnostics import Diagnostic, Severity
from examc.core.report import FORMATS, render
from examc.files.folders import MemoryFolder
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.systems.table import SYSTEMS
from examc.verbs import pipeline, proving
from fuzz.seeds import IMAGES
from support import READ_BACK

SLOW = 5.0  # seconds of CPU
KINDS = ("traceback", "no place", "slow", "placeholder", "unreadable source", "unreadable output")
_MARKED = {system.target for system in SYSTEMS}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f])")


@dataclass(slots=True)
class Judged:
    """What came of one input: whether an exam came of it, and what went wrong, by kind."""

    accepted: bool = False
    wrong: dict[str, str] = field(default_factory=dict)


def judge(name: str, data: bytes, dice: Random) -> Judged:
    """Read, check, write, read back, and (of some) prove one input."""
    result = Judged()
    begin = time.process_time()
    try:
        _run(name, data, dice, result)
    except Exception:  # noqa: BLE001 - whatever it is, it is a finding
        result.wrong["traceback"] = traceback.format_exc()
    spent = time.process_time() - begin
    if spent > SLOW:
        result.wrong["slow"] = f"{spent:.1f} s for {len(data)} bytes"
    return result


def _run(name: str, data: bytes, dice: Random, result: Judged) -> None:
    reading = pipeline.read(name, data, MemoryFolder(IMAGES))
    diagnostics = pipeline.check(reading)
    _told(diagnostics, result)
    if not reading.format:
        _formatted(name, data, result)
    if reading.usable is None:
        if not any(d.severity is Severity.ERROR for d in diagnostics):
            result.wrong["no place"] = "refused without a word"
        return
    result.accepted = True
    options = Options(dice.choice(("latex", "mathml")), dice.choice(("", "nearest", "cloze")))
    built = pipeline.build(reading, READ_BACK, options)
    _told(built.diagnostics, result)
    for target, output in built.outputs.items():
        _clean(f"{target} output", output, result)
        _read_back(target, output, result)
    for spelling in ("md", "yaml"):
        _as_source(reading, spelling, result)
    if dice.random() < 0.1 and built.outputs:
        proving.verify(reading, [name for name in built.outputs if name in _MARKED], options)


def _told(diagnostics: list[Diagnostic], result: Judged) -> None:
    """Every refusal has a place, and no message holds a sign of ours."""
    for one in diagnostics:
        has_place = one.span is not None or one.where or (one.path and one.code != "S161")
        if one.severity is Severity.ERROR and not has_place:
            result.wrong["no place"] = f"{one.code} {one.message}"
    for form in FORMATS:
        for line in render(diagnostics, form):
            if _CONTROL.search(line):
                result.wrong["placeholder"] = f"{form}: {line!r}"


def _clean(what: str, data: bytes, result: Judged) -> None:
    for name, text in _texts(data):
        found = _CONTROL.search(text) or (_ESCAPED.search(text) if "ans" in what else None)
        if found:
            around = text[max(0, found.start() - 60) : found.end() + 60]
            result.wrong["placeholder"] = f"{what} {name}: {around!r}"


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    if not data.startswith(b"PK"):
        yield "", data.decode()
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".csv", ".html")):
                yield name, archive.read(name).decode()


def _read_back(target: str, output: bytes, result: Judged) -> None:
    if all(line.startswith((b"//", b"$CATEGORY:")) for line in output.split(b"\n") if line):
        return  # nothing of the exam has a place there, which is told of each question
    back = pipeline.read(f"x.{TARGETS[target].extension}", output)
    if back.usable is None:
        said = [
            f"{d.code} {d.message}" for d in back.report.diagnostics if d.severity is Severity.ERROR
        ]
        result.wrong["unreadable output"] = f"{target}: {said[:3]}"


def _as_source(reading: pipeline.Reading, spelling: str, result: Judged) -> None:
    """An exam that was read can be written as a source, which can be read."""
    before = len(reading.report.diagnostics)
    source = pipeline.to_source(reading, spelling)
    new = reading.report.diagnostics[before:]
    del reading.report.diagnostics[before:]
    if source is None:
        _told(new, result)
        result.wrong["unreadable source"] = (
            f"{spelling}: {[f'{d.code} {d.message}' for d in new][:3]}"
        )
        return
    _clean(f"{spelling} source", source, result)
    again = pipeline.read(f"exam.{spelling}", source, MemoryFolder({**IMAGES, **reading.files}))
    if again.usable is None:
        said = [f"{d.code} {d.message}" for d in again.report.diagnostics][:3]
        result.wrong["unreadable source"] = f"{spelling}: {said}"


def _formatted(name: str, data: bytes, result: Judged) -> None:
    """`fmt` refuses, or its result stays as it is."""
    from examc.core.diagnostics import Report
    from examc.formats.exam import fmt

    report = Report()
    text = fmt.format_text(name, data, MemoryFolder(IMAGES), report)
    _told(report.diagnostics, result)
    if (
        text is not None
        and fmt.format_text(name, text.encode(), MemoryFolder(IMAGES), Report()) != text
    ):
        result.wrong["unreadable source"] = "fmt of what fmt wrote is another text"
