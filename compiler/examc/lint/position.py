"""The rule on words that point at a place, such as "see above", "part a" or "option B".

What can move decides what is reported:

- Another question, part or exercise: always. Question banks keep no order, exams are drawn from
  them, and every system numbers in its own way; "part a" is the name of nothing there.
- Another option: where the options change their order.
- "See above" in the feedback on an option: always, since a student is shown the feedback on what
  was chosen and no other. In the text of an option: where the options change their order.
  Elsewhere: where the questions do, and the text itself has nothing there.
- A figure above or below: where the questions change their order, and the item has none itself.
"""

import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.answers import Option
from examc.core.content import CodeBlock, Image, OrderedList, Table, Text, plain, walk
from examc.core.model import Exam, Item, Question, as_choice
from examc.core.walking import texts
from examc.lint import carets
from examc.lint.choices import is_about_others
from examc.lint.findings import Finding, Piece, Place
from examc.lint.phrases import POINTER_WORDS, PUNCTUATION, pointers

_UP = ("above", "boven", "oben", "dessus", "haut", "arriba", "ditto", "idem")
_LABEL = lazyre.compile(r"[\s(]([a-z]|\d+|[ivx]+)\)?$", re.IGNORECASE)


def position_reference(node: Exam | Item, place: Place) -> Iterator[Finding]:
    """Words point at a place that can change."""
    for piece in place.pieces:
        if isinstance(piece.content, Text) and _may_point(piece.content.text):
            yield from _in_text(piece, piece.content, node, place)


def _may_point(text: str) -> bool:
    return not POINTER_WORDS.isdisjoint(text.lower().translate(PUNCTUATION).split())


def _in_text(piece: Piece, text: Text, node: Exam | Item, place: Place) -> Iterator[Finding]:
    for match in pointers(text.text):
        kind = match.lastgroup or ""
        reason, help_line = _judged(kind, match, piece, node, place)
        if reason:
            span = carets.phrase(text.span, text.text, match.start(), match.end())
            message = f"{match[0]!r} points at {reason}"
            yield Finding(message, span, help_line, piece.part)


_SAY_IT = "say what is meant in words"


def _judged(
    kind: str, match: re.Match[str], piece: Piece, node: Exam | Item, place: Place
) -> tuple[str, str]:
    """What the words point at that can move, and what to do; ("", "") where nothing can."""
    moves = place.exercise is not None and place.exercise.shuffle
    match kind:
        case "question" if not _is_labelled(match[0], node):
            return "another question, and question banks keep no order", _SAY_IT
        case "option" if _options_move(node) and not _names_itself(match[0], piece, node):
            return "an option, and the options change their order", _SAY_IT
        case "figure" if moves and not _has_figure(node):
            help_line = "put the figure into this item"
            return "a figure elsewhere, and the questions change their order", help_line
        case "sight" if isinstance(piece.node, Option):
            return _judged_in_option(match[0], piece, piece.node, node)
        case "sight" if moves and not _stays_inside(match[0], piece):
            return "a place outside this text, and the questions change their order", _SAY_IT
        case _:
            return "", ""


def _judged_in_option(
    words: str, piece: Piece, option: Option, node: Exam | Item
) -> tuple[str, str]:
    if piece.text is option.feedback:
        if not _stays_inside(words, piece):
            reason = "what a student may not see: feedback is shown for chosen options only"
            return reason, "write the reason out here"
    elif _options_move(node) and not is_about_others(option):
        return "another option, and the options change their order", _SAY_IT
    return "", ""


def _options_move(node: Exam | Item) -> bool:
    choice = as_choice(node)
    return choice is not None and choice.answer.shuffle


def _is_labelled(words: str, node: Exam | Item) -> bool:
    """Whether the item itself has a part of that name: (a), a), or a numbered list."""
    label = _LABEL.search(words)
    if label is None or isinstance(node, Exam):
        return False
    own = [text for text in texts(node) if text]
    if label[1].isdigit():
        return any(isinstance(part, OrderedList) for text in own for part in walk(text))
    mark = re.compile(rf"(?<!\w)\(?{re.escape(label[1])}\)", re.IGNORECASE)
    parts = (plain(text) for text in own)
    return any(mark.search(part.replace(words, "")) for part in parts)


def _names_itself(words: str, piece: Piece, node: Exam | Item) -> bool:
    """Whether "option A" is a name from the prompt, or the words speak of all options."""
    if isinstance(piece.node, Option):
        if piece.text is piece.node.text and is_about_others(piece.node):
            return True
        return isinstance(node, Question) and words.lower() in plain(node.prompt).lower()
    return False


def _has_figure(node: Exam | Item) -> bool:
    return any(
        isinstance(part, Image | Table | CodeBlock) for text in texts(node) for part in walk(text)
    )


def _stays_inside(words: str, piece: Piece) -> bool:
    """Whether the text has a block of its own above, or below, to point at."""
    line = piece.content.span.line if piece.content.span else 0
    first, last = (getattr(piece.text[end], "span", None) for end in (0, -1))
    if line == 0 or first is None or last is None:
        return len(piece.text) > 1
    if any(up in words.lower() for up in _UP):
        return bool(line > first.end_line)
    return bool(line < last.line)
