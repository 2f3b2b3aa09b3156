"""Mentions: what one sentence tells of one event, out of the frames that belong together.

Frames of a sentence belong together when one is an argument, a consequence or a circumstance of the other: "a blast
in X killed two", "gunmen attacked a village, killing five", "were killed when a bomb exploded". Two verbs with
subjects of their own that are only joined by "and" are two mentions.
"""

from dataclasses import dataclass, field
from typing import Final

from pipeline.extraction.arguments import SERIES
from pipeline.extraction.clause import Clause, marks
from pipeline.extraction.decide import Rule, candidates
from pipeline.extraction.frames import Frame
from pipeline.extraction.lexicon import Entry
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import WEAPONS, Phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import words

HARM: Final = "harm"
NONE: Final = "none"
HARM_ACTS: Final = frozenset({"kill", "wound", "die", "corpse", "displace", "lose"})
_CIRCUMSTANCE: Final = words("before a circumstance")
_CONSEQUENCE_MARKS: Final = words("joining two clauses of one event")


@dataclass(slots=True, eq=False)
class Mention:
    """One event in one sentence. `rule` is the rule that decided, of the frame `main`."""

    reading: Reading
    frames: list[Frame]
    main: Frame
    rule: Rule
    rivals: list[Rule] = field(default_factory=list)
    agents: list[Phrase] = field(init=False)
    """Who does it, over all frames."""
    weapons: list[Entry] = field(init=False)
    """With what, over all frames."""
    acts: frozenset[str] = field(init=False)
    """What its triggers say."""
    heads: frozenset[int] = field(init=False)
    """The positions of its triggers' words."""

    def __post_init__(self) -> None:
        """Gather over the frames once; the later stages ask often."""
        self.agents = list({p.head.i: p for f in self.frames for p in f.agents}.values())
        self.weapons = list(dict.fromkeys(e for f in self.frames for e in f.weapons))
        self.acts = frozenset().union(*(f.acts for f in self.frames))
        self.heads = frozenset(f.head.i for f in self.frames)

    @property
    def result(self) -> str:
        """The sub-event type, or `harm`."""
        return self.rule.result

    @property
    def clause(self) -> Clause:
        """The clause of the deciding frame."""
        return self.main.clause

    @property
    def index(self) -> int:
        """The ordinal of its sentence."""
        return self.reading.sentence.index


def mentions(found: list[Frame]) -> list[Mention]:
    """Give the mentions of one sentence, in order."""
    decided = [(frame, rules) for frame in found if (rules := candidates(frame.features))]
    vetoed = {id(frame) for frame, rules in decided if rules[0].result == NONE}
    alive = [(f, rules) for f, rules in decided if id(f) not in vetoed]
    groups = _groups([f for f, _ in alive])
    by_frame = {id(f): rules for f, rules in alive}
    return sorted((_mention(group, by_frame) for group in groups), key=lambda m: m.main.start)


def _mention(group: list[Frame], rules: dict[int, list[Rule]]) -> Mention:
    main = max(group, key=lambda f: (rules[id(f)][0].rank, -f.start))
    every = [rule for f in group for rule in rules[id(f)]]
    own = rules[id(main)][0]
    others = dict.fromkeys(rule for rule in every if rule.result != own.result)
    return Mention(main.reading, group, main, own, sorted(others, key=lambda rule: -rule.rank))


def _groups(found: list[Frame]) -> list[list[Frame]]:
    groups: list[list[Frame]] = []
    for frame in found:
        joined = [g for g in groups if any(_together(frame, other) for other in g)]
        merged = [f for g in joined for f in g]
        groups = [g for g in groups if g not in joined] + [[*merged, frame]]
    return groups


def _together(a: Frame, b: Frame) -> bool:
    if a.start < b.end and b.start < a.end:
        return True
    upper, lower = (a, b) if b.head in a.head.subtree() else (b, a)
    if lower.head not in upper.head.subtree():
        return _siblings(a, b)
    return _below(upper, lower)


def _siblings(a: Frame, b: Frame) -> bool:
    """Two arguments of one verb that is no trigger: "the blast left 12 dead", "a raid with rockets took place"."""
    if a.head.verb or b.head.verb:
        return False
    governor = a.arguments.governor
    return governor is not None and all(_path_length(f.head, governor) <= 2 for f in (a, b))


def _path_length(node: Node, above: Node) -> int:
    return next((n for n, a in enumerate(node.ancestors(), 1) if a is above), 99)


def _below(upper: Frame, lower: Frame) -> bool:
    path = _path(lower.head, upper.head)
    if any(n.dep in ("ccomp", "parataxis") for n in path) or any(_tells(n.head) for n in path[:-1]):
        return False
    deps = [n.dep for n in path]
    if not lower.head.verb:
        return _nominal_below(path, deps) or _befell(upper, lower, path)
    if "relcl" in deps or "acl" in deps:
        return _describes(upper, lower, path) and not _dated_apart(lower)
    if deps == ["conj"] or (deps[-1:] == ["conj"] and len(deps) <= 2):
        apart = _own_subject(lower.head) and not _killed_and_hurt(upper, lower)
        return not apart and _same_realis(upper, lower)
    return all(
        d in ("advcl", "xcomp", "pcomp", "prep", "dep", "oprd", "acomp", "ccomp", "conj") for d in deps
    ) and _follows(lower)


def _describes(upper: Frame, lower: Frame, path: list[Node]) -> bool:
    """Recognise a clause on the trigger ("a blast that killed two") or on its weapon ("a mine placed by X")."""
    if len(path) <= 2:
        return bool(lower.acts & HARM_ACTS) or path[0].dep == "acl" or not upper.head.verb
    weapon = any(h.entry.class_ in WEAPONS for h in lower.reading.at(path[0].head))
    return path[0].dep in ("acl", "relcl") and len(path) <= 3 and weapon


def _path(lower: Node, upper: Node) -> list[Node]:
    """Give the words from the lower trigger up to just below the upper one."""
    path, node = [lower], lower
    while node.head is not upper and not node.root:
        node = node.head
        path.append(node)
    return path


def _tells(node: Node) -> bool:
    return node.lower in ("said", "says", "told", "announced")


def _nominal_below(path: list[Node], deps: list[str]) -> bool:
    """Recognise a noun that is an argument of a trigger, or stands behind a preposition of circumstance."""
    if len(path) > 4 or "relcl" in deps or "acl" in deps or "advcl" in deps:
        return False
    if any(n.noun and n.lower not in SERIES for n in path[1:]):
        return False
    if any(n.dep == "conj" and n.verb and _own_subject(n) for n in path[1:]):
        return False
    return all(n.lower in _CIRCUMSTANCE for n in path if n.dep in ("prep", "agent"))


def _befell(upper: Frame, lower: Frame, path: list[Node]) -> bool:
    """Recognise a noun that a clause of circumstance tells as happening: "were killed when a bus came under attack"."""
    verb = lower.arguments.governor
    if verb is None or not verb.verb or verb.dep != "advcl" or verb.head is not upper.head or verb not in path:
        return False
    return bool(upper.acts & HARM_ACTS) and set(marks(verb)) == {"when"} and not _dated_apart(lower)


def _killed_and_hurt(a: Frame, b: Frame) -> bool:
    """Recognise the dead and the wounded of one event: "four were killed and six others hurt"."""
    harms = (a.acts & HARM_ACTS, b.acts & HARM_ACTS)
    return all(harms) and ("wound" in harms[0]) != ("wound" in harms[1])


def _own_subject(verb: Node) -> bool:
    return any(c.dep in ("nsubj", "nsubjpass") for c in verb.children)


def _same_realis(a: Frame, b: Frame) -> bool:
    return (a.clause.would, a.clause.will) == (b.clause.would, b.clause.will)


def _follows(lower: Frame) -> bool:
    """Say whether a clause below tells the same event: a participle, or "when", "as" without a time between."""
    joining = set(marks(lower.head))
    if joining and not joining <= _CONSEQUENCE_MARKS:
        return False
    if joining & {"as", "while"} and lower.head.tag in ("VBP", "VBZ", "VB"):
        return False
    return not _dated_apart(lower)


_UNITS: Final = words("unit of time")


def _dated_apart(lower: Frame) -> bool:
    """Whether words count time between the clause and what it hangs on: "three years after it went to war"."""
    counted = [n for n in lower.head.kids("npadvmod") if n.lower in _UNITS]
    between = {c.lower for c in lower.head.children} & {"earlier", "previously", "ago", "before", "later"}
    return bool(counted) or bool(between)
