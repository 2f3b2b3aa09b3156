"""A first feed list to begin with: `starter.tsv`."""

import csv
from collections.abc import Iterator
from importlib.resources import files

from pipeline.errors import WrongUsage
from pipeline.feeds.opml import Outline


def read(region: str = "", language: str = "") -> list[Outline]:
    """Give its feeds: of the regions whose names begin so and of one language, where these are named.

    Raises WrongUsage that tells the regions where there is none.
    """
    rows = list(_rows())
    found = [
        Outline(row["url"], row["name"])
        for row in rows
        if row["region"].casefold().startswith(region.casefold()) and language in ("", row["language"])
    ]
    if not found:
        regions = ", ".join(dict.fromkeys(row["region"] for row in rows))
        raise WrongUsage(
            f"the starter list has no feed of region {region!r} in language {language!r}; it has {regions}"
        )
    return found


def _rows() -> Iterator[dict[str, str]]:
    lines = files(__package__).joinpath("starter.tsv").read_text("utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
