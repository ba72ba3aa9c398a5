"""To whom Canvas shows a feedback: its name decides, in any letter case (get_feedback of
assessment_item_converter.rb, read; the shapes of our packages were run).
"""

import re

from examc.core import lazyre

ALL, FULL, LESS = "all", "full", "less"

_RULES = (
    (LESS, lazyre.compile(r"wrong|incorrect|_IC$", re.IGNORECASE)),
    (FULL, lazyre.compile(r"correct|_C$", re.IGNORECASE)),
    ("", lazyre.compile(r"solution", re.IGNORECASE)),
    (ALL, lazyre.compile(r"general_|_all", re.IGNORECASE)),
)
"""Asked in this order; a model answer is shown to nobody."""
_OPTION = lazyre.compile(r"feedback_(\d*)_fb", re.IGNORECASE)
_TAKEN = lazyre.compile(r"general_|_all|wrong|incorrect|correct|_IC$|_C$", re.IGNORECASE)


def to_whom(name: str) -> str:
    """Who sees the feedback of a name as one on the question; "" if nobody does."""
    return next((whom for whom, rule in _RULES if rule.search(name)), "")


def option(name: str) -> str | None:
    """The identifier of the option that feedback of a name belongs to by its number, if any."""
    match = _OPTION.search(name)
    taken = any(rule.search(name) for _, rule in _RULES)
    return f"RESPONSE_{match[1]}" if match and not taken else None


def can_be_linked(name: str) -> bool:
    """Whether a condition can hang feedback of a name on an option."""
    return not _TAKEN.search(name)
