"""A party: somebody in a role of an event, and whether two words name the same one."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.extraction.coreference import Entities
from pipeline.extraction.phrases import PEOPLE, Phrase

Role = Literal["actor", "recipient", "intervener", "bystander", "associate"]
_LEAD: Final = re.compile(
    r"^(?:(?:the|a|an|some|several|many|at least|about|these|those|its|their|his|her|other|of|both)\s+)+", re.IGNORECASE
)
_QUOTES: Final = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a role; `words` are the article's, `meant` is the phrase that names him."""

    role: Role
    words: Phrase
    meant: Phrase
    side: Literal[1, 2] | None
    country_alone: bool
    """Whether only a country is named."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two parties the same."""
        if self.meant.group:
            return ("group", self.meant.group.name)
        country = next(iter(self.meant.countries), "")
        return ("country" if self.country_alone else self.meant.head.lower, country)

    @property
    def unnamed(self) -> bool:
        """Whether it is "the attackers", "gunmen": armed people of whom nothing else is said."""
        return self.meant.sectors == ("UAF",) and not self.meant.group and not self.meant.places

    @property
    def mere_number(self) -> bool:
        """Whether it is "three people": of whom nothing is said but how many they were."""
        p = self.meant
        return p.classes & PEOPLE <= {"person"} and p.quantity is not None and not p.group and not p.places


def party(role: Role, words: Phrase, entities: Entities) -> Party:
    """Give somebody his role."""
    meant = entities.resolve(words)
    return Party(role, words, meant, None, is_country(meant))


def same(a: Party, b: Party) -> bool:
    """Say whether two parties of an event are one."""
    if a.key == b.key:
        return True
    if a.role == b.role == "actor" and {"armed"} <= a.meant.classes & b.meant.classes and (a.unnamed or b.unnamed):
        return True
    if a.role == b.role == "actor" and _of_one_force(a.meant, b.meant):
        return True
    if a.role != b.role or not a.meant.classes & b.meant.classes & PEOPLE or (a.meant.group and b.meant.group):
        return False
    if of_two_lands(a.meant, b.meant):
        return False
    return a.meant.head.lower == b.meant.head.lower or a.words.pronoun or _same_number(a.meant, b.meant)


def _of_one_force(a: Phrase, b: Phrase) -> bool:
    """Say whether both are soldiers, or both police, and no words say of which different countries or units."""
    alike = "state" in a.classes & b.classes and a.sectors[:1] == b.sectors[:1]
    return alike and not of_two_lands(a, b) and not (a.group or b.group)


def of_two_lands(a: Phrase, b: Phrase) -> bool:
    """Say whether both have countries, and none in common."""
    return bool(a.countries and b.countries) and not set(a.countries) & set(b.countries)


def _same_number(a: Phrase, b: Phrase) -> bool:
    """Say whether both are of one number of people; of single ones that says nothing."""
    if a.quantity is None or b.quantity is None:
        return False
    return a.quantity.best == b.quantity.best and (a.quantity.best or 0) > 1


def tells_more(a: Party, b: Party) -> bool:
    """Take it that a name tells more than a bare word, and a word of one class ("civilians") more than "men"."""
    if b.unnamed and not a.unnamed:
        return True
    return bool(a.meant.group or a.meant.places) > bool(b.meant.group or b.meant.places) or (
        a.meant.head.lower in ("civilians", "civilian") and b.meant.head.lower in ("men", "people", "man", "persons")
    )


def is_country(p: Phrase) -> bool:
    """Say whether only a country is named: "France", "the Israeli raid", "Moscow"."""
    return not p.classes & PEOPLE and not p.group and bool(p.countries)


def name(p: Phrase) -> str:
    """Give a party's name: the group's own, else its words without articles, numbers and quotation marks."""
    if p.group:
        return p.group.name
    text = p.text
    if p.quantity and p.start <= p.quantity.start and p.quantity.end <= p.end:
        text = p.reading.sentence.text[p.quantity.end : p.end]
    return _LEAD.sub("", _QUOTES.sub("", text).strip()).strip(" '’,") or p.text
