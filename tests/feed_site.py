"""A web server with feeds, in a thread of the test, and what pollers need to read them."""

import asyncio
import os
import threading
from collections.abc import Callable
from typing import Self

from aiohttp import web

from pipeline.settings import Settings


def rss(*titles: str) -> bytes:
    """Give a feed with an item for each title."""
    items = "".join(f"<item><title>{one}</title><link>https://f.example/{one}</link></item>" for one in titles)
    return f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode()


def environment(settings: Settings, contact: str) -> dict[str, str]:
    """Give the environment of commands that may poll this machine, and every second; publishers see the contact."""
    return os.environ | {
        "FRONTWIRE_BOOTSTRAP_SERVERS": str(settings.bootstrap_servers),
        "FRONTWIRE_TOPIC_PREFIX": settings.topic_prefix,
        "FRONTWIRE_FETCH_ALLOW_PRIVATE": "true",
        "FRONTWIRE_FETCH_CONTACT": contact,
        "FRONTWIRE_POLL_MIN_INTERVAL": "1",
    }


class Site:
    """A web server in a thread: `answers` by path; `asked` has the paths and the headers of all requests."""

    def __init__(self, bind: str = "127.0.0.1") -> None:
        """Serve on an address of this machine, or on all of them."""
        self._bind = bind
        self.answers: dict[str, Callable[[], web.Response]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.address = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _start(self) -> str:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._bind, 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, {"Host": request.host, **request.headers}))
        answer = self.answers.get(request.path)
        return answer() if answer else web.Response(status=404)

    def feed(self, path: str, *titles: str, etag: str = '"1"') -> str:
        """Serve a feed; gives its address."""
        self.answers[path] = lambda: web.Response(body=rss(*titles), headers={"ETag": etag})
        return self.address + path
