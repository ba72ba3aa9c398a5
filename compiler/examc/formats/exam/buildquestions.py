"""Decides what a raw question means: its points, its options and their weights, its scoring."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple, TypedDict

from examc.core import numbers
from examc.core.answers import Choice, Option, Rule, Scoring, Written
from examc.core.content import Blocks, is_empty
from examc.core.model import ChoiceQuestion, Feedback, Question, WrittenQuestion
from examc.core.records import Mutable
from examc.core.source import Allow, Span
from examc.formats.exam import pointslips, vocabulary
from examc.formats.exam.buildrubrics import build_rubric
from examc.formats.exam.raw import RawItem, Word, spelled
from examc.formats.exam.refusals import bounded_entries, refuse_parts, refuse_space, refuse_twins
from examc.formats.exam.values import Words, accepted, text, texts
from examc.formats.exam.yamlvalues import yes_or_no


class Defaults(NamedTuple):
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


class Questions:
    """Makes questions of the model; what is wrong is reported, and a harmless value stands for it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.report = words.report

    def common(self, own: str, raw: RawItem) -> "Common":
        """What every question has; what is missing is reported."""
        word = raw.settings.get("points")
        points = self.words.points(word)
        if word is None:
            help_line = pointslips.of_question(raw)
            fix = pointslips.fix_of_question(raw)
            self.report.add("S137", "question has no points", raw.span, help=help_line, fix=fix)
        prompt = raw.texts.get("prompt", ())
        asked = not is_empty(prompt) or "rows" in raw.lists  # a matrix may say it all by itself
        if not asked and not raw.refused:
            help_line = spelled(raw.span, "write what is asked below the heading", "add prompt: …")
            self.report.add("S148", "question has no prompt", raw.span, help=help_line)
        return Common(own, points if points is not None else Fraction(0), prompt, raw, self.words)

    def choice(self, own: str, raw: RawItem, defaults: Defaults) -> ChoiceQuestion:
        """Make a question with options, under the settings of what it stands in."""
        refuse_parts(raw, ("criteria", "levels"), "use kind open for a rubric", self.report)
        refuse_space(raw, self.report)
        defaults = defaults.with_words(raw.settings)
        common = self.common(own, raw)
        scoring = self.scoring(raw, defaults, common.points)
        self.words.choice(raw.settings.get("shuffle"), vocabulary.QUESTION_SHUFFLE)
        shuffle = self.words.choice(defaults.shuffle, vocabulary.SHUFFLE) in ("options", "all")
        single = raw.kind is not None and raw.kind.value == "multiple choice"
        if single and scoring.rule is not Rule.SUM:
            scoring = Scoring(Rule.SUM, scoring.floor, scoring.cap)  # one answer is all or nothing
        options = tuple(self._options(raw, common.points, defaults.wrong, single=single))
        answer = Choice(options=options, many=not single, scoring=scoring, shuffle=shuffle)
        return Question(answer=answer, **common.fields())

    def scoring(
        self,
        raw: RawItem,
        defaults: Defaults,
        points: Fraction,
        rules: tuple[str, ...] = vocabulary.RULES,
    ) -> Scoring:
        """How options or parts become a mark, under the settings of what they stand in."""
        floor, cap = defaults.floor, defaults.cap
        self.words.choice(raw.settings.get("wrong"), vocabulary.WRONG)
        rule = self.words.choice(defaults.rule, rules) or "sum"
        lowest = Fraction(0) if floor is None else self.words.bound(floor, Fraction(0))
        highest = points if cap is None else self.words.bound(cap, points)
        word = floor or cap
        if word is not None and lowest is not None and highest is not None and lowest > highest:
            message = f"floor of {numbers.show(lowest)} is above the cap of {numbers.show(highest)}"
            help_line = "no mark can be both; lower the floor, or write none for no floor"
            self.words.refuse_word("S116", message, word, help_line)
        return Scoring(Rule(rule) if rule in rules else Rule.SUM, lowest, highest)

    def _options(
        self, raw: RawItem, points: Fraction, wrong: Word | None, *, single: bool
    ) -> Iterable[Option]:
        entries = bounded_entries(raw, "options", self.report)
        if len(entries) < 2 and not raw.told:
            span = entries[0].span if entries else raw.span
            message = "question has one option" if entries else "question has no options"
            help_line = "write at least two: - [x] {1} right, and - [ ] {0} wrong"
            help_line = spelled(raw.span, help_line, "list at least two, each with text: …")
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
                allow=accepted(entry.allow),
            )
        refuse_twins(entries, self.report)

    def written(self, own: str, raw: RawItem) -> WrittenQuestion:
        """Make a question that people grade."""
        common = self.common(own, raw)
        refuse_parts(
            raw, ("options",), "use kind multiple choice or multiple response", self.report
        )
        rubric = build_rubric(raw, common.points, self.words)
        if raw.kind is not None and raw.kind.value == "free formatted":
            refuse_space(raw, self.report)
            return Question(answer=Written(rubric=rubric, free=True), **common.fields())
        return Question(
            answer=Written(rubric=rubric, space=self.words.space(raw.settings.get("space"))),
            **common.fields(),
        )


class Common(Mutable):
    """What every kind of question has."""

    id: str
    points: Fraction
    prompt: Blocks
    raw: RawItem
    words: Words

    def _flag(self, name: str) -> bool:
        word = self.raw.settings.get(name)
        return word is not None and yes_or_no(word, self.words.report)

    def fields(self) -> "_Fields":
        """The keyword arguments that all questions share."""
        said = self.raw.texts
        return {
            "id": self.id,
            "points": self.points,
            "prompt": self.prompt,
            "title": text(self.raw.settings.get("title")),
            "feedback": Feedback(
                said.get("feedback", ()),
                said.get("feedback: correct", ()),
                said.get("feedback: incorrect", ()),
            ),
            "solution": said.get("solution", ()),
            "notes": said.get("for graders", ()),
            "tags": texts(self.raw.tags),
            "always": self._flag("always"),
            "fixed": self._flag("fixed"),
            "span": self.raw.span,
            "allow": accepted(self.raw.allow),
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
    always: bool
    fixed: bool
    span: Span
    allow: tuple[Allow, ...]
