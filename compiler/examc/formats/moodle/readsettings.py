"""Settings of Moodle's questions that have no place in an exam: each is told, the common ones once."""

from typing import TYPE_CHECKING

from examc.diagnostics import Report
from examc.formats.moodle.readentry import Entry
from examc.formats.moodle.readxml import Document, text_of
from examc.source import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON = _set("name questiontext generalfeedback defaultgrade idnumber tags examc")
_IDLE = _set("showstandardinstruction shownumcorrect")  # how Moodle asks, not what
_CHOICE = _set("single shuffleanswers answer correctfeedback partiallycorrectfeedback") | {
    "incorrectfeedback"
}
_READ = {
    "multichoice": _COMMON | _IDLE | _CHOICE,
    "cloze": _COMMON | _IDLE,
    "essay": _COMMON | _set("graderinfo responsefieldlines"),
    "description": _set("name questiontext idnumber examc defaultgrade penalty"),
}
"""The parts of a question that are read, by its type, and those that say nothing."""
_USUAL = {
    "penalty": _set("0 0.0 0.0000000"),
    "hidden": _set("0"),
    "answernumbering": _set("abc"),
    "responseformat": _set("editor"),
    "responserequired": _set("1"),
    "attachments": _set("0"),
    "attachmentsrequired": _set("0"),
    "minwordlimit": _set("0"),
    "maxwordlimit": _set("0"),
    "maxbytes": _set("0"),
}
"""What a setting says where nobody meant anything by it; every one may be empty too."""
_NAMES = {
    "penalty": "penalty for further tries",
    "hint": "hint for a further try",
    "hidden": "that the question is hidden",
    "answernumbering": "numbering of options",
    "responseformat": "format of the answer",
    "responserequired": "that no answer is required",
    "attachments": "number of attachments",
    "attachmentsrequired": "number of attachments that are required",
    "minwordlimit": "smallest number of words",
    "maxwordlimit": "largest number of words",
    "filetypeslist": "kinds of files that are accepted",
    "maxbytes": "largest size of a file",
    "responsetemplate": "text that an answer begins with",
    "generalfeedback": "feedback on a text that is no question",
    "tags": "tags of a text that is no question",
}
_ONCE = _set("penalty answernumbering hidden")


class Settings:
    """Reports settings that are not read; what most questions have is counted and told once."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.counted: dict[tuple[str, str], tuple[Span, int]] = {}

    def check(self, entry: Entry, where: str) -> None:
        """Report what a question says beyond what is read of its type."""
        read = _READ[entry.kind]
        for name, elements in entry.inside.items():
            if name not in read:
                for element in elements:
                    self._check(name, element, where)

    def _check(self, name: str, element: "Element", where: str) -> None:
        said = " ".join((text_of(element) or element.text or "").split())
        if not said and name == "tags":
            said = " ".join("".join(str(text) for text in element.itertext()).split())
        if not said or said in _USUAL.get(name, ()):
            return
        span = self.document.span(element)
        if name in _ONCE:
            first, count = self.counted.get((name, said), (span, 0))
            self.counted[name, said] = (first, count + 1)
            return
        self._tell(name, said, span, where)

    def finish(self) -> None:
        """Report what was counted."""
        for (name, said), (span, count) in self.counted.items():
            noun = "question" if count == 1 else "questions"
            self._tell(name, f"{said} ({count} {noun})", span, "")

    def _tell(self, name: str, said: str, span: Span, where: str) -> None:
        words = _NAMES.get(name, f"element <{name[:40]}>")
        shown = said if len(said) <= 60 else said[:57] + "…"
        self.report.add("R498", f"{words} has no place in an exam: {shown}", span, where=where)
