"""Formats told by content first, then by name."""

import gzip

import pytest

from pipeline.errors import BadInput
from pipeline.feeds.detect import decompress, detect
from pipeline.feeds.encoding import text


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<rss version='2.0'>", "news.txt", "feed"),
        (b"\n<?xml version='1.0'?><!-- <html> said --><feed xmlns='x'>", "a", "feed"),
        (b"<?xml version='1.0'?><feed xmlns='x'>", "a", "feed"),
        (b"<?xml version='1.0'?><r:RDF xmlns:r='y'>", "a", "feed"),
        ("<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"), "a.bin", "feed"),
        (b"<?xml version='1.0'?><urlset xmlns='x'><url>", "a", "sitemap"),
        (b"<sm:sitemapindex xmlns:sm='x'>", "a.txt", "sitemap"),
        (b"<!DOCTYPE html><html><body>", "x.xml", "page"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", "a", "page"),
        (b"<div>bare</div>", "a", "page"),
        (b"<Agency> Two dead in Goma\nText.", "a.txt", "text"),
        (b'{"a": 1}\n{"a": 2}\n', "a", "jsonl"),
        (b'{"a": 1}\n', "a", "json"),
        (b'{\n"a": 1\n}\n', "a.jsonl", "jsonl"),
        (b'[\n{"a": 1}]', "a.txt", "json"),
        (b"[Update] Two dead in Goma\nText.", "a.txt", "text"),
        (b"{broken", "a.json", "json"),
        (b"not json at all\n{}", "lines.jsonl.gz", "jsonl"),
        (b"Two dead in Goma\n\nText.", "README", "text"),
        (b"\xef\xbb\xbf{}", "a", "json"),
    ],
)
def test_the_format(data: bytes, name: str, expected: str) -> None:
    """The content decides where it says something, the name where it does not."""
    assert detect(data, name) == expected


@pytest.mark.parametrize(("data", "says"), [(b"", "empty"), (b" \n\t", "empty"), (b"\x89PNG\0\0", "neither")])
def test_what_is_no_document_is_refused(data: bytes, says: str) -> None:
    """Nothing and binaries are bad input, with the reason."""
    with pytest.raises(BadInput, match=says):
        detect(data, "x.png")


def test_gzip_is_undone_whatever_the_name_says() -> None:
    """The first two bytes tell gzip."""
    assert decompress(gzip.compress(b"hello")) == b"hello"
    assert decompress(b"hello") == b"hello"
    with pytest.raises(BadInput, match="rename it"):
        decompress(b"hello", "a.txt.gz")


def test_a_page_in_place_of_a_feed_is_named_as_such() -> None:
    """A sign-in page that was saved as a feed gives no article."""
    with pytest.raises(BadInput, match="HTML page, not RSS"):
        detect(b"<!DOCTYPE html><html>", "a.rss")


def test_a_gzip_bomb_is_not_unpacked() -> None:
    """Decompression stops at the limit."""
    with pytest.raises(BadInput, match="larger than 1 MB"):
        decompress(gzip.compress(bytes(50_000_000)), largest=1_000_000)


@pytest.mark.parametrize("cut", [3, 12, -4])
def test_broken_gzip_is_bad_input(cut: int) -> None:
    """A gzip that ends too early is named as broken."""
    with pytest.raises(BadInput, match="gzip is broken"):
        decompress(gzip.compress(b"hello" * 100)[:cut])


def test_text_without_utf8_is_read_as_windows_1252() -> None:
    """Old files are neither lost nor refused."""
    assert text("“Café”".encode("cp1252")) == "“Café”"
    assert text("Café".encode("utf-16")) == "Café"
