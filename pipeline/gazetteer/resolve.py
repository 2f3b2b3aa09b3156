"""Choosing one place for each name of a document.

    prior ▸ "Mosul, Iraq" ▸ one sense for each name ▸ rounds: shares of country and unit, nearness

The document decides as a whole: each round adds to a sense's points what the other names' present choices say for its
country, its unit and its neighbourhood, until nothing changes. A country's name never wins by right: letting it do so
did harm on every set of articles that it was tried on. The weights were found together with those of `prior`.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TypeVar

from pipeline.gazetteer.compiled import Record
from pipeline.gazetteer.inside import EARTH_KM, lies_in
from pipeline.gazetteer.mention import Mention
from pipeline.gazetteer.prior import prior

_CONTAINED = 23.0
_CONTAINED_IN_SMALL_UNIT = 0.7
"""What is left of it where the name behind the comma is no country and no unit of level 1."""
_CONTAINER = 0.5
_SAID_INSIDE = 6.0
"""Points of a place that lies in what the sentence names as around it, less strictly than by a comma."""
_SAME_COUNTRY = 4.7
_SAME_ADMIN1 = 7.0
_ADMIN1_COUNTS = 1.5
_NEAR = 6.7
_NEAR_KM = 130
_FAR_COSINE = math.cos(900 / EARTH_KM)
"""Places more than 900 km off add nothing to speak of (a thousandth of one next door)."""
_MOST_NEIGHBOURS = 300
"""Names whose places are asked, the first ones: with a list of all towns of a continent it would take minutes."""
_SURE_MARGIN = 2.5
_UNSURE = 0.2
_HOME = 2.0
_ROUNDS = 3
_DOUBT = 0.5
_ENOUGH = 1.5
"""Names from which the share of a country or a unit counts in full."""
_NEAR_SHARE = 0.3

Points = dict[Record, float]
Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a source mostly reports from: its country, and its unit of level 1 by record number where that is known."""

    country: str
    admin1: int = -1


def resolve(mentions: list[Mention], home: Home | None = None) -> list[Record | None]:
    """Return the place of each mention, None for those that may mean none."""
    points = _one_sense_a_name(mentions, _first_points(mentions))
    counts = Counter(mention.key for mention in mentions)
    chosen = {key: _best(senses) for key, senses in points.items()}
    for _round in range(_ROUNDS):
        again = _next_round(points, chosen, counts, home)
        if again == chosen:
            break
        chosen = again
    return [chosen.get(mention.key) for mention in mentions]


def _first_points(mentions: list[Mention]) -> list[Points]:
    points = [{sense.record: prior(sense, mention) for sense in mention.senses} for mention in mentions]
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        container_points = points[number + 1] if following and set(mention.around) & set(points[number + 1]) else {}
        _add_containment(mention, points[number], container_points)
    return points


def _add_containment(mention: Mention, points: Points, container_points: Points) -> None:
    for record in points:
        if any(record != outer and lies_in(record, outer) for outer in mention.said_inside):
            points[record] += _SAID_INSIDE
    for outer in mention.around:
        inner = [record for record in points if record != outer and lies_in(record, outer)]
        large = outer.kind in ("country", "admin1", "demonym")
        for record in inner:
            points[record] += _CONTAINED * (1.0 if large else _CONTAINED_IN_SMALL_UNIT)
        if inner and outer in container_points:
            container_points[outer] += _CONTAINED * _CONTAINER


def _one_sense_a_name(mentions: list[Mention], points: list[Points]) -> dict[str, Points]:
    """Give all mentions of a name the best evidence that any of them has."""
    shared: dict[str, Points] = defaultdict(dict)
    for mention, senses in zip(mentions, points, strict=True):
        known = shared[mention.key]
        for record, value in senses.items():
            known[record] = max(known.get(record, value), value)
    return {key: senses for key, senses in shared.items() if senses}


def _best(points: Points) -> Record:
    return max(points, key=lambda record: points[record])


def _weight(points: Points, count: int) -> float:
    """Return how much a name's choice says about the others: more where it is sure, and where the name comes often."""
    ranked = sorted(points.values(), reverse=True)
    sure = 1.0 if len(ranked) == 1 else min(1.0, _UNSURE + (ranked[0] - ranked[1]) / _SURE_MARGIN)
    return sure * (1 + math.log(count))


def _next_round(
    points: dict[str, Points], chosen: dict[str, Record], counts: Counter[str], home: Home | None
) -> dict[str, Record]:
    weights = {key: _weight(senses, counts[key]) for key, senses in points.items()}
    countries: dict[str, float] = defaultdict(float)
    units: dict[int, float] = defaultdict(float)
    for key, record in chosen.items():
        if record.country:
            countries[record.country] += weights[key]
        if record.admin1 >= 0:
            units[record.admin1] += weights[key] * (_ADMIN1_COUNTS if record.kind == "admin1" else 1.0)
    settled = [(key, one) for key, one in chosen.items() if one.kind in ("admin2", "city")][:_MOST_NEIGHBOURS]
    again = {}
    for key, senses in points.items():
        if len(senses) == 1:
            again[key] = chosen[key]
            continue
        own, weight = chosen[key], weights[key]
        context = _Context(
            countries=_shares(countries, own.country, weight),
            units=_shares(units, own.admin1, weight),
            neighbours=[one for other, one in settled if other != key],
            home=home,
        )
        again[key] = _best({record: value + context.points(record) for record, value in senses.items()})
    return again


@dataclass(frozen=True, slots=True)
class _Context:
    """What the other names of the document say, as seen by one name: its own present choice is left out."""

    countries: dict[str, float]
    units: dict[int, float]
    neighbours: list[Record]
    home: Home | None

    def points(self, record: Record) -> float:
        """Return what the document adds to a sense's points."""
        near = _NEAR * _nearness(record, self.neighbours)
        shares = _SAME_COUNTRY * self.countries.get(record.country, 0.0) + _SAME_ADMIN1 * self.units.get(
            record.admin1, 0.0
        )
        return near + shares + (_home_points(record, self.home) if self.home else 0.0)


def _shares(said: dict[Key, float], own: Key, weight: float) -> dict[Key, float]:
    """Return each country's (or unit's) share of what the other names say; less where they say little."""
    left = dict(said)
    if own in left:
        left[own] -= weight
    total = sum(left.values()) + _DOUBT
    return {place: value / total * min(1.0, total / _ENOUGH) for place, value in left.items()}


def _nearness(record: Record, others: list[Record]) -> float:
    """Return from 0 to 1 how near the other names' places are."""
    if not others or record.kind not in ("city", "admin1", "admin2"):
        return 0.0
    x, y, z = record.direction
    cosines = [x * u + y * v + z * w for u, v, w in (other.direction for other in others)]
    distances = [EARTH_KM * math.acos(min(1.0, cosine)) for cosine in cosines if cosine > _FAR_COSINE]
    near = sum([math.exp(-km / _NEAR_KM) for km in distances])
    return min(1.0, near / (1 + _NEAR_SHARE * len(others)))


def _home_points(record: Record, home: Home) -> float:
    same_unit = record.admin1 == home.admin1 != -1
    return (_HOME if same_unit else 0.0) + (_HOME / 2 if record.country == home.country else 0.0)
