"""One message ▸ the incidents that it changes. The memory takes each change in at once; the newest states are given.

An event
    of an older run of its article, or again      its incident as it stands
    no longer one that happened                   leaves its incident
    changed, and still fits (or is alone)         takes its own place
    changed, and fits no longer                   leaves, and is linked anew
    new                                           joins the incident that it tells of, or opens one; two that it shows
                                                  to be the same are merged, the later into the earlier
A receipt withdraws what its article's run no longer gives. A report of a copy adds a source.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from pipeline.contract import DuplicateReport, Event, LinkedArticle, LinkState, Receipt, encode
from pipeline.contract.ids import digest, incident_id
from pipeline.contract.incident import ArticleCopy, LinkedEvent
from pipeline.incidents import sums
from pipeline.incidents.assemble import Material, assemble
from pipeline.incidents.choose import PERHAPS, Choice, choose, compared, displaced, like, strays
from pipeline.incidents.memory import Memory, run_of
from pipeline.incidents.sources import linked_event
from pipeline.incidents.traits import Traits, linkable, said_at, traits

MOST_MEMBERS: Final = 60
"""So many reports of an incident are kept, the newest: 480 kB at the most, of the 1 MiB that its topic takes."""
MOST_EVENTS: Final = 1000
"""So many are known by id and hash: 400 kB."""
MOST_COPIES: Final = 300
"""So many copies of an article are counted."""
_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)
_HASH: Final = 32
"""Hex digits: a hash is compared with one other."""

Changed = tuple[LinkState | LinkedArticle, ...]


def link(memory: Memory, event: Event) -> Changed:
    """Take an event in, and give the newest state of each incident that it changes."""
    linking = _Linking(memory)
    linking.event(event)
    return linking.changed


def withdraw(memory: Memory, receipt: Receipt) -> Changed:
    """Take a receipt in: events of the article's earlier runs that it does not list leave their incidents."""
    linking = _Linking(memory)
    linking.receipt(receipt)
    return linking.changed


def count(memory: Memory, report: DuplicateReport) -> Changed:
    """Take in that an article is a copy, which may be before the original's events have come."""
    linking = _Linking(memory)
    linking.copy(report)
    return linking.changed


def content_of(event: Event) -> str:
    """Give a hash of what an event says; when it was extracted is no part of it."""
    return digest("event-content/1", encode(event.model_copy(update={"extracted_at": _NO_TIME})).decode())[:_HASH]


def member(event: Event) -> Event:
    """Give of an event what its incident is made of."""
    return event.model_copy(update={"evidence": (), "derived": (), "locations": (), "notes": event.notes[:300]})


class _Linking:
    """What one message changes."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._changed: dict[str, LinkState | LinkedArticle] = {}

    @property
    def changed(self) -> Changed:
        """The newest state of all that was changed, in the order of the last changes."""
        return tuple(self._changed.values())

    def event(self, event: Event) -> None:
        """Take in an event."""
        known, home = self._memory.known(event.event_id), self._memory.home(event.event_id)
        content = content_of(event)
        if home and known and (known.content == content or _older(event, known)):
            self._changed[home.incident_id] = home
        elif not self._withdrawn(event) and linkable(event):
            self._place(member(event), content, home)
        elif home:
            self._leave(home, event.event_id, event)

    def _withdrawn(self, event: Event) -> bool:
        article = self._memory.article(event.article_id)
        run = _run(article)
        return bool(article and run and run_of(event) <= run and event.event_id not in article.event_ids)

    def _place(self, event: Event, content: str, home: LinkState | None) -> None:
        event, one = self._as_sum(event, traits(event))
        if home and (len(home.events) == 1 or self._fits(one, home)):
            self._stay(home, event, content, one)
            return
        if home:
            self._leave(home, event.event_id, event)
        driven_out = self._drive_out(one)
        self._link(event, content, one)
        for other, known in driven_out:
            self._link(other, known.content, traits(other))

    def _drive_out(self, one: Traits) -> list[tuple[Event, LinkedEvent]]:
        """Let the article's other events leave an incident that is clearly this one's; they are linked anew."""
        found: list[tuple[Event, LinkedEvent]] = []
        for home in list(self._homes(one.article_id)):
            for event_id in displaced(self._memory, one, home):
                state = self._memory.home(event_id)
                event = _member_of(state, event_id)
                if state and event:
                    found.append((event, state.events[event_id]))
                    self._leave(state, event_id, event)
        return found

    def _link(self, event: Event, content: str, one: Traits) -> None:
        choice = choose(self._memory, one)
        target = choice.joins or self._memory.get(name := self._own(event, content))
        held = {} if target or not choice.perhaps else {"perhaps": choice.perhaps.incident_id}
        self._join(target.incident_id if target else name, target, event, content, held)
        self._merge_all(event, choice)

    def _as_sum(self, event: Event, one: Traits) -> tuple[Event, Traits]:
        """Take a report for a sum where it is exactly that of two incidents in its region."""
        if not sums.exact_parts(self._memory, one):
            return event, one
        event = event.model_copy(update={"extent": "aggregate"})
        return event, traits(event)

    def _fits(self, one: Traits, home: LinkState) -> bool:
        found = compared(self._memory, one, home)
        return bool(found and found.score >= PERHAPS)

    def _stay(self, home: LinkState, event: Event, content: str, one: Traits) -> None:
        """Keep an event in its incident, and that with the incident which it now tells of."""
        self._join(home.incident_id, home, event, content, {})
        choice = choose(self._memory, one) if len(home.events) == 1 else Choice()
        if choice.joins and choice.joins.incident_id != home.incident_id:
            self._merge(choice.joins.incident_id, home.incident_id)
        self._settle(self._memory.home(event.event_id))

    def _merge_all(self, event: Event, choice: Choice) -> None:
        """Merge the incidents that an event shows to be one."""
        for other in choice.bridges:
            home = self._memory.home(event.event_id)
            if home and home.incident_id != other.incident_id:
                self._merge(home.incident_id, other.incident_id)
        siblings = (home for home in self._homes(event.article_id) if event.event_id not in home.events)
        for name in list({state.incident_id: None for state in (*choice.others, *siblings)}):
            self._gather(event, name)
        self._settle(self._memory.home(event.event_id))

    def _gather(self, event: Event, incident_id: str) -> None:
        """Take over from another incident what is clearly liker to this one, now that there is more of it."""
        home, other = self._memory.home(event.event_id), self._memory.get(incident_id)
        for event_id in strays(self._memory, home, other) if home and other and other.members else ():
            self._move(event_id, self._memory.home(event.event_id))

    def _move(self, event_id: str, into: LinkState | None) -> None:
        """Let an event leave its incident for another one; both are told."""
        home = self._memory.home(event_id)
        moved = _member_of(home, event_id)
        if home and into and moved:
            known = home.events[event_id]
            self._leave(home, event_id, moved)
            events = into.events | {event_id: known}
            self._put(into.incident_id, _placed(into.members, moved), events, into, moved, {})

    def _settle(self, state: LinkState | None) -> None:
        """Decide again what is in doubt about it; let sums cover what has changed, and no more what is gone."""
        if state is None:
            return
        for name in [one.incident_id for one in self._memory.pointing_at(state.incident_id)]:
            if doubtful := self._memory.get(name):
                self._decide(doubtful, self._memory.get(state.incident_id) or state)
        state = self._memory.get(self._successor(state.incident_id)) or state
        if state.members and state.incident.extent == "aggregate":
            self._cover(state)
            return
        near = sums.sums_near(self._memory, state)
        covering = (one for one in self._memory.pointing_at(state.incident_id) if one.incident.covers)
        for name in {total.incident_id: None for total in (*covering, *near)}:
            if (total := self._memory.get(name)) and total.members:
                self._cover(total)

    def _decide(self, doubtful: LinkState, other: LinkState) -> None:
        """End the doubt whether an incident is another one, where what is now known of that ends it."""
        if doubtful.incident.perhaps != other.incident_id:
            return
        articles = {event.article_id for event in doubtful.events.values()}
        if other.incident.merged_into or not other.members:
            self._doubt(doubtful, other.incident.merged_into)
        elif any(event.article_id in articles for event in other.events.values()):
            self._doubt(doubtful, None)
        elif like(self._memory, other, doubtful):
            self._merge(other.incident_id, doubtful.incident_id)

    def _doubt(self, state: LinkState, perhaps: str | None) -> None:
        perhaps = None if perhaps == state.incident_id else perhaps
        self._put(state.incident_id, state.members, state.events, state, None, {"perhaps": perhaps})

    def _cover(self, total: LinkState) -> None:
        """Find again what a sum covers; a region's report that turns out to be one becomes a sum."""
        first = self._memory.traits(total)[0]
        if first.aggregate:
            found = sums.parts(self._memory, first)
            members = total.members
        else:
            found = sums.exact_parts(self._memory, first)
            members = tuple(one.model_copy(update={"extent": "aggregate"}) for one in total.members)
        kept = (self._successor(name) for name in total.incident.covers)
        covers = tuple(dict.fromkeys((*kept, *(state.incident_id for state in found))))
        covers = tuple(name for name in covers if (state := self._memory.get(name)) and state.members)
        if covers != total.incident.covers:
            self._put(total.incident_id, members, total.events, total, None, {"covers": covers})

    def _successor(self, name: str) -> str:
        state = self._memory.get(name)
        return state.incident.merged_into if state and state.incident.merged_into else name

    def _own(self, event: Event, content: str) -> str:
        """Give the id of the incident that an event opens, which it may have opened before and left empty.

        Where it has left others behind in it, or it was merged, its next incident is another one.
        """
        names = (event.event_id, f"{event.event_id}/{content}", f"{event.event_id}/{content}/{event.extracted_at}")
        ids = [incident_id(name) for name in names]
        states = ((name, self._memory.get(name)) for name in ids)
        return next((name for name, known in states if not known or known.incident.status == "retracted"), ids[-1])

    def _join(self, name: str, known: LinkState | None, event: Event, content: str, held: Mapping[str, Any]) -> None:
        events = (known.events if known else {}) | {event.event_id: linked_event(event, content)}
        self._memory.tell(said_at(event))
        self._put(name, _placed(known.members if known else (), event), events, known, event, held)

    def _leave(self, home: LinkState, event_id: str, cause: Event | None) -> None:
        """Let an event go; `cause` is its newest version, None where its words are forgotten already."""
        events = {name: one for name, one in home.events.items() if name != event_id}
        members = tuple(one for one in home.members if one.event_id != event_id)
        self._put(home.incident_id, members, events, home, cause, {})
        self._settle(self._memory.get(home.incident_id))

    def _merge(self, one: str, other: str) -> None:
        """Merge two incidents, the one opened later into the earlier."""
        states = (self._memory.get(one), self._memory.get(other))
        found = [state for state in states if state and state.members]
        if len(found) < 2:
            return
        stays, goes = sorted(found, key=lambda state: (state.incident.first_seen, state.incident_id))
        self._gone(goes, stays.incident_id)
        for name in goes.incident.merged_from:
            if (earlier := self._memory.get(name)) and earlier.incident.status == "merged":
                self._gone(earlier, stays.incident_id)
        members = sorted((*stays.members, *goes.members), key=lambda event: (said_at(event), event.event_id))
        merged_from = (*stays.incident.merged_from, goes.incident_id, *goes.incident.merged_from)
        held = {"merged_from": tuple(dict.fromkeys(merged_from))[-MOST_COPIES:]}
        self._put(stays.incident_id, tuple(members), stays.events | goes.events, stays, members[-1], held)
        self._settle(self._memory.get(goes.incident_id))

    def _gone(self, state: LinkState, into: str) -> None:
        """Write the last state of an incident that is part of another now."""
        last = {"status": "merged", "merged_into": into, "perhaps": None, "covers": ()}
        incident = state.incident.model_copy(update={**last, "revision": state.incident.revision + 1})
        self._remember(state.model_copy(update={"incident": incident, "events": {}, "members": ()}))

    def _put(
        self,
        name: str,
        members: tuple[Event, ...],
        events: dict[str, LinkedEvent],
        known: LinkState | None,
        cause: Event | None,
        held: Mapping[str, Any],
    ) -> None:
        """Write an incident's new state; `held` is what does not follow from its events."""
        events = dict(list(events.items())[-MOST_EVENTS:])
        members = tuple(one for one in members if one.event_id in events)[-MOST_MEMBERS:]
        before = known.incident if known else None
        incident = assemble(name, Material(members, events, self._memory.article, held), before, cause)
        self._remember(
            LinkState(incident_id=name, incident=incident, events=events, members=members, now=self._memory.now)
        )

    def _remember(self, state: LinkState) -> None:
        state = state.model_copy(update={"turn": self._memory.next_turn(), "now": self._memory.now})
        self._memory.remember(state)
        self._changed.pop(state.incident_id, None)
        self._changed[state.incident_id] = state

    def receipt(self, receipt: Receipt) -> None:
        """Take in a receipt; the newest run counts."""
        known = self._memory.article(receipt.article_id)
        run = (receipt.revision, receipt.extracted_at)
        if (newest := _run(known)) and newest >= run:
            return
        values = {"revision": receipt.revision, "extracted_at": receipt.extracted_at, "event_ids": receipt.event_ids}
        self._note((known or LinkedArticle(article_id=receipt.article_id)).model_copy(update=values))
        for event_id in self._memory.told_by(receipt.article_id):
            home = self._memory.home(event_id)
            if home and event_id not in receipt.event_ids and _run_of(home.events[event_id]) <= run:
                self._leave(home, event_id, _member_of(home, event_id))

    def copy(self, report: DuplicateReport) -> None:
        """Take in a copy; an article that was only sent again is none."""
        known = self._memory.article(report.original_id) or LinkedArticle(article_id=report.original_id)
        counted = {copy.article_id for copy in known.copies}
        if report.article_id in {report.original_id, *counted} or len(counted) >= MOST_COPIES:
            return
        copies = (*known.copies, ArticleCopy(article_id=report.article_id, source=report.source))
        self._note(known.model_copy(update={"copies": copies}))
        for home in self._homes(report.original_id):
            self._put(home.incident_id, home.members, home.events, home, None, {})

    def _homes(self, article_id: str) -> Iterable[LinkState]:
        found = (self._memory.home(event_id) for event_id in self._memory.told_by(article_id))
        return {home.incident_id: home for home in found if home}.values()

    def _note(self, article: LinkedArticle) -> None:
        article = article.model_copy(update={"turn": self._memory.next_turn()})
        self._memory.note(article)
        self._changed[f"article/{article.article_id}"] = article


def _member_of(home: LinkState | None, event_id: str) -> Event | None:
    return next((one for one in home.members if one.event_id == event_id), None) if home else None


def _placed(members: tuple[Event, ...], new: Event) -> tuple[Event, ...]:
    """Put an event in its old place among the members, or at the end."""
    if all(one.event_id != new.event_id for one in members):
        return (*members, new)
    return tuple(new if one.event_id == new.event_id else one for one in members)


def _older(event: Event, known: LinkedEvent) -> bool:
    return run_of(event) < _run_of(known)


def _run_of(known: LinkedEvent) -> tuple[int, datetime]:
    return known.revision, known.extracted_at


def _run(article: LinkedArticle | None) -> tuple[int, datetime] | None:
    """Give the newest run of an article, if its receipt has come."""
    if article is None or article.revision is None or article.extracted_at is None:
        return None
    return article.revision, article.extracted_at
