"""Decides what the raw form of upload and code means: files and listings that a person marks."""

import re
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.answers import Program, Upload
from examc.core.limits import is_count
from examc.core.model import Question
from examc.formats.exam.buildquestions import Questions
from examc.formats.exam.buildrubrics import build_rubric
from examc.formats.exam.raw import RawItem, Word
from examc.formats.exam.refusals import refuse_parts, refuse_space
from examc.formats.exam.values import Words, text

UNITS = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}
"""Units of the size of a file, in bytes, as systems count them."""
LARGEST_FILE = 1024**4  # bytes
_SIZE = lazyre.compile(r"(?P<number>[\d./]+)\s*(?P<unit>[KMG]?)i?B(?:ytes?)?", re.IGNORECASE)
_FILES = lazyre.compile(r"(?P<fewest>\d+)\s*(?:\.\.\s*(?P<most>\d*))?")
_RANGE = lazyre.compile(r"(?P<fewest>\d+)\s*(?:-|–|to|…|\.{3})\s*(?P<most>\d+)")
_TYPE = lazyre.compile(r"\.[A-Za-z0-9](?:[A-Za-z0-9.+_-]{0,30}[A-Za-z0-9+])?")
_CHOICES = "use kind multiple choice or multiple response"


def build_upload(own: str, raw: RawItem, questions: Questions) -> Question[Upload]:
    """Make a question that files are handed in for."""
    words = questions.words
    common = questions.common(own, raw)
    refuse_parts(raw, ("options",), _CHOICES, words.report)
    refuse_space(raw, words.report)
    fewest, most = _files(raw.settings.get("files"), words)
    answer = Upload(
        rubric=build_rubric(raw, common.points, words),
        fewest=fewest,
        most=most,
        types=tuple(dict.fromkeys(one for word in raw.types if (one := _type(word, words)))),
        size=_size(raw.settings.get("size"), words),
    )
    return Question(answer=answer, **common.fields())


def build_code(own: str, raw: RawItem, questions: Questions) -> Question[Program]:
    """Make a question that code is written for."""
    words = questions.words
    common = questions.common(own, raw)
    refuse_parts(raw, ("options",), _CHOICES, words.report)
    answer = Program(
        rubric=build_rubric(raw, common.points, words),
        language=text(raw.settings.get("language")),
        start=text(raw.start).rstrip("\n"),
        space=words.space(raw.settings.get("space")),
    )
    return Question(answer=answer, **common.fields())


def _files(word: Word | None, words: Words) -> tuple[int, int | None]:
    """The fewest and the most files, the latter None for any number."""
    if word is None:
        return 1, 1
    found = _FILES.fullmatch(word.value)
    if found is not None:
        fewest = numbers.whole(found["fewest"])
        most = fewest if found["most"] is None else numbers.whole(found["most"])
        endless = found["most"] == ""
        counted = is_count(found["most"] or found["fewest"]) or (endless and fewest == 0)
        if fewest is not None and counted and (endless or (most or 0) >= fewest):
            return fewest, None if endless else most
    message = f"{word.value[:40]!r} is no number of files"
    help_line, meant = _files_help(word.value)
    words.report.add("S116", message, word.span, help=help_line, fix=meant)
    return 1, 1


def _files_help(written: str) -> tuple[str, str | None]:
    """What to do about a number of files that cannot be read, and what was meant by it."""
    other = _RANGE.fullmatch(written)
    turned = _FILES.fullmatch(written)
    if other is not None:
        meant = f"{other['fewest']}..{other['most']}"
        return f"write {meant}", meant
    if turned is not None and turned["most"] and len(written) < 10:
        meant = f"{turned['most']}..{turned['fewest']}"
        return f"write {meant}, the smaller number first", meant
    return "write 1, 1..3 for one to three, or 1.. for any number", None


def is_type(text: str) -> bool:
    """Whether a text is an ending of names of files, with its point."""
    return _TYPE.fullmatch(text) is not None


_IMAGES, _TEXTS = "write .png .jpg, or what else may be handed in", "write .pdf .docx .odt"
_SORTS = {
    **dict.fromkeys(("image", "picture", "photo", "afbeelding", "foto", "bild"), _IMAGES),
    **dict.fromkeys(("document", "text", "word"), _TEXTS),
}
"""What to write for a sort of files that is named by a word."""


def _type(word: Word, words: Words) -> str:
    """An ending of names of files; "" where it is none."""
    if is_type(word.value):
        return word.value
    plain = word.value.rpartition("/")[2].lstrip("*.")
    meant = f".{plain}" if _TYPE.fullmatch(f".{plain}") else ".pdf"
    message = f"{word.value[:40]!r} is no ending of a file's name"
    help_line = _SORTS.get(plain.lower().rstrip("s"), f"write {meant}, with its point")
    words.report.add("S116", message, word.span, help=help_line)
    return ""


def _size(word: Word | None, words: Words) -> int | None:
    """The largest size of a file, in bytes."""
    if word is None:
        return None
    found = _SIZE.fullmatch(word.value)
    amount = numbers.parse(found["number"]) if found else None
    if found is not None and amount is not None:
        size = amount * UNITS[found["unit"].upper() + "B"]
        if 1 <= size <= LARGEST_FILE:
            return size.numerator // size.denominator
    plain = numbers.parse(word.value.replace(",", "."))
    meant = f"{numbers.show(plain)} MB" if plain is not None and plain > 0 else "10 MB"
    message = f"{word.value[:40]!r} is no size of a file"
    help_line, fix = f"write it as {meant}, or in KB or GB", None if plain is None else meant
    words.report.add("S116", message, word.span, help=help_line, fix=fix)
    return None


def upload_settings(upload: Upload) -> dict[str, str]:
    """What an upload question says of its files, defaults left out."""
    files = _spelled_files(upload.fewest, upload.most)
    size = "" if upload.size is None else _spelled_size(upload.size)
    return {"files": files if files != "1" else "", "size": size}


def _spelled_files(fewest: int, most: int | None) -> str:
    """A number of files as the source writes it."""
    if most is None:
        return f"{fewest}.."
    return str(fewest) if fewest == most else f"{fewest}..{most}"


def _spelled_size(size: int) -> str:
    """A size in bytes as the source writes it: in the largest unit that has no fraction."""
    unit = next(unit for unit in reversed(UNITS) if size % UNITS[unit] == 0)
    return f"{numbers.show(Fraction(size, UNITS[unit]))} {unit}"
