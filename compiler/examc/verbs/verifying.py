"""The work of proving the exams of a file, one by one, for a table, a summary or JSON."""

import json
from collections.abc import Iterator
from enum import Enum

from examc.core import failure
from examc.core.records import Record
from examc.files import workspace
from examc.files.workspace import InputError
from examc.formats.options import Options
from examc.verbs import pipeline, proving
from examc.verbs.outcomes import Outcome, Shown
from examc.verbs.pipeline import Reading
from examc.verbs.proving import Verified
from examc.verbs.summingproofs import Proved


class Form(Enum):
    """What is wanted of a proof."""

    COUNTS = "counts"
    SUMS = "sums"
    TABLE = "table"
    JSON = "json"


class Proof(Outcome):
    """What came of proving an exam, in the form that is wanted."""

    lines: tuple[str, ...] = ()
    """The counts alone, or the table of all questions; of a summary, what ends it."""
    sums: Proved | None = None
    ways: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The ways out by the places of questions, in words."""
    plain: str = ""
    """The proof as JSON."""
    verdicts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """How many questions have each verdict, by system."""

    def counted(self) -> dict[str, object]:
        """What a summary of many exams says of this one besides."""
        return {"verdicts": {system: dict(counts) for system, counts in self.verdicts}}


class Proving(Record, frozen=True):
    """The work."""

    targets: tuple[str, ...]
    options: Options
    shown: Shown
    form: Form
    suggest: bool
    strict: bool

    @property
    def kind(self) -> type[Proof]:
        """The class of its outcomes."""
        return Proof

    def __call__(self, path: str) -> list[Proof]:
        """Do it."""
        return list(self._proofs(path))

    def _proofs(self, path: str) -> Iterator[Proof]:
        try:
            loaded = workspace.load(path)
        except InputError as error:
            yield Proof(path, path, problem=str(error), failed=True)
            return
        failure.at_work = loaded.name
        for reading in pipeline.read_all(loaded.path, loaded.data, loaded.folder, name=loaded.name):
            yield self.told(self.verified(reading), path)

    def verified(self, reading: Reading) -> Verified:
        """The proof of an exam."""
        return proving.verify(
            reading, self.targets, self.options, suggest=self.suggest, strict=self.strict
        )

    def told(self, result: Verified, path: str) -> Proof:
        """What is wanted of the proof of an exam in a file."""
        proof = Proof(result.name, path, failed=result.failed)
        proof.hear([*result.errors, *result.notes], self.shown)
        sums = result.sums
        if sums is not None:
            proof.head = sums.head
            proof.verdicts = tuple(
                [
                    (entry.system, tuple([(verdict.value, n) for verdict, n in entry.counts]))
                    for entry in sums.systems
                ]
            )
        if self.form is Form.JSON:
            proof.plain = json.dumps(result.as_dict(), ensure_ascii=False)
        elif self.form is Form.COUNTS:
            proof.lines = (result.lines[-1],)
        elif self.form is Form.TABLE or sums is None:
            proof.lines = tuple(result.lines)
        else:
            proof.sums, proof.lines = sums, tuple(result.of_own)
            proof.ways = tuple(
                [
                    (where, tuple([way.words() for way in found]))
                    for where, found in result.remarks.ways.items()
                ]
            )
        return proof
