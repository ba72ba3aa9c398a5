"""Settings of Moodle's questions that have no place in an exam: each is told, the common ones once."""

from typing import assert_never

from examc.core.answers import Graded, Program, Upload, Written
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.files.xmltree import Element
from examc.formats.foreign.documents import Document
from examc.formats.foreign.once import Once
from examc.formats.foreign.quoting import brief
from examc.formats.moodle.readentry import Entry
from examc.formats.moodle.readxml import text_of


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON = _set("name questiontext generalfeedback defaultgrade idnumber tags examc")
_IDLE = _set("showstandardinstruction shownumcorrect")  # how Moodle asks, not what
_FEEDBACK = _set("correctfeedback partiallycorrectfeedback incorrectfeedback")
_CHOICE = _FEEDBACK | _set("single shuffleanswers answer")
_FILES = _set("attachments attachmentsrequired filetypeslist maxbytes")
_BOX = _set("responseformat responserequired responsetemplate")
_SHARED = _set("scoringmethod shuffleanswers numberofrows row")
_READ = {
    "multichoice": _COMMON | _IDLE | _CHOICE,
    "cloze": _COMMON | _IDLE,
    "truefalse": _COMMON | _IDLE | _set("answer penalty"),  # which is always 1
    "numerical": _COMMON
    | _FEEDBACK
    | _set("answer units unitgradingtype unitpenalty showunits unitsleft"),
    "shortanswer": _COMMON | _set("answer usecase"),
    "matching": _COMMON | _IDLE | _FEEDBACK | _set("shuffleanswers subquestion"),
    "gapselect": _COMMON | _IDLE | _FEEDBACK | _set("shuffleanswers selectoption"),
    "ddwtos": _COMMON | _IDLE | _FEEDBACK | _set("shuffleanswers dragbox"),
    "ordering": _COMMON
    | _IDLE
    | _FEEDBACK
    | _set("answer selecttype selectcount gradingtype showgrading layouttype numberingstyle"),
    "essay": _COMMON | _set("graderinfo responsefieldlines") | _FILES | _BOX,
    "multichoiceset": _COMMON | _IDLE | _CHOICE,
    "sc": _COMMON | _IDLE | _FEEDBACK | _SHARED | _set("correctrow"),
    "kprime": _COMMON | _IDLE | _FEEDBACK | _SHARED | _set("column weight numberofcolumns"),
    "mtf": _COMMON | _IDLE | _FEEDBACK | _SHARED | _set("column weight numberofcolumns deduction"),
    "oumatrix": _COMMON
    | _IDLE
    | _FEEDBACK
    | _set("columns rows inputtype grademethod shuffleanswers questionnumbering"),
    "description": _set("name questiontext idnumber defaultgrade penalty"),
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
    "description": "name of a text that is no question",
}
_ONCE = _set("penalty answernumbering hidden description")


class Settings:
    """Reports settings that are not read; what most questions have is counted and told once."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.counted: Once[tuple[str, str], Span] = Once()

    def check(self, entry: Entry, where: str) -> None:
        """Report what a question says beyond what is read of its type."""
        read = _READ[entry.kind]
        unknown: list[str] = []
        for name, elements in entry.inside.items():
            if name in read:
                continue
            if name in _NAMES:
                self._check(name, elements, where)
            elif any(map(_said, elements)):
                unknown.append(name)
        if unknown:
            shown = ", ".join([f"<{name[:40]}>" for name in unknown[:5]])
            shown += f" and {len(unknown) - 5} more" * (len(unknown) > 5)
            span = self.document.span(entry.inside[unknown[0]][0])
            self.report.add("R529", f"unknown parts are not read: {shown}", span, where=where)

    def check_form(self, entry: Entry, answer: Graded, where: str) -> None:
        """Report what an essay says of its box and of files, as far as its answer has no place for it."""
        match answer:
            case Written():
                unread = (*sorted(_BOX), *sorted(_FILES))
            case Program():
                unread = ("responserequired", *sorted(_FILES))
            case Upload():
                unread = ("responsetemplate",)
            case _:
                assert_never(answer)
        for name in unread:
            self._check(name, entry.inside.get(name, []), where)

    def count(self, name: str, said: str, element: Element) -> None:
        """Count a setting that is told once, at its first place."""
        self.counted.count((name, said), self.document.span(element))

    def _check(self, name: str, elements: list[Element], where: str) -> None:
        found = [(said, element) for element in elements if (said := _said(element))]
        found = [pair for pair in found if pair[0] not in _USUAL.get(name, ())]
        if not found:
            return
        said, element = found[0]
        if name in _ONCE:
            self.count(name, said, element)
            return
        more = f" (and {len(found) - 1} more)" * (len(found) > 1)
        self._tell(name, f": {brief(said)}{more}", self.document.span(element), where)

    def finish(self) -> None:
        """Report what was counted."""
        for (name, said), span, count in self.counted:
            noun = "question" if count == 1 else "questions"
            shown = f": {brief(said)}" if said else ""
            self._tell(name, f"{shown} ({count} {noun})", span, "")

    def _tell(self, name: str, said: str, span: Span, where: str) -> None:
        message = f"{_NAMES[name]} has no place in an exam{said}"
        self.report.add("R529", message, span, where=where)


def _said(element: Element) -> str:
    """What a setting says, on one line."""
    if len(element) and element.find("text") is None:
        return " ".join("".join([str(text) for text in element.itertext()]).split())
    return " ".join((text_of(element) or element.text or "").split())
