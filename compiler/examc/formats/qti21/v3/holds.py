"""What a QTI 3.0 package holds of an exam: what one of QTI 2.1 holds, and players alone read it."""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement
from examc.formats.qti21 import holds

STATEMENT: Statement = {
    **holds.STATEMENT,
    Feature.INSTRUCTIONS: KEPT,
    Feature.QUESTION_SHUFFLE: KEPT,
    Feature.SAY: Holding(Hold.PARTLY, "options of a drop-down are characters"),
}
