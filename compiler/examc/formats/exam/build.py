"""Decides what the raw form of a source means: raw exam → model, with every rule checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypedDict

from examc import numbers
from examc.content import Blocks, Image, is_empty
from examc.diagnostics import Report
from examc.formats.exam import vocabulary
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList, Word
from examc.formats.exam.values import LARGEST_POINTS, MOST_ENTRIES, Words
from examc.formats.exam.yamlspelling import yes_or_no
from examc.model import (
    Allow,
    Course,
    Criteria,
    Criterion,
    Exam,
    Exercise,
    Feedback,
    FreeFormatted,
    ImageBlock,
    Item,
    Level,
    Levels,
    MultipleChoice,
    MultipleResponse,
    Open,
    Option,
    Rubric,
    Rule,
    Scoring,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
)
from examc.source import Span


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an exam or an exercise says for the questions in it; None where it is silent."""

    floor: Word | None = None
    cap: Word | None = None
    rule: Word | None = None
    wrong: Word | None = None
    shuffle: Word | None = None

    def with_words(self, words: dict[str, Word]) -> "Defaults":
        """These defaults under the words of a place further in: the nearest wins."""
        return Defaults(
            floor=words.get("floor", self.floor),
            cap=words.get("cap", self.cap),
            rule=words.get("rule", self.rule),
            wrong=words.get("wrong", self.wrong),
            shuffle=words.get("shuffle", self.shuffle),
        )


def build(raw: RawExam, exercises: Iterable[RawExercise], report: Report) -> Exam:
    """Make the exam of a main file and all exercises that belong to it."""
    return _Builder(report).exam(raw, list(exercises))


class _Builder:
    """Makes nodes of the model; what is wrong is reported, and a harmless value stands for it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = Words(report)
        self.seen: dict[str, Span] = {}

    def exam(self, raw: RawExam, exercises: list[RawExercise]) -> Exam:
        words = raw.settings
        if "title" not in words and not raw.broken:
            help_line = "begin the file with front matter: ---, title: …, ---"
            help_line = _spelled(raw.span, help_line, "add title: …")
            self.report.add("S115", "exam has no title", raw.span, help=help_line)
        defaults = Defaults().with_words({**raw.scoring, **words})
        self._check_defaults(raw.scoring | words)
        if not exercises and not raw.broken:
            help_line = _spelled(raw.span, "add a line such as # Exercise 1", "add exercises: …")
            self.report.add("S156", "exam has no exercises", raw.span, help=help_line)
        for number, exercise in enumerate(exercises, 1):
            self._declare_exercise(number, exercise)
        return Exam(
            title=_value(words.get("title")),
            id=self.words.identifier(words.get("id")),
            language=self.words.language(words.get("language")),
            course=Course(**{name: word.value for name, word in raw.course.items()}),
            date=self.words.date(words.get("date")),
            duration=self.words.minutes(words.get("duration")),
            points=self.words.points(words.get("points")),
            description=raw.description,
            tags=_values(raw.tags),
            exercises=tuple(self.exercise(i, e, defaults) for i, e in enumerate(exercises, 1)),
            span=raw.span,
            allow=_allow(raw.allow),
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
        return Exercise(
            id=own,
            title=raw.title.value,
            points=self.words.points(words.get("points")),
            bank=_value(words.get("bank")),
            updated=self.words.time(words.get("updated")),
            tags=_values(raw.tags),
            shuffle=shuffle in ("questions", "all"),
            items=tuple(self._items(own, raw.items, defaults)),
            span=raw.span,
            allow=_allow(raw.allow),
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
        if kind in vocabulary.CHOICE_KINDS:
            self._refuse(raw, ("criteria", "levels"), "use kind open for a rubric")
            self._refuse_space(raw)
            return self._choice_question(own, raw, defaults.with_words(raw.settings))
        if kind in vocabulary.WRITTEN_KINDS:
            return self._written_question(own, raw)
        if kind in vocabulary.BLOCK_KINDS:
            return self._block(own, raw)
        return TextBlock(id=own, content=raw.texts.get("prompt", ()), span=raw.span)

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, own: str, raw: RawItem) -> TextBlock | ImageBlock:
        parts = (*vocabulary.PARTS, "options")
        self._refuse(raw, parts, "put it below a question")
        if "points" in raw.settings:
            word = raw.settings["points"]
            self.report.add("S143", "a block has no points", word.span, help="remove them")
        repeat = "repeat" in raw.settings and yes_or_no(raw.settings["repeat"], self.report)
        if raw.kind and raw.kind.value == "image block":
            space = self.words.space(raw.settings.get("space"))
            if raw.image is None:
                help_line = "write ![what it shows](images/name.png) below the heading"
                self.report.add("S149", "image block has no image", raw.span, help=help_line)
            image = raw.image or _NO_IMAGE
            return ImageBlock(
                id=own,
                image=image,
                space=space,
                repeat=repeat,
                span=raw.span,
                allow=_allow(raw.allow),
            )
        self._refuse_space(raw)
        content = raw.texts.get("prompt", ())
        if is_empty(content):
            help_line = "write it below the heading, or remove the heading"
            help_line = _spelled(raw.span, help_line, "add text: …, or remove the block")
            self.report.add("S148", "text block has no text", raw.span, help=help_line)
        return TextBlock(
            id=own, content=content, repeat=repeat, span=raw.span, allow=_allow(raw.allow)
        )

    def _refuse(self, raw: RawItem, parts: Iterable[str], help_line: str) -> None:
        for part in parts:
            span = raw.part_spans.get(part) or (raw.lists[part].span if part in raw.lists else None)
            if span is not None and raw.kind is not None:
                message = f"{part!r} has no place in {vocabulary.with_article(raw.kind.value)}"
                self.report.add("S132", message, span, help=help_line)

    def _refuse_space(self, raw: RawItem) -> None:
        word = raw.settings.get("space")
        if word is not None and raw.kind is not None:
            message = f"{vocabulary.with_article(raw.kind.value)} has no answer space"
            self.report.add("S158", message, word.span, help="remove it, or use kind open")

    # -- questions ------------------------------------------------------------------------------

    def _common(self, own: str, raw: RawItem) -> "_Common":
        word = raw.settings.get("points")
        points = self.words.points(word)
        if word is None:
            heading = "write ## 2 pts · " + (raw.kind.value if raw.kind else "open")
            help_line = _spelled(raw.span, heading, "add points: 2")
            self.report.add("S137", "question has no points", raw.span, help=help_line)
        prompt = raw.texts.get("prompt", ())
        if is_empty(prompt):
            help_line = _spelled(raw.span, "write what is asked below the heading", "add prompt: …")
            self.report.add("S148", "question has no prompt", raw.span, help=help_line)
        return _Common(own, points if points is not None else Fraction(0), prompt, raw)

    def _choice_question(
        self, own: str, raw: RawItem, defaults: Defaults
    ) -> MultipleChoice | MultipleResponse:
        common = self._common(own, raw)
        scoring = self._scoring(raw, defaults, common.points)
        self.words.choice(raw.settings.get("shuffle"), vocabulary.QUESTION_SHUFFLE)
        shuffle = self.words.choice(defaults.shuffle, vocabulary.SHUFFLE) in ("options", "all")
        single = raw.kind is not None and raw.kind.value == "multiple choice"
        if single and scoring.rule is not Rule.SUM:
            scoring = Scoring(Rule.SUM, scoring.floor, scoring.cap)  # one answer is all or nothing
        options = tuple(self._options(raw, common.points, defaults.wrong, single=single))
        make = MultipleChoice if single else MultipleResponse
        return make(options=options, scoring=scoring, shuffle=shuffle, **common.fields())

    def _scoring(self, raw: RawItem, defaults: Defaults, points: Fraction) -> Scoring:
        floor, cap = defaults.floor, defaults.cap
        self.words.choice(raw.settings.get("wrong"), vocabulary.WRONG)
        rule = self.words.choice(defaults.rule, vocabulary.RULES) or "sum"
        return Scoring(
            Rule(rule) if rule in vocabulary.RULES else Rule.SUM,
            Fraction(0) if floor is None else self.words.bound(floor, Fraction(0)),
            points if cap is None else self.words.bound(cap, points),
        )

    def _options(
        self, raw: RawItem, points: Fraction, wrong: Word | None, *, single: bool
    ) -> Iterable[Option]:
        entries = self._entries(raw, "options")
        if len(entries) < 2:
            span = entries[0].span if entries else raw.span
            message = "question has one option" if entries else "question has no options"
            help_line = "write at least two: - [x] {1} right, and - [ ] {0} wrong"
            help_line = _spelled(raw.span, help_line, "list at least two, each with text: …")
            self.report.add("S141", message, span, help=help_line)
        correct = sum(entry.checked for entry in entries)
        share = points if single or not correct else points / correct
        penalty = -share if wrong is not None and wrong.value.lower() == "minus" else Fraction(0)
        for entry in entries:
            weight = self.words.number(entry.points)
            if entry.points is None:
                weight = share if entry.checked else penalty
            yield Option(
                text=entry.content,
                points=weight if weight is not None else Fraction(0),
                correct=entry.checked,
                feedback=entry.feedback,
                id=self.words.identifier(entry.id),
                fixed=entry.fixed,
                span=entry.span,
                allow=_allow(entry.allow),
            )
        self._unique(entries)

    def _written_question(self, own: str, raw: RawItem) -> Open | FreeFormatted:
        common = self._common(own, raw)
        self._refuse(raw, ("options",), "use kind multiple choice or multiple response")
        rubric = self._rubric(raw, common.points)
        if raw.kind is not None and raw.kind.value == "free formatted":
            self._refuse_space(raw)
            return FreeFormatted(rubric=rubric, **common.fields())
        return Open(
            rubric=rubric, space=self.words.space(raw.settings.get("space")), **common.fields()
        )

    def _rubric(self, raw: RawItem, points: Fraction) -> Rubric | None:
        criteria, levels = raw.lists.get("criteria"), raw.lists.get("levels")
        if criteria is not None and levels is not None:
            help_line = "keep criteria (each awarded on its own) or levels (one is chosen)"
            message = "a question has criteria or levels, not both"
            self.report.add("S157", message, levels.span, help=help_line)
        if criteria is not None:
            self._not_empty(criteria, "criteria")
            entries = self._entries(raw, "criteria")
            self._unique(entries)
            return Criteria(tuple(self._criterion(entry) for entry in entries))
        if levels is not None:
            self._not_empty(levels, "levels")
            entries = self._entries(raw, "levels")
            self._unique(entries)
            return Levels(tuple(self._level(entry, points) for entry in entries))
        return None

    def _not_empty(self, found: RawList, part: str) -> None:
        if not found.entries:
            help_line = "write a list: - {2} what earns two points"
            help_line = _spelled(found.span, help_line, "list them, each with points: and text:")
            self.report.add("S142", f"there are no {part} here", found.span, help=help_line)

    def _criterion(self, entry: RawEntry) -> Criterion:
        points = self.words.number(entry.points)
        if entry.points is None:
            help_line = "write them first: - {2} what earns two points"
            help_line = _spelled(entry.span, help_line, "add points: 2")
            self.report.add("S137", "criterion has no points", entry.span, help=help_line)
        return Criterion(
            text=entry.content,
            points=points if points is not None else Fraction(0),
            name=_value(entry.name),
            id=self.words.identifier(entry.id),
            span=entry.span,
            allow=_allow(entry.allow),
        )

    def _level(self, entry: RawEntry, total: Fraction) -> Level:
        points = self.words.number(entry.points)
        share = None
        if entry.percent is not None:
            share = numbers.parse_percent(entry.percent.value)
            if share is None or abs(share * total) > LARGEST_POINTS:
                self.words.bad_number(entry.percent, share=True)
                share = None
        if entry.points is None and entry.percent is None:
            help_line = "write them first: - {2} or - {50%} what the level means"
            help_line = _spelled(entry.span, help_line, "add points: 2, or percent: 50")
            self.report.add("S137", "level has no points", entry.span, help=help_line)
        if entry.points is None and share is not None:
            points = share * total
        percent = entry.percent.value[:-1].rstrip() if entry.percent and share is not None else ""
        if entry.points and percent and points is not None and total:
            self._percent_agrees(points, percent, total, entry)
        return Level(
            text=entry.content,
            points=points if points is not None else Fraction(0),
            percent=percent,
            name=_value(entry.name),
            id=self.words.identifier(entry.id),
            span=entry.span,
            allow=_allow(entry.allow),
        )

    def _percent_agrees(
        self, points: Fraction, percent: str, total: Fraction, entry: RawEntry
    ) -> None:
        share = points * 100 / total
        if not numbers.printed_as(share, percent) and entry.percent is not None:
            places = len(percent.partition(".")[2])
            self.report.add(
                "S147",
                f"{numbers.show(points)} of {numbers.show(total)} points are not {percent}%",
                entry.percent.span,
                help=f"write {numbers.rounded(share, places)}%, or leave one of the two out",
            )

    # -- identifiers ------------------------------------------------------------------------------

    def _declare(self, name: str, span: Span) -> None:
        """An id names one thing of the exam; letter case does not tell two apart."""
        key = name.lower()
        if key in self.seen:
            first = self.seen[key]
            place = f"{first.source.path}:{first.line}:{first.column}"
            help_line = f"give it a name of its own; the other is at {place}"
            self.report.add("S146", f"identifier {name!r} stands twice", span, help=help_line)
        else:
            self.seen[key] = span

    def _entries(self, raw: RawItem, part: str) -> list[RawEntry]:
        """The options, criteria or levels of a question, no more than any exam has."""
        entries = raw.lists[part].entries if part in raw.lists else []
        if len(entries) > MOST_ENTRIES:
            message = f"question has {len(entries)} {part}, more than any exam has"
            help_line = f"write {MOST_ENTRIES} at most, or split the question"
            self.report.add("S109", message, entries[MOST_ENTRIES].span, help=help_line)
        return entries[:MOST_ENTRIES]

    def _unique(self, entries: list[RawEntry]) -> None:
        seen: set[str] = set()
        for entry in entries:
            if entry.id is not None:
                if entry.id.value.lower() in seen:
                    message = f"identifier {entry.id.value!r} stands twice in one question"
                    help_line = "give it a name of its own"
                    self.report.add("S146", message, entry.id.span, help=help_line)
                seen.add(entry.id.value.lower())


@dataclass(slots=True)
class _Common:
    """What every kind of question has."""

    id: str
    points: Fraction
    prompt: Blocks
    raw: RawItem

    def fields(self) -> "_Fields":
        """The keyword arguments that all question classes share."""
        texts = self.raw.texts
        return {
            "id": self.id,
            "points": self.points,
            "prompt": self.prompt,
            "title": _value(self.raw.settings.get("title")),
            "feedback": Feedback(
                texts.get("feedback", ()),
                texts.get("feedback: correct", ()),
                texts.get("feedback: incorrect", ()),
            ),
            "solution": texts.get("solution", ()),
            "notes": texts.get("for graders", ()),
            "tags": _values(self.raw.tags),
            "span": self.raw.span,
            "allow": _allow(self.raw.allow),
        }


class _Fields(TypedDict):
    id: str
    points: Fraction
    prompt: Blocks
    title: str
    feedback: Feedback
    solution: Blocks
    notes: Blocks
    tags: tuple[str, ...]
    span: Span
    allow: tuple[Allow, ...]


_NO_IMAGE = Image("", "missing")


def _spelled(span: Span, markdown: str, yaml: str) -> str:
    """The help that suits the spelling of the file that a span is in."""
    return yaml if span.source.path.lower().endswith((".yaml", ".yml")) else markdown


def _value(word: Word | None) -> str:
    return word.value if word else ""


def _values(words: list[Word]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


def _allow(words: list[Word]) -> tuple[Allow, ...]:
    return tuple(Allow(word.value, word.span) for word in words)
