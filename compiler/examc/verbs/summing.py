"""Counts what a build has to tell: per target and system, question by question, and folded.

The values are those of `verbs.sums`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from examc.core import alike, report
from examc.core.diagnostics import Diagnostic, Severity
from examc.core.model import Exam, Question, questions, total_points
from examc.core.numbers import show
from examc.core.walking import walk
from examc.systems.marking import changes_marks, is_of_marks
from examc.systems.table import SYSTEMS, System
from examc.verbs.sums import Bent, Head, Marks, Summary, Target

_FACTS = {"X323": "X322"}
"""Codes of one fact: the levels and the criteria of a rubric."""


def of_build(
    name: str,
    exam: Exam,
    diagnostics: Iterable[Diagnostic],
    losses: Iterable[Diagnostic],
    targets: Mapping[str, Collection[str]],
) -> Summary:
    """Sum up a build; `losses` are all that there are, also those that the author accepts.

    `targets` has for each the extensions of what stands beside its output.
    """
    found, lost = report.ordered(diagnostics), report.ordered(losses)
    warnings = [entry for entry in found if entry.severity is not Severity.NOTE]
    others = [entry for entry in warnings if entry.target and not changes_marks(entry)]
    return Summary(
        head_of(name, exam),
        tuple([_target(target, found, lost, beside) for target, beside in targets.items()]),
        tuple(bent(exam, found)),
        tuple(alike.fold(others)),
        tuple([entry for entry in warnings if not entry.target]),
    )


def bent(exam: Exam, found: Iterable[Diagnostic]) -> Iterator[Bent]:
    """Yield what changes the marks of each question, once for all systems of which the same is said."""
    names = names_of(exam)
    groups: dict[tuple[str, ...], dict[str, Diagnostic]] = {}
    for entry in found:
        if changes_marks(entry):
            words = entry.message.removeprefix(entry.system).lstrip(": ")
            key = (_question(entry.where), entry.code, words, entry.help)
            groups.setdefault(key, {}).setdefault(label_of(entry), entry)
    for (where, _, words, _), entries in groups.items():
        first = next(iter(entries.values()))
        yield Bent(first, names.get(where, where), tuple(entries), words)


def head_of(name: str, exam: Exam) -> Head:
    """What an exam of this name is called, and how large it is."""
    return Head(name, len(list(questions(exam))), show(total_points(exam)))


def _target(
    name: str, found: list[Diagnostic], losses: list[Diagnostic], beside: Iterable[str]
) -> Target:
    own = [entry for entry in found if entry.target == name]
    all_own = [entry for entry in losses if entry.target == name]
    systems = [system for system in SYSTEMS if system.target == name]
    places: dict[str, set[tuple[str, object]]] = {}
    for entry in own:
        if entry.severity is Severity.NOTE:
            code = _FACTS.get(entry.code, entry.code)
            places.setdefault(code, set()).add((entry.where, report.place(entry)))
    notes = tuple([(code, len(places[code])) for code in sorted(places)])
    marks = tuple([_marks(system, own, all_own) for system in systems])
    bare = [e for e in all_own if is_of_marks(e) and not e.system]
    rounded = any(entry.severity is not Severity.NOTE for entry in bare)
    return Target(name, marks, notes, rounded, tuple(beside))


def _marks(system: System, found: Collection[Diagnostic], losses: list[Diagnostic]) -> Marks:
    def questions_of(entries: Iterable[Diagnostic]) -> set[str]:
        of_it = (e for e in entries if e.system == system.name and changes_marks(e))
        return {_question(entry.where) for entry in of_it}

    left = questions_of(found)
    return Marks(system.name, len(left), len(questions_of(losses) - left))


def names_of(exam: Exam) -> dict[str, str]:
    """What questions are called, by their places: `1.2 graphs`."""
    return {
        where: f"{_numbered(where)} {node.id}"
        for where, node in walk(exam)
        if isinstance(node, Question)
    }


def _numbered(where: str) -> str:
    return where.replace("exercise ", "").replace(" › question ", ".")


def _question(where: str) -> str:
    return " › ".join(where.split(" › ")[:2])


def label_of(entry: Diagnostic) -> str:
    """The label of the system that a diagnostic is about."""
    alike = (s.label for s in SYSTEMS if (s.target, s.name) == (entry.target, entry.system))
    return next(alike, entry.system)
