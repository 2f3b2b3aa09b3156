"""The contract's table as a state machine, against a model that knows nothing of versions, windows or indexes."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pipeline.contract import Article, DedupeState, DuplicateReport, decode, encode
from pipeline.dedupe.decide import MOST_WORDED
from pipeline.stages.dedupe import Dedupe
from pipeline.stages.message import Emitted, Incoming

NAMES = st.sampled_from("abcde")
STORY = (
    "Gunmen on motorcycles attacked the weekly market of Dourbe on Sunday, the mayor said. Several shops were burned "
    "and the wounded were taken to the hospital of the provincial capital by their relatives."
)
NEAR = {STORY, STORY.replace("taken", "brought"), f"{STORY} (Reporting by Ann Oll)"}
"""Each is a near-copy of the others."""
OTHER = STORY.replace("Sunday", "Monday")
WORDS = st.sampled_from(["One dead.", "Two dead.", "", *sorted(NEAR), OTHER])

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
        reason, copied = ("", None) if known else self._copied(words)
        known[words] = copied or name
        if copied:
            return name, reason, copied
        self._forwarded.append((name, words))
        return name, "forward", sum(one == name for one, _ in self._forwarded)

    def _copied(self, words: str) -> tuple[str, str | None]:
        """Give the earliest article that has the words or, of its newest, nearly the words."""
        if same := [name for name, other in self._forwarded if words and other == words]:
            return "content", same[0]
        near = [name for name, other in self._compared() if {words, other} <= NEAR]
        return "near", near[0] if near else None

    def _compared(self) -> list[tuple[str, str]]:
        """Give the forwarded texts that a near-copy is compared with."""
        compared: list[tuple[str, str]] = []
        for name, words in reversed(self._forwarded):
            if words and [one for one, _ in compared].count(name) < MOST_WORDED:
                compared.insert(0, (name, words))
        return compared


class Dedupes(RuleBasedStateMachine):
    """Articles come, are delivered again, and the process is killed, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Dedupe()
        self.model = Model()
        self.log: list[bytes] = []
        self.said: list[Said] = []
        self.written: list[tuple[bytes, bytes | None]] = []

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

    @rule(compacted=st.booleans())
    def is_killed(self, *, compacted: bool) -> None:
        """A successor reads the state topic, of which older records are gone or not."""
        self.stage = Dedupe()
        newest = {key: number for number, (key, _) in enumerate(self.written)}
        for number, (key, value) in enumerate(self.written):
            if value is None:
                self.stage.drop(key)
            elif not compacted or newest[key] == number:
                self.stage.restore(value)

    @invariant()
    def states_are_of_their_keys(self) -> None:
        """The state topic can be compacted."""
        assert all(decode(DedupeState, value).article_id.encode() == key for key, value in self.written if value)

    def _delivered(self, offset: int) -> Said:
        verdict = self.stage(Incoming("articles", 0, offset, b"key", self.log[offset]))
        assert isinstance(verdict, Emitted)
        answer, *records = verdict.outputs
        for record in records:
            assert record.key is not None
            self.written.append((record.key, record.value))
        if answer.topic == "articles.unique":
            article = decode(Article, answer.value)
            return article.article_id, "forward", article.revision
        report = decode(DuplicateReport, answer.value)
        return report.article_id, report.reason, report.original_id


TestDedupe = Dedupes.TestCase
TestDedupe.settings = settings(deadline=None)
