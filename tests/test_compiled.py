"""The modules that a compiled wheel has in C hold nothing that mypyc makes something else of.

What stops it (a record, a subclass of `str`) or changes its meaning (a cached property that caches
nothing) is found here, long before `make compiled` would take its minutes.
"""

import ast
import builtins
import inspect
import types
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages

import pytest

import examc
from bench import compiled
from examc.core.records import is_record
from support import ROOT

LIST = (ROOT / ".ci" / "compiled.txt").read_text(encoding="utf-8").splitlines()
MODULES = compiled.modules()
ALLOWED_BASES = {"object", "Exception", "NamedTuple", "Enum", "Protocol", "tuple", "Generic"}
"""What a class that is compiled may be made of, beside classes that are compiled too."""
_ENDLESS = {"count", "cycle", "repeat"}


def _tree(name: str) -> ast.Module:
    path = ROOT / "compiler" / LIST[MODULES.index(name)]
    return ast.parse(path.read_text(encoding="utf-8"))


def _classes(module: types.ModuleType) -> Iterator[type]:
    for thing in vars(module).values():
        if inspect.isclass(thing) and thing.__module__ == module.__name__:
            yield thing


def _is_native(kind: type) -> bool:
    """Whether mypyc makes a class of C of it, which only classes of C can be based on."""
    special = hasattr(kind, "_fields") or hasattr(kind, "__members__") or is_record(kind)
    return not special and not getattr(kind, "_is_protocol", False)


def test_the_list_is_in_order_and_of_modules_that_there_are() -> None:
    assert sorted(set(LIST)) == LIST
    assert [line for line in LIST if not (ROOT / "compiler" / line).is_file()] == []
    assert [name for name in MODULES if find_spec(name) is None] == []


@pytest.mark.parametrize("name", MODULES)
def test_a_compiled_module_has_no_class_that_mypyc_changes(name: str) -> None:
    """mypyc drops the keywords of a record's class, and cannot make a subclass of `str`."""
    for kind in _classes(import_module(name)):
        assert not is_record(kind), f"{kind} is a record: keep it in a module of its own"
        for base in kind.__bases__:
            assert base.__module__ in MODULES or base.__name__ in ALLOWED_BASES, (kind, base)
        cached = [n for n, value in vars(kind).items() if isinstance(value, cached_property)]
        assert cached == [], f"{kind}: a cached property caches nothing there; use a field"


@pytest.mark.parametrize("name", MODULES)
def test_the_source_of_a_compiled_module_has_no_stop(name: str) -> None:
    tree = _tree(name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            lone = [char for char in node.value if "\ud800" <= char <= "\udfff"]
            assert lone == [], f"line {node.lineno}: a surrogate in a literal; write a pattern raw"
        if isinstance(node, ast.ImportFrom) and node.module == "itertools":
            endless = {alias.name for alias in node.names} & _ENDLESS
            assert endless == set(), "a generator over it becomes a list without an end"
        if isinstance(node, ast.ClassDef):
            assert list(_unsure_defaults(node)) == [], f"{node.name}: say ClassVar"


def _unsure_defaults(kind: ast.ClassDef) -> Iterator[str]:
    """The attributes of a class whose value is no literal: objects of C would not have them."""
    of_enum = {getattr(base, "id", "") for base in kind.bases} & {"Enum", "NamedTuple"}
    for node in kind.body if not of_enum else ():
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        said = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else ""
        if "ClassVar" not in said and not isinstance(node.value, ast.Constant | None):
            yield ast.unparse(node)


def test_no_class_in_python_is_based_on_one_in_c() -> None:
    for found in walk_packages(examc.__path__, "examc."):
        if found.name in MODULES or found.name.endswith("__main__"):
            continue
        for kind in _own_classes(found.name):
            for base in kind.bases:
                made = _named(found.name, base)
                if made is not None and made.__module__ in MODULES:
                    assert not _is_native(made), f"{found.name}.{kind.name}: list its module too"


def _own_classes(name: str) -> list[ast.ClassDef]:
    """The classes in the source of a module; those of extras are not imported for it."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).read_text(encoding="utf-8")
    tree = ast.parse(text if "\nclass " in text else "")
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


def _named(name: str, base: ast.expr) -> type | None:
    """The class that a base in a module's source names, of examc's own; None for others."""
    text = ast.unparse(base.value if isinstance(base, ast.Subscript) else base)
    if hasattr(builtins, text):
        return None
    found: object = import_module(name)
    for part in text.split("."):
        found = getattr(found, part, None)
    return found if isinstance(found, type) else None


def test_pure_python_says_what_is_not_compiled() -> None:
    assert compiled.in_python(["examc.cli"]) == ["examc.cli"]
    assert compiled.in_python(["_struct"]) == []
