"""Tables of words, one row a word in the languages of exams that have words here."""

from collections.abc import Mapping

LANGUAGES = ("en", "nl", "de", "fr", "es")
"""The languages of the columns, those of `wording.WORDINGS`; English stands for all others."""
Row = tuple[str, str, str, str, str]
"""One word in each of the languages."""


def in_language(rows: Mapping[str, Row], language: str) -> dict[str, str]:
    """The words of a table by their keys, for an exam in a language."""
    column = column_of(language)
    return {key: row[column] for key, row in rows.items()}


def column_of(language: str) -> int:
    """The place of a language among the columns; that of English for any other."""
    code = language.partition("-")[0].lower()
    return LANGUAGES.index(code) if code in LANGUAGES else 0
