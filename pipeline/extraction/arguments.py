"""Who does what to whom around one trigger: agents, objects and obliques out of the parse.

Passives, relative and participial clauses, conjunctions, infinitives, light verbs ("carried out a raid", "came under
attack") and nominal events ("the shelling of X by Y", "clashes between A and B") end in the same three lists.
"""

from dataclasses import dataclass, field
from typing import Final

from pipeline.extraction.node import Node
from pipeline.extraction.tables import words

SPEECH: Final = words("speech")
"""Verbs whose clause is told, so that their subject does nothing in it."""
_ABOUT: Final = words("verb about a deed")
_RECEIVING: Final = words("receiving verb")
"""Light verbs whose subject has the event done to it."""
_NOMINAL_OBJECT: Final = words("before the object of a noun")
_CONTROL: Final = words("before a controlled doer")
"""Behind these the object of the verb above is the doer: "accused X of shelling", "stopped X from marching"."""
_ACCUSING: Final = words("accusing verb")
_PITTING: Final = words("setting two sides against each other")
_NEVER_PASSIVE: Final = words("never passive")
"""Verbs whose participle behind a noun was meant as its predicate: "Thousands, many in black, marched"."""
_RELATIVE: Final = frozenset({"WDT", "WP", "WP$"})
_DEEPEST: Final = 3


@dataclass(slots=True)
class Arguments:
    """The words that fill a trigger's places; each is the head of its phrase."""

    agents: list[Node] = field(default_factory=list)
    objects: list[Node] = field(default_factory=list)
    obliques: list[tuple[str, Node]] = field(default_factory=list)
    passive: bool = False
    both_sides: bool = False
    governor: Node | None = None
    """The verb of which a nominal trigger is an argument."""

    def extend(self, other: "Arguments", own: set[int]) -> None:
        """Take over what another trigger has, but for words of its own."""
        self.agents += [n for n in other.agents if n.i not in own and n not in self.agents]
        self.objects += [n for n in other.objects if n.i not in own and n not in self.objects]
        self.obliques += [(p, n) for p, n in other.obliques if n.i not in own and (p, n) not in self.obliques]


def arguments(head: Node, span: list[Node]) -> Arguments:
    """Give the arguments of a trigger by its head word; `span` holds all its words."""
    found = _of_verb(head, 0) if head.verb else _of_noun(head, span)
    own = {n.i for n in span}
    if head.verb:
        _of_other_words(head, span, found)
        if any(n.lower == "under" for n in span):
            _suffered(found)
    found.agents = [n for n in found.agents if n.i not in own]
    found.objects = [n for n in found.objects if n.i not in own]
    return found


def _of_verb(verb: Node, depth: int) -> Arguments:
    found = Arguments(passive=_passive(verb))
    for child in verb.children:
        _place(child, found)
    if verb.dep == "relcl":
        _relative(verb, found)
    if verb.dep == "acl" and verb.tag == "VBN" and verb.kids("dobj"):
        found.agents.append(_first_of(verb.head))
    elif verb.dep == "acl":
        done_to = verb.tag == "VBN" and verb.lower not in _NEVER_PASSIVE
        (found.objects if done_to else found.agents).append(verb.head)
        found.passive |= done_to
    if not found.agents and not (found.passive and verb.dep != "conj") and depth < _DEEPEST:
        _inherit(verb, found, depth)
    if verb.dep == "conj" and verb.tag == "VBN" and not found.objects and _passive(verb.head):
        found.objects += verb.head.kids("nsubjpass")
        found.passive = True
    if depth == 0 and not found.passive and not verb.kids("dobj"):
        found.objects += [o for c in verb.kids("conj") if c.verb for o in c.kids("dobj")]
    return found


def _suffered(found: Arguments) -> None:
    """Turn "came under fire from X" round: its subject is hit, and X does it."""
    found.objects += found.agents
    found.agents = [n for prep, n in found.obliques if prep in ("from", "by")]


def _first_of(noun: Node) -> Node:
    """Give the noun that a phrase begins with: of "masked men on a motorcycle gunned down an imam" the men."""
    while noun.dep == "pobj" and noun.head.head.noun:
        noun = noun.head.head
    return noun


def _of_other_words(head: Node, span: list[Node], found: Arguments) -> None:
    """Take it that a phrase's nouns have places of their own: "took control" "of the region"."""
    for word in span:
        if word is not head and not word.verb:
            for child in word.kids("prep"):
                _oblique(child, found)


def _passive(verb: Node) -> bool:
    return any(c.dep in ("auxpass", "nsubjpass") for c in verb.children)


def _place(child: Node, found: Arguments) -> None:
    if child.dep in ("nsubj", "csubj"):
        found.agents.append(child)
    elif child.dep == "nsubjpass" or (child.dep in ("dobj", "dative", "attr", "oprd") and _nominal(child)):
        found.objects.append(child)
    elif child.dep == "agent":
        found.agents += child.kids("pobj")
    elif child.dep in ("prep", "prt", "advmod", "dative"):
        _oblique(child, found)


def _nominal(node: Node) -> bool:
    return node.noun or node.tag in ("PRP", "CD", "JJ", "DT", "JJR", "PRP$")


def _oblique(prep: Node, found: Arguments) -> None:
    if prep.lower == "between" and prep.head.tag == "VBG":
        _both(prep.kids("pobj"), found)
        return
    for noun in prep.kids("pobj"):
        if prep.lower == "by":
            found.agents.append(noun)
        else:
            found.obliques.append((prep.lower, noun))
    for deeper in prep.kids("prep"):
        _oblique(deeper, found)


def _both(nouns: list[Node], found: Arguments) -> None:
    """Put both sides of a fight where doers and hit stand: "fighting between A and B"."""
    found.both_sides |= bool(nouns)
    found.agents += nouns
    found.objects += nouns + [c for n in nouns for c in n.conjuncts()]


def _relative(verb: Node, found: Arguments) -> None:
    """Put the noun that a relative clause hangs on where its pronoun stands."""
    relative_agents = [a for a in found.agents if a.tag in _RELATIVE]
    relative_objects = [o for o in found.objects if o.tag in _RELATIVE]
    if relative_agents or (not found.agents and not found.passive):
        found.agents = [a for a in found.agents if a not in relative_agents] + [verb.head]
    elif relative_objects:
        found.objects = [o for o in found.objects if o not in relative_objects] + [verb.head]
    elif found.agents and not found.objects:
        found.objects.append(verb.head)


def _inherit(verb: Node, found: Arguments, depth: int) -> None:
    """Give a verb without a subject the subject of the verb that it hangs on."""
    if verb.dep not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "acl", "prep", "dep"):
        return
    head = verb.head
    while not head.verb and not head.root:
        head = head.head
    if not head.verb or head is verb or (verb.dep == "ccomp" and head.lower in SPEECH):
        return
    if (
        verb.dep == "pcomp"
        and (controlled := head.kids("dobj") or head.kids("nsubjpass"))
        and verb.head.lower in _CONTROL
    ):
        found.agents += controlled
        return
    if verb.dep == "advcl" and head.lower in _ACCUSING:
        found.agents += head.kids("dobj")
        return
    above = _of_verb(head, depth + 1)
    if verb.dep == "conj" and (found.passive or (above.passive and verb.tag == "VBN")):
        found.objects += [o for o in head.kids("nsubjpass") if not found.objects]
        found.passive = True
        found.agents += [a for a in above.agents if above.passive]
    elif verb.dep == "xcomp" and verb.tag == "VBN" and above.passive:
        found.objects += head.kids("nsubjpass")
        found.passive = True
    elif verb.dep in ("advcl", "xcomp") and above.passive and not above.agents:
        found.agents += head.kids("nsubjpass")
    else:
        found.agents += above.agents


def _of_noun(noun: Node, span: list[Node]) -> Arguments:
    found = Arguments()
    inside = {n.i for n in span}
    for child in (c for word in span for c in word.children if c.i not in inside):
        _modifier(child, found)
    verb = _governor(noun)
    if verb is not None and noun.dep != "oprd" and verb.lower not in SPEECH | _ABOUT:
        found.governor = verb
        _take_over(noun, verb, found)
    return found


def _modifier(child: Node, found: Arguments) -> None:
    if child.dep == "prep":
        _nominal_preposition(child, found)
    elif child.dep in ("compound", "poss", "amod", "nmod") or _counted_people(child):
        found.agents.append(child)
    elif child.dep in ("acl", "relcl") and child.lower in _PITTING:
        _both(
            [*child.kids("dobj"), *(n for c in child.kids("prep") for n in c.kids("pobj") if c.lower == "against")],
            found,
        )
    elif child.dep == "acl":
        for grandchild in child.children:
            if grandchild.dep == "agent" or grandchild.lower == "by":
                found.agents += grandchild.kids("pobj")
            elif grandchild.dep == "dobj":
                found.objects.append(grandchild)
    elif child.dep == "agent":
        found.agents += child.kids("pobj")


def _counted_people(child: Node) -> bool:
    """Recognise the subject of a verb that the parser took for a noun: "Thousands march through Lisbon"."""
    return child.dep == "nummod" and child.tag == "NNS"


def _nominal_preposition(prep: Node, found: Arguments) -> None:
    nouns = prep.kids("pobj")
    if prep.lower in ("by", "from"):
        found.agents += nouns
    elif prep.lower in ("between", "with", "among", "involving"):
        _both(nouns, found)
    elif prep.lower in _NOMINAL_OBJECT and prep.lower != "in":
        found.objects += nouns
    else:
        found.obliques += [(prep.lower, n) for n in nouns]


SERIES: Final = words("series")
"""Nouns whose "of" part is the event: "a wave of attacks"."""
_NOMINAL_PATH: Final = frozenset(
    {
        "dobj",
        "pobj",
        "prep",
        "nsubj",
        "nsubjpass",
        "conj",
        "attr",
        "oprd",
        "acomp",
        "compound",
        "prt",
        "advmod",
        "agent",
    }
)


def _governor(noun: Node) -> Node | None:
    node = noun
    for _ in range(4):
        if node.root or node.dep not in _NOMINAL_PATH:
            return None
        if node.dep == "pobj" and node.head.head.noun and node.head.head.lower not in SERIES:
            return None
        node = node.head
        if node.verb:
            return node
    return None


def _take_over(noun: Node, verb: Node, found: Arguments) -> None:
    above = _of_verb(verb, 1)
    own = {n.i for n in noun.subtree()}
    if noun.dep in ("nsubj", "nsubjpass"):
        _both([n for prep, n in above.obliques if prep == "between"], found)
        found.objects += [o for o in above.objects if o.i not in own]
        found.obliques += [(p, o) for p, o in above.obliques if o.i not in own]
    elif verb.lower in _RECEIVING:
        found.objects += [a for a in above.agents if a.i not in own]
    elif found.both_sides:
        first = [n for n in above.agents if n.i not in own]
        found.agents = first + [n for n in found.agents if n not in first]
        found.extend(above, own)
    else:
        found.extend(above, own)
