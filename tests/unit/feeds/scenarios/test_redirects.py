"""Redirects: followed where they lead to the feed, refused where they lead elsewhere."""

import base64
from typing import Final

import pytest
from played_web import Request, answer, polled, redirect, rss

FEED: Final = rss("<title>One</title><link>/1</link>")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect(status: int) -> None:
    """Each kind is followed; links are relative to where it led."""
    ended = polled(redirect("/deep/feed", status), plays={"/deep/feed": answer(FEED.replace(b"/1", b"1"))})
    assert ended.titles == ["One"]
    assert ended.articles[0].url == ended.web.url("/deep/1")


def test_a_chain_of_permanent_redirects() -> None:
    """Four of them lead to the feed."""
    plays = {f"/{step}": redirect(f"/{step + 1}", 301) for step in range(1, 4)} | {"/4": answer(FEED)}
    ended = polled(redirect("/1", 301), plays=plays)
    assert ended.titles == ["One"]
    assert ended.web.paths() == ["/feed", "/1", "/2", "/3", "/4"]


def test_a_chain_that_is_too_long() -> None:
    """After five the poll is given up."""
    plays = {f"/{step}": redirect(f"/{step + 1}", 301) for step in range(1, 20)}
    ended = polled(redirect("/1", 301), plays=plays)
    assert ended.error == "more than 5 redirects"
    assert len(ended.web.asked) <= 6


def test_a_redirect_to_itself() -> None:
    """A loop of one ends as one that is too long."""
    assert polled(redirect("/feed")).error == "more than 5 redirects"


def test_two_addresses_that_lead_to_each_other() -> None:
    """A loop of two ends in the same way."""
    assert polled(redirect("/other"), plays={"/other": redirect("/feed")}).error == "more than 5 redirects"


def test_a_loop_through_queries_that_grow() -> None:
    """No address comes twice, and it is a loop all the same."""
    assert polled(lambda request: redirect(request.path + "?again")).error == "more than 5 redirects"


def test_a_redirect_to_another_host() -> None:
    """The feed is read there."""

    def play(request: Request) -> bytes:
        return redirect(f"http://other.example:{request.headers['Host'].partition(':')[2]}/there")

    ended = polled(play, plays={"other.example/there": answer(FEED)})
    assert ended.titles == ["One"]
    assert ended.articles[0].url == ended.web.url("/1", "other.example")


def test_a_redirect_that_names_no_scheme() -> None:
    """`//host/path` keeps the scheme."""

    def play(request: Request) -> bytes:
        return redirect(f"//other.example:{request.headers['Host'].partition(':')[2]}/there")

    assert polled(play, plays={"other.example/there": answer(FEED)}).titles == ["One"]


def test_a_redirect_without_an_address() -> None:
    """It is a status like another."""
    assert polled(answer(status=301)).error.startswith("HTTP 301")


@pytest.mark.parametrize(
    "location",
    [
        "http://",
        "http://[::1",
        "http://site.example:99999/",
        "file:///etc/passwd",
        "ftp://site.example/feed",
        "data:text/xml,<rss/>",
        "javascript:alert(1)",
        "gopher://site.example:70/",
    ],
)
def test_a_redirect_to_no_web_address(location: str) -> None:
    """It is refused in one line, and nothing is opened."""
    ended = polled(redirect(location))
    assert ended.error
    assert ended.web.paths() == ["/feed"]


def test_a_redirect_that_is_not_modified() -> None:
    """The conditions go along, and a 304 behind a redirect is an unchanged feed."""

    def there(request: Request) -> bytes:
        return answer(status=304) if request.headers.get("If-None-Match") == '"1"' else answer(FEED, etag='"1"')

    ended = polled(redirect("/there", 301), plays={"/there": there}, polls=2)
    assert ended.titles == ["One"]
    assert ended.web.asked[-1].headers["If-None-Match"] == '"1"'


def test_credentials_stay_with_their_host() -> None:
    """A name and password of the listed address are sent to its host, and to no other that it redirects to."""
    sent: list[tuple[str, str | None]] = []

    def play(request: Request) -> bytes:
        sent.append((request.host, request.headers.get("Authorization")))
        port = request.headers["Host"].partition(":")[2]
        return redirect(f"http://other.example:{port}/feed") if request.host == "site.example" else answer(FEED)

    ended = polled(play, user="me:secret@")
    assert sent == [("site.example", "Basic " + base64.b64encode(b"me:secret").decode()), ("other.example", None)]
    assert ended.titles == ["One"]


def test_credentials_are_in_no_article() -> None:
    """Links that are relative to a listed address do not carry its name and password."""
    ended = polled(answer(FEED), user="me:secret@")
    assert ended.articles[0].url == ended.web.url("/1")
    assert "secret" not in ended.articles[0].model_dump_json()


def test_credentials_are_in_no_error() -> None:
    """Nor is what a server redirects to with them."""
    ended = polled(redirect("http://me:secret@[broken/"), user="me:secret@")
    assert "secret" not in ended.error
