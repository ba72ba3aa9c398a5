"""`python tests/bench/memory.py`: peak memory of commands over a large exam, beside what is aimed at.

Each figure is the peak of a child process (`bench.once`), which varies by less than a hundredth.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.bench import EXAMC, once
from bench.generate import IMAGE, exam
from support import DOT_PNG

QUESTIONS = 5000
_ENDINGS = {"qti": "qti.zip", "moodle": "moodle.xml", "ans": "ans.json", "canvas": "canvas.zip"}


def commands() -> Iterator[tuple[list[str], int]]:
    """Yield what is measured, the input last, and how many MiB it is to take at most."""
    yield ["check", "sources/e"], 100
    yield ["build", "--force", "-t", "qti", "sources/e"], 100
    yield ["build", "--force", "sources/e"], 130
    for ending in _ENDINGS.values():
        yield ["check", f"build/e/e.{ending}"], 150


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    size = parser.parse_args().questions
    folder = Path(tempfile.mkdtemp(prefix="examc-memory-"))
    try:
        image = folder / "sources" / "e" / IMAGE
        image.parent.mkdir(parents=True)
        image.write_bytes(DOT_PNG)
        (folder / "sources" / "e" / "exam.md").write_text(exam(size), encoding="utf-8")
        print(f"{size} questions")
        for words, aim in commands():
            cost = once([*EXAMC, *words, "--quiet"], folder)
            shown = f"{cost.memory:5.0f} MiB" if cost else "failed"
            print(
                f"examc {' '.join(words):42} {shown}   (at most {aim} for {QUESTIONS})", flush=True
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
