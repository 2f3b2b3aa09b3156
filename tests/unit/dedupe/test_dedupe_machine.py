"""The contract's table as a state machine, against a model that knows nothing of versions, windows or indexes."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pipeline.contract import Article, DedupeState, DuplicateReport, decode, encode
from pipeline.stages.dedupe import Dedupe
from pipeline.stages.message import Emitted, Incoming

NAMES = st.sampled_from("abcde")
WORDS = st.sampled_from(["One dead.", "Two dead.", "Three dead.", ""])

Said = tuple[str, str, int | str]
"""An id, and the revision with which it was forwarded or the reason and the original of the report."""


class Model:
    """The table, read literally; copies by URL have a test of their own."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, str]] = {}
        """Article ▸ content ▸ the article that has the events."""
        self._forwarded: list[tuple[str, str]] = []

    def decide(self, name: str, words: str) -> Said:
        """Say what becomes of an article that was not delivered before."""
        known = self._seen.setdefault(name, {})
        if words in known:
            return name, "repeat", known[words]
        copied = None if known else self._copied(words)
        known[words] = copied or name
        if copied:
            return name, "content", copied
        self._forwarded.append((name, words))
        return name, "forward", sum(one == name for one, _ in self._forwarded)

    def _copied(self, words: str) -> str | None:
        return next((name for name, other in self._forwarded if words and other == words), None)


class Dedupes(RuleBasedStateMachine):
    """Articles come, are delivered again, and the process is killed, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Dedupe()
        self.model = Model()
        self.log: list[bytes] = []
        self.said: list[Said] = []
        self.topic: dict[bytes | None, bytes] = {}

    @rule(name=NAMES, words=WORDS)
    def comes(self, name: str, words: str) -> None:
        """An article stands at the next offset."""
        self.log.append(encode(Article(article_id=name, text=words)))
        self.said.append(self.model.decide(name, words))
        assert self._delivered(len(self.log) - 1) == self.said[-1]

    @rule(data=st.data())
    def is_delivered_again(self, data: Any) -> None:
        """A stretch up to the end comes once more, as after a crash."""
        start = data.draw(st.integers(0, len(self.log)))
        assert [self._delivered(offset) for offset in range(start, len(self.log))] == self.said[start:]

    @rule()
    def is_killed(self) -> None:
        """A successor reads the state topic."""
        self.stage = Dedupe()
        for value in self.topic.values():
            self.stage.restore(value)

    @invariant()
    def states_are_of_their_keys(self) -> None:
        """The state topic can be compacted."""
        assert all(decode(DedupeState, value).article_id.encode() == key for key, value in self.topic.items())

    def _delivered(self, offset: int) -> Said:
        verdict = self.stage(Incoming("articles", 0, offset, b"key", self.log[offset]))
        assert isinstance(verdict, Emitted)
        answer, *records = verdict.outputs
        for record in records:
            self.topic.pop(record.key, None)
            if record.value is not None:
                self.topic[record.key] = record.value
        if answer.topic == "articles.unique":
            article = decode(Article, answer.value)
            return article.article_id, "forward", article.revision
        report = decode(DuplicateReport, answer.value)
        return report.article_id, report.reason, report.original_id


TestDedupe = Dedupes.TestCase
