"""How long after a save `examc preview` has painted it: the best of several saves, in Chromium.

The exam has 40 or 400 questions. The time goes from the end of the writing of the file to the second
frame after the page has taken over what changed.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page

from bench.generate import IMAGE, exam
from page.browser import CHROMIUM, chromium, opened
from support import DOT_PNG

SIZES = (40, 400)
SAVES = 12
_PAINTED = """(before) => new Promise((done) => {
  const root = document.documentElement;
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now())));
  const look = () => root.dataset.state === before ? setTimeout(look, 1) : painted();
  look();
})"""


def delay(questions: int, saves: int = SAVES) -> float:
    """Milliseconds from a save to its paint, the best of several."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "exam.md")
        Path(folder, IMAGE).parent.mkdir()
        Path(folder, IMAGE).write_bytes(DOT_PNG)
        path.write_text(exam(questions), encoding="utf-8")
        command = [sys.executable, "-m", "examc", "preview", "--no-open", "--port", "0", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().split()[0]
            with chromium() as browser, opened(browser, address) as page:
                page.wait_for_function("document.documentElement.dataset.state")
                found = min(_save(page, path, exam(questions), number) for number in range(saves))
            server.terminate()
    return found


def _save(page: Page, path: Path, text: str, number: int) -> float:
    time.sleep(0.5)  # what systems make of the last save is found meanwhile
    before = page.evaluate("document.documentElement.dataset.state")
    path.write_text(text.replace("Layer", f"Layer of save {number}", 1), encoding="utf-8")
    written = 1000 * time.time()
    return float(page.evaluate(_PAINTED, before)) - written


def main() -> None:
    """Print a row for each size."""
    if not CHROMIUM:
        sys.exit("there is no chromium to paint pages")
    print("questions | save to paint (ms)")
    for size in SIZES:
        print(f"{size} | {delay(size):.0f}")


if __name__ == "__main__":
    main()
