"""Which event of an article tells of which of the incidents that it tells."""

from collections.abc import Sequence

from pipeline.contract import Event
from pipeline.evaluation.coded import events as coded_events
from pipeline.evaluation.stories import StoryArticle
from pipeline.incidents.place import FARTHEST_KM, kilometres
from pipeline.incidents.traits import Traits, linkable, traits


def labelled(article: StoryArticle, told: Sequence[Event]) -> dict[str, Event]:
    """Give it of events that were coded by hand: their labels say so."""
    pairs = zip(article.event, told, strict=True)
    return {label.incident: event for label, event in pairs if label.incident in article.tells and label.incident}


def aligned(article: StoryArticle, told: Sequence[Event]) -> dict[str, Event]:
    """Give it of events that were extracted: by kind, place, day and dead, the likest pairs first.

    Of an article with one incident the event need not be like the label: it is the article's news.
    """
    labels = [(name, traits(event)) for name, event in labelled(article, coded_events(article)).items()]
    found = {event.event_id: event for event in told if linkable(event) and event.extent != "aggregate"}
    scores = {
        (name, event_id): _common(label, traits(event)) for name, label in labels for event_id, event in found.items()
    }
    chosen: dict[str, str] = {}
    for name, event_id in sorted(scores, key=lambda pair: -scores[pair]):
        alike = scores[name, event_id] >= _ALIKE or len(labels) == 1
        if alike and name not in chosen and event_id not in chosen.values():
            chosen[name] = event_id
    return {name: found[event_id] for name, event_id in chosen.items()}


_ALIKE = 2
"""Of family, place (twice), day and dead so much must be the same for a pair."""


def _common(label: Traits, found: Traits) -> int:
    near = label.point and found.point and kilometres(label.point, found.point) <= FARTHEST_KM
    day = label.first is not None and found.first is not None and abs(label.first - found.first) <= 1
    dead = label.dead[1] is not None and label.dead[1] == found.dead[1]
    return (label.family == found.family) + 2 * bool(near or label.place == found.place) + day + dead
