"""The README's page for developers names rooms, functions and files that exist."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest

from support import ROOT
from test_layers import ROOMS

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = TEXT[TEXT.index("## How the house is built") : TEXT.index("### Contributing")]
_ROOMS = "|".join(ROOMS)
NAMES = sorted(set(re.findall(rf"`((?:{_ROOMS})(?:\.[A-Za-z_]+)+)`", PAGE)))
FILES = sorted(set(re.findall(r"`((?:compiler|tests|templates)/[\w./-]+)`", PAGE)))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_named_exists(name: str) -> None:
    *module, last = f"examc.{name}".split(".")
    if find_spec(".".join(module)) is None:
        module, last = module[:-1], module[-1]  # a method, or a member of a class
    home = ".".join(module)
    assert hasattr(import_module(home), last) or find_spec(f"{home}.{last}")


def test_names_are_found() -> None:
    assert len(NAMES) > 25, NAMES


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_named_exist(name: str) -> None:
    assert (ROOT / name).exists() or "NEW" in name


def test_every_room_is_told() -> None:
    table = PAGE[PAGE.index("| room |") :].split("\n\n")[0]
    told = {
        room for line in table.splitlines() for room in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert told == set(ROOMS)
