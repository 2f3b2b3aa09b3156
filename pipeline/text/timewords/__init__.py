"""The single expressions of time: what each form of words looks like, and which days it covers.

    rule            what a rule is and finds
    calendar_days   "12 May 2021", "on the 18th"
    around_anchor   "Tuesday", "overnight", "last week"
    clocks          "around 4:00 am", "at dawn"
    years           "in May", "the 2020 war", "the 1990s"
    counted         "two days ago", "a day after", "for three days"

A rule is tried where one of its first words stands, the rules of a word in the order given here; the first that
reads wins.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.text.timewords import around_anchor, calendar_days, clocks, counted, years
from pipeline.text.timewords.rule import Found, Kind, Page, Precision, Relation, Rule, any_of

__all__ = ["Found", "Kind", "Page", "Precision", "Relation", "find"]


def find(page: Page) -> Iterator[Found]:
    """Give the expressions of a text in order, without overlap."""
    end = 0
    for seed in _SEED.finditer(page.folded):
        if seed.start() >= end and (found := _first(page, seed)):
            end = found.end
            yield found


def _first(page: Page, seed: re.Match[str]) -> Found | None:
    for rule in _RULES_OF["#" if seed[0][-1].isdigit() else seed[0]]:
        match = rule.pattern.match(page.folded, seed.start())
        if match and (found := rule.read(page, match)):
            return found
    return None


def _by_first_word(rules: list[Rule]) -> dict[str, list[Rule]]:
    words = {word for rule in rules for word in rule.first_words}
    return {word: [rule for rule in rules if word in rule.first_words] for word in words}


_RULES_OF: Final = _by_first_word(
    [*calendar_days.RULES, *around_anchor.RULES, *clocks.RULES, *years.RULES, *counted.RULES]
)
_SEED: Final = re.compile(rf"(?<!\w)(?<!\d[.,:/-])(?<![$€£#])(?:['’]?\d+|(?:{any_of(_RULES_OF.keys() - {'#'})})\b)")
