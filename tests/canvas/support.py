"""What the tests of Canvas packages share: writing an exam, and finding things in the zip."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam
from examc.files.package import pack, unpack
from examc.formats.canvas.read import read
from examc.formats.canvas.write import write
from examc.formats.options import Options
from examc.systems.canvas.fromdialect import view
from examc.systems.newquizzes.marks import NAME as NEW_QUIZZES
from examc.systems.view import Seen
from support import exam_of

FRONT = "---\ntitle: Test\n---\n"
Q = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
META = "{http://canvas.instructure.com/xsd/cccv1p0}"

CHOICE = """## 2 pts · multiple choice {#q}

Which?

- [x] {2} one
- [ ] {0} two
"""
RESPONSE = """## 2 pts · multiple response {#q}

Which?

- [x] {+1} one
- [x] {+1} two
- [ ] {-1} three
"""
OPEN = "## 3 pts · open {#q}\n\nWhy?\n"


@dataclass(slots=True)
class Built:
    """A package, and what was said while it was written."""

    exam: Exam
    data: bytes
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the zip."""
        return unpack(self.data)

    @property
    def quiz(self) -> etree._Element:
        """The root of the quiz."""
        return etree.fromstring(self._ending("assessment>\n</questestinterop>\n"))

    @property
    def meta(self) -> dict[str, str]:
        """The settings of the quiz."""
        root = etree.fromstring(self._ending("</quiz>\n"))
        return {etree.QName(child).localname: child.text or "" for child in root}

    def _ending(self, end: str) -> bytes:
        return next(content for content in self.files.values() if content.endswith(end.encode()))

    @property
    def items(self) -> list[etree._Element]:
        """The items of the quiz, without the headings of exercises."""
        return [i for i in self.quiz.iter(f"{Q}item") if not i.get("ident", "").endswith(".title")]

    @property
    def seen(self) -> list[Seen]:
        """The questions as Canvas sees them."""
        found = view(self.data)
        assert not found.refused, found.refused
        return found.questions

    @property
    def classic(self) -> list[Diagnostic]:
        """What was said, but of New Quizzes alone."""
        return [d for d in self.diagnostics if d.system != NEW_QUIZZES]

    def codes(self) -> list[str]:
        """The codes of that, in order."""
        return [diagnostic.code for diagnostic in self.classic]

    def said(self, code: str) -> str:
        """The one message under a code."""
        (message,) = [d.message for d in self.classic if d.code == code]
        return message


def write_exam(
    exam: Exam, files: Mapping[str, bytes] | None = None, options: Options | None = None
) -> Built:
    """The package of an exam."""
    report = Report()
    data = write(exam, files or {}, options or Options(), report)
    assert data is not None, report.diagnostics
    return Built(exam, data, report.diagnostics)


def build(
    source: str, files: Mapping[str, bytes] | None = None, options: Options | None = None
) -> Built:
    """The package of a source without front matter; without a heading, of one exercise."""
    if not source.startswith("---"):
        head = "" if source.startswith("# ") else "# Part {#part}\n\n"
        source = f"{FRONT}\n{head}{source}"
    return write_exam(exam_of(source, files), files, options)


def item_fields(item: etree._Element) -> dict[str, str]:
    """The fields of an item's metadata."""
    return {
        entry.findtext(f"{Q}fieldlabel") or "": entry.findtext(f"{Q}fieldentry") or ""
        for entry in item.iter(f"{Q}qtimetadatafield")
    }


def texts(item: etree._Element) -> list[str]:
    """The HTML of all material of an item."""
    return [text.text or "" for text in item.iter(f"{Q}mattext")]


# -- exports of others ----------------------------------------------------------------------------

_MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
<metadata><imsmd:lom xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2"><imsmd:general>
<imsmd:title><imsmd:string>QTI Quiz Export for course "Biology 1"</imsmd:string></imsmd:title>
</imsmd:general></imsmd:lom></metadata>
<resources>{resources}</resources></manifest>"""
_QUIZ = """<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
<assessment ident="{ident}" title="{title}"><section ident="root_section">{inside}</section>
</assessment></questestinterop>"""
_BANK = """<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
<objectbank ident="{ident}"><qtimetadata><qtimetadatafield><fieldlabel>bank_title</fieldlabel>
<fieldentry>{title}</fieldentry></qtimetadatafield></qtimetadata>{inside}</objectbank>
</questestinterop>"""


def quiz(inside: str, ident: str = "iq", title: str = "Quiz") -> bytes:
    """A quiz as Canvas exports it; `inside` stands in its root section."""
    return _QUIZ.format(ident=ident, title=title, inside=inside).encode()


def bank(inside: str, ident: str = "ib", title: str = "Pool") -> bytes:
    """A question bank as Canvas exports it."""
    return _BANK.format(ident=ident, title=title, inside=inside).encode()


def item(
    kind: str = "multiple_choice_question",
    *,
    ident: str = "i1",
    title: str = "Question",
    points: str = "1.0",
    stem: str = "&lt;p&gt;Which?&lt;/p&gt;",
    answers: tuple[str, ...] = ("one", "two"),
    right: tuple[int, ...] = (1,),
    more: str = "",
    fields: Mapping[str, str] | None = None,
) -> str:
    """An item as Canvas exports it: options are numbered from 1, `more` stands behind the marks."""
    said = {"question_type": kind, "points_possible": points, **(fields or {})}
    meta = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry>"
        "</qtimetadatafield>"
        for label, entry in said.items()
    )
    labels = "".join(
        f'<response_label ident="{place}"><material><mattext texttype="text/html">{answer}'
        "</mattext></material></response_label>"
        for place, answer in enumerate(answers, 1)
    )
    card = "Multiple" if kind == "multiple_answers_question" else "Single"
    box = '<response_str ident="response1"><render_fib/></response_str>'
    lists = (
        f'<response_lid ident="response1" rcardinality="{card}"><render_choice>{labels}'
        "</render_choice></response_lid>"
    )
    parts = "" if kind == "text_only_question" else box if kind == "essay_question" else lists
    marks = "" if parts != lists else _marks(right, len(answers), together=card == "Multiple")
    return (
        f'<item ident="{ident}" title="{title}"><itemmetadata><qtimetadata>{meta}</qtimetadata>'
        f'</itemmetadata><presentation><material><mattext texttype="text/html">{stem}</mattext>'
        f"</material>{parts}</presentation><resprocessing>{marks}</resprocessing>{more}</item>"
    )


def _marks(right: tuple[int, ...], count: int, *, together: bool) -> str:
    named = {p: f'<varequal respident="response1">{p}</varequal>' for p in range(1, count + 1)}
    score = '<setvar action="Set" varname="SCORE">100</setvar>'
    if not together:
        return "".join(
            f"<respcondition><conditionvar>{named[p]}</conditionvar>{score}</respcondition>"
            for p in right
        )
    both = "".join(text if p in right else f"<not>{text}</not>" for p, text in named.items())
    condition = f"<conditionvar><and>{both}</and></conditionvar>"
    return f"<respcondition>{condition}{score}</respcondition>" if right else ""


def export(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of an export with a manifest that names every file."""
    contents = {name: c.encode() if isinstance(c, str) else c for name, c in files.items()}
    named = "".join(f'<resource><file href="{name}"/></resource>' for name in contents)
    manifest = _MANIFEST.format(resources=named).encode()
    return pack({"imsmanifest.xml": manifest, **contents})


def import_zip(data: bytes) -> tuple[Exam | None, dict[str, bytes], Report]:
    """Read an export."""
    report = Report()
    exam, files = read("quiz.zip", data, report)
    return exam, files, report


def import_items(*items: str) -> tuple[Exam, Report]:
    """Read one quiz of these items, which must give an exam."""
    exam, _, report = import_zip(export({"iq/iq.xml": quiz("".join(items))}))
    assert exam is not None, report.diagnostics
    return exam, report
