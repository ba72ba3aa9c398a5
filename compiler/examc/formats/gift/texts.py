"""Texts of GIFT, in any of the formats that it names → rich text, as Moodle shows it."""

from examc.core import lazyre
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.records import Record
from examc.core.source import Span
from examc.formats.foreign.images import Images, lost
from examc.formats.gift import signs
from examc.systems.moodle import forms
from examc.text import fromhtml
from examc.text.folding import fold

_NAMES = {
    "html": forms.HTML,
    "moodle": forms.AUTOMATIC,
    "plain": forms.PLAIN,
    "markdown": forms.MARKDOWN,
}
_FORM = lazyre.compile(r"\[(html|moodle|plain|markdown)\]")
_BARE = lazyre.compile(r"[^<&\\${\n\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*")


class Written(Record, frozen=True):
    """A text of a file as its author wrote it: its characters, its format, and where it stands."""

    text: str
    form: str
    span: Span


def written(hidden: str, otherwise: str, span: Span) -> Written:
    """A text that may begin with the name of its format; `otherwise` is the format if not."""
    text = hidden.strip()
    found = _FORM.match(text)
    form = _NAMES[found[1]] if found else otherwise
    return Written(signs.shown(text[found.end() :] if found else text).strip(), form, span)


class Texts:
    """Reads the texts of one file, whose images are those of the web and those embedded in it."""

    def __init__(self, report: Report, *, ours: bool) -> None:
        self.report = report
        self.ours = ours
        self.files = Images()

    def read(self, given: Written, where: str) -> Blocks:
        """A text as rich text; () where there is none."""
        if not given.text:
            return ()
        if given.form == forms.MARKDOWN:
            content = forms.own_markdown(given.text, given.span)
            message = forms.AS_SIGNS if content is None else forms.AS_OURS
            help_line = "compare it with what Moodle shows"
            self.report.add("R500", message, given.span, help=help_line, where=where)
            if content is not None:
                return content
        elif _BARE.fullmatch(given.text) and len(given.text) <= fromhtml.LARGEST:
            return (Paragraph((Text(fold(given.text)),)),)
        html = forms.html_of(given.text, given.form)
        return fromhtml.blocks(
            html,
            self.report,
            where,
            lambda address, words: self._image(address, words, given.span, where),
            span=given.span,
            ours=self.ours and given.form == forms.HTML,
        )

    def _image(self, address: str, words: str, span: Span, where: str) -> str:
        found = self.files.elsewhere(address)
        if found is None:
            name = address.removeprefix("@@PLUGINFILE@@/")
            message = lost(name, "does not stand in the file", words)
            help_line = "add it to the exam, or export the questions as Moodle XML"
            self.report.add("R470", message, span, help=help_line, where=where)
            return ""
        path, problem = found
        if problem:
            message = lost(address, problem, words)
            self.report.add("R470", message, span, help="add it to the exam", where=where)
        return path
