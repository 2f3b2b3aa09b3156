"""Which predicted event of an article is which labelled one.

A pair is scored by what the two share; a pair without a common trigger must be of one kind, and nothing may speak
against it. Of all ways to pair an article's events one by one the one of the highest sum is taken (maximum weight
matching).

The weights say what identifies an event in a text: its own words first, then its kind, then where, when and how many.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.contract import Article, Event
from pipeline.contract.vocabulary import family
from pipeline.evaluation import agree
from pipeline.evaluation.gold import GoldEvent

TRIGGER, CLAUSE, SENTENCE = 3.0, 2.0, 1.0
"""The event has the label's trigger; a trigger within the label's words; its best sentence around them."""
FAMILY, SUB_TYPE = 1.5, 0.5
PLACE, OTHER_PLACE = 1.0, -1.0
DAY, OTHER_TIME = 1.0, -1.0
DEATHS, OTHER_DEATHS = 1.0, -0.5
REALIS: Final = 0.5
REQUIRED: Final = 0.25
"""Of two labels that fit alike, the one that must be found."""

_TRIGGERS: Final = ("/sub_event_type", "/event_type", "/plover/event")

Scores = dict[tuple[int, int], float]
"""Label and event, by their indices, to the score of the pair; what is no pair is not there."""


def match(article: Article, labels: tuple[GoldEvent, ...], events: tuple[Event, ...]) -> dict[int, int]:
    """Give the index of the event that is each label's, for those that have one."""
    return assign(scores(article, labels, events))


def scores(article: Article, labels: tuple[GoldEvent, ...], events: tuple[Event, ...]) -> Scores:
    """Score every label against every event."""
    found: Scores = {}
    for i, label in enumerate(labels):
        words = words_of(article, label)
        for j, event in enumerate(events):
            if (score := _score(label, words, event)) > 0:
                found[i, j] = score
    return found


# ── what two share ──


@dataclass(frozen=True, slots=True)
class At:
    """A stretch of title or text."""

    field: Literal["title", "text"]
    start: int
    end: int

    def meets(self, other: "At") -> bool:
        """Tell whether two stretches have a character in common."""
        return self.field == other.field and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Words:
    """Where a label's trigger and its clause stand; None for words that the article does not have."""

    trigger: At | None
    clause: At | None


def words_of(article: Article, label: GoldEvent) -> Words:
    """Find a label's words: the nth trigger and the clause around it; failing that, a clause and the trigger in it."""
    triggers = list(find(article, label.trigger, exact=True)) or list(find(article, label.trigger))
    clauses = list(find(article, label.words))
    nth = triggers[label.nth - 1 : label.nth]
    around = [clause for clause in clauses if nth and clause.meets(nth[0])]
    within = nth if around else [trigger for trigger in triggers if clauses and trigger.meets(clauses[0])]
    return Words(next(iter(within or nth), None), next(iter(around or clauses), None))


def find(article: Article, words: str, *, exact: bool = False) -> Iterator[At]:
    """Give where words stand, title first; white space does not count, and case only where it must be exact."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), 0 if exact else re.IGNORECASE)
    for found in pattern.finditer(article.title):
        yield At("title", found.start(), found.end())
    for found in pattern.finditer(article.text):
        yield At("text", found.start(), found.end())


def triggers_of(event: Event) -> list[At]:
    """Give where an event's triggers stand, in all its tellings."""
    spans = [event.trigger, *(e for e in event.evidence if e.for_ in _TRIGGERS)]
    return [At(span.field, span.start, span.end) for span in spans]


def _score(label: GoldEvent, words: Words, event: Event) -> float:
    shared = _shared(label, words, event)
    if not (shared >= CLAUSE or _likely(label, event, shared)):
        return 0.0
    return (
        shared
        + FAMILY * same_family(label, event)
        + SUB_TYPE * same_sub_type(label, event)
        + _where(label, event)
        + _when(label, event)
        + _deaths(label, event)
        + REALIS * (label.realis == event.realis)
        + REQUIRED * (not label.optional)
    )


def _likely(label: GoldEvent, event: Event, shared: float) -> bool:
    """Tell whether a pair without a common trigger may be one: a headline tells an event in other words than the text.

    It may where a sentence is common, or sub-type and number of deaths; else where realis and either sub-type or place
    and day are, and nothing speaks against it.
    """
    if not same_family(label, event) or not (shared or label.realis == event.realis):
        return False
    where, when, deaths = _where(label, event), _when(label, event), _deaths(label, event)
    if shared or (deaths > 0 and same_sub_type(label, event)):
        return True
    return min(where, when, deaths) >= 0 and (same_sub_type(label, event) or (where > 0 and when > 0))


def _shared(label: GoldEvent, words: Words, event: Event) -> float:
    triggers = triggers_of(event)
    if words.trigger and any(t.meets(words.trigger) for t in triggers):
        return TRIGGER
    if words.clause and any(t.meets(words.clause) for t in triggers):
        return CLAUSE
    sentence, clause = _levelled(event.notes), _levelled(label.words)
    return SENTENCE if sentence and (clause in sentence or sentence in clause) else 0.0


def _levelled(text: str) -> str:
    return " ".join(text.split()).casefold()


def same_family(label: GoldEvent, event: Event) -> bool:
    """Tell whether both are of one family of types; of acts without a type, of one PLOVER event."""
    return label.family == family(event.event_type, event.plover.event)


def same_sub_type(label: GoldEvent, event: Event) -> bool:
    """Tell whether the event's sub-type is one of the label's; without one, whether both are one act of PLOVER's."""
    if label.sub_types:
        return event.sub_event_type in label.sub_types
    return event.event_type is None and label.plover == event.plover.event


def _where(label: GoldEvent, event: Event) -> float:
    if agree.place(label.place, event.location) == "same":
        return PLACE
    return OTHER_PLACE * agree.elsewhere(label.place, event.location)


def _when(label: GoldEvent, event: Event) -> float:
    if agree.first_day(label.time, event.time) == "same":
        return DAY * (label.time is not None)
    # A day that is only the publication's contradicts nothing: the headline did not say when.
    guessed = event.time is not None and event.time.basis == "publication"
    return 0.0 if guessed else OTHER_TIME * agree.disjoint(label.time, event.time)


def _deaths(label: GoldEvent, event: Event) -> float:
    said = agree.best(label.fatalities, event.fatalities)
    if said == "same":
        return DEATHS * bool(label.fatalities and label.fatalities.best)
    return OTHER_DEATHS * (said == "other")


# ── the pairing of the highest sum ──


def assign(scores: Scores) -> dict[int, int]:
    """Pair rows with columns so that the sum of scores is the highest; every score is positive.

    By augmenting paths of the greatest gain (Kuhn 1955 in the form of Edmonds and Karp): each path that still gains
    adds one pair, and the sum is the highest for that many pairs.
    """
    pairs: dict[int, int] = {}
    while path := _gaining(scores, pairs):
        pairs |= dict(path)
    return pairs


@dataclass(frozen=True, slots=True)
class _Path:
    gain: float
    steps: tuple[tuple[int, int], ...]


def _gaining(scores: Scores, pairs: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Give the new pairs of the path of greatest gain from a free row to a free column, or none."""
    owner = {column: row for row, column in pairs.items()}
    reached = {row: _Path(0.0, ()) for row, _ in scores if row not in pairs}
    best: dict[int, _Path] = {}
    for _ in range(len(pairs) + 1):  # a path visits each taken column at most once
        for (row, column), score in scores.items():
            if row not in reached or pairs.get(row) == column:
                continue
            path = _Path(reached[row].gain + score, (*reached[row].steps, (row, column)))
            if column not in best or path.gain > best[column].gain + 1e-9:
                best[column] = path
                if column in owner:
                    back = owner[column]
                    reached[back] = _Path(path.gain - scores[back, column], path.steps)
    free = [path for column, path in best.items() if column not in owner]
    found = max(free, key=lambda path: path.gain, default=_Path(0.0, ()))
    return found.steps if found.gain > 1e-9 else ()
