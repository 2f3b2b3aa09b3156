"""Who says that it happened, and who says who did it.

clause ▸ speakers (verb of speech and its subject, "according to …") ▸ occurrence
verbs of blame, claims of responsibility, "suspected" ▸ accusations
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pipeline.contract.event import SourceKind
from pipeline.extraction.arguments import SPEECH, arguments
from pipeline.extraction.coreference import Entities
from pipeline.extraction.frames import act_names
from pipeline.extraction.mentions import Mention
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, THINGS, WEAPONS, Phrase, phrase, phrases
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import read, words

Status = Literal["reported", "confirmed", "alleged", "denied"]
_OCCURRENCE: Final[dict[str, Status]] = {
    "confirm": "confirmed", "admit": "confirmed", "say": "reported", "claim": "alleged", "accuse": "alleged",
    "deny": "denied",
}  # fmt: skip
AUTHORITIES: Final = frozenset({"government", "military", "police"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so: the words, and the phrase that names whom they mean."""

    words: Phrase
    meant: Phrase
    kind: SourceKind

    @property
    def authority(self) -> bool:
        """Whether it is an office of a state."""
        return self.kind in AUTHORITIES

    @property
    def knows(self) -> bool:
        """Whether his word confirms: authorities, medical staff and monitors (docs/coding.md, "Occurrence")."""
        return self.authority or self.kind in ("medical", "monitor")


@dataclass(frozen=True, slots=True)
class Statement:
    """A speaker on whether a mention happened."""

    status: Status
    speaker: Speaker
    verb: Node


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody named as the doer; `claimed` where it is by himself, `denied` where he or another denies it."""

    accused: Phrase
    speaker: Speaker | None
    claimed: bool
    denied: bool
    verb: Node
    wholly: bool = False
    """Whether it is denied that it happened at all: "denied it", "called the report a lie"."""


def statements(mention: Mention, entities: Entities) -> list[Statement]:
    """Give what speakers of the sentence say of the mention, innermost first, each speaker once."""
    found = [*_governing(mention, entities), *_according(mention.reading, entities)]
    found += [s for s in spoken(mention.reading, entities) if _said_beside(s.verb)]
    found = [s for s in found if _can_speak(s.speaker)]
    return list({(s.speaker.meant.start, s.speaker.meant.reading.sentence.index): s for s in reversed(found)}.values())[
        ::-1
    ]


def _can_speak(who: Speaker) -> bool:
    """Say whether somebody speaks, and not a video, a statement or a deed."""
    p = who.meant
    if any(n.lower in ("no", "nobody", "none", "neither") for n in p.nodes):
        return False
    somebody = bool(p.classes & PEOPLE or p.group or p.places or p.pronoun) or who.kind != "unnamed"
    return somebody or not (p.head.lower in _DUMB or p.classes & (THINGS | WEAPONS) or _deed(p.reading, p.head))


def spoken(reading: Reading, entities: Entities) -> list[Statement]:
    """Give all who say something in a sentence."""
    found = []
    for hit in (h for h in reading.hits if h.entry.class_ in ("say", "confirm") and h.entry.form == "verb"):
        verb = reading.tree.head_of(hit.start, hit.end)
        if verb is not None and verb.verb and (nouns := verb.kids("nsubj")):
            who = speaker(phrase(reading, nouns[0]), entities)
            found.append(Statement(_OCCURRENCE[hit.entry.class_], who, verb))
    return found


def _said_beside(verb: Node) -> bool:
    """Say whether what is said stands before the verb or around it: "two were killed, police said, and …"."""
    return not any(c.dep in ("ccomp", "xcomp", "dobj") and c.i > verb.i for c in verb.children)


def _governing(mention: Mention, entities: Entities) -> Iterator[Statement]:
    for cue, verb in mention.clause.governors:
        if cue in _OCCURRENCE and verb.verb and (who := subject(mention.reading, verb)) is not None:
            yield Statement(_OCCURRENCE[cue], speaker(who, entities), verb)


def _according(reading: Reading, entities: Entities) -> Iterator[Statement]:
    for hit in (h for h in reading.hits if h.entry.class_ == "say" and h.entry.form == "plain"):
        span = reading.tree.covering(hit.start, hit.end)
        for noun in (p for w in span for p in w.kids("pobj") if p not in span):
            yield Statement("reported", speaker(phrase(reading, noun), entities), span[0])


def subject(reading: Reading, verb: Node) -> Phrase | None:
    """Give the subject of a verb, its own or the one it inherits."""
    agents = arguments(verb, [verb]).agents
    return phrase(reading, agents[0]) if agents else None


def speech_above(node: Node) -> Node | None:
    """Give the nearest verb of speech above a word that has a subject of its own."""
    return next((a for a in node.ancestors() if a.lower in SPEECH and a.kids("nsubj")), None)


def speaker(who: Phrase, entities: Entities) -> Speaker:
    """Read somebody who says something."""
    meant = entities.speaker(who)
    own = kind(meant)
    offices = [kind(phrase(meant.reading, n)) for n in meant.head.kids("appos")] if own == "unnamed" else []
    return Speaker(who, meant, next((k for k in offices if k != "unnamed"), own))


@cache
def _kinds() -> dict[str, SourceKind]:
    return {word: row["kind"] for row in read("sources.tsv") for word in row["words"].split()}  # type: ignore[misc]


def kind(p: Phrase) -> SourceKind:
    """Give what kind of source somebody is: by sector and class, then by his word, then by his country."""
    office = _office(p)
    if p.head.lower in _SOURCES:
        return "medical" if any(_kinds().get(n.lower) == "medical" for n in p.nodes) else "unnamed"
    if office is not None:
        return office
    by_word = next((_kinds()[n.lower] for n in (p.head, *p.nodes) if n.lower in _kinds()), None)
    if by_word is not None:
        return by_word
    if "armed" in p.classes:
        return "armed group"
    if p.classes & {"igo", "ngo"}:
        return "monitor"
    return "government" if not p.classes and p.countries else "unnamed"


_SOURCES: Final = frozenset({"source", "sources"})
"""Whoever they are of, nobody is named."""


def _office(p: Phrase) -> SourceKind | None:
    if "COP" in p.sectors:
        return "police"
    if "MIL" in p.sectors and "GOV" not in p.sectors:
        return "military"
    return "government" if p.classes & {"official", "state"} else None


def accusations(reading: Reading, entities: Entities) -> list[Accusation]:
    """Give who is named as a doer in a sentence by verbs of blame, claims of responsibility and denials."""
    found: list[Accusation] = []
    for hit in reading.hits:
        read_cue = _CUES.get(hit.entry.class_)
        head = reading.tree.head_of(hit.start, hit.end) if read_cue else None
        if read_cue is not None and head is not None:
            found += read_cue(reading, head, entities)
    return list({(a.accused.reading.sentence.index, a.accused.start, a.verb.i): a for a in found}.values())


def _blamed(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    if not verb.verb:
        return
    negated = any(c.dep == "neg" for c in verb.children)
    if any(n.lower == "other" and any(c.lower == "each" for c in n.children) for n in verb.kids("dobj")):
        yield from _each_other(reading, verb, entities)
        return
    passive = verb.kids("nsubjpass") or _reduced(reading, verb)
    above = [verb, *(verb.kids("dobj") if verb.lower in _ATTRIBUTING else [])]
    at = [p for n in above for p in n.behind(_BEFORE_THE_BLAMED) if not reading.in_time(p)]
    accused = at or passive or verb.kids("dobj")
    who = None if passive and not verb.kids("agent") else _accuser(reading, verb)
    says = speaker(who, entities) if who is not None else None
    for noun in accused:
        for named in phrases(reading, noun):
            meant = entities.resolve(named)
            if _can_act(meant):
                yield Accusation(meant, says, claimed=False, denied=negated, verb=verb)


def _each_other(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    """Read "A and B blame each other": each is accused by the other."""
    both = [speaker(p, entities) for n in verb.kids("nsubj")[:1] for p in phrases(reading, n)]
    for accused, says in zip(both, reversed(both), strict=True):
        if accused is not says and _can_act(accused.meant):
            yield Accusation(accused.meant, says, claimed=False, denied=False, verb=verb)


def _reduced(reading: Reading, verb: Node) -> list[Node]:
    """Give the subject of a headline's passive: "Five killed, ADF blamed"."""
    bare = reading.sentence.headline and verb.tag in ("VBD", "VBN") and not verb.kids("dobj", "aux", "prep")
    return verb.kids("nsubj") if bare else []


def _accuser(reading: Reading, verb: Node) -> Phrase | None:
    """Give who accuses: the verb's own subject, else that of the verb of speech above it."""
    if not verb.kids("nsubj"):
        above = speech_above(verb)
        if above is not None:
            return subject(reading, above)
    return subject(reading, verb)


def _behind(reading: Reading, word: Node, entities: Entities) -> Iterator[Accusation]:
    """Read "X was behind the attack" and "X said that it was behind the attack"."""
    verb = word if word.verb else word.verb_above()
    who = subject(reading, verb) if verb is not None else None
    if verb is None or who is None or any(c.dep == "neg" for c in verb.children):
        return
    above = speech_above(verb)
    says = speaker(phrase(reading, above.kids("nsubj")[0]), entities) if above is not None else None
    meant = says.meant if says is not None and who.pronoun else entities.resolve(who)
    if _can_act(meant):
        own = says is not None and (who.pronoun or says.meant.head is meant.head)
        yield Accusation(meant, says, claimed=own, denied=False, verb=verb)


def _claimed(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    who = subject(reading, verb) if verb.verb else None
    nobody = who is not None and any(n.lower in ("no", "nobody", "none", "one") for n in who.nodes)
    if who is None or nobody or any(c.dep == "neg" for c in verb.children):
        return
    named = speaker(who, entities)
    if _can_act(named.meant):
        yield Accusation(named.meant, named, claimed=True, denied=False, verb=verb)


def _claimed_deed(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    """Read "X claimed the attack", "X admitted the killing": its object is a deed, not a figure or a clause."""
    deeds = [*verb.kids("dobj", "nsubjpass"), *([verb.head] if verb.dep == "acl" else [])]
    if any(_deed(reading, n) for n in deeds):
        yield from _claimed(reading, verb, entities)


def _deed(reading: Reading, noun: Node) -> bool:
    return any(h.entry.class_ in act_names() for h in reading.at(noun))


def _claim_of(reading: Reading, noun: Node, entities: Entities) -> Iterator[Accusation]:
    """Read "a claim was made by X", "a claim of responsibility from X"."""
    verb = noun.verb_above() or noun
    by = [n for w in (noun, verb) for c in w.children if c.lower in ("by", "from") for n in c.kids("pobj")]
    for who in (speaker(phrase(reading, n), entities) for n in by):
        if _can_act(who.meant):
            yield Accusation(who.meant, who, claimed=True, denied=False, verb=verb)


def _hallmarks(reading: Reading, word: Node, entities: Entities) -> Iterator[Accusation]:
    """Read "the attack bore the hallmarks of X": by the word of whoever says so."""
    verb = (word if word.verb else word.verb_above()) or word
    accuser = _accuser(reading, verb)
    says = speaker(accuser, entities) if accuser is not None and not _deed(reading, accuser.head) else None
    for n in (n for w in word.subtree() for n in w.behind(("of",))):
        meant = entities.resolve(phrase(reading, n))
        if _can_act(meant):
            yield Accusation(meant, says, claimed=False, denied=False, verb=verb)


def _own_deed(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    """Read "the group said that it had fired the rockets", "X says it holds the men": a party tells its own."""
    told = [c for c in verb.kids("ccomp") if c.lower in _DONE and _own_subject(c)]
    if told and verb.kids("nsubj"):
        who = speaker(phrase(reading, verb.kids("nsubj")[0]), entities)
        if who.meant.classes & {"armed", "state", "official"} and not any(c.dep == "neg" for c in told[0].children):
            yield Accusation(who.meant, who, claimed=True, denied=False, verb=verb)


def _own_subject(verb: Node) -> bool:
    """Say whether the subject of a verb only points: "it", "they", "its fighters"."""
    return any(n.lower in ("it", "they", "we") or n.kids("poss") for n in verb.kids("nsubj"))


def _denied(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    """Read "X denied having shelled the town", "X rejected the accusation": X is accused."""
    deeds = [n for n in verb.kids("xcomp", "pcomp", "ccomp") if n.tag == "VBG" and not n.kids(*_SUBJECTS)]
    done = any(h.entry.class_ in act_names() for n in deeds for h in reading.at(n))
    charge = any(n.lower in _CHARGES for n in verb.kids("dobj", "oprd"))
    charge |= any(n.lower in _CHARGES for c in verb.kids("ccomp") for n in c.kids("nsubj") if not c.verb)
    charge |= any(c.tag in ("VBD", "VBZ", "VBP", "VBN") for c in verb.kids("ccomp")) and verb.lower in _DENYING
    who = subject(reading, verb) if verb.verb and (done or charge) else None
    if who is None:
        return
    named = speaker(who, entities)
    if _can_act(named.meant):
        yield Accusation(named.meant, named, claimed=False, denied=True, verb=verb, wholly=not done)


_DENYING: Final = words("denying verb")
_BODIES: Final = words("body of people")
_DUMB: Final = words("tells, but is nobody")
_SUBJECTS: Final = ("nsubj", "nsubjpass")
_ATTRIBUTING: Final = words("verb of attribution")
_DONE: Final = words("what one says that one did")
_CHARGES: Final = words("what is denied")
_BEFORE_THE_BLAMED: Final = words("before those who are blamed")
_Read = Callable[[Reading, Node, Entities], Iterator[Accusation]]
_CUES: Final[dict[str, _Read]] = {
    "blame": _blamed, "accuse": _blamed, "suspect": _blamed, "responsibility": _claimed, "claim": _claimed_deed,
    "behind": _behind, "deny": _denied, "admit": _claimed_deed, "responsibility-noun": _claim_of,
    "hallmark": _hallmarks, "say": _own_deed,
}  # fmt: skip
ACCUSING: Final = frozenset(_CUES) - {"say"}
"""Classes of words that may tell who did it."""


def _can_act(p: Phrase) -> bool:
    some = p.classes & {"armed", "state", "official", "rioter", "protester", "mob", "crowd", "body"}
    named = p.head.proper and not p.reading.in_time(p.head)
    return bool(p.group or p.places or some or named or p.head.lower in _BODIES)
