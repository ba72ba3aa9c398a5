"""The same input gives the same bytes: anywhere, at any time, with any number of jobs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

WORLDS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "nl_NL.UTF-8"},
]


def _build(folder: Path, world: dict[str, str], *more: str) -> dict[str, bytes]:
    shutil.copytree(ROOT / "sources", folder / "sources")
    env = {**os.environ, **world, "PYTHONPATH": str(ROOT / "compiler")}
    command = [sys.executable, "-m", "examc", "build", "--quiet", *more]
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    build = folder / "build"
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in build.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_two_builds_in_two_worlds_are_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "a longer, other folder").mkdir()
    first = _build(tmp_path / "one", WORLDS[0])
    second = _build(tmp_path / "a longer, other folder", WORLDS[1], "-j", "2")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    for exam in ("resit2022", "tour"):
        for ending in ("qti.zip", "moodle.xml", "ans.json"):
            assert f"{exam}/{exam}.{ending}" in first
