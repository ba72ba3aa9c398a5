"""Silencing: what `allow` takes out of a report, and what is wrong with an `allow` itself."""

from collections.abc import Callable, Collection, Iterable, Iterator

from examc.core.diagnostics import CODES, Diagnostic, Report, Severity, has_errors, listed
from examc.core.model import Exam
from examc.core.oldcodes import OLD_CODES, find_old
from examc.core.records import Mutable, field
from examc.core.source import Allow
from examc.core.walking import walk
from examc.lint import rewriting

_BY_NAME = {entry.name: code for code, entry in CODES.items()}
_OF_ALLOWS = ("L250", "L251", "L252")
"""What is said of an `allow` itself; it comes after all else."""


_CAN_BE_SILENCED = frozenset(
    code for code, entry in CODES.items() if entry.severity is not Severity.ERROR
)
_WORDS = [
    word
    for code, entry in CODES.items()
    if code in _CAN_BE_SILENCED
    for word in (code.lower(), entry.name)
]
"""What can be silenced, for suggestions."""


def silence(
    exam: Exam,
    diagnostics: Iterable[Diagnostic],
    *,
    complete: bool,
    unsaid: Callable[[str], bool] = lambda _: False,
) -> list[Diagnostic]:
    """The diagnostics that no `allow` of the exam silences, and what is wrong with its `allow`s.

    An `allow` silences a code at its node and in all that stands inside, told by the places
    (`where`) of the diagnostics; errors cannot be silenced. One that silences nothing is reported:
    for a lint rule always, for a loss only where the writers of the usual targets have run
    (`complete`) and its code is none that others may still tell (`unsaid` is asked), and not at all
    where errors kept rules from being run.
    """
    found = list(diagnostics)
    whole = not has_errors(found)

    def final(code: str) -> bool:
        is_final = whole and _is_final(code, complete=complete)
        return is_final and not (complete and unsaid(code))

    return _Allows(list(_allows(exam)), of_proof=False).applied(found, final)


def accept(
    exam: Exam, found: list[Diagnostic], run: Collection[tuple[str, str]]
) -> list[Diagnostic]:
    """The other marks that a proof found and no `allow` accepts, and what is wrong with an `allow`.

    Of that only what the proof alone can show: that an old code of one of the systems that were
    run, each with its target, is called otherwise now, or accepts nothing.
    """

    def of_proof(code: str) -> bool:
        old = OLD_CODES.get(code)
        if old is None or not old.of_proof:
            return False
        return any(old.target == target and old.system in ("", system) for target, system in run)

    allows = [
        entry for entry in _allows(exam) if entry[2] in _CAN_BE_SILENCED or of_proof(entry[2])
    ]
    return _Allows(allows, of_proof=True).applied(found, of_proof)


class _Allows(Mutable):
    """The `allow`s of an exam with their places and codes, and what each of them silenced.

    `of_proof` says whether what they are held against is what a proof found.
    """

    entries: list[tuple[str, Allow, str]]
    of_proof: bool
    used: dict[int, set[str]] = field(default_factory=dict)
    """The codes that each entry silenced, by its number."""
    by_place: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, (where, _, code) in enumerate(self.entries):
            self.by_place.setdefault((where, code), []).append(index)

    def applied(self, found: list[Diagnostic], final: Callable[[str], bool]) -> list[Diagnostic]:
        """What is left over; an entry that silences nothing is told where its code is final."""
        if not self.entries:
            return found
        kept = [entry for entry in found if not self._silences(entry)]
        extra = Report()
        for index, (where, allow, code) in enumerate(self.entries):
            if code not in OLD_CODES and code not in _CAN_BE_SILENCED:
                _unknown(allow, code, where, extra)
            elif index not in self.used and final(code):
                message = f"allow of {allow.code!r} silences nothing here"
                fix = rewriting.without(allow.span)
                extra.add("L250", message, allow.span, help="remove it", where=where, fix=fix)
            elif code in OLD_CODES:
                _renamed(allow, code, self.used.get(index, ()), where, extra)
        return kept + [entry for entry in extra.diagnostics if not self._silences(entry)]

    def _silences(self, diagnostic: Diagnostic) -> bool:
        """Whether an entry at the place, or at one around it, has the code; all such are used."""
        if diagnostic.severity is Severity.ERROR:
            return False
        words = [diagnostic.code]
        words += [
            code
            for code, old in OLD_CODES.items()
            if old.accepts(diagnostic, of_proof=self.of_proof)
        ]
        matching: list[int] = []
        for place in _around(diagnostic.where):
            for word in words:
                matching += self.by_place.get((place, word), [])
        for index in matching:
            self.used.setdefault(index, set()).add(diagnostic.code)
        return bool(matching)


def _allows(exam: Exam) -> Iterator[tuple[str, Allow, str]]:
    """Yield every `allow` with its place and the code it means, "" where it means none."""
    for where, node in walk(exam):
        for allow in node.allow:
            yield where, allow, _code(allow.code)


def _is_final(code: str, *, complete: bool) -> bool:
    """Whether all diagnostics of a code are there by now; its own come after all others."""
    if code in OLD_CODES:
        return complete and not OLD_CODES[code].of_proof  # the proof of the marks comes later
    if code in _OF_ALLOWS:
        return False
    return complete or code.startswith("L")


def _code(word: str) -> str:
    return word.upper() if word.upper() in CODES else _BY_NAME.get(word.lower(), find_old(word))


def _around(where: str) -> Iterator[str]:
    """Yield a place, and every place that it stands in, up to the exam."""
    while where:
        yield where
        where = where.rpartition(" › ")[0]
    yield ""


def _renamed(allow: Allow, code: str, used: Collection[str], where: str, report: Report) -> None:
    """Say what an old code is called now: what it silenced here, if that is known."""
    now = sorted(used) or OLD_CODES[code].now
    message = f"{allow.code!r} is now called {listed(now)}"
    report.add(
        "L252",
        message,
        allow.span,
        help=f"write allow={','.join(now)}",
        where=where,
        fix=",".join(now),
    )


def _unknown(allow: Allow, code: str, where: str, report: Report) -> None:
    near = ""
    if code:
        message = f"{allow.code!r} is an error, and errors cannot be silenced"
        help_line = "remove it, and mend what it reports"
    else:
        from difflib import get_close_matches

        message = f"{allow.code!r} is no diagnostic"
        close = get_close_matches(allow.code.lower()[:60], _WORDS, n=1, cutoff=0.7)
        near = close[0].upper() if close and close[0].upper() in CODES else "".join(close)
        help_line = f"did you mean {near!r}?" if near else "write a code such as L204, or its name"
    report.add("L251", message, allow.span, help=help_line, where=where, fix=near or None)
