"""Which sentences are worth parsing, and their readings.

document ▸ lexicon over every sentence ▸ those with a trigger ▸ parser ▸ numbers, times, places ▸ Reading
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from pipeline.extraction import bearers
from pipeline.extraction.attribution import ACCUSING
from pipeline.extraction.coreference import Entities
from pipeline.extraction.document import Document, Sentence
from pipeline.extraction.frames import act_names
from pipeline.extraction.homonyms import at_home
from pipeline.extraction.lexicon import Hit, Lexicon, without_shadowed
from pipeline.extraction.mentions import HARM, Mention
from pipeline.extraction.naming import unlisted
from pipeline.extraction.numbered import may_number
from pipeline.extraction.reading import Reading
from pipeline.extraction.spells import joined
from pipeline.extraction.standins import standins
from pipeline.extraction.syntax import Parser, Tree
from pipeline.extraction.tables import read, words
from pipeline.gazetteer.place import Place
from pipeline.text.dates import time_expressions
from pipeline.text.numbers import quantities

_LONGEST: Final = 1500
"""Characters: what is longer is no sentence but a table or a list, and would cost the parser seconds."""
MOST_READ: Final = 300
"""Sentences of an article that are parsed, the first ones: a long report has a hundred, a dump of many reports would
keep its parser for minutes. What stands behind them is read for places alone."""
_TOPICS: Final = frozenset(row["class"] for row in read("topics.tsv"))
_PROTESTS: Final = words("classes of protest")
_PARTIES: Final = frozenset({"official", "state", "armed", "igo", "ngo"})
_SAYING: Final = frozenset({"say", "confirm"})
_KNOWING: Final = frozenset({"official", "state"})
"""Who may confirm what the sentence beside it tells without a source."""
_BEHIND: Final = 3
"""Sentences behind an event, in which somebody is blamed for it or its victims are counted."""
_LEAD: Final = 3
"""Sentences, the title among them."""
_EXCLUSIVE: Final = words("exclusive weapon classes")
_LIGHT: Final = words("light act")
"""Acts whose words are common: alone they say nothing, beside armed people, weapons or a crowd they do."""
_COMPANY: Final = words("company of a light act")


def scan(document: Document, lexicon: Lexicon) -> dict[int, tuple[Hit, ...]]:
    """Give the lexicon's hits of every sentence by its index."""
    short = (s for s in document.sentences if len(s.text) <= _LONGEST)
    return {s.index: tuple(without_shadowed(lexicon.find(s.text), _EXCLUSIVE)) for s in short}


def with_trigger(hits: Mapping[int, tuple[Hit, ...]], sentences: Sequence[Sentence]) -> list[int]:
    """Give the sentences that a rule could make an event of, and those behind that tell who did it, or how many."""
    classes = {index: {h.entry.class_ for h in found} for index, found in hits.items()}
    worth = {index for index, found in classes.items() if _worth_parsing(found)}
    blaming = {i for i, found in classes.items() if found & ACCUSING and worth & set(range(i - _BEHIND, i))}
    owning = {
        i for i, found in classes.items() if "armed" in found and found & _SAYING and worth & set(range(i - _BEHIND, i))
    }
    silent = {i for i in worth if not classes[i] & _SAYING}
    saying = {i for i, found in classes.items() if found & _SAYING and found & _KNOWING and silent & {i - 1, i + 1}}
    counting = {i for i in set(hits) - worth if worth & set(range(i - _BEHIND, i)) and may_number(sentences[i].text)}
    return sorted(worth | blaming | owning | saying | counting)[:MOST_READ]


def _worth_parsing(classes: set[str]) -> bool:
    acts = classes & act_names()
    return bool(acts - _LIGHT) or bool(acts and classes & _COMPANY)


class Sentences:
    """An article's sentences with what was found in them; parses those that are asked for."""

    def __init__(
        self, document: Document, hits: dict[int, tuple[Hit, ...]], places: Sequence[Place], parser: Parser
    ) -> None:
        """Take what was found before the parser."""
        self.document = document
        self.hits = hits
        self.entities = Entities()
        self.home = _home(places)
        self._places = _by_sentence(document.sentences, at_home(places, self.home))
        self._dateline = [p for p in places if p.field == "text" and p.end <= document.dateline]
        self._borne: set[str] = set()
        """Names of towns that somebody bears, once it was seen."""
        self._parser = parser

    def read(self, indices: Sequence[int]) -> Iterator[Reading]:
        """Parse some sentences, and remember whom they name."""
        chosen = [self.document.sentences[i] for i in indices]
        for sentence, tree in zip(chosen, self._parser(s.text for s in chosen), strict=True):
            reading = self._reading(sentence, tree)
            self.entities.add(reading)
            yield reading

    def _reading(self, sentence: Sentence, tree: Tree) -> Reading:
        times = tuple(joined(sentence.text, time_expressions(sentence.text, self.document.anchor)))
        hits = self.hits[sentence.index]
        named_here = [p for p in self._places.get(sentence.index, []) if p.text not in self._borne]
        known = bearers.of_places(named_here, tree, hits)
        self._borne |= {p.text for p in named_here if p not in known}
        more = unlisted(sentence, tree, hits, known, times, self.home)
        named = [*more, *(p for p in known if not any(m.start <= p.start and p.end <= m.end for m in more))]
        self._places[sentence.index] = named
        meant = standins(tree, partial(self._before, sentence.index), named)
        places = sorted([*named, *meant], key=lambda p: p.start)
        return Reading(sentence, tree, hits, tuple(places), tuple(quantities(sentence.text)), times)

    def _before(self, index: int) -> Iterator[Place]:
        """Give the places before a sentence, the last first."""
        return (p for i in range(index - 1, -1, -1) for p in reversed(self._places.get(i, ())))

    def places(self, index: int) -> Sequence[Place]:
        """Give the places that a sentence names; those that the gazetteer does not know only once it is read."""
        return [p for p in self._places.get(index, ()) if p.kind != "demonym"]

    def dateline(self) -> Iterator[tuple[Place, Sentence]]:
        """Give the places of the dateline, with the words before the text as a sentence."""
        end = self.document.dateline
        words_ = Sentence(-1, "text", 0, end, self.document.text[:end], 0)
        return ((p, words_) for p in self._dateline)

    def names_a_party(self, index: int) -> bool:
        """Say whether a sentence names a state, an office, an organisation or an armed group."""
        states = any(p.of_state for p in self._places.get(index, ()))
        return states or any(h.entry.class_ in _PARTIES for h in self.hits[index])

    def lead(self) -> set[str]:
        """Give the topics of the title and the first sentences."""
        first = [s.index for s in self.document.sentences if s.headline or s.paragraph == 1][:_LEAD]
        found = {h.entry.class_ for i in first for h in self.hits.get(i, ())}
        return found & (_TOPICS | _PROTESTS)

    def tells(self, index: int, mention: Mention) -> bool:
        """Say whether a mention counts: a sentence that was read for its numbers tells of no event of its own."""
        return mention.result == HARM or _worth_parsing({h.entry.class_ for h in self.hits[index]})

    def near(self, index: int) -> set[str]:
        """Give the classes found in the sentences before and behind one."""
        return {h.entry.class_ for beside in (index - 1, index + 1) for h in self.hits.get(beside, ())}


def _home(places: Sequence[Place]) -> str | None:
    """Give the country in which most of the places lie; adjectives count only where there are no others."""
    lying = [p.country for p in places if p.country and p.kind != "demonym"]
    counts = Counter(lying or [p.country for p in places if p.country])
    return counts.most_common(1)[0][0] if counts else None


def _by_sentence(sentences: Sequence[Sentence], places: Iterable[Place]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    of_field = {field: [s for s in sentences if s.field == field] for field in ("title", "text")}
    for place in places:
        beside = of_field[place.field]
        at = bisect_right(beside, place.start, key=lambda s: s.start) - 1
        if at >= 0 and place.start < beside[at].end:
            home = beside[at]
            shifted = replace(place, start=place.start - home.start, end=place.end - home.start)
            found.setdefault(home.index, []).append(shifted)
    return found
