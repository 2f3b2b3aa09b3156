"""The words of `words.tsv` by their kind."""

from typing import Final

from pipeline.tables import rows


def words(kind: str) -> frozenset[str]:
    """Give the words of a kind; one that is not in the list is a mistake in the calling code."""
    return _WORDS[kind]


_WORDS: Final = {kind: frozenset(those.split()) for kind, those in rows(__package__, "words.tsv")}
