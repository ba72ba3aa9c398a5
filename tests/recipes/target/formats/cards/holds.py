"""What cards hold: the words and the points of questions and options, and nothing else."""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement

_HELD = (Feature.POINTS, Feature.WEIGHT)
_LOST = Holding(Hold.LOST)
_BENT = {
    Feature.FLOOR: Holding(Hold.BENT, "a mark is never below 0"),
    Feature.CAP: Holding(Hold.BENT, "a mark is never above the points"),
    Feature.ALL_OR_NOTHING: Holding(Hold.BENT, "the weights of the chosen options are summed"),
    Feature.CHECK: Holding(Hold.BENT, "what earns points is right"),
    Feature.MATH: Holding(Hold.BENT, "the LaTeX of a formula stands in the words"),
}
STATEMENT: Statement = {
    feature: KEPT if feature in _HELD else _BENT.get(feature, _LOST) for feature in Feature
}
