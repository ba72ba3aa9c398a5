"""What comes of one exam of many: what is shown of it, and what is counted; never the exam itself.

These are values of `core.plainvalues`, so that they can come from another process or machine.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from examc.core import report
from examc.core.diagnostics import Diagnostic, Severity, has_errors
from examc.core.records import Mutable
from examc.verbs.keeping import Hashed
from examc.verbs.sums import Head


class Tally(NamedTuple):
    """How often something is said of an exam, of a target and a system where it is about one."""

    code: str
    severity: Severity
    target: str
    system: str
    number: int


class Shown(NamedTuple):
    """What of the messages on an exam is shown; no more of them is kept, and all are counted."""

    warnings: bool = True
    notes: bool = True
    sums: bool = True
    """Whether a build is summed up for a person."""

    def of(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Those that are shown."""
        return tuple([entry for entry in diagnostics if self._shows(entry.severity)])

    def _shows(self, severity: Severity) -> bool:
        if severity is Severity.NOTE:
            return self.notes
        return self.warnings or severity is Severity.ERROR


ALL = Shown()


class Outcome(Mutable):
    """What came of an exam at `path`, or the `problem` why nothing did."""

    name: str
    path: str = ""
    head: Head | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    """Those that are shown."""
    tallies: tuple[Tally, ...] = ()
    """All that there are, counted."""
    files: tuple[Hashed, ...] = ()
    """What was made of it."""
    problem: str = ""
    failed: bool = False

    def hear(
        self, diagnostics: Iterable[Diagnostic], shown: Shown, *, strict: bool = False
    ) -> None:
        """Count what is said of the exam, and keep what is shown of it; an error makes it fail.

        Where it is `strict`, so does a warning.
        """
        unique = list(dict.fromkeys(diagnostics))
        self.diagnostics, self.tallies = shown.of(unique), tallied(unique)
        self.failed |= has_errors(report.strict(unique) if strict else unique)

    def counted(self) -> dict[str, object]:
        """What a summary of many exams says of this one besides."""
        return {}

    @property
    def hidden(self) -> int:
        """How many notes there are that are not shown."""
        kept = sum(entry.severity is Severity.NOTE for entry in self.diagnostics)
        return count(self.tallies, Severity.NOTE) - kept


def tallied(diagnostics: Iterable[Diagnostic]) -> tuple[Tally, ...]:
    """Count diagnostics by what they say, in the order of their codes."""
    counts = Counter((d.code, d.severity, d.target, d.system) for d in diagnostics)
    return tuple(sorted([Tally(*key, number) for key, number in counts.items()], key=_order))


def _order(tally: Tally) -> tuple[str, str, str, str]:
    return tally.code, tally.severity.value, tally.target, tally.system


def count(tallies: Iterable[Tally], severity: Severity) -> int:
    """How many of a severity there are."""
    return sum(tally.number for tally in tallies if tally.severity is severity)
