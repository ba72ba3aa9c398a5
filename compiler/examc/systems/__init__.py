"""Models of the systems that mark exams, each applied to the files that we emit, never to ours.

Each is small and literal: it follows what was measured on the real system, and knows nothing of
our model or our writers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from examc.systems.ans import view as ans
from examc.systems.canvas import fromdialect as canvas12
from examc.systems.canvas import fromqti as canvas
from examc.systems.moodle import view as moodle
from examc.systems.newquizzes import view as newquizzes
from examc.systems.player import view as standard
from examc.systems.view import View


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
