"""The Faust agents without a broker: what they take, what they send and in which order, and how they end."""

import asyncio
from collections.abc import Callable

import pytest
from fake_outbox import FakeOutbox, running

import agents.dedupe
import agents.extract
import agents.link
import agents.service
from agents.service import Service
from pipeline.contract import Article, encode
from pipeline.errors import Fatal
from pipeline.kafka.dead_letters import REDRIVE_FOR
from pipeline.settings import Settings
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Outgoing, Verdict

SETTINGS = Settings(bootstrap_servers="127.0.0.1:1", topic_prefix="test.")
NAMED_BY_FAUST = {"dedupe": b"test.articles", "link": b"<internal>"}
"""The topic of a message that a test puts in: where an agent reads several, Faust's test context names none of them."""


def article(name: str, words: str = "Shells fell.") -> bytes:
    """Give an article's bytes."""
    return encode(Article(article_id=name, text=words))


def built(build: Callable[[Settings], Service], outbox: FakeOutbox) -> Service:
    """Give a service that sends into a fake outbox."""
    service = build(SETTINGS)
    service.outbox = outbox
    return service


def topics(wave: list[Outgoing]) -> list[str]:
    """Give where a wave goes."""
    return [output.topic for output in wave]


def told(output: Outgoing) -> dict[str, bytes]:
    """Give the headers of a message."""
    return dict(output.headers)


def test_dedupe_sends_outputs_and_state_in_one_wave() -> None:
    """One wave is one transaction."""

    async def scenario() -> None:
        outbox = FakeOutbox()
        async with running(built(agents.dedupe.build, outbox)) as agent:
            for name in ("a", "b"):
                await agent.put(article(name), key=name.encode(), wait=False)
            sent = topics(await outbox.wave())
        assert sent == ["articles.unique", "dedupe.state", "articles.duplicate", "dedupe.state"]

    asyncio.run(scenario())


@pytest.mark.parametrize("build", [agents.dedupe.build, agents.link.build])
def test_poison_goes_to_the_dead_letters_untouched(build: Callable[[Settings], Service]) -> None:
    """With topic, stage and reason in the headers, under its own key."""

    async def scenario() -> None:
        outbox = FakeOutbox()
        service = built(build, outbox)
        async with running(service) as agent:
            await agent.put(b"\x00\xff", key=b"k", wait=False)
            (letter,) = await outbox.wave()
        assert (letter.topic, letter.key, letter.value) == ("dead-letters", b"k", b"\x00\xff")
        assert told(letter)["error"].startswith(b"not JSON")
        assert told(letter)["topic"] == NAMED_BY_FAUST[service.name]
        assert told(letter)["stage"] == service.name.encode()

    asyncio.run(scenario())


def test_a_message_after_poison_is_processed() -> None:
    """In the same batch."""

    async def scenario() -> None:
        outbox = FakeOutbox()
        async with running(built(agents.dedupe.build, outbox)) as agent:
            for value in (b"{", article("a")):
                await agent.put(value, key=b"k", wait=False)
            assert topics(await outbox.wave()) == ["dead-letters", "articles.unique", "dedupe.state"]

    asyncio.run(scenario())


def test_what_was_redriven_for_another_stage_is_skipped() -> None:
    """It was done here before."""

    async def scenario() -> None:
        outbox = FakeOutbox()
        async with running(built(agents.dedupe.build, outbox)) as agent:
            await agent.put(article("a"), key=b"a", headers=[(REDRIVE_FOR, b"store")], wait=False)
            await agent.put(article("b"), key=b"b", headers=[(REDRIVE_FOR, b"dedupe")], wait=False)
            wave = await outbox.wave()
        assert [output.key for output in wave] == [b"b", b"b"]

    asyncio.run(scenario())


class Gate(asyncio.Event):
    """Says when somebody waits before it."""

    def __init__(self) -> None:
        """Be shut."""
        super().__init__()
        self.reached = asyncio.Event()

    async def wait(self) -> bool:
        """Wait until it is open."""
        self.reached.set()
        return await super().wait()


def test_nothing_is_processed_before_the_assignment_is_taken_over() -> None:
    """Until then the state is another's, or not yet read."""

    async def scenario() -> None:
        outbox = FakeOutbox()
        service = built(agents.dedupe.build, outbox)
        async with running(service) as agent:
            service.ready = Gate()
            await agent.put(article("a"), key=b"a", wait=False)
            await service.ready.reached.wait()
            assert outbox.waves.empty()
            service.ready.set()
            assert topics(await outbox.wave()) == ["articles.unique", "dedupe.state"]

    asyncio.run(scenario())


class FakeParsers:
    """Answers for the parser processes."""

    def __init__(self, *_: object) -> None:
        """Take what the parsers take."""

    async def open(self) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""

    async def extract(self, articles: list[Incoming], _noted: Callable[[], None]) -> list[Verdict]:
        """Find one event in each article, and poison in what is no article."""
        return [self._one(one) for one in articles]

    def _one(self, one: Incoming) -> Verdict:
        receipt = Outgoing("articles.extracted", one.key, b"receipt")
        if one.value == b"poison":
            return DeadLettered("no answer", 2, receipt)
        return Emitted((Outgoing("events", b"e", one.value),), receipt)


def test_extract_sends_receipts_when_all_else_is_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events and dead letters are one wave, the receipts the next."""
    monkeypatch.setattr(agents.extract, "Parsers", FakeParsers)

    async def scenario() -> None:
        outbox = FakeOutbox()
        async with running(built(agents.extract.build, outbox)) as agent:
            for value in (b"good", b"poison"):
                await agent.put(value, key=b"k", wait=False)
            first, second = await outbox.wave(), await outbox.wave()
        assert topics(first) == ["events", "dead-letters"]
        assert told(first[1])["attempts"] == b"2"
        assert topics(second) == ["articles.extracted"] * 2

    asyncio.run(scenario())


class Died(BaseException):
    """Stands for the end of the process."""


def test_a_batch_that_cannot_be_acknowledged_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Faust would commit it."""

    async def scenario() -> None:
        end: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def die(stage: str, error: BaseException) -> None:
            end.set_result(f"{stage}: {error}")

        monkeypatch.setattr(agents.service, "die", die)
        async with running(built(agents.dedupe.build, FakeOutbox(OSError("fenced")))) as agent:
            await agent.put(article("a"), key=b"a", wait=False)
            async with asyncio.timeout(10):
                assert await end == "dedupe: fenced"

    asyncio.run(scenario())


def test_the_end_of_the_process_is_immediate_and_asks_for_a_new_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One clear line, and status 75."""
    ends: list[int] = []
    monkeypatch.setattr(agents.service.os, "_exit", ends.append)
    agents.service.die("link", OSError("no broker"))
    assert ends == [Fatal.exit_status]
    assert [record.getMessage() for record in caplog.records] == [
        "link cannot go on and is to be started again: OSError: no broker"
    ]
