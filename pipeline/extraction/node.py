"""A word of a parsed sentence."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Node:
    """A word of a sentence. `start` and `end` are offsets into the sentence; the root is its own head."""

    i: int
    text: str
    lower: str
    tag: str
    dep: str
    start: int
    end: int
    head: "Node" = field(repr=False, default=None)  # type: ignore[assignment]
    children: list["Node"] = field(repr=False, default_factory=list)

    @property
    def verb(self) -> bool:
        """Whether it is a verb form, auxiliaries included."""
        return self.tag.startswith("VB") or self.tag == "MD"

    @property
    def noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.tag.startswith("NN")

    @property
    def proper(self) -> bool:
        """Whether it is a name, or a word of one."""
        return self.tag in ("NNP", "NNPS")

    @property
    def root(self) -> bool:
        """Whether nothing governs it."""
        return self.head is self

    def kids(self, *deps: str) -> list["Node"]:
        """Give the children of these relations."""
        return [c for c in self.children if c.dep in deps]

    def behind(self, prepositions: Container[str]) -> list["Node"]:
        """Give the nouns behind some prepositions that hang on it: behind "of" in "members of the Taliban"."""
        return [n for c in self.kids("prep") if c.lower in prepositions for n in c.kids("pobj")]

    def verb_above(self) -> "Node | None":
        """Give the nearest verb that it hangs on."""
        return next((a for a in self.ancestors() if a.verb), None)

    def ancestors(self) -> Iterator["Node"]:
        """Give head, head's head and so on up to the root."""
        node = self
        while not node.root:
            node = node.head
            yield node

    def subtree(self) -> list["Node"]:
        """Give the word and all that hangs on it, in order of the sentence."""
        found, stack = [], [self]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(node.children)
        return sorted(found, key=lambda n: n.i)

    def conjuncts(self) -> list["Node"]:
        """Give the later members of a list that begins with it: "police and two civilians"."""
        found, queue = [], [self]
        while queue:
            for child in queue.pop(0).kids("conj"):
                found.append(child)
                queue.append(child)
        return found
