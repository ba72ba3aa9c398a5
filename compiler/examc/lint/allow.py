"""Silencing: what `allow` takes out of a report, and what is wrong with an `allow` itself."""

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches

from examc.core.diagnostics import CODES, Diagnostic, Report, Severity, has_errors
from examc.core.model import Exam
from examc.core.source import Allow
from examc.core.walking import walk

_BY_NAME = {entry.name: code for code, entry in CODES.items()}


def _is_of_marks(code: str) -> bool:
    """Whether a code says that a system awards other marks, which an author may accept."""
    return code.startswith("V")


def _can_be_silenced(code: str) -> bool:
    return CODES[code].severity is Severity.WARNING or _is_of_marks(code)


_WORDS = [
    word
    for code, entry in CODES.items()
    if _can_be_silenced(code)
    for word in (code.lower(), entry.name)
]
"""What can be silenced, for suggestions."""


def silence(exam: Exam, diagnostics: Iterable[Diagnostic], *, complete: bool) -> list[Diagnostic]:
    """The diagnostics that no `allow` of the exam silences, and what is wrong with its `allow`s.

    An `allow` silences a code at its node and in all that stands inside, told by the places
    (`where`) of the diagnostics; of errors, only those can be silenced that say that a system
    awards other marks. One that silences nothing is reported: for a lint rule always, for a loss
    only where the writers of every target have run (`complete`), and not at all where errors kept
    rules from being run.
    """
    found = list(diagnostics)
    whole = not has_errors(found)

    def final(code: str) -> bool:
        return whole and _is_final(code, complete=complete)

    return _apply(found, list(_allows(exam)), final)


def accept(exam: Exam, found: list[Diagnostic], codes: Collection[str]) -> list[Diagnostic]:
    """The other marks that a proof found and no `allow` accepts, and what is accepted in vain.

    Of that only what the proof could have shown, which is marks under its `codes`.
    """
    allows = [entry for entry in _allows(exam) if entry[2] in codes or entry[2] == "L250"]
    return _apply(found, allows, lambda code: code in codes)


def _apply(
    found: list[Diagnostic],
    allows: list[tuple[str, Allow, str]],
    final: Callable[[str], bool],
) -> list[Diagnostic]:
    """What `allows` leave over; one that silences nothing is told where its code is final."""
    if not allows:
        return found
    used: set[int] = set()
    by_place: dict[tuple[str, str], list[int]] = {}
    for index, (where, _, code) in enumerate(allows):
        by_place.setdefault((where, code), []).append(index)
    kept = [entry for entry in found if not _silenced(entry, by_place, used)]
    extra = Report()
    for index, (where, allow, code) in enumerate(allows):
        if not code or not _can_be_silenced(code):
            _unknown(allow, code, where, extra)
        elif index not in used and final(code):
            message = f"allow of {allow.code!r} silences nothing here"
            extra.add("L250", message, allow.span, help="remove it", where=where)
    kept += [entry for entry in extra.diagnostics if not _silenced(entry, by_place, used)]
    return kept


def _allows(exam: Exam) -> Iterator[tuple[str, Allow, str]]:
    """Yield every `allow` with its place and the code it means, "" where it means none."""
    for where, node in walk(exam):
        for allow in node.allow:
            yield where, allow, _code(allow.code)


def _is_final(code: str, *, complete: bool) -> bool:
    """Whether all diagnostics of a code are there by now; its own come after all others."""
    if code in ("L250", "L251") or code.startswith("V"):  # the proof of the marks comes later
        return False
    return complete or code.startswith("L")


def _code(word: str) -> str:
    return word.upper() if word.upper() in CODES else _BY_NAME.get(word.lower(), "")


def _silenced(
    diagnostic: Diagnostic, by_place: dict[tuple[str, str], list[int]], used: set[int]
) -> bool:
    """Whether an `allow` at the place, or at one around it, has the code; all such are used."""
    if diagnostic.severity is Severity.ERROR and not _is_of_marks(diagnostic.code):
        return False
    matching: list[int] = []
    for place in _around(diagnostic.where):
        matching += by_place.get((place, diagnostic.code), [])
    used.update(matching)
    return bool(matching)


def _around(where: str) -> Iterator[str]:
    """Yield a place, and every place that it stands in, up to the exam."""
    while where:
        yield where
        where = where.rpartition(" › ")[0]
    yield ""


def _unknown(allow: Allow, code: str, where: str, report: Report) -> None:
    if code:
        message = f"{allow.code!r} is an error, and errors cannot be silenced"
        help_line = "remove it, and mend what it reports"
    else:
        message = f"{allow.code!r} is no diagnostic"
        close = get_close_matches(allow.code.lower()[:60], _WORDS, n=1, cutoff=0.7)
        near = close[0].upper() if close and close[0].upper() in CODES else "".join(close)
        help_line = f"did you mean {near!r}?" if near else "write a code such as L204, or its name"
    report.add("L251", message, allow.span, help=help_line, where=where)
