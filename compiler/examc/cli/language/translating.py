"""What is said of exams, in the words of the protocol: ranges, diagnostics, edits, symbols."""

from collections.abc import Callable, Iterable
from pathlib import PurePath

from examc.core import codes
from examc.core.diagnostics import CODES, Diagnostic, Severity
from examc.core.report import brief
from examc.core.source import Position, Span
from examc.core.walking import walk
from examc.files.extras import needed
from examc.verbs.editing.desk import Desk, Look
from examc.verbs.editing.fixing import Action, Edit
from examc.verbs.editing.outlining import Entry, What
from examc.verbs.editing.suggestions import Sort, Suggestion
from examc.verbs.editing.texts import Document, Units

with needed("to serve editors"):
    from lsprotocol import types
    from pygls import uris

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_SORTS = {
    Sort.KIND: types.CompletionItemKind.Class,
    Sort.KEY: types.CompletionItemKind.Property,
    Sort.VALUE: types.CompletionItemKind.Value,
    Sort.PART: types.CompletionItemKind.Module,
    Sort.FILE: types.CompletionItemKind.File,
    Sort.CODE: types.CompletionItemKind.Constant,
    Sort.NAME: types.CompletionItemKind.Reference,
}
_SYMBOLS = {
    What.EXERCISE: types.SymbolKind.Module,
    What.QUESTION: types.SymbolKind.Field,
    What.BLOCK: types.SymbolKind.String,
}
_UNUSED = ("L231", "L250")


def path_of(uri: str) -> str:
    """The path of a file, with `/` between its parts; "" for what is no file."""
    if not uri.lower().startswith("file:"):
        return ""
    path = uris.to_fs_path(uri)
    return PurePath(path).as_posix() if path and "\0" not in path else ""


def uri_of(path: str) -> str:
    """The address of a file."""
    return uris.from_fs_path(path) or ""


class Translator:
    """Translates for one editor: it counts units of an encoding, and has names for open files."""

    def __init__(self, desk: Desk, units: Units) -> None:
        self.desk, self.units = desk, units
        self.uris: dict[str, str] = {}

    def uri(self, path: str) -> str:
        """The address of a file, as the editor itself writes it where it has it open."""
        return self.uris.get(path) or uri_of(path)

    def position(self, document: Document, at: types.Position) -> Position:
        """A place that the editor names."""
        return document.position(at.line, at.character, self.units)

    def place(self, document: Document, at: Position) -> types.Position:
        """A place, as the editor counts."""
        return types.Position(*document.unit(at, self.units))

    def range(self, document: Document, start: Position, end: Position) -> types.Range:
        """A piece of a text."""
        return types.Range(self.place(document, start), self.place(document, max(start, end)))

    def whole(self, document: Document) -> Position:
        """Where a text ends."""
        return len(document.lines), len(document.line(len(document.lines))) + 1

    # -- diagnostics ----------------------------------------------------------------------------

    def diagnostics(
        self, look: Look, path: str, found: Iterable[Diagnostic], *, related: bool
    ) -> list[types.Diagnostic]:
        """What is said of a file; `related` names the heading of the question that it is about."""
        document = self.desk.document(path) or Document("")
        headings = _headings(look) if related else {}
        return [self.diagnostic(document, entry, path, headings) for entry in found]

    def diagnostic(
        self, document: Document, entry: Diagnostic, path: str, headings: dict[str, Span]
    ) -> types.Diagnostic:
        """One diagnostic, whose help follows its message."""
        span = entry.span.root() if entry.span is not None else None
        start = (span.line, span.column) if span else (1, 1)
        end = (span.end_line, span.end_column) if span else (1, len(document.line(1)) + 1)
        text = brief(entry.message) + (f"\nhelp: {brief(entry.help)}" if entry.help else "")
        heading = headings.get(" › ".join(entry.where.split(" › ")[:2]))
        related = None
        if heading is not None and (heading.source.path, heading.line) != (path, start[0]):
            at = (heading.line, heading.column), (heading.end_line, heading.end_column)
            other = self.desk.document(heading.source.path) or Document("")
            location = types.Location(self.uri(heading.source.path), self.range(other, *at))
            related = [types.DiagnosticRelatedInformation(location, f"in {entry.where}")]
        return types.Diagnostic(
            range=self.range(document, start, end),
            message=text,
            severity=_SEVERITIES[entry.severity],
            code=entry.code,
            code_description=_description(entry.code),
            source="examc",
            tags=[types.DiagnosticTag.Unnecessary] if entry.code in _UNUSED else None,
            related_information=related,
        )

    # -- edits ----------------------------------------------------------------------------------

    def edit(self, document: Document, edit: Edit) -> types.TextEdit:
        """An edit; lines end in it as they do in the document."""
        text = edit.text.replace("\n", document.end_of_line)
        return types.TextEdit(self.range(document, edit.start, edit.end), text)

    def action(self, look: Look, action: Action) -> types.CodeAction:
        """What can be done about a diagnostic."""
        edit = action.edit
        document = self.desk.document(edit.path) or Document("")
        span = action.diagnostic.span
        told = span.root().source.path if span is not None else look.main
        about = self.diagnostics(look, told, [action.diagnostic], related=False)
        changes = {self.uri(edit.path): [self.edit(document, edit)]}
        return types.CodeAction(
            title=action.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=about,
            is_preferred=action.is_help,
            edit=types.WorkspaceEdit(changes=changes),
        )

    def rewriting(self, document: Document, text: str) -> list[types.TextEdit]:
        """The edit that makes a document another text, without the lines that stay."""
        old, new = document.text.split("\n"), text.split("\n")
        most = min(len(old), len(new))
        first = _same(lambda n: old[n] == new[n], most)
        last = _same(lambda n: old[-1 - n] == new[-1 - n], most - first)
        if first == len(old) == len(new):
            return []
        if "\r" in document.text.replace("\r\n", "") or not first + last:
            start, end = types.Position(0, 0), self.place(document, self.whole(document))
            return [types.TextEdit(types.Range(start, end), text)]
        inner = new[first : len(new) - last]
        start = types.Position(first, 0)
        if last:
            inner_text = "".join(line + "\n" for line in inner)
            return [
                types.TextEdit(types.Range(start, types.Position(len(old) - last, 0)), inner_text)
            ]
        end = self.place(document, self.whole(document))
        return [types.TextEdit(types.Range(start, end), "\n".join(inner))]

    # -- symbols and completion -----------------------------------------------------------------

    def symbol(self, document: Document, entry: Entry) -> types.DocumentSymbol:
        """An entry of the outline."""
        return types.DocumentSymbol(
            name=entry.name,
            detail=entry.detail,
            kind=_SYMBOLS[entry.what],
            range=self.range(document, entry.start, entry.end),
            selection_range=self.range(document, entry.start, min(entry.head, entry.end)),
            children=[self.symbol(document, inner) for inner in entry.inner],
        )

    def completion(
        self, document: Document, start: Position, end: Position, one: Suggestion
    ) -> types.CompletionItem:
        """A word that may stand from `start` to the place of the cursor."""
        edit = types.TextEdit(self.range(document, start, end), one.text)
        return types.CompletionItem(
            label=one.word,
            kind=_SORTS[one.sort],
            detail=one.meaning or None,
            filter_text=one.text,
            text_edit=edit,
        )


def _headings(look: Look) -> dict[str, Span]:
    """Where the heading of each exercise, question and block stands, by its place in words."""
    if look.reading.exam is None:
        return {}
    return {
        where: node.span.root()
        for where, node in walk(look.reading.exam)
        if node.span is not None and where.count(" › ") < 2 and where
    }


def _description(code: str) -> types.CodeDescription | None:
    """The page of a code, which an editor can open."""
    page = codes.FOLDER / f"{code}-{CODES[code].name}.md"
    return types.CodeDescription(uri_of(str(page))) if page.is_file() else None


def _same(is_same: Callable[[int], bool], most: int) -> int:
    return next((number for number in range(most) if not is_same(number)), most)
