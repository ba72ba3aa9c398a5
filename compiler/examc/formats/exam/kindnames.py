"""The names of kinds: what an author calls them, here and elsewhere."""

from examc.core.diagnostics import Report, did_you_mean
from examc.core.model import Kind
from examc.core.source import Span
from examc.formats.exam import otherwords
from examc.formats.exam.vocabulary import KINDS


def with_article(kind: str) -> str:
    """A kind in a sentence: "an open question", "a text block"."""
    noun = f"{kind} question" if kind in KINDS and not kind.endswith(" block") else kind
    return f"an {noun}" if noun[:1] in ("a", "e", "i", "o", "u") else f"a {noun}"


def as_kind(name: str) -> Kind | None:
    """The kind of exactly this name; None where there is none."""
    return next((kind for kind in KINDS if kind == name), None)


def is_kind(words: str) -> bool:
    """Whether words are the name of a kind, here or in other systems and languages."""
    name = " ".join(words.lower().split())
    return name in KINDS or name in otherwords.KINDS


def known_kind(name: str, span: Span, report: Report) -> str:
    """The kind that a name means; of an unknown one, which is reported, the nearest or ""."""
    if name in KINDS:
        return name
    from difflib import get_close_matches

    meant = otherwords.KINDS.get(name, name)
    help_line = f"did you mean {meant!r}?" if meant != name else did_you_mean(name, KINDS)
    if name == "kprim":
        help_line = "write matrix, and rule=kprim in its braces"
    near = next(iter(get_close_matches(meant[:60], KINDS, n=1)), "")
    message = f"{name[:60]!r} is no kind of item"
    report.add("S130", message, span, help=help_line, fix=near or None)
    return near
