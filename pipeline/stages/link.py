"""Link: an event becomes the whole current state of its incident; what is remembered is written beside it.

It reads receipts too, which withdraw events, and reports of copies, which are further sources. The three topics have no
common order: what receipts and copies do does not depend on which of them comes first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from pipeline.contract import DuplicateReport, Event, Incident, LinkedArticle, LinkState, Receipt, decode, encode
from pipeline.errors import BadMessage
from pipeline.incidents import Memory, count, link, withdraw
from pipeline.incidents.link import member
from pipeline.stages.message import DeadLettered, Emitted, Headers, Incoming, Outgoing, Verdict

LARGEST_MEMBER: Final = 8_000
"""Bytes of an event without its evidence; a sound one has two thousand."""
LARGEST_COPY: Final = 1_000
"""Bytes of a copy's id and source."""

Changes = Iterable[LinkState | LinkedArticle]


class Link:
    """The stage with its memory. Events come in the order of one log."""

    sources = ("events", "articles.extracted", "articles.duplicate")
    state = "link.state"
    articles = "link.articles"

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = Memory() if memory is None else memory

    @property
    def restores(self) -> Mapping[str, Callable[[bytes], None]]:
        """What takes in a record of each state topic."""
        return {
            self.state: lambda value: self.memory.remember(decode(LinkState, value)),
            self.articles: lambda value: self.memory.note(decode(LinkedArticle, value)),
        }

    @property
    def drops(self) -> Mapping[str, Callable[[bytes], None]]:
        """None: its topics are read whole, and then what is there is restored."""
        return {}

    def __call__(self, incoming: Incoming) -> Verdict:
        """Give the verdict on a message, and remember it: a message after it finds it."""
        try:
            changes = self._changes(incoming)
        except BadMessage as error:
            return DeadLettered(str(error))
        outputs = (output for change in changes for output in self._outputs(change, incoming.carried))
        return Emitted((*outputs, *self._forgotten()))

    def _changes(self, incoming: Incoming) -> Changes:
        """Take a message in; of its topic's name the end is the contract's, before it is the site's prefix."""
        if incoming.topic.endswith("articles.extracted"):
            return withdraw(self.memory, decode(Receipt, incoming.value))
        if incoming.topic.endswith("articles.duplicate"):
            return count(self.memory, _report(incoming))
        return link(self.memory, _event(incoming))

    def _outputs(self, change: LinkState | LinkedArticle, carried: Headers) -> Iterator[Outgoing]:
        if isinstance(change, LinkedArticle):
            yield Outgoing(self.articles, change.article_id.encode(), encode(change))
            return
        key = change.incident_id.encode()
        yield Outgoing("incidents", key, encode(change.incident), carried)
        yield Outgoing(self.state, key, encode(change))

    def _forgotten(self) -> Iterator[Outgoing]:
        """Write the last state of incidents that are over, and of merged ones the end."""
        for gone in self.memory.forget():
            if isinstance(gone, LinkedArticle):
                yield Outgoing(self.articles, gone.article_id.encode(), None)
            else:
                key = gone.incident_id.encode()
                yield Outgoing("incidents", key, _closed(gone.incident))
                yield Outgoing(self.state, key, None)


def _event(incoming: Incoming) -> Event:
    event = decode(Event, incoming.value)
    size = len(encode(member(event)))
    if size > LARGEST_MEMBER:
        raise BadMessage(f"an event of {size:,} bytes without its evidence is too large to link ({LARGEST_MEMBER:,})")
    return event


def _report(incoming: Incoming) -> DuplicateReport:
    report = decode(DuplicateReport, incoming.value)
    if len(report.article_id) + len(report.source or "") > LARGEST_COPY:
        raise BadMessage(f"a copy with more than {LARGEST_COPY:,} characters of id and source is too large to count")
    return report


def _closed(incident: Incident) -> bytes | None:
    """Give the last state of an incident that is over; a merged one ends with a tombstone."""
    if incident.status == "merged":
        return None
    status = incident.status if incident.status == "retracted" else "closed"
    return encode(incident.model_copy(update={"status": status, "revision": incident.revision + 1}))
