"""A site's page, and the feeds that are found from it."""

import asyncio
from collections.abc import Callable

import pytest
from played_web import LIMITS, OPEN, Names, Play, Web, answer, here, redirect, rss

from pipeline.errors import FrontwireError
from pipeline.feeds.discovery import found_at
from pipeline.feeds.fetch import session

FEED = answer(rss("<title>One</title>"), content_type="application/rss+xml")


def head(*links: str) -> bytes:
    """Give a page with these links in its head."""
    return answer(f"<!doctype html><html><head><title>Courier</title>{''.join(links)}</head><body></body></html>")


def alternate(href: str, title: str = "News", kind: str = "application/rss+xml", rel: str = "alternate") -> str:
    """Give a link to a feed."""
    return f"<link rel='{rel}' type='{kind}' title='{title}' href='{href}'>"


def body(*anchors: str) -> bytes:
    """Give a page with these links in its body."""
    return answer(f"<!doctype html><html><body>{''.join(f'<a href={one!r}>Feed</a>' for one in anchors)}</body></html>")


def discovered(start: Play, path: str = "/", **plays: Play) -> tuple[list[str], Web]:
    """Give the paths of the feeds found from a page, and the web that was asked; plays by path without the slash."""
    web = Web()
    web.plays = {path: start, **{f"/{name}": play for name, play in plays.items()}}

    async def run() -> list[str]:
        async with web.open(), session(OPEN, LIMITS, Names()) as client:
            found = await found_at(client, here, web.url(path))
        return [one.url.removeprefix(web.url("")) for one in found]

    return asyncio.run(asyncio.wait_for(run(), 60)), web


def test_an_address_that_is_a_feed() -> None:
    """It is the one; nothing else is asked for."""
    found, web = discovered(FEED, "/feed")
    assert found == ["/feed"]
    assert web.paths() == ["/feed"]


def test_a_page_that_names_its_feed() -> None:
    """Its address may be relative."""
    assert discovered(head(alternate("news.xml")), "/world/", **{"world/news.xml": FEED})[0] == ["/world/news.xml"]


@pytest.mark.parametrize(
    ("kind", "rel"),
    [
        ("application/atom+xml", "alternate"),
        ("application/feed+json", "alternate"),
        ("Application/RSS+XML; charset=utf-8", "Alternate"),
        ("application/rss+xml", "alternate home"),
        ("application/rss+xml", "feed"),
    ],
)
def test_a_link_in_any_form(kind: str, rel: str) -> None:
    """Formats and relations as real pages write them."""
    assert discovered(head(alternate("/f", kind=kind, rel=rel)), f=FEED)[0] == ["/f"]


def test_a_page_with_a_base() -> None:
    """Links are relative to it."""
    assert discovered(head("<base href='/deep/'>", alternate("f")), **{"deep/f": FEED})[0] == ["/deep/f"]


def test_a_page_that_names_several() -> None:
    """All that are feeds, in the page's order, each once."""
    page = head(alternate("/a"), alternate("/b"), alternate("/a#top"), alternate("/gone"))
    assert discovered(page, a=FEED, b=FEED)[0] == ["/a", "/b"]


def test_a_page_that_names_a_feed_of_comments() -> None:
    """It is left out where there is another."""
    page = head(alternate("/comments/feed", "Comments"), alternate("/feed"))
    assert discovered(page, feed=FEED, **{"comments/feed": FEED})[0] == ["/feed"]


@pytest.mark.parametrize("link", ["/news.rss", "/rss", "/world/feed/", "/blog?feed=rss2", "/atom.xml"])
def test_a_page_that_links_to_a_feed_in_its_text(link: str) -> None:
    """Where its head names none."""
    assert discovered(body("/about", link), **{link.partition("?")[0][1:]: FEED})[0] == [link]


@pytest.mark.parametrize("place", ["feed", "rss.xml", "atom.xml", "feeds/posts/default", "news-sitemap.xml"])
def test_a_page_that_names_none(place: str) -> None:
    """The places are tried where sites have them."""
    sitemap = answer("<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'></urlset>")
    assert discovered(head(), "/world/", **{place: sitemap if "sitemap" in place else FEED})[0] == [f"/{place}"]


def test_a_news_sitemap_that_robots_txt_names() -> None:
    """It is found before the usual places; sitemaps of other things are not asked for."""
    rules = answer("User-agent: *\nSitemap: /pages.xml\nSitemap: /maps/news-1.xml\n")
    sitemap = answer("<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'></urlset>")
    found, web = discovered(head(), **{"robots.txt": rules, "maps/news-1.xml": sitemap, "feed": FEED})
    assert found == ["/maps/news-1.xml"]
    assert "/pages.xml" not in web.paths()


def test_places_are_tried_until_one_is_a_feed() -> None:
    """A site has the same feed at several of them."""
    found, web = discovered(head(), rss=FEED, **{"rss.xml": FEED})
    assert found == ["/rss"]
    assert "/rss.xml" not in web.paths()


def test_a_page_behind_a_redirect() -> None:
    """Places and links are those of where it led."""
    assert discovered(redirect("/home/"), **{"home/": head(alternate("f")), "home/f": FEED})[0] == ["/home/f"]


@pytest.mark.parametrize(
    "page",
    [
        head,
        lambda: head(alternate("/page"), alternate("javascript:x"), alternate("https://[x")),
        lambda: answer(b"x\0y"),
    ],
)
def test_a_site_without_a_feed(page: Callable[[], bytes]) -> None:
    """One line says so, and what to do."""
    with pytest.raises(FrontwireError, match=r"no feed was found at http://site.example:\d+/ .*--as-is") as caught:
        discovered(page(), page=head())
    assert "\n" not in str(caught.value)


def test_an_address_that_cannot_be_read() -> None:
    """The reason, and what to do."""
    with pytest.raises(FrontwireError, match=r"cannot be read: HTTP 404 .*--as-is"):
        discovered(answer(status=404))
