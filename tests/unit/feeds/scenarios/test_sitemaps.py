"""News sitemaps as a source, and indexes of them."""

import gzip
from datetime import UTC, datetime

import pytest
from played_web import Play, Request, answer, polled, redirect

from pipeline.feeds import source

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def entry(title: str, path: str, date: str = "2023-09-19T03:00:00Z", more: str = "") -> str:
    """Give an entry of a news sitemap."""
    return (
        f"<url><loc>https://post.example{path}</loc><news:news><news:publication><news:name>The Post</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{date}</news:publication_date>"
        f"<news:title>{title}</news:title>{more}</news:news></url>"
    )


def sitemap(*entries: str) -> bytes:
    """Give a news sitemap."""
    spaces = f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="{NEWS}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>{"".join(entries)}</urlset>'.encode()


def index(*addresses: str, date: str = "") -> bytes:
    """Give an index of sitemaps."""
    dated = f"<lastmod>{date}</lastmod>" if date else ""
    inside = "".join(f"<sitemap><loc>{address}</loc>{dated}</sitemap>" for address in addresses)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</sitemapindex>'.encode()


def listing(*paths: str) -> Play:
    """Give what answers with an index of these paths of the site that is asked."""
    return lambda request: answer(index(*(f"http://{request.headers['Host']}{path}" for path in paths)))


def test_a_news_sitemap() -> None:
    """Each entry is an article with title, time, paper, language and keywords, the oldest first."""
    newer = entry("Two dead", "/2", "2023-09-19T03:30:00Z", "<news:keywords>Goma, war</news:keywords>")
    ended = polled(answer(sitemap(entry("One dead", "/1"), newer)))
    assert ended.titles == ["One dead", "Two dead"]
    article = ended.articles[1]
    assert article.url == "https://post.example/2"
    assert article.published == datetime(2023, 9, 19, 3, 30, tzinfo=UTC)
    assert (article.source, article.language, article.tags) == ("The Post", "en", ("Goma", "war"))


def test_a_sitemap_under_another_name_and_type() -> None:
    """It is told by its content."""
    assert polled(answer(sitemap(entry("One", "/1")), content_type="text/html"), "/feed.rss").titles == ["One"]


def test_a_zipped_sitemap() -> None:
    """As most are kept."""
    body = gzip.compress(sitemap(entry("One", "/1")))
    assert polled(answer(body, content_type="application/x-gzip"), "/news.xml.gz").titles == ["One"]


def test_a_sitemap_that_is_not_of_news() -> None:
    """All pages of a site are no feed, and the reason says where to look."""
    body = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://x.example/</loc></url></urlset>"
    )
    assert "none of news" in polled(answer(body)).error


def test_a_news_sitemap_without_news() -> None:
    """A quiet weekend is no fault."""
    assert polled(answer(sitemap())).titles == []


def test_entries_that_are_incomplete() -> None:
    """Those without a title or an address are left out, those without a date are taken."""
    bad = [
        "<url><news:news><news:title>T</news:title></news:news></url>",
        "<url><loc>https://post.example/3</loc></url>",
    ]
    dateless = entry("One", "/1", "soon")
    ended = polled(answer(sitemap(*bad, dateless, entry("", "/2"))))
    assert ended.titles == ["One"]
    assert ended.articles[0].remarks == ("its date cannot be read: soon",)


def test_an_index_is_followed() -> None:
    """The news sitemaps that it lists are read; the others are not asked for."""
    plays = {"/news-1.xml": answer(sitemap(entry("One", "/1"))), "/news-2.xml": answer(sitemap(entry("Two", "/2")))}
    ended = polled(listing("/news-1.xml", "/pages.xml", "/news-2.xml"), plays=plays)
    assert sorted(ended.titles) == ["One", "Two"]
    assert "/pages.xml" not in ended.web.paths()


def test_an_index_of_very_many() -> None:
    """The newest three are read, which is the last of them where none is dated."""
    paths = [f"/{number}.xml" for number in range(500)]
    plays = {path: answer(sitemap(entry(path[1:], path))) for path in paths}
    assert set(polled(listing(*paths), plays=plays).titles) == {"499.xml", "498.xml", "497.xml"}


def test_an_index_that_stays_while_a_sitemap_changes() -> None:
    """What is new is found: the index is no witness of it."""
    bodies = iter([sitemap(entry("One", "/1")), sitemap(entry("Two", "/2"), entry("One", "/1"))])
    plays = {"/news.xml": lambda _: answer(next(bodies))}
    assert polled(listing("/news.xml"), plays=plays, polls=2).titles == ["One", "Two"]


def test_an_index_whose_sitemaps_stay() -> None:
    """Nothing is parsed or sent twice."""
    ended = polled(listing("/news.xml"), plays={"/news.xml": answer(sitemap(entry("One", "/1")))}, polls=3)
    assert ended.titles == ["One"]


def test_an_index_with_zipped_sitemaps_in_it() -> None:
    """Both may be zipped."""

    def play(request: Request) -> bytes:
        return answer(gzip.compress(index(f"http://{request.headers['Host']}/news.xml.gz")))

    plays = {"/news.xml.gz": answer(gzip.compress(sitemap(entry("One", "/1"))))}
    assert polled(play, plays=plays).titles == ["One"]


def test_an_index_of_another_sites_sitemaps() -> None:
    """A site speaks for itself only."""
    ended = polled(answer(index("http://other.example/news.xml")))
    assert "none of its own site" in ended.error
    assert len(ended.web.asked) == 1


def test_an_index_that_lists_itself() -> None:
    """It is asked for once more, and no further."""
    ended = polled(listing("/feed"))
    assert "none can be read" in ended.error
    assert len(ended.web.asked) == 2


def test_an_index_of_which_one_sitemap_is_missing() -> None:
    """The others are read."""
    plays = {"/news-1.xml": answer(sitemap(entry("One", "/1")))}
    assert polled(listing("/news-1.xml", "/news-2.xml"), plays=plays).titles == ["One"]


def test_an_index_of_which_all_are_missing() -> None:
    """The reason is the last one's."""
    assert polled(listing("/news-1.xml", "/news-2.xml")).error.startswith("HTTP 404")


def test_an_index_that_is_redirected() -> None:
    """Its own site is where it was found."""
    plays = {"/index.xml": listing("/news.xml"), "/news.xml": answer(sitemap(entry("One", "/1")))}
    assert polled(redirect("/index.xml", 301), plays=plays).titles == ["One"]


def test_sitemaps_that_are_too_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many are read as a feed may be large."""
    body = sitemap(entry("One", "/1"))
    monkeypatch.setattr(source, "LARGEST", len(body) + 10)
    plays = {"/news-1.xml": answer(body), "/news-2.xml": answer(sitemap(entry("Two", "/2")))}
    ended = polled(listing("/news-1.xml", "/news-2.xml"), plays=plays)
    assert len(ended.titles) == 1


def test_entities_in_a_sitemap() -> None:
    """Neither bombs nor files: a document type is not read at all."""
    bomb = b'<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = sitemap(entry("One &a;&f;", "/1"), entry("Two", "/2")).replace(b"?>\n", b"?>\n" + bomb)
    ended = polled(answer(body))
    assert "root:" not in str(ended.articles)
    assert all("aaaaaaaaaa" not in title for title in ended.titles)


def test_a_sitemap_that_breaks_off() -> None:
    """The complete entries are had."""
    body = sitemap(entry("One", "/1"), entry("Two", "/2"))
    assert "One" in polled(answer(body[: body.index(b"/2")])).titles


def test_an_index_without_sitemaps() -> None:
    """It is a failure that says so."""
    assert "none of its own site" in polled(answer(index())).error
