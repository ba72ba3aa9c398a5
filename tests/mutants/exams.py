"""The questions that are compiled and then changed: all ways of marking, each with its texts."""

from examc.core.model import Exam
from support import exam_of

HEAD = "---\ntitle: Mutants\n---\n\n# Part {#part}\n\n"

SOURCES = {
    "equal": """## 2 pts · multiple response {#q}

Which two?

- [x] {+1} alpha

  > the first letter

- [x] {+1} beta

  > the second letter

- [ ] {-1} gamma

  > the third letter

- [ ] {-1} delta

### feedback

Letters have an order.
""",
    "signed": """## 3 pts · multiple response {#q floor=none}

Which?

- [x] {+2} alpha
- [ ] {-1} beta

  > not this one

- [x] {+1} gamma
- [ ] {-0.5} delta
- [ ] {0} epsilon

### feedback: correct

All of it.

### feedback: incorrect

Look again.
""",
    "floored": """## 2 pts · multiple response {#q floor=-1}

Which?

- [x] {+1.5} alpha
- [x] {+0.5} beta
- [ ] {-1} gamma
- [ ] {-2} delta
""",
    "lifted": """## 3 pts · multiple response {#q floor=1}

Which?

- [x] {+1} alpha
- [x] {+2} beta
- [ ] {-1} gamma

### feedback: incorrect

Look again.
""",
    "capped": """## 2 pts · multiple response {#q}

Which?

- [x] {+2} alpha
- [x] {+2} beta
- [ ] {-1} gamma
""",
    "one": """## 2 pts · multiple response {#q}

Which?

- [x] {+2} alpha
- [ ] {-1} beta
- [ ] {-1} gamma
- [ ] {-1} delta
""",
    "strict": """## 2 pts · multiple response {#q rule=all-or-nothing}

Which?

- [x] alpha

  > the first letter

- [x] beta
- [ ] gamma

### feedback: correct

All of it.
""",
    "two-full": """## 2 pts · multiple choice {#q}

Which?

- [x] {2} alpha

  > the first letter

- [x] {2} beta

  > the second letter

- [ ] {0} gamma
- [ ] {0} delta
""",
    "penalty": """## 2 pts · multiple choice {#q floor=none}

Which?

- [x] {2} alpha
- [ ] {-2} beta
- [ ] {-1} gamma

  > far away

- [ ] {0} delta
""",
    "partial": """## 3 pts · multiple choice {#q}

Which?

- [x] {3} alpha
- [ ] {1.5} beta
- [ ] {0} gamma

### feedback

Letters have an order.

### feedback: correct

All of it.

### feedback: incorrect

Look again.
""",
    "criteria": """## 4 pts · open {#q}

Why?

### criteria

- {2 name="first"} names the cause
- {1.5} draws the graph
- {1.5} gives an example

### solution

Because of gravity.

### for graders

Spelling does not count.

### feedback

Gravity was in week two.
""",
    "levels": """## 3 pts · open · 1/4 page {#q}

How many?

### levels

- {3} exactly right
- {2 66.67%} almost right
- {0} wrong

### solution

Seven.
""",
    "free": """## 2 pts · free formatted {#q}

Draw it.

### criteria

- {2} draws it
""",
}
"""A question a source, by a name of its own."""

EMBEDDED = {
    "response": """## 2 pts · multiple response {#q}

Which?

- [x] {+0.75} alpha

  > the first letter

- [x] {+1.25} beta
- [ ] {-0.75} gamma
- [ ] {-3} delta
""",
    "choice": """## 2 pts · multiple choice {#q floor=none}

Which?

- [x] {2} alpha
- [ ] {0.9} beta

  > nearly

- [ ] {-0.3} gamma

### feedback

Letters have an order.
""",
}
"""Questions with weights that Moodle's grid does not have."""

PICTURED = """## 2 pts · multiple choice {#q}

Which is ![a figure](one.png)?

- [x] {2} ![an answer](two.png)
- [ ] {0} ![an answer](three.png)
"""
"""A question whose answers differ by their pictures alone."""
WHOLE = (
    "## 2 pts · multiple choice {#first}\n\nWhich?\n\n- [x] {2} alpha\n- [ ] {0} beta\n\n"
    "## 3 pts · open {#second}\n\nWhy?\n\n"
    "## 4 pts · multiple response {#third}\n\nWhich?\n\n- [x] {+2} alpha\n- [x] {+2} beta\n"
    "- [ ] {-2} gamma\n"
)
"""Several questions, for changes of what holds them together."""


def exam(source: str) -> Exam:
    """An exam of one exercise."""
    return exam_of(HEAD + source)
