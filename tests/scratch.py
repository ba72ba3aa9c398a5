"""A copy of the house in which a test may follow a recipe, and commands that run in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from support import ROOT


def copied(root: Path) -> Path:
    """Copy what a recipe touches into a folder; the package of the copy.

    What mypy knows of the house goes into `cache`: it looks at what changed, and at what uses that.
    """
    skipped = shutil.ignore_patterns("__pycache__", "cases", "mutants", "bench", "*.pyc")
    for name in ("compiler", "templates", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", root)
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", root / "cache")
    return root / "compiler" / "examc"


def run(root: Path, *words: str, status: int = 0) -> str:
    """What Python prints with these words in a copy; it must end with the status."""
    env = {**os.environ, "PYTHONPATH": str(root / "compiler"), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *words], cwd=root, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def examc(root: Path, *words: str, status: int = 0) -> str:
    """What a command of the copy prints."""
    return run(root, "-m", "examc", *words, status=status)
