"""Slips in the further kinds of question: one message for each, at its place, with what to write."""

from collections.abc import Sequence

from examc.verbs import pipeline

HEAD = "---\ntitle: Slips\n---\n\n# Slips {#slips}\n\n"


def told(question: str) -> Sequence[tuple[str, int, str]]:
    """The code, the line from that of the question's heading on, and the help of what is said."""
    data = f"{HEAD}{question}\n".encode()
    found = pipeline.read("exam.md", data).report.diagnostics
    above = HEAD.count("\n")
    return [(d.code, d.span.line - above if d.span else 0, d.help) for d in found]


def test_more_gaps_than_any_exam_has() -> None:
    gaps = " ".join(f"[[g{number}]]" for number in range(201))
    keys = "\n\n".join(f"### answer: g{number}\n\n- a" for number in range(201))
    found = told(f"## 2 pts · fill in {{#q}}\n\n{gaps}\n\n{keys}")
    assert found == [("S109", 805, "write 200 at most, or split the question")]
