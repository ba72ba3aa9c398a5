"""Writes an exam as a QTI 2.1 package: an item a question, a section an exercise, one test."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from examc.core import lazyre, numbers, uses, wording
from examc.core.diagnostics import Report
from examc.core.losses import Losses
from examc.core.model import Exam, Exercise, exercise_questions
from examc.core.source import Span
from examc.core.wording import Wording
from examc.files.package import Packer
from examc.files.xmldocument import IllegalCharacter, document
from examc.formats.options import Options
from examc.formats.qti21 import feedback, items, lom, losses, names, scores, systems
from examc.formats.qti21.dialect import QTI_2, Dialect
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.stems import Stem, blocks_after, stems

_ITEM = "qti21/assessmentItem.xml.j2"
_TEST = "qti21/assessmentTest.xml.j2"
_MANIFEST = "qti21/imsmanifest.xml.j2"
_LANGUAGE = lazyre.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


class ItemRef(NamedTuple):
    """A question in the test."""

    identifier: str
    href: str
    points: str
    required: bool = False
    fixed: bool = False


class Section(NamedTuple):
    """An exercise in the test; `pick` is how many of its questions are drawn, 0 for all."""

    identifier: str
    title: Markup
    shuffle: bool
    pick: int
    refs: list[ItemRef]


class Resource(NamedTuple):
    """An item in the manifest; `media` are the images it shows."""

    identifier: str
    href: str
    media: list[str]
    keywords: tuple[str, ...]


def _total(exam: Exam) -> Fraction:
    """The sum of the points that the items of one student have in the package."""
    return sum(map(_exercise_total, exam.exercises), Fraction(0))


def _exercise_total(exercise: Exercise) -> Fraction:
    points = [numbers.value(scores.number(q.points)) for q in exercise_questions(exercise)]
    if exercise.pick is not None and points:
        return exercise.pick * points[0]
    return sum(points, Fraction(0))


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """Write an exam and its images (by source path) as a zip; None if it cannot be XML.

    Losses, and what other systems do otherwise, are reported. Raises TemplateFailure for a
    template of the user's that cannot be used.
    """
    return written(exam, files, options, report, QTI_2)


def written(
    exam: Exam, files: Mapping[str, bytes], options: Options, report: Report, dialect: Dialect
) -> bytes | None:
    """The package of a version of QTI, as `write` has it."""
    uses.report(exam, dialect.target, dialect.name, dialect.statement, report)
    wording.report(exam, dialect.target, report)
    with Packer() as packer:
        package = _Package(exam, files, options, report, packer, dialect)
        for number, exercise in enumerate(exam.exercises, 1):
            package.add_section(exercise, f"exercise {number}")
        package.add_test()
    if options.math != "mathml":
        told = Losses(exam, dialect.target, report, "QTI")
        losses.latex(list(package.html.latex.values()), told)
    systems.report(exam, package.lengths, report, dialect)
    return None if package.refused else packer.data


def _title(exercise: Exercise, number: int, words: Wording) -> str:
    """The title of an item that has none of its own."""
    return f"{exercise.title} {number}" if exercise.title else words.question.format(number)


class _Package:
    """The files of a package as they come to be."""

    def __init__(
        self,
        exam: Exam,
        files: Mapping[str, bytes],
        options: Options,
        report: Report,
        packer: Packer,
        dialect: Dialect,
    ) -> None:
        self.exam = exam
        self.files = files
        self.options = options
        self.report = report
        self.packer = packer
        self.dialect = dialect
        self.sections: list[Section] = []
        self.resources: list[Resource] = []
        self.lengths: dict[str, int] = {}
        """How many characters of HTML every question has, by its place in the exam."""
        self.taken: set[str] = set()
        """The identifiers of the test, in small letters: an item's is a file name too."""
        self.refused = False
        self.told = Losses(exam, dialect.target, report)
        """For what is said of systems, whose names the messages begin with."""
        named = Losses(exam, dialect.target, report, dialect.name)
        self.html = Html(options.math, files, exam, named)

    def add_section(self, exercise: Exercise, where: str) -> None:
        """Add an exercise and the items of its questions."""
        words = wording.wording(self.exam.language)
        refs = [
            self._add_item(stem, _title(exercise, number, words), f"{where} › question {number}")
            for number, stem in enumerate(stems(exercise), 1)
        ]
        if not self.dialect.players_only:
            losses.pool(exercise, self.told)
        for block in blocks_after(exercise) if not refs else ():
            losses.homeless(block, self.html.losses)
        identifier = self._unique(names.section_identifier(exercise.id))
        title = attribute(exercise.title)
        section = Section(identifier, title, exercise.shuffle, exercise.pick or 0, refs)
        self.sections.append(section)

    def _add_item(self, stem: Stem, default_title: str, where: str) -> ItemRef:
        question, html = stem.question, self.html
        if not self.dialect.players_only:
            feedback.report(question, self.told)
        identifier = self._unique(names.item_identifier(question.id))
        item = items.item(stem, identifier, default_title, self._language(), html)
        self.lengths[where] = len(item.stem)
        href = f"{identifier}.xml"
        self._add(href, _ITEM, {"item": item}, where, question.span)
        media = self._add_media(html)
        self.resources.append(
            Resource(names.resource_identifier(identifier), href, media, question.tags)
        )
        return ItemRef(identifier, href, item.points, question.always, question.fixed)

    def add_test(self) -> None:
        """Add the test and the manifest."""
        exam, html = self.exam, self.html
        test = {
            "identifier": names.test_identifier(exam.id),
            "title": attribute(exam.title),
            "tool": names.TOOL,
            "maximum": scores.maximum(_total(exam)),
            "seconds": exam.duration * 60 if exam.duration else 0,
            "description_class": names.DESCRIPTION,
            "description_view": names.STAFF,
            "description": html.of(exam).markup(exam.description),
            "instructions_class": names.INSTRUCTIONS,
            "instructions": html.of(exam).markup(exam.instructions),
            "attempts": 1 if exam.attempts is None else exam.attempts,
            "sections": self.sections,
        }
        self._add(names.TEST_FILE, _TEST, {"test": test}, "", exam.span)
        manifest = {
            "items": self.resources,
            "test": Resource(names.TEST_RESOURCE, names.TEST_FILE, self._add_media(html), ()),
            "metadata": lom.metadata(exam, [section.identifier for section in self.sections]),
        }
        self._add(names.MANIFEST_FILE, _MANIFEST, manifest, "", exam.span)

    def _add(
        self, name: str, template: str, fields: Mapping[str, object], where: str, span: Span | None
    ) -> None:
        what = where or name
        spelled = self.dialect.manifest if template == _MANIFEST else self.dialect.document
        try:
            made = document(template, self.options.templates, fields, what)
            self.packer.add(name, spelled(made))
        except IllegalCharacter as error:
            self.refused = True
            name, target = self.dialect.name, self.dialect.target
            message = f"{name} cannot hold the character {error}, for which XML has no place"
            self.report.add("X381", message, span, help="remove it", where=where, target=target)

    def _add_media(self, html: Html) -> list[str]:
        """Add the images used since the last call; one without data stays a dead link."""
        used = {src: name for src, name in html.take_images().items() if src in self.files}
        for src, name in used.items():
            if name not in self.packer:
                self.packer.add(name, self.files[src])
        return sorted(used.values())

    def _unique(self, name: str) -> str:
        """A name that nothing has yet: an id that stands twice must not cost a question."""
        found, number = name, 2
        while found.lower() in self.taken:
            found, number = f"{name}-{number}", number + 1
        self.taken.add(found.lower())
        return found

    def _language(self) -> str:
        language = self.exam.language
        return language if _LANGUAGE.fullmatch(language) else ""
