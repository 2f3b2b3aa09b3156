"""Article pages: text, time, language, authors and walls, beside trafilatura alone on the same pages."""

from collections.abc import Iterator

import trafilatura

from benchmarks.row import Row, rate
from pipeline.feeds import page
from pipeline.feeds.draft import Origin

_PAGES = 40
_PARAGRAPHS = 25
_MENU = 120


def rows() -> Iterator[Row]:
    """Give pages a second on one core."""
    pages = [_page(number) for number in range(_PAGES)]
    yield Row("article pages read", "pages/s", rate(lambda: _ours(pages)), "trafilatura", rate(lambda: _peer(pages)))


def _ours(pages: list[bytes]) -> int:
    return sum(bool(page.read(data, Origin(url="https://post.example/a")).text) for data in pages)


def _peer(pages: list[bytes]) -> int:
    return sum(trafilatura.bare_extraction(data, with_metadata=True) is not None for data in pages)


def _page(number: int) -> bytes:
    """Give a page of some 15,000 bytes, most of which is no article."""
    menu = "".join(f'<li class="menu"><a href="/topic/{n}">Topic {n}</a></li>' for n in range(_MENU))
    story = "".join(
        f"<p>Shells fell on the market of town {number} for hour {n}, and people fled to villages, a doctor said.</p>"
        for n in range(_PARAGRAPHS)
    )
    head = (
        '<meta property="article:published_time" content="2023-03-07T09:15:00Z"><meta name="author" content="A. Osman">'
    )
    return (
        f'<!doctype html><html lang="en"><head><title>Story {number}</title>{head}</head><body><ul>{menu}</ul>'
        f"<article><h1>Story {number}</h1>{story}</article><footer>Imprint</footer></body></html>"
    ).encode()
