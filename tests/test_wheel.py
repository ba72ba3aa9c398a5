"""The wheel holds all that an installed examc needs: templates, pages, schemas."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support import ROOT


@pytest.mark.slow
def test_the_wheel_has_every_template_and_page(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("examc-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            assert f"examc/templates/{path.relative_to(ROOT / 'templates').as_posix()}" in names
    package = ROOT / "compiler"
    for path in (package / "examc").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(package).as_posix() in names
    assert not any(name.startswith(("tests/", "sources/")) for name in names)
