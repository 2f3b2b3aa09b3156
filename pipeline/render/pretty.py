"""Events and incidents for a person: what, where, when, how many, who, who says so, and the words it rests on.

Pure: a message in, rich's Text out, which is plain text where colours have no place (`.plain`).
"""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.text import Text

from pipeline.contract import Event, Figure, Incident
from pipeline.contract.event import Actor, Attribution, EventTime, Evidence, Location, Source, Toll
from pipeline.render.plain import printable, shortened

_COLOURS: Final = {
    "Battles": "red",
    "Explosions/Remote violence": "red",
    "Violence against civilians": "red",
    "Riots": "yellow",
    "Protests": "yellow",
    "Strategic developments": "cyan",
}
_LABEL_WIDTH: Final = 10
_LONGEST_WORDS: Final = 240
_ROLES: Final = {
    "actor": "by",
    "recipient": "against",
    "intervener": "intervened",
    "bystander": "also hit",
    "associate": "with",
}
_STATED: Final = {
    "at_least": "at least",
    "at_most": "at most",
    "about": "about",
    "vague": "about",
    "none_reported": "none reported",
}
_POINTED: Final = {"location": "where", "time": "when", "fatalities": "dead", "injuries": "hurt", "actors": "who"}

Row = tuple[str, str]


def event(event: Event) -> Text:
    """Give an event in some lines; they do not end with a line break."""
    return _block(_head(event, event.newsness), [*_what_happened(event), *_words(event), _told_by(event)])


def incident(incident: Incident) -> Text:
    """Give the current state of an incident in some lines."""
    reports = incident.reports
    sources = f"{reports.independent_sources} independent of {_counted(reports.sources, 'source')}"
    told = ("reports", f"{_counted(reports.events, 'event')}, {_counted(reports.articles, 'article')}, {sources}")
    known = ("incident", f"{incident.incident_id[:12]} revision {incident.revision}, {incident.status}")
    return _block(_head(incident, incident.status), [*_what_happened(incident), told, known])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ── lines ──


def _block(head: Text, rows: Iterable[Row]) -> Text:
    lines = (Text.assemble((f"  {label:<{_LABEL_WIDTH}}", "dim"), words) for label, words in rows if words)
    return Text("\n").join([head, *lines])


def _head(told: Event | Incident, state: str) -> Text:
    kind = told.event_type or told.plover.event
    sub = told.sub_event_type or ", ".join(told.plover.modes)
    title = " · ".join(part for part in (kind, sub) if part)
    colour = _COLOURS.get(told.event_type or "", "white") if told.realis == "actual" else "bright_black"
    notes = f"  {told.realis}, {state.replace('_', ' ')}, {told.confidence:.0%} sure"
    return Text.assemble((f"● {title}", f"bold {colour}"), (notes, "dim"))


def _what_happened(told: Event | Incident) -> Iterator[Row]:
    yield "where", place(told.location) if told.location else ""
    yield "when", when(told.time) if told.time else ""
    yield "dead", toll(told.fatalities) if told.fatalities else ""
    yield "hurt", toll(told.injuries) if told.injuries else ""
    yield "dead/hurt", toll(told.casualties) if told.casualties else ""
    yield from ((_ROLES[actor.role], _actor(actor)) for actor in told.actors)
    yield from (("blamed", _blame(blame, told.actors)) for blame in told.attribution)
    yield from (("happened", _says(says.status, says.by)) for says in told.occurrence if says.by)


def _told_by(event: Event) -> Row:
    article = event.article
    published = f" ({article.published:%Y-%m-%d})" if article.published else ""
    return "told by", f"{printable(article.source or 'unknown')}: {shortened(article.title, 100)}{published}"


def _words(event: Event) -> Iterator[Row]:
    """Give the sentence that tells it best, and the words on which its fields rest."""
    yield "words", f"“{shortened(event.notes or event.trigger.text, _LONGEST_WORDS)}”"
    yield "rests on", "; ".join(_pointed(event.evidence))


def _pointed(evidence: Iterable[Evidence]) -> Iterator[str]:
    pointed: dict[str, str] = {}
    for piece in evidence:
        name = piece.for_.strip("/").split("/")[0]
        if name in _POINTED:
            pointed.setdefault(_POINTED[name], shortened(piece.text, 60))
    return (f"{name} “{words}”" for name, words in pointed.items())


# ── fields ──


def place(location: Location) -> str:
    """Give a place: its name, the unit it lies in, its country, how exact that is."""
    within = [part for part in (location.admin1, location.country) if part and part != location.name]
    near = {"near": "near ", "linear": "along "}.get(location.precision, "")
    relation = f"{location.relation} " if location.relation else near
    exact = "" if location.precision in ("site", "place", "near") else f" ({location.precision})"
    return printable(f"{relation}{', '.join([location.name, *within])}{exact}")


def when(time: EventTime) -> str:
    """Give a day or a span of days, the clock, and what it rests on where words do not say it."""
    if time.start is None and time.end is None:
        return ""
    end = time.end or ("now" if time.ongoing else "…")
    days = time.start if time.start == time.end else f"{time.start or '…'} - {end}"
    clock = f" {time.relation or 'at'} {time.clock}" if time.clock else ""
    return f"{days}{clock}" + ("" if time.basis == "stated" else f" ({time.basis})")


def toll(toll: Toll) -> str:
    """Give a number of people in words, with its parts."""
    parts = [f"{figure(part)} {part.class_.replace('_', ' ')}" for part in toll.breakdown if part.class_ != "unknown"]
    shown = _STATED.get(toll.stated, "")
    number = shown if toll.stated == "none_reported" else f"{shown} {figure(toll)}".strip()
    return number + (f" ({', '.join(parts)})" if parts else "")


def figure(figure: Figure) -> str:
    """Give a figure with open ends: its best, and the bounds where they say more."""
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return f"{figure.low}-{figure.high}"
    known = next((number for number in (figure.best, figure.low, figure.high) if number is not None), None)
    return "unknown" if known is None else f"{known:,}"


def _actor(actor: Actor) -> str:
    known = [part for part in (actor.country, *actor.sectors) if part]
    return printable(actor.name) + (f" ({' '.join(known)})" if known else "")


def _blame(blame: Attribution, actors: tuple[Actor, ...]) -> str:
    name = actors[blame.actor].name if blame.actor < len(actors) else "unknown"
    return f"{printable(name)}: {_says(blame.status, blame.by)}"


def _says(status: str, by: Source | None) -> str:
    return f"{status}, by {printable(by.name)}" if by else status
