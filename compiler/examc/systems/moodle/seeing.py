"""What the kinds of question share in Moodle's files: texts by their names, feedback, answers."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache

from examc.core import schemes
from examc.core.responses import Response
from examc.core.schemes import Scheme
from examc.files import xmlreading
from examc.files.xmltree import Element
from examc.systems import words
from examc.systems.view import Shows

_RIGHT = Fraction(999_999, 1_000_000)
"""From this share of the marks on, an answer counts as right (engine/states.php)."""


def text(element: Element, name: str) -> str:
    """The HTML of a named text; "" where there is none."""
    return element.findtext(f"{name}/text") or ""


def own_text(element: Element) -> str:
    """The text of an answer itself."""
    return element.findtext("text") or ""


def page_words(element: Element, name: str) -> str:
    """What people read of a named text."""
    return words.of_html(text(element, name))


def answers(question: Element) -> list[Element]:
    """The answers of a question, without those that Moodle leaves out since they are empty."""
    return [answer for answer in question.iterfind("answer") if own_text(answer).strip()]


def shows(
    question: Element,
    notes: Sequence[str],
    chosen: Callable[[Response | None], Sequence[int]],
    share: Scheme | None = None,
) -> Shows:
    """The general feedback, and that on each answer that a response is, by their HTML in `notes`.

    Where there is feedback for a `share` of the points, that as well.
    """
    general = text(question, "generalfeedback")
    right, partly, wrong = (
        text(question, f"{kind}feedback") for kind in ("correct", "partiallycorrect", "incorrect")
    )

    parts = cache(lambda html: tuple(_with_parts(html)))
    is_general = right == partly == wrong

    def texts(response: Response | None) -> Iterator[str]:
        yield general
        if is_general:
            yield right if share is not None else ""
        elif share is not None:
            reached = schemes.award(share, response) or Fraction(0)
            yield right if reached > _RIGHT else partly if reached > 1 - _RIGHT else wrong
        yield from (notes[place] for place in chosen(response))

    return lambda response: frozenset(part for html in texts(response) for part in parts(html))


def _with_parts(html: str) -> Iterator[str]:
    """Yield what people read of a text, and of each element that it is made of."""
    root = xmlreading.page(html)
    if root is None:
        yield ""
        return
    yield words.of_element(root)
    if len(root) > 1:
        yield from map(words.of_element, root)
