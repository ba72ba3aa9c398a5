"""Judges that are not ours: the schemas and package checks of the material beside the project."""

import importlib.util
import io
import json
import sys
import zipfile
from contextlib import redirect_stdout
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml import etree

from examc.files.package import unpack
from support import shared


@lru_cache(maxsize=4)
def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    argv, sys.argv = sys.argv, [str(path)]
    try:
        with redirect_stdout(io.StringIO()):
            spec.loader.exec_module(module)
    except SystemExit:
        pass  # the lint is a script that ends itself
    finally:
        sys.argv = argv
    return module


def package_problems(package: Path, version: str = "2.1.2") -> list[str]:
    """What the schemas and the package check have against a QTI package; skips without them."""
    module = _module(shared("check", "qti_check.py"))
    shared("schemas", "qti21")
    printed = io.StringIO()
    with redirect_stdout(printed):
        module.main(["--v", version, str(package)])
    rows = [json.loads(line) for line in printed.getvalue().splitlines()]
    return [json.dumps(row, ensure_ascii=False) for row in rows if not row["ok"]]


def item_problems(package: Path) -> list[str]:
    """What the item lint has against each item of a QTI package; skips without it."""
    module = _module(shared("check", "qti_lint.py"))
    found: list[str] = []
    with zipfile.ZipFile(package) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml"):
                problems: list[str] = module.lint(archive.read(name)) or []
                found += [f"{name}: {problem}" for problem in problems]
    return found


@lru_cache(maxsize=1)
def ans_schema() -> Any:
    """The schema of ANS-style JSON that was agreed on; skips without it."""
    return json.loads(shared("ans-style.schema.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _schema_of_qti3(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared("schemas", "qti30", name)))


def qti3_problems(data: bytes) -> list[str]:
    """What the schemas of QTI 3 have against a package; skips without them.

    The items' is that of the profile of the Smarter Balanced consortium, which allows less than
    QTI 3 does.
    """
    found: list[str] = []
    for name, content in unpack(data).items():
        if not name.endswith(".xml"):
            continue
        is_manifest = name == "imsmanifest.xml"
        schema = _schema_of_qti3(
            "imsqtiv3p0_imscpv1p2_v1p0.xsd" if is_manifest else "imsqti_asiv3p0_sbacv1p0_v1p0.xsd"
        )
        if not schema.validate(etree.fromstring(content)):
            found.append(f"{name}: {schema.error_log}")
    return found
