"""Which tellings of an article are of one event.

In the order of the text, each telling joins the event that it fits best, or opens one. It fits where nothing that both
say contradicts (kind, place, day, victims, doers) and something binds them: the same victims, a pointing word, the
same kind. A sum ("four officers and two civilians died in separate blasts") takes its parts in; with its parts told
it is no event beside them, alone it is an aggregate.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from math import cos, hypot, radians
from typing import Final

from pipeline.contract.vocabulary import ALL_SUB_EVENTS, TYPE_OF, EventType, SubEventType, family
from pipeline.extraction.casualties import Victims
from pipeline.extraction.mentions import HARM, HARM_ACTS
from pipeline.extraction.places import Where
from pipeline.extraction.realis import HAPPENED
from pipeline.extraction.telling import Telling
from pipeline.gazetteer.place import Place

_DEMONSTRATIONS: Final = (
    "Excessive force against protesters",
    "Violent demonstration",
    "Protest with intervention",
    "Peaceful protest",
)
"""A protest that turns violent is a riot, unless it was the police who used lethal force."""
_PRECEDENCE: Final = (*_DEMONSTRATIONS, *(s for s in ALL_SUB_EVENTS if s not in _DEMONSTRATIONS))
_SPECIFIC: Final = frozenset({"site", "place", "near", "admin2", "linear"})


@dataclass(slots=True, eq=False)
class Cluster:
    """The tellings of one event, in order; `whole` is the sum that it is a part of."""

    tellings: list[Telling]
    whole: "Cluster | None" = None
    parts: "list[Cluster]" = field(default_factory=list)

    @property
    def sub_event(self) -> SubEventType:
        """ACLED's word for it: what tells most, then ACLED's order."""
        own = [t for t in self.tellings if t.result != HARM and not t.detail] or [
            t for t in self.tellings if t.result != HARM
        ]
        telling = (
            [t for t in own if not t.generic]
            or ([] if self.whole is None else [t for t in self.whole.tellings if t.result != HARM])
            or own
        )
        found = min((_as_type(t.result) for t in telling), key=_PRECEDENCE.index)
        return self._with_its_end(found)

    def _with_its_end(self, found: SubEventType) -> SubEventType:
        """Let a protest end in arrests, and an abduction in death, where that is told too."""
        if found == "Peaceful protest" and any(t.detail and t.result == "Arrests" for t in self.tellings):
            return "Protest with intervention"
        killed = any(t.result == "Attack" and any(v.harm == "dead" for v in t.victims) for t in self.tellings)
        return "Attack" if found == "Abduction/forced disappearance" and killed else found

    @property
    def family(self) -> str:
        """What event_id and linking go by."""
        return family(TYPE_OF[self.sub_event], "")

    @property
    def aggregate(self) -> bool:
        """Whether it is a sum of several events."""
        return any(t.aggregate for t in self.tellings) and all(
            t.aggregate or t.anaphoric or t.generic for t in self.tellings
        )

    @property
    def last(self) -> int:
        """The sentence that last told of it."""
        return self.tellings[-1].mention.index


def _as_type(result: str) -> SubEventType:
    return next(s for s in ALL_SUB_EVENTS if s == result)


def _type_of(telling: Telling) -> EventType:
    return TYPE_OF[_as_type(telling.result)]


def merge(tellings: Iterable[Telling]) -> list[Cluster]:
    """Give an article's events."""
    clusters: list[Cluster] = []
    for telling in tellings:
        if telling.pointless:
            continue
        home = _home(telling, clusters)
        around = _of_which_a_detail(telling, clusters) if home is None else None
        if around is not None:
            telling.detail = True
            around.tellings.append(telling)
        elif home is None:
            _open(telling, clusters)
        else:
            home.tellings.append(telling)
    found = [c for c in clusters if not (_told_by_parts(c) or _only_harm(c) or _sums_up(c, clusters))]
    _give_victims([c for c in clusters if _only_harm(c)], found)
    return _with_headlines(found)


def _only_harm(cluster: Cluster) -> bool:
    return all(t.result == HARM for t in _evidence(cluster))


def _give_victims(alone: list[Cluster], events: list[Cluster]) -> None:
    """Give the dead and wounded of whom nothing else is told to the event told right before them."""
    for telling in (t for c in alone for t in c.tellings):
        at = telling.mention.index
        told = [(t.mention.index, c) for c in events for t in c.tellings if t.mention.index < at]
        last = max(told, key=lambda pair: pair[0], default=None)
        if last is not None and at - last[0] <= _NEAR and _may_have(last[1], telling):
            last[1].tellings.append(telling)


def _may_have(cluster: Cluster, telling: Telling) -> bool:
    violent = cluster.family in ("violence", "demonstrations")
    return violent and _same_world(telling, cluster) and not _places_apart(telling, cluster)


def _of_which_a_detail(telling: Telling, clusters: list[Cluster]) -> Cluster | None:
    """Give the event of which a telling only tells more: "the attackers withdrew", "they used mortars".

    Such a telling has no place and day of its own and stands right behind; it is an arrest, a move, damage or the like,
    or its doer is a pronoun.
    """
    known = [c for c in clusters if any(t.result != HARM for t in _evidence(c))]
    if not known or telling.apart or telling.mention.reading.sentence.headline:
        return None
    last = max(known, key=lambda c: c.last)
    if (_somewhere_else(telling, last) or telling.when.own) and (
        telling.mention.index != last.last or _places_apart(telling, last)
    ):
        return None
    pronoun = any(p.pronoun for p in telling.mention.agents)
    distance = telling.mention.index - last.last
    few = telling.result == "Arrests" and not telling.when.own
    near = distance >= 0 and (few or distance <= _NEAR) and _same_world(telling, last)
    violent = last.family in ("violence", "demonstrations")
    if not near or not violent or last.aggregate or telling.result == HARM:
        return None
    small = telling.result in _DETAILS
    return last if small or (pronoun and family(_type_of(telling), "") == last.family) else None


def _at_another_place(telling: Telling, cluster: Cluster) -> bool:
    """Whether both name where it was, and not the same place."""
    placed = any(w.precision in _SPECIFIC - {"admin2"} for t in cluster.tellings for w in t.where)
    return placed and _in_a_place_of_its_own(telling, cluster)


def _somewhere_else(telling: Telling, cluster: Cluster) -> bool:
    """Whether it names a place; of arrests, one where the event was not."""
    return bool(telling.where) and (telling.result != "Arrests" or _in_a_place_of_its_own(telling, cluster))


def _in_a_place_of_its_own(telling: Telling, cluster: Cluster) -> bool:
    known = {w.place.name for t in cluster.tellings for w in t.where}
    return bool(telling.where) and not any(w.place.name in known for w in telling.where)


_NEAR: Final = 2
_LEAD: Final = 2
"""Sentences."""
_DETAILS: Final = frozenset(
    {
        "Arrests", "Change to group/activity", "Headquarters or base established", "Looting/property destruction",
        "Disrupted weapons use", "Agreement",
    }
)  # fmt: skip


def _with_headlines(clusters: list[Cluster]) -> list[Cluster]:
    """Give what only the headline tells to the event of the text that it announces: it is the first of its kind.

    Where it announces none and the text begins with another event, the headline was misread.
    """
    told = [c for c in clusters if any(not t.mention.reading.sentence.headline for t in c.tellings)]
    alone = [c for c in clusters if c not in told]
    kept = []
    for cluster in alone:
        real = cluster.tellings[0].realis in HAPPENED
        kin = [c for c in told if c.family == cluster.family and (c.tellings[0].realis in HAPPENED) == real]
        alike = [c for c in kin if c.sub_event == cluster.sub_event]
        home = next(iter(alike if cluster.family == "strategic" else [*alike, *kin]), None)
        if home is None and not any(c.tellings[0].mention.index <= _LEAD for c in told):
            kept.append(cluster)
        elif home is not None:
            home.tellings[:0] = cluster.tellings
    return [c for c in clusters if c in told or c in kept]


def _evidence(cluster: Cluster) -> list[Telling]:
    return cluster.tellings + (cluster.whole.tellings if cluster.whole else [])


def _open(telling: Telling, clusters: list[Cluster]) -> None:
    whole = next((c for c in reversed(clusters) if _is_part(telling, c)), None)
    opened = Cluster([telling], whole)
    if whole is not None:
        whole.parts.append(opened)
    clusters.append(opened)


def _is_part(telling: Telling, cluster: Cluster) -> bool:
    """Whether a telling is one of the events that a sum adds up: its victims are one of the sum's groups."""
    if not cluster.aggregate or telling.aggregate or not _same_world(telling, cluster):
        return False
    dead = [v for v in telling.victims if v.best]
    groups = [v for t in cluster.tellings for v in t.victims]
    if dead and all(any(_same_group(v, g) for g in groups) for v in dead):
        return True
    return bool(dead) and _one_of_several(telling, cluster) and all(any(_fewer(v, g) for g in groups) for v in dead)


def _one_of_several(telling: Telling, cluster: Cluster) -> bool:
    """Say whether a sum at the beginning of the text announces a telling that has a place or a day of its own."""
    if telling.result == HARM or all(t.result == HARM for t in _evidence(cluster)):
        return False
    kin = family(_type_of(telling), "") == cluster.family
    return cluster.last <= _LEAD and kin and bool(telling.where or telling.when.own)


def _fewer(part: Victims, whole: Victims) -> bool:
    return part.harm == whole.harm and part.best is not None and whole.best is not None and part.best < whole.best


def _told_by_parts(cluster: Cluster) -> bool:
    """Whether a sum's parts are all told: two of them, or as many dead as it sums."""
    total = _dead(cluster)
    told = sum(
        max((v.best or 0 for t in p.tellings for v in t.victims if v.harm == "dead"), default=0) for p in cluster.parts
    )
    return len(cluster.parts) > 1 or (bool(cluster.parts) and 0 < total <= told)


def _sums_up(cluster: Cluster, clusters: list[Cluster]) -> bool:
    """Whether the beginning of the text sums what is told behind it: its dead one by one, or at each of its places."""
    if cluster.last > _LEAD or cluster.family != "violence" or all(t.result == HARM for t in cluster.tellings):
        return False
    parts = [c for c in clusters if _may_be_part(c, cluster)]
    own = [t for t in cluster.tellings if not t.mention.reading.sentence.headline]
    return _at_its_places(parts, own) or (cluster.aggregate and len(parts) > 1 and _all_told(parts, cluster, own))


def _at_its_places(parts: list[Cluster], own: list[Telling]) -> bool:
    """Whether parts are told of two or more of the places that a telling of the sum lists."""
    named = [{w.place.name for w in t.where if w.precision in _SPECIFIC} for t in own]
    places = max(named, key=len, default=set())
    return len({w.place.name for c in parts for t in c.tellings for w in t.where} & places) > 1


def _all_told(parts: list[Cluster], whole: Cluster, own: list[Telling]) -> bool:
    """Whether the parts have as many dead as the sum, or as many places as the number of events that it counts."""
    counted = max(map(_number_of_events, own), default=0)
    return sum(map(_dead, parts)) == _dead(whole) or counted == len([c for c in parts if c.tellings[0].where])


def _number_of_events(telling: Telling) -> int:
    """Give how many events its words count: "in two attacks"; 0 where they count none."""
    counted = (_NUMBERS.get(c.lower, 0) for f in telling.mention.frames for c in f.head.children if f.head.tag == "NNS")
    return max(counted, default=0)


_NUMBERS: Final = {"twin": 2, "two": 2, "three": 3, "four": 4, "five": 5}


def _may_be_part(part: Cluster, whole: Cluster) -> bool:
    behind = part is not whole and part.tellings[0].mention.index > whole.last and not part.aggregate
    if not behind or all(t.result == HARM for t in part.tellings):
        return False
    return part.family == whole.family and _same_world(part.tellings[0], whole)


def _dead(cluster: Cluster) -> int:
    return max((sum(v.best or 0 for v in t.victims if v.harm == "dead") for t in cluster.tellings), default=0)


def _home(telling: Telling, clusters: list[Cluster]) -> Cluster | None:
    fitting = [c for c in clusters if _fits(telling, c)]
    bound = [c for c in fitting if _same_victims(telling, c)]
    if bound:
        return max(bound, key=lambda c: (not c.aggregate, c.last))
    if any(_is_part(telling, c) for c in clusters):
        return None
    home = max(fitting, key=lambda c: (c.last, not c.aggregate), default=None)
    return None if home is not None and _of_one_told_since(telling, home, clusters) else home


def _of_one_told_since(telling: Telling, home: Cluster, clusters: list[Cluster]) -> bool:
    """Say whether deaths stand right behind another event than the one that they fit, which was told before that."""
    if telling.result != HARM:
        return False
    at = telling.mention.index
    return at - home.last > 1 and any(home.last < c.last and at - c.last <= 1 for c in clusters)


def _fits(telling: Telling, cluster: Cluster) -> bool:
    if not _same_world(telling, cluster) or telling.apart:
        return False
    if cluster.aggregate and not telling.aggregate and not _same_sum(telling, cluster):
        return False
    if telling.aggregate and not cluster.aggregate and telling.victims and not _same_victims(telling, cluster):
        return False
    if telling.when.later is not None and _at_another_place(telling, cluster):
        return False
    if _headline_alone(cluster) and telling.mention.index > _LEAD and not _announced(telling, cluster):
        return False
    return _same_kind(telling, cluster) and not (
        (_places_apart(telling, cluster) and not _announced_with_victims(telling, cluster))
        or _days_apart(telling, cluster)
        or _victims_apart(telling, cluster)
        or (_doers_apart(telling, cluster) and not _within_exchange(telling, cluster))
    )


def _headline_alone(cluster: Cluster) -> bool:
    return all(t.mention.reading.sentence.headline for t in cluster.tellings)


def _announced(telling: Telling, cluster: Cluster) -> bool:
    """Say whether a headline can mean what is first told far down: one kind, and a place, a day or its victims."""
    same = any(t.result == telling.result for t in cluster.tellings)
    return same and bool(telling.where or telling.when.own or _same_victims(telling, cluster))


def _announced_with_victims(telling: Telling, cluster: Cluster) -> bool:
    """Whether a headline names the same victims: its place is that of the news, not of the event."""
    counted = any(v.best and v.best > 1 for v in telling.victims)
    return _headline_alone(cluster) and counted and telling.mention.index <= _LEAD and _same_victims(telling, cluster)


def _same_world(telling: Telling, cluster: Cluster) -> bool:
    real = cluster.tellings[0].realis
    if telling.realis in HAPPENED and real in HAPPENED:
        return telling.realis == real or telling.generic
    return telling.realis == real


def _begins_anew(telling: Telling, cluster: Cluster) -> bool:
    """Recognise a deed with a day and place of its own, told some way behind deaths of which no deed was told."""
    behind = telling.mention.index - cluster.last
    told = bool(telling.where and telling.when.own) or behind > _NEAR
    return told and telling.result != HARM and cluster.last > _LEAD and behind > 1


def _same_kind(telling: Telling, cluster: Cluster) -> bool:
    own = [t for t in _evidence(cluster) if t.result != HARM]
    violent = cluster.family in ("violence", "demonstrations") if own else True
    if not own and _begins_anew(telling, cluster):
        return False
    if telling.result == HARM or not own:
        return violent
    if telling.mention.rule.background != all(t.mention.rule.background for t in own):
        return False
    if any(t.result == telling.result for t in own):
        return True
    return violent and (
        (_only_hurt(telling) and _near(telling, cluster))
        or (family(_type_of(telling), "") == cluster.family and _akin(telling, cluster))
    )


def _akin(telling: Telling, cluster: Cluster) -> bool:
    """Say whether two kinds of violence, or of unrest, may be one event."""
    alike = _type_of(telling) == TYPE_OF[cluster.sub_event]
    if alike and telling.anaphoric:
        return True
    return _near(telling, cluster) and (
        (alike and telling.generic and not telling.where)
        or _says_little(telling)
        or (all(t.generic for t in cluster.tellings) and not _done_by_arms(telling, cluster))
        or cluster.family == "demonstrations"
        or _one_engagement(telling, cluster)
    )


def _only_hurt(telling: Telling) -> bool:
    """Whether it only tells who came to harm, and not by whom or how: "two officers were hurt"."""
    m = telling.mention
    little = m.rule.generic and m.acts <= HARM_ACTS and not m.agents
    return little and all(e.class_ in ("crude", "projectile") for e in m.weapons)


def _near(telling: Telling, cluster: Cluster) -> bool:
    """Say whether a telling of another kind can be of the same event: it stands near, or names the same place or dead.

    A headline is near the whole text.
    """
    if cluster.last == 0 or telling.mention.index - cluster.last <= _NEAR or _same_victims(telling, cluster):
        return True
    here = {w.place.text for w in telling.where}
    return any(w.place.text in here for t in cluster.tellings for w in t.where if w.precision in _SPECIFIC)


def _done_by_arms(telling: Telling, cluster: Cluster) -> bool:
    """Whether armed people did what was told so far, and another weapon does what is told now."""
    armed = any(
        "armed" in p.classes and not p.classes & {"suicide"} for t in cluster.tellings for p in t.mention.agents
    )
    explosive = _type_of(telling) == "Explosions/Remote violence"
    return armed and explosive and not telling.anaphoric and telling.mention.index != cluster.last


def _says_little(telling: Telling) -> bool:
    """Whether a telling fits any kind: it points back, or its weak words come without a doer, place and day."""
    if not telling.generic:
        return False
    told = telling.where or telling.when.own or telling.mention.agents
    mention = telling.mention
    return telling.anaphoric or not told or mention.reading.sentence.headline or mention.acts <= HARM_ACTS


def _one_engagement(telling: Telling, cluster: Cluster) -> bool:
    """Say whether two kinds may be one engagement: a clash and the taking of a place may, two weapons are two."""
    kinds = {_type_of(telling), TYPE_OF[cluster.sub_event]}
    if telling.mention.index > cluster.last > 0 and telling.when.own and _at_another_place(telling, cluster):
        return False
    return kinds <= {"Battles", "Violence against civilians"} or (
        kinds <= {"Battles", "Explosions/Remote violence"} and _within_exchange(telling, cluster)
    )


def _within_exchange(telling: Telling, cluster: Cluster) -> bool:
    """Say whether one side's fire is told right behind the fire of both: "border guards exchanged fire"."""
    both = any("mutual" in t.mention.acts for t in cluster.tellings)
    return both and not telling.when.own and telling.mention.index - cluster.last <= 1


def _places_apart(telling: Telling, cluster: Cluster) -> bool:
    here = _place(telling)
    return here is not None and any(_apart(here, there) for t in cluster.tellings if (there := _place(t)) is not None)


def _place(telling: Telling) -> Where | None:
    return next((w for w in telling.where if w.precision in _SPECIFIC), telling.where[0] if telling.where else None)


def _apart(a: Where, b: Where) -> bool:
    p, q = a.place, b.place
    if (p.geonameid is not None and p.geonameid == q.geonameid) or p.text == q.text:
        return False
    if p.country and q.country and p.country != q.country:
        return True
    if not (a.precision in _SPECIFIC and b.precision in _SPECIFIC):
        return a.precision == b.precision == "admin1"
    if _within(p.name, q.admin2) or _within(q.name, p.admin2):
        return False
    far = _kilometres(p, q)
    return far > _FAR + (p.radius_km or 0) + (q.radius_km or 0) if far is not None else p.kind == q.kind == "city"


_FAR: Final = 3
"""Kilometres between two points that may still be one place."""


def _kilometres(p: Place, q: Place) -> float | None:
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return None
    return hypot(p.lat - q.lat, (p.lon - q.lon) * cos(radians(p.lat))) * _KM_A_DEGREE


_KM_A_DEGREE: Final = 111.2


def _within(name: str, unit: str | None) -> bool:
    return unit is not None and name == unit


def _days_apart(telling: Telling, cluster: Cluster) -> bool:
    mine = telling.when.own
    if mine is None or mine.first is None or mine.last is None:
        return False
    for t in cluster.tellings:
        other = t.when.own
        if other and other.first and other.last and (mine.last < other.first or other.last < mine.first):
            return not (_found_dead(telling) and timedelta(0) < mine.first - other.last <= _FOUND_WITHIN)
    return False


_FOUND_WITHIN: Final = timedelta(days=3)


def _found_dead(telling: Telling) -> bool:
    """Whether its day is that on which somebody was found dead or died of wounds."""
    said = telling.mention.clause.node("say")
    found = said is not None and said.lower == "found"
    return telling.mention.acts <= _DEATHS and (found or not telling.where)


_DEATHS: Final = HARM_ACTS - {"wound", "lose", "displace"}


def _victims_apart(telling: Telling, cluster: Cluster) -> bool:
    """Whether exact figures of one harm contradict: other people, or as many others."""
    if _other_names(telling, cluster):
        return True
    mine = [v for v in telling.victims if v.best is not None and v.harm == "dead"]
    theirs = [v for t in cluster.tellings for v in t.victims if v.best is not None and v.harm == "dead"]
    if not mine or not theirs:
        return False
    if _same_victims(telling, cluster) or _more_of_them(telling, cluster):
        return False
    told = any(t.result != HARM for t in cluster.tellings)
    return all(
        v.class_ != w.class_ and _exact(v) and _exact(w) and not (told and _counted_in(v, w))
        for v in mine
        for w in theirs
    )


def _more_of_them(telling: Telling, cluster: Cluster) -> bool:
    """Recognise further dead of a fight that was just told: deaths of which no place or day of their own is said."""
    kinds = {_type_of(t) for t in cluster.tellings if t.result != HARM}
    fight = bool(kinds) and kinds <= {"Battles", "Violence against civilians"}
    near = telling.mention.index - cluster.last <= _NEAR
    dated = any(time.kind == "date" for time in telling.mention.reading.times)
    if not fight or not near or telling.where or dated:
        return False
    return telling.result == HARM or (_other_side(telling, cluster) and _the_same(telling))


def _other_side(telling: Telling, cluster: Cluster) -> bool:
    classes = {v.class_ for t in (telling, *cluster.tellings) for v in t.victims if v.harm == "dead"}
    return classes == {"state_forces", "armed_group"}


def _the_same(telling: Telling) -> bool:
    """Say whether it points at the fight or its sides: "in the firefight", "two of the assailants"."""
    nouns = [f.head for f in telling.mention.frames if f.head.noun]
    nouns += [n for f in telling.mention.frames for n in f.head.behind(("in", "during"))]
    nouns += [n for v in telling.victims for n in v.phrase.head.behind(("of",))]
    return any(c.dep == "det" and c.lower in ("the", "that", "this") for n in nouns for c in n.children)


def _counted_in(part: Victims, whole: Victims) -> bool:
    """Whether people of one class may be among those of whom only the number was told."""
    return whole.class_ == "unknown" and (part.best or 0) < (whole.best or 0)


def _other_names(telling: Telling, cluster: Cluster) -> bool:
    """Say whether both name their victims, and differently."""
    mine = {v.phrase.named for v in telling.victims} - {None}
    theirs = {v.phrase.named for t in cluster.tellings for v in t.victims} - {None}
    return bool(mine and theirs) and not mine & theirs


def _exact(v: Victims) -> bool:
    return v.stated == "exact"


def _same_victims(telling: Telling, cluster: Cluster) -> bool:
    if not telling.victims:
        return False
    known = [v for t in cluster.tellings for v in t.victims]
    return all(any(_same_group(v, w) for w in known) for v in telling.victims)


def _same_sum(telling: Telling, cluster: Cluster) -> bool:
    """Whether a telling without a plural still speaks of the whole sum."""
    groups = max((t.victims for t in cluster.tellings), key=len)
    return bool(telling.victims) and len(telling.victims) == len(groups) and _same_victims(telling, cluster)


def _same_group(a: Victims, b: Victims) -> bool:
    if a.harm != b.harm and "either" not in (a.harm, b.harm):
        return False
    if a.phrase.named and b.phrase.named:
        return a.phrase.named == b.phrase.named
    if a.best is not None and b.best is not None and a.best != b.best:
        return False
    if a.best is None and not a.phrase.definite and not a.phrase.pronoun:
        return False
    return a.class_ == b.class_ or "unknown" in (a.class_, b.class_)


def _doers_apart(telling: Telling, cluster: Cluster) -> bool:
    mine = _doers(telling)
    return bool(mine) and any(theirs and not mine & theirs for t in cluster.tellings if (theirs := _doers(t)))


def _doers(telling: Telling) -> set[str]:
    """Give the names of the groups and countries that do it, where they are named."""
    groups = {p.group.name for p in telling.mention.agents if p.group}
    return groups or {
        q.country
        for p in telling.mention.agents
        for q in p.places[:1]
        if q.country and (p.classes & {"state"} or not p.classes)
    }
