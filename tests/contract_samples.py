"""One full message of every kind, as it stands on its topic."""

from typing import Any

SPAN = {"field": "text", "start": 0, "end": 3, "text": "Two"}
SOURCE = {**SPAN, "name": "Kaduna police", "kind": "police"}
COUNT = {"low": 10, "best": 12, "high": None}
PLOVER = {"event": "ASSAULT", "modes": ["explosives"], "contexts": ["military"], "quad_class": 4}
ACTOR = {
    **SPAN, "role": "actor", "side": 1, "name": "gunmen", "country": "NGA", "sectors": ["UAF"], "inter": 3,
    "count": COUNT,
}  # fmt: skip
LOCATION = {
    **SPAN, "name": "Kaduna", "country": "NGA", "admin1": "Kaduna State", "admin2": None, "lat": 10.5, "lon": 7.4,
    "radius_km": 12, "geonameid": 2335727, "feature_code": "PPLA", "precision": "place", "relation": None,
}  # fmt: skip
TIME = {
    "start": "2023-09-18", "end": "2023-09-18", "precision": "day", "clock": "04:00", "relation": "about",
    "ongoing": False, "basis": "stated", "span": SPAN,
}  # fmt: skip
TOLL = {
    "low": 2, "best": 2, "high": None, "stated": "at_least",
    "breakdown": [{"side": None, "class": "civilians", "low": 2, "best": 2, "high": None}],
}  # fmt: skip
OCCURRENCE = {"status": "confirmed", "by": SOURCE}
ATTRIBUTION = {"actor": 0, "status": "suspected or accused by authorities", "by": None}
AT = "2023-09-19T08:30:00Z"

ARTICLE: dict[str, Any] = {
    "schema": 1, "article_id": "a", "revision": 1, "content_hash": "c", "url": "https://news.example/a",
    "source": "news.example", "feed_id": "f", "title": "Blast in Kaduna", "summary": None, "text": "Two people died.",
    "published": AT, "fetched": "2023-09-19T09:00:00Z", "language": "en", "authors": ["A. Sow"], "tags": ["Nigeria"],
    "rights": None, "truncated": False, "remarks": [],
}  # fmt: skip
DUPLICATE: dict[str, Any] = {
    "schema": 1, "article_id": "b", "original_id": "a", "reason": "near", "similarity": 0.93, "source": "copy.example",
    "url": "https://copy.example/b", "published": AT, "seen": AT,
}  # fmt: skip
RECEIPT: dict[str, Any] = {
    "schema": 1, "article_id": "a", "revision": 1, "extractor": "frontwire-rules/1.0.0", "outcome": "events",
    "event_ids": ["e"], "extracted_at": AT,
}  # fmt: skip
DEDUPE_STATE: dict[str, Any] = {
    "schema": 1, "article_id": "a", "url_key": "u", "time": AT,
    "versions": [
        {"offset": 7, "content_hash": "c", "revision": 1, "original_id": None, "reason": None, "similarity": 1.0,
         "words": "Blast in Kaduna\nTwo people died.", "bands": "AAAA"}
    ],
}  # fmt: skip
EVENT: dict[str, Any] = {
    "schema": 1, "event_id": "e", "article_id": "a",
    "article": {"url": "https://news.example/a", "source": "news.example", "title": "Blast in Kaduna", "published": AT,
                "language": "en", "revision": 1},
    "event_type": "Explosions/Remote violence", "sub_event_type": "Remote explosive/landmine/IED",
    "disorder_type": "Political violence", "civilian_targeting": True, "plover": PLOVER, "cameo_root": "18",
    "type_of_violence": 3, "realis": "actual", "newsness": "new", "occurrence": [OCCURRENCE],
    "attribution": [ATTRIBUTION], "extent": "single", "part_of": None, "trigger": SPAN, "actors": [ACTOR],
    "location": LOCATION, "locations": [], "time": TIME, "fatalities": TOLL, "injuries": None, "casualties": None,
    "affected": [{"what": "arrested", **COUNT}], "weapons": ["landmine"],
    "evidence": [{"for": "/fatalities/best", **SPAN}], "derived": ["/location/lat"], "notes": "Two people died.",
    "confidence": 0.9, "extractor": "frontwire-rules/1.0.0", "extracted_at": AT,
}  # fmt: skip
EXTRACTION: dict[str, Any] = {
    "article_id": "a", "language": "en", "events": [EVENT],
    "places": [{**SPAN, "name": "Kaduna", "country": "NGA", "admin1": None, "lat": 10.5, "lon": 7.4,
                "geonameid": 2335727, "kind": "city"}],
}  # fmt: skip
INCIDENT: dict[str, Any] = {
    "schema": 1, "incident_id": "i", "revision": 3, "status": "open", "merged_into": None, "merged_from": [],
    "extent": "single", "covers": [], "perhaps": None, "event_type": "Explosions/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED", "disorder_type": "Political violence",
    "civilian_targeting": True, "plover": PLOVER, "realis": "actual", "actors": [ACTOR], "location": LOCATION,
    "time": TIME, "country": "NGA", "occurrence": [OCCURRENCE], "attribution": [ATTRIBUTION], "fatalities": TOLL,
    "injuries": None, "casualties": None, "taken_from": {"fatalities": "e"},
    "toll_history": [{"low": 2, "best": 2, "high": None, "at": AT, "event_id": "e", "source": "news.example",
                      "kind": "police", "effect": "first"}],
    "reports": {"events": 1, "articles": 1, "sources": 1, "independent_sources": 1, "event_ids": ["e"]},
    "first_seen": AT, "last_seen": AT, "confidence": 0.9,
}  # fmt: skip
LINK_STATE: dict[str, Any] = {
    "schema": 1, "incident_id": "i", "incident": INCIDENT, "members": [EVENT], "turn": 7, "now": AT,
    "events": {"e": {"content": "h", "article_id": "a", "source": "news.example", "words": "w", "agency": "wire",
                     "revision": 1, "extracted_at": AT}},
}  # fmt: skip
LINKED_ARTICLE: dict[str, Any] = {
    "schema": 1, "article_id": "a", "revision": 1, "extracted_at": AT, "event_ids": ["e"], "turn": 8,
    "copies": [{"article_id": "b", "source": "copy.example"}],
}  # fmt: skip
FEED_SPEC: dict[str, Any] = {
    "schema": 1, "feed_id": "f", "url": "https://news.example/rss", "title": "News", "options": {"pages": "auto"},
    "paused": False
}  # fmt: skip
FEED_STATE: dict[str, Any] = {
    "schema": 1, "feed_id": "f", "etag": 'W/"7"', "last_modified": "Tue, 19 Sep 2023 08:00:00 GMT", "body_hash": "b",
    "url": "https://f.example/new", "moving": {"url": "https://f.example/newer", "seen": 1, "since": AT},
    "size": 20000, "read": AT, "next_poll": AT, "interval": 300, "daily": 12.5, "entries": 30,
    "asks": {"seconds": 3600, "skip_hours": [0, 1], "skip_days": [6]},
    "traffic": {"polls": 9, "unchanged": 6, "bytes": 60000, "saved": 120000},
    "health": {"status": "healthy", "error": None, "failures": 0, "last_success": AT, "last_attempt": AT},
    "known": "AAECAwQFBgcICQoLDA0ODw==",
}  # fmt: skip

SAMPLES: dict[str, dict[str, Any]] = {
    "Article": ARTICLE,
    "DuplicateReport": DUPLICATE,
    "Receipt": RECEIPT,
    "DedupeState": DEDUPE_STATE,
    "Event": EVENT,
    "Extraction": EXTRACTION,
    "Incident": INCIDENT,
    "LinkState": LINK_STATE,
    "LinkedArticle": LINKED_ARTICLE,
    "FeedSpec": FEED_SPEC,
    "FeedState": FEED_STATE,
}
