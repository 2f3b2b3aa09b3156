"""`frontwire poll` and `frontwire feeds` as processes: a real Kafka, and a web server on this machine."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import orjson
import pytest
from aiohttp import web
from feed_site import Site, environment, rss
from played_web import rss as feed_of
from scenarios_articles import SUMMARY, TITLE, item, page

from pipeline.contract import FeedState, decode
from pipeline.kafka.embedded import free_ports
from pipeline.kafka.records import read_to_end
from pipeline.settings import Settings
from pipeline.subscribe.follow import follow

pytestmark = pytest.mark.kafka

SECONDS = 60
CONTACT = "test@example.org"
OFTEN = {"FRONTWIRE_POLL_MAX_INTERVAL": "2"}
"""A feed is polled every second or two, whatever it brings."""
Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a web server."""
    with Site() as made:
        yield made


@pytest.fixture
def run(settings: Settings) -> Run:
    """Give a function that runs a command to its end."""
    environ = environment(settings, CONTACT)

    def command(*arguments: object) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "pipeline", *map(str, arguments)]
        return subprocess.run(words, env=environ, capture_output=True, text=True, timeout=SECONDS, check=False)

    return command


@pytest.fixture
def poll(settings: Settings) -> Iterator[Start]:
    """Give a function that starts a poller; what still runs at the end is killed."""
    environ = environment(settings, CONTACT)
    started: list[subprocess.Popen[str]] = []

    def command(**more: str) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "pipeline", "poll"]
        started.append(subprocess.Popen(words, env=environ | more, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield command
    for process in started:
        process.kill()
        process.communicate()


def listed(run: Run) -> dict[str, Any]:
    """Give the rows of `feeds list --json` by the last part of their URL."""
    return {row["url"].rpartition("/")[2]: row for row in json.loads(run("feeds", "list", "--json").stdout)}


def states(settings: Settings, enough: Callable[[list[FeedState]], bool]) -> list[FeedState]:
    """Follow the states of feeds until there are enough of them."""
    found: list[FeedState] = []
    with follow(settings, settings.topic("feeds.state"), "beginning", SECONDS) as records:
        for record in records:
            if record.value is not None:
                found.append(decode(FeedState, record.value))
            if enough(found):
                return found
    raise AssertionError(found)


def titles(settings: Settings) -> list[str]:
    """Give the titles of the articles that are on the topic."""
    return [orjson.loads(record.value)["title"] for record in read_to_end(settings, settings.topic("articles"))]


def test_listed_feeds_become_articles_and_bad_ones_are_told(
    run: Run, poll: Start, site: Site, settings: Settings
) -> None:
    """Each feed has its health; none holds up another."""
    good = site.feed("/good", "One", "Two")
    site.answers["/page"] = lambda: web.Response(text="<!doctype html><html><body>Sign in</body></html>")
    site.answers["/busy"] = lambda: web.Response(status=429, headers={"Retry-After": "3600"})
    site.answers["/gone"] = lambda: web.Response(status=410)
    site.answers["/moved"] = lambda: web.Response(status=301, headers={"Location": "/good"})
    for path in ("/good", "/page", "/gone", "/moved", "/none"):
        assert "added" in run("feeds", "add", "--as-is", site.address + path).stdout
    # By another name: a host that is too busy is left alone with all its feeds.
    assert "added" in run("feeds", "add", "--as-is", site.address.replace("127.0.0.1", "localhost") + "/busy").stdout
    poll()
    states(settings, lambda found: len({state.feed_id for state in found}) == 6)
    rows = listed(run)
    assert {name: row["status"] for name, row in rows.items()} == {
        "good": "healthy", "page": "failing", "busy": "failing", "gone": "gone", "moved": "healthy", "none": "failing",
    }  # fmt: skip
    assert "no feed" in rows["page"]["error"]
    assert rows["none"]["error"].startswith("HTTP 404")
    assert rows["busy"]["interval"] == 3600
    assert sorted(titles(settings)) == ["One", "One", "Two", "Two"]
    (record, *_) = read_to_end(settings, settings.topic("articles"))
    value = orjson.loads(record.value)
    assert value["feed_id"] in {row["feed_id"] for row in rows.values()}
    assert value["fetched"]
    assert "(+test@example.org)" in next(headers for path, headers in site.asked if good.endswith(path))["User-Agent"]


def test_what_is_known_is_not_sent_again_not_even_by_the_next_poller(
    run: Run, poll: Start, site: Site, settings: Settings
) -> None:
    """Conditional requests, a poller killed, its successor; a changed item comes again."""
    run("feeds", "add", site.feed("/f", "One", "Two"))
    first = poll(**OFTEN)
    states(settings, lambda found: len(found) == 2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert any(headers.get("If-None-Match") == '"1"' for _, headers in site.asked)
    site.feed("/f", "Three", "One", "Two", etag='"2"')
    poll(**OFTEN)
    states(settings, lambda found: found[-1].etag == '"2"')
    assert titles(settings) == ["Two", "One", "Three"]


def test_a_summary_goes_out_with_the_story_of_its_page(run: Run, poll: Start, site: Site, settings: Settings) -> None:
    """As robots.txt allows: what it forbids goes out with the summary and a note."""
    answers = {
        "/f": feed_of(*(item(f"{site.address}/{path}", title=f"{TITLE}, {path}") for path in ("open", "closed"))),
        "/open": page().encode(),
        "/closed": page().encode(),
        "/robots.txt": b"User-agent: *\nDisallow: /closed",
    }
    for path, body in answers.items():
        site.answers[path] = partial(web.Response, body=body, content_type="text/html")
    run("feeds", "add", site.address + "/f")
    poll()
    states(settings, bool)
    records = read_to_end(settings, settings.topic("articles"))
    found = {value["title"].rpartition(" ")[2]: value for value in (orjson.loads(record.value) for record in records)}
    assert found["open"]["text"].endswith("clean water.")
    assert found["open"]["remarks"] == []
    assert found["closed"]["text"] == SUMMARY
    assert "robots.txt" in found["closed"]["remarks"][0]
    assert "/closed" not in [path for path, _ in site.asked]


def test_the_poller_follows_changes_of_the_list(run: Run, poll: Start, site: Site, settings: Settings) -> None:
    """A feed that is added is polled, one that is removed is forgotten, a paused one is left alone."""
    one, two = site.feed("/one", "One"), site.feed("/two", "Two")
    process = poll()
    run("feeds", "add", one)
    run("feeds", "add", two)
    states(settings, lambda found: len({state.feed_id for state in found}) == 2)
    assert "paused" in run("feeds", "pause", two).stdout
    assert "removed" in run("feeds", "remove", listed(run)["one"]["feed_id"][:8]).stdout
    with follow(settings, settings.topic("feeds.state"), "beginning", SECONDS) as records:
        assert any(record.value is None for record in records)
    rows = listed(run)
    assert list(rows) == ["two"]
    assert rows["two"]["paused"]
    assert rows["two"]["next_poll"] is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS) == 0


def test_a_feed_that_was_removed_while_nobody_polled_is_forgotten(
    run: Run, poll: Start, site: Site, settings: Settings
) -> None:
    """The next poller that has its partition takes its state away."""
    run("feeds", "add", site.feed("/f", "One"))
    first = poll()
    states(settings, lambda found: len(found) == 1)
    first.kill()
    first.wait()
    run("feeds", "remove", site.address + "/f")
    poll()
    with follow(settings, settings.topic("feeds.state"), "beginning", SECONDS) as records:
        assert any(record.value is None for record in records)


def test_a_feed_is_told_by_list_and_metrics_alike(run: Run, poll: Start, site: Site, settings: Settings) -> None:
    """Last success, next poll, interval, articles a day, error, 304s, bytes."""
    url = site.feed("/f", "One", "Two")
    run("feeds", "add", url)
    (port,) = free_ports(1)
    poll(FRONTWIRE_HEALTH_PORT=str(port))
    (state,) = states(settings, lambda found: len(found) == 1)
    row = listed(run)["f"]
    assert (row["status"], row["entries"], row["known"], row["polls"]) == ("healthy", 2, 2, 1)
    assert (row["interval"], row["items_a_day"], row["conditional"]) == (state.interval, 12.0, True)
    assert row["bytes"] == len(rss("One", "Two"))
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        metrics = answer.read().decode()
    assert f'frontwire_feed_interval_seconds{{feed="{url}"}} {float(row["interval"])}' in metrics
    assert f'frontwire_feed_bytes_total{{feed="{url}"}} {float(row["bytes"])}' in metrics
    assert "a day" in run("feeds", "list").stdout.splitlines()[0]


def test_a_list_goes_out_and_in_as_opml(run: Run, tmp_path: Path) -> None:
    """Bad addresses are named; what is listed already stays as it is."""
    (tmp_path / "in.opml").write_text(
        '<opml version="2.0"><body><outline text="A"><outline text="One &amp; all" xmlUrl="https://one.example/f"/>'
        '</outline><outline text="X" xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    done = run("feeds", "import", tmp_path / "in.opml")
    assert (done.returncode, done.stdout) == (1, "1 added, 0 already listed, 1 bad, named above\n")
    assert "file:///etc/passwd" in done.stderr
    assert "already listed" in run("feeds", "add", "http://one.example/f/").stdout
    (tmp_path / "out.opml").write_text(run("feeds", "export").stdout)
    again = run("feeds", "import", tmp_path / "out.opml")
    assert (again.returncode, again.stdout) == (0, "0 added, 1 already listed\n")
    assert listed(run)["f"]["title"] == "One & all"


def test_a_sites_page_leads_to_its_feed(run: Run, site: Site) -> None:
    """One is listed, several are shown, none is an error; how its pages are read can be changed."""
    site.feed("/a", "One")
    site.feed("/b", "Two")
    link = "<link rel='alternate' type='application/rss+xml' title='N' href='%s'>"
    for path, head in (("/one", link % "/a"), ("/two", link % "/a" + link % "/b"), ("/none", "")):
        site.answers[path] = partial(web.Response, text=f"<html><head>{head}</head></html>", content_type="text/html")
    done = run("feeds", "add", "--pages", "never", site.address + "/one")
    assert done.stdout.startswith(f"added {site.address}/a (")
    row = listed(run)["a"]
    assert (row["title"], row["pages"]) == ("F", "never")
    assert run("feeds", "add", "--title", "Mine", site.address + "/a").stdout.startswith("changed")
    assert run("feeds", "add", site.address + "/one").stdout.startswith("already listed")
    assert listed(run)["a"]["title"] == "Mine"
    several = run("feeds", "add", site.address + "/two")
    assert (several.returncode, len(several.stdout.splitlines())) == (1, 2)
    assert "names 2 feeds" in several.stderr
    none = run("feeds", "add", site.address + "/none")
    assert none.returncode == 1
    assert "no feed was found" in none.stderr
    assert run("feeds", "add", "--pages", "always", site.address + "/a").stdout.startswith("changed")
    assert listed(run)["a"]["pages"] == "always"


def test_check_tells_what_an_address_gives(run: Run, site: Site) -> None:
    """Without a list or a poller; status 1 where one is no feed."""
    good = site.feed("/good", "One")
    done = run("feeds", "check", good)
    assert done.returncode == 0
    assert "good" in done.stdout
    assert "rss20, F" in done.stdout
    both = run("feeds", "check", "--json", good, site.address + "/none")
    assert both.returncode == 1
    assert [row["error"] for row in json.loads(both.stdout)] == [None, "HTTP 404 Not Found"]


def test_check_all_tells_which_of_the_list_answer(run: Run, site: Site) -> None:
    """With progress beside the answer, and a sum at its end."""
    run("feeds", "add", site.feed("/good", "One"))
    run("feeds", "add", "--as-is", site.address + "/none")
    done = run("feeds", "check", "--all")
    assert done.returncode == 1
    assert done.stdout.endswith("1 of 2 give a feed\n")
    assert "Checking feeds: done" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("feeds", "add", "ftp://x"), 2, "is no web address"),
        (("feeds", "check"), 2, "give the URL of a feed, or --all"),
        (("feeds", "remove", "https://nobody.example"), 1, "frontwire feeds list"),
        (("feeds", "import", "no-such-file"), 1, "cannot be read"),
    ],
)
def test_wrong_usage_is_one_line_with_the_remedy(run: Run, arguments: tuple[str, ...], status: int, says: str) -> None:
    """And the contract's exit status."""
    done = run(*arguments)
    assert done.returncode == status
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
