"""Raw HTML, which is no part of the language but for comments: each tag is told what to write."""

import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.source import Source, Span

_TAG = lazyre.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_COMMENT = lazyre.compile(r"<!--(.*?)-->\s*", re.DOTALL)
_SOURCE = lazyre.compile(r"""\bsrc\s*=\s*["']?(?P<path>[^\s"'<>()]{1,60})["'\s>]""")
_INSTEAD = {
    "b": "**strong**",
    "strong": "**strong**",
    "i": "*emphasis*",
    "em": "*emphasis*",
    "sub": "~subscript~",
    "sup": "^superscript^",
    "s": "~~struck~~",
    "del": "~~struck~~",
    "code": "`code`",
    "pre": "a fenced code block",
    "br": "a backslash at the end of the line",
    "hr": "a line of three dashes",
    "img": "![alternative text](image.png)",
    "a": "[text](address)",
    "table": "a table with | between its cells",
    "ul": "a list with * before its items",
    "ol": "a list with 1. before its items",
    "li": "a list with * before its items",
    "blockquote": "a quote with > before its lines",
    "p": "an empty line between paragraphs",
    "math": "a formula between $ signs",
    "u": "*emphasis*; nothing is underlined",
    "mark": "**strong**",
    "video": "[words](address)",
    "audio": "[words](address)",
    "iframe": "[words](address)",
    **dict.fromkeys(("div", "span", "font", "center", "big", "small"), "the text without it"),
    **{f"h{level}": "#### and the words" for level in range(1, 7)},
}


class Html:
    """Takes the comments out of HTML, and refuses the rest."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report
        self.tags: list[str] = []
        """Names of tags that were refused; one that closes them is the same slip."""

    def block(self, literal: str, span: Span) -> Iterator[str]:
        """Yield the comments that a block of HTML holds; all else in it is an error."""
        at = 0
        while comment := _COMMENT.match(literal, at):
            if comment[1].strip():
                yield dedented(comment[1])
            at = comment.end()
        rest = literal[at:]
        if not rest:
            return
        line = span.line + literal.count("\n", 0, at)
        first = rest.partition("\n")[0]
        column = max(self.source.line(line).rfind(first), 0) + 1
        place = self.source.line_span(line, column, column + len(first))
        if rest.startswith("<!--"):
            self.report.add("S150", "comment is never closed", place, help="end it with -->")
        elif at:
            help_line = "begin the text on a line of its own"
            self.report.add("S138", "text stands on the line of a comment", place, help=help_line)
        else:
            self.refuse(rest, place)

    def refuse(self, literal: str, span: Span) -> None:
        """Report what is no comment, unless it closes what was reported."""
        tag = _TAG.match(literal)
        name = tag[1].lower() if tag else ""
        if literal.startswith("</") and name in self.tags:
            self.tags.remove(name)
            return
        self.tags.append(name)
        written = tag[0] + ">" if tag else literal.split("\n")[0][:20]
        instead = _INSTEAD.get(name, "")
        picture = _SOURCE.search(literal) if name == "img" else None
        if picture is not None:
            instead = f"![alternative text]({picture['path']})"
        self.report.add(
            "S150",
            f"raw HTML {written!r} is not part of the language",
            self.source.line_span(span.line, span.column, span.column + len(written)),
            help=f"write {instead}" if instead else "write \\< for the sign itself",
        )


def dedented(comment: str) -> str:
    """The text of a comment; where it has several lines, without what indents them all."""
    from textwrap import dedent

    first, _, rest = comment.partition("\n")
    lines = [first.strip(), *dedent(rest).rstrip().split("\n")] if rest else [first.strip()]
    return "\n".join(line.rstrip() for line in lines).strip("\n")
