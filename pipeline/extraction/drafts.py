"""Drafts: an event before it is written down, be it one that ACLED records or a PLOVER act alone."""

from dataclasses import dataclass, field
from functools import cache

from pipeline.contract.vocabulary import MODES, TYPE_OF, PloverEvent, SubEventType, family
from pipeline.extraction.armament import Arm
from pipeline.extraction.document import Sentence
from pipeline.extraction.merging import Cluster
from pipeline.extraction.places import Inferred
from pipeline.extraction.tables import read
from pipeline.extraction.telling import Telling
from pipeline.extraction.vote import elect
from pipeline.text.dates import TimeExpression

_ROOTS: dict[PloverEvent, str] = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip


Clock = tuple[Sentence, TimeExpression]


@dataclass(slots=True, eq=False)
class Draft:
    """An event's tellings with what they are coded as; `whole` holds those of the sum that it is a part of."""

    tellings: list[Telling]
    whole: list[Telling]
    sub_event: SubEventType | None
    plover: PloverEvent
    modes: tuple[str, ...]
    aggregate: bool = False
    relevance: int = 0
    """Points of data/relevance.tsv; acts that PLOVER alone records have none."""
    _best: Telling | None = None
    clock_behind: Clock | None = None
    """The time of day that the sentences behind it name."""
    later_than: str | None = None
    """The clock of another event after which it came."""
    day_of_last: tuple[Telling, int] | None = None
    """The telling of the event before it, and how many days later it was, where no word of its own says when."""
    day_of_lead: tuple[Sentence, TimeExpression] | None = None
    """The day that the first sentence states, of an event that only the headline tells."""
    arms: list[Arm] = field(default_factory=list)
    """With what; acts that PLOVER alone records have none."""
    inferred: Inferred | None = None
    """Where it was, if no word of its own says so."""

    @property
    def family(self) -> str:
        """What event_id and linking go by."""
        return family(TYPE_OF[self.sub_event] if self.sub_event else None, self.plover)

    @property
    def evidence(self) -> list[Telling]:
        """Its own tellings, then those of its sum."""
        return self.tellings + self.whole

    @property
    def cameo_root(self) -> str:
        """The CAMEO root that goes with it."""
        if (
            self.plover == "ASSAULT"
            and self.sub_event
            and TYPE_OF[self.sub_event] in ("Battles", "Explosions/Remote violence")
        ):
            return "20" if self.sub_event == "Chemical weapon" else "19"
        return "09" if self.plover == "ACCUSE" and "investigate" in self.modes else _ROOTS[self.plover]

    @property
    def best(self) -> Telling:
        """The telling that tells it best: specific, with victims, place and time of its own; the first among equals."""
        if self._best is None:
            self._best = max(self.tellings, key=_telling_power)
        return self._best


def _telling_power(t: Telling) -> tuple[bool, int, bool]:
    told = sum((bool(t.victims), bool(t.where), bool(t.when.own or t.when.clock)))
    return not t.generic, told, not t.mention.reading.sentence.headline


@cache
def _types() -> dict[str, tuple[PloverEvent, str]]:
    return {row["sub_event_type"]: (row["plover"], row["mode"]) for row in read("types.tsv")}  # type: ignore[misc]


@cache
def _modes() -> dict[tuple[str, str], str]:
    return {(row["of"], row["word"]): row["mode"] for row in read("modes.tsv")}


def draft(cluster: Cluster) -> Draft:
    """Code a cluster."""
    sub_event = elect(cluster)
    event, mode = _by_words(sub_event, cluster.tellings) or _types()[sub_event]
    whole = cluster.whole.tellings if cluster.whole else []
    found = [mode] if mode else []
    for t in [*cluster.tellings, *whole]:
        found += [m for m in _modes_of(t) if m in MODES[event]]
    return Draft(cluster.tellings, whole, sub_event, event, tuple(dict.fromkeys(found)), cluster.aggregate)


def _by_words(sub_event: SubEventType, tellings: list[Telling]) -> tuple[PloverEvent, str] | None:
    """Give the act where the trigger's words decide it: an agreement may be a truce, a surrender or a swap."""
    said = {word for t in tellings for f in t.mention.frames for word in f.text.lower().split()}
    rows = (row for row in read("acts_of_types.tsv") if row["sub_event_type"] == sub_event)
    return next(((row["event"], row["mode"]) for row in rows if said & set(row["words"].split())), None)  # type: ignore[return-value]


def _modes_of(t: Telling) -> list[str]:
    table = _modes()
    keys = [("weapon", e.class_) for e in t.mention.weapons] + [("act", a) for a in sorted(t.mention.acts)]
    keys += [("word", word) for f in t.mention.frames for word in f.text.lower().split()]
    keys += [("word", e.value) for e in t.mention.weapons]
    return [table[k] for k in keys if k in table]
