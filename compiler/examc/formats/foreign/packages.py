"""The files of a package, however it was zipped, and each of them as a document when asked for."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from examc.core import lazyre, numbers
from examc.core.diagnostics import Report
from examc.core.source import Source, Span
from examc.files.bounds import MOST_TAGS
from examc.files.package import PackageError, beginnings, unpack
from examc.files.xmlreading import PROLOG, Head, head
from examc.files.xmltree import Element
from examc.formats.foreign.documents import Broken, Document, document, line_span

MANIFEST = "imsmanifest.xml"

_DIGITS = lazyre.compile(r"(\d+)")
_ENDINGS = (".xml", ".qti", ".dat")
"""How the names of documents end."""
_AGAIN = 5
"""How often the tags of a file count that is referred to again: no exporter does that many times."""


class Package:
    """Files by their path; `path` is what the user calls the whole.

    A file by itself is a package of one, without a `joint` between its name and that of the whole.
    """

    def __init__(
        self, path: str, files: Mapping[str, bytes], report: Report, joint: str = "!"
    ) -> None:
        self.path = path
        self.files = files
        self.report = report
        self.joint = joint
        self.tags = 0
        self.loaded: set[str] = set()
        self.adapt: Callable[[Element], None] = lambda root: None
        """What is done to every document before anything reads it, as to give it other names."""
        self.by_case = {name.lower(): name for name in sorted(files, reverse=True)}
        """Files by their path in small letters."""
        named = (name for name in files if name.lower().endswith(MANIFEST))
        self.manifests = [name for name in named if posixpath.basename(name).lower() == MANIFEST]
        """The files that are called as a manifest is, in whatever letter case."""

    @property
    def manifest(self) -> str | None:
        """The manifest that is nearest to the root; None without any."""
        return min(self.manifests, key=_depth, default=None)

    @property
    def base(self) -> str:
        """The folder that the package was zipped in: that of its manifest; "" for its root."""
        return posixpath.dirname(self.manifest or "")

    @property
    def others(self) -> list[str]:
        """Manifests outside of the folder of the first: packages that are not read with it."""
        base = self.base
        return [name for name in self.manifests if not name.startswith(f"{base}/" if base else "")]

    def label(self, name: str) -> str:
        """A file's name for messages: `package.zip!item.xml`."""
        return f"{self.path}{self.joint}{name}" if self.joint else self.path

    def documents(self) -> Iterator[tuple[str, Head]]:
        """Yield the files that may be documents in the order of their names, and their heads."""
        for name in sorted(self.files, key=_natural):
            if name.lower().endswith(_ENDINGS) or not self.joint:
                yield name, self.head(name)

    def head(self, name: str) -> Head:
        """How a file begins, as far as it is XML."""
        return head(self.files[name])

    def load(self, name: str, where: str = "") -> Document | None:
        """A file as a document; None, and a diagnostic, where it cannot be one."""
        data, label = self.files[name], self.label(name)
        if self.tags > MOST_TAGS:
            return None  # it has been said
        again = name in self.loaded
        self.loaded.add(name)
        self.tags += data.count(b"<") * (_AGAIN if again else 1)
        if self.tags <= MOST_TAGS:
            try:
                found = document(label, data, name)
                self.adapt(found.root)
                return found
            except Broken as problem:
                end = "; the file is left out" if self.joint else ""
                self._refuse(f"{problem}{end}", problem.span, where, is_hostile=problem.is_hostile)
        else:
            message = f"package has more than {MOST_TAGS} tags; the rest of it is left out"
            self._refuse(message, line_span(Source(label, ""), 1), where, is_hostile=True)
        return None

    def _refuse(self, message: str, span: Span, where: str, *, is_hostile: bool) -> None:
        help_line = "export it again; a part of it may be missing"
        code = "R512" if self.joint else "R409" if is_hostile else "R401"
        self.report.add(code, message, span, help=help_line, where=where)

    def find(self, folder: str, address: str) -> str | None:
        """The file that an address in a document of a folder means; None where there is none.

        Letter case counts only where two files differ by nothing else.
        """
        bare = address.partition("#")[0].partition("?")[0]
        for text in dict.fromkeys((unquote(bare), bare, address)):
            name = posixpath.normpath(posixpath.join(folder, text.replace("\\", "/")))
            name = name.lstrip("/")  # the root of an address is that of the package
            if name in self.files:
                return name
            if name.lower() in self.by_case:
                return self.by_case[name.lower()]
        return None

    def missing(self, what: str, span: Span, where: str = "") -> None:
        """Report a file that is named and is not there."""
        help_line = "add it, or remove what names it"
        self.report.add("R512", f"{what} is not there", span, help=help_line, where=where)


def is_zip(data: bytes) -> bool:
    """Whether a content is a zip, told by its first bytes."""
    return data.startswith(b"PK")


def opened(path: str, data: bytes, report: Report) -> Package | None:
    """A zip as a package, or a file as a package of itself; None, and an error, for a bad zip.

    What macOS adds to a zip (`__MACOSX/`, `.DS_Store`) is no part of it.
    """
    if not is_zip(data):
        return Package(path, {posixpath.basename(path) or "item.xml": data}, report, "")
    try:
        files = unpack(data)
    except PackageError as error:
        help_line = "export it again, or unpack it and import the folder"
        report.add("R401", f"package cannot be opened: {error}", path=path, help=help_line)
        return None
    return Package(path, {n: files[n] for n in files if not _is_of_macos(n)}, report)


def heads(data: bytes) -> Iterator[Head]:
    """Yield how the documents of a zip begin, and of a file by itself; nothing more is read."""
    if not is_zip(data):
        yield head(data)
        return
    for name, start in beginnings(data, _ENDINGS, PROLOG):
        if not _is_of_macos(name):
            yield head(start)


def _is_of_macos(name: str) -> bool:
    return any(
        part in ("__MACOSX", ".DS_Store") or part.startswith("._") for part in name.split("/")
    )


def _depth(name: str) -> tuple[int, str]:
    return name.count("/"), name


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts `question10` after `question9`."""
    parts = _DIGITS.split(name)
    found = [(numbers.whole(part, 19), part) for part in parts]
    return [(0, 0, part) if number is None else (1, number, "") for number, part in found]
