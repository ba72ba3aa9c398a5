"""Reads cards: the exercise that their questions make."""

import json
from fractions import Fraction
from typing import Any

from examc.core.answers import Answer, Choice, Option, Scoring, Written
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.model import Exam, Exercise, Question
from examc.core.numbers import parse


def sniff(data: bytes) -> bool:
    """Whether a content is of cards."""
    return data.startswith(b'{"card":')


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read cards as an exam of one exercise; without images, since they have none."""
    try:
        cards = [json.loads(line) for line in data.decode("utf-8").splitlines()]
        items = tuple([_question(card) for card in cards])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        report.add("R400", f"file is no set of cards: {error}", path=path)
        return None, {}
    return Exam(title="Cards", exercises=(Exercise(id="cards", title="Cards", items=items),)), {}


def _question(card: dict[str, Any]) -> Question:
    points = _number(card["points"])
    answer: Answer = Written()
    if card["options"]:
        options = tuple([_option(option) for option in card["options"]])
        answer = Choice(options=options, many=bool(card["many"]), scoring=Scoring(cap=points))
    prompt = _text(card["prompt"])
    return Question(id=str(card["card"]), points=points, prompt=prompt, answer=answer)


def _option(option: dict[str, Any]) -> Option:
    weight = _number(option["weight"])
    return Option(text=_text(option["text"]), points=weight, correct=weight > 0)


def _text(words: str) -> Blocks:
    return (Paragraph((Text(words),)),)


def _number(text: str) -> Fraction:
    value = parse(text)
    if value is None:
        raise ValueError(f"{text!r} is no number")
    return value
