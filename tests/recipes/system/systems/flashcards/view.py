"""What the program makes of a file of cards."""

import json
from typing import Any

from examc.systems.flashcards.marks import of_card
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Seen, View


def view(data: bytes) -> View:
    """See a file of cards, a line of JSON each."""
    try:
        return View([_see(json.loads(line)) for line in data.decode("utf-8").splitlines()])
    except (ValueError, KeyError, TypeError, NotUnderstood) as error:
        return View(refused=f"the file cannot be read: {error!r}")


def _see(card: dict[str, Any]) -> Seen:
    points = number(card["points"])
    seen = Seen(card["card"], points, stem=card["prompt"])
    if card["options"]:
        weights = [number(option["weight"]) for option in card["options"]]
        seen.scheme = of_card(weights, points, many=card["many"])
        seen.labels = tuple(option["text"] for option in card["options"])
    return seen
