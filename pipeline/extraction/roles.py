"""Who took part in an event and in which role: actors, recipients, interveners, bystanders.

phrases of all tellings ▸ coreference ▸ Party ▸ merged by who they are ▸ sides
"""

from dataclasses import replace
from typing import Final

from pipeline.contract.vocabulary import SubEventType
from pipeline.extraction.act_roles import parties_of_act
from pipeline.extraction.coreference import Entities
from pipeline.extraction.doers import announcers, in_arms, leavers, otherwise, stranger, under_arms
from pipeline.extraction.frames import Frame
from pipeline.extraction.party import Party, Role, is_country, party, same, tells_more
from pipeline.extraction.phrases import PEOPLE, THINGS, WEAPONS, Phrase, apart
from pipeline.extraction.recipients import gathered, named
from pipeline.extraction.sides import DEMONSTRATIONS, TWO_SIDED, sided, two_sides
from pipeline.extraction.somebody import crowd, is_party, within
from pipeline.extraction.tables import words
from pipeline.extraction.telling import Telling

_WITHOUT_DOER: Final = frozenset({"die", "lose", "corpse", "displace"})
"""Acts whose subject does nothing."""
_SHOTS: Final = frozenset({"launch", "bombard", "impact", "shoot"})
_TAKES: Final = frozenset({"capture", "take"})
_TAKING_PART: Final = words("taking part")
_WITH_OTHERS: Final = frozenset({"clash", "mutual", "swap", "agree", "negotiate"})
"""Acts that one does with others: "clashed with rebels"."""


_ANNOUNCED: Final = frozenset({"agree", "arrest", "free", "move", "hand-over", "negotiate", "leave"})
"""Acts that are of those who announce them."""
_MEETING: Final = words("meeting a mine")
_MEDIATING: Final = words("mediating verb")
_STREETS: Final = DEMONSTRATIONS - {"Excessive force against protesters"}
_MARCHES: Final = frozenset({"protest", "gather", "riot", "rally", "walkout", "block"})
_POLICED: Final = frozenset({"disperse", "arrest"})
"""What police do to a crowd."""
_PLAIN: Final = frozenset({"protester", "rioter", "crowd", "civilian", "person", "body"})
"""Classes of those who demonstrate."""
_PARTS: Final = frozenset({"protester", "rioter", "state", "official"})
"""Classes of those who play a part in a demonstration, whatever is done to them."""


def parties(
    own: list[Telling], whole: list[Telling], sub_event: SubEventType | None, entities: Entities
) -> list[Party]:
    """Give the parties of an event, each once, in the order in which they come.

    The headline names those whom the text leaves out; the sum of which the event is a part only who did it.
    """
    sides = two_sides(own, sub_event)
    told = _of_tellings(own, whole, sub_event, entities, sides)
    found = _each_once(told if sub_event is None else _with_others(told, own, sub_event, entities))
    once = found if sub_event is None else named(gathered(found, own))
    return sided(_without_offices(_without_mere_numbers(once), sub_event), sides)


def _of_tellings(
    own: list[Telling], whole: list[Telling], sub_event: SubEventType | None, entities: Entities, sides: bool
) -> list[Party]:
    found = [p for t in own if not _headline(t) for p in _of_telling(t, sub_event, entities, sides)]
    roles = {p.role for p in found}
    title = [p for t in own if _headline(t) for p in _of_telling(t, sub_event, entities, sides)]
    found += [p for p in title if p.role not in roles]
    return found + [p for t in whole for p in _of_telling(t, sub_event, entities, sides) if p.role == "actor"]


def _with_others(found: list[Party], own: list[Telling], sub_event: SubEventType, entities: Entities) -> list[Party]:
    """Add whom no frame of the event names: who left a place, and who did it by the words around, if nobody else."""
    if sub_event == "Non-violent transfer of territory":
        found = _who_took_over(found, own, entities)
    if any(p.role == "actor" for p in found):
        return found
    return found + [party("actor", p, entities) for p in otherwise(own, sub_event, entities)]


def _who_took_over(found: list[Party], own: list[Telling], entities: Entities) -> list[Party]:
    """Add who left a place beside those who came; who left is the doer where nobody came."""
    found = [*found, *(party("recipient", p, entities) for t in own for p in leavers(t, entities))]
    if any(p.role == "actor" for p in found):
        return found
    return [replace(p, role="actor") for p in found]


def _headline(t: Telling) -> bool:
    return t.mention.reading.sentence.headline


def _each_once(found: list[Party]) -> list[Party]:
    kept: list[Party] = []
    for one in found:
        at = next((n for n, k in enumerate(kept) if same(one, k)), None)
        if at is None:
            kept.append(one)
        elif tells_more(one, kept[at]):
            kept[at] = one
    return kept


def _without_mere_numbers(found: list[Party]) -> list[Party]:
    """Leave out "three people" where other words tell who was hit or who marched."""
    told = {p.role for p in found if not p.mere_number}
    return [p for p in found if not (p.mere_number and p.role in told)]


def _without_offices(found: list[Party], sub_event: SubEventType | None) -> list[Party]:
    """Recognise a ministry that says "it" of its country's army is no doer of its own."""
    if sub_event is None or sub_event == "Agreement":
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
        found += [party(_actor_role(frame, p, sub_event), p, entities) for p in _doers(frame, entities)]
        if sub_event in _STREETS:
            found += [party(_role_in_the_street(p), p, entities) for p in _met(frame, entities)]
        else:
            found += [party(_patient_role(p, sub_event, sides), p, entities) for p in _hit(frame, entities)]
            found += [party("recipient", p, entities) for p in _surrendered_to(frame, entities)]
    if sub_event in _STREETS:
        return found
    victims = [v.phrase for v in t.victims if not any(v.phrase.head is p.words.head for p in found)]
    hit = [p for p in victims if is_party(p, entities)]
    return found + [party(_patient_role(p, sub_event, sides), p, entities) for p in hit]


def _met(frame: Frame, entities: Entities) -> list[Phrase]:
    """Give whom a frame of a demonstration is about: those dispersed or arrested, those who march, officers pelted."""
    marching = not frame.head.verb and bool(frame.acts & _MARCHES)
    people = [p for p in _hit(frame, entities) if p.classes & (_PLAIN if marching or frame.acts & _POLICED else _PARTS)]
    return people if marching or frame.acts - _MARCHES else []


def _role_in_the_street(p: Phrase) -> Role:
    return "actor" if p.classes & _PLAIN else "recipient"


def _of_detail(t: Telling, sub_event: SubEventType, entities: Entities) -> list[Party]:
    """Give who stepped in against a demonstration; what is only told beside an event has no other parties of it."""
    if sub_event not in DEMONSTRATIONS:
        return []
    doers = [p for f in t.mention.frames for p in _doers(f, entities) if "state" in p.classes]
    return [party("intervener", p, entities) for p in doers]


def _doers(frame: Frame, entities: Entities) -> list[Phrase]:
    """Give who does it; of a weapon or a vehicle whose it is: "army warplanes", "a mine placed by X"."""
    if _ran_over(frame):
        return []
    own = [p for p in frame.agents if not _beside(frame, p) and not _says_where(p)]
    if frame.acts & _MARCHES and not frame.acts & _POLICED:
        marching = [(p, crowd(p) or stranger(p)) for p in own]
        return [q for p, plain in marching for q in ([p] if plain else _somebody(p, entities, p.classes & WEAPONS))]
    if frame.acts <= _WITHOUT_DOER or _loses_life(frame) or (frame.acts <= {"grave"} and not _found_by(frame)):
        own = [p for p in own if _behind_by(p)]
    found = [q for p in own for q in ([p] if _armed_stranger(p) else _somebody(p, entities, p.classes & WEAPONS))]
    announced = [q for p in announcers(frame) for q in _somebody(p, entities, False)] if frame.acts & _ANNOUNCED else []
    return found or announced or _fired_from(frame, entities)


def _found_by(frame: Frame) -> bool:
    """Say whether a grave has somebody who opens it: a verb of its own or one over it."""
    return frame.head.verb or frame.arguments.governor is not None


def _says_where(p: Phrase) -> bool:
    """Recognise the place before a deed: "the Kabul blast", "a Burkina ambush"; "US raids" are those of a state."""
    place = any(q.kind != "demonym" and q.start <= p.head.start and p.head.end <= q.end for q in p.places)
    return place and p.head.dep in ("compound", "nmod") and not p.head.text.isupper() and not p.classes & PEOPLE


def _armed_stranger(p: Phrase) -> bool:
    return stranger(p) and under_arms(p)


def _fired_from(frame: Frame, entities: Entities) -> list[Phrase]:
    """Give from whose place a weapon was used, where nobody else is named: "shells fired from army positions"."""
    if not frame.acts & _SHOTS:
        return []
    behind = [p for prep, p in frame.obliques if prep == "from"]
    return [q for p in behind for q in _somebody(p, entities, p.classes & THINGS) if in_arms(q)]


def _loses_life(frame: Frame) -> bool:
    return frame.head.verb and "die" in frame.acts and frame.acts <= _WITHOUT_DOER | {"fall"}


def _behind_by(p: Phrase) -> bool:
    return p.head.head.lower == "by"


def _beside(frame: Frame, p: Phrase) -> bool:
    """Say whether somebody only does something else meanwhile: "eleven died in the attack", "who hid in the raid"."""
    verb = frame.arguments.governor
    if verb is None or p.head in frame.head.subtree() or verb.lower in _TAKING_PART or _against(frame, p):
        return False
    prep = next((n for n in (frame.head, *frame.head.ancestors()) if n is verb or n.dep in ("prep", "agent")), verb)
    in_protest = prep.lower == "in" and bool(frame.acts & _MARCHES)
    return prep is not verb and prep.lower not in ("with", "by", "of") and not in_protest


def _ran_over(frame: Frame) -> bool:
    """Recognise those who meet a mine: "a lorry ran over a mine", "a shepherd stepped on a bomb"."""
    behind = (p for prep, p in frame.obliques if prep in {"over", "on", "onto"})
    met = any(p.classes & {"explosive", "blast"} for p in (*frame.objects, *behind))
    return frame.head.verb and frame.head.lower in _MEETING and met


def _against(frame: Frame, p: Phrase) -> bool:
    """Recognise the one side of a fight whose noun names the other: "freed them after a firefight with gunmen"."""
    with_others = any(c.lower == "with" for c in frame.head.kids("prep"))
    return bool(frame.acts & _WITH_OTHERS) and with_others and in_arms(p)


def _hit(frame: Frame, entities: Entities) -> list[Phrase]:
    """Give whom it hits; of a thing whose it is or who was in it: "a police post", "a bus with 17 passengers"."""
    if frame.acts <= {"die"} or _loses_life(frame):
        return [p for p in frame.agents if is_party(p, entities) and not _behind_by(p)]
    more = ({"with"} if frame.acts & _WITH_OTHERS else set()) | ({"to"} if "loot" in frame.acts else set())
    more |= {"beside", "under", "underneath"} if frame.acts & {"explode"} else set()
    on = [p for prep, p in frame.obliques if prep in {"on", "against", "at", "upon", "into", "among"} | more]
    on += [p for prep, p in frame.obliques if prep == "from" and frame.acts & _TAKES and in_arms(p)]
    on += frame.agents if _ran_over(frame) else []
    hit = [*(p for p in frame.objects if p.head.lower != "it"), *(p for p in on if not _where(p))]
    return [q for p in hit for q in _somebody(p, entities, p.classes & THINGS)]


def _where(p: Phrase) -> bool:
    """Recognise a country that only says where: "fired rockets at Israel"."""
    return is_country(p) and p.head.proper and any(q.kind == "country" for q in p.places)


def _surrendered_to(frame: Frame, entities: Entities) -> list[Phrase]:
    """Give who took a surrender or a place: "gave themselves up to the army", "handed the base to the police"."""
    if not frame.acts & {"agree", "hand-over"} or not frame.head.verb:
        return []
    return [p for prep, p in frame.obliques if prep == "to" and is_party(p, entities)]


def _somebody(p: Phrase, entities: Entities, thing: object) -> list[Phrase]:
    if is_party(p, entities):
        return apart(p)
    return within(p, entities) if thing else []


def _actor_role(frame: Frame, p: Phrase, sub_event: SubEventType | None) -> Role:
    if sub_event in DEMONSTRATIONS and "state" in p.classes:
        return "intervener" if sub_event != "Excessive force against protesters" else "actor"
    plain = p.classes & _PLAIN
    if sub_event == "Excessive force against protesters" and plain and not frame.acts - _MARCHES - {"attack"}:
        return "recipient"
    if sub_event in DEMONSTRATIONS and not plain and frame.acts & {"disperse", "arrest"}:
        return "intervener"
    if sub_event == "Agreement" and _mediates(p):
        return "associate"
    if sub_event == "Non-violent transfer of territory" and frame.acts <= {"leave"}:
        return "recipient"
    return "actor"


def _mediates(p: Phrase) -> bool:
    """Say whether somebody only brings others together: "elders brokered a truce", "under U.N. mediation"."""
    return p.head.head.lower in _MEDIATING or (p.head.dep == "pobj" and p.head.head.head.lower in _MEDIATING)


def _patient_role(p: Phrase, sub_event: SubEventType | None, two_sided: bool) -> Role:
    armed = p.classes & {"armed", "state"} or p.group or not p.classes & PEOPLE
    if armed and (two_sided or sub_event == "Change to group/activity"):
        return "actor"
    return "bystander" if sub_event in TWO_SIDED and not armed else "recipient"
