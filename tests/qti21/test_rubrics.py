"""Rubrics, model answers and notes: kept for scorers, hidden from candidates."""

from lxml import etree

from qti21.packages import CHOICE, HEAD, OPEN, Package, Q, attributes, build, every, find, inner

CRITERIA = (
    OPEN
    + """
### criteria

- {2 #first name="max <deviates>"} Neighbours **-1**, $x_1$

  1. and a list
- {1/3} Plain
"""
)
LEVELS = (
    OPEN.replace("1 pt", "3 pts")
    + """
### levels

- {3 100%} exactly
- {2 66.67% #almost} *almost*
- {0} wrong
"""
)


def outcomes(made: Package) -> list[dict[str, str]]:
    """The outcomes for scorers."""
    found = every(made.item, "outcomeDeclaration")
    return [attributes(e) for e in found if e.get("view") is not None]


def rubric(made: Package, css: str) -> etree._Element:
    """The rubric block with a class; it must be a direct child of the body."""
    blocks = find(made.item, "itemBody").findall(f"{Q}rubricBlock")
    (found,) = [block for block in blocks if block.get("class") == css]
    return found


def test_a_criterion_is_an_outcome() -> None:
    assert outcomes(build(HEAD + CRITERIA)) == [
        {
            "identifier": "CRITERION_1",
            "cardinality": "single",
            "baseType": "float",
            "view": "scorer",
            "interpretation": "Neighbours -1, \\(x_1\\) and a list",
            "normalMaximum": "2",
        },
        {
            "identifier": "CRITERION_2",
            "cardinality": "single",
            "baseType": "float",
            "view": "scorer",
            "interpretation": "Plain",
            "normalMaximum": "0.333333333333333",
        },
    ]


def test_criteria_are_a_table_for_scorers() -> None:
    block = rubric(build(HEAD + CRITERIA), "examc-criteria")
    assert block.get("view") == "scorer"
    assert inner(block) == (
        "<table><thead><tr><th>Points</th><th>Name</th><th>Criterion</th></tr></thead><tbody>"
        '<tr label="first"><td class="examc-points">2</td>'
        '<td class="examc-name">max &lt;deviates&gt;</td>'
        '<td class="examc-text"><p>Neighbours <strong>-1</strong>, \\(x_1\\)</p>'
        "<ol><li>and a list</li></ol></td></tr>"
        '<tr><td class="examc-points">1/3</td><td class="examc-name"/>'
        '<td class="examc-text">Plain</td></tr>'
        "</tbody></table>"
    )


def test_levels_are_one_outcome_and_a_table() -> None:
    made = build(HEAD + LEVELS)
    assert outcomes(made) == [
        {
            "identifier": "LEVEL",
            "cardinality": "single",
            "baseType": "identifier",
            "view": "scorer",
            "interpretation": "LEVEL_1 (3): exactly; LEVEL_2 (2): almost; LEVEL_3 (0): wrong",
        }
    ]
    assert inner(rubric(made, "examc-levels")) == (
        "<table><thead><tr><th>Points</th><th>Percent</th><th>Level</th></tr></thead><tbody>"
        '<tr><td class="examc-points">3</td><td class="examc-percent">100%</td>'
        '<td class="examc-text">exactly</td></tr>'
        '<tr label="almost"><td class="examc-points">2</td><td class="examc-percent">66.67%</td>'
        '<td class="examc-text"><em>almost</em></td></tr>'
        '<tr><td class="examc-points">0</td><td class="examc-percent"/>'
        '<td class="examc-text">wrong</td></tr>'
        "</tbody></table>"
    )


def test_model_answers_and_notes() -> None:
    for text in (OPEN, CHOICE):
        made = build(HEAD + text + "\n### solution\n\nSo.\n\n### for graders\n\nBe kind.\n")
        solution, notes = rubric(made, "examc-solution"), rubric(made, "examc-notes")
        assert (solution.get("view"), inner(solution)) == ("scorer tutor", "<p>So.</p>")
        assert (notes.get("view"), inner(notes)) == ("scorer", "<p>Be kind.</p>")


def test_no_candidate_sees_a_rubric() -> None:
    text = CRITERIA + "\n### solution\n\nSECRET\n\n### for graders\n\nSECRET\n"
    made = build(HEAD + text)
    body = find(made.item, "itemBody")
    for block in every(body, "rubricBlock"):
        assert block.getparent() is body
        assert "candidate" not in (block.get("view") or "")
    assert "SECRET" not in inner(find(body, "div"))


def test_an_open_question_without_a_rubric() -> None:
    made = build(HEAD + OPEN)
    assert outcomes(made) == []
    assert every(made.item, "rubricBlock") == []
