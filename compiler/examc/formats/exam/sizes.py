"""How large a source may be, its included files together: what its reader holds in memory and time.

A source is bounded by what it makes, as a document of XML is by its tags. A question of a real exam has
600 to 800 characters and 50 to 70 signs of markup, so that the bounds hold `core.limits.MOST_QUESTIONS`
of them. What consists of signs alone takes about half a KiB for each (measured: formulas, links, items
of lists, paragraphs), which is below two GiB in all, and about ten microseconds.
"""

from examc.core.diagnostics import Report
from examc.core.limits import MOST_QUESTIONS
from examc.core.records import Mutable
from examc.formats.exam.raw import RawExercise

LARGEST = 40_000_000  # characters
MOST_SIGNS = 3_500_000  # characters that markup is made of
_SIGNS = "\n*_`$[]<>&\\|!-:{"
_SMALL = 100_000  # characters of a main file whose signs do not matter
_HELP = "make several exams of it, each in a folder of its own"


class Room(Mutable):
    """What is left for the files of one source."""

    characters: int = LARGEST
    signs: int = MOST_SIGNS
    is_used: bool = False
    """Whether another file has taken room."""

    def holds_bytes(self, path: str, data: bytes, report: Report) -> bool:
        """Whether a file can fit in, told by its length alone; reports one that cannot."""
        if len(data) <= self.characters * 4:
            return True
        self._refuse(path, f"file of {len(data)} bytes", report)
        return False

    def take(self, path: str, text: str, report: Report) -> bool:
        """Whether the text of a file fits in, which takes its room; reports one that does not."""
        if len(text) > self.characters:
            self._refuse(path, f"file of {len(text)} characters", report)
            return False
        counts = self.is_used or len(text) > _SMALL
        signs = sum(map(text.count, _SIGNS)) if counts else 0
        if signs > self.signs:
            self._refuse(path, f"file with {signs} signs of markup", report)
            return False
        self.characters -= len(text)
        self.signs -= signs
        self.is_used = True
        return True

    def _refuse(self, path: str, what: str, report: Report) -> None:
        before = ", with those before it," if self.is_used else ""
        report.add("S104", f"{what}{before} is larger than any exam", path=path, help=_HELP)


def holds(path: str, exercises: list[RawExercise], report: Report) -> bool:
    """Whether there are no more questions and blocks than an exam can have; reports it otherwise."""
    count = sum(len(exercise.items) for exercise in exercises) + len(exercises)
    most = 2 * MOST_QUESTIONS  # a block or an exercise for each question
    if count > most:
        message = f"exam has {count} exercises, questions and blocks; {most} are the most"
        report.add("S104", message, path=path, help=_HELP)
    return count <= most
