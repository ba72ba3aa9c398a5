"""Formulas that are heard in several ways: told by the targets that read them aloud, once an idea."""

from collections.abc import Callable
from typing import NamedTuple

from examc.core import lazyre
from examc.core.content import Math
from examc.core.content import walk as walk_content
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.core.source import Span
from examc.core.walking import texts, walk

_HELP = 'write what is meant right behind it, as in $p(x \\mid z)${say="p of x given z"}'
_STEP = lazyre.compile(
    r"\\(?:left|right|[bB]igg?[lr])\s*(?:\||\\\|)"
    r"|\\begin\s*\{[a-z]*\*?\}\s*(?:\{[lcr|@!. ]*\})?"
    r"|\\(?:[A-Za-z]+|.)|[()\[\]{}|]"
)
_ALONE = frozenset(("\\mid", "\\middle"))
_RAISED = lazyre.compile(r"\^\s*(?:\{\s*)?(?:\\(?:top|intercal)(?![A-Za-z])|T(?![A-Za-z]))")
_LETTER = lazyre.compile(
    r"(?<![A-Za-z\\])[A-Za-z](?:_(?:\w|\{[^{}]*\}|\\[A-Za-z]+))?'*\s*(?:\\left\s*)?\("
)


def has_bar(tex: str) -> bool:
    """Whether a bar in a formula is none of a pair, as those round an absolute value are."""
    counts = [0]
    for step in _STEP.finditer(tex):
        sign = step[0]
        if sign in _ALONE:
            return True
        if sign in ("|", "\\|"):
            counts[-1] += 1
        elif sign in ("(", "[", "{", "\\{"):
            counts.append(0)
        elif sign in (")", "]", "}", "\\}") and len(counts) > 1 and counts.pop() % 2:
            return True
    return any(count % 2 for count in counts)


def has_transpose(tex: str) -> bool:
    """Whether something in a formula is raised to a T, which may be a power or a transpose."""
    return _RAISED.search(tex) is not None


def has_prime(tex: str) -> bool:
    """Whether a formula has a prime, as a derivative or another of its kind."""
    return "'" in tex or "\\prime" in tex


def has_letter_before_bracket(tex: str) -> bool:
    """Whether a letter stands before a bracket, as a function or a factor."""
    return _LETTER.search(tex) is not None


class Idea(NamedTuple):
    """A reason why a formula can be heard in several ways, and how that is told."""

    code: str
    holds: Callable[[str], bool]
    what: str
    heard: str


IDEAS = (
    Idea("L283", has_bar, "a bar", "heard as 'bar', and not as 'given', 'divides' or 'such that'"),
    Idea("L283", has_transpose, "a raised T", "heard as a power, and not as 'transposed'"),
    Idea("L284", has_prime, "a prime", "heard as 'prime', whether it is a derivative or not"),
    Idea(
        "L284",
        has_letter_before_bracket,
        "a letter before a bracket",
        "heard as a function or as a product",
    ),
)


def report(exam: Exam, target: str, report: Report) -> None:
    """Report the formulas of an exam that say nothing of how they are read, once an idea."""
    found: dict[Idea, list[tuple[str, Span | None]]] = {}
    for where, node in walk(exam):
        for text in texts(node):
            for part in walk_content(text):
                if isinstance(part, Math) and not part.say:
                    for idea in IDEAS:
                        if idea.holds(part.tex):
                            found.setdefault(idea, []).append((where, part.span or node.span))
    for idea in IDEAS:
        if idea in found:
            where, span = found[idea][0]
            count = len(found[idea])
            has = f"{count} formulas have {idea.what}" if count > 1 else f"formula has {idea.what}"
            first = "; this one first" if count > 1 else ""
            message = f"{has}, {idea.heard}{first}"
            report.add(idea.code, message, span, help=_HELP, where=where, target=target)
