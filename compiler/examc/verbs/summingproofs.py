"""Counts what a proof has to tell: per system, question by question, and folded.

Values only; `cli.proofsummary` puts them into words.
"""

from collections.abc import Iterable, Iterator

from examc.core import lazyre, report
from examc.core.diagnostics import Diagnostic
from examc.core.model import Exam
from examc.core.records import Record
from examc.proof.remarks import Remarks
from examc.proof.verify import Proof, Verdict
from examc.verbs.summing import bent, head_of, label_of, names_of
from examc.verbs.sums import Bent, Head

_OPTION = lazyre.compile(r"\boption [A-Z]+$")


class Verdicts(Record, frozen=True):
    """What a system makes of the questions of an exam: how many have each verdict.

    `refused` says why it takes none of them.
    """

    system: str
    counts: tuple[tuple[Verdict, int], ...]
    accepted: int
    refused: str


class Missing(Record, frozen=True):
    """What does not arrive as meant in some systems, at how many questions, and the first of them."""

    what: str
    systems: tuple[str, ...]
    count: int
    question: str


class Proved(Record, frozen=True):
    """What a proof has to tell."""

    head: Head
    systems: tuple[Verdicts, ...]
    bent: tuple[Bent, ...]
    missing: tuple[Missing, ...]


def of_proof(
    name: str, exam: Exam, proof: Proof, remarks: Remarks, deviations: Iterable[Diagnostic]
) -> Proved:
    """Sum up a proof; `deviations` are those that the author does not accept."""
    whole = [_verdicts(proof, remarks, place) for place in range(len(proof.systems))]
    refused = {entry.system for entry in whole if entry.refused}
    left = [entry for entry in deviations if label_of(entry) not in refused]
    return Proved(
        head_of(name, exam),
        tuple(whole),
        tuple(bent(exam, report.ordered(left))),
        tuple(_missing(exam, proof)),
    )


def _verdicts(proof: Proof, remarks: Remarks, place: int) -> Verdicts:
    cells = [row.cells[place] for row in proof.rows]
    verdicts = [cell.verdict for cell in cells]
    counts = tuple([(v, verdicts.count(v)) for v in Verdict if v in verdicts])
    accepted = sum(remarks.accepts(row, row.cells[place]) for row in proof.rows)
    refused = next((cell.reason for cell in cells if cell.of_file), "")
    return Verdicts(proof.systems[place].label, counts, accepted, refused)


def _missing(exam: Exam, proof: Proof) -> Iterator[Missing]:
    """Yield each thing that does not arrive, once for all systems and questions of which it is said."""
    names = names_of(exam)
    rows: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row in proof.rows:
        systems: dict[str, list[str]] = {}
        for cell in row.cells:
            for what in dict.fromkeys(_OPTION.sub("options", lost) for lost in cell.lost):
                systems.setdefault(what, []).append(cell.system.label)
        for what, labels in systems.items():
            rows.setdefault((what, tuple(labels)), []).append(row.where)
    for (what, whose), places in rows.items():
        yield Missing(what, whose, len(places), names[places[0]])
