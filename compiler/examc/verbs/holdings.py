"""The table of `examc targets`: what each target holds of an exam."""

import json

from examc.core import columns
from examc.core.features import Feature, Hold, Holding
from examc.formats import TARGETS


def as_json() -> str:
    """The table as JSON: targets, and for each feature how each target holds it."""
    table = {
        "targets": [
            {"name": t.name, "title": t.title, "extension": t.extension} for t in TARGETS.values()
        ],
        "features": [
            {
                "code": feature.code,
                "feature": feature.label,
                "held": {
                    name: {"hold": held.hold.value, "how": held.how}
                    for name, held in _row(feature).items()
                },
            }
            for feature in Feature
        ],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def as_table() -> str:
    """The table as text, and below it how the features that are not kept whole are held."""
    head = ["", "", *TARGETS]
    rows = [[f.code, f.label, *(held.hold.value for held in _row(f).values())] for f in Feature]
    names = [[t.name, f"{t.title}, written as NAME.{t.extension}"] for t in TARGETS.values()]
    lines = [*columns.table(names), "", *columns.table([head, *rows])]
    lines += ["", "bent, lost and partly mean:"]
    for feature in Feature:
        lines += [
            f"{feature.code}  {name}: {held.how}"
            for name, held in _row(feature).items()
            if held.hold is not Hold.KEPT and held.how
        ]
    return "\n".join(lines) + "\n"


def _row(feature: Feature) -> dict[str, Holding]:
    return {name: target.statement[feature] for name, target in TARGETS.items()}
