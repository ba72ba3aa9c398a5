"""Formatting on the disk: several inputs, links, modes, and standard input."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from examc.cli import cli

ROUGH = "---\ntitle:   T\n---\n# A {#a}\n## 1 pt · open {#q}\nWhy?\n"
SMOOTH = "---\ntitle: T\n---\n\n# A {#a}\n\n## 1 pt · open {#q}\n\nWhy?\n"
CHANGED = """\
@@ -2 +2 @@
-title:   T
+title: T
@@ -3,0 +4 @@
+
@@ -4,0 +6 @@
+
@@ -5,0 +8 @@
+
"""
"""What --check shows of the first."""
YAML = "# first\ntitle:   T\nexercises: [{title: A, id: a}]\n"


def fmt(*words: str, given: bytes = b"") -> Result:
    """Run `examc fmt`."""
    return CliRunner().invoke(cli, ["fmt", *words], input=given)


def exam(folder: Path, text: str = ROUGH) -> Path:
    """Write the main file of an exam."""
    folder.mkdir()
    main = folder / "exam.md"
    main.write_text(text, encoding="utf-8")
    return main


def test_a_link_stays_and_its_file_is_formatted(tmp_path: Path) -> None:
    main = exam(tmp_path / "a")
    (tmp_path / "a" / "parts").mkdir()
    real = main.rename(tmp_path / "a" / "parts" / "real.md")
    main.symlink_to("parts/real.md")
    assert fmt(str(main.parent)).exit_code == 0
    assert main.is_symlink()
    assert real.read_text(encoding="utf-8") == SMOOTH


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    main = exam(tmp_path / "a")
    real = main.rename(tmp_path / "real.md")
    main.symlink_to(real)
    done = fmt(str(main.parent))
    assert done.exit_code == 1
    assert "is a link that leads out of its folder; name the file itself" in done.stderr
    assert real.read_text(encoding="utf-8") == ROUGH


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    main = exam(tmp_path / "a")
    os.chmod(main, mode)
    assert fmt(str(main)).exit_code == 0
    assert main.stat().st_mode & 0o777 == mode


def test_a_read_only_file_stays_and_stops_no_other(tmp_path: Path) -> None:
    first, second = exam(tmp_path / "a"), exam(tmp_path / "b")
    os.chmod(first, 0o444)
    done = fmt(str(first), str(second))
    assert done.exit_code == 1
    assert f"error: cannot write {first}: it is read-only" in done.stderr
    assert done.stdout == f"rewrote {second}\n"
    assert first.read_text(encoding="utf-8") == ROUGH
    assert fmt("--check", str(first), str(second)).stdout.startswith(f"would rewrite {first}\n@@")


def test_a_second_spelling_stops_no_other(tmp_path: Path) -> None:
    first, second = exam(tmp_path / "a"), exam(tmp_path / "b")
    other = first.with_suffix(".yaml")
    other.write_text(YAML, encoding="utf-8")
    done = fmt("--to", "yaml", str(first), str(second))
    assert done.exit_code == 1
    assert f"error: {other} exists already; keep one spelling" in done.stderr
    assert (first.exists(), second.exists(), second.with_suffix(".yaml").exists()) == (1, 0, 1)


@pytest.mark.parametrize(
    ("words", "given", "printed", "status"),
    [
        ((), ROUGH, SMOOTH, 0),
        ((), SMOOTH, SMOOTH, 0),
        ((), ROUGH.replace("\n", "\r\n"), SMOOTH, 0),
        ((), YAML, "# first\ntitle: T\nexercises:\n  - title: A\n    id: a\n", 0),
        (("--to", "md"), YAML, "---\n# first\ntitle: T\n---\n\n# A {#a}\n", 0),
        (("--check",), ROUGH, f"would rewrite <stdin>\n{CHANGED}", 1),
        (("--check",), SMOOTH, "", 0),
        ((), "# A\n", "", 1),
    ],
)
def test_standard_input(words: tuple[str, ...], given: str, printed: str, status: int) -> None:
    done = fmt("-", *words, given=given.encode())
    assert (done.stdout, done.exit_code) == (printed, status)


def test_yaml_on_standard_input_is_a_source(tmp_path: Path) -> None:
    item = "{type: open, points: 1, prompt: Why?}"
    for given in (YAML.replace("id: a}", f"id: a, items: [{item}]}}"), ROUGH):
        done = CliRunner().invoke(cli, ["check", "-"], input=given.encode())
        assert done.exit_code == 0, done.output
