"""Decides what the raw form of a source means: raw exam → model, with every rule checked."""

from collections.abc import Iterable
from typing import assert_never

from examc.core import edits
from examc.core.diagnostics import Report
from examc.core.model import (
    Course,
    Exam,
    Exercise,
    Item,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
)
from examc.core.source import Span
from examc.formats.exam import gapless, vocabulary
from examc.formats.exam.buildblocks import build_block
from examc.formats.exam.buildpools import pool_of
from examc.formats.exam.buildquestions import Defaults, Questions
from examc.formats.exam.kindnames import as_kind
from examc.formats.exam.raw import RawExam, RawExercise, RawItem, Word, spelled
from examc.formats.exam.values import Words, accepted, text, texts


def build(raw: RawExam, exercises: Iterable[RawExercise], report: Report) -> Exam:
    """Make the exam of a main file and all exercises that belong to it."""
    return _Builder(report).exam(raw, list(exercises))


class _Builder:
    """Makes nodes of the model; what is wrong is reported, and a harmless value stands for it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = Words(report)
        self.questions = Questions(self.words)
        self.seen: dict[str, Span] = {}

    def exam(self, raw: RawExam, exercises: list[RawExercise]) -> Exam:
        words = raw.settings
        if not (exercises or words or raw.span.source.text.strip()):
            raw.broken = True
            help_line = "begin with ---, title: …, --- and # Exercise 1; examc new NAME shows how"
            help_line = spelled(raw.span, help_line, "begin with title: … and exercises: …")
            self.report.add("S156", "file is empty", raw.span, help=help_line)
        if "title" not in words and not raw.broken:
            help_line = "begin the file with front matter: ---, title: …, ---"
            help_line = spelled(raw.span, help_line, "add title: …")
            self.report.add("S115", "exam has no title", raw.span, help=help_line)
        defaults = Defaults().with_words({**raw.scoring, **words})
        self._check_defaults(raw.scoring | words)
        if not exercises and not raw.broken:
            help_line = spelled(raw.span, "add a line such as # Exercise 1", "add exercises: …")
            self.report.add("S156", "exam has no exercises", raw.span, help=help_line)
        for number, exercise in enumerate(exercises, 1):
            self._declare_exercise(number, exercise)
        gapless.without_gaps(raw, exercises, self.report)
        return Exam(
            title=text(words.get("title")),
            id=self.words.identifier(words.get("id")),
            language=self.words.language(words.get("language")),
            course=Course(**{name: word.value for name, word in raw.course.items()}),
            date=self.words.date(words.get("date")),
            duration=self.words.minutes(words.get("duration")),
            attempts=self.words.count(words.get("attempts"), "attempts"),
            instructions=raw.instructions,
            points=self.words.points(words.get("points")),
            description=raw.description,
            tags=texts(raw.tags),
            exercises=tuple(self.exercise(i, e, defaults) for i, e in enumerate(exercises, 1)),
            span=raw.span,
            allow=accepted(raw.allow),
        )

    def _check_defaults(self, words: dict[str, Word]) -> None:
        """Check the settings of an exam or exercise, even if no question uses them."""
        for name in ("floor", "cap"):
            if name in words:
                self.words.bound(words[name], None)
        self.words.choice(words.get("rule"), vocabulary.RULES)
        self.words.choice(words.get("wrong"), vocabulary.WRONG)
        self.words.choice(words.get("shuffle"), vocabulary.SHUFFLE)

    def _declare_exercise(self, number: int, raw: RawExercise) -> None:
        word = raw.settings.get("id")
        name = word.value if word else derived_exercise_id(number)
        self._declare(name, word.span if word else raw.span)

    def exercise(self, number: int, raw: RawExercise, defaults: Defaults) -> Exercise:
        """Make an exercise and its items."""
        words = raw.settings
        own = self.words.identifier(words.get("id")) or derived_exercise_id(number)
        defaults = defaults.with_words(words)
        self._check_defaults(words)
        shuffle = defaults.shuffle.value.lower() if defaults.shuffle else "none"
        items = tuple(self._items(own, raw.items, defaults))
        return Exercise(
            id=own,
            title=raw.title.value,
            points=self.words.points(words.get("points")),
            bank=text(words.get("bank")),
            updated=self.words.time(words.get("updated")),
            tags=texts(raw.tags),
            shuffle=shuffle in ("questions", "all"),
            pick=pool_of(raw, items, self.words),
            items=items,
            span=raw.span,
            allow=accepted(raw.allow),
        )

    def _items(self, exercise: str, items: list[RawItem], defaults: Defaults) -> Iterable[Item]:
        for place, raw in enumerate(items, 1):
            word = raw.settings.get("id")
            own = self.words.identifier(word) or derived_item_id(exercise, place)
            self._declare(own, word.span if word else raw.span)
            yield self._item(own, raw, defaults)

    def _item(self, own: str, raw: RawItem, defaults: Defaults) -> Item:
        kind = raw.kind.value if raw.kind else ""
        if not kind and "points" in raw.settings:  # an unknown kind has been reported
            kind = "multiple response" if "options" in raw.lists else "open"
            raw.kind = Word(kind, raw.span)
        match as_kind(kind):
            case "multiple choice" | "multiple response":
                return self.questions.choice(own, raw, defaults)
            case "open" | "free formatted":
                return self.questions.written(own, raw)
            case "matching":
                from examc.formats.exam.buildpairs import build_matching

                return build_matching(own, raw, self.questions, defaults)
            case "ordering":
                from examc.formats.exam.buildpairs import build_ordering

                return build_ordering(own, raw, self.questions)
            case "matrix":
                from examc.formats.exam.buildmatrix import build_matrix

                return build_matrix(own, raw, self.questions, defaults)
            case "upload":
                from examc.formats.exam.buildhanded import build_upload

                return build_upload(own, raw, self.questions)
            case "code":
                from examc.formats.exam.buildhanded import build_code

                return build_code(own, raw, self.questions)
            case "text block" | "image block":
                return build_block(own, raw, self.words)
            case None:
                return TextBlock(id=own, content=raw.texts.get("prompt", ()), span=raw.span)
            case "numeric":
                from examc.formats.exam.buildtyped import build_numeric

                return build_numeric(own, raw, defaults, self.questions)
            case "short answer":
                from examc.formats.exam.buildtyped import build_short

                return build_short(own, raw, defaults, self.questions)
            case "true/false":
                from examc.formats.exam.buildtruths import build_true_false

                return build_true_false(own, raw, defaults, self.questions)
            case "fill in":
                from examc.formats.exam.buildgaps import build_fill_in

                return build_fill_in(own, raw, defaults, self.questions)
            case other:
                assert_never(other)

    # -- identifiers ------------------------------------------------------------------------------

    def _declare(self, name: str, span: Span) -> None:
        """An id names one thing of the exam; letter case does not tell two apart."""
        key = name.lower()
        if key in self.seen:
            first = self.seen[key]
            place = f"{first.source.path}:{first.line}:{first.column}"
            help_line = f"give it a name of its own; the other is at {place}"
            fix = edits.renamed(span, name, self.seen)
            message = f"identifier {name!r} stands twice"
            self.report.add("S146", message, span, help=help_line, fix=fix)
        else:
            self.seen[key] = span
