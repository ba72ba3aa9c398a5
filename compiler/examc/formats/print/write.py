"""Writes an exam as PDFs for printing: each version of the exam with its key, and a sheet for grading."""

from collections.abc import Mapping

from examc.core import uses, wording
from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.losses import Losses
from examc.core.model import Exam
from examc.core.records import Mutable, field, replace
from examc.core.source import Source
from examc.files.rendering import static
from examc.formats.options import Options
from examc.formats.print import telling, versions
from examc.formats.print.answers import letter
from examc.formats.print.compiling import Refused, Unshown, compiled, pages
from examc.formats.print.content import Typesetter
from examc.formats.print.draws import Draw, applied, draw
from examc.formats.print.grading import Grading
from examc.formats.print.holds import STATEMENT
from examc.formats.print.papers import Paper, Sheet
from examc.lint import speech
from examc.text import markup


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """The exam that students get, as a PDF; the first version where there are several."""
    return next(iter(outputs(exam, files, options, report).values()), None)


def outputs(
    exam: Exam, files: Mapping[str, bytes], options: Options, report: Report
) -> dict[str, bytes]:
    """All that is printed of an exam, by extensions; nothing where an error is reported.

    Raises MissingExtra.
    """
    uses.report(exam, telling.TARGET, telling.NAME, STATEMENT, report)
    wording.report(exam, telling.TARGET, report)
    speech.report(exam, telling.TARGET, report)
    names = [letter(place) for place in range(options.versions)] or [""]
    draws = [draw(exam, name, shuffled=bool(name)) for name in names]
    losses = Losses(exam, telling.TARGET, report, telling.NAME)
    telling.tell(exam, draws, losses)
    cover = None if options.cover is None else markup.blocks(Source(*options.cover), report)
    made = [(applied(exam, one), one) for one in draws]
    if report.failed or not all(telling.holds(exam, *each, losses) for each in made):
        return {}
    print_ = _Print(exam, files, options, losses, made, cover)
    try:
        return print_.outputs()
    except Refused as error:
        losses.add("X381", exam, f"cannot be printed: {error}")
        return {}


class _Print(Mutable):
    """The documents of one exam, and what they share."""

    exam: Exam
    files: Mapping[str, bytes]
    options: Options
    losses: Losses
    made: list[tuple[Exam, Draw]]
    cover: Blocks | None
    unshown: set[str] = field(default_factory=set)
    accessible: bool = True

    def outputs(self) -> dict[str, bytes]:
        """The PDFs, and with `options.source` what they were made of; raises Refused."""
        while True:
            setter = telling.setter(self.exam, self.files, self.unshown, self.losses)
            try:
                return self._made(setter)
            except Refused as error:
                if not self.accessible:
                    raise
                self.accessible = False
                telling.silent(str(error), self.exam, self.losses)
            except Unshown as error:
                if set(error.characters) <= self.unshown:
                    raise Refused(str(error)) from error
                self.unshown |= set(error.characters)
                telling.unshown(error.characters, self.exam, self.losses)

    def _made(self, setter: Typesetter) -> dict[str, bytes]:
        sheet = Sheet(self.options.paper)
        draws = [one for _, one in self.made]
        papers = [Paper(self.exam, exam, one, setter, sheet, self.cover) for exam, one in self.made]
        sources = {_named("exam", paper): paper.document(key=False) for paper in papers}
        sources |= {_named("key", paper): paper.document(key=True) for paper in papers}
        whole = replace(papers[0], exam=self.exam, version=replace(draws[0], letter=""))
        sources["grading"] = Grading(whole, draws).document()
        shared = {
            "layout.typ": static("print/layout.typ").encode(),
            "formulas.typ": setter.formulas(),
            **setter.images,
        }
        pdfs = {name: self._compiled(name, text, shared) for name, text in sources.items()}
        counts = [pages(pdfs[_named("exam", paper)]) for paper in papers]
        for paper, count in zip(papers, counts, strict=True):
            if count < max(counts):
                filled = replace(paper, sheet=replace(sheet, blanks=max(counts) - count))
                name = _named("exam", paper)
                sources[name] = filled.document(key=False)
                pdfs[name] = self._compiled(name, sources[name], shared)
        found = {f"{name}.pdf": data for name, data in pdfs.items()}
        if self.options.versions:
            both = [(one, max(counts)) for one in draws]
            found["versions.json"] = versions.as_json(self.exam, both)
        if self.options.source:
            texts = {f"{name}.typ": text.encode() for name, text in sources.items()}
            found |= {f"print/{name}": data for name, data in (texts | shared).items()}
        return found

    def _compiled(self, name: str, text: str, shared: Mapping[str, bytes]) -> bytes:
        main = f"{name}.typ"
        files = {main: text.encode(), **shared}
        return compiled(files, main, self.options.fonts, accessible=self.accessible)


def _named(kind: str, paper: Paper) -> str:
    own = paper.version.letter
    return f"{kind}-{own}" if own else kind
