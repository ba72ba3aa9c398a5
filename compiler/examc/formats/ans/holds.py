"""What ANS-style JSON holds: everything, in the API's names or in ours (`x_…`).

What a system that reads the API's names alone would mark or show differently counts as bent, and
is reported value by value (see `losses`).
"""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement

_ROUNDED = Holding(
    Hold.PARTLY, "a number without a finite decimal form is rounded, and exact beside it"
)
_BENT: dict[Feature, Holding] = {
    Feature.POINTS: _ROUNDED,
    Feature.WEIGHT: _ROUNDED,
    Feature.CRITERIA: _ROUNDED,
    Feature.LEVELS: _ROUNDED,
    Feature.STATED_POINTS: _ROUNDED,
    Feature.FLOOR: Holding(Hold.PARTLY, "zero_bound says 0 or none; any other is in x_floor"),
    Feature.CAP: Holding(Hold.PARTLY, "max_bound says the points or none; any other is in x_cap"),
    Feature.FEEDBACK: Holding(
        Hold.PARTLY, "feedback by result and on choices; that for everyone is in x_feedback"
    ),
    Feature.ANSWER_FEEDBACK: Holding(
        Hold.PARTLY, "that on pairs is in x_feedback; the others' questions are names of ours"
    ),
    Feature.SAY: Holding(
        Hold.PARTLY, "names of rows and columns are characters; all of them is in x_content"
    ),
    Feature.CHECK: Holding(
        Hold.PARTLY, "a choice is correct if it has points; only all-or-nothing depends on it"
    ),
}
STATEMENT: Statement = {feature: _BENT.get(feature, KEPT) for feature in Feature}
