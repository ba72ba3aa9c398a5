"""The sheet for grading: a row for each question, criterion and level, with room for the mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from examc.core.model import (
    Exercise,
    Question,
    exercise_points,
    rubric_of,
    total_points,
)
from examc.core.numbers import show
from examc.core.rubrics import rubric_parts
from examc.formats.print.draws import Draw
from examc.formats.print.papers import Paper


@dataclass(frozen=True, slots=True)
class Grading:
    """One sheet for all versions of an exam; `paper` has the exam as the source has it."""

    paper: Paper
    versions: Sequence[Draw]

    def document(self) -> str:
        """The source of the sheet."""
        paper, kind = self.paper, self.paper.more.grading
        parts = [paper.head(kind), paper.title(kind), paper.fields()]
        if self.versions[0].letter:
            letters = " / ".join(version.letter for version in self.versions)
            parts.append(self._words(f"{paper.more.version}: {letters}"))
        for place, exercise in enumerate(paper.exam.exercises):
            title = exercise.title or paper.words.exercise.format(place + 1)
            points = paper.points(exercise_points(exercise))
            parts.append(f"#exercise([{paper.setter.title(title)}], [{points}])")
            parts.append(self._table(place, exercise))
        total = show(total_points(paper.exam))
        label = f"{paper.more.total}: {paper.exam.title}"
        parts.append(f"#total([{self._words(label)}], [{self._words(total)}])")
        return "\n\n".join(parts) + "\n"

    def _table(self, place: int, exercise: Exercise) -> str:
        rows: list[str] = []
        for at, item in enumerate(exercise.items):
            numbers = self._numbers(place, at)
            if isinstance(item, Question) and numbers:
                rows += self._rows(item, numbers)
        title = exercise.title or self.paper.words.exercise.format(place + 1)
        rows.append(self._sum(f"{self.paper.more.total}: {title}", show(exercise_points(exercise))))
        return self._marks(rows)

    def _numbers(self, exercise: int, item: int) -> str:
        """The number of a question, in each version that has it; "" where none has."""
        found = []
        for version in self.versions:
            for number, shown in enumerate(version.questions, 1):
                if (shown.exercise, shown.item) == (exercise, item):
                    found.append(f"{version.letter}{number}")
        return " ".join(found)

    def _rows(self, question: Question, numbers: str) -> Iterator[str]:
        named = self._words(" · ".join(filter(None, (question.id, question.title))))
        points = self._points(question.points)
        yield f"[#strong[{numbers}]], [#strong[{named}]], [#strong[{points}]], [],"
        rubric = rubric_of(question)
        for line in rubric_parts(rubric):
            yield f"[], {self.paper.line(line)}, [{self._points(line.points)}], [],"

    def _sum(self, label: str, points: str) -> str:
        return f"[], [#strong[{self._words(label)}]], [#strong[{self._words(points)}]], [],"

    def _points(self, points: Fraction) -> str:
        return self._words(show(points).replace("-", "−"))

    def _marks(self, rows: Sequence[str]) -> str:
        words, more = self.paper.words, self.paper.more
        heads = (more.question, words.criterion, words.points, more.awarded)
        shown = ", ".join(f"[{self._words(head)}]" for head in heads)
        lines = "".join(f"\n  {row}" for row in rows)
        return f"#marks(({shown}),{lines}\n)"

    def _words(self, shown: str) -> str:
        return self.paper.setter.words(shown)
