"""Whether the texts of a question reach whom they are for: students and graders.

Texts are held against each other by their letters and digits: what is round them, and how a system
writes a formula's delimiters, is of no account here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Choice, Matching, Matrix, Option, Ordering
from examc.core.content import Blocks, Code, CodeBlock, GapRef, Image, Math, Text, plain, walk
from examc.core.model import Question, is_by_hand, parts, rubric_of
from examc.core.responses import Response, words
from examc.core.rubrics import Criterion, Level, Levels, Rubric, rubric_parts
from examc.core.schemes import ROUNDING
from examc.proof import fedback
from examc.systems.comparing import Answer
from examc.systems.view import FEEDBACK, NOTES, RUBRIC, SOLUTION, Scale, Seen

FULL = "feedback for full marks"
LESS = "feedback for less than full marks"


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


_SIGNS = frozenset("+-±<>=≤≥≠→←↔*/")
"""Signs that tell short texts apart: -1940 is not 1940, and x < 1 not x > 1."""


def signed(text: str) -> str:
    """The letters and digits of a text, and the signs that tell short texts apart."""
    return "".join([c for c in text.replace("−", "-") if c.isalnum() or c in _SIGNS])


def missing(
    question: Question,
    seen: Seen,
    answers: Iterable[Answer],
    files: Mapping[str, bytes] | None = None,
) -> list[str]:
    """What of a question's texts and images (of `files`, where they are known) does not arrive.

    `answers` are those that students can give: to them feedback is due.
    """
    found = list(dict.fromkeys(_feedback(question, seen, answers)))
    if seen.stem is not None and not _in_order(stretches(question.prompt), letters(seen.stem)):
        found.insert(0, "the text of the question")
    if files is not None and seen.images is not None and not _pictured(question, seen, files):
        found.insert(0, "an image")
    found += _beside(question, seen)
    found += _rubric(rubric_of(question), seen)
    return found


def _in_order(stretches: Iterable[str], text: str) -> bool:
    """Whether stretches stand in a text one after another; between them is what fills a gap."""
    at = 0
    for stretch in stretches:
        found = text.find(stretch, at)
        if found < 0:
            return False
        at = found + len(stretch)
    return True


def _pictured(question: Question, seen: Seen, files: Mapping[str, bytes]) -> bool:
    """Whether the question's images are among those that are seen, in their order."""
    shown = seen.images or ()
    return all(_follow(_images(texts, files), shown) for texts in _columns(question))


def _follow(ours: Sequence[bytes], shown: Iterable[bytes]) -> bool:
    """Whether images stand among those that are shown, one after another."""
    rest = iter(shown)
    return all(image in rest for image in ours)


def _images(texts: Iterable[Blocks], files: Mapping[str, bytes]) -> list[bytes]:
    sources = [node.src for text in texts for node in walk(text) if isinstance(node, Image)]
    return [files[source] for source in sources if source in files]


def _columns(question: Question) -> Iterator[Sequence[Blocks]]:
    """Yield what students read before they answer, one text below another.

    Left and right sides stand beside each other, rows beside columns.
    """
    match question.answer:
        case Ordering(items=items):
            yield (question.prompt, *(item.text for item in items))
        case Matching(pairs=pairs) as matching:
            yield (question.prompt, *(pair.left for pair in pairs))
            yield matching.rights
        case Matrix(columns=columns, rows=rows):
            yield (question.prompt, *(row.text for row in rows))
            yield tuple(column.text for column in columns)
        case _:
            options = [part.text for part in parts(question) if isinstance(part, Option)]
            yield (question.prompt, *options)


# -- feedback -------------------------------------------------------------------------------------


def _feedback(question: Question, seen: Seen, answers: Iterable[Answer]) -> Iterator[str]:
    texts = dict(_texts(question))
    if is_by_hand(question):
        yield from _once_marked(texts, seen)
    if not texts:
        return
    own, surplus_of = frozenset(texts.values()), set[str]()
    solution = written(question.solution)
    read: dict[frozenset[str], set[str]] = {}  # few sets of texts are shown to many responses
    met: set[tuple[frozenset[str], tuple[str, ...], bool, bool]] = set()
    for response, mark in answers:
        given, labels = seen.shows(response), _due(question, response, mark)
        case = given, labels, mark is None, response is None
        if case in met:
            continue
        met.add(case)
        if given not in read:
            read[given] = set(map(letters, given))
        shown = read[given]
        due = {label: texts[label] for label in labels if label in texts}
        for label, text in due.items():
            if text not in shown and not _begins(label, text, shown):
                yield label
        fitting = {texts.get(FULL), texts.get(LESS)} if mark is None else set()
        if response is None:  # who answers nothing may be told so, or not
            fitting.add(texts.get(LESS))
        surplus = (shown & own) - {*fitting, solution}
        for label, text in texts.items() if surplus else ():
            begun = any(text in one for one in due.values())
            if text in surplus and not begun and label not in surplus_of:
                surplus_of.add(label)
                yield f"{label}, also to {words(response)}"


def _begins(label: str, text: str, shown: Iterable[str]) -> bool:
    """Whether a text for everyone stands before another one, as a model answer, in one field."""
    return label == FEEDBACK and any(one.startswith(text) for one in shown)


def _once_marked(texts: dict[str, str], seen: Seen) -> Iterator[str]:
    """What depends on the mark of a person, and is not shown whatever that is."""
    shown = {letters(text) for text in seen.graded}
    for label in (FULL, LESS):
        if texts.pop(label, "") not in {*shown, ""}:
            yield label


def _texts(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the feedback of a question by what it is called, as far as it has letters."""
    feedback = question.feedback
    said: list[tuple[str, Blocks]] = [(FEEDBACK, feedback.general)]
    if question.points > 0 or is_by_hand(question):  # without points, none tells full marks
        said += [(FULL, feedback.correct), (LESS, feedback.incorrect)]
    said += [(line.label, line.feedback) for line in fedback.lines(question)]
    for label, content in said:
        text = written(content)
        if text:
            yield label, text


def _due(question: Question, response: Response | None, mark: Fraction | None) -> tuple[str, ...]:
    """What a student is to see; what a mark decides, only where a system gives that mark."""
    by_mark: tuple[str, ...] = ()
    if mark is not None and mark >= question.points:
        by_mark = (FULL,)
    elif mark is not None and (response is not None or isinstance(question.answer, Choice)):
        by_mark = (LESS,)
    lines = fedback.due(question, response)
    of_lines = [line.label for line in lines] if lines else ()
    return FEEDBACK, *by_mark, *of_lines


def stretches(content: Blocks, kept: Callable[[str], str] = letters) -> Iterator[str]:
    """Yield what is kept of a text of ours between its gaps, by default the letters, as it is read."""
    found: list[str] = []
    for node in walk(content):
        match node:
            case GapRef():
                yield kept("".join(found))
                found = []
            case Text() | Code() | CodeBlock():
                found.append(node.text)
            case Math():
                found.append(node.tex)
            case Image():
                found += [node.alt, node.caption]
            case _:
                pass
    yield kept("".join(found))


def written(content: Blocks, kept: Callable[[str], str] = letters) -> str:
    """What is kept of a text of ours, by default the letters, in order of reading."""
    return "".join(stretches(content, kept))


# -- what graders get -----------------------------------------------------------------------------


def _beside(question: Question, seen: Seen) -> Iterator[str]:
    """What neither graders read, nor students afterwards, beside the feedback."""
    read = letters(seen.graders)
    behind = written(question.feedback.general) + written(question.solution)
    shown = any(letters(text) == behind for text in seen.shows(None))
    if question.solution and not shown and written(question.solution) not in read:
        yield SOLUTION
    if question.notes and written(question.notes) not in read:
        yield NOTES


def _rubric(rubric: Rubric | None, seen: Seen) -> Iterator[str]:
    rows = rubric_parts(rubric)
    if not rows:
        return
    if not seen.scales:
        yield RUBRIC
        return
    if seen.beside:
        yield f"{RUBRIC} ({seen.beside})"
    for scale in seen.scales:
        yield from _differing(rows, scale, one=isinstance(rubric, Levels))


def _differing(rows: tuple[Criterion | Level, ...], scale: Scale, *, one: bool) -> Iterator[str]:
    """Yield what a scale says otherwise than a rubric."""
    if len(scale.grades) != len(rows):
        yield f"rubric: {len(scale.grades)} lines instead of {len(rows)}"
        return
    if scale.one is (not one):
        yield "rubric: " + ("lines are added up" if one else "one line is awarded")
    for place, (row, grade) in enumerate(zip(rows, scale.grades, strict=True), 1):
        if grade.points is None or abs(grade.points - row.points) > ROUNDING:
            given = "no points" if grade.points is None else numbers.show(grade.points)
            yield f"rubric: line {place} is worth {given} instead of {numbers.show(row.points)}"
        said, ways = letters(grade.words), (plain(row.text), plain(row.text, read=True))
        if not any(way in said for way in (written(row.text), *map(letters, ways))):
            yield f"rubric: the text of line {place}"
