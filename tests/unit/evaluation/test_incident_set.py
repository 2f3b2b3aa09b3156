"""The public set for incident linking keeps its form: ids, references, words that stand in the texts, days that fit.

How well Frontwire links the articles is measured elsewhere.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import urlsplit

import pytest

from pipeline.contract.event import Actor, LocationPrecision
from pipeline.contract.vocabulary import ALL_SUB_EVENTS, Extent, Sector

Table = dict[str, Any]

FILES: Final = sorted((Path(__file__).parents[3] / "evaluation" / "incidents").glob("*.toml"))
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ARTICLE_KEYS: Final = {
    *("id", "source", "url", "published", "title", "text", "tells", "mentions", "copy_of", "sum_of", "event"),
}
EVENT_KEYS: Final = {
    *("incident", "sub_event_type", "extent", "start", "end", "place"),
    *("fatalities", "injuries", "affected", "actors", "weapons"),
}
NUMBERS: Final = ("fatalities", "injuries")
ROLES: Final = get_args(Actor.model_fields["role"].annotation)
FAR_DAYS: Final = 31
"""No article of the set looks back further: older events are background, which has no label here."""


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _every(table: str) -> list[Table]:
    return [row for path in FILES for row in _read(path)[table]]


def _events(articles: list[Table]) -> Iterator[tuple[Table, Table]]:
    return ((article, event) for article in articles for event in article.get("event", []))


def _words(article: Table) -> str:
    return f"{article['title']}\n{article['text']}"


def test_ids_are_unique_in_the_whole_set() -> None:
    """Of incidents and of articles, over all files."""
    for table in ("incident", "article"):
        counts = Counter(row["id"] for row in _every(table))
        assert [key for key, count in counts.items() if count > 1] == []


def test_the_set_is_as_large_as_it_says() -> None:
    """At least sixty incidents, and each is told by three to eight articles."""
    told = Counter(key for article in _every("article") for key in article["tells"])
    incidents = {row["id"] for row in _every("incident")}
    assert len(incidents) >= 60
    assert {key: told[key] for key in incidents if not 3 <= told[key] <= 8} == {}


def test_the_page_of_the_set_states_its_size() -> None:
    """The figures there are those of the files."""
    articles = _every("article")
    copies, sums = (sum(key in article for article in articles) for key in ("copy_of", "sum_of"))
    size = f"{len(_every('incident'))} incidents, {len(articles)} articles, {copies} of them copies, {sums} that tell"
    assert size in (FILES[0].parent / "README.md").read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_references_resolve_within_their_file(path: Path) -> None:
    """Incidents told, summed and coded, and the articles that others copy."""
    rows = _read(path)
    incidents, articles = ({row["id"] for row in rows[table]} for table in ("incident", "article"))
    for article in rows["article"]:
        assert set(article["tells"]) <= incidents, article["id"]
        assert set(article.get("sum_of", [])) <= incidents, article["id"]
        assert set(article.get("mentions", [])) <= incidents - set(article["tells"]), article["id"]
        assert article.get("copy_of", article["id"]) in articles, article["id"]
        assert article.get("copy_of") != article["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_told_incident_has_one_coded_event(path: Path) -> None:
    """A sum has one of its own, an aggregate without an incident, over two incidents or more."""
    for article in _read(path)["article"]:
        events = article.get("event", [])
        assert sorted(e["incident"] for e in events if "incident" in e) == sorted(article["tells"]), article["id"]
        sums = [event for event in events if "incident" not in event]
        assert len(sums) == bool(article.get("sum_of")), article["id"]
        assert all(event["extent"] == "aggregate" for event in sums), article["id"]
        assert len(article.get("sum_of", "ab")) >= 2, article["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_keys_and_codes_are_known(path: Path) -> None:
    """A misspelt key or code would be a label that nobody reads."""
    rows = _read(path)
    assert all(set(row) == {"id", "note"} for row in rows["incident"])
    assert all(set(article) <= ARTICLE_KEYS for article in rows["article"])
    for article, event in _events(rows["article"]):
        assert set(event) <= EVENT_KEYS, article["id"]
        assert event["sub_event_type"] in ALL_SUB_EVENTS, article["id"]
        assert event.get("extent", "single") in get_args(Extent), article["id"]
        assert event.get("place", {}).get("precision", "place") in get_args(LocationPrecision), article["id"]
        for actor in event.get("actors", []):
            assert actor["role"] in ROLES, article["id"]
            assert set(actor.get("sectors", [])) <= set(get_args(Sector)), article["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labelled_words_stand_in_the_article(path: Path) -> None:
    """Places and actors are the article's words, exactly."""
    for article, event in _events(_read(path)["article"]):
        spans = [actor["text"] for actor in event.get("actors", [])]
        spans += [event["place"]["text"]] if "place" in event else []
        assert [span for span in spans if span not in _words(article)] == [], article["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_places_and_numbers_are_possible(path: Path) -> None:
    """Coordinates on the globe, countries of three letters, and low, best and high in order."""
    for article, event in _events(_read(path)["article"]):
        if place := event.get("place"):
            assert re.fullmatch("[A-Z]{3}", place["country"]), article["id"]
            assert -90 <= place["lat"] <= 90, article["id"]
            assert -180 <= place["lon"] <= 180, article["id"]
        for number in (event[key] for key in NUMBERS if key in event):
            known = [number[key] for key in ("low", "best", "high") if key in number]
            assert known == sorted(known), article["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_addresses_are_of_reserved_domains(path: Path) -> None:
    """No outlet that there is can be taken for the author of an invented report."""
    for article in _read(path)["article"]:
        assert urlsplit(article["url"]).netloc.endswith(".example"), article["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_copy_comes_after_what_it_copies(path: Path) -> None:
    """And tells the same incidents."""
    articles = {article["id"]: article for article in _read(path)["article"]}
    for copy in (article for article in articles.values() if "copy_of" in article):
        original = articles[copy["copy_of"]]
        assert copy["published"] > original["published"], copy["id"]
        assert copy["tells"] == original["tells"], copy["id"]


def _days(event: Table) -> set[date]:
    return {event["start"] + timedelta(n) for n in range((event["end"] - event["start"]).days + 1)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_days_lie_before_the_article(path: Path) -> None:
    """An event starts no later than it ends, ends no later than it is told, and is no old story."""
    for article, event in _events(_read(path)["article"]):
        if "start" in event:
            told = article["published"].date()
            assert told - timedelta(FAR_DAYS) <= event["start"] <= event["end"] <= told, article["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_named_weekday_is_the_day_of_the_event_or_of_the_report(path: Path) -> None:
    """Where an article is of one event alone and opens with one weekday: the event's, the eve's, or of who said so."""
    for article in _read(path)["article"]:
        opening = _words(article).split("\n\n")[0]
        named = set(re.findall("|".join(WEEKDAYS), opening))
        events = [event for event in article.get("event", []) if "start" in event]
        if len(named) != 1 or len(events) != 1 or "mentions" in article:
            continue
        told = article["published"].date()
        near = _days(events[0]) | {events[0]["start"] - timedelta(1), told, told - timedelta(1)}
        assert named <= {WEEKDAYS[day.weekday()] for day in near}, article["id"]
