"""One sentence as read: its tree, what the lexicon, the gazetteer and the number and date readers found in it.

All offsets are into the sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.extraction.document import Sentence
from pipeline.extraction.lexicon import Hit
from pipeline.extraction.node import Node
from pipeline.extraction.syntax import Tree
from pipeline.gazetteer.place import Place
from pipeline.text.dates import TimeExpression
from pipeline.text.numbers import Quantity


@dataclass(frozen=True)
class Reading:
    """A parsed sentence."""

    sentence: Sentence
    tree: Tree
    hits: tuple[Hit, ...]
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    memo: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)
    """Phrases already read, by the position of their head."""

    def hits_in(self, nodes: Iterable[Node]) -> list[Hit]:
        """Give the hits that lie wholly within some words."""
        inside = {n.i for n in nodes}
        return [h for h, covered in zip(self.hits, self._covered, strict=True) if covered <= inside]

    @cached_property
    def _covered(self) -> list[frozenset[int]]:
        return [frozenset(n.i for n in self.tree.covering(h.start, h.end)) for h in self.hits]

    def at(self, node: Node) -> list[Hit]:
        """Give the hits that cover a word, longest first."""
        found = [h for h in self.hits if h.start <= node.start and node.end <= h.end]
        return sorted(found, key=lambda h: h.start - h.end)

    def parted(self, a: int, b: int) -> bool:
        """Say whether a semicolon parts two offsets: on either side of it stands a sentence of its own."""
        return ";" in self.sentence.text[min(a, b) : max(a, b)]

    def in_time(self, node: Node) -> bool:
        """Say whether a word is part of an expression of time."""
        return any(t.start < node.end and node.start < t.end for t in self.times)
