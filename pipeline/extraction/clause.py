"""What stands over a trigger in its sentence: negation, modals, plans, threats, attempts, speech, subordination.

The walk goes from the trigger up to the root of its sentence and notes what governs each step. Which cue words
there are, `data/cues.tsv` says.
"""

from dataclasses import dataclass, field
from typing import Final

from pipeline.extraction.node import Node
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import words

CUES: Final = frozenset(
    {"say", "confirm", "admit", "claim", "deny", "accuse", "blame", "suspect", "responsibility", "attempt", "foil",
     "plan", "threaten", "fear", "hypothetical", "demand", "oppose", "quit", "negate", "court", "cancel"}
)  # fmt: skip
_ADJECTIVES: Final = frozenset({"attempt", "hypothetical", "plan", "claim", "suspect"})
_OF: Final = words("before what a cue governs")
_COMPLEMENT: Final = frozenset({"xcomp", "ccomp", "dobj", "pcomp", "acl", "nsubjpass", "advcl"})
_WOULD: Final = words("would")
_WILL: Final = words("will")
_IF: Final = words("if")
_LOOMING: Final = words("to be about to come")
_TO_BE_DONE: Final = words("before what is still to be done")
_NEGATING: Final = frozenset({"nsubj", "nsubjpass"})
"""Where these are none, the verb is negated."""
_MEANWHILE: Final = words("joining a clause of another event")
"""What stands behind these is no content of the verb above: "ordered an inquiry after a woman accused him"."""


@dataclass(slots=True)
class Clause:
    """The clause of a trigger and what governs it, innermost first."""

    verb: Node | None
    governors: list[tuple[str, Node]] = field(default_factory=list)
    """Cue class and word, such as ("accuse", accused)."""
    prepositions: list[str] = field(default_factory=list)
    """The prepositions that lead from the trigger up to its verb: "after a raid"."""
    marks: list[str] = field(default_factory=list)
    """Subordinating words on the way up: "if", "when", "after"."""
    relative: bool = False
    negated: bool = False
    would: bool = False
    reported_future: bool = False
    """Whether its modal is "would" itself, and not "could" or "might"."""
    will: bool = False
    purpose: bool = False
    to_be_done: bool = False
    """Whether it is the infinitive on a noun: "an order to fire", "72 hours to lay down their arms"."""
    determiner: str = ""
    adjectives: list[str] = field(default_factory=list)

    def has(self, *cues: str) -> bool:
        """Whether one of these cues governs it."""
        return any(cue in cues for cue, _ in self.governors)

    def node(self, *cues: str) -> Node | None:
        """Give the innermost word of these cues."""
        return next((node for cue, node in self.governors if cue in cues), None)


def clause(reading: Reading, head: Node) -> Clause:
    """Read what stands over a trigger."""
    found = Clause(verb=_verb(head))
    _own(head, reading, found)
    node, below = head, head
    for ancestor in head.ancestors():
        _step(reading, below, ancestor, node, found)
        below = ancestor
    if found.verb is not None and found.verb is not head:
        _modal(found.verb, found)
    found.will |= _announced(below) and not found.has("oppose")
    return found


def _announced(root: Node) -> bool:
    """Recognise a headline's infinitive: "Parliament to vote on sending troops"."""
    return root.tag == "VB" and any(c.dep == "aux" and c.lower == "to" for c in root.children)


def _verb(head: Node) -> Node | None:
    return head if head.verb else head.verb_above()


def _own(head: Node, reading: Reading, found: Clause) -> None:
    if head.verb:
        _modal(head, found)
        return
    for child in head.children:
        if child.dep == "det" and child.lower in ("no", "any"):
            found.determiner = child.lower
            found.negated |= child.lower == "no"
        elif child.dep in ("amod", "compound", "det", "poss"):
            found.adjectives.append(child.lower)
            found.governors += [(h.entry.class_, child) for h in reading.at(child) if h.entry.class_ in _ADJECTIVES]


def _modal(verb: Node, found: Clause) -> None:
    for child in verb.children:
        if child.dep == "neg" or child.lower == "never":
            found.negated = True
        elif child.dep == "aux" and child.lower in _WOULD:
            found.would = True
            found.reported_future = child.lower == "would"
        elif child.dep == "aux" and child.lower in _WILL:
            found.will = True
        elif child.dep in ("mark", "advmod") and child.lower in _IF:
            found.marks.append(child.lower)
        elif child.dep in _NEGATING and _nobody(child):
            found.negated = True


def _nobody(subject: Node) -> bool:
    """Whether there is none of it: "nobody was hurt", "no shot was fired"."""
    return subject.lower in ("nobody", "none") or any(c.dep == "det" and c.lower == "no" for c in subject.children)


def marks(verb: Node) -> list[str]:
    """Give the words that join a verb's clause to another: "when", "after", "if"."""
    return [c.lower for c in verb.children if c.dep in ("mark", "advmod") and c.tag in ("IN", "WRB")]


def _step(reading: Reading, below: Node, above: Node, head: Node, found: Clause) -> None:
    dep = below.dep
    if below.dep == "prep" or below.tag == "IN":
        if not found.prepositions or below.lower != found.prepositions[-1]:
            found.prepositions.append(below.lower)
        found.negated |= below.lower == "without"
    if dep in ("advcl", "relcl", "acl", "csubj"):
        found.relative |= dep in ("relcl", "acl")
        found.marks += marks(below)
        infinitive = below.tag == "VB" and any(c.lower == "to" for c in below.children)
        found.purpose |= dep == "advcl" and infinitive
        found.to_be_done |= dep in ("relcl", "acl") and infinitive and above.lower in _TO_BE_DONE
    if dep == "conj" and below is not head:
        return
    found.governors += _cues(reading, below, above)
    if dep == "nsubj" and above.lower in _LOOMING and not above.kids("dobj", "ccomp", "xcomp"):
        found.governors.append(("threaten", above))
    complement = dep == "xcomp" or (dep == "ccomp" and above.i < below.i)
    if above.verb and complement and not any(c == "say" for c, _ in found.governors[-1:]):
        _modal(above, found)


def _cues(reading: Reading, below: Node, above: Node) -> list[tuple[str, Node]]:
    """Give the cues of a governing word, where the step down to the trigger is one that they govern."""
    if below.dep == "advcl" and any(c.dep in ("mark", "advmod") and c.lower in _MEANWHILE for c in below.children):
        return []
    of_noun = above.noun and below.dep in ("prep", "agent")
    complement = below.dep in _COMPLEMENT or of_noun or (below.dep == "prep" and below.lower in _OF)
    if not complement:
        return []
    return [(h.entry.class_, above) for h in reading.at(above) if h.entry.class_ in CUES and _fits(h.entry.form, above)]


def _fits(form: str, node: Node) -> bool:
    return form not in ("verb", "noun") or (form == "verb") == node.verb
