"""Reads QTI 2.x and 3: packages, folders and single documents, ours exactly, others as far as known.

Marks are read from what an item does, not from what it says; an item whose marks or kind have no
place in an exam is kept out with its reason, and the rest is read.
"""

import posixpath
from fractions import Fraction

from examc.core import lazyre, limits
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.model import Exam, Exercise, Item, TextBlock, derived_exercise_id
from examc.files import xmltree
from examc.files.package import peek
from examc.files.xmltree import characters, child
from examc.formats.foreign import identifiers
from examc.formats.foreign.identifiers import legal
from examc.formats.foreign.packages import Package, heads, is_zip, opened
from examc.formats.foreign.quoting import line, quoted
from examc.formats.qti21 import names, readmetadata, readpools, readtest
from examc.formats.qti21.readbody import Body, is_for_candidates
from examc.formats.qti21.readcontext import Context, Given, Place, tidy_tags
from examc.formats.qti21.readimages import Images
from examc.formats.qti21.readitem import items
from examc.formats.qti21.readmetadata import Metadata, value
from examc.formats.qti21.readpackage import Contents, contents
from examc.formats.qti21.readtest import Part, Reference, Test
from examc.systems import qti3

_QTI_2 = lazyre.compile(
    rb"imsqti_(?:item|test|section|assessment)_xmlv2p|QTIv2\.|qti/?v2p|imsqti_v2p"
)
MANIFEST_BYTES = 2_000_000
_CANVAS_SETTINGS = "assessment_meta.xml"


def sniff(data: bytes) -> bool:
    """Whether a content is QTI 2.x: a package with such a manifest, or a document of one part."""
    if is_zip(data):
        manifest = peek(data, names.MANIFEST_FILE, MANIFEST_BYTES)
        if manifest is not None and _QTI_2.search(manifest.replace(b"\0", b"")):
            return True
    return any(head.name in ("assessmentItem", "assessmentTest") for head in heads(data))


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read a package or a single document: the exam, and its images by their path.

    `path` is the file's name for messages. The exam is None where there is nothing to make one
    of; why is then an error in the report.
    """
    package = opened(path, data, report)
    if package is None:
        return None, {}
    package.adapt = qti3.rename
    return _exam(package)


def _exam(package: Package) -> tuple[Exam | None, dict[str, bytes]]:
    found = contents(package)
    if not found.tests and not found.items:
        if not package.report.failed:
            message = "there is no QTI item or test here"
            help_line = "export it as QTI 2.1 or 3"
            package.report.add("R400", message, path=package.path, help=help_line)
        return None, {}
    return _Reader(package, found).exam()


class _Reader:
    """Makes the exam of a package."""

    def __init__(self, package: Package, found: Contents) -> None:
        self.package = package
        self.found = found
        self.metadata = Metadata()
        self.context = Context(Images(package))
        self.count = 0
        """The questions and texts that were made of items."""

    def exam(self) -> tuple[Exam | None, dict[str, bytes]]:
        """The exam and its images; None where all of it had to be kept out."""
        manifest = self.found.manifest
        self.metadata = readmetadata.of_manifest(None if manifest is None else manifest.root)
        test = self._test()
        parts = [*(test.parts if test else ()), *self._outside(test)]
        ids = [self._exercise_id(number, part, test) for number, part in enumerate(parts, 1)]
        exercises = tuple(
            self._exercise(number, part, own, test)
            for number, (part, own) in enumerate(zip(parts, ids, strict=True), 1)
        )
        asked = any(part.references for part in parts)
        if not self.count and (asked or not (test and test.ours)):
            self._tell_nothing(asked=asked)
            return None, {}
        self._tell_quiz()
        made = self._ours(test, exercises) if test and test.ours else self._foreign(test, exercises)
        return made, self.context.images.files

    def _tell_nothing(self, *, asked: bool) -> None:
        """Say that there is no exam to make, where no error says why."""
        if self.package.report.failed:
            return
        if asked:
            help_line = "see why each of them is kept out"
            self._add("R513", "none of its items can be read", help_line=help_line)
        else:
            help_line = "export it with its items, as a package"
            self._add(
                "R513", "test has no items, so there is no question in it", help_line=help_line
            )

    def _add(self, code: str, message: str, *, help_line: str = "", where: str = "") -> None:
        path = self.package.path
        self.package.report.add(code, message, path=path, help=help_line, where=where)

    def _tell_quiz(self) -> None:
        """Report that Canvas' settings beside a test make a survey or a practice of it."""
        for file in self.package.files:
            if posixpath.basename(file) != _CANVAS_SETTINGS:
                continue
            document = self.package.load(file)
            kind = None if document is None else child(document.root, "quiz_type")
            said = "" if kind is None else characters(kind).strip()
            if document is not None and said not in ("", "assignment"):
                message = f"quiz type {said[:40]!r} is not kept: an exam counts"
                span = document.span(document.root)
                self.package.report.add("R529", message, span, help="set it where it is given")

    # -- what there is to read ------------------------------------------------------------------

    def _test(self) -> Test | None:
        """The first test that can be read."""
        report = self.package.report
        for file in self.found.tests:
            document = self.package.load(file)
            if document is not None:
                readmetadata.add_exercises(self.metadata, self.found.test_metadata.get(file))
                others = len(self.found.tests) - 1
                if others:
                    message = f"test {file} is read, and {others} more are not"
                    self._add("R534", message, help_line="export each test on its own")
                return readtest.read(document, file, self.package, report)
        return None

    def _outside(self, test: Test | None) -> list[Part]:
        """The items that no test refers to, as an exercise of their own."""
        used = (
            {reference.file for part in test.parts for reference in part.references} if test else ()
        )
        left = [file for file in self.found.items if file not in used]
        if not left:
            return []
        title = self._title(test)
        if test is not None:
            title = "Items outside of the test"
            message = f"{len(left)} items are in the package but not in the test"
            self._add("R534", f"{message}; they are read as an exercise of their own")
        references = [Reference(file, "", None, ()) for file in left]
        return [Part("", title, references=references)]

    def _title(self, test: Test | None) -> str:
        stem = posixpath.splitext(posixpath.basename(self.package.path))[0]
        given = test.title if test else ""
        return given or line(self.metadata.title) or line(stem) or "Exam"

    # -- exercises ------------------------------------------------------------------------------

    def _exercise_id(self, number: int, part: Part, test: Test | None) -> str:
        ours = test is not None and test.ours and part.piece is not None
        given = names.exercise_id(part.identifier) if ours else part.identifier
        own = self.context.ids.own(given, derived_exercise_id(number))
        changed = identifiers.changed(given, own)
        if changed and part.piece is not None:
            span, where = part.piece.document.span(part.piece.element), f"exercise {number}"
            self.package.report.add("R527", changed, span, help=identifiers.HELP, where=where)
        return own

    def _exercise(self, number: int, part: Part, own: str, test: Test | None) -> Exercise:
        where = f"exercise {number}"
        place = Place(where, own)
        made: list[Item] = self._texts(part, place)
        for reference in part.references:
            found = self._items(reference, place, whole=part.pick is not None)
            self.count += len(found)
            made += found
        fields = self.metadata.exercises.get(part.identifier, []) if test and test.ours else []
        updated = value(fields, "updated")
        if updated and not limits.is_time(updated):
            self._add("R494", f"{quoted(updated)} is no time, and is left out", where=where)
            updated = ""
        pick = readpools.pick(part, made, where, self.package.report)
        if test is None or not test.ours:
            made = [
                readpools.in_pool(item, drawn=pick is not None, moves=part.shuffle) for item in made
            ]
        return Exercise(
            id=own,
            title=part.title,
            items=tuple(made),
            points=self._stated(fields, where),
            bank=value(fields, "bank"),
            updated=updated,
            tags=tuple(text for name, text in fields if name == "tag"),
            shuffle=part.shuffle,
            pick=pick,
            span=part.piece.document.span(part.piece.element) if part.piece else None,
        )

    def _stated(self, fields: readmetadata.Fields, where: str) -> Fraction | None:
        """The points that an exam or exercise states, if any."""
        written = value(fields, "points")
        points = limits.held(written) if written else None
        if written and (points is None or points < 0):
            self._add(
                "R494", f"{quoted(written)} is no number of points, and is left out", where=where
            )
            return None
        return points

    def _texts(self, part: Part, place: Place) -> list[Item]:
        """The texts that candidates see with every item of a section."""
        made: list[Item] = []
        for text in part.texts:
            body = Body(text.document, text.file, self.context.images, self.package.report)
            if not is_for_candidates(text.element):
                views = text.element.get("view", "")[:60]
                message = f"text for {views} has no place in an exercise, and is left out"
                body.tell("R420", message, text.element, place.where, "add it to the questions")
                continue
            where = place.next("text block")
            content = body.read(text.element, where)
            if not content:
                place.counts["text block"] -= 1
                continue
            own = self.context.ids.own("", place.derived_id())
            span = text.document.span(text.element)
            made.append(TextBlock(id=own, content=content, repeat=True, span=span))
        return made

    def _items(self, reference: Reference, place: Place, *, whole: bool) -> list[Item]:
        document = self.package.load(reference.file, place.where) if reference.file else None
        if document is None:
            return []
        tags = (*self.found.items.get(reference.file, ()), *reference.categories)
        given = Given(
            reference.identifier, reference.weight, tags, reference.required, reference.fixed, whole
        )
        report = self.package.report
        return items(document, reference.file, given, place, self.context, report)

    # -- the exam -------------------------------------------------------------------------------

    def _ours(self, test: Test, exercises: tuple[Exercise, ...]) -> Exam:
        metadata, fields = self.metadata, self.metadata.exam
        date = value(fields, "date")
        if date and not limits.is_date(date):
            self._add("R494", f"{quoted(date)} is no date, and is left out")
            date = ""
        return Exam(
            title=test.title,
            exercises=exercises,
            id=self._exam_id(names.exam_id(test.identifier)),
            language=self._language(test),
            course=readmetadata.course(fields),
            date=date,
            duration=test.minutes,
            points=self._stated(fields, ""),
            description=self._description(test),
            attempts=readmetadata.attempts(fields),
            instructions=self._instructions(test),
            tags=metadata.tags,
            span=test.document.span(test.document.root),
        )

    def _description(self, test: Test) -> Blocks:
        text = test.description
        if text is None:
            return ()
        images, report = self.context.images, self.package.report
        return Body(text.document, text.file, images, report, ours=True).read(text.element, "")

    def _instructions(self, test: Test | None) -> Blocks:
        """What candidates read before the first question."""
        images, report = self.context.images, self.package.report
        texts = test.instructions if test else []
        ours = test is not None and test.ours
        made = [
            Body(text.document, text.file, images, report, ours=ours).read(text.element, "")
            for text in texts
        ]
        return tuple(block for text in made for block in text)

    def _foreign(self, test: Test | None, exercises: tuple[Exercise, ...]) -> Exam:
        description = line(self.metadata.description)
        return Exam(
            title=self._title(test),
            exercises=exercises,
            id=self._exam_id(test.identifier) if test else "",
            language=self._language(test),
            duration=test.minutes if test else None,
            attempts=test.attempts if test else None,
            description=(Paragraph((Text(description),)),) if description else (),
            instructions=self._instructions(test),
            tags=tidy_tags(self.metadata.tags),
            span=test.document.span(test.document.root) if test else None,
        )

    def _exam_id(self, given: str) -> str:
        own = legal(given)
        changed = identifiers.changed(given, own, "identifier of the test")
        if changed:
            self._add("R527", changed, help_line=identifiers.HELP)
        return own

    def _language(self, test: Test | None) -> str:
        """The language that is stated nearest to the exam as a whole."""
        stated = [line(self.metadata.language), *self.context.languages[:1]]
        if test is not None:
            stated.insert(0, test.document.root.get(xmltree.LANGUAGE, ""))
        found = next((s for s in stated if len(s) < 40 and limits.is_language(s)), "")
        if not found:
            help_line = "write language: … where this is wrong"
            self._add("R530", "language is not stated; en is assumed", help_line=help_line)
        return found or "en"
