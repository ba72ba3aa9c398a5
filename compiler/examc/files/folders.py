"""Where the images and included files of an exam come from: a disk, memory, or elsewhere."""

import posixpath
from collections.abc import Mapping
from typing import Protocol


class Folder(Protocol):
    """The files of an exam's folder, by their path from it, written with /."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file inside the folder; None where there is no such file."""

    def problem(self, path: str) -> str:
        """Why a path may not be read ("" if it may): outside the folder, or too large."""

    def names(self) -> list[str]:
        """The paths of all files, in order; none where the folder is not the exam's own."""


class MemoryFolder:
    """Files that are in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, if there is one."""
        return self.files.get(path)

    def problem(self, path: str) -> str:
        """Why a path may not be read."""
        outside = path.startswith("/") or posixpath.normpath(path).split("/")[0] == ".."
        return "is outside the exam's folder" if outside else ""

    def names(self) -> list[str]:
        """The paths of all files, in order."""
        return sorted(self.files)
