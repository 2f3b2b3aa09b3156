"""Who does an act that PLOVER alone records, and to whom: statements, visits, aid, sanctions."""

from typing import Final

from pipeline.extraction.coreference import Entities
from pipeline.extraction.doers import announcers
from pipeline.extraction.frames import Frame
from pipeline.extraction.node import Node
from pipeline.extraction.party import Party, is_country, party
from pipeline.extraction.phrases import Phrase, apart, phrases
from pipeline.extraction.somebody import can_be_named, may_act
from pipeline.extraction.tables import words
from pipeline.extraction.telling import Telling

_TOWARDS: Final = words("towards somebody")
_ABOUT: Final = words("before whom an act is about")
_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Acts of partners: of several doers the later ones stand as recipients."""
_DEEPEST: Final = 4


def parties_of_act(t: Telling, entities: Entities) -> list[Party]:
    """Give the doer of an act and to whom it was done.

    That is its object, or whose object it is ("the minister's decision"), the others of a list of partners (but for a
    partner behind "with"), whom the content of the act names ("agreed to lend to X", "demanded that X resign"), whom
    the verb above hits ("called X to congratulate him"), or a country that it is directed to.
    """
    frame = t.mention.main
    doers = [q for p in frame.agents or announcers(frame) if may_act(p, entities) for q in apart(p)]
    behind_with = [p.head for prep, p in frame.obliques if prep == "with" and can_be_named(p, entities)]
    partners = doers[1:] if t.result in _MUTUAL and not behind_with else []
    doers = [p for p in doers if p not in partners]
    seen = {p.head.i for p in doers}
    steps = (behind_with if t.result in _MUTUAL else [], _direct(frame), _of_verb_above(frame), _content(frame))
    aims = (_first(frame, heads, entities, seen) for heads in steps)
    others = partners or next(filter(None, aims), []) or [p for p in _towards(frame) if p.head.i not in seen]
    return [party("actor", p, entities) for p in doers] + [party("recipient", p, entities) for p in others]


def _first(frame: Frame, heads: list[Node], entities: Entities, seen: set[int]) -> list[Phrase]:
    """Give who stands behind some words: each that can be named, else those nearest within it."""
    found = [q for n in heads for p in phrases(frame.reading, n) for q in _named(p, entities, 0)]
    return [p for p in {p.head.i: p for p in found}.values() if p.head.i not in seen]


def _named(p: Phrase, entities: Entities, depth: int) -> list[Phrase]:
    if can_be_named(p, entities) and p.head.lower != "it":
        return [p]
    if depth == _DEEPEST:
        return []
    inside = [q for n in _within(p.head) for q in phrases(p.reading, n)]
    found = [(q.head.dep in _BESIDE, r) for q in inside for r in _named(q, entities, depth + 1)]
    return [r for beside, r in found if beside] or [r for _, r in found]


_BESIDE: Final = ("poss", "amod", "compound", "nmod")


def _within(noun: Node) -> list[Node]:
    """Give the words beside and behind a noun: whose it is, by whom, against whom, of whom."""
    done = [n for c in noun.kids("acl", "relcl") for n in (*c.kids("dobj", "nsubj"), *_behind(c))]
    return [*noun.kids(*_BESIDE), *_behind(noun), *(n for n in done if not n.tag.startswith("W"))]


def _behind(node: Node) -> list[Node]:
    return [n for c in node.kids("prep", "agent", "dative") if c.lower in _ABOUT for n in c.kids("pobj")]


def _direct(frame: Frame) -> list[Node]:
    preps = _ABOUT - {"in"} if not frame.head.verb or frame.arguments.governor else _TOWARDS | {"into", "of"}
    return [p.head for p in [*frame.objects, *(p for prep, p in frame.obliques if prep in preps)]]


def _content(frame: Frame) -> list[Node]:
    below = [
        n for w in (frame.head, *frame.head.kids("prep")) for n in w.kids("xcomp", "ccomp", "pcomp", "advcl", "acl")
    ]
    every = [*below, *(d for n in below for d in n.kids("xcomp", "ccomp"))]
    heads = [n for verb in every for n in (*verb.kids("nsubj", "nsubjpass", "dobj", "dative"), *_behind(verb))]
    return [n for n in heads if n.tag not in ("PRP", "WP", "WDT")]


def _of_verb_above(frame: Frame) -> list[Node]:
    verb = frame.head
    if verb.dep not in ("xcomp", "advcl") or verb.tag not in ("VB", "VBG"):
        return []
    return [*verb.head.kids("dobj", "dative"), *_behind(verb.head)]


def _towards(frame: Frame) -> list[Phrase]:
    return [p for prep, p in frame.obliques if prep in _TOWARDS | {"in", "from"} and is_country(p)]
