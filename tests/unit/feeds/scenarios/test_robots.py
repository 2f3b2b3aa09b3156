"""robots.txt before article pages (RFC 9309), and the pace at which a host's pages are fetched."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from played_web import Request, Write, answer, redirect, rss
from scenarios_articles import TITLE, html, is_whole, item, note, page, read

from pipeline.feeds import robots
from pipeline.feeds.hosts import AT_ONCE, PAUSE
from pipeline.feeds.worker import ParserLost

REFUSED: Final = "its site's robots.txt does not allow it"


def rules(text: str, **how: str) -> bytes:
    """Give an answer with rules."""
    return answer(text, content_type="text/plain", **how)


def test_a_site_without_rules() -> None:
    """404 says that everything may be fetched; it is asked before the page."""
    ended = read()
    assert is_whole(ended)
    assert ended.web.paths() == ["/feed", "/robots.txt", "/story"]


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: *\nDisallow: /st",
        "User-agent: frontwire\nDisallow: /story\n\nUser-agent: *\nAllow: /",
        "User-Agent: FrontWire\nDISALLOW: /story",
        "user-agent: *\ndisallow: /*ory$",
        "\ufeffUser-agent: *\nDisallow: /",
        "User-agent: other\nUser-agent: *\nDisallow: /story # for all",
        "User-agent: *\rDisallow: /\r",
    ],
)
def test_a_page_that_is_disallowed(text: str) -> None:
    """It is not fetched; the article goes out with its summary, and says why."""
    ended = read(robots=rules(text))
    assert note(ended) == REFUSED
    assert "/story" not in ended.web.paths()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: *\nDisallow: /admin",
        "User-agent: *\nDisallow: /\nAllow: /story",
        "User-agent: other\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: Frontwire\nAllow: /",
        "<!doctype html><html><body>Not found</body></html>",
        "\0\1\2",
    ],
)
def test_a_page_that_is_allowed(text: str) -> None:
    """The longest rule decides, the group that names us before the one for all; what is no rule forbids nothing."""
    assert is_whole(read(robots=rules(text)))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_rules_that_are_unavailable(status: int) -> None:
    """Any 4xx says that there are none."""
    assert is_whole(read(robots=answer(status=status)))


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_rules_that_are_unreachable(status: int) -> None:
    """Where they may exist and cannot be had, nothing is fetched."""
    assert note(read(robots=answer(status=status))) == REFUSED


def test_rules_that_never_come() -> None:
    """Silence is unreachable too."""

    async def play(request: Request, write: Write) -> None:
        await asyncio.Event().wait()

    assert note(read(robots=play)) == REFUSED


def test_rules_that_have_moved() -> None:
    """A redirect is followed, also to another host."""

    def play(request: Request) -> bytes:
        return redirect(f"http://other.example:{request.headers['Host'].partition(':')[2]}/r")

    assert note(read(robots=play, plays={"other.example/r": rules("User-agent: *\nDisallow: /")})) == REFUSED


def test_rules_that_lead_in_circles() -> None:
    """They cannot be had."""
    assert note(read(robots=redirect("/robots.txt"))) == REFUSED


def test_rules_that_are_very_long() -> None:
    """What stands within the first half of a megabyte holds; the rest is not read."""
    first = "User-agent: *\nDisallow: /story\n"
    assert note(read(robots=rules(first + "# x\n" * 300_000))) == REFUSED
    assert is_whole(read(robots=rules("# x\n" * 300_000 + first)))


def test_rules_that_cost_their_parser() -> None:
    """They are asked for and read once, forbid all, and cost no page of another site."""
    asked: list[str] = []

    async def ask(function: Callable[..., Any], *arguments: Any) -> Any:
        if function is robots.verdict:
            asked.append(arguments[1])
            raise ParserLost("no answer within 20 s")
        return function(*arguments)

    items = [item(f"/{n}", title=f"{TITLE} {n}") for n in range(3)]
    ended = read(items=items, robots=rules("User-agent: *\nDisallow: /x"), ask=ask)
    assert len(asked) == 1
    assert [article.remarks for article in ended.articles] == [(f"its page was not read: {REFUSED}",)] * 3


def test_rules_are_asked_for_once() -> None:
    """Three pages of one site, one robots.txt."""
    items = [item(f"/{n}") for n in range(3)]
    ended = read(items=items, plays={f"/{n}": html(page()) for n in range(3)})
    assert ended.web.paths().count("/robots.txt") == 1
    assert all(not article.remarks for article in ended.articles)


def test_rules_are_not_remembered_without_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room the oldest are forgotten, and asked for again when they are needed."""
    monkeypatch.setattr(robots, "MOST_BYTES", 5_000)
    hosts = ["a.example", "b.example", "c.example"]

    def feed(request: Request) -> bytes:
        port = request.headers["Host"].partition(":")[2]
        return answer(rss(*(item(f"http://{host}:{port}/story", title=f"{TITLE} {next(numbers)}") for host in hosts)))

    numbers = iter("123456789")
    ended = read(feed=feed, polls=2)
    asked = [request.host for request in ended.web.asked if request.path == "/robots.txt"]
    assert sorted(set(asked)) == hosts
    assert len(asked) > 3


def test_rules_are_asked_for_again_after_a_day() -> None:
    """With the validators that came: an unchanged file still holds."""
    assert timedelta(days=1) == robots.KEPT

    def play(request: Request) -> bytes:
        return (
            answer(status=304)
            if "If-None-Match" in request.headers
            else rules("User-agent: *\nDisallow: /", etag='"1"')
        )

    feeds = iter(answer(rss(item(title=f"{word} shells in Kadugli market"))) for word in ("First", "Second", "Third"))
    ended = read(robots=play, feed=lambda _: next(feeds), polls=3, bounds=(90_000, 100_000))
    asked = [request.headers.get("If-None-Match") for request in ended.web.asked if request.path == "/robots.txt"]
    assert asked == [None, '"1"', '"1"']
    assert [article.remarks[0].partition(": ")[2] for article in ended.articles] == [REFUSED] * 3


def test_a_page_that_is_redirected_to_one_that_is_disallowed() -> None:
    """Each hop is judged by the rules of its own site."""

    def play(request: Request) -> bytes:
        return redirect(f"http://other.example:{request.headers['Host'].partition(':')[2]}/there")

    ended = read(play, plays={
        "other.example/robots.txt": rules("User-agent: *\nDisallow: /"), "/there": html(page()),
    })  # fmt: skip
    assert note(ended) == REFUSED
    assert "/there" not in ended.web.paths()


def test_pages_of_one_host_come_one_a_second() -> None:
    """A feed with many new articles is no burst of requests."""
    ended = read(items=[item(f"/{n}") for n in range(5)], plays={f"/{n}": html(page()) for n in range(5)})
    assert sum(slept >= PAUSE.total_seconds() for slept in ended.time.slept) >= 4


def test_a_host_that_asks_for_a_pause() -> None:
    """Crawl-delay is kept."""
    items, plays = [item(f"/{n}") for n in range(3)], {f"/{n}": html(page()) for n in range(3)}
    ended = read(items=items, plays=plays, robots=rules("User-agent: *\nCrawl-delay: 15"))
    assert max(ended.time.slept) >= 15
    assert all(not article.remarks for article in ended.articles)


def test_a_host_that_asks_for_a_pause_that_is_too_long() -> None:
    """News cannot wait: some of the newest pages are read, the others go out with their summaries."""
    items, plays = [item(f"/{n}") for n in range(9)], {f"/{n}": html(page()) for n in range(9)}
    ended = read(items=items, plays=plays, robots=rules("User-agent: *\nCrawl-delay: 25"))
    noted = [bool(article.remarks) for article in ended.articles]
    assert noted[:4] == [True] * 4
    assert not all(noted)
    assert "comes too late for news" in ended.articles[0].remarks[0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_has_had_enough(status: int) -> None:
    """After a 429 or 503 no more of its pages are asked for until its Retry-After is over."""
    items = [item(f"/{n}") for n in range(4)]
    ended = read(items=items, plays={f"/{n}": answer(status=status, retry_after="1800") for n in range(4)})
    asked = [path for path in ended.web.paths() if path[1:].isdigit()]
    assert len(asked) <= AT_ONCE
    assert all(article.remarks for article in ended.articles)
