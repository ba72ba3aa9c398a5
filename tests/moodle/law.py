"""The law of the reader: an exam that was written is read again, but for the reported losses."""

from collections.abc import Mapping

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.core.walking import images
from examc.formats.moodle.read import read, sniff
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.systems.moodle import view as system
from moodle.lose import lose
from moodle.marks import differing


def holds(exam: Exam, files: Mapping[str, bytes], options: Options) -> None:
    """Fail unless an exam is read again as it was written, and written again as it was.

    Read is exactly what the reported losses leave of it; its images are those that are left; and
    every response earns what Moodle gives for the file.
    """
    losses, found = Report(), Report()
    data = write(exam, files, options, losses)
    assert data is not None
    assert sniff(data)
    made, pictures = read("exam.xml", data, found)
    assert [d.message for d in found.diagnostics] == []
    assert made is not None
    left = lose(exam, losses.diagnostics)
    assert made == left
    shown = {image.src for image in images(left)}
    assert pictures == {path: data for path, data in files.items() if path in shown}
    assert write(made, pictures, options, Report()) == data
    assert differing(system.view(data), made) == []
