"""Who took part in an event and in which role: actors, recipients, interveners, with country, sector and inter code.

    phrases of all tellings ▸ coreference ▸ Party ▸ merged by who they are ▸ contract Actor

Country is allegiance: a demonym before an armed group says where it is from only where the event is in that country
(docs/coding.md, "Who, and who says so").
"""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from pipeline.contract.vocabulary import Inter, Sector, SubEventType
from pipeline.extraction.coreference import Entities
from pipeline.extraction.frames import Frame
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, Phrase, phrase
from pipeline.extraction.tables import words
from pipeline.extraction.telling import Telling

Role = Literal["actor", "recipient", "intervener", "bystander", "associate"]
_SECTORS: Final[tuple[Sector, ...]] = get_args(Sector)
_WHO: Final = frozenset({"igo", "ngo", "body"}) | PEOPLE
_LEAD: Final = re.compile(
    r"^(?:(?:the|a|an|some|several|many|at least|about|these|those|its|their|his|her|other|of|both)\s+)+", re.IGNORECASE
)
_QUOTES: Final = re.compile(r"[\"“”]")
_DEMONSTRATION: Final = frozenset(
    {"Peaceful protest", "Protest with intervention", "Violent demonstration", "Excessive force against protesters"}
)
_OTHERS: Final = words("stands for others")
_GENERIC: Final = words("head that tells nothing")
_OF_THE_PLACE: Final = frozenset({"state", "official", "civilian", "person", "crowd", "protester", "rioter", "mob"})
_TOWARDS: Final = words("towards somebody")
_WITHOUT_DOER: Final = frozenset({"die", "lose", "corpse", "displace"})
"""Acts whose subject does nothing."""
_WITH_OTHERS: Final = frozenset({"clash", "mutual", "swap", "agree", "negotiate"})
"""Acts that one does with others: "clashed with rebels"."""
_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Acts of partners: of several doers the later ones stand as recipients."""
_TWO_SIDED: Final = frozenset(
    {"Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Agreement"}
)


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
        country = next((q.country for q in self.meant.places if q.country), "") or ""
        return ("country" if self.country_alone else self.meant.head.lower, country)


def parties(
    own: list[Telling], whole: list[Telling], sub_event: SubEventType | None, entities: Entities
) -> list[Party]:
    """Give the parties of an event, each once, in the order in which they come; of its sum only those who did it."""
    sides = _two_sides(own, sub_event)
    own = [t for t in own if not t.mention.reading.sentence.headline] or own
    found = [p for t in own for p in _of_telling(t, sub_event, entities, sides)]
    found += [p for t in whole for p in _of_telling(t, sub_event, entities, sides) if p.role == "actor"]
    kept: list[Party] = []
    for party in found:
        same = next((n for n, k in enumerate(kept) if _same(party, k)), None)
        if same is None:
            kept.append(party)
        elif _tells_more(party, kept[same]):
            kept[same] = party
    return _sided(_without_offices(kept, sub_event), sides)


def _two_sides(tellings: list[Telling], sub_event: SubEventType | None) -> bool:
    """Say whether both sides acted: a place was taken, both shot, or both lost people; an attack alone has one doer."""
    if sub_event != "Armed clash":
        return sub_event in _TWO_SIDED
    acts = {a for t in tellings for a in t.mention.acts}
    dead = {v.class_ for t in tellings for v in t.victims}
    both = any(f.arguments.both_sides for t in tellings for f in t.mention.frames)
    return bool(acts & {"clash", "repel", "war", "engage"}) or both or {"state_forces", "armed_group"} <= dead


def _same(a: Party, b: Party) -> bool:
    if a.key == b.key:
        return True
    if a.role == b.role == "actor" and {"armed"} <= a.meant.classes & b.meant.classes and (_unnamed(a) or _unnamed(b)):
        return True
    if a.role != b.role or not a.meant.classes & b.meant.classes & PEOPLE or (a.meant.group and b.meant.group):
        return False
    countries = [{q.country for q in p.meant.places if q.country} for p in (a, b)]
    if all(countries) and not countries[0] & countries[1]:
        return False
    return a.meant.head.lower == b.meant.head.lower or a.words.pronoun or _same_number(a.meant, b.meant)


def _unnamed(p: Party) -> bool:
    """Recognise "the attackers", "gunmen": armed people of whom nothing else is said."""
    return p.meant.sectors == ("UAF",) and not p.meant.group and not p.meant.places


def _same_number(a: Phrase, b: Phrase) -> bool:
    return a.quantity is not None and b.quantity is not None and a.quantity.best == b.quantity.best


def _tells_more(a: Party, b: Party) -> bool:
    """Take it that a name tells more than a bare word, and a word of one class ("civilians") more than "men"."""
    if _unnamed(b) and not _unnamed(a):
        return True
    return bool(a.meant.group or a.meant.places) > bool(b.meant.group or b.meant.places) or (
        a.meant.head.lower in ("civilians", "civilian") and b.meant.head.lower in ("men", "people", "man", "persons")
    )


def _without_offices(found: list[Party], sub_event: SubEventType | None) -> list[Party]:
    """Recognise a ministry that says "it" of its country's army is no doer of its own."""
    if sub_event is None:
        return found
    doers = {p.key[1] for p in found if p.role == "actor" and "official" not in p.meant.classes}
    return [
        p for p in found if not (p.role == "actor" and "official" in p.meant.classes and p.key[1] and p.key[1] in doers)
    ]


def _of_telling(t: Telling, sub_event: SubEventType | None, entities: Entities, sides: bool) -> list[Party]:
    if sub_event is None:
        return _of_act(t, entities)
    if t.detail:
        return _of_detail(t, sub_event, entities)
    found: list[Party] = []
    for frame in t.mention.frames:
        doers = [p for p in _doers(frame) if _is_party(p, entities)]
        hit = [p for p in _sufferers(frame) if _is_party(p, entities) and _is_hit(p, sub_event)]
        found += [_party(_actor_role(frame, p, sub_event), p, entities) for p in doers]
        found += [_party(_patient_role(p, sub_event, sides), p, entities) for p in hit]
    victims = [v.phrase for v in t.victims if not any(v.phrase.head is p.words.head for p in found)]
    hit = [p for p in victims if _is_party(p, entities) and _is_hit(p, sub_event)]
    return found + [_party(_patient_role(p, sub_event, sides), p, entities) for p in hit]


def _is_hit(p: Phrase, sub_event: SubEventType) -> bool:
    """Say whether somebody who is hit is worth naming: "two people" are only a number, a protest hits but officers."""
    if p.classes & PEOPLE == {"person"} and not p.group and not p.places:
        return False
    if sub_event in _DEMONSTRATION and sub_event != "Excessive force against protesters":
        return bool(p.classes & {"protester", "rioter"}) or (
            sub_event == "Violent demonstration" and bool(p.classes & {"state", "official"})
        )
    return True


def _of_detail(t: Telling, sub_event: SubEventType, entities: Entities) -> list[Party]:
    """Give who stepped in against a demonstration; what is only told beside an event has no other parties of it."""
    if sub_event not in _DEMONSTRATION:
        return []
    doers = [p for f in t.mention.frames for p in _doers(f) if _is_party(p, entities) and "state" in p.classes]
    return [_party("intervener", p, entities) for p in doers]


def _of_act(t: Telling, entities: Entities) -> list[Party]:
    """Give the doer of an act and to whom it was done.

    That is its object, or whose object it is ("the minister's decision"), the others of a list of partners, whom the
    content of the act names ("agreed to lend to X", "demanded that X resign"), or a country that it is directed to.
    """
    frame = t.mention.main
    doers = [p for p in frame.agents if _can_be_named(p, entities)]
    partners = doers[1:] if t.result in _MUTUAL else []
    doers = [p for p in doers if p not in partners]
    seen = {p.head.i for p in doers}
    aims = partners + _aimed_at(frame, entities) or _in_content(frame, entities) or _towards(frame)
    others = [p for p in aims if p.head.i not in seen]
    return [_party("actor", p, entities) for p in doers] + [_party("recipient", p, entities) for p in others]


def _aimed_at(frame: Frame, entities: Entities) -> list[Phrase]:
    behind = [p for prep, p in frame.obliques if prep in _TOWARDS]
    found = [q for p in [*frame.objects, *behind] for q in _whose(frame, p)]
    return [p for p in found if _can_be_named(p, entities)]


def _in_content(frame: Frame, entities: Entities) -> list[Phrase]:
    below = frame.head.kids("xcomp", "ccomp", "advcl", "acl")
    deeper = [d for n in below for d in n.kids("xcomp")]
    heads = [n for verb in [*below, *deeper] for n in verb.kids("nsubj", "dobj", "dative")]
    heads += [n for verb in [*below, *deeper] for c in verb.kids("prep", "dative") for n in c.kids("pobj")]
    heads += [n for h in heads for c in h.kids("prep") if c.lower in _TOWARDS | {"in", "of"} for n in c.kids("pobj")]
    found = [phrase(frame.reading, n) for n in heads]
    return [p for p in found if _can_be_named(p, entities) and not p.pronoun]


def _towards(frame: Frame) -> list[Phrase]:
    return [p for prep, p in frame.obliques if prep in _TOWARDS | {"in", "from"} and is_country(p)]


def _can_be_named(p: Phrase, entities: Entities) -> bool:
    return _is_party(p, entities) or p.head.tag in ("NNP", "NNPS", "PRP")


def _whose(frame: Frame, p: Phrase) -> list[Phrase]:
    if p.classes & _WHO or p.group or p.head.tag in ("NNP", "NNPS"):
        return [p]
    inside = list(p.head.kids("poss", "compound", "amod", "nmod"))
    inside += [n for c in p.head.kids("prep") if c.lower in _TOWARDS | {"of", "by", "in"} for n in c.kids("pobj")]
    found = [phrase(frame.reading, n) for n in inside]
    return [q for q in found if q.classes & _WHO or q.group or q.places or q.head.tag in ("NNP", "NNPS")]


def _doers(frame: Frame) -> list[Phrase]:
    if frame.acts <= _WITHOUT_DOER:
        return []
    return [*frame.agents, *(p for a in frame.agents for p in _behind_weapon(frame, a))]


def _behind_weapon(frame: Frame, p: Phrase) -> list[Phrase]:
    """Give who used a weapon that is the subject: "a mine placed by X", "Russian missiles"."""
    if p.classes & _WHO:
        return []
    behind: list[Node] = [n for c in p.head.kids("acl", "relcl") for a in c.kids("agent") for n in a.kids("pobj")]
    behind += p.head.kids("compound", "amod", "poss", "nmod")
    return [phrase(frame.reading, n) for n in behind]


def _sufferers(frame: Frame) -> list[Phrase]:
    if frame.acts <= {"die"}:
        return frame.agents
    with_ = {"with"} if frame.acts & _WITH_OTHERS else set()
    on = [p for prep, p in frame.obliques if prep in {"on", "against", "at", "upon", "into"} | with_]
    return [*frame.objects, *on]


def _is_party(p: Phrase, entities: Entities) -> bool:
    """Say whether a phrase is somebody: people, a group, a country, or anybody who has a name that is no place's."""
    meant = entities.resolve(p) if p.pronoun else p
    if meant.pronoun or p.head.lower in _OTHERS or p.head.tag == "PRP$" or _in_time(p):
        return False
    if meant.group or (meant.classes & _WHO and _by_its_head(meant)):
        return True
    own = [q for q in meant.places if q.start <= meant.head.start and meant.head.end <= q.end]
    if own or meant.classes:
        state = any(q.kind in ("country", "demonym") or q.feature_code == "PPLC" for q in own)
        return state and p.head.head.lower != "in"
    return meant.head.tag in ("NNP", "NNPS")


def _by_its_head(p: Phrase) -> bool:
    """Say whether a phrase's own word is of people, not one beside it: "police violence" is none."""
    if p.head.lower in _GENERIC or p.head.dep == "amod":
        return True
    return any(h.entry.class_ in _WHO for h in p.reading.at(p.head))


def _in_time(p: Phrase) -> bool:
    return any(t.start < p.head.end and p.head.start < t.end for t in p.reading.times)


def _party(role: Role, p: Phrase, entities: Entities) -> Party:
    meant = entities.resolve(p)
    return Party(role, p, meant, None, is_country(meant))


def is_country(p: Phrase) -> bool:
    """Say whether only a country is named: "France", "the Israeli raid", "Moscow"."""
    return not p.classes & PEOPLE and not p.group and any(q.country for q in p.places)


def _actor_role(frame: Frame, p: Phrase, sub_event: SubEventType | None) -> Role:
    if sub_event in _DEMONSTRATION and "state" in p.classes:
        return "intervener" if sub_event != "Excessive force against protesters" else "actor"
    plain = p.classes & {"protester", "rioter", "crowd", "civilian", "person", "body"}
    if sub_event in _DEMONSTRATION and not plain and frame.acts & {"disperse", "arrest"}:
        return "intervener"
    return "actor"


def _patient_role(p: Phrase, sub_event: SubEventType | None, two_sided: bool) -> Role:
    if sub_event in _DEMONSTRATION and p.classes & {"protester", "rioter"}:
        return "recipient" if sub_event == "Excessive force against protesters" else "actor"
    armed = p.classes & {"armed", "state"} or p.group or not p.classes & PEOPLE
    if two_sided and armed:
        return "actor"
    return "bystander" if sub_event in _TWO_SIDED and not armed else "recipient"


def _sided(found: list[Party], sides: bool) -> list[Party]:
    actors = [p for p in found if p.role == "actor"]
    if not sides or not actors:
        return found
    first = {id(p) for p in actors if p is actors[0] or _allied(p, actors[0])}
    return [replace(p, side=(1 if id(p) in first else 2) if p.role == "actor" else None) for p in found]


def _allied(p: Party, first: Party) -> bool:
    return bool(p.meant.classes & first.meant.classes & {"state"}) and p.key[1:] == first.key[1:]


def name(p: Phrase) -> str:
    """Give a party's name: the group's own, else its words without articles, numbers and quotation marks."""
    if p.group:
        return p.group.name
    text = p.text
    if p.quantity and p.start <= p.quantity.start and p.quantity.end <= p.end:
        text = p.reading.sentence.text[p.quantity.end : p.end]
    return _LEAD.sub("", _QUOTES.sub("", text).strip()).strip(" '’,") or p.text


def country(p: Phrase, where: str | None) -> str | None:
    """Give the country of allegiance; `where` is the country of the event.

    Soldiers, officials, civilians and protesters of no named country are of the place's own; gunmen are of none.
    """
    if p.group:
        return p.group.country
    named = next((q.country for q in p.places if q.country), None)
    if p.classes & {"armed", "mob", "rioter"} and "state" not in p.classes:
        return named if named == where else None
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
    """Say whether plain people are the doers of a demonstration: then they are its protesters or rioters."""
    plain = party.meant.classes & {"civilian", "person", "crowd", "body"} or not party.meant.classes
    return sub_event in _DEMONSTRATION and party.role == "actor" and bool(plain) and not party.meant.group


def inter(party: Party, where: str | None) -> Inter | None:
    """Give ACLED's inter code."""
    p = party.meant
    if p.group:
        return p.group.inter
    own = country(p, where)
    if "state" in p.classes or party.country_alone:
        return 8 if own and where and own != where else 1
    if "igo" in p.classes:
        return 8
    if "official" in p.classes and party.role == "actor":
        return 1
    if "armed" in p.classes:
        return 2 if "REB" in p.sectors else 3
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
