"""A proof of the marks, shown as a table of text and as JSON."""

from collections.abc import Iterator

from examc.core import columns, numbers
from examc.core.diagnostics import Report
from examc.core.responses import picked
from examc.proof.remarks import Remarks, notes
from examc.proof.verify import Cell, Proof, Row, Verdict
from examc.systems.comparing import Deviation
from examc.systems.marking import tell
from examc.systems.table import System

NO_REMARKS = Remarks()


def deviations(proof: Proof, report: Report) -> None:
    """Report every fact that changes marks, as a build does."""
    for row, cell in proof.cells():
        tell(report, cell.system.target, cell.system.name, row.question, row.where, cell.facts)


def as_text(proof: Proof, remarks: Remarks = NO_REMARKS) -> Iterator[str]:
    """Yield the lines of the table, each cell that is not the same in words, and the ways out."""
    heads = ["question", *(system.label for system in proof.systems)]
    rows = [[_name(row), *(cell.verdict.value for cell in row.cells)] for row in proof.rows]
    yield from columns.table([heads, *rows])
    yield ""
    for row in proof.rows:
        yield from _in_words(row, remarks)
    yield summary(proof, remarks)


def _in_words(row: Row, remarks: Remarks) -> Iterator[str]:
    """Yield what becomes of a question where it is not the same."""
    for note in notes(row, remarks):
        line = f"{row.where} · {note.names}: {note.cell.verdict.value}: {note.cell.words()}"
        if note.accepted:
            yield f"{line} (accepted: allow={','.join(note.codes)})"
            continue
        yield line
        if note.help:
            yield f"  help: {note.help}"
    for way in remarks.ways.get(row.where, ()):
        yield f"{row.where} · {'way out for ' if way.meant else ''}{way.words()}"


def summary(proof: Proof, remarks: Remarks = NO_REMARKS) -> str:
    """One line that counts the verdicts of each system."""
    parts = []
    for index, system in enumerate(proof.systems):
        verdicts = [row.cells[index].verdict for row in proof.rows]
        counts = [f"{verdicts.count(v)} {v.value}" for v in Verdict if v in verdicts]
        accepted = sum(remarks.accepts(row, row.cells[index]) for row in proof.rows)
        counts += [f"{accepted} of them accepted"] if accepted else []
        parts.append(f"{system.label}: {', '.join(counts)}")
    return "; ".join(parts)


def _name(row: Row) -> str:
    return row.where.replace("exercise ", "").replace(" › question ", ".") + f" {row.question.id}"


def as_dict(proof: Proof, remarks: Remarks = NO_REMARKS) -> dict[str, object]:
    """The whole proof as values of JSON: every question, every cell, every deviating response."""
    systems = [_named(system) for system in proof.systems]
    return {"systems": systems, "questions": [_row(row, remarks) for row in proof.rows]}


def _named(system: System) -> dict[str, object]:
    return {"system": system.name, "target": system.target}


def _row(row: Row, remarks: Remarks) -> dict[str, object]:
    span = row.question.span.root() if row.question.span else None
    return {
        "where": row.where,
        "id": row.question.id,
        "path": span.source.path if span else "",
        "line": span.line if span else 0,
        "points": numbers.show(row.question.points),
        "cells": [
            {
                **_cell(cell),
                "help": remarks.help(row, cell),
                "accepted": remarks.accepts(row, cell),
            }
            for cell in row.cells
        ],
        "suggestions": [
            {
                "systems": [_named(system) for system in way.systems],
                "write": way.write,
                "effect": way.effect,
                "helps": way.meant is not None,
                "keeps": way.keeps,
            }
            for way in remarks.ways.get(row.where, ())
        ],
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {
        **_named(cell.system),
        "codes": list(cell.codes),
        "verdict": cell.verdict.value,
        "words": cell.words(),
        "responses": cell.compared.tried,
        "possible": cell.compared.possible,
        "sample": cell.compared.sampled,
        "lost": list(cell.lost),
        "reason": cell.reason,
        "deviations": [_deviation(deviation) for deviation in cell.deviations],
    }


def _deviation(deviation: Deviation) -> dict[str, object]:
    awarded = deviation.awarded
    return {
        "chosen": [place + 1 for place in sorted(picked(deviation.response))],
        "meant": numbers.show(deviation.meant),
        "awarded": None if awarded is None else numbers.show(awarded),
    }
