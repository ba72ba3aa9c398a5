"""Changes of a pool in a written file: how many are drawn, which always, which in their place."""

import copy
import json
import re
from collections.abc import Iterator, Mapping

from examc.files.package import pack, unpack
from mutants.mutant import Mutant

_QTI = {
    'select="2"': ('select="1"', 'select="3"', 'select="0"'),
    '<selection select="2"/>': ("",),
    '<ordering shuffle="true"/>': ("", '<ordering shuffle="false"/>'),
    ' required="true"': ("", ' required="false"'),
    ' fixed="true"': ("", ' fixed="false"'),
}
_CANVAS = {
    "<selection_number>2<": ("<selection_number>1<", "<selection_number>3<"),
    "<points_per_item>1<": ("<points_per_item>2<", "<points_per_item>0<"),
}


def of_package(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of the test of a QTI package, each reference to a question among them."""
    yield from _texts(data, "assessmentTest", _QTI)
    yield from _references(data, "assessmentTest", r"<assessmentItemRef .*?</assessmentItemRef>")


def of_canvas(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of the groups of a Canvas package."""
    yield from _texts(data, "questestinterop", _CANVAS)
    yield from _references(data, "questestinterop", r"<item .*?</item>")
    files, path = _file(data, "questestinterop")
    text = files[path].decode()
    gone = re.sub(r"<selection_ordering>.*?</selection_ordering>", "", text, flags=re.DOTALL)
    yield Mutant("no group draws", pack({**files, path: gone.encode()}))


def of_moodle(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of what a category says of its pool."""
    text = data.decode()
    for old, new in (
        ('examc-pick">2', 'examc-pick">1'),
        (' class="examc-shuffle"', ""),
        ('always="true"', 'always="false"'),
        ('fixed="true"', 'fixed="false"'),
    ):
        if old in text:
            yield Mutant(f"{old} is {new}", text.replace(old, new).encode())


def of_ans(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of the pool of an ANS-style file."""
    root = json.loads(data)
    for name, value in (("x_pick", 1), ("x_pick", 3), ("x_pick", None), ("x_shuffle", False)):
        made = copy.deepcopy(root)
        made["assignment"]["exercises"][0][name] = value
        yield Mutant(f"{name} is {value}", json.dumps(made).encode())
    for name in ("x_always", "x_fixed"):
        for place in range(3):
            made = copy.deepcopy(root)
            question = made["assignment"]["exercises"][0]["questions"][place]
            question[name] = not question.get(name, False)
            yield Mutant(f"{name} of {place} is {question[name]}", json.dumps(made).encode())


def _file(data: bytes, root: str) -> tuple[dict[str, bytes], str]:
    files = unpack(data)
    return files, next(name for name in files if f"<{root}".encode() in files[name])


def _texts(data: bytes, root: str, table: Mapping[str, tuple[str, ...]]) -> Iterator[Mutant]:
    files, path = _file(data, root)
    text = files[path].decode()
    for old, others in table.items():
        assert old in text, old
        for new in others:
            made = text.replace(old, new, 1).encode()
            yield Mutant(f"{old} is {new or 'left out'}", pack({**files, path: made}))


def _references(data: bytes, root: str, pattern: str) -> Iterator[Mutant]:
    """Leave out each question, and exchange it with the one before."""
    files, path = _file(data, root)
    text = files[path].decode()
    whole = [one[0] for one in re.finditer(pattern, text, re.DOTALL)]
    found = [one for one in whole if "text_only_question" not in one]  # a text is no question
    for place, one in enumerate(found):
        made = text.replace(one, "", 1).encode()
        yield Mutant(f"question {place} left out", pack({**files, path: made}))
        if place:
            before = found[place - 1]
            swapped = text.replace(before, "\0", 1).replace(one, before, 1).replace("\0", one, 1)
            what = f"question {place} before the one before"
            yield Mutant(what, pack({**files, path: swapped.encode()}))
