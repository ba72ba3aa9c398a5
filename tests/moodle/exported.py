"""Our file as a Moodle exports it again after an import: the same questions, in another order."""

from lxml import etree


def stripped(data: bytes) -> bytes:
    """Our file without what Moodle passes over on import."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    _strip(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def exported(data: bytes) -> bytes:
    """Moodle orders questions by type and name, and writes a comment before each of them."""
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    _strip(root)
    made = etree.Element("quiz")
    waiting: list[etree._Element] = []
    for question in [*root.findall("question"), None]:
        if question is None or question.get("type") == "category":
            for one in sorted(waiting, key=_order):
                _add(made, one)
            waiting = []
        if question is not None and question.get("type") == "category":
            _add(made, question)
        elif question is not None:
            waiting.append(question)
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True, pretty_print=False)


def _order(question: etree._Element) -> tuple[str, str]:
    return question.get("type", ""), question.findtext("name/text") or ""


def _add(made: etree._Element, question: etree._Element) -> None:
    made.append(etree.Comment(f" question: {len(made)}  "))
    if question.get("type") == "multichoice":
        etree.SubElement(question, "shownumcorrect")
    if question.get("type") == "essay":
        etree.SubElement(question, "minwordlimit")
        etree.SubElement(question, "maxbytes").text = "0"
        etree.SubElement(question, "filetypeslist")
    made.append(question)


def _strip(root: etree._Element) -> None:
    for element in list(root.iter("examc")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    for file in root.iter("file"):
        file.attrib.pop("examc-path", "")
