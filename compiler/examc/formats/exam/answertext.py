"""Accepted answers of the Markdown spelling: the words that a list item or a line stands for."""

from examc.core import lazyre, typednumbers
from examc.core.content import Blocks, Code, Inline, Inlines, Paragraph, Quote, Text, plain
from examc.core.diagnostics import Fix, Report
from examc.core.source import Span
from examc.formats.exam.raw import RawEntry, Word
from examc.text import markup

_BULLET = lazyre.compile(r"\s*(?:[-*+]|\d{1,9}[.)](?=\s+\S))\s+")
_WEIGHT_BEHIND = lazyre.compile(r"\s*\{[^{}]*\}$")
_BRACES = lazyre.compile(r"\{[^{}]*\}\s*")
_CODE = lazyre.compile(r"(?P<fence>`+)(?P<text>[^`](?:.*[^`])?)(?P=fence)")
_RUN = lazyre.compile(r"`+")
_LONGEST_QUOTED = 60


def read_answers(entries: list[RawEntry], *, numeric: bool, report: Report) -> None:
    """Make entries accepted answers: what each says is its answer, and its quotes the feedback.

    The answer of an entry that says nothing is empty; that of one that was refused is None.
    """
    for entry in entries:
        content, entry.content = entry.content, ()
        body, feedback = content[:1], content[1:]
        if body and isinstance(body[0], Quote):
            body, feedback = (), content
        entry.answer = _answer(entry, body, numeric, report)
        entry.feedback = _feedback(feedback, report)


def one_answer(paragraph: Paragraph, *, numeric: bool, report: Report) -> RawEntry:
    """The one accepted answer of a key without a list."""
    span = paragraph.span or _span_of(paragraph.content)
    assert span is not None
    entry = RawEntry(_first_line(span), (paragraph,))
    if span.end_line > span.line:
        help_line = "write each answer as a list item: - 9.81 ± 0.01"
        report.add("S142", "answers are a list", entry.span, help=help_line)
        return RawEntry(entry.span)
    if _BRACES.match(plain(paragraph.content)):
        help_line = f"write it as a list item: - {span.source.line(span.line).strip()}"
        report.add("S143", "a weight stands in a list item", entry.span, help=help_line)
        return RawEntry(entry.span)
    read_answers([entry], numeric=numeric, report=report)
    return entry


def _first_line(span: Span) -> Span:
    end = span.end_column if span.line == span.end_line else None
    return span.source.line_span(span.line, span.column, end)


def _feedback(blocks: Blocks, report: Report) -> Blocks:
    """What quotes below an answer say; anything else below it is reported."""
    found: Blocks = ()
    for block in blocks:
        if isinstance(block, Quote):
            found += block.content
        elif found and markup.is_marked_block(block):
            found += (block,)
        else:
            place = block.span if block.span is None else _first_line(block.span)
            help_line = "write feedback after > below it, and another answer as an item of its own"
            report.add("S171", "an answer is one line", place, help=help_line)
    return found


def _answer(entry: RawEntry, body: Blocks, numeric: bool, report: Report) -> Word | None:
    """The words of an answer; None where there are none that can be read."""
    match body:
        case (Paragraph(content=(Code() as code,)),):
            return Word(
                code.text, code.span.part(1, len(code.text) + 1) if code.span else entry.span
            )
        case _ if entry.match is not None and entry.match.value == "pattern" and body:
            message = "a pattern stands in backquotes, as Markdown eats its backslashes"
            written = _written(entry.span)
            fix = _fix(entry.span, written, f"`{written}`")
            report.add("S172", message, entry.span, help=f"write `{written}`", fix=fix)
            return None
        case (Paragraph(content=content, span=span),):
            return _of_words(
                entry, content, _span_of(content) or span or entry.span, numeric, report
            )
        case ():
            return Word("", entry.span)
        case _:
            written = _written(entry.span)
            if numeric and isinstance(typednumbers.interval(written), typednumbers.NotAnInterval):
                return Word(written, entry.span)  # "42." is a list in Markdown
            _refuse(written, "a list or a listing", entry.span, numeric, report)
            return None


def _of_words(
    entry: RawEntry, content: Inlines, span: Span, numeric: bool, report: Report
) -> Word | None:
    """The words of a line; markup in it is reported."""
    marked = next((inline for inline in content if not isinstance(inline, Text)), None)
    if marked is None:
        words = "".join(inline.text for inline in content if isinstance(inline, Text))
        if entry.points is not None and entry.points.span.column > span.column:
            words = _WEIGHT_BEHIND.sub("", words)  # which has been told
        return Word(words, _first_line(span))
    line = span.source.line(span.line)
    braces = _BRACES.match(line, span.column - 1) if entry.points is not None else None
    start = braces.end() if braces else span.column - 1
    place = span.source.line_span(span.line, start + 1)
    written = line[start:].rstrip()
    _refuse(written, _noun(marked), place, numeric, report)
    return None


def _refuse(written: str, noun: str, span: Span, numeric: bool, report: Report) -> None:
    """Report what nobody can type."""
    help_line, fix = "write it in plain letters and signs", None
    if numeric:
        help_line = "write a number such as 3.14, 3.14 ± 0.01 or 10 to 15"
        bare = written.strip("$*_ ")
        if isinstance(typednumbers.interval(bare), typednumbers.Interval):
            help_line = f"write {typednumbers.canonical(bare)}"
            fix = _fix(span, written, typednumbers.canonical(bare))
    elif noun == "markup" and "`" not in written and len(written) <= _LONGEST_QUOTED:
        help_line = f"write `{written}` for these signs, or the words without markup"
        fix = _fix(span, written, f"`{written}`")
    message = f"an answer is typed, and cannot hold {noun}"
    report.add("S171", message, span, help=help_line, fix=fix)


def _fix(span: Span, written: str, text: str) -> Fix | None:
    """A text in the place of what is written at the end of a line; None where it stands elsewhere."""
    line = span.source.line(span.line)
    start = line.rstrip().removesuffix(written)
    if not written or len(start) == len(line.rstrip()) or len(start) < span.column - 1:
        return None
    return Fix(span.source.line_span(span.line, len(start) + 1, len(start + written) + 1), text)


def _noun(inline: Inline) -> str:
    return {"Math": "a formula", "Image": "an image", "Link": "a link"}.get(
        type(inline).__name__, "markup"
    )


def _written(span: Span) -> str:
    """An item as it is written, without its bullet and its braces."""
    line = span.source.line(span.line)[span.column - 1 :]
    bullet = _BULLET.match(line)
    rest = line[bullet.end() :] if bullet else line
    braces = _BRACES.match(rest)
    return rest[braces.end() if braces else 0 :].strip()


def unquoted(text: str) -> str:
    """A text of YAML without the backquotes that may stand round all of it."""
    code = _CODE.fullmatch(text)
    if code is None or code["fence"] in _RUN.findall(code["text"]):
        return text
    inner = code["text"]
    spaced = inner[:1] == inner[-1:] == " " and inner.strip(" ")
    return inner[1:-1] if spaced else inner


def _span_of(content: Inlines) -> Span | None:
    """Where a line of text begins."""
    return next((one.span for one in content if isinstance(one, Text | Code) and one.span), None)
