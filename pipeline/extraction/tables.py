"""The data files of the extraction, each read once."""

from functools import cache

from pipeline.tables import records


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """Read a table of `data/`."""
    return tuple(records(__package__, f"data/{name}"))


@cache
def words(name: str) -> frozenset[str]:
    """Give one of the word lists of `data/words.tsv`."""
    return next(frozenset(row["words"].split()) for row in read("words.tsv") if row["set"] == name)
