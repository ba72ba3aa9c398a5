"""Reads an exam that somebody wrote in Word, and says what was guessed and what has no place."""

from examc.core.diagnostics import Report
from examc.core.limits import is_language
from examc.core.model import Exam
from examc.core.source import Source
from examc.files.package import beginnings
from examc.files.xmltree import child, elements
from examc.formats.foreign.documents import Broken, Document, document
from examc.formats.foreign.images import Images
from examc.formats.foreign.packages import is_zip
from examc.formats.foreign.packages import opened as package_of
from examc.formats.word.build import build
from examc.formats.word.content import Texts
from examc.formats.word.flow import MOST_PARAGRAPHS, Body, TooMany
from examc.formats.word.keys import answer_key
from examc.formats.word.outline import outline
from examc.formats.word.package import MAIN, Docx, attribute, opened
from examc.formats.word.pieces import Told
from examc.formats.word.splitting import split


def sniff(data: bytes) -> bool:
    """Tell whether a content is a Word file."""
    return is_zip(data) and any(
        name.lower() == MAIN or name.lower().endswith(f"/{MAIN}")
        for name, _ in beginnings(data, (".xml",), 0)
    )


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read a .docx: the model, and its images by their path.

    `path` is the file's name for messages, whose lines are the paragraphs of the file. The exam
    is None where nothing can be made of it.
    """
    package = package_of(path, data, report)
    docx = opened(package) if package else None
    main = _main(docx, report) if docx else None
    if docx is None or main is None:
        return None, {}
    images, told = Images(), Told()
    body = Body(docx, images, told)
    try:
        flows = body.read(main.root)
    except TooMany:
        message = f"file has more than {MOST_PARAGRAPHS} paragraphs"
        report.add("R409", message, path=path, help="import it in parts")
        return None, {}
    source = Source(path, "\n".join(body.lines))
    paper = outline(list(split(flows, told)))
    answer_key(paper, told)
    if not paper.drafts():
        _tell(told, source, report)
        message = "file has no numbered questions and no lettered options"
        help_line = "number the questions (1. or Question 1), and letter their options (A. or a))"
        report.add("R400", message, path=path, help=help_line)
        return None, {}
    language = _language(body)
    if not language:
        message = "file does not say its language, which is taken to be 'en'"
        help_line = "write language: … in the front matter"
        report.add("R530", message, source.line_span(1), help=help_line)
    exam = build(source, paper, Texts(told, body.styles.of_paragraph("")), told, language)
    _tell(told, source, report)
    return exam, images.files


def _main(docx: Docx, report: Report) -> Document | None:
    """The text of the file; None, and an error, where it cannot be read."""
    label = docx.package.label(docx.main)
    try:
        return document(label, docx.package.files[docx.main], docx.main)
    except Broken as problem:
        code = "R409" if problem.is_hostile else "R401"
        help_line = "open it in Word, and save it anew"
        report.add(code, str(problem), problem.span, help=help_line)
        return None


def _language(body: Body) -> str:
    """The language of the file's text, by its usual style; "" where it says none."""
    styles = body.docx.related("styles")
    for usual in elements(styles.root, "rPrDefault") if styles else []:
        for properties in elements(usual, "rPr"):
            stated = child(properties, "lang")
            tag = "" if stated is None else attribute(stated, "val").partition("-")[0].lower()
            return tag if is_language(tag) else ""
    return ""


def _tell(told: Told, source: Source, report: Report) -> None:
    """Say everything, each thing once with how often it stands."""
    for (code, message, help_line), lines in told.found.items():
        more = f" ({len(lines)} times)" if len(lines) > 1 else ""
        span = source.line_span(max(min(lines), 1))
        report.add(code, message + more, span, help=help_line)
