"""Runs the proof for one input: read, compile, hold the clients against it, and say what came."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from examc import pipeline, proofs, remedies
from examc.diagnostics import Diagnostic, Report, Severity
from examc.formats.options import Options
from examc.model import Exam
from examc.rendering import template
from examc.verify import Proof, Verdict, prove
from examc.workspace import Input


@dataclass(slots=True)
class Result:
    """What came of the proof; `errors` are those that kept the exam from being compiled."""

    name: str
    exam: Exam | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    proof: Proof = field(default_factory=Proof)
    suggestions: dict[str, list[str]] = field(default_factory=dict)
    errors: list[Diagnostic] = field(default_factory=list)
    failed: bool = False

    @property
    def json(self) -> str:
        """The proof as JSON."""
        return proofs.as_json(self.proof, self.suggestions)

    @property
    def lines(self) -> list[str]:
        """The proof as lines of text, the summary last."""
        return list(self._lines())

    def _lines(self) -> Iterator[str]:
        *table, summary = proofs.as_text(self.proof)
        yield from table
        for where, words in self.suggestions.items():
            yield from (f"{where} · way out: {word}" for word in words)
        yield f"{self.name}: {summary}"

    def page(self) -> bytes:
        """The proof as an HTML page."""
        assert self.exam is not None
        data = proofs.page(self.exam, self.proof, self.files, self.suggestions)
        return template("verify/report.html.j2")(data).encode()


def run(
    loaded: Input, targets: tuple[str, ...], options: Options, *, suggest: bool, strict: bool
) -> Result:
    """Prove one exam against the clients of the targets."""
    result = Result(loaded.name)
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    compiled = pipeline.compile_exam(reading, (), targets, options)
    if not compiled.outputs or reading.exam is None:
        result.errors = [d for d in compiled.diagnostics if d.severity is Severity.ERROR]
        result.failed = True
        return result
    result.exam, result.files = reading.exam, reading.files
    result.proof = prove(reading.exam, compiled.outputs, files=reading.files)
    found = Report()
    proofs.report(result.proof, found)
    open_ones = pipeline.silenced(reading.exam, found.diagnostics)
    lost = any(cell.verdict is Verdict.LOST for _, cell in result.proof.cells())
    result.failed = bool(open_ones) or (strict and lost)
    if suggest:
        result.suggestions = remedies.suggest(reading.exam, result.proof, reading.files, options)
    return result
