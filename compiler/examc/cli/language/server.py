"""A server on standard input and output: an editor says what is typed, and asks what stands there."""

import asyncio
import gc
import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from examc import __version__
from examc.cli.language.translating import Translator, path_of
from examc.core import failure
from examc.files.extras import needed
from examc.verbs.editing import formatting
from examc.verbs.editing.completing import completions
from examc.verbs.editing.desk import Desk
from examc.verbs.editing.fixing import actions
from examc.verbs.editing.hovering import hover
from examc.verbs.editing.outlining import outline
from examc.verbs.editing.pointing import definition
from examc.verbs.editing.texts import Document, Units

with needed("to serve editors"):
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer

if TYPE_CHECKING:
    from pygls.server import ServerErrors

_LEAST, _MOST = 0.002, 0.25  # seconds that are waited for another change
_SHARE = 8  # of the time that the last check took, the part that is waited
_TRIGGERS = ("{", "=", ",", "(", "[", "/", "`", "#", " ")
_WATCHED = "**/*.{md,markdown,yaml,yml,png,jpg,jpeg,gif,svg,webp}"


class Server(LanguageServer):
    """The exams of one editor."""

    def __init__(self) -> None:
        full = types.TextDocumentSyncKind.Full
        super().__init__("examc", __version__, text_document_sync_kind=full)
        self.desk = Desk()
        self.translator = Translator(self.desk, Units.UTF16)
        self._told: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        """What was told of each file last, and of which version."""
        self._timer: asyncio.TimerHandle | None = None
        self._took = 0.0

    def report_server_error(self, error: Exception, source: "ServerErrors") -> None:
        """Log what was not foreseen; the editor goes on, and so does the server."""
        self.log(failure.describe(error), types.MessageType.Error)

    def log(self, text: str, kind: types.MessageType) -> None:
        """Write a line to the editor's log."""
        self.window_log_message(types.LogMessageParams(kind, text))

    def begin(self) -> None:
        """Take from the editor how it counts, and ask it to tell what changes on the disk."""
        units = self.protocol.server_capabilities.position_encoding or Units.UTF16.value
        self.translator.units = Units(str(getattr(units, "value", units)))

    def document(self, uri: str) -> tuple[str, Document]:
        """The path and the text of a file that the editor names."""
        path = path_of(uri)
        return path, self.desk.document(path) or Document("")

    def soon(self) -> None:
        """Check again once nothing more is typed for a moment."""
        if self._timer is not None:
            self._timer.cancel()
        delay = min(max(self._took / _SHARE, _LEAST), _MOST)
        self._timer = asyncio.get_running_loop().call_later(delay, self.check)

    def check(self) -> None:
        """Check the exams of all open documents, and tell what is new; none may end the server."""
        started = time.perf_counter()
        gc.disable()  # it would take longer than all else
        try:
            self._tell(self._found())
        except Exception as error:  # noqa: BLE001 - the next change may be free of it
            self.log(failure.describe(error), types.MessageType.Error)
        finally:
            gc.enable()
        self._took = time.perf_counter() - started

    def _found(self) -> dict[str, list[types.Diagnostic]]:
        """What is to be said of each file; a file of two exams may be told of by both."""
        found: dict[str, list[types.Diagnostic]] = {path: [] for path in self.desk.texts}
        for look in self.desk.exams().values():
            for path, entries in look.by_file().items():
                made = self.translator.diagnostics(look, path, entries, related=self._relates())
                known = found.setdefault(path, [])
                known += [one for one in made if one not in known] if known else made
        return found

    def _relates(self) -> bool:
        text = self.client_capabilities.text_document
        said = text.publish_diagnostics if text is not None else None
        return bool(said and said.related_information)

    def _tell(self, found: dict[str, list[types.Diagnostic]]) -> None:
        for path in self._told.keys() - found.keys():
            self._publish(path, None, [])
            del self._told[path]
        for path, entries in found.items():
            document = self.desk.texts.get(path)
            state = (document.version if document else None, entries)
            if self._told.get(path) != state:
                self._told[path] = state
                self._publish(path, *state)

    def _publish(self, path: str, version: int | None, entries: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(self.translator.uri(path), entries, version)
        )


server = Server()


@server.feature(types.INITIALIZED)
def initialized(ls: Server, params: types.InitializedParams) -> None:
    """The editor is ready."""
    ls.begin()
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is not None and watching.dynamic_registration:
        watcher = types.FileSystemWatcher(_WATCHED)
        options = types.DidChangeWatchedFilesRegistrationOptions([watcher])
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("files", method, options)
        ls.client_register_capability(types.RegistrationParams([registration]))


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A document is shown."""
    opened = params.text_document
    path = path_of(opened.uri)
    if path:
        ls.translator.uris[path] = opened.uri
        ls.desk.put(path, Document(opened.text, opened.version))
        ls.soon()


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """A document is another text now, the last of those that are told."""
    path = path_of(params.text_document.uri)
    if path in ls.desk.texts and params.content_changes:
        text = params.content_changes[-1].text
        ls.desk.put(path, Document(text, params.text_document.version))
        ls.soon()


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """The disk has the word again."""
    path = path_of(params.text_document.uri)
    ls.desk.close(path)
    ls.translator.uris.pop(path, None)
    ls.soon()


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A document was written, perhaps with images that were put beside it."""
    ls.desk.changed(path_of(params.text_document.uri))
    ls.soon()


@server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def did_change_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files came, went, or were written by others."""
    for change in params.changes:
        ls.desk.changed(path_of(change.uri))
    ls.soon()


@server.feature(
    types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS)
)
def completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    """What can stand at a place."""
    path, document = ls.document(params.text_document.uri)
    at = ls.translator.position(document, params.position)
    start, found = completions(ls.desk, path, at)
    return [ls.translator.completion(document, start, at, one) for one in found]


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What is to be said of a place."""
    path, document = ls.document(params.text_document.uri)
    main = ls.desk.exam_of(path)
    if not main:
        return None
    at = ls.translator.position(document, params.position)
    text = hover(ls.desk.look(main), path, at)
    shown = types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.Hover(shown) if text else None


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The outline of a file."""
    path, document = ls.document(params.text_document.uri)
    main = ls.desk.exam_of(path)
    if not main:
        return []
    found = outline(ls.desk.look(main), path, ls.translator.whole(document))
    return [ls.translator.symbol(document, entry) for entry in found]


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def defined(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    """Where a name leads."""
    path, document = ls.document(params.text_document.uri)
    target = definition(ls.desk, path, ls.translator.position(document, params.position))
    if target is None:
        return None
    start = end = types.Position(0, 0)
    if target.at != (1, 1):
        start = end = ls.translator.place(document, target.at)
    return types.Location(ls.translator.uri(target.path), types.Range(start, end))


@server.feature(
    types.TEXT_DOCUMENT_CODE_ACTION,
    types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
)
def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the diagnostics of a piece of a file."""
    path, document = ls.document(params.text_document.uri)
    main = ls.desk.exam_of(path)
    if not main or not _wants_fixes(params.context.only):
        return []
    start, end = (
        ls.translator.position(document, at) for at in (params.range.start, params.range.end)
    )
    look = ls.desk.look(main)
    return [ls.translator.action(look, found) for found in actions(look, path, start, end)]


def _wants_fixes(only: Iterable[types.CodeActionKind | str] | None) -> bool:
    if only is None:
        return True
    wanted = {str(getattr(kind, "value", kind)) for kind in only}
    return bool(wanted & {"", types.CodeActionKind.QuickFix.value})


@server.feature(types.TEXT_DOCUMENT_FORMATTING)
def formatted(ls: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """The canonical form of a file, or why there is none."""
    path, document = ls.document(params.text_document.uri)
    text, problem = formatting.formatted(ls.desk, path)
    if problem:
        shown = types.ShowMessageParams(types.MessageType.Warning, problem)
        ls.window_show_message(shown)
    return [] if text is None else ls.translator.rewriting(document, text)


def serve() -> None:
    """Serve until the editor ends it, or goes away."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what matters goes to the editor's log
    server.start_io()
