"""One exam under `watch`: what a save made of it, in one line."""

import time
from pathlib import Path

from examc.changes import Change, compare
from examc.changes.render import line
from examc.cli.console import complain, say
from examc.cli.settings import Settings
from examc.cli.summary import head_line
from examc.core.diagnostics import Diagnostic, Severity
from examc.files import workspace
from examc.files.workspace import InputError
from examc.formats.options import DEFAULTS
from examc.verbs import batch, pipeline, summing
from examc.verbs.pipeline import Reading


class Watched:
    """An exam that is checked, and built for its targets, again and again."""

    def __init__(
        self, path: str, targets: tuple[str, ...], output: Path, settings: Settings
    ) -> None:
        self.path, self.targets, self.output, self.settings = path, targets, output, settings
        self._last: Reading | None = None
        """What it was when it had no errors."""

    def run(self) -> None:
        """Check it, build it, and say in one line what it is now; mistakes stand above."""
        try:
            loaded = workspace.load(self.path)
        except InputError as error:
            complain(str(error))
            return
        reading = pipeline.read(loaded.path, loaded.data, loaded.folder, name=loaded.name)
        found = pipeline.check(reading)
        written = 0
        if self.targets and reading.usable is not None:
            job = batch.Job(self.targets, DEFAULTS, self.output, self.settings.strict)
            results = batch.build_file(self.path, job)
            found = [entry for result in results for entry in result.diagnostics]
            written = sum(len(result.written) for result in results)
            for result in results:
                if result.problem:
                    complain(result.problem)
        self.settings.tell(entry for entry in found if entry.severity is Severity.ERROR)
        say(f"{time.strftime('%H:%M:%S')}  {self.line(reading, found, written)}")
        if reading.usable is not None:
            self._last = reading

    def line(self, reading: Reading, found: list[Diagnostic], written: int) -> str:
        """What the exam is now, and what changed since it last had no errors."""
        counts = [entry.severity for entry in self.settings.judged(found)]
        errors, warnings = counts.count(Severity.ERROR), counts.count(Severity.WARNING)
        said = [_count(errors, "error"), _count(warnings, "warning")]
        if written:
            said.append(f"{_count(written, 'file')} built")
        if reading.usable is None:
            return f"{reading.name} · {', '.join(said)}"
        head = head_line(summing.head_of(reading.name, reading.usable))
        return f"{head} · {', '.join(said)}{self.changed(reading)}"

    def changed(self, reading: Reading) -> str:
        """What changed, the first change in words; "" at the first run."""
        if self._last is None or self._last.usable is None or reading.usable is None:
            return ""
        found = compare(self._last.usable, reading.usable, self._last.files, reading.files)
        return f" · {_first(found)}"


def _first(found: list[Change]) -> str:
    if not found:
        return "nothing changed"
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{line(found[0])}{more}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
