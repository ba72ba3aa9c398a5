"""Words that several warnings about other systems share."""


def listed(nouns: list[str]) -> str:
    """Nouns in a row: `the rubric, the model answer and the notes`."""
    first, last = ", the ".join(nouns[:-1]), nouns[-1]
    return f"the {first} and the {last}" if first else f"the {last}"
