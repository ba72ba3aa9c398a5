"""How long an editor waits for `examc lsp`: the best of several runs over exams of 40 and 400 questions.

Each figure is the time from a message to its answer, in milliseconds, of a server in a process of its
own: from a change to what is said of it, and from a question to what can be completed, and to what
the place under the pointer is.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.generate import IMAGE, exam
from support import DOT_PNG

SIZES = (40, 400)
RUNS = 15
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Delays:
    """Milliseconds until an editor has an answer."""

    diagnostics: float
    completion: float
    hover: float


class Editor:
    """What speaks to a server: messages with their length before them."""

    def __init__(self, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.stdin, self.stdout = stdin, stdout
        self._number = 0

    def tell(self, method: str, params: Json) -> None:
        """Send a message that has no answer."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Json) -> None:
        """Send a question, and wait for its answer."""
        self._number += 1
        number = self._number
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while self._receive().get("id") != number:
            pass

    def hear(self, method: str) -> None:
        """Wait for a message of the server."""
        while self._receive().get("method") != method:
            pass

    def _send(self, message: Json) -> None:
        body = json.dumps(message).encode()
        self.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.stdin.flush()

    def _receive(self) -> dict[str, object]:
        length = 0
        while line := self.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        if not length:
            raise EOFError("the server is gone")
        found: dict[str, object] = json.loads(self.stdout.read(length))
        return found


def delays(questions: int, runs: int = RUNS) -> Delays:
    """The delays of an exam with so many questions, the best of several runs."""
    command = [sys.executable, "-m", "examc", "lsp"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        editor = Editor(process.stdin, process.stdout)
        editor.ask("initialize", {"capabilities": {}})
        editor.tell("initialized", {})
        found = _delays(editor, Path(folder), exam(questions), runs)
        editor.ask("shutdown", {})
        editor.tell("exit", {})
    return found


def _delays(editor: Editor, folder: Path, text: str, runs: int) -> Delays:
    (folder / IMAGE).parent.mkdir()
    (folder / IMAGE).write_bytes(DOT_PNG)
    uri = (folder / "exam.md").as_uri()
    line = next(n for n, said in enumerate(text.split("\n")) if "· open" in said)
    at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 11}}
    item = {"uri": uri, "languageId": "markdown", "version": 0, "text": text}
    editor.tell("textDocument/didOpen", {"textDocument": item})
    editor.hear("textDocument/publishDiagnostics")
    told, completed, hovered = [], [], []
    for version in range(1, runs + 1):
        changed = text.replace("Layer", f"Layer of run {version}", 1)
        document = {"uri": uri, "version": version}
        change = {"textDocument": document, "contentChanges": [{"text": changed}]}
        started = time.perf_counter()
        editor.tell("textDocument/didChange", change)
        editor.hear("textDocument/publishDiagnostics")
        told.append(time.perf_counter() - started)
        started = time.perf_counter()
        editor.ask("textDocument/completion", at)
        completed.append(time.perf_counter() - started)
        started = time.perf_counter()
        editor.ask("textDocument/hover", at)
        hovered.append(time.perf_counter() - started)
    return Delays(*(1000 * min(times) for times in (told, completed, hovered)))


def main() -> None:
    """Print a row for each size."""
    print("questions | diagnostics | completion | hover (ms)")
    for size in SIZES:
        found = delays(size)
        print(f"{size} | {found.diagnostics:.0f} | {found.completion:.1f} | {found.hover:.1f}")


if __name__ == "__main__":
    main()
