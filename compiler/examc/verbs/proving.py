"""Runs the proof for one input: read, compile, hold the systems against it, and say what came."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from examc.core.diagnostics import Diagnostic, Report, Severity
from examc.core.model import Exam
from examc.core.records import Mutable, field, replace
from examc.core.report import as_dict
from examc.files.rendering import template
from examc.formats import TARGETS
from examc.formats.options import DEFAULTS, Options
from examc.proof import proofs
from examc.proof.remarks import Remarks, helps
from examc.proof.verify import Proof, Verdict, prove
from examc.systems.table import SYSTEMS
from examc.verbs import pipeline, summingproofs
from examc.verbs.pipeline import Built, Reading
from examc.verbs.summingproofs import Proved


class Verified(Mutable):
    """What came of the proof, `failed` where a mark differs and nobody accepts it.

    `errors` are those that kept the exam from being compiled. `notes` say what a foreign file does
    not say for certain, and which deviations are accepted that there are not.
    """

    name: str
    path: str
    exam: Exam | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    proof: Proof = field(default_factory=Proof)
    remarks: Remarks = field(default_factory=Remarks)
    errors: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    proved: Mapping[str, bytes] = field(default_factory=dict)
    """The files that the proof is of, as they are uploaded, by their names."""
    deviations: list[Diagnostic] = field(default_factory=list)
    """What changes marks and nobody accepts, as a build tells it."""
    own: str = ""
    """The target whose file the input itself is."""
    failed: bool = False

    def as_dict(self) -> dict[str, object]:
        """The proof as values of JSON, or why there is none."""
        return {
            "name": self.name,
            "path": self.path,
            "failed": self.failed,
            "own": self.own,
            "errors": [as_dict(entry) for entry in self.errors],
            "notes": [as_dict(entry) for entry in self.notes],
            **proofs.as_dict(self.proof, self.remarks),
        }

    @property
    def sums(self) -> Proved | None:
        """The proof summed up; None where there is none."""
        if self.exam is None:
            return None
        return summingproofs.of_proof(
            self.name, self.exam, self.proof, self.remarks, self.deviations
        )

    @property
    def lines(self) -> list[str]:
        """The whole proof as lines of text, the summary last."""
        return list(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.exam is None:
            yield f"{self.name}: not proved, since it has errors"
            return
        *table, summary = proofs.as_text(self.proof, self.remarks)
        yield from table
        yield from self.of_own
        yield f"{self.name}: {summary}"

    @property
    def of_own(self) -> list[str]:
        """What is to be said of a file of one of the targets."""
        said = [f"{self.own}: the file itself is proved, not one that would be written"]
        if self.remarks.ways:
            said.append(
                f"{self.own}: ways out are for the source that examc import makes of the file"
            )
        return said if self.own else []

    def page(self, *, system: str = "", made: str = "") -> bytes:
        """The proof as an HTML page, with the date it is `made` if there is one.

        `system` is the name of the one to show. Raises ValueError where that was not compared.
        """
        from examc.proof import pagesums, proofpage

        assert self.exam is not None
        proof = pagesums.of_system(self.proof, system)
        data = proofpage.page(self.exam, proof, self.files, self.remarks, self.proved, made=made)
        return template("verify/report.html.j2")(data).encode()


def verify(
    reading: Reading,
    targets: Iterable[str],
    options: Options = DEFAULTS,
    *,
    suggest: bool = False,
    strict: bool = False,
) -> Verified:
    """Prove one exam against the systems of the targets.

    Raises ValueError for an unknown target, and for one that no system marks.

    A file of one of the targets is proved itself, as it would be uploaded, and not what would be
    written of it. `suggest` tries the ways out of each deviation; `strict` fails for what is lost.
    """
    targets = marked(targets)
    result = Verified(reading.name, reading.path)
    compiled = pipeline.build(reading, targets, options)
    if not compiled.outputs or reading.exam is None:
        result.errors = [d for d in compiled.diagnostics if d.severity is Severity.ERROR]
        result.failed = True
        return result
    result.exam, result.files = reading.exam, reading.files
    if reading.data and reading.format in compiled.outputs:
        _take_own(result, reading, compiled)
    result.proof = prove(
        reading.exam, compiled.outputs, files=reading.files, beside=compiled.beside
    )
    result.proved = _uploaded(reading, compiled, result.own)
    _judge(result, reading.exam, compiled, strict=strict)
    if suggest:
        from examc.proof import remedies

        ways = remedies.suggest(reading.exam, result.proof, reading.files, options, result.own)
        result.remarks = replace(result.remarks, ways=ways)
    return result


def _take_own(result: Verified, reading: Reading, compiled: Built) -> None:
    """Put the input itself in the place of what would be written of it; it has no files beside."""
    compiled.files[reading.format] = {TARGETS[reading.format].extension: reading.data}
    result.own = reading.format
    result.notes += reading.report.diagnostics


def _uploaded(reading: Reading, compiled: Built, own: str) -> dict[str, bytes]:
    """The files that are uploaded, by their names; that of target `own` is the input itself."""
    return {
        PurePath(reading.path).name if name == own else f"{reading.name}.{extension}": data
        for name, files in compiled.files.items()
        for extension, data in files.items()
    }


def marked(targets: Iterable[str]) -> tuple[str, ...]:
    """The targets, each of which some system marks; raises ValueError for one that none does."""
    found = tuple(targets)
    for target in found:
        if target in TARGETS and not any(system.target == target for system in SYSTEMS):
            known = ", ".join(dict.fromkeys(system.target for system in SYSTEMS))
            raise ValueError(f"no system marks {target}, so there is nothing to prove; use {known}")
    return found


def _judge(result: Verified, exam: Exam, compiled: Built, *, strict: bool) -> None:
    """Find what is accepted, what help there is, and whether the proof fails."""
    remarks = Remarks(helps(result.proof, compiled.losses))
    report = Report()
    proofs.deviations(result.proof, report)
    run = [(system.target, system.name) for system in result.proof.systems]
    left = pipeline.accepted(exam, report.diagnostics, run)
    found = set(report.diagnostics)
    about = [entry for entry in left if entry not in found]
    result.deviations = [entry for entry in left if entry in found]
    bent = {_whose(entry) for entry in result.deviations}
    accepted = {
        (row.where, cell.system.word)
        for row, cell in result.proof.cells()
        if cell.facts and (row.where, cell.system.target, cell.system.name) not in bent
    }
    result.remarks = replace(remarks, accepted=frozenset(accepted))
    result.notes += about
    lost = any(cell.verdict is Verdict.LOST for _, cell in result.proof.cells())
    vain = any(entry.severity is not Severity.NOTE for entry in about)
    result.failed = bool(bent) or (strict and (lost or vain))


def _whose(entry: Diagnostic) -> tuple[str, str, str]:
    return entry.where, entry.target, entry.system
