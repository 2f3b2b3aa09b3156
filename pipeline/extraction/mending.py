"""Slips that the parser makes often, mended by the order of the words.

"died in X and three soldiers were killed"              the soldiers were listed with X
"In X, police and agents arrested a man"                so were the police
"killing a teacher, his wife and two traders"            the list went on with the wife
"Masked men on a motorcycle gunned down an imam"        the verb was read as a participle
"The driver was killed; she was not hurt"               what a semicolon parts are two sentences
"On Friday Al Shabaab stormed a hotel"                   the doer was read as the day's last name
"""

from typing import Final

from pipeline.extraction.node import Node
from pipeline.extraction.tables import words

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_DAYS: Final = words("day")
_FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})


def mend(nodes: list[Node]) -> None:
    """Mend the tree of a sentence in place."""
    _give_a_verb(nodes)
    _go_on_with_lists(nodes)
    _part_at_semicolons(nodes)
    for verb in (n for n in nodes if n.verb and not any(c.dep in (*_SUBJECTS, "csubj", "expl") for c in n.children)):
        if verb.dep == "conj" and verb.head.verb:
            _take_from_list(verb, nodes)
        elif verb.tag in _FINITE and verb.dep in ("ROOT", "ccomp", "advcl"):
            _take_from_opening(verb, nodes)
            _take_from_day(verb, nodes)


def _move(node: Node, head: Node, dep: str) -> None:
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.dep = head, dep
    if node is not head:
        head.children.append(node)
        head.children.sort(key=lambda n: n.i)


def _first(verb: Node) -> int:
    """Give where a verb begins, its auxiliaries among it."""
    return min((c.i for c in verb.children if c.dep in ("aux", "auxpass")), default=verb.i)


def _subject(verb: Node) -> str:
    return _SUBJECTS[any(c.dep == "auxpass" for c in verb.children)]


def _take_from_list(verb: Node, nodes: list[Node]) -> None:
    before = nodes[_first(verb) - 1]
    if _first(verb) > verb.head.i + 1 and before.noun and before.dep == "conj" and before.head.noun:
        _move(before, verb, _subject(verb))


def _take_from_opening(verb: Node, nodes: list[Node]) -> None:
    """Take the subject out of the list of an opening phrase: "In X, police and agents arrested …"."""
    if not _first(verb):
        return
    node = nodes[_first(verb) - 1]
    while node.noun and node.dep in ("conj", "appos") and node.head.noun:
        start = node.subtree()[0].i
        opening = node.head.dep == "pobj" and start and nodes[start - 1].text == ","
        if opening and not any(n.verb for n in nodes[node.head.i : start]):
            _move(node, verb, _subject(verb))
            return
        node = node.head


def _take_from_day(verb: Node, nodes: list[Node]) -> None:
    """Take the subject from behind a day that stands before it without a comma: "On Friday Al Shabaab stormed …"."""
    noun = nodes[verb.i - 1] if verb.i else verb
    day = next((c for c in noun.kids("compound") if c.lower in _DAYS), None)
    if noun.dep != "pobj" or noun.head.head is not verb or day is None or day.i != noun.head.i + 1:
        return
    _move(day, noun.head, "pobj")
    _move(noun, verb, "nsubj")


def _go_on_with_lists(nodes: list[Node]) -> None:
    """Join a noun that the parser could not place, and those listed with it, to the noun before its comma."""
    for node in (n for n in nodes if n.noun and n.dep == "dep" and n.kids("cc")):
        start = node.subtree()[0].i
        before = nodes[start - 2] if start > 1 and nodes[start - 1].text == "," else None
        if before is not None and before.noun and before.dep in (*_SUBJECTS, "dobj", "pobj"):
            _move(node, before, "conj")


def _part_at_semicolons(nodes: list[Node]) -> None:
    """Let a clause before a semicolon be no complement of the one behind it."""
    marks = [n.i for n in nodes if n.text == ";"]
    for verb in (n for n in nodes if n.verb and n.dep == "ccomp" and n.i < n.head.i):
        if any(verb.i < i < verb.head.i for i in marks):
            verb.dep = "parataxis"


def _give_a_verb(nodes: list[Node]) -> None:
    """Make a participle with an object the verb of a sentence that has none."""
    root = next((n for n in nodes if n.root), None)
    if root is None or not root.noun or any(n.tag in _FINITE for n in root.children):
        return
    participles = (n for n in nodes if n.dep == "acl" and n.tag == "VBN" and n.kids("dobj"))
    verb = next((n for n in participles if root in n.ancestors()), None)
    if verb is None or any(n.verb for n in nodes[: verb.i]):
        return
    _move(verb, verb, "ROOT")
    _move(root, verb, "nsubj")
