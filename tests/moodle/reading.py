"""What the tests of the Moodle XML reader share: small files of other systems, and reading them."""

from dataclasses import dataclass, field

from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam, Item
from examc.formats.moodle.read import read


@dataclass(slots=True)
class Found:
    """What came of reading a file."""

    exam: Exam | None
    files: dict[str, bytes]
    said: list[Diagnostic] = field(default_factory=list)

    def codes(self) -> list[str]:
        """The codes of what was said, but for the two that every small file gets."""
        return [d.code for d in self.said if d.message not in USUAL]

    def items(self) -> list[Item]:
        """All items, of all exercises."""
        assert self.exam is not None, [d.message for d in self.said]
        return [item for exercise in self.exam.exercises for item in exercise.items]

    def about(self, code: str) -> Diagnostic:
        """The one diagnostic with a code."""
        (found,) = [d for d in self.said if d.code == code and d.message not in USUAL]
        return found


USUAL = {"Moodle XML says no language; 'en' is assumed"}


def reading(xml: str | bytes, path: str = "bank.xml") -> Found:
    """Read a file from a string."""
    report = Report()
    exam, files = read(path, xml.encode() if isinstance(xml, str) else xml, report)
    return Found(exam, files, report.diagnostics)


def quiz(*questions: str) -> str:
    """A file with these questions."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>\n"


def category(path: str, info: str = "", idnumber: str = "") -> str:
    """A category in which the questions after it are."""
    return (
        f'<question type="category"><category><text>{path}</text></category>'
        f'<info format="html"><text>{info}</text></info><idnumber>{idnumber}</idnumber></question>'
    )


def question(kind: str, inside: str = "", text: str = "Why?", name: str = "A name") -> str:
    """A question of any type; each part on a line of its own."""
    return (
        f'<question type="{kind}">\n<name><text>{name}</text></name>\n'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>\n'
        f"{inside}\n</question>"
    )


def answer(fraction: str, text: str = "an option", feedback: str = "") -> str:
    """An option."""
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback></answer>'
    )


def multichoice(
    *fractions: str, single: bool = False, grade: str = "1.0000000", more: str = ""
) -> str:
    """A multiple choice question with these fractions."""
    options = "\n".join(answer(f, f"option {n}") for n, f in enumerate(fractions, 1))
    one = "true" if single else "false"
    inside = f"<defaultgrade>{grade}</defaultgrade>\n<single>{one}</single>\n{options}\n{more}"
    return question("multichoice", inside)


def one(xml: str) -> Item:
    """The only item of a file with this one question, of which nothing is said."""
    found = reading(quiz(xml))
    assert found.codes() == [], [d.message for d in found.said]
    (item,) = found.items()
    return item
