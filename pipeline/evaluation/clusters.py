"""How far two divisions of the same items into groups agree: B³ (Bagga and Baldwin 1998) and pairs.

B³ asks of each item which share of its group is rightly there (precision), and which share of those that belong with it
is there (recall). Pairs asks it of each two items that are together. Intervals are of a bootstrap over true groups.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluation.figures import Figure
from pipeline.evaluation.intervals import bootstrap


@dataclass(frozen=True, slots=True)
class Item:
    """An item's true group, and how many are in it, in the group that was found, and in both; itself counted."""

    group: Hashable
    true: int
    found: int
    both: int


def items(true: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> list[Item]:
    """Compare two divisions; an item that was not found is a group of its own."""
    ours = {name: found.get(name, ("missed", name)) for name in true}
    there, here = Counter(true.values()), Counter(ours.values())
    both = Counter((group, ours[name]) for name, group in true.items())
    return [Item(group, there[group], here[ours[name]], both[group, ours[name]]) for name, group in true.items()]


Statistic = Callable[[Sequence[Item]], float | None]


def b3_precision(compared: Sequence[Item]) -> float | None:
    """Give the mean share of an item's found group that belongs with it."""
    return sum(one.both / one.found for one in compared) / len(compared) if compared else None


def b3_recall(compared: Sequence[Item]) -> float | None:
    """Give the mean share of those that belong with an item that are with it."""
    return sum(one.both / one.true for one in compared) / len(compared) if compared else None


def pair_precision(compared: Sequence[Item]) -> float | None:
    """Give the share of pairs found together that belong together."""
    return _share(sum(one.both - 1 for one in compared), sum(one.found - 1 for one in compared))


def pair_recall(compared: Sequence[Item]) -> float | None:
    """Give the share of pairs that belong together that were found together."""
    return _share(sum(one.both - 1 for one in compared), sum(one.true - 1 for one in compared))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def harmonic(precision: Statistic, recall: Statistic) -> Statistic:
    """Give F1 of two."""

    def f1(compared: Sequence[Item]) -> float | None:
        first, second = precision(compared), recall(compared)
        if first is None or second is None:
            return None
        return 2 * first * second / (first + second) if first + second else 0.0

    return f1


b3_f1 = harmonic(b3_precision, b3_recall)
_ROWS: Sequence[tuple[str, str, Statistic, float | None]] = (
    ("b3_precision", "B³ precision", b3_precision, None),
    ("b3_recall", "B³ recall", b3_recall, None),
    ("b3_f1", "B³ F1", b3_f1, 0.85),
    ("pair_precision", "pairs: precision", pair_precision, None),
    ("pair_recall", "pairs: recall", pair_recall, None),
    ("pair_f1", "pairs: F1", harmonic(pair_precision, pair_recall), None),
)


def figures(compared: Sequence[Item]) -> list[Figure]:
    """Give every figure with its interval."""
    groups: defaultdict[Hashable, list[Item]] = defaultdict(list)
    for one in compared:
        groups[one.group].append(one)
    return [_figure(row, compared, list(groups.values())) for row in _ROWS]


def _figure(
    row: tuple[str, str, Statistic, float | None], compared: Sequence[Item], groups: Sequence[Sequence[Item]]
) -> Figure:
    name, label, statistic, aim = row

    def drawn(sample: Sequence[Sequence[Item]]) -> float | None:
        return statistic([one for group in sample for one in group])

    return Figure(name, label, statistic(compared), len(compared), *bootstrap(groups, drawn), aim)
