"""What the page of a proof sums up: the files, the worst cases in points, and what does not arrive."""

import hashlib
from collections.abc import Mapping
from fractions import Fraction

from examc.core import numbers
from examc.proof import pagesentences
from examc.proof.verify import Cell, Proof, Row, Verdict


def number(row: Row) -> str:
    """`1.2`, the place of a question."""
    return row.where.replace("exercise ", "").replace(" › question ", ".")


def hashes(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    """The name and the SHA-256 of each file, by name."""
    return [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]


def off(row: Row, cell: Cell) -> tuple[Fraction, Fraction]:
    """How many points a question can give a student too few, and too many, at most.

    A question that is refused, or a response that cannot be given, earns nothing.
    """
    if cell.verdict is Verdict.REFUSED:
        return row.question.points, Fraction(0)
    gaps = [d.meant - (d.awarded or 0) for d in cell.deviations]
    return max([Fraction(0), *gaps]), max([Fraction(0), *(-gap for gap in gaps)])


def worst(proof: Proof) -> list[dict[str, object]]:
    """The worst cases of each system that has one: of its questions, and of the exam, their sum."""
    found: list[dict[str, object]] = []
    for index, system in enumerate(proof.systems):
        cases = [(row, *off(row, row.cells[index])) for row in proof.rows]
        rows = [
            {"number": number(row), "few": numbers.show(few), "many": numbers.show(many)}
            for row, few, many in cases
            if few or many
        ]
        if rows:
            few = sum((case[1] for case in cases), start=Fraction(0))
            many = sum((case[2] for case in cases), start=Fraction(0))
            total = {"few": numbers.show(few), "many": numbers.show(many)}
            found.append({"system": system.label, "rows": rows, "total": total})
    return found


def missing(proof: Proof, language: str) -> list[dict[str, str]]:
    """What does not arrive, each thing once for the systems that lack it in the same questions."""
    places: dict[str, dict[str, list[str]]] = {}
    for row, cell in proof.cells():
        for thing in dict.fromkeys(cell.lost):
            places.setdefault(thing, {}).setdefault(cell.system.label, []).append(number(row))
    found = []
    for thing, by_system in places.items():
        groups: dict[tuple[str, ...], list[str]] = {}
        for label, numbers_ in by_system.items():
            groups.setdefault(tuple(numbers_), []).append(label)
        found += [
            {
                "what": pagesentences.thing(thing, language),
                "systems": pagesentences.both(labels, language),
                "questions": ", ".join(asked),
            }
            for asked, labels in groups.items()
        ]
    return found


def of_system(proof: Proof, name: str) -> Proof:
    """The proof for the systems of one name (`Moodle`, `qti → Canvas Classic`), or for all where "".

    Raises ValueError for a name that none of them has.
    """
    keep = [i for i, s in enumerate(proof.systems) if _is_called(name, s.label, s.name)]
    if not keep:
        known = ", ".join(dict.fromkeys(system.name for system in proof.systems))
        raise ValueError(f"no system called {name!r} was compared; write one of {known}")
    rows = [Row(r.where, r.question, tuple([r.cells[i] for i in keep])) for r in proof.rows]
    return Proof(tuple([proof.systems[i] for i in keep]), rows)


def _is_called(name: str, *names: str) -> bool:
    return not name or name.casefold() in [one.casefold() for one in names]
