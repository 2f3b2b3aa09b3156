"""The parse of a sentence as plain nodes: what the rules walk over, whoever parsed it.

    Node            a word with its tag, relation, head and children
    Tree            the words of a sentence in order
    Parser          sentences in, trees out

The parser is spaCy's small English model, tagger and parser alone: its entity recogniser was right on 16 of 35
places of a conflict article, and lemmas are known from the lexicons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, Protocol

from pipeline.extraction.mending import mend
from pipeline.extraction.node import Node
from pipeline.extraction.vectors import Vectors
from pipeline.text.truecase import MODELS


@dataclass(slots=True, eq=False)
class Tree:
    """The words of one sentence."""

    nodes: list[Node]

    def covering(self, start: int, end: int) -> list[Node]:
        """Give the words that overlap `[start:end]` of the sentence."""
        return [n for n in self.nodes if n.start < end and start < n.end]

    def head_of(self, start: int, end: int) -> Node | None:
        """Give the word of a span that governs the others."""
        inside = self.covering(start, end)
        return next((n for n in inside if n.root or n.head not in inside), None)


class Parser(Protocol):
    """Parses sentences one by one, in order."""

    def __call__(self, sentences: Iterable[str]) -> Iterator[Tree]:
        """Give a tree for each sentence."""
        ...


def english_model() -> ModuleType:
    """Give the installed package of spaCy's small English model."""
    for name in MODELS:
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    raise ModuleNotFoundError(f"no English model for the parser: install one of {', '.join(MODELS)}")


@cache
def spacy_parser() -> Parser:
    """Load the model, once a process.

    Its matrices are multiplied by numpy's BLAS and not by thinc's own, which took three times as long here.
    """
    from thinc.api import NumpyOps, use_ops

    with use_ops("numpy", use_blis=False):
        nlp = english_model().load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    for _name, component in nlp.pipeline:
        for node in component.model.walk():
            node.ops = NumpyOps(use_blis=False)
    return _Spacy(nlp)


class _Spacy:
    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._vectors = Vectors(nlp.get_pipe("tok2vec").model)
        self._components = [component for name, component in nlp.pipeline if name != "tok2vec"]

    def __call__(self, sentences: Iterable[str]) -> Iterator[Tree]:
        docs = [self._nlp.make_doc(sentence) for sentence in sentences]
        for first in range(0, len(docs), _BATCH):
            batch = docs[first : first + _BATCH]
            self._vectors.annotate(batch)
            for component in self._components:
                component.set_annotations(batch, component.predict(batch))
            yield from map(_tree, batch)


_BATCH = 64
"""Sentences a batch: larger ones were not faster."""


_COLUMNS: Final = ("IDX", "LENGTH", "TAG", "DEP", "HEAD")
"""Read at once: making spaCy's own token objects took longer than all else here."""


def _tree(doc: Any) -> Tree:
    text, strings = doc.text, doc.vocab.strings
    columns = doc.to_array(_COLUMNS)
    starts, lengths, tags, deps = columns[:, :4].T.tolist()
    names = {key: strings[key] for key in {*tags, *deps}}
    nodes = [
        Node(i, word := text[at : at + length], word.lower(), names[tag], names[dep], at, at + length)
        for i, (at, length, tag, dep) in enumerate(zip(starts, lengths, tags, deps, strict=True))
    ]
    for node, offset in zip(nodes, columns[:, 4].astype("int64").tolist(), strict=True):
        node.head = nodes[node.i + offset]
        if offset:
            node.head.children.append(node)
    mend(nodes)
    return Tree(nodes)
