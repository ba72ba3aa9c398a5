"""The JSON Schema of what this format writes: the API's names, and all of ours."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("ans-style.schema.json")


def schema() -> dict[str, Any]:
    """The schema, as JSON Schema 2020-12."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
