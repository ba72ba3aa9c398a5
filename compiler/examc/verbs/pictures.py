"""The images of an exam that was read: whatever acts in one is taken out, and said."""

from collections.abc import Mapping

from examc.core.diagnostics import Report, listed
from examc.core.model import Exam
from examc.core.source import Span
from examc.core.walking import images
from examc.files import svg


def cleaned(
    exam: Exam | None, files: Mapping[str, bytes], path: str, report: Report, *, own: bool
) -> Mapping[str, bytes]:
    """The same images, SVG without what acts in it or reaches out of it.

    One that cannot be read is an error in a source of our `own`; else an empty one stands for it.
    """
    made: dict[str, bytes] = {}
    for name, data in files.items():
        if not svg.is_svg(name, data):
            continue
        result = svg.cleaned(data)
        if result is None:
            made[name] = svg.EMPTY
            _broken(exam, name, path, report, own=own)
        elif result[1]:
            made[name] = result[0]
            message = (
                f"image {name!r} does more than show a picture: left out is {listed(result[1])}"
            )
            help_line = "save it as plain SVG, or as PNG"
            report.add("R487", message, _span(exam, name), path=path, help=help_line)
    return {**files, **made} if made else files


def _broken(exam: Exam | None, name: str, path: str, report: Report, *, own: bool) -> None:
    message = f"image {name!r} is no SVG that can be read"
    if own:
        help_line = "save it anew, as plain SVG or as PNG"
        report.add("S155", message, _span(exam, name), path=path, help=help_line)
    else:
        report.add("R488", f"{message}; an empty one stands for it", path=path, help="add it anew")


def _span(exam: Exam | None, name: str) -> Span | None:
    """Where an image is shown first."""
    if exam is None:
        return None
    return next((image.span for image in images(exam) if image.src == name), None)
