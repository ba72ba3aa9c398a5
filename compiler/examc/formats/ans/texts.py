"""HTML fields of the JSON → rich text, with their images found among the attachments."""

from examc.core import limits
from examc.core.content import Blocks, GapRef
from examc.files.filenames import is_safe
from examc.files.xmltree import Element, characters
from examc.formats.ans.files import Files
from examc.formats.ans.html import GAP
from examc.formats.ans.objects import Object
from examc.formats.foreign.quoting import quoted
from examc.text import fromhtml
from examc.text.fromhtml.running import Nodes


class Texts:
    """Reads the HTML of one file; `ours` says that we wrote it."""

    def __init__(self, files: Files, *, ours: bool) -> None:
        self.files = files
        self.ours = ours
        self.known: dict[str, Blocks] = {}
        """Texts without a flaw, since feedback and model answers stand in two fields each."""

    def read(self, inner: Object, name: str) -> Blocks:
        """The text of a field; () where there is none."""
        html = inner.text(name)
        if not html:
            return ()
        if html not in self.known:
            field = _Field(self, inner, name)
            content = field.read(html)
            if field.told:
                return content
            self.known[html] = content
        return self.known[html]


def _gap(_: fromhtml.Reader, element: Element) -> Nodes | None:
    """The place of a gap, as our own writer marks it."""
    if element.get("class") != GAP:
        return None
    own = characters(element).strip().removeprefix("[[").removesuffix("]]")
    return (GapRef(own),) if limits.is_id(own) else None


class _Field(fromhtml.Reader):
    """A reader of HTML whose messages say which field they are about."""

    def __init__(self, texts: Texts, inner: Object, name: str) -> None:
        super().__init__(inner.context.document.report, inner.where, ours=texts.ours, take=_gap)
        self.files = texts.files
        self.inner = inner
        self.name = name

    def tell(self, code: str, message: str, help: str = "") -> None:
        """Report what is wrong with this text, each message once."""
        if message not in self.told:
            self.told.add(message)
            self.inner.tell(code, self.name, message, help)

    def picture(self, address: str, words: str) -> str:
        """The path of an attachment."""
        path = self.files.path_of(address)
        if path is not None:
            return path
        self.tell("R470", f"image {quoted(address)} is not among the attachments", "add the file")
        return address if is_safe(address) else "images/missing"
