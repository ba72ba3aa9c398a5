"""Reads Aiken: lines of a question, options by letters, and `ANSWER:` with the right letter."""

import re
from fractions import Fraction

from examc.core import lazyre
from examc.core.answers import Choice, Option, Scoring
from examc.core.content import Blocks, is_empty
from examc.core.diagnostics import Report
from examc.core.limits import MOST_QUESTIONS
from examc.core.model import Exam, Exercise, Question, derived_exercise_id, derived_item_id
from examc.core.schemes import ZERO
from examc.core.source import Source, Span
from examc.formats.aiken.drafts import Draft, drafts
from examc.formats.aiken.texts import of_lines
from examc.formats.foreign import plaintext
from examc.formats.foreign.quoting import quoted

ONE = Fraction(1)
_FILE = lazyre.compile(
    r"^[ \t]*[A-Za-z][.)][ \t]*\S[^\n]*\n(?:[ \t]*\n)*[ \t]*ANSWER:[ \t]*[A-Za-z]\b", re.MULTILINE
)


def sniff(data: bytes) -> bool:
    """Whether a content is Aiken: it has an option, and below it a line `ANSWER: X`."""
    return _FILE.search(plaintext.beginning(data)) is not None


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an exam of one exercise; `path` is the file's name for messages.

    The exam is None, and the report has an error, where no question can be read. A question that
    is broken is told at its line, and left out unless it is plain what it means.
    """
    source = plaintext.read(path, data, report)
    if source is None:
        return None, {}
    return _Reading(source, report).exam(), {}


class _Reading:
    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report

    def exam(self) -> Exam | None:
        """The exam, with what the format never says told once."""
        found = list(drafts(self.source))
        if len(found) > MOST_QUESTIONS:
            message = f"file has {len(found)} questions, more than any exam"
            self.report.add("R409", message, self._span(1), help="import it in parts")
            return None
        own = derived_exercise_id(1)
        asked: list[Question] = []
        for draft in found:
            question = self._question(draft, own, len(asked) + 1)
            if question is not None:
                asked.append(question)
        if not asked:
            message = "file has no question that can be read" if found else "file has no question"
            help_line = "write options as A. and B., and below them ANSWER: A"
            self.report.add("R513", message, self._span(1), help=help_line)
            return None
        title = plaintext.title_of(self.source.path)
        self._say_assumed(asked[0].span)
        exercise = Exercise(id=own, title=title, items=tuple(asked), span=self._span(1))
        return Exam(title=title, exercises=(exercise,), span=self._span(1))

    def _say_assumed(self, first: Span | None) -> None:
        help_line = "set the language of the exam"
        message = "Aiken says no language; 'en' is assumed"
        self.report.add("R530", message, self._span(1), help=help_line)
        message = "Aiken has no points: every question is worth 1 point, as in Moodle"
        help_line = "write the points that are meant, if others are"
        self.report.add("R518", message, first, help=help_line)
        message = "Aiken does not say whether options are shuffled, which Moodle does by its own "
        message += "settings; they keep their places"
        help_line = "write shuffle: options, if they may change their places"
        self.report.add("R571", message, first, help=help_line)

    # -- one question ---------------------------------------------------------------------------

    def _question(self, draft: Draft, exercise: str, number: int) -> Question | None:
        why = _flaw(draft)
        where = f"exercise 1 › question {number}"
        prompt = self._text([text for _, text in draft.lines], draft.line, where)
        if not why and is_empty(prompt):
            why = ("it has no text", "write the question above its options")
        if why:
            words = draft.lines[0][1] if draft.lines else ""
            message = f"question {quoted(words)} is left out: {why[0]}"
            span = self._span(draft.line)
            self.report.add("R494", message, span, help=why[1], where="exercise 1")
            return None
        letters = [option.letter for option in draft.options]
        if letters.index(draft.right) != ord(draft.right) - ord("A"):
            draft.tell("Moodle counts options by their places, whatever their letters are")
        if draft.odd:
            help_line = "write A. or A) before an option, and ANSWER: A in capitals"
            message = f"{draft.odd}; it is read as it is meant"
            self.report.add("R566", message, self._span(draft.line), help=help_line, where=where)
        right = draft.right
        options = tuple(
            Option(
                text=self._text([option.text], option.number, where),
                points=ONE if option.letter == right else ZERO,
                correct=option.letter == right,
                span=self._span(option.number),
            )
            for option in draft.options
        )
        return Question(
            id=derived_item_id(exercise, number),
            points=ONE,
            prompt=prompt,
            answer=Choice(options=options, many=False, scoring=Scoring(cap=ONE)),
            span=self._span(draft.line),
        )

    def _text(self, lines: list[str], line: int, where: str) -> Blocks:
        """Plain lines as Moodle shows them, formulas between their delimiters among them."""
        return of_lines(lines, self.report, where, self._span(line))

    def _span(self, line: int) -> Span:
        return self.source.line_span(line)


def _flaw(draft: Draft) -> tuple[str, str] | None:
    """Why a question cannot be read, and what to do about it."""
    letters = [option.letter for option in draft.options]
    if draft.answer is None:
        return "it has no line ANSWER:", "write ANSWER: and the letter of the right option"
    if len(letters) < 2:
        return "it has fewer than two options", "write them as A. and B., each on a line"
    if len(set(letters)) < len(letters):
        return "two of its options have one letter", "give each option a letter of its own"
    if not all(option.text for option in draft.options):
        return "one of its options has no text", "write it behind its letter"
    right = draft.right
    if len(right) != 1:
        said = f"its answer is {quoted(right)}" if right else "its answer names no letter"
        return said, "name one letter; Aiken has one right option"
    if right not in letters:
        return f"its answer {right} is none of its options", "name one of the letters"
    return None
