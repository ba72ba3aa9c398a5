"""Reads QTI 1.2: of Canvas, ours and text2qti's too, of cartridges, and of Blackboard: bytes → exam."""

import posixpath
from collections import Counter
from collections.abc import Set as AbstractSet

from examc.core import lazyre, limits
from examc.core.diagnostics import Report, listed
from examc.core.model import Course, Exam
from examc.core.records import replace
from examc.files.xmltree import Element, characters, children, elements, value
from examc.formats.canvas import blackboard, names
from examc.formats.canvas.readfiles import Files
from examc.formats.canvas.readmeta import Settings, instructions, settings
from examc.formats.canvas.readpackage import Export, fields, holds_quizzes, load
from examc.formats.canvas.readquiz import Bank, Quizzes
from examc.formats.canvas.readtext import Texts
from examc.formats.foreign.documents import Document
from examc.formats.foreign.held import Held, led
from examc.formats.foreign.quoting import quoted

_EXPORT_OF = lazyre.compile(r'QTI Quiz Export for course "(.*)"')
_CARTRIDGE = "IMS Common Cartridge"
_EXPORT = "export a quiz, or a question bank, of Canvas' classic quizzes"
_BANKS = "question banks"
"""What the exam of the banks beside several quizzes is called."""


def sniff(data: bytes) -> bool:
    """Whether a content is a zip with quizzes in QTI 1.2."""
    return holds_quizzes(data)


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an export as one exam, and its images by their path in the exam's folder.

    Quizzes, question groups and banks become exercises; `path` is the file's name for messages.
    The exam is None where nothing could be read.
    """
    export = load(path, data, report)
    if export is None:
        return None, {}
    return _read(_Reader(export, _assessments(export), report))


def read_each(path: str, data: bytes, report: Report) -> list[Held]:
    """Read every quiz of an export as an exam, and what banks have beside them as one more."""
    export = load(path, data, report)
    if export is None:
        return [Held(None, {}, report)]
    quizzes = _assessments(export)
    if len(quizzes) < 2:
        return [Held(*_read(_Reader(export, quizzes, report)), report)]
    found: list[Held] = []
    drawn: set[str] = set()
    loose = _loose(export)
    for document, root in quizzes:
        reader = _Reader(export, [(document, root)], Report(format=report.format), loose)
        exam = reader.exam(beside=False)
        drawn |= {ident for ident, bank in reader.banks.items() if bank.used}
        if exam is None:
            title = quoted(names.line(root.get("title", "")))
            report.extend(reader.report.diagnostics)
            message = f"quiz {title} has no question that could be read, and is left out"
            report.add("R512", message, document.span(root), help="remove it, or fill it")
        else:
            found.append(Held(exam, reader.files.files, reader.report, exam.title))
    rest = _Reader(export, [], Report(format=report.format), loose, asked=_asked(quizzes))
    for ident in drawn:
        rest.banks[ident].used = True
    exam = rest.exam()
    if exam is not None:
        found.append(Held(exam, rest.files.files, rest.report, _BANKS))
    return led(found, report, "package has no question or text that could be read", _EXPORT, path)


def _read(reader: "_Reader") -> tuple[Exam | None, dict[str, bytes]]:
    exam = reader.exam()
    if exam is None:
        message = "package has no question or text that could be read"
        if reader.report.failed:
            return None, {}
        reader.report.add("R513", message, path=reader.export.package.path, help=_EXPORT)
        return None, {}
    return exam, reader.files.files


class _Reader:
    """Makes the exam of some quizzes of a package.

    `loose` are the items that stand in no quiz, from which those are taken that a quiz refers to;
    `asked` are questions of banks that other quizzes ask.
    """

    def __init__(
        self,
        export: Export,
        assessments: list[tuple[Document, Element]],
        report: Report,
        loose: dict[str, tuple[Document, Element]] | None = None,
        *,
        asked: AbstractSet[str] = frozenset(),
    ) -> None:
        self.export = export
        self.report = report
        self.assessments = assessments
        said = [fields(root) for _, root in self.assessments]
        self.ours = len(said) == 1 and said[0].get(names.TOOL_FIELD) == names.TOOL
        language = said[0].get(names.LANGUAGE_FIELD, "") if self.ours else ""
        self.language = language if limits.is_language(language) else ""
        self.files = Files(export.package, ours=self.ours)
        self.texts = Texts(self.files, self.report, ours=self.ours)
        self.banks = _by_ident(_banks(export))
        self.asked = _asked(self.assessments) | asked
        loose = _loose(export) if loose is None else loose
        self.quizzes = Quizzes(self.texts, self.report, self.banks, loose)

    def exam(self, *, beside: bool = True) -> Exam | None:
        """The exam, with the banks and items that stand `beside` its quizzes; None for nothing."""
        quizzes = [self._quiz(document, root) for document, root in self.assessments]
        if beside:
            for bank in self.banks.values():
                self._bank(bank)
            self.quizzes.alone(self._title() or "Questions")
        self.texts.otherwise.tell(self.report, "Canvas")
        exercises = tuple(self.quizzes.exercises)
        if not exercises and not self.ours:
            return None
        single = quizzes[0] if len(quizzes) == 1 else Settings()
        said = instructions(single.document, self.texts) if single.document else ()
        if not self.language:
            message = "language of the exam is not in the package; it is taken as English"
            help_line = "write language: in the front matter"
            self.report.add("R530", message, path=self.export.package.path, help=help_line)
        return Exam(
            title=single.title or self._title() or exercises[0].title,
            exercises=exercises,
            id=self._id(),
            language=self.language or "en",
            course=self._course(),
            duration=single.minutes,
            attempts=single.attempts,
            instructions=said or self.quizzes.instructions,
        )

    def _quiz(self, document: Document, root: Element) -> Settings:
        """Read a quiz; where there are several, each says itself what is lost of it."""
        ident, title = root.get("ident", ""), names.line(root.get("title", ""))
        said = fields(root)
        found = settings(self._settings(ident, document), said, self.report)
        kinds = (said.get("qmd_assessmenttype", ""), blackboard.assessment_kind(root))
        if any("survey" in kind.lower() for kind in kinds):
            message = "quiz is a survey, which nobody is marked for; that is not kept"
            self.report.add("R529", message, document.span(root), help="set it there again")
        title = found.title or title
        before = len(self.quizzes.exercises)
        self.quizzes.quiz(document, root, title, shuffle=found.shuffle)
        if len(self.assessments) > 1:
            self._report_lost(found, title, before)
        return replace(found, title=title)

    def _report_lost(self, found: Settings, title: str, before: int) -> None:
        lost = ["time limit"] * (found.minutes is not None)
        lost += ["number of attempts"] * (found.attempts is not None)
        if found.document is not None and value(found.document.root, "description"):
            lost.append("description")
        if lost and found.document is not None:
            where = f"exercise {before + 1}"
            message = f"{listed(lost)} of the quiz {title!r} left out: an exercise has none"
            span = found.document.span(found.document.root)
            help_line = "read each quiz by itself, or write them into the exam"
            self.report.add("R529", message, span, where=where, help=help_line)

    def _settings(self, ident: str, quiz: Document) -> Document | None:
        """The settings with the quiz's identifier, or else those in its folder."""
        for document in self.export.settings:
            if document.root.get("identifier") == ident:
                return document
        folder = posixpath.dirname(quiz.file)
        beside = [d for d in self.export.settings if posixpath.dirname(d.file) == folder]
        return beside[0] if len(beside) == 1 and len(self.assessments) == 1 else None

    def _bank(self, bank: Bank) -> None:
        """Read what no quiz has of a bank."""
        if bank.used:
            return
        asked = self.asked
        items = elements(bank.root, "item")
        left = [item for item in items if item.get("ident") not in asked]
        if len(left) < len(items):
            count = len(items) - len(left)
            noun = "question stands" if count == 1 else "questions stand"
            message = f"{count} {noun} in a quiz and in the bank {bank.title!r}, and are read once"
            self.report.add("R534", message, bank.document.span(bank.root))
        if left:
            self.quizzes.bank(bank, left)

    # -- the exam ---------------------------------------------------------------------------------

    def _id(self) -> str:
        if not self.ours:
            return ""
        return names.own_id(self.assessments[0][1].get("ident", "")) or ""

    def _title(self) -> str:
        """What the manifest calls the whole."""
        manifest = self.export.manifest
        titles = elements(manifest.root, "title") if manifest is not None else []
        return names.line(characters(titles[0])) if titles else ""

    def _course(self) -> Course:
        """The course that was exported, if the manifest says so."""
        title = self._title()
        match = _EXPORT_OF.fullmatch(title)
        if match:
            return Course(name=match[1])
        manifest = self.export.manifest
        schemas = elements(manifest.root, "schema") if manifest is not None else []
        return Course(name=title) if any(characters(e) == _CARTRIDGE for e in schemas) else Course()


def _assessments(export: Export) -> list[tuple[Document, Element]]:
    """The quizzes; a cartridge has a second copy of each, whole, in non_cc_assessments/.

    Quizzes that share an identifier and are no such pair are all there.
    """
    found: dict[tuple[str, int], tuple[Document, Element]] = {}
    counts: Counter[tuple[str, bool]] = Counter()
    for document in export.quizzes:
        is_whole = document.file.endswith(".qti")
        roots = children(document.root, "assessment")
        if not roots and children(document.root, "section"):
            roots = [document.root]  # its sections stand in no assessment
        for root in roots:
            ident = root.get("ident", "") or document.file
            key = (ident, counts[ident, is_whole])
            counts[ident, is_whole] += 1
            if key not in found or is_whole:
                found[key] = (document, root)
    return list(found.values())


def _asked(assessments: list[tuple[Document, Element]]) -> set[str]:
    """The identifiers of questions of banks that quizzes ask."""
    items = [item for _, root in assessments for item in elements(root, "item")]
    return {fields(item).get("assessment_question_identifierref", "") for item in items} - {""}


def _loose(export: Export) -> dict[str, tuple[Document, Element]]:
    """The items that stand directly below the root of a file, by their identifiers."""
    found: dict[str, tuple[Document, Element]] = {}
    for document in export.quizzes:
        for place, item in enumerate(children(document.root, "item"), 1):
            ident = item.get("ident", "") or f"{document.file} {place}"
            found[ident if ident not in found else f"{ident} {len(found)}"] = (document, item)
    return found


def _by_ident(banks: list[Bank]) -> dict[str, Bank]:
    """Banks by their identifiers; of those that share one, a group draws from the first."""
    found: dict[str, Bank] = {}
    for bank in banks:
        found[bank.ident if bank.ident not in found else f"{bank.ident} {len(found)}"] = bank
    return found


def _banks(export: Export) -> list[Bank]:
    found: list[Bank] = []
    for document in export.quizzes:
        for root in children(document.root, "objectbank"):
            said = fields(root)
            title = names.line(said.get("bank_title", "")) or "Question bank"
            found.append(Bank(document, root, root.get("ident", ""), title))
    return found
