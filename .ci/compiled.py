"""Builds the wheel with some modules compiled by mypyc; hatchling asks for it where it is enabled.

`HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 pip install .` is enough. Each of the modules that `compiled.txt`
lists stands in the wheel twice: compiled, which is what Python imports, and as its source.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
SOURCES = "compiler"
"""What modules are imported from, below the root."""
NEEDED = ["mypy", "setuptools", "lxml-stubs", "types-PyYAML"]
"""What compiling takes, beside what the package itself needs: mypyc reads its types."""


def modules() -> list[str]:
    """The paths of the modules to compile, below the root."""
    lines = (HERE / "compiled.txt").read_text(encoding="utf-8").splitlines()
    return [f"{SOURCES}/{line}" for line in lines if line and not line.startswith("#")]


class Compiled(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    def dependencies(self) -> list[str]:
        """What must be installed to build."""
        pins = (HERE / "constraints.txt").read_text(encoding="utf-8").split()
        pinned = {name.lower(): pin for pin in pins for name in [pin.partition("==")[0]]}
        return [*self.metadata.core.dependencies, *(pinned.get(n.lower(), n) for n in NEEDED)]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say which files come where in the wheel, which is of one platform then."""
        if version == "editable":
            raise ValueError("an editable install has nothing compiled: its source is what runs")
        self._made = TemporaryDirectory()  # until the wheel is written
        folder = Path(self._made.name)
        _compile(modules(), folder)
        library = folder / "lib"
        for path in library.rglob("*"):
            if path.is_file():
                build_data["force_include"][str(path)] = path.relative_to(library).as_posix()
        build_data["infer_tag"] = True
        build_data["pure_python"] = False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made."""
        self._made.cleanup()


def _compile(paths: list[str], folder: Path) -> None:
    """Compile modules into `lib` of a folder; the settings of mypy are those of the project."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    generated = folder / "c"
    generated.mkdir()
    extensions = mypycify(
        ["--follow-imports=silent", "--cache-dir", str(folder / "cache"), *paths],
        target_dir=str(generated),
        opt_level="1",
        debug_level="0",
    )
    distribution = Distribution({"name": "examc", "ext_modules": extensions, "packages": []})
    command = distribution.get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temp")
    distribution.run_command("build_ext")


def get_build_hook() -> type[BuildHookInterface[Any]]:
    """What hatchling looks for."""
    return Compiled


if __name__ == "__main__":  # a folder to compile into, for a look at what is made
    _compile(modules(), Path(sys.argv[1]))
