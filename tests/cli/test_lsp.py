"""The language server as an editor meets it: one process, started as the README's settings say."""

import asyncio
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from support import DOT_PNG, ROOT

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMMAND = [sys.executable, "-m", "examc"]
SECONDS = 20.0
EXAM = """---
title: Biology resit
---

# Cells {#cells}

## 2 pts · opne {#wall}

Why does a plant cell have a wall?
"""
PART = "# More {#more}\n\n## 1 pt · open {#leaf}\n\nWhy is a leaf green?\n"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[*COMMAND, "lsp"]), scope="module")  # type: ignore[untyped-decorator]
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """An editor that has said hello to the server."""
    _listen(lsp_client)
    watched = _watching(lsp_client)
    said = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("visual-studio-code"))
    )
    assert said.capabilities.document_formatting_provider
    assert said.capabilities.position_encoding == types.PositionEncodingKind.Utf16
    assert (await asyncio.wait_for(watched, SECONDS)).registrations[0].method == (
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    )
    yield
    await lsp_client.shutdown_session()


def _watching(client: LanguageClient) -> asyncio.Future[types.RegistrationParams]:
    """What the server asks the editor to tell it of the disk."""
    asked: asyncio.Future[types.RegistrationParams] = asyncio.get_running_loop().create_future()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def register(params: types.RegistrationParams) -> None:
        asked.set_result(params)

    return asked


def _document(path: Path) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(path.as_uri())


_HEARD: dict[str, asyncio.Queue[types.PublishDiagnosticsParams]] = defaultdict(asyncio.Queue)
"""What was said of each file, in order."""


def _listen(client: LanguageClient) -> None:
    """Keep all that is said of files: two messages may come at once."""

    def hear(params: types.PublishDiagnosticsParams) -> None:
        _HEARD[params.uri].put_nowait(params)

    client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = hear


async def _told(path: Path, version: int | None) -> list[types.Diagnostic]:
    """What the server says of a version of a file, as soon as it does."""
    while True:
        said = await asyncio.wait_for(_HEARD[path.as_uri()].get(), SECONDS)
        if said.version == version:
            return list(said.diagnostics)


async def _opened(client: LanguageClient, path: Path, text: str) -> list[types.Diagnostic]:
    language = "yaml" if path.suffix == ".yaml" else "markdown"
    item = types.TextDocumentItem(path.as_uri(), language, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return await _told(path, 1)


def _type(client: LanguageClient, path: Path, text: str, version: int) -> None:
    document = types.VersionedTextDocumentIdentifier(version, path.as_uri())
    change = types.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))


async def _typed(
    client: LanguageClient, path: Path, text: str, version: int
) -> list[types.Diagnostic]:
    _type(client, path, text, version)
    return await _told(path, version)


def _close(client: LanguageClient, path: Path) -> None:
    client.text_document_did_close(types.DidCloseTextDocumentParams(_document(path)))


def _codes(found: list[types.Diagnostic]) -> list[object]:
    return [one.code for one in found]


async def _fixes(client: LanguageClient, path: Path, line: int) -> list[types.CodeAction]:
    at = types.Range(types.Position(line, 0), types.Position(line, 0))
    params = types.CodeActionParams(_document(path), at, types.CodeActionContext([]))
    found = await client.text_document_code_action_async(params)
    return [one for one in found or () if isinstance(one, types.CodeAction)]


async def test_what_is_typed_is_checked_before_it_is_saved(
    client: LanguageClient, tmp_path: Path
) -> None:
    path = tmp_path / "exam.md"
    (mistake,) = await _opened(client, path, EXAM)
    assert mistake.code == "S130"
    assert mistake.severity is types.DiagnosticSeverity.Error
    assert mistake.range == types.Range(types.Position(6, 11), types.Position(6, 15))
    assert mistake.message == "'opne' is no kind of item\nhelp: did you mean 'open'?"
    assert mistake.code_description is not None
    assert mistake.code_description.href.endswith("/S130-unknown-kind.md")
    assert _codes(await _typed(client, path, EXAM.replace("opne", "open"), 2)) == ["L215"]
    allowed = EXAM.replace("opne {#wall", "open {#wall allow=L215")
    assert await _typed(client, path, allowed, 3) == []
    _close(client, path)
    assert await _told(path, None) == []


async def test_a_file_that_is_no_exam_is_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    assert await _opened(client, path, "# Read me\n\n## 1. First\n\n$x$ <div> [a](b)\n") == []
    at = types.Position(0, 3)
    assert not await client.text_document_hover_async(types.HoverParams(_document(path), at))
    assert await _fixes(client, path, 2) == []
    assert not await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(_document(path))
    )
    assert not await client.text_document_completion_async(
        types.CompletionParams(_document(path), at)
    )
    _close(client, path)


async def test_an_included_file_is_told_of_where_it_stands_and_cleared(
    client: LanguageClient, tmp_path: Path
) -> None:
    main, part = tmp_path / "exam.md", tmp_path / "part.md"
    part.write_text(PART.replace("open", "opne"), encoding="utf-8")
    text = EXAM.replace("opne", "open").replace("resit\n", "resit\ninclude: [part.md]\n")
    assert _codes(await _opened(client, main, text)) == ["L215"]
    assert _codes(await _told(part, None)) == ["S130"]
    assert _codes(await _opened(client, part, PART)) == ["L215"], (
        "what is open goes before the disk"
    )
    assert _codes(await _typed(client, part, PART.replace("1 pt", "1 p"), 2)) == ["S130"]
    _close(client, part)
    assert _codes(await _told(part, None)) == ["S130"], "the disk has the word again"
    _type(client, main, EXAM.replace("opne", "open"), 2)
    assert await _told(part, None) == []
    _close(client, main)


async def test_a_file_that_comes_on_the_disk_is_noticed(
    client: LanguageClient, tmp_path: Path
) -> None:
    path = tmp_path / "exam.md"
    text = EXAM.replace("opne {#wall", "open {#wall allow=L215") + "\n![a wall](wall.png)\n"
    assert _codes(await _opened(client, path, text)) == ["S154"]
    image = tmp_path / "wall.png"
    for data, kind in (
        (DOT_PNG, types.FileChangeType.Created),
        (b"", types.FileChangeType.Deleted),
    ):
        if data:
            image.write_bytes(data)
        else:
            image.unlink()
        change = types.FileEvent(image.as_uri(), kind)
        client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        assert _codes(await _told(path, 1)) == ([] if data else ["S154"])
    _close(client, path)


async def test_code_actions_write_and_allow(client: LanguageClient, tmp_path: Path) -> None:
    path = tmp_path / "exam.md"
    await _opened(client, path, EXAM.replace("\n", "\r\n"))
    (fix,) = await _fixes(client, path, 6)
    assert (fix.title, fix.is_preferred) == ("write open in place of opne", True)
    assert fix.edit is not None
    assert fix.edit.changes is not None
    (edit,) = fix.edit.changes[path.as_uri()]
    assert (edit.range.start, edit.new_text) == (types.Position(6, 11), "open")
    await _typed(client, path, EXAM.replace("opne", "open"), 2)
    (allow,) = await _fixes(client, path, 6)
    assert allow.title == "allow L215 (no-rubric) in exercise 1 › question 1"
    assert allow.edit is not None
    assert allow.edit.changes is not None
    (edit,) = allow.edit.changes[path.as_uri()]
    assert (edit.range.start, edit.new_text) == (types.Position(6, 22), " allow=L215")
    _close(client, path)


async def test_hover_outline_completion_and_definition(
    client: LanguageClient, tmp_path: Path
) -> None:
    path = tmp_path / "exam.md"
    (tmp_path / "wall.png").write_bytes(DOT_PNG)
    await _opened(client, path, EXAM.replace("opne", "open") + "\n![a wall](wall.png)\n")
    hover = await client.text_document_hover_async(
        types.HoverParams(_document(path), types.Position(4, 3))
    )
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.value.startswith("**Cells**: 1 question, 2 pts")
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(_document(path))
    )
    assert symbols is not None
    (exercise,) = symbols
    assert isinstance(exercise, types.DocumentSymbol)
    assert (exercise.name, exercise.detail) == ("Cells", "2 pts")
    assert [one.detail for one in exercise.children or ()] == ["2 pts · open"]
    found = await client.text_document_completion_async(
        types.CompletionParams(_document(path), types.Position(6, 13))
    )
    assert isinstance(found, list | tuple)
    assert "matching" in [one.label for one in found]
    there = await client.text_document_definition_async(
        types.DefinitionParams(_document(path), types.Position(10, 14))
    )
    assert isinstance(there, types.Location)
    assert there.uri == (tmp_path / "wall.png").as_uri()
    _close(client, path)


async def test_formatting_is_fmt_and_refuses_with_errors(
    client: LanguageClient, tmp_path: Path
) -> None:
    path = tmp_path / "exam.md"
    ask = types.DocumentFormattingParams(_document(path), types.FormattingOptions(2, True))
    await _opened(client, path, EXAM.replace("opne", "open").replace("Why", "\n\nWhy"))
    edits = await client.text_document_formatting_async(ask)
    assert edits is not None
    (edit,) = edits
    assert (edit.range.start.line, edit.range.end.line, edit.new_text) == (8, 10, "")
    await _typed(client, path, EXAM, 2)
    assert not await client.text_document_formatting_async(ask)
    assert client.messages[-1].message == (
        "file has errors, and is left as it is; correct the errors first"
    )
    _close(client, path)


HOSTILE = [
    "",
    "\x00" * 100,
    "\ufeff---\r\ntitle: x\r\r\n---\n# \U0001f600 {#",
    "---\n" * 500,
    "---\ntitle: &a [*a, *a]\nexercises:\n---\n# a\n" + "> " * 5000 + "x",
    "# " + "{" * 3000 + "\n## 1 pt · open {" + "a=" * 3000,
    "---\ntitle: T\ninclude: [exam.md, ../../etc/passwd, /dev/zero]\n---\n# E\n",
    "\ud800 lone",
    "$" * 9999 + "\n" + "[" * 9999,
    '{"json": [1, 2',
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
]


@pytest.mark.parametrize("name", ["exam.md", "exam.yaml"])
async def test_nothing_that_is_typed_ends_the_server(
    client: LanguageClient, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    await _opened(client, path, "")
    end = types.Position(10_000, 10_000)
    for version, text in enumerate(HOSTILE, 2):
        await _typed(client, path, text, version)
        for at in (types.Position(0, 2), types.Position(4, 1), end):
            await client.text_document_hover_async(types.HoverParams(_document(path), at))
            await client.text_document_completion_async(types.CompletionParams(_document(path), at))
            await client.text_document_definition_async(types.DefinitionParams(_document(path), at))
        await _fixes(client, path, 1)
        await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(_document(path))
        )
    assert _codes(await _typed(client, path, "", 99)), "it still answers"
    _close(client, path)
    assert not [m for m in client.log_messages if m.type is types.MessageType.Error]


async def test_unknown_requests_and_files_are_answered(
    client: LanguageClient, tmp_path: Path
) -> None:
    answer = asyncio.wrap_future(client.protocol.send_request("examc/unknown", {"a": 1}))
    with pytest.raises(Exception, match="Method Not Found"):
        await asyncio.wait_for(answer, SECONDS)
    client.protocol.notify("examc/unknown", {"a": 1})
    client.protocol.notify("$/examc", None)
    path = tmp_path / "gone" / "exam.md"
    at = types.Position(0, 0)
    for uri in (
        path.as_uri(),
        "untitled:Untitled-1",
        "file:///%00",
        "https://example.org/exam.md",
        "",
    ):
        document = types.TextDocumentIdentifier(uri)
        await client.text_document_hover_async(types.HoverParams(document, at))
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, EXAM))
        )
        await client.text_document_completion_async(types.CompletionParams(document, at))
        client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    path = tmp_path / "exam.md"
    assert _codes(await _opened(client, path, EXAM)) == ["S130"]
    _close(client, path)


async def test_a_message_that_is_no_protocol_is_answered(tmp_path: Path) -> None:
    """What no client would send: broken JSON, no object, a request without its parameters."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND, "lsp", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
    hover = {"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": {"a": 1}}
    end = {"jsonrpc": "2.0", "id": 3, "method": "shutdown"}
    deep = b"[" * 100_000
    for body in (_json(hello), b"{", b"[]", b"7", deep, _json(hover), _json(end)):
        process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    process.stdin.write(_framed({"jsonrpc": "2.0", "method": "exit"}))
    said = await asyncio.wait_for(process.stdout.read(), SECONDS)
    assert b'"id": 3' in said
    assert await process.wait() == 0


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _framed(value: object) -> bytes:
    return b"Content-Length: %d\r\n\r\n" % len(_json(value)) + _json(value)


# -- the settings of editors --------------------------------------------------------------------

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README[README.index("### In your editor") : README.index("### Print it")]
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL))


def _settings(editor: str) -> tuple[list[str], set[str]]:
    """The command that an editor starts, and for what, as its settings in the README say."""
    match editor:
        case "visual-studio-code":
            found = json.loads(BLOCKS["json"])
            command = [found["glspc.server.command"], *found["glspc.server.commandArguments"]]
            return command, set(found["glspc.server.languageId"])
        case "helix":
            found = tomllib.loads(BLOCKS["toml"])
            server = found["language-server"]["examc"]
            names = {
                one["name"] for one in found["language"] if one["language-servers"] == ["examc"]
            }
            return [server["command"], *server["args"]], names
        case "emacs":
            command = re.findall(r'"(\w+)"', BLOCKS["elisp"])
            return command, set(re.findall(r"(\w+)-mode", BLOCKS["elisp"]))
        case _:
            (command_words,) = re.findall(r"cmd = \{(.*?)\}", BLOCKS["lua"])
            (names,) = re.findall(r"filetypes = \{(.*?)\}", BLOCKS["lua"])
            return re.findall(r'"(\w+)"', command_words), set(re.findall(r'"(\w+)"', names))


def _capabilities(editor: str) -> types.ClientCapabilities:
    """What an editor says of itself; of Helix what matters here, which prefers UTF-8."""
    if editor != "helix":
        return client_capabilities(editor)
    kinds = types.PositionEncodingKind
    general = types.GeneralClientCapabilities(
        position_encodings=[kinds.Utf8, kinds.Utf32, kinds.Utf16]
    )
    return types.ClientCapabilities(general=general)


@pytest.mark.parametrize(
    ("editor", "column"),
    [("visual-studio-code", 20), ("neovim", 25), ("emacs", 18), ("helix", 25)],
)
async def test_settings_of_an_editor(editor: str, column: int, tmp_path: Path) -> None:
    """A text with a character of four bytes before the mistake: each counts in its own units."""
    command, languages = _settings(editor)
    assert command == ["examc", "lsp"]
    assert languages == {"markdown", "yaml"}
    stdio = ["--stdio"] if editor == "visual-studio-code" else []
    config = ClientServerConfig(server_command=[*COMMAND, *command[1:], *stdio])
    client = await config.start()
    assert isinstance(client, LanguageClient)
    _listen(client)
    _watching(client)
    root = tmp_path.as_uri()
    folder = types.WorkspaceFolder(root, tmp_path.name)
    await client.initialize_session(
        types.InitializeParams(
            capabilities=_capabilities(editor), root_uri=root, workspace_folders=[folder]
        )
    )
    path = tmp_path / "exam.md"
    (mistake,) = await _opened(client, path, EXAM.replace("opne", "😀😀 opne"))
    assert mistake.range.end == types.Position(6, column)
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]
