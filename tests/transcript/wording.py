"""Looks for words of a transcript that have got lost on the way into the model.

Written without any of the reader's own code: a line of the print is either a mark, whose words
are told by a few plain patterns here, or its words stand in the model, in this order, or in a
diagnostic.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from examc.core.diagnostics import Diagnostic
from examc.core.model import Exam, ImageBlock
from examc.core.walking import texts, walk
from transcript.support import shown

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(
    r"""
    [#*_\ ]*(?:[\d.,?]+\ \w+\ ·.*|.*·\ [\d.,]+\ \w+(?:\ ·.*)?)[*_]*   # labels, heads
    | [#*\ ]*[-\d.,]+\ (?:pts?|punt\w*|Punkte)[*]*                  # points
    | [#*\ ]*(?:feedback|terugkoppeling|rückmeldung)[*:]*           # markers
    | [#*\ ]*(?:(?:text|image|video)\ block|tekstblok)\b.*
    | [#*\ ]*OPEN\ ·.*
    | [#*\ ]*(?:[\d.,]+\ PTS?\ )?MULTIPLE\ (?:CHOICE|RESPONSE)[*]*
    | <!--.*-->
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BOX = re.compile(r"^\s*(?:[-*]\s+|\d\.\s+)?(?:[☐☒☑□■◯]|\\?\[[ xX]\\?\])\s*")
_WEIGHT = re.compile(r"(?:^|\s)[-+−]?\d+[.,]\d+\s*$")
_ABOVE = re.compile(r"[#*\s]*(?:[\d.]+% \()?[-\d.,]+ (?:pts?|punt\w*|Punkte)\)?[*]*")
_PAGE_END = re.compile(r"\s*\{\d+\}-+\s*")
_FENCE = re.compile(r"^\s*(?:```|~~~)\s*\S*")
_FENCES = ("```", "~~~")
_LEVEL = re.compile(r"\d+(?:[.,]\d+)?\s?% \([\d.,]+ \w+\)\s*$")


def unaccounted(text: str, exam: Exam, found: Sequence[Diagnostic]) -> list[str]:
    """The words of a print that are neither in the model, in order, nor in a diagnostic."""
    quoted = " ".join(f"{one.message} {one.help}" for one in found)
    said = quoted.casefold()
    stream = [word for part in _model(exam) for word in _words(part)]
    at, lost = 0, []
    for line in _lines(text):
        if repr(line.strip()) in quoted:
            continue
        for word in _words(line):
            try:
                at = stream.index(word, at, at + 400) + 1
            except ValueError:
                if word not in said:
                    lost.append(f"{word} ({line.strip()})")
    return lost


def lost(text: str, exam: Exam, found: Sequence[Diagnostic]) -> dict[str, int]:
    """The words of a print, in whatever order, that stand neither in the model nor in a diagnostic."""
    said = _said(found)
    words = Counter(word for line in _lines(text) for word in _words(line))
    words.subtract(word for part in _model(exam) for word in _words(part))
    return {word: count for word, count in words.items() if count > 0 and word not in said}


def made_up(text: str, exam: Exam, found: Sequence[Diagnostic]) -> dict[str, int]:
    """The words of a model that the print does not have so often; names of placeholders are ours."""
    said = _said(found)
    words = Counter(word for part in _model(exam) for word in _words(part))
    words.subtract(_words(text))
    return {word: count for word, count in words.items() if count > 0 and word not in said}


def _said(found: Sequence[Diagnostic]) -> frozenset[str]:
    return frozenset(word for one in found for word in _words(f"{one.message} {one.help}"))


def _words(text: str) -> list[str]:
    text = re.sub(r"</?(?:su[bp]|span)\b[^>]*>", "", text.replace("<br>", " "))
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return _WORD.findall(text.casefold().replace("_", " "))


def _model(exam: Exam) -> Iterator[str]:
    course = exam.course
    yield exam.title
    yield f"{course.code} {course.name} {course.year} {course.period}"
    for _, node in walk(exam):
        if isinstance(node, ImageBlock):
            yield f"{node.image.src} {node.image.alt} {node.image.caption}"
        else:
            for attribute in ("title", "name"):
                if node is not exam:
                    yield getattr(node, attribute, "")
            yield from map(shown, texts(node))


def _lines(text: str) -> Iterator[str]:
    """The lines of the print without its marks, and without titles that say nothing."""
    lines = [line.rstrip() for line in text.replace("\xa0", " ").split("\n") if line.strip()]
    lines = [line for line in lines if not _PAGE_END.fullmatch(line)]
    for index, line in enumerate(lines):
        if _MARK.fullmatch(line.strip()) and not _BOX.match(line):
            continue
        if _says_nothing(line, lines[index + 1 : index + 6]):
            continue
        line = re.sub(r"^[#*_\s]*(?:Exam|Tentamen|Klausur): |#\d+[*_]*$", "", line)
        if _BOX.match(line) or _WEIGHT.search(line):
            line = _WEIGHT.sub("", _BOX.sub("", line))
        yield _LEVEL.sub("", _FENCE.sub("", line))


def _says_nothing(title: str, below: Sequence[str]) -> bool:
    """Whether a title above points is the beginning of the text below them."""
    if not below or not _ABOVE.fullmatch(below[0]):
        return False
    text = [word for line in below[1:] if line[:3] not in _FENCES for word in _words(line)]
    words = _words(re.split(r"\.\.\.|\\dots", title)[0])
    if not words or len(text) < len(words):
        return False
    return text[: len(words) - 1] == words[:-1] and text[len(words) - 1].startswith(words[-1])
