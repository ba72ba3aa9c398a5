"""Models of the systems that mark exams, each applied to the files that we emit, never to ours.

Each is small and literal: it follows what was measured on the real system, and knows nothing of
our model or our writers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from examc.clients import ans, canvas, canvas12, moodle, newquizzes, standard
from examc.clients.view import View


@dataclass(frozen=True, slots=True)
class Client:
    """A system: its word on the command line, its name, the target it reads, and its view of it.

    `code` is that under which an author accepts that it awards other marks.
    """

    word: str
    name: str
    target: str
    code: str
    view: Callable[[bytes], View]


CLIENTS: tuple[Client, ...] = (
    Client("qti", standard.NAME, "qti", "V501", standard.view),
    Client("canvas-classic", canvas.NAME, "qti", "V502", canvas.view),
    Client("new-quizzes", newquizzes.NAME, "qti", "V503", newquizzes.view),
    Client("moodle", moodle.NAME, "moodle", "V504", moodle.view),
    Client("ans", ans.NAME, "ans", "V505", ans.view),
    Client("canvas", canvas12.NAME, "canvas", "V506", canvas12.view),
)
"""The only list of clients."""
