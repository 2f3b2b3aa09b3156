"""The parser's vectors of words: those of the model, whatever was read before."""

from functools import cache
from typing import Any

import numpy as np

from pipeline.extraction.syntax import english_model
from pipeline.extraction.vectors import Vectors

SENTENCES = ("Rebels shelled Ituri on Monday.", "It wasn't the army's fault, he said.", " ")
OTHERS = ("The army said that rebels had fled.", "Nobody was hurt on Monday.")


@cache
def _model() -> Any:
    return english_model().load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])


def _annotated(vectors: Vectors, texts: tuple[str, ...]) -> list[Any]:
    docs = [_model().make_doc(text) for text in texts]
    vectors.annotate(docs)
    return [doc.tensor for doc in docs]


def test_they_are_those_of_the_model() -> None:
    """But for the last bits, which depend on how many words are multiplied at once."""
    component = _model().get_pipe("tok2vec").model
    own = component.predict([_model().make_doc(text) for text in SENTENCES])
    for ours, theirs in zip(_annotated(Vectors(component), SENTENCES), own, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_what_was_read_before_changes_nothing() -> None:
    """Not a bit of a sentence's vectors depends on whether its words were kept or made."""
    component = _model().get_pipe("tok2vec").model
    used = Vectors(component)
    _annotated(used, OTHERS)
    for fresh, later in zip(_annotated(Vectors(component), SENTENCES), _annotated(used, SENTENCES), strict=True):
        np.testing.assert_array_equal(fresh, later)
