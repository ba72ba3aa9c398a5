"""Patterns that are compiled when they are first used: they are patterns, and all can be compiled."""

import re
import subprocess
import sys

import pytest

from examc.core import lazyre

_ALL = """
import pkgutil, re, sys
from importlib import import_module
import examc
from examc.core import lazyre

made = []
lazyre.compile = lambda pattern, flags=0: made.append(pattern) or re.compile(pattern, flags)
for module in pkgutil.walk_packages(examc.__path__, "examc."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
print(len(made))
"""


def test_it_finds_what_the_pattern_finds() -> None:
    pattern = lazyre.compile(r"([a-z])(\d)?", re.IGNORECASE)
    assert [m.groups() for m in pattern.finditer("A1 b")] == [("A", "1"), ("b", None)]
    assert pattern.sub("-", "A1 b") == "- -"
    assert pattern.fullmatch("A12") is None
    assert pattern.pattern == r"([a-z])(\d)?"
    assert lazyre.compile(rb"\d").search(b"ab1") is not None


def test_it_is_compiled_once_and_by_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compile_now = re.compile

    def counted(pattern: str, flags: int) -> re.Pattern[str]:
        made.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern = lazyre.compile("a+")
    assert made == []
    assert pattern.match("aa")
    assert pattern.search("baa")
    assert made == ["a+"]


def test_a_mistake_is_raised_by_its_first_use() -> None:
    pattern = lazyre.compile("(")
    for _ in range(2):
        with pytest.raises(re.error):
            pattern.match("a")


def test_every_pattern_of_the_house_can_be_compiled() -> None:
    """What a module says when it is loaded is then said of all of them at once."""
    run = subprocess.run([sys.executable, "-c", _ALL], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 300
