"""Decides what a true/false means: which of its two options is right, and what each is worth."""

from collections.abc import Iterable
from fractions import Fraction

from examc.core import edits
from examc.core.answers import Option, Rule, Scoring, TrueFalse
from examc.core.content import plain
from examc.core.diagnostics import Fix, Report
from examc.core.model import Question
from examc.formats.exam.buildquestions import Defaults, Questions
from examc.formats.exam.raw import RawEntry, RawItem, spelled
from examc.formats.exam.refusals import bounded_entries, refuse_parts, refuse_space, refuse_twins
from examc.formats.exam.values import accepted
from examc.formats.exam.vocabulary import QUESTION_SHUFFLE, TRUTHS

_OTHER_WORDS = {
    "true": "t, yes, right, correct, waar, juist, goed, ja, wahr, richtig, vrai, oui, verdadero",
    "false": "f, no, wrong, incorrect, onwaar, onjuist, fout, nee, falsch, nein, faux, non, falso",
}


def build_true_false(
    own: str, raw: RawItem, defaults: Defaults, questions: Questions
) -> Question[TrueFalse]:
    """Make a statement that holds or not, under the settings of what it stands in."""
    report = questions.report
    refuse_parts(raw, ("criteria", "levels"), "use kind open for a rubric", report)
    refuse_space(raw, report)
    _idle_shuffle(raw, questions)
    defaults = defaults.with_words(raw.settings)
    common = questions.common(own, raw)
    bounds = questions.scoring(raw, defaults, common.points)
    minus = defaults.wrong is not None and defaults.wrong.value.lower() == "minus"
    options = _Options(questions, common.points, -common.points if minus else Fraction(0))
    true, false = options.both(raw)
    scoring = Scoring(Rule.SUM, bounds.floor, bounds.cap)
    return Question(answer=TrueFalse(true=true, false=false, scoring=scoring), **common.fields())


def _idle_shuffle(raw: RawItem, questions: Questions) -> None:
    word = raw.settings.get("shuffle")
    if questions.words.choice(word, QUESTION_SHUFFLE) == "options" and word is not None:
        message = "true and false always stand in this order"
        fix = edits.without_attribute(word.span)
        questions.report.add("L269", message, word.span, help="remove shuffle", fix=fix)


class _Options:
    """Makes both options, of the list that has them or of the word that says which is right."""

    def __init__(self, questions: Questions, right: Fraction, wrong: Fraction) -> None:
        self.words = questions.words
        self.right = right
        self.wrong = wrong

    def both(self, raw: RawItem) -> tuple[Option, Option]:
        """The options "true" and "false"."""
        report = self.words.report
        word = raw.settings.get("answer")
        entries = bounded_entries(raw, "options", report)
        if word is not None and "options" in raw.lists:
            message = "the answer stands in the settings and in the options"
            report.add("S175", message, word.span, help="keep one of the two")
        elif word is None and not entries and not raw.told:
            help_line = "write {answer=true} in the heading, or - [x] true and - [ ] false"
            help_line = spelled(raw.span, help_line, "add answer: true")
            report.add("S141", "question does not say whether it is true", raw.span, help=help_line)
        if entries:
            return self._listed(raw, entries)
        said = self.words.choice(word, TRUTHS) or "true"
        true, false = (self._plain(raw, name == said) for name in TRUTHS)
        return true, false

    def _plain(self, raw: RawItem, correct: bool) -> Option:
        points = self.right if correct else self.wrong
        return Option(text=(), points=points, correct=correct, span=raw.span)

    def _listed(self, raw: RawItem, entries: list[RawEntry]) -> tuple[Option, Option]:
        report = self.words.report
        refuse_twins(entries, report)
        named = dict(_named(entries, report))
        checked = [entry for entry in entries if entry.checked]
        if len(entries) == 1:
            message = "question has one option"
            help_line = f"write the other: - [ ] {_other(named)}"
            help_line = spelled(raw.span, help_line, f"add - text: '{_other(named)}'")
            report.add("S141", message, entries[0].span, help=help_line)
        elif len(checked) != 1:
            message = "both options are checked" if checked else "neither option is checked"
            help_line = spelled(raw.span, "write - [x] before one", "write correct: true at one")
            report.add("S175", message, (checked or entries)[-1].span, help=help_line)
        true, false = (self._option(named[name], raw) for name in TRUTHS)
        return true, false

    def _option(self, entry: RawEntry | None, raw: RawItem) -> Option:
        if entry is None:
            return self._plain(raw, False)
        weight = self.words.number(entry.points) if entry.points is not None else None
        if entry.points is None:
            weight = self.right if entry.checked else self.wrong
        return Option(
            text=(),
            points=weight if weight is not None else Fraction(0),
            correct=entry.checked,
            feedback=entry.feedback,
            id=self.words.identifier(entry.id),
            fixed=entry.fixed,
            span=entry.span,
            allow=accepted(entry.allow),
        )


def _fix(entry: RawEntry, said: str, meant: str) -> Fix | None:
    """The word that was meant, at the end of the line of an option."""
    line = entry.span.source.line(entry.span.line).rstrip()
    if not meant or not line.endswith(f" {said}"):
        return None
    at = len(line) - len(said)
    return Fix(entry.span.source.line_span(entry.span.line, at + 1, len(line) + 1), meant)


def _other(named: dict[str, RawEntry | None]) -> str:
    return "false" if named["true"] is not None else "true"


def _named(entries: list[RawEntry], report: Report) -> Iterable[tuple[str, RawEntry | None]]:
    """Yield the option of each word; other words and repeated ones are reported."""
    found: dict[str, RawEntry | None] = dict.fromkeys(TRUTHS)
    told = False
    for entry in entries:
        said = plain(entry.content)
        name = said.lower().rstrip(".")
        if name not in TRUTHS:
            meant = next(
                (own for own, words in _OTHER_WORDS.items() if name in words.split(", ")), ""
            )
            help_line = f"write {meant}; " if meant else "write true and false; "
            message = f"option {said[:40]!r} is neither true nor false"
            help_line += "systems show the word in the language of the exam"
            if not told:
                report.add(
                    "S175", message, entry.span, help=help_line, fix=_fix(entry, said, meant)
                )
            told = True
        elif found[name] is not None:
            report.add("S175", f"option {name!r} stands twice", entry.span, help="remove one")
        else:
            found[name] = entry
    yield from found.items()
