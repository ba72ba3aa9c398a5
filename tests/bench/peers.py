"""Other compilers of exams, in an environment of their own (`make bench` sets it up)."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.generate import exam
from support import ROOT

PYTHON = str(ROOT / ".venv-peers" / "bin" / "python")


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
    return [PYTHON, "-c", program, str(path)]


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
    return [PYTHON, "-c", _PACKAGE_MAKER, str(size)]


def _mkdocs_quiz(size: int, folder: Path) -> list[str]:
    """Multiple choice with a formula and feedback on the question."""
    quizzes = [
        f"<quiz>\nWhat is the derivative of $f(x) = x^{{{n + 2}}}$ at $x = {n}$?\n"
        f"- [x] ${n + 2} \\cdot {n}^{{{n + 1}}}$\n- [ ] ${n}^{{{n + 1}}}$\n- [ ] $x + {n}$\n\n"
        f"Look at the rule for powers.\n</quiz>\n"
        for n in range(size)
    ]
    path = folder / f"quiz-{size}.md"
    path.write_text("\n".join(quizzes), encoding="utf-8")
    program = "from mkdocs_quiz.cli import main; main()"
    output = str(folder / f"quiz-{size}.zip")
    return [PYTHON, "-c", program, "export", "qti", str(path), "-o", output, "-q", "2.1"]


def _pandoc(size: int, folder: Path) -> list[str]:
    """No compiler of exams, but what our Markdown costs elsewhere: HTML with MathML of it."""
    path = folder / f"pandoc-{size}.md"
    path.write_text(exam(size), encoding="utf-8")
    program = "import os, sys, pypandoc as p; os.execv(p.get_pandoc_path(), sys.argv)"
    return [PYTHON, "-c", program, str(path), "--mathml", "-t", "html", "-o", "/dev/null"]


PEERS = (
    Peer("text2qti (QTI 1.2)", "text2qti", _text2qti),
    Peer("qti-package-maker (2.1)", "qti_package_maker", _package_maker),
    Peer("mkdocs-quiz (QTI 2.1)", "mkdocs_quiz", _mkdocs_quiz),
    Peer("pandoc (HTML, MathML)", "pypandoc", _pandoc),
)


def installed() -> list[Peer]:
    """The peers that are in their environment."""
    return [peer for peer in PEERS if _imports(peer.module)]


def _imports(module: str) -> bool:
    if not Path(PYTHON).exists():
        return False
    command = [PYTHON, "-c", f"import {module}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
