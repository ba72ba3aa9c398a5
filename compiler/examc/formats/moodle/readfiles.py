"""The files beside a text: `<file>` elements → images of the exam's folder."""

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote

from examc.files.imagefiles import decoded
from examc.files.xmltree import Element
from examc.formats.foreign.images import Found, Images
from examc.formats.foreign.quoting import quoted

PREFIX = "@@PLUGINFILE@@/"
MISSING = "is not in this file"


class Beside:
    """The files beside one text, by the name that the text has for them."""

    def __init__(self, files: Images, elements: Iterable[Element]) -> None:
        self.files = files
        self.elements: dict[str, Element] = {}
        for element in elements:
            folder, name = element.get("path", "/").strip("/"), element.get("name", "")
            self.elements.setdefault(posixpath.join(folder, name), element)
        self.used: set[str] = set()

    def image(self, address: str) -> Found:
        """The path of an image, or why there is none."""
        if address.startswith(PREFIX):
            return self._beside(self.take(address))
        return self.files.elsewhere(address) or ("", MISSING)

    def take(self, address: str) -> str:
        """The name of the file that an address means, which is thereby used."""
        name = unquote(address.removeprefix(PREFIX).partition("?")[0])
        self.used.add(name)
        return name

    def unused(self) -> list[str]:
        """The names of files that the text does not mention."""
        return [name for name in self.elements if name not in self.used]

    def _beside(self, name: str) -> Found:
        element = self.elements.get(name)
        if element is None:
            return "", MISSING
        code, origin = element.text or "", element.get("examc-path", "")
        key = (origin or name, code)
        if self.files.known(key) is None and element.get("encoding", "base64") != "base64":
            return "", f"has the encoding {quoted(element.get('encoding', ''))}, not base64"
        return self.files.known(key) or self._decoded(key, name, origin)

    def _decoded(self, key: tuple[str, str], name: str, origin: str) -> Found:
        data = decoded(key[1])
        if not data:
            return "", "is empty" if data is not None else "is damaged: this is no base64"
        return self.files.keep(key, name, data, origin)
