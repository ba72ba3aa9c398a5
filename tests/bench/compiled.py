"""`make compiled`: what a compiled examc writes and says is, byte for byte, what pure Python does.

Run by the interpreter that has the compiled one, with that of pure Python as its argument.
"""

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from examc.formats import TARGETS

ROOT = Path(__file__).resolve().parents[2]
EXAMS = ("resit2022", "tour")
KEPT = ".build.json"
"""What a build keeps for the next one names the program, which is another."""
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}


def modules() -> list[str]:
    """The names of the modules that are to be compiled."""
    lines = (ROOT / ".ci" / "compiled.txt").read_text(encoding="utf-8").split()
    return [line.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for line in lines]


def in_python(names: list[str]) -> list[str]:
    """Those of some modules that this interpreter would take from their source."""
    found = {name: find_spec(name) for name in names}
    return [n for n, spec in found.items() if spec is None or str(spec.origin).endswith(".py")]


def made(python: str, exam: str, target: str, folder: Path) -> dict[str, bytes]:
    """What an interpreter's examc writes of an exam, and what it says, by names of files."""
    command = [python, "-m", "examc", "build", f"sources/{exam}/exam.md", "--all"]
    command += ["-t", target, "-o", str(folder)]
    done = subprocess.run(command, check=False, cwd=ROOT, env=_ENVIRONMENT, capture_output=True)
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != KEPT]
    said = done.stdout.replace(str(folder).encode(), b"") + done.stderr
    written = {str(path.relative_to(folder)): path.read_bytes() for path in files}
    return {**written, "what it says": said, "its status": str(done.returncode).encode()}


def main(pure: str) -> int:
    """Compare all targets of both exams; the exit status is 1 where anything differs."""
    left = in_python(modules())
    print(f"{len(modules()) - len(left)} modules are compiled")
    differing = [f"{name} is not compiled" for name in left]
    files = 0
    for exam in EXAMS:
        for target in TARGETS:
            with tempfile.TemporaryDirectory() as folder:
                one = made(sys.executable, exam, target, Path(folder) / "compiled")
                other = made(pure, exam, target, Path(folder) / "pure")
            files += len(other)
            names = sorted(one.keys() | other.keys())
            differing += [
                f"{exam} as {target}: {name}" for name in names if one.get(name) != other.get(name)
            ]
    print(f"{files} outputs of {len(EXAMS)} exams as {len(TARGETS)} targets compared")
    print("\n".join(differing) or "all are the same bytes")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
