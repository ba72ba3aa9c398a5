"""essay of Moodle → what a person marks: a text, files to hand in, or code."""

from fractions import Fraction
from typing import TypeVar

from examc.core import lazyre, numbers
from examc.core.answers import Graded, Program, Upload, Written
from examc.core.content import Blocks
from examc.core.records import replace
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.formats.foreign.identifiers import part_ids
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import graders
from examc.formats.moodle.essays import ANY_NUMBER
from examc.formats.moodle.readone import One
from examc.formats.moodle.readparts import Parts
from examc.formats.moodle.readxml import text_of

MOST_LINES = 400  # of an answer box: ten pages
FILES, CODE = "noinline", "monospaced"
"""Moodle's words for a question without a box, and for a box in a font of one width."""

_Row = TypeVar("_Row", Criterion, Level)
_TYPE = lazyre.compile(r"\*?(\.[A-Za-z0-9][A-Za-z0-9.+_-]*)")


def answer(one: One, rubric: Rubric | None) -> Graded:
    """What students hand in: by the format of the box, and by how many files are taken."""
    rubric = _with_ids(one, rubric)
    form = one.entry.value("responseformat") or "editor"
    most = _count(one, "attachments")
    if most:
        if form != FILES:
            message = f"text beside the files has no place in an upload: {_box(one)}"
            one.tell("R564", message, "ask for the text in a question of its own")
        return _upload(one, rubric, most)
    if form == CODE:
        start = text_of(one.entry.first("responsetemplate"))
        language = one.setting("language")
        return Program(rubric=rubric, language=language, start=start, space=_space(one))
    return Written(rubric=rubric, space=_space(one))


def _box(one: One) -> str:
    return (
        "it is asked for"
        if one.entry.is_on("responserequired", otherwise=True)
        else "it may be left out"
    )


# -- files ----------------------------------------------------------------------------------------


def _upload(one: One, rubric: Rubric | None, most: int) -> Upload:
    fewest = max(_count(one, "attachmentsrequired"), 0)
    types: list[str] = []
    for word in (
        (one.entry.value("filetypeslist") or "").replace(",", " ").replace(";", " ").split()
    ):
        found = _TYPE.fullmatch(word)
        if found is None:
            message = f"type of file {quoted(word)} has no place here: endings of names have"
            one.tell("R529", message, "name the endings, such as .pdf")
            continue
        types.append(found[1])
    size = _count(one, "maxbytes")
    return Upload(
        rubric=rubric,
        fewest=fewest if most == ANY_NUMBER else min(fewest, most),
        most=None if most == ANY_NUMBER else most,
        types=tuple(types),
        size=size if size > 0 else None,
    )


def _count(one: One, name: str) -> int:
    written = one.entry.value(name) or "0"
    found = numbers.whole(written.removeprefix("-"), 12)
    if found is None:
        one.tell("R494", f"{quoted(written)} is no number of {name}")
        return 0
    return ANY_NUMBER if written.startswith("-") and found else found


# -- what graders read ----------------------------------------------------------------------------


def for_graders(one: One) -> tuple[Parts, Blocks]:
    """What stands in the information for graders: parts of ours, and all else."""
    parts = Parts()
    rest = one.text(one.entry.first("graderinfo"), parts=parts)
    for message in parts.unread:
        one.tell("R494", message, "correct the table for graders")
    return parts, rest


def _with_ids(one: One, rubric: Rubric | None) -> Rubric | None:
    match rubric:
        case Criteria(criteria):
            return Criteria(_named(one, criteria))
        case Levels(levels):
            return Levels(_named(one, levels))
        case None:
            return None


def _named(one: One, rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
    given = [row.id for row in rows]
    own = part_ids(given)
    if own == given:
        return rows
    one.tell("R527", "ids in a rubric that stand twice, or cannot be, are left out")
    return tuple(replace(row, id=name) for row, name in zip(rows, own, strict=True))


def _space(one: One) -> Fraction | None:
    """The answer space in pages; a height that our writer never writes is told."""
    written = one.entry.value("responsefieldlines")
    if not written:
        return None
    lines = numbers.whole(written) or 0
    if lines in graders.LINES:
        return graders.space(lines)
    element = one.entry.first("responsefieldlines")
    if not 0 < lines <= MOST_LINES:
        one.tell("R494", f"{quoted(written)} is no height of an answer box", at=element)
        return None
    space = Fraction(lines, graders.LINES_OF_A_PAGE)
    one.tell("R412", f"box of {lines} lines is read as {space} page", at=element)
    return space
