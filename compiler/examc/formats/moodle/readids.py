"""Id numbers of Moodle → identifiers of the source language, none of them twice in an exam."""

import re
from collections.abc import Iterable

from examc.core.diagnostics import Report
from examc.core.source import Span

LONGEST = 60  # characters, as the source language has it

_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_ELSE = re.compile(r"[^A-Za-z0-9._-]+")


def is_id(text: str) -> bool:
    """Whether the source language knows a text as an identifier."""
    return len(text) <= LONGEST and _ID.fullmatch(text) is not None


def unique_ids(ids: Iterable[str]) -> list[str]:
    """The ids of parts of one question: each as it is or, where that cannot be, ""."""
    seen: set[str] = set()
    found: list[str] = []
    for own in ids:
        fine = bool(own) and is_id(own) and own.lower() not in seen
        seen.add(own.lower())
        found.append(own if fine else "")
    return found


class Ids:
    """Gives exercises and items their ids; letter case does not tell two apart."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.seen: set[str] = set()

    def own(self, given: str, derived: str, span: Span | None, where: str) -> str:
        """The id number itself if it can be, else one like it, else the derived one."""
        own = given if is_id(given) else _ELSE.sub("-", given)[:LONGEST].strip("._-")
        own = self._free(own or derived)
        if given and own != given:
            message = f"id number {given[:40]!r} cannot be an identifier here; it becomes {own!r}"
            help_line = "use letters, digits, and . _ - between them, each id once"
            self.report.add("R495", message, span, help=help_line, where=where)
        return own

    def _free(self, own: str) -> str:
        name, number = own, 1
        while name.lower() in self.seen:
            number += 1
            name = f"{own[: LONGEST - 8]}-{number}"
        self.seen.add(name.lower())
        return name
