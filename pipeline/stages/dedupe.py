"""Dedupe: an article goes on to extraction, or is reported as a copy; what is remembered is written beside it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.contract import Article, DedupeState, DuplicateReport, decode, encode
from pipeline.dedupe import Decision, Memory, decide
from pipeline.errors import BadMessage
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Outgoing, Verdict

LARGEST_RECORD: Final = 60_000
"""Bytes of a state or a report: their topics take 64 KiB."""


class Dedupe:
    """The stage with its memory. Its messages come in the order of one log."""

    sources = ("articles",)
    state = "dedupe.state"

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = Memory() if memory is None else memory

    @property
    def restores(self) -> Mapping[str, Callable[[bytes], None]]:
        """What takes in a record of each state topic."""
        return {self.state: self.restore}

    @property
    def drops(self) -> Mapping[str, Callable[[bytes], None]]:
        """What forgets the key of a record that was deleted: the topic is restored as it is read."""
        return {self.state: self.drop}

    def restore(self, value: bytes) -> None:
        """Take in a record of the state topic."""
        self.memory.restore(value)

    def drop(self, key: bytes) -> None:
        """Forget an article whose record on the state topic was deleted."""
        self.memory.drop(key.decode())

    def __call__(self, incoming: Incoming) -> Verdict:
        """Give the verdict on an article, and remember it: a message after it finds it."""
        try:
            article = decode(Article, incoming.value)
        except BadMessage as error:
            return DeadLettered(str(error))
        decision = decide(self.memory, article, incoming.offset)
        answer, record = _answer(decision, incoming), _record(decision)
        if max(record.size if record else 0, answer.size if decision.version.reason else 0) > LARGEST_RECORD:
            return DeadLettered(f"its id, URL and source are longer than the {LARGEST_RECORD:,} bytes to remember")
        return Emitted((answer, *self._remember(decision.state, record)))

    def _remember(self, state: DedupeState | None, record: Outgoing | None) -> Iterator[Outgoing]:
        if state is None or record is None:
            return
        self.memory.remember(state, record.value)
        yield record
        yield from (Outgoing(self.state, article_id.encode(), None) for article_id in self.memory.forget())


def _record(decision: Decision) -> Outgoing | None:
    state = decision.state
    return Outgoing(Dedupe.state, state.article_id.encode(), encode(state)) if state else None


def _answer(decision: Decision, incoming: Incoming) -> Outgoing:
    """Give what the message becomes: the same bytes each time it is delivered."""
    if decision.version.revision is None:
        report = _report(decision, incoming)
        return Outgoing("articles.duplicate", report.original_id.encode(), encode(report), incoming.carried)
    article = decision.article
    return Outgoing("articles.unique", article.article_id.encode(), encode(article), incoming.carried)


def _report(decision: Decision, incoming: Incoming) -> DuplicateReport:
    article, version = decision.article, decision.version
    return DuplicateReport(
        article_id=article.article_id,
        original_id=version.original_id or article.article_id,
        reason=version.reason or "repeat",
        similarity=version.similarity,
        source=article.source,
        url=article.url,
        published=article.published,
        seen=incoming.sent,
    )
