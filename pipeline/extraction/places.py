"""Where a mention was: its own place among those that its sentence names.

    own phrases ▸ object ▸ subject ▸ clauses above ▸ nearest place behind a locative preposition

Nationalities, the homes of actors and the seats of speakers are no places of events.
"""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.contract.event import LocationPrecision
from pipeline.extraction.arguments import SPEECH
from pipeline.extraction.document import Sentence
from pipeline.extraction.mentions import Mention
from pipeline.extraction.naming import kinds_of_units
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE
from pipeline.extraction.tables import words
from pipeline.gazetteer.place import Place

_STRONG: Final = words("locative")
_LOCATIVE: Final = words("locative in the wide sense")
_NEAR: Final = words("near")
_WAYS: Final = words("way")
_EDGES: Final = words("edge")
_PART_OF_PLACE: Final = words("part of a place")
_DIRECTIONS: Final = frozenset({"from", "to", "against", "over"})
POINTS: Final = ("city", "facility", "feature")
_RELATION: Final = re.compile(
    r"(?:(?:some|about|around|roughly|nearly|just|less than|more than)\s)?"
    r"(?:[\d.,]+|\w+)\s?(?:km|kms|kilomet(?:re|er)s?|miles?|metres|meters)\s"
    r"(?:to\sthe\s)?(?:(?:due\s)?[\w-]*(?:north|south|east|west)[\w-]*\s)?(?:of|from)\s(?:the\s(?:city|town|village|capital)\s(?:of\s)?)?$"
    r"|(?:not\sfar\sfrom|close\sto|next\sto|adjacent\sto|[\w-]*(?:north|south|east|west)(?:-?\w+)?\sof"
    r"|in\sthe\s(?:hinterlands?|vicinity|countryside|surroundings|direction|suburbs|outskirts)\sof)\s$",
    re.IGNORECASE,
)
"""How far from a named place, and on which side of it."""
_AND_ANOTHER: Final = re.compile(r"\sand\s[A-Z]")
_IN: Final = re.compile(
    r",\s(?:(?:in|near|of)\s)?(?:[\w-]+\s){0,4}(?:of\s)?|\s(?:in|of)\s(?:[\w-]+\s){0,4}(?:of\s)?|[’']s\s"
)
_AROUND: Final = 0.8
"""What the place around another weighs against that."""
_REACH: Final = 70
"""Characters before a name, in which its relation may stand."""
_BESIDE: Final = 0.6
"""What a place that only says how far it is weighs against the spot itself: "in X, 20 km east of Y" is in X."""
_SIZE: Final = {
    "facility": 0.0,
    "city": 0.0,
    "feature": 0.4,
    "admin2": 0.8,
    "admin1": 1.2,
    "region": 1.2,
    "country": 3.0,
    "demonym": 9.0,
}
"""What a larger unit weighs against a nearer one: "in Kutum, in North Darfur" is in Kutum."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place with how a mention relates to it; `score` orders rivals, lowest first."""

    place: Place
    relation: str | None
    precision: LocationPrecision
    score: float


@dataclass(frozen=True, slots=True)
class Inferred:
    """A place that another sentence names; its offsets are into that."""

    where: Where
    sentence: Sentence


def where(mention: Mention) -> list[Where]:
    """Give the places that may be the mention's own, the likeliest first."""
    found = [w for place in mention.reading.places if (w := _candidate(mention, place)) is not None]
    here = [w for w in found if not mention.reading.parted(w.place.start, mention.main.start)]
    return sorted(here or found or _opening(mention), key=lambda w: (w.score, w.place.start))


def _opening(mention: Mention) -> list[Where]:
    """Give the place with which the sentence opens, which is that of all its clauses: "In X, …"."""
    text = mention.reading.sentence.text
    first = next((p for p in mention.reading.places if p.kind not in ("demonym", "country")), None)
    if first is None or text[first.end : first.end + 1] != "," or _OPENING.fullmatch(text, 0, first.start) is None:
        return []
    if mention.reading.parted(first.start, mention.main.start):
        return []
    relation, precision = relation_of(None, first, [text.split()[0].lower()], [])
    return [Where(first, relation, precision, _SIZE[first.kind] + 1)]


_OPENING: Final = re.compile(r"(?:In|At|Near|Outside)\s(?:the\s)?(?:[\w-]+\s){0,3}")


def _candidate(mention: Mention, place: Place) -> Where | None:
    if place.kind == "demonym":
        return None
    node = mention.reading.tree.head_of(place.start, place.end)
    if node is None or _in_people(mention, node, place) or _a_thing(mention, node, place):
        return None
    steps = _steps(mention, node)
    if steps is None:
        return None
    distance, prepositions, nouns = steps
    text = mention.reading.sentence.text
    beside = _beside(text, place)
    if (
        (beside is None and not _allowed(mention, place, prepositions, nouns))
        or (not prepositions and not _without_preposition(mention, node))
        or (place.kind == "country" and (prepositions[:1] == ["near"] or "border" in nouns))
        or _owner(mention, node, place)
    ):
        return None
    if prepositions[:1] == ["between"]:
        return Where(place, "between", "linear", distance + _SIZE[place.kind])
    relation, precision = relation_of(beside and beside[0].strip(), place, prepositions, nouns)
    relation, precision = _by_words_behind(text, place, relation, precision)
    strong = 0 if not prepositions or prepositions[0] in _STRONG or _part_of(prepositions, nouns) else 1
    score = distance + strong + _SIZE[place.kind] + (_beside_by(beside[0]) if beside else 0)
    return Where(place, relation, precision, score + (_AROUND if _container(mention, place) else 0))


def _by_words_behind(
    text: str, place: Place, relation: str | None, precision: LocationPrecision
) -> tuple[str | None, LocationPrecision]:
    """Correct relation and precision by the words behind a name: "X-Y road", "X river", "X district"."""
    if _ROAD_TO_ANOTHER.match(text, place.end) is not None:
        return "on the road between", "linear"
    if _RIVER.match(text, place.end) is not None:
        return relation, "linear"
    return relation, "admin2" if precision == "place" and _second_level(text, place) else precision


_RIVER: Final = re.compile(r"\s[Rr]iver\b")


def _second_level(text: str, place: Place) -> bool:
    """Say whether a name means a district, not its town: "X district"; a district "of" a town is a part of that."""
    unit = kinds_of_units().get(place.unit or "")
    if unit != "admin2" or place.kind != "city":
        return False
    behind = _UNIT_OF.match(text, place.end)
    return behind is None or _IS_UNIT.search(behind[1]) is not None


_UNIT_OF: Final = re.compile(r"\s[\w-]+(?:,)?\s(?:of|in)\s(?:the\s)?([^,.;]{0,60})")
_IS_UNIT: Final = re.compile(r"\b(?:province|region|state|governorate|oblast)\b", re.IGNORECASE)
_ROAD_TO_ANOTHER: Final = re.compile(
    r"\s?[-–]\s?[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?\s(?:road|highway|motorway)\b"
)


def _container(mention: Mention, place: Place) -> bool:
    """Recognise what only says where another place lies: "X, in Y", "X in the municipality of Y"."""
    before = [p for p in mention.reading.places if p.end <= place.start and p.kind != "demonym"]
    if not before:
        return False
    return _IN.fullmatch(mention.reading.sentence.text, before[-1].end, place.start) is not None


def _beside(text: str, place: Place) -> re.Match[str] | None:
    """Give the words that say how far from a place, or on which side of it, something was."""
    start = max(0, place.start - _REACH)
    told = text[start : place.start].endswith(("of ", "from ", "to "))
    return _RELATION.search(text, start, place.start) if told or _OF_THE_TOWN.search(text, start, place.start) else None


def _beside_by(words_: str) -> float:
    """Give what a place weighs that only says how far it is: what is a day's drive away says little of where."""
    far = _KILOMETRES.search(words_)
    return _BESIDE if far is None or int(far[1]) <= _CLOSE else _BESIDE + _SIZE["admin2"]


_KILOMETRES: Final = re.compile(r"\b(\d{1,4})\s?(?:km|kms|kilomet|mile)")
_CLOSE: Final = 50
"""Kilometres or miles."""
_OF_THE_TOWN: Final = re.compile(r"(?:city|town|village|capital)\s$")


def _part_of(prepositions: list[str], nouns: list[str]) -> bool:
    """Recognise a part or a kind of a place: "the centre of X", "the hamlet of X"."""
    return prepositions[0] == "of" and bool(nouns) and (nouns[0] in _PART_OF_PLACE or nouns[0] in kinds_of_units())


def _a_thing(mention: Mention, node: Node, place: Place) -> bool:
    """Recognise a thing that is called like a place: "at the wheel of a Lada"."""
    before = mention.reading.sentence.text[: place.start].lower()
    return before.endswith((" a ", " an ")) and node.dep not in ("compound", "amod", "nmod", "poss")


def _in_people(mention: Mention, node: Node, place: Place) -> bool:
    """Whether a place only says whose people these are: "Syrian troops", "the mayor of X" as a speaker."""
    speakers = [n for _, verb in mention.clause.governors for n in verb.kids("nsubj", "nsubjpass")]
    if any(node in s.subtree() for s in speakers):
        return True
    for p in [*mention.agents, *(q for f in mention.frames for q in f.objects)]:
        if not (p.start <= place.start and place.end <= p.end) or node is p.head:
            continue
        if p.classes & PEOPLE or (p in mention.agents and p.head.i not in mention.heads and not p.classes - _MOVING):
            return node.dep != "pobj" or node.head.lower not in _STRONG
    subject = any(node is p.head for p in mention.agents)
    return subject and place.kind in ("country", "region")


def _owner(mention: Mention, node: Node, place: Place) -> bool:
    """Recognise a state whose act it is: "in Russia's largest wave of strikes"; protests and wars are where it is."""
    if node.dep != "poss" or place.kind != "country" or mention.acts & _AT_HOME:
        return False
    return node.head.i in mention.heads or any(n.i in mention.heads for n in node.head.behind(("of",)))


_AT_HOME: Final = frozenset(
    {"protest", "rally", "gather", "riot", "walkout", "war", "clash", "agree", "revolt", "arrest"}
)
_MOVING: Final = frozenset({"vehicle", "craft"})
"""What is named for where it comes from."""
_Steps = tuple[float, list[str], list[str]]
"""How far, over which prepositions, by which nouns."""


def _steps(mention: Mention, node: Node) -> _Steps | None:
    """Walk from a place up to a trigger: how far, over which prepositions and nouns."""
    prepositions: list[str] = []
    nouns: list[str] = []
    distance = 0.0
    heads = mention.heads | {f.arguments.governor.i for f in mention.frames if f.arguments.governor is not None}
    heads |= {f.clause.verb.i for f in mention.frames if f.clause.verb is not None}
    if node.i in heads:
        return 0, [], []
    while not node.root:
        if node.dep in ("prep", "agent"):
            prepositions.append(node.lower)
        node = node.head
        if node.noun:
            nouns.append(node.lower)
        if node.i in heads:
            return distance, prepositions, nouns
        if node.verb and not _participle(node):
            return _above(mention, node, distance, prepositions, nouns)
        distance += 1 if node.verb else 0.5 if node.dep == "conj" else 0.25
    return None


def _participle(verb: Node) -> bool:
    """Recognise a participle that describes a noun: "a convoy travelling to X", "a base located in X"."""
    return verb.dep == "acl" and verb.tag in ("VBG", "VBN")


def _above(mention: Mention, verb: Node, distance: float, prepositions: list[str], nouns: list[str]) -> _Steps | None:
    """Take a place on a clause above the trigger, if a locative preposition says so."""
    node, far = mention.main.head, 0.0
    while node is not verb:
        if node.root or (node.dep == "conj" and node.kids("nsubj", "nsubjpass")):
            return None
        far += 1 if node.verb else 0
        node = node.head
    if not prepositions or verb.lower in SPEECH:
        return None
    if prepositions[-1] not in _STRONG and not any(n in _WAYS for n in nouns):
        return None
    return distance + far + 2, prepositions, nouns


def _allowed(mention: Mention, place: Place, prepositions: list[str], nouns: list[str]) -> bool:
    """Say whether the preposition before a place can say where: "from X" and "to X" only say so of a road."""
    first = prepositions[:1]
    if not first:
        return True
    if first[0] not in _LOCATIVE:
        return False
    if any(n in _WAYS or n in _EDGES for n in nouns):
        return True
    return _one_of_two(mention, place) if first == ["between"] else first[0] not in _DIRECTIONS


def _one_of_two(mention: Mention, place: Place) -> bool:
    """Recognise the first of two places that something lies between; two countries are two sides."""
    joined = _AND_ANOTHER.match(mention.reading.sentence.text, place.end) is not None
    return joined and place.kind in POINTS


def _without_preposition(mention: Mention, node: Node) -> bool:
    """Recognise an object ("shelled Aleppo", "a blast rocked Kabul") or an attribute ("the Kabul blast")."""
    if node.dep in ("compound", "nmod", "poss", "amod"):
        return True
    for frame in mention.frames:
        verb = frame.arguments.governor
        if frame.head.verb and node.head is frame.head and node.dep in ("dobj", "nsubjpass", "nsubj"):
            return node.dep != "nsubj" or "fall" in frame.acts
        if verb is not None and node.head is verb and node.dep in ("dobj", "nsubjpass"):
            return frame.head.dep in ("nsubj", "nsubjpass") or frame.head.head.dep == "agent"
    return False


def relation_of(
    words_: str | None, place: Place, prepositions: list[str], nouns: list[str]
) -> tuple[str | None, LocationPrecision]:
    """Give the relation in words and the precision that follows from it and from the place's class."""
    if words_ is not None:
        return words_, "near" if place.kind in POINTS else precision_of(place)
    if prepositions[:1] == ["of"] and nouns and nouns[0] in kinds_of_units():
        prepositions = prepositions[1:]  # "near the town of X" is near X
    way = next((n for n in nouns if n in _WAYS), None)
    if way and "to" in prepositions:
        return f"on the {way} to", "near"
    if way and place.kind == "city" and prepositions and prepositions[0] in ("from", "between"):
        return f"on the {way} {prepositions[0]}", "linear"
    edge = next((n for n in nouns if n in _EDGES), None)
    if edge and place.kind in POINTS:
        return f"{edge} of", "near"
    if prepositions and prepositions[0] in _NEAR:
        return prepositions[0], "near" if place.kind in POINTS else precision_of(place)
    return None, precision_of(place)


def precision_of(place: Place) -> LocationPrecision:
    """Give the precision that goes with a place's own class."""
    if place.feature_code in _WATERS:
        return "sea"
    if place.kind == "feature" and (place.radius_km or 0) > _LARGE_KM:
        return "region"
    return _PRECISION[place.kind]


_LARGE_KM: Final = 25
"""A peninsula, a desert or mountains that reach farther are a region: UCDP calls a place exact within so many km."""
_WATERS: Final = frozenset({"SEA", "OCN", "GULF", "STRT", "CHN"})
_PRECISION: Final[dict[str, LocationPrecision]] = {
    "facility": "site", "city": "place", "feature": "place", "admin2": "admin2", "admin1": "admin1", "region": "region",
    "country": "country", "demonym": "country",
}  # fmt: skip
