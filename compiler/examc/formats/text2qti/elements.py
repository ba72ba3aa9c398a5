"""Lines of text2qti → elements: what each begins, its text without the indentation, and its place.

The signs are those of text2qti 0.8: what begins at the first column, followed by a blank. Lines
indented as the text of an element go on with it.
"""

from collections.abc import Iterator

from examc.core import lazyre
from examc.core.records import Record
from examc.core.source import Source, Span

_TEXTS = {
    "question": r"\d+\.",
    "right": r"\*[a-zA-Z]\)",
    "wrong": r"[a-zA-Z]\)",
    "also right": r"\[\*\]",
    "also wrong": r"\[ ?\]",
    "feedback": r"\.\.\.",
    "correct": r"\+",
    "incorrect": r"-",
    "solution": r"!",
    "title": r"[Tt]itle:",
    "text title": r"[Tt]ext [Tt]itle:",
    "text": r"[Tt]ext:",
    "quiz title": r"[Qq]uiz [Tt]itle:",
    "description": r"[Qq]uiz [Dd]escription:",
}
"""What a text of several lines follows."""
_VALUES = {
    "accepted": r"\*",
    "number": r"=",
    "points": r"[Pp]oints:",
    "pick": r"[Pp]ick:",
    "solutions pick": r"[Ss]olutions pick:",
    "points per question": r"[Pp]oints per question:",
    "shuffle answers": r"[Ss]huffle answers:",
    "show correct answers": r"[Ss]how correct answers:",
    "one question at a time": r"[Oo]ne question at a time:",
    "can't go back": r"[Cc]an['’]t go back:",
    "feedback is solution": r"[Ff]eedback is solution:",
    "solutions sample groups": r"[Ss]olutions sample groups:",
    "solutions randomize groups": r"[Ss]olutions randomize groups:",
}
"""What one line follows."""
_ALONE = {
    "essay": r"___+",
    "upload": r"\^\^\^+",
    "group": r"GROUP",
    "end of group": r"END_GROUP",
}
"""What stands on a line by itself."""
_TITLES = ("title", "text title", "quiz title", "text", "description")
ONE_PARAGRAPH = ("title", "text title", "quiz title")


def _named(patterns: dict[str, str], end: str) -> str:
    return "|".join(
        f"(?P<{name.replace(' ', '_').replace(chr(39), '')}>{pattern}){end}"
        for name, pattern in patterns.items()
    )


_NAMES = {name.replace(" ", "_").replace("'", ""): name for name in (*_TEXTS, *_VALUES, *_ALONE)}
_START = lazyre.compile(
    _named(_ALONE, r"[ \t]*$")
    + "|(?:"
    + _named({**_TEXTS, **_VALUES}, "")
    + r")(?:[ \t]+(?=\S)|[ \t]*$)"
)
_FENCE = lazyre.compile(r"(`{3,})[ \t]*(\S.*)?$")
_BLANK = lazyre.compile(r"[ \t]*$")
_LIKE = lazyre.compile(r"(?:\d+[.)]|\*?[a-zA-Z]\)|\[[ *xX]?\]|\*[a-zA-Z][.)]|\.\.\.|=)[ \t]*\S")
"""A line that was probably meant to begin an element."""


class Element(Record, frozen=True):
    """What a line begins, the text behind it, and the line.

    "unknown" is a line that begins nothing, "code" a block of code to run, "comment without end"
    one that no line ends. `loose` are the numbers of lines that were not indented as they should.
    """

    kind: str
    text: str
    span: Span
    loose: tuple[int, ...] = ()


class _Lines:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.lines
        self.at = 0
        self.last_end = max(
            (at for at, line in enumerate(self.lines) if line.startswith("END_COMMENT")), default=-1
        )
        """The last line that ends a comment, from 0."""

    @property
    def left(self) -> bool:
        return self.at < len(self.lines)


def elements(source: Source) -> Iterator[Element]:
    """Yield the elements of a file in order."""
    lines = _Lines(source)
    while lines.left:
        line, number = lines.lines[lines.at], lines.at + 1
        lines.at += 1
        if _BLANK.match(line) or line.startswith("%"):
            continue
        span = source.line_span(number)
        if line.startswith("COMMENT"):
            if not _skip_comment(lines):
                yield Element("comment without end", "", span)
            continue
        if (fence := _FENCE.match(line)) is not None:
            _skip_code(lines, fence[1])
            yield Element("code", (fence[2] or "").strip(), span)
            continue
        found = _START.match(line)
        if found is None:
            yield Element("unknown", line.strip(), span)
            continue
        kind = _NAMES[found.lastgroup or ""]
        first = line[found.end() :].strip()
        if kind in _TEXTS and (first or kind in _TITLES):
            text, loose = _indented(lines, kind, line[: found.end()], first)
            yield Element(kind, text, span, loose)
        else:
            yield Element(kind, first, span)


def _skip_comment(lines: _Lines) -> bool:
    """Go behind the end of a comment, if there is one."""
    for at in range(lines.at, lines.last_end + 1):
        if lines.lines[at].startswith("END_COMMENT"):
            lines.at = at + 1
            return True
    return False


def _skip_code(lines: _Lines, fence: str) -> None:
    while lines.left:
        line = lines.lines[lines.at]
        lines.at += 1
        if line.startswith(fence) and not line.strip("` \t"):
            return


def _indented(lines: _Lines, kind: str, start: str, first: str) -> tuple[str, tuple[int, ...]]:
    """The text of an element with the lines that go on with it.

    A line right below that is not indented, and begins nothing else, goes on with it as well.
    """
    texts, loose = [first], list[int]()
    indent = None if start.rstrip().endswith(":") else len(start.expandtabs(4))
    end = lines.at
    for at in range(lines.at, len(lines.lines)):
        line = lines.lines[at]
        if _BLANK.match(line):
            if kind in ONE_PARAGRAPH:
                break
            texts.append("")
            continue
        wide = line.expandtabs(4)
        own = len(wide) - len(wide.lstrip(" "))
        if indent is None and own >= 1:
            indent = own
        if indent is not None and own >= indent:
            texts.append(wide[indent:].rstrip())
        elif texts[-1] and _goes_on(line):
            texts.append(line.strip())
            loose.append(at + 1)
        else:
            break
        end = at + 1
    lines.at = end
    return "\n".join(texts).strip("\n"), tuple(loose)


def _goes_on(line: str) -> bool:
    """Whether a line begins nothing of its own."""
    return not (
        _START.match(line)
        or _LIKE.match(line)
        or _FENCE.match(line)
        or line.startswith(("%", "COMMENT", "END_COMMENT"))
    )
