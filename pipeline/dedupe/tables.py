"""The word lists that stand beside the code as tab-separated files; `#` opens a comment line."""

from importlib.resources import files
from typing import Final


def rows(name: str) -> list[tuple[str, ...]]:
    """Give the rows of a list, each the tuple of its columns."""
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def words(kind: str) -> frozenset[str]:
    """Give the words of a kind; one that is not in the list is a mistake in the calling code."""
    return _WORDS[kind]


_WORDS: Final = {kind: frozenset(those.split()) for kind, those in rows("words.tsv")}
