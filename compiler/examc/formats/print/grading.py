"""The sheet for grading: a row for each question, criterion and level, with room for the mark."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from examc.core.localforms import numbered
from examc.core.model import (
    Exercise,
    Question,
    exercise_points,
    rubric_of,
    total_points,
)
from examc.core.records import Record
from examc.core.rubrics import Levels, rubric_parts
from examc.formats.print.draws import Draw
from examc.formats.print.papers import Paper


class Grading(Record, frozen=True):
    """One sheet for all versions of an exam; `paper` has the exam as the source has it."""

    paper: Paper
    versions: Sequence[Draw]

    def document(self) -> str:
        """The source of the sheet."""
        paper, kind = self.paper, self.paper.more.grading
        parts = [paper.head(kind), paper.title(kind), paper.fields()]
        if self.versions[0].letter:
            letters = " / ".join(version.letter for version in self.versions)
            parts.append(self._words(paper.forms.labelled(paper.more.version, letters)))
        for place, exercise in enumerate(paper.exam.exercises):
            title = exercise.title or numbered(paper.words.exercise.format(place + 1))
            points = paper.points(exercise_points(exercise))
            parts.append(f"#exercise([{paper.setter.title(title)}], [{points}])")
            end = f", end: {self._total()}" if place + 1 == len(paper.exam.exercises) else ""
            parts.append(self._table(place, exercise, end))
        return "\n\n".join(parts) + "\n"

    def _total(self) -> str:
        """The sum of all, which stands below the last table."""
        label = self.paper.forms.labelled(self.paper.more.total, self.paper.exam.title)
        points = self._points(total_points(self.paper.exam))
        return f"total([{self.paper.setter.title(label)}], [{points}])"

    def _table(self, place: int, exercise: Exercise, end: str) -> str:
        rows: list[str] = []
        for at, item in enumerate(exercise.items):
            numbers = self._numbers(place, at)
            if isinstance(item, Question) and numbers:
                rows += self._rows(item, numbers)
        title = exercise.title or numbered(self.paper.words.exercise.format(place + 1))
        label = self.paper.forms.labelled(self.paper.more.total, title)
        rows.append(self._sum(label, self._points(exercise_points(exercise))))
        return self._marks(rows, end)

    def _numbers(self, exercise: int, item: int) -> str:
        """The number of a question, in each version that has it; "" where none has."""
        found = []
        for version in self.versions:
            for number, shown in enumerate(version.questions, 1):
                if (shown.exercise, shown.item) == (exercise, item):
                    found.append(f"{version.letter}{number}")
        return " ".join(found)

    def _rows(self, question: Question, numbers: str) -> Iterator[str]:
        named = self.paper.setter.title(" · ".join(filter(None, (question.id, question.title))))
        points, words = self._points(question.points), self.paper.words
        rubric = rubric_of(question)
        rule = (
            f" #weight[{self._words(words.award_one.rstrip('.'))}]"
            if isinstance(rubric, Levels)
            else ""
        )
        yield f"[#strong[{numbers}]], [#strong[{named}]{rule}], [#strong[{points}]], [],"
        for line in rubric_parts(rubric):
            yield f"[], {self.paper.line(line)}, [{self._points(line.points)}], [],"

    def _sum(self, label: str, points: str) -> str:
        return f"[], [#strong[{self.paper.setter.title(label)}]], [#strong[{points}]], [],"

    def _points(self, points: Fraction) -> str:
        return self._words(self.paper.forms.number(points))

    def _marks(self, rows: Sequence[str], end: str) -> str:
        words, more = self.paper.words, self.paper.more
        heads = (more.question, words.criterion, words.points, more.awarded)
        shown = ", ".join(f"[{self._words(head)}]" for head in heads)
        lines = "".join(f"\n  {row}" for row in rows)
        return f"#marks(({shown}){end},{lines}\n)"

    def _words(self, shown: str) -> str:
        return self.paper.setter.words(shown)
