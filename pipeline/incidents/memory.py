"""What link remembers: the incidents of the last weeks, found by event, article, place and day; receipts and copies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from pipeline.contract import Event, LinkedArticle, LinkState
from pipeline.contract.incident import LinkedEvent
from pipeline.incidents.likeness import FARTHEST_DAYS
from pipeline.incidents.place import Reach, reach
from pipeline.incidents.quiet import MERGED, QUIET, RECENT, Quiet
from pipeline.incidents.traits import Traits, traits

Key = tuple[str, str | None, int]
"""Family, country (None: all), day."""
LONGEST: Final = 62
"""Days under which one report is entered; a sum over more is found by its first and last ones."""
ANYWHERE: Final = "*"


class Memory:
    """The remembered incidents. The same log gives the same memory, also when it is filled from the state topics."""

    def __init__(self, *, recent: int = RECENT) -> None:
        self._states: dict[str, LinkState] = {}
        self._articles: dict[str, LinkedArticle] = {}
        self._home: dict[str, str] = {}
        self._told: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._traits: dict[str, dict[str, tuple[Event, Traits]]] = {}
        self._keys: dict[str, frozenset[Key]] = {}
        self._reach: dict[str, Reach] = {}
        self._places: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        self._pointers: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._quiet = Quiet(recent)

    def __len__(self) -> int:
        return len(self._states)

    def __iter__(self) -> Iterator[LinkState]:
        return iter(self._states.values())

    @property
    def now(self) -> datetime:
        """The log's clock."""
        return self._quiet.now or datetime.min.replace(tzinfo=UTC)

    def next_turn(self) -> int:
        """Give the number of the next record that is remembered."""
        return self._quiet.count + 1

    def tell(self, told: datetime) -> None:
        """Let the log's clock go on."""
        self._quiet.tell(told)

    def get(self, incident_id: str) -> LinkState | None:
        """Give an incident by its id."""
        return self._states.get(incident_id)

    def home(self, event_id: str) -> LinkState | None:
        """Give the incident that an event is in."""
        return self._states.get(self._home.get(event_id, ""))

    def known(self, event_id: str) -> LinkedEvent | None:
        """Give what is known of an event that is in an incident."""
        home = self.home(event_id)
        return home.events[event_id] if home else None

    def article(self, article_id: str) -> LinkedArticle | None:
        """Give what is known of an article."""
        return self._articles.get(article_id)

    def told_by(self, article_id: str) -> tuple[str, ...]:
        """Give the events of an article that are in incidents."""
        return tuple(self._told.get(article_id, ()))

    def traits(self, state: LinkState) -> list[Traits]:
        """Give the traits of an incident's members, in order."""
        known = self._traits.get(state.incident_id, {})
        return [known[one.event_id][1] if one.event_id in known else traits(one) for one in state.members]

    def near(self, one: Traits) -> list[LinkState]:
        """Give the incidents of the family whose days and place may be those of an event, the first opened first."""
        found = {incident_id for key in _asked(one) for incident_id in self._places.get(key, ())}
        states = [self._states[incident_id] for incident_id in found if self._reach[incident_id].holds(one)]
        return sorted(states, key=lambda state: (state.incident.first_seen, state.incident_id))

    def pointing_at(self, incident_id: str) -> list[LinkState]:
        """Give the sums that cover an incident, and those that are perhaps the same."""
        return [self._states[name] for name in self._pointers.get(incident_id, ())]

    def remember(self, state: LinkState) -> None:
        """Take in an incident's newest state."""
        self._drop(self._states.get(state.incident_id))
        self._states[state.incident_id] = state
        for event_id, event in state.events.items():
            self._home[event_id] = state.incident_id
            self._told[event.article_id][event_id] = None
        self._enter(state)
        self._quiet.tell(state.now)
        self._quiet.touch(state.incident_id, _until(state), state.turn)

    def _enter(self, state: LinkState) -> None:
        known = self._traits.get(state.incident_id, {})
        kept = ((one, known.get(one.event_id)) for one in state.members)
        self._traits[state.incident_id] = {
            one.event_id: old if old and old[0] is one else (one, traits(one)) for one, old in kept
        }
        self._keys[state.incident_id] = frozenset(key for one in self.traits(state) for key in _entered(one))
        self._reach[state.incident_id] = reach(self.traits(state))
        for key in self._keys[state.incident_id]:
            self._places[key][state.incident_id] = None
        for other in _pointed_at(state):
            self._pointers[other][state.incident_id] = None

    def _drop(self, state: LinkState | None) -> None:
        if state is None:
            return
        for event_id, event in state.events.items():
            if self._home.get(event_id) == state.incident_id:
                del self._home[event_id]
                self._told[event.article_id].pop(event_id)
        for other in _pointed_at(state):
            del self._pointers[other][state.incident_id]
            if not self._pointers[other]:
                del self._pointers[other]
        self._reach.pop(state.incident_id, None)
        for key in self._keys.pop(state.incident_id, ()):
            self._places[key].pop(state.incident_id)
            if not self._places[key]:
                del self._places[key]

    def note(self, article: LinkedArticle) -> None:
        """Take in what is newly known of an article."""
        self._articles[article.article_id] = article
        self._quiet.touch(f"{_ARTICLE}{article.article_id}", datetime.min.replace(tzinfo=UTC), article.turn)

    def forget(self) -> Iterator[LinkState | LinkedArticle]:
        """Drop incidents that have long been quiet, articles that tell of none, and give their last states."""
        for name in list(self._quiet.over()):
            if name.startswith(_ARTICLE):
                yield from self._forget_article(name.removeprefix(_ARTICLE))
            else:
                state = self._states.pop(name)
                self._drop(state)
                self._traits.pop(name, None)
                yield state
                for article_id in {event.article_id: None for event in state.events.values()}:
                    yield from self._forget_article(article_id)

    def _forget_article(self, article_id: str) -> Iterator[LinkedArticle]:
        """Drop an article of which no event is remembered."""
        if not self._told.get(article_id):
            self._told.pop(article_id, None)
            if article_id in self._articles:
                yield self._articles.pop(article_id)


_ARTICLE: Final = "article/"


def _pointed_at(state: LinkState) -> set[str]:
    return {*state.incident.covers, *([state.incident.perhaps] if state.incident.perhaps else [])}


def _until(state: LinkState) -> datetime:
    """Give the time until which an incident is remembered."""
    kept: timedelta = MERGED if state.incident.status == "merged" else QUIET
    return state.incident.last_seen + kept


def _days(one: Traits) -> Iterable[int]:
    if one.first is None or one.last is None:
        return ()
    if one.last - one.first > LONGEST:
        return (*range(one.first, one.first + LONGEST // 2), *range(one.last - LONGEST // 2, one.last + 1))
    return range(one.first, one.last + 1)


def _entered(one: Traits) -> Iterator[Key]:
    for day in _days(one):
        yield one.family, one.country, day
        yield one.family, ANYWHERE, day


def _asked(one: Traits) -> Iterator[Key]:
    """Give the keys under which candidates stand: without a country in any; those without one are anybody's."""
    days = _days(one)
    if not days:
        return
    asked = sorted({day + gap for day in days for gap in range(-FARTHEST_DAYS, FARTHEST_DAYS + 1)})
    countries = (one.country, None) if one.country else (ANYWHERE,)
    yield from ((one.family, country, day) for day in asked for country in countries)


def run_of(event: Event) -> tuple[int, datetime]:
    """Give the run of the extractor that an event comes from: the later is the greater."""
    return event.article.revision, event.extracted_at
