"""The word lists that stand beside the code as tab-separated files."""

from importlib.resources import files


def rows(name: str) -> list[tuple[str, ...]]:
    """Give the rows of a list, each the tuple of its columns; `#` opens a comment line."""
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def words_of(name: str, heading: str) -> list[str]:
    """Give the words that stand under a heading."""
    return [word for first, words in rows(name) if first == heading for word in words.split()]
