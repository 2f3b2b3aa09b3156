"""One toll out of the figures that an article's sentences and sources give.

    victims of one sentence ▸ their sum (a figure)
    figures ▸ the current one, or the range between sources ▸ other people added ▸ Toll

Which source counts for what, docs/coding.md says ("Numbers", "Toll").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.contract.event import Share, SourceKind, Toll, VictimClass
from pipeline.extraction.casualties import Harm, Victims
from pipeline.extraction.reading import Reading
from pipeline.extraction.sums import summed
from pipeline.extraction.telling import Telling

_FIRST: Final = 3
"""Figures that count: later ones repeat them or tell of parts."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence says of one harm; `by` is who says so, with his kind."""

    toll: Toll
    victims: tuple[Victims, ...]
    reading: Reading
    by: tuple[str, SourceKind] | None

    @property
    def more(self) -> bool:
        """Whether all of them come to those told before."""
        return all(v.more for v in self.victims)

    @property
    def classes(self) -> set[str]:
        """What is known of who they were."""
        return {str(share.class_) for share in self.toll.breakdown} - {"unknown"}


def told(tellings: Sequence[Telling], harm: Harm) -> list[Told]:
    """Give the figures of one harm in the order of the text; numbers of headlines where the text has none."""
    found = [one for t in tellings for one in _of_telling(t, harm)]
    text = [one for one in found if not one.reading.sentence.headline]
    return text or [one for one in found if one.toll.stated != "vague"]


def _of_telling(t: Telling, harm: Harm) -> list[Told]:
    by_sentence: dict[int, list[Victims]] = {}
    for v in t.victims:
        if v.harm == harm:
            by_sentence.setdefault(v.phrase.reading.sentence.index, []).append(v)
    found = ((toll_of(group), tuple(group)) for group in by_sentence.values())
    return [
        Told(toll, group, group[0].phrase.reading, _by(t, group[0].phrase.reading)) for toll, group in found if toll
    ]


def _by(t: Telling, reading: Reading) -> tuple[str, SourceKind] | None:
    own = (s.speaker for s in t.statements if s.speaker.words.reading is reading)
    return next(((s.meant.head.lower, s.kind) for s in own), None)


def toll_of(victims: Sequence[Victims]) -> Toll | None:
    """Sum groups of people; None where nobody says how many."""
    parts = [v for v in victims if v.best is not None or v.low is not None or v.high is not None]
    if not parts:
        return None
    low, best, high = summed(parts)
    stated = parts[0].stated if len(parts) == 1 else "sum"
    if any(v.stated == "unknown" for v in victims):
        high, stated = None, "at_least"
    shares = tuple(Share(**{"class": v.class_}, low=v.low, best=v.best, high=v.high) for v in _by_class(parts))
    return Toll(low=low, best=best, high=high, stated=stated, breakdown=shares)


def _by_class(parts: Sequence[Victims]) -> list[Victims]:
    groups: dict[str, list[Victims]] = {}
    for v in parts:
        groups.setdefault(v.class_, []).append(v)
    sums = ((group[0], *summed(group)) for group in groups.values())
    return [replace(first, low=low, best=best, high=high) for first, low, best, high in sums]


def settled(figures: Sequence[Told]) -> Toll:
    """Give the one toll of several figures, of which there is at least one."""
    figures = _without_boasts(figures)
    precise = [f for f in figures if f.toll.stated != "vague"] or list(figures)
    first = [f for f in precise if not f.more] or precise[:1]
    chosen = max(first[:_FIRST], key=lambda f: (f.toll.best or f.toll.low or 0, len(f.toll.breakdown)))
    own = _ranged(chosen, first[:_FIRST])
    whole = _with_other_classes(own, [f.toll for f in first if not _otherwise_called(f, chosen)])
    added = [f for f in precise if f.more and f not in first and not f.classes & _known(whole)]
    return _with_classes(_sum([whole, *_distinct(added)]), [f.toll for f in figures])


def _otherwise_called(f: Told, chosen: Told) -> bool:
    """Say whether another speaker calls the same people otherwise: three men to a mayor, three rebels to the army."""
    return f.by is not None and f.by != chosen.by and f.toll.best == chosen.toll.best


def _without_boasts(figures: Sequence[Told]) -> list[Told]:
    """Leave out what a side says of its enemy's dead, where another source counts them."""
    others = [f for f in figures if f.by is None or f.classes != {_ENEMY.get(f.by[1])}]
    return [f for f in figures if f in others or not any(f.classes & o.classes for o in others)]


_ENEMY: Final[dict[SourceKind, VictimClass]] = {"armed group": "state_forces", "military": "armed_group"}


def _known(toll: Toll) -> set[str]:
    return {str(share.class_) for share in toll.breakdown} if toll.stated == "sum" else set()


def _distinct(figures: Sequence[Told]) -> list[Toll]:
    return list({(f.toll.best, frozenset(f.classes)): f.toll for f in figures}.values())


def _ranged(chosen: Told, figures: Sequence[Told]) -> Toll:
    """Give the range between what independent sources say; best is the best source's, of equals the lowest."""
    rivals = [f for f in figures if f is chosen or _contradicts(f, chosen)]
    if len(rivals) == 1:
        return chosen.toll
    best = min(rivals, key=lambda f: (_rank(f), f.toll.best or 0))
    lows, highs = [f.toll.low for f in rivals], [f.toll.high for f in rivals]
    low = None if None in lows else min(n for n in lows if n is not None)
    high = None if None in highs else max(n for n in highs if n is not None)
    return Toll(low=low, best=best.toll.best, high=high, stated="range")


def _contradicts(f: Told, chosen: Told) -> bool:
    """Say whether another source counts the same people otherwise, and neither brings the other up to date."""
    apart = f.by is not None and (chosen.by is None or f.by[0] != chosen.by[0])
    same = f.classes == chosen.classes or not f.classes
    later = _rank(chosen) < _LAST and any(_UPDATE.search(one.reading.sentence.text) for one in (f, chosen))
    part = any(v.phrase.definite for v in f.victims)
    return apart and same and not later and not part and f.toll.best not in (None, chosen.toll.best)


_UPDATE: Final = re.compile(
    r"\b(?:r[io]sen?|climb(?:s|ed)?|now|later|since|rais(?:ed|es)|revised|corrected|updated|initial(?:ly)?|earlier"
    r"|at first|so far)\b",
    re.IGNORECASE,
)
_RANKS: Final[dict[SourceKind, int]] = {
    "monitor": 0, "medical": 0, "police": 1, "government": 2, "military": 2, "witness": 3, "media": 3, "unnamed": 3,
    "armed group": 4,
}  # fmt: skip


_LAST: Final = max(_RANKS.values())


def _rank(f: Told) -> int:
    return _RANKS[f.by[1]] if f.by else 1


def _with_other_classes(chosen: Toll, others: list[Toll]) -> Toll:
    """Add other people whom another sentence counts: "five soldiers …", "four militants were also killed"."""
    known = {share.class_ for share in chosen.breakdown} | {"unknown"}
    apart = [o for o in others if not known & {share.class_ for share in o.breakdown}]
    more = {s.class_: s for o in apart for s in o.breakdown if s.best}
    if not more or not chosen.breakdown or "unknown" in {share.class_ for share in chosen.breakdown}:
        return chosen
    return _sum(
        [chosen, *(Toll(low=s.low, best=s.best, high=s.high, stated="exact", breakdown=(s,)) for s in more.values())]
    )


def _sum(tolls: Sequence[Toll]) -> Toll:
    if len(tolls) == 1:
        return tolls[0]
    low, best, high = summed(tolls)
    shares = tuple(share for t in tolls for share in t.breakdown)
    return Toll(low=low, best=best, high=high, stated="sum", breakdown=shares)


def _with_classes(chosen: Toll, others: list[Toll]) -> Toll:
    """Take over from another telling of the same number who they were."""
    if any(s.class_ != "unknown" for s in chosen.breakdown):
        return chosen
    same = (o for o in others if o.best == chosen.best and any(s.class_ != "unknown" for s in o.breakdown))
    better = next(same, None)
    return chosen if better is None else chosen.model_copy(update={"breakdown": better.breakdown})


def with_others(toll: Toll, class_: VictimClass, number: int) -> Toll:
    """Add some people of one class, of whom words tell apart from the number."""
    share = Share(**{"class": class_}, low=number, best=number, high=number)
    return _sum([toll, Toll(low=number, best=number, high=number, stated="exact", breakdown=(share,))])
