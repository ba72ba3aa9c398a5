"""A summary of many exams as JSON: counts over all of them, and a line for each.

The same exams give the same bytes wherever and by however many they were worked on: it holds no time,
and of paths what is below the folder that all exams have in common.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import PurePath

from examc.core import numbers
from examc.core.diagnostics import CODES, Severity
from examc.verbs.outcomes import Outcome, Tally, count


def overview(outcomes: Sequence[Outcome]) -> bytes:
    """The summary of what came of exams, in their order."""
    heads = [outcome.head for outcome in outcomes if outcome.head is not None]
    whole = {
        "exams": len(outcomes),
        "failed": sum(outcome.failed for outcome in outcomes),
        "questions": sum(head.questions for head in heads),
        "points": numbers.show(sum([numbers.value(h.points) for h in heads], Fraction(0))),
        "said": list(_said(outcomes)),
        "each": [
            _one(outcome, path) for outcome, path in zip(outcomes, _below(outcomes), strict=True)
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _said(outcomes: Sequence[Outcome]) -> Iterator[dict[str, object]]:
    """What is said of any exam, how often, and of how many of them."""
    times, exams = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for outcome in outcomes:
        for tally in outcome.tallies:
            times[_key(tally)] += tally.number
            exams[_key(tally)] += 1
    for key in sorted(times):
        code, severity, target, system = key
        yield {
            "code": code,
            "name": CODES[code].name,
            "severity": severity,
            "target": target,
            "system": system,
            "times": times[key],
            "exams": exams[key],
        }


def _key(tally: Tally) -> tuple[str, ...]:
    return tally.code, tally.severity.value, tally.target, tally.system


def _one(outcome: Outcome, path: str) -> dict[str, object]:
    head = outcome.head
    return {
        "name": outcome.name,
        "path": path,
        "failed": outcome.failed,
        "questions": None if head is None else head.questions,
        "points": None if head is None else head.points,
        **{f"{severity.value}s": count(outcome.tallies, severity) for severity in Severity},
        "files": {file.name: file.hash for file in outcome.files},
        **outcome.counted(),
    }


def _below(outcomes: Sequence[Outcome]) -> list[str]:
    """The path of each exam's file from the folder that all of them are in."""
    whole = [os.path.abspath(outcome.path) for outcome in outcomes]
    common = os.path.commonpath([os.path.dirname(path) for path in whole]) if whole else ""
    return [PurePath(path).relative_to(common).as_posix() for path in whole]
