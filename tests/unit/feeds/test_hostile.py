"""What is read of anybody's pages, sitemaps and rules: nothing but BadInput comes of any bytes."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadInput
from pipeline.feeds import links, page, robots, sitemap
from pipeline.feeds.draft import Origin, web_address

BYTES = st.binary() | st.text(alphabet="<>urlsetinodxmw:/='\" \n&;!-[]CDAT").map(str.encode)
ENTRY = b"<url><loc>%s</loc><n:news><n:title>%s</n:title><n:publication_date>%s</n:publication_date></n:news></url>"
SITEMAP = b"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>%s</urlset>"
ORIGIN = Origin(url="https://post.example/a", content_type="text/html; charset=x")


@given(BYTES, BYTES, BYTES)
def test_a_sitemap_of_any_bytes(loc: bytes, title: bytes, date: bytes) -> None:
    """Drafts with web addresses come of it, or BadInput."""
    with suppress(BadInput):
        for draft in sitemap.read(SITEMAP % (ENTRY % (loc, title, date))):
            assert draft.url is not None
            assert draft.url.startswith("http")


@given(BYTES)
def test_an_index_of_any_bytes(data: bytes) -> None:
    """A few web addresses come of it, or BadInput."""
    with suppress(BadInput):
        listed = sitemap.listed(b"<sitemapindex>" + data)
        assert len(listed) <= sitemap.MOST_SITEMAPS


@given(BYTES, st.text(alphabet="abc/*$?=%", max_size=20))
def test_rules_of_any_bytes(data: bytes, path: str) -> None:
    """They allow or they do not."""
    assert robots.verdict(b"User-agent: *\nDisallow: " + data, f"https://post.example/{path}").allowed in (True, False)


@given(st.binary() | st.text(alphabet="<>link rel='alternate' type=application/rss+xml href/[]:?#&;").map(str.encode))
def test_links_of_any_page(data: bytes) -> None:
    """Web addresses come of it."""
    assert all(link.url.startswith("http") for link in links.read(data, ORIGIN))


@given(st.binary() | st.text(alphabet="<>html body p article title meta='\"=/{}:,&;#").map(str.encode))
def test_any_page(data: bytes) -> None:
    """An article comes of it, or BadInput."""
    with suppress(BadInput):
        assert page.read(data, ORIGIN).text


@given(st.text() | st.text(alphabet="htps:/.[]@?#%\\ \t\n0123456789"), st.none() | st.text())
def test_any_link(base: str, link: str | None) -> None:
    """A web address comes of it, or nothing."""
    url = web_address(base, link)
    assert url is None or url.startswith(("http://", "https://"))
