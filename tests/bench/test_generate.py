"""The benchmark's exams are what they are said to be: as a real exam is, in every respect."""

from collections import Counter

import pytest

from bench.generate import IMAGE, exam
from examc.core.answers import Option
from examc.core.content import Node
from examc.core.content import walk as walk_text
from examc.core.model import Exam, Question, kind_of, questions
from examc.core.walking import texts, walk
from support import DOT_PNG, ROOT, exam_of

LIKE = (
    *("Exercise", "multiple choice", "multiple response", "open", "Option", "Criterion"),
    *("feedback", "TextBlock", "Image", "Paragraph", "Text", "Math", "Emphasis", "CodeBlock"),
)


def _a_question(source: str, files: dict[str, bytes]) -> dict[str, float]:
    """How many nodes of each kind, and characters, a question has in the mean."""
    made: Exam = exam_of(source, files)
    found: Counter[str] = Counter()
    for _, node in walk(made):
        found[kind_of(node) if isinstance(node, Question) else type(node).__name__] += 1
        found["feedback"] += isinstance(node, Option) and bool(node.feedback)
        inner: list[Node] = [part for text in texts(node) for part in walk_text(text)]
        found.update(type(part).__name__ for part in inner)
    count = sum(1 for _ in questions(made))
    return {name: number / count for name, number in found.items()} | {
        "characters": len(source) / count
    }


@pytest.mark.parametrize("kind", [*LIKE, "characters"])
def test_a_question_has_what_a_real_one_has(kind: str) -> None:
    folder = ROOT / "sources" / "resit2022"
    files = {f"images/{path.name}": path.read_bytes() for path in (folder / "images").iterdir()}
    real = _a_question((folder / "exam.md").read_text(encoding="utf-8"), files)
    made = _a_question(exam(370), {IMAGE: DOT_PNG})
    assert made[kind] == pytest.approx(real[kind], rel=0.25, abs=0.03)
