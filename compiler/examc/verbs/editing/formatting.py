"""The canonical form of an open document, as `examc fmt` writes it."""

import posixpath

from examc.core.diagnostics import Report
from examc.formats.exam import fmt
from examc.verbs.editing.desk import Desk


def formatted(desk: Desk, path: str) -> tuple[str | None, str]:
    """The new text of a file, None where it stays as it is; and why, where that is to be told."""
    document, main = desk.document(path), desk.exam_of(path)
    if document is None or not main:
        return None, "this file belongs to no exam"
    report = Report()
    folder = desk.folder(main)
    place = "" if path == main else posixpath.relpath(path, folder.root)
    text = fmt.format_text(path, document.data, folder, report, place=place)
    if text is not None:
        return text, ""
    last = report.diagnostics[-1]
    return None, last.message + (f"; {last.help}" if last.help else "")
