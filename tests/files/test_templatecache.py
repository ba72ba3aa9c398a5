"""Compiled templates are kept as compiled modules are, and never taken for others."""

import sys
from pathlib import Path

import jinja2
import pytest

from examc.files.templatecache import TemplateCache


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Python keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def _environment(source: str, *, trim_blocks: bool = True) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.DictLoader({"a.xml": source}),
        autoescape=True,
        trim_blocks=trim_blocks,
        bytecode_cache=TemplateCache(),
    )


def _made(source: str, *, trim_blocks: bool = True) -> str:
    environment = _environment(source, trim_blocks=trim_blocks)
    return environment.get_template("a.xml").render(x="<")


def _files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def test_what_is_kept_is_used_and_makes_the_same(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _made("a{{ x }}") == "a&lt;"
    assert len(_files(kept)) == 1
    monkeypatch.setattr(jinja2.Environment, "compile", None)  # nothing can be compiled any more
    assert _made("a{{ x }}") == "a&lt;"


def test_another_text_or_setting_is_compiled_again(kept: Path) -> None:
    source = "{% if x %}\na{% endif %}"
    assert _made(source) == "a"
    assert _made(source, trim_blocks=False) == "\na"
    assert _made(source) == "a"
    assert _made("b{{ x }}") == "b&lt;"
    assert len(_files(kept)) == 1


@pytest.mark.parametrize("length", [0, 3, 20, 40, 100, -1])
def test_what_is_cut_short_is_compiled_again(kept: Path, length: int) -> None:
    _made("a{{ x }}")
    (file,) = _files(kept)
    whole = file.read_bytes()
    file.write_bytes(whole[:length])
    assert _made("a{{ x }}") == "a&lt;"
    assert file.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _made("a{{ x }}") == "a&lt;"
    assert not _files(kept)


def test_a_folder_that_cannot_be_made_keeps_nothing(kept: Path) -> None:
    kept.write_bytes(b"a file")
    assert _made("a{{ x }}") == "a&lt;"
    assert kept.read_bytes() == b"a file"
