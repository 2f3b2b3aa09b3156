"""Nouns that stand for a place named before: "the town", "this district", "the capital"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Final

from pipeline.extraction.naming import kinds_of_units
from pipeline.extraction.node import Node
from pipeline.extraction.syntax import Tree
from pipeline.extraction.tables import words
from pipeline.gazetteer.place import Place

_POINTING: Final = words("pointing determiner")
_NAMING: Final = frozenset({"compound", "nmod", "poss", "appos", "nummod"})
_CAPITALS: Final = frozenset({"PPLC", "PPLA", "PPLG"})


def standins(tree: Tree, earlier: Callable[[], Iterable[Place]], own: Sequence[Place]) -> list[Place]:
    """Give the places that nouns of a sentence stand for; `earlier` gives those before it, the last first.

    Each is the place meant with the offsets of the noun.
    """
    found = []
    for node in tree.nodes:
        if not _points_back(node):
            continue
        before = chain(reversed([p for p in own if p.end <= node.start]), earlier())
        meant = next((p for p in before if _may_be(node.lower, p) and not _does(tree, node, p, own)), None)
        if meant is not None:
            found.append(replace(meant, text=node.text, start=node.start, end=node.end))
    return found


def _points_back(node: Node) -> bool:
    """Say whether a noun only points: it has "the" or "this" before it and no name beside it."""
    if node.tag != "NN" or not (node.lower in kinds_of_units() or node.lower in _wider()):
        return False
    pointing = any(c.dep == "det" and c.lower in _POINTING for c in node.children)
    named = any(c.dep in _NAMING or (c.dep == "prep" and c.lower == "of") for c in node.children)
    return pointing and not named and node.dep != "compound"


def _does(tree: Tree, node: Node, place: Place, own: Sequence[Place]) -> bool:
    """Say whether a state is the subject of the noun's own clause: "Iran fired on the country" is on another."""
    doer = tree.head_of(place.start, place.end) if place in own else None
    return doer is not None and place.kind == "country" and doer.dep == "nsubj" and doer.head in node.ancestors()


def _may_be(noun: str, place: Place) -> bool:
    if noun == "capital":
        return place.feature_code in _CAPITALS
    if place.unit == noun or place.name.lower().endswith(f" {noun}"):
        return True
    if noun in _wider():
        return place.kind in _wider()[noun]
    kind = kinds_of_units()[noun]
    return place.kind == kind and (kind != "facility" or place.unit == noun)


@cache
def _wider() -> dict[str, tuple[str, ...]]:
    return {
        "capital": (), "state": ("admin1",), "region": ("admin1", "region"), "country": ("country",),
        "kingdom": ("country",), "republic": ("country",), "territory": ("region", "admin1"),
        "enclave": ("region", "city"), "peninsula": ("region", "feature"), "island": ("feature", "country", "admin1"),
    }  # fmt: skip
