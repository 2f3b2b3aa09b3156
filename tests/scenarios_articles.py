"""A paper with one story on its page, for scenarios of article pages."""

from collections.abc import Sequence
from typing import Any, Final

from played_web import Ended, Play, answer, polled, rss

TITLE: Final = "Shells kill two in Kadugli market"
STORY: Final = "".join(
    f"<p>{text}</p>"
    for text in (
        "Shells fell on the market of Kadugli on Monday morning and killed two people, a doctor at the hospital said.",
        "The army blamed rebels in the hills for the shelling. A spokesman of the rebels denied it within the hour.",
        "Residents left for the villages to the north. The road was open all night, and buses were full until dawn.",
        "It was the third time in a month that the market was hit. Traders said that they would not open on Tuesday.",
        "The hospital had no power for most of the day; two of the wounded were brought to El Obeid in a car.",
        "The governor called for calm, and asked the mission of the United Nations for tents and for clean water.",
    )
)
SUMMARY: Final = "Two people were killed in Kadugli on Monday."


def page(story: str = STORY, head: str = "", title: str = TITLE, around: str = "") -> str:
    """Give a page with a story."""
    return (
        f"<!doctype html><html lang='en-GB'><head><title>{title} | Courier</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav>{around}<article><h1>{title}</h1>{story}</article>"
        "<footer>Imprint</footer></body></html>"
    )


def html(body: str, **how: Any) -> bytes:
    """Give an answer with a page."""
    return answer(body, content_type="text/html; charset=utf-8", **how)


def item(path: str = "/story", more: str = "", title: str = TITLE) -> str:
    """Give a feed's item with a summary."""
    return f"<title>{title}</title><link>{path}</link><description>{SUMMARY}</description>{more}"


def read(story: Play | None = None, items: Sequence[str] = (), **how: Any) -> Ended:
    """Poll a feed of summaries whose pages are read; `robots` is what robots.txt answers, `plays` are further plays."""
    plays: dict[str, Play] = {"/story": html(page()) if story is None else story}
    if (robots := how.pop("robots", None)) is not None:
        plays["/robots.txt"] = robots
    plays |= how.pop("plays", {})
    feed = answer(rss(*(items or [item()])))
    return polled(how.pop("feed", feed), plays=plays, pages=how.pop("pages", "auto"), **how)


def note(ended: Ended) -> str:
    """Give why the one article's page was not read; the article must have gone out with its summary."""
    (article,) = ended.articles
    assert article.text == SUMMARY
    assert ended.state.health.status == "healthy"
    (said,) = article.remarks
    assert said.startswith("its page was not read: ")
    return said.removeprefix("its page was not read: ")


def is_whole(ended: Ended) -> bool:
    """Tell whether the one article has the text of its page."""
    (article,) = ended.articles
    return article.text.startswith("Shells fell") and article.text.endswith("clean water.") and not article.remarks
