"""What a party is: country of allegiance, PLOVER sectors, ACLED inter code (docs/coding.md, "Who, and who says so").

Country is allegiance: a demonym before an armed group says where it is from only where the event is in that country.
"""

from typing import Final, get_args

from pipeline.contract.vocabulary import Inter, Sector, SubEventType
from pipeline.extraction.party import Party
from pipeline.extraction.phrases import Phrase
from pipeline.extraction.sides import DEMONSTRATIONS, OF_FORCE
from pipeline.extraction.tables import words

_SECTORS: Final[tuple[Sector, ...]] = get_args(Sector)
_AT_HOME: Final = words("armed at home")
_ANYBODY: Final = words("anybody")
_COMMUNAL: Final = words("of a community")
_OF_STATES: Final = frozenset({"UNO", "EUR", "IGO"})
"""Codes of organisations of states."""
_UNARMED: Final = frozenset({"civilian", "person", "crowd", "body", "protester", "rioter"})
_CROWD: Final = frozenset({"crowd", "protester", "rioter", "person"})
_OF_THE_PLACE: Final = frozenset({"state", "official", "civilian", "person", "crowd", "protester", "rioter", "mob"})


def country(p: Phrase, where: str | None) -> str | None:
    """Give the country of allegiance; `where` is the country of the event.

    Soldiers, officials, civilians, protesters and mobs of no named country are of the place's own, and so are rebels,
    militias and gangs; gunmen, militants and bandits are of none.
    """
    if p.group:
        return p.group.country or "IMG"
    body = next((e for e in p.entries if e.class_ in ("igo", "ngo")), None)
    if body is not None and not p.countries:
        return body.value
    named = next(iter(p.countries), None)
    if "armed" in p.classes and "state" not in p.classes:
        at_home = any(n.lower in _AT_HOME for n in p.nodes)
        return named if named == where else where if at_home and not named else None
    return named or (where if p.classes & _OF_THE_PLACE else None)


def sectors(party: Party, forceful: bool) -> tuple[Sector, ...]:
    """Give PLOVER's sectors; a country that uses force does so by its military, one that speaks by its government."""
    if party.meant.group:
        return (party.meant.group.sector,)
    found = tuple(sector for sector in _SECTORS if sector in party.meant.sectors)
    if found or not party.country_alone:
        return found
    return ("MIL",) if forceful else ("GOV",)


def takes_to_the_streets(party: Party, sub_event: SubEventType | None) -> bool:
    """Say whether unarmed people demonstrate, or are beaten as they do: then they are its protesters or rioters."""
    p = party.meant
    if sub_event not in DEMONSTRATIONS or p.group:
        return False
    if sub_event == "Excessive force against protesters" and party.role == "recipient":
        return bool(p.classes & _CROWD)
    return party.role == "actor" and bool(p.classes & _UNARMED or not p.classes)


def in_the_street(party: Party) -> tuple[Sector, ...]:
    """Give the sectors of those who demonstrate: protesters, and what else they are, civilians if nothing else."""
    own = tuple(s for s in sectors(party, forceful=False) if s not in ("PRE", "SOC"))
    return ("PRE", *(own or ("CVL",)))


def takes_to_arms(party: Party, sub_event: SubEventType | None) -> bool:
    """Say whether plain people do violence of arms: "two men on a motorcycle" are armed people whom nobody names."""
    p = party.meant
    anybody = p.head.lower in _ANYBODY or (not p.classes and not p.head.proper)
    return sub_event in OF_FORCE and party.role == "actor" and anybody and not p.group and not p.places


def inter(party: Party, where: str | None) -> Inter | None:
    """Give ACLED's inter code."""
    p = party.meant
    if p.group:
        return p.group.inter
    own = country(p, where)
    if own not in _OF_STATES and ("state" in p.classes or party.country_alone):
        return 8 if own and where and own != where else 1
    if "igo" in p.classes or own in _OF_STATES:
        return 8
    if "official" in p.classes and party.role == "actor":
        return 1
    if "armed" in p.classes:
        kin = any(n.lower in _COMMUNAL for n in p.nodes)
        return 2 if "REB" in p.sectors else 4 if kin else 3
    return next((code for class_, code in _INTER if class_ in p.classes), None)


_INTER: Final[tuple[tuple[str, Inter], ...]] = (
    ("rioter", 5),
    ("mob", 5),
    ("protester", 6),
    ("official", 7),
    ("civilian", 7),
    ("person", 7),
    ("crowd", 7),
    ("ngo", 7),
)
