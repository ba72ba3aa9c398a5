"""What the declaration of a response says and no question has: a start, marks of no option."""

from examc.files.xmltree import Element, characters, child, children, elements, name
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readbody import Body

_MOST = 5  # identifiers that are named


def tell_declaration(body: Body, interaction: Element, where: str) -> None:
    """Say what candidates find before they answer, and which marks and keys no answer can earn."""
    own = interaction.get("responseIdentifier")
    for declared in elements(body.document.root, "responseDeclaration"):
        if declared.get("identifier") != own:
            continue
        if words := ", ".join(_values(declared, "defaultValue")):
            message = f"answer that candidates begin with is not kept: {quoted(words)}"
            body.tell("R529", message, declared, where, "say it in the prompt, if it is needed")
        if name(interaction) == "choiceInteraction":
            _tell_strangers(body, interaction, declared, where)
    if hint := interaction.get("placeholderText", "").strip():
        message = f"hint in the empty answer is not kept: {quoted(hint)}"
        body.tell("R529", message, interaction, where, "say it in the prompt, if it is needed")


def _tell_strangers(body: Body, interaction: Element, declared: Element, where: str) -> None:
    options = {choice.get("identifier", "") for choice in children(interaction, "simpleChoice")}
    marked = [entry.get("mapKey", "").strip() for entry in elements(declared, "mapEntry")]
    keys = dict.fromkeys([*_values(declared, "correctResponse"), *marked])
    strangers = [key for key in keys if key and key not in options]
    if strangers:
        more = f" and {len(strangers) - _MOST} more" if strangers[_MOST:] else ""
        shown = ", ".join(map(quoted, strangers[:_MOST])) + more
        message = f"right answers or marks are stated for what is no option: {shown}"
        body.tell("R521", message, declared, where, "check which options were meant")


def _values(declared: Element, kind: str) -> list[str]:
    held = child(declared, kind)
    found = [] if held is None else [characters(v).strip() for v in children(held, "value")]
    return [value for value in found if value]
