"""Names of questions, categories and tags in several languages: one of them is kept, and told once.

Texts in several languages are read in one by `text.fromhtml`, by the same rule as here: the language
that the exam has, else the first.
"""

from itertools import chain

from examc.core.diagnostics import Diagnostic, Report
from examc.files.xmltree import Element
from examc.formats.foreign.documents import Document
from examc.text.htmlshown import name_in_one_language

_TOLD = "R428"


def keep_one_language(document: Document, report: Report) -> None:
    """Write each name of a file of others in one language, in place."""
    for element in chain(document.root.iter("name"), document.root.iter("category", "tag")):
        text = element.find("text")
        if text is None or not text.text or "lang" not in text.text.lower():
            continue
        span = document.span(_question(element))

        def tell(code: str, message: str, help: str = "") -> None:
            report.add(code, message, span, help=help)  # noqa: B023 - called before the next one

        text.text = name_in_one_language(text.text.replace("<//", "</"), tell)


def _question(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def say_once(report: Report) -> None:
    """Of texts in the same languages tell the first alone, with how many there are."""
    found: dict[str, int] = {}
    rest: list[Diagnostic] = []
    for one in report.diagnostics:
        if one.code == _TOLD and one.message.startswith("text in several languages"):
            found[one.message] = found.get(one.message, 0) + 1
            if found[one.message] > 1:
                continue
        rest.append(one)
    report.diagnostics[:] = [
        one._replace(message=f"{one.message}, here and in {count - 1} more")
        if (count := found.get(one.message, 0) if one.code == _TOLD else 0) > 1
        else one
        for one in rest
    ]
