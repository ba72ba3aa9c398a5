"""The table of formats: the only list of what exams are written to."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:  # the table is read by commands that need no exam
    from examc.core.diagnostics import Report
    from examc.core.features import Statement
    from examc.core.model import Exam
    from examc.formats.foreign.held import Held
    from examc.formats.options import Options


class Write(Protocol):
    """A writer: an exam and its files become bytes, losses become diagnostics."""

    def __call__(
        self, exam: "Exam", files: Mapping[str, bytes], options: "Options", report: "Report"
    ) -> bytes | None: ...


class Target(NamedTuple):
    """A format that exams are written to; its modules are loaded when it is used."""

    name: str
    title: str
    extension: str
    module: str
    beside: tuple[str, ...] = ()
    """The extensions of files that may stand beside the output, as patterns of `fnmatch`."""
    usual: bool = True
    """Whether it is written where nobody says which targets are wanted."""
    several: bool = False
    """Whether it writes several files by the options, none of them by itself."""

    @property
    def write(self) -> Write:
        """The writer of the target."""
        return cast(Write, import_module(f"{self.module}.write").write)

    def outputs(
        self, exam: "Exam", files: Mapping[str, bytes], options: "Options", report: "Report"
    ) -> dict[str, bytes]:
        """All that is written of an exam, by extensions, the main file first; nothing where refused."""
        if self.several:
            made = import_module(f"{self.module}.write").outputs(exam, files, options, report)
            return cast(dict[str, bytes], made)
        main = self.write(exam, files, options, report)
        return {} if main is None else {self.extension: main} | self.write_beside(exam)

    def write_beside(self, exam: "Exam") -> dict[str, bytes]:
        """The files that stand beside the output of an exam, by their extensions."""
        if not self.beside or self.several:
            return {}
        made = import_module(f"{self.module}.write").beside(exam)
        return cast(dict[str, bytes], made)

    @property
    def statement(self) -> "Statement":
        """What the target holds of each feature of an exam."""
        return cast("Statement", import_module(f"{self.module}.holds").STATEMENT)


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("qti", "QTI 2.1 package", "qti.zip", "examc.formats.qti21"),
        Target("moodle", "Moodle XML", "moodle.xml", "examc.formats.moodle"),
        Target("ans", "ANS-style JSON", "ans.json", "examc.formats.ans"),
        Target(
            "canvas",
            "Canvas QTI 1.2 package",
            "canvas.zip",
            "examc.formats.canvas",
            beside=("rubrics.csv",),
        ),
        Target("qti3", "QTI 3.0 package", "qti3.zip", "examc.formats.qti21.v3", usual=False),
        Target("html", "web page", "html", "examc.formats.html", usual=False),
        Target(
            "print",
            "PDF for printing",
            "exam.pdf",
            "examc.formats.print",
            beside=("key.pdf", "grading.pdf", "exam-?.pdf", "key-?.pdf", "versions.json"),
            usual=False,
            several=True,
        ),
        Target("gift", "GIFT", "gift.txt", "examc.formats.gift", usual=False),
        Target("aiken", "Aiken", "aiken.txt", "examc.formats.aiken", usual=False),
    )
}
USUAL: tuple[str, ...] = tuple(name for name, target in TARGETS.items() if target.usual)
"""The targets that are meant where none is named."""


class Read(Protocol):
    """A reader of another system's format: bytes become an exam and its files.

    Where a file holds several, all that it holds is the one exam.
    """

    def __call__(
        self, path: str, data: bytes, report: "Report"
    ) -> tuple["Exam | None", dict[str, bytes]]: ...


class ReadEach(Protocol):
    """A reader of a file that may hold several exams: each by itself, in the order of the file.

    There is always a first one, whose report is the one given: it also has what is told of the
    whole file, and why nothing could be read.
    """

    def __call__(self, path: str, data: bytes, report: "Report") -> list["Held"]: ...


class Reader(NamedTuple):
    """A format that exams are read from, told by its content (`sniff` of its module)."""

    name: str
    title: str
    module: str
    endings: str = ""
    """How the names of its files end, parted by blanks."""
    only: str = ""
    """An ending that no other format has: it tells what the content alone does not."""
    several: bool = False
    """Whether a file may hold several exams; its module has `read_each` then."""

    @property
    def read(self) -> Read:
        """The reader of the format."""
        return cast(Read, import_module(self.module).read)

    def read_each(self, path: str, data: bytes, report: "Report") -> list["Held"]:
        """The exams of a file, each by itself: one, if the format knows of no more."""
        from examc.formats.foreign.held import Held

        if self.several:
            return cast(ReadEach, import_module(self.module).read_each)(path, data, report)
        return [Held(*self.read(path, data, report), report)]

    def knows(self, data: bytes) -> bool:
        """Whether the content is of this format."""
        return bool(import_module(self.module).sniff(data))


READERS: tuple[Reader, ...] = (
    Reader("ans", "ANS-style JSON", "examc.formats.ans.read", ".json"),
    Reader("moodle", "Moodle XML", "examc.formats.moodle.read", ".xml", several=True),
    Reader(
        "canvas",
        "QTI 1.2: Canvas, Common Cartridge, Blackboard",
        "examc.formats.canvas.read",
        ".zip .imscc",
        several=True,
    ),
    Reader("qti", "QTI 2.x", "examc.formats.qti21.read", ".zip .xml"),
    Reader("qti3", "QTI 3", "examc.formats.qti21.v3.read", ".zip .xml"),
    Reader("word", "Word document", "examc.formats.word.read", ".docx"),
    Reader("sheets", "table of questions", "examc.formats.sheets.read", ".csv .tsv .xlsx"),
    Reader("pdf", "PDF of a printed ANS exam", "examc.formats.transcript.readpdf", ".pdf"),
    Reader("transcript", "printed ANS exam", "examc.formats.transcript.read", ".txt .md"),
    Reader("gift", "GIFT", "examc.formats.gift.read", ".txt .gift", only=".gift"),
    Reader("aiken", "Aiken", "examc.formats.aiken.read", ".txt", only=".aiken.txt"),
    Reader("text2qti", "text2qti", "examc.formats.text2qti.read", ".txt .md"),
)
"""Formats other than our own source, which is what remains where none of these knows a content."""


def _looks_like_nothing(path: str, data: bytes) -> bool:
    from examc.formats.foreign.looks import looks

    return looks(path, data) is None


def recognise(path: str, data: bytes) -> Reader | None:
    """The format of an input; None for our own source, and for what nobody knows.

    Our own names and keys decide first, then what the content shows: front matter, the keys of a
    YAML file, and what only an `exam.md` has (`is_source`). To look further would load every reader.
    """
    from examc.formats.exam.own import is_source

    if is_source(path, data):
        return None
    known = next((reader for reader in READERS if reader.knows(data)), None)
    if known is None and _looks_like_nothing(f"{path}.md", data):
        known = next((r for r in READERS if r.only and path.lower().endswith(r.only)), None)
    return known
