"""The data files of the extraction: tab-separated tables whose first line names the columns."""

import csv
from functools import cache
from importlib.resources import files


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """Read a table of `data/`: its first line names the columns, later lines that begin with `#` are comments."""
    lines = (files(__package__) / "data" / name).read_text("utf-8").splitlines()
    header = lines[0].removeprefix("# ").split("\t")
    body = (line for line in lines[1:] if line and not line.startswith("#"))
    return tuple(
        dict(zip(header, row, strict=True)) for row in csv.reader(body, delimiter="\t", quoting=csv.QUOTE_NONE)
    )


@cache
def words(name: str) -> frozenset[str]:
    """Give one of the word lists of `data/words.tsv`."""
    return next(frozenset(row["words"].split()) for row in read("words.tsv") if row["set"] == name)
