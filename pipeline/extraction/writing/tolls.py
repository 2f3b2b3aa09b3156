"""How many: the dead, the wounded, both not told apart, and people to whom something else was done."""

import re
from typing import Final

from pipeline.contract.event import Affected, Share, Toll
from pipeline.extraction.affected import Group, What
from pipeline.extraction.casualties import Harm, toll, total
from pipeline.extraction.drafts import Draft
from pipeline.extraction.telling import Telling
from pipeline.extraction.writing.notes import Notes

HARM: Final[tuple[tuple[str, Harm], ...]] = (("fatalities", "dead"), ("injuries", "injured"), ("casualties", "either"))
_FIRST: Final = 3
"""Tellings with a figure that count: later ones repeat it or tell of parts."""


def toll_of(draft: Draft, name: str, harm: Harm, notes: Notes) -> Toll | None:
    """Give the toll of one harm: the highest of the first figures told, and other classes told elsewhere added."""
    found = [(t, figure) for t in draft.tellings if (figure := toll(t.victims, harm)) is not None]
    if not found:
        return _none(draft, name, harm, notes)
    found = [pair for pair in found if not pair[0].mention.reading.sentence.headline] or found
    _, chosen = max(found[:_FIRST], key=lambda pair: (pair[1].best or pair[1].low or 0, len(pair[1].breakdown)))
    added = _with_bomber(draft, harm, _with_other_classes(chosen, [figure for _, figure in found]))
    for t, figure in found:
        if figure.best == chosen.best or added is not chosen:
            _note(t, harm, name, notes)
    return _with_classes(added, [figure for _, figure in found])


def _none(draft: Draft, name: str, harm: Harm, notes: Notes) -> Toll | None:
    """Give 0 where words say that nobody was hurt."""
    words = next((u for t in draft.tellings for u in t.unharmed if harm in u.harms), None)
    if words is None:
        return None
    notes.words_in(f"/{name}/best", words.sentence, words.start, words.end)
    return words.toll()


def _with_other_classes(chosen: Toll, others: list[Toll]) -> Toll:
    """Add other people whom another sentence counts: "five soldiers …", "four militants were also killed"."""
    known = {share.class_ for share in chosen.breakdown} | {"unknown"}
    apart = [o for o in others if not known & {share.class_ for share in o.breakdown}]
    more = {s.class_: s for o in apart for s in o.breakdown if s.best}
    if not more or "unknown" in {share.class_ for share in chosen.breakdown}:
        return chosen
    parts = [*chosen.breakdown, *more.values()]
    low, best, high = (total([getattr(s, end) for s in parts]) for end in ("low", "best", "high"))
    return Toll(low=low, best=best, high=high, stated="sum", breakdown=tuple(parts))


def _with_bomber(draft: Draft, harm: Harm, told: Toll) -> Toll:
    """Add the bomber where words tell of his death apart from the number: "blew herself up, killing eight"."""
    if harm != "dead" or draft.sub_event != "Suicide bomb":
        return told
    victims = [v.phrase for t in draft.tellings for v in t.victims if v.harm == "dead"]
    texts = " ".join(t.mention.reading.sentence.text for t in draft.tellings)
    if any(p.head.lower in _THEMSELVES for p in victims) or _COUNTED_IN.search(texts) or not _OWN_DEATH.search(texts):
        return told
    bomber = Share(**{"class": "armed_group"}, low=1, best=1, high=1)
    low, best, high = (total([getattr(told, end), 1]) for end in ("low", "best", "high"))
    return Toll(low=low, best=best, high=high, stated="sum", breakdown=(*told.breakdown, bomber))


_THEMSELVES: Final = frozenset({"himself", "herself", "themselves"})
_OWN_DEATH: Final = re.compile(
    r"\b(?:blew|blow|blown|blowing) (?:him|her|them)sel(?:f|ves) up|\b(?:blew|blow|blowing) up (?:him|her|them)sel"
    r"|\bdetonat\w+ (?:(?:his|her|their|an?|the) )?(?:\w+ )?(?:vests?|belts?|jackets?)"
    r"|\bblown up by (?:its|the) driver",
    re.IGNORECASE,
)
_COUNTED_IN: Final = re.compile(r"\b(?:including|among them) the (?:suicide )?(?:attacker|bomber)", re.IGNORECASE)


def _note(t: Telling, harm: Harm, name: str, notes: Notes) -> None:
    for v in t.victims:
        if v.harm == harm:
            notes.words(f"/{name}/best", t.mention.reading, min(v.start, v.phrase.start), v.phrase.end)


def _with_classes(chosen: Toll, others: list[Toll]) -> Toll:
    """Take over from another telling of the same number who they were."""
    if any(s.class_ != "unknown" for s in chosen.breakdown):
        return chosen
    same = (o for o in others if o.best == chosen.best and any(s.class_ != "unknown" for s in o.breakdown))
    better = next(same, None)
    return chosen if better is None else chosen.model_copy(update={"breakdown": better.breakdown})


def affected(draft: Draft, notes: Notes) -> tuple[Affected, ...]:
    """Give how many were arrested, abducted, missing, driven out or released."""
    tellings = [t for t in draft.tellings if not t.mention.reading.sentence.headline] or draft.tellings
    found: dict[What, Group] = {}
    for group in (g for t in tellings for g in t.affected):
        known = found.get(group.what)
        if known is None or (group.best or 0) > (known.best or 0):
            found[group.what] = group
    return tuple(_affected(n, group, notes) for n, group in enumerate(found.values()))


def _affected(n: int, g: Group, notes: Notes) -> Affected:
    notes.words(f"/affected/{n}/best", g.reading, g.start, g.end)
    return Affected(what=g.what, low=g.low, best=g.best, high=g.high)
