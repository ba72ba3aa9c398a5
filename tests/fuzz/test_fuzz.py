"""A few seconds of the fuzzing, always the same inputs: nothing breaks, hangs, or leaks a sign of ours."""

from random import Random

import pytest

from fuzz import judge, run
from fuzz.mutate import mutated
from fuzz.seeds import seeds


@pytest.mark.slow
def test_mutated_inputs_of_every_format() -> None:
    counts = run.fuzz(seed=1, numbers=range(150), seconds=60)
    assert not counts.wrong, "\n".join(counts.said)
    assert counts.inputs == 150
    assert counts.accepted > 20


def test_an_input_is_that_of_its_number() -> None:
    for number in range(30):
        assert run.made(7, number)[:2] == run.made(7, number)[:2]


def test_every_kind_of_file_is_among_the_seeds() -> None:
    assert {seed.kind for seed in seeds()} >= {
        *("md", "yaml", "json", "xml", "zip", "gift", "txt"),
        *("csv", "xlsx", "docx", "pdf"),
    }


def test_what_goes_wrong_is_found() -> None:
    """The judge itself: an unforeseen failure, and a refusal without a word."""
    result = judge.Judged()
    judge._clean("ans output", b'{"a": "\\\\u001a"}', result)
    assert result.wrong["placeholder"]
    data = mutated(b"# a\n\nb\n", "md", lambda: b"# c\n", Random(3))
    assert judge.judge("exam.md", data, Random(3)).accepted is False
