"""The exam and its key: a cover, exercises, and questions with their points."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
    scoring_of,
)
from examc.core.content import Blocks
from examc.core.keys import OrderRule
from examc.core.localforms import Forms, numbered
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Question,
    TextBlock,
    exercise_points,
    questions,
    rubric_of,
    total_points,
)
from examc.core.paperwording import PaperWording, paper_wording
from examc.core.records import Record
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.core.wording import Wording, wording
from examc.formats.print.answers import Answers
from examc.formats.print.content import Typesetter
from examc.formats.print.draws import Draw
from examc.formats.print.escaping import string


class Sheet(Record, frozen=True):
    """How pages look: their paper, and how many empty ones stand at the end."""

    paper: str = "a4"
    blanks: int = 0


class Paper(Record, frozen=True):
    """One document about an exam as a version shows it."""

    source: Exam
    exam: Exam
    version: Draw
    setter: Typesetter
    sheet: Sheet
    cover: Blocks | None = None

    @property
    def words(self) -> Wording:
        return wording(self.exam.language)

    @property
    def forms(self) -> Forms:
        return Forms(self.exam.language)

    @property
    def more(self) -> PaperWording:
        return paper_wording(self.exam.language)

    def document(self, *, key: bool) -> str:
        """The source of the exam, or of its key."""
        kind = self.more.key if key else ""
        front = self._key_front() if key else self._front()
        parts = [self.head(kind), *front, *self._exercises(key=key)]
        return "\n\n".join(parts) + "\n"

    def head(self, kind: str = "") -> str:
        """What begins every document: the look of its pages, with a mark at their foot."""
        title = " · ".join(filter(None, (self.exam.title, kind)))
        named = f"{self.more.version} {self.version.letter}" if self.version.letter else ""
        mark = " · ".join(filter(None, (self.exam.id or self.exam.title, kind, named)))
        paper = {"letter": "us-letter"}.get(self.sheet.paper, self.sheet.paper)
        settings = (
            f"named: {self.setter.string(title or '–')}, lang: {string(_language(self.exam))}, "
            f"paper: {string(paper)}, mark: [{self.setter.words(mark)}], "
            f"blanks: {self.sheet.blanks}, blank: [{self.setter.words(self.more.blank_page)}]"
        )
        return f'#import "layout.typ": *\n#show: sheet.with({settings})'

    def _front(self) -> Iterator[str]:
        """The first page: what is to be known before the exam begins."""
        if self.cover is not None:
            self.setter.below(0)
            yield self.setter.blocks(self.cover)
        else:
            yield self.title()
            yield self._facts()
            yield self.fields()
            if self.exam.instructions:
                self.setter.below(0)
                yield self.setter.blocks(self.exam.instructions)
            yield from self._legend()
        yield "#pagebreak()"

    def title(self, kind: str = "") -> str:
        """The title of the document."""
        shown = " · ".join(filter(None, (self.exam.title, kind)))
        return f"#page-title[{self.setter.title(shown)}]"

    def fields(self) -> str:
        """Where a student writes who they are."""
        labels = (self.words.name, self.more.student_number)
        return f"#fields({', '.join(f'[{self.setter.words(label)}]' for label in labels)})"

    def _facts(self) -> str:
        exam, course = self.exam, self.exam.course
        rows = [
            (self.words.course, " ".join(filter(None, (course.code, course.name)))),
            (self.words.year, course.year),
            (self.words.period, course.period),
            (self.words.date, self.forms.day(exam.date)),
            (self.words.minutes, str(exam.duration or "")),
            (self.words.points, self.forms.number(total_points(exam))),
            (self.more.version, self.version.letter),
        ]
        shown = [
            f"([{self.setter.words(label)}], [{self.setter.words(value)}])"
            for label, value in rows
            if value
        ]
        return f"#facts({', '.join(shown)})"

    def _legend(self) -> Iterator[str]:
        """What circles and squares mean, where there are some."""
        shapes = {shape for question in questions(self.exam) for shape in _shapes(question)}
        if False in shapes:
            yield f"#legend(false)[{self.setter.words(self.more.circles)}]"
        if True in shapes:
            yield f"#legend(true)[{self.setter.words(self.more.squares)}]"

    def _key_front(self) -> Iterator[str]:
        yield self.title(self.more.key)
        if self.exam.description:
            self.setter.below(0)
            yield self.setter.blocks(self.exam.description)

    def _exercises(self, *, key: bool) -> Iterator[str]:
        number = 0
        answers = Answers(self.setter, self.words, self.more, self.forms, key)
        for place, exercise in enumerate(self.exam.exercises, 1):
            yield self._exercise(exercise, place)
            before: list[str] = []
            for at, item in zip(self.version.items[place - 1], exercise.items, strict=True):
                self.setter.node = self.source.exercises[place - 1].items[at]
                self.setter.below(1)
                match item:
                    case Question():
                        number += 1
                        yield _together(before, self._question(item, number, answers))
                        before = []
                    case TextBlock():
                        before.append(self.setter.blocks(item.content))
                    case ImageBlock():
                        before.append(self.setter.image(item.image, item.space))
                    case _:
                        assert_never(item)
            yield from before

    def _exercise(self, exercise: Exercise, place: int) -> str:
        title = exercise.title or numbered(self.words.exercise.format(place))
        points = self.points(exercise_points(exercise))
        return f"#exercise([{self.setter.title(title)}], [{points}])"

    def points(self, points: Fraction) -> str:
        """`2 points` in the exam's language."""
        word = self.more.point if self.forms.is_one(points) else self.more.several_points
        return self.setter.words(f"{self.forms.number(points)} {word}")

    def _question(self, question: Question, number: int, answers: Answers) -> str:
        self.setter.below(2)
        answers.begin(question)
        label = numbered(self.words.question.format(number))
        label += f" · {question.title}" if question.title else ""
        parts = [
            self.setter.blocks(question.prompt),
            answers.below(question, self.version.questions[number - 1]),
        ]
        if answers.key:
            parts += self._key_of(question, answers)
        body = "\n\n".join(filter(None, parts))
        points = self.points(question.points)
        return f"#question([{self.setter.title(label)}], [{points}])[\n{body}\n]"

    def _key_of(self, question: Question, answers: Answers) -> Iterator[str]:
        """What only the key says of a question."""
        yield self._scoring(question)
        rubric = rubric_of(question)
        if rubric is not None:
            yield self.rubric(rubric, question.points)
        feedback = question.feedback
        for label, content in (
            (self.words.model_answer, question.solution),
            (self.more.feedback, feedback.general),
            (self.words.full_marks, feedback.correct),
            (self.words.less, feedback.incorrect),
            (self.words.notes, question.notes),
        ):
            if content:
                yield f"#said[{self.setter.words(label)}]{self.setter.body(content)}"

    def _scoring(self, question: Question) -> str:
        rules = list(self._rules(question))
        if not rules:
            return ""
        label = self.setter.words(self.more.marking)
        return f"#said[{label}][{self.setter.words(' '.join(rules))}]"

    def _rules(self, question: Question) -> Iterator[str]:
        """How parts become a mark, where it is not by adding them up from 0 to the points."""
        answer = question.answer
        if isinstance(answer, Ordering):
            yield getattr(self.more, _ORDER_RULES[answer.rule])
        scoring = scoring_of(answer) or Scoring()
        if scoring.rule is Rule.ALL_OR_NOTHING:
            yield self.more.all_or_nothing
        if scoring.rule is Rule.KPRIM:
            yield self.more.kprim
        if scoring.floor is None:
            yield self.more.no_lowest
        elif scoring.floor != 0:
            yield self.more.lowest.format(self.forms.number(scoring.floor))
        if scoring.cap is None and scoring_of(answer) is not None:
            yield self.more.no_highest
        elif scoring.cap is not None and scoring.cap != question.points:
            yield self.more.highest.format(self.forms.number(scoring.cap))

    def rubric(self, rubric: Rubric, points: Fraction) -> str:
        """What a grader goes by, as a table."""
        match rubric:
            case Criteria(criteria):
                lines: tuple[Criterion | Level, ...] = criteria
                head = self.words.criterion
                rule = self.forms.kept(self.words.add_up.format(self.forms.number(points)))
            case Levels(levels):
                lines, head, rule = levels, self.words.level, self.words.award_one
            case _:
                assert_never(rubric)
        rows = "".join(
            f"\n  [{self.setter.words(self.forms.number(line.points))}], {self.line(line)},"
            for line in lines
        )
        heads = f"([{self.setter.words(self.words.points)}], [{self.setter.words(head)}])"
        return f"{self.setter.words(rule)}\n\n#rubric({heads},{rows}\n)"

    def line(self, line: Criterion | Level) -> str:
        """A criterion or level, with its name."""
        name = f"#strong[{self.setter.title(line.name)}] " if line.name else ""
        percent = line.percent if isinstance(line, Level) else ""
        share = f" #weight[{self.setter.words(self.forms.percent(percent))}]" if percent else ""
        return f"[{name}{self.setter.blocks(line.text)}{share}]"


def _together(before: Sequence[str], question: str) -> str:
    """A question behind the texts and images that stand before it."""
    stimulus = "\n\n".join(before)
    return f"#together[\n{stimulus}\n][\n{question}\n]" if before else question


_ORDER_RULES = {
    OrderRule.ALL_OR_NOTHING: "all_or_nothing",
    OrderRule.PLACE: "by_place",
    OrderRule.NEIGHBOURS: "by_neighbours",
}


def _language(exam: Exam) -> str:
    """The exam's language as typst names one: two or three letters."""
    return exam.language.partition("-")[0].lower()


def _shapes(question: Question) -> Iterator[bool]:
    """Yield whether several may be ticked, for each place of a question where something is."""
    match question.answer:
        case Choice(many=many):
            yield many
        case TrueFalse():
            yield False
        case Matrix(several=several):
            yield several
        case FillIn(gaps=gaps):
            yield from (False for gap in gaps if isinstance(gap.key, Choice))
        case Numeric() | ShortAnswer() | Matching() | Ordering():
            return
        case Written() | Upload() | Program():
            return
        case _:
            assert_never(question.answer)
