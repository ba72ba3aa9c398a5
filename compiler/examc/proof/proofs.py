"""A proof of the marks, shown as a table of text and as JSON."""

from collections.abc import Iterator

from examc.core import columns, numbers
from examc.core.diagnostics import Report
from examc.proof.comparing import Deviation
from examc.proof.remarks import Remarks, notes
from examc.proof.verify import Cell, Proof, Row, Verdict

NO_REMARKS = Remarks()


def deviations(proof: Proof, found: Report, remarks: Remarks = NO_REMARKS) -> None:
    """Report every question whose marks a client changes, under the client's code."""
    for row in proof.rows:
        for client, cell in zip(proof.clients, row.cells, strict=True):
            if cell.verdict in (Verdict.BENDS, Verdict.REFUSED):
                found.add(
                    client.code,
                    f"{cell.client}: {cell.words()}",
                    row.question.span,
                    help=remarks.help(row, cell),
                    where=row.where,
                    target=client.target,
                )


def as_text(proof: Proof, remarks: Remarks = NO_REMARKS) -> Iterator[str]:
    """Yield the lines of the table, each cell that is not the same in words, and the ways out."""
    heads = ["question", *(client.name for client in proof.clients)]
    rows = [[_name(row), *(cell.verdict.value for cell in row.cells)] for row in proof.rows]
    yield from columns.table([heads, *rows])
    yield ""
    for row in proof.rows:
        yield from _in_words(proof, row, remarks)
    yield summary(proof, remarks)


def _in_words(proof: Proof, row: Row, remarks: Remarks) -> Iterator[str]:
    """Yield what becomes of a question where it is not the same."""
    for note in notes(proof, row, remarks):
        line = f"{row.where} · {note.names}: {note.cell.verdict.value}: {note.cell.words()}"
        if note.accepted:
            codes = ",".join(client.code for client in note.clients)
            yield f"{line} (accepted: allow={codes})"
            continue
        yield line
        if note.help:
            yield f"  help: {note.help}"
    for way in remarks.ways.get(row.where, ()):
        yield f"{row.where} · {'way out for ' if way.meant else ''}{way.words()}"


def summary(proof: Proof, remarks: Remarks = NO_REMARKS) -> str:
    """One line that counts the verdicts of each client."""
    parts = []
    for index, client in enumerate(proof.clients):
        verdicts = [row.cells[index].verdict for row in proof.rows]
        counts = [f"{verdicts.count(v)} {v.value}" for v in Verdict if v in verdicts]
        accepted = sum(remarks.accepts(row, client) for row in proof.rows)
        counts += [f"{accepted} of them accepted"] if accepted else []
        parts.append(f"{client.name}: {', '.join(counts)}")
    return "; ".join(parts)


def _name(row: Row) -> str:
    return row.where.replace("exercise ", "").replace(" › question ", ".") + f" {row.question.id}"


def as_dict(proof: Proof, remarks: Remarks = NO_REMARKS) -> dict[str, object]:
    """The whole proof as values of JSON: every question, every cell, every deviating response."""
    clients = [
        {"name": c.word, "title": c.name, "target": c.target, "code": c.code} for c in proof.clients
    ]
    return {"clients": clients, "questions": [_row(proof, row, remarks) for row in proof.rows]}


def _row(proof: Proof, row: Row, remarks: Remarks) -> dict[str, object]:
    span = row.question.span.root() if row.question.span else None
    pairs = zip(proof.clients, row.cells, strict=True)
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
                "accepted": remarks.accepts(row, client),
            }
            for client, cell in pairs
        ],
        "suggestions": [
            {
                "clients": list(way.clients),
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
        "client": cell.client,
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
        "chosen": [place + 1 for place in deviation.chosen],
        "meant": numbers.show(deviation.meant),
        "awarded": None if awarded is None else numbers.show(awarded),
    }
