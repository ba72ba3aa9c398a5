"""Reads exams in CSV, TSV and Excel files, told by the names of their columns."""

from collections.abc import Sequence

from examc.core.diagnostics import Report
from examc.core.model import Exam, Exercise, Item, derived_exercise_id
from examc.files.package import beginnings
from examc.formats.foreign import plaintext
from examc.formats.foreign.identifiers import Ids
from examc.formats.foreign.packages import is_zip
from examc.formats.foreign.packages import opened as package_of
from examc.formats.sheets import brightspace, csvtext, workbook
from examc.formats.sheets.cells import Sheet
from examc.formats.sheets.layout import columns, score
from examc.formats.sheets.rows import Made, Rows, header
from examc.formats.sheets.texts import Texts


def sniff(data: bytes) -> bool:
    """Tell whether a content is a workbook, or text whose first row names columns of questions."""
    if is_zip(data):
        main = workbook.MAIN
        names = (name.lower() for name, _ in beginnings(data, (".xml",), 0))
        return any(name == main or name.endswith(f"/{main}") for name in names)
    text = plaintext.beginning(data)
    if not text or "\n" not in text[:10_000]:
        return False
    delimiter = csvtext.delimiter_of(text, score)
    rows = csvtext.first_rows(text, delimiter, 5)
    return brightspace.is_one(rows) or any(columns(row).is_known for row in rows)


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read a table, or all sheets of a workbook that can be seen.

    `path` is the file's name for messages, whose lines are rows. The exam is None where nothing
    can be made of it.
    """
    sheets = _workbook(path, data, report) if is_zip(data) else _text(path, data, report)
    if sheets is None:
        return None, {}
    texts = Texts(report)
    made, ids = Made(), Ids()
    for sheet in sheets:
        _sheet(sheet, texts, report, ids, made, _name(path, sheet))
    if not any(made.exercises.values()):
        if not any(diagnostic.code == "R513" for diagnostic in report.diagnostics):
            message = "no row names the columns of a table of questions"
            help_line = "see examc import --formats for the names, `question` among them"
            report.add("R400", message, path=path, help=help_line)
        return None, {}
    source = sheets[0].source
    message = "file does not say its language, which is taken to be 'en'"
    help_line = "write language: … in the front matter"
    report.add("R530", message, source.line_span(1), help=help_line)
    exercises = tuple(
        Exercise(id=derived_exercise_id(number), title=title, items=tuple(items))
        for number, (title, items) in enumerate(made.exercises.items(), 1)
    )
    title = plaintext.title_of(path)
    return Exam(title=title, exercises=exercises, span=source.line_span(1)), texts.images.files


def _name(path: str, sheet: Sheet) -> str:
    """The exercise of questions whose row names none."""
    return sheet.name or plaintext.title_of(path)


def _workbook(path: str, data: bytes, report: Report) -> list[Sheet] | None:
    package = package_of(path, data, report)
    if package is None:
        return None
    sheets = workbook.sheets(package)
    if not sheets and not report.failed:
        report.add("R401", "workbook has no sheet that can be read", path=path, help="save it anew")
    return sheets or None


def _text(path: str, data: bytes, report: Report) -> list[Sheet] | None:
    source = plaintext.read(path, data, report)
    if source is None:
        return None
    try:
        return [csvtext.sheet(source, csvtext.delimiter_of(source.text, score))]
    except csvtext.Unreadable as problem:
        report.add("R401", str(problem), path=path, help="save it as CSV UTF-8 in Excel")
        return None


def _sheet(
    sheet: Sheet, texts: Texts, report: Report, ids: Ids, made: Made, otherwise: str
) -> None:
    first: Sequence[Sequence[str]] = [row.cells for row in sheet.rows[:20] if not row.is_empty]
    found = header(sheet)
    is_others = brightspace.is_one(first)
    if not is_others and found is None:
        if sheet.name and first:
            message = f"sheet {sheet.name!r} holds no table of questions, and is not read"
            report.add("R534", message, path=sheet.source.path, help="see examc import --formats")
        return
    _say(sheet, report)
    if is_others:
        items: list[Item] = list(brightspace.questions(sheet, texts, report, ids))
        made.exercises.setdefault(otherwise, []).extend(items)
    elif found is not None:
        Rows(sheet, texts, report, ids).read(*found, made, otherwise)


def _say(sheet: Sheet, report: Report) -> None:
    """Say what the reader of the cells found, each thing once with how often it stands."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for code, message, help_line, line in sheet.told:
        lines.setdefault((code, message, help_line), []).append(line)
    for (code, message, help_line), at in lines.items():
        more = f" ({len(at)} times)" if len(at) > 1 else ""
        report.add(code, message + more, sheet.span(at[0]), help=help_line)
