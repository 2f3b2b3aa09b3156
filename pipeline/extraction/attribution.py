"""Who says that it happened, and who says who did it.

clause ▸ speakers (verb of speech and its subject, "according to …") ▸ occurrence
verbs of blame, claims of responsibility, "suspected" ▸ accusations
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pipeline.contract.event import SourceKind
from pipeline.extraction.arguments import SPEECH, arguments
from pipeline.extraction.coreference import Entities
from pipeline.extraction.mentions import Mention
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import Phrase, phrase, phrases
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import read

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

    @property
    def of_something(self) -> bool:
        """Whether the sentence itself says of what: then it speaks of no earlier event."""
        return any(
            c.dep in ("pcomp", "ccomp", "xcomp") and c.lower != "being"
            for p in [self.verb, *self.verb.kids("prep")]
            for c in p.children
        )


def statements(mention: Mention, entities: Entities) -> list[Statement]:
    """Give what speakers of the sentence say of the mention, innermost first, each speaker once."""
    found = [*_governing(mention, entities), *_according(mention.reading, entities)]
    return list({(s.speaker.meant.start, s.speaker.meant.reading.sentence.index): s for s in reversed(found)}.values())[
        ::-1
    ]


def _governing(mention: Mention, entities: Entities) -> Iterator[Statement]:
    for cue, verb in mention.clause.governors:
        if cue in _OCCURRENCE and verb.verb and (who := subject(mention.reading, verb)) is not None:
            yield Statement(_OCCURRENCE[cue], speaker(who, entities), verb)


def _according(reading: Reading, entities: Entities) -> Iterator[Statement]:
    for hit in (h for h in reading.hits if h.entry.class_ == "say" and h.entry.form == "plain"):
        words = reading.tree.covering(hit.start, hit.end)
        for noun in (p for w in words for p in w.kids("pobj")):
            yield Statement("reported", speaker(phrase(reading, noun), entities), words[0])


def subject(reading: Reading, verb: Node) -> Phrase | None:
    """Give the subject of a verb, its own or the one it inherits."""
    agents = arguments(verb, [verb]).agents
    return phrase(reading, agents[0]) if agents else None


def speaker(who: Phrase, entities: Entities) -> Speaker:
    """Read somebody who says something."""
    meant = entities.speaker(who)
    return Speaker(who, meant, kind(meant))


@cache
def _kinds() -> dict[str, SourceKind]:
    return {word: row["kind"] for row in read("sources.tsv") for word in row["words"].split()}  # type: ignore[misc]


def kind(p: Phrase) -> SourceKind:
    """Give what kind of source somebody is: by sector and class, then by his word, then by his country."""
    office = _office(p)
    if office is not None:
        return office
    by_word = next((_kinds()[n.lower] for n in (p.head, *p.nodes) if n.lower in _kinds()), None)
    if by_word is not None:
        return by_word
    if "armed" in p.classes:
        return "armed group"
    if p.classes & {"igo", "ngo"}:
        return "monitor"
    return "government" if not p.classes and any(q.country for q in p.places) else "unnamed"


def _office(p: Phrase) -> SourceKind | None:
    if "COP" in p.sectors:
        return "police"
    if "MIL" in p.sectors and "GOV" not in p.sectors:
        return "military"
    return "government" if p.classes & {"official", "state"} else None


def accusations(reading: Reading, entities: Entities) -> list[Accusation]:
    """Give who is named as a doer in a sentence by verbs of blame and claims of responsibility."""
    found: list[Accusation] = []
    for hit in reading.hits:
        verb = reading.tree.head_of(hit.start, hit.end)
        if verb is None or not verb.verb:
            continue
        if hit.entry.class_ in ("blame", "accuse", "suspect"):
            found += _blamed(reading, verb, entities)
        elif hit.entry.class_ == "responsibility":
            found += _claimed(reading, verb, entities)
    return list({(a.accused.start, a.verb.i): a for a in found}.values())


def _blamed(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    negated = any(c.dep == "neg" for c in verb.children)
    passive = verb.kids("nsubjpass")
    on = [p for c in verb.kids("prep") if c.lower in ("on", "upon") for p in c.kids("pobj")]
    accused = on or passive or verb.kids("dobj")
    who = None if passive and not verb.kids("agent") else _accuser(reading, verb)
    says = speaker(who, entities) if who is not None else None
    for noun in accused:
        for named in phrases(reading, noun):
            meant = entities.resolve(named)
            if _can_act(meant):
                yield Accusation(meant, says, claimed=False, denied=negated, verb=verb)


def _accuser(reading: Reading, verb: Node) -> Phrase | None:
    """Give who accuses: the verb's own subject, else that of the verb of speech above it."""
    if not verb.kids("nsubj"):
        above = next((a for a in verb.ancestors() if a.lower in SPEECH and a.kids("nsubj")), None)
        if above is not None:
            return subject(reading, above)
    return subject(reading, verb)


def _claimed(reading: Reading, verb: Node, entities: Entities) -> Iterator[Accusation]:
    who = subject(reading, verb)
    negated = any(c.dep == "neg" for c in verb.children) or (
        who is not None and any(n.lower in ("no", "nobody", "none", "one") for n in who.nodes)
    )
    if who is None or negated:
        return
    named = speaker(who, entities)
    if _can_act(named.meant):
        yield Accusation(named.meant, named, claimed=True, denied=False, verb=verb)


def _can_act(p: Phrase) -> bool:
    return bool(
        p.group or p.places or p.classes & {"armed", "state", "official", "rioter", "protester", "mob", "crowd", "body"}
    )
