"""What a running Moodle was answered, and the marks that it gave (samples of the further kinds)."""

import json
import re
from collections.abc import Iterator

from examc.core.responses import Ordered, Response, choose, filled, typed
from examc.systems.view import Seen
from support import shared


def measured() -> Iterator[tuple[str, list[object], list[str]]]:
    """Yield the questions of the sample file with what was answered, and the marks it was given."""
    readme = shared("samples", "kinds", "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Moodle 4.5.6")[2].partition("### Edge cases")[0]
    marks = [
        (name, [one.rpartition(" → ")[2] for one in said.split(" · ")])
        for name, said in re.findall(r"^\| (\w+) \| [\d.]+ \| (.*?) \|$", table, re.MULTILINE)
    ]
    tried = json.loads(shared("samples", "kinds", "moodle", "responses.json").read_text())
    for question in tried:
        found = next(m for m in marks if m[0] == question["question"])
        marks.remove(found)
        yield question["question"], question["responses"], found[1]


def response_of(seen: Seen, given: object) -> Response | None:
    """What was answered, as the harness of the measurements wrote it."""
    match given:
        case bool():
            return choose((0 if given else 1,))
        case str():
            return typed(given)
        case [*places] if all(isinstance(place, int) for place in places):
            return choose(int(str(place)) for place in places)
        case [*texts] if seen.labels is not None:
            return Ordered(tuple(seen.labels.index(str(text)) for text in texts))
        case [*texts]:
            pairs = zip(seen.parts, [*texts, *([""] * len(seen.parts))], strict=False)
            return filled(
                choose((part.choices.index(str(text)),)) if text else None for part, text in pairs
            )
        case {"raw": dict() as raw}:
            return filled(
                _part(part.choices, raw.get(f"sub{place}_answer", ""))
                for place, part in enumerate(seen.parts, 1)
            )
        case dict():
            return filled(
                choose((part.choices.index(given[part.label]),)) if part.label in given else None
                for part in seen.parts
            )
        case _:
            raise AssertionError(given)


def _part(choices: tuple[str, ...], given: str) -> Response | None:
    if choices:
        return choose((int(given),)) if given else None
    return typed(given)
