"""What a user can choose about the outputs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for writers.

    `math` is "latex" (formulas as LaTeX between delimiters) or "mathml". `offgrid` says what
    happens to a weight that Moodle has no fraction for: "" or "nearest" writes the nearest one
    and reports a loss, "cloze" keeps it exactly as an embedded answer, "error" refuses.
    `templates` is a folder of templates that replace ours, or "".

    `practice` is for the page: what students see and try alone, and nothing for staff.
    """

    math: str = "latex"
    offgrid: str = ""
    templates: str = ""
    practice: bool = False


DEFAULTS = Options()
