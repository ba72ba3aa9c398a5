"""Rules on what is typed into an option for students or graders, and is shown before the answer.

Feedback is what stands in quotes (`> …`). What is typed below or behind an option without them is
part of the option: students read it before they answer.
"""

import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.answers import Option
from examc.core.content import Block, BulletList, OrderedList, Paragraph, Text, plain
from examc.core.model import ChoiceQuestion
from examc.core.source import Span
from examc.lint import rewriting
from examc.lint.findings import Finding, Place

_VERDICTS = (
    *("correct", "incorrect", "wrong", "well done", "exactly", "indeed", "unfortunately"),
    *("not quite", "almost right", "goed", "fout", "juist", "onjuist", "klopt", "helaas"),
    *("inderdaad", "jammer", "bijna goed", "richtig", "falsch", "korrekt", "inkorrekt", "stimmt"),
    *("genau", "leider", "faux", "fausse", "correcte?", "incorrecte?", "exact", "exactement"),
    *("hélas", "bravo", "presque", "correct[oa]", "incorrect[oa]", "acertado", "erróne[oa]"),
)
"""Words that judge an answer, in English, Dutch, German, French and Spanish."""
_SHORT = (
    *("yes", "no", "right", "true", "false", "good", "great", "almost", "because", "ja", "nee"),
    *(
        "waar",
        "niet waar",
        "bijna",
        "prima",
        "want",
        "omdat",
        "nein",
        "wahr",
        "gut",
        "fast",
        "weil",
    ),
    *("oui", "non", "vrai", "bien", "juste", "si", "sí", "verdadero", "falso", "casi"),
)
"""Words that judge where nothing but a sign follows them."""
_REASONS = ("because", "omdat", "want", "weil", "denn", "parce que", "car", "porque")
_NAMES = (
    *("feedback", "explanation", "rationale", "reason", "hint", "terugkoppeling", "toelichting"),
    *("uitleg", "verklaring", "rückmeldung", "erklärung", "begründung", "hinweis", "commentaire"),
    *("explication", "rétroaction", "retroalimentación", "explicación", "comentario"),
)
"""What feedback is called, before a colon."""
_ARROWS = r"(?:<-+|<=+|←|⇐|⟵|⬅|-+>|=>|→|⇒|//|#)"
_ATTRIBUTES = lazyre.compile(r"(?:\[[ xX]?\]\s+)?\{[^{}]*\}\s*")
_LABELS = lazyre.compile(r"\(?(?P<label>[A-Za-z]|\d{1,2})(?:[.):]|\))\s+\S")


_VERDICT, _SHORTLY, _NAMED = "|".join(_VERDICTS), "|".join(_SHORT), "|".join(_NAMES)
_START = r"[\s*_(\[\"'←→✓✔✗✘-]*"
_END = r"(?=\s*(?:[.,:;!–—]|-\s|$))"

_BELOW = lazyre.compile(
    rf"{_START}(?:(?:(?:{_VERDICT})|(?:{_SHORTLY}){_END})\b|(?:{'|'.join(_REASONS)})\b"
    rf"|(?:{_NAMED})\s*:)",
    re.IGNORECASE,
)
"""How a block below an option begins that is feedback."""
_LINE = lazyre.compile(
    rf"{_START}(?:(?-i:(?=[A-Z]))(?:{_VERDICT}|{_SHORTLY}){_END}|(?:{_NAMED})\s*:)", re.IGNORECASE
)
"""How a line of an option's own text begins that is."""
_ANYWHERE = lazyre.compile(
    r"\b(?:feedback|terugkoppeling|toelichting|rückmeldung)\s*:", re.IGNORECASE
)
"""What says anywhere that feedback follows."""
_SIGNS = lazyre.compile(r"[<>←⇐⟵⬅→⇒#:✓✔✅☑✗✘❌✖]|//|\s[-–—]|[)\]][\s*_.!]*$")
"""What every text has that ends as `_BEHIND` says: a quick look before it."""
_BEHIND = lazyre.compile(
    rf"(?<=\S)(?:\s+[(\[]\s*(?:{_VERDICT}|{_SHORTLY})\s*(?:[.,:;!–—-][^()\[\]]*)?[)\]][.!]?"
    rf"|\s*{_ARROWS}\s*(?:\w+ ){{0,2}}(?:{_VERDICT}|{_SHORTLY})\b.{{0,60}}|\s*(?:<-+|←|⇐|⟵|⬅)"
    rf"|(?:\s+[-–—]|\s*:)\s*(?:{_VERDICT})[.!]?|\s+[✓✔✅☑✗✘❌✖]\ufe0f?)[\s*_]*$",
    re.IGNORECASE,
)
"""What ends an option and judges it."""


def shown_remark(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """An option holds what reads like feedback, or text behind its feedback."""
    for number, option in enumerate(question.answer.options, 1):
        found = next(_remarks(option), None)
        if found is not None:
            message, span, block = found
            help_line = "write feedback as a quote below the option: > and a space before it"
            if span is not None and span.root().source.is_yaml:
                help_line = "write it as feedback: of the option"
            fix = rewriting.as_quote(block)
            yield Finding(message, span or option.span, help_line, f"option {number}", fix=fix)


def _remarks(option: Option) -> Iterator[tuple[str, Span | None, Block | None]]:
    """Yield what is said of an option, where, and the block that is all a remark, if one is."""
    for index, block in enumerate(option.text):
        behind = _is_behind(block, option)
        for place, (text, span) in enumerate(_lines(block)):
            first = index == 0 and place == 0
            below = _BELOW if index and not place else _LINE
            start = None if first else below.match(text)
            named = _ANYWHERE.search(text)
            ends = _BEHIND.search(text) if _SIGNS.search(text) else None
            if behind:
                yield "this stands behind the feedback, and is shown with the option", span, block
                return
            for found in filter(None, (start, named, ends)):
                message = "this is shown with the option, before students answer"
                remark = block if index and not place and found is not ends else None
                yield message, _part(span, found), remark
                return


def _is_behind(block: Block, option: Option) -> bool:
    """Whether a block of an option's text stands behind its feedback in the source."""
    first = getattr(option.feedback[0], "span", None) if option.feedback else None
    span = getattr(block, "span", None)
    if first is None or span is None or first.source is not span.source:
        return False
    return bool(span.line > first.line)


def _lines(block: Block) -> Iterator[tuple[str, Span | None]]:
    """Yield the lines of a paragraph, or the first lines of a list's items, with their places."""
    match block:
        case Paragraph(span=Span() as span):
            for number in range(span.line, span.end_line + 1):
                line = span.source.line(number)
                start = len(line) - len(line.lstrip())
                if number == span.line:
                    attributes = _ATTRIBUTES.match(line, span.column - 1)
                    start = attributes.end() if attributes else span.column - 1
                end = span.end_column - 1 if number == span.end_line else len(line)
                yield line[start:end], span.source.line_span(number, start + 1, end + 1)
        case Paragraph():
            yield plain((block,)), None
        case BulletList() | OrderedList():
            for item in block.items:
                for inner in item[:1]:
                    yield from _lines(inner)
        case _:
            whole = getattr(block, "span", None)
            yield "", whole.source.line_span(whole.line, whole.column) if whole else None


def _part(span: Span | None, found: re.Match[str]) -> Span | None:
    if span is None:
        return None
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return span.part(start, start + len(found[0].strip()))


def numbered_option(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """Options bear the letters or numbers that every system gives them itself."""
    labels = [_label(option) for option in question.answer.options]
    found = [n for n, (label, _) in enumerate(labels, 1) if label and _is_at(label, n)]
    for number in found:
        label, text = labels[number - 1]
        if len(found) > 1 or not text[:1].islower():
            option = question.answer.options[number - 1]
            message = f"option begins with {label!r}, and systems letter options themselves"
            help_line = "remove it, so that students do not read two letters"
            fix = rewriting.unlabelled(option.span, label)
            yield Finding(message, option.span, help_line, f"option {number}", fix=fix)


def _label(option: Option) -> tuple[str, str]:
    """The letter or number that an option's text begins with, and what follows; "" for none."""
    match option.text:
        case (Paragraph(content=(Text(text=text), *_)), *_):
            found = _LABELS.match(text)
            return (text[: found.end() - 1].strip(), text[found.end() - 1 :]) if found else ("", "")
        case (OrderedList(items=((Paragraph(content=(Text(text=text), *_)), *_),), start=start),):
            return f"{start}.", text
        case _:
            return "", ""


def _is_at(label: str, number: int) -> bool:
    bare = label.strip("().:").lower()
    return bare == str(number) or (number <= 26 and bare == chr(ord("a") + number - 1))
