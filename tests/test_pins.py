"""What CI and development install is pinned, within the bounds of pyproject.toml, and names no host."""

import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from support import ROOT

PINS = ROOT / ".ci" / "constraints.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _pins() -> dict[str, str]:
    lines = PINS.read_text(encoding="utf-8").split()
    return {
        canonicalize_name(name): version for name, _, version in (x.partition("==") for x in lines)
    }


def _wanted() -> list[Requirement]:
    groups = PROJECT["dependency-groups"]
    extras = PROJECT["project"].get("optional-dependencies", {}).values()
    lists = [PROJECT["project"]["dependencies"], *extras, groups["dev"], groups["peers"]]
    found = [Requirement(text) for texts in lists for text in texts if isinstance(text, str)]
    return [one for one in found if canonicalize_name(one.name) != "examc"]


def test_every_line_pins_one_release() -> None:
    for line in PINS.read_text(encoding="utf-8").splitlines():
        requirement = Requirement(line)
        assert not requirement.url
        assert [spec.operator for spec in requirement.specifier] == ["=="]


def test_all_that_is_wanted_is_pinned_within_its_bounds() -> None:
    pins = _pins()
    for wanted in _wanted():
        name = canonicalize_name(wanted.name)
        assert name in pins, f"run make pins: {name} is not pinned"
        assert wanted.specifier.contains(Version(pins[name])), f"run make pins: {wanted}"


def test_what_parses_the_input_of_strangers_has_a_safe_lower_bound() -> None:
    """Older ones let a template out of its sandbox, or resolve what a document names."""
    bounds = {
        one.name: str(one.specifier) for one in map(Requirement, PROJECT["project"]["dependencies"])
    }
    assert ">=3.1.6" in bounds["jinja2"]
    assert ">=5.4" in bounds["lxml"]
    assert bounds["math-core"] in ("<0.10,>=0.9", ">=0.9,<0.10")
