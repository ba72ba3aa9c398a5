"""Tells what the systems that take a package do otherwise than the package says.

Canvas takes points and right answers and marks by rules of its own; it reads neither the mapping nor
text for scorers. A player that follows the standard marks as the item says.
"""

from collections.abc import Iterator, Mapping

from examc.core import numbers
from examc.core.answers import Choice, Program, Rule, TrueFalse, Written, as_choice
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report, listed
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Exam, Question, narrowed, rubric_of
from examc.core.records import replace
from examc.core.responses import Places
from examc.core.schemes import Key, Scheme, Sum, one_of
from examc.core.walking import walk
from examc.formats.qti21 import scores
from examc.formats.qti21.dialect import Dialect
from examc.systems.canvas import marks as canvas
from examc.systems.canvas.limits import LONGEST_TEXT
from examc.systems.comparing import Compared, compare
from examc.systems.marking import NO_KEY, TOO_LONG, Fact, Marking, facts, of_compared, tell
from examc.systems.newquizzes import marks as newquizzes
from examc.systems.player import marks as player


def report(exam: Exam, lengths: Mapping[str, int], report: Report, dialect: Dialect) -> None:
    """Report what systems would do otherwise, each question and system by itself.

    `lengths` says how many characters the HTML of each question has, by its place.
    """
    for where, node in walk(exam):
        if isinstance(node, Question):
            told = [*_marks(node), *_dropped(node)]
            told += _length(lengths.get(where, 0))
            for system, fact in told:
                if system == player.MARKING.system or not dialect.players_only:
                    tell(report, dialect.target, system, node, where, [fact])


def schemes(question: ChoiceQuestion) -> Iterator[tuple[Marking, Scheme | None]]:
    """Yield how each system marks the item that is written; None where it does not take it."""
    size, points = len(question.answer.options), numbers.value(scores.number(question.points))
    key = frozenset(scores.key(question))
    one = not question.answer.many
    yield player.MARKING, _as_written(question, key)
    yield canvas.OF_QTI, canvas.of_qti(size, key, points)
    yield newquizzes.MARKING, newquizzes.of_key(size, key, points, one=one)


def _as_written(question: ChoiceQuestion, key: Places) -> Scheme:
    """What the item's own processing awards: by its mapping, or all or nothing."""
    question = scores.as_written(question)
    answer, size = question.answer, len(question.answer.options)
    if answer.scoring.rule is Rule.ALL_OR_NOTHING:
        right, wrong = scores.all_or_nothing(question)
        return Key(size, key, right, wrong, most=0 if answer.many else 1)
    scheme = Sum(tuple(option.points for option in answer.options), *scores.bounds(question))
    return scheme if answer.many else one_of(scheme)


def _marks(question: Question) -> Iterator[tuple[str, Fact]]:
    match question.answer:
        case Choice() as choice:
            yield from _of_choice(question, narrowed(question, choice))
        case TrueFalse() as both:
            choice = as_choice(both, *_WORDS)
            asked = narrowed(replace(question, answer=choice), choice)
            yield from _of_choice(question, asked)
        case Written() | Program():
            return  # a person marks it
        case _:
            yield from _of_kind(question)


_WORDS: tuple[Blocks, Blocks] = ((Paragraph((Text("true"),)),), (Paragraph((Text("false"),)),))


def _of_kind(question: Question) -> Iterator[tuple[str, Fact]]:
    from examc.formats.qti21 import systemkinds

    compared: dict[int, Compared] = {}  # two systems that mark alike are compared once
    for marking, given in systemkinds.given(question):
        if isinstance(given, Fact):
            yield marking.system, given
            continue
        if id(given) not in compared:
            compared[id(given)] = compare(question, given)
        found = of_compared(marking, question, given, compared[id(given)])
        yield from ((marking.system, fact) for fact in found)
    given_for_words = systemkinds.mark_of_no_number(question)
    if given_for_words:
        message = f"QTI player gives 0, not {numbers.show(given_for_words)}, for what is no number"
        fact = Fact(Feature.FLOOR.code, message, "let no answer that is wrong earn or cost points")
        yield player.MARKING.system, fact


def _of_choice(question: Question, asked: ChoiceQuestion) -> Iterator[tuple[str, Fact]]:
    """What becomes of options; `asked` is the question as the choice that is written."""
    for marking, scheme in schemes(asked):
        if scheme is None:
            message = f"{marking.system} imports the question with an error: no option earns points"
            fact = Fact(NO_KEY, message, "give the right option a weight above 0")
            yield marking.system, fact
        else:
            yield from ((marking.system, fact) for fact in facts(marking, question, scheme))


def _dropped(question: Question) -> Iterator[tuple[str, Fact]]:
    """Texts for graders."""
    texts = (
        ("rubric", rubric_of(question)),
        ("model answer", question.solution),
        ("notes for graders", question.notes),
    )
    dropped = [f"the {noun}" for noun, present in texts if present]
    if dropped:
        help_line = "give graders what they need outside of Canvas"
        both = f"{canvas.NAME}, {newquizzes.MARKING.system}"
        yield both, Fact("X367", f"Canvas drops {listed(dropped)}", help_line)


def _length(characters: int) -> Iterator[tuple[str, Fact]]:
    """A stem that Canvas does not take."""
    if characters > LONGEST_TEXT:
        message = (
            f"Canvas does not show this prompt: with the blocks before it, it has {characters} "
            f"characters of HTML, and {LONGEST_TEXT} are the limit"
        )
        help_line = "shorten it, or move text into a file that students get"
        yield canvas.NAME, Fact(TOO_LONG, message, help_line)
