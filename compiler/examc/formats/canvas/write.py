"""Writes an exam as a zip that Canvas imports as "QTI .zip file": one quiz in its own dialect."""

from collections.abc import Mapping
from typing import assert_never

from examc.core import uses, wording
from examc.core.content import Math, walk
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    StimulusBlock,
    TextBlock,
    exercise_questions,
    item_noun,
)
from examc.core.walking import texts
from examc.core.walking import walk as walk_exam
from examc.files.package import pack
from examc.files.xmldocument import IllegalCharacter, document
from examc.formats.canvas import answers, items, names, rubrics
from examc.formats.canvas.holds import STATEMENT
from examc.formats.canvas.html import Page
from examc.formats.canvas.meta import Section, is_group, meta
from examc.formats.canvas.points import kept, number
from examc.formats.canvas.shapes import Item as Written
from examc.formats.options import Options
from examc.systems.canvas.limits import LONGEST_NAME, LONGEST_TEXT
from examc.systems.canvas.marks import MARKING
from examc.systems.marking import TOO_LONG

_QUIZ = "canvas/quiz.xml.j2"
_META = "canvas/assessment_meta.xml.j2"
_MANIFEST = "canvas/imsmanifest.xml.j2"


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """The exam as a zip with its images (`files`, by path); its rubrics are `beside` it.

    None where it has characters that XML cannot hold. Raises TemplateFailure where a template
    cannot be used, or makes what is no XML.
    """
    uses.report(exam, names.TARGET, names.NAME, STATEMENT, report)
    wording.report(exam, names.TARGET, report)
    return _Package(exam, files, options, Losses(exam, names.TARGET, report, names.NAME)).packed()


def beside(exam: Exam) -> dict[str, bytes]:
    """The rubrics that Canvas imports by themselves, at Rubrics; nothing for an exam without any."""
    table = rubrics.table(exam, Losses(exam, names.TARGET, Report(), names.NAME))
    return {names.RUBRICS_FILE: table} if table else {}


class _Package:
    """The files of a package as they come to be."""

    def __init__(
        self, exam: Exam, files: Mapping[str, bytes], options: Options, losses: Losses
    ) -> None:
        self.exam = exam
        self.files = files
        self.options = options
        self.losses = losses
        self.page = Page(files, options.math, exam.language)
        self.unique = names.Unique()
        self.refused = False

    def packed(self) -> bytes | None:
        """The zip."""
        exam = self.exam
        quiz = meta(exam, self.page.blocks(exam.instructions), self.losses)
        sections = [part for exercise in exam.exercises for part in self._exercise(exercise)]
        if self.options.math == "mathml":
            self._formulas()
        media = sorted(self.page.used.values())
        data = {"quiz": quiz, "sections": sections, "media": media, "names": names.WORDS}
        entries = {
            f"{quiz.ident}/{quiz.ident}.xml": self._document(_QUIZ, data),
            f"{quiz.ident}/{names.META_FILE}": self._document(_META, data),
            names.MANIFEST_FILE: self._document(_MANIFEST, data),
            **{name: self.files[path] for path, name in self.page.used.items()},
        }
        rubrics.table(exam, self.losses)  # `beside` writes it; what it loses is told here
        return None if self.refused else pack(entries)

    def _document(self, name: str, data: Mapping[str, object]) -> bytes:
        """What a template makes, which must be XML: Canvas fails in silence otherwise."""
        try:
            return document(name, self.options.templates, data)
        except IllegalCharacter as error:
            self._refuse(error)
            return b""

    def _refuse(self, character: IllegalCharacter) -> None:
        if not self.refused:
            message = f"cannot hold the character {character}, for which XML has no place"
            self.losses.add("X381", self.exam, message, "remove it")
        self.refused = True

    # -- exercises and their items ----------------------------------------------------------------

    def _exercise(self, exercise: Exercise) -> list[Section]:
        """The section of an exercise, which begins with its title; a group has it before it."""
        ident, title = self._ident("s", exercise), names.line(exercise.title)
        drawn = exercise.pick is not None and any(exercise_questions(exercise))
        group = drawn or is_group(exercise, self.losses)
        top = [items.heading(f"{ident}{names.TITLE}", title, self.page)] if title else []
        entries: list[Written] = []
        words, count = wording.wording(self.exam.language), 0
        for item in exercise.items:
            count += isinstance(item, Question)
            made = self._item(item, names.default_title(title, count, words))
            if drawn and not isinstance(item, Question):
                self._moved(item, count)
                top.append(made)
            else:
                entries.append(made)
        if not group:
            return [Section(ident, title, (*top, *entries))]
        before = [Section(f"{ident}{names.TOP}", title, tuple(top))] if top else []
        points, name = self._group_points(exercise), self._group_name(exercise, title)
        pick = len(entries) if exercise.pick is None else exercise.pick
        return [*before, Section(ident, name, tuple(entries), pick, points)]

    def _moved(self, block: StimulusBlock, after: int) -> None:
        """Report a block between the questions of a pool, whose place is before them."""
        if after:
            message = f"shows this {item_noun(block)} before the questions of which some are drawn"
            feature = Feature.TEXT_BLOCK if isinstance(block, TextBlock) else Feature.IMAGE_BLOCK
            self.losses.add(feature, block, message, "put it before the first question")

    def _group_points(self, exercise: Exercise) -> str:
        """What each question of a group is worth: those of its first one, in the place of its own."""
        asked = [kept(question.points) for question in exercise_questions(exercise)]
        if len(set(asked)) > 1:
            message = f"gives {number(asked[0])} points for each question of this pool"
            self.losses.add(Feature.POOL, exercise, message, "give all of them the same points")
        return number(asked[0])

    def _group_name(self, exercise: Exercise, title: str) -> str:
        """The name of a question group; with a longer one, the import of the whole quiz fails."""
        if len(title) > LONGEST_NAME:
            message = f"cuts the name of the question group off after {LONGEST_NAME} characters"
            self.losses.add(Feature.EXERCISE, exercise, message, "shorten the title")
        return title[:LONGEST_NAME]

    def _ident(self, kind: str, node: Exercise | Item) -> str:
        """The identifier of an item or exercise; one that is cut or numbered is another id."""
        written = self.unique.name(names.identifier(kind, node.id, names.scope(self.exam)))
        if names.own_id(written) != node.id:
            message = f"needs another identifier than {node.id[:60]!r}: {written[:80]!r} is written"
            self.losses.add(Feature.PART_ID, node, message, "give it a short id of its own")
        return written

    def _item(self, item: Item, default: str) -> Written:
        ident = self._ident("q", item)
        match item:
            case TextBlock() | ImageBlock():
                made = items.block(ident, item, self.page)
            case Question():
                answered = answers.answered(item, self.page, self.losses)
                made = items.question(ident, self._title(item, default), item, answered, self.page)
            case _:
                assert_never(item)
        if len(made.html) > LONGEST_TEXT:
            message = (
                f"does not show this text: it has {len(made.html)} characters of HTML, "
                f"and {LONGEST_TEXT} are the limit"
            )
            help_line = "shorten it, or part it into several blocks"
            self.losses.add(TOO_LONG, item, message, help_line, system=MARKING.system)
        return made

    def _title(self, question: Question, default: str) -> str:
        title = names.line(question.title)
        if question.title and title in ("", default):
            message = f"cannot tell the title {title!r} from that of a question without one"
            self.losses.add(Feature.TITLE, question, message)
        elif title != question.title:
            self.losses.add(Feature.TITLE, question, f"bends the title to {title[:80]!r}")
        return title or default

    def _formulas(self) -> None:
        """Report the formulas that were asked for as MathML and stay LaTeX."""
        failed = set(self.page.failed)
        for _, node in walk_exam(self.exam) if failed else ():
            for text in texts(node):
                for part in walk(text):
                    if isinstance(part, Math) and part in failed:
                        message = "keeps this formula as LaTeX: there is no MathML for it"
                        help_line = "write it with simpler macros, or build with --math latex"
                        self.losses.add(Feature.MATH, node, message, help_line, part.span)
