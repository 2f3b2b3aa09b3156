"""How well linking does: on events coded by hand (linking alone), and on those that the extractor finds (end to end).

An item is that an article tells of an incident. Copies of an agency's text are no items: as in the pipeline they are
not extracted, and only counted as sources.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.contract import DuplicateReport, Event, LinkState
from pipeline.evaluation.alignment import aligned, labelled
from pipeline.evaluation.clusters import figures, items
from pipeline.evaluation.coded import events as coded_events
from pipeline.evaluation.figures import Figure
from pipeline.evaluation.intervals import wilson
from pipeline.evaluation.stories import Stories, StoryArticle
from pipeline.incidents import Memory, count, link

Told = Mapping[str, Sequence[Event]]
"""The events of each article."""
Align = Callable[[StoryArticle, Sequence[Event]], dict[str, Event]]
"""An article and its events ▸ of each incident that it tells the event that tells it."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A way of linking the set: its name, its figures, and what is wrong, a line each without words of the texts."""

    name: str
    figures: tuple[Figure, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkingReport:
    """The set and what was measured on it."""

    dataset: str
    articles: int
    incidents: int
    extractor: str
    linked: tuple[Linked, ...]


def report(dataset: str, stories: Stories, extracted: Told) -> LinkingReport:
    """Measure linking on both kinds of events."""
    coded = {article.id: coded_events(article) for article in stories.articles}
    ways = (
        _linked("hand-coded events: linking alone", stories, coded, labelled),
        _linked("extracted events: end to end", stories, extracted, aligned),
    )
    name = next((event.extractor for events in extracted.values() for event in events), "no events were extracted")
    return LinkingReport(dataset, len(stories.articles), len(stories.incidents), name, ways)


def _linked(name: str, stories: Stories, told: Told, align: Align) -> Linked:
    memory = linked(stories, told)
    true = {item(article, incident): incident for article in _originals(stories) for incident in article.tells}
    found = {
        item(article, incident): home.incident_id
        for article in _originals(stories)
        for incident, event in align(article, told.get(article.id, ())).items()
        if (home := memory.home(event.event_id))
    }
    homes = _homes(true, found)
    others = (_parts(homes), _sums(stories, told, memory, homes))
    return Linked(name, (*figures(items(true, found)), *others), tuple(_errors(true, found)))


def item(article: StoryArticle, incident: str) -> str:
    """Name an item."""
    return f"{article.id} tells {incident}"


def _originals(stories: Stories) -> list[StoryArticle]:
    return [article for article in stories.articles if article.copy_of is None]


def linked(stories: Stories, told: Told) -> Memory:
    """Link the events of a set in the order in which its articles were published."""
    memory = Memory()
    for article in stories.articles:
        if article.copy_of is not None:
            count(memory, _copy(article, article.copy_of))
            continue
        for event in told.get(article.id, ()):
            link(memory, event)
    return memory


def _copy(article: StoryArticle, original: str) -> DuplicateReport:
    return DuplicateReport(article_id=article.id, original_id=original, reason="near", source=article.source)


def _homes(true: Mapping[str, str], found: Mapping[str, str]) -> dict[str, set[str]]:
    """Give of each true incident that was found at all the incidents that it was found as."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for name, incident_id in found.items():
        homes[true[name]].add(incident_id)
    return dict(homes)


def _parts(homes: Mapping[str, set[str]]) -> Figure:
    """Count incidents for each true one that was found at all: 1 is best."""
    met = len(homes)
    value = sum(map(len, homes.values())) / met if met else None
    label = "incidents found for each true one"
    return Figure("fragments", label, value, met, value or 0.0, value or 0.0, 1.15, at_most=True)


def _sums(stories: Stories, told: Told, memory: Memory, homes: Mapping[str, set[str]]) -> Figure:
    """Count the sums whose incident covers just those incidents that the article sums."""
    sums = [article for article in _originals(stories) if article.sum_of]
    right = sum(_covered(article, told, memory, homes) for article in sums)
    value = right / len(sums) if sums else None
    return Figure("sums", "sums that cover just their incidents", value, len(sums), *wilson(right, len(sums)))


def _covered(article: StoryArticle, told: Told, memory: Memory, homes: Mapping[str, set[str]]) -> bool:
    states = (memory.home(event.event_id) for event in told.get(article.id, ()))
    return any(_covers(state, article, homes) for state in states if state)


def _covers(state: LinkState, article: StoryArticle, homes: Mapping[str, set[str]]) -> bool:
    covers = set(state.incident.covers)
    return all(covers & homes.get(part, set()) for part in article.sum_of) and len(covers) == len(article.sum_of)


def _errors(true: Mapping[str, str], found: Mapping[str, str]) -> Iterable[str]:
    for name in sorted(true.keys() - found.keys()):
        yield f"no event: {name}"
    for what, groups, others in (("split", true, found), ("merged", found, true)):
        for members in _by_group({name: groups[name] for name in found}).values():
            parts = _by_group({name: others[name] for name in members})
            if len(parts) > 1:
                yield f"{what}: " + " | ".join(", ".join(part) for part in parts.values())


def _by_group(division: Mapping[str, Hashable]) -> dict[Hashable, list[str]]:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for name, group in division.items():
        groups[group].append(name)
    return dict(groups)
