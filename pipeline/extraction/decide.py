"""The decision table: what a frame's features make it (`data/decision.tsv`).

    macro   a name for one of several features
    rule    id, rank, result, strength (specific, generic, or background: what mostly lies behind the news), conditions

Conditions are separated by spaces, and all must hold; `|` is "or", `!` is "not". The rule of the highest rank that
holds decides. Results are ACLED's sub-event types, `harm` (people are dead or hurt, and other words must tell how)
and `none` (a figure of speech, a drill).
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.extraction.tables import read


class Condition(NamedTuple):
    """Alternatives: features or macros of which one is there, or of which one is not."""

    wanted: frozenset[str]
    unwanted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table."""

    id: str
    rank: float
    result: str
    generic: bool
    """Whether other words of the article may tell better what it was."""
    background: bool
    """Whether it mostly tells what lies behind the news."""
    conditions: tuple[Condition, ...]

    def holds(self, features: AbstractSet[str]) -> bool:
        """Whether a frame with these features (macros among them) fulfils every condition."""
        return all(not c.wanted.isdisjoint(features) or not c.unwanted <= features for c in self.conditions)


@cache
def rules() -> tuple[Rule, ...]:
    """Give the rules, highest rank first."""
    rows = [row for row in read("decision.tsv") if row["result"] != "macro"]
    found = [
        Rule(
            row["id"],
            float(row["rank"]),
            row["result"],
            row["strength"] != "specific",
            row["strength"] == "background",
            _conditions(row["when"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda rule: -rule.rank))


@cache
def macros() -> dict[str, frozenset[str]]:
    """Give each macro with the features of which one makes it hold."""
    return {row["id"]: frozenset(row["when"].split("|")) for row in read("decision.tsv") if row["result"] == "macro"}


def _conditions(text: str) -> tuple[Condition, ...]:
    return tuple(_condition(alternatives.split("|")) for alternatives in text.split())


def _condition(alternatives: list[str]) -> Condition:
    unwanted = frozenset(a.removeprefix("!") for a in alternatives if a.startswith("!"))
    return Condition(frozenset(a for a in alternatives if not a.startswith("!")), unwanted)


@cache
def _by_act() -> dict[str, tuple[int, ...]]:
    """Give the places in the order of those rules that an act can fulfil, by the act; under "" those that name none."""
    found: dict[str, list[int]] = {}
    for place, rule in enumerate(rules()):
        for act in _acts_of(rule) or {""}:
            found.setdefault(act, []).append(place)
    return {act: tuple(of_act) for act, of_act in found.items()}


def _acts_of(rule: Rule) -> set[str]:
    """Give the acts of which a rule needs one, none where it needs no particular act."""
    for condition in rule.conditions:
        wanted = {m for name in condition.wanted for m in macros().get(name, (name,))}
        if not condition.unwanted and all(name.startswith("act:") for name in wanted):
            return wanted
    return set()


def candidates(features: AbstractSet[str]) -> list[Rule]:
    """Give the rules that hold for a frame, highest rank first."""
    wide = features | {name for name, any_of in macros().items() if not any_of.isdisjoint(features)}
    possible = {n for act in [*(f for f in features if f.startswith("act:")), ""] for n in _by_act().get(act, ())}
    return [rule for n in sorted(possible) if (rule := rules()[n]).holds(wide)]
