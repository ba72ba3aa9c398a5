"""What a user can choose about the outputs."""

from typing import NamedTuple


class Options(NamedTuple):
    """Choices for writers.

    `math` is "latex" (formulas as LaTeX between delimiters) or "mathml". `offgrid` says what
    happens to a weight that Moodle has no fraction for: "" or "nearest" writes the nearest one
    and reports a loss, "cloze" keeps it exactly as an embedded answer, "error" refuses.
    `templates` is a folder of templates that replace ours, or "".

    `practice` is for the page: what students see and try alone, and nothing for staff.

    Of a print, `paper` is "a4" or "letter"; `versions` of it are made in other orders, none for the
    exam as it stands; `cover` is its first page in place of ours, a path for messages and a text in
    Markdown; `source` adds what it was compiled of; `fonts` is a folder with fonts besides those that
    come with it.
    """

    math: str = "latex"
    offgrid: str = ""
    templates: str = ""
    practice: bool = False
    paper: str = "a4"
    versions: int = 0
    cover: tuple[str, str] | None = None
    source: bool = False
    fonts: str = ""


DEFAULTS = Options()
