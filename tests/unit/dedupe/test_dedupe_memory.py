"""What dedupe remembers, how long, and that it does not matter how the memory was filled."""

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract import Article, DedupeState
from pipeline.dedupe import Decision, Memory, decide

START = datetime(2024, 1, 1, tzinfo=UTC)


def article(number: int, day: float, words: str | None = None) -> Article:
    """Give an article of a day, with words of its own unless others are given."""
    text = words or f"Report {number}."
    return Article(article_id=f"a{number}", text=text, published=START + timedelta(days=day))


def feed(memory: Memory, log: list[Article], start: int = 0) -> tuple[list[Decision], list[str]]:
    """Give the decisions on a log, and the ids that were forgotten meanwhile."""
    decisions, forgotten = [], []
    for offset, one in enumerate(log, start):
        decisions.append(decide(memory, one, offset))
        if state := decisions[-1].state:
            memory.remember(state)
            forgotten += memory.forget()
    return decisions, forgotten


def test_what_is_older_than_a_week_by_the_log_is_forgotten() -> None:
    """A thousand articles, forty a day, leave a week and the recent ones behind."""
    memory = Memory(recent=10)
    _, forgotten = feed(memory, [article(n, n / 40) for n in range(1000)])
    assert set(forgotten) == {f"a{n}" for n in range(len(forgotten))}
    assert 7 * 40 <= len(memory) <= 10 * 40


def test_false_dates_in_the_future_make_nobody_forget() -> None:
    """Some articles dated 2099 do not push the others out of the window."""
    memory = Memory(recent=10)
    log = [article(n, n / 100) for n in range(300)]
    log[50:50] = [article(1000 + n, 27_000) for n in range(20)]
    assert feed(memory, log)[1] == []


def test_recent_arrivals_are_kept_whatever_their_date() -> None:
    """An old article replayed into today's stream can still be recognised when it is delivered again."""
    memory = Memory(recent=50)
    feed(memory, [article(n, 100 + n / 100) for n in range(300)])
    old = article(999, 0)
    first, _ = feed(memory, [old], start=300)
    feed(memory, [article(1000 + n, 104) for n in range(20)], start=301)
    assert decide(memory, old, 300).version == first[0].version


def test_a_forgotten_article_is_in_no_index() -> None:
    """Its words are news again."""
    memory = Memory(recent=1)
    feed(memory, [article(0, 0, "The same words."), *(article(n, 30 + n / 100) for n in range(1, 300))])
    assert memory.get("a0") is None
    assert decide(memory, article(500, 0.1, "The same words."), 400).version.revision == 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("abc"), st.integers(0, 20)), max_size=40))
def test_a_memory_that_was_rebuilt_decides_as_the_one_that_was_lost(rows: list[tuple[int, str, int]]) -> None:
    """The newest record of each article, in the order of their writing, is the whole memory."""
    log = [article(number, day, words) for number, words, day in rows]
    memory, topic = Memory(), dict[str, DedupeState]()
    for decision in feed(memory, log)[0]:
        if decision.state:
            topic.pop(decision.state.article_id, None)
            topic[decision.state.article_id] = decision.state
    rebuilt = Memory()
    for state in topic.values():
        rebuilt.remember(state)
    probes = [article(n, day, words) for n in range(8) for words in "abcd" for day in (0, 10)]
    assert [decide(rebuilt, one, 99).version for one in probes] == [decide(memory, one, 99).version for one in probes]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abcde")), max_size=30), st.randoms(use_true_random=False))
def test_delivering_any_stretch_of_the_log_again_changes_nothing(
    rows: list[tuple[int, str]], chance: random.Random
) -> None:
    """At-least-once delivery ends as if once: each offset has one outcome, however often it is delivered."""
    log = [article(number, 0, words) for number, words in rows]
    once = [decision.version for decision in feed(Memory(), log)[0]]
    memory, position = Memory(), 0
    while position < len(log):
        back = chance.randint(0, position)
        end = chance.randint(position, len(log) - 1) + 1
        again, _ = feed(memory, log[back:end], start=back)
        assert [decision.version for decision in again] == once[back:end]
        position = end
