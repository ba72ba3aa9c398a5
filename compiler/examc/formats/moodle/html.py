"""The pages of HTML in Moodle XML: what Moodle shows, and the files that stand beside a text."""

from base64 import b64encode
from collections.abc import Mapping

from examc.core.content import Blocks, Image, walk
from examc.core.wording import ENGLISH, Wording
from examc.formats.moodle import entries, names
from examc.systems.moodle import pages
from examc.systems.moodle.pages import braced, unnumbered


class Page(pages.Page):
    """Writes the texts of one exam; collects their files, and formulas that MathML cannot hold."""

    def __init__(self, files: Mapping[str, bytes], math: str, words: Wording = ENGLISH) -> None:
        super().__init__(math, words)
        self.files = files
        self.names = names.FileNames()
        self.used: dict[str, None] = {}
        self._encoded: dict[str, entries.File] = {}

    def page(self, html: str) -> entries.Text:
        """HTML that this writer made since the last page, with the files that it shows."""
        html = unnumbered(html)
        files = tuple([self._file(path) for path in self.used]) if self.used else ()
        self.used = {}
        return entries.Text(entries.cdata(braced(html)), files) if html else entries.EMPTY

    def _file(self, path: str) -> entries.File:
        if path not in self._encoded:
            data, name = b64encode(self.files[path]).decode(), self.names.name(path)
            origin = path if path != names.usual_path(name) else ""
            self._encoded[path] = entries.File(name, data, origin)
        return self._encoded[path]

    def image_src(self, src: str) -> str:
        """The address of an image: a file beside the text, or of the web."""
        if src not in self.files:
            return src
        self.used[src] = None
        return f"@@PLUGINFILE@@/{self.names.name(src)}"


def needs_files(content: Blocks) -> bool:
    """Tell whether a text shows images of the exam's folder."""
    return any(isinstance(node, Image) and not node.is_remote for node in walk(content))
