"""Makes the exam of an outline: exercises with their heads, and what stands before them."""

import posixpath
from fractions import Fraction

from examc.core.answers import Option
from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.limits import LARGEST_POINTS
from examc.core.model import Course, Exam, Exercise, derived_exercise_id
from examc.core.source import Source, Span
from examc.core.walking import walk
from examc.core.wording import wording
from examc.formats.transcript import headings
from examc.formats.transcript.content import Texts
from examc.formats.transcript.items import ItemMaker
from examc.formats.transcript.maker import Maker
from examc.formats.transcript.outline import Outline, RawExercise, as_text
from examc.formats.transcript.pieces import Gap, Slice
from examc.formats.transcript.scan import text_of


def build(source: Source, outline: Outline, texts: Texts, report: Report) -> Exam:
    """Make the exam; nothing of the outline is left out without a diagnostic."""
    return _Builder(source, texts, report).exam(outline)


class _Builder(Maker):
    def __init__(self, source: Source, texts: Texts, report: Report) -> None:
        super().__init__(source, texts, report)
        self.seen: set[str] = set()

    def exam(self, outline: Outline) -> Exam:
        """Make the exam."""
        title, span = self._title(outline.title)
        points = outline.course.points if outline.course else None
        exam = Exam(
            title=title,
            course=self._course(outline),
            points=self._points(points, outline.course.line) if outline.course else None,
            instructions=self._before(outline),
            exercises=tuple(self._exercise(n, raw) for n, raw in enumerate(outline.exercises, 1)),
            span=span,
        )
        self._others(outline)
        self._assumptions(exam, span)
        return exam

    def _title(self, title: Slice | None) -> tuple[str, Span]:
        text = self.texts.line((title,)) if title else ""
        if title and text:
            return text, self.source.line_span(title.line)
        name = posixpath.splitext(posixpath.basename(self.source.path))[0] or "exam"
        message = f"transcript has no title, and is called {name!r}"
        self.add("R452", message, 1, "write the title in the front matter")
        return name, self.source.line_span(1)

    def _course(self, outline: Outline) -> Course:
        if outline.course is None:
            message = "transcript has no line with course, number of exercises, and points"
            line = outline.title.line if outline.title else 1
            self.add("R452", message, line, "write course and points in the front matter")
            return Course()
        if outline.exercises and outline.course.line > outline.exercises[0].line:
            message = "line with course, number of exercises, and points is out of place"
            self.add("R452", message, outline.course.line, "see if it belongs to this exam")
        course = headings.course(outline.course.course)
        missing = [n for n in ("code", "name", "year", "period") if not getattr(course, n)]
        if missing:
            message = f"course {outline.course.course!r} has no {' and no '.join(missing)}"
            self.add("R452", message, outline.course.line, "write it in the front matter")
        return course

    def _before(self, outline: Outline) -> Blocks:
        contents = [
            as_text(self.source, token) for token in outline.before if not isinstance(token, Gap)
        ]
        if contents:
            message = "text before the first exercise is taken to be read by students first"
            self.add("R464", message, contents[0].first, "see if it belongs there")
        return self.texts.blocks(contents, "exam")

    def _others(self, outline: Outline) -> None:
        for title, course in outline.others:
            printed = self.source.line(course.line).strip()
            if title:
                printed = f"{text_of(self.source, title).strip()} / {printed}"
            message = f"a second exam begins here, and is read as a part of the first: {printed}"
            self.add("R534", message, course.line, "import each exam from a file of its own")

    def _assumptions(self, exam: Exam, span: Span) -> None:
        message = f"transcript does not say its language, which is taken to be {exam.language!r}"
        self.report.add("R530", message, span, help="write language: … in the front matter")
        for where, node in walk(exam):
            if isinstance(node, Option) and node.points < 0:
                message = "marks below zero are taken to count as zero: a transcript does not say"
                help_line = "write floor: none under scoring, if a question's mark may be negative"
                self.report.add("R412", message, node.span, help=help_line, where=where)
                return

    # -- exercises ------------------------------------------------------------------------------

    def _exercise(self, number: int, raw: RawExercise) -> Exercise:
        self.texts.where = where = f"exercise {number}"
        own = self._exercise_id(number, raw)
        meta = raw.meta
        maker = ItemMaker(self.source, self.texts, self.report, where, own)
        title = self._exercise_title(number, raw)
        self._check_head(raw)
        return Exercise(
            id=own,
            title=title,
            points=self._points(meta.points, meta.line) if meta else None,
            bank=meta.bank if meta else "",
            updated=meta.updated if meta else "",
            items=tuple(maker.items(raw.items)),
            span=self.source.line_span(raw.line),
        )

    def _exercise_id(self, number: int, raw: RawExercise) -> str:
        own = raw.heading.id if raw.heading else derived_exercise_id(number)
        if own in self.seen and raw.heading:
            line, own = raw.heading.line, derived_exercise_id(number)
            message = f"number #{raw.heading.id} stands twice, and this exercise is called {own!r}"
            self.add("R527", message, line, "give one of the two an id of its own")
        self.seen.add(own)
        return own

    def _exercise_title(self, number: int, raw: RawExercise) -> str:
        if raw.heading is None:
            title = wording("en").exercise.format(number)
            message = f"exercise has no heading, and is called {title!r}"
            self.add("R452", message, raw.line, "write its title")
            return title
        title = self.texts.line((raw.heading.name,))
        if not title:
            title = wording("en").exercise.format(number)
            message = f"exercise has no name, and is called {title!r}"
            self.add("R452", message, raw.line, "write its title")
        return title

    def _check_head(self, raw: RawExercise) -> None:
        meta = raw.meta
        if meta is None:
            message = "exercise has no line with points, time of the last change, and bank"
            self.add("R452", message, raw.line, "write its points and its bank")
            return
        if meta.points is None:
            self.add("R518", "exercise has no points", meta.line, "write its points")
        for part in meta.rest:
            code = "R494" if not meta.updated and any(c.isdigit() for c in part) else "R452"
            message = f"{part!r} is not understood" + (" as a time" if code == "R494" else "")
            help_line = "write updated=2023-03-15T14:00" if code == "R494" else "see if it matters"
            self.add(code, message, meta.line, help_line)

    # -- words ----------------------------------------------------------------------------------

    def _points(self, points: Fraction | None, line: int) -> Fraction | None:
        if points is not None and not 0 <= points <= LARGEST_POINTS:
            message = f"{points} points are beyond what an exam can have, and are left out"
            self.add("R518", message, line, "write the points")
            return None
        return points
