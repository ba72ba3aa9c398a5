"""Reads what is handed in and marked by a person: files, and code as we write it."""

import re
from collections.abc import Sequence
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.answers import Program, Upload
from examc.core.rubrics import Rubric
from examc.files.xmltree import Element, characters, child, name
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21 import names
from examc.formats.qti21.handed import ENDINGS
from examc.formats.qti21.readbody import Body

_FILES = lazyre.compile(re.escape(names.FILES) + r"(\d{1,3})\.\.(\d{0,3})")


def upload(body: Body, found: Sequence[Element], rubric: Rubric | None, where: str) -> Upload:
    """The files of an item: so many boxes, with the endings that their type means."""
    words = found[0].get("class", "").split()
    if body.ours and names.UPLOAD in words:
        return _ours(words, rubric)
    types: dict[str, None] = {}
    for element in found:
        kind = element.get("type", "").strip()
        ending = ENDINGS.get(kind.partition(";")[0].lower(), "")
        if ending:
            types[ending] = None
        elif kind:
            message = f"files of type {quoted(kind)} have no ending that is known; any file will do"
            body.tell("R522", message, element, where, "write types=… with the endings")
    count = len(found)
    return Upload(rubric=rubric, fewest=1, most=count, types=tuple(types))


def _ours(words: Sequence[str], rubric: Rubric | None) -> Upload:
    fewest, size = 1, None
    most: int | None = 1
    types = []
    for word in words:
        files = _FILES.fullmatch(word)
        if files:
            fewest, most = int(files[1]), int(files[2]) if files[2] else None
        elif word.startswith(names.TYPE):
            types.append(word.removeprefix(names.TYPE))
        elif word.startswith(names.SIZE):
            size = numbers.whole(word.removeprefix(names.SIZE), 20)
    return Upload(rubric=rubric, fewest=fewest, most=most, types=tuple(types), size=size)


# -- code -----------------------------------------------------------------------------------------


def given(stem: Element) -> Element | None:
    """Our listing of what is to stand in the box for code: the last of a stem."""
    found = [
        element
        for element in stem
        if name(element) == "pre" and names.GIVEN in element.get("class", "").split()
    ]
    return found[-1] if found else None


def program(
    interaction: Element, start: Element | None, rubric: Rubric | None, room: Fraction | None
) -> Program:
    """Code as we write it."""
    words = interaction.get("class", "").split()
    language = next((names.language_of(w) for w in words if w.startswith(names.LANGUAGE)), "")
    inner = None if start is None else child(start, "code")
    return Program(
        rubric=rubric,
        language=language,
        start="" if inner is None else characters(inner),
        space=room,
    )
