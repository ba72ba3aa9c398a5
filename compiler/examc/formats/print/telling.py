"""What becomes otherwise on paper, told at its place."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from examc.core.answers import Choice, FillIn
from examc.core.diagnostics import listed
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import Exam, Exercise, Question, exercise_questions
from examc.core.source import Span
from examc.formats.print import references
from examc.formats.print.content import Typesetter
from examc.formats.print.draws import Draw
from examc.formats.print.proving import marks_alike

TARGET, NAME = "print", "paper"


def tell(exam: Exam, draws: Sequence[Draw], losses: Losses) -> None:
    """Tell what hangs on the versions, and what is written in another way."""
    for place, exercise in enumerate(exam.exercises):
        _pool(exercise, place, draws[0], losses)
        if not draws[0].letter and exercise.shuffle:
            message = f"bends that the questions change their order: {_ONE}"
            losses.add(Feature.QUESTION_SHUFFLE, exercise, message, _MORE, note=True)
        for question in exercise_questions(exercise):
            _question(question, draws[0], losses)
    for reference in references.moved(exam, draws):
        _reference(reference, draws, losses)
    alike = [
        f"{one.letter} and {other.letter}"
        for one, other in pairwise(draws)
        if (one.items, one.questions) == (other.items, other.questions)
    ]
    if alike:
        message = f"has the same in version {listed(alike)}, since nothing may change its order"
        help_line = "write shuffle: options or shuffle: questions at the top, or one version less"
        losses.add("X391", exam, message, help_line)


_ONE = "all papers have that of the source"
_MORE = "--versions makes papers with others"


def _pool(exercise: Exercise, place: int, first: Draw, losses: Losses) -> None:
    asked = list(exercise_questions(exercise))
    if exercise.pick is None or exercise.pick >= len(asked):
        return
    drawn = [exercise.items[one.item].id for one in first.questions if one.exercise == place]
    same = "all students get" if not first.letter else f"all with version {first.letter} get"
    message = f"bends this pool of {len(asked)} questions: {same} {listed(drawn)}"
    losses.add(Feature.POOL, exercise, message, _MORE if not first.letter else "")


def _question(question: Question, first: Draw, losses: Losses) -> None:
    answer = question.answer
    choices = [answer] if isinstance(answer, Choice) else []
    if isinstance(answer, FillIn):
        choices = [gap.key for gap in answer.gaps if isinstance(gap.key, Choice)]
        if choices:
            message = "bends a drop-down: its options stand below the text"
            losses.add(Feature.FILL_IN, question, message)
    if not first.letter and any(choice.shuffle for choice in choices):
        message = f"bends that the options change their order: {_ONE}"
        losses.add(Feature.OPTION_SHUFFLE, question, message, _MORE, note=True)


def _reference(reference: references.Moved, draws: Sequence[Draw], losses: Losses) -> None:
    """Tell where words that are printed as they stand point at another question, or at none."""
    numbers: dict[int | None, list[str]] = {}
    for one, number in zip(draws, reference.numbers, strict=True):
        numbers.setdefault(number, []).append(one.letter)
    found = []
    for number, letters in numbers.items():
        what = "none" if number is None else f"question {number}"
        found.append(what + (f" in version {listed(letters)}" if letters[0] else ""))
    message = f"prints {reference.words} as it stands, which is {', and '.join(found)}"
    losses.add("X398", reference.node, message, "say what is meant in words", reference.span)


def holds(exam: Exam, made: Exam, version: Draw, losses: Losses) -> bool:
    """Whether an exam made for a version marks as the source does; an error says if it does not."""
    if marks_alike(exam, made, version):
        return True
    message = f"would mark version {version.letter or 'A'} otherwise than the source"
    losses.add("X381", exam, message, "this is a mistake of examc: please report it")
    return False


def unshown(characters: str, exam: Exam, losses: Losses) -> None:
    """Tell that no font has a drawing of some characters."""
    found = sorted(set(characters))
    shown = listed([f"{one!r} (U+{ord(one):04X})" for one in found[:5]])
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    message = (
        f"shows characters by their numbers, of which its fonts have no drawing: {shown}{more}"
    )
    losses.add("X390", exam, message, "name a folder with a font that has them: --fonts DIR")


def silent(why: str, exam: Exam, losses: Losses) -> None:
    """Tell that a print is none that is sure to be read aloud."""
    what = why.removeprefix("PDF/UA-1 error: ")
    losses.add("X392", exam, f"is no PDF/UA, so that screen readers may fail: {what}")


def setter(
    exam: Exam, files: Mapping[str, bytes], characters: AbstractSet[str], losses: Losses
) -> Typesetter:
    """A typesetter that tells what it cannot show, at the place that it is at."""
    made = Typesetter(exam.language, files, exam, characters)

    def told(code: str, message: str, span: Span | None) -> None:
        losses.add(code, made.node, message, span=span)

    made.tell = told
    return made
