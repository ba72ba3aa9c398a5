"""Gaps in running text: embedded answers of whole weights, in the proportion of their points."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import assert_never

from examc.core import lazyre, meaning, schemes
from examc.core.answers import Choice, Composite, FillIn, Key, Numeric, Scoring, ShortAnswer
from examc.core.features import Feature
from examc.core.model import Question
from examc.core.numbers import show
from examc.core.schemes import ZERO, Scheme
from examc.formats.moodle import bounds, cloze, entries, gapcodes
from examc.formats.moodle.html import needs_files
from examc.formats.moodle.writing import Writing
from examc.systems import marking
from examc.systems.moodle import bends, marks
from examc.systems.moodle import cloze as moodlecloze
from examc.systems.moodle.pages import GAP, braced, unnumbered
from examc.systems.reading import NotUnderstood

_GAP = lazyre.compile(f"<{GAP[0]}([^{GAP[1]}]*){GAP[1]}>")


def entry(
    writing: Writing, question: Question[FillIn], fields: entries.Fields, prompt: str
) -> entries.Cloze:
    """A text with gaps; each is worth a whole number, so that the question's mark may be another."""
    gaps = question.answer.gaps
    full = full_marks(question.answer)
    weights = whole_weights(full)
    codes: dict[str, str] = {}
    for gap, best, weight in zip(gaps, full, weights, strict=True):
        codes[gap.id] = gapcodes.of_key(writing.page, gap.key, weight, best)
        _report_key(writing, gap.key)
    writing.page.used.clear()  # what feedback shows has no files here
    html = placed(prompt, codes)
    hints = tuple(gapcodes.gap_hints(gap, best) for gap, best in zip(gaps, full, strict=True))
    return finished(writing, question, html, weights, hints, fields)


def placed(html: str, codes: Mapping[str, str]) -> str:
    """A text with a code at each place of a gap, by its name; nothing else in it is taken for one.

    Filters see the text as a whole, with an element where each gap is.
    """
    safe = unnumbered(cloze.prompt(braced(html)))
    return _GAP.sub(lambda found: codes.get(found[1], ""), safe)


def full_marks(answer: Composite) -> tuple[Fraction, ...]:
    """What each part is worth at best."""
    return tuple(map(schemes.best, meaning.part_schemes(answer)))


def whole_weights(full: Sequence[Fraction]) -> tuple[int, ...]:
    """The points of parts themselves where they are whole, else the smallest numbers like them."""
    if all(points.denominator == 1 for points in full):
        return tuple(int(points) for points in full)
    common = lcm(*(points.denominator for points in full))
    whole = [int(points * common) for points in full]
    divisor = gcd(*whole)
    return tuple(number // divisor for number in whole)


def _report_key(writing: Writing, key: Key) -> None:
    """Report what of a gap's answers an embedded answer cannot hold."""
    match key:
        case Numeric(accepted=numbers):
            for number in numbers:
                _report_images(writing, number)
        case ShortAnswer(accepted=texts):
            for text in texts:
                _report_images(writing, text)
                if not bends.held(text):
                    message = "Moodle has no patterns: only some of the texts that it means are"
                    message += " accepted"
                    writing.losses.add(Feature.TEXT_MATCH, text, message, "write the texts out")
        case Choice(options=options):
            for option in options:
                _report_images(writing, option)
                if not gapcodes.is_plain(option.text):
                    message = "Moodle's drop-downs show characters alone: the form of this option"
                    message += " is lost"
                    writing.losses.add(Feature.FILL_IN, option, message)
                    writing.losses.unread(option, option.text, "Moodle")
        case _:
            assert_never(key)


def _report_images(writing: Writing, one: gapcodes.Line) -> None:
    if needs_files(one.feedback):
        message = "Moodle's embedded answers have no files: the images in this feedback are lost"
        writing.losses.add(Feature.ANSWER_FEEDBACK, one, message)


# -- what all questions of several embedded answers share -----------------------------------------


def finished(
    writing: Writing,
    question: Question[Composite],
    html: str,
    weights: Sequence[int],
    hints: tuple[entries.Hint, ...],
    fields: entries.Fields,
    kind: str = "fill in",
) -> entries.Cloze:
    """A question whose text is HTML with these embedded answers in it, and what Moodle does to it."""
    if question.feedback.correct or question.feedback.incorrect:
        message = "Moodle has no feedback by result on embedded answers"
        writing.losses.add(Feature.FEEDBACK, question, message)
    writing.without_notes(question)
    told = list(_tell(writing, question, html))
    total = Fraction(sum(weights), 1)
    beside = [("kind", kind)]
    if total != question.points:
        beside.append(("points", show(question.points)))
    full = sum(full_marks(question.answer), ZERO)
    if full != question.points:
        beside.append(("full", show(full)))
    beside += settings(question.answer.scoring, question, told)
    fields["grade"] = bounds.grade(total)
    fields["text"] = entries.Text(entries.cdata(html), fields["text"].files)
    return entries.Cloze(beside=tuple(beside), inside=hints, **fields)


def _tell(writing: Writing, question: Question[Composite], html: str) -> Iterator[str]:
    """Tell what Moodle does to the marks of a text with embedded answers; yield the codes."""
    try:
        parts = moodlecloze.read(html).parts
        if len(parts) != len(meaning.part_schemes(question.answer)):
            raise NotUnderstood("embedded answers are not recognised")
    except NotUnderstood as problem:
        message = f"Moodle refuses this question: {problem}"
        writing.losses.add("X381", question, message, "ask it in another way")
        return
    scheme = moodlecloze.together(parts, comma=writing.comma)
    yield from tell(writing, question, scheme)


def tell(writing: Writing, question: Question, scheme: Scheme) -> Iterator[str]:
    """Tell what a scheme changes of the marks that a question means; yield the codes."""
    for fact in marking.facts(marks.MARKING, question, scheme):
        writing.losses.add(fact.code, question, fact.message, fact.help, system=_SYSTEM)
        yield fact.code


_SYSTEM = marks.MARKING.system


def settings(
    own: Scoring, question: Question[Composite], told: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the rule and bounds that a reader does not find, and that change no mark."""
    least = schemes.lowest(schemes.meant(question))
    usual = Scoring(floor=None if least < 0 else ZERO, cap=question.points)
    lost = {
        "rule": Feature.ALL_OR_NOTHING.code in told,
        "floor": Feature.FLOOR.code in told,
        "cap": Feature.CAP.code in told,
    }
    yield from (pair for pair in bounds.scoring_settings(own, usual) if not lost[pair[0]])
