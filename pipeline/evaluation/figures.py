"""What is measured, in the order in which it is shown; each figure with its interval at 95 % and what is aimed at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from pipeline.contract import Event
from pipeline.evaluation.gold import GoldEvent
from pipeline.evaluation.intervals import bootstrap, wilson
from pipeline.evaluation.judge import Judged, true_pairs
from pipeline.evaluation.scores import Claim, Labels, calibration_error, macro_f1, weighted_f1
from pipeline.evaluation.verdict import Verdict

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; `value` is null where there was nothing to measure. `at_most` makes `aim` an upper bound."""

    name: str
    label: str
    value: float | None
    n: int
    low: float
    high: float
    aim: float | None = None
    at_most: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the aim is reached; null without an aim or a value."""
        if self.aim is None or self.value is None:
            return None
        return self.value <= self.aim if self.at_most else self.value >= self.aim


_EVENTS: Final = (
    ("precision", "precision of actual events", 0.92),
    ("recall", "recall of actual events", None),
)
_WHOLE_ARTICLES: Final = (
    ("eventless", "articles without event kept empty", None),
    ("eventful", "articles with an event not left empty", None),
)
_FIELDS: Final = (
    ("sub_event_type", "sub-type", 0.85),
    ("event_type", "type", None),
    ("civilian_targeting", "civilian targeting", None),
    ("plover", "PLOVER event", None),
    ("modes", "PLOVER mode", None),
    ("deaths_bounds", "deaths: bounds hold the truth", 0.95),
    ("deaths_best", "deaths: best exact", 0.88),
    ("deaths_null", "deaths: neither null for 0 nor 0 for null", 0.98),
    ("deaths", "deaths: the same, null included", None),
    ("injuries", "injuries: best exact, null included", None),
    ("casualties", "casualties: best exact, null included", None),
    ("affected", "arrested, abducted, displaced ...", None),
    ("date", "date: first and last day exact", 0.90),
    ("first_day", "date: first day exact", None),
    ("time_precision", "date: precision", None),
    ("clock", "clock time", None),
    ("place", "place within 25 km", 0.80),
    ("place_precision", "place: precision", None),
    ("country", "place: country", None),
    ("no_place", "no place where none is told", None),
    ("actor", "actor in the right role", 0.80),
    ("recipient", "recipient in the right role", 0.80),
    ("actor_precision", "actors that are actors", None),
    ("recipient_precision", "recipients that are recipients", None),
    ("actor_country", "country of an actor found", None),
    ("sectors", "sector of an actor found", None),
    ("inter", "inter code of an actor found", None),
    ("side", "side of an actor found", None),
    ("newsness", "newsness", None),
    ("extent", "extent", None),
    ("occurrence", "occurrence status", None),
    ("attribution", "attribution status", 0.80),
    ("weapons", "weapons", None),
    ("realis", "realis, of all pairs", None),
    ("background", "background kept out of actual", 0.95),
    ("not_actual", "all that is not actual kept out of it", None),
    ("record", "type, day, place, deaths all right", 0.60),
)


def figures(judged: Sequence[Judged]) -> list[Figure]:
    """Give every figure for which there is something to measure."""
    found = [
        *_shares(judged, _EVENTS),
        detection_f1(judged),
        *_shares(judged, _WHOLE_ARTICLES),
        _pooled(judged, "sub_type_f1", "sub-type, weighted F1", _sub_types, weighted_f1, None),
        *_shares(judged, _FIELDS),
        _record_of_all(judged),
        _pooled(judged, "realis_f1", "realis, macro F1", _realis, macro_f1, 0.85),
        replace(
            _pooled(judged, "calibration_error", "calibration error", claims, calibration_error, 0.05), at_most=True
        ),
    ]
    return [figure for figure in found if figure.n]


def verdicts(judged: Sequence[Judged], field: str) -> list[Verdict]:
    """Give all verdicts on a field."""
    return [v for one in judged for v in one.verdicts if v.field == field]


def share(judged: Sequence[Judged], field: str, label: str = "", aim: float | None = None) -> Figure:
    """Give the share of right verdicts on a field."""
    told = verdicts(judged, field)
    right, n = sum(v.right for v in told), len(told)
    return _share(field, label or field, right, n, aim)


def _share(name: str, label: str, right: int, n: int, aim: float | None) -> Figure:
    return Figure(name, label, right / n if n else None, n, *wilson(right, n), aim)


def _shares(judged: Sequence[Judged], rows: Sequence[tuple[str, str, float | None]]) -> list[Figure]:
    return [share(judged, *row) for row in rows]


def _record_of_all(judged: Sequence[Judged]) -> Figure:
    right, n = sum(v.right for v in verdicts(judged, "record")), len(verdicts(judged, "recall"))
    return _share("record_of_all", "the same, events missed counted in", right, n, None)


def detection_f1(judged: Sequence[Judged]) -> Figure:
    """Give the harmonic mean of precision and recall of actual events."""
    counts = [_detected(one) for one in judged]
    labelled = sum(count[2] for count in counts)
    return Figure("detection_f1", "F1 of actual events", _f1(counts), labelled, *bootstrap(counts, _f1))


Counts = tuple[int, int, int, int]
"""Right of found, found, labelled and found, labelled."""


def _detected(one: Judged) -> Counts:
    found = [v.right for v in one.verdicts if v.field == "precision"]
    labelled = [v.right for v in one.verdicts if v.field == "recall"]
    return sum(found), len(found), len(labelled), sum(labelled)


def _f1(counts: Sequence[Counts]) -> float | None:
    right, found, labelled, met = (sum(part) for part in zip(*counts, strict=True)) if counts else (0, 0, 0, 0)
    if not found and not labelled:
        return None
    precision, recall = right / found if found else 0.0, met / labelled if labelled else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pooled(
    judged: Sequence[Judged],
    name: str,
    label: str,
    values: Callable[[Judged], list[T]],
    statistic: Callable[[Sequence[T]], float | None],
    aim: float | None,
) -> Figure:
    """Give a statistic over the values of all articles; articles are what the bootstrap draws."""
    samples = [values(one) for one in judged]

    def pooled(drawn: Sequence[list[T]]) -> float | None:
        return statistic([value for sample in drawn for value in sample])

    n = sum(map(len, samples))
    return Figure(name, label, pooled(samples), n, *bootstrap(samples, pooled), aim)


def _sub_types(one: Judged) -> list[Labels]:
    return [labels_of(label, event) for label, event in true_pairs(one)]


def labels_of(label: GoldEvent, event: Event) -> Labels:
    """Give the sub-types of a pair; another one that a careful coder could choose is the label's own."""
    found = event.sub_event_type or "no type"
    return (found if found in label.sub_types else label.sub_types[0]), found


def _realis(one: Judged) -> list[Labels]:
    return [(v.expected, v.found) for v in one.verdicts if v.field == "realis"]


def claims(one: Judged) -> list[Claim]:
    """Give each confidence of an article and whether it kept its word."""
    return [(v.confidence, v.right) for v in one.verdicts if v.field == "confidence" and v.confidence is not None]
