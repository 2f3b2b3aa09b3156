"""The two lexicons of the extraction, each read once a process."""

from functools import cache
from typing import Final

from pipeline.extraction.groups import group_entries
from pipeline.extraction.lexicon import Lexicon, entries

GENERAL: Final = ("acts.tsv", "people.tsv", "things.tsv", "weapons.tsv", "context.tsv", "topics.tsv", "cues.tsv")


@cache
def general() -> Lexicon:
    """Give the lexicon of everything that decides a conflict event, armed groups included."""
    return Lexicon([e for name in GENERAL for e in entries(name)] + list(group_entries()))


@cache
def plover() -> Lexicon:
    """Give the lexicon of the acts that PLOVER records and ACLED does not."""
    return Lexicon(entries("plover.tsv"))
