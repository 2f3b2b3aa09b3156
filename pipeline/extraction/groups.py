"""Armed groups and named forces: aliases, country, PLOVER sector, ACLED's inter code, years (`data/groups.tsv`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.contract.vocabulary import Inter, Sector
from pipeline.extraction.lexicon import Entry, spellings
from pipeline.extraction.tables import read


@dataclass(frozen=True, slots=True)
class Group:
    """A named group; `country` is where it belongs, None where it is at home in several."""

    name: str
    country: str | None
    class_: str
    sector: Sector
    inter: Inter


@cache
def groups() -> dict[str, Group]:
    """Give the groups by their canonical names."""
    return {row["name"]: _group(row) for row in read("groups.tsv")}


def _group(row: dict[str, str]) -> Group:
    inter: Inter = int(row["inter"])  # type: ignore[assignment]
    return Group(row["name"], row["country"] or None, row["class"], row["sector"], inter)  # type: ignore[arg-type]


def group_entries() -> Iterator[tuple[Entry, str]]:
    """Give the lexicon entries of all groups; each alias leads to the canonical name."""
    for row in read("groups.tsv"):
        aliases = [row["name"], *(alias for alias in row["aliases"].split(" | ") if alias)]
        for alias in aliases:
            for entry, spelling in spellings(row["class"], row["sector"], "noun", alias):
                yield Entry(entry.class_, entry.value, "plain", row["name"]), spelling
