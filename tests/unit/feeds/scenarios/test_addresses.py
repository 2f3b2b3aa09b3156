"""Where connections are made to: the public internet, and nothing within. 127.0.0.1 stands for the internet here."""

import asyncio
from pathlib import Path
from typing import Final

import pytest
from played_web import CLOSED, Names, Request, Web, answer, poll, polled, redirect, rss

FEED: Final = rss("<title>One</title>")
CERTIFICATE: Final = str(Path(__file__).with_name("self-signed.pem"))

pytestmark = pytest.mark.usefixtures("loopback_is_public")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "100.64.0.1",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.2]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:2]",
    ],
)
def test_a_redirect_to_a_private_address(host: str) -> None:
    """Literal addresses are refused where the socket is made: no resolver is asked for them."""
    ended = polled(redirect(f"http://{host}/"), settings=CLOSED)
    assert "not a public one" in ended.error


@pytest.mark.parametrize("host", ["127.0.0.2", "[::1]", "2130706434", "0x7f.0.0.2", "0177.0.0.2", "127.2"])
def test_a_listed_private_address(host: str) -> None:
    """However it is spelled: names of numbers lead to what the system makes of them."""

    async def run() -> str:
        spelled = {"2130706434", "0x7f.0.0.2", "0177.0.0.2", "127.2"}
        names = Names(**{name.replace(".", "_"): [["127.0.0.2"]] for name in spelled})
        return (await poll(Web(), f"http://{host}:1/", settings=CLOSED, names=names)).error

    error = asyncio.run(run())
    assert "not a public one" in error or "no http" in error


def test_a_redirect_to_a_name_that_leads_inside() -> None:
    """The name is public, its address is not."""

    def play(request: Request) -> bytes:
        return redirect("http://inside.example/")

    ended = polled(play, settings=CLOSED, names=Names(inside_example=[["10.0.0.1"]]))
    assert "not a public one" in ended.error


def test_a_name_of_which_one_address_is_private() -> None:
    """The public one is used."""
    ended = polled(answer(FEED), settings=CLOSED, names=Names(site_example=[["127.0.0.2", "127.0.0.1"]]))
    assert ended.titles == ["One"]


def test_a_name_of_which_all_addresses_are_private() -> None:
    """Both families are refused."""
    ended = polled(answer(FEED), settings=CLOSED, names=Names(site_example=[["127.0.0.2", "::1"]]))
    assert "not a public one" in ended.error


def test_a_name_that_is_bound_anew_between_two_polls() -> None:
    """DNS rebinding: public when it was listed and first polled, private the next time."""
    names = Names(site_example=[["127.0.0.1"], ["127.0.0.2"]])
    web = Web()
    web.plays["/feed"] = answer(FEED)

    async def run() -> list[str | None]:
        async with web.open():
            # A client each, as after a restart: a client remembers names for ten seconds.
            return [(await poll(web, web.url("/feed"), settings=CLOSED, names=names)).state.health.error for _ in "ab"]

    first, second = asyncio.run(run())
    assert first is None
    assert second is not None
    assert "not a public one" in second


def test_a_name_that_is_bound_anew_between_two_hops() -> None:
    """The address is checked where it is used: an answer of the DNS that was good before is none now."""
    names = Names(site_example=[["127.0.0.1"]], other_example=[["127.0.0.2"]])

    def play(request: Request) -> bytes:
        return redirect(f"http://other.example:{request.headers['Host'].partition(':')[2]}/")

    ended = polled(play, settings=CLOSED, names=names)
    assert "not a public one" in ended.error
    assert len(ended.web.asked) == 1


def test_a_setting_allows_private_addresses() -> None:
    """A site may poll its own network."""
    allowed = CLOSED.model_copy(update={"fetch_allow_private": True})
    ended = polled(answer(FEED), settings=allowed, names=Names(site_example=[["127.0.0.1"]]))
    assert ended.titles == ["One"]


def test_a_name_that_does_not_exist() -> None:
    """The DNS's own words are the reason."""

    class Nothing(Names):
        async def resolve(self, *_: object, **__: object) -> list[object]:  # type: ignore[override]
            raise OSError(-2, "Name or service not known")

    ended = polled(answer(FEED), settings=CLOSED, names=Nothing())
    assert "no connection to site.example" in ended.error
    assert "Name or service not known" in ended.error


def test_a_certificate_that_nobody_vouches_for() -> None:
    """TLS is checked: a self-signed certificate is a failure that says so, and no request is sent."""
    ended = polled(answer(FEED), certificate=CERTIFICATE)
    assert "certificate is not valid" in ended.error
    assert "self-signed" in ended.error
    assert ended.web.asked == []


def test_a_redirect_to_a_certificate_that_nobody_vouches_for() -> None:
    """Each hop is checked."""
    secure = Web()
    secure.plays["/feed"] = answer(FEED)
    web = Web()

    async def run() -> str:
        async with secure.open(CERTIFICATE), web.open():
            web.plays["/feed"] = redirect(secure.url("/feed", scheme="https"))
            return (await poll(web, web.url("/feed"))).error

    assert "certificate is not valid" in asyncio.run(run())
    assert secure.asked == []


def test_a_server_with_tls_behind_http() -> None:
    """It does not answer in clear, and the poll fails."""

    async def run() -> str:
        async with Web().open(CERTIFICATE) as web:
            return (await poll(web, web.url("/feed"))).error

    assert asyncio.run(run()) == "Server disconnected"
