"""Article pages where a feed has a summary only: what becomes of the article."""

import asyncio
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from played_web import CLOSED, START, Request, Write, answer, redirect, rss
from scenarios_articles import STORY, SUMMARY, TITLE, html, is_whole, item, note, page, read

from pipeline.contract import ids
from pipeline.feeds import page as page_module
from pipeline.feeds.draft import Draft, Origin
from pipeline.feeds.hosts import AT_ONCE
from pipeline.feeds.worker import ParserLost, Parsers, asking


def test_a_summary_becomes_the_story() -> None:
    """The text is the page's, title and summary stay the feed's, and the id is of the link as the feed had it."""
    ended = read()
    assert is_whole(ended)
    (article,) = ended.articles
    assert (article.title, article.summary) == (TITLE, SUMMARY)
    assert article.article_id == ids.article_id(
        url=ended.web.url("/story"), feed_id="f", guid=None, title=TITLE, text=SUMMARY
    )


def test_a_feed_that_has_the_whole_story() -> None:
    """Its page is not asked for."""
    ended = read(items=[f"<title>{TITLE}</title><link>/story</link><description>{'Words of it. ' * 200}</description>"])
    assert ended.web.paths() == ["/feed"]


@pytest.mark.parametrize("end", ["…", "...", "[...]", "[&amp;#8230;]", "Read more", "Continue reading →"])
def test_a_long_summary_that_ends_open(end: str) -> None:
    """It is a beginning, however long."""
    text = "Words of it. " * 60
    ended = read(items=[f"<title>{TITLE}</title><link>/story</link><description>{text}{end}</description>"],
                 story=html(page(STORY * 2)))  # fmt: skip
    assert "/story" in ended.web.paths()


def test_a_feed_whose_pages_are_never_to_be_read() -> None:
    """Its owner's choice."""
    ended = read(pages="never")
    assert ended.web.paths() == ["/feed"]
    assert ended.articles[0].remarks == ()


def test_a_feed_whose_pages_are_always_to_be_read() -> None:
    """Also where its text is long; the page is taken where it has more."""
    text = "Words of it, again and again. " * 15
    ended = read(items=[f"<title>{TITLE}</title><link>/story</link><description>{text}</description>"], pages="always")
    assert is_whole(ended)


def test_an_entry_without_a_link() -> None:
    """It has no page."""
    ended = read(items=[f"<title>{TITLE}</title><description>{SUMMARY}</description>"])
    assert (ended.articles[0].text, ended.articles[0].remarks) == (SUMMARY, ())


def test_what_the_page_adds() -> None:
    """Time, language and authors, where the feed has none."""
    head = (
        "<meta itemprop='datePublished' content='2023-09-19T05:30:00+02:00'><meta name='author' content='Amna Osman'>"
    )
    (article,) = read(html(page(head=head))).articles
    assert article.published == datetime(2023, 9, 19, 3, 30, tzinfo=UTC)
    assert (article.language, article.authors) == ("en-GB", ("Amna Osman",))


def test_what_the_feed_says_stands() -> None:
    """The page says otherwise, and the feed is believed."""
    head = "<meta itemprop='datePublished' content='2023-09-01T05:30:00Z'><meta name='author' content='Amna Osman'>"
    more = "<pubDate>Tue, 19 Sep 2023 03:00:00 GMT</pubDate><author>x@y.example (B. Other)</author>"
    (article,) = read(html(page(head=head)), items=[item(more=more)]).articles
    assert article.published == datetime(2023, 9, 19, 3, tzinfo=UTC)
    assert article.authors == ("B. Other",)


def test_a_page_that_is_dated_in_the_future() -> None:
    """The time of fetching stands for it."""
    head = "<meta property='article:published_time' content='2033-09-19T05:30:00Z'>"
    assert read(html(page(head=head))).articles[0].published == START


def test_the_canonical_address() -> None:
    """It becomes the article's; its id stays."""
    ended = read(html(page(head="<link rel='canonical' href='/2023/kadugli'>")))
    (article,) = ended.articles
    assert article.url == ended.web.url("/2023/kadugli")


@pytest.mark.parametrize("address", ["https://other.example/2023/kadugli", "/", "javascript:alert(1)", "https://[x"])
def test_a_canonical_address_that_cannot_be(address: str) -> None:
    """Of another site, of the front page, of nothing: where the page was stands."""
    ended = read(html(page(head=f"<link rel='canonical' href='{address}'>")))
    assert ended.articles[0].url == ended.web.url("/story")


def test_pages_that_are_all_redirected_within_their_host() -> None:
    """No page waits for the turn that it has itself."""
    items = [item(f"/{n}", title=f"{TITLE} {n}") for n in range(6)]
    plays = {f"/{n}": redirect(f"/{n}/") for n in range(6)} | {f"/{n}/": html(page()) for n in range(6)}
    assert [article.remarks for article in read(items=items, plays=plays).articles] == [()] * 6


def test_pages_that_are_redirected_to_each_others_hosts() -> None:
    """Nor for the turn of one who waits for it."""

    def play(request: Request) -> bytes:
        other = "b.example" if request.host == "a.example" else "a.example"
        return redirect(f"http://{other}:{request.headers['Host'].partition(':')[2]}{request.path}/")

    def feed(request: Request) -> bytes:
        port = request.headers["Host"].partition(":")[2]
        links = [f"http://{host}.example:{port}/{n}" for n in range(4) for host in "ab"]
        return answer(rss(*(item(link, title=f"{TITLE} {n}") for n, link in enumerate(links))))

    plays = {f"/{n}": play for n in range(4)} | {f"/{n}/": html(page()) for n in range(4)}
    assert [article.remarks for article in read(feed=feed, plays=plays).articles] == [()] * 8


def test_an_aggregators_link() -> None:
    """Where it leads is the article's address, and the host there its source."""

    def play(request: Request) -> bytes:
        return redirect(f"http://www.courier.example:{request.headers['Host'].partition(':')[2]}/there")

    ended = read(play, plays={"www.courier.example/there": html(page())})
    (article,) = ended.articles
    assert article.url == ended.web.url("/there", "www.courier.example")
    assert article.source == "courier.example"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>',
        '<meta itemprop="isAccessibleForFree" content="false">',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_declared_paywall(head: str) -> None:
    """The whole text may be there: its publisher does not want it read."""
    assert note(read(html(page(head=head)))) == "it is for subscribers only"


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading",
        "Already a subscriber? Sign in",
        "Cet article est réservé aux abonnés",
        "Dieser Artikel ist nur für Abonnenten",
        "Contenido exclusivo para suscriptores",
        "Материал доступен по подписке",
        "Sadece aboneler okuyabilir",
    ],
)
def test_a_paywall_that_speaks(words: str) -> None:
    """A beginning, and an offer: the article is left at its summary."""
    teaser = STORY[: STORY.index("</p>") + 4] * 2
    assert note(read(html(page(teaser, around=f"<div><p>{words}</p></div>")))) == "it is for subscribers only"


def test_a_paywall_that_is_an_element() -> None:
    """It is told by its class too."""
    teaser = STORY[: STORY.index("</p>") + 4] * 2
    assert note(read(html(page(teaser, around="<div class='c-paywall__box'></div>")))) == "it is for subscribers only"


def test_a_whole_story_with_an_offer_beside_it() -> None:
    """It is no paywall: the text is there."""
    around = "<aside class='paywall-teaser'>Already a subscriber? Sign in. We value your privacy.</aside>"
    assert is_whole(read(html(page(STORY * 2, around=around))))


def test_a_redirect_to_a_page_for_consent() -> None:
    """It is told by its host, whatever it says."""

    def play(request: Request) -> bytes:
        return redirect(f"http://consent.yahoo.com:{request.headers['Host'].partition(':')[2]}/v2")

    assert note(read(play, plays={"consent.yahoo.com/v2": html(page())})) == "it asks for consent first"


def test_a_page_that_asks_for_consent() -> None:
    """Its words are no article, however many."""
    asks = "<p>We value your privacy. We and our partners store and read information on your device.</p>" * 20
    assert note(read(html(page(asks, title="Courier")))) == "it asks for consent first"


@pytest.mark.parametrize(
    "title", ["Just a moment...", "Access Denied", "Attention Required! | Guard", "Are you a robot?"]
)
def test_a_page_that_tests_for_robots(title: str) -> None:
    """It is one, and goes away."""
    assert (
        note(read(html(page("<p>Checking your browser before you go on to the site.</p>", title=title))))
        == "it lets no robot in"
    )


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 451, 500])
def test_a_page_that_is_refused(status: int) -> None:
    """The article goes out with its summary and the status."""
    assert note(read(answer(status=status))).startswith(f"HTTP {status}")


@pytest.mark.parametrize("kind", ["application/pdf", "video/mp4", "image/jpeg", "application/json"])
def test_a_link_to_something_else(kind: str) -> None:
    """It is not read at all."""
    assert note(read(answer(b"x" * 100, content_type=kind))) == f"it is of another kind: {kind}"


def test_a_page_that_is_very_large() -> None:
    """It is read no further than five megabytes."""
    assert note(read(html(page(STORY + "<p>x</p>" * 700_000)))) == "it is larger than 5 MB"


def test_a_page_that_never_comes() -> None:
    """The article does not wait for it longer than the limit."""

    async def play(request: Request, write: Write) -> None:
        await asyncio.Event().wait()

    assert note(read(play)) == "it took too long"


def test_a_page_within(loopback_is_public: None) -> None:
    """A feed cannot have a private address read into an article."""
    ended = read(items=[item("http://169.254.169.254/latest/meta-data")], settings=CLOSED)
    assert note(ended) == "its site's robots.txt does not allow it"


def test_a_page_that_redirects_inside(loopback_is_public: None) -> None:
    """Nor by a redirect: robots.txt of a private host cannot be had."""
    ended = read(redirect("http://127.0.0.2/admin"), settings=CLOSED)
    assert note(ended) == "its site's robots.txt does not allow it"


def test_a_page_that_is_gone_without_saying_so() -> None:
    """A site that answers with its front page has told something else."""
    other = "".join(
        f"<p>{words} were sold for a good price on the fair of the town.</p>" for words in ("Cows", "Sheep", "Goats")
    )
    assert note(read(html(page(other * 4, title="The fair")))) == "it tells of something else"


def test_a_page_with_less_than_the_feed() -> None:
    """The summary stands."""
    assert note(read(html(page(f"<p>{SUMMARY}</p>")))) == "it has no more text than the feed"


def test_a_page_without_text() -> None:
    """Pictures, players, menus: no story."""
    assert note(read(html("<!doctype html><html><body><nav><a href='/'>Home</a></nav></body></html>"))) == (
        "no article text was found in the page"
    )


def test_a_page_in_another_encoding() -> None:
    """HTTP's label is used where the bytes are no UTF-8."""
    story = "".join(
        f"<p>Взрыв на рынке в городе Кадугли убил двух человек, сообщил врач. Номер {n}.</p>" for n in range(9)
    )
    body = page(story, title="Взрыв на рынке Кадугли").encode("cp1251")
    ended = read(
        answer(body, content_type="text/html; charset=windows-1251"), items=[item(title="Взрыв на рынке Кадугли")]
    )
    assert ended.articles[0].text.startswith("Взрыв на рынке")


def test_a_page_is_asked_for_again_with_its_validators() -> None:
    """When the feed changes what it says of an article whose page has not changed."""

    def play(request: Request) -> bytes:
        return answer(status=304) if request.headers.get("If-None-Match") == '"p"' else html(page(), etag='"p"')

    feeds = iter(answer(rss(item(title=title))) for title in (TITLE, f"{TITLE}, doctor says"))
    ended = read(play, feed=lambda _: next(feeds), polls=2)
    first, second = ended.articles
    assert first.text == second.text
    assert [r.headers.get("If-None-Match") for r in ended.web.asked if r.path == "/story"] == [None, '"p"']


def test_a_page_is_not_read_again_without_news() -> None:
    """What is known is what the feed says."""
    feeds = iter(answer(rss(item(), channel=f"<ttl>{n}</ttl>")) for n in range(3))
    ended = read(feed=lambda _: next(feeds), polls=3)
    assert len(ended.articles) == 1
    assert ended.web.paths().count("/story") == 1


def test_one_bad_page_of_three() -> None:
    """The others are read, and all go out in their order."""
    items = [item(f"/{n}", title=f"{TITLE}, part {n}") for n in range(3)]
    ended = read(items=items, plays={"/0": html(page()), "/1": answer(status=500), "/2": html(page())})
    assert [bool(article.remarks) for article in ended.articles] == [False, True, False]
    assert [article.title[-1] for article in ended.articles] == ["2", "1", "0"]


def _kill(data: bytes, origin: Origin) -> Draft:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_page_that_kills_its_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs its own text, and the feed is healthy."""
    monkeypatch.setattr(page_module, "read", _kill)
    with Parsers() as parsers:
        assert "its parser was lost twice" in note(read(ask=asking(parsers)))


def test_pages_that_kill_their_parsers() -> None:
    """After the first their host is left alone: each costs two parsers and their time."""

    async def ask(function: Callable[..., Any], *arguments: Any) -> Any:
        if function is page_module.read:
            raise ParserLost("its parser was lost twice: no answer within 20 s")
        return function(*arguments)

    items = [item(f"/{n}", title=f"{TITLE} {n}") for n in range(6)]
    ended = read(items=items, plays={f"/{n}": html(page()) for n in range(6)}, ask=ask)
    assert len([path for path in ended.web.paths() if path[1:].isdigit()]) <= AT_ONCE
    assert all(article.remarks for article in ended.articles)


def test_a_page_in_a_parser_of_its_own() -> None:
    """As pollers have it."""
    with Parsers() as parsers:
        assert is_whole(read(ask=asking(parsers)))
