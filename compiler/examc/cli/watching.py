"""What of the disk has changed, as it changes (watchfiles)."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from examc.files.extras import needed

with needed("to follow what is saved"):
    from watchfiles import Change, DefaultFilter, awatch, watch

_STEP = 10  # milliseconds without a change, after which those before are told
_LONGEST = 60  # milliseconds after which they are told in any case


def folder_of(path: str) -> Path:
    """The folder of an exam, whose files are watched."""
    return Path(path).resolve().parent


class _Files(DefaultFilter):
    """Files that people save: none of an editor, none that is hidden, and of outputs none."""

    def __init__(self, outputs: Path | None) -> None:
        super().__init__()
        self._outputs = outputs.resolve() if outputs is not None else None

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change is told."""
        inside = self._outputs is not None and Path(path).is_relative_to(self._outputs)
        return not inside and super().__call__(change, path)


async def saved(paths: Iterable[str]) -> AsyncIterator[list[str]]:
    """Yield, of these exams, those in whose folders something was saved, whenever it is."""
    known = list(paths)
    folders = {folder_of(path) for path in known}
    async for changes in awatch(
        *folders, watch_filter=_Files(None), step=_STEP, debounce=_LONGEST, rust_timeout=1000
    ):
        yield _touched(known, (Path(name) for _, name in changes))


def saves(paths: Iterable[str], outputs: Path) -> Iterator[list[str]]:
    """The same, one after another; what is written to `outputs` is no change."""
    known = list(paths)
    folders = {folder_of(path) for path in known}
    with suppress(KeyboardInterrupt):  # which ends it without a word
        for changes in watch(*folders, watch_filter=_Files(outputs), step=_STEP, debounce=_LONGEST):
            yield _touched(known, (Path(name) for _, name in changes))


def _touched(paths: list[str], changed: Iterable[Path]) -> list[str]:
    names = list(changed)
    return [path for path in paths if any(name.is_relative_to(folder_of(path)) for name in names)]
