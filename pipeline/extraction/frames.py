"""Frames: a trigger with who, whom, with what, and the flags of its clause, as a bag of features.

The features are what the decision table goes by.

Features are `kind:class`; the kinds are

    act        what the trigger says (data/acts.tsv)
    agent      who does it, in agent position; a weapon in that position too
    patient    whom or what it hits: objects and the nouns behind on, at, against …
    place      what stands behind in, near, inside …
    object     direct objects and passive subjects alone
    weapon     with what, within this frame
    sentence   what stands anywhere in the sentence
    near       what stands in this sentence or the two beside it
    lead       what the article's title and first sentences are about
    word       the trigger's own word or phrase
    governor   what the verb over a noun says
    narrated   the narrator himself is in it
    of-kin     whom it hits is a relative
    in-quotes  the trigger stands right behind a quotation mark
    verb, noun, passive, both-sides, transitive, governed, mass, many (agents), first (the article's first sentences)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pipeline.extraction.arguments import SPEECH, Arguments, arguments
from pipeline.extraction.clause import Clause, clause
from pipeline.extraction.lexicon import Entry, Hit
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, THINGS, WEAPONS, Phrase, phrases
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import read, words

_PATIENT_PREPOSITIONS: Final = words("before a patient")
_PLACE_PREPOSITIONS: Final = words("before a place")
_INSTRUMENT_PREPOSITIONS: Final = words("before an instrument")


@cache
def act_names() -> frozenset[str]:
    """Give the names of all acts."""
    return frozenset(row["class"] for row in read("acts.tsv"))


@dataclass(slots=True, eq=False)
class Frame:
    """One trigger and its surroundings; `start` and `end` are offsets into its sentence."""

    reading: Reading
    head: Node
    start: int
    end: int
    acts: frozenset[str]
    arguments: Arguments
    clause: Clause
    agents: list[Phrase] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    obliques: list[tuple[str, Phrase]] = field(default_factory=list)
    weapons: list[Entry] = field(default_factory=list)
    features: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The trigger's words."""
        return self.reading.sentence.text[self.start : self.end]

    @property
    def told(self) -> tuple[int, int]:
        """The trigger with the verb that carries it, where that stands right before it: "launched an attack"."""
        verb = self.arguments.governor
        carried = (
            verb is not None and verb.verb and 0 < self.start - verb.end <= _CARRIED and self.head in verb.kids("dobj")
        )
        return (verb.start if carried and verb is not None else self.start), self.end

    @property
    def patients(self) -> list[Phrase]:
        """Whom or what it hits."""
        return self.objects + [p for prep, p in self.obliques if prep in _PATIENT_PREPOSITIONS]


_CARRIED: Final = 40
"""Characters between a light verb and its noun."""


def frames(reading: Reading, near: Iterable[str] = (), lead: Iterable[str] = ()) -> list[Frame]:
    """Give the frames of a sentence in order of their triggers.

    `near` holds the classes of the sentences beside it, `lead` those of the article's first sentences.
    """
    found = [frame_of(reading, head, hits) for head, hits in _triggers(reading)]
    sentence = {f"sentence:{h.entry.class_}" for h in reading.hits}
    around = {f"near:{c}" for c in near} | {f"near:{h.entry.class_}" for h in reading.hits}
    around |= {f"lead:{c}" for c in lead}
    for frame in found:
        frame.features = _features(frame) | sentence | around
    shared = {f"sentence:{f}" for frame in found for f in frame.features if f.startswith(("agent:", "patient:"))}
    for frame in found:
        frame.features |= shared
    return found


def _in_time(reading: Reading, hit: Hit) -> bool:
    """Say whether it is part of a date: "5 March"."""
    return any(t.start <= hit.start and hit.end <= t.end for t in reading.times)


_NO_ACTS: Final = PEOPLE | {"not-act", "camera"}


def _triggers(reading: Reading) -> list[tuple[Node, list[Hit]]]:
    by_head: dict[int, list[Hit]] = {}
    for hit in reading.hits:
        if hit.entry.class_ in act_names() and not _within_people(reading, hit) and not _in_time(reading, hit):
            head = reading.tree.head_of(hit.start, hit.end)
            if head is not None and _agrees(hit, head):
                by_head.setdefault(head.i, []).append(hit)
    return [(reading.tree.nodes[i], by_head[i]) for i in sorted(by_head) if not _attribute(reading, i, set(by_head))]


_CROWD: Final = 20
"""People: so many who are not armed are a crowd, whatever they are called."""
_PEACEFUL: Final = frozenset({"civilian", "crowd", "protester", "person", "body"})
_MASS: Final = 10
"""People: from so many on, arrests are mass arrests."""


def _within_people(reading: Reading, hit: Hit) -> bool:
    """Say whether longer words cover it that tell no act: "sabotage group", "heart attack"."""
    longer = (h for h in reading.hits if h.end - h.start > hit.end - hit.start and h.entry.class_ in _NO_ACTS)
    return any(h.start <= hit.start and hit.end <= h.end for h in longer)


def _attribute(reading: Reading, i: int, triggers: set[int]) -> bool:
    """Recognise a noun that only describes another is no event: "the blast site", "war crimes"."""
    node = reading.tree.nodes[i]
    return node.dep == "compound" and not node.verb and node.head.i not in triggers and not node.head.root


def _agrees(hit: Hit, head: Node) -> bool:
    """Say whether the tagger agrees: verb entries are verbs, noun entries (but for gerunds) are not."""
    if head.dep == "amod":
        return False
    if hit.entry.form == "verb":
        return head.verb or (head.tag == "JJ" and head.lower.endswith("ed") and head.dep != "amod")
    if hit.entry.form == "noun":
        return not head.verb or head.tag == "VBG" or " " in hit.entry.name
    return True


def frame_of(reading: Reading, head: Node, hits: list[Hit]) -> Frame:
    """Give the frame of one trigger, without its features."""
    start, end = min(h.start for h in hits), max(h.end for h in hits)
    words = reading.tree.covering(start, end)
    args = arguments(head, words)
    if _reduced(reading, head, args, {h.entry.class_ for h in hits}):
        args.objects, args.agents, args.passive = args.agents, [], True
    frame = Frame(reading, head, start, end, frozenset(h.entry.class_ for h in hits), args, clause(reading, head))
    frame.agents = _unique(p for n in args.agents for p in phrases(reading, n) if _may_act(p))
    frame.objects = _unique(p for n in args.objects for p in phrases(reading, n) if not _temporal(p))
    frame.obliques = [(prep, p) for prep, n in args.obliques for p in phrases(reading, n) if not _temporal(p)]
    frame.weapons = _weapons(frame, words)
    return frame


def _reduced(reading: Reading, head: Node, args: Arguments, acts: set[str]) -> bool:
    """Recognise a passive without its auxiliary: "Two soldiers killed in ambush", "Mayor kidnapped"."""
    bare = head.tag in ("VBN", "VBD") and not any(c.dep in ("aux", "auxpass", "dobj", "ccomp") for c in head.children)
    listed = head.dep == "conj" and bool(head.head.kids("auxpass"))
    short = reading.sentence.headline or head.tag == "VBN" or listed
    above = head.dep in ("ROOT", "conj", "ccomp", "parataxis")
    return bare and short and above and not args.passive and bool(args.agents) and bool(acts & _TRANSITIVE)


_TRANSITIVE: Final = words("act that needs an object")


def _may_act(p: Phrase) -> bool:
    """Say whether a phrase may be a doer: an attribute only where it names somebody ("Israeli raids") or a weapon."""
    if _temporal(p):
        return False
    return p.head.dep not in ("amod", "compound", "nmod") or bool(p.classes & (PEOPLE | WEAPONS) or p.places)


def _temporal(p: Phrase) -> bool:
    return p.reading.in_time(p.head)


def _unique(found: Iterable[Phrase]) -> list[Phrase]:
    return list({p.head.i: p for p in found}.values())


def _weapons(frame: Frame, words: list[Node]) -> list[Entry]:
    nodes = set(words)
    nodes |= {n for w in words for c in w.children if c.dep in ("compound", "amod", "nmod") for n in c.subtree()}
    for p in [*frame.agents, *frame.objects, *(p for prep, p in frame.obliques if prep in _INSTRUMENT_PREPOSITIONS)]:
        nodes |= set(p.nodes)
    for word in words:
        for child in word.children:
            if child.lower in ("using", "use", "firing"):
                nodes |= set(child.subtree())
    return list(dict.fromkeys(h.entry for h in frame.reading.hits_in(nodes) if h.entry.class_ in WEAPONS))


def _features(frame: Frame) -> set[str]:
    found = {f"act:{act}" for act in frame.acts}
    found |= {f"agent:{c}" for p in [*frame.agents, *_meant(frame)] for c in _classes(p)}
    found |= {f"patient:{c}" for p in frame.patients for c in _classes(p)}
    found |= {f"object:{c}" for p in frame.objects for c in _classes(p)}
    found |= {f"place:{c}" for prep, p in frame.obliques if prep in _PLACE_PREPOSITIONS for c in _classes(p)}
    found |= {f"weapon:{e.class_}" for e in frame.weapons}
    found.add(f"word:{'_'.join(frame.text.lower().split())}")
    found |= {f"agent:{sector}" for p in frame.agents for sector in p.sectors}
    found |= {f"patient:{sector}" for p in frame.patients for sector in p.sectors}
    found.add("verb" if frame.head.verb else "noun")
    governor = frame.arguments.governor
    if governor is not None:
        found |= {f"governor:{h.entry.class_}" for h in frame.reading.at(governor)}
    flags = {
        "narrated": any(_NARRATOR & {n.lower for n in p.nodes} for p in [*frame.agents, *frame.patients]),
        "of-kin": any(p.head.lower in _KIN for p in frame.patients),
        "in-quotes": frame.reading.sentence.text[: frame.start].endswith(_QUOTES),
        "passive": frame.arguments.passive,
        "both-sides": frame.arguments.both_sides,
        "first": frame.reading.sentence.index < 2,
        "transitive": bool(frame.head.kids("dobj", "ccomp")),
        "mass": any(p.quantity and (p.quantity.best or 0) >= _MASS for p in frame.patients),
        "many": any(_several(p) for p in frame.agents),
        "governed": frame.arguments.governor is not None or frame.head.root,
    }
    return found | {name for name, holds in flags.items() if holds}


_NARRATOR: Final = words("narrator")
_KIN: Final = words("kin")
_QUOTES: Final = tuple("\"“'‘")


def _meant(frame: Frame) -> Iterator[Phrase]:
    """Give who says of himself that he did it: "the group said it had killed two men"."""
    if not any(p.head.lower in _OF_SPEAKER for p in frame.agents):
        return
    verb = next((a for a in frame.head.ancestors() if a.verb and a.lower in SPEECH), None)
    for subject in verb.kids("nsubj") if verb is not None else ():
        yield from phrases(frame.reading, subject)


_OF_SPEAKER: Final = frozenset({"it", "they", "we"})


def _several(p: Phrase) -> bool:
    return p.plural or bool(p.quantity and (p.quantity.best or 0) > 1) or "crowd" in p.classes


def _classes(p: Phrase) -> set[str]:
    found = set(p.classes)
    if p.quantity and (p.quantity.best or 0) >= _CROWD and not found & (PEOPLE - _PEACEFUL) and not found & THINGS:
        found.add("crowd")
    heads = [q for q in p.places if q.start <= p.head.start and p.head.end <= q.end]
    if any(q.of_state for q in heads) and not found & PEOPLE:
        found.add("country")
    if any(q.kind not in ("country", "demonym") for q in heads) and not found & PEOPLE:
        found.add("settlement")
    return found
