"""Verdicts ▸ a report: figures, tables by type, realis and kind of article, reliability, the commonest errors."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

from pipeline.contract.vocabulary import ALL_SUB_EVENTS, REALIS_ORDER
from pipeline.evaluation.figures import Figure, claims, figures, labels_of, share
from pipeline.evaluation.gold import Kind
from pipeline.evaluation.judge import Judged, true_pairs
from pipeline.evaluation.scores import Bin, reliability
from pipeline.evaluation.verdict import Verdict

COMMONEST: Final = 10
_NO_ERRORS: Final = frozenset(("confidence", "record", "deaths", "first_day", "event_type", "not_actual", "eventful"))
"""Fields that repeat what another one says."""


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A sub-type: how often it is labelled, found at all, found as this sub-type; predicted, rightly predicted."""

    sub_type: str
    labelled: int
    found: int
    typed: int
    predicted: int
    right: int


@dataclass(frozen=True, slots=True)
class RealisRow:
    """A realis: how often it is labelled, and as what its pairs came out; `none` came out as nothing."""

    realis: str
    labelled: int
    found: dict[str, int]


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of article with its precision and recall."""

    kind: str
    articles: int
    precision: Figure
    recall: Figure


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """A kind of disagreement and how often it was met."""

    field: str
    kind: str
    n: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a run on a dataset came to; only `errors` holds words of the articles."""

    dataset: str
    extractor: str
    articles: int
    labelled: int
    figures: tuple[Figure, ...]
    types: tuple[TypeRow, ...]
    realis: tuple[RealisRow, ...]
    kinds: tuple[KindRow, ...]
    reliability: tuple[Bin, ...]
    commonest: tuple[ErrorKind, ...]
    errors: tuple[Verdict, ...]


def report(dataset: str, extractor: str, judged: Sequence[Judged]) -> Report:
    """Sum up the judged articles of a dataset."""
    wrong = [v for one in judged for v in one.verdicts if not v.right and v.field != "confidence"]
    return Report(
        dataset,
        extractor,
        articles=len(judged),
        labelled=sum(label.counts for one in judged for label in one.item.events),
        figures=tuple(figures(judged)),
        types=tuple(_types(judged)),
        realis=tuple(_realis(judged)),
        kinds=tuple(_kinds(judged)),
        reliability=tuple(reliability(claim for one in judged for claim in claims(one))),
        commonest=tuple(_commonest(wrong)),
        errors=tuple(sorted(wrong, key=_worst_first)),
    )


def _types(judged: Sequence[Judged]) -> list[TypeRow]:
    labelled = Counter(v.expected for v in _of(judged, "recall"))
    found = Counter(v.expected for v in _of(judged, "recall") if v.right)
    predicted = Counter(v.found for v in _of(judged, "precision"))
    typed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for label, event in (pair for one in judged for pair in true_pairs(one)):
        same = len(set(labels_of(label, event))) == 1
        typed[label.sub_types[0]] += same
        right[event.sub_event_type or ""] += same
    rows = (TypeRow(s, labelled[s], found[s], typed[s], predicted[s], right[s]) for s in ALL_SUB_EVENTS)
    return [row for row in rows if row.labelled or row.predicted]


def _realis(judged: Sequence[Judged]) -> list[RealisRow]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in (one for one in judged if one.item.whole):
        for label, event in one.pairs:
            if label.sub_types and not label.optional:
                found[label.realis][event.realis if event.event_type else "none"] += 1
        for label in one.missed:
            if label.sub_types and not label.optional:
                found[label.realis]["none"] += 1
    return [RealisRow(name, found[name].total(), dict(found[name])) for name in REALIS_ORDER if found[name]]


def _kinds(judged: Sequence[Judged]) -> list[KindRow]:
    rows = []
    for kind in get_args(Kind):
        of_kind = [one for one in judged if one.item.kind == kind]
        if of_kind:
            rows.append(KindRow(kind, len(of_kind), share(of_kind, "precision"), share(of_kind, "recall")))
    return rows


def _of(judged: Sequence[Judged], field: str) -> list[Verdict]:
    return [v for one in judged for v in one.verdicts if v.field == field]


def _commonest(wrong: Sequence[Verdict]) -> list[ErrorKind]:
    met = Counter((v.field, _kind(v)) for v in wrong if v.field not in _NO_ERRORS)
    return [ErrorKind(field, kind, n) for (field, kind), n in met.most_common(COMMONEST)]


_OPEN: Final = frozenset(("actor", "recipient", "actor_precision", "recipient_precision", "place", "date", "affected"))
_FIGURES: Final = frozenset(("deaths_bounds", "deaths_best", "deaths_null", "injuries", "casualties"))


def _kind(verdict: Verdict) -> str:
    """Give the kind of an error; values that are words or numbers are told only as null or not."""
    if verdict.field in _OPEN or verdict.field in _FIGURES:
        return " ▸ ".join("null" if value == "null" else "value" for value in (verdict.expected, verdict.found))
    return verdict.kind


def _worst_first(verdict: Verdict) -> tuple[str, float, str]:
    """Order by field: what was missed altogether first, then what was said most surely."""
    return verdict.field, -(1.0 if verdict.confidence is None else verdict.confidence), verdict.item
