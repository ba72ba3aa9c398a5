"""Every tool that the benchmark measures gets the same questions, and the table says what was measured."""

import json
import re
from itertools import takewhile

from bench import bench, peers, questions
from bench.bench import Cost, Row
from examc.core.answers import Choice
from examc.core.model import questions as questions_of
from examc.verbs import pipeline
from support import ROOT

COUNT = 3
SOURCES = (
    questions.of_examc,
    questions.of_text2qti,
    questions.of_mkdocs_quiz,
    questions.of_examark,
)


def test_every_source_asks_the_same() -> None:
    for write in SOURCES:
        source = write(COUNT)
        for one in questions.asked(COUNT):
            for text in (one.prompt, *one.options):
                assert text in source, write.__name__
    calls = json.loads(questions.of_package_maker(COUNT))
    assert calls == [[q.prompt, list(q.options), q.options[0]] for q in questions.asked(COUNT)]


def test_remarks_are_where_a_tool_can_hold_them() -> None:
    for one in questions.asked(COUNT):
        assert all(one.remark in write(COUNT) for write in SOURCES[:3])
        assert all(one.wrong in write(COUNT) for write in SOURCES[:2])


def test_ours_is_an_exam_without_a_remark_on_it() -> None:
    reading = pipeline.read("exam.md", questions.of_examc(COUNT).encode())
    assert pipeline.check(reading) == []
    assert reading.exam is not None
    for one, made in zip(questions.asked(COUNT), questions_of(reading.exam), strict=True):
        assert isinstance(made.answer, Choice)
        assert [option.correct for option in made.answer.options] == [True, *[False] * 3]
        assert f"q{one.number}" == made.id


def test_a_table_has_medians_slopes_and_ratios() -> None:
    name, peer = bench.ALIKE[0].name, peers.PEERS[0].name
    costs = {
        1000: {name: Cost(1.0, 50), peer: Cost(2.0, 40)},
        5000: {name: Cost(3.0, 90), peer: Cost(6.0, 80)},
    }
    rows = [*bench.ALIKE[:2], Row("check", None)]
    first, second, third = bench.table(bench.SIZES, costs, rows)
    assert first == [name, "–", "1.00 s", "3.00 s", "–", "0.50 ms", "0.50", "90 MiB"]
    assert second[5:] == ["1.00 ms", "1.00", "80 MiB"]
    assert third[1:] == ["–"] * 7


def test_the_table_in_the_readme_is_one_that_is_printed() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    first = lines.index(bench.lines(bench.HEAD))
    rows = [line.strip("| ").split(" | ") for line in takewhile(bool, lines[first + 2 :])]
    assert [row[0] for row in rows] == [row.name for row in (*bench.ALIKE, *bench.OURS)]
    kinds = [*[r"\d+\.\d\d s"] * len(bench.SIZES), r"\d+\.\d\d ms", r"\d+\.\d\d", r"\d+ MiB"]
    for name, *cells in rows:
        for cell, kind in zip(cells, kinds, strict=True):
            assert re.fullmatch(f"–|{kind}", cell), (name, cell)
