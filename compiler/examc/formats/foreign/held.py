"""One of the exams that a file holds, as its reader hands it over."""

from typing import NamedTuple

from examc.core.diagnostics import Report
from examc.core.model import Exam


class Held(NamedTuple):
    """An exam, None where it could not be made, with the images it shows and what is told of it.

    `name` is what the file calls it; it is "" for the only exam of a file.
    """

    exam: Exam | None
    files: dict[str, bytes]
    report: Report
    name: str = ""


def led(found: list[Held], report: Report, nothing: str, help: str, path: str = "") -> list[Held]:
    """The exams of a file, with what is told of the whole file in the report of the first.

    Where there are none, the report says why, or that there is `nothing`, and what to do.
    """
    if not found:
        if not report.failed:
            report.add("R513", nothing, path=path, help=help)
        return [Held(None, {}, report)]
    report.extend(found[0].report.diagnostics)
    return [found[0]._replace(report=report), *found[1:]]
