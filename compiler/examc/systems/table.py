"""The one table of the systems that mark exams, and of the targets that they read."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from examc.systems.ans import marks as ans
from examc.systems.canvas import marks as canvas
from examc.systems.marking import Marking
from examc.systems.moodle import marks as moodle
from examc.systems.newquizzes import marks as newquizzes
from examc.systems.player import marks as player

if TYPE_CHECKING:
    from examc.systems.view import View


class System(NamedTuple):
    """A system that reads a target: how it marks, in words, and its view of the file.

    `word` tells the same system's views of several targets apart; `about` says what it is a model of
    to people who do not know the formats.
    """

    word: str
    target: str
    marking: Marking
    view: "Callable[[bytes], View]"
    about: str
    beside: "Callable[[View, Mapping[str, bytes]], None] | None" = None
    """Adds to a view what the system takes by itself: the files beside the output, by extension."""

    @property
    def name(self) -> str:
        """What it is called everywhere."""
        return self.marking.system

    @property
    def label(self) -> str:
        """Its name; `qti → Canvas Classic` where its target serves several, or it reads several."""
        alike = [s for s in SYSTEMS if s.target == self.target or s.name == self.name]
        return f"{self.target} → {self.name}" if len(alike) > 1 else self.name


def _loaded(module: str, name: str = "view") -> Callable[..., Any]:
    """A function of a system's folder, which is loaded when it is called: a build has no need of it."""
    return lambda *given: getattr(import_module(f"examc.systems.{module}"), name)(*given)


SYSTEMS: tuple[System, ...] = (
    System(
        "qti",
        "qti",
        player.MARKING,
        _loaded("player.view"),
        "A player that follows the QTI 2.1 standard, with the QTI package",
    ),
    System(
        "canvas-classic",
        "qti",
        canvas.OF_QTI,
        _loaded("canvas.fromqti"),
        "Canvas Classic, with the QTI package",
    ),
    System(
        "new-quizzes",
        "qti",
        newquizzes.MARKING,
        _loaded("newquizzes.view"),
        "Canvas New Quizzes, as far as its importer shows, with the QTI package",
    ),
    System(
        "moodle",
        "moodle",
        moodle.MARKING,
        _loaded("moodle.view"),
        "Moodle 4.5, with the Moodle XML file",
    ),
    System(
        "ans",
        "ans",
        ans.MARKING,
        _loaded("ans.view"),
        "ANS, by its documentation, with the ANS-style JSON file",
    ),
    System(
        "canvas",
        "canvas",
        canvas.MARKING,
        _loaded("canvas.fromdialect"),
        "Canvas Classic, with the package in its own dialect",
        _loaded("canvas.fromdialect", "with_rubrics"),
    ),
    System(
        "canvas-new-quizzes",
        "canvas",
        newquizzes.OF_CANVAS,
        _loaded("newquizzes.fromcanvas"),
        "Canvas New Quizzes, as far as its importer shows, with the package in the dialect of Canvas",
    ),
    System(
        "qti3",
        "qti3",
        player.MARKING,
        _loaded("player.view", "view_of_qti3"),
        "A player that follows the QTI 3.0 standard, with the QTI 3 package",
    ),
)
"""The only list of systems."""
