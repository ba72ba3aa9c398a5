"""The work of checking a file: what reading each exam in it finds, and its flaws."""

from examc.core import failure
from examc.core.records import Record
from examc.files import workspace
from examc.files.workspace import InputError
from examc.verbs import pipeline, summing
from examc.verbs.outcomes import Outcome, Shown


class Checking(Record, frozen=True):
    """The work; `shown` is what is wanted of the messages, `strict` takes warnings as errors."""

    shown: Shown
    strict: bool

    @property
    def kind(self) -> type[Outcome]:
        """The class of its outcomes."""
        return Outcome

    def __call__(self, path: str) -> list[Outcome]:
        """Do it."""
        try:
            loaded = workspace.load(path)
        except InputError as error:
            return [Outcome(path, path, problem=str(error), failed=True)]
        failure.at_work = loaded.name
        found = []
        for reading in pipeline.read_all(loaded.path, loaded.data, loaded.folder, name=loaded.name):
            outcome = Outcome(reading.name, path)
            outcome.hear(pipeline.check(reading), self.shown, strict=self.strict)
            if reading.usable is not None:
                outcome.head = summing.head_of(reading.name, reading.usable)
            found.append(outcome)
        return found
