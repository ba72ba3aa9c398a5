"""Strategies for patterns as lecturers write them, and for answers that come near to them."""

from hypothesis import strategies as st

from examc.core.patterns import BadPattern, Node, parse

_ATOMS = st.sampled_from(
    [
        *("a", "b", "A", "B", "x", "é", "1", "_", "ü", " ", ".", "New York"),
        *(r"\d", r"\w", r"\s", r"\.", r"\\", r"\$", r"\^"),
        *("[ab]", "[a-c]", "[^a]", "[^b-y]", "[ab ]", "[A-Z_]", r"[\d-]", "[^ ]", "[éa]"),
    ]
)
_REPEATS = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,2}", "{0,3}", "{2,}"])


def _composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(inner, min_size=1, max_size=4).map("".join)
    groups = st.lists(rows, min_size=1, max_size=3).map(lambda options: f"({'|'.join(options)})")
    return rows | st.builds(lambda group, times: group + times, groups, _REPEATS)


SPELLED = st.recursive(
    st.builds(lambda atom, times: atom + times, _ATOMS, _REPEATS), _composed, max_leaves=6
)
"""Texts, most of which are patterns."""


def node_of(text: str) -> Node:
    """The pattern of a text that is one."""
    node = parse(text)
    assert not isinstance(node, BadPattern), node
    return node


NODES = SPELLED.filter(lambda text: not isinstance(parse(text), BadPattern)).map(node_of)
ANSWERS = st.text(alphabet="abABxXéÉ1_-. üÜNewYork$^", max_size=8)
