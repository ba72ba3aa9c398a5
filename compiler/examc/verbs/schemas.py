"""The JSON Schemas that `examc schema` prints; that of the source is made of its vocabulary."""

from typing import Any

from examc.formats.exam import kindkeys, vocabulary
from examc.formats.exam.shapes import Key, Shape

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER_PATTERN = r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+|[0-9]+/[0-9]+)$"
_SHARE_PATTERN = r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+|[0-9]+/[0-9]+) *%$"
Schema = dict[str, Any]
_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER_PATTERN}]}
_WEIGHT: Schema = {"anyOf": [*_NUMBER["anyOf"], {"type": "string", "pattern": _SHARE_PATTERN}]}
_LISTS: dict[str, list[str]] = {
    **{kind: ["options"] for kind in vocabulary.CHOICE_KINDS},
    "matching": ["pairs"],
    "ordering": ["order"],
    "matrix": ["columns", "rows"],
}
"""The lists that a question of a kind must have."""


def schema(which: str) -> Schema:
    """The schema of "source" (exam.yaml) or "ans" (the ANS-style JSON)."""
    if which == "ans":
        from examc.formats.ans.schema import schema as ans_schema

        return ans_schema()
    return _source()


def _source() -> Schema:
    exercises = {"exercises": Key(Shape.EXERCISES, "the exercises, in order")}
    return {
        "$schema": _DRAFT,
        "$id": "urn:examc:source:1",
        "title": "examc source in YAML",
        **_mapping(vocabulary.EXAM | exercises, ["title"]),
        "$defs": {
            "exercise": _mapping(
                vocabulary.EXERCISE | {"items": Key(Shape.ITEMS, "questions and blocks")}, ["title"]
            ),
            "item": {"oneOf": [_item(kind) for kind in vocabulary.KINDS]},
            "option": _mapping(vocabulary.OPTION, ["text"]),
            "answer": _answer(),
            "answers": {"anyOf": [_reference("answer"), _array(_reference("answer"))]},
            "gap": {"anyOf": [_reference("answers"), _mapping(vocabulary.GAP, [])]},
            "pair": _pair(),
            "label": {"anyOf": [_SCALAR, _mapping(kindkeys.LABEL, ["text"])]},
            "row": _row(),
            "criterion": _mapping(vocabulary.CRITERION, ["points"]),
            "level": _mapping(vocabulary.LEVEL, []),
            "feedback": _mapping(vocabulary.FEEDBACK, []),
            "course": _mapping(vocabulary.COURSE, []),
            "scoring": _mapping(vocabulary.SCORING, []),
        },
    }


def _item(kind: str) -> Schema:
    required = {"text block": ["text"], "image block": ["image"]}.get(kind, ["points", "prompt"])
    required = [*required, *_LISTS.get(kind, ())]
    item = _mapping(vocabulary.ITEMS[kind], ["type", *required])
    item["properties"]["type"] = {"const": kind}
    return item


def _answer() -> Schema:
    """An accepted answer: the answer alone, or a mapping with one of the ways to say it."""
    said = [{"required": [name]} for name in ("is", "contains", "pattern")]
    mapping = _mapping(vocabulary.ANSWER, [])
    return {"anyOf": [{"type": ["string", "number", "boolean"]}, mapping | {"oneOf": said}]}


def _pair() -> Schema:
    """A left and a right side, alone or with more said of them."""
    sides = {"type": "array", "items": _SCALAR, "minItems": 2, "maxItems": 2}
    return {"anyOf": [sides, _mapping(kindkeys.PAIR, ["left", "right"])]}


def _row() -> Schema:
    """A text and its right columns, alone or with weights."""
    row = _mapping(kindkeys.ROW, ["text"])
    weights = {"type": "object", "additionalProperties": _WEIGHT}
    row["properties"]["is"] |= {"anyOf": [_SCALAR, _array(_SCALAR)]}
    row["properties"]["is"].pop("type")
    row["properties"]["is"].pop("items")
    row["properties"]["cells"] = {"description": kindkeys.ROW["cells"].meaning, **weights}
    return {"anyOf": [{"type": "array", "items": _SCALAR, "minItems": 2}, row]}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _mapping(keys: dict[str, Key], required: list[str]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": {name: _value(name, key) for name, key in keys.items()},
    }


def _value(name: str, key: Key) -> Schema:
    described = {"description": key.meaning}
    match key.shape:
        case Shape.NUMBER:
            return described | _NUMBER
        case Shape.BOUND:
            return described | {"anyOf": [*_NUMBER["anyOf"], {"const": "none"}]}
        case Shape.WHOLE:
            return described | {"type": "integer", "minimum": 1}
        case Shape.FLAG:
            return described | {"type": "boolean"}
        case Shape.WORDS:
            return described | {"type": "array", "items": _SCALAR}
        case Shape.COURSE | Shape.SCORING:
            return described | _reference(name)
        case Shape.FEEDBACK:
            return described | {"anyOf": [{"type": "string"}, _reference("feedback")]}
        case Shape.EXERCISES | Shape.ITEMS | Shape.OPTIONS | Shape.LEVELS:
            return described | {"type": "array", "items": _reference(name[:-1])}
        case Shape.CRITERIA:
            return described | {"type": "array", "items": _reference("criterion")}
        case Shape.SHARE:
            return described | _WEIGHT
        case Shape.PAIRS | Shape.ROWS:
            return described | _array(_reference(name[:-1]))
        case Shape.LABELS:
            return described | _array(_reference("label"))
        case Shape.LISTING:
            return described | _SCALAR
        case Shape.ANSWERS:
            return described | _reference("answers")
        case Shape.GAPS:
            return described | {"type": "object", "additionalProperties": _reference("gap")}
        case Shape.WORD if key.words == vocabulary.TRUTHS:
            return described | {"enum": [True, False, *key.words]}
        case Shape.WORD if key.words:
            return described | {"enum": list(key.words)}
        case Shape.WORD | Shape.TEXT:
            return described | _SCALAR
    raise AssertionError(key.shape)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
