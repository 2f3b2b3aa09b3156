"""Who does an act that PLOVER alone records, and to whom: statements, visits, aid, sanctions."""

from typing import Final

from pipeline.extraction.coreference import Entities
from pipeline.extraction.frames import Frame
from pipeline.extraction.party import Party, is_country, party
from pipeline.extraction.phrases import Phrase, phrase
from pipeline.extraction.somebody import WHO, can_be_named
from pipeline.extraction.tables import words
from pipeline.extraction.telling import Telling

_TOWARDS: Final = words("towards somebody")
_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Acts of partners: of several doers the later ones stand as recipients."""


def parties_of_act(t: Telling, entities: Entities) -> list[Party]:
    """Give the doer of an act and to whom it was done.

    That is its object, or whose object it is ("the minister's decision"), the others of a list of partners, whom the
    content of the act names ("agreed to lend to X", "demanded that X resign"), or a country that it is directed to.
    """
    frame = t.mention.main
    doers = [p for p in frame.agents if can_be_named(p, entities)]
    partners = doers[1:] if t.result in _MUTUAL else []
    doers = [p for p in doers if p not in partners]
    seen = {p.head.i for p in doers}
    aims = partners + _aimed_at(frame, entities) or _in_content(frame, entities) or _towards(frame)
    others = [p for p in aims if p.head.i not in seen]
    return [party("actor", p, entities) for p in doers] + [party("recipient", p, entities) for p in others]


def _aimed_at(frame: Frame, entities: Entities) -> list[Phrase]:
    behind = [p for prep, p in frame.obliques if prep in _TOWARDS]
    found = [q for p in [*frame.objects, *behind] for q in _whose(frame, p)]
    return [p for p in found if can_be_named(p, entities)]


def _in_content(frame: Frame, entities: Entities) -> list[Phrase]:
    below = frame.head.kids("xcomp", "ccomp", "advcl", "acl")
    deeper = [d for n in below for d in n.kids("xcomp")]
    heads = [n for verb in [*below, *deeper] for n in verb.kids("nsubj", "dobj", "dative")]
    heads += [n for verb in [*below, *deeper] for c in verb.kids("prep", "dative") for n in c.kids("pobj")]
    heads += [n for h in heads for c in h.kids("prep") if c.lower in _TOWARDS | {"in", "of"} for n in c.kids("pobj")]
    found = [phrase(frame.reading, n) for n in heads]
    return [p for p in found if can_be_named(p, entities) and not p.pronoun]


def _towards(frame: Frame) -> list[Phrase]:
    return [p for prep, p in frame.obliques if prep in _TOWARDS | {"in", "from"} and is_country(p)]


def _whose(frame: Frame, p: Phrase) -> list[Phrase]:
    if p.classes & WHO or p.group or p.head.tag in ("NNP", "NNPS"):
        return [p]
    inside = list(p.head.kids("poss", "compound", "amod", "nmod"))
    inside += [n for c in p.head.kids("prep") if c.lower in _TOWARDS | {"of", "by", "in"} for n in c.kids("pobj")]
    found = [phrase(frame.reading, n) for n in inside]
    return [q for q in found if q.classes & WHO or q.group or q.places or q.head.tag in ("NNP", "NNPS")]
