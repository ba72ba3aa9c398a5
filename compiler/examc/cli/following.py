"""Keeps the pages of a preview up with the disk: read and shown at once, facts of systems behind."""

import asyncio
import gc
import multiprocessing
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from examc.cli.serving import Board
from examc.cli.watching import saved
from examc.core import failure
from examc.files import workspace
from examc.files.workspace import InputError
from examc.verbs import pipeline, previewing


class Follower:
    """Reads exams again when they are saved, and tells the board.

    What systems make of an exam is found in a process of its own, so that no page waits for it.
    """

    def __init__(self, board: Board, paths: Mapping[str, str], *, practice: bool) -> None:
        self.board, self.paths, self.practice = board, paths, practice
        self._wanted = asyncio.Event()
        self._stale = dict.fromkeys(paths)

    def begin(self) -> None:
        """Read every exam for the first time."""
        for name in self.paths:
            self.read(name)

    def read(self, name: str) -> None:
        """Take what the disk holds of an exam now."""
        shown = self.board.exams[name]
        gc.disable()  # it would take longer than all else
        try:
            loaded = workspace.load(self.paths[name])
            reading = pipeline.read(loaded.path, loaded.data, loaded.folder, name=loaded.name)
            shown.read(reading, practice=self.practice)
        except InputError as error:
            shown.errors = [str(error)]
        except Exception as error:  # the next save may be free of what was not foreseen
            if "--debug" in sys.argv:
                raise
            shown.errors = [failure.describe(error)]
        finally:
            gc.enable()

    async def follow(self) -> None:
        """Follow every save until it is told to stop."""
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            behind = asyncio.ensure_future(self._facts(pool))
            self._wanted.set()
            by_path = {path: name for name, path in self.paths.items()}
            try:
                async for paths in saved(self.paths.values()):
                    for path in paths:
                        self.saved(by_path[path])
            finally:
                behind.cancel()
                pool.shutdown(wait=False, cancel_futures=True)

    def saved(self, name: str) -> None:
        """Show what was saved, and have it marked by the systems."""
        self.read(name)
        self.board.tell(name, "state")
        self._stale[name] = None
        self._wanted.set()

    async def _facts(self, pool: ProcessPoolExecutor) -> None:
        """Find what systems make of what was saved, the last save first, and tell it."""
        loop = asyncio.get_running_loop()
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            while self._stale:
                name, _ = self._stale.popitem()
                work = loop.run_in_executor(pool, facts, self.paths[name])
                (found,) = await asyncio.gather(work, return_exceptions=True)
                if isinstance(found, BrokenProcessPool):
                    return
                if isinstance(found, str) and found:
                    self.board.exams[name].facts = found
                    self.board.tell(name, "facts")


def facts(path: str) -> str:
    """What systems make of the exam of a main file, as JSON; "" for one with errors."""
    loaded = workspace.load(path)
    return previewing.facts(pipeline.read(loaded.path, loaded.data, loaded.folder))
