"""Other compilers of exams, in an environment of their own (`make bench` sets it up)."""

import shutil
import subprocess
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from bench import questions
from support import ROOT

FOLDER = ROOT / ".venv-peers"
PYTHON = str(FOLDER / "bin" / "python")
EXAMARK = FOLDER / "node_modules" / "examark" / "dist" / "index.js"


class Peer(NamedTuple):
    """A tool: its name, the module that must be there, and what writes its input and gives its command."""

    name: str
    module: str
    prepare: Callable[[int, Path], list[str]]


def _text2qti(size: int, folder: Path) -> list[str]:
    path = folder / f"text2qti-{size}.txt"
    path.write_text(questions.of_text2qti(size), encoding="utf-8")
    return [PYTHON, "-c", "from text2qti.cmdline import main; main()", str(path)]


_PACKAGE_MAKER = """
import json, sys
from qti_package_maker.package_interface import QTIPackageInterface
package = QTIPackageInterface("bench", verbose=False)
for prompt, choices, right in json.load(open(sys.argv[1])):
    package.add_item("MC", (prompt, choices, right))
package.save_package("blackboard_qti_v2_1")
"""


def _package_maker(size: int, folder: Path) -> list[str]:
    path = folder / f"maker-{size}.json"
    path.write_text(questions.of_package_maker(size), encoding="utf-8")
    return [PYTHON, "-c", _PACKAGE_MAKER, str(path)]


def _mkdocs_quiz(size: int, folder: Path) -> list[str]:
    path = folder / f"quiz-{size}.md"
    path.write_text(questions.of_mkdocs_quiz(size), encoding="utf-8")
    program = "from mkdocs_quiz.cli import main; main()"
    output = str(folder / f"quiz-{size}.zip")
    return [PYTHON, "-c", program, "export", "qti", str(path), "-o", output, "-q", "2.1"]


def _examark(size: int, folder: Path) -> list[str]:
    path = folder / f"examark-{size}.md"
    path.write_text(questions.of_examark(size), encoding="utf-8")
    return ["node", str(EXAMARK), str(path), "-o", str(folder / f"examark-{size}.zip")]


PEERS = (
    Peer("text2qti, QTI 1.2", "text2qti", _text2qti),
    Peer("qti-package-maker, QTI 2.1, no remarks", "qti_package_maker", _package_maker),
    Peer("mkdocs-quiz, QTI 2.1", "mkdocs_quiz", _mkdocs_quiz),
    Peer("examark (Node), QTI 1.2, no remarks", "", _examark),
)
"""The first is what the others are measured against."""


def is_there(peer: Peer) -> bool:
    """Whether a peer can be run."""
    if not peer.module:
        return EXAMARK.exists() and shutil.which("node") is not None
    if not Path(PYTHON).exists():
        return False
    command = [PYTHON, "-c", f"import {peer.module}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def versions() -> list[str]:
    """The peers that are in their environment of Python, with their versions: `text2qti 0.8.0`."""
    found = metadata.distributions(path=[str(path) for path in FOLDER.glob("lib/*/site-packages")])
    wanted = {peer.module.replace("_", "-") for peer in PEERS if peer.module}
    names = {one.name.lower().replace("_", "-"): one.version for one in found}
    return [f"{name} {names[name]}" for name in sorted(wanted & names.keys())]
