"""Articles whose places are recognised and resolved a second, beside spaCy that only recognises names.

Ours finds the names of places and says which place of the world each is; the peer, spaCy's small English pipeline with
nothing but its named entities, marks words and resolves none. Both read the open evaluation articles on one core.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from spacy.language import Language

from benchmarks.row import Row, rate
from pipeline.cache import user_cache
from pipeline.contract import Article
from pipeline.evaluation.dataset import load
from pipeline.extraction.syntax import english_model
from pipeline.gazetteer import Gazetteer, compiled_file

_OPEN: Final = Path(__file__).parent.parent / "evaluation" / "open"


def rows() -> Iterator[Row]:
    """Give the figures."""
    articles = [item.article for item in load(_OPEN) if item.kind == "article"]
    gazetteer = Gazetteer.open(compiled_file(user_cache()))
    names = _names()
    ours = rate(lambda: _all(lambda a: gazetteer.places(a.title, a.text), articles))
    theirs = rate(lambda: _all(lambda a: names(f"{a.title}\n\n{a.text}"), articles), rounds=1)
    size = sum(len(a.title) + len(a.text) for a in articles) / len(articles) / 1000
    yield Row(f"articles of {size:.1f} kB, places resolved", "a second", ours, "spaCy's names alone", theirs)


def _names() -> Language:
    """Give spaCy's small English pipeline without what names do not need."""
    loaded: Language = english_model().load(exclude=["tagger", "parser", "lemmatizer", "attribute_ruler", "senter"])
    return loaded


def _all(read: Callable[[Article], object], articles: list[Article]) -> int:
    for article in articles:
        read(article)
    return len(articles)
