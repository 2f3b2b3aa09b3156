"""Who took part in an event and in which role: actors, recipients, interveners, bystanders.

phrases of all tellings ▸ coreference ▸ Party ▸ merged by who they are ▸ sides
"""

from typing import Final

from pipeline.contract.vocabulary import SubEventType
from pipeline.extraction.act_roles import parties_of_act
from pipeline.extraction.coreference import Entities
from pipeline.extraction.frames import Frame
from pipeline.extraction.node import Node
from pipeline.extraction.party import Party, Role, party, same, tells_more
from pipeline.extraction.phrases import PEOPLE, Phrase, phrase
from pipeline.extraction.sides import DEMONSTRATIONS, TWO_SIDED, sided, two_sides
from pipeline.extraction.somebody import WHO, is_party
from pipeline.extraction.telling import Telling

_WITHOUT_DOER: Final = frozenset({"die", "lose", "corpse", "displace"})
"""Acts whose subject does nothing."""
_WITH_OTHERS: Final = frozenset({"clash", "mutual", "swap", "agree", "negotiate"})
"""Acts that one does with others: "clashed with rebels"."""


def parties(
    own: list[Telling], whole: list[Telling], sub_event: SubEventType | None, entities: Entities
) -> list[Party]:
    """Give the parties of an event, each once, in the order in which they come; of its sum only those who did it."""
    sides = two_sides(own, sub_event)
    own = [t for t in own if not t.mention.reading.sentence.headline] or own
    found = [p for t in own for p in _of_telling(t, sub_event, entities, sides)]
    found += [p for t in whole for p in _of_telling(t, sub_event, entities, sides) if p.role == "actor"]
    kept: list[Party] = []
    for one in found:
        at = next((n for n, k in enumerate(kept) if same(one, k)), None)
        if at is None:
            kept.append(one)
        elif tells_more(one, kept[at]):
            kept[at] = one
    return sided(_without_offices(kept, sub_event), sides)


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
        return parties_of_act(t, entities)
    if t.detail:
        return _of_detail(t, sub_event, entities)
    found: list[Party] = []
    for frame in t.mention.frames:
        doers = [p for p in _doers(frame) if is_party(p, entities)]
        hit = [p for p in _sufferers(frame) if is_party(p, entities) and _is_hit(p, sub_event)]
        found += [party(_actor_role(frame, p, sub_event), p, entities) for p in doers]
        found += [party(_patient_role(p, sub_event, sides), p, entities) for p in hit]
    victims = [v.phrase for v in t.victims if not any(v.phrase.head is p.words.head for p in found)]
    hit = [p for p in victims if is_party(p, entities) and _is_hit(p, sub_event)]
    return found + [party(_patient_role(p, sub_event, sides), p, entities) for p in hit]


def _is_hit(p: Phrase, sub_event: SubEventType) -> bool:
    """Say whether somebody who is hit is worth naming: "two people" are only a number, a protest hits but officers."""
    if p.classes & PEOPLE == {"person"} and not p.group and not p.places:
        return False
    if sub_event in DEMONSTRATIONS and sub_event != "Excessive force against protesters":
        return bool(p.classes & {"protester", "rioter"}) or (
            sub_event == "Violent demonstration" and bool(p.classes & {"state", "official"})
        )
    return True


def _of_detail(t: Telling, sub_event: SubEventType, entities: Entities) -> list[Party]:
    """Give who stepped in against a demonstration; what is only told beside an event has no other parties of it."""
    if sub_event not in DEMONSTRATIONS:
        return []
    doers = [p for f in t.mention.frames for p in _doers(f) if is_party(p, entities) and "state" in p.classes]
    return [party("intervener", p, entities) for p in doers]


def _doers(frame: Frame) -> list[Phrase]:
    if frame.acts <= _WITHOUT_DOER:
        return []
    return [*frame.agents, *(p for a in frame.agents for p in _behind_weapon(frame, a))]


def _behind_weapon(frame: Frame, p: Phrase) -> list[Phrase]:
    """Give who used a weapon that is the subject: "a mine placed by X", "Russian missiles"."""
    if p.classes & WHO:
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


def _actor_role(frame: Frame, p: Phrase, sub_event: SubEventType | None) -> Role:
    if sub_event in DEMONSTRATIONS and "state" in p.classes:
        return "intervener" if sub_event != "Excessive force against protesters" else "actor"
    plain = p.classes & {"protester", "rioter", "crowd", "civilian", "person", "body"}
    if sub_event in DEMONSTRATIONS and not plain and frame.acts & {"disperse", "arrest"}:
        return "intervener"
    return "actor"


def _patient_role(p: Phrase, sub_event: SubEventType | None, two_sided: bool) -> Role:
    if sub_event in DEMONSTRATIONS and p.classes & {"protester", "rioter"}:
        return "recipient" if sub_event == "Excessive force against protesters" else "actor"
    armed = p.classes & {"armed", "state"} or p.group or not p.classes & PEOPLE
    if two_sided and armed:
        return "actor"
    return "bystander" if sub_event in TWO_SIDED and not armed else "recipient"
