"""Other compilers of exams, measured where they are installed (`pip install text2qti …`)."""

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: how it is called, and a function that writes its input and gives its command."""

    name: str
    module: str
    prepare: Callable[[int, Path], list[str]]


def _text2qti(size: int, folder: Path) -> list[str]:
    """Multiple choice with a formula and feedback, the nearest text2qti has to our mix."""
    lines = [f"Quiz title: Exam of {size} questions", ""]
    for n in range(size):
        lines += [
            f"{n + 1}. What is the derivative of $f(x) = x^{{{n + 2}}}$ at the point $x = {n}$?",
            "... Look at the rule for powers.",
            f"*a) ${n + 2} \\cdot {n}^{{{n + 1}}}$",
            f"b) ${n}^{{{n + 1}}}$",
            "... Here a factor is missing.",
            f"c) ${n + 1} \\cdot {n}^{{{n}}}$",
            "d) None of the above",
            "",
        ]
    path = folder / f"text2qti-{size}.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    program = "from text2qti.cmdline import main; main()"
    return [sys.executable, "-c", program, str(path)]


_PACKAGE_MAKER = """
import sys
from qti_package_maker.package_interface import QTIPackageInterface
package = QTIPackageInterface("bench", verbose=False)
for n in range(int(sys.argv[1])):
    choices = [f"{n + 2} times {n}", f"{n}", f"{n + 1} times {n}", f"none of the above, {n}"]
    package.add_item("MC", (f"What is the derivative of x^{n + 2} at {n}?", choices, choices[0]))
package.save_package("blackboard_qti_v2_1")
"""


def _package_maker(size: int, _: Path) -> list[str]:
    """Multiple choice as plain text, since qti_package_maker reads HTML and no formulas."""
    return [sys.executable, "-c", _PACKAGE_MAKER, str(size)]


PEERS = (
    Peer("text2qti (QTI 1.2)", "text2qti", _text2qti),
    Peer("qti-package-maker (2.1)", "qti_package_maker", _package_maker),
)


def installed() -> list[Peer]:
    """The peers that this Python can import."""
    return [peer for peer in PEERS if importlib.util.find_spec(peer.module)]
