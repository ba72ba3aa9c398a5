"""How a QTI player marks an item: as its own rules say; it holds any marks."""

from collections.abc import Iterator

from examc.core.answers import Numeric
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question
from examc.core.schemes import Scheme
from examc.systems.marking import Marking, Step, otherwise

_HELP = "write points, weights and bounds as decimals of less than fifteen digits"


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    del question, feature
    return "gives other marks", _HELP


def _steps(question: Question, given: Scheme) -> Iterator[Step]:
    if isinstance(question.answer, Numeric):
        does = "takes a number near the end of an interval for one in it"
        help_line = "write the ends of an interval as decimals of less than fifteen digits"
        yield Step(Feature.NUMERIC, does, help_line, given)
        return
    for step in otherwise(question, given):
        yield step._replace(help=_HELP)


MARKING = Marking("QTI player", lambda question: None, _says, steps=_steps)
