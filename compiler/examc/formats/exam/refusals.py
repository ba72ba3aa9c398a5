"""What an item may not hold: parts of other kinds, an answer space, two entries of one name."""

from collections.abc import Iterable

from examc.core import edits, lazyre, limits
from examc.core.diagnostics import Fix, Report
from examc.core.source import Span
from examc.formats.exam.kindnames import with_article
from examc.formats.exam.raw import RawEntry, RawItem


def refuse_parts(raw: RawItem, parts: Iterable[str], help_line: str, report: Report) -> None:
    """Report parts that have no place in the kind of an item."""
    for part in parts:
        span = raw.part_spans.get(part) or (raw.lists[part].span if part in raw.lists else None)
        if span is not None and raw.kind is not None:
            message = f"{part!r} has no place in {with_article(raw.kind.value)}"
            report.add("S132", message, span, help=help_line)


def refuse_space(raw: RawItem, report: Report) -> None:
    """Report an answer space in an item that has none."""
    word = raw.settings.get("space")
    if word is not None and raw.kind is not None:
        message = f"{with_article(raw.kind.value)} has no answer space"
        report.add(
            "S158", message, word.span, help="remove it, or use kind open", fix=_unsaid(word.span)
        )


_SPACE_BEFORE = lazyre.compile(r"\s*[·•|]\s*$")


def _unsaid(span: Span) -> Fix | None:
    """A label without the answer space in it, or the line of YAML that says one."""
    line = span.source.line(span.line)
    before = _SPACE_BEFORE.search(line[: span.column - 1])
    if before is None or span.source.is_yaml:
        return edits.without_attribute(span)
    return Fix(span.source.line_span(span.line, before.start() + 1, span.end_column), "")


def refuse_twins(entries: list[RawEntry], report: Report) -> None:
    """Report ids that two entries of one question share; letter case does not tell two apart."""
    seen: set[str] = set()
    for entry in entries:
        if entry.id is not None:
            if entry.id.value.lower() in seen:
                message = f"identifier {entry.id.value!r} stands twice in one question"
                help_line = "give it a name of its own"
                others = {one.id.value.lower() for one in entries if one.id is not None}
                fix = edits.renamed(entry.id.span, entry.id.value, others)
                report.add("S146", message, entry.id.span, help=help_line, fix=fix)
            seen.add(entry.id.value.lower())


def forget(report: Report, code: str, span: Span) -> None:
    """Leave out what was told of a line under a code; what is told now says it all."""
    report.diagnostics[:] = [
        told
        for told in report.diagnostics
        if not (
            told.code == code
            and told.span is not None
            and told.span.source is span.source
            and told.span.line == span.line
        )
    ]


def bounded_entries(raw: RawItem, part: str, report: Report) -> list[RawEntry]:
    """The options, criteria or levels of a question, no more than any exam has."""
    return refuse_many(raw.lists[part].entries if part in raw.lists else [], part, report)


_NOUNS = {"order": "items in order"}


def refuse_many(entries: list[RawEntry], part: str, report: Report) -> list[RawEntry]:
    """The entries of a list, no more than any question has; `part` is what they are called."""
    if len(entries) > limits.MOST_ENTRIES:
        nouns = _NOUNS.get(part, part)
        message = f"question has {len(entries)} {nouns}, more than any exam has"
        help_line = f"write {limits.MOST_ENTRIES} at most, or split the question"
        report.add("S109", message, entries[limits.MOST_ENTRIES].span, help=help_line)
    return entries[: limits.MOST_ENTRIES]
